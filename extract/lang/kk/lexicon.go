package kk

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"claimgraph/extract"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return wordFiles }

// A word is a sense of a listed stem.
type word struct {
	lemma   string
	pos     extract.POS
	name    extract.NameKind
	animate bool
	// rare is set for a sense that is seldomer than what looks like it.
	rare bool
	// elided is set for a stem that stands before a vowel alone: орн-.
	elided bool
	// disharmonic is set for a loan that may take the other vowels: банктің.
	disharmonic bool
	// dropsT is set for a stem without the т that it loses before the plural's.
	dropsT bool
	// fixed is set for a form that takes no endings, with its features.
	fixed bool
	form  extract.Analysis
	// first is set for a form that is likelier at the start of a sentence, inner
	// for one that is not found there.
	first, inner bool
	governs      extract.Case // the case that a postposition asks for
	// full is the harmony of the whole stem, if elided.
	full uint8
}

// A number is the value of a numeral.
type number struct {
	value          int
	ordinal, times bool
	article        bool // бір
}

// A postposition is what is known of a word that follows a noun, beside its case.
type postposition struct {
	pair bool // of two: арасындағы
	name bool // part of names: жөніндегі
}

// lists are the word lists of the package.
type lists struct {
	words         map[string][]word
	verbs         map[string]word // by stem; in no other map
	numbers       map[string]number
	postpositions map[string]postposition
	sets          [setCount]map[string]bool
	endings       [endingCount][]string
	derivations   map[string][]derivation // by ending
}

// A derivation is what an ending makes of a listed noun or verb.
type derivation struct {
	ofVerb, person, passive bool
	pos                     extract.POS
	// guesses is set if the ending alone tells the part of speech, by weight.
	guesses bool
	weight  int
}

var posNames = map[string]extract.POS{
	"NOUN": extract.NOUN, "PROPN": extract.PROPN, "ADJ": extract.ADJ, "VERB": extract.VERB,
	"ADV": extract.ADV, "PRON": extract.PRON, "DET": extract.DET, "NUM": extract.NUM,
	"ADP": extract.ADP, "CCONJ": extract.CCONJ, "SCONJ": extract.SCONJ, "PART": extract.PART,
	"AUX": extract.AUX, "INTJ": extract.INTJ,
}

// readLists reads every list from a function that returns a file's text.
func readLists(file func(name string) string) (*lists, error) {
	l := &lists{
		words: map[string][]word{}, verbs: map[string]word{}, numbers: map[string]number{},
		postpositions: map[string]postposition{}, derivations: map[string][]derivation{},
	}
	for i := range l.sets {
		l.sets[i] = map[string]bool{}
	}
	open := []struct {
		file string
		kind word
	}{
		{"adjectives.txt", word{pos: extract.ADJ}},
		{"nouns.txt", word{pos: extract.NOUN}},
		{"persons.txt", word{pos: extract.NOUN, animate: true}},
		{"adverbs.txt", word{pos: extract.ADV}},
		{"places.txt", word{pos: extract.PROPN, name: extract.Geo}},
		{"given.txt", word{pos: extract.PROPN, name: extract.Given, animate: true}},
		{"surnames.txt", word{pos: extract.PROPN, name: extract.Surname, animate: true}},
	}
	err := l.readLines(file, "forms.txt", l.addForm)
	for _, o := range open {
		if err == nil {
			err = l.readLines(file, o.file, func(f []string) error { return l.addStems(f, o.kind) })
		}
	}
	lines := []struct {
		file string
		add  func(fields []string) error
	}{
		{"postpositions.txt", l.addPostposition},
		{"numerals.txt", l.addNumeral},
		{"verbs.txt", l.addVerbs},
		{"derivations.txt", l.addDerivation},
		{"abbreviations.txt", into(l.sets[abbreviationsSet])},
		{"attributive.txt", into(l.sets[attributiveSet])},
		{"time-nouns.txt", into(l.sets[timeSet])},
		{"called.txt", into(l.sets[calledSet])},
		{"regions.txt", into(l.sets[regionsSet])},
		{"after-predicate.txt", into(l.sets[predicatesSet])},
		{"surname-endings.txt", onto(&l.endings[surnameEndings])},
		{"patronymics.txt", onto(&l.endings[patronymicEndings])},
		{"ordinal-endings.txt", onto(&l.endings[ordinalEndings])},
	}
	for _, o := range lines {
		if err == nil {
			err = l.readLines(file, o.file, o.add)
		}
	}
	return l, err
}

