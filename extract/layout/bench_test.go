package layout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/extract"
)

func BenchmarkLay(b *testing.B) {
	text := examples(b)
	a := &extract.Article{Text: text}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Lay(a, "", abbreviation)
	}
}

func BenchmarkTokens(b *testing.B) {
	text := examples(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Tokens(text)
	}
}

func BenchmarkLanguage(b *testing.B) {
	text := examples(b)[:4000]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Language(text)
	}
}

// examples returns the sample articles, all in one text.
func examples(tb testing.TB) string {
	files, err := filepath.Glob("../../examples/news/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no sample articles: %v", err)
	}
	var all strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		all.Write(data)
		all.WriteString("\n\n")
	}
	return strings.Repeat(all.String(), 4)
}

// abbreviation knows a few of the words that analyzers know.
func abbreviation(word string) bool {
	switch word {
	case "г", "им", "ул", "т", "д", "dr", "mr", "nov", "oct", "jan", "и", "о", "no", "ж", "тел":
		return true
	}
	return false
}
