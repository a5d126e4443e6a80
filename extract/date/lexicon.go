package date

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/wordlist"
)

//go:embed lang/*.yaml
var files embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return files }

// A file is a language's words and patterns as they are written in lang/*.yaml.
type file struct {
	Language string `yaml:"language"`
	// Endings are named lists of endings; a form "ақпан+hn" stands for the
	// stem with each of them.
	Endings map[string][]string `yaml:"endings"`
	// Classes maps a class to its values and each value to its forms.
	Classes map[string]map[string][]string `yaml:"classes"`
	// Capitalised lists the classes whose words begin with a capital.
	Capitalised []string `yaml:"capitalised"`
	// Possessive lists endings that any word of a class can have: 's.
	Possessive []string `yaml:"possessive"`
	// Names lists words that with a capital are names even at the start of a sentence.
	Names []string `yaml:"names"`
	// Suffixes lists what may follow figures: "го" in 22-го; by class.
	Suffixes map[string][]string `yaml:"suffixes"`
	// Latin maps Cyrillic letters to each Latin script that is in use.
	Latin []map[string]string `yaml:"latin"`
	// Parts are named pieces of patterns.
	Parts map[string]string `yaml:"parts"`
	// Patterns and Anniversaries are written as pattern.go says.
	Patterns      []string `yaml:"patterns"`
	Anniversaries []string `yaml:"anniversaries"`
	Tense         tenses   `yaml:"tense"`
	// Published lists words of lines that tell when an article appeared.
	Published []string `yaml:"published"`
	// Millennia maps years to the words before an ordinal that make a later
	// year of them: 2000 to "две тысячи".
	Millennia map[string][]string `yaml:"millennia"`
	// YearPrefixes stand before the four figures of a year in one word: "fy".
	YearPrefixes []string `yaml:"year_prefixes"`
	// Joiners stand between two dates that share a year.
	Joiners []string `yaml:"joiners"`
}

type tenses struct {
	Past   wordsAndEndings `yaml:"past"`
	Future wordsAndEndings `yaml:"future"`
	// Planned are words of plans and duties, which may have come to nothing.
	Planned wordsAndEndings `yaml:"planned"`
	// Clause lists words between clauses.
	Clause []string `yaml:"clause"`
	// After is set for languages whose verb stands at the end of its clause.
	After bool `yaml:"verb_last"`
	// Toward lists words before a date, Onto endings of the date itself, that
	// put it ahead: something is fixed for the day.
	Toward []string `yaml:"toward"`
	Onto   []string `yaml:"onto"`
	// Until lists words that take that sense away; Before stand before, After behind.
	Until []string `yaml:"until"`
	// Since lists words that put a date into the past.
	Since []string `yaml:"since"`
	// Before lists words that put what a clause tells before what is told otherwise.
	Before []string `yaml:"before"`
	// From lists words that do so to a month if no verb says otherwise.
	From []string `yaml:"from"`
	// Intends lists verbs in the past behind which an infinitive tells what was still to
	// be, and Infinitive the word before it: "agreed to meet on 4 June".
	Intends    []string `yaml:"intends"`
	Infinitive string   `yaml:"infinitive"`
	// Finite lists endings that only make a verb of the last word of a clause.
	Finite []string `yaml:"finite"`
}

type wordsAndEndings struct {
	Words   []string `yaml:"words"`
	Endings []string `yaml:"endings"`
	Not     []string `yaml:"not"`
}

type classID uint8

// Classes that are not lists of words.
const (
	classNone       classID = iota
	classDay                // 1 to 31 in figures, or an ordinal in words
	classDayNum             // such in figures
	classDayOrd             // 22-го, 21st: a day without its month
	classYear               // 1000 to 2199 in four figures, perhaps with a suffix
	classYearOrd            // such with a suffix
	classNum                // any whole number in figures or words
	classOrd                // an ordinal in figures with a suffix, in words or Roman figures
	classJubilee            // 10-летие
	classDecade             // 1990-е, 1990s
	classDate               // a date in figures
	classDash               // - – —
	classMark               // a mark or the end of the sentence
	classPast               // a verb in the past
	classFuture             // a verb or word of the future
	classCap                // a word with a capital
	classWord               // a word without a capital
	classNom                // a word that its analysis puts into the nominative
	classYY                 // a year in two figures
	classDayMonth           // 15.01
	classCentury            // 1 to 21: an ordinal or a Roman numeral
	classDayOfMonth         // a day as its month's own, in words: "жиырма екісінде"
	classDecadeDat          // 2030-м: a decade only with a word for years in the plural
	firstListed
)

var builtin = map[string]classID{
	"day": classDay, "daynum": classDayNum, "dayord": classDayOrd, "year": classYear, "yearord": classYearOrd,
	"num": classNum, "ord": classOrd, "jubilee": classJubilee, "decade": classDecade, "date": classDate,
	"dash": classDash, "mark": classMark, "past": classPast, "future": classFuture, "cap": classCap, "word": classWord, "nom": classNom,
	"yy": classYY, "dm": classDayMonth, "century": classCentury, "dayofmonth": classDayOfMonth, "decadedat": classDecadeDat,
}

// A millennium is the beginning of years in words.
type millennium struct {
	words []string
	year  int
}

// A sense is one class that a word belongs to, with its value there.
type sense struct {
	class classID
	value int
}

