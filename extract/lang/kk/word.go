package kk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/wordcache"
)

// Scores rank the readings of a word. What the lists hold is believed before
// what is derived from it, and that before a guess; the weights of endings and
// the length of the stem decide between equals.
const (
	knownScore   = 1000
	nounBonus    = 8 // the noun сайлау before the verbal noun of сайла-
	derivedScore = 900
	guessedScore = 300
	guessedVerb  = 295
	rarePenalty  = 60
	perLetter    = 3
	// A reading this far below the best is not given.
	keepWithin = 260
	// Readings of one word that are given at most.
	maxReadings = 6
	// Readings that are weighed at most.
	maxCandidates = 40
)

// A candidate is a possible reading of a word.
type candidate struct {
	extract.Analysis
	score int
	// caseFrom is the byte of the lower-case word where its case begins.
	caseFrom int
	// governs is the case that a postposition asks for; first and inner as in word.
	governs      extract.Case
	first, inner bool
}

// A reader finds the readings of one word after another. It is not safe for
// concurrent use; an Analyzer keeps some in a pool.
type reader struct {
	*tables
	text       string
	capital    bool
	initial    bool // the capital may be the sentence's
	spelling   spelling
	candidates []candidate
	known      bool
	buf        []byte
}

// tables is what all readers share, read-only but for the words kept.
type tables struct {
	lexicon    *lexicon
	noun, verb *trie
	kept       *wordcache.Cache[reading]
}

// A reading is what the reader makes of a word, and whether it knows it.
type reading struct {
	candidates []candidate
	known      bool
}

// read returns the candidates for a lower-case Cyrillic word, best first. They
// are valid until the next call.
func (r *reader) read(text string, capital bool) []candidate {
	var number uint32
	if capital {
		number |= 1
	}
	if r.initial {
		number |= 2
	}
	k := r.kept.Find(text, number, func(text string) reading {
		cs := slices.Clone(r.readAnew(text, capital))
		return reading{cs, r.known}
	})
	r.known = k.known
	r.candidates = append(r.candidates[:0], k.candidates...)
	return r.candidates
}

// readAnew is read for a word that is not kept.
func (r *reader) readAnew(text string, capital bool) []candidate {
	r.text, r.capital, r.known = text, capital, false
	r.candidates = r.candidates[:0]
	if text == "" || !r.spelling.set(text) {
		return nil
	}
	n := r.spelling.n
	node := uint16(0)
	for p := n; p > 0; p-- {
		if p < n {
			if node = r.noun.step(node, r.spelling.letter[p]); node == 0 {
				break
			}
		}
		chains := r.noun.at(node)
		if len(chains) == 0 {
			continue
		}
		env := r.spelling.environments(p)
		r.nouns(p, env, chains)
		r.verbs(p, env, chains)
	}
	slices.SortStableFunc(r.candidates, func(a, b candidate) int { return b.score - a.score })
	return r.candidates
}

func (r *reader) add(c candidate) {
	if len(r.candidates) < maxCandidates {
		r.candidates = append(r.candidates, c)
	}
}

// restored returns the first p letters with the last one replaced.
func (r *reader) restored(p int, last rune) []byte {
	r.buf = append(r.buf[:0], r.text[:r.spelling.at[p-1]]...)
	return append(r.buf, string(last)...)
}

// extended returns the first p letters and one more.
func (r *reader) extended(p int, more rune) []byte {
	r.buf = append(r.buf[:0], r.text[:r.spelling.at[p]]...)
	return append(r.buf, string(more)...)
}

