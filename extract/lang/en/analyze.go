package en

import (
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// A tagger reads one sentence from left to right.
type tagger struct {
	lex    *lexicon
	tokens []extract.Token
	words  []*word // what each token may be; nil for marks
	// heading is set where capitals tell nothing: most words have them.
	heading bool
	store   []extract.Analysis // the analyses of all tokens, in one piece

	finite      bool // the clause has its finite verb
	subordinate bool // the clause is a relative or other subordinate one
	main        bool // the sentence has the finite verb of a main clause
	last        int  // the verb before, or -1
}

func newTagger(lex *lexicon, tokens []extract.Token) *tagger {
	return &tagger{
		lex: lex, tokens: tokens, words: make([]*word, len(tokens)),
		heading: isHeading(tokens), store: make([]extract.Analysis, 0, 2*len(tokens)), last: -1,
	}
}

func (t *tagger) run() {
	for i := range t.tokens {
		t.words[i] = t.candidates(i)
	}
	t.guessPersons()
	for i := range t.tokens {
		if t.words[i] == nil {
			t.mark(i)
			continue
		}
		t.set(i)
	}
}

// isHeading tells whether most longer words have capitals, as in titles.
func isHeading(tokens []extract.Token) bool {
	words, capitals := 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.Kind != extract.WordToken || len(t.Text) < 4 && t.Capitals != extract.AllCaps {
			continue
		}
		words++
		if t.Capitals != extract.Lower {
			capitals++
		}
	}
	return words > 3 && capitals*4 >= words*3 && tokens[len(tokens)-1].Text != "."
}

// candidates returns what token i may be, apart from its neighbours.
func (t *tagger) candidates(i int) *word {
	tok := &t.tokens[i]
	switch tok.Kind {
	case extract.MarkToken:
		return nil
	case extract.NumberToken:
		return numberWord
	case extract.MixedToken:
		if tok.Capitals == extract.Lower {
			return numberWord
		}
		return t.proper(tok, 0)
	}
	if tok.Capitals == extract.Lower {
		if nameParticles[tok.Lower] && i > 0 && i+1 < len(t.tokens) && t.isNameLike(i-1) && t.isNameLike(i+1) {
			return t.proper(tok, 0)
		}
		return t.lex.lookup(tok.Lower)
	}
	return t.capitalised(i)
}

// isNameLike tells whether token i is a capitalised word or another particle.
func (t *tagger) isNameLike(i int) bool {
	tok := &t.tokens[i]
	return tok.Kind == extract.WordToken && (tok.Capitals != extract.Lower || nameParticles[tok.Lower])
}

var numberWord = &word{number, []extract.Analysis{{POS: extract.NUM}}}

// capitalised returns what a word with a capital may be: a name, a word of the
// lexicon inside a name, or the word that opens the sentence.
func (t *tagger) capitalised(i int) *word {
	tok := &t.tokens[i]
	known := t.lex.word(tok.Lower)
	opens := t.opens(i)
	switch {
	case t.lex.given.Has(tok.Lower) && (known == nil || t.beforeSurname(i)), known == nil && t.isDoubleGiven(tok.Lower),
		t.lex.moreGiven.Has(tok.Lower) && t.beforeSurname(i):
		return t.proper(tok, extract.Given)
	case known == nil && !opens && !t.heading:
		if w := t.compound(tok); w != nil {
			return w
		}
		return t.proper(tok, t.nameKind(i))
	case known == nil:
		return t.unknownOpening(i)
	case tok.Capitals == extract.AllCaps && !t.heading && known.class&(closed|verb) != 0 && known.class&noun == 0 && utf8.RuneCountInString(tok.Text) > 1:
		return t.proper(tok, 0) // WHO, US, IT
	case opens || t.heading || known.class&(noun|adjective|closed|calendar|number) != 0:
		return known
	}
	return t.proper(tok, t.nameKind(i))
}

// isDoubleGiven tells a given name of two: Jean-Claude, Hans-Peter.
func (t *tagger) isDoubleGiven(lower string) bool {
	first, second, ok := strings.Cut(lower, "-")
	return ok && (t.lex.given.Has(first) && t.lex.word(second) == nil || first == "jean")
}

