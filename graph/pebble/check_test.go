package pebble

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

func small(t *testing.T) *Store {
	t.Helper()
	s, err := Open("", Options{Memory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	err = s.ApplyDeltas([]graph.Delta{
		{Action: graph.Add, Quad: quad.Quad{Subject: quad.IRI("a:1"), Predicate: quad.IRI("a:p"), Object: quad.Int(1), Label: quad.IRI("a:g")}},
		{Action: graph.Add, Quad: quad.Quad{Subject: quad.IRI("a:2"), Predicate: quad.IRI("a:p"), Object: quad.Int(1)}},
	}, graph.IgnoreOpts{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCheckFinds breaks each thing that a store says twice.
func TestCheckFinds(t *testing.T) {
	one := ids{1, 2, 3, 4} // the first quad
	term := keyOfTerm([]byte("<a:1>"))
	for _, test := range []struct {
		name, want string
		breakIt    func(db *pebble.DB) error
	}{
		{"nothing", "", func(*pebble.DB) error { return nil }},
		{"a quad is missing in POSL", "quad [1 2 3 4] of s is not in p", func(db *pebble.DB) error { return db.Delete(posl.appendKey(nil, one), pebble.NoSync) }},
		{"a quad is missing in SPOL", "quad [1 2 3 4] of p is not in s", func(db *pebble.DB) error { return db.Delete(spol.appendKey(nil, one), pebble.NoSync) }},
		{"a quad too many in LSPO", "l holds other quads than s", func(db *pebble.DB) error { return db.Set(lspo.appendKey(nil, ids{1, 2, 3, 0}), nil, pebble.NoSync) }},
		{"a broken key", "not the key of a quad", func(db *pebble.DB) error { return db.Set([]byte("o\xf9"), nil, pebble.NoSync) }},
		{"a quad of no node", "node 99 stands in quads and has no name", func(db *pebble.DB) error {
			for _, o := range orders {
				if err := db.Set(o.appendKey(nil, ids{99, 2, 3, 4}), nil, pebble.NoSync); err != nil {
					return err
				}
			}
			return nil
		}},
		{"a name is missing", "node 1 stands in quads and has no name", func(db *pebble.DB) error { return db.Delete(nameKey(1), pebble.NoSync) }},
		{"a name is another's", "node 1 by number and 5 by term", func(db *pebble.DB) error { return db.Set(nameKey(1), []byte("<a:2>"), pebble.NoSync) }},
		{"a term is missing", "node 1 by number and 0 by term", func(db *pebble.DB) error { return db.Delete(term[:], pebble.NoSync) }},
		{"a term too many", "6 terms and 5 nodes", func(db *pebble.DB) error {
			key, n := keyOfTerm([]byte("<a:9>")), node{id: 3, count: [places]uint64{1}}
			return db.Set(key[:], n.append(nil), pebble.NoSync)
		}},
		{"a wrong count", "<a:1>: counted [7 0 0 0] times", func(db *pebble.DB) error {
			n := node{id: 1, count: [places]uint64{7}}
			return db.Set(term[:], n.append(nil), pebble.NoSync)
		}},
		{"a broken node", "not the record of a node", func(db *pebble.DB) error { return db.Set(term[:], []byte{0xFF}, pebble.NoSync) }},
		{"a node in no quad", "a node that is in no quad", func(db *pebble.DB) error {
			key := keyOfTerm([]byte("<a:9>"))
			n := node{id: 6}
			return errors.Join(db.Set(nameKey(6), []byte("<a:9>"), pebble.NoSync), db.Set(key[:], n.append(nil), pebble.NoSync))
		}},
		{"wrong totals", "3 quads in all, and 2 are there", func(db *pebble.DB) error {
			return db.Set(totalsKey, totals{next: 6, nodes: 5, quads: 3}.append(nil), pebble.NoSync)
		}},
		{"a number that is given again", "the next new one would be 2", func(db *pebble.DB) error {
			return db.Set(totalsKey, totals{next: 2, nodes: 5, quads: 2}.append(nil), pebble.NoSync)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := small(t)
			if err := test.breakIt(s.db); err != nil {
				t.Fatal(err)
			}
			err := s.Check(t.Context())
			var found *Inconsistency
			if test.want == "" && err != nil || test.want != "" && (!errors.As(err, &found) || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestNewerFormatIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "q")
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.db.Set(formatKey, binary.AppendUvarint(nil, FormatVersion+1), pebble.Sync); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("got %v, want it refused as of a newer version", err)
	}
}

func TestAnotherDatabaseIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "q")
	db, err := pebble.Open(dir, &pebble.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Set([]byte("other"), nil, pebble.Sync), db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "something else") {
		t.Errorf("got %v, want it refused", err)
	}
}

// TestNumbersSortAsTheirBytes goes over the lengths of numbers.
func TestNumbersSortAsTheirBytes(t *testing.T) {
	var last []byte
	for shift := range 64 {
		for _, id := range []uint64{1<<shift - 1, 1 << shift, 1<<shift + 1} {
			key := appendID(nil, id)
			if got, n := parseID(key); got != id || n != len(key) {
				t.Errorf("%d: read as %d of %d bytes", id, got, n)
			}
			if _, n := parseID(key[:len(key)-1]); n != 0 {
				t.Errorf("%d: read although it is cut short", id)
			}
			if shift > 2 && string(key) <= string(last) { // before, numbers come twice
				t.Errorf("%d sorts before the one before", id)
			}
			last = key
		}
	}
}

func FuzzTerm(f *testing.F) {
	for _, s := range []string{"<a:b>", "_:x", `"x"`, `"x"@en`, `"x"^^<a:t>`, `"`, "", "<", `"x"y`, `""^^<>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, term []byte) {
		for _, native := range []bool{false, true} {
			v, err := parseTerm(term, native)
			if err != nil {
				continue
			}
			again, err := AppendTerm(nil, v)
			if err != nil {
				t.Fatalf("%q: %#v: %v", term, v, err)
			}
			w, err := parseTerm(again, native)
			if err != nil {
				t.Fatalf("%q is written as %q: %v", term, again, err)
			}
			if third, _ := AppendTerm(nil, w); string(third) != string(again) {
				t.Fatalf("%q is written as %q and then as %q", term, again, third)
			}
		}
	})
}
