package ru

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// A reading is one way to read a token, and how to make its other forms.
type reading struct {
	tag   morph.Tag
	prior int32 // logarithm of its likelihood by itself, in hundredths
	// form is the reading's form in the dictionary's paradigms, of the part of
	// the folded token behind its first head bytes, if nom is empty.
	form morph.Form
	head uint16
	// nom is the nominative, singular or plural as the reading is, of a reading
	// that no paradigm gives.
	nom   string
	lemma string
	// first is, for a compound of which both parts change, the reading's first
	// part: its form stands in the head bytes before the hyphen.
	first   morph.Form
	twofold bool
	guessed bool
}

// A context is what readings depend on besides the word.
type context struct {
	capitals extract.Capitals
	// opening tells that a capital says nothing: the word opens a sentence.
	opening bool
	// beside tells that a word next to it is capitalised inside a sentence,
	// named that it may be a personal name.
	beside, named bool
	// initial tells that the word is one letter with a full stop behind it.
	initial bool
}

// scratch is memory for one sentence.
type scratch struct {
	readings []reading
	forms    []morph.Form
	nodes    []node
	chain    []int   // the nodes that are chained
	before   []int32 // of each reading: the best score of a chain that ends with it
	after    []int32 // and of what follows it
	pairs    []int32
	order    []int
}

const (
	unseen      = -450 // a reading that the corpus never had, where it had others
	rare        = -350
	variant     = -150
	badName     = -700 // a name in lower case
	shortForm   = -60  // of an adjective
	substantive = -60  // an adjective or participle that is a noun as well
	goodName    = 60   // a name with a capital inside a sentence
	capitalOff  = -100 // a common noun with a capital inside a sentence
	guessCost   = -100
)

// byCase is how likely each case is by itself.
var byCase = [...]int32{0, -60, -50, -190, -110, -150, -150, -400, -400}

// number tells contexts apart, and the kinds of tokens that have readings.
func (c context) number(kind extract.TokenKind) uint32 {
	n := uint32(kind)<<8 | uint32(c.capitals)<<4
	for i, b := range [...]bool{c.opening, c.beside, c.named, c.initial} {
		if b {
			n |= 1 << i
		}
	}
	return n
}

// appendReadings appends the readings of a token's text.
func (a *Analyzer) appendReadings(s *scratch, t *extract.Token, c context) {
	if t.Kind == extract.NumberToken || t.Kind == extract.MarkToken {
		return
	}
	s.readings = append(s.readings, a.readings.Find(extract.FoldYo(t.Lower), c.number(t.Kind), func(word string) []reading {
		first := len(s.readings)
		a.appendAnew(s, word, t.Kind, c)
		a.spellLemmas(word, s.readings[first:])
		found := slices.Clone(s.readings[first:])
		s.readings = s.readings[:first]
		return found
	})...)
}

// appendAnew is appendReadings for a word that is not kept.
func (a *Analyzer) appendAnew(s *scratch, word string, kind extract.TokenKind, c context) {
	first := len(s.readings)
	if kind == extract.MixedToken {
		a.appendFigure(s, word, c)
		return
	}
	if r, _ := utf8.DecodeRuneInString(word); !isCyrillic(r) {
		s.readings = append(s.readings, foreign(word, c))
		return
	}
	if pos := a.words.partOf(word); pos != 0 {
		s.readings = append(s.readings, reading{tag: morph.NewTag(extract.Analysis{POS: pos}), nom: word, lemma: word})
		if pos != extract.PART && pos != extract.ADV {
			return
		}
	}
	if c.initial {
		s.readings = append(s.readings, reading{tag: morph.NewTag(extract.Analysis{POS: extract.PROPN}) | morph.Fixed, nom: word, lemma: word})
		return
	}
	a.appendKnown(s, word, 0, c)
	if len(s.readings) == first && strings.Contains(word, "-") {
		a.appendCompound(s, word, c)
	}
	if len(s.readings) == first {
		a.appendPrefixed(s, word, c)
	}
	known := len(s.readings) > first
	if c.capitals == extract.Capital || c.capitals == extract.MixedCap {
		a.appendNames(s, word, c, first)
	}
	if !known {
		a.appendGuesses(s, word, c)
	}
	if len(s.readings) == first {
		s.readings = append(s.readings, reading{tag: morph.NewTag(extract.Analysis{POS: extract.X}), nom: word, lemma: word, guessed: true})
	}
}

