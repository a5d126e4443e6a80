package en

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"claimgraph/extract"
)

//go:embed words
var files embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return files }

// A class is a set of what a word may be.
type class uint32

const (
	noun class = 1 << iota
	adjective
	adverb
	base        // infinitive and present: sign
	third       // present of the third person: signs
	past        // signed
	participle  // signed
	ing         // signing
	determiner  // the, this, its
	pronoun     // he, which
	preposition // of
	conjunction // and
	subordinate // that, if
	modal       // will
	be
	have
	do
	particle // to, 's
	number
	interjection
	person // a noun that is said of people
	given  // a given name
	calendar
)

const (
	verb   = base | third | past | participle | ing
	closed = determiner | pronoun | preposition | conjunction | subordinate | modal | be | have | do | particle | interjection
)

// A word is what the lexicon knows of one form.
type word struct {
	class    class
	readings []extract.Analysis
}

// A numeral is the value of a number word.
type numeral struct {
	value   int
	ordinal bool
}

// lists are the word lists, expanded to all forms.
type lists struct {
	words    map[string]*word
	numerals map[string]numeral
	genders  map[string]extract.Gender
	suffixes map[string]extract.POS
	sets     [setCount]map[string]bool
}

// readLists reads the files.
func readLists() (*lists, error) {
	l := &lists{words: make(map[string]*word, 16384), numerals: map[string]numeral{}, genders: map[string]extract.Gender{}, suffixes: map[string]extract.POS{}}
	for i := range l.sets {
		l.sets[i] = map[string]bool{}
	}
	for _, list := range []struct {
		file string
		line func(label string, words []string) error
	}{
		{"closed.txt", l.closedLine},
		{"nouns.txt", l.nounLine},
		{"adjectives.txt", l.adjectiveLine},
		{"verbs.txt", l.verbLine},
		{"irregular.txt", l.irregularLine},
		{"numerals.txt", l.numeralLine},
		{"suffixes.txt", l.suffixLine},
		{"given.txt", into(l.sets[givenSet])},
		{"given_more.txt", into(l.sets[moreGivenSet])},
		{"genders.txt", l.genderLine},
		{"titles.txt", into(l.sets[titlesSet])},
		{"calendar.txt", into(l.sets[calendarSet])},
		{"abbreviations.txt", into(l.sets[abbreviationsSet])},
		{"surnames.txt", l.surnameLine},
		{"sets.txt", l.setLine},
	} {
		if err := readList(list.file, list.line); err != nil {
			return nil, err
		}
	}
	for w := range l.sets[titlesSet] {
		if l.words[w] == nil {
			l.add(w, noun|person, extract.Analysis{Lemma: w, POS: extract.PROPN, Number: extract.Sing, Animate: true})
		}
	}
	for w := range l.sets[calendarSet] {
		l.add(w, calendar, extract.Analysis{Lemma: w, POS: extract.PROPN, Number: extract.Sing})
	}
	return l, nil
}

// readList hands every line of a list to read, with the label before its colon.
func readList(file string, read func(label string, words []string) error) error {
	text, err := files.ReadFile("words/" + file)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		label, rest, found := strings.Cut(line, ":")
		if !found || label != strings.ToUpper(label) {
			label, rest = "", line
		}
		if err := read(label, strings.Fields(rest)); err != nil {
			return fmt.Errorf("words/%s:%d: %w", file, n, err)
		}
	}
	return nil
}

func into(set map[string]bool) func(string, []string) error {
	return func(_ string, words []string) error {
		for _, w := range words {
			set[w] = true
		}
		return nil
	}
}

// add gives a form one more reading.
func (l *lists) add(form string, c class, readings ...extract.Analysis) {
	w := l.words[form]
	if w == nil {
		w = &word{}
		l.words[form] = w
	}
	w.class |= c
next:
	for _, r := range readings {
		for _, old := range w.readings {
			if old == r {
				continue next
			}
		}
		w.readings = append(w.readings, r)
	}
}

var closedClasses = map[string]struct {
	class class
	pos   extract.POS
}{
	"DET": {determiner, extract.DET}, "PRON": {pronoun, extract.PRON}, "ADP": {preposition, extract.ADP},
	"CCONJ": {conjunction, extract.CCONJ}, "SCONJ": {subordinate, extract.SCONJ}, "ADV": {adverb, extract.ADV},
	"AUX": {modal, extract.AUX}, "PART": {particle, extract.PART}, "INTJ": {interjection, extract.INTJ},
}