func embedded(name string) string {
	text, err := wordFiles.ReadFile(path.Join("words", name))
	if err != nil {
		return ""
	}
	return string(text)
}

// readLines calls add with the fields of every line that is no comment.
func (l *lists) readLines(file func(string) string, name string, add func([]string) error) error {
	text := file(name)
	if text == "" {
		return fmt.Errorf("%s: missing or empty", name)
	}
	scan := bufio.NewScanner(strings.NewReader(text))
	scan.Buffer(nil, 1<<20)
	for line := 1; scan.Scan(); line++ {
		fields := strings.Fields(scan.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if err := add(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", name, line, err)
		}
	}
	return scan.Err()
}

func into(set map[string]bool) func([]string) error {
	return func(fields []string) error {
		for _, f := range fields {
			set[f] = true
		}
		return nil
	}
}

func onto(list *[]string) func([]string) error {
	return func(fields []string) error {
		*list = append(*list, fields...)
		return nil
	}
}

// stemOf cuts the mark of rarity and refuses letters that Kazakh lacks, such as
// a Latin а.
func stemOf(field string) (stem string, rare bool, err error) {
	stem, rare = strings.CutSuffix(field, "~")
	for _, r := range stem {
		if toLetter(r) == 0 && r != '-' {
			return "", false, fmt.Errorf("%q holds %q, which is no Kazakh letter", field, r)
		}
	}
	return stem, rare, nil
}

func (l *lists) addStems(fields []string, kind word) error {
	for _, f := range fields {
		f, elided, isElided := strings.Cut(f, "=")
		f, disharmonic := strings.CutSuffix(f, "^")
		stem, rare, err := stemOf(f)
		if err != nil {
			return err
		}
		w := kind
		w.lemma, w.rare = stem, rare
		w.disharmonic = disharmonic || w.name == extract.Geo // Баку, but Бакуде
		l.addWord(stem, w)
		if before, ok := strings.CutSuffix(stem, "ст"); ok { // журналист, but журналистер
			w.dropsT = true
			l.addWord(before+"с", w)
			w.dropsT = false
		}
		if before, ok := strings.CutSuffix(stem, "ь"); ok { // фестиваль, but фестивалі
			l.addElided(before, stem, w)
		}
		if isElided {
			if elided, _, err = stemOf(elided); err != nil {
				return err
			}
			if strings.HasPrefix(elided, stem) { // факті: before any ending
				l.addWord(elided, w)
			} else {
				l.addElided(elided, stem, w)
			}
		}
	}
	return nil
}

// addElided enters a sense under the stem that it has before a vowel.
func (l *lists) addElided(elided, stem string, w word) {
	var s spelling
	if s.set(stem) {
		w.elided, w.full = true, s.harmony(s.n)
		l.addWord(elided, w)
	}
}

// addWord enters a sense under a stem; a noun that two lists hold is one sense.
func (l *lists) addWord(stem string, w word) {
	for i := range l.words[stem] {
		if s := &l.words[stem][i]; s.lemma == w.lemma && s.pos == w.pos && s.name == w.name && s.elided == w.elided && s.dropsT == w.dropsT {
			s.animate = s.animate || w.animate
			return
		}
	}
	l.words[stem] = append(l.words[stem], w)
}

func (l *lists) addVerbs(fields []string) error {
	for _, f := range fields {
		stem, rare, err := stemOf(f)
		if err != nil {
			return err
		}
		var s spelling
		s.set(stem)
		l.verbs[stem] = word{lemma: verbalNoun(stem, &s), pos: extract.VERB, rare: rare}
	}
	return nil
}

func (l *lists) addForm(f []string) error {
	if len(f) != 4 {
		return fmt.Errorf("want 4 columns, got %d", len(f))
	}
	form, _, err := stemOf(f[0])
	if err != nil {
		return err
	}
	lemma, rare, err := stemOf(f[1])
	if err != nil {
		return err
	}
	w := word{lemma: lemma, rare: rare, fixed: true, pos: posNames[f[2]]}
	if w.pos == 0 {
		return fmt.Errorf("unknown part of speech %q", f[2])
	}
	if f[3] != "-" {
		for _, name := range strings.Split(f[3], ",") {
			switch {
			case name == "first":
				w.first = true
			case name == "inner":
				w.inner = true
			case !setFeature(&w.form, name):
				return fmt.Errorf("unknown feature %q", name)
			}
		}
	}
	l.words[form] = append(l.words[form], w)
	return nil
}

func (l *lists) addPostposition(f []string) error {
	stem, rare, err := stemOf(f[0])
	if err != nil {
		return err
	}
	if len(f) < 2 {
		return fmt.Errorf("postposition %q without a case", f[0])
	}
	var a extract.Analysis
	if !setFeature(&a, f[1]) || a.Case == 0 {
		return fmt.Errorf("unknown case %q", f[1])
	}
	p := postposition{}
	for _, mark := range f[2:] {
		switch mark {
		case "pair":
			p.pair = true
		case "name":
			p.name = true
		case "attr":
		default:
			return fmt.Errorf("unknown mark %q", mark)
		}
	}
	l.postpositions[stem] = p
	l.words[stem] = append(l.words[stem], word{lemma: stem, rare: rare, pos: extract.ADP, fixed: true, governs: a.Case})
	return nil
}

func (l *lists) addNumeral(f []string) error {
	stem, _, err := stemOf(f[0])
	if err != nil {
		return err
	}
	if len(f) < 2 {
		return fmt.Errorf("numeral %q without a value", f[0])
	}
	n := number{}
	if n.value, err = strconv.Atoi(f[1]); err != nil {
		return fmt.Errorf("value %q is no number", f[1])
	}
	if len(f) > 2 {
		n.ordinal, n.times, n.article = f[2] == "first", f[2] == "times", f[2] == "article"
	}
	l.numbers[stem] = n
	l.words[stem] = append(l.words[stem], word{lemma: stem, pos: extract.NUM})
	return nil
}

func (l *lists) addDerivation(f []string) error {
	if len(f) < 3 || posNames[f[2]] == 0 || f[1] != "noun" && f[1] != "verb" {
		return fmt.Errorf("want ending, noun or verb, part of speech")
	}
	d := derivation{ofVerb: f[1] == "verb", pos: posNames[f[2]]}
	for _, mark := range f[3:] {
		weight, isGuess := strings.CutPrefix(mark, "guess=")
		switch {
		case mark == "person":
			d.person = true
		case mark == "pass":
			d.passive = true
		case isGuess:
			var err error
			if d.weight, err = strconv.Atoi(weight); err != nil {
				return fmt.Errorf("weight %q is no number", weight)
			}
			d.guesses = true
		default:
			return fmt.Errorf("unknown mark %q", mark)
		}
	}
	l.derivations[f[0]] = append(l.derivations[f[0]], d)
	return nil
}

// verbalNoun returns the dictionary form of the verb with the stem that s
// spells: оқы оқу, қой қою, тап табу, шық шығу, баста бастау.
func verbalNoun(stem string, s *spelling) string {
	if s.n == 0 {
		return stem
	}
	before := stem[:s.at[s.n-1]]
	switch r := runeOf[s.letter[s.n-1]]; r {
	case 'ы', 'і':
		return before + "у"
	case 'й':
		return before + "ю"
	case 'и':
		return stem + "ю"
	default:
		if v := voiced(r); v != 0 {
			return before + string(v) + "у"
		}
	}
	return stem + "у"
}

// voiced returns what the consonant becomes before a vowel, or 0.
func voiced(r rune) rune {
	switch r {
	case 'к':
		return 'г'
	case 'қ':
		return 'ғ'
	case 'п':
		return 'б'
	}
	return 0
}

// unvoiced is the inverse of voiced.
func unvoiced(r rune) rune {
	switch r {
	case 'г':
		return 'к'
	case 'ғ':
		return 'қ'
	case 'б':
		return 'п'
	}
	return 0
}
