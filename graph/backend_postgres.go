package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"

	"claimgraph/graph/pebble"
	"claimgraph/graph/postgres"
	"claimgraph/graph/resolve"
)

// postgresBackend keeps quads and records in a PostgreSQL database, one making of
// the store's.
type postgresBackend struct {
	d *postgres.Database

	mu    sync.Mutex // guards what follows
	w     *postgres.Writer
	fault func(op string) error // set by tests alone
}

// ErrAway is what errors are of a database server that cannot be reached.
var ErrAway = postgres.ErrAway

// ErrOtherMaking is returned where another process built the store anew while it was open.
var ErrOtherMaking = postgres.ErrOtherMaking

// lock makes this process the one that writes, until unlock. Commits in between
// rest on nothing that another process could have changed.
func (b *postgresBackend) lock(ctx context.Context) (unlock func(), err error) {
	w, err := b.d.Lock(ctx)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.w = w
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.w = nil
		_ = w.Unlock() // an error has ended the connection, and with it the lock
	}, nil
}

// writer returns who holds the lock, and takes it if nobody in this process does.
func (b *postgresBackend) writer(ctx context.Context) (w *postgres.Writer, done func(), err error) {
	b.mu.Lock()
	w, fault := b.w, b.fault
	b.mu.Unlock()
	done = func() {}
	if w == nil {
		if w, err = b.d.Lock(ctx); err != nil {
			return nil, nil, err
		}
		done = func() { _ = w.Unlock() }
	}
	w.Fault = fault
	return w, done, nil
}

func (b *postgresBackend) view(ctx context.Context) (*view, error) {
	v, err := b.d.View(ctx)
	if err != nil {
		return nil, err
	}
	return &view{
		qs:  v,
		get: func(key recordKey) ([]byte, error) { return v.Get(key.bytes()) },
		scan: func(prefix recordKey, each func(recordKey, []byte) error) error {
			return v.Scan(prefix.bytes(), func(key, value []byte) error { return each(parseRecordKey(key), value) })
		},
		close: func() { v.Close() },
	}, nil
}

func (b *postgresBackend) commit(c change) error {
	ctx := context.Background()
	w, done, err := b.writer(ctx)
	if err != nil {
		return err
	}
	defer done()
	return w.Commit(ctx, c.deltas, ignore, recordsOf(c.records))
}

func recordsOf(records []record) []postgres.Record {
	out := make([]postgres.Record, len(records))
	for i, r := range records {
		out[i] = postgres.Record{Key: r.key.bytes(), Value: r.value}
	}
	return out
}

// loadedAtOnce is how many quads of a file go into one transaction.
const loadedAtOnce = 1 << 16

func (b *postgresBackend) load(ctx context.Context, r io.Reader, name string, each termFunc, records func(last bool) []record) error {
	w, done, err := b.writer(ctx)
	if err != nil {
		return err
	}
	defer done()
	var deltas []cayley.Delta
	flush := func(last bool) error {
		err := w.Commit(ctx, deltas, ignore, recordsOf(records(last)))
		deltas = deltas[:0]
		return err
	}
	_, err = readTerms(ctx, r, name, each, func(batch *pebble.Batch) error {
		if len(deltas) >= loadedAtOnce {
			if err := flush(false); err != nil {
				return err
			}
		}
		for q, err := range batch.Quads() {
			if err != nil {
				return err
			}
			deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Add})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush(true)
}

func (b *postgresBackend) checkpoint(string) error {
	return errors.New("a store in PostgreSQL is backed up with pg_dump, which reads one state of it while it is written")
}

// check implements checker.
func (b *postgresBackend) check(ctx context.Context) error { return b.d.Check(ctx) }

func (b *postgresBackend) close() error { return b.d.Close() }

// enterDatabase opens the database, and reads, or makes, the store's metadata. It
// leaves the backend open for the making that counts.
func (s *Store) enterDatabase(ctx context.Context) error {
	opt := postgres.Options{DSN: s.config.DSN}
	s.path = ""
	s.name = postgres.Place(opt.DSN)
	d, err := postgres.Open(ctx, opt, 0)
	if err != nil {
		return err
	}
	defer d.Close()
	data, n, ok, err := d.Meta(ctx)
	if err == nil && !ok {
		if s.config.ReadOnly || !s.config.Create {
			return fmt.Errorf("%s: %w", s.name, ErrNoStore)
		}
		if err = s.createInDatabase(ctx, d); err == nil {
			data, n, _, err = d.Meta(ctx)
		}
	}
	if err != nil {
		return err
	}
	if err := s.parseMeta(data, "meta"); err != nil {
		return err
	}
	if s.meta.Quads != n {
		return fmt.Errorf("%s: the metadata is of making %d, the table says %d: it is damaged", s.name, s.meta.Quads, n)
	}
	if d, err = postgres.Open(ctx, opt, n); err != nil {
		return err
	}
	s.backend = &postgresBackend{d: d}
	return nil
}

func (s *Store) createInDatabase(ctx context.Context, d *postgres.Database) error {
	data, err := json.Marshal(meta{FormatVersion, s.config.Backend, s.config.Base, s.config.Rules, 1, resolve.Version})
	if err != nil {
		return err
	}
	return d.Create(ctx, data)
}

// openDatabase is openQuads of a store in a database.
func (s *Store) openDatabase(ctx context.Context) error {
	if s.config.ReadOnly {
		return nil
	}
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.backend.(*postgresBackend).d.DropOthers(ctx, s.meta.Quads); err != nil {
		return err
	}
	return s.finishImports(ctx)
}

// reindexDatabase is reindex of a store in a database. Nobody else writes until it
// is done; readers see the old quads until then.
func (s *Store) reindexDatabase(ctx context.Context, r Rebuild) error {
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	old := s.backend.(*postgresBackend).d
	next := &Store{name: s.name, config: s.config, meta: s.meta, resolver: s.resolver}
	next.meta.Base, next.meta.Rules, next.meta.Resolver = s.config.Base, s.config.Rules, resolve.Version
	next.meta.Quads++
	n := next.meta.Quads
	if err := old.CreateMaking(ctx, n); err != nil {
		return err
	}
	d, err := postgres.Open(ctx, postgres.Options{DSN: s.config.DSN}, n)
	if err != nil {
		return err
	}
	next.backend = &postgresBackend{d: d}
	err = errors.Join(next.rebuild(ctx, s, r), next.backend.close())
	if err != nil {
		return errors.Join(err, old.DropMaking(context.WithoutCancel(ctx), n))
	}
	data, err := json.Marshal(next.meta)
	if err != nil {
		return err
	}
	return old.SetMeta(ctx, data, n)
}