// foreign is the reading of a word in another script.
func foreign(word string, c context) reading {
	r := reading{nom: word, lemma: word, guessed: true, tag: morph.NewTag(extract.Analysis{POS: extract.X})}
	if c.capitals != extract.Lower {
		r.tag = morph.NewTag(extract.Analysis{POS: extract.PROPN}) | morph.Fixed
	}
	return r
}

// appendKnown appends what the dictionary says of word[head:].
func (a *Analyzer) appendKnown(s *scratch, word string, head int, c context) {
	s.forms = a.dict.Lookup(s.forms[:0], word[head:])
	s.forms = append(s.forms, a.words.extraForms(word[head:])...)
	weighed, place := false, false
	for _, f := range s.forms {
		weighed = weighed || f.Weight > 0
		place = place || a.dict.Tag(f).Name() == extract.Geo
	}
	for _, f := range s.forms {
		r := reading{tag: a.dict.Tag(f), form: f, head: uint16(head)}
		if r.tag.POS() == extract.CCONJ || r.tag.POS() == extract.INTJ {
			r.nom, r.lemma = word, word
		}
		switch {
		case f.Weight > 0:
			r.prior = logs[f.Weight]
		case weighed:
			r.prior = unseen
		default:
			r.prior = byCase[r.tag.Case()]
		}
		r.prior += c.score(r.tag)
		if place && !c.named && roleOf(r.tag.Name()) != 0 {
			r.prior += badName / 4 // the news has more of Astana than of men called Astan
		}
		s.readings = append(s.readings, r)
	}
}

// score is what the letters' case and the flags say of a reading.
func (c context) score(t morph.Tag) int32 {
	var n int32
	if t.Has(morph.Rare) {
		n += rare
	}
	if t.Has(morph.Variant) {
		n += variant
	}
	if t.Has(morph.Short) && t.POS() == extract.ADJ {
		n += shortForm
	}
	if t.POS() == extract.NOUN && t.Has(morph.Substantive) {
		n += substantive
	}
	name := t.Name() != 0
	switch {
	case c.capitals == extract.Lower:
		if name {
			n += badName
		}
	case c.capitals == extract.AllCaps:
		if t.Has(morph.Abbr) {
			n += 2 * goodName
		}
	case c.opening && !c.beside:
	case name:
		n += goodName
	case t.POS() == extract.NOUN || t.POS() == extract.VERB || t.POS() == extract.ADV:
		n += capitalOff
	}
	if t.Has(morph.Abbr) && c.capitals == extract.Capital {
		n -= 200
	}
	return n
}

// appendCompound reads a word with a hyphen that the dictionary lacks by its
// last part. The part before it changes with it ("страны-члены") if it has a
// form of the same case and number, else it stays ("премьер-министр").
func (a *Analyzer) appendCompound(s *scratch, word string, c context) {
	cut := strings.LastIndexByte(word, '-')
	head, tail := word[:cut], word[cut+1:]
	if tail == "" || head == "" {
		return
	}
	from := len(s.readings)
	a.appendKnown(s, word, cut+1, c)
	if len(s.readings) == from || a.words.fixed.Has(head) || strings.HasSuffix(head, "о") {
		return
	}
	s.forms = a.dict.Lookup(s.forms[:0], head)
	for i := from; i < len(s.readings); i++ {
		r := &s.readings[i]
		for _, f := range s.forms {
			t := a.dict.Tag(f)
			if t.Name() == 0 && r.tag.Nominal() && t.Case() == r.tag.Case() && t.Number() == r.tag.Number() &&
				(t.POS() == extract.NOUN) == (r.tag.POS() == extract.NOUN) {
				r.first, r.twofold = f, true
				r.prior += 100
				break
			}
		}
	}
}

