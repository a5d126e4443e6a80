// Package ru knows the Russian language: the forms and lemmas of its words, the
// extents of its noun phrases, its personal names and numerals.
//
// [New] returns an [extract.Analyzer]. The tokens of a sentence go in, with
// nothing but their text; they come out with their analyses, the likeliest in
// that sentence first. Lemmas are in lower case and have е for ё, whatever the
// text has. Words come from the OpenCorpora dictionary, embedded; see
// internal/morph for its format and gen for how it is made. Short lists of our own
// beside it, words, are embedded as a table too.
package ru

import (
	"math"
	"sync"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/wordcache"
	"claimgraph/extract/lang/ru/internal/morph"
)

// An Analyzer analyses Russian. It is safe for concurrent use.
type Analyzer struct {
	dict  *morph.Dictionary
	words *words
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
		dict: morph.Default(), words: standardWords(),
		readings: wordcache.New[[]reading](keptReadings), names: wordcache.New[[]hypothesis](keptNames),
	}
	a.ordinals = ordinalForms(a.dict)
	a.pool.New = func() any { return &scratch{} }
	return a
}

// Language returns "ru".
func (a *Analyzer) Language() string { return "ru" }

// Abbreviation reports whether a full stop after the lower-case word does not
// end a sentence. One letter by itself is an initial.
func (a *Analyzer) Abbreviation(word string) bool {
	if a.words.abbreviations.Has(extract.FoldYo(word)) {
		return true
	}
	rs := []rune(word)
	return len(rs) == 1 && isLetter(rs[0])
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
