package pebble_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

func open(t testing.TB, dir string, opt pebble.Options) *pebble.Store {
	t.Helper()
	s, err := pebble.Open(dir, opt)
	if err != nil {
		t.Fatal("open:", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error("close:", err)
		}
	})
	return s
}

func memory(t testing.TB) *pebble.Store {
	return open(t, "", pebble.Options{Create: true, Memory: true})
}

// randomQuad draws from few nodes, so that they come and go and come again.
func randomQuad(r *rand.Rand) quad.Quad {
	q := quad.Quad{
		Subject:   quad.IRI(fmt.Sprint("s:", r.IntN(12))),
		Predicate: quad.IRI(fmt.Sprint("p:", r.IntN(3))),
		Object:    quad.LangString{Value: quad.String(fmt.Sprint(r.IntN(8))), Lang: "kk-Cyrl"},
	}
	if r.IntN(3) > 0 {
		q.Object = quad.IRI(fmt.Sprint("s:", r.IntN(12)))
	}
	if r.IntN(4) > 0 {
		q.Label = quad.IRI(fmt.Sprint("g:", r.IntN(6)))
	}
	return q
}

// allQuads returns what a store holds.
func allQuads(t testing.TB, qs graph.QuadStore) map[quad.Quad]bool {
	t.Helper()
	all := make(map[quad.Quad]bool)
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(t.Context()) {
		all[qs.Quad(it.Result())] = true
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func holds(t testing.TB, s *pebble.Store, want map[quad.Quad]bool) {
	t.Helper()
	if got := allQuads(t, s); !maps.Equal(got, want) {
		t.Fatalf("got %d quads, want %d", len(got), len(want))
	}
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestTransactionsAndLoads applies random changes to a store and to a map.
func TestTransactionsAndLoads(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		s, want := memory(t), make(map[quad.Quad]bool)
		for range 30 {
			if r.IntN(3) == 0 {
				loadSome(t, s, r, want)
			} else {
				changeSome(t, s, r, want)
			}
			holds(t, s, want)
		}
		tx, err := s.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for q := range want {
			if _, err := tx.Remove(q); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		holds(t, s, map[quad.Quad]bool{})
		if st, err := s.Stats(t.Context(), true); err != nil || st.Nodes.Size != 0 {
			t.Fatalf("after all quads went: %+v, %v", st, err)
		}
		s.Close()
	}
}

func changeSome(t *testing.T, s *pebble.Store, r *rand.Rand, want map[quad.Quad]bool) {
	t.Helper()
	tx, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Discard()
	next := maps.Clone(want)
	for range r.IntN(20) {
		q := randomQuad(r)
		var changed bool
		if r.IntN(2) == 0 {
			changed, err = tx.Add(q)
			if err != nil || changed == next[q] {
				t.Fatalf("add %v: changed %v, it was there %v, %v", q, changed, next[q], err)
			}
			next[q] = true
		} else {
			changed, err = tx.Remove(q)
			if err != nil || changed != next[q] {
				t.Fatalf("remove %v: changed %v, it was there %v, %v", q, changed, next[q], err)
			}
			delete(next, q)
		}
	}
	if r.IntN(4) == 0 {
		return
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	maps.Copy(want, next)
	maps.DeleteFunc(want, func(q quad.Quad, _ bool) bool { return !next[q] })
}

func loadSome(t *testing.T, s *pebble.Store, r *rand.Rand, want map[quad.Quad]bool) {
	t.Helper()
	l, err := s.NewLoader()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Discard()
	var b pebble.Batch
	next := maps.Clone(want)
	for range r.IntN(40) {
		q := randomQuad(r)
		if err := b.Add(q); err != nil {
			t.Fatal(err)
		}
		next[q] = true
		if r.IntN(5) == 0 {
			l.Add(&b)
			b.Reset()
		}
	}
	l.Add(&b)
	if r.IntN(4) == 0 {
		return
	}
	if err := l.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	maps.Copy(want, next)
}

// TestSnapshot is that of a reader beside a writer.
func TestSnapshot(t *testing.T) {
	s := memory(t)
	r := rand.New(rand.NewPCG(1, 2))
	before := make(map[quad.Quad]bool)
	loadSome(t, s, r, before)
	was := maps.Clone(before)
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	for range 5 {
		changeSome(t, s, r, before)
		loadSome(t, s, r, before)
	}
	if got := allQuads(t, v); !maps.Equal(got, was) {
		t.Errorf("a view shows %d quads, it was made over %d", len(got), len(was))
	}
	if err := v.ApplyDeltas(nil, graph.IgnoreOpts{}); !errors.Is(err, pebble.ErrReadOnly) {
		t.Errorf("write to a view: got %v", err)
	}
	v.Close()
	if it := v.QuadsAllIterator(); it.Next(t.Context()) || !errors.Is(it.Err(), pebble.ErrClosed) {
		t.Errorf("read of a closed view: got %v", it.Err())
	}
}

// TestViewStops is that a view stops with its context, whatever the iterator is given.
func TestViewStops(t *testing.T) {
	s := memory(t)
	loadSome(t, s, rand.New(rand.NewPCG(1, 3)), make(map[quad.Quad]bool))
	ctx, cancel := context.WithCancel(t.Context())
	v, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	cancel()
	it := v.QuadsAllIterator()
	if it.Next(t.Context()) || !errors.Is(it.Err(), context.Canceled) || !errors.Is(v.Err(), context.Canceled) {
		t.Errorf("got %v and %v", it.Err(), v.Err())
	}
}

// lexical are values that must come out as they went in.
var lexical = []quad.Value{
	quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"},
	quad.Int(7), quad.Int(-1 << 63),
	quad.TypedString{Value: "7", Type: "http://www.w3.org/2001/XMLSchema#int"},
	quad.TypedString{Value: "true", Type: "http://www.w3.org/2001/XMLSchema#boolean"},
	quad.TypedString{Value: "1", Type: "http://www.w3.org/2001/XMLSchema#boolean"},
	quad.TypedString{Value: "1.0", Type: "http://www.w3.org/2001/XMLSchema#double"},
	quad.TypedString{Value: "1E+00", Type: "http://www.w3.org/2001/XMLSchema#double"},
	quad.TypedString{Value: "2025-12-01T10:00:00+05:00", Type: "http://www.w3.org/2001/XMLSchema#dateTime"},
	quad.LangString{Value: "Әлібек", Lang: "kk-Cyrl"}, quad.LangString{Value: "Әлібек", Lang: "KK-cyrl"},
	quad.String(""), quad.String(`a"b\c`), quad.String("\x00\n\r\t😀\u200d"), quad.String(`"^^<x>`), quad.String(`x"@en`),
	quad.IRI("http://www.w3.org/2001/XMLSchema#integer"), quad.IRI("xsd:integer"), quad.IRI("a:қала#char=1,2"),
	quad.BNode("b.1"),
}

func TestValuesComeOutAsTheyWentIn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "q")
	long := quad.String(make([]byte, 100_000))
	values := append(slices.Clone(lexical), long)
	s := open(t, dir, pebble.Options{Create: true})
	tx, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		if _, err := tx.Add(quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: v}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, dir, pebble.Options{})
	for _, v := range values {
		if got := s.NameOf(s.ValueOf(v)); got != v {
			t.Errorf("got %#v, want %#v", got, v)
		}
	}
	if st, _ := s.Stats(t.Context(), true); st.Quads.Size != int64(len(values)) {
		t.Errorf("%d quads of %d: some values were taken for one", st.Quads.Size, len(values))
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "q")
	for _, opt := range []pebble.Options{{}, {ReadOnly: true}} {
		if _, err := pebble.Open(dir, opt); !errors.Is(err, pebble.ErrNoStore) {
			t.Errorf("open %+v where nothing is: got %v, want ErrNoStore", opt, err)
		}
	}
	s := open(t, dir, pebble.Options{Create: true})
	want := make(map[quad.Quad]bool)
	changeSome(t, s, rand.New(rand.NewPCG(3, 3)), want)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	one, two := open(t, dir, pebble.Options{ReadOnly: true}), open(t, dir, pebble.Options{ReadOnly: true})
	holds(t, one, want)
	holds(t, two, want)
	if _, err := one.Begin(); !errors.Is(err, pebble.ErrReadOnly) {
		t.Errorf("begin: got %v, want ErrReadOnly", err)
	}
	if _, err := one.NewLoader(); !errors.Is(err, pebble.ErrReadOnly) {
		t.Errorf("load: got %v, want ErrReadOnly", err)
	}
}

// TestCheckpoint copies a store that is written meanwhile.
func TestCheckpoint(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "q"), pebble.Options{Create: true})
	r, want := rand.New(rand.NewPCG(4, 4)), make(map[quad.Quad]bool)
	loadSome(t, s, r, want)
	changeSome(t, s, r, want)
	if err := s.Checkpoint(filepath.Join(dir, "copy")); err != nil {
		t.Fatal(err)
	}
	was := maps.Clone(want)
	for range 5 {
		changeSome(t, s, r, want)
	}
	copied := open(t, filepath.Join(dir, "copy"), pebble.Options{})
	holds(t, copied, was)
	holds(t, s, want)
}

