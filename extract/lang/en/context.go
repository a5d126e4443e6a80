package en

import (
	"claimgraph/extract"
)

// choose picks the reading of token i that its neighbours ask for.
func (t *tagger) choose(i int, w *word) extract.Analysis {
	c := w.class
	if t.tokens[i].Capitals != extract.Lower && !t.heading && !t.opens(i) && c&(noun|adjective) != 0 {
		c &^= verb // a verb has no capital inside a sentence
	}
	switch {
	case c&calendar != 0 && t.isDay(i):
		a, _ := w.reading(extract.PROPN)
		return a
	case c&closed != 0:
		return t.chooseClosed(i, w, c)
	case c&verb != 0 && c&(noun|adjective|adverb) == 0:
		return t.chooseVerb(i, w, c)
	case c&verb != 0:
		return t.chooseVerbOrNoun(i, w, c)
	case c&adjective != 0 && c&noun != 0:
		return t.chooseAdjectiveOrNoun(i, w)
	}
	if a := w.readings[0]; a.Guessed && a.POS == extract.NOUN && a.Number == extract.Sing && t.wantsInfinitive(i) {
		return extract.Analysis{Lemma: a.Lemma, POS: extract.VERB, Form: extract.Inf, Guessed: true}
	}
	return w.readings[0]
}

// isDay tells whether a word such as March or May is the month here.
func (t *tagger) isDay(i int) bool {
	if t.tokens[i].Capitals == extract.Lower {
		return false
	}
	return !t.opens(i) || i+1 < len(t.tokens) && t.tokens[i+1].Kind == extract.NumberToken
}

// reading returns the word's first reading of the part of speech.
func (w *word) reading(pos extract.POS) (extract.Analysis, bool) {
	for _, r := range w.readings {
		if r.POS == pos {
			return r, true
		}
	}
	return w.readings[0], false
}

// verbReading returns the word's first reading as a verb in the form.
func (w *word) verbReading(form extract.VerbForm) (extract.Analysis, bool) {
	for _, r := range w.readings {
		if r.POS == extract.VERB && r.Form == form {
			return r, true
		}
	}
	return w.readings[0], false
}

// before returns the word before token i in its clause, and its class, or -1.
// Quotation marks and adverbs are stepped over if skip is set.
func (t *tagger) before(i int, skipAdverbs bool) int {
	for j := i - 1; j >= 0; j-- {
		if t.words[j] == nil {
			return -1
		}
		if skipAdverbs && t.tokens[j].Best().POS == extract.ADV {
			continue
		}
		return j
	}
	return -1
}

// after returns the word after token i in its clause, or -1.
func (t *tagger) after(i int, skipAdverbs bool) int {
	for j := i + 1; j < len(t.tokens); j++ {
		if t.words[j] == nil {
			return -1
		}
		if skipAdverbs && (t.words[j].class == adverb || t.tokens[j].Lower == "once" || t.tokens[j].Lower == "just") {
			continue
		}
		return j
	}
	return -1
}

// classAt returns the class of the word at j, or 0 for -1.
func (t *tagger) classAt(j int) class {
	if j < 0 {
		return 0
	}
	return t.words[j].class
}

// posAt returns the part of speech that was chosen at j, or 0 for -1.
func (t *tagger) posAt(j int) extract.POS {
	if j < 0 {
		return 0
	}
	return t.tokens[j].Best().POS
}

// startsNoun tells whether the word at j opens a noun phrase.
func (t *tagger) startsNoun(j int) bool {
	return t.classAt(j)&(determiner|number|given) != 0 || t.isName(j) ||
		t.classAt(j)&pronoun != 0 && t.classAt(j)&(subordinate) == 0
}

// isName tells whether the word at j is capitalised.
func (t *tagger) isName(j int) bool {
	return j >= 0 && t.tokens[j].Capitals != extract.Lower && t.tokens[j].Kind != extract.MarkToken && t.words[j].class&closed == 0
}

