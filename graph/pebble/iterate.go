package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

// The costs that we tell Cayley: to read one more of what is sorted, and to look
// a thing up.
const (
	nextCost = 1
	seekCost = 4
)

// leaf is what iterators have in common that have none below them.
type leaf struct{}

func (leaf) SubIterators() []graph.IteratorShape { return nil }
func (leaf) TagResults(map[string]graph.Ref)     {}
func (leaf) NextPath(context.Context) bool       { return false }
func (leaf) Close() error                        { return nil }

// A quadsShape gives the quads that match a pattern.
type quadsShape struct {
	leaf
	v *View
	p pattern
}

func (s *quadsShape) String() string { return fmt.Sprintf("PebbleQuads(%d)", s.p) }

func (s *quadsShape) Iterate() graph.Scanner { return &quadsNext{scan: s.v.find(s.p)} }
func (s *quadsShape) Lookup() graph.Index    { return &quadsContains{shape: s} }

func (s *quadsShape) Stats(context.Context) (graph.IteratorCosts, error) {
	return graph.IteratorCosts{NextCost: nextCost, ContainsCost: 1, Size: s.v.estimate(s.p)}, nil
}

func (s *quadsShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

type quadsNext struct {
	leaf
	scan *scan
	now  graph.Ref
}

func (it *quadsNext) String() string    { return "PebbleQuadsNext" }
func (it *quadsNext) Err() error        { return it.scan.err }
func (it *quadsNext) Result() graph.Ref { return it.now }

func (it *quadsNext) Next(ctx context.Context) bool {
	it.now = nil
	if !it.scan.next(ctx) {
		return false
	}
	it.now = quadRef(it.scan.quad())
	return true
}

// quadsContains needs no store: the ref of a quad says all of it.
type quadsContains struct {
	leaf
	shape *quadsShape
	now   graph.Ref
}

func (it *quadsContains) String() string    { return "PebbleQuadsContains" }
func (it *quadsContains) Err() error        { return nil }
func (it *quadsContains) Result() graph.Ref { return it.now }

func (it *quadsContains) Contains(_ context.Context, r graph.Ref) bool {
	it.now = nil
	q, ok := r.(quadRef)
	if !ok || !it.shape.p.matches(ids(q)) {
		return false
	}
	it.now = r
	return true
}
