package pebble

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"syscall"
)

// A fault is Pebble's logger: what Pebble calls fatal, a write of the log or of
// the list of files that failed, is to end the store and not the process.
type fault struct {
	once sync.Once
	died chan struct{} // closed when first is set
	mu   sync.Mutex
	e    error
}

// dead returns a channel that is closed by a fatal error.
func (f *fault) dead() chan struct{} {
	f.once.Do(func() { f.died = make(chan struct{}) })
	return f.died
}

// Infof implements Pebble's Logger.
func (f *fault) Infof(string, ...any) {}

// Errorf implements Pebble's Logger. Pebble tries again what failed in the background.
func (f *fault) Errorf(string, ...any) {}

// Fatalf implements Pebble's Logger. It ends the goroutine that calls it, as
// Pebble counts on it not to return.
func (f *fault) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	for _, arg := range args {
		if cause, ok := arg.(error); ok {
			err = cause
		}
	}
	f.mu.Lock()
	if f.e == nil {
		f.e = err
		close(f.dead())
	}
	f.mu.Unlock()
	runtime.Goexit()
}

// err returns why nothing can be written any more, or nil.
func (f *fault) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.e == nil {
		return nil
	}
	return fmt.Errorf("the store cannot write and must be opened anew: %w", f.explain(f.e))
}

// guard runs what may end in Fatalf.
func (f *fault) guard(do func() error) error {
	if err := f.err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return f.explain(err)
	case <-f.dead():
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
