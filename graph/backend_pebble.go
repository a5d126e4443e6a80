package graph

import (
	"context"
	"errors"
	"io"

	"claimgraph/graph/pebble"
)

// pebbleBackend keeps quads and records in one Pebble store.
type pebbleBackend struct {
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
	return &pebbleBackend{s: s}, nil
}

func (b *pebbleBackend) view(ctx context.Context) (*view, error) {
	v, err := b.s.Snapshot(ctx)
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
	tx, err := b.s.Begin()
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
	_, err := loadTerms(ctx, b.s, r, name, each, func(l *pebble.Loader, last bool) error {
		for _, r := range records(last) {
			l.PutRecord(r.key.bytes(), r.value)
		}
		return errors.Join(b.fail("put"), b.fail("commit"))
	})
	return err
}

func (b *pebbleBackend) checkpoint(dir string) error { return b.s.Checkpoint(dir) }

func (b *pebbleBackend) close() error { return b.s.Close() }
