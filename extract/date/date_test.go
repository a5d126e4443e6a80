package date

import (
	"bufio"
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// A golden file holds one case a paragraph: a line with the day that the
// article counts from ("-" for none, "?" before an inferred one), the text, in
// which " / " ends a block, and a line for every date that must be found:
//
//	2025-12-03 Встреча прошла 1 декабря.
//	  1 декабря = 2025-12-01
//
// A value may be followed by the kind in brackets and by "?" if it must be
// marked as inferred.
type golden struct {
	line     int
	ref      schema.Date
	inferred bool
	text     string
	want     []string
}

func readGolden(t testing.TB, name string) []golden {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []golden
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			out[len(out)-1].want = append(out[len(out)-1].want, strings.TrimSpace(line))
		default:
			ref, text, _ := strings.Cut(line, " ")
			g := golden{line: n, text: strings.ReplaceAll(text, " / ", "\n")}
			ref, g.inferred = strings.CutPrefix(ref, "?")
			if ref != "-" {
				if g.ref, err = schema.ParseDate(ref); err != nil {
					t.Fatalf("%s:%d: %v", name, n, err)
				}
			}
			out = append(out, g)
		}
	}
	return out
}

func (g golden) doc(language string) *extract.Doc {
	src := schema.Source{Language: language}
	if g.inferred {
		src.Inferred = g.ref
	} else {
		src.Published = g.ref
	}
	return layout.Lay(&extract.Article{Text: g.text, Source: src}, "", abbreviation)
}

// abbreviation stands in for the analyzers', which these tables do not need.
func abbreviation(w string) bool {
	switch w {
	case "г", "гг", "ж", "жж", "кв", "фев", "окт", "nov", "dec", "jan", "feb", "aug", "sept", "oct", "mr", "млн":
		return true
	}
	return false
}

func show(d *extract.Doc, ms []extract.Mention) []string {
	var out []string
	for _, m := range ms {
		s := d.Text(m.Span) + " = " + m.Time.String()
		if m.Kind != "" {
			s += " (" + m.Kind + ")"
		}
		if m.Inferred {
			s += " ?"
		}
		out = append(out, s)
	}
	return out
}

var update = flag.Bool("update", false, "rewrite the golden tables with what is found; read the diff before you keep it")

func TestGolden(t *testing.T) {
	for _, lang := range []string{"ru", "kk", "en"} {
		t.Run(lang, func(t *testing.T) {
			name := "testdata/" + lang + ".txt"
			if *update {
				rewrite(t, lang, name)
			}
			for _, g := range readGolden(t, name) {
				d := g.doc(lang)
				ms := New().Recognize(d)
				got, want := strings.Join(show(d, ms), "\n  "), strings.Join(g.want, "\n  ")
				if got != want {
					t.Errorf("%s:%d: %s\ngot\n  %s\nwant\n  %s", name, g.line, g.text, got, want)
				}
				checkMentions(t, d, ms)
			}
		})
	}
}

// rewrite puts what is found below the cases of a golden table.
func rewrite(t *testing.T, lang, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	cases := readGolden(t, name)
	var b strings.Builder
	for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		b.WriteString(line + "\n")
		for _, g := range cases {
			if g.line == n+1 {
				d := g.doc(lang)
				for _, s := range show(d, New().Recognize(d)) {
					b.WriteString("  " + s + "\n")
				}
			}
		}
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// checkMentions holds what every recognizer promises.
func checkMentions(t testing.TB, d *extract.Doc, ms []extract.Mention) {
	t.Helper()
	last := 0
	for _, m := range ms {
		if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(d.Article.Text) {
			t.Fatalf("%q: mention %v overlaps the one before or lies outside", d.Article.Text, m.Span)
		}
		last = m.Span.End
		if !utf8.ValidString(d.Text(m.Span)) || m.Head < m.First || m.Head >= m.End || d.TokenSpan(m.First, m.End) != m.Span {
			t.Fatalf("%q: mention %+v has a wrong span or head", d.Article.Text, m)
		}
		if _, err := schema.ParseInterval(m.Time.String()); err != nil {
			t.Fatalf("%q: mention %q: %v", d.Article.Text, d.Text(m.Span), err)
		}
	}
}
