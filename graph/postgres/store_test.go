package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/postgres/pgtest"
)

func add(quads ...quad.Quad) (deltas []graph.Delta) {
	for _, q := range quads {
		deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
	}
	return deltas
}

func write(t testing.TB, d *Database, deltas []graph.Delta, records ...Record) {
	t.Helper()
	w, err := d.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(t.Context(), deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}, records); err != nil {
		t.Error(err)
	}
	if err := w.Unlock(); err != nil {
		t.Error(err)
	}
}

func view(t testing.TB, d *Database) *View {
	t.Helper()
	v, err := d.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func quadsOf(t testing.TB, v *View) (lines []string) {
	t.Helper()
	it := graph.AsShape(v.QuadsAllIterator()).Iterate()
	defer it.Close()
	for it.Next(t.Context()) {
		lines = append(lines, fmt.Sprintf("%#v", v.Quad(it.Result())))
	}
	if err := errors.Join(it.Err(), v.Err()); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

// TestValues: what comes out is what went in, also where Cayley's own backend
// loses it.
func TestValues(t *testing.T) {
	d := openTest(t, Options{})
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	var quads []quad.Quad
	for i, o := range []quad.Value{
		quad.String(""), quad.String("Қазақстан 🐎"), quad.String("a\x00b"), quad.String(`a\x00b`), quad.String("\"'\\{},NULL"),
		quad.LangString{Value: "x", Lang: "kk-Cyrl"}, quad.LangString{Value: "x", Lang: "KK-cyrl"}, quad.LangString{Value: "\x00", Lang: "kk"},
		quad.TypedString{Value: "007", Type: xsd + "integer"}, quad.TypedString{Value: "true", Type: xsd + "boolean"},
		quad.TypedString{Value: "2025-01-02T03:04:05.123456789+05:00", Type: xsd + "dateTime"}, quad.TypedString{Value: "1.50", Type: xsd + "decimal"},
		quad.TypedString{Value: `\x00`, Type: "https://a.example/t"}, quad.Int(7), quad.Int(-1 << 63), quad.IRI("https://a.example/\\x00"),
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI(fmt.Sprint("p", i)), Object: o, Label: quad.IRI("g")},
			quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI(fmt.Sprint("p", i)), Object: o})
	}
	write(t, d, add(quads...))
	write(t, d, add(quads...)) // twice, which Cayley's backend counts twice
	var want []string
	for _, q := range quads {
		want = append(want, fmt.Sprintf("%#v", q))
	}
	slices.Sort(want)
	if got := quadsOf(t, view(t, d)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := d.Check(t.Context()); err != nil {
		t.Error("check:", err)
	}
	var gone []graph.Delta
	for _, q := range quads {
		gone = append(gone, graph.Delta{Quad: q, Action: graph.Delete})
	}
	write(t, d, gone)
	if st, err := view(t, d).Stats(t.Context(), true); err != nil || st.Nodes.Size != 0 || st.Quads.Size != 0 {
		t.Errorf("after all were removed: got %+v, %v, want nothing", st, err)
	}
}

