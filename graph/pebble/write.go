package pebble

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ApplyDeltas implements graph.QuadStore: all deltas or none.
func (s *Store) ApplyDeltas(deltas []graph.Delta, ignore graph.IgnoreOpts) error {
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	for _, d := range deltas {
		if err := tx.Apply(d, ignore); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Apply does one of Cayley's deltas. What it must not do is a *graph.DeltaError, which
// Cayley's writers look at.
func (tx *Tx) Apply(d graph.Delta, ignore graph.IgnoreOpts) error {
	switch d.Action {
	case graph.Add:
		changed, err := tx.Add(d.Quad)
		if err == nil && !changed && !ignore.IgnoreDup {
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		}
		return err
	case graph.Delete:
		changed, err := tx.Remove(d.Quad)
		if err == nil && !changed && !ignore.IgnoreMissing {
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadNotExist}
		}
		return err
	}
	return &graph.DeltaError{Delta: d, Err: graph.ErrInvalidAction}
}

// NewQuadWriter implements graph.QuadStore. Each call of WriteQuads is a
// transaction; quads that are there already are passed over.
func (s *Store) NewQuadWriter() (quad.WriteCloser, error) {
	if s.opt.ReadOnly {
		return nil, ErrReadOnly
	}
	return quadWriter{s}, nil
}

type quadWriter struct{ s *Store }

func (w quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

// manyQuads is from how many on a loader takes less time than a transaction.
const manyQuads = 2000

func (w quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	write := w.s.addQuads
	if len(quads) >= manyQuads {
		write = w.s.loadQuads
	}
	if err := write(quads); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (s *Store) addQuads(quads []quad.Quad) error {
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	for _, q := range quads {
		if _, err := tx.Add(q); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (s *Store) loadQuads(quads []quad.Quad) error {
	l, err := s.NewLoader()
	if err != nil {
		return err
	}
	defer l.Discard()
	var b Batch
	for _, q := range quads {
		if err := b.Add(q); err != nil {
			return err
		}
	}
	l.Add(&b)
	return l.Commit(context.Background())
}

func (w quadWriter) Close() error { return nil }