// isNominal tells whether the word at j can be inside a noun phrase.
func (t *tagger) isNominal(j int) bool {
	return t.classAt(j)&(noun|adjective|number) != 0
}

// modified tells whether what stands before token i asks for a noun phrase to
// go on there: an article, an adjective, a possessive, a number, a preposition.
func (t *tagger) modified(i int) bool {
	j := t.before(i, false)
	switch t.posAt(j) {
	case extract.DET, extract.ADJ, extract.NUM:
		return true
	case extract.ADP:
		return t.tokens[j].Lower != "to"
	case extract.PART:
		return t.tokens[j].Lower != "to"
	}
	return false
}

// wantsInfinitive tells whether token i stands after "to", a modal or do.
func (t *tagger) wantsInfinitive(i int) bool {
	j := t.before(i, true)
	if j < 0 {
		return false
	}
	if t.classAt(j)&particle != 0 && t.tokens[j].Lower == "to" {
		return t.posAt(j) == extract.PART
	}
	return t.posAt(j) == extract.AUX && t.classAt(j)&(modal|do) != 0
}

func (t *tagger) chooseClosed(i int, w *word, c class) extract.Analysis {
	lower := t.tokens[i].Lower
	next := t.after(i, false)
	switch {
	case lower == "'s" || lower == "’s":
		return t.chooseS(i, w)
	case lower == "to":
		return t.chooseTo(i, w)
	case lower == "that":
		return t.chooseThat(i, w)
	case lower == "her":
		return w.pick(t.isNominal(next), extract.DET, extract.PRON)
	case c&(be|have|do) != 0:
		return t.chooseAuxiliary(i, w, c)
	case lower == "one":
		return w.pick(t.isNominal(next) && !t.modified(i), extract.NUM, extract.PRON)
	case lower == "there":
		return w.pick(t.classAt(next)&(be|modal) != 0, extract.PRON, extract.ADV)
	case lower == "once":
		return w.pick(t.posAt(t.before(i, false)) == extract.AUX || t.classAt(t.before(i, false))&(have|be|modal) != 0, extract.ADV, extract.SCONJ)
	case c&determiner != 0 && c&adverb != 0:
		return w.pick(t.isNominal(next) && t.classAt(next)&adjective == 0, extract.DET, extract.ADV)
	case relative[lower] && i > 0 && t.tokens[i-1].Text == ",":
		return w.pick(true, extract.PRON, extract.DET)
	case c&determiner != 0 && c&pronoun != 0:
		return w.pick(t.isNominal(next), extract.DET, extract.PRON)
	case c&preposition != 0 && c&adverb != 0:
		return w.pick(t.startsNoun(next) || t.isNominal(next) || t.classAt(next)&ing != 0, extract.ADP, extract.ADV)
	case c&preposition != 0 && c&(noun|adjective|verb) != 0:
		if t.modified(i) && t.posAt(t.before(i, false)) != extract.ADP {
			return t.open(i, w)
		}
		a, _ := w.reading(extract.ADP)
		return a
	case c&modal != 0:
		a, _ := w.reading(extract.AUX)
		return a
	}
	return w.readings[0]
}

// pick returns the first reading of one part of speech or the other.
func (w *word) pick(first bool, a, b extract.POS) extract.Analysis {
	if !first {
		a = b
	}
	r, _ := w.reading(a)
	return r
}

// open returns the reading of a closed word as a word of an open class.
func (t *tagger) open(i int, w *word) extract.Analysis {
	if t.isNominal(t.after(i, false)) {
		if a, ok := w.reading(extract.ADJ); ok {
			return a
		}
	}
	if a, ok := w.reading(extract.NOUN); ok {
		return a
	}
	if a, ok := w.reading(extract.ADJ); ok {
		return a
	}
	return w.readings[0]
}

