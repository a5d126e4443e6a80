package extract

import (
	"strings"

	"claimgraph/schema"
)

// TokenKind tells what a token is made of.
type TokenKind uint8

const (
	WordToken   TokenKind = iota // letters, with hyphens and apostrophes inside: Касым-Жомарт, ЕО-ның
	NumberToken                  // digits with inner dots or commas: 28,7
	MixedToken                   // letters and digits: 22-го, G20, 2023-го
	MarkToken                    // one punctuation mark or symbol
)

// Capitals tells how a word is capitalised.
type Capitals uint8

const (
	Lower Capitals = iota
	Capital
	AllCaps  // two letters or more, all capitals
	MixedCap // iPhone, БТА-банк
)

// A Token is a word, number or mark with its analyses, the likeliest first.
// A word that the analyzer does not know has at least one guessed analysis;
// marks have none.
type Token struct {
	Span     schema.Span
	Text     string // as it stands
	Lower    string // folded to lower case, ё kept; a small word of Kazakh in Latin letters in Cyrillic ones
	Kind     TokenKind
	Capitals Capitals
	Sentence int
	// SpaceBefore tells whether white space stands before the token.
	SpaceBefore bool
	Analyses    []Analysis
}

// FoldYo returns a lower-case text with ё as е: most print leaves the dots out.
func FoldYo(lower string) string {
	// Hardly another small letter ends in the last byte of ё: nearly every word is
	// done with at once.
	if strings.IndexByte(lower, "ё"[1]) < 0 {
		return lower
	}
	return strings.ReplaceAll(lower, "ё", "е")
}

// Best returns the likeliest analysis, or the zero Analysis.
func (t *Token) Best() Analysis {
	if len(t.Analyses) == 0 {
		return Analysis{}
	}
	return t.Analyses[0]
}

// Lemma returns the lemma of the likeliest analysis, or the lower-case text.
func (t *Token) Lemma() string {
	if len(t.Analyses) == 0 || t.Analyses[0].Lemma == "" {
		return t.Lower
	}
	return t.Analyses[0].Lemma
}

// HasLemma reports whether any analysis has the lemma; a word without analyses
// matches by its lower-case text.
func (t *Token) HasLemma(lemma string) bool {
	for i := range t.Analyses {
		if t.Analyses[i].Lemma == lemma {
			return true
		}
	}
	return t.Lower == lemma
}

// HasPOS reports whether the likeliest analysis has the part of speech.
func (t *Token) HasPOS(p POS) bool { return len(t.Analyses) > 0 && t.Analyses[0].POS == p }

// Features as in Universal Dependencies; the zero value of each is "not marked".
type (
	POS      uint8
	Case     uint8
	Number   uint8
	Gender   uint8
	Tense    uint8
	VerbForm uint8
	Voice    uint8
	NameKind uint8
)

const (
	_ POS = iota
	NOUN
	PROPN
	ADJ
	VERB
	ADV
	PRON
	DET
	NUM
	ADP
	CCONJ
	SCONJ
	PART
	AUX
	INTJ
	X
)

const (
	_ Case = iota
	Nom
	Gen
	Dat
	Acc
	Ins
	Loc
	Abl
	Voc
)

const (
	_ Number = iota
	Sing
	Plur
)

const (
	_ Gender = iota
	Masc
	Fem
	Neut
)

const (
	_ Tense = iota
	Past
	Pres
	Fut
)

const (
	_ VerbForm = iota
	Fin
	Inf
	Part
	Conv  // adverbial participle
	Vnoun // verbal noun: kk -у; ru -ние words are NOUN
)

const (
	_ Voice = iota
	Act
	Pass
)

const (
	_ NameKind = iota
	Given
	Surname
	Patronymic
	Geo
	Org
)

// An Analysis is one reading of a word.
type Analysis struct {
	Lemma  string
	POS    POS
	Case   Case
	Number Number
	Gender Gender
	// Animate is set for persons and animals.
	Animate bool
	Tense   Tense
	Form    VerbForm
	Voice   Voice
	Person  uint8 // 1, 2, 3; 0 not marked
	// Possessor is the person of a Kazakh possessive suffix; 0 none.
	Possessor uint8
	// Attributive is set for Kazakh -ғы/-гі, which makes a locative or a noun of
	// time stand before a noun: "Астанадағы", "жылғы".
	Attributive bool
	// Negative is set for Kazakh -ма/-ме and the like inside the word.
	Negative bool
	Name     NameKind
	// Short is set for Russian short forms of adjectives and participles.
	Short bool
	// Guessed is set when the dictionary does not hold the word.
	Guessed bool
}
