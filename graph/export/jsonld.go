package export

import (
	"bufio"
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/schema"
)

// writeJSONLD writes an expanded JSON-LD document, one line for each subject of
// each graph: first the subjects that stand in no graph, then the graphs.
func writeJSONLD(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) error {
	j := &jsonld{w: bufio.NewWriterSize(w, 1<<16)}
	j.w.WriteString("[")
	err := s.Stream(ctx, graph.ByGraph, j.quad)
	j.endGraph()
	j.w.WriteString("\n]\n")
	return errors.Join(err, j.w.Flush())
}

// jsonld writes quads that come sorted by graph.
type jsonld struct {
	w                   *bufio.Writer
	label, subject      quad.Value // of the quad before
	key                 string     // of the property that is open
	some, inGraph, node bool       // something was written; in this graph; a subject is open
	buf                 []byte
}

func (j *jsonld) quad(q quad.Quad) error {
	if q.Label != j.label {
		j.endGraph()
		j.beginGraph(q.Label)
	}
	if !j.node || q.Subject != j.subject {
		j.endNode()
		j.separate()
		j.node, j.subject = true, q.Subject
		j.buf = append(j.buf, `{"@id":`...)
		j.buf = appendID(j.buf, q.Subject)
	}
	j.value(q)
	_, err := j.w.Write(j.buf)
	j.buf = j.buf[:0]
	return err
}

// separate ends the object before, if there is one beside which the next stands.
func (j *jsonld) separate() {
	if j.some {
		j.buf = append(j.buf, ',')
	}
	j.buf = append(j.buf, '\n')
	j.some = true
}

func (j *jsonld) beginGraph(label quad.Value) {
	j.separate()
	j.buf = append(j.buf, `{"@id":`...)
	j.buf = append(appendID(j.buf, label), `,"@graph":[`...)
	j.label, j.inGraph, j.some = label, true, false
}

// value appends an object, and its property if that is another than before.
// "@type" holds IRIs alone, so a literal stands under the property's full name;
// sorted, literals come before IRIs, and neither key comes twice.
func (j *jsonld) value(q quad.Quad) {
	key := string(q.Predicate.(quad.IRI))
	_, isIRI := q.Object.(quad.IRI)
	typed := q.Predicate == rdfType && isIRI
	if typed {
		key = "@type"
	}
	if key == j.key {
		j.buf = append(j.buf, ',')
	} else {
		if j.key != "" {
			j.buf = append(j.buf, ']')
		}
		j.key = key
		j.buf = append(j.buf, ',')
		j.buf = append(appendJSON(j.buf, key), ":["...)
	}
	if typed {
		j.buf = appendID(j.buf, q.Object)
		return
	}
	j.buf = appendObject(j.buf, q.Object)
}

func (j *jsonld) endNode() {
	if j.node {
		j.buf = append(j.buf, "]}"...)
	}
	j.node, j.key = false, ""
}

func (j *jsonld) endGraph() {
	j.endNode()
	if j.inGraph {
		j.buf = append(j.buf, "\n]}"...)
		j.some = true
	}
	j.inGraph = false
	j.w.Write(j.buf)
	j.buf = j.buf[:0]
}

// appendID appends an IRI as a string.
func appendID(b []byte, v quad.Value) []byte {
	iri, _ := v.(quad.IRI)
	return appendJSON(b, string(iri))
}

// appendObject appends a value object or a reference. Numbers stay strings with
// their datatype: JSON's own would lose their lexical form.
func appendObject(b []byte, v quad.Value) []byte {
	t := termOf(v)
	if t.iri {
		b = append(b, `{"@id":`...)
		return append(appendJSON(b, t.value), '}')
	}
	b = appendJSON(append(b, `{"@value":`...), t.value)
	switch {
	case t.language != "":
		b = appendJSON(append(b, `,"@language":`...), t.language)
	case t.datatype != xsdString:
		b = appendJSON(append(b, `,"@type":`...), t.datatype)
	}
	return append(b, '}')
}

// appendJSON appends a string of JSON with as few escapes as it needs.
func appendJSON(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
