package date

import (
	"strings"

	"claimgraph/extract"
)

// tense holds the words and endings that tell past from future.
type tense struct {
	pastWords, futureWords, notPast, notFuture map[string]bool
	pastEndings, futureEndings                 []string
	toward, until, since                       map[string]bool
	onto                                       []string
	verbLast                                   bool
}

func newTense(t tenses) tense {
	return tense{
		pastWords: set(t.Past.Words), futureWords: set(t.Future.Words),
		notPast: set(t.Past.Not), notFuture: set(t.Future.Not),
		pastEndings: t.Past.Endings, futureEndings: t.Future.Endings,
		toward: set(t.Toward), until: set(t.Until), since: set(t.Since),
		onto: t.Onto, verbLast: t.After,
	}
}

func (t *tense) past(w string) bool {
	return t.pastWords[w] || !t.notPast[w] && endsIn(w, t.pastEndings)
}

func (t *tense) future(w string) bool {
	return t.futureWords[w] || !t.notFuture[w] && endsIn(w, t.futureEndings)
}

// endsIn reports whether the word has one of the endings and a stem before it.
func endsIn(w string, endings []string) bool {
	for _, e := range endings {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// A direction says on which side of the reference a date without a year lies.
type direction int8

const (
	unknown direction = iota
	behind
	ahead
)

// A signal is a word that tells the tense of its clause.
type signal struct {
	atom int
	dir  direction
}

// readSignals lists the signals of the sentence.
func (s *sentence) readSignals(lex *lexicon) {
	if s.signed {
		return
	}
	s.signed = true
	for i := range s.atoms {
		a := &s.atoms[i]
		if a.mark || a.number >= 0 || !a.date.IsZero() {
			continue
		}
		if dir := s.tenseOf(lex, a); dir != unknown {
			s.signals = append(s.signals, signal{i, dir})
		}
	}
	// "will be signed", "будет подписано": the auxiliary decides.
	for i := 1; i < len(s.signals); i++ {
		a, b := s.signals[i-1], &s.signals[i]
		if !lex.tense.verbLast && a.dir == ahead && b.dir == behind && b.atom-a.atom <= 3 && !s.commaBetween(a.atom, b.atom) {
			b.dir = ahead
		}
	}
}

// tenseOf reads the tense of one word from the lists, and from its analysis
// where that is a verb's.
func (s *sentence) tenseOf(lex *lexicon, a *atom) direction {
	t := &lex.tense
	switch {
	case t.futureWords[a.text]:
		return ahead
	case t.pastWords[a.text]:
		return behind
	}
	best := s.doc.Tokens[a.first].Best()
	if best.POS == extract.VERB || best.POS == extract.AUX {
		switch best.Tense {
		case extract.Fut:
			return ahead
		case extract.Past:
			return behind
		}
	}
	if best.POS != 0 && !best.Guessed && best.POS != extract.VERB && best.POS != extract.AUX && best.POS != extract.ADJ && best.POS != extract.X {
		return unknown
	}
	switch {
	case t.future(a.text):
		return ahead
	case !a.capital && t.past(a.text):
		return behind
	}
	return unknown
}

// verb reports whether any word of the sentence tells a tense.
func (s *sentence) verb(lex *lexicon) bool {
	s.readSignals(lex)
	return len(s.signals) > 0
}

func (s *sentence) commaBetween(i, j int) bool {
	for ; i < j; i++ {
		if t := s.atoms[i].text; t == "," || t == ";" || t == ":" {
			return true
		}
	}
	return false
}

// direction reads on which side of the reference the match lies from the words
// next to it, else from the nearest verb; a verb behind a comma is farther off.
func (s *sentence) direction(lex *lexicon, m *match) direction {
	if dir := s.adjacent(lex, m); dir != unknown {
		return dir
	}
	s.readSignals(lex)
	best, cost := unknown, 1<<30
	for _, g := range s.signals {
		if g.atom >= m.from && g.atom < m.to {
			continue
		}
		c := s.distance(m, g.atom)
		if lex.tense.verbLast && g.atom < m.from {
			c += 12
		}
		if c < cost {
			best, cost = g.dir, c
		}
	}
	return best
}

// distance counts the atoms between a match and another atom, commas sixfold.
func (s *sentence) distance(m *match, atom int) int {
	from, to := m.to, atom
	if atom < m.from {
		from, to = atom+1, m.from
	}
	const limit = 80 // keeps long lists from costing the square of their length
	c := to - from
	for i := from; i < min(to, from+limit); i++ {
		if t := s.atoms[i].text; t == "," || t == ";" || t == ":" {
			c += 6
		}
	}
	return c
}

// adjacent reads the direction from the words next to the match.
func (s *sentence) adjacent(lex *lexicon, m *match) direction {
	t := &lex.tense
	if m.have(slotSince) {
		return behind
	}
	if m.to < len(s.atoms) {
		if w := s.atoms[m.to].text; t.until[w] {
			return unknown
		} else if t.since[w] && t.verbLast {
			return behind
		}
	}
	if m.from > 0 {
		switch w := s.atoms[m.from-1].text; {
		case t.toward[w]:
			return ahead
		case t.since[w] && !t.verbLast:
			return behind
		}
	}
	if len(t.onto) > 0 && endsIn(s.atoms[m.to-1].text, t.onto) {
		return ahead
	}
	return unknown
}
