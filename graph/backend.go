package graph

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"
	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/hidal-go/hidalgo/kv/flat/leveldb"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

// Backends names what a store can keep its quads in; the first is the default.
func Backends() []string { return []string{"leveldb", "memory"} }

// openBackend opens the quads in dir, or makes them if create is set.
func openBackend(name, dir string, create, readOnly bool) (backend, error) {
	switch name {
	case "leveldb":
		return openKV(func() (kv.KV, error) { return openLevelDB(dir, readOnly) }, create)
	case "memory":
		return newMemory(), nil
	}
	return nil, fmt.Errorf("unknown store backend %q: there is %s", name, strings.Join(Backends(), ", "))
}

// A backend keeps quads where Cayley can query them and, beside them, records
// of our own. Several goroutines may read; one at a time may commit.
type backend interface {
	// view returns what the backend holds now. What is committed later does not
	// show in it. Reading fails once ctx is done.
	view(ctx context.Context) (*view, error)
	// commit applies c wholly or not at all. If it fails, the backend drops all
	// that it remembers and opens its files anew.
	commit(c change) error
	close() error
}

// A view is a reader's state of the backend. It must be closed. One goroutine
// must not open a second one while it holds the first: a writer may wait between.
type view struct {
	qs    cayley.QuadStore
	get   func(key recordKey) ([]byte, error) // nil if there is none
	scan  func(prefix recordKey, each func(key recordKey, value []byte) error) error
	close func()
}

// A change is one transaction.
type change struct {
	deltas  []cayley.Delta
	records []record
}

// A recordKey is a path: the table, then what names the record in it. As a
// prefix its last part may be cut short; an empty last part ends the one before.
type recordKey []string

// A record without a value is deleted.
type record struct {
	key   recordKey
	value []byte
}

// ignore makes Cayley pass over quads that are there already or not there: the
// other way a failed transaction leaves wrong ids in its memory.
var ignore = cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}

// noBloom turns off Cayley's filters. They take 80 MB each, and the one for
// quads leaves out the label: deleting a quad hides the same triple under
// another label, which can then be neither found nor deleted.
var noBloom = cayley.Options{cayleykv.OptNoBloom: true}

