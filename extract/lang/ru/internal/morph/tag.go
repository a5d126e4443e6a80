package morph

import "claimgraph/extract"

// A Tag is the features of one form, packed: what [extract.Analysis] says, and
// the flags that ranking and inflection need besides.
//
// From the lowest bit: part of speech (4 bits), case (4), number (2), gender
// (2), tense (2), verb form (3), voice (2), person (2), name kind (3); flags
// from bit 32.
type Tag uint64

// Flags of a Tag.
const (
	Animate     Tag = 1 << (32 + iota) // persons and animals; the accusative that is like the genitive
	Inanimate                          // things; the accusative that is like the nominative
	Short                              // short form of an adjective or participle
	Fixed                              // the same in all cases
	Rare                               // archaic, colloquial, distorted: unlikely in running text
	Common                             // a noun of either gender: "судья"
	Pronominal                         // pronoun in the shape of an adjective: "этот", "который"
	Ordinal                            // "второй"
	Comparative                        // "больше"
	Imperative                         // "пиши"
	Abbr                               // initials and abbreviations
	PluralOnly                         // "переговоры"
	Variant                            // a second form of its case: "-ою", "в лесу", vocatives
	Perfective                         // of verbs
	Transitive                         // of verbs: takes an object in the accusative
	Impersonal
	Substantive // an adjective that may stand as a noun, or a noun that was one: "рабочий"
)

// NewTag packs the features of a; flags are added with or.
func NewTag(a extract.Analysis) Tag {
	t := Tag(a.POS) | Tag(a.Case)<<4 | Tag(a.Number)<<8 | Tag(a.Gender)<<10 | Tag(a.Tense)<<12 |
		Tag(a.Form)<<14 | Tag(a.Voice)<<17 | Tag(a.Person)<<19
	if a.Name != 0 {
		t |= Tag(a.Name) << 21
	}
	if a.Animate {
		t |= Animate
	}
	if a.Short {
		t |= Short
	}
	return t
}

// Has reports whether all the given flags are set.
func (t Tag) Has(flags Tag) bool { return t&flags == flags }

func (t Tag) POS() extract.POS       { return extract.POS(t & 15) }
func (t Tag) Case() extract.Case     { return extract.Case(t >> 4 & 15) }
func (t Tag) Number() extract.Number { return extract.Number(t >> 8 & 3) }
func (t Tag) Gender() extract.Gender { return extract.Gender(t >> 10 & 3) }
func (t Tag) Form() extract.VerbForm { return extract.VerbForm(t >> 14 & 7) }
func (t Tag) Name() extract.NameKind { return extract.NameKind(t >> 21 & 7) }
func (t Tag) WithCase(c extract.Case) Tag {
	return t&^(15<<4) | Tag(c)<<4
}

// Nominal reports whether the form has a case: a noun, an adjective, a full
// participle, a pronoun or a number word.
func (t Tag) Nominal() bool { return t.Case() != 0 }

// Attributive reports whether the form modifies a noun and agrees with it.
func (t Tag) Attributive() bool {
	return t.Case() != 0 && (t.POS() == extract.ADJ || t.POS() == extract.DET || t.POS() == extract.VERB)
}

// Analysis unpacks t.
func (t Tag) Analysis(lemma string) extract.Analysis {
	return extract.Analysis{
		Lemma:   lemma,
		POS:     t.POS(),
		Case:    t.Case(),
		Number:  t.Number(),
		Gender:  t.Gender(),
		Animate: t.Has(Animate),
		Tense:   extract.Tense(t >> 12 & 3),
		Form:    t.Form(),
		Voice:   extract.Voice(t >> 17 & 3),
		Person:  uint8(t >> 19 & 3),
		Name:    t.Name(),
		Short:   t.Has(Short),
	}
}
