package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/extsort"
	"claimgraph/schema"
)

const graphMLHead = xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="value" for="node" attr.name="value" attr.type="string"/>
<key id="datatype" for="node" attr.name="datatype" attr.type="string"/>
<key id="language" for="node" attr.name="language" attr.type="string"/>
<key id="escaped" for="node" attr.name="escaped" attr.type="boolean"/>
<key id="predicate" for="edge" attr.name="predicate" attr.type="string"/>
<key id="graph" for="edge" attr.name="graph" attr.type="string"/>
<graph edgedefault="directed">
`

const graphMLFoot = "</graph>\n</graphml>\n"

// writeGraphML writes a node for every IRI and literal that is a subject or an
// object, then an edge for every quad. The edges wait in a temporary file, so
// that both are of one state of the store.
func writeGraphML(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) (err error) {
	edges, err := newSpool()
	if err != nil {
		return err
	}
	var nodes extsort.Sorter
	defer func() { err = errors.Join(err, nodes.Close(), edges.close()) }()
	n := 0
	err = s.Stream(ctx, graph.ByLine, func(q quad.Quad) error {
		n++
		return errors.Join(edges.write(edgeOf(q, n)), nodes.Add(nodeLine(q.Subject)), nodes.Add(nodeLine(q.Object)))
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(graphMLHead)
	err = nodes.Each(ctx, func(line []byte) error {
		_, node, _ := bytes.Cut(line, []byte{0})
		_, err := out.Write(node)
		return err
	})
	if err != nil {
		return err
	}
	if err := edges.copyTo(out); err != nil {
		return err
	}
	out.WriteString(graphMLFoot)
	return out.Flush()
}

// nodeLine returns a value's node after its term in N-Quads, by which nodes sort.
func nodeLine(v quad.Value) []byte {
	line := append(graph.AppendTerm(nil, v), 0)
	t := termOf(v)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<node id="%s">`, nodeID(v))
	data := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, `<data key="%s">%s</data>`, key, escapeXML(value))
		}
	}
	if t.iri {
		data("kind", "iri")
		data("value", backslashed(t.value, false))
	} else {
		data("kind", "literal")
		if strings.ContainsFunc(t.value, notXML) {
			t.value = backslashed(t.value, true)
			data("escaped", "true")
		}
		fmt.Fprintf(&b, `<data key="value">%s</data>`, escapeXML(t.value)) // it may be empty
		data("datatype", t.datatype)
		data("language", t.language)
	}
	b.WriteString("</node>\n")
	return append(line, b.Bytes()...)
}

// nodeID is made of the term alone, so that edges need no look-up of their ends.
func nodeID(v quad.Value) string {
	sum := sha256.Sum256(graph.AppendTerm(nil, v))
	return "n" + hex.EncodeToString(sum[:12])
}

func edgeOf(q quad.Quad, n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<edge id="e%d" source="%s" target="%s"><data key="predicate">%s</data>`,
		n, nodeID(q.Subject), nodeID(q.Object), escapeXML(backslashed(termOf(q.Predicate).value, false)))
	if q.Label != nil {
		fmt.Fprintf(&b, `<data key="graph">%s</data>`, escapeXML(backslashed(termOf(q.Label).value, false)))
	}
	b.WriteString("</edge>\n")
	return b.Bytes()
}

func escapeXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

// notXML reports whether XML 1.0 has no way at all to hold r.
func notXML(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// backslashed writes what XML cannot hold as \uXXXX, and a backslash as two if
// it can stand in s for itself, as it cannot in an IRI.
func backslashed(s string, double bool) string {
	if !strings.ContainsFunc(s, notXML) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case notXML(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		case r == '\\' && double:
			b.WriteString(`\\`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A spool is a temporary file that is written, then read once.
type spool struct {
	f *os.File
	w *bufio.Writer
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "claimgraph-export-*")
	if err != nil {
		return nil, err
	}
	os.Remove(f.Name()) // where the system allows it: see extsort
	return &spool{f, bufio.NewWriterSize(f, 1<<16)}, nil
}

func (s *spool) write(p []byte) error {
	_, err := s.w.Write(p)
	return err
}

func (s *spool) copyTo(w io.Writer) error {
	if err := s.w.Flush(); err != nil {
		return err
	}
	if _, err := s.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.f)
	return err
}

func (s *spool) close() error {
	err := s.f.Close()
	os.Remove(s.f.Name())
	return err
}
