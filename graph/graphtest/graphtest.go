// Package graphtest holds the tests that a store must pass whatever backend
// keeps its quads.
package graphtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// A Backend is what is tested.
type Backend struct {
	Name string // one of graph.Backends
	// Persistent backends still hold their quads when they are opened again.
	Persistent bool
	// Fail makes the backend of a store fail where f, asked before each "put"
	// inside a transaction and each "commit", returns an error; nil ends it.
	Fail func(s *graph.Store, f func(op string) error)
	// Config returns how an empty store of the backend is opened; nil stands for
	// one in a folder. Stores that are in none are tested for what makes sense there.
	Config func(t testing.TB) graph.Config
}

// Run runs all tests.
func Run(t *testing.T, b Backend) {
	for _, test := range []struct {
		name       string
		persistent bool // makes sense for these alone
		folder     bool // and for these
		run        func(*testing.T, Backend)
	}{
		{"put and read back", false, false, testPut},
		{"putting the same again changes nothing", false, false, testIdempotent},
		{"putting replaces what the article had", false, false, testReplace},
		{"retracting leaves nothing", false, false, testRetract},
		{"all of a batch or none", false, false, testRefused},
		{"the order of articles does not show in the export", false, false, testOrder},
		{"quads under several labels live apart", false, false, testLabels},
		{"what an import holds stays", false, false, testImportHolds},
		{"export and import give the same bytes", false, false, testRoundTrip},
		{"a broken import changes nothing", false, false, testBrokenImport},
		{"a graph of its own is replaced", false, false, testPutGraph},
		{"a failed write leaves no trace", false, false, testFailure},
		{"readers beside a writer", false, false, testConcurrent},
		{"counting after replacing", false, false, testCount},
		{"reopening keeps all", true, false, testReopen},
		{"reindexing gives the same bytes", true, false, testReindex},
		{"a failed reindex leaves the store", true, false, testFailedReindex},
		{"a store of other rules asks for a reindex", true, false, testStale},
		{"one writer at a time, many readers", true, true, testLock},
		{"read-only refuses to write", true, false, testReadOnly},
	} {
		if test.persistent && !b.Persistent {
			continue
		}
		if test.folder && b.Config != nil {
			continue
		}
		t.Run(test.name, func(t *testing.T) { test.run(t, b) })
	}
}

const base = schema.DefaultBase

func iri(path string) quad.IRI { return quad.IRI(base + path) }

// NewArticle returns an article with claims claims, of which each tells of a
// round <base>event/e and of the person <base>person/p… who chaired it in the
// year 2025, month 1, on the day n. A later version counts before an earlier
// one, differs in its text and has other claims.
func NewArticle(n, claims, version int) graph.Article {
	text := fmt.Sprintf("Article %d, version %d: «Қазақстан» and Kazakhstan.\n", n, version)
	url := fmt.Sprintf("https://news.example/%d", n)
	a := graph.Article{Source: schema.Source{
		ID: schema.NewSourceID(url, "", ""), URL: url, Title: fmt.Sprint("Тақырып ", n), Language: "kk",
		Published: schema.Date{Year: 2025, Month: 12},
		Modified:  schema.Date{Year: 2026, Month: 1, Day: 1}.AddDays(version),
	}}
	for i := range claims {
		person := fmt.Sprintf("p%d", (n+i)%7)
		event, chair := fmt.Sprintf("Round %d.%d", version, i), person
		start := len(text)
		text += event + ": " + chair + ".\n"
		span := func(words string) schema.Mention {
			at := start + strings.Index(text[start:], words)
			return schema.Mention{Span: schema.Span{Start: at, End: at + len(words)}, Text: words}
		}
		c := schema.Claim{
			Source: a.Source.ID, Type: "negotiation_round", Modality: schema.Asserted,
			Args: map[schema.ArgName][]schema.Value{
				schema.Self: {{Entity: &schema.Entity{Type: "Event", Name: "E", Known: "event/e"}, Mention: span(event)}},
				"chair":     {{Entity: &schema.Entity{Type: "Person", Name: chair, Language: "en", Known: "person/" + person}, Mention: span(chair)}},
				"time":      {{Time: schema.On(schema.Date{Year: 2025, Month: 1, Day: 1 + n%28})}},
			},
			Evidence: []schema.Evidence{{Span: span(event + ": " + chair + ".").Span, Quote: event + ": " + chair + ".", Rule: "test/round#chair"}},
		}
		a.Claims = append(a.Claims, c)
	}
	a.Text = text
	a.Source.TextHash = schema.HashText(text)
	for i := range a.Claims {
		a.Claims[i].ID = schema.Default().ClaimID(&a.Claims[i], a.Source.TextHash)
	}
	return a
}

