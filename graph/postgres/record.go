package postgres

import (
	"bytes"
	"fmt"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
)

// known remembers what a view has looked up, which does not change: a batch of
// articles asks for the same names over and over.
type known struct {
	mu      sync.Mutex
	records map[string][]byte // nil where there is none
	nodes   map[graph.ValueHash]bool
}

// Bounds of what a view remembers; it forgets all when it is full.
const (
	manyKnown  = 1 << 14
	longRecord = 1 << 12
)

func (k *known) record(key []byte) (value []byte, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	value, ok = k.records[string(key)]
	return bytes.Clone(value), ok
}

func (k *known) keepRecord(key, value []byte) {
	if len(value) > longRecord {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.records == nil || len(k.records) >= manyKnown {
		k.records = make(map[string][]byte)
	}
	k.records[string(key)] = bytes.Clone(value)
}

// node reports whether there is a node, which look finds out.
func (k *known) node(h graph.ValueHash, look func() (bool, error)) (bool, error) {
	k.mu.Lock()
	is, ok := k.nodes[h]
	k.mu.Unlock()
	if ok {
		return is, nil
	}
	is, err := look()
	if err != nil {
		return false, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.nodes == nil || len(k.nodes) >= manyKnown {
		k.nodes = make(map[graph.ValueHash]bool)
	}
	k.nodes[h] = is
	return is, nil
}

// Get returns the value of a record, nil if there is none.
func (v *View) Get(key []byte) (value []byte, err error) {
	if value, ok := v.known.record(key); ok {
		return value, v.Err()
	}
	if value, err = v.lookup(key); err == nil {
		v.known.keepRecord(key, value)
	}
	return value, err
}

func (v *View) lookup(key []byte) (value []byte, err error) {
	short, _ := shortKey(key)
	err = v.each("SELECT value FROM records WHERE key = $1", func(row []any) error {
		value, err = asBytes(row[0])
		return err
	}, short)
	return value, err
}

// Scan gives the records whose keys begin with prefix, in the order of keys.
func (v *View) Scan(prefix []byte, each func(key, value []byte) error) error {
	short := prefix[:min(len(prefix), longKey)]
	statement, args := "SELECT key, rest, value FROM records WHERE key >= $1", []any{short}
	if end := after(short); end != nil {
		statement, args = statement+" AND key < $2", append(args, end)
	}
	s := longScan{prefix: prefix, each: each}
	if err := v.each(statement+" ORDER BY key", s.row, args...); err != nil {
		return err
	}
	return s.flush()
}

// A longScan brings keys that were cut into their order.
type longScan struct {
	prefix []byte
	each   func(key, value []byte) error
	long   []Record // that begin alike
}

func (s *longScan) row(row []any) error {
	key, err := asBytes(row[0])
	if err != nil {
		return err
	}
	value, err := asBytes(row[2])
	if err != nil {
		return err
	}
	rest, whole := row[1].([]byte)
	if len(s.long) > 0 && (!whole || !bytes.Equal(s.long[0].Key[:longKey], key[:longKey])) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	switch {
	case whole && bytes.HasPrefix(rest, s.prefix):
		s.long = append(s.long, Record{rest, value})
	case !whole && bytes.HasPrefix(key, s.prefix):
		return s.each(key, value)
	}
	return nil
}

func (s *longScan) flush() error {
	slices.SortFunc(s.long, func(a, b Record) int { return bytes.Compare(a.Key, b.Key) })
	for _, r := range s.long {
		if err := s.each(r.Key, r.Value); err != nil {
			return err
		}
	}
	s.long = nil
	return nil
}

// after returns the least key behind all that begin with prefix, nil if there is none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			end := bytes.Clone(prefix[:i+1])
			end[i]++
			return end
		}
	}
	return nil
}

func asBytes(v any) ([]byte, error) {
	b, ok := v.([]byte)
	if !ok {
		return nil, fmt.Errorf("the server gave a record of the type %T", v)
	}
	if b == nil {
		b = []byte{}
	}
	return b, nil
}
