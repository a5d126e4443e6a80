package graphtest

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"claimgraph/graph"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// A Set draws what to check that an export is a function of the set of articles and
// decisions with.
type Set struct {
	Names *name.Matcher
	// Articles draws those that there are, some of them versions of one.
	Articles func(*rapid.T) []graph.Article
}

// Check puts random articles in random batches and has people decide at random in
// between: the export is that of a store that got the journal and then all articles
// at once. So is that of one that never got what is retracted.
func (c Set) Check(t *rapid.T) {
	universe := c.Articles(t)
	s := c.store(t)
	has := map[int]bool{}
	var journal []graph.Entry
	for range rapid.IntRange(1, 8).Draw(t, "steps") {
		if rapid.IntRange(0, 2).Draw(t, "what") == 0 {
			some := rapid.SliceOfNDistinct(rapid.IntRange(0, len(universe)-1), 1, len(universe), rapid.ID[int]).Draw(t, "in")
			var batch []graph.Article
			for _, i := range some {
				batch = append(batch, universe[i])
				has[i] = true
			}
			putAll(t, s, batch)
			continue
		}
		e := decision(t, universe, journal)
		journal = append(journal, e)
		if err := s.Decide(context.Background(), e); err != nil {
			t.Fatal(err)
		}
	}
	var all []graph.Article
	for i, a := range universe {
		if has[i] {
			all = append(all, a)
		}
	}
	fresh := c.store(t)
	if err := fresh.Decide(context.Background(), journal...); err != nil {
		t.Fatal(err)
	}
	putAll(t, fresh, all)
	sameExport(t, s, fresh, "one that got all at once")
	c.withoutRetracted(t, s, all)
}

// withoutRetracted compares with a store that never got what is retracted, nor
// that it is.
func (c Set) withoutRetracted(t *rapid.T, s *graph.Store, all []graph.Article) {
	ctx := context.Background()
	entries, err := s.Journal(ctx)
	if err != nil {
		t.Fatal(err)
	}
	without := c.store(t)
	undone := map[string]bool{}
	for _, e := range entries {
		if e.Kind == graph.KindUndo {
			undone[e.Undoes] = true
		}
	}
	gone := func(a graph.Article) bool {
		return slices.ContainsFunc(entries, func(e graph.Entry) bool {
			return e.Kind == graph.KindRetract && !undone[e.ID()] && (e.Article == a.Source.ID || e.Text == a.Source.TextHash)
		})
	}
	all = slices.DeleteFunc(all, gone)
	putAll(t, without, all)
	for _, e := range entries {
		if e.Kind == graph.KindUndo && !undone[e.ID()] || e.Kind == graph.KindRetract {
			continue
		}
		if e.Kind == graph.KindUndo || undone[e.ID()] {
			continue // undoing an undo is left to the other comparison
		}
		if err := without.Decide(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range entries {
		if e.Kind == graph.KindUndo && undone[e.ID()] {
			return
		}
	}
	sameExport(t, s, without, "one that never got what is retracted or undone")
}

// decision draws something that a person may decide.
func decision(t *rapid.T, universe []graph.Article, journal []graph.Entry) graph.Entry {
	e := graph.Entry{
		Time:   time.Date(2026, 1, 1, 0, 0, rapid.IntRange(0, 1000).Draw(t, "time"), 0, time.UTC),
		Author: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "author"),
	}
	article := rapid.SampledFrom(universe).Draw(t, "article")
	kinds := []string{graph.KindMerge, graph.KindSplit, graph.KindReject, graph.KindAccept, graph.KindCorrect, graph.KindRetract}
	if len(journal) > 0 {
		kinds = append(kinds, graph.KindUndo, graph.KindUndo)
	}
	if len(article.Claims) == 0 { // there is little to decide on
		kinds = []string{graph.KindRetract}
	}
	switch e.Kind = rapid.SampledFrom(kinds).Draw(t, "kind"); e.Kind {
	case graph.KindMerge, graph.KindSplit:
		one := mention(t, article, "")
		e.Mentions = []graph.Anchor{one, one}
		if other := mention(t, rapid.SampledFrom(universe).Draw(t, "other"), one.Type); other.Type != "" {
			e.Mentions[1] = other
		}
	case graph.KindReject, graph.KindAccept, graph.KindCorrect:
		c := rapid.SampledFrom(article.Claims).Draw(t, "claim")
		if e.Kind == graph.KindCorrect {
			if len(c.Args["time"]) > 0 {
				e.Arg, e.Value = "time", "2025-02-03"
			} else if len(c.Args["person"]) > 0 {
				e.Arg, e.Value, e.ValueType = "person", "Анна Берг", "Person"
			} else {
				e.Kind = graph.KindReject
			}
		}
		a, err := graph.ClaimAnchor(schema.Default(), &schema.Extraction{Source: article.Source}, &c)
		if err != nil {
			t.Fatal(err)
		}
		e.Claim = &a
	case graph.KindRetract:
		if rapid.Bool().Draw(t, "whole") {
			e.Article = article.Source.ID
		} else {
			e.Text = article.Source.TextHash
		}
	case graph.KindUndo:
		e.Undoes = rapid.SampledFrom(journal).Draw(t, "undone").ID()
	}
	return e
}

// mention draws something of a type, "" for any, that an article names in its text.
func mention(t *rapid.T, article graph.Article, typ string) graph.Anchor {
	var all []schema.Value
	for _, c := range article.Claims {
		for _, arg := range slices.Sorted(maps.Keys(c.Args)) {
			for _, v := range c.Args[arg] {
				if v.Entity != nil && !v.Mention.Span.IsZero() && (typ == "" || string(v.Entity.Type) == typ) {
					all = append(all, v)
				}
			}
		}
	}
	if len(all) == 0 {
		return graph.Anchor{}
	}
	v := rapid.SampledFrom(all).Draw(t, "value")
	return graph.Anchor{Article: article.Source.ID, Text: article.Source.TextHash, Start: v.Mention.Span.Start, End: v.Mention.Span.End, Quote: v.Mention.Text, Type: string(v.Entity.Type)}
}

func (c Set) store(t *rapid.T) *graph.Store {
	s, err := graph.Open(context.Background(), graph.Config{Backend: "memory", Names: c.Names})
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
func sameExport(t *rapid.T, got, want *graph.Store, what string) {
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
	t.Fatalf("the export differs from that of %s:\n%.4000s", what, text)
}
