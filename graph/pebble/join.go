package pebble

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
)

// A joinShape gives quads, or their nodes in one place, that match a pattern
// and whose nodes in other places are among those of other iterators. It reads
// either the quads of the pattern and asks the others, or one of the others and
// the quads of each of its nodes.
type joinShape struct {
	v      *View
	result int // the place that it gives, -1 for the quads as such
	fixed  pattern
	among  [places]graph.IteratorShape
	save   [places][]string // tags; not nil, if empty, where a label must be
}

// String implements graph.IteratorShape.
func (s *joinShape) String() string { return fmt.Sprintf("PebbleJoin(%d)", s.fixed) }

// SubIterators implements graph.IteratorShape.
func (s *joinShape) SubIterators() (subs []graph.IteratorShape) {
	for _, sub := range s.among {
		if sub != nil {
			subs = append(subs, sub)
		}
	}
	return subs
}

// Optimize implements graph.IteratorShape.
func (s *joinShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	for at, sub := range s.among {
		if sub != nil {
			s.among[at], _ = sub.Optimize(ctx)
		}
	}
	return s, false
}

// perNode is a guess of how many quads a node has that a join comes to.
const perNode = 8

// Stats implements graph.IteratorShape.
func (s *joinShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs := graph.IteratorCosts{NextCost: nextCost, ContainsCost: seekCost, Size: s.v.estimate(s.fixed)}
	for at, sub := range s.among {
		if sub == nil {
			continue
		}
		st, err := sub.Stats(ctx)
		if err != nil {
			return costs, err
		}
		costs.NextCost += st.NextCost
		costs.ContainsCost += st.ContainsCost
		costs.Size.Size = min(costs.Size.Size, s.quadsOf(at, st))
		costs.Size.Exact = false
	}
	if s.labelled() {
		costs.Size.Exact = false
	}
	return costs, nil
}

// labelled reports whether quads without a label are passed by: a label is what
// is to be given, or saved.
func (s *joinShape) labelled() bool { return s.result == label || s.save[label] != nil }

// quadsOf estimates in how many quads the nodes of a place stand.
func (s *joinShape) quadsOf(at int, st graph.IteratorCosts) int64 {
	fixed, ok := graph.AsLegacy(s.among[at]).(*iterator.Fixed)
	if !ok {
		return times(st.Size.Size, perNode)
	}
	n := int64(0)
	for _, r := range fixed.Values() {
		n += int64(s.v.count(idOf(r), at))
	}
	return n
}

// times multiplies sizes, which Cayley guesses to be astronomical at times.
func times(a, b int64) int64 {
	if a > 1<<40 || b > 1<<40 {
		return 1 << 60
	}
	return a * b
}

// driver returns the place whose nodes are to be read first, -1 for the quads.
func (s *joinShape) driver(ctx context.Context) int {
	best, cost := -1, int64(-1)
	for at, sub := range s.among {
		if sub == nil {
			continue
		}
		if cost < 0 {
			cost = s.scanCost(ctx)
		}
		st, err := sub.Stats(ctx)
		if c := times(st.Size.Size, st.NextCost+seekCost); err == nil && c < cost {
			best, cost = at, c
		}
	}
	return best
}

// scanCost is that of reading all quads of the pattern.
func (s *joinShape) scanCost(ctx context.Context) int64 {
	each := int64(nextCost)
	for _, sub := range s.among {
		if sub != nil {
			st, _ := sub.Stats(ctx)
			each += min(st.ContainsCost, 1<<40)
		}
	}
	return times(s.v.estimate(s.fixed).Size, each)
}

// Iterate implements graph.IteratorShape.
func (s *joinShape) Iterate() graph.Scanner {
	it := &joinNext{joined: joined{s: s}}
	d := s.driver(s.v.ctx)
	it.lookup(d)
	if d >= 0 {
		it.place, it.driver = d, s.among[d].Iterate()
		it.single = onePath(s.among[d], it.driver)
		it.scan = &scan{v: s.v, done: true}
	} else {
		it.scan = s.v.find(s.fixed)
	}
	return it
}

// Lookup implements graph.IteratorShape.
func (s *joinShape) Lookup() graph.Index {
	it := &joinContains{joined{s: s, scan: &scan{v: s.v, done: true}}}
	it.lookup(-1)
	return it
}
