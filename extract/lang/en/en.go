// Package en analyses English: parts of speech and lemmas from word lists,
// endings and the words around, noun phrases, and the normal form of names.
//
// Sentences of tokens go in and come out with analyses: see [Analyzer]. Its
// word lists are the files in words, for a speaker to correct.
package en

import (
	"strings"

	"claimgraph/extract"
)

// An Analyzer reads English. It is safe for use by several goroutines.
type Analyzer struct{ lex *lexicon }

var _ extract.Analyzer = (*Analyzer)(nil)

// New returns an analyzer with the word lists that come with the package.
func New() *Analyzer { return &Analyzer{lex: standardLexicon()} }

// Language returns "en".
func (a *Analyzer) Language() string { return "en" }

// Abbreviation reports whether a full stop after the lower-case word does not
// end a sentence.
func (a *Analyzer) Abbreviation(word string) bool {
	return a.lex.abbreviations.Has(strings.TrimSuffix(word, "."))
}

// Analyze gives the words of one sentence their analyses, the likeliest first.
// Those that the neighbours rule out are left away, so that most words have
// one; a capitalised word of the lexicon has a proper noun besides.
func (a *Analyzer) Analyze(sentence []extract.Token) {
	newTagger(a.lex, sentence).run()
}
