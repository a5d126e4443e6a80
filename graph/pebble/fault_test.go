package pebble_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"

	"claimgraph/graph/pebble"
)

// A breaker fails writes of a file system once it is told to.
type breaker struct {
	err   error
	after atomic.Int64 // how many writes still go well; negative for all
}

func (b *breaker) String() string { return "breaker" }

func (b *breaker) MaybeError(op errorfs.Op) error {
	switch op.Kind {
	case errorfs.OpCreate, errorfs.OpLink, errorfs.OpRename, errorfs.OpReuseForWrite, errorfs.OpMkdirAll,
		errorfs.OpFilePreallocate, errorfs.OpFileWrite, errorfs.OpFileWriteAt, errorfs.OpFileSync,
		errorfs.OpFileSyncData, errorfs.OpFileSyncTo, errorfs.OpFileFlush:
	default:
		return nil
	}
	n := b.after.Load()
	if n < 0 {
		return nil
	}
	if n > 0 {
		b.after.Add(-1)
		return nil
	}
	return &fs.PathError{Op: "write", Path: op.Path, Err: b.err}
}

// TestFailedWrites lets writes fail from some moment on and then takes the power
// away: what was not synced is gone. The store must hold what was committed, and
// of the transaction that failed all or nothing.
func TestFailedWrites(t *testing.T) {
	rounds := uint64(60)
	if testing.Short() {
		rounds = 10
	}
	failed := 0
	for seed := range rounds {
		r := rand.New(rand.NewPCG(seed, 7))
		b := &breaker{err: syscall.EIO}
		b.after.Store(-1)
		mem := vfs.NewCrashableMem()
		s, err := pebble.Open("q", pebble.Options{Create: true, FS: errorfs.Wrap(mem, b)})
		if err != nil {
			t.Fatal(err)
		}
		committed, attempted := make(map[quad.Quad]bool), make(map[quad.Quad]bool)
		for i := range 40 {
			if i == 10 {
				b.after.Store(r.Int64N(60))
			}
			maps.DeleteFunc(attempted, func(quad.Quad, bool) bool { return true })
			maps.Copy(attempted, committed)
			if err = attempt(t, s, r, attempted); err != nil {
				break
			}
			committed = maps.Clone(attempted)
		}
		if err != nil {
			failed++
			if !errors.Is(err, syscall.EIO) {
				t.Errorf("seed %d: got %v, want the error of the disk", seed, err)
			}
		}
		after := mem.CrashClone(vfs.CrashCloneCfg{})
		s.Close()
		again := open(t, "q", pebble.Options{FS: after})
		if got := allQuads(t, again); !maps.Equal(got, committed) && !maps.Equal(got, attempted) {
			t.Fatalf("seed %d: got %d quads, want %d, or with the last transaction %d", seed, len(got), len(committed), len(attempted))
		}
		if err := again.Check(t.Context()); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		again.Close()
	}
	if failed < int(rounds)/2 {
		t.Errorf("only %d of %d rounds failed", failed, rounds)
	}
}

