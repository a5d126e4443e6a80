package ru

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// mostAnalyses bounds what a token is given; what is left out is unlikely.
const mostAnalyses = 16

// Analyze gives the words of one sentence their analyses, likeliest first.
func (a *Analyzer) Analyze(sentence []extract.Token) {
	s := a.pool.Get().(*scratch)
	defer a.pool.Put(s)
	s.readings, s.nodes, s.chain = s.readings[:0], s.nodes[:0], s.chain[:0]
	l := link{broken: true}
	for i := range sentence {
		first := len(s.readings)
		a.appendReadings(s, &sentence[i], a.contextOf(sentence, i))
		a.addNode(s, &sentence[i], i, first, &l)
	}
	s.favourSubjects()
	s.rank()
	titles, subjects := s.addTitles(), s.addSubjects()
	if titles || subjects {
		s.rank()
	}
	a.write(s, sentence)
}

// contextOf returns what stands around token i.
func (a *Analyzer) contextOf(sentence []extract.Token, i int) context {
	c := context{capitals: sentence[i].Capitals, opening: opens(sentence, i)}
	c.initial = isInitial(&sentence[i]) && i+1 < len(sentence) && sentence[i+1].Text == "."
	if c.capitals == extract.Lower || c.capitals == extract.AllCaps {
		return c
	}
	if i+1 < len(sentence) {
		n := &sentence[i+1]
		c.beside = n.Kind == extract.WordToken && n.Capitals == extract.Capital
		c.named = c.beside && a.maybeGiven(n.Lower)
	}
	if i > 0 {
		p := &sentence[i-1]
		capital := p.Kind == extract.WordToken && p.Capitals == extract.Capital
		c.named = c.named || capital && a.maybeGiven(p.Lower) || p.Text == "." && i > 1 && isInitial(&sentence[i-2]) ||
			p.Kind == extract.WordToken && p.Capitals == extract.Lower && a.words.particles.Has(p.Lower) && !a.words.lastParticles.Has(p.Lower)
		c.beside = c.beside || c.named || capital && !opens(sentence, i-1)
	}
	return c
}

func isInitial(t *extract.Token) bool {
	return t.Capitals == extract.Capital && utf8.RuneCountInString(t.Text) == 1
}

// maybeGiven reports whether the lower-case word may be a form of a given name
// that the dictionary or the list has.
func (a *Analyzer) maybeGiven(word string) bool {
	word = extract.FoldYo(word)
	var buffer [24]morph.Form
	for _, f := range a.dict.Lookup(buffer[:0], word) {
		if k := a.dict.Tag(f).Name(); k == extract.Given || k == extract.Patronymic {
			return true
		}
	}
	if i := strings.LastIndexByte(word, '-'); i >= 0 {
		return a.maybeGiven(word[:i])
	}
	return a.listedForm(word)
}

// opens reports whether a capital at token i may be the sentence's.
func opens(sentence []extract.Token, i int) bool {
	if i == 0 {
		return true
	}
	switch sentence[i-1].Text {
	case "«", "\"", "“", "„", ":", "(", "•", "…", ".", "!", "?":
		return true
	case "—", "–", "-":
		return i == 1
	}
	return false
}

// write stores the ranked readings as analyses.
func (a *Analyzer) write(s *scratch, sentence []extract.Token) {
	total := 0
	for i := range s.nodes {
		total += min(s.nodes[i].end-s.nodes[i].first, mostAnalyses)
	}
	all := make([]extract.Analysis, 0, total)
	for i := range s.nodes {
		n := &s.nodes[i]
		t := &sentence[n.token]
		from := len(all)
		for _, k := range s.ranked(n) {
			r := &s.readings[k]
			an := r.tag.Analysis(r.lemma)
			an.Guessed = r.guessed
			if len(all) > from && slices.Contains(all[from:], an) {
				continue
			}
			if len(all)-from == mostAnalyses {
				break
			}
			all = append(all, an)
		}
		t.Analyses = all[from:len(all):len(all)]
	}
}
