package export

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/schema"
)

// writeTurtle writes triples alone: Turtle has no place for a label.
func writeTurtle(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) error {
	t := newTurtle(w, s.Prefixes())
	t.w.WriteString("# Triples without their graphs, each once: which claim says so is lost here. TriG keeps it.\n")
	t.header()
	err := s.Stream(ctx, graph.ByTriple, func(q quad.Quad) error { return t.triple(q) })
	t.endSubject()
	return errors.Join(err, t.w.Flush())
}

// A turtle writes triples that come sorted: subject and predicate stand once for
// those that share them.
type turtle struct {
	w       *bufio.Writer
	names   []prefix
	indent  string
	subject quad.Value // of the triple before; nil if there is none
	pred    quad.Value
	buf     []byte
}

// A prefix is a name of a namespace.
type prefix struct{ name, iri string }

func newTurtle(w io.Writer, prefixes map[string]string) *turtle {
	t := &turtle{w: bufio.NewWriterSize(w, 1<<16)}
	for _, name := range slices.Sorted(maps.Keys(prefixes)) {
		t.names = append(t.names, prefix{name, prefixes[name]})
	}
	return t
}

func (t *turtle) header() {
	for _, p := range t.names {
		t.w.WriteString("@prefix " + p.name + ": <" + p.iri + "> .\n")
	}
	// The longest namespace that fits is the one to abbreviate by.
	slices.SortStableFunc(t.names, func(a, b prefix) int { return cmp.Compare(len(b.iri), len(a.iri)) })
	t.w.WriteByte('\n')
}

// triple writes the next one; errors of the writer before show here.
func (t *turtle) triple(q quad.Quad) error {
	b := t.buf[:0]
	switch {
	case q.Subject != t.subject:
		t.endSubject()
		b = append(append(b, t.indent...), t.term(q.Subject)...)
		b = append(append(b, ' '), t.verb(q.Predicate)...)
		b = append(b, ' ')
	case q.Predicate != t.pred:
		b = append(append(append(b, " ;\n    "...), t.indent...), t.verb(q.Predicate)...)
		b = append(b, ' ')
	default:
		b = append(append(b, " ,\n        "...), t.indent...)
	}
	t.subject, t.pred = q.Subject, q.Predicate
	t.buf = append(b, t.term(q.Object)...)
	_, err := t.w.Write(t.buf)
	return err
}

// endSubject ends what is said of the subject that is open.
func (t *turtle) endSubject() {
	if t.subject != nil {
		t.w.WriteString(" .\n")
	}
	t.subject, t.pred = nil, nil
}

func (t *turtle) verb(p quad.Value) string {
	if p == rdfType {
		return "a"
	}
	return t.term(p)
}

// term returns a term with its IRIs abbreviated where that needs no escapes.
// Literals are those of N-Quads, which Turtle reads the same; an integer in
// canonical form stands bare.
func (t *turtle) term(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return t.iri(v)
	case quad.TypedString:
		return string(graph.AppendTerm(nil, v.Value)) + "^^" + t.iri(v.Type)
	case quad.Int:
		return strconv.FormatInt(int64(v), 10)
	}
	return string(graph.AppendTerm(nil, v))
}

func (t *turtle) iri(iri quad.IRI) string {
	for _, p := range t.names {
		if local, ok := strings.CutPrefix(string(iri), p.iri); ok && plainLocal(local) {
			return p.name + ":" + local
		}
	}
	return "<" + string(iri) + ">"
}

// plainLocal reports whether a local name is one in every reader's grammar.
func plainLocal(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}
