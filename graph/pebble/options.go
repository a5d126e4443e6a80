package pebble

import (
	"io"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

const defaultCache = 64 << 20

// options returns how Pebble is to keep the store.
func (s *Store) options() *pebble.Options {
	o := &pebble.Options{
		FS:                 s.opt.FS,
		CacheSize:          s.opt.Cache,
		ReadOnly:           s.opt.ReadOnly,
		ErrorIfNotExists:   !s.opt.Create && !s.opt.Memory,
		FormatMajorVersion: pebble.FormatTableFormatV6,
		Logger:             &s.fault,
		// An article is a transaction of a few hundred kB; a larger table in
		// memory would only lengthen the log that is read at the next opening.
		MemTableSize:                8 << 20,
		MemTableStopWritesThreshold: 4,
		L0CompactionThreshold:       4,
		LBaseMaxBytes:               64 << 20,
	}
	if o.FS == nil {
		o.FS = vfs.Default
	}
	if s.opt.Memory {
		o.FS, o.DisableWAL = vfs.NewMem(), true
	}
	if s.opt.ReadOnly {
		o.FS = unlocked{o.FS}
	}
	if o.CacheSize == 0 {
		o.CacheSize = defaultCache
	}
	for i := range o.Levels {
		o.Levels[i].FilterPolicy = bloom.FilterPolicy(10)
		o.Levels[i].Compression = func() *sstable.CompressionProfile { return sstable.SnappyCompression }
	}
	return o
}

// unlocked is a file system without locks: reading needs no leave to write the
// file of the lock, and readers do not shut each other out.
type unlocked struct{ vfs.FS }

func (unlocked) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }
