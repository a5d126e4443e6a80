package pebble

import (
	"context"
	"sort"

	"github.com/cayleygraph/cayley/graph"
)

// sortedBy returns the order in which a join gives its nodes sorted by number;
// ok is false if it does not, or tags something on the way.
func (s *joinShape) sortedBy() (o order, ok bool) {
	if s.result < 0 || s.labelled() {
		return o, false
	}
	bound := 0
	for at := range places {
		if s.among[at] != nil || s.save[at] != nil {
			return o, false
		}
		if s.fixed[at] != unbound {
			bound++
		}
	}
	if bound == places {
		return o, false
	}
	o = s.v.orderFor(s.fixed)
	for _, at := range o.places[:bound] {
		if s.fixed[at] == unbound {
			return o, false
		}
	}
	return o, o.places[bound] == s.result
}

// merge returns how to merge all iterators, nil if one of them is not sorted.
func (s *meetShape) merge() *mergeNext {
	if len(s.all) < 2 || len(s.optional) > 0 {
		return nil
	}
	it := &mergeNext{}
	for _, sub := range s.all {
		j, ok := sub.(*joinShape)
		if !ok {
			return nil
		}
		o, ok := j.sortedBy()
		if !ok {
			return nil
		}
		it.runs = append(it.runs, &run{scan: j.v.findIn(o, j.fixed), at: j.result})
	}
	return it
}

// A run is a scan whose quads are sorted by one place.
type run struct {
	*scan
	at int
}

func (r *run) id() uint64 { return r.quad()[r.at] }

// seek goes to the first quad whose node is id or behind it, from the current
// one on. What is near is found in what has been read.
func (r *run) seek(ctx context.Context, id uint64) bool {
	rest := r.buf[r.scan.at:]
	if n := sort.Search(len(rest), func(i int) bool { return rest[i][r.at] >= id }); n < len(rest) {
		r.scan.at += n
		return true
	}
	if r.done || r.err != nil {
		r.scan.at = len(r.buf)
		return false
	}
	r.start = appendID(append(r.start[:0], r.prefix...), id)
	r.buf, r.scan.at = r.buf[:0], -1
	return r.next(ctx)
}

// A mergeNext gives the nodes that several runs have in common, passing by what
// only some have. A node that comes several times in the first run is given as
// often, each time by as many paths as there are combinations in the others.
type mergeNext struct {
	leaf
	runs  []*run
	begun bool
	now   uint64
	extra int // paths of now by the other runs
	paths int // of those still to give
	err   error
}

func (it *mergeNext) String() string    { return "PebbleMerge" }
func (it *mergeNext) Err() error        { return it.err }
func (it *mergeNext) Result() graph.Ref { return refOf(it.now) }

func (it *mergeNext) Next(ctx context.Context) bool {
	first := it.runs[0]
	if it.err != nil || !first.next(ctx) {
		return it.end()
	}
	if !it.begun {
		it.begun = true
		for _, r := range it.runs[1:] {
			if !r.next(ctx) {
				return it.end()
			}
		}
	} else if first.id() == it.now {
		it.paths = it.extra
		return true
	}
	return it.meet(ctx)
}

// meet goes on to the next node that all runs have.
func (it *mergeNext) meet(ctx context.Context) bool {
	id := it.runs[0].id()
	for agreed := false; !agreed; {
		agreed = true
		for _, r := range it.runs {
			if !r.seek(ctx, id) {
				return it.end()
			}
			if r.id() != id {
				id, agreed = r.id(), false
			}
		}
	}
	ways := 1
	for _, r := range it.runs[1:] {
		n := 0
		for more := true; more && r.id() == id; more = r.next(ctx) {
			n++
		}
		if r.err != nil {
			return it.end()
		}
		ways *= n
	}
	it.now, it.extra = id, ways-1
	it.paths = it.extra
	return true
}

func (it *mergeNext) end() bool {
	it.now, it.paths = 0, 0
	for _, r := range it.runs {
		if it.err == nil {
			it.err = r.err
		}
	}
	return false
}

func (it *mergeNext) NextPath(context.Context) bool {
	if it.paths == 0 {
		return false
	}
	it.paths--
	return true
}
