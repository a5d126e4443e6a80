package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/schema"
)

// told is an article of one sentence that says that people hold a post.
func told(n, version int, sentence string, names ...string) graph.Article {
	url := fmt.Sprintf("https://news.example/told/%d", n)
	a := graph.Article{Text: sentence, Source: schema.Source{
		ID: schema.NewSourceID(url, "", ""), URL: url, Language: "ru", Published: schema.Date{Year: 2031, Month: 5, Day: 1}, TextHash: schema.HashText(sentence),
	}}
	if version > 0 {
		a.Source.Modified = a.Source.Published.AddDays(version)
	}
	for _, name := range names {
		start := strings.Index(sentence, name)
		at := schema.Mention{Span: schema.Span{Start: start, End: start + len(name)}, Text: name}
		c := schema.Claim{Source: a.Source.ID, Type: "role", Modality: schema.Asserted, Args: map[schema.ArgName][]schema.Value{
			"person": {{Entity: &schema.Entity{Type: "Person", Name: name, Language: "ru"}, Mention: at}},
			"role":   {{Entity: &schema.Entity{Type: "Role", Name: "посол", Language: "ru"}}},
		}, Evidence: []schema.Evidence{{Span: schema.Span{End: len(sentence)}, Quote: sentence}}}
		c.ID = schema.Default().ClaimID(&c, a.Source.TextHash)
		a.Claims = append(a.Claims, c)
	}
	return a
}

// at is the mention of the name in the article.
func at(a graph.Article, name string) graph.Anchor {
	start := strings.Index(a.Text, name)
	return graph.Anchor{Article: a.Source.ID, Text: a.Source.TextHash, Start: start, End: start + len(name), Quote: name, Type: "Person"}
}

