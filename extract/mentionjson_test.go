package extract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
)

func TestMentionsAreTheTextAtTheirOffsets(t *testing.T) {
	const text = "Министр иностранных дел Казахстана Асель Нурланова посетила Осло 17 мая 2024 года, сообщили 3 источника."
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for a, err := range read.Articles(context.Background(), []string{"-"}, strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		if err := extract.WriteMentions(&out, p.Analyze(a)); err != nil {
			t.Fatal(err)
		}
	}
	names := map[string]string{}
	for line := range strings.Lines(out.String()) {
		var m struct {
			Article           struct{ Path, Lang string }
			Type, Text, Name  string
			Value             string
			Start, End        int
			Recognizer, Known string
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if m.Start < 0 || m.End > len(text) || text[m.Start:m.End] != m.Text {
			t.Errorf("%s\nis not the text at its offsets", line)
		}
		if m.Article.Path != "-" || m.Article.Lang != "ru" {
			t.Errorf("%s\nwant the article's path and language", line)
		}
		if (m.Type == "Date" || m.Type == "Number") != (m.Value != "") {
			t.Errorf("%s\nwant a value of dates and numbers alone", line)
		}
		names[m.Type+" "+m.Name] = m.Text
	}
	for key, want := range map[string]string{
		"Person Асель Нурланова": "Асель Нурланова", "City Oslo": "Осло", "Date 2024-05-17": "17 мая 2024 года", "Number 3": "3",
	} {
		if got := names[key]; got != want && !(key == "City Oslo" && names["City Осло"] == want) {
			t.Errorf("%s: got %q, want %q in %v", key, got, want, names)
		}
	}
}

// What a tagger tells of a language is completed by what the recognizers know better.
func TestToldKeepsWhatTheTaggerSeesAPartOf(t *testing.T) {
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, want, not string }{
		{"a date that the tagger passes over", "Кеңес Астана қаласында 2023 жылғы 28 мамыр – 2 маусым аралығында жиналды.", "Date 2023-05-28/2023-06-02", "Date 28 мамыр"},
		{"initials before a surname", "А. Б. Орманованың баяндамасы тыңдалды.", "Person А. Б. Орманова", "Person Орманова"},
		{"a date without a year is called by its words", "Кездесу 12 мамырда өтті.", "Date 12 мамырда", "Date "},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		for a, err := range read.Articles(context.Background(), []string{"-"}, strings.NewReader(tt.text)) {
			if err != nil {
				t.Fatal(err)
			}
			if err := extract.WriteMentions(&out, p.Analyze(a)); err != nil {
				t.Fatal(err)
			}
		}
		var found []string
		for line := range strings.Lines(out.String()) {
			var m struct{ Type, Name string }
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			found = append(found, m.Type+" "+m.Name)
		}
		if !slices.Contains(found, tt.want) || slices.Contains(found, tt.not) {
			t.Errorf("%s: %s\ngot %q, want %q and not %q", tt.name, tt.text, found, tt.want, tt.not)
		}
	}
}
