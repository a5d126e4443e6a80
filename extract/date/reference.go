package date

import (
	"slices"

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
	read := sentencesOf(d, lex)
	for i := range d.Sentences {
		b := &d.Blocks[d.Sentences[i].Block]
		if b.Kind == extract.Chrome || b.Kind == extract.Caption {
			continue
		}
		e.read(d, lex, read.withDateline(i))
	}
	if day, ok := e.dateline(); ok {
		return day, true
	}
	if day, ok := e.bareDay(); ok {
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
	own    bool            // whether latest is given as the article's own
	bare   []bareDate      // days told of, their years left out
}

// A bareDate is a month and a day without a year, with the weekday that stands
// beside it (1 Monday to 7 Sunday, 0 for none).
type bareDate struct {
	schema.Date
	weekday int
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
			e.readBare(lex, s, ms, i)
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
		if given := own || dateline(d, s, m) || isToday(s, ms, i); given || told(lex, s, m) {
			e.latest, e.own = day, given
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

// readBare keeps the i-th match if it is a day told of without its year.
func (e *evidence) readBare(lex *lexicon, s *sentence, ms []*match, i int) {
	m := ms[i]
	if !m.have(slotDay, slotMonth) || m.have(slotYear) || m.have(slotRelyear) || m.have(slotUnit) || !told(lex, s, m) {
		return
	}
	b := bareDate{Date: schema.Date{Month: m.at(slotMonth), Day: m.at(slotDay)}}
	if m.have(slotDay2) {
		b.Day = m.at(slotDay2)
	}
	switch {
	case m.have(slotWeekday):
		b.weekday = m.at(slotWeekday)
	case i > 0 && ms[i-1].have(slotWeekday) && ms[i].from-ms[i-1].to <= 1:
		b.weekday = ms[i-1].at(slotWeekday)
	case i+1 < len(ms) && ms[i+1].have(slotWeekday) && ms[i+1].from-ms[i].to <= 1:
		b.weekday = ms[i+1].at(slotWeekday)
	}
	e.bare = append(e.bare, b)
}

// Bounds of what days without a year tell: maxBack is how many days before the last
// day with its year one may lie that leaves the same year out, maxYears how many
// years after it a weekday is looked for.
const (
	maxBack  = 75
	maxYears = 5
)

// bareDay returns the last of the days told of without their years, each in the year
// in which it falls on its weekday and follows what is told with a year, or else
// precedes what is planned: who writes "on 11 March" writes in another year than that
// of "on 23 December 2024".
func (e *evidence) bareDay() (schema.Date, bool) {
	if e.own {
		return schema.Date{}, false
	}
	if len(e.bare) == 0 {
		return schema.Date{}, false
	}
	told := e.latest
	if told.IsZero() {
		told = e.past
	}
	weekdays := slices.ContainsFunc(e.bare, func(b bareDate) bool { return b.weekday > 0 })
	latest := schema.Date{}
	for _, b := range e.bare {
		if weekdays && b.weekday == 0 {
			continue // the others may lie anywhere
		}
		day := schema.Date{}
		switch {
		case !told.IsZero():
			day = b.after(told)
		case !e.plan.IsZero():
			day = b.before(e.plan.Start)
		}
		if day.Valid() && day.Compare(latest) > 0 {
			latest = day
		}
	}
	if latest.IsZero() || !e.plan.IsZero() && latest.Compare(e.plan.End) > 0 || latest.Compare(e.latest) < 0 {
		return schema.Date{}, false
	}
	return latest, true
}

// before returns the day in the last year in which it falls on its weekday and lies
// before what is planned.
func (b bareDate) before(plan schema.Date) schema.Date {
	for year := plan.Year; year >= plan.Year-maxYears; year-- {
		day := schema.Date{Year: year, Month: b.Month, Day: b.Day}
		if day.Valid() && day.Compare(plan) < 0 && (b.weekday == 0 || weekday(day) == b.weekday) {
			return day
		}
	}
	return schema.Date{}
}

// after returns the day in the first year in which it falls on its weekday and does
// not lie far before told.
func (b bareDate) after(told schema.Date) schema.Date {
	first := told.AddDays(-maxBack)
	for year := told.Year; year <= told.Year+maxYears; year++ {
		day := schema.Date{Year: year, Month: b.Month, Day: b.Day}
		if !day.Valid() || day.Compare(first) < 0 || b.weekday > 0 && weekday(day) != b.weekday {
			continue
		}
		return day
	}
	return schema.Date{}
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
