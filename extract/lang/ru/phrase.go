package ru

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// A phraser reads noun phrases in one sentence.
type phraser struct {
	*Analyzer
	d            *extract.Doc
	first, end   int // the sentence's tokens
	prepositions []string
}

// Phrase returns the noun phrase with the head noun at token head.
func (a *Analyzer) Phrase(d *extract.Doc, head int, prepositions []string) extract.Phrase {
	if head < 0 || head >= len(d.Tokens) {
		return extract.Phrase{}
	}
	p := phraser{Analyzer: a, d: d, prepositions: prepositions, first: head, end: head + 1}
	for p.first > 0 && d.Tokens[p.first-1].Sentence == d.Tokens[head].Sentence {
		p.first--
	}
	for p.end < len(d.Tokens) && d.Tokens[p.end].Sentence == d.Tokens[head].Sentence {
		p.end++
	}
	ph := extract.Phrase{First: p.modifiers(head), Head: head, Complement: head + 1}
	if ph.End = p.complements(head+1, head); ph.End == head+1 && p.shortened(head) {
		if end := p.complements(head+2, head); end > head+2 {
			ph.End = end
		}
	}
	return p.uncut(ph)
}

// shortened reports whether token i is an abbreviation with its full stop and more
// of the sentence behind it: "зам. директора".
func (p *phraser) shortened(i int) bool {
	return i+2 < p.end && p.words.abbreviations.Has(p.d.Tokens[i].Lower) && p.d.Tokens[i+1].Text == "."
}

// shortens reports whether a lower-case abbreviation of what a name is of stands at i:
// "г. Алматы", "обл. Абай". It is no noun that what goes before could own.
func (p *phraser) shortens(i int) bool {
	return p.shortened(i) && p.d.Tokens[i].Capitals == extract.Lower && !p.d.Tokens[i+1].SpaceBefore && p.d.Tokens[i+2].Capitals == extract.Capital
}

// abbreviated returns the end of a place with the abbreviation before it at i, i if
// the name there is no place's.
func (p *phraser) abbreviated(i int) int {
	if m := p.mention(i + 2); m != nil && (m.Type == "City" || m.Type == "Region" || m.Type == "Country") {
		return m.End
	}
	return i
}

// uncut moves the phrase's ends so that no mention is cut: out over one that is
// part of it, back before a person or a date.
func (p *phraser) uncut(ph extract.Phrase) extract.Phrase {
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.First >= ph.End {
			break
		}
		if m.First <= ph.Head && ph.Head < m.End && ph.Head != m.Head {
			continue // the phrase is a part of the mention
		}
		if m.First < ph.End && ph.End < m.End && m.End <= p.end {
			if m.First > ph.Head && (m.Type == "Person" || m.Type == "Date") {
				ph.End = m.First
			} else {
				ph.End = m.End
			}
		}
		if m.First < ph.First && ph.First < m.End && ph.Head < m.End {
			ph.First = max(m.First, p.first)
		}
	}
	ph.Complement = min(ph.Complement, ph.End)
	return ph
}

// A form is what agreement looks at.
type form struct {
	cs     extract.Case
	number extract.Number
	gender extract.Gender
}

func formOf(an *extract.Analysis) form { return form{an.Case, an.Number, an.Gender} }

// modifies reports whether a modifier of form m agrees with a noun of form n.
func (m form) modifies(n form) bool {
	return m.cs == n.cs && (m.number == n.number || n.number == 0) &&
		(m.number == extract.Plur || m.gender == n.gender || m.gender == 0 || n.gender == 0)
}

// isModifier reports whether the analysis is an attribute that names may have:
// an adjective, ordinal or participle, but no pronoun.
func isModifier(an *extract.Analysis) bool {
	return an.Case != 0 && (an.POS == extract.ADJ || an.POS == extract.VERB && an.Form == extract.Part)
}

func isNoun(an *extract.Analysis) bool {
	return an.Case != 0 && (an.POS == extract.NOUN || an.POS == extract.PROPN)
}

