package en

import (
	"slices"
	"strings"

	"claimgraph/extract"
)

// Phrase returns the noun phrase that has token head as its head noun: the
// adjectives, nouns, names and possessives before it, and behind it what "of"
// and the given prepositions introduce. It leaves out the article, and stops
// where a person's name begins. Mentions are not cut.
func (a *Analyzer) Phrase(d *extract.Doc, head int, prepositions []string) extract.Phrase {
	if head < 0 || head >= len(d.Tokens) {
		return extract.Phrase{}
	}
	s := d.Sentences[d.SentenceOf(head)]
	p := &phraser{lex: a.lex, d: d, first: s.First, end: s.End, prepositions: prepositions}
	ph := extract.Phrase{Head: head, First: p.left(head), Complement: head + 1}
	if m := p.covering(head); m != nil {
		ph.Complement = max(ph.Complement, min(m.End, s.End))
	}
	if p.behindTitle(ph.Complement) {
		ph.Complement++
	}
	ph.End = p.right(head, ph.Complement)
	return ph
}

// behindTitle tells whether token i belongs to the title before it: Director
// General, Minister Plenipotentiary.
func (p *phraser) behindTitle(i int) bool {
	return i < p.end && p.lex.behindTitle.Has(p.d.Tokens[i].Lower) && p.d.Tokens[i-1].Best().Animate &&
		(p.d.Tokens[i].Capitals == extract.Lower) == (p.d.Tokens[i-1].Capitals == extract.Lower) &&
		(i+1 >= p.end || p.pos(i+1) != extract.NOUN)
}

// A phraser measures phrases inside one sentence.
type phraser struct {
	lex          *lexicon
	d            *extract.Doc
	first, end   int
	prepositions []string
}

func (p *phraser) pos(i int) extract.POS { return p.d.Tokens[i].Best().POS }

// mentionAt returns the longest mention that holds token i, or nil.
func (p *phraser) mentionAt(i int) *extract.Mention {
	var best *extract.Mention
	for j := i; j >= p.first && i-j < maxBack; j-- {
		for _, k := range p.d.MentionsAt(j) {
			m := &p.d.Mentions[k]
			if m.End > i && (best == nil || m.End-m.First > best.End-best.First) {
				best = m
			}
		}
	}
	return best
}

// maxBack bounds how far before a token a mention that holds it is looked for.
const maxBack = 16

// covering returns the mention that holds the head, if it is a name of its own.
func (p *phraser) covering(i int) *extract.Mention {
	m := p.mentionAt(i)
	if m == nil || m.Type == "Date" || m.Type == "Number" || m.Type == "Person" {
		return nil
	}
	return m
}

// maxWords bounds the words of a phrase on either side of its head, and
// maxConjuncts the phrases joined to one of them.
const (
	maxWords     = 40
	maxConjuncts = 8
)

// left returns where the modifiers of the head begin.
func (p *phraser) left(head int) int {
	start := head
	if m := p.covering(head); m != nil {
		start = max(m.First, p.first)
	}
	for i := start - 1; i >= max(p.first, head-maxWords); {
		j := p.modifier(i, start, head)
		if j < 0 {
			break
		}
		start, i = j, j-1
	}
	return start
}

// modifier returns where the modifier that ends with token i begins, before a
// phrase that begins at start, or -1.
func (p *phraser) modifier(i, start, head int) int {
	t := &p.d.Tokens[i]
	if p.pos(i) == extract.NUM && p.d.Tokens[head].Best().Animate && strings.ContainsAny(t.Text, ".:") {
		return -1 // "16.30 President Lund": people are whole
	}
	if m := p.mentionAt(i); m != nil {
		switch m.Type {
		case "Date", "Person", "Number":
			if m.Type == "Number" && p.pos(i) == extract.NUM && start == i+1 {
				return i
			}
			return -1
		case "Role", "Event":
			if m.First <= head && head < m.End {
				break
			}
			return -1
		default:
			return max(m.First, p.first)
		}
	}
	switch {
	case t.Kind == extract.MarkToken:
		if (t.Text == "'" || t.Text == "’") && i > p.first && !t.SpaceBefore {
			return p.possessor(i, head)
		}
		if p.joinsParties(i) {
			return max(p.mentionAt(i-1).First, p.first)
		}
		return -1
	case t.Lower == "'s" || t.Lower == "’s":
		if t.HasPOS(extract.PART) && i > p.first {
			return p.possessor(i, head)
		}
		return -1
	case t.HasPOS(extract.CCONJ):
		return p.conjunct(i, start)
	case p.lex.calendar.Has(t.Lower) && t.Capitals != extract.Lower, p.lex.dayParts.Has(t.Lower) && p.d.Tokens[head].Best().Animate:
		return -1
	case p.modifies(i):
		return i
	}
	return -1
}

