package graph_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

func read(t testing.TB, text string) []quad.Quad {
	t.Helper()
	quads, err := graph.NewQuadReader(strings.NewReader(text), "test.nq").ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return quads
}

func TestReadTerms(t *testing.T) {
	for _, test := range []struct {
		name, term string
		want       quad.Value
		canonical  string // if it is not the term
	}{
		{"IRI", `<http://a.example/b>`, quad.IRI("http://a.example/b"), ""},
		{"IRI that looks like a prefix", `<xsd:integer>`, quad.IRI("xsd:integer"), ""},
		{"escaped letter in an IRI", `<http://a.example/\u04D8\U000004D9>`, quad.IRI("http://a.example/Әә"), `<http://a.example/Әә>`},
		{"blank node", `_:a.b`, quad.BNode("a.b"), ""},
		{"plain literal", `"a"`, quad.String("a"), ""},
		{"xsd:string is plain", `"a"^^<` + xsd + `string>`, quad.String("a"), `"a"`},
		{"language tag", `"қала"@kk-Cyrl-KZ`, quad.LangString{Value: "қала", Lang: "kk-Cyrl-KZ"}, ""},
		{"canonical integer is a number", `"-12"^^<` + xsd + `integer>`, quad.Int(-12), ""},
		{"leading zeros stay", `"007"^^<` + xsd + `integer>`, quad.TypedString{Value: "007", Type: xsd + "integer"}, ""},
		{"plus sign stays", `"+7"^^<` + xsd + `integer>`, quad.TypedString{Value: "+7", Type: xsd + "integer"}, ""},
		{"minus zero stays", `"-0"^^<` + xsd + `integer>`, quad.TypedString{Value: "-0", Type: xsd + "integer"}, ""},
		{"integer beyond 64 bits stays", `"9223372036854775808"^^<` + xsd + `integer>`,
			quad.TypedString{Value: "9223372036854775808", Type: xsd + "integer"}, ""},
		{"datatype as Cayley abbreviates it", `"7"^^<xsd:integer>`, quad.Int(7), `"7"^^<` + xsd + `integer>`},
		{"truth value stays", `"true"^^<` + xsd + `boolean>`, quad.TypedString{Value: "true", Type: xsd + "boolean"}, ""},
		{"time keeps its zone", `"2025-12-01T10:00:00+05:00"^^<` + xsd + `dateTime>`,
			quad.TypedString{Value: "2025-12-01T10:00:00+05:00", Type: xsd + "dateTime"}, ""},
		{"escapes", `"\t\b\n\r\f\"\'\\\u0041\U0001F600"`, quad.String("\t\b\n\r\f\"'\\A😀"), `"\t\b\n\r\f\"'\\A😀"`},
		{"controls", `"\u0000\u001f\u007F"`, quad.String("\x00\x1f\x7f"), `"\u0000\u001F\u007F"`},
		{"what looks like a datatype inside", `"a\"^^<b>"`, quad.String(`a"^^<b>`), ""},
	} {
		line := "<http://a.example/s> <http://a.example/p> " + test.term + " .\n"
		quads, err := graph.NewQuadReader(strings.NewReader(line), "test.nq").ReadAll()
		if err != nil || len(quads) != 1 || quads[0].Object != test.want {
			t.Errorf("%s: read %s: got %#v, %v, want %#v", test.name, test.term, quads, err, test.want)
			continue
		}
		if test.canonical == "" {
			test.canonical = test.term
		}
		if got := string(graph.AppendTerm(nil, quads[0].Object)); got != test.canonical {
			t.Errorf("%s: write %#v: got %s, want %s", test.name, test.want, got, test.canonical)
		}
	}
}

func TestWriteNativeValues(t *testing.T) {
	zone := time.FixedZone("", 5*3600)
	for _, test := range []struct {
		value quad.Value
		want  string
	}{
		{quad.Bool(true), `"true"^^<` + xsd + `boolean>`},
		{quad.Float(1.5), `"1.5E+00"^^<` + xsd + `double>`},
		{quad.Time(time.Date(2025, 12, 1, 10, 0, 0, 0, zone)), `"2025-12-01T10:00:00+05:00"^^<` + xsd + `dateTime>`},
		{quad.TypedString{Value: "a"}, `"a"`},
	} {
		if got := string(graph.AppendTerm(nil, test.value)); got != test.want {
			t.Errorf("%#v: got %s, want %s", test.value, got, test.want)
		}
	}
}

