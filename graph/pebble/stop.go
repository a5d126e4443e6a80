package pebble

import (
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A stopFS is the file system as Pebble sees it. Pebble ends the process, and
// with panics that nothing can catch, if it cannot write its log or the list of
// its files. Here such a write does not return, nor does any other from then on:
// the store is as if the power had gone, tells why, and can be opened anew.
type stopFS struct {
	vfs.FS
	f     *fault
	armed atomic.Bool // once the store is open; before, errors are Open's
	mu    sync.Mutex
	lock  io.Closer
}

// halt must be called before anything is changed.
func (fs *stopFS) halt() {
	if fs.f.stopped.Load() {
		select {}
	}
}

// check must be called with what came of writing a file that Pebble needs.
func (fs *stopFS) check(name string, err error) error {
	if err != nil && fs.armed.Load() && fs.vital(name) {
		fs.f.set(err)
		select {}
	}
	return err
}

// vital reports whether Pebble does not survive that a file is not written.
func (fs *stopFS) vital(name string) bool {
	base := fs.PathBase(name)
	return strings.HasSuffix(base, ".log") || strings.HasPrefix(base, "MANIFEST") || strings.HasPrefix(base, "marker.")
}

// release gives up the lock of the folder.
func (fs *stopFS) release() error {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.lock == nil {
		return nil
	}
	lock := fs.lock
	fs.lock = nil
	return lock.Close()
}

// Lock implements vfs.FS.
func (fs *stopFS) Lock(name string) (io.Closer, error) {
	lock, err := fs.FS.Lock(name)
	if err != nil {
		return nil, err
	}
	fs.mu.Lock()
	fs.lock = lock
	fs.mu.Unlock()
	return closeFunc(fs.release), nil
}

type closeFunc func() error

func (f closeFunc) Close() error { return f() }

func (fs *stopFS) file(name string, f vfs.File, err error) (vfs.File, error) {
	if err = fs.check(name, err); err != nil {
		return nil, err
	}
	return stopFile{f, fs, name}, nil
}

// Create implements vfs.FS.
func (fs *stopFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	fs.halt()
	f, err := fs.FS.Create(name, c)
	return fs.file(name, f, err)
}

// OpenReadWrite implements vfs.FS.
func (fs *stopFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, opts ...vfs.OpenOption) (vfs.File, error) {
	fs.halt()
	f, err := fs.FS.OpenReadWrite(name, c, opts...)
	return fs.file(name, f, err)
}

// ReuseForWrite implements vfs.FS.
func (fs *stopFS) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	fs.halt()
	f, err := fs.FS.ReuseForWrite(old, name, c)
	return fs.file(name, f, err)
}

// OpenDir implements vfs.FS. A folder is synced for a log that was made in it.
func (fs *stopFS) OpenDir(name string) (vfs.File, error) {
	f, err := fs.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return stopFile{f, fs, ".log"}, nil
}

// Link implements vfs.FS.
func (fs *stopFS) Link(old, name string) error {
	fs.halt()
	return fs.FS.Link(old, name)
}

// Remove implements vfs.FS.
func (fs *stopFS) Remove(name string) error {
	fs.halt()
	return fs.FS.Remove(name)
}

// RemoveAll implements vfs.FS.
func (fs *stopFS) RemoveAll(name string) error {
	fs.halt()
	return fs.FS.RemoveAll(name)
}

// Rename implements vfs.FS.
func (fs *stopFS) Rename(old, name string) error {
	fs.halt()
	return fs.FS.Rename(old, name)
}

// MkdirAll implements vfs.FS.
func (fs *stopFS) MkdirAll(dir string, perm os.FileMode) error {
	fs.halt()
	return fs.FS.MkdirAll(dir, perm)
}

// Unwrap implements vfs.FS.
func (fs *stopFS) Unwrap() vfs.FS { return fs.FS }

type stopFile struct {
	vfs.File
	fs   *stopFS
	name string
}

// Write implements vfs.File.
func (f stopFile) Write(p []byte) (int, error) {
	f.fs.halt()
	n, err := f.File.Write(p)
	return n, f.fs.check(f.name, err)
}

// WriteAt implements vfs.File.
func (f stopFile) WriteAt(p []byte, off int64) (int, error) {
	f.fs.halt()
	n, err := f.File.WriteAt(p, off)
	return n, f.fs.check(f.name, err)
}

// Sync implements vfs.File.
func (f stopFile) Sync() error {
	f.fs.halt()
	return f.fs.check(f.name, f.File.Sync())
}

// SyncData implements vfs.File.
func (f stopFile) SyncData() error {
	f.fs.halt()
	return f.fs.check(f.name, f.File.SyncData())
}

// SyncTo implements vfs.File.
func (f stopFile) SyncTo(length int64) (bool, error) {
	f.fs.halt()
	full, err := f.File.SyncTo(length)
	return full, f.fs.check(f.name, err)
}

// Close implements vfs.File.
func (f stopFile) Close() error { return f.fs.check(f.name, f.File.Close()) }
