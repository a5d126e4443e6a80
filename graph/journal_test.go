package graph_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
)

func TestTheJournalIsInOrderOfTimeAndAuthor(t *testing.T) {
	s := openWith(t, "memory")
	if entries, err := s.Journal(t.Context()); err != nil || len(entries) > 0 {
		t.Errorf("a new store's: got %v, %v", entries, err)
	}
	at := time.Date(2025, 12, 1, 10, 0, 0, 0, time.FixedZone("", 5*3600))
	retract := func(at time.Time, author string) graph.Entry {
		return graph.Entry{Time: at, Author: author, Kind: graph.KindRetract, Article: "absent"}
	}
	later := retract(at.Add(time.Nanosecond), "Aruzhan")
	if err := s.Decide(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(t.Context(), retract(at, "c"), retract(at, "b"), later); err != nil {
		t.Fatal(err)
	}
	entries, err := s.Journal(t.Context())
	if err != nil || authors(entries) != "b c Aruzhan" || !entries[0].Time.Equal(at) {
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

func TestAnEntryIsRefusedIf(t *testing.T) {
	at := time.Date(2025, 12, 1, 10, 0, 0, 0, time.UTC)
	place := graph.Anchor{Article: "a1", Start: 3, End: 5, Quote: "ab", Type: "Person"}
	short := place
	short.End = 4
	for name, e := range map[string]graph.Entry{
		"it has no time":              {Author: "a", Kind: graph.KindRetract, Text: "x"},
		"it has no author":            {Time: at, Kind: graph.KindRetract, Text: "x"},
		"its author is no name":       {Time: at, Author: "a\x00", Kind: graph.KindRetract, Text: "x"},
		"its kind is unknown":         {Time: at, Author: "a", Kind: "burn", Text: "x"},
		"it retracts nothing":         {Time: at, Author: "a", Kind: graph.KindRetract},
		"it retracts twice":           {Time: at, Author: "a", Kind: graph.KindRetract, Text: "x", Article: "y"},
		"it merges one mention":       {Time: at, Author: "a", Kind: graph.KindMerge, Mentions: []graph.Anchor{place}},
		"a mention's length is wrong": {Time: at, Author: "a", Kind: graph.KindMerge, Mentions: []graph.Anchor{place, short}},
		"it splits three":             {Time: at, Author: "a", Kind: graph.KindSplit, Mentions: []graph.Anchor{place, place, place}},
		"it judges and merges":        {Time: at, Author: "a", Kind: graph.KindMerge, Mentions: []graph.Anchor{place, place}, Claim: &place},
		"it corrects to nothing":      {Time: at, Author: "a", Kind: graph.KindCorrect, Claim: &place, Arg: "time"},
		"it accepts with an argument": {Time: at, Author: "a", Kind: graph.KindAccept, Claim: &place, Arg: "time"},
		"it undoes nothing":           {Time: at, Author: "a", Kind: graph.KindUndo},
		"its article's id is no id":   {Time: at, Author: "a", Kind: graph.KindAccept, Claim: &graph.Anchor{Article: "A B", End: 1, Quote: "x", Type: "role"}},
	} {
		s := openWith(t, "memory")
		fine := graph.Entry{Time: at, Author: "x", Kind: graph.KindRetract, Text: "x"}
		if err := s.Decide(t.Context(), fine, e); err == nil {
			t.Errorf("%s: want an error", name)
		}
		if entries, _ := s.Journal(t.Context()); len(entries) > 0 {
			t.Errorf("%s: the other entry was kept", name)
		}
	}
}

func TestJournalReadsWhatItWrites(t *testing.T) {
	at := time.Date(2025, 12, 1, 10, 0, 0, 5, time.UTC)
	place := graph.Anchor{Article: "a1", Start: 3, End: 5, Quote: "ab", Type: "Person"}
	want := []graph.Entry{
		{Time: at, Author: "Айгүл", Kind: graph.KindMerge, Mentions: []graph.Anchor{place, place}},
		{Time: at, Author: "b", Kind: graph.KindCorrect, Claim: &place, Arg: "time", Value: "2025"},
		{Time: at, Author: "b", Kind: graph.KindUndo, Undoes: "abc"},
	}
	var b bytes.Buffer
	if err := graph.WriteJournal(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := graph.ReadJournal(strings.NewReader(b.String()+"\n"), "j.jsonl")
	if err != nil || fmt.Sprintf("%+v", got[0]) != fmt.Sprintf("%+v", want[0]) || len(got) != 3 || got[1].ID() != want[1].ID() {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for _, bad := range []string{"x", "{}", b.String() + `{"time":"2025-12-01T00:00:00Z","author":"e","kind":"retract","text":"x","extra":1}`} {
		if _, err := graph.ReadJournal(strings.NewReader(bad), "j.jsonl"); err == nil || !strings.HasPrefix(err.Error(), "j.jsonl:") {
			t.Errorf("%q: got %v, want an error that names the line", bad, err)
		}
	}
}
