// Package kk knows Kazakh: the readings of its words, its noun phrases, its
// names and numerals. Tokens and documents of package extract go in; analyses,
// phrases and dictionary forms come out.
//
// A word is read from its end by the endings of words/suffixes.txt, which are
// checked for vowel harmony and for the sounds that meet; what is left is looked
// up in the word lists or guessed. Lemmas are lower-case: of a noun the bare
// stem (министрлігінің: министрлік), of a verb the verbal noun in -у of its
// stem, negation left out (өткізбеді: өткізу), of a passive that of the passive
// (қабылданды: қабылдану). Kazakh in Latin letters is read as if it stood in
// Cyrillic, and its lemmas are Cyrillic; names in Latin letters without a
// Kazakh letter are left as they are.
package kk

import (
	"sync"

	"claimgraph/extract"
)

// An Analyzer reads Kazakh. It is safe for use by several goroutines.
type Analyzer struct {
	*tables
	readers sync.Pool
}

// keptWords is how many words are kept as they were read: 1<<13.
const keptWords = 13

var _ extract.Analyzer = (*Analyzer)(nil)

// New returns an analyzer of Kazakh.
func New() *Analyzer {
	a := &Analyzer{tables: shared()}
	a.readers.New = func() any { return &reader{tables: a.tables} }
	return a
}

// Language returns "kk".
func (a *Analyzer) Language() string { return "kk" }

// Abbreviation reports whether a full stop after the lower-case word does not
// end a sentence.
func (a *Analyzer) Abbreviation(word string) bool { return a.lexicon.abbreviations.Has(word) }