// agreeing narrows the noun's forms to those that the modifier at token i agrees
// with; none if it is no such modifier.
func (p *phraser) agreeing(i int, nouns []form) []form {
	t := &p.d.Tokens[i]
	if _, ok := roman(t.Text); ok && t.Kind == extract.WordToken {
		return nouns
	}
	return slices.DeleteFunc(slices.Clone(nouns), func(n form) bool {
		return !slices.ContainsFunc(t.Analyses, func(an extract.Analysis) bool {
			return isModifier(&an) && formOf(&an).modifies(n)
		})
	})
}

// modifiers returns where the modifiers directly before the head begin.
func (p *phraser) modifiers(head int) int {
	var nouns []form
	for i := range p.d.Tokens[head].Analyses {
		if an := &p.d.Tokens[head].Analyses[i]; an.Case != 0 {
			nouns = append(nouns, formOf(an))
		}
	}
	first := head
	for i := head - 1; i >= p.first; i-- {
		t := &p.d.Tokens[i]
		if first < head && (t.Text == "," || t.Lower == "и" || t.Lower == "или") {
			continue
		}
		left := p.agreeing(i, nouns)
		if len(left) == 0 || first-i > 2 || p.endsName(i) || t.HasPOS(extract.NOUN) && !p.substantive(t) {
			break
		}
		nouns, first = left, i
	}
	return first
}

// endsName reports whether a personal name of two words, whose last may look like a
// modifier, ends with token i: "Марата Исина" before "совет директоров".
func (p *phraser) endsName(i int) bool {
	personal := func(t *extract.Token) bool { return t.Capitals == extract.Capital && isPersonal(t.Best()) }
	return i > p.first && personal(&p.d.Tokens[i]) && personal(&p.d.Tokens[i-1])
}

// substantive reports whether a token taken for a noun may as well be the
// adjective that it comes from, "рабочей" of "рабочей группы".
func (p *phraser) substantive(t *extract.Token) bool {
	best := t.Best()
	return slices.ContainsFunc(t.Analyses, func(an extract.Analysis) bool {
		return an.POS == extract.ADJ && an.Case == best.Case && an.Number == best.Number
	})
}

// noun reads modifiers and a noun in the given case from token i and returns
// the noun's index, or -1.
func (p *phraser) noun(i int, cs extract.Case) int {
	const most = 8 // modifiers with the commas and conjunctions between them
	for j := i; j < min(p.end, i+most); j++ {
		t := &p.d.Tokens[j]
		if j > i && (t.Text == "," || t.Lower == "и") {
			continue
		}
		if t.Kind == extract.MarkToken || t.Kind == extract.NumberToken || p.startsPerson(j) || p.startsDate(j) && (j == i || p.mention(j) != nil) {
			return -1
		}
		_, figure := roman(t.Text)
		if !figure && p.nounWith(i, j, cs) {
			return j
		}
		if figure {
			continue
		}
		if !slices.ContainsFunc(t.Analyses, func(an extract.Analysis) bool { return isModifier(&an) && an.Case == cs }) {
			return -1
		}
	}
	return -1
}

// likely bounds the analyses that count when a noun's case is asked for.
const likely = 4

// nounWith reports whether token j is a noun in the case and the tokens from i
// to it are its modifiers.
func (p *phraser) nounWith(i, j int, cs extract.Case) bool {
	t := &p.d.Tokens[j]
	var nouns []form
	for k := range t.Analyses[:min(len(t.Analyses), likely)] {
		if an := &t.Analyses[k]; isNoun(an) && an.Case == cs && (an.POS == extract.NOUN || t.Capitals != extract.Lower) {
			nouns = append(nouns, formOf(an))
		}
	}
	if len(nouns) == 0 && t.HasPOS(extract.PROPN) && t.Analyses[0].Case == 0 {
		return true // a foreign word agrees with anything
	}
	// An adjective may be a noun as well; what stands before another noun is one.
	if len(nouns) > 0 && isModifier(&t.Analyses[0]) && j+1 < p.end && p.d.Tokens[j+1].HasPOS(extract.NOUN) {
		return false
	}
	last := j
	for m := j - 1; m >= i && len(nouns) > 0; m-- {
		if t := &p.d.Tokens[m]; t.Text == "," || t.Lower == "и" {
			if m+1 != last {
				return false
			}
			continue
		}
		nouns = p.agreeing(m, nouns)
		last = m
	}
	return len(nouns) > 0
}

