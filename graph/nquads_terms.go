package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

// Large files are read in blocks by several goroutines, and most lines are cut
// into terms where they stand: a term without escapes is kept as it is written.
// What the quick way does not know it leaves to the [QuadReader].

// blockSize is how many bytes are read at a time; a line may make a block longer.
const blockSize = 256 << 10

// A block is some whole lines of a file.
type block struct {
	data []byte
	line int // of the first one, from 1
	pebble.Batch
	done chan error
}

// A termFunc adds the terms of one quad, or others in their place, to a batch.
// Several goroutines call it at once, each with a batch and terms of its own.
type termFunc func(b *pebble.Batch, t *pebble.Terms) error

func addTerms(b *pebble.Batch, t *pebble.Terms) error {
	b.AddTerms(t)
	return nil
}

// readTerms reads N-Quads as [QuadReader] does, and calls use with batches of
// their terms in the order of the file. It returns how many quads there were.
// If it fails, use may have been called for what came before.
func readTerms(ctx context.Context, r io.Reader, name string, each termFunc, use func(*pebble.Batch) error) (n int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	workers := runtime.GOMAXPROCS(0)
	free := make(chan *block, 2*workers)
	for range cap(free) {
		free <- &block{done: make(chan error, 1)}
	}
	// All blocks fit into each channel, so that sending one never waits.
	todo, inOrder := make(chan *block, cap(free)), make(chan *block, cap(free))
	for range workers {
		go func() {
			for b := range todo {
				b.done <- b.parse(name, each)
			}
		}()
	}
	var cut error
	go func() {
		defer close(inOrder)
		defer close(todo)
		cut = cutBlocks(ctx, r, name, free, func(b *block) { todo <- b; inOrder <- b })
	}()
	defer func() {
		cancel()
		for range inOrder { // until nobody reads r any more
		}
	}()
	for b := range inOrder {
		if err := <-b.done; err != nil {
			return n, err
		}
		n += b.Len()
		if err := use(&b.Batch); err != nil {
			return n, err
		}
		b.Reset()
		free <- b
	}
	return n, cut
}