// Quads returns the quads of articles as [graph.Store.Put] makes them, each
// article for itself.
func Quads(t testing.TB, articles ...graph.Article) (quads []quad.Quad) {
	t.Helper()
	for _, a := range articles {
		x := &schema.Extraction{Source: a.Source, Claims: a.Claims}
		resolve.Entities(schema.Default(), x)
		some, err := graph.Encode(schema.Default(), base, x, a.Text)
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, some...)
	}
	return quads
}

func config(t *testing.T, b Backend) graph.Config {
	if b.Config != nil {
		c := b.Config(t)
		c.Backend, c.Rules, c.Create = b.Name, "r1", true
		return c
	}
	return graph.Config{Path: filepath.Join(t.TempDir(), "store"), Backend: b.Name, Rules: "r1", Create: true}
}

func open(t *testing.T, c graph.Config) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal("open:", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func put(t *testing.T, s *graph.Store, articles ...graph.Article) graph.PutResult {
	t.Helper()
	r, err := s.Put(t.Context(), articles...)
	if err != nil {
		t.Fatal("put:", err)
	}
	return r
}

func retract(t *testing.T, s *graph.Store, id schema.SourceID) {
	t.Helper()
	e := graph.Entry{Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Author: "tester", Kind: graph.KindRetract, Article: id}
	if err := s.Decide(t.Context(), e); err != nil {
		t.Fatal("retract:", err)
	}
}

func export(t *testing.T, s *graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(t.Context(), &b); err != nil {
		t.Fatal("export:", err)
	}
	return b.String()
}

// lines returns the N-Quads of quads, sorted.
func lines(quads []quad.Quad) string {
	var b bytes.Buffer
	graph.WriteNQuads(&b, quads)
	return b.String()
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s: %d and %d lines, line %d differs\ngot  %q\nwant %q",
				what, len(g)-1, len(w)-1, i+1, at(g, i), at(w, i))
		}
	}
}

func at(l []string, i int) string {
	if i < len(l) {
		return l[i]
	}
	return ""
}

func testPut(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	a := NewArticle(1, 3, 1)
	if r := put(t, s, a); r != (graph.PutResult{Added: 1}) {
		t.Errorf("put a new article: got %+v", r)
	}
	same(t, "export", export(t, s), lines(Quads(t, a)))
	source, err := s.Source(t.Context(), a.Source.ID)
	if err != nil || source != a.Source {
		t.Errorf("source: got %+v, %v, want %+v", source, err, a.Source)
	}
	if text, err := s.Text(t.Context(), a.Source.ID); err != nil || text != a.Text {
		t.Errorf("text: got %q, %v, want %q", text, err, a.Text)
	}
	quads, err := s.QuadsOf(t.Context(), a.Source.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "quads of the article", lines(quads), lines(Quads(t, a)))
	if _, err := s.Source(t.Context(), "absent"); !errors.Is(err, graph.ErrNoSource) {
		t.Errorf("absent article: got %v, want ErrNoSource", err)
	}
}

func testIdempotent(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	articles := []graph.Article{NewArticle(1, 3, 1), NewArticle(2, 2, 1)}
	put(t, s, articles...)
	want := export(t, s)
	if r := put(t, s, articles...); r != (graph.PutResult{Unchanged: 2}) {
		t.Errorf("put again: got %+v, want two unchanged", r)
	}
	same(t, "export", export(t, s), want)
}

func testReplace(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	other := NewArticle(2, 3, 1)
	put(t, s, NewArticle(1, 5, 1), other)
	changed := NewArticle(1, 2, 2)
	if r := put(t, s, changed); r != (graph.PutResult{Changed: 1}) {
		t.Errorf("put a changed article: got %+v", r)
	}
	same(t, "export", export(t, s), lines(Quads(t, other, changed)))
	if text, _ := s.Text(t.Context(), changed.Source.ID); text != changed.Text {
		t.Errorf("text: got %q, want %q", text, changed.Text)
	}
}

