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

// A nodesShape gives all nodes.
type nodesShape struct{ v *View }

func (s *nodesShape) String() string                      { return "PebbleNodes" }
func (s *nodesShape) SubIterators() []graph.IteratorShape { return nil }
func (s *nodesShape) Iterate() graph.Scanner {
	return &nodesNext{v: s.v, start: []byte{nameTable}, at: -1}
}
func (s *nodesShape) Lookup() graph.Index { return &nodesContains{v: s.v} }

func (s *nodesShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	st, err := s.v.Stats(ctx, true)
	return graph.IteratorCosts{NextCost: nextCost, ContainsCost: seekCost, Size: st.Nodes}, err
}

func (s *nodesShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

type nodesNext struct {
	leaf
	v     *View
	start []byte
	buf   []uint64
	at    int
	done  bool
	err   error
}

func (it *nodesNext) String() string { return "PebbleNodesNext" }
func (it *nodesNext) Err() error     { return it.err }

func (it *nodesNext) Result() graph.Ref {
	if it.at < 0 || it.at >= len(it.buf) {
		return nil
	}
	return nodeRef(it.buf[it.at])
}

func (it *nodesNext) Next(ctx context.Context) bool {
	it.at++
	if it.at < len(it.buf) {
		return true
	}
	if it.done || it.err != nil {
		return false
	}
	if it.err = ctx.Err(); it.err == nil {
		it.err = it.fill()
	}
	if it.err != nil {
		it.v.fail(it.err)
		it.buf = nil
	}
	return it.at < len(it.buf)
}

func (it *nodesNext) fill() error {
	it.buf, it.at = it.buf[:0], 0
	err := it.v.some(it.start, []byte{nameTable + 1}, scanned, func(key, _ []byte) (bool, error) {
		id, n := parseID(key[1:])
		if n == 0 || n != len(key)-1 {
			return false, fmt.Errorf("not the key of a name: %q", key)
		}
		it.buf = append(it.buf, id)
		return true, nil
	})
	if it.done = len(it.buf) < scanned; !it.done {
		it.start = nameKey(it.buf[len(it.buf)-1] + 1)
	}
	return err
}

type nodesContains struct {
	leaf
	v   *View
	now graph.Ref
	err error
}

func (it *nodesContains) String() string    { return "PebbleNodesContains" }
func (it *nodesContains) Err() error        { return it.err }
func (it *nodesContains) Result() graph.Ref { return it.now }

func (it *nodesContains) Contains(_ context.Context, r graph.Ref) bool {
	it.now = nil
	id := idOf(r)
	if id == 0 {
		return false
	}
	term, err := it.v.term(nil, id)
	if err != nil {
		it.err = err
		it.v.fail(err)
	}
	if len(term) == 0 {
		return false
	}
	it.now = r
	return true
}
