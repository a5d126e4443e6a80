package graph_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
)

// What is stored is the lexical form; what queries compare is its value.
func TestQueriesCompareByValue(t *testing.T) {
	const data = `<a:i7> <a:v> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:i007> <a:v> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:i10> <a:v> "10"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:im3> <a:v> "-3"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:big> <a:v> "123456789012345678901234567890"^^<http://www.w3.org/2001/XMLSchema#integer> .
<a:d75> <a:v> "7.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<a:e1> <a:v> "1.0E1"^^<http://www.w3.org/2001/XMLSchema#double> .
<a:word> <a:v> "seven" .
<a:text7> <a:v> "8" .
<a:day> <a:v> "2025-12-01"^^<http://www.w3.org/2001/XMLSchema#date> .
<a:early> <a:v> "2025-12-01T10:00:00+05:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
<a:late> <a:v> "2025-12-01T06:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
`
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend)
		if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct{ filter, want string }{
			{`gt(6)`, "big d75 e1 i007 i10 i7"},
			{`gte(7), lte(7)`, "i007 i7"},
			{`gt(7), lt(10)`, "d75"},
			{`gte(10)`, "big e1 i10"},
			{`lt(0)`, "im3"},
			{`gt(7.4), lt(7.6)`, "d75"},
			{`gte(str("seven"))`, "word"},
			{`gt('"2025-12-01T05:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>')`, "late"},
			{`lt('"2025-12-01T05:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>')`, "day early"}, // a day begins at its first instant
		} {
			r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: `g.V().has("<a:v>", ` + test.filter + `).all()`, Timeout: 10 * time.Second})
			if err != nil {
				t.Errorf("%s: %v", test.filter, err)
				continue
			}
			var got []string
			for _, row := range r.Rows {
				iri, _ := row["id"].(quad.IRI)
				got = append(got, strings.TrimPrefix(string(iri), "a:"))
			}
			slices.Sort(got)
			if text := strings.Join(got, " "); text != test.want {
				t.Errorf("%s: got %s, want %s", test.filter, text, test.want)
			}
		}
	})
}
