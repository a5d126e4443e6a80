package kk

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// docOf lays out text as one sentence and has it analysed.
func docOf(a *Analyzer, text string) *extract.Doc {
	d := &extract.Doc{
		Article:  &extract.Article{Text: text, Body: schema.Span{End: len(text)}},
		Language: "kk",
		Tokens:   layout.Tokens(text),
	}
	d.Sentences = []extract.Sentence{{Span: schema.Span{End: len(text)}, End: len(d.Tokens)}}
	a.Analyze(d.Tokens)
	return d
}

// pairs reads "left = right" lines of a file in testdata.
func pairs(t *testing.T, file string) [][2]string {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][2]string
	for scan := bufio.NewScanner(f); scan.Scan(); {
		line := strings.TrimSpace(scan.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("%s: %q has no \" = \"", file, line)
		}
		out = append(out, [2]string{strings.TrimSpace(left), strings.TrimSpace(right)})
	}
	return out
}

func TestPersonNameIsNominative(t *testing.T) {
	a := New()
	wrong := 0
	table := pairs(t, "names.txt")
	for _, p := range table {
		d := docOf(a, p[0])
		if got := a.PersonName(d, 0, len(d.Tokens)); got != p[1] {
			wrong++
			t.Errorf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	t.Logf("%d of %d names right", len(table)-wrong, len(table))
}

func TestPhraseTakesWhatBelongsToItsHead(t *testing.T) {
	a := New()
	for _, line := range lines(t, "phrases.txt") {
		f := strings.Split(line, "|")
		if len(f) != 4 {
			t.Fatalf("phrases.txt: %q has %d columns, want 4", line, len(f))
		}
		text, mark := strings.TrimSpace(f[0]), 0
		mark = strings.Index(text, "[")
		text = strings.NewReplacer("[", "", "]", "").Replace(text)
		var posts []string
		for p := range strings.SplitSeq(f[1], ",") {
			if p = strings.TrimSpace(p); p != "" {
				posts = append(posts, p)
			}
		}
		d := docOf(a, text)
		head := -1
		for i := range d.Tokens {
			if d.Tokens[i].Span.Start == mark {
				head = i
			}
		}
		p := a.Phrase(d, head, posts)
		complement := "-"
		if p.Complement > p.First {
			complement = d.TokenText(p.First, p.Complement)
		}
		got := a.Nominative(d, p.First, p.End, p.Head)
		if want := strings.TrimSpace(f[3]); got != want || complement != strings.TrimSpace(f[2]) {
			t.Errorf("phrase of %q\n got %s | %s\nwant %s | %s", f[0], complement, got, strings.TrimSpace(f[2]), want)
		}
	}
}

// lines returns the lines of a file in testdata that are no comments.
func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}
