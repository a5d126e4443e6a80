package pebble

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
)

// FormatVersion is the version of the layout that we write.
const FormatVersion = 1

// Records about the store itself.
var (
	formatKey = []byte{metaTable, 'f'} // FormatVersion as a varint
	totalsKey = []byte{metaTable, 't'} // totals
)

// totals are known without counting.
type totals struct {
	next  uint64 // the number of the next new node
	nodes uint64
	quads uint64
}

func (t totals) append(b []byte) []byte {
	b = binary.AppendUvarint(b, t.next)
	b = binary.AppendUvarint(b, t.nodes)
	return binary.AppendUvarint(b, t.quads)
}

var errBadTotals = errors.New("not a record of totals")

func parseTotals(b []byte) (totals, error) {
	var fields [3]uint64
	for i := range fields {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return totals{}, errBadTotals
		}
		fields[i], b = v, b[n:]
	}
	return totals{fields[0], fields[1], fields[2]}, nil
}

// readTotals returns the totals of a store, and fails with pebble.ErrNotFound if
// it has none yet.
func readTotals(r pebble.Reader) (t totals, err error) {
	err = read(r, totalsKey, func(value []byte) error {
		t, err = parseTotals(value)
		return err
	})
	return t, err
}

// read calls use with the value of a key, which is valid until use returns.
func read(r pebble.Reader, key []byte, use func(value []byte) error) error {
	value, closer, err := r.Get(key)
	if err != nil {
		return err
	}
	defer closer.Close()
	return use(value)
}

// seek is read with an iterator that is there already, which takes half the time.
// An iterator that looks for one key asks the filters of files first.
func seek(it *pebble.Iterator, key []byte, use func(value []byte) error) error {
	if !it.SeekPrefixGE(key) {
		if err := it.Error(); err != nil {
			return err
		}
		return pebble.ErrNotFound
	}
	value, err := it.ValueAndErr()
	if err != nil {
		return err
	}
	return use(value)
}

// checkFormat refuses a store that a newer version wrote, and gives an empty one
// its first records unless it is only read.
func checkFormat(db *pebble.DB, readOnly bool, durable *pebble.WriteOptions) (totals, error) {
	err := read(db, formatKey, func(value []byte) error {
		version, n := binary.Uvarint(value)
		switch {
		case n <= 0 || version == 0:
			return fmt.Errorf("broken record of the format: %x", value)
		case version > FormatVersion:
			return fmt.Errorf("the quads are of format %d, written by a newer version; this one reads up to %d",
				version, FormatVersion)
		}
		return nil
	})
	if !errors.Is(err, pebble.ErrNotFound) {
		if err != nil {
			return totals{}, err
		}
		return readTotals(db)
	}
	if err := checkEmpty(db); err != nil {
		return totals{}, err
	}
	t := totals{next: 1}
	if readOnly {
		return t, nil
	}
	b := db.NewBatch()
	defer b.Close()
	b.Set(formatKey, binary.AppendUvarint(nil, FormatVersion), nil)
	b.Set(totalsKey, t.append(nil), nil)
	return t, b.Commit(durable)
}

// checkEmpty refuses a database without a format that holds something: it is not ours.
func checkEmpty(db *pebble.DB) error {
	it, err := db.NewIter(nil)
	if err != nil {
		return err
	}
	defer it.Close()
	if it.First() {
		return fmt.Errorf("a database of something else: it holds the key %q", it.Key())
	}
	return it.Error()
}
