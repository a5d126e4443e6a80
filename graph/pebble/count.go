package pebble

import "github.com/cayleygraph/cayley/graph"

// remember keeps the counts of a node whose value was asked for: the planning of
// a query asks for them next. Only a view that stands still may.
func (v *View) remember(n node) {
	if v.snapshot == nil || n.id == 0 {
		return
	}
	v.mu.Lock()
	if v.counts == nil {
		v.counts = make(map[uint64]node)
	}
	if len(v.counts) < 1<<12 {
		v.counts[n.id] = n
	}
	v.mu.Unlock()
}

// nodeOf returns the node of a number, a zero node if there is none.
func (v *View) nodeOf(id uint64) (node, error) {
	v.mu.Lock()
	n, ok := v.counts[id]
	v.mu.Unlock()
	if ok || id == 0 {
		return n, nil
	}
	var buf [usualTerm]byte
	term, err := v.term(buf[:0], id)
	if err != nil || len(term) == 0 {
		return n, err
	}
	if n, err = v.node(term); err == nil {
		v.remember(n)
	}
	return n, err
}

// count returns in how many quads a node stands in a place.
func (v *View) count(id uint64, place int) uint64 {
	n, err := v.nodeOf(id)
	if err != nil {
		v.fail(err)
	}
	return n.count[place]
}

// estimate returns how many quads match p: exactly if no more than one place is
// bound, else at most so many.
func (v *View) estimate(p pattern) graph.Size {
	least, bound := ^uint64(0), 0
	for at, id := range p {
		if id != unbound {
			least = min(least, v.count(id, at))
			bound++
		}
	}
	if bound == 0 {
		st, err := v.Stats(v.ctx, true)
		if err != nil {
			v.fail(err)
		}
		return st.Quads
	}
	return graph.Size{Size: int64(least), Exact: bound == 1 || least == 0}
}