func openLevelDB(dir string, readOnly bool) (kv.KV, error) {
	if !readOnly {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	db, err := leveldb.Open(dir, &opt.Options{
		Filter:         filter.NewBloomFilter(10),
		ReadOnly:       readOnly,
		ErrorIfMissing: readOnly,
	})
	if err != nil {
		return nil, err
	}
	db.SetWriteOptions(&opt.WriteOptions{Sync: true})
	return flat.Upgrade(db), nil
}

// kvBackend runs Cayley on a key-value store. Every view has a Cayley store of
// its own on a snapshot, since a Cayley store remembers ids of values and may
// remember, for readers, ids that the writer has just deleted.
type kvBackend struct {
	open   func() (kv.KV, error)
	life   sync.RWMutex // held to read by whoever uses db, to write by whoever opens or closes it
	db     kv.KV
	tx     *kvTx // of the commit under way
	writer cayley.QuadStore
	broken error                 // why db could not be opened anew
	fault  func(op string) error // set by tests alone
}

func openKV(open func() (kv.KV, error), create bool) (*kvBackend, error) {
	b := &kvBackend{open: open}
	if create {
		db, err := open()
		if err != nil {
			return nil, err
		}
		if err := errors.Join(cayleykv.Init(db, nil), db.Close()); err != nil {
			return nil, err
		}
	}
	return b, b.reopen()
}

// reopen must be called with life locked or before b is shared.
func (b *kvBackend) reopen() (err error) {
	defer func() { b.broken = err }()
	if b.db != nil {
		b.db.Close()
	}
	if b.db, err = b.open(); err != nil {
		return err
	}
	if b.writer, err = cayleykv.New(writerDB{b}, noBloom); err != nil {
		b.db.Close()
	}
	return err
}

func (b *kvBackend) view(ctx context.Context) (*view, error) {
	b.life.RLock()
	if b.broken != nil {
		b.life.RUnlock()
		return nil, b.broken
	}
	tx, err := b.db.Tx(false)
	if err != nil {
		b.life.RUnlock()
		return nil, err
	}
	snapshot := &viewDB{ctx: ctx, tx: tx}
	qs, err := cayleykv.New(snapshot, noBloom)
	if err != nil {
		tx.Close()
		b.life.RUnlock()
		return nil, err
	}
	return &view{
		qs:   qs,
		get:  snapshot.get,
		scan: snapshot.scan,
		close: sync.OnceFunc(func() {
			snapshot.closed.Store(true)
			tx.Close()
			b.life.RUnlock()
		}),
	}, nil
}

func (b *kvBackend) commit(c change) error {
	b.life.RLock()
	err := b.broken
	if err == nil {
		err = b.apply(c)
	}
	b.life.RUnlock()
	if err == nil || errors.Is(err, errClosed) {
		return err
	}
	b.life.Lock()
	defer b.life.Unlock()
	return errors.Join(err, b.reopen())
}

// apply hands Cayley the new quads before the old and never both at once: a
// quad that comes while more quads with one of its values go would lose that
// value. Both calls, and our records, share one transaction of the database.
func (b *kvBackend) apply(c change) error {
	tx, err := b.db.Tx(true)
	if err != nil {
		return err
	}
	defer tx.Close()
	b.tx = &kvTx{Tx: tx, fault: b.fault}
	defer func() { b.tx = nil }()
	for _, deltas := range split(c.deltas) {
		if err := b.writer.ApplyDeltas(deltas, ignore); err != nil {
			return err
		}
	}
	if err := b.tx.bury(); err != nil {
		return err
	}
	for _, r := range c.records {
		if r.value == nil {
			err = b.tx.Del(r.key.kv())
		} else {
			err = b.tx.Put(r.key.kv(), r.value)
		}
		if err != nil {
			return err
		}
	}
	if err := b.tx.fail("commit"); err != nil {
		return err
	}
	return tx.Commit(context.Background())
}

// split parts what is added from what is deleted.
func split(deltas []cayley.Delta) (parts [][]cayley.Delta) {
	deltas = slices.Clone(deltas)
	slices.SortStableFunc(deltas, func(a, b cayley.Delta) int { return int(b.Action) - int(a.Action) })
	n := slices.IndexFunc(deltas, func(d cayley.Delta) bool { return d.Action == cayley.Delete })
	if n < 0 {
		n = len(deltas)
	}
	for _, part := range [][]cayley.Delta{deltas[:n], deltas[n:]} {
		if len(part) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

func (b *kvBackend) close() error {
	b.life.Lock()
	defer b.life.Unlock()
	if b.broken != nil {
		return nil
	}
	b.broken = errClosed
	return b.db.Close()
}

var errClosed = errors.New("the store is closed")

// table is the bucket of our records; Cayley's begin otherwise.
const table = "claimgraph"

func (k recordKey) kv() kv.Key { return kv.SKey(append([]string{table}, k...)...) }

// writerDB is the database as Cayley's writer sees it: it writes in the
// transaction that apply has begun and leaves the commit to it.
type writerDB struct{ b *kvBackend }

func (db writerDB) Close() error { return nil }

func (db writerDB) Tx(write bool) (kv.Tx, error) {
	if write {
		return innerTx{db.b.tx}, nil
	}
	return db.b.db.Tx(false)
}

type innerTx struct{ *kvTx }

func (innerTx) Commit(context.Context) error { return nil }
func (innerTx) Close() error                 { return nil }

// kvTx takes quads that Cayley only marks as deleted out for good. Left in, they
// would be counted: count() of Cayley's paths adds up the lengths of its indexes.
type kvTx struct {
	kv.Tx
	dead  []proto.Primitive
	fault func(op string) error
}

func (tx *kvTx) fail(op string) error {
	if tx.fault == nil {
		return nil
	}
	return tx.fault(op)
}

func (tx *kvTx) Put(k kv.Key, v kv.Value) error {
	if err := tx.fail("put"); err != nil {
		return err
	}
	if len(k) == 2 && string(k[0]) == "log" {
		var p proto.Primitive
		if err := p.Unmarshal(v); err != nil {
			return err
		}
		if p.Deleted {
			tx.dead = append(tx.dead, p)
			return tx.Tx.Del(k)
		}
	}
	return tx.Tx.Put(k, v)
}

// bury takes the dead quads out of Cayley's indexes.
func (tx *kvTx) bury() error {
	ctx := context.Background()
	for _, index := range cayleykv.DefaultQuadIndexes {
		dead := make(map[string][]uint64)
		for i := range tx.dead {
			key := index.KeyFor(&tx.dead[i])
			id := string(key[len(key)-1])
			dead[id] = append(dead[id], tx.dead[i].ID)
		}
		bucket := index.KeyFor(&proto.Primitive{})[0]
		for id, ids := range dead {
			key := kv.Key{bucket, []byte(id)}
			list, err := tx.Get(ctx, key)
			if err != nil && !errors.Is(err, kv.ErrNotFound) {
				return err
			}
			if rest := lessIDs(list, ids); len(rest) == 0 {
				err = tx.Del(key)
			} else {
				err = tx.Tx.Put(key, rest)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// lessIDs returns a list of unsigned varints less the given ids.
func lessIDs(list []byte, ids []uint64) []byte {
	gone := make(map[uint64]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	var rest []byte
	for len(list) > 0 {
		id, n := binary.Uvarint(list)
		if n <= 0 {
			return rest
		}
		if !gone[id] {
			rest = append(rest, list[:n]...)
		}
		list = list[n:]
	}
	return rest
}

// viewDB is one snapshot in the shape of a database. It stops when its context
// is done, which Cayley's iterators do not look at while nothing matches.
type viewDB struct {
	ctx    context.Context
	tx     kv.Tx
	closed atomic.Bool
}

func (db *viewDB) err() error {
	if db.closed.Load() {
		return errClosed
	}
	return db.ctx.Err()
}

func (db *viewDB) Tx(write bool) (kv.Tx, error) {
	if write {
		return nil, kv.ErrReadOnly
	}
	return viewTx{db}, db.err()
}

func (db *viewDB) Close() error { return nil }

func (db *viewDB) get(key recordKey) ([]byte, error) {
	v, err := viewTx{db}.Get(db.ctx, key.kv())
	if errors.Is(err, kv.ErrNotFound) {
		return nil, nil
	}
	return v, err
}

func (db *viewDB) scan(prefix recordKey, each func(recordKey, []byte) error) error {
	it := viewTx{db}.Scan(prefix.kv())
	defer it.Close()
	for it.Next(db.ctx) {
		parts := it.Key()[1:]
		key := make(recordKey, len(parts))
		for i, p := range parts {
			key[i] = string(p)
		}
		if err := each(key, slices.Clone(it.Val())); err != nil {
			return err
		}
	}
	return it.Err()
}

type viewTx struct{ db *viewDB }

func (tx viewTx) Commit(context.Context) error { return kv.ErrReadOnly }
func (tx viewTx) Close() error                 { return nil }
func (tx viewTx) Put(kv.Key, kv.Value) error   { return kv.ErrReadOnly }
func (tx viewTx) Del(kv.Key) error             { return kv.ErrReadOnly }

func (tx viewTx) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	if err := tx.db.err(); err != nil {
		return nil, err
	}
	return tx.db.tx.Get(ctx, key)
}

func (tx viewTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	if err := tx.db.err(); err != nil {
		return nil, err
	}
	return tx.db.tx.GetBatch(ctx, keys)
}

func (tx viewTx) Scan(prefix kv.Key) kv.Iterator {
	if err := tx.db.err(); err != nil {
		return &viewIterator{db: tx.db, err: err}
	}
	return &viewIterator{db: tx.db, Iterator: tx.db.tx.Scan(prefix)}
}

type viewIterator struct {
	kv.Iterator // nil if err was set from the start
	db          *viewDB
	err         error
}

func (it *viewIterator) Next(ctx context.Context) bool {
	if it.err == nil {
		it.err = it.db.err()
	}
	return it.err == nil && it.Iterator.Next(ctx)
}

func (it *viewIterator) Err() error {
	if it.err != nil || it.Iterator == nil {
		return it.err
	}
	return it.Iterator.Err()
}

func (it *viewIterator) Close() error {
	if it.Iterator == nil {
		return it.err
	}
	return it.Iterator.Close()
}

// memory is the backend of tests. Cayley's store in memory aborts the process
// if it is read while it is written, so a view holds writers off.
type memory struct {
	mu      sync.RWMutex
	qs      cayley.QuadStore
	records map[string][]byte
	keys    []string              // of records, sorted
	fault   func(op string) error // set by tests alone
}

func newMemory() *memory {
	return &memory{qs: memstore.New(), records: make(map[string][]byte)}
}

// recordSeparator stands in no part of a key: they are canonical N-Quads,
// where it is escaped, hashes and names of tables.
const recordSeparator = "\x00"

func (m *memory) view(ctx context.Context) (*view, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.RLock()
	return &view{
		qs:    m.qs,
		close: sync.OnceFunc(m.mu.RUnlock),
		get: func(key recordKey) ([]byte, error) {
			return m.records[strings.Join(key, recordSeparator)], ctx.Err()
		},
		scan: func(prefix recordKey, each func(recordKey, []byte) error) error {
			p := strings.Join(prefix, recordSeparator)
			for _, key := range m.keys[sort.SearchStrings(m.keys, p):] {
				if !strings.HasPrefix(key, p) {
					break
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := each(strings.Split(key, recordSeparator), m.records[key]); err != nil {
					return err
				}
			}
			return nil
		},
	}, nil
}

func (m *memory) commit(c change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fault != nil {
		if err := m.fault("commit"); err != nil {
			return err
		}
	}
	if err := m.qs.ApplyDeltas(c.deltas, ignore); err != nil {
		return err
	}
	for _, r := range c.records {
		key := strings.Join(r.key, recordSeparator)
		if r.value == nil {
			delete(m.records, key)
			continue
		}
		if _, ok := m.records[key]; !ok {
			m.keys = append(m.keys, key)
		}
		m.records[key] = r.value
	}
	m.keys = slices.DeleteFunc(m.keys, func(key string) bool { _, ok := m.records[key]; return !ok })
	slices.Sort(m.keys)
	m.keys = slices.Compact(m.keys)
	return nil
}

func (m *memory) close() error { return nil }
