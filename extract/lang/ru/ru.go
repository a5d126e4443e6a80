// Package ru knows the Russian language: the forms and lemmas of its words, the
// extents of its noun phrases, its personal names and numerals.
//
// [New] returns an [extract.Analyzer]. The tokens of a sentence go in, with
// nothing but their text; they come out with their analyses, the likeliest in
// that sentence first. Lemmas are in lower case and have е for ё, whatever the
// text has. Words come from the OpenCorpora dictionary, embedded; see
// internal/morph for its format and gen for how it is made.
package ru

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/wordcache"
	"claimgraph/extract/lang/ru/internal/morph"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return wordFiles }

// An Analyzer analyses Russian. It is safe for concurrent use.
type Analyzer struct {
	dict  *morph.Dictionary
	words *words
	extra map[string][]morph.Form // of the nouns that the dictionary lacks
	// ordinals are the forms that figures with each ending can be.
	ordinals map[string][]morph.Form
	pool     sync.Pool // of *scratch
	readings *wordcache.Cache[[]reading]
	names    *wordcache.Cache[[]hypothesis]
}

// How many words are kept as they were read: 1<<14, and 1<<12 as names.
const (
	keptReadings = 14
	keptNames    = 12
)

var _ extract.Analyzer = (*Analyzer)(nil)

// New returns an analyzer with the embedded dictionary and word lists.
func New() *Analyzer {
	a := &Analyzer{
		dict: morph.Default(), words: loadWords(),
		readings: wordcache.New[[]reading](keptReadings), names: wordcache.New[[]hypothesis](keptNames),
	}
	a.ordinals = ordinalForms(a.dict)
	a.extra = extraForms(a.dict, a.words.nouns)
	a.pool.New = func() any { return &scratch{} }
	return a
}

// Language returns "ru".
func (a *Analyzer) Language() string { return "ru" }

// Abbreviation reports whether a full stop after the lower-case word does not
// end a sentence. One letter by itself is an initial.
func (a *Analyzer) Abbreviation(word string) bool {
	if a.words.abbreviations[extract.FoldYo(word)] {
		return true
	}
	rs := []rune(word)
	return len(rs) == 1 && isLetter(rs[0])
}

// words are the lists of words/*.txt.
type words struct {
	abbreviations, prefixes, fixed, classifiers, calendar, honours, instrumental map[string]bool
	particles, lastParticles                                                     map[string]bool
	prepositions                                                                 map[string]government
	closed                                                                       map[string]extract.POS
	given                                                                        map[string]genders
	numerals                                                                     map[string]numeral
	nouns                                                                        map[string][]string // model -> words that decline like it
	longestPrefix                                                                int                 // in bytes
}

// genders tells which genders a name may have.
type genders uint8

const (
	masculine genders = 1 << iota
	feminine
)

// A government is the cases that a preposition takes, with what the choice of
// each costs; 0 for a case that it does not take.
type government [extract.Voc + 1]int32

// taken is the score of the case that a preposition takes most often, cheaper
// what the next ones lack to it.
const (
	taken   = 400
	cheaper = 40
)

var caseNames = map[string]extract.Case{
	"nom": extract.Nom, "gen": extract.Gen, "dat": extract.Dat, "acc": extract.Acc, "ins": extract.Ins, "loc": extract.Loc,
}

var posNames = map[string]extract.POS{
	"cconj": extract.CCONJ, "sconj": extract.SCONJ, "part": extract.PART, "adp": extract.ADP, "adv": extract.ADV,
}