// mention returns the longest mention that starts at token i and ends in the
// sentence, or nil.
func (p *phraser) mention(i int) *extract.Mention {
	for _, k := range p.d.MentionsAt(i) {
		if m := &p.d.Mentions[k]; m.End <= p.end {
			return m
		}
	}
	return nil
}

func isPersonal(an extract.Analysis) bool { return roleOf(an.Name) != 0 }

// startsPerson reports whether a person's name begins at token i. One word that
// only its ending makes a surname is one behind a noun for a person alone.
func (p *phraser) startsPerson(i int) bool {
	if m := p.mention(i); m != nil {
		return m.Type == "Person" || m.Type == "City" && m.End == i+1 && p.d.Namesake(i)
	}
	t := &p.d.Tokens[i]
	if t.Capitals != extract.Capital && t.Capitals != extract.MixedCap {
		return false
	}
	if utf8.RuneCountInString(t.Text) == 1 {
		return i+1 < p.end && p.d.Tokens[i+1].Text == "."
	}
	best := t.Best()
	if !isPersonal(best) {
		return p.unknownGiven(i)
	}
	if !best.Guessed || best.Name == extract.Given {
		return true
	}
	if i+1 < p.end && p.d.Tokens[i+1].Capitals == extract.Capital && isPersonal(p.d.Tokens[i+1].Best()) {
		return true
	}
	return i > p.first && p.d.Tokens[i-1].Best().Animate && p.sharesCase(i-1, i)
}

// sharesCase reports whether two tokens, a title and the name behind it, can be in one
// case; the surname of "вице-мэром Огарёвца" is a town's name. Behind a title in the
// genitive either may be.
func (p *phraser) sharesCase(title, name int) bool {
	return slices.ContainsFunc(p.d.Tokens[title].Analyses, func(a extract.Analysis) bool {
		return a.POS == extract.NOUN && (a.Case == 0 || slices.ContainsFunc(p.d.Tokens[name].Analyses, func(b extract.Analysis) bool {
			return b.Case == 0 || b.Case == a.Case && b.Number == a.Number
		}))
	})
}

// unknownGiven reports whether token i is a word that the dictionary lacks behind a
// noun for a person, and a surname in a case of its own follows: "мэра Замира
// Ниязалиева" tells of no town.
func (p *phraser) unknownGiven(i int) bool {
	if i == p.first || i+1 >= p.end || !p.d.Tokens[i].Best().Guessed || !p.d.Tokens[i-1].Best().Animate {
		return false
	}
	next := &p.d.Tokens[i+1]
	return next.Capitals == extract.Capital && slices.ContainsFunc(next.Analyses, func(surname extract.Analysis) bool {
		return surname.Name == extract.Surname && slices.ContainsFunc(p.d.Tokens[i].Analyses, func(given extract.Analysis) bool {
			return given.Case == surname.Case && given.Number == surname.Number
		})
	})
}

func (p *phraser) startsDate(i int) bool {
	if m := p.mention(i); m != nil && m.Type == "Date" {
		return true
	}
	return p.words.calendar.Has(p.d.Tokens[i].Lemma())
}

// complements reads the complements of the noun before token i and returns
// their end.
func (p *phraser) complements(i, noun int) int {
	for i < p.end {
		end, last := p.complement(i, noun)
		if end == i {
			break
		}
		i, noun = end, last
	}
	return i
}

