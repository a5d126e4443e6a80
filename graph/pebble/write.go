package pebble

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A Record is one of the caller's; without a value it is deleted.
type Record struct{ Key, Value []byte }

// givenMark is the mark of quads that come without one.
const givenMark = 1

// ApplyDeltas implements graph.QuadStore: all deltas or none.
func (s *Store) ApplyDeltas(deltas []graph.Delta, ignore graph.IgnoreOpts) error {
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	for _, d := range deltas {
		if err := tx.apply(d, ignore); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// apply does one delta. What it must not do is a *graph.DeltaError, which
// Cayley's writers look at.
func (tx *Tx) apply(d graph.Delta, ignore graph.IgnoreOpts) error {
	switch d.Action {
	case graph.Add:
		was, err := tx.Mark(d.Quad)
		switch {
		case err != nil:
			return err
		case was != 0 && ignore.IgnoreDup:
			return nil
		case was != 0:
			return &graph.DeltaError{Delta: d, Err: graph.ErrQuadExists}
		}
		_, err = tx.SetMark(d.Quad, givenMark)
		return err
	case graph.Delete:
		was, err := tx.SetMark(d.Quad, 0)
		if err == nil && was == 0 && !ignore.IgnoreMissing {
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

func (w quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	tx, err := w.s.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Discard()
	for _, q := range quads {
		if err := tx.apply(graph.Delta{Quad: q, Action: graph.Add}, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
			return 0, err
		}
	}
	if err := tx.Commit(); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w quadWriter) Close() error { return nil }
