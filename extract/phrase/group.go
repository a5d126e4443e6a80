package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
)

// nouns tells of each token whether it may be a head noun or stand-in of some
// type: hardly one in ten may.
func (l *Language) nouns(d *extract.Doc) []bool {
	return extract.Note(d, l.Lexicon, func() []bool {
		nouns := make([]bool, len(d.Tokens))
		for i := range d.Tokens {
			nouns[i] = l.Lexicon.noun(&d.Tokens[i])
		}
		return nouns
	})
}

func (l *Lexicon) noun(t *extract.Token) bool {
	if t.Kind == extract.MarkToken {
		return false
	}
	last := t.Lower
	for i := range min(len(t.Analyses), mostReadings) {
		if lemma := t.Analyses[i].Lemma; lemma != last {
			if l.nouns[lemma] {
				return true
			}
			last = lemma
		}
	}
	return l.nouns[t.Lower] || l.nouns[l.withoutTail(t.Lower)]
}

// withoutTail returns the post that a word names with a tail: president-elect, envoy-at-
// large; "" for other words.
func (l *Lexicon) withoutTail(word string) string {
	if len(l.Tails) == 0 {
		return ""
	}
	if post, tail, ok := strings.Cut(word, "-"); ok && slices.Contains(l.Tails, tail) {
		return post
	}
	return ""
}

// group returns the group of the token's head noun, or nil.
func (h *heads) group(t *extract.Token) *Group {
	if t.Kind == extract.MarkToken {
		return nil
	}
	pick := func(lemma string) *Group {
		for _, g := range h.Lexicon.byHead[lemma] {
			if g.Type == h.typ && !(g.Proper && t.Capitals == extract.Lower) {
				return g
			}
		}
		return nil
	}
	words, last := 0, ""
	for i := range t.Analyses {
		a := &t.Analyses[i]
		if a.Lemma == last && h.Lexicon.AllDecline {
			continue // another case of the same word
		}
		if words++; words > mostReadings {
			break
		}
		last = a.Lemma
		if a.POS == extract.NOUN || a.POS == extract.PROPN || a.POS == extract.ADJ && h.Lexicon.AllDecline { // уполномоченный
			if g := pick(a.Lemma); g != nil {
				return g
			}
		}
	}
	if post := h.Lexicon.withoutTail(t.Lower); post != "" && h.typ == "Role" {
		return pick(post)
	}
	return pick(t.Lower)
}

// ofLemma returns the group of the type that the lemma heads, or nil.
func (h *heads) ofLemma(lemma string) *Group {
	for _, g := range h.Lexicon.byHead[lemma] {
		if g.Type == h.typ {
			return g
		}
	}
	return nil
}

// plural reports whether a word can be nothing but a plural.
func plural(t *extract.Token) bool {
	return len(t.Analyses) > 0 && !slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Number != extract.Plur })
}

// known reports whether the gazetteer knows the name that the token is part of:
// then it knows where the name ends too.
func (h *heads) known(d *extract.Doc, i int) bool {
	for j := i; j >= 0 && j > i-8; j-- {
		for _, k := range d.MentionsAt(j) {
			if m := &d.Mentions[k]; m.Type == h.typ && m.Known != "" && i < m.End {
				return true
			}
		}
	}
	return false
}
