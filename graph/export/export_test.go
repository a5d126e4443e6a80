package export_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/graph"
	"claimgraph/graph/export"
	"claimgraph/graph/graphtest"
	"claimgraph/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

const text = "Асель Нурланова стала сопредседателем третьего раунда."

// sample returns a store with the vocabulary, one article with a claim, and
// imported quads of every kind.
func sample(t *testing.T) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Config{Backend: "memory"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	x := extraction()
	if _, err := s.Put(t.Context(), graph.Article{Source: x.Source, Text: text, Claims: x.Claims}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(graphtest.Dataset)); err != nil {
		t.Fatal(err)
	}
	return s
}

func extraction() schema.Extraction {
	hash := schema.HashText(text)
	source := schema.Source{
		URL: "https://news.example/3", Language: "ru", Title: "Третий раунд", TextHash: hash,
		Published: schema.Date{Year: 2031, Month: 5, Day: 7},
	}
	source.ID = schema.NewSourceID(source.URL, "", hash)
	person := &schema.Entity{ID: "person/asel-nurlanova", Type: "Person", Name: "Асель Нурланова", Language: "ru"}
	event := &schema.Entity{Type: "Event", Name: "третий раунд", Language: "ru", Known: "event/round-3"}
	mention := func(words string) schema.Mention {
		start := strings.Index(text, words)
		return schema.Mention{Span: schema.Span{Start: start, End: start + len(words)}, Text: words}
	}
	return schema.Extraction{Source: source, Claims: []schema.Claim{{
		ID: schema.ClaimID(string(source.ID) + "/c1"), Source: source.ID, Type: "negotiation_round", Modality: schema.Asserted,
		Args: map[schema.ArgName][]schema.Value{
			"self":    {{Entity: event, Mention: mention("третьего раунда")}},
			"ordinal": {{Number: "3", Mention: mention("третьего")}},
			"chair":   {{Entity: person, Mention: mention("Асель Нурланова")}},
		},
		Evidence: []schema.Evidence{{
			Span: schema.Span{End: len(text)}, Quote: text, Rule: "ru/chairing#cochair-of-event", Pack: "0123456789abcdef",
		}},
	}}}
}

func TestFormatsWriteTheirGoldenFiles(t *testing.T) {
	s := sample(t)
	for _, f := range export.Formats() {
		var got bytes.Buffer
		if err := f.Write(t.Context(), s, schema.Default(), &got); err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		golden := filepath.Join("testdata", "sample"+f.Ext)
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: differs from %s (%v); read the difference, then run with -update\ngot:\n%s", f.Name, golden, err, got.Bytes())
		}
	}
}

func TestNQuadsPassRapper(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("rapper is not installed (Debian: raptor2-utils)")
	}
	out, err := exec.Command(rapper, "-i", "nquads", "-c", filepath.Join("testdata", "sample.nq")).CombinedOutput()
	if err != nil || bytes.Contains(bytes.ToLower(out), []byte("warning")) || bytes.Contains(bytes.ToLower(out), []byte("error")) {
		t.Errorf("rapper: %v\n%s", err, out)
	}
}

func TestByName(t *testing.T) {
	for _, f := range export.Formats() {
		if got, ok := export.ByName(f.Name); !ok || got.Name != f.Name || f.Doc == "" || !strings.HasPrefix(f.Ext, ".") {
			t.Errorf("%s: got %+v, %v", f.Name, got, ok)
		}
	}
	if _, ok := export.ByName("docx"); ok {
		t.Error("docx: want none")
	}
}

func ExampleFormats() {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Config{Backend: "memory"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	if _, err := s.Import(ctx, "two.nq", strings.NewReader("<a:b> <a:c> \"d\" .\n<a:a> <a:c> \"d\" .\n")); err != nil {
		fmt.Println(err)
		return
	}
	f, _ := export.ByName("nquads")
	if err := f.Write(ctx, s, schema.Default(), os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <a:a> <a:c> "d" .
	// <a:b> <a:c> "d" .
}