// joinsParties tells whether token i is a dash between two names of parties:
// "Kazakhstan – EU Cooperation Council".
func (p *phraser) joinsParties(i int) bool {
	switch p.d.Tokens[i].Text {
	case "–", "-", "—", "/":
	default:
		return false
	}
	if i <= p.first || i+1 >= p.end {
		return false
	}
	a, b := p.mentionAt(i-1), p.mentionAt(i+1)
	return a != nil && b != nil && a.End == i && b.First == i+1 && isPlaceOrParty(a) && isPlaceOrParty(b)
}

func isPlaceOrParty(m *extract.Mention) bool {
	return isParty(m) || m.Type == "Region" || m.Type == "City"
}

// modifies tells whether token i can stand before a head: an adjective, a
// noun, a capitalised word, a number or a participle.
func (p *phraser) modifies(i int) bool {
	t := &p.d.Tokens[i]
	if p.isUnknownName(i) && (i == p.first || p.pos(i-1) != extract.DET) {
		return false // but "the Zolbrek Treaty" is named for somebody
	}
	switch a := t.Best(); a.POS {
	case extract.ADJ, extract.PROPN, extract.NUM:
		return a.Name != extract.Given
	case extract.NOUN:
		return !p.isTime(i) || i <= p.first || !p.behindDemonstrative(i) // "at that time president"
	case extract.VERB:
		return a.Form == extract.Part && i > p.first && p.openPhrase(i-1)
	}
	return false
}

// behindDemonstrative tells whether "that", "this" or "last" stands before token i.
func (p *phraser) behindDemonstrative(i int) bool {
	switch p.d.Tokens[i-1].Lower {
	case "that", "this", "last", "the":
		return true
	}
	return false
}

// openPhrase tells whether token i is a word after which a noun phrase goes on.
func (p *phraser) openPhrase(i int) bool {
	switch p.pos(i) {
	case extract.DET, extract.ADJ, extract.NUM, extract.ADP, extract.PART:
		return true
	}
	return false
}

// isUnknownName tells whether token i is a person's name by its looks: a given
// name or a surname.
func (p *phraser) isUnknownName(i int) bool {
	a := p.d.Tokens[i].Best()
	return a.Name == extract.Given || a.Name == extract.Surname
}

// possessor returns where the noun phrase whose possessive mark is token i
// begins, or -1 if it is a person's. People of a trade may have a body named for
// them: the Tramway Workers' Union.
func (p *phraser) possessor(i, head int) int {
	j := i - 1
	if m := p.mentionAt(j); m != nil {
		if m.Type == "Person" || m.Type == "Date" || m.Type == "Role" {
			return -1
		}
		return max(m.First, p.first)
	}
	a := p.d.Tokens[j].Best()
	if a.POS != extract.NOUN && a.POS != extract.PROPN || a.Animate && !p.peopleHave(i, head) || a.POS == extract.PROPN && a.Guessed && p.d.Tokens[j].Capitals != extract.AllCaps {
		return -1
	}
	for j > max(p.first, i-maxWords) && p.modifies(j-1) && p.mentionAt(j-1) == nil {
		j--
	}
	if j > p.first && p.d.Tokens[i].Kind == extract.MarkToken && p.d.Tokens[j-1].HasPOS(extract.CCONJ) {
		if k := j - 2; k > p.first && p.d.Tokens[k].Capitals == extract.Capital && p.pos(k-1) == extract.DET && p.mentionAt(k) == nil {
			return k // the Tram and Bus Workers' Union
		}
	}
	return j
}

// peopleHave tells whether the mark at i is a plural's and what it is before a
// thing: the curators' congress, not the curators' chairman.
func (p *phraser) peopleHave(i, head int) bool {
	t := &p.d.Tokens[i-1]
	return p.d.Tokens[i].Kind == extract.MarkToken && t.Best().Number == extract.Plur && !p.d.Tokens[head].Best().Animate
}

// conjunct returns where the modifier begins that the conjunction at i joins to
// the one at start: "Trade and Integration Minister". Words that are no names
// join, and nothing that is a head itself: "Prime Minister and Foreign
// Minister" are two.
func (p *phraser) conjunct(i, start int) int {
	j := i - 1
	if j < p.first || start <= i || !p.joins(j) || p.isUnknownName(start) || p.d.Tokens[start].Best().Animate || p.mentionAt(j) != nil || p.mentionAt(start) != nil {
		return -1
	}
	if (p.d.Tokens[j].Capitals == extract.Lower) != (p.d.Tokens[start].Capitals == extract.Lower) {
		return -1
	}
	if p.pos(j) == extract.NOUN && p.pos(start) == extract.ADJ && p.d.Tokens[start].Capitals == extract.Lower {
		return -1
	}
	for j > max(p.first, i-maxWords) {
		k := j - 1
		if p.d.Tokens[k].Text == "," && k > p.first && p.joins(k-1) && p.d.Tokens[k-1].Capitals != extract.Lower && p.mentionAt(k-1) == nil {
			j = k - 1
			continue
		}
		if !p.joins(k) || p.mentionAt(k) != nil || p.d.Tokens[k].Capitals == extract.Lower != (p.d.Tokens[j].Capitals == extract.Lower) {
			break
		}
		j = k
	}
	return j
}

