package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

// TestTheExportIsAFunctionOfTheSet puts random articles in random batches, some in
// two versions, and takes some out again: the export is that of a store that got
// the rest at once.
func TestTheExportIsAFunctionOfTheSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		news := graphtest.NewNews(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(2, 40).Draw(t, "people"))
		universe := make([]graph.Article, rapid.IntRange(1, 12).Draw(t, "articles"))
		for i := range universe {
			universe[i] = news.Article(i*2/3, i%3, i%2) // some are versions of one
		}
		s := memoryStore(t)
		has := map[int]bool{}
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			if rapid.IntRange(0, 3).Draw(t, "what") == 0 {
				i := rapid.IntRange(0, len(universe)-1).Draw(t, "out")
				takeOut(t, s, universe, has, i)
				continue
			}
			some := rapid.SliceOfNDistinct(rapid.IntRange(0, len(universe)-1), 1, len(universe), rapid.ID[int]).Draw(t, "in")
			var batch []graph.Article
			for _, i := range some {
				batch = append(batch, universe[i])
				has[i] = true
			}
			putAll(t, s, batch)
		}
		var left []graph.Article
		for i, a := range universe {
			if has[i] {
				left = append(left, a)
			}
		}
		fresh := memoryStore(t)
		putAll(t, fresh, left)
		sameExport(t, s, fresh)
	})
}

func takeOut(t *rapid.T, s *graph.Store, universe []graph.Article, has map[int]bool, i int) {
	id := universe[i].Source.ID
	some := false
	for j := range universe {
		if universe[j].Source.ID == id {
			some = some || has[j]
			delete(has, j)
		}
	}
	if err := s.Retract(context.Background(), id); err != nil && some {
		t.Fatal(err)
	}
}

func memoryStore(t *rapid.T) *graph.Store {
	s, err := graph.Open(context.Background(), graph.Config{Backend: "memory"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func putAll(t *rapid.T, s *graph.Store, articles []graph.Article) {
	if _, err := s.Put(context.Background(), articles...); err != nil {
		t.Fatal(err)
	}
}

func exportOf(t *rapid.T, s *graph.Store) string {
	var b bytes.Buffer
	if err := s.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sameExport tells the lines in which two exports differ.
func sameExport(t *rapid.T, got, want *graph.Store) {
	g, w := exportOf(t, got), exportOf(t, want)
	if g == w {
		return
	}
	var out strings.Builder
	gs, ws := strings.Split(g, "\n"), strings.Split(w, "\n")
	for _, l := range gs {
		if _, ok := slices.BinarySearch(ws, l); !ok {
			fmt.Fprintln(&out, "got ", l)
		}
	}
	for _, l := range ws {
		if _, ok := slices.BinarySearch(gs, l); !ok {
			fmt.Fprintln(&out, "want", l)
		}
	}
	text := out.String()
	t.Fatalf("the export differs from that of a fresh store:\n%.4000s", text)
}