// nouns adds the readings of the first p letters as a nominal stem.
func (r *reader) nouns(p int, env environments, chains []chain) {
	stem := r.text[:r.spelling.at[p]]
	found := false
	for _, w := range r.lexicon.wordsOf(stem) {
		for i := range chains {
			found = r.nounOf(&w, &chains[i], env, p) || found
		}
	}
	last := runeOf[r.spelling.letter[p-1]]
	deaf := unvoiced(last)
	if p < r.spelling.n && deaf != 0 {
		r.voicedNouns(p, chains, deaf, found)
		// Before a vowel final г and ғ always come from к and қ; б may be itself.
		if last != 'б' {
			found = true
		}
	}
	if !found {
		r.guessNouns(p, env, chains, stem, r.spelling.letter[p-1])
	}
}

// voicedNouns reads the stem with к қ п in place of its last letter.
func (r *reader) voicedNouns(p int, chains []chain, deaf rune, found bool) {
	letters := r.spelling.harmony(p)
	env := environmentsOf(voiceable, letters)
	for _, w := range r.lexicon.wordsOf(string(r.restored(p, deaf))) {
		for i := range chains {
			if isVowel[chains[i].first] {
				found = r.nounOf(&w, &chains[i], env, p) || found
			}
		}
	}
	if found {
		return
	}
	for i := range chains {
		if isVowel[chains[i].first] {
			r.guessNouns(p, env, chains[i:i+1], string(r.restored(p, deaf)), toLetter(deaf))
		}
	}
}

// nounOf adds the listed word w with the endings c, if they fit.
func (r *reader) nounOf(w *word, c *chain, env environments, p int) bool {
	if w.elided {
		if c.len == 0 || !isVowel[c.first] {
			return false
		}
		env = environmentsOf(classOf[r.spelling.last(p)], w.full)
	}
	if w.disharmonic {
		env = environmentsOf(classOf[r.spelling.last(p)], both)
	}
	if w.dropsT && c.first != letterOf['т'] {
		return false
	}
	if c.after&env == 0 || c.len > 0 && w.fixed || c.timeOnly && !r.lexicon.time.Has(w.lemma) {
		return false
	}
	k := r.candidate(c, p)
	k.Lemma, k.POS, k.Name, k.Animate = w.lemma, w.pos, w.name, w.animate
	k.governs, k.first, k.inner = w.governs, w.first, w.inner
	k.score = knownScore + nounBonus + perLetter*p + min(int(c.weight), 9)
	if c.adverb {
		k.POS = extract.ADV
	}
	switch w.pos {
	case extract.ADJ:
		if c.len > 0 {
			k.POS = extract.NOUN
			k.score -= 25
		} else {
			k.Case, k.Number = 0, 0
			k.score += 4
		}
	case extract.ADV:
		if c.len > 0 {
			return false
		}
		k.Case, k.Number = 0, 0
		k.score += 10 // жақында before a form of жақ
	case extract.PROPN:
		if !r.capital {
			k.score -= 2 * rarePenalty
		} else {
			k.score += 6
		}
		if w.animate && (c.form.Possessor > 0 || c.form.Number == extract.Plur) {
			k.score -= rarePenalty // nobody's Асқар
		}
	case extract.NUM:
		if c.len == 0 {
			k.Case, k.Number = 0, 0
		}
	case extract.NOUN:
	default:
		k.score += 40 // function words are what they seem
	}
	if w.fixed {
		k.Analysis = w.form
		k.Lemma, k.POS = w.lemma, w.pos
	}
	if w.rare {
		k.score -= rarePenalty
	}
	if k.POS == extract.NOUN && c.form.Possessor == 2 {
		k.score -= rarePenalty // news does not speak to its reader
	}
	r.known = true
	r.add(k)
	return true
}

// candidate returns a candidate with the features of c.
func (r *reader) candidate(c *chain, p int) candidate {
	k := candidate{Analysis: c.form}
	if k.Number == 0 && (k.Case != 0 || k.Attributive) {
		k.Number = extract.Sing
	}
	k.caseFrom = int(r.spelling.at[r.spelling.n-int(c.case_)])
	if c.adverb {
		k.POS = extract.ADV
	}
	return k
}

// guessNouns adds the readings of a stem that is not listed.
func (r *reader) guessNouns(p int, env environments, chains []chain, stem string, last letter) {
	if p < 3 && len(chains) > 0 && chains[0].len > 0 || !isLetters(&r.spelling, p) {
		return
	}
	vowels := r.spelling.vowels(p)
	if vowels == 0 && p < r.spelling.n {
		return
	}
	d, derived := r.deriveNoun(stem)
	ending, suffixed := r.endingOf(stem)
	for i := range chains {
		c := &chains[i]
		if c.after&env == 0 || c.timeOnly {
			continue
		}
		k := r.candidate(c, p)
		k.Lemma, k.Guessed = stem, true
		k.score = guessedScore + int(c.weight)
		if k.POS == 0 {
			k.POS = extract.NOUN
		}
		if c.form.Possessor == 3 && c.form.Case == extract.Nom && endsPlural(stem) {
			k.score -= 20 // мұнара-лар-ды rather than мұнаралард-ы
		}
		if c.form.Possessor == 3 && c.first == letterOf['с'] {
			k.score += 2 // территория-сы rather than территорияс-ы
		}
		if p == 3 {
			k.score -= 4
		} else if vowels == 1 && p == 4 {
			k.score -= 2
		}
		switch {
		case derived && d.pos == extract.NOUN:
			k.Animate = d.person
			k.score += derivedScore - guessedScore
			r.known = true
		case derived && c.len == 0:
			k.POS, k.Case, k.Number = d.pos, 0, 0
			k.score += derivedScore - guessedScore
			r.known = true
		case r.capital:
			r.nameKind(&k, stem, c)
			if !r.initial || k.Name != 0 {
				k.POS = extract.PROPN
			}
		}
		if suffixed && k.POS == extract.NOUN && ending.pos == extract.NOUN {
			k.Animate = ending.person
			k.score += ending.weight
		}
		r.add(k)
		if suffixed && k.POS == extract.NOUN && ending.pos != extract.NOUN && c.len == 0 {
			k.POS, k.Case, k.Number = ending.pos, 0, 0
			k.score += ending.weight
			r.add(k)
		}
	}
}

// endsPlural reports whether the stem ends in a plural with the first letter of
// the accusative behind it, as no stem does.
func endsPlural(stem string) bool {
	return hasEnding([]string{"лард", "лерд", "дард", "дерд", "тард", "терд"}, stem)
}

// endingOf returns the derivation that the ending alone of a word tells: an
// agent (құтқарушы), an adjective (тиесілі).
func (r *reader) endingOf(stem string) (derivation, bool) {
	for n, at := 1, len(stem); n <= r.lexicon.longest && at > 4; n++ {
		at = beforeRune(stem, at)
		for _, d := range r.lexicon.derivationsBy(stem[at:]) {
			if d.guesses {
				return d, true
			}
		}
	}
	return derivation{}, false
}

// nameKind marks a guessed name by its ending and doubts endings that personal
// names seldom have.
func (r *reader) nameKind(k *candidate, stem string, c *chain) {
	if isSurname(r.lexicon, stem) {
		k.Name, k.Animate = extract.Surname, true
		if hasEnding(r.lexicon.patronymics, stem) {
			k.Name = extract.Patronymic
		}
		k.score += 12
	}
	if c.form.Possessor == 3 && c.form.Case == extract.Nom {
		k.score -= 5
	}
}

// isSurname reports whether the lower-case word ends as surnames do.
func isSurname(l *lexicon, word string) bool {
	return hasEnding(l.surnames, word) || hasEnding(l.patronymics, word)
}

// hasEnding reports whether the word ends in one of the endings after two
// letters or more.
func hasEnding(endings []string, word string) bool {
	return slices.ContainsFunc(endings, func(e string) bool {
		return len(word) >= len(e)+4 && strings.HasSuffix(word, e)
	})
}

func isLetters(s *spelling, p int) bool {
	for _, l := range s.letter[:p] {
		if l == 0 {
			return false
		}
	}
	return true
}

// deriveNoun tells what the stem is if it is made of a listed word.
func (r *reader) deriveNoun(stem string) (derivation, bool) {
	for k, at := 1, len(stem); k <= r.lexicon.longest && at > 4; k++ {
		at = beforeRune(stem, at)
		for _, d := range r.lexicon.derivationsBy(stem[at:]) {
			if d.pos == extract.VERB {
				continue
			}
			if base := stem[:at]; d.ofVerb {
				if _, ok := r.verbStem(base); ok {
					return d, true
				}
			} else if r.isNominal(base) {
				return d, true
			}
		}
	}
	return derivation{}, false
}

func lastLetter(text string) letter {
	r, _ := utf8.DecodeLastRuneInString(text)
	return toLetter(r)
}

// beforeRune returns where the rune that ends at byte at begins; the text is
// lower-case Cyrillic or whatever else stood in a word.
func beforeRune(text string, at int) int {
	for at--; at > 0 && text[at]&0xC0 == 0x80; at-- {
	}
	return max(at, 0)
}

func (r *reader) isNominal(stem string) bool {
	for _, w := range r.lexicon.wordsOf(stem) {
		switch w.pos {
		case extract.NOUN, extract.PROPN, extract.ADJ, extract.NUM:
			if !w.elided && w.name != extract.Given && w.name != extract.Surname {
				return true
			}
		}
	}
	return false
}

// verbStem returns the listed verb with the stem, or with the stem's last
// letter deaf (табыс: таб- of тап).
func (r *reader) verbStem(stem string) (word, bool) {
	if w, ok := r.lexicon.verbOf(stem); ok {
		return w, true
	}
	at := beforeRune(stem, len(stem))
	for _, last := range stem[at:] {
		if deaf := unvoiced(last); deaf != 0 {
			w, ok := r.lexicon.verbOf(stem[:at] + string(deaf))
			return w, ok
		}
	}
	return word{}, false
}

// A verbSense is what is known of a verb's stem.
type verbSense struct {
	lemma string
	voice extract.Voice
	rare  bool
	score int
}

// senseOf returns the listed verb with the stem, or the one that is derived
// from a listed verb by at most depth endings of voice.
func (r *reader) senseOf(stem string, depth int) (verbSense, bool) {
	if w, ok := r.lexicon.verbOf(stem); ok {
		s := verbSense{lemma: w.lemma, rare: w.rare, score: knownScore, voice: extract.Act}
		if d, ok := r.deriveVerb(stem, 1); ok && d.passive {
			s.voice = extract.Pass
		}
		return s, true
	}
	d, ok := r.deriveVerb(stem, depth)
	if !ok {
		return verbSense{}, false
	}
	var spelt spelling
	if !spelt.set(stem) {
		return verbSense{}, false
	}
	s := verbSense{lemma: verbalNoun(stem, &spelt), score: derivedScore + 60, voice: extract.Act}
	if d.passive {
		s.voice = extract.Pass
	}
	return s, true
}

func (r *reader) deriveVerb(stem string, depth int) (derivation, bool) {
	if depth == 0 {
		return derivation{}, false
	}
	for k, at := 1, len(stem); k <= 3 && at > 4; k++ {
		at = beforeRune(stem, at)
		for _, d := range r.lexicon.derivationsBy(stem[at:]) {
			if d.pos != extract.VERB {
				continue
			}
			base := stem[:at]
			if k == 1 && !isVowel[lastLetter(base)] && (stem[at:] != "т" || classOf[lastLetter(base)] >= lateral) {
				continue // баста-л, қара-т, қайтар-т, but бас-тыр
			}
			if _, ok := r.verbStem(base); ok {
				return d, true
			}
			if _, ok := r.deriveVerb(base, depth-1); ok {
				return d, true
			}
		}
	}
	return derivation{}, false
}

// verbs adds the readings of the first p letters as a form of a verb, declined
// by the noun chains if there are letters after them.
func (r *reader) verbs(p int, env environments, nouns []chain) {
	declined := p < r.spelling.n
	node := uint16(0)
	for q := p; q > 0; q-- {
		if q < p {
			if node = r.verb.step(node, r.spelling.letter[q]); node == 0 {
				return
			}
		}
		for i := range r.verb.at(node) {
			v := &r.verb.at(node)[i]
			if v.declines != declined {
				continue
			}
			if !declined {
				r.verbOf(q, v, nil)
				continue
			}
			for j := range nouns {
				if n := &nouns[j]; n.after&env != 0 && !n.timeOnly {
					r.verbOf(q, v, n)
				}
			}
		}
	}
}

// verbOf adds the verb with the stem of q letters and the endings v, then n.
func (r *reader) verbOf(q int, v, n *chain) {
	harmony := r.spelling.harmony(q)
	switch v.lost {
	case lostNarrow:
		for _, vowel := range "ыі" {
			if v.after&environmentsOf(narrow, harmony&harmonyOf[toLetter(vowel)]) != 0 {
				r.knownVerb(string(r.extended(q, vowel)), q, v, n)
			}
		}
		return
	case lostYot:
		if v.after&environmentsOf(yot, harmony) != 0 {
			r.knownVerb(string(r.extended(q, 'й')), q, v, n)
		}
		return
	}
	found := false
	last := runeOf[r.spelling.letter[q-1]]
	if v.len > 0 && isVowel[v.first] {
		if deaf := unvoiced(last); deaf != 0 && v.after&environmentsOf(voiceable, harmony) != 0 {
			found = r.knownVerb(string(r.restored(q, deaf)), q, v, n)
		}
		if first := runeOf[v.first]; last == 'у' && (first == 'ы' || first == 'і') { // тауып of тап-
			found = r.knownVerb(string(r.restored(q, 'п')), q, v, n) || found
		}
	}
	if v.after&r.spelling.environments(q) == 0 {
		return
	}
	if !r.knownVerb(r.text[:r.spelling.at[q]], q, v, n) && !found {
		r.guessVerb(q, v, n)
	}
}

func (r *reader) knownVerb(stem string, q int, v, n *chain) bool {
	s, ok := r.senseOf(stem, 2)
	if !ok || v.len == 0 && s.score < knownScore { // келін is not "come!" of the passive
		return false
	}
	k := r.verbCandidate(v, n)
	k.Lemma, k.Voice = s.lemma, s.voice
	k.score += s.score + perLetter*q
	if s.rare {
		k.score -= rarePenalty
	}
	r.known = true
	r.add(k)
	return true
}

func (r *reader) guessVerb(q int, v, n *chain) {
	if q < 3 || v.len == 0 || r.spelling.vowels(q) == 0 || !isLetters(&r.spelling, q) {
		return
	}
	k := r.verbCandidate(v, n)
	k.Guessed = true
	k.score += guessedVerb
	if r.capital {
		k.score -= 20
	}
	stem := r.text[:r.spelling.at[q]]
	prefix := r.spelling
	prefix.n = q
	k.Lemma = verbalNoun(stem, &prefix)
	r.add(k)
}

// verbCandidate returns a candidate with the features of v declined by n.
func (r *reader) verbCandidate(v, n *chain) candidate {
	k := candidate{Analysis: v.form, score: int(v.weight)}
	k.POS = extract.VERB
	k.caseFrom = len(r.text)
	if v.form.Form == extract.Vnoun {
		k.Case = extract.Nom
	}
	if n != nil {
		k.Case, k.Number, k.Possessor, k.Attributive = n.form.Case, n.form.Number, n.form.Possessor, n.form.Attributive
		k.score += int(n.weight)
		k.caseFrom = int(r.spelling.at[r.spelling.n-int(n.case_)])
		if n.form.Possessor == 2 {
			k.score -= rarePenalty
		}
	}
	return k
}
