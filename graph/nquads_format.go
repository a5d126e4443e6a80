package graph

import (
	"bufio"
	"io"

	"github.com/cayleygraph/quad"
)

// init makes our N-Quads the format of that name for Cayley's handlers. Cayley's
// own package must not be imported beside it: quad refuses a second one.
func init() {
	quad.RegisterFormat(quad.Format{
		Name:   "nquads",
		Ext:    []string{".nq", ".nt"},
		Mime:   []string{"application/n-quads", "application/n-triples"},
		Reader: func(r io.Reader) quad.ReadCloser { return formatReader{NewQuadReader(r, "nquads")} },
		Writer: func(w io.Writer) quad.WriteCloser { return &formatWriter{w: bufio.NewWriter(w)} },
	})
}

type formatReader struct{ r *QuadReader }

func (f formatReader) ReadQuad() (quad.Quad, error) { return f.r.Read() }
func (f formatReader) Close() error                 { return nil }

// A formatWriter writes quads in the order in which they come.
type formatWriter struct {
	w   *bufio.Writer
	buf []byte
}

func (f *formatWriter) WriteQuad(q quad.Quad) error {
	f.buf = AppendQuad(f.buf[:0], q)
	_, err := f.w.Write(f.buf)
	return err
}

func (f *formatWriter) WriteQuads(quads []quad.Quad) (int, error) {
	for i, q := range quads {
		if err := f.WriteQuad(q); err != nil {
			return i, err
		}
	}
	return len(quads), nil
}

func (f *formatWriter) Close() error { return f.w.Flush() }
