package pebble

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// maxProblems is how many problems a check tells; more are only counted.
const maxProblems = 20

// An Inconsistency says what parts of a store contradict each other.
type Inconsistency struct {
	Problems []string // the first ones
	More     int
}

func (e *Inconsistency) Error() string {
	s := "the quads are inconsistent: " + strings.Join(e.Problems, "; ")
	if e.More > 0 {
		s += fmt.Sprintf("; and %d more", e.More)
	}
	return s
}

// Check reads all of the store and returns an [*Inconsistency] if the orders, the
// dictionary, the counts and the totals do not say the same. It reads files with
// their checksums, and takes memory that does not grow with the store.
func (s *Store) Check(ctx context.Context) error {
	v, err := s.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	c := &check{v: v}
	err = c.run(ctx)
	if err == nil && len(c.found.Problems) > 0 {
		err = &c.found
	}
	return err
}

// A check walks the names and the four orders at once, as all of them are sorted
// by the number of a node first.
type check struct {
	v      *View
	found  Inconsistency
	names  *pebble.Iterator
	orders [len(orders)]orderCheck
	nodes  uint64
	next   uint64 // no number may be so large
}

type orderCheck struct {
	order
	it  *pebble.Iterator
	ok  bool
	q   ids
	sum [2]uint64 // of all quads, in whatever order
	n   uint64
}

func (c *check) problem(format string, args ...any) {
	if len(c.found.Problems) < maxProblems {
		c.found.Problems = append(c.found.Problems, fmt.Sprintf(format, args...))
	} else {
		c.found.More++
	}
}

func (c *check) run(ctx context.Context) (err error) {
	t, err := readTotals(c.v.r)
	if err != nil {
		return fmt.Errorf("totals: %w", err)
	}
	c.next = t.next
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.open(); err != nil {
		return err
	}
	for i := 0; ; i++ {
		if i%scanned == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		id, ok := c.least()
		if !ok {
			break
		}
		if err := c.node(id); err != nil {
			return err
		}
	}
	if err := c.compare(ctx, t); err != nil {
		return err
	}
	return c.terms()
}

func (c *check) open() (err error) {
	if c.names, err = c.v.r.NewIter(&pebble.IterOptions{LowerBound: []byte{nameTable}, UpperBound: []byte{nameTable + 1}}); err != nil {
		return err
	}
	c.names.First()
	for i := range c.orders {
		o := &c.orders[i]
		o.order = orders[i]
		o.it, err = c.v.r.NewIter(&pebble.IterOptions{LowerBound: []byte{o.table}, UpperBound: []byte{o.table + 1}})
		if err != nil {
			return err
		}
		o.it.First()
		c.parse(o)
	}
	return nil
}

func (c *check) close() (err error) {
	if c.names != nil {
		err = c.names.Close()
	}
	for i := range c.orders {
		if it := c.orders[i].it; it != nil {
			err = errors.Join(err, it.Close())
		}
	}
	return err
}

// parse reads the key that the order's iterator is at, passing by broken ones.
func (c *check) parse(o *orderCheck) {
	for o.ok = false; o.it.Valid(); o.it.Next() {
		q, err := o.parse(o.it.Key())
		if err == nil {
			o.q, o.ok = q, true
			return
		}
		c.problem("%c: key %x: %v", o.table, o.it.Key(), err)
	}
}

// least returns the least number that anything is at.
func (c *check) least() (id uint64, ok bool) {
	for c.names.Valid() {
		key := c.names.Key()[1:]
		if n := 0; true {
			if id, n = parseID(key); n == len(key) && n > 0 {
				ok = true
				break
			}
		}
		c.problem("key of a name: %x", key)
		c.names.Next()
	}
	for i := range c.orders {
		if o := &c.orders[i]; o.ok && (!ok || o.q[o.places[0]] < id) {
			id, ok = o.q[o.places[0]], true
		}
	}
	return id, ok
}

