package postgres

import (
	"bytes"
	"fmt"
	"slices"
)

// Get returns the value of a record, nil if there is none.
func (v *View) Get(key []byte) (value []byte, err error) {
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
