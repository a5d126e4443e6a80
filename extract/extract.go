package extract

import (
	"context"

	"claimgraph/schema"
)

// An Analyzer knows one language: its words, its noun phrases, its names.
// Implementations are safe for use by several goroutines.
type Analyzer interface {
	// Language is the BCP 47 tag.
	Language() string
	// Abbreviation reports whether a full stop after the lower-case word does
	// not end a sentence: "г", "им", "dr", "т".
	Abbreviation(word string) bool
	// Analyze gives the words of one sentence their analyses, likeliest first,
	// in the light of their neighbours.
	Analyze(sentence []Token)
	// Phrase returns the noun phrase that has the token head as its head noun,
	// inside its sentence: the modifiers that agree with it and its complements.
	// Complements are what follows in the genitive (before the head, with izafet,
	// in Kazakh; "of" in English), names in quotation marks or Latin letters in
	// apposition, and phrases with one of the given prepositions (postpositions
	// in Kazakh: "туралы", "жөніндегі"). Mentions already in d.Mentions are not cut.
	Phrase(d *Doc, head int, prepositions []string) Phrase
	// Nominative returns the dictionary form of the noun phrase [first, end)
	// with the given head: head and agreeing modifiers in the nominative (number
	// kept), complements as they stand. Letter case is kept.
	Nominative(d *Doc, first, end, head int) string
	// PersonName returns the nominative of a personal name [first, end).
	// Initials and foreign particles stay.
	PersonName(d *Doc, first, end int) string
	// Numeral returns the value of a number word or of a figure with an ending
	// ("второго", "22-го", "жиырма екінші", "XXII" and "22nd" token by token is
	// enough for compounds: n tokens are read). Ordinal tells which kind.
	Numeral(d *Doc, i int) (value int, ordinal bool, n int)
}

// A Phrase is a noun phrase around a head noun.
type Phrase struct {
	First, End, Head int
	// Complement is where the complements begin: Tokens[Complement:End) in
	// Russian and English; in Kazakh complements stand before the head and
	// Complement is where the head's own modifiers begin.
	Complement int
}

// A Recognizer finds mentions in an analysed document. It reads those found by
// recognizers before it in d.Mentions.
type Recognizer interface {
	Name() string
	Recognize(d *Doc) []Mention
}

// An Extractor finds claims of some types in a document with its mentions.
// The claims need no ID and no outlet: the pipeline gives them.
type Extractor struct {
	Name, Doc string
	Language  string // "" for any
	Run       func(context.Context, *Doc) ([]schema.Claim, error)
}
