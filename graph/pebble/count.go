package pebble

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// maxRemembered is how many nodes a view remembers.
const maxRemembered = 1 << 12

// remember keeps the counts of a node whose value was asked for, and its number
// if that is an IRI: the planning of a query asks for the counts next, and paths
// name the same predicates several times. Only a view that stands still may.
func (v *View) remember(n node, value quad.Value) {
	if v.snapshot == nil || n.id == 0 {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.counts == nil {
		v.counts, v.iris = make(map[uint64]node), make(map[quad.IRI]graph.Ref)
	}
	if len(v.counts) >= maxRemembered {
		return
	}
	v.counts[n.id] = n
	if iri, ok := value.(quad.IRI); ok {
		v.iris[iri] = refOf(n.id)
	}
}

// remembered returns the ref of an IRI that was asked for before, or nil.
func (v *View) remembered(value quad.Value) graph.Ref {
	iri, ok := value.(quad.IRI)
	if !ok || v.snapshot == nil {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.iris[iri]
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
		v.remember(n, nil)
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
