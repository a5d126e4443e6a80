package graph

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

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
	return v.scan(recordKey{quadTable, ""}, func(key recordKey, _ []byte) error {
		if len(key) != 3 {
			return fmt.Errorf("not a quad's record: %q", key)
		}
		line = orderedLine(line[:0], order, key[2], key[1])
		return lines.Add(line)
	})
}

// orderedLine appends to b a quad as a text whose order is that of the quads.
func orderedLine(b []byte, order Order, triple, label string) []byte {
	switch order {
	case ByGraph: // a label holds no blank, and none sorts first
		return append(append(append(b, label...), ' '), triple...)
	case ByTriple:
		return append(b, triple...)
	}
	b = append(append(b, triple...), ' ')
	if label != "" {
		b = append(append(b, label...), ' ')
	}
	return append(b, ".\n"...)
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
