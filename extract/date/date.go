// Package date finds dates in an article and says when they are.
//
// A document with its tokens goes in; mentions of the type Date come out, each
// with its [schema.Interval]. The words and patterns of a language are data,
// lang/*.yaml; one matcher reads them all. Dates that depend on the day of the
// article ("yesterday", "1 December" without a year) count from
// [extract.Doc.Reference] and are left out where there is none; nothing ever
// counts from the clock.
package date

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Kinds that subdivide Date mentions; most have none.
const (
	// Anniversary is the kind of a mention whose value is the time of what is
	// remembered, not of the remembering: "10 years since" in 2025 is 2015.
	Anniversary = "anniversary"
	// Occasion is the kind of a date at which an anniversary falls.
	Occasion = "occasion"
	// Period is the kind of a stretch counted from the reference: "the last
	// three years". It tells how long rather than when.
	Period = "period"
)

// New returns the recognizer of dates. It is safe for use by several goroutines.
func New() extract.Recognizer { return recognizer{} }

type recognizer struct{}

// Name returns "date".
func (recognizer) Name() string { return "date" }

// Recognize returns the dates in d that have a value. Chrome, captions,
// datelines and lines that tell when the article was published are passed over.
func (recognizer) Recognize(d *extract.Doc) []extract.Mention {
	lex := lexiconOf(d.Language)
	if lex == nil {
		return nil
	}
	r := &resolver{doc: d, lex: lex}
	var found []*match
	eachSentence(d, lex, func(s *sentence) {
		ms := splitPairs(s, lex.enumerated(s, lex.scan(s)))
		lex.borrowYears(s, ms)
		for _, m := range ms {
			r.resolve(s, m)
		}
		ms = r.join(s, ms)
		ms = r.anniversaries(s, ms)
		found = append(found, ms...)
	})
	return mentions(d, found)
}

// onReference reports whether one of the dates is the reference's day and month.
func onReference(d *extract.Doc, ms []*match) bool {
	for _, m := range ms {
		if m.have(slotDay, slotMonth) && m.at(slotDay) == d.Reference.Day && m.at(slotMonth) == d.Reference.Month {
			return true
		}
	}
	return false
}

// mentions turns the matches that have a value into mentions.
func mentions(d *extract.Doc, found []*match) []extract.Mention {
	var out []extract.Mention
	for _, m := range found {
		if m.value.IsZero() {
			continue
		}
		out = append(out, extract.Mention{
			Span: d.TokenSpan(m.first, m.end), First: m.first, End: m.end, Head: m.head,
			Type: "Date", Kind: m.kind, Name: m.value.String(), Language: d.Language,
			Time: m.value, Inferred: m.fromReference && d.ReferenceInferred, Recognizer: "date",
		})
	}
	slices.SortStableFunc(out, func(a, b extract.Mention) int { return a.Span.Compare(b.Span) })
	return out
}

// eachSentence lays out the sentences that dates of events can stand in.
func eachSentence(d *extract.Doc, lex *lexicon, do func(*sentence)) {
	read := sentencesOf(d, lex)
	for i := range d.Sentences {
		b := &d.Blocks[d.Sentences[i].Block]
		if b.Kind == extract.Chrome || b.Kind == extract.Caption {
			continue
		}
		if s := read.at(i); len(s.atoms) > 0 && !publishedLine(d, lex, s) {
			do(s)
		}
	}
}

// PublishedLine reports whether sentence i of d is a line that tells when the
// article appeared: no figure in it says anything else.
func PublishedLine(d *extract.Doc, i int) bool {
	lex := lexiconOf(d.Language)
	if lex == nil || d.Blocks[d.Sentences[i].Block].Span.Len() > longestLine {
		return false
	}
	s := sentencesOf(d, lex).at(i)
	return len(s.atoms) > 0 && publishedLine(d, lex, s)
}

// longestLine is how many bytes a line that dates the article has at most.
const longestLine = 160

// publishedLine reports whether the sentence is a line that tells when the
// article appeared: short, with a date, and either a word such as "posted", a
// separator of page furniture, the reference's own day, or nothing besides.
func publishedLine(d *extract.Doc, lex *lexicon, s *sentence) bool {
	block := &d.Blocks[s.block]
	if block.Kind == extract.ListItem || block.Span.Len() > longestLine || len(s.atoms) > 24 || s.span != block.Span && !s.opens(lex.published) {
		return false
	}
	if s.opens(lex.published) {
		return len(lex.datesOf(s)) > 0
	}
	if len(s.atoms) <= 10 && block.Kind != extract.Title && onReference(d, lex.datesOf(s)) && !s.verb(lex) {
		return true
	}
	furniture := false
	for i := 1; i < len(s.atoms); i++ { // the first may be a bullet
		a := &s.atoms[i]
		// A stroke between figures is one of "2025/26".
		furniture = furniture || a.text == "•" || a.text == "|" || a.text == "·" || a.text == "/" && d.Tokens[a.first].SpaceBefore
	}
	ms := lex.datesOf(s)
	if len(ms) == 0 || ms[0].precise() == schema.NoPrecision {
		return false
	}
	covered := 0
	for _, m := range ms {
		covered += m.to - m.from
	}
	if last := ms[len(ms)-1]; s.block < headLines && last.to == len(s.atoms) && last.from > 0 && last.precise() == schema.Day && last.have(slotYear) {
		furniture = furniture || s.atoms[last.from-1].text == "," // "Ministry of Health, Astana, 11 May 2026"
	}
	return furniture && !s.verb(lex) && len(s.atoms)-covered <= 12 || len(s.atoms)-covered <= 1
}

// headLines is how many blocks at the top may be a letterhead.
const headLines = 3