// appendPrefixed reads an unknown word as a known one behind a known prefix.
func (a *Analyzer) appendPrefixed(s *scratch, word string, c context) {
	from := len(s.readings)
	for n := min(len(word)-6, a.words.longestPrefix); n >= 4; n-- {
		if !utf8.RuneStart(word[n]) || !a.words.prefixes.Has(word[:n]) {
			continue
		}
		a.appendKnown(s, word, n, c)
		kept := s.readings[:from]
		for _, r := range s.readings[from:] {
			switch r.tag.POS() {
			case extract.NOUN, extract.ADJ, extract.VERB, extract.ADV:
				r.guessed = true
				kept = append(kept, r)
			}
		}
		s.readings = kept
		if len(kept) > from {
			return
		}
	}
}

// appendGuesses reads an unknown word by its ending.
func (a *Analyzer) appendGuesses(s *scratch, word string, c context) {
	if c.capitals == extract.AllCaps && utf8.RuneCountInString(word) <= 6 {
		s.readings = appendFixed(s.readings, word, extract.Analysis{POS: extract.PROPN, Name: extract.Org, Number: extract.Sing}, 0)
		return
	}
	head := strings.LastIndexByte(word, '-') + 1
	if head == len(word) {
		return
	}
	forms, _ := a.dict.Guess(s.forms[:0], word[head:])
	s.forms = forms
	var total int32
	for _, f := range forms {
		total += int32(f.Weight)
	}
	for _, f := range forms {
		t := a.dict.Tag(f)
		if c.capitals == extract.Lower && t.Name() != 0 || c.capitals != extract.Lower && t.POS() == extract.VERB && !t.Nominal() ||
			roleOf(t.Name()) != 0 && t.Number() == extract.Plur {
			continue
		}
		r := reading{tag: t, form: f, head: uint16(head), guessed: true}
		r.prior = guessCost + logs[int32(f.Weight)*255/max(total, 1)] + c.score(t)
		if c.capitals == extract.Capital && t.Name() == 0 && !c.opening {
			r.prior -= 150
		}
		s.readings = append(s.readings, r)
	}
}

// appendFixed appends a reading in each case for a word that does not change.
func appendFixed(rs []reading, word string, features extract.Analysis, prior int32) []reading {
	for cs := extract.Nom; cs <= extract.Loc; cs++ {
		features.Case = cs
		rs = append(rs, reading{
			tag: morph.NewTag(features) | morph.Fixed, prior: prior + byCase[cs], nom: word, lemma: word, guessed: true,
		})
	}
	return rs
}

// A sort says what the dictionary makes of a capitalised word.
type sort uint8

const (
	unknown sort = iota
	common       // a noun, an adjective, a verb
	person       // a noun for a person, which may stand before a name
	place        // a name of something else
	named        // a personal name
	closed       // a preposition, a pronoun and the like
)

func sortOf(rs []reading) sort {
	s := unknown
	for i := range rs {
		t := rs[i].tag
		switch t.POS() {
		case extract.ADP, extract.CCONJ, extract.SCONJ, extract.PRON, extract.DET, extract.PART, extract.NUM:
			return closed
		}
		switch {
		case t.Name() == 0 && t.POS() == extract.NOUN && t.Has(morph.Animate):
			s = max(s, person)
		case t.Name() == 0 || roleOf(t.Name()) != 0 && t.Number() == extract.Plur:
			s = max(s, common)
		case roleOf(t.Name()) != 0:
			s = max(s, named)
		default:
			s = max(s, place)
		}
	}
	return s
}

