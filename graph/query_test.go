package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/postgres/pgtest"
)

// openWith returns a store with some articles and the data set of graphtest.
func openWith(t testing.TB, backend string, articles ...graph.Article) *graph.Store {
	t.Helper()
	c := graph.Config{Path: t.TempDir(), Backend: backend, Create: true}
	if backend == "postgres" {
		c.DSN = pgtest.DSN(t)
	}
	s, err := graph.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.Put(context.Background(), articles...); err != nil {
		t.Fatal(err)
	}
	return s
}

func eachBackend(t *testing.T, f func(t *testing.T, backend string)) {
	for _, backend := range graph.Backends() {
		t.Run(backend, func(t *testing.T) { f(t, backend) })
	}
}

func TestQuery(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend, graphtest.NewArticle(1, 3, 1), graphtest.NewArticle(2, 1, 1))
		if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(graphtest.Dataset)); err != nil {
			t.Fatal(err)
		}
		const b = "https://claimgraph.example/"
		for _, test := range []struct{ name, language, text, want string }{
			{"full IRIs", "gizmo", `g.V("<` + b + `event/e>").out("<` + b + `schema/chairedBy>").all()`,
				`{"id":"<` + b + `person/p1>"} {"id":"<` + b + `person/p2>"} {"id":"<` + b + `person/p3>"} {"id":"<` + b + `person/p2>"}`},
			{"short IRIs", "gizmo", `g.V("<cg:person/p1>").in("<cgs:chairedBy>").all()`, `{"id":"<` + b + `event/e>"}`},
			{"IRIs made at run time", "gizmo", `["p1"].forEach(function(p){g.V(g.IRI("cg:person/"+p)).in(g.IRI("cgs:chairedBy")).all()})`,
				`{"id":"<` + b + `event/e>"}`},
			{"from an edge to its label", "gizmo", `g.V("<cg:person/p3>").in("<arg:chair>").save("<cgs:notBefore>", "day").all()`,
				`{"day":20250102,"id":"*"}`},
			{"numbers compare", "gizmo", `g.V().has("<cgs:notBefore>", gt(20250102)).out("<cgs:notBefore>").all()`, `{"id":20250103}`},
			{"dates between", "gizmo", `g.V().has("<cgs:notBefore>", gte(20250102), lt(20250103)).out("<arg:time>").unique().all()`, `{"id":"2025-01-02"}`},
			{"typed literal with a short datatype", "gizmo", `g.V('"2025-01-02"^^<xsd:date>').in("<arg:time>").count(); g.emit(g.V('"2025-01-02"^^<xsd:date>').in("<arg:time>").count())`, `{"value":3}`},
			{"emitted object", "gizmo", `g.emit({a: 1, b: [g.IRI("cg:x"), null, 1.5]})`, `{"a":1,"b":["<` + b + `x>",null,1.5]}`},
			{"lexical forms stay", "gizmo", `g.V("<https://a.example/1>").labelContext("<https://a.example/g>").out("<https://a.example/p>").all()`, `{"id":7}`},
			{"truth values", "gizmo", `g.V('"true"^^<xsd:boolean>').all()`, `{"id":true}`},
			{"nothing found", "gizmo", `g.V("<cg:absent>").out().all()`, ``},
			{"one field", "graphql", `{nodes(id:<cg:person/p1>){id,<cgs:chairedBy> @rev {id}}}`,
				`{"<` + b + `schema/chairedBy>":{"id":"<` + b + `event/e>"},"id":"<` + b + `person/p1>"}`},
			{"list of objects", "graphql", `{ nodes(<arg:time>: "\"2025-01-02\"^^<xsd:date>", first: 2) { <cgs:notBefore> } }`, `* *`},
			{"several fields", "graphql", `{ a: nodes(id: [<cg:person/p1>,<cg:person/p2>]) { id } b: nodes(id: <cg:event/e>) { id } }`,
				`{"a":{"id":"<` + b + `person/p1>"}} {"a":{"id":"<` + b + `person/p2>"}} {"b":{"id":"<` + b + `event/e>"}}`},
		} {
			r, err := s.Query(t.Context(), graph.Query{Language: test.language, Text: test.text, Timeout: 10 * time.Second})
			if err != nil {
				t.Errorf("%s: %s: %v", test.name, test.text, err)
				continue
			}
			if got := rowsText(t, r.Rows); !alike(got, test.want) {
				t.Errorf("%s: %s\ngot  %s\nwant %s", test.name, test.text, got, test.want)
			}
		}
	})
}