// A lexicon is a language's words and patterns made ready for matching.
type lexicon struct {
	language     string
	classes      map[string]classID
	words        map[string][]sense
	capitalised  uint64
	cardinal     classID
	ordinal      classID
	roman        classID
	ofMonth      classID
	millennia    []millennium
	yearPrefixes []string
	possessive   []string
	names        map[string]bool
	suffixes     map[classID]map[string]bool
	patterns     *node
	jubilees     *node
	tense        tense
	published    map[string]bool
	joiners      map[string]bool
}

var lexicons = wordlist.New(files, load)

// lexiconOf returns the words of a language, nil if there are none.
func lexiconOf(language string) *lexicon { return lexicons.Of(language) }

// load reads a language's file.
func load(data []byte) (*lexicon, error) {
	var f file
	if err := wordlist.Decode(data, &f); err != nil {
		return nil, err
	}
	x := &lexicon{language: f.Language, classes: map[string]classID{}, words: map[string][]sense{}, possessive: f.Possessive}
	if err := x.addClasses(&f); err != nil {
		return nil, err
	}
	if err := x.addMillennia(f.Millennia); err != nil {
		return nil, err
	}
	x.yearPrefixes = f.YearPrefixes
	x.names, x.published, x.joiners = set(f.Names), set(f.Published), set(f.Joiners)
	x.suffixes = map[classID]map[string]bool{}
	for _, name := range sortedKeys(f.Suffixes) {
		id, ok := builtin[name]
		if !ok {
			return nil, fmt.Errorf("suffixes: no class %q of figures", name)
		}
		x.suffixes[id] = set(f.Suffixes[name])
	}
	x.tense = newTense(f.Tense)
	g := newGrammar(x, f.Parts)
	var err error
	if x.patterns, err = g.compile(f.Patterns); err != nil {
		return nil, fmt.Errorf("patterns: %w", err)
	}
	if x.jubilees, err = g.compile(f.Anniversaries); err != nil {
		return nil, fmt.Errorf("anniversaries: %w", err)
	}
	return x, nil
}

// addClasses numbers the classes and lists their forms.
func (x *lexicon) addClasses(f *file) error {
	for i, name := range sortedKeys(f.Classes) {
		if _, ok := builtin[name]; ok || int(firstListed)+i > 63 {
			return fmt.Errorf("class %q is taken or one too many", name)
		}
		id := firstListed + classID(i)
		x.classes[name] = id
		for _, value := range sortedKeys(f.Classes[name]) {
			v, err := classValue(value)
			if err != nil {
				return fmt.Errorf("class %q: %w", name, err)
			}
			for _, form := range f.Classes[name][value] {
				if err := x.addForm(f, form, sense{id, v}); err != nil {
					return fmt.Errorf("class %q: %w", name, err)
				}
			}
		}
	}
	for name, id := range builtin {
		x.classes[name] = id
	}
	for _, name := range f.Capitalised {
		x.capitalised |= 1 << x.classes[name]
	}
	x.cardinal, x.ordinal, x.roman, x.ofMonth = x.classes["cardinal"], x.classes["ordinal"], x.classes["roman"], x.classes["ofmonth"]
	return nil
}

// addForm lists a form, or a stem with each of the endings that it names.
func (x *lexicon) addForm(f *file, form string, s sense) error {
	stem, ending, ok := strings.Cut(form, "+")
	forms := []string{form}
	if ok {
		list, known := f.Endings[ending]
		if !known {
			return fmt.Errorf("form %q: no endings %q", form, ending)
		}
		forms = forms[:0]
		for _, e := range list {
			forms = append(forms, stem+e)
		}
	}
	for _, w := range forms {
		x.addWord(extract.FoldYo(w), s)
		for _, letters := range f.Latin {
			x.addWord(latin(w, letters), s)
		}
	}
	return nil
}

func (x *lexicon) addWord(w string, s sense) {
	if !slices.Contains(x.words[w], s) {
		x.words[w] = append(x.words[w], s)
	}
}

// latin spells a Cyrillic word in Latin letters; a letter that the map does
// not hold stays.
func latin(word string, letters map[string]string) string {
	var b strings.Builder
	for _, r := range word {
		if l, ok := letters[string(r)]; ok {
			b.WriteString(l)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (x *lexicon) addMillennia(years map[string][]string) error {
	for _, key := range sortedKeys(years) {
		year, err := strconv.Atoi(key)
		if err != nil || year < 1000 || year > 2100 || year%100 != 0 {
			return fmt.Errorf("millennia: %q is no year that a century begins with", key)
		}
		for _, phrase := range years[key] {
			m := millennium{words: strings.Fields(extract.FoldYo(phrase)), year: year}
			if len(m.words) == 0 {
				return fmt.Errorf("millennia: %s has no words", key)
			}
			for _, w := range m.words {
				x.addWord(w, sense{})
			}
			x.millennia = append(x.millennia, m)
		}
	}
	return nil
}

// mask returns the classes of the senses as bits, less those whose words need
// a capital if the word has none.
func (x *lexicon) mask(senses []sense, upper bool) (m uint64) {
	for _, s := range senses {
		m |= 1 << s.class
	}
	if !upper {
		m &^= x.capitalised
	}
	return m
}

// classValue reads a value of a class: a number or the name of a unit.
func classValue(s string) (int, error) {
	if u, ok := units[s]; ok {
		return int(u), nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("value %q is neither a number nor a unit", s)
	}
	return n, nil
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[extract.FoldYo(w)] = true
	}
	return m
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
