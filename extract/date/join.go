package date

import (
	"slices"

	"claimgraph/schema"
)

// borrowYears splits enumerations and gives "3 March" of "3 March and 5 June
// 2024" the year of what follows it. Scan's matches go in.
func (x *lexicon) borrowYears(s *sentence, ms []*match) {
	for i := len(ms) - 2; i >= 0; i-- {
		m, next := ms[i], ms[i+1]
		if !m.have(slotMonth) || m.have(slotYear) || m.have(slotUnit) || m.have(slotShift) || m.have(slotAshift) {
			continue
		}
		if !next.have(slotMonth, slotYear) || next.at(slotMonth) < m.at(slotMonth) || !x.joined(s, m.to, next.from) {
			continue
		}
		if next.have(slotDay) == m.have(slotDay) {
			m.set(slotYear, next.at(slotYear), int(next.atoms[slotYear]))
		}
	}
}

// joined reports whether nothing but commas and the like lies between atoms.
func (x *lexicon) joined(s *sentence, from, to int) bool {
	if to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		if !x.joiners[s.atoms[i].text] {
			return false
		}
	}
	return true
}

// splitPairs makes two matches, or three, of "10, 12 и 15 декабря" and "2019 и
// 2021 годах". Days that follow one another stay one.
func splitPairs(s *sentence, ms []*match) []*match {
	if !slices.ContainsFunc(ms, func(m *match) bool { return m.have(slotPair) }) {
		return ms
	}
	var out []*match
	for _, m := range ms {
		switch {
		case !m.have(slotPair):
			out = append(out, m)
		case m.have(slotDay, slotDay3, slotDay2):
			out = append(out, m.part(s, slotDay, slotDay3), m.part(s, slotDay3, slotDay2), m.part(s, slotDay2, slotNone))
		case m.have(slotDay, slotDay2) && m.at(slotDay2) != m.at(slotDay)+1:
			out = append(out, m.part(s, slotDay, slotDay2), m.part(s, slotDay2, slotNone))
		case m.have(slotYear, slotYear2):
			out = append(out, m.part(s, slotYear, slotYear2), m.part(s, slotYear2, slotNone))
		default:
			out = append(out, m)
		}
	}
	return out
}

// part returns what of the match belongs to the day or year in slot from; it
// ends before the one in slot until.
func (m *match) part(s *sentence, from, until slot) *match {
	p := *m
	at := int(m.atoms[from])
	first := from == slotDay || from == slotYear
	if !first {
		p.from = at
	}
	if until != slotNone {
		p.to = at + 1
	}
	p.first, p.end = s.atoms[p.from].first, s.atoms[p.to-1].end
	p.head = min(max(m.head, p.first), p.end-1)
	for _, pair := range [][2]slot{{slotDay, slotDay2}, {slotDay, slotDay3}, {slotYear, slotYear2}} {
		if from == pair[1] {
			p.set(pair[0], m.at(from), at)
		}
		p.has &^= 1 << pair[1]
	}
	p.has &^= 1 << slotPair
	return &p
}

// join makes one match of two that name the same day: "today, 3 December",
// "14 мая, в четверг", "a year later, on 6 June 2024".
func (r *resolver) join(s *sentence, ms []*match) []*match {
	out := ms[:0]
	for _, m := range ms {
		if n := len(out); n > 0 && r.apposed(s, out[n-1].to, m.from) {
			if prev := out[n-1]; prev.vague() && m.day() && agree(prev, m) {
				m.from, m.first = prev.from, prev.first
				out[n-1] = m
				continue
			} else if (prev.day() || prev.have(slotRelday) && prev.value == m.value) && m.have(slotWeekday) && !m.day() && !m.value.IsZero() && (prev.value == m.value || weekdayMatches(prev, m)) {
				prev.to, prev.end = m.to, m.end
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// apposed reports whether a comma, perhaps with a preposition, lies between.
func (r *resolver) apposed(s *sentence, from, to int) bool {
	if to-from < 1 || to-from > 2 || s.atoms[from].text != "," && s.atoms[from].text != "—" && s.atoms[from].text != "–" {
		return false
	}
	return to-from == 1 || r.lex.joiners[s.atoms[from+1].text] || r.lex.is(&s.atoms[from+1], "prep")
}

func (x *lexicon) is(a *atom, class string) bool {
	id, ok := x.classes[class]
	return ok && a.mask&(1<<id) != 0
}

// vague reports whether the match names its time by its distance alone.
func (m *match) vague() bool {
	if m.day() || m.have(slotMonth) || m.have(slotYear) {
		return false
	}
	return m.have(slotRelday) || m.have(slotCount) || m.have(slotUnit) || m.have(slotWeekday)
}

// day reports whether the match names a day by day and month.
func (m *match) day() bool { return m.have(slotDate) || m.have(slotDay, slotMonth) }

// agree reports whether a vague match can mean the day of the other one. Words
// are loose ("a week ago") and an article may appear after it was written.
func agree(vague, m *match) bool {
	if vague.value.IsZero() || m.value.IsZero() {
		return true
	}
	a, b := vague.value.Bounds()
	c, _ := m.value.Bounds()
	const slack = 10
	return c.Compare(a) >= 0 && c.Compare(b) <= 0 || distance(a, c) <= slack || distance(b, c) <= slack
}

func weekdayMatches(m, w *match) bool {
	return m.value.Start.Precision() == schema.Day && weekday(m.value.Start) == w.at(slotWeekday)
}

// enumerated adds the years that go on after one: ", 2024 and 2025". Scan's
// matches go in.
func (x *lexicon) enumerated(s *sentence, ms []*match) []*match {
	var out []*match
	for i, m := range ms {
		out = append(out, m)
		next := len(s.atoms)
		if i+1 < len(ms) {
			next = ms[i+1].from
		}
		for prev := m; prev.bareYear() && prev.to+1 < next; {
			year := x.nextYear(s, prev.to)
			if year == nil || year.from >= next {
				break
			}
			out, prev = append(out, year), year
		}
	}
	return out
}

// bareYear reports whether the match is a year and nothing else.
func (m *match) bareYear() bool { return m.has == 1<<slotYear && m.to-m.from <= 2 }

// nextYear returns the year behind a comma or conjunction at atom i, if one
// stands there that nothing but the like follows.
func (x *lexicon) nextYear(s *sentence, i int) *match {
	sep := &s.atoms[i]
	if !x.joiners[sep.text] || x.is(sep, "prep") || sep.text == "-" || sep.text == "–" || sep.text == "—" {
		return nil
	}
	if i++; i < len(s.atoms) && s.atoms[i-1].text == "," && x.joiners[s.atoms[i].text] && !s.atoms[i].mark {
		i++ // ", and"
	}
	if i >= len(s.atoms) || s.atoms[i].suffix != "" || !s.atoms[i].starts || !s.atoms[i].ends {
		return nil
	}
	used, year := x.fitsBuiltin(s, classYear, i)
	if used != 1 || i+1 < len(s.atoms) && !s.atoms[i+1].mark && !x.joiners[s.atoms[i+1].text] {
		return nil
	}
	m := &match{from: i, to: i + 1, first: s.atoms[i].first, end: s.atoms[i].end, head: s.atoms[i].first}
	m.set(slotYear, year, i)
	return m
}