// node checks all that is kept of one number and goes past it.
func (c *check) node(id uint64) error {
	var uses [places]uint64
	for i := range c.orders {
		o := &c.orders[i]
		for o.ok && o.q[o.places[0]] == id {
			uses[o.places[0]]++
			o.add()
			o.it.Next()
			c.parse(o)
		}
		if err := o.it.Error(); err != nil {
			return err
		}
	}
	if id == 0 { // of quads without a label
		if uses[subject]+uses[predicate]+uses[object] > 0 {
			c.problem("quads without a subject, predicate or object")
		}
		return nil
	}
	named := false
	var term []byte
	if c.names.Valid() {
		if at, _ := parseID(c.names.Key()[1:]); at == id {
			value, err := c.names.ValueAndErr()
			if err != nil {
				return err
			}
			named, term = true, append(term, value...)
			c.names.Next()
		}
	}
	if err := c.names.Error(); err != nil {
		return err
	}
	if !named {
		c.problem("node %d stands in quads and has no name", id)
		return nil
	}
	return c.term(id, term, uses)
}

func (c *check) term(id uint64, term []byte, uses [places]uint64) error {
	c.nodes++
	if id >= c.next {
		c.problem("node %d: the next new one would be %d", id, c.next)
	}
	if _, err := parseTerm(term, false); err != nil {
		c.problem("node %d: %v", id, err)
	}
	n, err := c.v.node(term)
	switch {
	case errors.Is(err, errBadNode):
		c.problem("%s: %v", term, err)
	case err != nil:
		return err
	case n.id != id:
		c.problem("%s: node %d by number and %d by term", term, id, n.id)
	case n.count != uses:
		c.problem("%s: counted %d times as subject, predicate, object and label, and is there %d times", term, n.count, uses)
	case n.refs() == 0:
		c.problem("%s: a node that is in no quad", term)
	}
	return nil
}

// add adds the current quad to the sum of the order.
func (o *orderCheck) add() {
	o.n++
	h := uint64(14695981039346656037)
	for _, id := range o.q {
		h = (h ^ id) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	o.sum[0] += h
	h *= 0xBF58476D1CE4E5B9
	o.sum[1] += h ^ h>>31
}

// compare compares the orders with each other and the totals.
func (c *check) compare(ctx context.Context, t totals) error {
	first := &c.orders[0]
	if t.quads != first.n {
		c.problem("%d quads in all, and %d are there", t.quads, first.n)
	}
	if t.nodes != c.nodes {
		c.problem("%d nodes in all, and %d are there", t.nodes, c.nodes)
	}
	for i := range c.orders[1:] {
		o := &c.orders[i+1]
		if o.n == first.n && o.sum == first.sum {
			continue
		}
		c.problem("%c holds other quads than %c", o.table, first.table)
		for _, pair := range [][2]order{{first.order, o.order}, {o.order, first.order}} {
			if err := c.missing(ctx, pair[0], pair[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// missing tells which quads of one order another one does not have.
func (c *check) missing(ctx context.Context, in, from order) error {
	sc := c.v.findIn(in, anyQuad)
	for sc.next(ctx) {
		err := read(c.v.r, from.appendKey(nil, sc.quad()), func([]byte) error { return nil })
		if errors.Is(err, pebble.ErrNotFound) {
			c.problem("quad %d of %c is not in %c", sc.quad(), in.table, from.table)
		} else if err != nil {
			return err
		}
	}
	return sc.err
}

// terms counts the terms: each node has been found by its own.
func (c *check) terms() error {
	n := uint64(0)
	err := c.v.scan([]byte{termTable}, []byte{termTable + 1}, func(key, value []byte) error {
		if _, err := parseNode(value); err != nil || len(key) != termKeySize {
			c.problem("term %x: %x", key, value)
		}
		n++
		return nil
	})
	if n != c.nodes {
		c.problem("%d terms and %d nodes", n, c.nodes)
	}
	return err
}
