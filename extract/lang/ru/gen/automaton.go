package main

import (
	"encoding/binary"
	"fmt"

	"claimgraph/extract/lang/ru/internal/morph"
)

// An automaton is a minimal acyclic automaton with a value at each final node,
// built from keys in order: nodes that can no longer change are looked up by
// what they are, so that equal ones are one.
type automaton struct {
	nodes    map[string]uint32 // signature -> index of units
	units    []uint32
	path     []*node // of the last key; path[0] is the root
	previous []byte
}

type node struct {
	arcs  []uint32 // finished transitions, without the last flag
	value int      // -1 if not final
}

func newAutomaton() *automaton {
	return &automaton{nodes: map[string]uint32{}, path: []*node{{value: -1}}}
}

// add adds a key, given as codes, which must come after all those before it.
func (a *automaton) add(key []byte, value int) error {
	common := 0
	for common < len(key) && common < len(a.previous) && key[common] == a.previous[common] {
		common++
	}
	if common == len(key) || common < len(a.previous) && key[common] < a.previous[common] {
		return fmt.Errorf("key %v after %v", key, a.previous)
	}
	a.finish(common)
	for range key[common:] {
		a.path = append(a.path, &node{value: -1})
	}
	a.path[len(a.path)-1].value = value
	a.previous = append(a.previous[:0], key...)
	return nil
}

// finish closes the nodes of the path below depth.
func (a *automaton) finish(depth int) {
	for len(a.path)-1 > depth {
		n := a.path[len(a.path)-1]
		a.path = a.path[:len(a.path)-1]
		arc := a.place(n)<<8 | uint32(a.previous[len(a.path)-1])<<2
		if n.value >= 0 {
			arc |= 2
		}
		parent := a.path[len(a.path)-1]
		parent.arcs = append(parent.arcs, arc)
	}
}

func (n *node) units() []uint32 {
	var us []uint32
	if n.value >= 0 {
		u := uint32(n.value) << 1
		if len(n.arcs) > 0 {
			u |= 1
		}
		us = append(us, u)
	}
	us = append(us, n.arcs...)
	if len(n.arcs) > 0 {
		us[len(us)-1] |= 1
	}
	return us
}

// place returns the index of a node equal to n, which it appends if there is none.
func (a *automaton) place(n *node) uint32 {
	us := n.units()
	key := make([]byte, 0, 4*len(us)+1)
	for _, u := range us {
		key = binary.LittleEndian.AppendUint32(key, u)
	}
	if n.value >= 0 {
		key = append(key, 1)
	}
	if at, ok := a.nodes[string(key)]; ok {
		return at
	}
	at := uint32(rootUnits + len(a.units))
	a.nodes[string(key)] = at
	a.units = append(a.units, us...)
	return at
}

// rootUnits is the room left at the front for the root: a transition per code.
const rootUnits = 64

// bytes closes the automaton and returns its units, the root's first.
func (a *automaton) bytes() []byte {
	a.finish(0)
	var b []byte
	root := a.path[0].units()
	for i := range rootUnits {
		var u uint32
		if i < len(root) {
			u = root[i]
		}
		b = binary.LittleEndian.AppendUint32(b, u)
	}
	for _, u := range a.units {
		b = binary.LittleEndian.AppendUint32(b, u)
	}
	return b
}

// codes returns the codes of a key that [letters] returned.
func codes(key string) []byte {
	var b []byte
	for _, r := range key {
		b = append(b, morph.Code(r))
	}
	return b
}
