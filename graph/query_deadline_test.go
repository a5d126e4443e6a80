package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/query"

	"claimgraph/graph"
)

// dense returns a store with n times n quads between n nodes.
func dense(t *testing.T, backend string, n int) *graph.Store {
	t.Helper()
	s := openWith(t, backend)
	var b strings.Builder
	for i := range n {
		for j := range n {
			fmt.Fprintf(&b, "<a:n%d> <a:p> <a:n%d> .\n", i, j)
		}
	}
	if _, err := s.Import(t.Context(), "dense.nq", strings.NewReader(b.String())); err != nil {
		t.Fatal(err)
	}
	return s
}

// Cayley's own counts return what they have when their context ends, as if that
// were all. Whenever the deadline comes, there is the whole answer or an error.
func TestACountUnderADeadlineIsWholeOrAnError(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		const n = 30
		s := dense(t, backend, n)
		want := fmt.Sprint(n * n * n)
		counts := map[string]string{
			"gizmo":   `g.emit(g.V("<a:n0>").out("<a:p>").out("<a:p>").out("<a:p>").count())`,
			"graphql": `{ nodes(id: <a:n0>) { <a:p> { <a:p> { id } } } }`,
		}
		for language, text := range counts {
			whole, err := s.Query(t.Context(), graph.Query{Language: language, Text: text})
			if err != nil || len(whole.Rows) != 1 {
				t.Fatalf("%s: %v, %v", text, whole, err)
			}
			if language == "gizmo" && rowsText(t, whole.Rows) != `{"value":`+want+`}` {
				t.Fatalf("%s: got %s, want %s", text, rowsText(t, whole.Rows), want)
			}
			cut := 0
			for step := range 60 {
				timeout := time.Duration(step*step+1) * 20 * time.Microsecond
				r, err := s.Query(t.Context(), graph.Query{Language: language, Text: text, Timeout: timeout})
				if errors.Is(err, graph.ErrTimeout) {
					cut++ // the deadline may have come after the row, which then is whole
				}
				if err != nil && !errors.Is(err, graph.ErrTimeout) || (err == nil || len(r.Rows) > 0) && rowsText(t, r.Rows) != rowsText(t, whole.Rows) {
					t.Fatalf("%s: after %s: got %.200s, %v", text, timeout, rowsText(t, r.Rows), err)
				}
			}
			if cut == 0 {
				t.Errorf("%s: no deadline of many came in time", text)
			}
		}
	})
}

// What the handlers of HTTP use: sessions of Cayley's list of languages.
func TestSessionsGiveNothingOnceTheContextEnded(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := dense(t, backend, 10)
		for _, test := range []struct{ language, text string }{
			{"gizmo", `g.V().out("<a:p>").all()`},
			{"gizmo", `g.emit(g.V().out("<a:p>").count())`},
			{"graphql", `{ nodes { id, <a:p> } }`},
		} {
			for _, before := range []int{0, 1} { // how many rows are taken before the end
				ctx, cancel := context.WithCancel(t.Context())
				h, release, err := s.Handle(ctx)
				if err != nil {
					t.Fatal(err)
				}
				it, err := query.Execute(ctx, h.QuadStore, test.language, test.text, query.Options{Collation: query.JSON, Limit: -1})
				if err != nil {
					t.Fatal(err)
				}
				for range before {
					if !it.Next(ctx) {
						t.Errorf("%s: no row: %v", test.text, it.Err())
					}
				}
				cancel()
				if it.Next(ctx) {
					t.Errorf("%s: a row after the end: %v", test.text, it.Result())
				}
				if err := it.Err(); !errors.Is(err, context.Canceled) && before == 0 {
					t.Errorf("%s: got %v, want that the context was cancelled", test.text, err)
				}
				it.Close()
				release()
			}
		}
	})
}

// Spaces and commas are the writer's choice, as in GraphQL everywhere else.
func TestGraphQLIsReadHoweverItIsSpaced(t *testing.T) {
	s := dense(t, "memory", 3)
	same := []string{
		`{ nodes ( id : <a:n0> , first : 1 ) { id , <a:p> @rev ( first : 2 ) { id } } }`,
		`{nodes(id:<a:n0>,first:1){id,<a:p>@rev(first:2){id}}}`,
		`{nodes(id:<a:n0> first:1){id <a:p>@rev(first:2){id}}}`,
		"{\n\tnodes(id: <a:n0>, first: 1) {\n\t\tid,\n\t\t<a:p> @rev(first: 2) { id }\n\t}\n}\n",
		"{nodes(id:<a:n0>,,first:1,){id,,<a:p> @rev(first:2){id,}}}",
		"# a comment, with <a:b>\n{nodes(id:<a:n0>,first:1){id#,<x:y>\n<a:p>@rev(first:2){id}}}",
		"\ufeff{nodes(id:<a:n0>,first:1){id,<a:p>@rev(first:2){id}}}",
	}
	want := ""
	for _, text := range same {
		r, err := s.Query(t.Context(), graph.Query{Language: "graphql", Text: text, Timeout: 10 * time.Second})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := rowsText(t, r.Rows)
		if want == "" {
			want = got
		}
		if got != want || !strings.Contains(got, "<a:n0>") || strings.Count(got, "id") != 3 {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