func testRetract(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	kept, gone := NewArticle(1, 3, 1), NewArticle(2, 3, 1)
	put(t, s, kept, gone)
	retract(t, s, gone.Source.ID)
	same(t, "export", export(t, s), lines(Quads(t, kept)))
	if _, err := s.Text(t.Context(), gone.Source.ID); !errors.Is(err, graph.ErrNoSource) {
		t.Errorf("text of a retracted article: got %v, want ErrNoSource", err)
	}
	if r := put(t, s, gone); r != (graph.PutResult{Retracted: 1}) {
		t.Errorf("put again: got %+v, want that it stays out", r)
	}
	same(t, "export", export(t, s), lines(Quads(t, kept)))
	quads, err := s.Find(t.Context(), graph.Pattern{Object: quad.Int(20250103)})
	if err != nil || len(quads) > 0 {
		t.Errorf("what it said is found: %v, %v", quads, err)
	}
}

func testRefused(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	put(t, s, NewArticle(1, 2, 1))
	want := export(t, s)
	for _, bad := range []struct {
		name   string
		change func(*graph.Article)
	}{
		{"text of another hash", func(a *graph.Article) { a.Text += "x" }},
		{"text that is not UTF-8", func(a *graph.Article) { a.Text += "\xff"; a.Source.TextHash = "" }},
		{"id that cannot stand in an IRI", func(a *graph.Article) { a.Source.ID = "a b" }},
		{"claim of another article", func(a *graph.Article) { a.Claims[1].Source = "x" }},
		{"claim of no known type", func(a *graph.Article) { a.Claims[1].Type = "ghost" }},
		{"quote that is not the text's", func(a *graph.Article) { a.Claims[1].Evidence[0].Quote = "x" }},
		{"two claims of one id", func(a *graph.Article) { a.Claims[1].ID = a.Claims[0].ID }},
	} {
		a := NewArticle(2, 2, 1)
		bad.change(&a)
		if _, err := s.Put(t.Context(), NewArticle(3, 1, 1), a); err == nil {
			t.Errorf("%s: want an error", bad.name)
		}
		same(t, "export after "+bad.name, export(t, s), want)
	}
}

func testOrder(t *testing.T, b Backend) {
	var want string
	for round := range 3 {
		s := open(t, config(t, b))
		order := rand.New(rand.NewPCG(1, uint64(round))).Perm(8)
		for _, n := range order {
			if round == 2 { // what an article said before leaves no trace
				put(t, s, NewArticle(n, 4, 0))
			}
			put(t, s, NewArticle(n, 3, 1))
		}
		got := export(t, s)
		if round == 0 {
			want = got
		}
		same(t, fmt.Sprintf("articles in the order %v", order), got, want)
	}
}

// testLabels is the trap that Cayley's filter for quads falls into: it does not
// tell labels apart.
func testLabels(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	articles := []graph.Article{NewArticle(1, 1, 1), NewArticle(8, 1, 1), NewArticle(15, 1, 1)}
	put(t, s, articles...)
	for i, a := range articles {
		retract(t, s, a.Source.ID)
		quads, err := s.Find(t.Context(), graph.Pattern{Subject: iri("event/e"), Predicate: iri("schema/chairedBy"), Object: iri("person/p1")})
		if err != nil || len(quads) != len(articles)-1-i {
			t.Errorf("after retracting %d of %d: got %v, %v", i+1, len(articles), quads, err)
		}
	}
	same(t, "export", export(t, s), "")
}

func testImportHolds(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	a, changed := NewArticle(1, 3, 1), NewArticle(1, 1, 2)
	held := Quads(t, a)[:5]
	imported := lines(held)
	if _, err := s.Import(t.Context(), "x.nq", strings.NewReader(imported)); err != nil {
		t.Fatal(err)
	}
	put(t, s, a)
	same(t, "both", export(t, s), lines(Quads(t, a)))
	put(t, s, changed)
	same(t, "replaced", export(t, s), lines(append(Quads(t, changed), held...)))
	retract(t, s, a.Source.ID)
	same(t, "retracted", export(t, s), imported)
}

// Dataset is N-Quads with all that must survive being imported and exported;
// it is canonical and sorted but for its blank nodes.
const Dataset = `<https://a.example/1> <https://a.example/p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://a.example/1> <https://a.example/p> "2025-12-01T10:00:00+05:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<https://a.example/1> <https://a.example/p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <https://a.example/g> .
<https://a.example/1> <https://a.example/p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://a.example/1> <https://a.example/p> "Әлібек"@kk-Cyrl .
<https://a.example/1> <https://a.example/p> "\t\b\n\r\f\"\\\u0000\u007F 😀" .
<https://a.example/1> <https://a.example/p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<https://a.example/1> <https://a.example/p> <https://a.example/қала#char=1,2> .
<xsd:integer> <https://a.example/p> "" .
`

