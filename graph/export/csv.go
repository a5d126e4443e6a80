package export

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/schema"
)

const csvHeader = "subject,predicate,object,datatype,language,graph\r\n"

// writeCSV writes a table as RFC 4180 has it, one row for each quad in the order
// of N-Quads. An object that is an IRI has no datatype, a literal always has one.
func writeCSV(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(csvHeader)
	var row []byte
	err := s.Stream(ctx, graph.ByLine, func(q quad.Quad) error {
		o := termOf(q.Object)
		label := ""
		if q.Label != nil {
			label = termOf(q.Label).value
		}
		row = row[:0]
		for _, field := range []string{
			termOf(q.Subject).value, termOf(q.Predicate).value, o.value, o.datatype, o.language, label,
		} {
			row = append(appendField(row, field), ',')
		}
		_, err := out.Write(append(row[:len(row)-1], "\r\n"...))
		return err
	})
	return errors.Join(err, out.Flush())
}

// appendField appends a field, in quotation marks if it needs them. We write it
// ourselves, as encoding/csv turns the line ends inside fields into its own.
func appendField(b []byte, s string) []byte {
	if !strings.ContainsAny(s, "\",\r\n") && strings.TrimSpace(s) == s {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