func rowsText(t *testing.T, rows []graph.Row) string {
	t.Helper()
	var out []string
	for _, row := range rows {
		data, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(data))
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// alike compares rows in any order; "*" stands for a row or a value.
func alike(got, want string) bool {
	g, w := strings.Fields(got), strings.Fields(want)
	if len(g) != len(w) {
		return false
	}
next:
	for _, one := range w {
		for i, other := range g {
			before, after, any := strings.Cut(one, "*")
			if one == other || any && strings.HasPrefix(other, before) && strings.HasSuffix(other, after) {
				g = append(g[:i:i], g[i+1:]...)
				continue next
			}
		}
		return false
	}
	return true
}

func TestWrongQueriesAreErrors(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend, graphtest.NewArticle(1, 3, 1))
		for _, test := range []struct{ language, text, want string }{
			{"gizmo", `g.V(`, "Line 1:5"},
			{"gizmo", "\n\nthrow new Error('mine')", "mine"},
			{"gizmo", `undefined.x`, "TypeError"},
			{"gizmo", `g.V().out({}).all()`, "unsupported type"},
			{"gizmo", `g.V().followRecursive({}).all()`, "unsupported type"},
			{"gizmo", `function f(){f()} f()`, "deep"},
			{"gizmo", `}); g.V().all(); (function(){`, "Line 1:1"},
			{"graphql", `{ nodes(id: `, ""},
			{"graphql", `mutation { a }`, "unsupported operation"},
			{"graphql", `{ nodes(first: "x") { id } }`, "unexpected value type"},
		} {
			_, err := s.Query(t.Context(), graph.Query{Language: test.language, Text: test.text, Timeout: 10 * time.Second})
			var wrong *graph.QueryError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %s: got %v, want a QueryError with %q", test.language, test.text, err, test.want)
			}
		}
		if _, err := s.Query(t.Context(), graph.Query{Language: "sparql"}); err == nil {
			t.Error("unknown language: want an error")
		}
	})
}

func TestQueryLimits(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend, graphtest.NewArticle(1, 60, 1), graphtest.NewArticle(2, 60, 1))
		all := graph.Query{Language: "gizmo", Text: `g.V().all()`, Timeout: 10 * time.Second}
		for _, limit := range []int{1, 7} {
			all.Limit = limit
			r, err := s.Query(t.Context(), all)
			if err != nil || len(r.Rows) != limit || !r.More {
				t.Errorf("limit %d: got %d rows, more %v, %v", limit, len(r.Rows), r.More, err)
			}
		}
		exact := graph.Query{Language: "gizmo", Text: `g.V("<cg:event/e>").all()`, Limit: 1, Timeout: 10 * time.Second}
		if r, err := s.Query(t.Context(), exact); err != nil || len(r.Rows) != 1 || r.More {
			t.Errorf("as many rows as the limit: got %+v, %v", r, err)
		}
		for _, text := range []string{
			`while (true) {}`,
			`while (true) { g.V().out().in().out().count() }`,
			`g.emit(1); while (true) { g.V().toArray() }`,
		} {
			start := time.Now()
			r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: text, Timeout: 300 * time.Millisecond})
			if !errors.Is(err, graph.ErrTimeout) || time.Since(start) > 5*time.Second {
				t.Errorf("%s: got %v after %s, want ErrTimeout after 300 ms", text, err, time.Since(start))
			}
			if strings.HasPrefix(text, "g.emit") && len(r.Rows) != 1 {
				t.Errorf("%s: got %d rows, want the one found in time", text, len(r.Rows))
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		if _, err := s.Query(ctx, graph.Query{Language: "gizmo", Text: `while (true) {}`}); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: got %v", err)
		}
		// The store is whole after all that.
		if _, err := s.Put(t.Context(), graphtest.NewArticle(3, 1, 1)); err != nil {
			t.Error(err)
		}
	})
}

func TestShortIRIsAreWrittenOut(t *testing.T) {
	prefixes := map[string]string{"cg": "https://b/", "cgs": "https://b/schema/"}
	for text, want := range map[string]string{
		`g.V("<cg:person/a>")`:         `g.V("<https://b/person/a>")`,
		`"<cgs:a>","<cg:b>"`:           `"<https://b/schema/a>","<https://b/b>"`,
		`<other:a> <https://cg:x/y>`:   `<other:a> <https://cg:x/y>`,
		`a<cg:b && c>d`:                `a<cg:b && c>d`,
		`"<cg:>"`:                      `"<https://b/>"`,
		`{nodes(id: <cg:a,b#char=1>)}`: `{nodes(id: <https://b/a,b#char=1>)}`,
	} {
		if got := graph.Expand(text, prefixes); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestGraphQLIsSpacedForCayley(t *testing.T) {
	for text, want := range map[string]string{
		`{nodes(id:<a:b>){id,<a:p>}}`:     `{nodes(id: <a:b> ){id <a:p> }}`,
		`{a(id:[<x:1>,<x:2>])}`:           `{a(id: [<x:1>  <x:2> ])}`,
		`{a(n:"x,y:\"<z",m:-1,k:2)}`:      `{a(n: "x,y:\"<z" m: -1 k: 2)}`,
		"{a # c:<d,>\n(b: c)}":            "{a \n(b: c)}",
		`{ ~<a:p> rdf:type x: rdf:type }`: `{ ~<a:p>  rdf:type x: rdf:type }`,
		`{a(b < c)}`:                      `{a(b < c)}`,
		`"unclosed`:                       `"unclosed`,
	} {
		if got := graph.SpaceGraphQL(text); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func ExampleStore_Query() {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Config{Backend: "memory"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	label := quad.IRI(s.Base() + "schema")
	_, err = s.PutGraph(ctx, label, []quad.Quad{{
		Subject: label + "/chairedBy", Predicate: quad.IRI("http://www.w3.org/2000/01/rdf-schema#label"), Object: quad.String("chaired by"),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := s.Query(ctx, graph.Query{Language: "gizmo", Text: `g.V("<cgs:chairedBy>").out("<rdfs:label>").all()`, Limit: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range r.Rows {
		fmt.Println(row["id"])
	}
	// Output: "chaired by"
}
