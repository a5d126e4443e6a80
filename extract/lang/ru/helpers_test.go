package ru

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// doc lays a text of one sentence out as tokens and analyses them.
func doc(t testing.TB, text string) *extract.Doc {
	t.Helper()
	d := &extract.Doc{Article: &extract.Article{Text: text}, Language: "ru", Tokens: tokens(text)}
	New().Analyze(d.Tokens)
	d.Sentences = []extract.Sentence{{End: len(d.Tokens), Span: schema.Span{End: len(text)}}}
	d.SetMentions(nil)
	return d
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// tokens is a small tokenizer: runs of letters and digits with hyphens inside.
func tokens(text string) []extract.Token {
	var ts []extract.Token
	space := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i, space = i+size, true
			continue
		}
		end := i + size
		for isWordRune(r) && end < len(text) {
			n, size := utf8.DecodeRuneInString(text[end:])
			if !isWordRune(n) {
				next, _ := utf8.DecodeRuneInString(text[end+size:])
				if n != '-' && !(n == ',' && unicode.IsDigit(r)) || !isWordRune(next) {
					break
				}
			}
			end += size
		}
		ts = append(ts, token(text, i, end, space))
		i, space = end, false
	}
	return ts
}

func token(text string, start, end int, space bool) extract.Token {
	t := extract.Token{
		Span: schema.Span{Start: start, End: end}, Text: text[start:end],
		Lower: strings.ToLower(text[start:end]), SpaceBefore: space, Kind: extract.MarkToken,
	}
	letters, digits, upper := 0, 0, 0
	for _, r := range t.Text {
		switch {
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		case unicode.IsDigit(r):
			digits++
		}
	}
	switch {
	case letters > 0 && digits > 0:
		t.Kind = extract.MixedToken
	case letters > 0:
		t.Kind = extract.WordToken
	case digits > 0:
		t.Kind = extract.NumberToken
	}
	first, _ := utf8.DecodeRuneInString(t.Text)
	switch {
	case upper == 0:
	case upper == letters && letters > 1:
		t.Capitals = extract.AllCaps
	case unicode.IsUpper(first) && (upper == 1 || strings.Contains(t.Text, "-") && upper <= strings.Count(t.Text, "-")+1 && letters > 4):
		t.Capitals = extract.Capital
	default:
		t.Capitals = extract.MixedCap
	}
	return t
}

// find returns the index of the token with the text.
func find(t testing.TB, d *extract.Doc, text string) int {
	t.Helper()
	for i := range d.Tokens {
		if d.Tokens[i].Text == text {
			return i
		}
	}
	t.Fatalf("no token %q in %q", text, d.Article.Text)
	return -1
}
