package pebble

import (
	"io"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// defaultCache is in bytes. Pebble counts the tables that are not yet on the disk
// in, and what is left must hold most of where terms are looked up: terms are
// found by hashes, so each article reads all over their table.
const defaultCache = 256 << 20

// formatVersion is that of Pebble's files. Its tables keep the columns of keys
// apart, which makes them half as large as rows do.
const formatVersion = pebble.FormatTableFormatV6

// blockSize is what is read and kept in memory at once, in bytes.
const blockSize = 8 << 10

func compression() *sstable.CompressionProfile { return sstable.SnappyCompression }

// options returns how Pebble is to keep the store.
func (s *Store) options() *pebble.Options {
	o := &pebble.Options{
		FS:                 s.fs,
		CacheSize:          s.opt.Cache,
		ReadOnly:           s.opt.ReadOnly,
		ErrorIfNotExists:   !s.opt.Create && !s.opt.Memory,
		FormatMajorVersion: formatVersion,
		Logger:             &s.fault,
		EventListener:      &pebble.EventListener{BackgroundError: s.fault.background},
		// Each new article changes keys all over the store, so that what is merged
		// into the first level rewrites all of it: the less often, the less work. A
		// still larger table in memory would lengthen the log that is read at the
		// next opening after a crash; Close writes it out.
		MemTableSize:                64 << 20,
		MemTableStopWritesThreshold: 3,
		L0CompactionThreshold:       8,
		LBaseMaxBytes:               256 << 20,
	}
	if s.opt.Memory {
		o.DisableWAL = true
	}
	if o.CacheSize == 0 {
		o.CacheSize = defaultCache
	}
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = compression
		o.Levels[i].BlockSize = blockSize
	}
	return o
}

// fileSystem returns where the files are.
func (o *Options) fileSystem() vfs.FS {
	fs := o.FS
	switch {
	case fs != nil:
	case o.Memory:
		fs = vfs.NewMem()
	default:
		fs = vfs.Default
	}
	if o.ReadOnly {
		return unlocked{fs}
	}
	return fs
}

// unlocked is a file system without locks: reading needs no leave to write the
// file of the lock, and readers do not shut each other out.
type unlocked struct{ vfs.FS }

func (unlocked) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }
