package ru

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// The readings of a sentence are ranked as a chain: each reading has a score by
// itself, each pair of neighbouring readings one for how they go together, and
// a reading's rank is the best score of a whole chain through it.

// A node is a token with its readings, s.readings[first:end].
type node struct {
	token, first, end int
	// chained tells that the token is part of the chain; link is then what
	// stands between it and the one before.
	chained bool
	link    link
	// government is that of a preposition.
	government  government
	preposition bool
}

// A link is what stands between two words of the chain.
type link struct{ comma, conjunction, number, broken bool }

// pass notes a token that the chain passes over.
func (l *link) pass(t *extract.Token) {
	switch {
	case t.Kind == extract.NumberToken:
		l.number = true
	case t.Kind == extract.MarkToken:
		switch t.Text {
		case ",":
			l.comma = true
		case "«", "»", "\"", "“", "”", "„", "'", "%":
		default:
			l.broken = true
		}
	case t.Lower == "и" || t.Lower == "или" || t.Lower == "а" || t.Lower == "но":
		l.conjunction = true
	}
}

// addNode makes the node of token t and tells the link of it.
func (a *Analyzer) addNode(s *scratch, t *extract.Token, i, first int, l *link) {
	n := node{token: i, first: first, end: len(s.readings)}
	if n.chained = chained(s.readings[first:]); n.chained {
		n.link, *l = *l, link{}
		s.chain = append(s.chain, len(s.nodes))
		if s.readings[first].tag.POS() == extract.ADP {
			n.government, n.preposition = a.words.government(extract.FoldYo(t.Lower))
		}
	} else {
		l.pass(t)
	}
	s.nodes = append(s.nodes, n)
}

// chained reports whether a token with these readings is part of the chain:
// marks, numbers, conjunctions and words that are adverbs or particles and
// nothing else are not.
func chained(rs []reading) bool {
	for i := range rs {
		switch rs[i].tag.POS() {
		case extract.ADV, extract.PART, extract.CCONJ, extract.SCONJ, extract.INTJ:
		default:
			return true
		}
	}
	return false
}

// rank gives every reading of s its rank.
func (s *scratch) rank() {
	s.before = append(s.before[:0], make([]int32, len(s.readings))...)
	s.after = append(s.after[:0], make([]int32, len(s.readings))...)
	for k := range s.readings {
		s.before[k] = s.readings[k].prior
	}
	// s.pairs keeps the scores of the pairs for the way back.
	s.pairs = s.pairs[:0]
	for j := 1; j < len(s.chain); j++ {
		p, c := &s.nodes[s.chain[j-1]], &s.nodes[s.chain[j]]
		for k := c.first; k < c.end; k++ {
			best := int32(-1 << 30)
			for i := p.first; i < p.end; i++ {
				w := pair(p, &s.readings[i], c, &s.readings[k])
				s.pairs = append(s.pairs, w)
				best = max(best, s.before[i]+w)
			}
			s.before[k] += best
		}
	}
	at := len(s.pairs)
	for j := len(s.chain) - 1; j > 0; j-- {
		p, c := &s.nodes[s.chain[j-1]], &s.nodes[s.chain[j]]
		at -= (p.end - p.first) * (c.end - c.first)
		for i := p.first; i < p.end; i++ {
			best := int32(-1 << 30)
			for k := c.first; k < c.end; k++ {
				w := s.pairs[at+(k-c.first)*(p.end-p.first)+i-p.first]
				best = max(best, w+s.readings[k].prior+s.after[k])
			}
			s.after[i] = best
		}
	}
}

