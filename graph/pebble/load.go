package pebble

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/cockroachdb/pebble/v2"
)

// A Loader takes many quads, sorts them in memory and hands Pebble the sorted
// files, which costs a tenth of a transaction of the same quads. It is as one:
// all that was added is there when Commit returns and on the disk, or nothing.
// Quads that are there already, or come twice, are passed over. A Loader keeps
// other writers out from its making to Commit or Discard.
//
// It takes about 100 bytes for each quad; see [Loader.Full].
type Loader struct {
	s       *Store
	open    bool
	terms   dictionary
	quads   [][]localQuad
	n       int
	records []record
}

// A record is one of the caller's.
type record struct{ key, value []byte }

// A localQuad holds numbers of the loader's own, 0 for no label.
type localQuad [places]uint32

// fullLoader is how many quads a loader should hold at most.
const fullLoader = 1 << 20

// quadBlock is how many quads are allocated at once.
const quadBlock = 1 << 15

// NewLoader begins a load. It waits for the transaction under way.
func (s *Store) NewLoader() (*Loader, error) {
	s.write.Lock()
	if err := s.writable(); err != nil {
		s.write.Unlock()
		return nil, err
	}
	return &Loader{s: s, open: true}, nil
}

// Full reports whether the loader should be committed and another one made:
// more quads take more memory.
func (l *Loader) Full() bool { return l.n >= fullLoader }

// Add adds the quads of a batch, which may then be used for others.
func (l *Loader) Add(b *Batch) {
	for i := 0; i < len(b.spans); i += places {
		if len(l.quads) == 0 || len(l.quads[len(l.quads)-1]) == quadBlock {
			l.quads = append(l.quads, make([]localQuad, 0, quadBlock))
		}
		var q localQuad
		for at, s := range b.spans[i : i+places] {
			if s.end > s.start {
				q[at] = l.terms.number(s.hash, b.data[s.start:s.end])
			}
		}
		last := &l.quads[len(l.quads)-1]
		*last = append(*last, q)
		l.n++
	}
}

// PutRecord sets one of the caller's records. Of several with one key the last counts.
func (l *Loader) PutRecord(key, value []byte) {
	l.records = append(l.records, record{append([]byte{recordTable}, key...), slices.Clone(value)})
}

// Discard ends the load without a change. After Commit it does nothing.
func (l *Loader) Discard() {
	if l.open {
		l.open = false
		l.quads, l.records, l.terms = nil, nil, dictionary{}
		l.s.write.Unlock()
	}
}

// Commit writes the quads and returns when they are on the disk.
func (l *Loader) Commit(ctx context.Context) error {
	defer l.Discard()
	if !l.open {
		return ErrClosed
	}
	sorted, err := l.sort(ctx)
	if err != nil {
		return err
	}
	files, err := l.s.newFiles()
	if err != nil {
		return l.s.fault.explain(err)
	}
	defer files.remove()
	if err := sorted.write(ctx, files); err != nil {
		return l.s.fault.explain(err)
	}
	err = l.s.fault.guard(func() error { return l.s.db.Ingest(ctx, files.paths()) })
	if err != nil {
		return err
	}
	l.s.totals = sorted.totals
	return nil
}

// sort makes of what was added what is to be written.
func (l *Loader) sort(ctx context.Context) (*sortedLoad, error) {
	w := &sortedLoad{s: l.s, terms: &l.terms, totals: l.s.totals, records: l.records}
	if err := w.resolve(ctx); err != nil {
		return nil, err
	}
	w.sortQuads(l.quads, l.n)
	l.quads = nil
	if err := w.dropKnown(ctx); err != nil {
		return nil, err
	}
	w.count()
	return w, nil
}

// parallel runs tasks on two goroutines and returns what went wrong.
func parallel(ctx context.Context, tasks []func() error) error {
	next := make(chan func() error)
	var (
		mu   sync.Mutex
		errs []error
		wg   sync.WaitGroup
	)
	for range 2 {
		wg.Go(func() {
			for task := range next {
				if err := task(); err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	for _, task := range tasks {
		if ctx.Err() != nil {
			break
		}
		next <- task
	}
	close(next)
	wg.Wait()
	return errors.Join(append(errs, ctx.Err())...)
}

// known returns the node of each of the term keys, which must be sorted.
func (s *Store) known(ctx context.Context, keys func(yield func(termKey) bool), each func(i int, n node)) error {
	it, err := s.db.NewIter(&pebble.IterOptions{LowerBound: []byte{termTable}, UpperBound: []byte{termTable + 1}})
	if err != nil {
		return err
	}
	defer s.fault.close(it)
	i := -1
	for key := range keys {
		if i++; i%scanned == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !it.SeekGE(key[:]) || string(it.Key()) != string(key[:]) {
			continue
		}
		n, err := parseNode(it.Value())
		if err != nil {
			return fmt.Errorf("term %x: %w", key, err)
		}
		each(i, n)
	}
	return it.Error()
}
