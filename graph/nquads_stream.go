package graph

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/extsort"
)

// An Order is one in which [Store.Stream] gives quads.
type Order int

const (
	// ByLine is the order of the quads' lines in canonical N-Quads.
	ByLine Order = iota
	// ByGraph puts the quads of a label together: first those without one, then
	// label by label, and in each the triples in the order of their lines.
	ByGraph
	// ByTriple leaves the labels out and gives each triple once.
	ByTriple
)

// Stream gives every quad that the store holds when it is called, in order, in
// memory that does not grow with their number: what a buffer cannot hold is
// sorted in temporary files. It stops at the first error of each.
func (s *Store) Stream(ctx context.Context, order Order, each func(quad.Quad) error) error {
	return s.sorted(ctx, order, func(line []byte) error {
		q, err := orderedQuad(order, line)
		if err != nil {
			return err
		}
		return each(q)
	})
}

// Export writes all quads as canonical N-Quads, sorted by the bytes of their
// lines, in memory that does not grow with their number.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	err := s.sorted(ctx, ByLine, func(line []byte) error {
		_, err := out.Write(line)
		return err
	})
	return errors.Join(err, out.Flush())
}

// sorted gives every quad as a text whose bytes sort as order says: see orderedLine.
func (s *Store) sorted(ctx context.Context, order Order, each func(line []byte) error) (err error) {
	var lines extsort.Sorter
	defer func() { err = errors.Join(err, lines.Close()) }()
	if err := s.collect(ctx, order, &lines); err != nil {
		return err
	}
	return lines.Each(ctx, each)
}

// collect hands all quads to the sorter. The view is closed before they are
// written anywhere: whoever reads slowly must not hold the writer up.
func (s *Store) collect(ctx context.Context, order Order, lines *extsort.Sorter) error {
	v, err := s.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	var line []byte
	return eachQuad(ctx, v, func(q quad.Quad) error {
		line = orderedLine(line[:0], order, q)
		return lines.Add(line)
	})
}

// eachQuad gives all quads of a view in no order.
func eachQuad(ctx context.Context, v *view, each func(quad.Quad) error) error {
	it := cayley.AsShape(v.qs.QuadsAllIterator()).Iterate()
	defer it.Close()
	for it.Next(ctx) {
		if err := each(v.qs.Quad(it.Result())); err != nil {
			return err
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	// Cayley's iterators end without an error when the context does.
	if err := ctx.Err(); err != nil {
		return err
	}
	return readError(v.qs)
}

// orderedLine appends to b a quad as a text whose order is that of the quads.
func orderedLine(b []byte, order Order, q quad.Quad) []byte {
	switch order {
	case ByGraph: // a label holds no blank, and none sorts first
		return appendTriple(append(AppendTerm(b, q.Label), ' '), q)
	case ByTriple:
		return appendTriple(b, q)
	}
	return AppendQuad(b, q)
}

// orderedQuad is the inverse of orderedLine.
func orderedQuad(order Order, line []byte) (quad.Quad, error) {
	var label []byte
	text := line
	if order == ByGraph {
		label, text, _ = bytes.Cut(line, []byte(" "))
	}
	if order != ByLine {
		text = slices.Concat(text, []byte(" "), label, []byte(" ."))
	}
	p := lineParser{s: bytes.TrimSuffix(text, []byte("\n"))}
	q, ok, msg := p.statement()
	if !ok {
		return q, fmt.Errorf("not a quad: %q: %s", line, msg)
	}
	return q, nil
}