// custom is a value of a type that the store does not know.
type custom struct{}

func (custom) String() string { return "custom" }
func (custom) Native() any    { return "custom" }

// TestBadQuadsAreRefused gives what is no quad of RDF.
func TestBadQuadsAreRefused(t *testing.T) {
	s := memory(t)
	iri := quad.IRI("a:b")
	for _, q := range []quad.Quad{
		{}, {Predicate: iri, Object: iri}, {Subject: iri, Object: iri}, {Subject: iri, Predicate: iri},
		{Subject: iri, Predicate: iri, Object: custom{}}, {Subject: iri, Predicate: iri, Object: iri, Label: custom{}},
	} {
		if err := s.ApplyDeltas([]graph.Delta{{Quad: q, Action: graph.Add}}, graph.IgnoreOpts{}); err == nil {
			t.Errorf("add %#v: want an error", q)
		}
		var b pebble.Batch
		if err := b.Add(q); err == nil || b.Len() != 0 {
			t.Errorf("%#v in a batch: got %v, %d quads", q, err, b.Len())
		}
		s.ApplyDeltas([]graph.Delta{{Quad: q, Action: graph.Delete}}, graph.IgnoreOpts{IgnoreMissing: true})
		s.ValueOf(q.Object)
	}
	if err := s.ApplyDeltas([]graph.Delta{{}}, graph.IgnoreOpts{}); !graph.IsInvalidAction(err) {
		t.Errorf("no action: got %v", err)
	}
	holds(t, s, map[quad.Quad]bool{})
}