// favourSubjects makes the accusative less likely where neither a verb nor a
// preposition has come before it in its clause.
func (s *scratch) favourSubjects() {
	const objectFirst = -60
	governed, verb := false, false
	for _, i := range s.chain {
		n := &s.nodes[i]
		if n.link.broken || n.link.comma {
			governed, verb = false, verb && !n.link.broken
		}
		t, most := morph.Tag(0), int32(-1<<30)
		for k := n.first; k < n.end; k++ {
			u := s.readings[k].tag
			if s.readings[k].prior > most {
				t, most = u, s.readings[k].prior
			}
			if !governed && !verb && u.Case() == extract.Acc {
				s.readings[k].prior += objectFirst
			}
		}
		switch {
		case n.preposition:
			governed = true
		case t.POS() == extract.VERB && !t.Attributive() || t.Has(morph.Short):
			verb, governed = true, false
		case t.Nominal() && !t.Attributive():
			governed = false
		}
	}
}

// addSubjects lets the noun before a verb that has no subject be it. It reports
// whether there was such a verb.
func (s *scratch) addSubjects() bool {
	const bonus = 150
	found := false
	for j := 1; j < len(s.chain); j++ {
		c := &s.nodes[s.chain[j]]
		verb := s.readings[s.best(s.chain[j])].tag
		if verb.POS() != extract.VERB || verb.Form() != extract.Fin || c.link != (link{}) || s.hasSubject(j, verb) {
			continue
		}
		p := &s.nodes[s.chain[j-1]]
		if j > 1 && s.nodes[s.chain[j-2]].preposition {
			continue
		}
		for k := p.first; k < p.end; k++ {
			if r := &s.readings[k]; r.tag.Case() == extract.Nom && !r.tag.Attributive() && agreesWithVerb(r.tag, verb) {
				r.prior += bonus
				found = true
			}
		}
	}
	return found
}

// hasSubject reports whether a noun of the clause before the verb at j is in the
// nominative and agrees with it.
func (s *scratch) hasSubject(j int, verb morph.Tag) bool {
	for k := j - 1; k >= 0; k-- {
		t := s.readings[s.best(s.chain[k])].tag
		if t.Case() == extract.Nom && agreesWithVerb(t, verb) {
			return true
		}
		if s.nodes[s.chain[k]].link.broken || t.POS() == extract.VERB && t.Form() == extract.Fin {
			return false
		}
	}
	return false
}

// Bonuses of a name that stands in the case of a post before it.
const (
	besideHead = 150 // the head of the phrase: "заместителем" in "заместителем министра … Сагиновым"
	besideNoun = 60  // a person that depends on it
)

// addTitles lets names stand in the case of the posts before them, which a chain
// of neighbours does not see: "президент Европейского совета Антониу Кошта". It
// reports whether there was any such name.
func (s *scratch) addTitles() bool {
	found := false
	for j := 1; j < len(s.chain); j++ {
		if !s.bestTag(j, personal) || s.bestTag(j-1, personal) {
			continue
		}
		first := s.postBefore(j)
		if first == j {
			continue
		}
		found = true
		for k := first; k < j; k++ {
			t := s.readings[s.best(s.chain[k])].tag
			if !isPost(t) {
				continue
			}
			bonus := int32(besideNoun)
			if k == first {
				bonus = besideHead
			}
			for n := j; n < len(s.chain) && s.bestTag(n, personal) && (n == j || !s.nodes[s.chain[n]].link.any()); n++ {
				s.favour(s.chain[n], t.Case(), bonus)
			}
		}
	}
	return found
}

func isPost(t morph.Tag) bool {
	return t.POS() == extract.NOUN && t.Has(morph.Animate) && t.Case() != 0
}

// postBefore returns the index in the chain of the leftmost noun for a person in
// the stretch of nouns that ends before the name at j, or j.
func (s *scratch) postBefore(j int) int {
	first := j
	for k := j - 1; k >= 0; k-- {
		n := &s.nodes[s.chain[k+1]]
		t := s.readings[s.best(s.chain[k])].tag
		if n.link.broken || n.link.comma || personal(t) || !t.Nominal() && t.POS() != extract.ADP {
			break
		}
		if isPost(t) {
			first = k
		}
		if p := k - 1; t.Nominal() && p >= 0 && s.nodes[s.chain[p]].preposition && first == k {
			break // "с министром": what stands before the preposition is another's
		}
	}
	return first
}

func (l link) any() bool { return l.broken || l.comma || l.conjunction || l.number }

// best returns the best reading of node i.
func (s *scratch) best(i int) int {
	n := &s.nodes[i]
	best := n.first
	for k := n.first + 1; k < n.end; k++ {
		if s.before[k]+s.after[k] > s.before[best]+s.after[best] {
			best = k
		}
	}
	return best
}

// bestTag reports whether the best reading of the j-th node of the chain is so.
func (s *scratch) bestTag(j int, is func(morph.Tag) bool) bool {
	n := &s.nodes[s.chain[j]]
	return n.end > n.first && is(s.readings[s.best(s.chain[j])].tag)
}

// favour adds to the readings of node i in the case.
func (s *scratch) favour(i int, cs extract.Case, bonus int32) {
	for k := s.nodes[i].first; k < s.nodes[i].end; k++ {
		if r := &s.readings[k]; r.tag.Case() == cs && personal(r.tag) {
			r.prior += bonus
		}
	}
}

// ranked returns the indexes of n's readings, the best first.
func (s *scratch) ranked(n *node) []int {
	s.order = s.order[:0]
	for k := n.first; k < n.end; k++ {
		s.order = append(s.order, k)
	}
	slices.SortStableFunc(s.order, func(i, j int) int {
		return int(s.before[j]+s.after[j]) - int(s.before[i]+s.after[i])
	})
	return s.order
}

// agree reports whether a modifier read as m can stand with a noun read as n.
func agree(m, n morph.Tag) bool {
	if m.Case() != n.Case() || m.Number() != n.Number() && m.Number() != 0 && n.Number() != 0 {
		return false
	}
	if m.Case() == extract.Acc && (m.Has(morph.Animate) && n.Has(morph.Inanimate) || m.Has(morph.Inanimate) && n.Has(morph.Animate)) {
		return false
	}
	return m.Number() == extract.Plur || sameGender(m, n)
}

func sameGender(m, n morph.Tag) bool {
	return m.Gender() == n.Gender() || m.Gender() == 0 || n.Gender() == 0 || m.Has(morph.Common) || n.Has(morph.Common)
}

// pair is the score of reading cr of node c after reading pr of node p.
func pair(p *node, pr *reading, c *node, cr *reading) int32 {
	pt, ct := pr.tag, cr.tag
	switch {
	case c.link.broken:
		return 0
	case p.preposition:
		return governed(&p.government, ct)
	case pt.POS() == extract.ADP || ct.POS() == extract.ADP:
		return 0
	case c.link.number:
		if ct.Case() == extract.Gen {
			return 100
		}
		return 0
	case c.link.comma || c.link.conjunction:
		return listed(c.link, pt, ct)
	case pt.POS() == extract.NUM && ct.Nominal():
		return counted(pt, ct)
	case pt.Attributive() && ct.Nominal():
		return modified(pt, ct)
	case pt.Nominal() && ct.Nominal():
		return juxtaposed(pt, ct)
	case pt.Nominal() && verbal(ct):
		return predicated(pt, ct)
	case verbal(pt) && ct.Nominal():
		return object(pt, ct)
	}
	return 0
}

func governed(g *government, ct morph.Tag) int32 {
	if !ct.Nominal() {
		return -300
	}
	if w := g[ct.Case()]; w > 0 {
		return w
	}
	return -500
}

// listed scores two words with a comma or a conjunction between them.
func listed(l link, pt, ct morph.Tag) int32 {
	switch {
	case pt.Nominal() && ct.Nominal():
		if pt.Case() != ct.Case() {
			return 0
		}
		if pt.Attributive() == ct.Attributive() {
			return 150
		}
		// ", подписанное" after its noun.
		if l.comma && ct.POS() == extract.VERB && agree(ct, pt) {
			return 190
		}
		return 40
	case verbal(pt) && verbal(ct) && pt.Form() == ct.Form():
		return 60
	case verbal(pt) && ct.Nominal() && !l.comma:
		return object(pt, ct)
	}
	return 0
}

func counted(pt, ct morph.Tag) int32 {
	switch c := pt.Case(); {
	case (c == extract.Nom || c == extract.Acc || c == 0) && ct.Case() == extract.Gen,
		c == ct.Case():
		return 250
	}
	return -100
}

// modified scores an attribute and what follows it.
func modified(pt, ct morph.Tag) int32 {
	ok := agree(pt, ct)
	switch {
	case ok && ct.Attributive():
		return 250
	case ok && ct.Has(morph.Fixed):
		return 150 // it agrees with everything
	case ok:
		return 350
	case ct.Attributive():
		return -60
	case pt.POS() == extract.VERB || pt.Has(morph.Substantive):
		// A participle has objects: "подписавший соглашение".
		return -40
	}
	return -200
}

func personal(t morph.Tag) bool { return roleOf(t.Name()) != 0 }

// juxtaposed scores two nouns, or a noun and an attribute behind it.
func juxtaposed(pt, ct morph.Tag) int32 {
	switch {
	case personal(pt) && personal(ct):
		if pt.Case() == ct.Case() && pt.Number() == ct.Number() && sameGender(pt, ct) {
			return 400
		}
		return -250
	case personal(ct) && pt.Has(morph.Animate) && pt.Case() == ct.Case():
		return 220
	case personal(ct) && !pt.Has(morph.Animate):
		// "Европейского совета Антониу Кошта": the name goes with what stands before.
		return 0
	case ct.Case() == extract.Gen && pt.POS() != extract.PRON:
		return 150
	case ct.Name() == extract.Geo && ct.Case() == extract.Nom && pt.POS() == extract.NOUN && !pt.Has(morph.Animate):
		return 40
	case ct.Case() == extract.Nom && pt.Case() == extract.Nom:
		return -60
	}
	return -30
}

// verbal reports whether the form is a predicate or takes objects like one.
func verbal(t morph.Tag) bool {
	return t.Case() == 0 && (t.POS() == extract.VERB || t.Has(morph.Short))
}

// predicated scores a noun and a verb behind it.
func predicated(pt, ct morph.Tag) int32 {
	if ct.Form() == extract.Inf || ct.Form() == extract.Conv || pt.Attributive() {
		return 0
	}
	if pt.Case() != extract.Nom {
		if ct.Form() == extract.Fin && pt.Case() == extract.Gen {
			return -40
		}
		return 0
	}
	if !agreesWithVerb(pt, ct) {
		return -150
	}
	return 210
}

func agreesWithVerb(n, v morph.Tag) bool {
	if v.Has(morph.Imperative) || v.Number() != 0 && n.Number() != 0 && v.Number() != n.Number() {
		return false
	}
	if p := v.Analysis("").Person; p != 0 && p != 3 && n.POS() != extract.PRON {
		return false
	}
	return v.Number() != extract.Sing || v.Gender() == 0 || sameGender(v, n)
}

// object scores a verb and a noun behind it.
func object(pt, ct morph.Tag) int32 {
	switch ct.Case() {
	case extract.Acc:
		if pt.Has(morph.Transitive) {
			return 140
		}
		return -60
	case extract.Ins:
		if ct.Attributive() {
			return 80 // "остаётся жёсткой"
		}
		return 40
	case extract.Nom:
		switch {
		case pt.Form() == extract.Inf || pt.Form() == extract.Conv:
			return -80
		case agreesWithVerb(ct, pt):
			return 60
		case pt.Number() == extract.Plur && ct.Number() == extract.Sing:
			return -20 // others may follow: "приехали министр и его заместитель"
		}
		return -80
	case extract.Gen:
		return -20
	}
	return 0
}