// attempt does one transaction or load, and brings want to what it leads to.
func attempt(t *testing.T, s *pebble.Store, r *rand.Rand, want map[quad.Quad]bool) error {
	t.Helper()
	if r.IntN(4) == 0 {
		l, err := s.NewLoader()
		if err != nil {
			return err
		}
		defer l.Discard()
		var b pebble.Batch
		for range 30 {
			q := randomQuad(r)
			want[q] = true
			if err := b.Add(q); err != nil {
				return err
			}
		}
		l.Add(&b)
		return l.Commit(t.Context())
	}
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	for range 10 {
		q := randomQuad(r)
		if r.IntN(3) == 0 {
			delete(want, q)
			_, err = tx.Remove(q)
		} else {
			want[q] = true
			_, err = tx.Add(q)
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

// TestFullDisk fills the disk: reading goes on, the error says what is wrong,
// and with room again the store opens and holds what was committed.
func TestFullDisk(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 8))
		b := &breaker{err: syscall.ENOSPC}
		b.after.Store(-1)
		mem := vfs.NewCrashableMem()
		s, err := pebble.Open("q", pebble.Options{Create: true, FS: errorfs.Wrap(mem, b)})
		if err != nil {
			t.Fatal(err)
		}
		committed := make(map[quad.Quad]bool)
		for range 5 {
			if err := attempt(t, s, r, committed); err != nil {
				t.Fatal(err)
			}
		}
		b.after.Store(r.Int64N(3))
		attempted := maps.Clone(committed)
		for err == nil {
			committed = maps.Clone(attempted)
			err = attempt(t, s, r, attempted)
		}
		if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("got %v, want that the disk is full", err)
		}
		v, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal("reading a store whose disk is full:", err)
		}
		if got := allQuads(t, v); !maps.Equal(got, committed) && !maps.Equal(got, attempted) {
			t.Errorf("reading shows %d quads, %d were committed", len(got), len(committed))
		}
		v.Close()
		after := mem.CrashClone(vfs.CrashCloneCfg{})
		s.Close()
		again := open(t, "q", pebble.Options{FS: after})
		if got := allQuads(t, again); !maps.Equal(got, committed) && !maps.Equal(got, attempted) {
			t.Fatalf("with room again: got %d quads, want %d", len(got), len(committed))
		}
		if err := again.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		again.Close()
	}
}

// TestFullFileSystem does the same with a real one of 96 MB, if one can be mounted: in
// half of it is more than a log takes before it is begun anew.
func TestFullFileSystem(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=112m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", out)
	}
	defer func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	}()
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 64<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	s := open(t, filepath.Join(dir, "q"), pebble.Options{Create: true})
	r, n := rand.New(rand.NewPCG(1, 9)), 0
	var err error
	for err == nil && n < 100_000 {
		err = addText(s, r, n)
		n++
	}
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "the disk is full") {
		t.Fatalf("after %d transactions: got %v, want that the disk is full", n, err)
	}
	s.Close()
	if s, err := pebble.Open(filepath.Join(dir, "q"), pebble.Options{}); err == nil {
		s.Close()
	} else if !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("open while the disk is full: got %v, want it opened or told that the disk is full", err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	again, err := pebble.Open(filepath.Join(dir, "q"), pebble.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := len(allQuads(t, again)); got != n-1 && got != n {
		t.Errorf("got %d quads, %d were committed", got, n-1)
	}
	if err := again.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// addText adds a quad with a text that does not compress, in one transaction.
func addText(s *pebble.Store, r *rand.Rand, n int) error {
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	text := make([]byte, 10_000)
	for i := range text {
		text[i] = byte(' ' + r.IntN(90))
	}
	q := quad.Quad{Subject: quad.IRI(fmt.Sprint("a:", n)), Predicate: quad.IRI("a:text"), Object: quad.String(text)}
	if _, err := tx.Add(q); err != nil {
		return err
	}
	return tx.Commit()
}

// TestReadOnlyFolder is a folder that nothing can be written to: it can be read,
// and a writer is told why not.
func TestReadOnlyFolder(t *testing.T) {
	mem := vfs.NewMem()
	s := open(t, "q", pebble.Options{Create: true, FS: mem})
	want := make(map[quad.Quad]bool)
	r := rand.New(rand.NewPCG(5, 5))
	for range 5 {
		if err := attempt(t, s, r, want); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b := &breaker{err: syscall.EROFS}
	locked := errorfs.Wrap(mem, b)
	holds(t, open(t, "q", pebble.Options{ReadOnly: true, FS: locked}), want)
	_, err := pebble.Open("q", pebble.Options{FS: locked})
	if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("open to write: got %v, want that the folder cannot be written", err)
	}
	_, err = pebble.Open("new", pebble.Options{Create: true, FS: locked})
	if !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("make a store: got %v, want that the folder cannot be written", err)
	}
}
