package date

import (
	"claimgraph/extract"
	"claimgraph/schema"
)

// Reference returns the day that an article without a date counts from: the
// latest day, stated with its year, that the text dates something told in the
// past by, or that it gives as its own. Plans, deadlines and duties do not
// count. A dateline that leaves its year out ("ASTANA, 4 March") is that day of
// the year in which it follows what is told and precedes what is planned. It
// returns false if there is none. It reads neither d.Reference nor d.Mentions.
func Reference(d *extract.Doc) (schema.Date, bool) {
	lex := lexiconOf(d.Language)
	if lex == nil {
		return schema.Date{}, false
	}
	var e evidence
	var s sentence
	for i := range d.Sentences {
		b := &d.Blocks[d.Sentences[i].Block]
		if b.Kind == extract.Chrome || b.Kind == extract.Caption {
			continue
		}
		s.readWith(d, lex, i, true)
		e.read(d, lex, &s)
	}
	if day, ok := e.dateline(); ok {
		return day, true
	}
	return e.latest, !e.latest.IsZero()
}

// evidence is what the dates of a text tell of the day of its writing.
type evidence struct {
	latest schema.Date     // day told of, or given as the article's own
	past   schema.Date     // the latest told of by the month at least: its first day
	plan   schema.Interval // the earliest planned
	line   schema.Date     // the dateline's month and day, its year left out
}

// read adds the dates of a sentence.
func (e *evidence) read(d *extract.Doc, lex *lexicon, s *sentence) {
	ms := splitPairs(s, lex.enumerated(s, lex.scan(s)))
	lex.borrowYears(s, ms)
	own := false // whether the sentence is a line that dates the article
	for i, m := range ms {
		if e.line.IsZero() && dateline(d, s, m) && m.have(slotDay, slotMonth) && !m.have(slotYear) {
			e.line = schema.Date{Month: m.at(slotMonth), Day: m.at(slotDay)}
			continue
		}
		if m.precise() == schema.NoPrecision {
			continue
		}
		e.bound(lex, s, m)
		if m.precise() != schema.Day {
			continue
		}
		day := lastDay(m)
		if !day.Valid() || day.Compare(e.latest) <= 0 {
			continue
		}
		if i == 0 {
			own = publishedLine(d, lex, s)
		}
		if own || dateline(d, s, m) || isToday(s, ms, i) || told(lex, s, m) {
			e.latest = day
		}
	}
}

// bound takes a date with its year for a bound of the day of writing.
func (e *evidence) bound(lex *lexicon, s *sentence, m *match) {
	at := schema.On(schema.Date{Year: m.at(slotYear), Month: m.at(slotMonth)})
	if m.precise() == schema.Day {
		at = schema.On(lastDay(m))
	}
	first, last := at.Bounds()
	if !first.Valid() || first.IsZero() {
		return
	}
	switch s.direction(lex, m).dir {
	case behind:
		// Of a year alone the verb may not be: "предложил провести в 2026 году".
		if m.precise() > schema.Year && first.Compare(e.past) > 0 {
			e.past = first
		}
	case ahead, planned:
		if before, _ := e.plan.Bounds(); e.plan.IsZero() || first.Compare(before) < 0 {
			e.plan = schema.Interval{Start: first, End: last}
		}
	}
}

// dateline returns the day of a dateline without a year: the last such day
// before the earliest plan, unless what is told is later; without a plan the
// first after what is told by the month at least.
func (e *evidence) dateline() (schema.Date, bool) {
	if e.line.IsZero() {
		return schema.Date{}, false
	}
	in := func(year int) schema.Date { return schema.Date{Year: year, Month: e.line.Month, Day: e.line.Day} }
	after := in(e.past.Year) // the first at or after what is told
	if after.Compare(e.past) < 0 {
		after = in(e.past.Year + 1)
	}
	if !e.plan.IsZero() {
		before := in(e.plan.Start.Year)
		if before.Compare(e.plan.Start) >= 0 {
			before = in(e.plan.Start.Year - 1)
		}
		switch {
		case before.Compare(e.past) >= 0:
			return before, before.Valid()
		case after.Compare(e.plan.End) <= 0:
			return after, after.Valid()
		}
		return schema.Date{}, false
	}
	if e.past.IsZero() {
		return schema.Date{}, false
	}
	return after, after.Valid()
}

// lastDay returns the day that the match states, of a range the last.
func lastDay(m *match) schema.Date {
	if m.have(slotDate) {
		return fromInt(m.at(slotDate))
	}
	iv := span(schema.Date{Year: m.at(slotYear), Month: m.at(slotMonth)}, m.at(slotDay), m)
	if !iv.End.IsZero() {
		return iv.End
	}
	return iv.Start
}

// dateline reports whether the match stands in its block's dateline.
func dateline(d *extract.Doc, s *sentence, m *match) bool {
	line := d.Blocks[s.block].Dateline
	return line.Len() > 0 && line.Overlaps(d.TokenSpan(m.first, m.end))
}

// isToday reports whether "today" or "yesterday" stands right before the date.
func isToday(s *sentence, ms []*match, i int) bool {
	if i == 0 {
		return false
	}
	prev := ms[i-1]
	return prev.have(slotRelday) && prev.at(slotRelday) <= 0 && ms[i].from-prev.to <= 1
}

// told reports whether the match dates something told in the past.
func told(lex *lexicon, s *sentence, m *match) bool {
	if m.from > 0 && lex.tense.until[s.atoms[m.from-1].text] || m.to < len(s.atoms) && lex.tense.until[s.atoms[m.to].text] {
		return false
	}
	return s.direction(lex, m).dir == behind
}
