package graph_test

import (
	"testing"
	"time"

	"claimgraph/graph"
)

// Whatever a query's text is, it ends, and the process lives on.
func FuzzQueryText(f *testing.F) {
	s := openWith(f, "memory")
	f.Add("gizmo", `g.V("<a:b>").out(["<a:p>"]).forEach(function (r) { g.emit([r, {a: "x".repeat(3)}]) })`)
	f.Add("gizmo", "var p = g.M(); for (const x of [1, `2`]) p = p.and(g.V(x)).save('<a:p>', 'y'); p.all()")
	f.Add("graphql", "{nodes(id:<a:b>,first:1){id,<a:p>@rev(first:2){id}}}")
	f.Fuzz(func(t *testing.T, language, text string) {
		start := time.Now()
		_, err := s.Query(t.Context(), graph.Query{Language: language, Text: text, Limit: 10, Timeout: 200 * time.Millisecond})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %q: took %s: %v", language, text, took, err)
		}
	})
}
