package graph_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
)

func TestJournal(t *testing.T) {
	s := openWith(t, "memory")
	if entries, err := s.Journal(t.Context()); err != nil || len(entries) > 0 {
		t.Errorf("a new store's: got %v, %v", entries, err)
	}
	at := time.Date(2025, 12, 1, 10, 0, 0, 0, time.FixedZone("", 5*3600))
	later := graph.Entry{Time: at.Add(time.Second), Author: "Aruzhan", Kind: "same", Data: json.RawMessage(`["person/a", "person/b"]`)}
	if err := s.Decide(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []graph.Entry{{Author: "a", Kind: "k"}, {Time: at, Kind: "k"}, {Time: at, Author: "a"},
		{Time: at, Author: "a\x00", Kind: "k"}, {Time: at, Author: "a", Kind: "k", Data: json.RawMessage(`{`)}} {
		if err := s.Decide(t.Context(), graph.Entry{Time: at, Author: "x", Kind: "k"}, bad); err == nil {
			t.Errorf("decide %+v: want an error", bad)
		}
	}
	err := s.Decide(t.Context(), graph.Entry{Time: at, Author: "c", Kind: "apart"}, graph.Entry{Time: at, Author: "b", Kind: "apart"}, later)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := s.Journal(t.Context())
	if err != nil || authors(entries) != "b c Aruzhan" || !entries[0].Time.Equal(at) || string(entries[2].Data) != `["person/a","person/b"]` {
		t.Errorf("got %+v, %v, want each once, by time and author", entries, err)
	}
}

func authors(entries []graph.Entry) string {
	var names []string
	for _, e := range entries {
		names = append(names, e.Author)
	}
	return strings.Join(names, " ")
}
