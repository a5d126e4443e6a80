package graph_test

import (
	"sync"
	"testing"

	"pgregory.net/rapid"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// TestTheExportIsAFunctionOfTheSet does what [graphtest.Set] does with generated
// articles, some in two versions.
func TestTheExportIsAFunctionOfTheSet(t *testing.T) {
	set := graphtest.Set{Names: names(), Articles: func(t *rapid.T) []graph.Article {
		news := graphtest.NewNews(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(2, 40).Draw(t, "people"))
		universe := make([]graph.Article, rapid.IntRange(1, 10).Draw(t, "articles"))
		for i := range universe {
			universe[i] = news.Article(i*2/3, i%3, i%2)
		}
		return universe
	}}
	rapid.Check(t, set.Check)
}

var names = sync.OnceValue(func() *name.Matcher {
	m, err := name.New(schema.Default(), nil)
	if err != nil {
		panic(err) // the words that it knows are embedded and tested
	}
	return m
})
