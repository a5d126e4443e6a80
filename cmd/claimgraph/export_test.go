package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var documentedSPARQL = regexp.MustCompile("(?s)```sparql\n(.*?)```\n\n```\n(.*?)```\n")

// runSPARQL reads TriG and prints the rows of a query, a column a line.
const runSPARQL = `
import sys, rdflib
rdflib.NORMALIZE_LITERALS = False
data = rdflib.ConjunctiveGraph()
data.parse(sys.argv[1], format="trig")
for row in data.query(sys.argv[2]):
    print("\n  ".join(str(value) for value in row))
`

func TestDocumentedSPARQLOverTheTriGExport(t *testing.T) {
	python := ""
	// Debian's packages serve Debian's interpreter, which may not be the first.
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import rdflib").Run() == nil {
			python = name
		}
	}
	if python == "" {
		t.Skip("SKIP python3 has no module rdflib (Debian: python3-rdflib)")
	}
	const file = "../../docs/export.md"
	doc := document(t, "docs/export.md")
	m := documentedSPARQL.FindStringSubmatch(doc)
	if m == nil {
		t.Fatalf("%s has no query with its rows", file)
	}
	t.Setenv("CLAIMGRAPH_STORE_PATH", filepath.Join(t.TempDir(), "store"))
	inProcess(t, "ingest", "../../examples/news")
	trig := filepath.Join(t.TempDir(), "claims.trig")
	inProcess(t, "export", "--format", "trig", trig)
	out, err := exec.Command(python, "-c", runSPARQL, trig, m[1]).CombinedOutput()
	if err != nil {
		t.Fatalf("rdflib: %v\n%s", err, out)
	}
	if *update {
		shown := strings.Replace(m[0], m[2], string(out), 1)
		if err := os.WriteFile(file, []byte(strings.Replace(doc, m[0], shown, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	// Rules change; that rows have the form shown does not.
	row := regexp.MustCompile(`(?m)\A(https://claimgraph\.example/event/\S+\n  https://claimgraph\.example/person/\S+\n  .+\n  .+\n){1,2}\z`)
	for name, rows := range map[string]string{"rdflib gives": string(out), "the document shows": m[2]} {
		if !row.MatchString(rows) {
			t.Errorf("%s\n%s\n%swant an event, a person, a quote and a title for each row", m[1], name, rows)
		}
	}
}