// joins tells whether token i is a word of the lexicon that can be joined to
// another before one head.
func (p *phraser) joins(i int) bool {
	a := p.d.Tokens[i].Best()
	return (a.POS == extract.NOUN || a.POS == extract.ADJ) && !a.Animate && !a.Guessed
}

// right returns where the complements of the head that begin at i end.
func (p *phraser) right(head, i int) int {
	end := i
	for i < min(p.end, head+maxWords) {
		t := &p.d.Tokens[i]
		if !p.introduces(t) {
			break
		}
		j := p.nounPhrase(i + 1)
		if j == i+1 {
			break
		}
		if p.isTime(j-1) || p.isTitleOfNext(i, j) {
			break
		}
		j = p.coordinated(i+1, j, t.Lower == "between")
		end, i = j, j
	}
	return p.uncut(end)
}

// isTime tells whether token i tells a time, as in "for the second time".
func (p *phraser) isTime(i int) bool { return p.lex.times.Has(p.d.Tokens[i].Lower) }

// isTitleOfNext tells whether the complement that the preposition at i
// introduces and that ends at j is the title of the person named at j, and so
// whole only with the name: "talks with President Serikov".
func (p *phraser) isTitleOfNext(i, j int) bool {
	if j >= p.end || p.d.Tokens[i].Lower == "of" || !p.d.Tokens[j-1].Best().Animate || p.d.Tokens[j-1].HasPOS(extract.PROPN) {
		return false
	}
	t := &p.d.Tokens[j]
	return t.Capitals != extract.Lower && t.HasPOS(extract.PROPN)
}

// introduces tells whether the token is "of" or one of the given prepositions.
func (p *phraser) introduces(t *extract.Token) bool {
	return t.Kind == extract.WordToken && (t.Lower == "of" || slices.Contains(p.prepositions, t.Lower)) && t.Best().POS != extract.VERB && t.Best().POS != extract.NOUN
}

// uncut moves an end out of a mention that it would cut.
func (p *phraser) uncut(end int) int {
	if end <= p.first || end >= p.end {
		return end
	}
	if m := p.mentionAt(end); m != nil && m.First < end && m.Type != "Date" {
		return min(m.End, p.end)
	}
	return end
}

// nounPhrase returns where the noun phrase that begins at i ends, i if there is
// none. It ends before verbs, marks and prepositions, before a date, and where
// a person's name follows other words.
func (p *phraser) nounPhrase(i int) int {
	start := i
	if i < p.end && p.pos(i) == extract.DET {
		i++
	}
	noun, known := false, false
	end := start
	for i < min(p.end, start+maxWords) {
		t := &p.d.Tokens[i]
		if m := p.mentionAt(i); m != nil && m.First >= start {
			if m.Type == "Date" || m.Type == "Person" {
				break
			}
			if m.First == i && m.End <= p.end {
				i, end = m.End, m.End
				noun, known = true, true
				continue
			}
		}
		if t.Kind == extract.MarkToken {
			if t.Text == "." && i > start && isInitial(&p.d.Tokens[i-1]) && i+1 < p.end && !p.d.Tokens[i].SpaceBefore && p.d.Tokens[i+1].Capitals != extract.Lower {
				i++ // U.S.
				continue
			}
			if (t.Text == "'" || t.Text == "’") && noun && !t.SpaceBefore && i+1 < p.end && p.modifies(i+1) || p.joinsParties(i) {
				i++
				continue
			}
			break
		}
		if p.endsNames(i, start, known) {
			break
		}
		if t.Lower == "'s" || t.Lower == "’s" {
			if !noun || i+1 >= p.end || !p.inPhrase(i+1) {
				break
			}
			i++
			continue
		}
		if !p.inPhrase(i) {
			break
		}
		a := t.Best()
		if a.POS == extract.NOUN || a.POS == extract.PROPN || a.POS == extract.ADJ && t.Capitals != extract.Lower {
			noun, end = true, i+1
			known = known || a.POS != extract.PROPN
		}
		i++
	}
	if !noun {
		return start
	}
	return end
}