func testRoundTrip(t *testing.T, b Backend) {
	first := open(t, config(t, b))
	blank := "_:x <https://a.example/p> _:y.z _:x .\n"
	put(t, first, NewArticle(1, 3, 1))
	for _, file := range []string{Dataset, blank} {
		if _, err := first.Import(t.Context(), "data.nq", strings.NewReader(file)); err != nil {
			t.Fatal(err)
		}
	}
	want := export(t, first)
	for line := range strings.Lines(Dataset) {
		if !strings.Contains(want, line) {
			t.Errorf("lost or changed: %s", line)
		}
	}
	if strings.Contains(want, "_:") || !strings.Contains(want, base+".well-known/genid/") {
		t.Error("blank nodes are not skolemised")
	}
	second := open(t, config(t, b))
	r, err := second.Import(t.Context(), "export.nq", strings.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(want, "\n"); r.Quads != n {
		t.Errorf("imported %d quads of %d", r.Quads, n)
	}
	same(t, "exported, imported and exported", export(t, second), want)
	if r, err := second.Import(t.Context(), "again.nq", strings.NewReader(want)); err != nil || !r.Known {
		t.Errorf("import again: got %+v, %v, want it known", r, err)
	}
}

func testBrokenImport(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	put(t, s, NewArticle(1, 1, 1))
	want := export(t, s)
	_, err := s.Import(t.Context(), "broken.nq", strings.NewReader(Dataset+"<https://a.example/1> <p> .\n"))
	var syntax *graph.SyntaxError
	if !errors.As(err, &syntax) || syntax.File != "broken.nq" || syntax.Line != 10 {
		t.Errorf("got %v, want a syntax error in broken.nq:10", err)
	}
	same(t, "export", export(t, s), want)
	if st, err := s.Stats(t.Context()); err != nil || st.Imports > 0 {
		t.Errorf("got %d imports, %v, want none", st.Imports, err)
	}
}

func testPutGraph(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	label := iri("schema")
	one := []quad.Quad{{Subject: iri("schema/A"), Predicate: iri("p"), Object: quad.String("a")}}
	two := []quad.Quad{{Subject: iri("schema/B"), Predicate: iri("p"), Object: quad.Bool(true), Label: label}}
	for _, step := range []struct {
		quads   []quad.Quad
		changed bool
		want    string
	}{
		{one, true, "<" + base + "schema/A> <" + base + "p> \"a\" <" + base + "schema> .\n"},
		{one, false, "<" + base + "schema/A> <" + base + "p> \"a\" <" + base + "schema> .\n"},
		{two, true, "<" + base + "schema/B> <" + base + "p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> <" + base + "schema> .\n"},
		{nil, true, ""},
	} {
		changed, err := s.PutGraph(t.Context(), label, step.quads)
		if err != nil || changed != step.changed {
			t.Errorf("put %v: got %v, %v, want %v", step.quads, changed, err, step.changed)
		}
		same(t, "export", export(t, s), step.want)
	}
	if _, err := s.PutGraph(t.Context(), iri("article/x"), nil); err == nil {
		t.Error("an article's label: want an error")
	}
}

func testFailure(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	put(t, s, NewArticle(1, 3, 1), NewArticle(2, 3, 1))
	want := export(t, s)
	injected := errors.New("injected")
	for after := 0; after < 200; after = after*2 + 1 {
		n := 0
		b.Fail(s, func(string) error {
			if n++; n > after {
				return injected
			}
			return nil
		})
		_, err := s.Put(t.Context(), NewArticle(1, 4, after+2), NewArticle(3, 4, 1))
		b.Fail(s, nil)
		if err == nil { // the transaction has fewer steps
			break
		}
		if !strings.Contains(err.Error(), injected.Error()) { // Cayley does not wrap
			t.Fatalf("after %d steps: got %v, want the injected error", after, err)
		}
		same(t, fmt.Sprintf("export after a failure at step %d", after+1), export(t, s), want)
	}
	// What follows a failure must not rest on what the failed write remembered.
	put(t, s, NewArticle(4, 3, 1), NewArticle(1, 2, 999))
	left := []graph.Article{NewArticle(1, 2, 999), NewArticle(2, 3, 1), NewArticle(4, 3, 1)}
	if _, err := s.Source(t.Context(), NewArticle(3, 0, 1).Source.ID); err == nil {
		left = append(left, NewArticle(3, 4, 1)) // the last write of the loop went through
	}
	same(t, "export", export(t, s), lines(Quads(t, left...)))
	sameInCayley(t, s)
}

// sameInCayley checks that Cayley holds the quads that we export.
func sameInCayley(t *testing.T, s *graph.Store) {
	t.Helper()
	h, release, err := s.Handle(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	var quads []quad.Quad
	it := h.QuadsAllIterator()
	defer it.Close()
	for it.Next(t.Context()) {
		quads = append(quads, h.Quad(it.Result()))
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	release()
	same(t, "what Cayley holds", lines(quads), export(t, s))
}

func testConcurrent(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	put(t, s, NewArticle(1, 3, 0))
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	whole := len(Quads(t, NewArticle(1, 3, 0)))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for ctx.Err() == nil {
				quads, err := s.QuadsOf(ctx, NewArticle(1, 0, 0).Source.ID)
				if ctx.Err() != nil {
					return
				}
				if err != nil || len(quads) != whole {
					t.Errorf("a reader saw %d quads of %d: %v", len(quads), whole, err)
					return
				}
				r, err := s.Query(ctx, graph.Query{Language: "gizmo", Text: `g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`})
				if ctx.Err() == nil && (err != nil || len(r.Rows) < 3) {
					t.Errorf("a query saw %d rows: %v", len(r.Rows), err)
					return
				}
			}
		})
	}
	version := 1
	for ; ctx.Err() == nil; version++ {
		if _, err := s.Put(context.Background(), NewArticle(1, 3, version), NewArticle(version%5+2, 2, version)); err != nil {
			t.Error(err)
			break
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	readers.Wait()
	t.Logf("%d writes beside the readers", version)
	sameInCayley(t, s)
}

// testCount is the trap that deleted quads stay in Cayley's indexes.
func testCount(t *testing.T, b Backend) {
	s := open(t, config(t, b))
	for version := range 4 {
		put(t, s, NewArticle(1, 3, version))
		r, err := s.Query(t.Context(), graph.Query{Language: "gizmo",
			Text: `g.emit(g.V("<cg:event/e>").out("<cgs:chairedBy>").count())`})
		if err != nil || len(r.Rows) != 1 || fmt.Sprint(r.Rows[0]["value"]) != "3" {
			t.Errorf("after %d versions: got %v, %v, want 3", version+1, r.Rows, err)
		}
	}
	sameInCayley(t, s)
}

func testReopen(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	put(t, s, NewArticle(1, 3, 1))
	if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(Dataset)); err != nil {
		t.Fatal(err)
	}
	want := export(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c.Create = false
	again := open(t, c)
	same(t, "export", export(t, again), want)
	if r := put(t, again, NewArticle(1, 3, 1)); r != (graph.PutResult{Unchanged: 1}) {
		t.Errorf("put again: got %+v", r)
	}
	c.Path = filepath.Join(t.TempDir(), "none")
	if b.Config != nil {
		c = config(t, b)
		c.Create = false
	}
	if _, err := graph.Open(t.Context(), c); !errors.Is(err, graph.ErrNoStore) {
		t.Errorf("no store: got %v, want ErrNoStore", err)
	}
}

// rebuild makes the quads of NewArticle again.
func rebuild(made []graph.Article) graph.Rebuild {
	return graph.Rebuild{Article: func(_ context.Context, source schema.Source, text string) (graph.Article, error) {
		i := slices.IndexFunc(made, func(a graph.Article) bool { return a.Source.ID == source.ID && a.Text == text })
		if i < 0 {
			return graph.Article{}, fmt.Errorf("unexpected text %q", text)
		}
		return made[i], nil
	}}
}

func testReindex(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	made := []graph.Article{NewArticle(1, 3, 2), NewArticle(2, 2, 1)}
	put(t, s, made...)
	if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(Dataset+"_:a <https://a.example/p> _:b .\n")); err != nil {
		t.Fatal(err)
	}
	label := iri("schema")
	schemaQuads := []quad.Quad{{Subject: iri("schema/A"), Predicate: iri("p"), Object: quad.String("a"), Label: label}}
	if _, err := s.PutGraph(t.Context(), label, schemaQuads); err != nil {
		t.Fatal(err)
	}
	want := export(t, s)
	s.Close()
	r := rebuild(made)
	r.Graphs = func(ctx context.Context, s *graph.Store) (graph.Graphs, error) {
		if sources, err := s.Sources(ctx); err != nil || len(sources) != 2 {
			t.Errorf("sources of the new store: got %v, %v", sources, err)
		}
		return graph.Graphs{label: schemaQuads}, nil
	}
	if err := graph.Reindex(t.Context(), c, r); err != nil {
		t.Fatal(err)
	}
	again := open(t, c)
	same(t, "export", export(t, again), want)
	sameInCayley(t, again)
}

func testFailedReindex(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	put(t, s, NewArticle(1, 3, 1), NewArticle(2, 3, 1))
	want := export(t, s)
	s.Close()
	r := rebuild([]graph.Article{NewArticle(1, 3, 1)}) // does not know the second
	c.Rules = "r2"
	if err := graph.Reindex(t.Context(), c, r); err == nil {
		t.Fatal("want an error")
	}
	c.Rules = "r1"
	if b.Config != nil {
		same(t, "export", export(t, open(t, c)), want)
		return
	}
	// A process that was stopped leaves unfinished quads behind.
	os.MkdirAll(filepath.Join(c.Path, "quads", "2"), 0o755)
	again := open(t, c)
	same(t, "export", export(t, again), want)
	if left, _ := os.ReadDir(filepath.Join(c.Path, "quads")); len(left) != 1 {
		t.Errorf("left below quads/: %v", left)
	}
}

func testStale(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	a := NewArticle(1, 3, 1)
	put(t, s, a)
	want := export(t, s)
	s.Close()
	c.Rules = "r2"
	if _, err := graph.Open(t.Context(), c); !errors.Is(err, graph.ErrStale) {
		t.Fatalf("got %v, want ErrStale", err)
	}
	stale := c
	stale.Stale = true
	s = open(t, stale)
	same(t, "export of a stale store", export(t, s), want)
	if _, err := s.Put(t.Context(), a); !errors.Is(err, graph.ErrStale) {
		t.Errorf("put: got %v, want ErrStale", err)
	}
	s.Close()
	if err := graph.Reindex(t.Context(), c, rebuild([]graph.Article{a})); err != nil {
		t.Fatal(err)
	}
	if s = open(t, c); s.Rules() != "r2" || s.Stale() != nil {
		t.Errorf("after reindex: rules %q, %v", s.Rules(), s.Stale())
	}
	s.Close()
	if b.Config != nil {
		return
	}
	meta := filepath.Join(c.Path, "meta.json")
	data, _ := os.ReadFile(meta)
	os.WriteFile(meta, bytes.Replace(data, []byte(`"format": 2`), []byte(`"format": 99`), 1), 0o644)
	if _, err := graph.Open(t.Context(), c); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("a newer format: got %v", err)
	}
}

