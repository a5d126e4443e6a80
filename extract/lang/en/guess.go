package en

import (
	"strings"

	"claimgraph/extract"
)

// maxSuffix is the length of the longest ending in suffixes.txt and surnames.txt.
const maxSuffix = 8

// lookup returns what is known of a form in lower case, or guessed from its
// parts and ending.
func (l *lexicon) lookup(lower string) *word {
	if w := l.word(lower); w != nil {
		return w
	}
	if i := strings.IndexAny(lower, "'’"); i > 0 {
		if w := l.contraction(lower, i); w != nil {
			return w
		}
	}
	if i := strings.LastIndexAny(lower, "-‑"); i > 0 && i+1 < len(lower) {
		if w := l.hyphenated(lower, i); w != nil {
			return w
		}
	}
	return l.guess(lower)
}

// contraction reads a pronoun and the auxiliary that an apostrophe at i joins to
// it, as the auxiliary first: we've, she'll.
func (l *lexicon) contraction(lower string, i int) *word {
	pron := l.word(lower[:i])
	if pron == nil || pron.class&pronoun == 0 {
		return nil
	}
	a := extract.Analysis{POS: extract.AUX, Form: extract.Fin}
	c := pronoun
	switch strings.Trim(lower[i:], "'’") {
	case "ve":
		a.Lemma, a.Tense, c = "have", extract.Pres, c|have
	case "ll":
		a.Lemma, c = "will", c|modal
	case "d":
		a.Lemma, c = "would", c|modal
	case "re", "m", "s":
		a.Lemma, a.Tense, c = "be", extract.Pres, c|be
	default:
		return nil
	}
	return &word{c, append([]extract.Analysis{a}, pron.readings...)}
}

// joined are prefixes that stand before a verb without a hyphen.
var joined = []string{"re", "co", "over", "under", "out", "mis", "pre", "dis", "un"}

// prefixes before a hyphen leave a word what it is: co-chaired is a verb.
var prefixes = map[string]bool{
	"co": true, "re": true, "pre": true, "over": true, "under": true, "out": true, "mis": true, "de": true,
	"vice": true, "deputy": true, "ex": true, "sub": true, "non": true, "anti": true, "inter": true, "micro": true,
}

// hyphenated reads a compound whose last hyphen stands at i by its last part:
// what a noun or adjective stands before is one; a participle makes an adjective.
func (l *lexicon) hyphenated(lower string, i int) *word {
	hyphen := len("-")
	if lower[i] != '-' {
		hyphen = len("‑")
	}
	head := lower[:i+hyphen]
	first, _ := l.numeral(lower[:i])
	if second, _ := l.numeral(lower[i+hyphen:]); first.value >= 20 && second.value > 0 {
		if second.ordinal {
			return &word{adjective | number, []extract.Analysis{{Lemma: lower, POS: extract.ADJ}}}
		}
		return &word{number, []extract.Analysis{{Lemma: lower, POS: extract.NUM}}}
	}
	last := l.word(lower[i+hyphen:])
	if last == nil {
		return nil
	}
	if prefixes[lower[:i]] && last.class&(verb|noun) != 0 {
		return last.with(func(a *extract.Analysis) { a.Lemma = head + a.Lemma })
	}
	if last.class&(participle|ing|adjective) != 0 {
		return &word{adjective, []extract.Analysis{{Lemma: lower, POS: extract.ADJ, Guessed: true}}}
	}
	if last.class&noun == 0 {
		return nil
	}
	w := &word{class: noun | last.class&person}
	for _, a := range last.readings {
		if a.POS == extract.NOUN {
			a.Lemma, a.Guessed = head+a.Lemma, true
			w.readings = append(w.readings, a)
		}
	}
	return w
}

// with returns a copy of the word with its readings changed.
func (w *word) with(change func(*extract.Analysis)) *word {
	out := &word{w.class, append([]extract.Analysis(nil), w.readings...)}
	for i := range out.readings {
		change(&out.readings[i])
	}
	return out
}