// compound reads a capitalised compound whose last part the lexicon knows:
// Directorate-General, Vice-President, and in small letters Oslo-based.
func (t *tagger) compound(tok *extract.Token) *word {
	w := t.lex.lookup(tok.Lower)
	if w.class&(noun|adjective) != 0 && !w.readings[0].Guessed {
		return w
	}
	if i := strings.LastIndexAny(tok.Text, "-‑"); i > 0 && w.class&adjective != 0 && strings.HasSuffix(tok.Lower, tok.Text[i:]) {
		return w
	}
	return nil
}

// unknownOpening reads an unknown word that opens a sentence or stands in a
// heading: a name, unless its ending says that it is none.
func (t *tagger) unknownOpening(i int) *word {
	tok := &t.tokens[i]
	w := t.lex.lookup(tok.Lower)
	if !w.readings[0].Guessed || w.class&(adverb|ing) != 0 && !t.followsGiven(i) || w.class&adjective != 0 && tok.Capitals == extract.Capital && hasHyphen(tok.Text) {
		return w
	}
	return t.proper(tok, t.nameKind(i))
}

func hasHyphen(s string) bool {
	for i := range len(s) {
		if s[i] == '-' {
			return true
		}
	}
	return false
}

// proper returns the reading as a proper noun.
func (t *tagger) proper(tok *extract.Token, kind extract.NameKind) *word {
	c := noun
	var gender extract.Gender
	if kind == extract.Given {
		c |= given
		gender = t.lex.genderOf(tok.Lower)
	}
	return &word{c, []extract.Analysis{{Gender: gender, Lemma: tok.Lower, POS: extract.PROPN, Number: extract.Sing, Name: kind, Animate: kind != 0, Guessed: kind != extract.Given}}}
}

// nameKind tells a surname by the given name or initial before it, or its ending.
func (t *tagger) nameKind(i int) extract.NameKind {
	tok := &t.tokens[i]
	if t.followsGiven(i) || t.followsTitle(i) || tok.Capitals == extract.Capital && t.lex.isSurname(tok.Lower) {
		return extract.Surname
	}
	return 0
}

// followsTitle tells whether Mr, Ms or the like stands before token i.
func (t *tagger) followsTitle(i int) bool {
	j := i - 1
	if j > 0 && t.tokens[j].Text == "." {
		j--
	}
	return j >= 0 && t.lex.titles.Has(t.tokens[j].Lower) && t.tokens[j].Capitals == extract.Capital && t.tokens[j].Kind == extract.WordToken && t.words[j] != nil && t.words[j].class&closed == 0
}

// followsGiven tells whether a given name stands before token i, with at most
// an initial and a particle between.
func (t *tagger) followsGiven(i int) bool {
	for j, steps := i-1, 0; j >= 0 && steps < 4; j, steps = j-1, steps+1 {
		tok := &t.tokens[j]
		switch {
		case t.words[j] != nil && t.words[j].class&given != 0:
			return true
		case isInitial(tok) && t.tokens[j+1].Text == "." && !(j+2 < len(t.tokens) && isInitial(&t.tokens[j+2]) && !t.tokens[j+2].SpaceBefore) && !t.endsCountry(j):
			return true
		case tok.Text == "." || isInitial(tok) || nameParticles[tok.Lower]:
		default:
			return false
		}
	}
	return false
}

// guessPersons makes two unknown capitalised words a given name and a surname
// where somebody must stand: before "said", before ", a teacher," or ", who".
func (t *tagger) guessPersons() {
	for i := 0; i+2 < len(t.tokens); i++ {
		if !t.isUnknown(i) || !t.isUnknown(i+1) || i > 0 && t.isUnknown(i-1) || t.heading || !t.somebody(i+2) {
			continue
		}
		for j, kind := range []extract.NameKind{extract.Given, extract.Surname} {
			t.words[i+j] = t.words[i+j].with(func(a *extract.Analysis) { a.Name, a.Animate = kind, true })
		}
	}
}

// isUnknown tells whether token i is a capitalised word that may be any name.
func (t *tagger) isUnknown(i int) bool {
	tok, w := &t.tokens[i], t.words[i]
	if w == nil || tok.Kind != extract.WordToken || tok.Capitals != extract.Capital && tok.Capitals != extract.MixedCap {
		return false
	}
	return w.readings[0].POS == extract.PROPN && w.readings[0].Guessed
}

// somebody tells whether what stands from token i on is said of a person.
func (t *tagger) somebody(i int) bool {
	if t.lex.speech.Has(t.tokens[i].Lower) {
		return true
	}
	if t.tokens[i].Text != "," || i+1 >= len(t.tokens) {
		return false
	}
	if t.tokens[i+1].Lower == "who" {
		return true
	}
	const near = 6 // "a former deputy prime minister of"
	for j := i + 1; j < min(i+1+near, len(t.tokens)) && t.words[j] != nil; j++ {
		if t.words[j].class&(verb|be|have|modal|preposition) != 0 && t.words[j].class&(noun|particle) == 0 {
			return false
		}
		if t.words[j].class&person != 0 {
			return true
		}
	}
	return false
}

// endsCountry tells whether the letter at j ends an abbreviation such as U.S.,
// whose letters no blank separates.
func (t *tagger) endsCountry(j int) bool {
	return j >= 2 && t.tokens[j-1].Text == "." && !t.tokens[j].SpaceBefore && t.tokens[j-2].Lower == "u"
}

// nameParticles stand between given names and surnames.
var nameParticles = map[string]bool{"von": true, "van": true, "der": true, "den": true, "de": true, "da": true, "di": true, "del": true, "al": true, "bin": true, "ben": true, "el": true, "la": true, "le": true}

func isInitial(t *extract.Token) bool {
	return t.Kind == extract.WordToken && t.Capitals == extract.Capital && utf8.RuneCountInString(t.Text) == 1
}

// beforeSurname tells whether what follows token i may be a surname: a
// capitalised word that the lexicon has not, or an initial; particles may stand
// before it.
func (t *tagger) beforeSurname(i int) bool {
	for i+2 < len(t.tokens) && t.tokens[i+1].Capitals == extract.Lower && nameParticles[t.tokens[i+1].Lower] {
		i++
	}
	if i+1 >= len(t.tokens) || t.heading {
		return false
	}
	next := &t.tokens[i+1]
	if next.Kind != extract.WordToken || next.Capitals == extract.Lower {
		return false
	}
	return isInitial(next) || t.lex.word(next.Lower) == nil
}

// opens tells whether token i opens a sentence or a quotation, where any word
// has a capital.
func (t *tagger) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		tok := &t.tokens[j]
		if tok.Kind != extract.MarkToken {
			return false
		}
		switch tok.Text {
		case ":", "—", "–", "•", "-":
			return true
		case "“", "\"", "«", "”", "»":
			// A space tells that the mark closes what stands before it.
			return j+1 < len(t.tokens) && !t.tokens[j+1].SpaceBefore
		}
	}
	return true
}

// mark takes note of a punctuation mark: most end the clause.
func (t *tagger) mark(i int) {
	t.tokens[i].Analyses = nil
	if endsClause(t.tokens[i].Text) {
		t.finite, t.subordinate = false, false
	}
}

func endsClause(mark string) bool {
	switch mark {
	case ",", ";", ":", "—", "–", "(", ")", "“", "”", "\"", "«", "»":
		return true
	}
	return false
}

// set gives token i its analyses and takes note of its verb.
func (t *tagger) set(i int) {
	tok, w := &t.tokens[i], t.words[i]
	a := t.choose(i, w)
	if a.Lemma == "" {
		a.Lemma = tok.Lower
	}
	first := len(t.store)
	t.store = append(t.store, a)
	if tok.Capitals != extract.Lower && !t.opens(i) && (a.POS == extract.NOUN || a.POS == extract.ADJ) {
		t.store = append(t.store, extract.Analysis{Lemma: a.Lemma, POS: extract.PROPN, Number: a.Number, Animate: a.Animate})
	}
	tok.Analyses = t.store[first:len(t.store):len(t.store)]
	switch {
	case (a.POS == extract.VERB || a.POS == extract.AUX) && a.Form == extract.Fin:
		t.finite, t.last = true, i
		t.main = t.main || !t.subordinate
	case a.POS == extract.VERB:
		t.last = i
	case a.POS == extract.CCONJ:
		t.finite = false
	case a.POS == extract.SCONJ, a.POS == extract.PRON && relative[tok.Lower]:
		t.finite, t.subordinate = false, true
	}
}

// relative pronouns open a clause of their own.
var relative = map[string]bool{"who": true, "which": true, "that": true, "whom": true, "what": true, "whose": true}