// chooseS tells the possessive from "is".
func (t *tagger) chooseS(i int, w *word) extract.Analysis {
	switch t.posAt(t.before(i, false)) {
	case extract.PRON, extract.ADV:
		return w.pick(true, extract.AUX, extract.PART)
	}
	a, _ := w.reading(extract.PART)
	a.Lemma = "'s"
	return a
}

// takeTo are nouns and verbs whose complement "to" introduces: what follows is
// a noun if it may be one.
var takeTo = map[string]bool{"according": true, "visit": true, "visitor": true, "trip": true, "access": true, "response": true, "due": true, "thank": true, "contribute": true, "contribution": true, "lead": true, "ambassador": true, "envoy": true, "adviser": true, "advisor": true, "return": true, "regard": true, "subject": true, "similar": true, "relate": true, "transition": true}

// chooseTo tells the mark of the infinitive from the preposition.
func (t *tagger) chooseTo(i int, w *word) extract.Analysis {
	next := t.after(i, true)
	c := t.classAt(next)
	infinitive := c&(base|be|have|do) != 0 && !t.isName(next)
	if infinitive && c&noun != 0 {
		if prev := t.before(i, false); prev >= 0 && (takeTo[t.tokens[prev].Lemma()] || takeTo[t.tokens[prev].Lower]) {
			infinitive = t.startsNoun(t.after(next, false))
		}
	}
	return w.pick(infinitive, extract.PART, extract.ADP)
}

// chooseThat tells the conjunction, the pronoun and the determiner.
func (t *tagger) chooseThat(i int, w *word) extract.Analysis {
	prev, next := t.before(i, false), t.after(i, false)
	switch pos := t.posAt(prev); {
	case pos == extract.VERB || pos == extract.AUX || pos == extract.ADJ:
		return w.pick(true, extract.SCONJ, extract.PRON)
	case t.last >= 0 && t.classAt(next)&(determiner|pronoun) != 0:
		return w.pick(true, extract.SCONJ, extract.PRON)
	case (pos == extract.NOUN || pos == extract.PROPN) && t.classAt(next)&(verb|be|have|do|modal|adverb) != 0:
		return w.pick(true, extract.PRON, extract.SCONJ)
	case pos == extract.NOUN:
		return w.pick(true, extract.SCONJ, extract.PRON)
	}
	return w.pick(t.isNominal(next), extract.DET, extract.PRON)
}

// chooseAuxiliary reads be, have and do: an auxiliary if a verb form follows
// that it can govern; be always is one.
func (t *tagger) chooseAuxiliary(i int, w *word, c class) extract.Analysis {
	form := extract.Fin
	prev := t.before(i, true)
	switch {
	case t.wantsInfinitive(i):
		form = extract.Inf
	case t.classAt(prev)&have != 0:
		form = extract.Part
	}
	a := w.readings[0]
	for _, r := range w.readings {
		if r.POS == extract.AUX && r.Form == form {
			a = r
			break
		}
	}
	if c&be != 0 {
		return a
	}
	next := t.classAt(t.after(i, true))
	if c&have != 0 && next&(participle|be|have|do) == 0 && next&(modal) == 0 && t.tokens[i].Lower != "'ve" ||
		c&do != 0 && next&(base|be|have) == 0 && !a.Negative && !t.subjectFollows(i) {
		a.POS = extract.VERB
		if a.Form == extract.Part {
			t.voice(i, &a)
		}
	}
	return a
}

// subjectFollows tells a question: "did the minister sign".
func (t *tagger) subjectFollows(i int) bool {
	return t.opens(i) && t.startsNoun(t.after(i, false))
}

func (t *tagger) chooseVerb(i int, w *word, c class) extract.Analysis {
	switch {
	case c&(past|participle) != 0 && c&base != 0: // put, set, cut, read
		return t.choosePutVerb(i, w)
	case c&(past|participle) != 0:
		return t.choosePast(i, w, c)
	case c&ing != 0:
		return t.chooseGerund(i, w, c)
	case c&base != 0:
		return t.chooseBase(i, w)
	}
	a, _ := w.verbReading(extract.Fin)
	return a
}

