// Package number finds quantities in an article: figures, numerals in words of
// any length, scales, fractions, per cent and money.
//
// An analysed document with the dates in it goes in; mentions of the type
// Number come out. A mention holds the number with its scale ("28,7 млрд"),
// its value is Mention.Number, multiplied out ("28700000000"); per cent stay
// as they are written (16.9). The unit stands beside the mention, not in it:
// Mention.Kind tells what is counted and Args["unit"] which unit, see [Unit].
// The words of a language are data, lang/*.yaml.
package number

import (
	"claimgraph/extract"
	"claimgraph/extract/date"
	"claimgraph/schema"
)

// Kinds of Number mentions by their units; without a unit that the language
// lists, the kind is "".
const (
	Percent  = "percent"
	Points   = "points" // per cent points, basis points
	Money    = "money"
	Measure  = "measure"  // of length, weight, power and the like
	Duration = "duration" // years, days, hours; an age too
	Times    = "times"    // "2,5 раза"
	Share    = "share"    // a fraction: "две трети" is 0.6667
)

// What a mention says of itself in Mention.Args.
const (
	// Unit is a text: "%", "pp", "bp", an ISO 4217 code such as "KZT", a symbol
	// such as "km", or "year", "month", "day" and the like.
	Unit schema.ArgName = "unit"
	// Bound is a text, About, More or Less: "около", "свыше", "up to".
	Bound schema.ArgName = "bound"
	// To is the number that ends a range, for the mention that begins it.
	To schema.ArgName = "to"
)

// The values of Bound.
const (
	About = "about"
	More  = "more"
	Less  = "less"
)

// New returns the recognizer of quantities. Ordinals, times of day, figures
// that name things ("№ 5"), and what stands in a date found before, are none;
// nor is a bare "one". It is safe for use by several goroutines.
func New() extract.Recognizer { return recognizer{} }

type recognizer struct{}

// Name returns "number".
func (recognizer) Name() string { return "number" }

// Recognize returns the quantities in d.
func (recognizer) Recognize(d *extract.Doc) []extract.Mention {
	x := lexiconOf(d.Language)
	if x == nil {
		return nil
	}
	dated := datedTokens(d)
	var out []extract.Mention
	for i := range d.Sentences {
		s := &d.Sentences[i]
		b := &d.Blocks[s.Block]
		if b.Kind == extract.Chrome || b.Kind == extract.Caption {
			continue
		}
		first := s.First
		for first < s.End && b.Dateline.Len() > 0 && b.Dateline.Contains(d.Tokens[first].Span) {
			first++
		}
		r := reader{d: d, x: x, t: d.Tokens[:s.End], from: first, dated: dated}
		if found := r.mentions(); len(found) > 0 && !date.PublishedLine(d, i) {
			out = append(out, found...)
		}
	}
	return out
}

// datedTokens marks the tokens of the dates in d.Mentions.
func datedTokens(d *extract.Doc) []bool {
	m := make([]bool, len(d.Tokens))
	for i := range d.Mentions {
		if d.Mentions[i].Type != schema.DateType {
			continue
		}
		for t := d.Mentions[i].First; t < d.Mentions[i].End; t++ {
			m[t] = true
		}
	}
	return m
}
