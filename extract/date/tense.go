package date

import (
	"strings"

	"claimgraph/extract"
)

// tense holds the words and endings that tell past from future.
type tense struct {
	pastWords, futureWords, plannedWords, notPast, notFuture, notPlanned map[string]bool
	pastEndings, futureEndings, plannedEndings                           []string
	toward, until, since, before, from, clause, intends                  map[string]bool
	infinitive                                                           string
	onto, finite                                                         []string
	verbLast                                                             bool
}

func newTense(t tenses) tense {
	return tense{
		pastWords: set(t.Past.Words), futureWords: set(t.Future.Words), plannedWords: set(t.Planned.Words),
		notPast: set(t.Past.Not), notFuture: set(t.Future.Not), notPlanned: set(t.Planned.Not),
		pastEndings: t.Past.Endings, futureEndings: t.Future.Endings, plannedEndings: t.Planned.Endings,
		toward: set(t.Toward), until: set(t.Until), since: set(t.Since), before: set(t.Before), clause: set(t.Clause), from: set(t.From),
		intends: set(t.Intends), infinitive: t.Infinitive,
		onto: t.Onto, finite: t.Finite, verbLast: t.After,
	}
}

func (t *tense) past(w string) bool { return t.of(w) == behind }

func (t *tense) future(w string) bool { return t.of(w) == ahead }

// of reads the tense of a word from the lists, then from the longest ending.
func (t *tense) of(w string) direction {
	switch {
	case t.pastWords[w]:
		return behind
	case t.futureWords[w]:
		return ahead
	case t.plannedWords[w]:
		return planned
	}
	dir, longest := unknown, 0
	for _, c := range []struct {
		dir     direction
		endings []string
		not     map[string]bool
	}{{behind, t.pastEndings, t.notPast}, {ahead, t.futureEndings, t.notFuture}, {planned, t.plannedEndings, t.notPlanned}} {
		if n := ending(w, c.endings); n > longest && !c.not[w] {
			dir, longest = c.dir, n
		}
	}
	return dir
}

// ending returns the length of the longest of the endings that the word has
// behind a stem, 0 if it has none.
func ending(w string, endings []string) int {
	longest := 0
	for _, e := range endings {
		if len(e) > longest && len(w) >= len(e)+2 && strings.HasSuffix(w, e) {
			longest = len(e)
		}
	}
	return longest
}

// A direction says on which side of the reference a date without a year lies.
type direction int8

const (
	unknown direction = iota
	behind
	ahead
	planned // fixed for a day which may have passed by now
)

// A side is a direction and whether nothing can outweigh it.
type side struct {
	dir  direction
	firm bool
}

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
		if a.mark || a.number >= 0 || !a.date.IsZero() || lex.is(a, "cardinal") || lex.is(a, "ordinal") {
			continue
		}
		if dir := s.tenseOf(lex, i); dir != unknown {
			s.signals = append(s.signals, signal{i, dir})
		}
	}
	s.compound(lex)
}

// compound settles signals that make one verb: in "will be signed" and "будет
// подписано" the auxiliary decides; "was to open", "өтуге тиіс еді" and "было
// запланировано" leave open whether the day has passed.
func (s *sentence) compound(lex *lexicon) {
	for i := 1; i < len(s.signals); i++ {
		a, b := &s.signals[i-1], &s.signals[i]
		near := b.atom - a.atom
		switch {
		case near == 1 && (a.dir == planned && b.dir == behind || a.dir == behind && b.dir == planned):
			a.dir, b.dir = unknown, unknown
		case !lex.tense.verbLast && a.dir != behind && a.dir != unknown && b.dir != ahead && near <= 3 && !s.commaBetween(a.atom, b.atom):
			b.dir = a.dir
		}
	}
}

// tenseOf reads the tense of one word from the lists, and from its analysis
// where that is a verb's.
func (s *sentence) tenseOf(lex *lexicon, i int) direction {
	a := &s.atoms[i]
	t := &lex.tense
	if t.intends[a.text] && i+1 < len(s.atoms) && s.atoms[i+1].text == t.infinitive {
		return planned
	}
	if t.pastWords[a.text] || t.futureWords[a.text] || t.plannedWords[a.text] {
		return t.of(a.text)
	}
	best := s.doc.Tokens[a.first].Best()
	verb := best.POS == extract.VERB || best.POS == extract.AUX
	switch {
	case verb && best.Form == extract.Conv:
		return unknown
	case verb && best.Tense == extract.Fut:
		return ahead
	case verb && best.Tense == extract.Past:
		return behind
	case !best.Guessed && best.POS != 0 && !verb && best.POS != extract.ADJ && best.POS != extract.X:
		return unknown
	}
	if a.capital && !a.initial || !verb && !s.final(lex, i) && ending(a.text, t.finite) > 0 {
		return unknown // a name, or a noun in a case that looks like a verb's form
	}
	return t.of(a.text)
}

// final reports whether the atom ends a clause.
func (s *sentence) final(lex *lexicon, i int) bool {
	if i+1 == len(s.atoms) {
		return true
	}
	next := &s.atoms[i+1]
	return next.mark || lex.tense.clause[next.text] || lex.tense.until[next.text]
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
func (s *sentence) direction(lex *lexicon, m *match) side {
	if dir, settled := s.adjacent(lex, m); settled {
		return side{dir, dir == behind}
	}
	s.readSignals(lex)
	best, cost := unknown, 1<<30
	weak := !m.have(slotDay) && m.from > 0 && lex.tense.from[s.atoms[m.from-1].text]
	for _, g := range s.signals {
		if g.atom >= m.from && g.atom < m.to {
			continue
		}
		c := s.distance(lex, m, g.atom)
		if lex.tense.verbLast && g.atom < m.from {
			c += 12
		}
		// In Kazakh a verb far behind may still be the clause's own.
		const far = 16
		if c > far && (!lex.tense.verbLast || g.atom < m.from) {
			continue
		}
		if c < cost {
			best, cost = g.dir, c
		}
	}
	if weak && best == unknown {
		return side{dir: behind}
	}
	const firm = 6
	return side{best, cost <= firm}
}

// distance counts the atoms between a match and another atom, those that part
// clauses severalfold.
func (s *sentence) distance(lex *lexicon, m *match, atom int) int {
	from, to := m.to, atom
	if atom < m.from {
		from, to = atom+1, m.from
	}
	const limit = 80 // keeps long lists from costing the square of their length
	c := to - from
	for i := from; i < min(to, from+limit); i++ {
		if t := s.atoms[i].text; t == "," || t == ";" || t == ":" {
			c += 6
		} else if lex.tense.clause[t] {
			c += 3
		}
	}
	return c
}

// adjacent reads the direction from the words next to the match. Settled is
// false if they leave it to the verb.
func (s *sentence) adjacent(lex *lexicon, m *match) (dir direction, settled bool) {
	t := &lex.tense
	if m.have(slotSince) {
		return behind, true
	}
	if m.to < len(s.atoms) {
		if w := s.atoms[m.to].text; t.until[w] && t.verbLast {
			return unknown, true
		} else if t.since[w] && t.verbLast {
			return behind, true
		}
	}
	if m.from > 0 {
		switch w := s.atoms[m.from-1].text; {
		case t.toward[w]:
			return planned, true
		case t.since[w] && !t.verbLast:
			return behind, true
		case t.until[w] && !t.verbLast:
			return unknown, true
		}
	}
	for _, e := range t.onto {
		if strings.HasSuffix(s.atoms[m.to-1].text, e) {
			return planned, true
		}
	}
	return unknown, false
}
