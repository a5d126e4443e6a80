package pebble

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// A Tx gathers changes that are committed at once or not at all. It sees what
// it has changed itself. It keeps other writers out until it is committed or
// discarded. One goroutine may use it.
type Tx struct {
	s      *Store
	nodes  map[string]*txNode // by term
	quads  map[ids]*txQuad
	totals totals
	batch  *pebble.Batch    // of records until Commit adds the rest
	it     *pebble.Iterator // over what is committed

	// What changed in the order in which it did, so that the same changes make
	// the same files.
	nodeList []*txNode
	quadList []*txQuad
	buf      []byte
}

type txNode struct {
	node
	term string
	key  termKey
	was  node   // as committed
	rank uint64 // among the transaction's nodes, by id; set when it is committed
}

type txQuad struct {
	ids
	nodes    [places]*txNode // nil for no label
	was, now bool            // whether it is there
}

// Begin begins a transaction. It waits for the one under way.
func (s *Store) Begin() (*Tx, error) {
	s.write.Lock()
	if err := s.writable(); err != nil {
		s.write.Unlock()
		return nil, err
	}
	// Most of what a new article says is new: filters save looking for it.
	it, err := s.db.NewIter(&pebble.IterOptions{UseL6Filters: true})
	if err != nil {
		s.write.Unlock()
		return nil, err
	}
	return &Tx{
		s: s, totals: s.totals, batch: s.db.NewBatch(), it: it,
		nodes: make(map[string]*txNode), quads: make(map[ids]*txQuad),
	}, nil
}

// writable must be called with write locked.
func (s *Store) writable() error {
	s.life.Lock()
	closed := s.views == nil
	s.life.Unlock()
	switch {
	case closed:
		return ErrClosed
	case s.opt.ReadOnly:
		return ErrReadOnly
	}
	return s.fault.err()
}

// Discard ends the transaction without a change. After Commit it does nothing.
func (tx *Tx) Discard() {
	if tx.batch != nil {
		// Pebble may still hold the batch of a commit that a fault broke off.
		if tx.s.Broken() == nil {
			_ = tx.s.fault.close(tx.it)
			tx.batch.Close()
		}
		tx.batch = nil
		tx.s.write.Unlock()
	}
}

// PutRecord sets one of the caller's records, or deletes it if value is nil.
func (tx *Tx) PutRecord(key, value []byte) error {
	tx.buf = append(append(tx.buf[:0], recordTable), key...)
	if value == nil {
		return tx.batch.Delete(tx.buf, nil)
	}
	return tx.batch.Set(tx.buf, value, nil)
}

// Has reports whether a quad is there.
func (tx *Tx) Has(q quad.Quad) (bool, error) {
	t, err := tx.find(q, false)
	return t != nil && t.now, err
}

var errNotWhole = errors.New("a quad needs a subject, a predicate and an object")

// Add adds a quad. It reports whether that changes anything.
func (tx *Tx) Add(q quad.Quad) (changed bool, err error) {
	t, err := tx.find(q, true)
	if err == nil && t == nil {
		err = fmt.Errorf("%w: %v", errNotWhole, q)
	}
	if err != nil || t.now {
		return false, err
	}
	t.now = true
	return true, tx.recount(t)
}

// Remove takes a quad out. It reports whether that changes anything.
func (tx *Tx) Remove(q quad.Quad) (changed bool, err error) {
	t, err := tx.find(q, false)
	if err != nil || t == nil || !t.now {
		return false, err
	}
	t.now = false
	return true, tx.recount(t)
}

// find returns a quad's state, nil if one of its nodes does not exist and is not
// to be made.
func (tx *Tx) find(q quad.Quad, create bool) (*txQuad, error) {
	var key ids
	var nodes [places]*txNode
	known := true // may be in the store
	for at := range key {
		n, err := tx.node(q.Get(direction(at)), create)
		if err != nil {
			return nil, fmt.Errorf("%s of %v: %w", direction(at), q, err)
		}
		switch {
		case n != nil:
			key[at], nodes[at] = n.id, n
			known = known && n.was.id != 0
		case at != label || q.Label != nil:
			return nil, nil
		}
	}
	if t := tx.quads[key]; t != nil {
		return t, nil
	}
	t := &txQuad{ids: key, nodes: nodes}
	if known {
		tx.buf = spol.appendKey(tx.buf[:0], key)
		there, err := tx.has(tx.buf)
		if err != nil {
			return nil, err
		}
		t.was, t.now = there, there
	}
	tx.quads[key] = t
	tx.quadList = append(tx.quadList, t)
	return t, nil
}