// chooseBase makes the infinitive the present where a subject stands before it.
func (t *tagger) chooseBase(i int, w *word) extract.Analysis {
	a, _ := w.verbReading(extract.Inf)
	if t.wantsInfinitive(i) || t.afterInfinitive(i) {
		return a
	}
	switch t.posAt(t.before(i, true)) {
	case extract.DET, extract.ADJ, extract.ADP: // "in the wake of"
		return extract.Analysis{Lemma: a.Lemma, POS: extract.NOUN, Number: extract.Sing, Guessed: true}
	case extract.NOUN, extract.PROPN, extract.PRON:
		a.Form, a.Tense, a.Number, a.Voice = extract.Fin, extract.Pres, extract.Plur, extract.Act
	}
	return a
}

// afterInfinitive tells whether token i is joined to an infinitive: "to meet
// and sign".
func (t *tagger) afterInfinitive(i int) bool {
	j := t.before(i, true)
	return t.posAt(j) == extract.CCONJ && t.last >= 0 && t.tokens[t.last].Best().Form == extract.Inf
}

// choosePutVerb reads a verb whose base, past and participle are one.
func (t *tagger) choosePutVerb(i int, w *word) extract.Analysis {
	if t.wantsInfinitive(i) || t.afterInfinitive(i) {
		a, _ := w.verbReading(extract.Inf)
		return a
	}
	return t.choosePast(i, w, past|participle)
}

// choosePast tells the past from the participle, and its voice.
func (t *tagger) choosePast(i int, w *word, c class) extract.Analysis {
	fin, hasFin := w.verbReading(extract.Fin)
	part, hasPart := w.verbReading(extract.Part)
	if hasFin && fin.Tense == extract.Pres {
		hasFin = false
		for _, r := range w.readings {
			if r.POS == extract.VERB && r.Form == extract.Fin && r.Tense == extract.Past {
				fin, hasFin = r, true
			}
		}
	}
	if !hasFin || !hasPart {
		a := fin
		if hasPart {
			a = part
			t.voice(i, &a)
		}
		return a
	}
	if t.isParticiple(i, part.Lemma) {
		t.voice(i, &part)
		return part
	}
	return fin
}

// voice makes a participle active after have: "has signed".
func (t *tagger) voice(i int, a *extract.Analysis) {
	j := t.before(i, true)
	if t.posAt(j) == extract.CCONJ || j < 0 {
		if t.last >= 0 && t.tokens[t.last].Best().Form == extract.Part {
			a.Voice = t.tokens[t.last].Best().Voice
			return
		}
	}
	if t.classAt(j)&have != 0 && t.posAt(j) == extract.AUX {
		a.Voice = extract.Act
	}
}

// isParticiple tells whether the form at i, which may be a past, is a
// participle here.
func (t *tagger) isParticiple(i int, lemma string) bool {
	prev, next := t.before(i, true), t.after(i, true)
	switch pos := t.posAt(prev); {
	case t.classAt(prev)&(be|have) != 0 && pos == extract.AUX:
		return true
	case pos == extract.VERB && t.tokens[prev].Lemma() == "get":
		return true
	case pos == extract.PRON && !relative[t.tokens[prev].Lower]:
		return false
	case pos == extract.CCONJ:
		return t.joined(i, next, lemma)
	case prev < 0 && !t.opens(i):
		return t.isAppended(i, next, lemma)
	case prev < 0: // "Held in Brussels, the talks ..."
		return t.classAt(next)&(preposition|adverb) != 0 || t.isNominal(next) && t.classAt(next)&determiner == 0
	case pos == extract.NUM && (t.startsNoun(next) || t.classAt(next)&preposition != 0):
		return false // "the two met"
	case pos == extract.DET || pos == extract.ADJ || pos == extract.NUM || pos == extract.PART || pos == extract.ADP:
		return true
	case t.classAt(next)&preposition != 0 && t.tokens[next].Lower == "by" && !t.lex.intransitive.Has(lemma):
		return true // "a meeting chaired by"
	case t.startsNoun(next) && t.classAt(next)&number == 0:
		return false // a passive has no object
	}
	if t.lex.clauses.Has(lemma) && next >= 0 && t.tokens[next].Lower != "to" && t.classAt(next)&preposition == 0 {
		return t.finite && (!t.subordinate || t.main) // "she said prices would rise"
	}
	// The finite verb of a subordinate clause leaves the main one to come: "The
	// wrangle over who should run it ended".
	return t.finite && (!t.subordinate || t.main) || t.finiteFollows(i)
}

