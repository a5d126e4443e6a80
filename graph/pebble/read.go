package pebble

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

var (
	_ graph.QuadStore      = (*View)(nil)
	_ graph.QuadStore      = (*Store)(nil)
	_ graph.BatchQuadStore = (*View)(nil)
)

// usualTerm is as long as most terms are, in bytes; longer ones are not cached.
const usualTerm = 256

// node returns what is kept under a term, a zero node if there is none.
func (v *View) node(term []byte) (n node, err error) {
	if err := v.enter(); err != nil {
		return n, err
	}
	defer v.leave()
	key := keyOfTerm(term)
	err = v.lookup(key[:], func(value []byte) error {
		n, err = parseNode(value)
		return err
	})
	if errors.Is(err, pebble.ErrNotFound) {
		return node{}, nil
	}
	return n, err
}

// term appends the term of a node to b, nothing if there is no such node.
func (v *View) term(b []byte, id uint64) ([]byte, error) {
	if err := v.enter(); err != nil {
		return b, err
	}
	defer v.leave()
	var buf [16]byte
	err := v.lookup(appendID(append(buf[:0], nameTable), id), func(value []byte) error {
		b = append(b, value...)
		return nil
	})
	if errors.Is(err, pebble.ErrNotFound) {
		return b, nil
	}
	return b, err
}

// ValueOf implements graph.Namer.
func (v *View) ValueOf(value quad.Value) graph.Ref {
	if value == nil {
		return nil
	}
	if r := v.remembered(value); r != nil {
		return r
	}
	var buf [usualTerm]byte
	term, err := AppendTerm(buf[:0], value)
	if err != nil {
		return nil
	}
	n, err := v.node(term)
	if err != nil {
		v.fail(err)
		return nil
	}
	v.remember(n, value)
	return refOf(n.id)
}

// RefsOf implements graph.BatchQuadStore.
func (v *View) RefsOf(_ context.Context, values []quad.Value) ([]graph.Ref, error) {
	refs := make([]graph.Ref, len(values))
	for i, value := range values {
		if refs[i] = v.ValueOf(value); refs[i] == nil {
			return nil, errors.Join(fmt.Errorf("not found: %v", value), v.Err())
		}
	}
	return refs, nil
}

// NameOf implements graph.Namer.
func (v *View) NameOf(r graph.Ref) quad.Value {
	if p, ok := r.(graph.PreFetchedValue); ok {
		return p.NameOf()
	}
	value, err := v.name(idOf(r))
	if err != nil {
		v.fail(err)
	}
	return value
}

// ValuesOf implements graph.BatchQuadStore.
func (v *View) ValuesOf(_ context.Context, refs []graph.Ref) ([]quad.Value, error) {
	values := make([]quad.Value, len(refs))
	for i, r := range refs {
		values[i] = v.NameOf(r)
	}
	return values, v.Err()
}

// name returns the value of a node, nil if there is none.
func (v *View) name(id uint64) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	if value := v.s.names.get(id); value != nil {
		return value, nil
	}
	var buf [usualTerm]byte
	term, err := v.term(buf[:0], id)
	if err != nil || len(term) == 0 {
		return nil, err
	}
	value, err := parseTerm(term, v.s.opt.Native)
	if err == nil && len(term) <= usualTerm {
		v.s.names.put(id, value)
	}
	return value, err
}

// quad returns the quad of four numbers.
func (v *View) quad(q ids) (out quad.Quad, err error) {
	for at, id := range q {
		value, err := v.name(id)
		if err != nil {
			return out, err
		}
		out.Set(direction(at), value)
	}
	return out, nil
}

// Quad implements graph.QuadIndexer.
func (v *View) Quad(r graph.Ref) quad.Quad {
	ref, ok := r.(quadRef)
	if !ok {
		return quad.Quad{}
	}
	q, err := v.quad(ids(ref))
	if err != nil {
		v.fail(err)
		return quad.Quad{}
	}
	return q
}

// QuadDirection implements graph.QuadIndexer.
func (v *View) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	ref, ok := r.(quadRef)
	if at := place(d); ok && at >= 0 && at < places {
		return refOf(ref[at])
	}
	return nil
}

// QuadIterator implements graph.QuadIndexer.
func (v *View) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	p, ok := patternFor(d, r)
	if !ok {
		return iterator.NewNull()
	}
	return graph.NewLegacy(&quadsShape{v: v, p: p}, nil)
}

// QuadIteratorSize implements graph.QuadIndexer.
func (v *View) QuadIteratorSize(_ context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	p, ok := patternFor(d, r)
	if !ok {
		return graph.Size{Exact: true}, nil
	}
	size := v.estimate(p)
	return size, v.Err()
}

// QuadsAllIterator implements graph.QuadStore.
func (v *View) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(&quadsShape{v: v, p: anyQuad}, nil)
}

// NodesAllIterator implements graph.QuadStore.
func (v *View) NodesAllIterator() graph.Iterator {
	return graph.NewLegacy(&nodesShape{v}, nil)
}

// Stats implements graph.QuadStore. The numbers are always exact.
func (v *View) Stats(context.Context, bool) (graph.Stats, error) {
	if err := v.enter(); err != nil {
		return graph.Stats{}, err
	}
	defer v.leave()
	t, err := readTotals(v.r)
	return graph.Stats{
		Nodes: graph.Size{Size: int64(t.nodes), Exact: true},
		Quads: graph.Size{Size: int64(t.quads), Exact: true},
	}, err
}

// SizeOf returns in how many quads a node stands, in whatever place.
func (v *View) SizeOf(r graph.Ref) int64 {
	n, err := v.nodeOf(idOf(r))
	if err != nil {
		v.fail(err)
	}
	return int64(n.refs())
}

// ApplyDeltas implements graph.QuadStore.
func (v *View) ApplyDeltas([]graph.Delta, graph.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter implements graph.QuadStore.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }
