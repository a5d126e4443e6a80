package pebble

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// A View is a state of the store that stands still, in the shape of Cayley's
// quad store; what would change it fails with [ErrReadOnly]. Any number of
// goroutines may read it.
type View struct {
	s        *Store
	r        pebble.Reader
	snapshot *pebble.Snapshot // nil for the view that a Store is, which does not stand still
	ctx      context.Context

	life   sync.RWMutex // held to read by whoever reads r
	closed bool

	mu     sync.Mutex
	idle   []*pebble.Iterator
	counts map[uint64]node        // of values that were asked for
	iris   map[quad.IRI]graph.Ref // those of them that are IRIs
	e      error
}

// Close gives the state up; what still reads it then fails.
func (v *View) Close() error {
	v.life.Lock()
	defer v.life.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	err := v.s.fault.close(v.idle...)
	v.idle = nil
	if v.snapshot != nil {
		err = errors.Join(err, v.s.fault.try(v.snapshot.Close))
		v.s.life.Lock()
		delete(v.s.views, v)
		v.s.life.Unlock()
	}
	return err
}

// enter must be called before r is read; leave, if it returned nil, afterwards.
func (v *View) enter() error {
	v.life.RLock()
	err := v.ctx.Err()
	if v.closed {
		err = ErrClosed
	}
	if err != nil {
		v.life.RUnlock()
		v.fail(err)
	}
	return err
}

func (v *View) leave() { v.life.RUnlock() }

// fail keeps the first error, since several methods of Cayley's interface
// cannot return one.
func (v *View) fail(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.e == nil {
		v.e = err
	}
}

// Err returns the first error of reading, or nil. A query that ended without an
// error is whole only if this is nil too.
func (v *View) Err() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.e
}

// iterator returns an iterator over all keys. It costs more to make one than to
// read a few keys, so those of a state that stands still are used again.
func (v *View) iterator() (*pebble.Iterator, error) {
	v.mu.Lock()
	if n := len(v.idle); n > 0 {
		it := v.idle[n-1]
		v.idle = v.idle[:n-1]
		v.mu.Unlock()
		return it, nil
	}
	v.mu.Unlock()
	return v.r.NewIter(nil)
}

// release takes back what iterator gave.
func (v *View) release(it *pebble.Iterator) error {
	if v.snapshot == nil || it.Error() != nil {
		return v.s.fault.close(it)
	}
	v.mu.Lock()
	v.idle = append(v.idle, it)
	v.mu.Unlock()
	return nil
}

// lookup calls use with the value of a key, and fails with pebble.ErrNotFound if
// there is none. The view must have been entered.
func (v *View) lookup(key []byte, use func(value []byte) error) error {
	if v.snapshot == nil {
		return read(v.r, key, use)
	}
	it, err := v.iterator()
	if err != nil {
		return err
	}
	err = seek(it, key, use)
	if e := v.release(it); err == nil {
		err = e
	}
	return err
}

// Get returns the value of one of the caller's records, nil if there is none.
func (v *View) Get(key []byte) ([]byte, error) {
	if err := v.enter(); err != nil {
		return nil, err
	}
	defer v.leave()
	var value []byte
	err := v.lookup(append([]byte{recordTable}, key...), func(b []byte) error {
		value = append([]byte{}, b...)
		return nil
	})
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	}
	return value, err
}

// scanned is how many records are read between two looks at the context.
const scanned = 512

// Scan calls each with the caller's records whose keys begin with prefix, in
// order. Key and value are valid until each returns.
func (v *View) Scan(prefix []byte, each func(key, value []byte) error) error {
	prefix = append([]byte{recordTable}, prefix...)
	return v.scan(prefix, after(prefix), func(key, value []byte) error { return each(key[1:], value) })
}

// scan calls each with all keys from start to below end.
func (v *View) scan(start, end []byte, each func(key, value []byte) error) error {
	type pair struct{ key, value []byte }
	var pairs []pair
	for {
		pairs = pairs[:0]
		err := v.some(start, end, scanned, func(key, value []byte) (bool, error) {
			pairs = append(pairs, pair{slices.Clone(key), slices.Clone(value)})
			return true, nil
		})
		if err != nil {
			return err
		}
		// The view is not held while each runs, so that each may read it.
		for _, p := range pairs {
			if err := each(p.key, p.value); err != nil {
				return err
			}
		}
		if len(pairs) < scanned {
			return nil
		}
		start = append(pairs[len(pairs)-1].key, 0)
	}
}

// some calls each with up to limit keys from start to below end, until it
// returns false.
func (v *View) some(start, end []byte, limit int, each func(key, value []byte) (bool, error)) error {
	if err := v.enter(); err != nil {
		return err
	}
	defer v.leave()
	it, err := v.iterator()
	if err != nil {
		return err
	}
	for ok := it.SeekGE(start); ok && limit > 0; ok = it.Next() {
		key := it.Key()
		if end != nil && string(key) >= string(end) {
			break
		}
		value, err := it.ValueAndErr()
		if err != nil {
			return errors.Join(err, v.s.fault.close(it))
		}
		more, err := each(key, value)
		if err != nil {
			return errors.Join(err, v.release(it))
		}
		if !more {
			break
		}
		limit--
	}
	return errors.Join(it.Error(), v.release(it))
}
