package graph_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
)

func TestJournal(t *testing.T) {
	s := openWith(t, "memory")
	j := s.Journal()
	path := filepath.Join(s.Path(), "journal.jsonl")
	if entries, err := j.Read(); err != nil || len(entries) > 0 {
		t.Errorf("a new store's: got %v, %v", entries, err)
	}
	at := time.Date(2025, 12, 1, 10, 0, 0, 0, time.FixedZone("", 5*3600))
	first := graph.Entry{Time: at, Author: "Aruzhan", Kind: "same", Data: json.RawMessage(`["person/a","person/b"]`)}
	if err := j.Append(first); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []graph.Entry{{Author: "a", Kind: "k"}, {Time: at, Kind: "k"}, {Time: at, Author: "a"},
		{Time: at, Author: "a", Kind: "k", Data: json.RawMessage(`{`)}} {
		if err := j.Append(bad); err == nil {
			t.Errorf("append %+v: want an error", bad)
		}
	}
	// A write that was cut short, then one more.
	appendText(t, path, `{"time":"2025-12-0`)
	if err := j.Append(graph.Entry{Time: at, Author: "b", Kind: "apart"}); err != nil {
		t.Fatal(err)
	}
	// An editor left the last line without its end.
	appendText(t, path, `{"time":"2025-12-01T00:00:00Z","author":"c","kind":"same"}`)
	if err := j.Append(graph.Entry{Time: at, Author: "d", Kind: "apart"}); err != nil {
		t.Fatal(err)
	}
	entries, err := j.Read()
	if err != nil || authors(entries) != "Aruzhan b c d" || !entries[0].Time.Equal(at) || string(entries[0].Data) != string(first.Data) {
		t.Errorf("got %+v, %v", entries, err)
	}
	appendText(t, path, "not JSON\n\n{\"time\":\"2025-12-01T00:00:00Z\",\"author\":\"e\",\"kind\":\"same\",\"extra\":1}\n{}\n")
	entries, err = j.Read()
	if authors(entries) != "Aruzhan b c d" || err == nil {
		t.Errorf("with broken lines: got %+v, %v", entries, err)
		return
	}
	for _, want := range []string{path + ":5: ", path + ":7: ", path + ":8: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want it to name %s", err, want)
		}
	}
}

func appendText(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	f.Close()
}

func authors(entries []graph.Entry) string {
	var names []string
	for _, e := range entries {
		names = append(names, e.Author)
	}
	return strings.Join(names, " ")
}
