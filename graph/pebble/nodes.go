package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
)

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