func (l *lists) closedLine(label string, words []string) error {
	if c, ok := closedClasses[label]; ok {
		for _, w := range words {
			form, lemma, found := strings.Cut(w, "=")
			if !found {
				lemma = form
			}
			a := extract.Analysis{Lemma: lemma, POS: c.pos, Negative: lemma == "not" || lemma == "never"}
			if c.pos == extract.AUX {
				a.Form = extract.Fin
			}
			l.add(form, c.class, a)
		}
		return nil
	}
	switch label {
	case "BE", "HAVE", "DO":
		return l.auxiliaryLine(label, words)
	case "NOT":
		for _, w := range words {
			form, lemma, _ := strings.Cut(w, "=")
			c := map[string]class{"be": be, "have": have, "do": do}[lemma]
			if c == 0 {
				c = modal
			}
			a := extract.Analysis{Lemma: lemma, POS: extract.AUX, Form: extract.Fin, Negative: true}
			l.add(form, c, a)
			l.add(strings.ReplaceAll(form, "'", "’"), c, a)
		}
		return nil
	}
	return fmt.Errorf("unknown class %q", label)
}

// auxiliaryLine reads the forms of be, have and do: "is|Pres|3".
func (l *lists) auxiliaryLine(label string, words []string) error {
	c := map[string]class{"BE": be, "HAVE": have, "DO": do}[label]
	for _, w := range words {
		parts := strings.Split(w, "|")
		for _, feature := range parts[1:] {
			a := extract.Analysis{Lemma: strings.ToLower(label), POS: extract.AUX}
			switch feature {
			case "Inf":
				a.Form = extract.Inf
			case "Pres":
				a.Form, a.Tense = extract.Fin, extract.Pres
			case "Past":
				a.Form, a.Tense = extract.Fin, extract.Past
			case "Part", "PastPart":
				a.Form, a.Tense = extract.Part, extract.Past
			case "Ing":
				a.Form, a.Tense = extract.Part, extract.Pres
			case "1", "3":
				continue
			default:
				return fmt.Errorf("unknown feature %q", feature)
			}
			l.add(parts[0], c, a)
			l.add(strings.ReplaceAll(parts[0], "'", "’"), c, a)
		}
	}
	return nil
}

func (l *lists) nounLine(label string, words []string) error {
	for _, w := range words {
		switch label {
		case "IRREGULAR":
			plural, singular, _ := strings.Cut(w, "=")
			c := noun
			if s := l.words[singular]; s != nil {
				c |= s.class & person
			}
			l.add(plural, c, extract.Analysis{Lemma: singular, POS: extract.NOUN, Number: extract.Plur, Animate: c&person != 0})
		case "UNCHANGED":
			l.add(w, noun, extract.Analysis{Lemma: w, POS: extract.NOUN, Number: extract.Plur})
		case "":
			form, animate := strings.CutSuffix(w, "!")
			c := noun
			if animate {
				c |= person
			}
			l.add(form, c, extract.Analysis{Lemma: form, POS: extract.NOUN, Number: extract.Sing, Animate: animate})
			l.add(withS(form), c, extract.Analysis{Lemma: form, POS: extract.NOUN, Number: extract.Plur, Animate: animate})
		default:
			return fmt.Errorf("unknown label %q", label)
		}
	}
	return nil
}

func (l *lists) adjectiveLine(_ string, words []string) error {
	for _, w := range words {
		l.add(w, adjective, extract.Analysis{Lemma: w, POS: extract.ADJ})
		if len(w) <= 6 && !strings.Contains(w, "-") {
			er, est := compared(w)
			l.add(er, adjective, extract.Analysis{Lemma: w, POS: extract.ADJ})
			l.add(est, adjective, extract.Analysis{Lemma: w, POS: extract.ADJ})
		}
	}
	return nil
}

// compared returns the comparative and superlative of a short adjective.
func compared(w string) (er, est string) {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "r", w + "st"
	case strings.HasSuffix(w, "y"):
		return w[:len(w)-1] + "ier", w[:len(w)-1] + "iest"
	case w == "big", w == "hot", w == "wet", w == "thin", w == "sad":
		return w + w[len(w)-1:] + "er", w + w[len(w)-1:] + "est"
	}
	return w + "er", w + "est"
}

func (l *lists) verbLine(label string, words []string) error {
	if label == "INTRANSITIVE" {
		return into(l.sets[intransitiveSet])("", words)
	}
	if label == "CLAUSES" {
		return into(l.sets[clausesSet])("", words)
	}
	if label != "" {
		return fmt.Errorf("unknown label %q", label)
	}
	for _, w := range words {
		lemma := strings.TrimRight(w, "+~")
		double := lemma + lemma[len(lemma)-1:]
		if !strings.HasSuffix(w, "+") {
			l.addVerb(lemma, []string{withED(lemma)}, []string{withED(lemma)}, withING(lemma))
		}
		if lemma != w {
			l.addVerb(lemma, []string{double + "ed"}, []string{double + "ed"}, double+"ing")
		}
	}
	return nil
}

