package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimgraph/extract/rule"
	"claimgraph/schema"
)

var update = flag.Bool("update", false, "write what the queries of docs/queries.md give into it")

// inProcess runs the program and returns what it prints.
func inProcess(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
		t.Fatalf("claimgraph %s: exit code %d\n%s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

// queryBlock is a query of the cookbook with the rows that stand under it.
var queryBlock = regexp.MustCompile("(?s)```(gizmo|graphql)\n(.*?)```\n(?:\n```json\n(.*?)```\n)?")

func TestCookbookQueriesGiveRowsOfTheFormShown(t *testing.T) {
	const file = "../../docs/queries.md"
	doc, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLAIMGRAPH_STORE_PATH", filepath.Join(t.TempDir(), "store"))
	inProcess(t, "ingest", "../../examples/news")
	queries := 0
	changed := queryBlock.ReplaceAllStringFunc(string(doc), func(block string) string {
		queries++
		m := queryBlock.FindStringSubmatch(block)
		rows := strings.Split(strings.TrimSpace(inProcess(t, "query", "--lang", m[1], m[2])), "\n")
		slices.Sort(rows)
		rows = slices.Compact(rows)
		if rows[0] == "" {
			t.Errorf("docs/queries.md: no rows for the %s query\n%s", m[1], m[2])
		}
		// The rows themselves change as rules read more; what a row is made of may not.
		for row := range strings.Lines(m[3]) {
			if !*update && !slices.ContainsFunc(rows, func(got string) bool { return slices.Equal(columns(got), columns(row)) }) {
				t.Errorf("docs/queries.md: the %s query\n%s\ngives no row with the columns of\n%s\nbut\n%s", m[1], m[2], row, strings.Join(rows, "\n"))
			}
		}
		return fmt.Sprintf("```%s\n%s```\n\n```json\n%s\n```\n", m[1], m[2], strings.Join(rows[:min(2, len(rows))], "\n"))
	})
	if queries < 12 {
		t.Errorf("docs/queries.md has %d queries, that cannot be all", queries)
	}
	if *update {
		if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// document returns the text of a document of the project.
func document(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../..", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReadmeShowsTheAnswerThatTheProgramGives(t *testing.T) {
	m := regexp.MustCompile("(?s)\nbin/claimgraph ingest (\\S+)\nbin/claimgraph ask (\\S+) \"([^\"]+)\"\n```\n\n```\n(.*?)```\n").FindStringSubmatch(document(t, "README.md"))
	if m == nil {
		t.Fatal("README.md has no first answer of the form that this test knows")
	}
	t.Setenv("CLAIMGRAPH_STORE_PATH", filepath.Join(t.TempDir(), "store"))
	inProcess(t, "ingest", filepath.Join("../..", m[1]))
	got := inProcess(t, "ask", m[2], m[3])
	// The README breaks lines where a terminal would.
	unbroken := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if !strings.Contains(unbroken(got), unbroken(m[4])) {
		t.Errorf("README.md shows\n%s\nthe program answers\n%s", m[4], got)
	}
}

// edge is an arrow of the data model's picture: NODE -- PREDICATE --> NODE.
var (
	edge     = regexp.MustCompile(`(?m)^ *(\w+)\S* -- (\S+) --> (\w+)`)
	pictured = regexp.MustCompile(`(\w+)(?:\(\["|\["|\{\{")([^"]+)"`)
)

func TestDataModelPicturesQuadsOfTheSamples(t *testing.T) {
	_, picture, _ := strings.Cut(document(t, "docs/data-model.md"), "```mermaid\n")
	picture, _, _ = strings.Cut(picture, "```")
	const article = "flwl3b4uqy37zvfd"
	nodes := map[string]string{}
	for _, m := range pictured.FindAllStringSubmatch(picture, -1) {
		name := strings.ReplaceAll(m[2], "ARTICLE", article)
		if strings.HasPrefix(name, article) {
			name = "article/" + name
		}
		name, _, _ = strings.Cut(name, "HASH") // of the claim
		name, _, _ = strings.Cut(name, " ...") // of a quote
		nodes[m[1]] = strings.TrimPrefix(name, "event: ")
	}
	var quads []string
	for line := range strings.Lines(inProcess(t, "extract", "--format", "nquads", "../../examples/news/02_kk_ushinshi_raund.txt")) {
		quads = append(quads, strings.ReplaceAll(line, "https://claimgraph.example/", ""))
	}
	edges := edge.FindAllStringSubmatch(picture, -1)
	if len(edges) < 10 {
		t.Fatalf("the picture has %d edges, that cannot be all", len(edges))
	}
	for _, m := range edges {
		predicate, object := m[2], nodes[m[3]]
		if !strings.Contains(predicate, "/") {
			predicate = "schema/" + predicate
		}
		if object == "" {
			object = m[3] // a value that stands for itself
		}
		if m[3] == "round" || m[1] == "round" {
			object = strings.TrimSuffix(object, "third round") // its IRI is long
		}
		if !slices.ContainsFunc(quads, func(q string) bool {
			_, rest, ok := strings.Cut(q, "<"+predicate+"> ")
			return ok && strings.Contains(rest, object) && (m[1] == "round" || strings.Contains(q, nodes[m[1]]))
		}) {
			t.Errorf("docs/data-model.md: no quad for the edge %s", strings.TrimSpace(m[0]))
		}
	}
}

// columns returns the keys of a row in JSON, sorted; nil if it is none.
func columns(row string) []string {
	var object map[string]any
	if json.Unmarshal([]byte(row), &object) != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(object))
}

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```\n")

// exampleOf returns the first YAML of a document.
func exampleOf(t *testing.T, file string) []byte {
	t.Helper()
	doc, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := yamlBlock.FindSubmatch(doc)
	if m == nil {
		t.Fatalf("%s: no yaml in it", file)
	}
	return m[1]
}

func writeExample(t *testing.T, example []byte, path ...string) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(append([]string{dir}, path...)...)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, example, 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDocumentedClaimTypeLoads(t *testing.T) {
	dir := writeExample(t, exampleOf(t, "../../docs/claim-types.md"), "award.yaml")
	model, err := schema.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if model.Claim("award") == nil {
		t.Error("the model has no claim type award")
	}
}

func TestDocumentedRuleReadsItsSentence(t *testing.T) {
	dir := writeExample(t, exampleOf(t, "../../docs/rules.md"), "ru", "staying.yaml")
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rule.Load(model, rule.Packs(), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLAIMGRAPH_RULES_DIR", dir)
	text := filepath.Join(t.TempDir(), "article.txt")
	doc, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^-- stays-in\.txt --\n(.*)\n`).FindSubmatch(doc)
	if m == nil {
		t.Fatal("docs/rules.md has no sentence stays-in.txt")
	}
	if err := os.WriteFile(text, m[1], 0o666); err != nil {
		t.Fatal(err)
	}
	if got := inProcess(t, "extract", text); !strings.Contains(got, `"ru/staying#`) {
		t.Errorf("%s\ngot %q, want a claim of the rule", m[1], got)
	}
}
