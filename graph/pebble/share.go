package pebble

import (
	"iter"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// Canonical returns the one form that values which N-Quads writes alike have:
// integers as quad.Int where that keeps their form, no datatype of plain text,
// full datatypes, and no other of Cayley's native types.
func Canonical(v quad.Value) (quad.Value, error) {
	term, err := AppendTerm(nil, v)
	if err != nil {
		return nil, err
	}
	return parseTerm(term, false)
}

// ByValue makes the comparisons of a filter read what literals mean, in the
// program, whatever store the filter runs on.
func ByValue(s shape.Filter) (shape.Shape, bool) { return planFilter(s) }

// Quads gives the quads of a batch.
func (b *Batch) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := 0; i < len(b.spans); i += places {
			var t Terms
			for at, s := range b.spans[i : i+places] {
				t[at] = b.data[s.start:s.end]
			}
			if !yield(t.Quad()) {
				return
			}
		}
	}
}
