package kk

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Nominative returns the phrase [first, end) with its head without case, its
// number and possessive kept (орынбасарына: орынбасары); the rest as it stands.
func (a *Analyzer) Nominative(d *extract.Doc, first, end, head int) string {
	if first < 0 || end > len(d.Tokens) || first >= end {
		return ""
	}
	end = withoutSuffixToken(d, first, end)
	if head < first || head >= end {
		return d.TokenText(first, end)
	}
	t := &d.Tokens[head]
	text := d.TokenText(first, head+1)
	text = text[:len(text)-len(t.Text)] + a.withoutCase(t)
	if head+1 < end {
		text += d.Text(schema.Span{Start: t.Span.End, End: d.Tokens[end-1].Span.End})
	}
	return text
}

// withoutSuffixToken leaves out a last token that is an ending alone, as it
// stands after quotation marks: «Жас Отан»-ның.
func withoutSuffixToken(d *extract.Doc, first, end int) int {
	if t := &d.Tokens[end-1]; end-1 > first && len(t.Text) > 1 && t.Text[0] == '-' && !t.SpaceBefore {
		return end - 1
	}
	return end
}

// withoutCase returns the token's text without the case of its likeliest reading.
func (a *Analyzer) withoutCase(t *extract.Token) string {
	best := t.Best()
	latin := latinUseOf(t.Lower)
	if isLatin(t.Text) && !isLatin(t.Lower) { // respelt
		own := *t
		own.Lower, t, latin = t.Text, &own, allLatin
	}
	if len(t.Text) != len(t.Lower) || t.Kind == extract.MarkToken || len(t.Analyses) > 0 && (best.Case == extract.Nom || best.Case == 0 && !best.Attributive) {
		return t.Text
	}
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	for _, c := range r.token(t, t.Capitals != extract.Lower, latin) {
		if len(t.Analyses) == 0 || sameForm(c.Analysis, best) {
			return cut(t.Text, c.caseFrom)
		}
	}
	return t.Text
}

// sameForm reports whether two readings part a word at the same places.
func sameForm(a, b extract.Analysis) bool {
	return a.Lemma == b.Lemma && a.Case == b.Case && a.Number == b.Number && a.Possessor == b.Possessor && a.Attributive == b.Attributive
}

// cut returns the text up to byte n, or all of it if nothing would be left.
func cut(text string, n int) string {
	if n <= 0 || n > len(text) {
		return text
	}
	return strings.TrimRight(text[:n], "-‑–")
}

// Beliefs that a name ends where a case of the kind would begin, against
// keepName that it has none. The locative and the ablative of a person are
// rare, and many names look like them (Кисида, Арыстан).
const (
	keepName      = 30
	keepEnding    = 70
	cutKnown      = 100
	cutEnding     = 80
	cutInnerCase  = 20
	minInnerStem  = 5
	minCutLetters = 3
)

var cutCase = map[extract.Case]int{
	extract.Gen: 60, extract.Ins: 60, extract.Dat: 50, extract.Acc: 40, extract.Loc: cutInnerCase, extract.Abl: cutInnerCase,
}

// PersonName returns the nominative of the personal name [first, end): only its
// last word can have an ending.
func (a *Analyzer) PersonName(d *extract.Doc, first, end int) string {
	if first < 0 || end > len(d.Tokens) || first >= end {
		return ""
	}
	end = withoutSuffixToken(d, first, end)
	t := &d.Tokens[end-1]
	text := d.TokenText(first, end)
	if t.Kind == extract.MarkToken || len(t.Text) != len(t.Lower) {
		return text
	}
	latin := false
	for i := first; i < end; i++ {
		latin = latin || hasLatinSign(d.Tokens[i].Lower)
	}
	return text[:len(text)-len(t.Text)] + a.surname(t, latin)
}

// surname returns the last word of a name without its case.
func (a *Analyzer) surname(t *extract.Token, latin bool) string {
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	if stem, suffix, ok := cutSuffix(t); ok && (isLatin(stem) || len(suffix) < len("ының")) {
		if cs := r.joined(stem, suffix, isAbbreviation(t)); cs != nil && cs[0].Case > extract.Nom {
			return cut(t.Text, cs[0].caseFrom)
		}
	}
	lower := t.Lower
	if isLatin(lower) {
		if !latin {
			return t.Text
		}
		lower = latinLetters.Replace(lower)
		return cut(t.Text, latinLength(t.Lower, lower[:r.nameEnd(lower)], 0))
	}
	return cut(t.Text, r.nameEnd(lower))
}

// nameEnd returns the byte where the case of a name's last word begins, or the
// length of the word if it has none.
func (r *reader) nameEnd(lower string) int {
	if n := r.patronymicEnd(lower); n > 0 {
		return n
	}
	if r.isName(lower) || !r.spelling.set(lower) {
		return len(lower)
	}
	best, belief := len(lower), keepName
	if isSurname(r.lexicon, lower) {
		belief = keepEnding
	}
	node := uint16(0)
	for p := r.spelling.n - 1; p > 1; p-- {
		if node = r.noun.step(node, r.spelling.letter[p]); node == 0 {
			break
		}
		env := r.spelling.environments(p)
		for i := range r.noun.at(node) {
			c := &r.noun.at(node)[i]
			if c.after&env == 0 || c.case_ != c.len || c.form.Possessor > 0 || c.form.Attributive || c.form.Number == extract.Plur {
				continue
			}
			if b := r.cutBelief(lower[:r.spelling.at[p]], p, c.form.Case); b > belief {
				best, belief = int(r.spelling.at[p]), b
			}
		}
	}
	return best
}

// cutBelief returns how likely the stem of p letters is the name, and what
// follows it the case.
func (r *reader) cutBelief(stem string, p int, c extract.Case) int {
	switch {
	case r.isName(stem):
		return cutKnown
	case r.spelling.vowels(p) == 0 || p < minCutLetters && !(c == extract.Ins && r.spelling.vowels(p) == p):
		return 0 // nobody is called "Ли-" and an ending, but "Ая" may have one
	case isSurname(r.lexicon, stem):
		return cutEnding
	}
	b := cutCase[c]
	if b == cutInnerCase && p >= minInnerStem && r.spelling.vowels(p) > 1 {
		b += cutInnerCase
	}
	return b
}

func (r *reader) isName(lower string) bool {
	return slices.ContainsFunc(r.lexicon.wordsOf(lower), func(w word) bool {
		return w.name == extract.Given || w.name == extract.Surname
	})
}

// patronymicEnd returns where the case of a patronymic begins, or 0 if the word
// is none. It ends in a possessive, after which cases are spelt otherwise:
// Әбенұлына.
func (r *reader) patronymicEnd(lower string) int {
	for _, p := range r.lexicon.patronymics {
		at := strings.LastIndex(lower, p)
		if at < len("аб") {
			continue
		}
		end := at + len(p)
		if end == len(lower) {
			return end
		}
		possessive := lower[beforeRune(lower, end):]
		for _, c := range r.suffixOnly(possessive) {
			if c.form.Possessor == 3 && c.case_ == c.len-1 {
				return end
			}
		}
	}
	return 0
}