// guess reads an unknown word from its ending.
func (l *lexicon) guess(lower string) *word {
	if known := l.word(strings.TrimPrefix(lower, "un")); known != nil && known.class&(participle|adjective) != 0 {
		return &word{adjective, []extract.Analysis{{Lemma: lower, POS: extract.ADJ, Guessed: true}}}
	}
	for _, prefix := range joined {
		if known := l.word(strings.TrimPrefix(lower, prefix)); known != nil && len(lower) > len(prefix)+3 && known.class&verb != 0 && strings.HasPrefix(lower, prefix) {
			return known.with(func(a *extract.Analysis) { a.Lemma, a.Guessed = prefix+a.Lemma, true })
		}
	}
	switch {
	case strings.HasSuffix(lower, "ing") && len(lower) > 5:
		return &word{ing, []extract.Analysis{{Lemma: l.stem(lower, "ing"), POS: extract.VERB, Form: extract.Part, Tense: extract.Pres, Voice: extract.Act, Guessed: true}}}
	case strings.HasSuffix(lower, "ed") && len(lower) > 4:
		lemma := l.stem(lower, "ed")
		return &word{past | participle, []extract.Analysis{
			{Lemma: lemma, POS: extract.VERB, Form: extract.Fin, Tense: extract.Past, Voice: extract.Act, Guessed: true},
			{Lemma: lemma, POS: extract.VERB, Form: extract.Part, Tense: extract.Past, Voice: extract.Pass, Guessed: true},
		}}
	}
	singular := singularOf(lower)
	switch pos := l.bySuffix(singular); {
	case pos == extract.ADJ && singular == lower:
		return &word{adjective, []extract.Analysis{{Lemma: lower, POS: extract.ADJ, Guessed: true}}}
	case pos == extract.ADV && singular == lower:
		return &word{adverb, []extract.Analysis{{Lemma: lower, POS: extract.ADV, Guessed: true}}}
	case pos == extract.VERB && singular == lower:
		return &word{base | noun, []extract.Analysis{
			{Lemma: lower, POS: extract.VERB, Form: extract.Inf, Guessed: true},
			{Lemma: lower, POS: extract.NOUN, Number: extract.Sing, Guessed: true},
		}}
	case pos == extract.VERB:
		return &word{third, []extract.Analysis{{Lemma: singular, POS: extract.VERB, Form: extract.Fin, Tense: extract.Pres, Person: 3, Voice: extract.Act, Guessed: true}}}
	}
	number := extract.Sing
	if singular != lower {
		number = extract.Plur
	}
	return &word{noun, []extract.Analysis{{Lemma: singular, POS: extract.NOUN, Number: number, Guessed: true}}}
}

// bySuffix returns the part of speech that the longest known ending tells.
func (l *lexicon) bySuffix(lower string) extract.POS {
	for n := min(maxSuffix, len(lower)-2); n > 1; n-- {
		if pos, ok := l.suffixes.Get(lower[len(lower)-n:]); ok {
			return extract.POS(pos)
		}
	}
	return 0
}

// singularOf undoes the plural of an unknown noun.
func singularOf(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s"), strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"),
		strings.HasSuffix(w, "ics"), strings.HasSuffix(w, "ous"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// stem undoes -ed or -ing of an unknown verb: e is put back after the endings
// that ask for it, and a doubled consonant is made one.
func (l *lexicon) stem(lower, ending string) string {
	s := strings.TrimSuffix(lower, ending)
	n := len(s)
	switch {
	case ending == "ed" && strings.HasSuffix(s, "i") && n > 2:
		return s[:n-1] + "y"
	case n > 3 && s[n-1] == s[n-2] && strings.IndexByte("lszf", s[n-1]) < 0 && !isVowel(s[n-1]):
		return s[:n-1]
	case n > 2 && (strings.IndexByte("cvzu", s[n-1]) >= 0 || strings.HasSuffix(s, "at") && n > 3 || strings.HasSuffix(s, "dg") ||
		n > 3 && s[n-1] == 'l' && strings.IndexByte("bdfgkptz", s[n-2]) >= 0 || strings.HasSuffix(s, "is") || strings.HasSuffix(s, "ur")):
		return s + "e"
	}
	return s
}

// isSurname tells whether a word in lower case ends as surnames do.
func (l *lexicon) isSurname(lower string) bool {
	for n := min(maxSuffix, len(lower)-3); n > 1; n-- {
		if l.surnames.Has(lower[len(lower)-n:]) {
			return true
		}
	}
	return false
}
