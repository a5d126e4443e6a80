package pebble

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Errors that callers branch on.
var (
	// ErrNoStore is returned by [Open] if there is no store in the folder.
	ErrNoStore = errors.New("no quads here")
	// ErrClosed is returned by what reads or writes a store or view that was closed.
	ErrClosed = errors.New("the quads were closed")
	// ErrReadOnly is returned by what would change a view or a store that was
	// opened to read.
	ErrReadOnly = errors.New("the quads were opened read-only")
)

// Options say how to open a store. The zero value opens one that exists.
type Options struct {
	// Create makes the store if there is none.
	Create bool
	// ReadOnly opens the store without a lock: the caller keeps writers out.
	ReadOnly bool
	// Memory keeps the quads in memory; the folder is not touched.
	Memory bool
	// Native gives doubles, truth values and times as Cayley's own types where
	// these keep the lexical form. Without it they are quad.TypedString, which
	// can be compared with ==.
	Native bool
	// Cache is how many bytes of files are kept in memory; 0 stands for 64 MiB.
	Cache int64
	// FS is where the files are; nil stands for the disk.
	FS vfs.FS
}

// A Store is a quad store in a folder. It is a graph.QuadStore that shows each
// transaction once it is committed; for a state that stands still, read a
// [View]. Any number of goroutines may read; those that write wait for each other.
type Store struct {
	*View // of what is committed
	db    *pebble.DB
	dir   string
	opt   Options
	fs    *stopFS
	names nameCache
	fault fault

	write  sync.Mutex // held by whoever writes
	totals totals     // as committed; guarded by write

	life  sync.Mutex // guards views
	views map[*View]struct{}
}

// Open opens the store in dir. It fails with [ErrNoStore] if there is none and
// none is to be made.
func Open(dir string, opt Options) (*Store, error) {
	s := &Store{dir: dir, opt: opt, views: make(map[*View]struct{})}
	s.fs = &stopFS{FS: opt.fileSystem(), f: &s.fault}
	var db *pebble.DB
	err := s.fault.guard(func() (err error) {
		db, err = pebble.Open(dir, s.options())
		return err
	})
	switch {
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return nil, fmt.Errorf("%s: %w", dir, ErrNoStore)
	case s.fault.stopped.Load():
		return nil, errors.Join(s.fault.cause(), s.fs.release())
	case err != nil:
		return nil, err
	}
	s.db = db
	if !opt.ReadOnly {
		if err := s.removeLoads(); err != nil {
			return nil, errors.Join(s.fault.explain(err), db.Close())
		}
	}
	if s.totals, err = checkFormat(db, opt.ReadOnly, s.durable()); err != nil {
		return nil, errors.Join(s.fault.explain(err), db.Close())
	}
	s.fs.armed.Store(true)
	s.View = &View{s: s, r: db, ctx: context.Background()}
	return s, nil
}

// Snapshot returns the store as it is now. What is committed later does not show in
// it. Reading fails once ctx is done. The view must be closed.
func (s *Store) Snapshot(ctx context.Context) (*View, error) {
	s.life.Lock()
	defer s.life.Unlock()
	if s.views == nil {
		return nil, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var snapshot *pebble.Snapshot
	err := s.fault.try(func() error {
		snapshot = s.db.NewSnapshot()
		return nil
	})
	if err != nil {
		return nil, err
	}
	v := &View{s: s, r: snapshot, snapshot: snapshot, ctx: ctx}
	s.views[v] = struct{}{}
	return v, nil
}

// Close closes the store and all of its views. It waits for a transaction under way.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	s.life.Lock()
	views := s.views
	s.views = nil
	s.life.Unlock()
	if views == nil {
		return nil
	}
	for v := range views {
		v.Close()
	}
	s.View.Close()
	s.flushLarge()
	if s.Broken() != nil {
		// Pebble's goroutines stand still, one of them perhaps with its lock.
		return s.fs.release()
	}
	err := s.fault.guard(s.db.Close)
	if s.Broken() != nil {
		err = errors.Join(err, s.fs.release())
	}
	return err
}

// longLog is from how many bytes on a log takes longer to read at each opening than
// to be written out once.
const longLog = 4 << 20

// flushLarge writes out what is in the log alone if that is much. What it cannot
// write stays in the log, so that is no error.
func (s *Store) flushLarge() {
	if s.opt.ReadOnly || s.opt.Memory {
		return
	}
	_ = s.fault.guard(func() error {
		if s.db.Metrics().WAL.Size < longLog {
			return nil
		}
		return s.db.Flush()
	})
}

// Broken returns why the store can no longer be written, or nil. It then must be
// closed and opened anew.
func (s *Store) Broken() error { return s.fault.err() }

// Checkpoint writes a copy of the store as it is now to dir, which must not
// exist. Files that no longer change are linked where the file system can.
func (s *Store) Checkpoint(dir string) error {
	return s.fault.guard(func() error { return s.db.Checkpoint(dir, pebble.WithFlushedWAL()) })
}

// durable is how transactions are written.
func (s *Store) durable() *pebble.WriteOptions {
	if s.opt.Memory {
		return pebble.NoSync
	}
	return pebble.Sync
}
