package kk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
)

// Analyze gives the words of one sentence their readings, likeliest first.
func (a *Analyzer) Analyze(sentence []extract.Token) {
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	latin := latinIn(sentence)
	arena := make([]extract.Analysis, 0, 3*len(sentence))
	place := place{sentence: sentence, first: true, predicates: a.lexicon.predicates}
	for i := range sentence {
		t := &sentence[i]
		t.Analyses = nil
		if word, ok := strings.CutSuffix(t.Lower, clitic); ok && t.Kind == extract.WordToken && len(a.lexicon.wordsOf(t.Lower)) == 0 {
			t.Lower = word
		}
		place.at = i
		if t.Kind == extract.MarkToken {
			place.pass(t)
			continue
		}
		from := len(arena)
		for _, c := range r.rank(t, &place, latin) {
			arena = append(arena, c.Analysis)
		}
		t.Analyses = arena[from:len(arena):len(arena)]
		place.pass(t)
	}
	if latin == allLatin {
		respell(sentence)
	}
}

// clitic stresses the word that it is written to, "мамырда-ақ", and says nothing of it.
const clitic = "-ақ"

// respell gives the words of a sentence in Latin letters that begin with a small one
// the letters that word lists and rules have; a name keeps its own.
func respell(sentence []extract.Token) {
	for i := range sentence {
		if t := &sentence[i]; t.Kind == extract.WordToken && t.Capitals == extract.Lower && len(t.Lower) < 64 && isLatin(t.Lower) {
			if spelt := latinLetters.Replace(t.Lower); !isLatin(spelt) {
				t.Lower = spelt
			}
		}
	}
}

// rank returns the distinct readings of a token in its place, best first.
func (r *reader) rank(t *extract.Token, p *place, latin latinUse) []candidate {
	next := p.next()
	r.initial = p.first && t.Capitals == extract.Capital && (next == nil || next.Capitals == extract.Lower)
	cs := r.token(t, t.Capitals != extract.Lower, latin)
	r.initial = false
	if len(cs) == 0 {
		return nil
	}
	for i := range cs {
		cs[i].score += p.favour(t, &cs[i])
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return b.score - a.score })
	if p.isLast() {
		asPredicate(cs)
	}
	return distinct(cs)
}

// distinct cuts off what is far less likely than the first, and repetitions.
func distinct(cs []candidate) []candidate {
	kept := cs[:1]
	for _, c := range cs[1:] {
		if len(kept) == maxReadings || c.score < cs[0].score-keepWithin {
			break
		}
		if hidesSurname(&cs[0], &c) || slices.ContainsFunc(kept, func(k candidate) bool { return k.Analysis == c.Analysis }) {
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

// hidesSurname reports whether the reading takes the case of a word that is then a
// usual surname for a part of it: "Асановты" is Асанов and nobody's nominative.
func hidesSurname(best, c *candidate) bool {
	return best.Guessed && best.Name == extract.Surname && best.Case > extract.Nom && c.Guessed && c.Name == 0 && c.Case == extract.Nom && len(c.Lemma) > len(best.Lemma)
}

// asPredicate makes a bare participle at the end of a sentence finite: "қол
// қойған", "қаралмақ".
func asPredicate(cs []candidate) {
	for i := range cs {
		if c := &cs[i]; c.Form == extract.Part && c.Case == 0 && c.Tense == extract.Past {
			c.Form, c.Person = extract.Fin, 3
		}
	}
}

// token returns the candidates for a token that is no mark.
func (r *reader) token(t *extract.Token, capital bool, latin latinUse) []candidate {
	lower := t.Lower
	if t.Kind == extract.NumberToken {
		return r.only(candidate{Analysis: extract.Analysis{Lemma: lower, POS: extract.NUM}, caseFrom: len(lower)})
	}
	if stem, suffix, ok := cutSuffix(t); ok {
		if cs := r.joined(stem, suffix, isAbbreviation(t)); cs != nil {
			return cs
		}
	}
	if isLatin(lower) {
		return r.latin(t, latin)
	}
	if t.Capitals == extract.AllCaps && utf8.RuneCountInString(lower) <= 5 && r.lexicon.wordsOf(lower) == nil {
		return r.only(candidate{
			Analysis: extract.Analysis{Lemma: lower, POS: extract.PROPN, Case: extract.Nom, Number: extract.Sing, Name: extract.Org, Guessed: true},
			caseFrom: len(lower),
		})
	}
	cs := r.read(lower, capital)
	if at := strings.LastIndexByte(lower, '-'); at > 0 && !r.known {
		cs = r.compound(lower, at, capital)
	}
	if len(cs) == 0 {
		return r.only(candidate{
			Analysis: extract.Analysis{Lemma: lower, POS: extract.X, Guessed: true},
			caseFrom: len(lower),
		})
	}
	return cs
}

func (r *reader) only(c candidate) []candidate {
	c.score = guessedScore
	r.candidates = append(r.candidates[:0], c)
	return r.candidates
}

// compound reads a word by what follows its last hyphen.
func (r *reader) compound(lower string, hyphen int, capital bool) []candidate {
	head := hyphen + 1
	isPlace := capital && r.isPlace(lower[:hyphen]) // Қазақстан-Еуроодақ кеңесі
	cs := r.read(lower[head:], capital)
	for i := range cs {
		cs[i].Lemma = lower[:head] + cs[i].Lemma
		cs[i].caseFrom += head
		if isPlace && cs[i].POS == extract.NOUN {
			cs[i].POS, cs[i].Name = extract.PROPN, extract.Geo
		}
	}
	return cs
}

func (r *reader) isPlace(lower string) bool {
	return slices.ContainsFunc(r.lexicon.wordsOf(lower), func(w word) bool { return w.name == extract.Geo })
}

// cutSuffix returns what a hyphen divides into a stem that Kazakh letters do
// not spell out and its endings: АҚШ-қа, Wabtec-тің, 22-ші, Макрон-ның; also
// АҚШтың, and a suffix alone that follows a quotation mark.
func cutSuffix(t *extract.Token) (stem, suffix string, ok bool) {
	if at := lastDash(t.Lower); at >= 0 {
		_, n := utf8.DecodeRuneInString(t.Lower[at:])
		stem, suffix = t.Lower[:at], t.Lower[at+n:]
		return stem, suffix, suffix != "" && !isLatin(suffix)
	}
	if t.Capitals != extract.MixedCap || len(t.Text) != len(t.Lower) {
		return "", "", false
	}
	capitals := 0
	for i, c := range t.Text {
		if l := toLetter(c); l != 0 { // lower case begins
			return t.Lower[:i], t.Lower[i:], capitals > 1
		}
		capitals++
	}
	return "", "", false
}

// lastDash returns where the last dash of a word stands, or -1.
func lastDash(word string) int {
	for i := len(word) - 1; i >= 0; i-- {
		if word[i] == '-' || word[i] == "–"[0] && (strings.HasPrefix(word[i:], "–") || strings.HasPrefix(word[i:], "‑")) {
			return i
		}
	}
	return -1
}

// isAbbreviation reports whether the token's first two letters are capitals or
// it is Latin or a figure: what follows its hyphen is an ending rather than a
// word, though тағы is both.
func isAbbreviation(t *extract.Token) bool {
	first, n := utf8.DecodeRuneInString(t.Text)
	second, _ := utf8.DecodeRuneInString(t.Text[n:])
	return unicode.IsUpper(first) && unicode.IsUpper(second) || first < utf8.RuneSelf
}

// joined reads the suffix after a hyphen, or returns nil if it is none.
func (r *reader) joined(stem, suffix string, abbreviation bool) []candidate {
	isFigure := stem != "" && isDigits(stem)
	if isFigure {
		if cs := r.figure(stem, suffix); cs != nil {
			return cs
		}
	}
	if r.lexicon.wordsOf(suffix) != nil && !isFigure && !abbreviation && stem != "" && utf8.RuneCountInString(suffix) > 3 {
		return nil // екі-жақты: a compound
	}
	chains := r.suffixOnly(suffix)
	if chains == nil {
		return nil
	}
	r.candidates = r.candidates[:0]
	for i := range chains {
		c := &chains[i]
		if c.form.Possessor == 2 || c.form.Possessor == 1 || c.adverb {
			continue
		}
		k := candidate{Analysis: c.form, score: guessedScore + int(c.weight)}
		k.Lemma, k.POS = stem, extract.PROPN
		switch {
		case stem == "":
			k.Lemma, k.POS = suffix, extract.PART
		case isFigure:
			k.POS = extract.NUM
		default:
			if w := r.lexicon.wordsOf(stem); len(w) > 0 {
				k.Lemma, k.POS, k.Name = w[0].lemma, w[0].pos, w[0].name
			} else {
				k.Guessed = true
			}
		}
		// The hyphen belongs to the case that stands right after it.
		k.caseFrom = len(stem)
		if c.case_ < c.len {
			k.caseFrom = len(stem) + len("-") + len(suffix) - bytesOf(suffix, int(c.case_))
		}
		r.add(k)
	}
	slices.SortStableFunc(r.candidates, func(a, b candidate) int { return b.score - a.score })
	if len(r.candidates) == 0 {
		return nil
	}
	return r.candidates
}

// bytesOf returns how many bytes the last n runes of text take.
func bytesOf(text string, n int) int {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		at = beforeRune(text, at)
	}
	return len(text) - at
}

// suffixOnly returns the chains that are spelt by the whole text.
func (r *reader) suffixOnly(text string) []chain {
	if !r.spelling.set(text) {
		return nil
	}
	node := uint16(0)
	for p := r.spelling.n - 1; p >= 0; p-- {
		if node = r.noun.step(node, r.spelling.letter[p]); node == 0 {
			return nil
		}
	}
	return r.noun.at(node)
}

// figure reads figures with the ending of an ordinal (22-ші, 5-іне, 2-сінде)
// or joined to the noun that they count (22-отырысы).
func (r *reader) figure(stem, suffix string) []candidate {
	ordinal := extract.Analysis{Lemma: stem, POS: extract.NUM}
	rest := suffix
	for _, e := range r.lexicon.ordinals {
		if tail, ok := strings.CutPrefix(suffix, e); ok {
			rest = tail
			break
		}
	}
	if rest == "" {
		return r.only(candidate{Analysis: ordinal, caseFrom: len(stem) + 1 + len(suffix)})
	}
	if rest != suffix {
		if chains := r.suffixOnly(rest); len(chains) > 0 {
			a := chains[0].form
			a.Lemma, a.POS = stem, extract.NUM
			return r.only(candidate{Analysis: a, caseFrom: len(stem) + 1 + len(suffix) - bytesOf(rest, int(chains[0].case_))})
		}
	}
	if utf8.RuneCountInString(suffix) < 4 {
		return nil
	}
	cs := r.read(suffix, false)
	if !r.known {
		return nil
	}
	for i := range cs {
		cs[i].caseFrom += len(stem) + 1
	}
	return cs
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
