package date

import (
	"claimgraph/extract"
	"claimgraph/schema"
)

// Reference returns the day that an article without a date counts from: the
// latest day, stated with its year, that the text dates something told in the
// past by, or that it gives as its own. Plans, deadlines and duties do not
// count. It returns false if there is none. It reads neither d.Reference nor
// d.Mentions.
func Reference(d *extract.Doc) (schema.Date, bool) {
	lex := lexiconOf(d.Language)
	if lex == nil {
		return schema.Date{}, false
	}
	var latest schema.Date
	var s sentence
	for i := range d.Sentences {
		b := &d.Blocks[d.Sentences[i].Block]
		if b.Kind == extract.Chrome || b.Kind == extract.Caption {
			continue
		}
		s.readWith(d, lex, i, true)
		if day := latestTold(d, lex, &s); day.Compare(latest) > 0 {
			latest = day
		}
	}
	return latest, !latest.IsZero()
}

// latestTold returns the latest day that the sentence tells of.
func latestTold(d *extract.Doc, lex *lexicon, s *sentence) schema.Date {
	var latest schema.Date
	ms := splitPairs(s, lex.scan(s))
	lex.borrowYears(s, ms)
	own := false // whether the sentence is a line that dates the article
	for i, m := range ms {
		if m.precise() != schema.Day {
			continue
		}
		day := lastDay(m)
		if !day.Valid() || day.Compare(latest) <= 0 {
			continue
		}
		if i == 0 {
			own = publishedLine(d, lex, s)
		}
		if own || dateline(d, s, m) || isToday(s, ms, i) || told(lex, s, m) {
			latest = day
		}
	}
	return latest
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