// joined decides on a form after "and" or a comma: as the verb before it is.
func (t *tagger) joined(i, next int, lemma string) bool {
	if t.last < 0 {
		return t.classAt(next)&preposition != 0
	}
	before := t.tokens[t.last].Best()
	if before.Form == extract.Part && before.Tense == extract.Past {
		return !t.startsNoun(next) || before.Voice == extract.Act
	}
	return t.classAt(next)&preposition != 0 && t.tokens[next].Lower == "by" && !t.lex.intransitive.Has(lemma)
}

// isAppended decides on a form after a comma: in "the treaty, signed in Vienna,
// ..." it is a participle, in "the minister, a lawyer, said" the verb.
func (t *tagger) isAppended(i, next int, lemma string) bool {
	if t.last >= 0 && t.tokens[i-1].Text == "," && t.posAt(t.before(i-1, false)) == extract.VERB {
		return t.joined(i, next, lemma)
	}
	if t.classAt(next)&preposition == 0 || t.lex.intransitive.Has(lemma) {
		return false
	}
	if t.main {
		return true
	}
	for j := i + 1; j < min(len(t.tokens), i+1+maxAhead); j++ {
		if t.tokens[j].Text == "," {
			return t.finiteFollows(j)
		}
	}
	return false
}

// maxAhead bounds how many tokens ahead a verb is looked for.
const maxAhead = 40

// finiteFollows tells whether a finite verb comes later in the clause, so that
// the form at i is none: "the agreement signed in Brussels enters into force".
func (t *tagger) finiteFollows(i int) bool {
	for j := i + 1; j < min(len(t.tokens), i+1+maxAhead); j++ {
		w := t.words[j]
		if w == nil {
			if endsClause(t.tokens[j].Text) {
				return false
			}
			continue
		}
		if w.class&calendar != 0 && t.tokens[j].Capitals != extract.Lower {
			continue // May
		}
		switch {
		case w.class&(subordinate|conjunction) != 0 && w.class&preposition == 0, relative[t.tokens[j].Lower]:
			return false
		case w.class&(modal|be|have|do) != 0 && w.class&particle == 0:
			return true
		case w.class&(past|third) != 0 && w.class&(noun|adjective|participle) == 0:
			return true
		case w.class&past != 0 && w.class&(noun|adjective) == 0 && t.classAt(t.before(j, false))&(noun|pronoun) != 0:
			return true
		}
	}
	return false
}

// chooseGerund tells what an -ing form is: a verb after be and with an object,
// else a noun if it may be one.
func (t *tagger) chooseGerund(i int, w *word, c class) extract.Analysis {
	v, _ := w.verbReading(extract.Part)
	prev, next := t.before(i, true), t.after(i, true)
	n, isNoun := w.reading(extract.NOUN)
	if !isNoun {
		n = extract.Analysis{Lemma: t.tokens[i].Lower, POS: extract.NOUN, Number: extract.Sing, Form: extract.Vnoun}
	}
	pos := t.posAt(prev)
	switch {
	case t.classAt(prev)&be != 0 && pos == extract.AUX && t.classAt(next)&(be|modal) == 0:
		return v
	case next >= 0 && t.tokens[next].Lower == "of":
		return n
	case prev >= 0 && (pos == extract.DET || t.tokens[prev].Lower == "as" || t.tokens[prev].Lower == "chief") && t.classAt(next)&person != 0: // "a sitting president", "as chief operating officer"
		return extract.Analysis{Lemma: t.tokens[i].Lower, POS: extract.ADJ, Form: extract.Part}
	case pos == extract.DET || pos == extract.PART && t.tokens[prev].Lower != "to":
		if !isNoun && t.isNominal(next) {
			return extract.Analysis{Lemma: t.tokens[i].Lower, POS: extract.ADJ, Form: extract.Part}
		}
		return n
	case pos == extract.ADJ && !isNoun && t.isNominal(next):
		return extract.Analysis{Lemma: t.tokens[i].Lower, POS: extract.ADJ, Form: extract.Part}
	case t.startsNoun(next) && t.classAt(next)&number == 0:
		return v
	case isNoun && (pos == extract.ADJ || pos == extract.NUM || pos == extract.NOUN || pos == extract.PROPN || pos == extract.ADP || pos == extract.VERB):
		return n
	case isNoun && t.opens(i) && t.classAt(next)&preposition != 0:
		return n
	}
	return v
}

// chooseVerbOrNoun reads words such as visit, plans, chair and meeting.
func (t *tagger) chooseVerbOrNoun(i int, w *word, c class) extract.Analysis {
	if c&noun == 0 { // adjective or adverb: open, close, clean
		return t.chooseVerbOrAdjective(i, w, c)
	}
	if c&ing != 0 && c&(base|third|past|participle) == 0 {
		return t.chooseGerund(i, w, c)
	}
	if t.isVerb(i, c) {
		return t.chooseVerb(i, w, c&verb)
	}
	if c&adjective != 0 {
		return t.chooseAdjectiveOrNoun(i, w)
	}
	a, _ := w.reading(extract.NOUN)
	return a
}

// isVerb tells whether a word that may be a noun is a verb here.
func (t *tagger) isVerb(i int, c class) bool {
	prev, next := t.before(i, true), t.after(i, false)
	pos := t.posAt(prev)
	switch {
	case c&base != 0 && (t.wantsInfinitive(i) || t.afterInfinitive(i)):
		return true
	case c&participle != 0 && t.classAt(prev)&(be|have) != 0 && pos == extract.AUX:
		return true
	case t.modified(i) || prev < 0 || pos == extract.VERB || pos == extract.AUX:
		return false
	case pos == extract.PRON:
		return !t.finite || subjects[t.tokens[prev].Lower]
	case t.finite || pos == extract.CCONJ && !t.joinsVerb(c, next):
		return false
	case pos == extract.CCONJ:
		return true
	case pos != extract.NOUN && pos != extract.PROPN:
		return false
	case t.finiteFollows(i):
		return false
	case next >= 0 && c&third != 0 && t.tokens[next].Lower == "between": // "a round of pay talks between"
		return false
	case (t.startsNoun(next) || c&base != 0 && t.isListed(prev) && t.classAt(next)&adjective != 0) && t.classAt(next)&calendar == 0:
		return t.agrees(prev, c)
	case t.classAt(next)&(particle|subordinate) != 0 && t.classAt(next)&noun == 0:
		return t.agrees(prev, c)
	}
	if c&third == 0 || !t.agrees(prev, c) || next >= 0 && t.classAt(next)&(adjective|number|adverb|preposition) == 0 {
		return false
	}
	if t.tokens[len(t.tokens)-1].Text != "." { // a heading may go without a verb
		return pos == extract.PROPN && t.classAt(next)&(adjective|number) != 0
	}
	return !t.main // the sentence has no other verb yet: "The deal rests on ..."
}