// wanted reports whether h is a reading that the dictionary does not have
// already and that is likely enough not to be noise.
func (h *hypothesis) wanted(s sort, c context) bool {
	switch {
	case h.known || s == closed:
		return false
	case h.listed:
		return s != common && s != person || !c.opening || c.named
	case h.score < -100 && !c.named:
		return false
	case s == unknown:
		return true
	case s == common:
		// "Токаев" is also of "токай".
		return c.named || !c.opening && h.score > 0 && !h.fixed
	case s == person:
		return c.named && !c.opening
	}
	return false
}

// appendNames reads a capitalised word as the personal name that it may be,
// besides what the readings from first on are.
func (a *Analyzer) appendNames(s *scratch, word string, c context, first int) {
	const (
		listed       = 150
		alone        = -150 // beside no name
		women        = -120 // who do not decline: only beside a woman's given name
		endsInVowelA = -40
	)
	sort := sortOf(s.readings[first:])
	if sort == closed {
		return
	}
	hyps := a.hypotheses(word)
	for i := range hyps {
		h := &hyps[i]
		if !h.wanted(sort, c) {
			continue
		}
		r := reading{guessed: true, nom: h.nominative(word), prior: guessCost + h.score + byCase[h.cs]}
		r.lemma = r.nom
		kind, gender := extract.Surname, h.gender
		switch {
		case h.listed:
			kind = extract.Given
			r.prior += listed
		case !c.named && h.score > 0 && !h.fixed && !c.opening:
			r.prior += alone / 3 // in -ов, -ин, -ский
		case !c.named:
			r.prior += alone
		}
		switch {
		case h.listed:
		case h.fixed && gender == extract.Fem:
			r.prior += women
		case !h.fixed && gender == 0:
			r.prior += endsInVowelA
		}
		if gender == 0 {
			gender = extract.Masc
			r.tag = morph.Common
		}
		r.tag |= morph.NewTag(extract.Analysis{
			POS: extract.PROPN, Case: h.cs, Number: extract.Sing, Gender: gender, Animate: true, Name: kind,
		})
		if h.fixed {
			r.tag |= morph.Fixed
		}
		s.readings = append(s.readings, r)
	}
}

// spellLemmas gives the readings of the folded word their lemmas.
func (a *Analyzer) spellLemmas(word string, rs []reading) {
	for i := range rs {
		switch r := &rs[i]; {
		case r.lemma != "":
		case i > 0 && sameLemma(&rs[i-1], r):
			r.lemma = rs[i-1].lemma
		default:
			r.lemma = a.lemmaOf(word, r)
		}
	}
}

// sameLemma reports whether the paradigms give two readings one lemma.
func sameLemma(a, b *reading) bool {
	return a.nom == "" && b.nom == "" && a.form.Paradigm == b.form.Paradigm && a.head == b.head &&
		a.twofold == b.twofold && a.tag.Has(morph.Ordinal) == b.tag.Has(morph.Ordinal) &&
		(a.tag.Name() == 0 || a.tag.Name() == b.tag.Name() && a.tag.Gender() == b.tag.Gender())
}

// lemmaOf returns the lemma of a reading that a paradigm gives of the folded word.
func (a *Analyzer) lemmaOf(word string, r *reading) string {
	n := 0
	switch {
	case r.tag.Has(morph.Ordinal):
		n = a.findForm(r.form, func(t morph.Tag) bool { return t.Has(morph.Ordinal) })
	case roleOf(r.tag.Name()) != 0:
		// Patronymics are forms of the given name, a woman's surname of a man's.
		if nom, ok := a.inflect(word[r.head:], r.form, r.tag.Gender(), extract.Sing); ok {
			return word[:r.head] + nom
		}
	case !r.tag.Has(morph.Abbr) && a.dict.FormTag(r.form, 0).Has(morph.Abbr):
		// "мес" stands before "месяц" among its forms.
		n = a.findForm(r.form, func(t morph.Tag) bool { return !t.Has(morph.Abbr) && t.POS() == r.tag.POS() })
	}
	tail, ok := a.dict.Inflect(word[r.head:], r.form, max(n, 0))
	if !ok {
		return word
	}
	if r.head == 0 {
		return tail
	}
	head := word[:r.head]
	if r.twofold {
		head = a.dict.Lemma(head[:len(head)-1], r.first) + "-"
	}
	return head + tail
}

