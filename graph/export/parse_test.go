package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/export"
	"claimgraph/schema"
)

// hard are quads that some format or reader could stumble over.
const hard = `<https://a.example/x> <https://a.example/p> "a , \"b\" ; . } # @prefix\\" <https://a.example/g'(1)> .
<https://a.example/x> <https://a.example/p> " leading and trailing " .
<https://a.example/x> <https://a.example/p> "]]><&amp;'" .
<https://a.example/x> <https://a.example/p> "\u2028\u0085\uFEFF" .
<https://a.example/x> <https://a.example/p> "C:\\temp\\u0041\u0001" .
<https://a.example/x> <https://a.example/p> "one\r\ntwo\rthree\nfour" .
<https://a.example/x> <https://a.example/p> "x"@en .
<https://a.example/x> <https://a.example/p> "x"@en-x-y1 .
<https://a.example/x> <https://a.example/p> "x" .
<https://a.example/x> <https://a.example/p> "-0"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://a.example/x> <https://a.example/p> "-12"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://a.example/x> <https://a.example/p> "1"^^<https://a.example/unit#m> .
<https://a.example/x> <https://a.example/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<https://a.example/x> <https://a.example/p> "=1+2" .
<https://a.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "a word" .
<https://a.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://a.example/T> .
<https://a.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://claimgraph.example/schema/-x> .
<https://a.example/x> <https://a.example/p,q;r> <https://claimgraph.example/schema/a.b> .
<https://a.example/x> <https://claimgraph.example/schema/1a> <https://claimgraph.example/schema/> .
<https://a.example/g'(1)> <https://a.example/p> <https://a.example/x> .
<https://a.example/g'(1)> <https://a.example/p> <https://a.example/x> <https://a.example/g'(1)> .
<tag:a.example,2031:x> <urn:p> <mailto:a@a.example> <urn:g> .
`

func hardSample(t *testing.T) *graph.Store {
	t.Helper()
	s := sample(t)
	if _, err := s.Import(t.Context(), "hard.nq", strings.NewReader(hard)); err != nil {
		t.Fatal(err)
	}
	return s
}

// python returns an interpreter that has a module, or skips the test.
func python(t *testing.T, module string) string {
	t.Helper()
	// Debian's packages serve Debian's interpreter, which may not be the first.
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	t.Skipf("SKIP python3 has no module %s (Debian: python3-%s)", module, module)
	return ""
}

// written exports a store to a file.
func written(t *testing.T, s *graph.Store, format string) string {
	t.Helper()
	f, ok := export.ByName(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), s, schema.Default(), &b); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	path := filepath.Join(t.TempDir(), "export"+f.Ext)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// held returns the quads of a store as lines, those that a format keeps.
