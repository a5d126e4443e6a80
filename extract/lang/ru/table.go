package ru

import (
	_ "embed"
	"sync"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/lexical"
	"claimgraph/extract/lang/ru/internal/morph"
	"claimgraph/table"
)

// wordTable is the table of the lists in words, as the command in
// extract/standard/tables writes it.
//
//go:embed words.table
var wordTable string

// Sets are lists of words of which nothing else is known.
const (
	abbreviationsSet = iota
	prefixesSet
	fixedSet
	classifiersSet
	calendarSet
	honoursSet
	instrumentalSet
	particlesSet
	lastParticlesSet
	setCount
)

// setFiles are the lists that are a set each.
var setFiles = map[int]string{
	abbreviationsSet: "abbreviations", prefixesSet: "prefixes", fixedSet: "fixed", classifiersSet: "classifiers",
	calendarSet: "calendar", honoursSet: "honours", instrumentalSet: "instrumental",
}

// Sections of the table, before those of the sets.
const (
	magic = "ruwords1"

	prepositionsSection = iota - 1 // map: preposition -> its cases
	closedSection                  // map: word -> its part of speech
	givenSection                   // map: given name -> its genders
	numeralsSection                // map: numeral -> see numeral.pack
	extraSection                   // map: form of a noun that the dictionary lacks -> its readings
	formsSection                   // records
	setSections
)

// Words are the word lists, looked up where they are.
type words struct {
	abbreviations, prefixes, fixed, classifiers, calendar, honours, instrumental, particles, lastParticles table.Map
	prepositions, closed, given, numerals                                                                  table.Map
	extra                                                                                                  lexical.Known[[]morph.Form]
	longestPrefix                                                                                          int // in bytes
}

var standardWords = sync.OnceValue(func() *words {
	w, ok := openWords(wordTable)
	if !ok {
		panic("ru: words.table is damaged: run make tables")
	}
	return w
})

func openWords(data string) (*words, bool) {
	s, ok := table.Open(data, magic, setSections+setCount)
	if !ok {
		return nil, false
	}
	set := func(i int) table.Map { return s.Map(setSections + i) }
	w := &words{
		abbreviations: set(abbreviationsSet), prefixes: set(prefixesSet), fixed: set(fixedSet), classifiers: set(classifiersSet),
		calendar: set(calendarSet), honours: set(honoursSet), instrumental: set(instrumentalSet),
		particles: set(particlesSet), lastParticles: set(lastParticlesSet),
		prepositions: s.Map(prepositionsSection), closed: s.Map(closedSection), given: s.Map(givenSection), numerals: s.Map(numeralsSection),
		extra: lexical.OpenKnown(s[extraSection], s[formsSection], readForms),
	}
	for p := range w.prefixes.All() {
		w.longestPrefix = max(w.longestPrefix, len(p))
	}
	return w, true
}

// government returns the cases that a preposition takes.
func (w *words) government(preposition string) (government, bool) {
	n, ok := w.prepositions.Get(preposition)
	return cases(n).government(), ok
}

// numeral returns the value of a number word.
func (w *words) numeral(word string) (numeral, bool) {
	n, ok := w.numerals.Get(word)
	return numeral{int(n >> 1), n&1 != 0}, ok
}

func (n numeral) pack() int {
	if n.ordinal {
		return n.value<<1 | 1
	}
	return n.value << 1
}

// gendersOf returns the genders of a given name, 0 if the list does not have it.
func (w *words) gendersOf(name string) genders {
	g, _ := w.given.Get(name)
	return genders(g)
}

// partOf returns the part of speech of a word that has but one, 0 of others.
func (w *words) partOf(word string) extract.POS {
	pos, _ := w.closed.Get(word)
	return extract.POS(pos)
}

// extraForms returns the readings of a form of a noun that the dictionary lacks.
func (w *words) extraForms(form string) []morph.Form {
	if forms := w.extra.Of(form); forms != nil {
		return *forms
	}
	return nil
}

// Table returns what words.table must hold: the word lists as a table.
func Table() ([]byte, error) {
	l, err := readLists()
	if err != nil {
		return nil, err
	}
	s := make([][]byte, setSections+setCount)
	s[prepositionsSection], s[closedSection], s[givenSection] = table.MakeMap(l.prepositions), table.MakeMap(l.closed), table.MakeMap(l.given)
	numerals := map[string]int{}
	for w, n := range l.numerals {
		numerals[w] = n.pack()
	}
	s[numeralsSection] = table.MakeMap(numerals)
	s[extraSection], s[formsSection] = lexical.Sections(extraForms(morph.Default(), l.nouns), formsRow)
	for i, set := range l.sets {
		s[setSections+i] = table.MakeSet(set)
	}
	return (&table.Writer{Magic: magic, Sections: s}).Bytes(), nil
}

func formsRow(forms []morph.Form) (r table.Row) {
	r.Number(len(forms))
	for _, f := range forms {
		r.Number(int(f.Paradigm))
		r.Number(int(f.Form))
		r.Number(int(f.Weight))
	}
	return r
}

func readForms(r table.Reader) *[]morph.Form {
	forms := make([]morph.Form, r.Number())
	for i := range forms {
		forms[i] = morph.Form{Paradigm: uint16(r.Number()), Form: uint16(r.Number()), Weight: uint8(r.Number())}
	}
	return &forms
}
