package postgres

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	csql "github.com/cayleygraph/cayley/graph/sql"

	"claimgraph/graph/pebble"
)

// OptimizeShape implements shape.Optimizer: Cayley's SQL backend makes one SELECT
// of what it can, steps along a path above all. What literals mean is compared in
// the program: the database would compare numbers and times as texts, and reads
// regular expressions in another way.
func (v *View) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.Filter:
		return pebble.ByValue(s)
	case shape.Sort:
		return sorted{s}, true
	case shape.QuadsAction, shape.Quads, shape.NodesFrom, shape.Save:
	default:
		return s, false
	}
	qs, err := v.cayleyStore()
	if err != nil {
		v.fail(err)
		return s, false
	}
	v.plan.Lock() // it numbers tables
	defer v.plan.Unlock()
	out, changed := qs.OptimizeShape(mapChildren(s, unwrap))
	if !changed {
		return s, false
	}
	if sel, ok := out.(csql.Select); ok {
		return selected{sel, v}, true
	}
	return s, false
}

func unwrap(s shape.Shape) shape.Shape {
	if w, ok := s.(selected); ok {
		return w.Select
	}
	return s
}

// mapChildren returns a shape with f of the shapes that it is made of.
func mapChildren(s shape.Shape, f func(shape.Shape) shape.Shape) shape.Shape {
	switch s := s.(type) {
	case shape.Quads:
		out := make(shape.Quads, len(s))
		for i, q := range s {
			out[i] = shape.QuadFilter{Dir: q.Dir, Values: f(q.Values)}
		}
		return out
	case shape.NodesFrom:
		s.Quads = f(s.Quads)
		return s
	case shape.Save:
		s.From = f(s.From)
		return s
	}
	return s
}

// selected is a SELECT of Cayley's that runs in the view.
type selected struct {
	csql.Select
	v *View
}

// Optimize implements shape.Shape.
func (s selected) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// BuildIterator implements shape.Shape.
func (s selected) BuildIterator(graph.QuadStore) graph.Iterator {
	qs, err := s.v.cayleyStore()
	if err != nil {
		return iterator.NewError(s.v.fail(err))
	}
	inner := graph.AsShape(qs.NewIterator(s.Select))
	return graph.NewLegacy(&selectedShape{inner, s.v}, nil)
}

// selectedShape tells Cayley what the rows will cost without counting them, for
// which its own would run the whole statement.
type selectedShape struct {
	graph.IteratorShape
	v *View
}

// guessedRows is how many rows a statement is taken to have.
const guessedRows = 100

// Stats implements graph.IteratorShape.
func (s *selectedShape) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{NextCost: nextCost, ContainsCost: lookupCost, Size: graph.Size{Size: guessedRows}}, nil
}

// Optimize implements graph.IteratorShape.
func (s *selectedShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

// Iterate implements graph.IteratorShape.
func (s *selectedShape) Iterate() graph.Scanner {
	return &seeing{Scanner: s.IteratorShape.Iterate(), v: s.v}
}

// seeing notes the nodes that are read, as their names may be asked for. It keeps
// a row until the next: where Cayley's own has no other path to a node it forgets
// how it came there, and cannot be asked again.
type seeing struct {
	graph.Scanner
	v    *View
	row  graph.Ref
	tags map[string]graph.Ref
	last bool // there is no other path to the node
}

// Next implements graph.Scanner.
func (it *seeing) Next(ctx context.Context) bool {
	it.last = false
	if !it.Scanner.Next(ctx) {
		it.row, it.tags, it.last = nil, nil, true
		return false
	}
	it.keep()
	return true
}

// NextPath implements graph.Scanner.
func (it *seeing) NextPath(ctx context.Context) bool {
	if it.last || !it.Scanner.NextPath(ctx) {
		it.last = true
		return false
	}
	it.keep()
	return true
}

func (it *seeing) keep() {
	it.row, it.tags = it.Scanner.Result(), make(map[string]graph.Ref)
	it.Scanner.TagResults(it.tags)
	if h := nodeOf(it.row); h.Valid() {
		it.v.names.saw(h)
	}
	for _, r := range it.tags {
		if h := nodeOf(r); h.Valid() {
			it.v.names.saw(h)
		}
	}
}

// Result implements graph.Scanner.
func (it *seeing) Result() graph.Ref { return it.row }

// TagResults implements graph.Scanner.
func (it *seeing) TagResults(tags map[string]graph.Ref) { maps.Copy(tags, it.tags) }

// sorted is a shape.Sort that does not take a guess for a count, as Cayley's does.
type sorted struct{ shape.Sort }

// Optimize implements shape.Shape.
func (s sorted) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// BuildIterator implements shape.Shape.
func (s sorted) BuildIterator(qs graph.QuadStore) graph.Iterator {
	return graph.NewLegacy(&guessedShape{graph.AsShape(s.Sort.BuildIterator(qs))}, nil)
}

type guessedShape struct{ graph.IteratorShape }

// Stats implements graph.IteratorShape.
func (s *guessedShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs, err := s.IteratorShape.Stats(ctx)
	costs.Size.Exact = false
	return costs, err
}

// Optimize implements graph.IteratorShape.
func (s *guessedShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }
