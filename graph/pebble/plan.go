package pebble

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
)

// OptimizeShape implements shape.Optimizer: what Cayley would run as a tree of
// iterators over single nodes becomes scans of an order, joins and merges.
func (v *View) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	switch s := s.(type) {
	case shape.QuadsAction:
		return v.planAction(s)
	case shape.Quads:
		return v.planQuads(s)
	case shape.NodesFrom:
		if at := place(s.Dir); at >= 0 && at < places {
			return planNodes(s, at)
		}
	case shape.Intersect:
		return planMeet(s, nil), true
	case shape.IntersectOpt:
		return planMeet(s.Sub, s.Opt), true
	case shape.Filter:
		return planFilter(s)
	case shape.Union:
		return planUnion(s)
	case shape.Except:
		if shape.IsNull(s.Exclude) {
			if s.From == nil {
				return shape.AllNodes{}, true
			}
			return s.From, true
		}
	}
	return s, false
}

// planNodes makes joins of quads give their nodes in a place.
func planNodes(s shape.NodesFrom, at int) (shape.Shape, bool) {
	switch quads := s.Quads.(type) {
	case *join:
		if quads.result < 0 {
			nodes := *quads
			nodes.result = at
			return &nodes, true
		}
	case shape.Union:
		nodes := make(shape.Union, len(quads))
		for i, q := range quads {
			part, ok := planNodes(shape.NodesFrom{Dir: s.Dir, Quads: q}, at)
			if !ok {
				return s, false
			}
			nodes[i] = part
		}
		return nodes, true
	}
	return s, false
}

// planUnion leaves out what has been found to be empty, which Cayley would build
// an iterator of and panic.
func planUnion(s shape.Union) (shape.Shape, bool) {
	kept := slices.DeleteFunc(slices.Clone(s), shape.IsNull)
	switch {
	case len(kept) == 0:
		return shape.Null{}, true
	case len(kept) == 1:
		return kept[0], true
	}
	return kept, len(kept) < len(s)
}

// A join is the shape of quads that match a pattern and whose other nodes are
// among those of other shapes.
type join struct {
	v      *View
	result int // the place that it gives, -1 for the quads as such
	fixed  pattern
	among  [places]shape.Shape
	save   [places][]string // tags
}

// Optimize implements shape.Shape: there is nothing left to do.
func (j *join) Optimize(shape.Optimizer) (shape.Shape, bool) { return j, false }

// BuildIterator implements shape.Shape.
func (j *join) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := &joinShape{v: j.v, result: j.result, fixed: j.fixed, save: j.save}
	for at, s := range j.among {
		if s != nil {
			it.among[at] = graph.AsShape(s.BuildIterator(qs))
		}
	}
	return graph.NewLegacy(it, nil)
}

// planAction makes a join of an action on quads with fixed nodes.
func (v *View) planAction(s shape.QuadsAction) (shape.Shape, bool) {
	j := &join{v: v, result: place(s.Result), fixed: anyQuad}
	for d, r := range s.Filter {
		if !j.fix(place(d), r) {
			return shape.Null{}, true
		}
	}
	for d, tags := range s.Save {
		j.save[place(d)] = tags
	}
	return j, true
}

// planQuads makes a join of filters, each on one place.
func (v *View) planQuads(s shape.Quads) (shape.Shape, bool) {
	j := &join{v: v, result: -1, fixed: anyQuad}
	for _, f := range s {
		at := place(f.Dir)
		if at < 0 || at >= places {
			return s, false
		}
		if !j.filter(at, f.Values) {
			return shape.Null{}, true
		}
	}
	return j, true
}

// filter restricts a place, and returns false if nothing is left.
func (j *join) filter(at int, values shape.Shape) bool {
	if saved, ok := values.(shape.Save); ok {
		_, all := saved.From.(shape.AllNodes)
		_, one := shape.One(saved.From)
		if all || one {
			j.save[at] = append(j.save[at][:len(j.save[at]):len(j.save[at])], saved.Tags...)
			values = saved.From
		}
	}
	if r, ok := shape.One(values); ok {
		return j.fix(at, r)
	}
	switch values.(type) {
	case nil, shape.Null:
		return false
	case shape.AllNodes:
		// Quads without a label have no node there; see joinShape.whole.
		if at == label && j.among[at] == nil && j.save[at] == nil {
			j.save[at] = []string{}
		}
		return true
	}
	if j.among[at] != nil {
		values = planMeet(shape.Intersect{j.among[at], values}, nil)
	}
	j.among[at] = values
	return true
}

func (j *join) fix(at int, r graph.Ref) bool {
	id := idOf(r)
	if id == 0 || at < 0 || at >= places || j.fixed[at] != unbound && j.fixed[at] != id {
		return false
	}
	j.fixed[at] = id
	return true
}

// A meet is the shape of what several shapes have in common; optional ones only
// add tags.
type meet struct{ all, optional []shape.Shape }

func planMeet(all, optional []shape.Shape) shape.Shape {
	if len(all) == 0 {
		return shape.Null{}
	}
	if len(all) == 1 && len(optional) == 0 {
		return all[0]
	}
	return &meet{all, optional}
}

// Optimize implements shape.Shape.
func (m *meet) Optimize(shape.Optimizer) (shape.Shape, bool) { return m, false }

// BuildIterator implements shape.Shape.
func (m *meet) BuildIterator(qs graph.QuadStore) graph.Iterator {
	it := &meetShape{all: build(qs, m.all), optional: build(qs, m.optional)}
	if len(it.all) == 0 {
		return iterator.NewNull()
	}
	return graph.NewLegacy(it, nil)
}

func build(qs graph.QuadStore, shapes []shape.Shape) []graph.IteratorShape {
	its := make([]graph.IteratorShape, len(shapes))
	for i, s := range shapes {
		its[i] = graph.AsShape(s.BuildIterator(qs))
	}
	return its
}
