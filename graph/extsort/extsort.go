// Package extsort sorts more lines than memory should hold: lines go in, in any
// order; they come out sorted by their bytes, each once. What does not fit into
// a buffer waits in temporary files.
package extsort

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

const (
	// DefaultBuffer is how many bytes of lines a Sorter of no stated size holds.
	DefaultBuffer = 16 << 20
	// fanIn is how many files are merged at a time: what keeps the number of
	// open files, and of their buffers, small for any number of lines.
	fanIn = 16
	// fileBuffer is what is read of a file at a time.
	fileBuffer = 128 << 10
	// lineCost is what a line costs in the buffer besides its bytes.
	lineCost = 16
)

// A Sorter takes lines and gives them back in order. It must be closed. The zero
// value is ready for use and has [DefaultBuffer].
type Sorter struct {
	// Buffer is how many bytes of lines are held in memory, about; a line that
	// is longer is held all the same.
	Buffer int

	data  []byte
	ends  []int // of the lines in data
	runs  [][]*os.File
	files int
}

// Add takes a copy of a line, which may hold any bytes.
func (s *Sorter) Add(line []byte) error {
	limit := s.Buffer
	if limit <= 0 {
		limit = DefaultBuffer
	}
	if n := len(s.ends); n > 0 && len(s.data)+len(line)+lineCost*(n+1) > limit {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.data = append(s.data, line...)
	s.ends = append(s.ends, len(s.data))
	return nil
}

// Each gives every line once, in order, until ctx ends or each returns an error.
// A line is good until each returns. Nothing can be added afterwards.
func (s *Sorter) Each(ctx context.Context, each func(line []byte) error) error {
	if s.files == 0 {
		return eachOf(ctx, s.sorted(), each)
	}
	if err := s.spill(); err != nil {
		return err
	}
	s.data, s.ends = nil, nil
	return merge(ctx, slices.Concat(s.runs...), each)
}

// Close removes the temporary files.
func (s *Sorter) Close() error {
	var errs []error
	for _, f := range slices.Concat(s.runs...) {
		errs = append(errs, remove(f))
	}
	s.runs, s.files, s.data, s.ends = nil, 0, nil, nil
	return errors.Join(errs...)
}

// sorted returns the lines in the buffer, in order and each once.
func (s *Sorter) sorted() [][]byte {
	lines := make([][]byte, len(s.ends))
	start := 0
	for i, end := range s.ends {
		lines[i] = s.data[start:end]
		start = end
	}
	slices.SortFunc(lines, bytes.Compare)
	return slices.CompactFunc(lines, bytes.Equal)
}

func eachOf(ctx context.Context, lines [][]byte, each func([]byte) error) error {
	for i, line := range lines {
		if err := ended(ctx, i); err != nil {
			return err
		}
		if err := each(line); err != nil {
			return err
		}
	}
	return nil
}

// ended asks the context about every thousandth line.
func ended(ctx context.Context, i int) error {
	if i%1024 != 0 {
		return nil
	}
	return ctx.Err()
}

// spill writes the buffer to a file and empties it.
func (s *Sorter) spill() error {
	if len(s.ends) == 0 {
		return nil
	}
	f, err := write(func(each func([]byte) error) error {
		return eachOf(context.Background(), s.sorted(), each)
	})
	if err != nil {
		return err
	}
	s.data, s.ends = s.data[:0], s.ends[:0]
	return s.keep(f, 0)
}

// keep puts a file among those of its level. Files of a level that are as many
// as can be merged become one of the next: each line is copied once a level.
func (s *Sorter) keep(f *os.File, level int) error {
	if level == len(s.runs) {
		s.runs = append(s.runs, nil)
	}
	s.runs[level] = append(s.runs[level], f)
	s.files++
	if len(s.runs[level]) < fanIn {
		return nil
	}
	merged, err := write(func(each func([]byte) error) error {
		return merge(context.Background(), s.runs[level], each)
	})
	if err != nil {
		return err
	}
	var errs []error
	for _, f := range s.runs[level] {
		errs = append(errs, remove(f))
	}
	s.files -= len(s.runs[level])
	s.runs[level] = nil
	return errors.Join(errors.Join(errs...), s.keep(merged, level+1))
}

// write makes a temporary file of lines, each after its length.
func write(lines func(each func([]byte) error) error) (*os.File, error) {
	f, err := os.CreateTemp("", "claimgraph-sort-*")
	if err != nil {
		return nil, err
	}
	// Where the system allows it the file goes now and lives until it is closed,
	// so that a process that is killed leaves nothing behind.
	os.Remove(f.Name())
	w := bufio.NewWriterSize(f, fileBuffer)
	err = lines(func(line []byte) error {
		var size [binary.MaxVarintLen64]byte
		if _, err := w.Write(binary.AppendUvarint(size[:0], uint64(len(line)))); err != nil {
			return err
		}
		_, err := w.Write(line)
		return err
	})
	if err = errors.Join(err, w.Flush()); err != nil {
		return nil, errors.Join(fmt.Errorf("sort in a temporary file: %w", err), remove(f))
	}
	return f, nil
}

func remove(f *os.File) error {
	err := f.Close()
	os.Remove(f.Name())
	return err
}

// A run is a file of sorted lines that is being read.
type run struct {
	r    *bufio.Reader
	line []byte
}

// next reads the next line; it returns io.EOF at the end.
func (r *run) next() error {
	n, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err
	}
	r.line = slices.Grow(r.line[:0], int(n))[:n]
	if _, err := io.ReadFull(r.r, r.line); err != nil {
		return fmt.Errorf("read a temporary file back: %w", err)
	}
	return nil
}

// A queue has the run with the least line at its head.
type queue []*run

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return bytes.Compare(q[i].line, q[j].line) < 0 }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*run)) }
func (q *queue) Pop() any {
	last := len(*q) - 1
	r := (*q)[last]
	*q = (*q)[:last]
	return r
}

// merge gives the lines of all files in order, each once.
func merge(ctx context.Context, files []*os.File, each func([]byte) error) error {
	q, err := open(files)
	if err != nil {
		return err
	}
	var last []byte
	for i := 0; len(q) > 0; i++ {
		if err := ended(ctx, i); err != nil {
			return err
		}
		if line := q[0].line; i == 0 || !bytes.Equal(line, last) {
			last = append(last[:0], line...)
			if err := each(last); err != nil {
				return err
			}
		}
		switch err := q[0].next(); {
		case err == nil:
			heap.Fix(&q, 0)
		case err == io.EOF: // bare: one that is wrapped means a file cut short
			heap.Pop(&q)
		default:
			return err
		}
	}
	return nil
}

func open(files []*os.File) (queue, error) {
	var q queue
	for _, f := range files {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		r := &run{r: bufio.NewReaderSize(f, fileBuffer)}
		if err := r.next(); err != nil {
			return nil, err
		}
		q = append(q, r)
	}
	heap.Init(&q)
	return q, nil
}
