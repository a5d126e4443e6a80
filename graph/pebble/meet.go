package pebble

import (
	"context"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
)

// A meetShape gives the nodes that several iterators have in common. It reads
// one of them and asks the others, or merges those that are sorted by node.
type meetShape struct {
	all      []graph.IteratorShape
	optional []graph.IteratorShape // that only add tags
}

// String implements graph.IteratorShape.
func (s *meetShape) String() string { return "PebbleMeet" }

// SubIterators implements graph.IteratorShape.
func (s *meetShape) SubIterators() []graph.IteratorShape {
	return slices.Concat(s.all, s.optional)
}

// Optimize implements graph.IteratorShape. The one to read comes first.
func (s *meetShape) Optimize(ctx context.Context) (graph.IteratorShape, bool) {
	for _, list := range [][]graph.IteratorShape{s.all, s.optional} {
		for i, sub := range list {
			list[i], _ = sub.Optimize(ctx)
		}
	}
	if slices.ContainsFunc(s.all, iterator.IsNull2) {
		return graph.AsShape(iterator.NewNull()), true
	}
	i := s.cheapest(ctx)
	first := s.all[i]
	s.all = slices.Insert(slices.Delete(s.all, i, i+1), 0, first)
	return s, false
}

// cheapest returns which iterator is best read, the others being asked.
func (s *meetShape) cheapest(ctx context.Context) int {
	costs := make([]graph.IteratorCosts, len(s.all))
	contains := int64(0)
	for i, sub := range s.all {
		// Cayley's recursion gives wrong tags when it is asked: those of the node
		// that it was asked before.
		if recursive(sub, 3) {
			return i
		}
		costs[i], _ = sub.Stats(ctx)
		costs[i].ContainsCost = min(costs[i].ContainsCost, 1<<40)
		contains += costs[i].ContainsCost
	}
	best, least := 0, int64(-1)
	for i, c := range costs {
		each := min(c.NextCost, 1<<40) + contains - c.ContainsCost
		if total := times(c.Size.Size, each); least < 0 || total < least {
			best, least = i, total
		}
	}
	return best
}

// recursive reports whether there is a recursion in an iterator or some levels
// below it.
func recursive(s graph.IteratorShape, levels int) bool {
	if _, ok := graph.AsLegacy(s).(*iterator.Recursive); ok {
		return true
	}
	return levels > 0 && slices.ContainsFunc(s.SubIterators(), func(sub graph.IteratorShape) bool {
		return recursive(sub, levels-1)
	})
}

// Stats implements graph.IteratorShape.
func (s *meetShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	var sum graph.IteratorCosts
	for i, sub := range s.SubIterators() {
		st, err := sub.Stats(ctx)
		if err != nil {
			return sum, err
		}
		sum.ContainsCost = min(sum.ContainsCost+st.ContainsCost, 1<<40)
		switch {
		case i == 0:
			sum.NextCost, sum.Size.Size = st.NextCost, st.Size.Size
		case i < len(s.all):
			sum.NextCost = min(sum.NextCost+st.ContainsCost, 1<<40)
			sum.Size.Size = min(sum.Size.Size, st.Size.Size)
		}
	}
	return sum, nil
}

// Iterate implements graph.IteratorShape.
func (s *meetShape) Iterate() graph.Scanner {
	if it := s.merge(); it != nil {
		return it
	}
	return &meetNext{first: s.all[0].Iterate(), rest: s.ask(s.all[1:])}
}

// Lookup implements graph.IteratorShape.
func (s *meetShape) Lookup() graph.Index { return s.ask(s.all) }

func (s *meetShape) ask(all []graph.IteratorShape) *meetContains {
	it := &meetContains{asked: make([]bool, len(s.optional))}
	for _, sub := range all {
		it.all = append(it.all, sub.Lookup())
	}
	for _, sub := range s.optional {
		it.optional = append(it.optional, sub.Lookup())
	}
	return it
}

// meetNext reads the first iterator and asks the rest.
type meetNext struct {
	first graph.Scanner
	rest  *meetContains
	err   error
}

func (it *meetNext) String() string    { return "PebbleMeetNext" }
func (it *meetNext) Result() graph.Ref { return it.first.Result() }
func (it *meetNext) Err() error        { return it.err }

func (it *meetNext) Next(ctx context.Context) bool {
	for it.err == nil && it.first.Next(ctx) {
		if it.rest.Contains(ctx, it.first.Result()) {
			return true
		}
		it.err = it.rest.Err()
	}
	if it.err == nil {
		it.err = it.first.Err()
	}
	return false
}

// NextPath goes with every path of the first through those of the rest.
func (it *meetNext) NextPath(ctx context.Context) bool {
	if it.rest.NextPath(ctx) {
		return true
	}
	if it.err = it.rest.Err(); it.err != nil {
		return false
	}
	if !it.first.NextPath(ctx) {
		it.err = it.first.Err()
		return false
	}
	return it.rest.Contains(ctx, it.first.Result())
}

func (it *meetNext) TagResults(dst map[string]graph.Ref) {
	it.first.TagResults(dst)
	it.rest.TagResults(dst)
}

func (it *meetNext) Close() error {
	err := it.first.Close()
	if e := it.rest.Close(); err == nil {
		err = e
	}
	return err
}

// meetContains asks all iterators.
type meetContains struct {
	all      []graph.Index
	optional []graph.Index
	asked    []bool // which of the optional ones hold the node
	now      graph.Ref
	err      error
}

func (it *meetContains) String() string    { return "PebbleMeetContains" }
func (it *meetContains) Result() graph.Ref { return it.now }
func (it *meetContains) Err() error        { return it.err }

func (it *meetContains) Contains(ctx context.Context, r graph.Ref) bool {
	it.now = nil
	for _, sub := range it.all {
		if !sub.Contains(ctx, r) {
			it.err = sub.Err()
			return false
		}
	}
	for i, sub := range it.optional {
		it.asked[i] = sub.Contains(ctx, r)
	}
	it.now = r
	return true
}

// NextPath goes through every combination of the paths of all.
func (it *meetContains) NextPath(ctx context.Context) bool {
	for i, sub := range it.all {
		if sub.NextPath(ctx) {
			it.again(ctx, i, 0)
			return true
		}
		if it.err = sub.Err(); it.err != nil {
			return false
		}
	}
	for i, sub := range it.optional {
		if it.asked[i] && sub.NextPath(ctx) {
			it.again(ctx, len(it.all), i)
			return true
		}
	}
	return false
}

// again goes back to the first paths of those before.
func (it *meetContains) again(ctx context.Context, all, optional int) {
	for _, sub := range it.all[:all] {
		sub.Contains(ctx, it.now)
	}
	for i, sub := range it.optional[:optional] {
		if it.asked[i] {
			sub.Contains(ctx, it.now)
		}
	}
}

func (it *meetContains) TagResults(dst map[string]graph.Ref) {
	for _, sub := range it.all {
		sub.TagResults(dst)
	}
	for i, sub := range it.optional {
		if it.asked[i] {
			sub.TagResults(dst)
		}
	}
}

func (it *meetContains) Close() (err error) {
	for _, sub := range slices.Concat(it.all, it.optional) {
		if e := sub.Close(); err == nil {
			err = e
		}
	}
	return err
}