// cutBlocks cuts what r gives after line feeds and sends it on.
func cutBlocks(ctx context.Context, r io.Reader, name string, free <-chan *block, send func(*block)) error {
	var rest []byte
	line := 1
	for {
		var b *block
		if err := ctx.Err(); err != nil {
			return err
		}
		select {
		case b = <-free:
		case <-ctx.Done():
			return ctx.Err()
		}
		b.data = append(b.data[:0], rest...)
		end, err := b.fill(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if end-len(rest) > MaxLine || bytes.IndexByte(b.data[:end], '\n') > MaxLine {
			return &SyntaxError{name, line, 0, "line is too long"}
		}
		rest = append(rest[:0], b.data[end:]...)
		b.data, b.line = b.data[:end], line
		line += lineEnds(b.data)
		if len(b.data) > 0 {
			send(b)
		}
		if err != nil {
			return nil
		}
	}
}

// fill reads until the block has its size and a line feed, and returns where its
// last line ends; at the end of r that is the end and the error io.EOF.
func (b *block) fill(r io.Reader) (end int, err error) {
	for size := blockSize; ; size = 2 * len(b.data) {
		if cap(b.data) < size {
			b.data = append(make([]byte, 0, size+size/4), b.data...)
		}
		n := len(b.data)
		m, err := io.ReadFull(r, b.data[n:max(n, size)])
		b.data = b.data[:n+m]
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
		if err != nil {
			return len(b.data), err
		}
		if end := bytes.LastIndexByte(b.data, '\n') + 1; end > 0 || len(b.data) > MaxLine {
			return end, nil
		}
	}
}

// lineEnds counts ends of lines as [QuadReader] does.
func lineEnds(data []byte) int {
	n := bytes.Count(data, []byte("\n"))
	if bytes.IndexByte(data, '\r') >= 0 {
		n += bytes.Count(data, []byte("\r")) - bytes.Count(data, []byte("\r\n"))
	}
	return n
}

// parse makes a batch of the block's lines.
func (b *block) parse(name string, each termFunc) error {
	quick := utf8.Valid(b.data) && bytes.IndexByte(b.data, '\r') < 0
	var t pebble.Terms
	data, line := b.data, b.line
	for len(data) > 0 {
		text, rest, _ := bytes.Cut(data, []byte("\n"))
		data = rest
		if quick && quickTerms(text, &t) {
			if err := each(&b.Batch, &t); err != nil {
				return err
			}
		} else if err := b.parseSlowly(name, text, line, each); err != nil {
			return err
		}
		line += 1 + lineEnds(bytes.TrimSuffix(text, []byte("\r")))
	}
	return nil
}

// parseSlowly reads what stands before a line feed.
func (b *block) parseSlowly(name string, text []byte, line int, each termFunc) error {
	r := NewQuadReader(bytes.NewReader(text), name)
	r.line = line - 1
	for {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		t, err := termsOf(q)
		if err != nil {
			return err
		}
		if err := each(&b.Batch, &t); err != nil {
			return err
		}
	}
}

func termsOf(q quad.Quad) (t pebble.Terms, err error) {
	for i, d := range quad.Directions {
		if v := q.Get(d); v != nil {
			if t[i], err = pebble.AppendTerm(nil, v); err != nil {
				return t, err
			}
		}
	}
	return t, nil
}

// quickTerms cuts a line of valid UTF-8 into terms if it is written in the usual
// way: IRIs and literals without escapes, one blank between them. If it returns
// false, the line may still be one of N-Quads, or none at all.
func quickTerms(line []byte, t *pebble.Terms) bool {
	c := cutter{line}
	*t = pebble.Terms{c.iri(), nil, nil, nil}
	if t[0] == nil || !c.skip(' ') {
		return false
	}
	if t[1] = c.iri(); t[1] == nil || !c.skip(' ') {
		return false
	}
	if len(c.rest) > 0 && c.rest[0] == '"' {
		t[2] = c.literal()
	} else {
		t[2] = c.iri()
	}
	if t[2] == nil || !c.skip(' ') {
		return false
	}
	if len(c.rest) > 0 && c.rest[0] == '<' {
		if t[3] = c.iri(); t[3] == nil || !c.skip(' ') {
			return false
		}
	}
	return len(c.rest) == 1 && c.rest[0] == '.'
}

// A cutter takes terms off the beginning of a line; nil is what it does not know.
type cutter struct{ rest []byte }

func (c *cutter) skip(b byte) bool {
	if len(c.rest) == 0 || c.rest[0] != b {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

func (c *cutter) take(n int) []byte {
	term := c.rest[:n:n]
	c.rest = c.rest[n:]
	return term
}

// inIRI are the bytes that may stand in an IRI; of the bytes of characters
// beyond ASCII all may.
var inIRI = func() (in [256]bool) {
	for b := range in {
		in[b] = b >= utf8.RuneSelf || allowedInIRI(rune(b))
	}
	return in
}()

func (c *cutter) iri() []byte {
	if len(c.rest) == 0 || c.rest[0] != '<' {
		return nil
	}
	colon := false
	for i := 1; i < len(c.rest); i++ {
		b := c.rest[i]
		switch {
		case b == '>':
			if !colon {
				return nil
			}
			return c.take(i + 1)
		case !inIRI[b]:
			return nil
		case colon:
		case 'a' <= b|0x20 && b|0x20 <= 'z':
		case b == ':' && i > 1:
			colon = true
		case i == 1 || !('0' <= b && b <= '9' || b == '+' || b == '-' || b == '.'):
			return nil
		}
	}
	return nil
}

func (c *cutter) literal() []byte {
	end := 1 + bytes.IndexByte(c.rest[1:], '"')
	if end == 0 || bytes.IndexByte(c.rest[:end], '\\') >= 0 {
		return nil
	}
	n := end + 1
	suffix := cutter{c.rest[n:]}
	switch {
	case suffix.skip('@'):
		p := lineParser{s: suffix.rest}
		if _, msg := p.languageTag(); msg != "" {
			return nil
		}
		n += 1 + p.i
	case suffix.skip('^'):
		if !suffix.skip('^') {
			return nil
		}
		datatype := suffix.iri()
		// These are written otherwise than they are kept.
		if datatype == nil || bytes.HasPrefix(datatype, []byte("<xsd:")) || string(datatype) == "<"+string(xsdString)+">" {
			return nil
		}
		n += 2 + len(datatype)
	}
	return c.take(n)
}

// LoadNQuads adds the quads of a file of N-Quads to a store of quads as fast as
// can be and returns how many there were. The file is called name in errors. A
// file of more than some million quads is more than one transaction; what
// was committed stays if a later part fails.
func LoadNQuads(ctx context.Context, s *pebble.Store, r io.Reader, name string) (n int, err error) {
	return loadTerms(ctx, s, r, name, addTerms, func(*pebble.Loader, bool) error { return nil })
}

// loadTerms is LoadNQuads of other terms. It calls before with each loader that
// is about to be committed, and whether it is the last.
func loadTerms(ctx context.Context, s *pebble.Store, r io.Reader, name string, each termFunc, before func(l *pebble.Loader, last bool) error) (n int, err error) {
	l, err := s.NewLoader()
	if err != nil {
		return 0, err
	}
	defer func() { l.Discard() }()
	n, err = readTerms(ctx, r, name, each, func(b *pebble.Batch) error {
		if l.Full() {
			if err := errors.Join(before(l, false), l.Commit(ctx)); err != nil {
				return err
			}
			runtime.GC() // before the next one takes as much memory
			if l, err = s.NewLoader(); err != nil {
				return err
			}
		}
		l.Add(b)
		return nil
	})
	if err != nil {
		return n, err
	}
	return n, errors.Join(before(l, true), l.Commit(ctx))
}