func (l *lists) irregularLine(_ string, words []string) error {
	if len(words) != 3 {
		return fmt.Errorf("want base, past and participle, got %q", words)
	}
	gerund := withING(words[0])
	switch w := words[0]; {
	case strings.HasSuffix(w, "ie"):
		gerund = w[:len(w)-2] + "ying"
	case doublesInGerund[w]:
		gerund = w + w[len(w)-1:] + "ing"
	}
	l.addVerb(words[0], strings.Split(words[1], "/"), strings.Split(words[2], "/"), gerund)
	return nil
}

// doublesInGerund are the irregular verbs that double their last consonant.
var doublesInGerund = map[string]bool{
	"begin": true, "bet": true, "bid": true, "cut": true, "dig": true, "forbid": true, "forget": true, "get": true,
	"hit": true, "let": true, "offset": true, "put": true, "quit": true, "reset": true, "run": true, "set": true,
	"shed": true, "shut": true, "sit": true, "spin": true, "split": true, "swim": true, "upset": true, "win": true,
}

// addVerb enters the forms of a verb.
func (l *lists) addVerb(lemma string, pasts, participles []string, gerund string) {
	l.add(lemma, base, extract.Analysis{Lemma: lemma, POS: extract.VERB, Form: extract.Inf})
	l.add(withS(lemma), third, extract.Analysis{Lemma: lemma, POS: extract.VERB, Form: extract.Fin, Tense: extract.Pres, Person: 3, Number: extract.Sing, Voice: extract.Act})
	for _, p := range pasts {
		l.add(p, past, extract.Analysis{Lemma: lemma, POS: extract.VERB, Form: extract.Fin, Tense: extract.Past, Voice: extract.Act})
	}
	for _, p := range participles {
		l.add(p, participle, extract.Analysis{Lemma: lemma, POS: extract.VERB, Form: extract.Part, Tense: extract.Past, Voice: extract.Pass})
	}
	l.add(gerund, ing, extract.Analysis{Lemma: lemma, POS: extract.VERB, Form: extract.Part, Tense: extract.Pres, Voice: extract.Act})
}

func (l *lists) numeralLine(_ string, words []string) error {
	if len(words) != 3 {
		return fmt.Errorf("want value, cardinal and ordinal, got %q", words)
	}
	value, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	if w := words[1]; w != "-" {
		l.numerals[w] = numeral{value, false}
		l.add(w, number, extract.Analysis{Lemma: w, POS: extract.NUM})
	}
	if w := words[2]; w != "-" {
		l.numerals[w] = numeral{value, true}
		l.add(w, adjective|number, extract.Analysis{Lemma: w, POS: extract.ADJ})
	}
	return nil
}

var suffixClasses = map[string]extract.POS{"NOUN": extract.NOUN, "ADJ": extract.ADJ, "ADV": extract.ADV, "VERB": extract.VERB}

func (l *lists) suffixLine(label string, words []string) error {
	pos, ok := suffixClasses[label]
	if !ok {
		return fmt.Errorf("unknown class %q", label)
	}
	for _, w := range words {
		l.suffixes[w] = pos
	}
	return nil
}

func (l *lists) surnameLine(label string, words []string) error {
	for _, w := range words {
		l.sets[surnamesSet][w] = label == ""
	}
	return nil
}

func (l *lists) setLine(label string, words []string) error {
	set, ok := map[string]map[string]bool{"BEHIND-TITLE": l.sets[behindTitleSet], "TIMES": l.sets[timesSet], "DAY-PARTS": l.sets[dayPartsSet], "SPEECH": l.sets[speechSet]}[label]
	if !ok {
		return fmt.Errorf("unknown set %q", label)
	}
	return into(set)("", words)
}

// withS returns the plural of a noun, or a verb's third person.
func withS(w string) string {
	switch {
	case strings.HasSuffix(w, "y") && len(w) > 1 && !isVowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"),
		strings.HasSuffix(w, "ch") && w != "epoch" && w != "monarch" && w != "patriarch", strings.HasSuffix(w, "sh"),
		w == "go", w == "veto", w == "echo", w == "hero", w == "embargo", w == "cargo", w == "tomato", w == "potato", w == "undergo":
		return w + "es"
	}
	return w + "s"
}

func withED(w string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + "d"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !isVowel(w[len(w)-2]):
		return w[:len(w)-1] + "ied"
	}
	return w + "ed"
}

func withING(w string) string {
	switch {
	case strings.HasSuffix(w, "ie"):
		return w[:len(w)-2] + "ying"
	case strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") && !strings.HasSuffix(w, "oe") && !strings.HasSuffix(w, "ye") && w != "be":
		return w[:len(w)-1] + "ing"
	}
	return w + "ing"
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// genderLine reads given names of one gender.
func (l *lists) genderLine(label string, words []string) error {
	gender, ok := map[string]extract.Gender{"FEM": extract.Fem, "MASC": extract.Masc}[label]
	if !ok {
		return fmt.Errorf("no gender %q, want FEM or MASC", label)
	}
	for _, w := range words {
		l.genders[w] = gender
	}
	return nil
}
