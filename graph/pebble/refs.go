package pebble

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A nodeRef is to Cayley a node, by its number.
type nodeRef uint64

// Key implements graph.Ref.
func (r nodeRef) Key() any { return r }

// A quadRef is to Cayley a quad.
type quadRef ids

// Key implements graph.Ref.
func (r quadRef) Key() any { return r }

// refOf returns the number as a ref, nil for none.
func refOf(id uint64) graph.Ref {
	if id == 0 {
		return nil
	}
	return nodeRef(id)
}

// idOf returns the number of a node, 0 if the ref is not one of ours.
func idOf(r graph.Ref) uint64 {
	n, _ := r.(nodeRef)
	return uint64(n)
}

// patternFor returns the quads that have a node in a place; ok is false if
// there can be none.
func patternFor(d quad.Direction, r graph.Ref) (p pattern, ok bool) {
	id, at := idOf(r), place(d)
	if id == 0 || at < 0 || at >= places {
		return anyQuad, false
	}
	p = anyQuad
	p[at] = id
	return p, true
}
