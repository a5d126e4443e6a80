package graph

import (
	"context"
	"errors"
	"io"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"

	"claimgraph/graph/pebble"
)

// pebbleBackend keeps quads and records in one Pebble store. A store that could
// not write, as on a full disk, is opened anew when it is used next.
type pebbleBackend struct {
	dir   string
	opt   pebble.Options
	mu    sync.Mutex // guards s
	s     *pebble.Store
	fault func(op string) error // set by tests alone
}

func openPebble(dir string, create, readOnly bool) (backend, error) {
	return openPebbleWith(dir, pebble.Options{Create: create, ReadOnly: readOnly})
}

func openMemory() (backend, error) { return openPebbleWith("", pebble.Options{Memory: true}) }

func openPebbleWith(dir string, opt pebble.Options) (backend, error) {
	s, err := pebble.Open(dir, opt)
	if err != nil {
		return nil, err
	}
	opt.Create = false
	return &pebbleBackend{dir: dir, opt: opt, s: s}, nil
}

func (b *pebbleBackend) store() (*pebble.Store, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	broken := b.s.Broken()
	if broken == nil {
		return b.s, nil
	}
	b.s.Close()
	s, err := pebble.Open(b.dir, b.opt)
	if err != nil {
		return nil, errors.Join(broken, err)
	}
	b.s = s
	return s, nil
}

func (b *pebbleBackend) view(ctx context.Context) (*view, error) {
	s, err := b.store()
	if err != nil {
		return nil, err
	}
	v, err := s.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return &view{
		qs:  v,
		get: func(key recordKey) ([]byte, error) { return v.Get(key.bytes()) },
		scan: func(prefix recordKey, each func(recordKey, []byte) error) error {
			return v.Scan(prefix.bytes(), func(key, value []byte) error {
				return each(parseRecordKey(key), value)
			})
		},
		close: func() { v.Close() },
	}, nil
}

func (b *pebbleBackend) commit(c change) error {
	s, err := b.store()
	if err != nil {
		return err
	}
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	for _, d := range c.deltas {
		if err := errors.Join(b.fail("put"), tx.Apply(d, ignore)); err != nil {
			return err
		}
	}
	for _, r := range c.records {
		if err := errors.Join(b.fail("put"), tx.PutRecord(r.key.bytes(), r.value)); err != nil {
			return err
		}
	}
	if err := b.fail("commit"); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *pebbleBackend) fail(op string) error {
	if b.fault == nil {
		return nil
	}
	return b.fault(op)
}

func (b *pebbleBackend) load(ctx context.Context, r io.Reader, name string, each termFunc, records func(last bool) []record) error {
	s, err := b.store()
	if err != nil {
		return err
	}
	_, err = loadTerms(ctx, s, r, name, each, func(l *pebble.Loader, last bool) error {
		for _, r := range records(last) {
			l.PutRecord(r.key.bytes(), r.value)
		}
		return errors.Join(b.fail("put"), b.fail("commit"))
	})
	return err
}

func (b *pebbleBackend) checkpoint(dir string) error {
	s, err := b.store()
	if err != nil {
		return err
	}
	return s.Checkpoint(dir)
}

// readError returns what went wrong where Cayley's interface has no place for an
// error: when a file is broken, the name of a node is else just missing.
func readError(qs cayley.QuadStore) error {
	if v, ok := qs.(interface{ Err() error }); ok {
		return v.Err()
	}
	return nil
}

// check implements checker.
func (b *pebbleBackend) check(ctx context.Context) error {
	s, err := b.store()
	if err != nil {
		return err
	}
	return s.Check(ctx)
}

func (b *pebbleBackend) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.s.Close()
}
