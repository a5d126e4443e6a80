package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
)

// The costs that we tell Cayley: of one more row, and of a look-up.
const (
	nextCost   = 1
	lookupCost = 20
)

func column(d quad.Direction) string { return d.String() + "_hash" }

// QuadIterator implements graph.QuadIndexer.
func (v *View) QuadIterator(d quad.Direction, r graph.Ref) graph.Iterator {
	h := nodeOf(r)
	if !h.Valid() {
		return iterator.NewNull()
	}
	return graph.NewLegacy(&quadsShape{v: v, d: d, h: h}, nil)
}

// QuadsAllIterator implements graph.QuadStore.
func (v *View) QuadsAllIterator() graph.Iterator {
	return graph.NewLegacy(&quadsShape{v: v, d: quad.Any}, nil)
}

// NodesAllIterator implements graph.QuadStore.
func (v *View) NodesAllIterator() graph.Iterator { return graph.NewLegacy(&nodesShape{v}, nil) }

type leaf struct{}

func (leaf) SubIterators() []graph.IteratorShape { return nil }
func (leaf) TagResults(map[string]graph.Ref)     {}
func (leaf) NextPath(context.Context) bool       { return false }

// A quadsShape gives the quads with a node in one place, all if that is quad.Any.
type quadsShape struct {
	leaf
	v *View
	d quad.Direction
	h graph.ValueHash
}

func (s *quadsShape) String() string         { return fmt.Sprintf("PostgresQuads(%v)", s.d) }
func (s *quadsShape) Iterate() graph.Scanner { return &scanner{v: s.v, start: s.start, read: s.read} }
func (s *quadsShape) Lookup() graph.Index    { return &quadsContains{shape: s} }

func (s *quadsShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

func (s *quadsShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	costs := graph.IteratorCosts{NextCost: nextCost, ContainsCost: nextCost}
	var err error
	if s.d != quad.Any {
		costs.Size, err = s.v.QuadIteratorSize(ctx, s.d, csql.NodeHash{ValueHash: s.h})
		return costs, err
	}
	st, err := s.v.Stats(ctx, false)
	costs.Size = st.Quads
	return costs, err
}

const selectQuads = "SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads"

func (s *quadsShape) start(ctx context.Context) (*rows, error) {
	if s.d == quad.Any {
		return s.v.query(ctx, selectQuads, nil)
	}
	return s.v.query(ctx, selectQuads+" WHERE "+column(s.d)+" = $1", []any{s.h[:]})
}

func (s *quadsShape) read(row []any) (graph.Ref, error) {
	var q csql.QuadHashes
	for i, d := range quad.Directions {
		h, err := hashOf(row[i])
		if err != nil {
			return nil, err
		}
		q.Set(d, h)
		if h.Valid() && h != s.h {
			s.v.names.saw(h)
		}
	}
	return q, nil
}

// quadsContains needs no server: the ref of a quad says all of it.
type quadsContains struct {
	leaf
	shape *quadsShape
	now   graph.Ref
}

func (it *quadsContains) String() string    { return "PostgresQuadsContains" }
func (it *quadsContains) Err() error        { return nil }
func (it *quadsContains) Close() error      { return nil }
func (it *quadsContains) Result() graph.Ref { return it.now }

func (it *quadsContains) Contains(_ context.Context, r graph.Ref) bool {
	it.now = nil
	q, ok := r.(csql.QuadHashes)
	if !ok || it.shape.d != quad.Any && q.Get(it.shape.d) != it.shape.h {
		return false
	}
	it.now = r
	return true
}

// A nodesShape gives all nodes.
type nodesShape struct{ v *View }

func (s *nodesShape) String() string                                       { return "PostgresNodes" }
func (s *nodesShape) SubIterators() []graph.IteratorShape                  { return nil }
func (s *nodesShape) Lookup() graph.Index                                  { return &nodesContains{v: s.v} }
func (s *nodesShape) Optimize(context.Context) (graph.IteratorShape, bool) { return s, false }

func (s *nodesShape) Iterate() graph.Scanner {
	return &scanner{v: s.v, start: func(ctx context.Context) (*rows, error) {
		return s.v.query(ctx, "SELECT hash FROM nodes", nil)
	}, read: func(row []any) (graph.Ref, error) {
		h, err := hashOf(row[0])
		s.v.names.saw(h)
		return csql.NodeHash{ValueHash: h}, err
	}}
}

func (s *nodesShape) Stats(ctx context.Context) (graph.IteratorCosts, error) {
	st, err := s.v.Stats(ctx, false)
	return graph.IteratorCosts{NextCost: nextCost, ContainsCost: lookupCost, Size: st.Nodes}, err
}

type nodesContains struct {
	leaf
	v   *View
	now graph.Ref
	err error
}

func (it *nodesContains) String() string    { return "PostgresNodesContains" }
func (it *nodesContains) Err() error        { return it.err }
func (it *nodesContains) Close() error      { return nil }
func (it *nodesContains) Result() graph.Ref { return it.now }

func (it *nodesContains) Contains(_ context.Context, r graph.Ref) bool {
	it.now = nil
	h := nodeOf(r)
	if !h.Valid() {
		return false
	}
	n, err := it.v.one("SELECT 1::bigint FROM nodes WHERE hash = $1", h[:])
	if it.err = err; err != nil || n == 0 {
		return false
	}
	it.now = r
	return true
}

// A scanner makes refs of the rows of a statement.
type scanner struct {
	leaf
	v     *View
	start func(context.Context) (*rows, error)
	read  func(row []any) (graph.Ref, error)
	rows  *rows
	ahead []graph.Ref
	now   graph.Ref
	done  bool
	err   error
}

func (it *scanner) String() string    { return "PostgresScan" }
func (it *scanner) Err() error        { return it.err }
func (it *scanner) Result() graph.Ref { return it.now }

func (it *scanner) Next(ctx context.Context) bool {
	it.now = nil
	if it.err == nil && len(it.ahead) == 0 {
		it.err = it.fill(ctx)
	}
	if it.err != nil || len(it.ahead) == 0 {
		return false
	}
	it.now, it.ahead = it.ahead[0], it.ahead[1:]
	return true
}

// fill makes refs of all rows that were read ahead, so that their names can be
// fetched at once.
func (it *scanner) fill(ctx context.Context) error {
	// What the caller read with the refs so far may have failed.
	if err := errors.Join(ctx.Err(), it.v.Err()); err != nil || it.done {
		return err
	}
	if it.rows == nil {
		var err error
		if it.rows, err = it.start(ctx); err != nil {
			return err
		}
	}
	for {
		row, err := it.rows.next()
		if errors.Is(err, io.EOF) {
			it.done = true
			return it.Close()
		}
		if err != nil {
			return err
		}
		r, err := it.read(row)
		if err != nil {
			return it.v.fail(err)
		}
		it.ahead = append(it.ahead, r)
		if len(it.rows.ahead) == 0 && it.rows.conn != nil {
			return nil
		}
	}
}

func (it *scanner) Close() error {
	if it.rows != nil {
		it.rows.close()
	}
	return nil
}
