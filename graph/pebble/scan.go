package pebble

import (
	"bytes"
	"context"
)

// A scan reads the quads that match a pattern, a few at a time: between two
// reads it holds nothing of Pebble's.
type scan struct {
	v      *View
	p      pattern
	order  order
	prefix []byte
	start  []byte // the key to go on from
	filter bool   // the prefix does not say all of p
	size   int    // how many to read next
	buf    []ids
	at     int // of the current quad in buf
	done   bool
	err    error
}

// The first read is small, as most are of a node's few quads.
const (
	firstRead = 32
	largeRead = 1024
	// Within so many quads that do not match the context is looked at.
	passedBy = 4096
)

// find starts a scan of the quads that match p, in the order that has the least
// to pass by.
func (v *View) find(p pattern) *scan {
	sc := &scan{v: v, at: -1, size: firstRead}
	sc.reset(p)
	return sc
}

// findIn is find in a given order.
func (v *View) findIn(o order, p pattern) *scan {
	sc := &scan{v: v, at: -1, size: firstRead}
	sc.resetIn(o, p)
	return sc
}

// reset starts the scan anew, for another pattern, and keeps its memory.
func (sc *scan) reset(p pattern) { sc.resetIn(sc.v.orderFor(p), p) }

func (sc *scan) resetIn(o order, p pattern) {
	var bound int
	sc.p, sc.order = p, o
	sc.prefix, bound = o.appendPrefix(sc.prefix[:0], p)
	sc.start = append(sc.start[:0], sc.prefix...)
	sc.filter = false
	for _, id := range p {
		if id != unbound {
			bound--
		}
	}
	sc.filter = bound < 0
	sc.buf, sc.at, sc.done, sc.size = sc.buf[:0], -1, false, firstRead
}

// next goes to the next quad, which quad then returns.
func (sc *scan) next(ctx context.Context) bool {
	sc.at++
	for sc.at >= len(sc.buf) {
		if sc.done || sc.err != nil {
			return false
		}
		if sc.err = ctx.Err(); sc.err != nil {
			return false
		}
		sc.buf, sc.at = sc.buf[:0], 0
		if sc.err = sc.fill(); sc.err != nil {
			sc.buf = sc.buf[:0]
			sc.v.fail(sc.err)
			return false
		}
	}
	return true
}

// quad returns the current quad.
func (sc *scan) quad() ids { return sc.buf[sc.at] }

// fill reads up to size quads into buf.
func (sc *scan) fill() error {
	v := sc.v
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	it, err := v.iterator()
	if err != nil {
		return err
	}
	passed := 0
	ok := it.SeekGE(sc.start)
	for ; ok && len(sc.buf) < sc.size && passed < passedBy; ok = it.Next() {
		key := it.Key()
		if !bytes.HasPrefix(key, sc.prefix) {
			ok = false
			break
		}
		q, err := sc.order.parse(key)
		if err != nil {
			v.release(it)
			return err
		}
		if sc.filter && !sc.p.matches(q) {
			passed++
			continue
		}
		sc.buf = append(sc.buf, q)
	}
	if ok {
		sc.start = append(sc.start[:0], it.Key()...)
	} else {
		sc.done = true
	}
	sc.size = min(4*sc.size, largeRead)
	if err := it.Error(); err != nil {
		_ = v.s.fault.close(it)
		return err
	}
	return v.release(it)
}

// orderFor returns the order in which to look for p.
func (v *View) orderFor(p pattern) order {
	switch {
	case p[subject] != unbound && p[label] != unbound:
		return lspo
	case p[subject] != unbound && (p[predicate] != unbound || p[object] == unbound):
		return spol
	case p[subject] != unbound:
		return ospl // object and subject
	case p[label] == unbound && p[predicate] != unbound:
		return posl
	case p[label] == unbound && p[object] != unbound:
		return ospl
	case p[label] == unbound:
		return spol
	}
	return v.orderForLabel(p)
}

// fewInLabel is how many quads of a label are passed by rather than asked
// whether another order has fewer.
const fewInLabel = 64

// orderForLabel chooses between the quads of a label and those of the predicate
// or object, whichever are fewer.
func (v *View) orderForLabel(p pattern) order {
	if p[predicate] == unbound && p[object] == unbound {
		return lspo
	}
	least, best := v.count(p[label], label), lspo
	if least <= fewInLabel {
		return best
	}
	if p[object] != unbound {
		if n := v.count(p[object], object); n < least {
			least, best = n, ospl
			if p[predicate] != unbound {
				best = posl
			}
		}
	}
	if p[predicate] != unbound && v.count(p[predicate], predicate) < least {
		best = posl
	}
	return best
}
