package en

import (
	_ "embed"
	"strings"
	"sync"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/lexical"
	"claimgraph/table"
)

// words is the table of the lists in words, as the command in
// extract/standard/tables writes it.
//
//go:embed words.table
var words string

// Sets are lists of words of which nothing else is known.
const (
	givenSet     = iota
	moreGivenSet // given names only before a surname
	abbreviationsSet
	titlesSet
	calendarSet
	intransitiveSet
	clausesSet  // verbs whose clause needs no "that"
	surnamesSet // endings
	behindTitleSet
	timesSet
	dayPartsSet
	speechSet
	setCount
)

// Sections of the table, before those of the sets.
const (
	magic = "enwords1"

	formsSection    = iota - 1 // map: form -> its word
	wordsSection               // values
	numeralsSection            // map: number word -> its value
	numbersSection             // records
	gendersSection             // map: given name -> its gender
	suffixSection              // map: ending -> the part of speech
	setSections
)

// A lexicon is the word lists, looked up where they are.
type lexicon struct {
	words                                                           lexical.Known[word]
	numbers                                                         lexical.Known[numeral]
	genders, suffixes                                               table.Map
	given, moreGiven, abbreviations, titles, calendar, intransitive table.Map
	clauses, surnames, behindTitle, times, dayParts, speech         table.Map
}

var standardLexicon = sync.OnceValue(func() *lexicon {
	l, ok := openLexicon(words)
	if !ok {
		panic("en: words.table is damaged: run make tables")
	}
	return l
})

func openLexicon(data string) (*lexicon, bool) {
	s, ok := table.Open(data, magic, setSections+setCount)
	if !ok {
		return nil, false
	}
	set := func(i int) table.Map { return s.Map(setSections + i) }
	return &lexicon{
		words:   lexical.OpenKnown(s[formsSection], s[wordsSection], readWord),
		numbers: lexical.OpenKnown(s[numeralsSection], s[numbersSection], readNumeral), genders: s.Map(gendersSection), suffixes: s.Map(suffixSection),
		given: set(givenSet), moreGiven: set(moreGivenSet), abbreviations: set(abbreviationsSet), titles: set(titlesSet),
		calendar: set(calendarSet), intransitive: set(intransitiveSet), clauses: set(clausesSet), surnames: set(surnamesSet),
		behindTitle: set(behindTitleSet), times: set(timesSet), dayParts: set(dayPartsSet), speech: set(speechSet),
	}, true
}

// word returns what the lists have of a form, or nil.
func (l *lexicon) word(form string) *word { return l.words.Of(form) }

// numeral returns the value of a number word, zero if it is none.
func (l *lexicon) numeral(w string) (numeral, bool) {
	if n := l.numbers.Of(w); n != nil {
		return *n, true
	}
	return numeral{}, false
}

// genderOf returns the gender of a given name: as listed, and a woman's where it
// ends in a; 0 where nothing tells it.
func (l *lexicon) genderOf(lower string) extract.Gender {
	if g, ok := l.genders.Get(lower); ok {
		return extract.Gender(g)
	}
	if first, _, double := strings.Cut(lower, "-"); double {
		if g, ok := l.genders.Get(first); ok {
			return extract.Gender(g)
		}
	}
	if strings.HasSuffix(lower, "a") {
		return extract.Fem
	}
	return 0
}

// Table returns what words.table must hold: the word lists as a table.
func Table() ([]byte, error) {
	l, err := readLists()
	if err != nil {
		return nil, err
	}
	s := make([][]byte, setSections+setCount)
	s[formsSection], s[wordsSection] = lexical.Sections(l.words, (*word).row)
	s[numeralsSection], s[numbersSection] = lexical.Sections(l.numerals, numeral.row)
	s[gendersSection], s[suffixSection] = table.MakeMap(l.genders), table.MakeMap(l.suffixes)
	for i, set := range l.sets {
		s[setSections+i] = table.MakeSet(set)
	}
	return (&table.Writer{Magic: magic, Sections: s}).Bytes(), nil
}

func (n numeral) row() (r table.Row) {
	r.Number(n.value)
	r.Flag(n.ordinal)
	return r
}

func readNumeral(r table.Reader) *numeral {
	return &numeral{r.Number(), r.Flag()}
}

func (w *word) row() (r table.Row) {
	r.Number(int(w.class))
	r.Number(len(w.readings))
	for _, a := range w.readings {
		lexical.AppendAnalysis(&r, a)
	}
	return r
}

func readWord(r table.Reader) *word {
	w := &word{class: class(r.Number())}
	w.readings = make([]extract.Analysis, r.Number())
	for i := range w.readings {
		w.readings[i] = lexical.ReadAnalysis(&r)
	}
	return w
}
