package pebble

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/cockroachdb/pebble/v2"
)

// A fault is Pebble's logger: what Pebble calls fatal, a write of the log or of
// the list of files that failed, is to end the store and not the process.
type fault struct {
	once sync.Once
	died chan struct{} // closed when first is set
	mu   sync.Mutex
	e    error

	stopped atomic.Bool // whether e is set, for those who ask often
}

// dead returns a channel that is closed by a fatal error.
func (f *fault) dead() chan struct{} {
	f.once.Do(func() { f.died = make(chan struct{}) })
	return f.died
}

// Infof implements Pebble's Logger.
func (f *fault) Infof(string, ...any) {}

// Errorf implements Pebble's Logger: see background.
func (f *fault) Errorf(string, ...any) {}

// Fatalf implements Pebble's Logger. It does not return, as Pebble counts on,
// nor does it end the goroutine that calls it: that would unlock what may not be
// locked.
func (f *fault) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	for _, arg := range args {
		if cause, ok := arg.(error); ok {
			err = cause
		}
	}
	f.set(err)
	select {}
}

// set makes err, if it is the first, the reason why nothing can be written.
func (f *fault) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.e == nil {
		f.e = err
		f.stopped.Store(true)
		close(f.dead())
	}
}

// background is told what failed in the background. Pebble would try it again
// at once and for ever; a disk that refuses is not to be asked so.
func (f *fault) background(err error) {
	if _, ok := errors.AsType[syscall.Errno](err); ok {
		f.set(err)
	}
}

// err returns why nothing can be written any more, or nil.
func (f *fault) err() error {
	if !f.stopped.Load() {
		return nil
	}
	return fmt.Errorf("the store cannot write and must be opened anew: %w", f.cause())
}

// cause returns the first fatal error, nil if there was none.
func (f *fault) cause() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.explain(f.e)
}

// guard runs what writes. It returns if that ended in Fatalf.
func (f *fault) guard(do func() error) error {
	if err := f.err(); err != nil {
		return err
	}
	return f.wait(0, do)
}

// patience is how long what only reads may take when a writer has ended in
// Fatalf, which may have been while it held a lock.
const patience = time.Second

// try runs what takes Pebble's lock and does not write.
func (f *fault) try(do func() error) error { return f.wait(patience, do) }

// close gives up iterators. That takes Pebble's lock, too, if they are the last
// readers of a state that was written over since.
func (f *fault) close(its ...*pebble.Iterator) error {
	return f.try(func() error {
		var errs []error
		for _, it := range its {
			errs = append(errs, it.Close())
		}
		return errors.Join(errs...)
	})
}

func (f *fault) wait(patience time.Duration, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return f.explain(err)
	case <-f.dead():
	}
	select {
	case err := <-done:
		return f.explain(err)
	case <-time.After(patience):
		return f.err()
	}
}

// explain says in plain words what people can do something about.
func (f *fault) explain(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("the disk is full: %w", err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return fmt.Errorf("the folder cannot be written: %w", err)
	}
	return err
}