// complement reads one complement at token i and returns its end and the noun
// that what follows may depend on; the end is i if there is none.
func (p *phraser) complement(i, noun int) (end, last int) {
	if end = p.honoured(i); end > i {
		return end, noun
	}
	if end = p.numbered(i); end > i {
		return end, noun
	}
	if end, last = p.instrumental(i, noun); end > i {
		return end, last
	}
	if end = p.describedName(i, noun); end > i {
		return end, noun
	}
	if i == noun+2 { // behind "зам." a word is in the genitive, be it likelier in another case
		if j := p.noun(i, extract.Gen); j >= 0 && p.shortened(noun) {
			return p.coordinated(j+1, j, extract.Gen), j
		}
	}
	if p.shortens(i) {
		if p.d.Tokens[i-1].Kind == extract.MarkToken { // "ТОО «…» г. Алматы" has its whole name
			return i, noun
		}
		return p.abbreviated(i), noun
	}
	if end = p.unchanging(i, noun); end > i {
		return end, noun
	}
	// "саммит ШОС" and "форум «…»" have all they need: what follows in lower case
	// is another part of the sentence.
	complete := i > noun+1 && p.d.Tokens[i].Capitals == extract.Lower && p.unchanging(i-1, i-1) == i
	if end = p.counted(i, noun); end > i {
		return end, end - 1
	}
	if end, last = p.genitive(i); end > i && !complete {
		return p.coordinated(end, last, extract.Gen), last
	}
	if n := p.preposition(i); n > 0 {
		if end, last = p.prepositional(i, n); end > i {
			return end, last
		}
	}
	if end, last = p.portfolio(i); end > i {
		return end, last
	}
	return i, noun
}

// portfolio reads what a post has besides another thing: "и по делам семьи" of "министр
// труда и по делам семьи".
func (p *phraser) portfolio(i int) (end, noun int) {
	if i+2 < p.end && p.d.Tokens[i].Lower == "и" && slices.Contains(portfolios, p.d.Tokens[i+2].Lower) {
		if n := p.preposition(i + 1); n > 0 {
			if end, noun = p.prepositional(i+1, n); end > i+1 {
				return end, noun
			}
		}
	}
	return i, -1
}

var portfolios = []string{"делам", "вопросам"}

// numbered reads the number of one of many bodies alike: "школы № 5".
func (p *phraser) numbered(i int) int {
	if t := &p.d.Tokens[i]; t.Text != "№" || i+1 >= p.end || p.d.Tokens[i-1].Capitals != extract.Lower || p.d.Tokens[i-1].Kind != extract.WordToken {
		return i
	}
	if k := p.d.Tokens[i+1].Kind; k == extract.NumberToken || k == extract.MixedToken {
		return i + 2
	}
	return i
}

// ofActions are the endings of nouns for what is done, which may count what it is done
// to: "закрытие 214 отделений". A noun for a measure, "площадь 18 гектаров", has none.
var ofActions = []string{"ие", "ство", "ка", "ча", "жа"}

// counted reads a number and the plural that it counts behind a noun for an action.
func (p *phraser) counted(i, noun int) int {
	if i != noun+1 || i+1 >= p.end || p.d.Tokens[i].Kind != extract.NumberToken || p.startsDate(i) {
		return i
	}
	lemma := p.d.Tokens[noun].Lemma()
	if !slices.ContainsFunc(ofActions, func(e string) bool { return strings.HasSuffix(lemma, e) }) {
		return i
	}
	t := &p.d.Tokens[i+1]
	if t.Capitals == extract.Lower && t.Best().Number == extract.Plur && p.noun(i+1, extract.Gen) == i+1 {
		return i + 2
	}
	return i
}

