package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
)

// twin returns the second of two documents that one plural names: of "соглашения
// об упрощении виз и о реадмиссии" it is "соглашение о реадмиссии", and m becomes
// the other one. It stands where its own words do.
func (h *heads) twin(d *extract.Doc, s int, m *extract.Mention, g *Group) (extract.Mention, bool) {
	if h.typ != "Agreement" || !plural(&d.Tokens[m.Head]) || len(m.Args["ordinal"]) > 0 {
		return extract.Mention{}, false
	}
	preposition := func(i int) bool { return slices.Contains(g.Prepositions, d.Tokens[i].Lower) }
	own, and, end := m.Head+1, m.Head+2, d.Sentences[s].End
	for and < m.End && !(d.Tokens[and].HasPOS(extract.CCONJ) && and+1 < end && preposition(and+1)) {
		and++
	}
	if own >= m.End || and+2 >= end || !preposition(own) || !d.Tokens[and].HasPOS(extract.CCONJ) || !preposition(and+1) {
		return extract.Mention{}, false
	}
	noun := and + 2
	for noun < end && d.Tokens[noun].HasPOS(extract.ADJ) {
		noun++
	}
	if noun == end || !d.Tokens[noun].HasPOS(extract.NOUN) {
		return extract.Mention{}, false
	}
	p := h.Analyzer.Phrase(d, noun, nil)
	x := *m
	x.First, x.End, x.Head = and+1, min(p.End, end), noun
	x.Span = d.TokenSpan(x.First, x.End)
	x.Name = one(d, m, x.First, x.End)
	m.End = and
	m.Span = d.TokenSpan(m.First, m.End)
	m.Name = one(d, m, own, m.End)
	return x, true
}

// one returns the name of one of the documents that m names, with the complement
// that stands at [first, end).
func one(d *extract.Doc, m *extract.Mention, first, end int) string {
	return strings.TrimSpace(d.Tokens[m.Head].Lemma() + " " + d.TokenText(first, end))
}
