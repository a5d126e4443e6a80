package date

import "claimgraph/schema"

// anniversaries adds the times that anniversaries in the sentence count from,
// and marks the dates on which these fall as occasions. A date that stands
// right before its anniversary becomes part of it.
func (r *resolver) anniversaries(s *sentence, ms []*match) []*match {
	found := r.lex.scanWith(s, r.lex.jubilees)
	if len(found) == 0 {
		return ms
	}
	for _, j := range found {
		years := j.at(slotJubilee)
		if j.have(slotCount) {
			years = j.at(slotCount)
		}
		j.kind = Anniversary
		ms = without(ms, j)
		i := r.occasion(s, ms, j)
		if i < 0 {
			j.value = schema.On(schema.Date{Year: r.ref(j).Year - years})
			j.value = r.past(j)
		} else {
			r.count(ms[i], j, years)
			switch {
			case j.value.IsZero() || ms[i].day() && !j.have(slotExact):
				// A day is that of an event held for the anniversary.
			case r.adjoins(s, ms[i], j):
				j.from, j.first = ms[i].from, ms[i].first
				ms = append(ms[:i:i], ms[i+1:]...)
			default:
				ms[i].kind = Occasion
			}
		}
		ms = append(ms, j)
	}
	return ms
}

// adjoins reports whether nothing but the verb of an anniversary stands
// between its date and it.
func (r *resolver) adjoins(s *sentence, m, j *match) bool {
	if j.from < m.to || j.from-m.to > 4 {
		return false
	}
	for i := m.to; i < j.from; i++ {
		if !r.lex.is(&s.atoms[i], "celebrate") {
			return false
		}
	}
	return true
}

// past drops a value where there is no reference to count from.
func (r *resolver) past(j *match) schema.Interval {
	if r.doc.Reference.IsZero() {
		return schema.Interval{}
	}
	return checked(j.value)
}

// without drops the matches that overlap j: its own words.
func without(ms []*match, j *match) []*match {
	out := ms[:0]
	for _, m := range ms {
		if m.kind != "" || m.to <= j.from || m.from >= j.to {
			out = append(out, m)
		}
	}
	return out
}

// occasion returns the index of the date on which the anniversary falls: the
// nearest before it, else the nearest behind it; -1 if none. The date of what
// is remembered itself ("the treaty of 2015") is none: it lies years back.
func (r *resolver) occasion(s *sentence, ms []*match, j *match) int {
	best := -1
	for i, m := range ms {
		if m.kind == Anniversary || m.value.IsZero() || !m.value.End.IsZero() || !r.current(m) {
			continue
		}
		if m.to <= j.from {
			best = i
		} else if best < 0 && m.from >= j.to {
			return i
		}
	}
	return best
}

// current reports whether a date lies within two years of the reference.
func (r *resolver) current(m *match) bool {
	ref := r.doc.Reference
	if ref.IsZero() {
		return true
	}
	d := m.value.Start.Year - ref.Year
	return d >= -2 && d <= 2
}

// count sets the value of anniversary j that falls on m. Celebrations need
// not be held on the very day: only the year is sure of a date that stands
// apart from the anniversary and is not the date that it falls on.
func (r *resolver) count(m, j *match, years int) {
	d := m.value.Start
	d.Year -= years
	apart := j.from - m.to
	if m.from >= j.to {
		apart = m.from - j.to
	}
	if !j.have(slotExact) {
		if d.Day != 0 && !m.have(slotRelday) || apart > 3 {
			d.Day = 0
		}
		if apart > 3 {
			d.Month = 0
		}
	}
	if !d.Valid() {
		d.Day = 0
	}
	j.value = checked(schema.On(d))
	j.fromReference = m.fromReference
}