func held(t *testing.T, s *graph.Store, format string) []string {
	t.Helper()
	order := graph.ByLine
	if format == "turtle" {
		order = graph.ByTriple
	}
	var lines []string
	err := s.Stream(t.Context(), order, func(q quad.Quad) error {
		lines = append(lines, string(graph.AppendQuad(nil, lowered(q))))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// lowered writes a language tag as most programs keep it.
func lowered(q quad.Quad) quad.Quad {
	if l, ok := q.Object.(quad.LangString); ok {
		l.Lang = strings.ToLower(l.Lang)
		q.Object = l
	}
	return q
}

// misread are texts at whose first sign a reader is known to go wrong, though
// the file is right; lines with one are left out of the comparison.
var misread = map[string]string{
	"rapper":        `"\t\b`, // its strings end at U+0000
	"rdflib nquads": `"C:\`,  // it reads \\t as \ and a tab
}

func readable(reader string, lines []string) []string {
	sign, ok := misread[reader]
	if !ok {
		return lines
	}
	return slices.DeleteFunc(lines, func(line string) bool { return strings.Contains(line, sign) })
}

func compareLines(t *testing.T, reader string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	got, want = readable(reader, got), readable(reader, want)
	for _, line := range want {
		if i, ok := slices.BinarySearch(got, line); ok {
			got = slices.Delete(got, i, i+1)
		} else {
			t.Errorf("%s has not read %s", reader, line)
		}
	}
	for _, line := range got {
		t.Errorf("%s has read what the store does not hold: %s", reader, line)
	}
}

func TestOtherProgramsReadWhatTheStoreHolds(t *testing.T) {
	s := hardSample(t)
	for format, module := range map[string]string{
		"nquads": "rdflib", "trig": "rdflib", "turtle": "rdflib", "jsonld": "rdflib", "graphml": "networkx", "csv": "csv",
	} {
		t.Run(format, func(t *testing.T) {
			cmd := exec.Command(python(t, module), filepath.Join("testdata", "parse.py"), format, written(t, s, format))
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%s: %v\n%s", module, err, stderr.Bytes())
			}
			var got []string
			for line := range bytes.Lines(out) {
				got = append(got, parsedQuad(t, line))
			}
			compareLines(t, module+" "+format, got, held(t, s, format))
		})
	}
}

// parsedQuad makes a line of N-Quads of one that parse.py prints.
func parsedQuad(t *testing.T, line []byte) string {
	t.Helper()
	var f []string
	if err := json.Unmarshal(line, &f); err != nil || len(f) != 6 {
		t.Fatalf("%s: %v", line, err)
	}
	q := quad.Quad{Subject: quad.IRI(f[0]), Predicate: quad.IRI(f[1])}
	switch {
	case f[3] == "":
		q.Object = quad.IRI(f[2])
	case f[4] != "":
		q.Object = quad.LangString{Value: quad.String(f[2]), Lang: f[4]}
	default:
		q.Object = quad.TypedString{Value: quad.String(f[2]), Type: quad.IRI(f[3])}
	}
	if f[5] != "" {
		q.Label = quad.IRI(f[5])
	}
	return string(graph.AppendQuad(nil, lowered(q)))
}

func TestRapperReadsWhatTheStoreHolds(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("SKIP rapper is not installed (Debian: raptor2-utils)")
	}
	s := hardSample(t)
	for _, format := range []string{"nquads", "trig", "turtle"} {
		t.Run(format, func(t *testing.T) {
			cmd := exec.Command(rapper, "-q", "-i", format, "-o", "nquads", written(t, s, format))
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil || stderr.Len() > 0 {
				t.Fatalf("rapper: %v\n%s", err, stderr.Bytes())
			}
			quads, err := graph.NewQuadReader(bytes.NewReader(out), "rapper's").ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, q := range quads {
				got = append(got, string(graph.AppendQuad(nil, lowered(q))))
			}
			compareLines(t, "rapper", got, held(t, s, format))
		})
	}
}

// Without any other program: JSON and XML at least are well-formed, and JSON
// names no key twice.
func TestJSONAndXMLAreWellFormed(t *testing.T) {
	s := hardSample(t)
	data, err := os.ReadFile(written(t, s, "jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	checkKeys(t, json.NewDecoder(bytes.NewReader(data)))
	data, err = os.ReadFile(written(t, s, "graphml"))
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// checkKeys reads one JSON value and fails if it is none or has a key twice.
func checkKeys(t *testing.T, d *json.Decoder) {
	t.Helper()
	token, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	open, ok := token.(json.Delim)
	if !ok {
		return
	}
	seen := map[string]bool{}
	for d.More() {
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if name, _ := key.(string); seen[name] {
				t.Errorf("key %q stands twice in an object", name)
			} else {
				seen[name] = true
			}
		}
		checkKeys(t, d)
	}
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
}

func TestAnEmptyStoreExportsToEveryFormat(t *testing.T) {
	s, err := graph.Open(t.Context(), graph.Config{Backend: "memory"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range export.Formats() {
		data, err := os.ReadFile(written(t, s, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "jsonld" && !json.Valid(data) {
			t.Errorf("jsonld: not JSON: %s", data)
		}
	}
}

// failing is a writer that takes some bytes and then no more.
type failing struct{ left int }

var errFull = errors.New("full")

func (f *failing) Write(p []byte) (int, error) {
	n := min(len(p), f.left)
	f.left -= n
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestAWriterThatFailsIsReported(t *testing.T) {
	s := hardSample(t)
	for _, f := range export.Formats() {
		for _, size := range []int{0, 100} {
			if err := f.Write(t.Context(), s, schema.Default(), &failing{size}); !errors.Is(err, errFull) {
				t.Errorf("%s: full after %d bytes: got %v", f.Name, size, err)
			}
		}
	}
}