// loadWords reads the embedded lists, once. The lists are part of the program
// and tested with it, so a mistake in them is a mistake in the program.
var loadWords = sync.OnceValue(func() *words {
	w := &words{
		abbreviations: list("abbreviations"), prefixes: list("prefixes"), fixed: list("fixed"),
		classifiers: list("classifiers"), calendar: list("calendar"), honours: list("honours"), instrumental: list("instrumental"),
		particles: map[string]bool{}, lastParticles: map[string]bool{},
		prepositions: map[string]government{}, closed: map[string]extract.POS{},
		given: map[string]genders{}, numerals: map[string]numeral{}, nouns: map[string][]string{},
	}
	for _, f := range lines("nouns") {
		model := strings.TrimSuffix(f[0], ":")
		w.nouns[model] = append(w.nouns[model], f[1:]...)
	}
	for p := range w.prefixes {
		w.longestPrefix = max(w.longestPrefix, len(p))
	}
	for _, f := range lines("particles") {
		last := f[0] == ":"
		for _, p := range f {
			w.particles[p] = true
			w.lastParticles[p] = last
		}
	}
	for _, f := range lines("prepositions") {
		var g government
		for i, name := range f[1:] {
			c, ok := caseNames[name]
			if !ok {
				panic(fmt.Sprintf("ru: words/prepositions.txt: %s: no case %q", f[0], name))
			}
			g[c] = int32(taken - cheaper*i)
		}
		w.prepositions[f[0]] = g
	}
	for _, f := range lines("closed") {
		for _, word := range f[1:] {
			w.closed[word] = posNames[f[0]]
		}
	}
	for _, f := range lines("given") {
		g := map[string]genders{"m": masculine, "f": feminine, "b": masculine | feminine}[f[0]]
		for _, name := range f[1:] {
			w.given[name] |= g
		}
	}
	for _, f := range lines("numerals") {
		var value int
		fmt.Sscan(f[0], &value)
		ordinal := false
		for _, word := range f[1:] {
			if word == "|" {
				ordinal = true
				continue
			}
			w.numerals[word] = numeral{value, ordinal}
		}
	}
	return w
})

// extraForms returns the forms of words that decline like their model, a noun of
// the dictionary in the nominative.
func extraForms(d *morph.Dictionary, nouns map[string][]string) map[string][]morph.Form {
	extra := map[string][]morph.Form{}
	for _, model := range slices.Sorted(maps.Keys(nouns)) {
		words := nouns[model]
		for _, f := range d.Lookup(nil, model) {
			if t := d.Tag(f); t.Case() != extract.Nom || t.Number() != extract.Sing {
				continue
			}
			for n := range d.FormCount(f) {
				f.Form, f.Weight = uint16(n), 0
				for _, word := range words {
					if text, ok := d.Inflect(word, morph.Form{Paradigm: f.Paradigm, Form: nominative(d, f)}, n); ok {
						extra[text] = append(extra[text], f)
					}
				}
			}
			break
		}
	}
	return extra
}

// nominative returns the number of the nominative singular in f's paradigm.
func nominative(d *morph.Dictionary, f morph.Form) uint16 {
	for n := range d.FormCount(f) {
		if t := d.FormTag(f, n); t.Case() == extract.Nom && t.Number() == extract.Sing {
			return uint16(n)
		}
	}
	return 0
}

// lines returns the words of each line of a list, without comments.
func lines(name string) [][]string {
	data, err := wordFiles.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic("ru: " + err.Error())
	}
	var all [][]string
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(extract.FoldYo(line)); len(f) > 0 {
			all = append(all, f)
		}
	}
	return all
}

// list returns all the words of a list.
func list(name string) map[string]bool {
	set := map[string]bool{}
	for _, f := range lines(name) {
		for _, word := range f {
			set[word] = true
		}
	}
	return set
}

func isLetter(r rune) bool { return isCyrillic(r) || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

func isCyrillic(r rune) bool { return 'Ѐ' <= r && r <= 'ӿ' }

// logs are the logarithms of n/256 in hundredths, for weights. They are damped:
// the corpus that weights come from is small.
var logs = func() (t [256]int32) {
	const damping = 0.65
	for i := range t {
		t[i] = int32(100 * damping * math.Log(max(float64(i), 0.3)/256))
	}
	return t
}()