// honoured reads the name, in the genitive, of the one in whose honour something is
// called: "имени А. П. Чехова".
func (p *phraser) honoured(i int) int {
	if !p.words.honours.Has(p.d.Tokens[i-1].Lower) {
		return i
	}
	const most = 6 // initials with their stops, a given name, a surname of two words
	end := i
	for j := i; j < min(p.end, i+most); j++ {
		t := &p.d.Tokens[j]
		switch {
		case t.Text == ".":
		case isInitials(t) || utf8.RuneCountInString(t.Text) == 1 && t.Capitals != extract.Lower:
		case t.Capitals == extract.Capital && (p.hasCase(j, extract.Gen) || len(t.Analyses) > 0 && t.Analyses[0].Case == 0):
			end = j + 1
		default:
			return end
		}
	}
	return end
}

// describedName reads a name in quotation marks with modifiers in the genitive behind
// a noun for a person: "лидер московского «Центра»".
func (p *phraser) describedName(i, noun int) int {
	if i != noun+1 || !p.d.Tokens[noun].Best().Animate {
		return i
	}
	const most = 3 // modifiers
	for j := i; j < min(p.end, i+most+1); j++ {
		t := &p.d.Tokens[j]
		if end := p.quoted(j); end > j && j > i {
			return end
		}
		if t.Kind != extract.WordToken || !slices.ContainsFunc(t.Analyses, func(an extract.Analysis) bool { return isModifier(&an) && an.Case == extract.Gen }) {
			return i
		}
	}
	return i
}

// instrumental reads the complement of a noun that has it in the instrumental.
func (p *phraser) instrumental(i, noun int) (end, last int) {
	t := &p.d.Tokens[noun]
	if i != noun+1 && !(i == noun+2 && p.shortened(noun)) || !p.words.instrumental.Has(t.Lower) && !slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return p.words.instrumental.Has(a.Lemma) }) {
		return i, noun
	}
	if j := p.noun(i, extract.Ins); j >= 0 {
		return p.coordinated(j+1, j, extract.Ins), j
	}
	return i, noun
}

// genitive reads a noun in the genitive with its modifiers.
func (p *phraser) genitive(i int) (end, noun int) {
	if m := p.mention(i); m != nil && !p.startsPerson(i) && m.Type != "Date" && m.Type != "Number" {
		if p.hasCase(m.Head, extract.Gen) && !(m.End == i+1 && p.d.Tokens[i].HasPOS(extract.ADJ)) {
			return m.End, m.Head
		}
	}
	if j := p.noun(i, extract.Gen); j >= 0 && p.likelyGenitive(i, j) {
		return j + 1, j
	}
	return i, -1
}

// likelyGenitive reports whether the noun at j, or one of its modifiers from i
// on, is likeliest in the genitive. The accusative of persons is the same form.
func (p *phraser) likelyGenitive(i, j int) bool {
	best := p.d.Tokens[j].Best()
	if best.Case == extract.Gen || best.Case == 0 && best.POS == extract.PROPN || best.Case == extract.Acc && best.Animate {
		return true
	}
	return slices.ContainsFunc(p.d.Tokens[i:j], func(t extract.Token) bool { return t.Best().Case == extract.Gen })
}

func (p *phraser) hasCase(i int, cs extract.Case) bool {
	t := &p.d.Tokens[i]
	return slices.ContainsFunc(t.Analyses, func(an extract.Analysis) bool { return an.Case == cs })
}

// unchanging reads what stands beside a noun in no case of its own: a name in
// quotation marks, in Latin letters or in capitals, a pair of names with a dash, a
// place's name behind what it is. It returns its end, i if there is none.
func (p *phraser) unchanging(i, noun int) int {
	t := &p.d.Tokens[i]
	if end := p.quoted(i); end > i {
		return end
	}
	if p.startsPerson(i) || p.startsDate(i) {
		return i
	}
	if end := p.couple(i); end > i {
		return end
	}
	if _, figure := roman(t.Text); figure && p.noun(i, extract.Gen) > i {
		return i // "VIII созыва"
	}
	if t.Kind == extract.WordToken && t.Capitals != extract.Lower {
		r, _ := utf8.DecodeRuneInString(t.Text)
		if !isCyrillic(r) || isInitials(t) {
			return i + 1
		}
	}
	if t.Capitals == extract.Capital && p.words.classifiers.Has(p.d.Tokens[noun].Lemma()) && i == noun+1 {
		if j := p.noun(i, extract.Nom); j >= 0 {
			return j + 1
		}
	}
	return i
}