// inPhrase tells whether token i can be inside a noun phrase.
func (p *phraser) inPhrase(i int) bool {
	t := &p.d.Tokens[i]
	if p.lex.calendar.Has(t.Lower) && t.Capitals != extract.Lower {
		return false
	}
	switch a := t.Best(); a.POS {
	case extract.ADJ, extract.NOUN, extract.PROPN, extract.NUM:
		return true
	case extract.VERB:
		return a.Form == extract.Part && i+1 < p.end && (p.pos(i+1) == extract.NOUN || p.pos(i+1) == extract.ADJ) && p.openPhrase(i-1)
	case extract.DET:
		return false
	}
	return false
}

// endsNames tells whether a person's name begins at token i of a phrase that
// began at start: a given name, or an unknown name after known words.
func (p *phraser) endsNames(i, start int, known bool) bool {
	if i == start {
		return false
	}
	a := p.d.Tokens[i].Best()
	if a.Name == extract.Given && i+1 < p.end && p.d.Tokens[i+1].Capitals != extract.Lower {
		return true
	}
	if !known || a.POS != extract.PROPN || !a.Guessed || p.d.Tokens[i].Capitals != extract.Capital {
		return false
	}
	// "Minister of Energy Yerlan Akkenzhenov": two unknown names in a row.
	return a.Name == extract.Surname || i+1 < p.end && p.d.Tokens[i+1].Best().POS == extract.PROPN && p.d.Tokens[i+1].Best().Guessed
}

// coordinated goes on from the noun phrase [first, end) over ", B and C". Of a
// pair, what stands behind "and" belongs to it in any case.
func (p *phraser) coordinated(first, end int, pair bool) int {
	for range maxConjuncts {
		if end >= p.end {
			break
		}
		next, ok := p.nextConjunct(first, end, maxConjuncts)
		if !ok && pair && p.d.Tokens[end].HasPOS(extract.CCONJ) {
			next = p.nounPhrase(end + 1)
			ok = next > end+1
			pair = false
		}
		if !ok {
			break
		}
		end = next
	}
	return end
}

// nextConjunct returns the end of the phrase joined behind [first, end), which
// at most so many more may follow.
func (p *phraser) nextConjunct(first, end, more int) (int, bool) {
	t := &p.d.Tokens[end]
	comma := t.Text == ","
	if !comma && !t.HasPOS(extract.CCONJ) || more == 0 {
		return 0, false
	}
	i := end + 1
	if comma && i < p.end && p.d.Tokens[i].HasPOS(extract.CCONJ) {
		i++
	}
	j := p.nounPhrase(i)
	if j == i || !p.alike(first, i) {
		return 0, false
	}
	if comma {
		// A comma joins only what an "and" closes.
		k := j
		if k >= p.end || p.d.Tokens[k].Text != "," && !p.d.Tokens[k].HasPOS(extract.CCONJ) {
			if i == end+1 {
				return 0, false
			}
		} else if _, ok := p.nextConjunct(i, k, more-1); !ok && i == end+1 {
			return 0, false
		}
	}
	if p.d.Tokens[j-1].Best().Animate && !p.d.Tokens[end-1].Best().Animate {
		return 0, false // "... for Trade, and Foreign Minister ...": a title of its own
	}
	return j, !p.isSubject(i, j)
}

// alike tells whether two phrases are joined: two names, or two of words.
func (p *phraser) alike(a, b int) bool {
	ma, mb := p.mentionAt(a+p.article(a)), p.mentionAt(b+p.article(b))
	if ma != nil && mb != nil {
		return isParty(ma) == isParty(mb)
	}
	ta, tb := &p.d.Tokens[a+p.article(a)], &p.d.Tokens[b+p.article(b)]
	if p.isUnknownName(b + p.article(b)) {
		return false
	}
	if p.article(a) == 0 && p.article(b) == 1 && mb == nil {
		return false
	}
	if p.article(b) == 0 && tb.Best().Animate && tb.Capitals != extract.Lower {
		return false // "Minister of Energy and Deputy Prime Minister"
	}
	return (ta.Capitals == extract.Lower) == (tb.Capitals == extract.Lower) || ma != nil && mb == nil && tb.Capitals != extract.Lower
}

func isParty(m *extract.Mention) bool { return m.Type == "Country" || m.Type == "Organization" }

// article returns 1 if an article stands at token i, else 0.
func (p *phraser) article(i int) int {
	if i+1 < p.end && p.pos(i) == extract.DET {
		return 1
	}
	return 0
}

// isSubject tells whether the phrase [i, j) is the subject of the verb behind
// it and joined to nothing before: "agreed on readmission and the parties
// signed". Names of parties and phrases without an article are joined.
func (p *phraser) isSubject(i, j int) bool {
	if j >= p.end || p.article(i) == 0 {
		return false
	}
	if m := p.mentionAt(i + 1); m != nil && isParty(m) {
		return false
	}
	a := p.d.Tokens[j].Best()
	return (a.POS == extract.VERB || a.POS == extract.AUX) && a.Form == extract.Fin
}