func claimAt(t *testing.T, s *graph.Store, a graph.Article, i int) *graph.Anchor {
	t.Helper()
	anchor, err := s.ClaimAnchor(t.Context(), a.Claims[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	return &anchor
}

var decided = time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)

// decide enters an entry, the n-th by its time, and returns it as it is kept.
func decide(t *testing.T, s *graph.Store, n int, e graph.Entry) graph.Entry {
	t.Helper()
	e.Time, e.Author = decided.Add(time.Duration(n)*time.Second), "tester"
	if err := s.Decide(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return e
}

func exportedBytes(t *testing.T, s *graph.Store) string {
	t.Helper()
	var b strings.Builder
	if err := s.Export(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// people returns the paths of those who hold the post.
func people(t *testing.T, s *graph.Store) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for line := range strings.Lines(exportedBytes(t, s)) {
		if who, _, ok := strings.Cut(line, "> <https://claimgraph.example/schema/hasRole>"); ok {
			out[strings.TrimPrefix(who, "<https://claimgraph.example/")] = true
		}
	}
	return out
}

func TestAMergeMakesOneAndItsUndoTheSameBytes(t *testing.T) {
	one, two := told(1, 0, "Асель Нурланова — посол.", "Асель Нурланова"), told(2, 0, "Мария Берг — посол.", "Мария Берг")
	s := openWith(t, "memory", one, two)
	before := exportedBytes(t, s)
	if got := people(t, s); len(got) != 2 {
		t.Fatalf("got %v, want two people", got)
	}
	merge := decide(t, s, 1, graph.Entry{Kind: graph.KindMerge, Mentions: []graph.Anchor{at(one, "Асель Нурланова"), at(two, "Мария Берг")}})
	if got := people(t, s); len(got) != 1 || !got["person/asel-nurlanova"] {
		t.Errorf("merged: got %v, want person/asel-nurlanova, the least of their names", got)
	}
	if !strings.Contains(exportedBytes(t, s), "<https://claimgraph.example/person/mariya-berg> <https://claimgraph.example/schema/aliasOf> <https://claimgraph.example/person/asel-nurlanova> <https://claimgraph.example/article/"+string(two.Source.ID)+">") {
		t.Error("the other name's IRI is no alias, labelled by the article that has it")
	}
	// What is merged is one however the article comes in again.
	decide(t, s, 2, graph.Entry{Kind: graph.KindRetract, Article: two.Source.ID})
	if got := people(t, s); len(got) != 1 || strings.Contains(exportedBytes(t, s), "mariya-berg") {
		t.Errorf("one of them retracted: got %v", got)
	}
	states, err := s.States(t.Context())
	if err != nil || !states[0].Orphan || states[1].Orphan {
		t.Errorf("got %+v, %v, want that the merge has no effect", states, err)
	}
	retraction := graph.Entry{Time: states[1].Time, Author: states[1].Author, Kind: graph.KindRetract, Article: two.Source.ID}
	decide(t, s, 3, graph.Entry{Kind: graph.KindUndo, Undoes: retraction.ID()})
	if got := people(t, s); len(got) != 1 || !strings.Contains(exportedBytes(t, s), "mariya-berg") {
		t.Errorf("let in again: got %v", got)
	}
	decide(t, s, 4, graph.Entry{Kind: graph.KindUndo, Undoes: merge.ID()})
	if exportedBytes(t, s) != before {
		t.Error("the export is not what it was")
	}
}

func TestASplitWinsOverTheProgram(t *testing.T) {
	one, two := told(1, 0, "Асель Нурланова — посол.", "Асель Нурланова"), told(2, 0, "Посол — Асель Нурланова.", "Асель Нурланова")
	s := openWith(t, "memory", one, two)
	if got := people(t, s); len(got) != 1 {
		t.Fatalf("got %v, want one person", got)
	}
	decide(t, s, 1, graph.Entry{Kind: graph.KindSplit, Mentions: []graph.Anchor{at(one, "Асель Нурланова"), at(two, "Асель Нурланова")}})
	got := people(t, s)
	if len(got) != 2 || got["person/asel-nurlanova"] {
		t.Errorf("got %v, want two namesakes, each with a hash", got)
	}
	for _, line := range strings.Split(exportedBytes(t, s), "\n") {
		if strings.Contains(line, "<https://claimgraph.example/person/asel-nurlanova> <https://claimgraph.example/schema/aliasOf>") {
			for path := range got {
				if strings.Contains(line, path+">") {
					delete(got, path)
				}
			}
		}
	}
	if len(got) > 0 {
		t.Errorf("the name's IRI does not list %v", got)
	}
	// The later of two that contradict each other counts.
	decide(t, s, 2, graph.Entry{Kind: graph.KindMerge, Mentions: []graph.Anchor{at(one, "Асель Нурланова"), at(two, "Асель Нурланова")}})
	if got := people(t, s); len(got) != 1 {
		t.Errorf("merged later: got %v, want one", got)
	}
}

func TestADecisionFindsItsMentionInAnotherText(t *testing.T) {
	one, two := told(1, 0, "Асель Нурланова — посол.", "Асель Нурланова"), told(2, 0, "Мария Берг — посол.", "Мария Берг")
	s := openWith(t, "memory", one, two)
	decide(t, s, 1, graph.Entry{Kind: graph.KindMerge, Mentions: []graph.Anchor{at(one, "Асель Нурланова"), at(two, "Мария Берг")}})
	for _, test := range []struct {
		a    graph.Article
		want int
	}{
		{told(2, 1, "Новый посол — Мария Берг.", "Мария Берг"), 1},
		{told(2, 2, "Новый посол — Анна Линдт.", "Анна Линдт"), 2},
		{told(2, 3, "Послы — Анна Линдт и Мария Берг.", "Анна Линдт", "Мария Берг"), 2},
	} {
		if _, err := s.Put(t.Context(), test.a); err != nil {
			t.Fatal(err)
		}
		if got := people(t, s); len(got) != test.want {
			t.Errorf("%s: got %v, want %d", test.a.Text, got, test.want)
		}
	}
}

func TestJudgedClaims(t *testing.T) {
	a := told(1, 0, "Асель Нурланова и Мария Берг — послы.", "Асель Нурланова", "Мария Берг")
	s := openWith(t, "memory", a)
	before := exportedBytes(t, s)
	reject := decide(t, s, 1, graph.Entry{Kind: graph.KindReject, Claim: claimAt(t, s, a, 0)})
	if got := people(t, s); len(got) != 1 || !got["person/mariya-berg"] {
		t.Errorf("rejected: got %v, want Мария Берг alone", got)
	}
	mark := fmt.Sprintf("<https://claimgraph.example/claim/%s> <https://claimgraph.example/schema/judgement> \"rejected\"", a.Claims[0].ID)
	if !strings.Contains(exportedBytes(t, s), mark) {
		t.Error("the claim is not marked")
	}
	decide(t, s, 2, graph.Entry{Kind: graph.KindCorrect, Claim: claimAt(t, s, a, 0), Arg: "person", Value: "Анна Линдт", ValueType: "Person"})
	if got := people(t, s); len(got) != 2 || !got["person/anna-lindt"] {
		t.Errorf("corrected later: got %v, want Мария Берг and Анна Линдт", got)
	}
	accept := decide(t, s, 3, graph.Entry{Kind: graph.KindAccept, Claim: claimAt(t, s, a, 0)})
	if got := people(t, s); len(got) != 2 || !got["person/asel-nurlanova"] {
		t.Errorf("accepted later: got %v, want it as it was extracted", got)
	}
	if states, err := s.States(t.Context()); err != nil || len(states) != 3 || !states[0].Orphan || !states[1].Orphan || states[2].Orphan {
		t.Errorf("got %+v, %v, want the two that are accepted over without effect", states, err)
	}
	decide(t, s, 4, graph.Entry{Kind: graph.KindUndo, Undoes: accept.ID()})
	if got := people(t, s); !got["person/anna-lindt"] {
		t.Errorf("that undone: got %v, want the correction", got)
	}
	states, _ := s.States(t.Context())
	for i, e := range states {
		if e.Kind != graph.KindUndo && !e.Undone {
			decide(t, s, 5+i, graph.Entry{Kind: graph.KindUndo, Undoes: e.ID})
		}
	}
	if exportedBytes(t, s) != before {
		t.Error("all undone: the export is not what it was")
	}
	if reject.ID() != states[0].ID {
		t.Errorf("the first entry is %s, want %s", states[0].ID, reject.ID())
	}
}

func TestTheLastVersionCounts(t *testing.T) {
	first, second := told(1, 0, "Асель Нурланова — посол.", "Асель Нурланова"), told(1, 1, "Мария Берг — посол.", "Мария Берг")
	for _, order := range [][]graph.Article{{first, second}, {second, first}} {
		s := openWith(t, "memory")
		for _, a := range order {
			if _, err := s.Put(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		if got := people(t, s); len(got) != 1 || !got["person/mariya-berg"] {
			t.Errorf("got %v, want what was modified last", got)
		}
		decide(t, s, 1, graph.Entry{Kind: graph.KindRetract, Text: second.Source.TextHash})
		if got := people(t, s); len(got) != 1 || !got["person/asel-nurlanova"] {
			t.Errorf("its text retracted: got %v, want the version that remains", got)
		}
		if exportedBytes(t, s) != exportedBytes(t, openWith(t, "memory", first)) {
			t.Error("its text retracted: the export is not that of a store that never had it")
		}
		decide(t, s, 2, graph.Entry{Kind: graph.KindRetract, Article: first.Source.ID})
		if got := exportedBytes(t, s); got != "" {
			t.Errorf("all retracted: got %s", got)
		}
	}
}

func TestResolutionIsShown(t *testing.T) {
	s := openWith(t, "memory", graphtest.NewArticle(1, 1, 1))
	doubts, err := s.Doubts(t.Context())
	if err != nil || len(doubts) > 0 {
		t.Errorf("got %+v, %v, want no doubts", doubts, err)
	}
	shown, found, err := s.Resolution(t.Context(), "person/p1")
	if err != nil || !found || len(shown.Members) != 1 || len(shown.Members[0].Nodes) != 1 {
		t.Errorf("got %+v, %v, %v, want the person of one article", shown, found, err)
	}
	if _, found, err := s.Resolution(t.Context(), "person/absent"); found || err != nil {
		t.Errorf("absent: got %v, %v", found, err)
	}
}
