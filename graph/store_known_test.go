package graph_test

import (
	"testing"

	"claimgraph/graph"
	"claimgraph/schema"
)

func TestKnownByHoldsTheVersionsOfThen(t *testing.T) {
	s, err := graph.Open(t.Context(), graph.Config{Backend: "memory"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(url, text string, published, modified schema.Date) schema.SourceID {
		source := schema.Source{URL: url, Published: published, Modified: modified, TextHash: schema.HashText(text)}
		source.ID = schema.NewSourceID(url, "", text)
		if _, err := s.Put(t.Context(), graph.Article{Source: source, Text: text}); err != nil {
			t.Fatal(err)
		}
		return source.ID
	}
	march, may := schema.Date{Year: 2025, Month: 3, Day: 1}, schema.Date{Year: 2025, Month: 5, Day: 1}
	early := put("https://a.example/1", "first", march, schema.Date{})
	put("https://a.example/1", "changed", march, may)
	late := put("https://a.example/2", "late", may, schema.Date{})
	undated := put("", "undated", schema.Date{}, schema.Date{})
	known, err := s.KnownBy(t.Context(), schema.Date{Year: 2025, Month: 4})
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	if text, err := known.Text(t.Context(), early); err != nil || text != "first" {
		t.Errorf("the first article was %q, %v; want its first version", text, err)
	}
	for _, id := range []schema.SourceID{late, undated} {
		if ok, err := known.Knows(t.Context(), id); ok || err != nil {
			t.Errorf("article %s is known, %v", id, err)
		}
	}
}
