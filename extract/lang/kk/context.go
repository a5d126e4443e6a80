package kk

import (
	"claimgraph/extract"
	"claimgraph/table"
)

// A place is where a token stands: what its readings are weighed by.
type place struct {
	sentence   []extract.Token
	at         int
	first      bool      // no word before it in the sentence or quotation
	predicates table.Map // see lexicon
	// before is the reading of the word before, zero after a mark.
	before extract.Analysis
}

// pass moves on behind the token t, which has its readings.
func (p *place) pass(t *extract.Token) {
	if t.Kind != extract.MarkToken {
		p.before, p.first = t.Best(), false
		return
	}
	p.before = extract.Analysis{}
	switch t.Text {
	case "«", "“", "„", "\"", "—", "–", ":", "•", "-":
		p.first = true
	}
}

func (p *place) next() *extract.Token {
	if p.at+1 < len(p.sentence) {
		return &p.sentence[p.at+1]
	}
	return nil
}

// isLast reports whether a clause ends after the token: the predicate's place.
func (p *place) isLast() bool {
	n := p.next()
	if n == nil {
		return true
	}
	return p.predicates.Has(n.Lower)
}

// favour returns what the place adds to the belief in a reading.
func (p *place) favour(t *extract.Token, c *candidate) int {
	score := 0
	isVerb := c.POS == extract.VERB
	if t.Capitals == extract.Capital && !p.first {
		switch {
		case isVerb && c.Form != extract.Vnoun:
			score -= 80
		case c.POS == extract.PROPN:
			score += 40
		}
	}
	if p.isLast() {
		score += p.favourLast(c)
	} else if isVerb && c.Form == extract.Fin && !c.Guessed {
		score -= 12
	}
	score += p.favourAfter(c)
	if n := p.next(); n != nil && c.POS == extract.NOUN && c.Attributive && n.Kind != extract.WordToken {
		score -= 5
	}
	return score
}

func (p *place) favourLast(c *candidate) int {
	switch {
	case c.POS == extract.VERB && (c.Form == extract.Fin || c.Form == extract.Part && c.Case == 0 && c.Tense == extract.Past):
		if c.Person == 3 || c.Form == extract.Part {
			return 22
		}
		return 6
	case c.POS == extract.NOUN && c.Case == extract.Acc:
		return -8
	case c.Attributive, c.POS == extract.ADJ, c.Case == extract.Gen:
		return -8
	}
	return 0
}

// favourAfter weighs a reading by the word before.
func (p *place) favourAfter(c *candidate) int {
	switch b := p.before; {
	case c.POS == extract.ADP && c.governs != 0:
		switch {
		case p.first || b.POS == 0 || b.POS == extract.VERB && b.Form != extract.Vnoun && b.Form != extract.Part:
			return -90
		case b.Case == c.governs:
			return 20
		default:
			return -50
		}
	case c.first && p.first:
		return 30
	case c.inner && (p.first || b.POS == 0):
		return -60
	case b.Case == extract.Gen && c.Possessor == 3:
		return 14
	case b.POS == extract.ADJ || b.POS == extract.DET || b.Attributive || b.POS == extract.NUM:
		if c.POS == extract.NOUN || c.POS == extract.PROPN {
			return 6
		}
	}
	return 0
}