// isInitials reports whether the token is an abbreviation in capitals: МИД, РК-ЕС.
func isInitials(t *extract.Token) bool {
	if t.Capitals == extract.AllCaps {
		return true
	}
	parts := strings.Split(t.Text, "-")
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool {
		return utf8.RuneCountInString(s) < 2 || strings.ToUpper(s) != s
	})
}

var closing = map[string]string{"«": "»", "“": "”", "„": "“", "\"": "\""}

// quoted returns the end of a short name in quotation marks that opens at token
// i, or i.
func (p *phraser) quoted(i int) int {
	const most = 16
	end, ok := closing[p.d.Tokens[i].Text]
	if !ok {
		return i
	}
	for j := i + 2; j < min(p.end, i+most); j++ {
		if p.d.Tokens[j].Text == end {
			return j + 1
		}
	}
	return i
}

func isDash(s string) bool { return s == "–" || s == "—" || s == "-" || s == "−" }

// couple returns the end of a pair such as "Казахстан – Европейский союз" at
// token i, or i.
func (p *phraser) couple(i int) int {
	j := p.capitalised(i)
	if j == i || j+1 >= p.end || !isDash(p.d.Tokens[j].Text) {
		return i
	}
	if end := p.capitalised(j + 1); end > j+1 {
		return end
	}
	return i
}

// capitalised returns the end of a name in the nominative at token i that opens
// with a capital, or i.
func (p *phraser) capitalised(i int) int {
	if i >= p.end || p.d.Tokens[i].Capitals == extract.Lower || p.d.Tokens[i].Kind == extract.MarkToken {
		return i
	}
	if isInitials(&p.d.Tokens[i]) {
		return i + 1
	}
	if j := p.noun(i, extract.Nom); j >= 0 {
		return j + 1
	}
	return i
}

// preposition returns how many tokens from i are one of the prepositions asked
// for, the longest; 0 if none is.
func (p *phraser) preposition(i int) int {
	longest := 0
	for _, prep := range p.prepositions {
		words := strings.Fields(prep)
		n := 0
		for n < len(words) && i+n < p.end && p.d.Tokens[i+n].Lower == words[n] {
			n++
		}
		if n == len(words) {
			longest = max(longest, n)
		}
	}
	return longest
}

// prepositional reads a phrase with a preposition of n tokens at i: a noun in a
// case that the preposition governs, with complements, and others of that case
// beside it. It returns i if there is none.
func (p *phraser) prepositional(i, n int) (end, noun int) {
	at := i + n
	if at >= p.end {
		return i, -1
	}
	g, known := p.words.government(p.d.Tokens[at-1].Lower)
	for _, cs := range p.governedCases(g, known) {
		end, noun = p.argument(at, cs)
		if end == at {
			continue
		}
		for {
			last := noun
			if at := p.withWhom(end, noun); at > end {
				end, last, noun = at, at-1, at-1
			}
			end = p.genitives(end, last)
			next, again := p.beside(end, i, n, cs)
			if next == end {
				if end-1 != last && p.hasCase(end-1, extract.Gen) { // "между советами Алании и Тавании"
					return p.coordinated(end, end-1, extract.Gen), last
				}
				return end, last
			}
			end, noun = next, again
		}
	}
	return i, -1
}

// dealings are nouns that what one has to do with belongs to, "связи с
// общественностью", in the names of offices.
var dealings = map[string]bool{"борьба": true, "работа": true, "связь": true, "обращение": true, "взаимодействие": true, "отношение": true}

