package pebble

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// loadFolder is what the names of folders begin with that hold the files of a load.
const loadFolder = "load-"

// files are sorted files that Pebble is to take over.
type files struct {
	s    *Store
	dir  string
	mu   sync.Mutex
	made []string
}

func (s *Store) newFiles() (*files, error) {
	f := &files{s: s, dir: s.fs.PathJoin(s.dir, fmt.Sprintf("%s%d", loadFolder, s.totals.next))}
	return f, s.fs.FS.MkdirAll(f.dir, 0o755)
}

// removeLoads removes what a load that was stopped has left.
func (s *Store) removeLoads() error {
	names, err := s.fs.List(s.dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, loadFolder) {
			if err := s.fs.FS.RemoveAll(s.fs.PathJoin(s.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *files) remove() { f.s.fs.FS.RemoveAll(f.dir) }

func (f *files) paths() []string { return slices.Sorted(slices.Values(f.made)) }

// write makes a file of the pairs that fill puts, in order of their keys, and
// returns when it is on the disk. A file without pairs is none.
func (f *files) write(name string, filter bool, fill func(put func(key, value []byte) error) error) error {
	path := f.s.fs.PathJoin(f.dir, name)
	file, err := f.s.fs.FS.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	o := sstable.WriterOptions{
		TableFormat: formatVersion.MaxTableFormat(),
		Compression: compression(),
		BlockSize:   blockSize,
	}
	if filter {
		o.FilterPolicy = bloom.FilterPolicy(10)
	}
	w := sstable.NewWriter(objstorageprovider.NewFileWritable(file), o)
	pairs := 0
	err = fill(func(key, value []byte) error {
		pairs++
		return w.Set(key, value)
	})
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	if pairs > 0 {
		f.mu.Lock()
		f.made = append(f.made, path)
		f.mu.Unlock()
	}
	return nil
}

// write writes all files of the load.
func (w *sortedLoad) write(ctx context.Context, f *files) error {
	return parallel(ctx, []func() error{
		func() error { return f.write("n", false, w.putNames) },
		func() error { return f.write("t", true, w.putTerms) },
		func() error { return f.write("s", false, w.putQuads(spol)) },
		func() error { return f.write("p", false, w.putQuads(posl, object, predicate)) },
		func() error { return f.write("o", false, w.putQuads(ospl, object)) },
		func() error { return f.write("l", false, w.putQuads(lspo, label)) },
		func() error { return f.write("m", false, w.putTotals) },
		func() error { return f.write("r", false, w.putRecords) },
	})
}

type putter = func(key, value []byte) error

// putQuads returns what writes an order; by are the places to sort by what is in SPOL.
func (w *sortedLoad) putQuads(o order, by ...int) func(put putter) error {
	return func(put putter) error {
		var key []byte
		if len(by) == 0 {
			for _, q := range w.quads {
				key = o.appendKey(key[:0], w.numbers(q))
				if err := put(key, nil); err != nil {
					return err
				}
			}
			return nil
		}
		for _, i := range w.dealt(by...) {
			key = o.appendKey(key[:0], w.numbers(w.quads[i]))
			if err := put(key, nil); err != nil {
				return err
			}
		}
		return nil
	}
}

// putNames writes the terms of new nodes.
func (w *sortedLoad) putNames(put putter) error {
	var key []byte
	for n := uint32(1); int(n) <= w.terms.len(); n++ {
		rank := int(w.ranked(n))
		if rank <= w.olds || !w.used(rank) {
			continue
		}
		key = appendID(append(key[:0], nameTable), w.ids[rank])
		if err := put(key, w.terms.term(n)); err != nil {
			return err
		}
	}
	return nil
}

// putTerms writes the nodes that are new or stand in more quads than before.
func (w *sortedLoad) putTerms(put putter) error {
	var value []byte
	old := w.old
	for _, k := range w.keyed {
		rank := int(w.ranked(k.number))
		n := node{id: w.ids[rank]}
		if len(old) > 0 && old[0].number == k.number {
			n, old = old[0].node, old[1:]
		}
		if !w.used(rank) {
			continue
		}
		for at := range n.count {
			n.count[at] += uint64(w.uses[at][rank])
		}
		value = n.append(value[:0])
		key := k.key()
		if err := put(key[:], value); err != nil {
			return err
		}
	}
	return nil
}

func (w *sortedLoad) putTotals(put putter) error {
	return put(totalsKey, w.totals.append(nil))
}

// putRecords writes the caller's records.
func (w *sortedLoad) putRecords(put putter) error {
	slices.SortStableFunc(w.records, func(a, b record) int { return strings.Compare(string(a.key), string(b.key)) })
	for i, r := range w.records {
		if i+1 < len(w.records) && string(w.records[i+1].key) == string(r.key) {
			continue
		}
		if err := put(r.key, r.value); err != nil {
			return err
		}
	}
	return nil
}
