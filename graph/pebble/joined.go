package pebble

import (
	"context"
	"maps"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
)

// joined is what both ways to read a join share.
type joined struct {
	s    *joinShape
	scan *scan
	subs []joinedSub // that are asked whether they hold a node
	now  ids
	ok   bool
	err  error
}

type joinedSub struct {
	place int
	graph.Index
}

func (it *joined) lookup(driver int) {
	for at, sub := range it.s.among {
		if sub != nil && at != driver {
			it.subs = append(it.subs, joinedSub{at, sub.Lookup()})
		}
	}
}

// advance goes to the next quad of the scan that the others hold.
func (it *joined) advance(ctx context.Context) bool {
	for it.scan.next(ctx) {
		q := it.scan.quad()
		if q[label] == 0 && it.s.labelled() {
			continue
		}
		if it.holds(ctx, q) {
			it.now, it.ok = q, true
			return true
		}
		if it.err != nil {
			break
		}
	}
	it.ok = false
	if it.err == nil {
		it.err = it.scan.err
	}
	return false
}

func (it *joined) holds(ctx context.Context, q ids) bool {
	for _, sub := range it.subs {
		r := refOf(q[sub.place])
		if r == nil || !sub.Contains(ctx, r) {
			it.err = sub.Err()
			return false
		}
	}
	return true
}

// Result implements graph.IteratorBase.
func (it *joined) Result() graph.Ref {
	switch {
	case !it.ok:
		return nil
	case it.s.result < 0:
		return quadRef(it.now)
	}
	return refOf(it.now[it.s.result])
}

// Err implements graph.IteratorBase.
func (it *joined) Err() error { return it.err }

// TagResults implements graph.IteratorBase.
func (it *joined) TagResults(dst map[string]graph.Ref) {
	for _, sub := range it.subs {
		sub.TagResults(dst)
	}
	for at, tags := range it.s.save {
		for _, tag := range tags {
			dst[tag] = refOf(it.now[at])
		}
	}
}

// NextPath implements graph.IteratorBase: every path of one sub goes with every
// path of the others.
func (it *joined) NextPath(ctx context.Context) bool {
	for i, sub := range it.subs {
		if sub.NextPath(ctx) {
			for _, before := range it.subs[:i] {
				before.Contains(ctx, refOf(it.now[before.place]))
			}
			return true
		}
		if it.err = sub.Err(); it.err != nil {
			return false
		}
	}
	return false
}

// Close implements graph.IteratorBase.
func (it *joined) Close() (err error) {
	for _, sub := range it.subs {
		if e := sub.Close(); err == nil {
			err = e
		}
	}
	return err
}

// joinNext reads a join from its beginning.
type joinNext struct {
	joined
	driver graph.Scanner // nil if the quads are read first
	place  int           // of the driver's nodes
	single bool          // the driver comes to each of its results by one path
	paths  []tags        // of the driver's current result, if it is not single
	path   int           // which of them
}

type tags map[string]graph.Ref

// String implements graph.IteratorBase.
func (it *joinNext) String() string { return "PebbleJoinNext" }

// Next implements graph.Scanner.
func (it *joinNext) Next(ctx context.Context) bool {
	it.path = 0
	for it.err == nil {
		if it.advance(ctx) {
			return true
		}
		if it.err != nil || it.driver == nil || !it.drive(ctx) {
			return false
		}
	}
	return false
}

// drive goes to the driver's next result. Its paths are kept, since each of the
// quads to come goes with every one of them.
func (it *joinNext) drive(ctx context.Context) bool {
	if !it.driver.Next(ctx) {
		it.err = it.driver.Err()
		return false
	}
	if id := idOf(it.driver.Result()); id != 0 {
		p := it.s.fixed
		if p[it.place] == unbound || p[it.place] == id {
			p[it.place] = id
			it.scan.reset(p)
		}
	}
	if it.single {
		return true
	}
	it.paths = it.paths[:0]
	for more := true; more; more = it.driver.NextPath(ctx) {
		t := make(tags)
		it.driver.TagResults(t)
		it.paths = append(it.paths, t)
	}
	it.err = it.driver.Err()
	return it.err == nil
}

// TagResults implements graph.IteratorBase.
func (it *joinNext) TagResults(dst map[string]graph.Ref) {
	if it.single && it.driver != nil {
		it.driver.TagResults(dst)
	}
	if it.path < len(it.paths) {
		maps.Copy(dst, it.paths[it.path])
	}
	it.joined.TagResults(dst)
}

// NextPath implements graph.IteratorBase.
func (it *joinNext) NextPath(ctx context.Context) bool {
	if it.path+1 < len(it.paths) {
		it.path++
		return true
	}
	it.path = 0
	return it.joined.NextPath(ctx)
}

// onePath reports whether an iterator never has a second path to a result.
func onePath(s graph.IteratorShape, it graph.Scanner) bool {
	if j, ok := it.(*joinNext); ok {
		return len(j.subs) == 0 && (j.driver == nil || j.single)
	}
	_, ok := graph.AsLegacy(s).(*iterator.Fixed)
	return ok
}

// Close implements graph.IteratorBase.
func (it *joinNext) Close() error {
	err := it.joined.Close()
	if it.driver != nil {
		if e := it.driver.Close(); err == nil {
			err = e
		}
	}
	return err
}

// joinContains tells whether a join gives a node or quad.
type joinContains struct{ joined }

// String implements graph.IteratorBase.
func (it *joinContains) String() string { return "PebbleJoinContains" }

// Contains implements graph.Index.
func (it *joinContains) Contains(ctx context.Context, r graph.Ref) bool {
	it.ok = false
	if it.err != nil {
		return false
	}
	p := it.s.fixed
	if it.s.result < 0 {
		q, ok := r.(quadRef)
		it.now, it.ok = ids(q), ok && p.matches(ids(q)) && it.holds(ctx, ids(q))
		it.scan.done, it.scan.buf = true, it.scan.buf[:0]
		return it.ok
	}
	id, at := idOf(r), it.s.result
	if id == 0 || p[at] != unbound && p[at] != id {
		return false
	}
	p[at] = id
	it.scan.reset(p)
	return it.advance(ctx)
}

// NextPath implements graph.IteratorBase: the same node by another quad.
func (it *joinContains) NextPath(ctx context.Context) bool {
	if it.joined.NextPath(ctx) {
		return true
	}
	return it.err == nil && it.s.result >= 0 && it.advance(ctx)
}