// findForm returns the number of the first form of f's paradigm whose features
// satisfy want, or -1.
func (a *Analyzer) findForm(f morph.Form, want func(morph.Tag) bool) int {
	for n := range a.dict.FormCount(f) {
		if want(a.dict.FormTag(f, n)) {
			return n
		}
	}
	return -1
}

// nominativeOf returns the folded word, read as r, in the nominative; gender
// and number are those of the noun that a modifier agrees with, or r's own.
func (a *Analyzer) nominativeOf(word string, r *reading, gender extract.Gender, number extract.Number) string {
	if r.nom != "" {
		return r.nom
	}
	if word == "человек" { // also its counted plural: "люди" are not what figures count
		return word
	}
	tail, ok := a.inflect(word[r.head:], r.form, gender, number)
	if !ok {
		return word
	}
	head := word[:r.head]
	if r.twofold {
		if h, ok := a.inflect(head[:len(head)-1], r.first, 0, number); ok {
			head = h + "-"
		}
	}
	return head + tail
}

func (a *Analyzer) inflect(word string, f morph.Form, gender extract.Gender, number extract.Number) (string, bool) {
	t := a.dict.Tag(f)
	person := roleOf(t.Name()) != 0
	fits := func(u morph.Tag) bool {
		const kept = morph.Tag(7)<<14 | morph.Tag(3)<<12 | morph.Tag(3)<<17 | morph.Tag(7)<<21 | morph.Ordinal | morph.Short
		// The names of a man and of a woman are forms of one word here.
		if person && u.Number() == extract.Sing && t.Number() == extract.Sing && u.Gender() != t.Gender() {
			return false
		}
		return u.Case() == extract.Nom && u.POS() == t.POS() && (u^t)&kept == 0 && !u.Has(morph.Variant)
	}
	agrees := func(u morph.Tag) bool {
		return u.Number() == number &&
			(number == extract.Plur || !t.Attributive() || gender == 0 || u.Gender() == gender || u.Gender() == 0)
	}
	if fits(t) && agrees(t) {
		return word, true
	}
	best, rank := "", -1
	for n := range a.dict.FormCount(f) {
		u := a.dict.FormTag(f, n)
		if !fits(u) {
			continue
		}
		text, ok := a.dict.Inflect(word, f, n)
		if !ok {
			continue
		}
		// A nominative of another number is better than none; of variants such as
		// "Аркадьевич" and "Аркадиевич" the one that is more like the word is meant.
		r := commonPrefix(text, word)
		if agrees(u) {
			r += 1000
		}
		if r > rank {
			best, rank = text, r
		}
	}
	return best, rank >= 0
}

// recase gives the folded word s the capitals and the ё of the text it stands for.
func recase(s, text string) string {
	rs := []rune(s)
	from := []rune(text)
	upper := len(from) > 1
	for _, r := range from {
		upper = upper && !unicode.IsLower(r)
	}
	for i, r := range rs {
		switch {
		case upper:
			rs[i] = unicode.ToUpper(r)
		case i < len(from) && unicode.IsUpper(from[i]):
			rs[i] = unicode.ToUpper(r)
		}
		if i < len(from) && unicode.ToLower(from[i]) == 'ё' && r == 'е' {
			rs[i] = 'ё'
			if unicode.IsUpper(from[i]) {
				rs[i] = 'Ё'
			}
		}
	}
	return string(rs)
}
