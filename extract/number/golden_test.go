package number_test

import (
	"bufio"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/date"
	"claimgraph/extract/lang/en"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/lang/ru"
	"claimgraph/extract/layout"
	"claimgraph/extract/number"
	"claimgraph/schema"
)

var analyzers = map[string]extract.Analyzer{"ru": ru.New(), "kk": kk.New(), "en": en.New()}

// lay reads a text of 3 December 2025 up to its dates.
func lay(lang, text string) *extract.Doc {
	a := &extract.Article{Text: text, Source: schema.Source{Language: lang, Published: schema.Date{Year: 2025, Month: 12, Day: 3}}}
	d := layout.Lay(a, "", analyzers[lang].Abbreviation)
	d.Language = lang
	for _, s := range d.Sentences {
		analyzers[lang].Analyze(d.Tokens[s.First:s.End])
	}
	d.SetMentions(date.New().Recognize(d))
	return d
}

// A golden file holds a text a line and below it, with two blanks before, a
// line for every number that must be found: the words, their value, the kind
// and unit where there is one, "to" and the end of a range that it begins, and
// its bound behind ">".
type golden struct {
	line int
	text string
	want []string
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
		switch line := sc.Text(); {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			out[len(out)-1].want = append(out[len(out)-1].want, strings.TrimSpace(line))
		default:
			out = append(out, golden{line: n, text: line})
		}
	}
	return out
}

func show(d *extract.Doc, ms []extract.Mention) []string {
	var out []string
	for _, m := range ms {
		s := d.Text(m.Span) + " = " + m.Number
		if m.Kind != "" {
			s += " " + m.Kind
		}
		if v := m.Args[number.Unit]; len(v) > 0 {
			s += " " + v[0].Text
		}
		if v := m.Args[number.To]; len(v) > 0 {
			s += " to " + v[0].Number
		}
		if v := m.Args[number.Bound]; len(v) > 0 {
			s += " >" + v[0].Text
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
				d := lay(lang, g.text)
				ms := number.New().Recognize(d)
				if got := show(d, ms); !slices.Equal(got, g.want) {
					t.Errorf("%s:%d: %s\ngot\n  %s\nwant\n  %s", name, g.line, g.text, strings.Join(got, "\n  "), strings.Join(g.want, "\n  "))
				}
				checkMentions(t, d, ms)
			}
		})
	}
}

// rewrite puts what is found below the texts of a golden table.
func rewrite(t *testing.T, lang, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		b.WriteString(line + "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		d := lay(lang, line)
		for _, s := range show(d, number.New().Recognize(d)) {
			b.WriteString("  " + s + "\n")
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
		numbers := []string{m.Number}
		for _, v := range m.Args[number.To] {
			numbers = append(numbers, v.Number)
		}
		for _, n := range numbers {
			if !schema.IsCanonicalNumber(n) {
				t.Fatalf("%q: %q is no decimal in canonical form", d.Article.Text, n)
			}
		}
		for _, v := range m.Args[number.Unit] {
			if d.Text(v.Mention.Span) != v.Mention.Text {
				t.Fatalf("%q: unit %+v is not the text at its span", d.Article.Text, v)
			}
		}
	}
}
