package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"claimgraph/extract/gazetteer"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// TestTheExportOfExamplesIsAFunctionOfTheSet does what [graphtest.Set] does with the
// sample articles and, where they are, the seed articles, each read once.
func TestTheExportOfExamplesIsAFunctionOfTheSet(t *testing.T) {
	paths := []string{filepath.Join("..", "..", "examples", "news")}
	seeds := filepath.Join("..", "..", "..", "shared", "seeds")
	if _, err := os.Stat(seeds); err == nil {
		paths = append(paths, seeds)
	} else {
		t.Logf("SKIP the seed articles: %v", err)
	}
	articles := articlesOf(t, paths)
	entries, err := name.ReadEntries(gazetteer.Data())
	if err != nil {
		t.Fatal(err)
	}
	names, err := name.New(schema.Default(), entries)
	if err != nil {
		t.Fatal(err)
	}
	most, checks := 6, "30"
	if os.Getenv("CLAIMGRAPH_SOAK") != "" {
		most, checks = len(articles), "300"
	}
	setFlag(t, "rapid.checks", checks)
	set := graphtest.Set{Names: names, Articles: func(t *rapid.T) []graph.Article {
		var some []graph.Article
		for _, a := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(articles)-1), 1, most, rapid.ID[int]).Draw(t, "articles") {
			some = append(some, articles[a])
			if rapid.IntRange(0, 3).Draw(t, "versions") == 0 {
				some = append(some, corrected(articles[a]))
			}
		}
		return some
	}}
	rapid.Check(t, set.Check)
}

// articlesOf reads articles with their claims, some from each source at least.
func articlesOf(t *testing.T, paths []string) (articles []graph.Article) {
	t.Helper()
	pipeline, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for in := range inputs(context.Background(), paths, nil) {
		r := extractOne(context.Background(), pipeline, graph.Base(schema.DefaultBase), in)
		if r.err != nil {
			t.Fatal(r.err)
		}
		articles = append(articles, graph.Article{Source: r.extraction.Source, Text: r.article.Text, Claims: r.extraction.Claims})
	}
	if len(articles) < 10 {
		t.Fatalf("%d articles in %v", len(articles), paths)
	}
	return articles
}

// corrected returns a later version of an article, of which less was read.
func corrected(a graph.Article) graph.Article {
	a.Source.Modified = schema.Date{Year: 2030, Month: 1, Day: 1}
	a.Claims = a.Claims[:len(a.Claims)/2]
	return a
}

// setFlag sets a flag of the test binary for one test, unless it was given.
func setFlag(t *testing.T, name, value string) {
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == name })
	if given {
		return
	}
	was := flag.Lookup(name).Value.String()
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := flag.Set(name, was); err != nil {
			t.Error(err)
		}
	})
}