// has reports whether a key is committed.
func (tx *Tx) has(key []byte) (bool, error) {
	err := seek(tx.it, key, func([]byte) error { return nil })
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// node returns the node of a value, nil for a nil value, which alone a label
// may be, and for one that is not there and not to be made.
func (tx *Tx) node(value quad.Value, create bool) (*txNode, error) {
	if value == nil {
		return nil, nil
	}
	term, err := AppendTerm(tx.buf[:0], value)
	tx.buf = term
	if err != nil {
		return nil, err
	}
	if n := tx.nodes[string(term)]; n != nil {
		return n, nil
	}
	n := &txNode{term: string(term)}
	n.key = keyOfTerm(term)
	err = seek(tx.it, n.key[:], func(value []byte) error {
		n.was, err = parseNode(value)
		return err
	})
	if err != nil && !errors.Is(err, pebble.ErrNotFound) {
		return nil, err
	}
	if n.node = n.was; n.id == 0 {
		if !create {
			return nil, nil
		}
		n.id = tx.totals.next
		tx.totals.next++
	}
	tx.nodes[n.term] = n
	tx.nodeList = append(tx.nodeList, n)
	return n, nil
}

// recount counts a quad in at its nodes, or out.
func (tx *Tx) recount(t *txQuad) error {
	for at, n := range t.nodes {
		switch {
		case n == nil:
		case t.now:
			n.count[at]++
		case n.count[at] == 0:
			return fmt.Errorf("%s of a quad: a node that is in no quad: %s", direction(at), n.term)
		default:
			n.count[at]--
		}
	}
	if t.now {
		tx.totals.quads++
	} else {
		tx.totals.quads--
	}
	return nil
}

// Commit writes the transaction and returns when it is on the disk.
func (tx *Tx) Commit() error {
	defer tx.Discard()
	if err := tx.writeQuads(); err != nil {
		return err
	}
	for _, n := range tx.nodeList {
		if err := tx.writeNode(n); err != nil {
			return err
		}
	}
	if tx.totals != tx.s.totals {
		if err := tx.batch.Set(totalsKey, tx.totals.append(nil), nil); err != nil {
			return err
		}
	}
	if tx.batch.Empty() {
		return nil
	}
	batch := tx.batch
	if err := tx.s.fault.guard(func() error { return batch.Commit(tx.s.durable()) }); err != nil {
		return err
	}
	tx.s.totals = tx.totals
	return nil
}

// A placedQuad is a changed quad by where its key sorts in an order: the ranks of
// its nodes among those of the transaction, two in a number.
type placedQuad struct {
	first, second uint64
	*txQuad
}

// writeQuads writes each order's keys as they sort: Pebble's table in memory finds
// the place of a key soonest from that of the one before.
func (tx *Tx) writeQuads() error {
	ranked := slices.SortedFunc(slices.Values(tx.nodeList), func(a, b *txNode) int { return cmp.Compare(a.id, b.id) })
	for i, n := range ranked {
		n.rank = uint64(i) + 1 // above no label, which is 0 as in its key
	}
	var quads []placedQuad
	for _, t := range tx.quadList {
		if t.was != t.now {
			quads = append(quads, placedQuad{txQuad: t})
		}
	}
	for _, o := range orders {
		for i := range quads {
			var rank [places]uint64
			for at, place := range o.places {
				if n := quads[i].nodes[place]; n != nil {
					rank[at] = n.rank
				}
			}
			quads[i].first, quads[i].second = rank[0]<<32|rank[1], rank[2]<<32|rank[3]
		}
		slices.SortFunc(quads, func(a, b placedQuad) int {
			return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
		})
		for _, t := range quads {
			tx.buf = o.appendKey(tx.buf[:0], t.ids)
			var err error
			if t.now {
				err = tx.batch.Set(tx.buf, nil, nil)
			} else {
				err = tx.batch.Delete(tx.buf, nil)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// writeNode lets a node come with its first quad and go with its last.
func (tx *Tx) writeNode(n *txNode) error {
	if n.count == n.was.count {
		return nil
	}
	if n.refs() == 0 {
		if n.was.id == 0 {
			return nil
		}
		tx.totals.nodes--
		return errors.Join(tx.batch.Delete(n.key[:], nil), tx.batch.Delete(nameKey(n.id), nil))
	}
	if n.was.id == 0 {
		tx.totals.nodes++
		if err := tx.batch.Set(nameKey(n.id), []byte(n.term), nil); err != nil {
			return err
		}
	}
	return tx.batch.Set(n.key[:], n.node.append(nil), nil)
}
