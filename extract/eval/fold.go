package eval

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimgraph/schema"
)

// Fold returns the form under which gold and claims are compared: lower case, ё
// as е, without accents on Latin letters, quotation marks, brackets and the
// full stops inside abbreviations, hyphens and white space as one blank. It is
// not [schema.FoldName], which decides what is one entity in the graph and may
// change with it: the measure stays.
func Fold(name string) string {
	s := strings.ReplaceAll(lower(name), "ё", "е")
	if strings.ContainsFunc(s, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
		s = withoutAccents(s)
	}
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		s = withoutInnerStops(s)
	}
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case strings.ContainsRune("«»\"“”„'’`()[]", r):
			continue
		case strings.ContainsRune("-–—‑", r) || unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f:
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), " .,;:")
}

// lower is lower case with the dot of İ kept as a combining mark.
func lower(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "İ", "i\u0307"))
}

// withoutAccents drops combining marks, those of Latin letters that carry them
// in one character too: й stays as it is.
func withoutAccents(s string) string {
	var b strings.Builder
	for _, r := range s {
		part := string(r)
		if r < 0x370 {
			part = norm.NFKD.String(part)
		}
		for _, p := range part {
			if norm.NFKD.PropertiesString(string(p)).CCC() == 0 {
				b.WriteRune(p)
			}
		}
	}
	return b.String()
}

// withoutInnerStops drops the full stops between single letters: of "с.ш.а." and
// "а.б" but not of "конец.начало", where a word of several letters follows.
func withoutInnerStops(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	runes := []rune(s)
	at := func(i int) bool { return i >= 0 && i < len(runes) && isWord(runes[i]) }
	var b strings.Builder
	for i, r := range runes {
		if r == '.' && at(i-1) && at(i+1) && !at(i+2) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// A forms is the folded forms under which one value counts as right.
type forms map[string]bool

func formsOf(texts ...string) forms {
	f := make(forms, len(texts))
	for _, t := range texts {
		f[Fold(t)] = true
	}
	return f
}

// formsOfValue returns the forms of what a claim says: its normal form, its
// name, its words, the aliases.
func formsOfValue(v schema.Value) forms {
	f := forms{}
	add := func(s string) {
		if s != "" {
			f[Fold(s)] = true
		}
	}
	add(v.Lexical())
	add(v.Mention.Text)
	if v.Entity != nil {
		for _, a := range v.Entity.Aliases {
			add(a)
		}
	}
	return f
}

var (
	number = regexp.MustCompile(`^[-+]?\d+(\.\d+)?$`)
	date   = regexp.MustCompile(`^\d{4}( \d\d){0,2}(/\d{4}( \d\d){0,2})?$`) // folded: hyphens are blanks
)

// agree reports whether one of a system's forms is one of the gold's. Numbers
// agree by value. A date agrees with a gold date that it repeats or refines; of
// an interval, the start and, where the gold has one, the end.
func agree(got, gold forms) bool {
	for g := range got {
		if gold[g] {
			return true
		}
	}
	for g := range got {
		if g == "" || g[0] != '-' && g[0] != '+' && (g[0] < '0' || g[0] > '9') {
			continue // neither a number nor a date
		}
		for a := range gold {
			if number.MatchString(g) && number.MatchString(a) && sameNumber(g, a) {
				return true
			}
			if date.MatchString(g) && date.MatchString(a) && refines(g, a) {
				return true
			}
		}
	}
	return false
}

func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}

func refines(got, gold string) bool {
	gotStart, gotEnd, gotInterval := strings.Cut(got, "/")
	goldStart, goldEnd, goldInterval := strings.Cut(gold, "/")
	return strings.HasPrefix(gotStart, goldStart) && (!goldInterval || gotInterval && strings.HasPrefix(gotEnd, goldEnd))
}