// withWhom reads what one has to do with behind such a noun, a plain noun in the
// instrumental, and returns its end; end if there is none.
func (p *phraser) withWhom(end, noun int) int {
	if end != noun+1 || end+1 >= p.end || !dealings[p.d.Tokens[noun].Lemma()] || p.d.Tokens[end].Lower != "с" && p.d.Tokens[end].Lower != "со" {
		return end
	}
	if j := p.noun(end+1, extract.Ins); j > end && p.d.Tokens[j].Capitals == extract.Lower {
		return j + 1
	}
	return end
}

// governedCases lists the preposition's cases, the commoner first; all but the
// nominative if it is none that we know.
func (p *phraser) governedCases(g government, known bool) []extract.Case {
	var cases []extract.Case
	for cs := extract.Gen; cs <= extract.Loc; cs++ {
		if !known || g[cs] > 0 {
			cases = append(cases, cs)
		}
	}
	slices.SortStableFunc(cases, func(x, y extract.Case) int { return int(g[y] - g[x]) })
	return cases
}

// argument reads a noun in the case, or a name that has none, at token i.
func (p *phraser) argument(i int, cs extract.Case) (end, noun int) {
	if m := p.mention(i); m != nil && m.Type != "Person" && m.Type != "Date" && m.Type != "Number" &&
		(p.hasCase(m.Head, cs) || p.d.Tokens[m.Head].Best().Case == 0) {
		return m.End, m.Head
	}
	if p.shortens(i) {
		return p.abbreviated(i), i + 2
	}
	if j := p.noun(i, cs); j >= 0 {
		return j + 1, j
	}
	if end = p.unchanging(i, max(i-1, 0)); end > i {
		return end, end - 1
	}
	return i, -1
}

// genitives reads complements without prepositions.
func (p *phraser) genitives(i, noun int) int {
	bare := *p
	bare.prepositions = nil
	return bare.complements(i, noun)
}

// beside reads what is joined to a prepositional phrase by a conjunction, with
// the preposition repeated or not.
func (p *phraser) beside(i, prep, n int, cs extract.Case) (end, noun int) {
	if i+1 >= p.end || !p.joins(i, cs) {
		return i, -1
	}
	at := i + 1
	if p.d.TokenText(prep, prep+n) == p.d.TokenText(at, min(at+n, p.end)) {
		at += n
	}
	if at >= p.end {
		return i, -1
	}
	if end, noun = p.argument(at, cs); end == at {
		return i, -1
	}
	return end, noun
}

// joins reports whether token i joins members of a list of nouns in the case: "и",
// "или", or a comma with such a conjunction later in the list.
func (p *phraser) joins(i int, cs extract.Case) bool {
	switch p.d.Tokens[i].Lower {
	case "и", "или":
		return true
	case ",":
		end, noun := p.argument(i+1, cs)
		if end == i+1 {
			return false
		}
		end = p.genitives(end, noun)
		return end < p.end && p.joins(end, cs) && p.startsNoun(end+1, cs)
	}
	return false
}

func (p *phraser) startsNoun(i int, cs extract.Case) bool {
	if i >= p.end {
		return false
	}
	end, _ := p.argument(i, cs)
	return end > i
}

// coordinated reads nouns of the same case joined to the one at noun, which ends
// before token i, and returns their end. Persons and things are not joined.
func (p *phraser) coordinated(i, noun int, cs extract.Case) int {
	for i+1 < p.end && p.joins(i, cs) {
		end, last := p.genitive(i + 1)
		if end == i+1 {
			if end = p.unchanging(i+1, i); end == i+1 {
				break
			}
			last = end - 1
		} else if !p.joinable(noun, last, cs) {
			break
		}
		i, noun = end, last
	}
	return i
}

// joinable reports whether two nouns are of one sort, and the second's likeliest
// case is the one that the list is in.
func (p *phraser) joinable(a, b int, cs extract.Case) bool {
	x, y := p.d.Tokens[a].Best(), p.d.Tokens[b].Best()
	return x.Animate == y.Animate && (y.Case == cs || y.Case == 0 || isInitials(&p.d.Tokens[b]))
}