func testLock(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	for _, readOnly := range []bool{false, true} {
		other := c
		other.ReadOnly = readOnly
		_, err := graph.Open(t.Context(), other)
		var locked *graph.LockedError
		if !errors.As(err, &locked) || locked.PID != os.Getpid() || !strings.Contains(err.Error(), os.Args[0]) {
			t.Errorf("read-only %v beside a writer: got %v, want a LockedError with process and command", readOnly, err)
		}
	}
	s.Close()
	// The file of a process that has gone locks nobody out.
	os.WriteFile(filepath.Join(c.Path, "lock"), []byte(`{"pid":999999999,"command":"gone"}`+"\n"), 0o644)
	reader := c
	reader.ReadOnly = true
	one, two := open(t, reader), open(t, reader)
	if _, err := graph.Open(t.Context(), c); !errors.As(err, new(*graph.LockedError)) {
		t.Errorf("a writer beside readers: got %v, want a LockedError", err)
	}
	one.Close()
	two.Close()
	open(t, c)
}

func testReadOnly(t *testing.T, b Backend) {
	c := config(t, b)
	s := open(t, c)
	put(t, s, NewArticle(1, 1, 1))
	want := export(t, s)
	s.Close()
	c.ReadOnly = true
	s = open(t, c)
	same(t, "export", export(t, s), want)
	_, putErr := s.Put(t.Context(), NewArticle(2, 1, 1))
	_, importErr := s.Import(t.Context(), "x.nq", strings.NewReader(Dataset))
	_, graphErr := s.PutGraph(t.Context(), iri("schema"), nil)
	journalErr := s.Decide(t.Context(), graph.Entry{Time: time.Now(), Author: "a", Kind: graph.KindRetract, Text: "x"})
	for name, err := range map[string]error{
		"put": putErr, "import": importErr, "put graph": graphErr, "journal": journalErr,
	} {
		if !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("%s: got %v, want ErrReadOnly", name, err)
		}
	}
}