// subjects are the pronouns that can only be the subject of a verb.
var subjects = map[string]bool{"i": true, "he": true, "she": true, "we": true, "they": true, "who": true}

// joinsVerb tells whether a word after "and" goes on with the verb before.
func (t *tagger) joinsVerb(c class, next int) bool {
	if t.last < 0 || !t.startsNoun(next) {
		return false
	}
	before := t.tokens[t.last].Best()
	return c&third != 0 && before.Tense == extract.Pres || c&past != 0 && before.Tense == extract.Past || c&base != 0 && before.Form == extract.Inf
}

// isListed tells whether the name that ends at j is one of several that are
// joined by "and" or, as headlines do, by a comma: "Kazakhstan, EU sign".
func (t *tagger) isListed(j int) bool {
	for j > 0 && t.isName(j) && t.isName(j-1) {
		j--
	}
	return t.posAt(t.before(j, false)) == extract.CCONJ || j > 1 && t.tokens[j-1].Text == "," && t.isName(j) && t.isNameAt(j-2)
}

// isNameAt is isName for any token.
func (t *tagger) isNameAt(j int) bool { return t.words[j] != nil && t.isName(j) }

// agrees tells whether the noun at j can be the subject of such a form.
func (t *tagger) agrees(j int, c class) bool {
	plural := t.tokens[j].Best().Number == extract.Plur || t.isListed(j)
	return plural && c&base != 0 || !plural && c&third != 0 || c&past != 0
}

// chooseVerbOrAdjective reads words such as open, welcome and complete.
func (t *tagger) chooseVerbOrAdjective(i int, w *word, c class) extract.Analysis {
	pos := extract.ADJ
	if c&adjective == 0 {
		pos = extract.ADV
	}
	a, _ := w.reading(pos)
	prev, next := t.before(i, true), t.after(i, false)
	switch p := t.posAt(prev); {
	case c&base != 0 && (t.wantsInfinitive(i) || t.afterInfinitive(i)):
		return t.chooseVerb(i, w, c&verb)
	case c&ing != 0 && p == extract.AUX && t.classAt(prev)&be != 0 && t.startsNoun(next):
		return t.chooseVerb(i, w, c&verb)
	case c&(past|participle) != 0 && (p == extract.AUX || p == extract.NOUN || p == extract.PROPN || p == extract.PRON):
		return t.chooseVerb(i, w, c&verb)
	case c&(past|participle) != 0 && !t.modified(i) && !t.isNominal(next):
		return t.chooseVerb(i, w, c&verb)
	case (p == extract.NOUN || p == extract.PROPN || p == extract.PRON) && !t.finite && c&(base|third) != 0 &&
		(t.startsNoun(next) || t.classAt(next)&particle != 0) && t.agrees(prev, c):
		return t.chooseVerb(i, w, c&verb)
	}
	return a
}

// chooseAdjectiveOrNoun reads words such as official and general: adjectives
// before a noun, else nouns.
func (t *tagger) chooseAdjectiveOrNoun(i int, w *word) extract.Analysis {
	next := t.after(i, false)
	isAdjective := t.isNominal(next) && (t.classAt(next)&verb == 0 || t.classAt(next)&noun != 0 && t.modified(i)) || t.classAt(next)&conjunction != 0 && t.modified(i) && t.classAt(t.after(next, false))&adjective != 0
	if t.isName(next) && w.class&person != 0 && (t.words[next].readings[0].Name != 0 || t.tokens[i].Capitals != extract.Lower && t.words[next].readings[0].Guessed) {
		isAdjective = false // "Deputy Olga Sergeeva"
	}
	if !isAdjective && t.classAt(t.before(i, true))&be != 0 && t.posAt(t.before(i, false)) != extract.DET {
		isAdjective = true
	}
	return w.pick(isAdjective, extract.ADJ, extract.NOUN)
}