// TestRecords: keys of any length and bytes, scanned in their order.
func TestRecords(t *testing.T) {
	d := openTest(t, Options{})
	long := strings.Repeat("x", longKey-2)
	keys := []string{"a", "a\x00", "a\x00b", "a\xff", "b", long, long + "ab", long + "abc", long + "ab\xff", long + "aba", long + "ac", long + "acz", long + "\xff\xff\xff"}
	var records []Record
	for _, k := range keys {
		records = append(records, Record{[]byte(k), []byte("of " + k)})
	}
	write(t, d, nil, records...)
	write(t, d, nil, Record{[]byte("gone"), []byte{1}})
	write(t, d, nil, Record{[]byte("gone"), nil}, Record{[]byte("empty"), []byte{}})
	v := view(t, d)
	slices.Sort(keys)
	for _, prefix := range []string{"", "a", "a\x00", "x", long, long + "a", long + "ab", long + "abc", "none"} {
		var got, want []string
		err := v.Scan([]byte(prefix), func(key, value []byte) error {
			if string(key) != "empty" {
				if got = append(got, string(key)); string(value) != "of "+string(key) {
					t.Errorf("%q: got the value %q", key, value)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			if strings.HasPrefix(k, prefix) {
				want = append(want, k)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("prefix %q: got %q, want %q", prefix, got, want)
		}
	}
	for _, k := range keys {
		if got, err := v.Get([]byte(k)); err != nil || string(got) != "of "+k {
			t.Errorf("get %.30q: got %q, %v", k, got, err)
		}
	}
	if got, err := v.Get([]byte("gone")); got != nil || err != nil {
		t.Errorf("a deleted record: got %q, %v", got, err)
	}
	if got, err := v.Get([]byte("empty")); got == nil || len(got) != 0 || err != nil {
		t.Errorf("an empty record: got %v, %v", got, err)
	}
}

// TestViewsStay: many results are read at once while a writer goes on, all of one state.
func TestViewsStay(t *testing.T) {
	d := openTest(t, Options{})
	var quads []quad.Quad
	for i := range 3 * readAhead {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("p"), Object: quad.IRI(fmt.Sprint("o", i%7)), Label: quad.IRI("g")})
	}
	write(t, d, add(quads...))
	v := view(t, d)
	var all []graph.Scanner
	for range 5 {
		it := graph.AsShape(v.QuadsAllIterator()).Iterate()
		defer it.Close()
		it.Next(t.Context())
		all = append(all, it)
	}
	var gone []graph.Delta
	for _, q := range quads {
		gone = append(gone, graph.Delta{Quad: q, Action: graph.Delete})
	}
	write(t, d, gone, Record{[]byte("new"), []byte{1}})
	for i, it := range all {
		n := 1
		for ; it.Next(t.Context()); n++ {
			if q := v.Quad(it.Result()); q.Subject == nil || q.Label != quad.IRI("g") {
				t.Fatalf("got %v", q)
			}
		}
		if n != len(quads) || it.Err() != nil {
			t.Errorf("result %d: got %d quads, %v, want %d", i, n, it.Err(), len(quads))
		}
	}
	if got, err := v.Get([]byte("new")); got != nil || err != nil {
		t.Errorf("a record of later: got %v, %v", got, err)
	}
	if n := len(quadsOf(t, view(t, d))); n != 0 {
		t.Errorf("a new view holds %d quads, want none", n)
	}
}

// TestOneWriter: who writes reads what nobody changes until it has committed.
func TestOneWriter(t *testing.T) {
	dsn := pgtest.DSN(t)
	var wg sync.WaitGroup
	const writers, rounds = 4, 10
	first, err := Open(t.Context(), Options{DSN: dsn}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	for range writers {
		wg.Go(func() {
			d, err := Open(context.Background(), Options{DSN: dsn}, 1)
			if err == nil {
				defer d.Close()
				err = d.Create(context.Background(), []byte("{}")) // all at once
			}
			for range rounds {
				err = errors.Join(err, increment(d))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got, err := view(t, first).Get([]byte("n")); err != nil || len(got) != writers*rounds {
		t.Errorf("got %d, %v, want %d", len(got), err, writers*rounds)
	}
}

func increment(d *Database) error {
	ctx := context.Background()
	w, err := d.Lock(ctx)
	if err != nil {
		return err
	}
	v, err := d.View(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	n, err := v.Get([]byte("n"))
	if err != nil {
		return err
	}
	err = w.Commit(ctx, nil, graph.IgnoreOpts{}, []Record{{[]byte("n"), append(n, 1)}})
	return errors.Join(err, w.Unlock())
}

// TestLostLock: a writer whose connection broke commits nothing, though another
// connection would work; the lock is free again.
func TestLostLock(t *testing.T) {
	d := openTest(t, Options{})
	w, err := d.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.db.Exec("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
	if err != nil {
		t.Fatal(err)
	}
	err = w.Commit(t.Context(), nil, graph.IgnoreOpts{}, []Record{{[]byte("a"), []byte{1}}})
	if !errors.Is(err, ErrAway) {
		t.Errorf("commit: got %v, want %v", err, ErrAway)
	}
	w.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	again, err := d.Lock(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Unlock()
	if got, err := view(t, d).Get([]byte("a")); got != nil || err != nil {
		t.Errorf("what the first would have written: got %v, %v", got, err)
	}
}

// TestBrokenReading: an error that Cayley's interfaces have no place for is kept.
func TestBrokenReading(t *testing.T) {
	d := openTest(t, Options{})
	write(t, d, add(quad.Make("a", "b", "c", "d")))
	v := view(t, d)
	it := graph.AsShape(v.QuadsAllIterator()).Iterate()
	defer it.Close()
	if !it.Next(t.Context()) {
		t.Fatal(it.Err())
	}
	if _, err := d.db.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"); err != nil {
		t.Fatal(err)
	}
	d.names = new(names)
	if q := v.Quad(it.Result()); q.IsValid() {
		t.Errorf("got %v from a server that is gone", q)
	}
	if it.Next(t.Context()); !errors.Is(it.Err(), ErrAway) || !errors.Is(v.Err(), ErrAway) {
		t.Errorf("got %v and %v, want %v", it.Err(), v.Err(), ErrAway)
	}
}

// TestCheckFinds: each thing that can contradict is found.
func TestCheckFinds(t *testing.T) {
	for name, damage := range map[string]string{
		"a count of references": "UPDATE nodes SET refs = refs + 1 WHERE value_string = 'a'",
		"a node without quads":  "INSERT INTO nodes (hash, refs, value_string) VALUES (decode(repeat('00', 20), 'hex'), 0, 'x')",
		"a node that is gone":   "DELETE FROM nodes WHERE value_string = 'c'",
		"another value":         "UPDATE nodes SET value_string = 'z' WHERE value_string = 'b'",
		"another key":           "INSERT INTO records (key, rest, value) VALUES ('a', 'b', 'c')",
	} {
		d := openTest(t, Options{})
		write(t, d, add(quad.Make(quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.IRI("d"))))
		if err := d.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := d.db.Exec(damage); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(t.Context()); err == nil {
			t.Errorf("%s: check found nothing", name)
		}
	}
}

// TestPlaceHidesPasswords.
func TestPlaceHidesPasswords(t *testing.T) {
	for dsn, want := range map[string]string{
		"postgres://u:hunter2@127.0.0.1:1/claims?sslmode=disable": "postgres://u@127.0.0.1:1/claims",
		"host=/run/pg user=u password=hunter2 dbname=claims":      "postgres://u@/run/pg/claims",
		"postgres://u:hunter2@[::1":                               "postgres",
	} {
		if got := Place(dsn); got != want {
			t.Errorf("%s: got %s, want %s", dsn, got, want)
		}
		_, err := Open(t.Context(), Options{DSN: dsn}, 1)
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got the error %v", dsn, err)
		}
	}
}
