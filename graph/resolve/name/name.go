// Package name decides whether two mentions name one thing. Two mentions go in,
// each with its names, its type and what is said beside it; out comes a verdict
// with a score and its reasons in words. The verdict depends on the two mentions
// and on the known names alone, never on how many mentions a store holds, and
// it is the same whichever mention comes first.
//
// A [Matcher] holds the known names and words. [Matcher.Parse] reads a mention
// once; [Compare] and [Parsed.Keys] then cost microseconds:
//
//	m, err := name.New(model, entries)
//	a, b := m.Parse(one), m.Parse(other)
//	d := name.Compare(a, b)
//
// Mentions that could be one thing share a key, so that a caller compares only
// those that do: two that share none are never [Match] nor [Doubtful].
//
// A wrong merge is worse than a missed one: only [Match] merges. [Different]
// says that something speaks against the pair, so that it must not end up in
// one entity by way of a third mention; [Doubtful] waits for a person;
// [Unrelated] says nothing.
//
// # How names are compared
//
// Words of persons' names are spelt out as sounds, a Latin word in as many ways
// as languages may read it, and compared by what it costs to take the one for
// the other: little where a script cannot write a sound, the whole of a letter
// where it is simply another (data/sounds.txt). Names that no rule brings
// together stand in data/equal.txt. Each name is read as given name, patronymic
// and surname in every order that its words allow, in the nominative and, if all
// words agree, in the cases that they may stand in (data/declension.txt).
//
// Bodies, posts and agreements are read as concepts: what kind of body, for
// what, of which country, and words of its own (data/concepts.txt, the model's
// portfolios, the gazetteer). Two names are one body's if they say the same.
//
// Words are data: what a speaker would correct stands in data/.
package name

import (
	"claimgraph/schema"
)

// A Label is a name as a text has it, at best in the nominative.
type Label struct {
	Text     string
	Language string // BCP 47: "ru", "kk", "kk-Latn", "en"; "" if unknown
}

// A Mention is what one article says of one thing.
type Mention struct {
	Type  schema.EntityType
	Names []Label // at least one for a verdict other than by Known
	// Known is the gazetteer's key, such as "country/kazakhstan", or "".
	Known   string
	Context Context
}

// A Context is what an article says beside a name. All of it is optional.
type Context struct {
	// Posts are slugs of the model's posts, or names of posts in any language.
	Posts []string
	// Organizations and Countries are gazetteer keys, or names in any language.
	// They are those that the mention belongs to, not all that the article has.
	Organizations, Countries []string
	// First and Last bound the time of which the article speaks; zero if unknown.
	First, Last schema.Date
}

// A Verdict is what a pair of mentions amounts to.
type Verdict int

const (
	// Unrelated mentions have nothing in common that would ask for a decision.
	Unrelated Verdict = iota
	// Doubtful pairs may be one; a person decides.
	Doubtful
	// Different pairs look alike and must not be one: something contradicts.
	Different
	// Match says that they are one.
	Match
)

// String returns the verdict in lower case.
func (v Verdict) String() string {
	switch v {
	case Doubtful:
		return "doubtful"
	case Different:
		return "different"
	case Match:
		return "match"
	}
	return "unrelated"
}

// A Decision is the verdict on a pair of mentions.
type Decision struct {
	Verdict Verdict
	// Score is how well the two agree, from 0 to 1: at least 0.9 for a match,
	// from 0.5 for a doubtful pair, less for others.
	Score float64
	// Reasons say in words what speaks for and against, the weightiest first.
	Reasons []string
}

// An Entry is a thing that the gazetteer knows.
type Entry struct {
	Key        string // "country/kazakhstan"
	Type       schema.EntityType
	Names      []Label
	Adjectives []Label // "казахстанский"
	Country    string  // key of the country that it is in or of, or ""
}