func TestReadLines(t *testing.T) {
	text := "# comment\r\n\n<a:s> <a:p> <a:o> . # comment\r\n\t<a:s><a:p>\"o\"<a:g>.\n_:s <a:p> _:o _:g .\n<a:s> <a:p> \"last\" ."
	var lines []string
	for _, q := range read(t, text) {
		lines = append(lines, strings.TrimSpace(string(graph.AppendQuad(nil, q))))
	}
	want := "<a:s> <a:p> <a:o> .\n<a:s> <a:p> \"o\" <a:g> .\n_:s <a:p> _:o _:g .\n<a:s> <a:p> \"last\" ."
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("%q\ngot  %q\nwant %q", text, got, want)
	}
}

func TestSyntaxErrorsNameLineAndColumn(t *testing.T) {
	const ok = "<a:s> <a:p> <a:o> .\n"
	for _, test := range []struct {
		line string
		col  int
		want string
	}{
		{`<a:s> <a:p> <a:o>`, 18, "label or full stop"},
		{`<a:s> <a:p> .`, 13, "object"},
		{`<a:s> "p" <a:o> .`, 7, "predicate"},
		{`"s" <a:p> <a:o> .`, 1, "subject"},
		{`<a:s> <a:p> <a:o> "g" .`, 19, "label"},
		{`<a:s> <a:p> <a:o> <a:g> <a:h> .`, 25, "full stop"},
		{`<a:s> <a:p> <a:o> . <a:x>`, 21, "after the full stop"},
		{`<relative> <a:p> <a:o> .`, 1, "not absolute"},
		{`<a:s x> <a:p> <a:o> .`, 5, "not allowed"},
		{`<a:s\u0020x> <a:p> <a:o> .`, 5, "not allowed"},
		{`<a:s`, 5, "not closed"},
		{`<a:s> <a:p> "o`, 15, "not closed"},
		{`<a:s> <a:p> "\x" .`, 14, "escape"},
		{`<a:s> <a:p> "\u12" .`, 14, "escape"},
		{`<a:s> <a:p> "\uD800" .`, 14, "not a Unicode character"},
		{`<a:s> <a:p> "o"@ .`, 17, "language tag"},
		{`<a:s> <a:p> "o"@ru- .`, 20, "language tag"},
		{`<a:s> <a:p> "o"^^xsd:string .`, 18, "datatype"},
		{`<a:s> <a:p> _: .`, 13, "without a label"},
		{"<a:s> <a:p> \"\xff\" .", 0, "UTF-8"},
		{"<a:s> <a:p> \"a\rb\" .", 15, "not closed"},
	} {
		r := graph.NewQuadReader(strings.NewReader(ok+test.line+"\n"+ok), "file.nq")
		if _, err := r.Read(); err != nil {
			t.Fatal(err)
		}
		_, err := r.Read()
		var syntax *graph.SyntaxError
		if !errors.As(err, &syntax) || syntax.Line != 2 || syntax.Col != test.col || !strings.Contains(err.Error(), test.want) ||
			!strings.HasPrefix(err.Error(), "file.nq:2:") {
			t.Errorf("%q: got %v, want file.nq:2:%d and %q", test.line, err, test.col, test.want)
		}
		if _, err := r.Read(); err != nil {
			t.Errorf("%q: the line after: %v", test.line, err)
		}
	}
}

func TestLongLineIsRefused(t *testing.T) {
	r := graph.NewQuadReader(io.MultiReader(strings.NewReader(`<a:s> <a:p> "`), &repeat{left: graph.MaxLine}), "big.nq")
	if _, err := r.Read(); err == nil || !strings.Contains(err.Error(), "longer") {
		t.Errorf("got %v", err)
	}
}

type repeat struct{ left int }

func (r *repeat) Read(p []byte) (int, error) {
	n := min(len(p), r.left)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range p[:n] {
		p[i] = 'x'
	}
	r.left -= n
	return n, nil
}

func FuzzNQuads(f *testing.F) {
	f.Add(graphtest.Dataset)
	f.Add("_:a.b <a:p> \"\\u0041\\n\"@kk-KZ _:c . # end\r\n<a:\\u04D8> <a:p> \"1\"^^<" + xsd + "integer> .")
	f.Fuzz(func(t *testing.T, text string) {
		r := graph.NewQuadReader(strings.NewReader(text), "fuzz.nq")
		for {
			q, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				continue
			}
			line := graph.AppendQuad(nil, q)
			again, err := graph.NewQuadReader(bytes.NewReader(line), "again.nq").ReadAll()
			if err != nil || len(again) != 1 || again[0] != q {
				t.Fatalf("read %#v, wrote %q, read %#v, %v", q, line, again, err)
			}
		}
	})
}
