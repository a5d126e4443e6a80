package date

import (
	"slices"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A resolver gives matches their values, in the order of the text.
type resolver struct {
	doc *extract.Doc
	lex *lexicon
	// last is the last date mentioned, lastDay the last of day precision.
	last, lastDay anchor
	// story is the last day that is not told as having been before the rest.
	story anchor
	// told is the last day mentioned that is not after the article's own.
	told anchor
	// year is the last year that the current sentence states.
	year     anchor
	sentence int
	// cut is the year that ended the sentence before, for a day that begins
	// this one: a full stop behind "2024 ж." looks like a sentence's.
	cut, ending anchor
}

// An anchor is a date that later words refer to: "that year", "a day earlier".
type anchor struct {
	value         schema.Interval
	fromReference bool
	block         int
	sentence      int
}

// resolve sets the match's value, if it has one.
func (r *resolver) resolve(s *sentence, m *match) {
	if r.sentence != s.index {
		r.cut = anchor{}
		if s.index == r.sentence+1 && r.ending.block == s.block {
			r.cut = r.ending
		}
		r.sentence, r.year, r.ending = s.index, anchor{}, anchor{}
	}
	m.value = checked(r.valueOf(s, m))
	if m.value.IsZero() {
		return
	}
	a := anchor{m.value, m.fromReference, s.block, s.index}
	r.last = a
	if m.value.Start.Precision() == schema.Day && !m.have(slotNthday) {
		r.lastDay = a
		if !slices.ContainsFunc(s.atoms[:m.from], func(t atom) bool { return r.lex.tense.before[t.text] }) {
			r.story = a
		}
		if !r.future(a) {
			r.told = a
		}
	}
	if m.explicitYear && !(a.value.Start.Precision() == schema.Year && m.from > 0 && r.lex.tense.since[s.atoms[m.from-1].text]) { // "in office since 2013, he leaves on 23 June"
		r.year = a
	}
	if n := len(s.atoms); m.bareYear() && m.to == n-1 && r.lex.tense.verbLast && utf8.RuneCountInString(s.atoms[m.to-1].text) == 1 {
		r.ending = a
	}
}

// future reports whether the day is after the article's own.
func (r *resolver) future(a anchor) bool {
	return !r.doc.Reference.IsZero() && a.value.Start.Compare(r.doc.Reference) > 0
}

func (r *resolver) valueOf(s *sentence, m *match) schema.Interval {
	switch {
	case m.have(slotVoid):
		return schema.Interval{}
	case m.have(slotCentury):
		return r.century(m)
	case m.have(slotWithin, slotUnit):
		return r.within(m)
	case m.have(slotRecent, slotUnit):
		return r.recent(s, m)
	case m.have(slotDate):
		m.explicitYear = true
		iv := schema.On(fromInt(m.at(slotDate)))
		if m.have(slotDate2) {
			iv.End = fromInt(m.at(slotDate2))
		}
		return iv
	case m.have(slotRelday):
		return r.fromRef(m, unitDay, m.at(slotRelday))
	case m.have(slotAhead) && !r.toldAhead(s, m):
		return schema.Interval{}
	case m.have(slotCount, slotUnit) && m.have(slotDir):
		return r.fromRef(m, unit(m.at(slotUnit)), m.at(slotCount)*m.at(slotDir))
	case m.have(slotCount, slotUnit) && m.have(slotAdir):
		return r.fromAnchor(s, m)
	case m.have(slotDecade):
		return r.decade(m)
	case m.have(slotNthday):
		return r.dayOfRange(m)
	}
	return r.calendar(s, m)
}

func fromInt(n int) schema.Date {
	return schema.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
}

// ref returns the reference and notes that the match depends on it.
func (r *resolver) ref(m *match) schema.Date {
	m.fromReference = true
	return r.doc.Reference
}

func (r *resolver) fromRef(m *match, u unit, n int) schema.Interval {
	return u.shift(r.ref(m), n)
}

// fromAnchor counts units from the last day mentioned in this block, or in the
// one before, else from the reference: "a day earlier", "two years later".
func (r *resolver) fromAnchor(s *sentence, m *match) schema.Interval {
	u, n := unit(m.at(slotUnit)), m.at(slotCount)*m.at(slotAdir)
	a := r.lastDay
	if u.needs() < schema.Day {
		a = r.last
	} else if n < 0 && r.future(a) && !r.told.value.IsZero() && s.direction(r.lex, m).dir == behind {
		a = r.told // "a day earlier the minister met ..." after a plan: before what is told, however far back
		a.block = s.block
	}
	if !a.value.IsZero() && s.block-a.block <= 1 && a.value.Start.Precision() >= u.needs() {
		m.fromReference = a.fromReference
		day := a.value.Start
		if !a.value.End.IsZero() && n > 0 {
			day = a.value.End
		}
		if u == unitWeek { // a week after a known day is a day
			return unitDay.shift(day, 7*n)
		}
		return u.shift(day, n)
	}
	if n > 0 && s.direction(r.lex, m).dir == behind {
		return schema.Interval{} // "was rebuilt after ten years": after what, is not said
	}
	return r.fromRef(m, u, n)
}

// dayOfRange resolves "on the second day" of the days last mentioned.
func (r *resolver) dayOfRange(m *match) schema.Interval {
	a := r.lastDay
	if a.value.End.IsZero() {
		return schema.Interval{}
	}
	day := a.value.Start.AddDays(m.at(slotNthday) - 1)
	if day.Compare(a.value.End) > 0 {
		return schema.Interval{}
	}
	m.fromReference = a.fromReference
	return schema.On(day)
}

// decade reads 1990-е and the nineties of a century that is not named.
func (r *resolver) decade(m *match) schema.Interval {
	full := func(y int) int {
		switch {
		case y >= 100:
			return y
		case y < 30:
			return y + 2000
		}
		return y + 1900
	}
	first := full(m.at(slotDecade))
	last := first
	if m.have(slotDecade2) {
		if last = m.at(slotDecade2); last < 100 {
			last += first / 100 * 100
		}
	}
	if first%10 != 0 || last%10 != 0 {
		return schema.Interval{}
	}
	return schema.Interval{Start: schema.Date{Year: first}, End: schema.Date{Year: last + 9}}
}

// century reads "XIX век", "XV–XVI века" and "the second half of the 20th century".
func (r *resolver) century(m *match) schema.Interval {
	first, last := m.at(slotCentury), m.at(slotCentury)
	if m.have(slotCentury2) {
		last = m.at(slotCentury2)
	}
	iv := schema.Interval{Start: schema.Date{Year: 100*first - 99}, End: schema.Date{Year: 100 * last}}
	switch {
	case !m.have(slotHalf):
	case m.at(slotHalf) == 1:
		iv.End.Year -= 50
	case m.at(slotHalf) == 2:
		iv.Start.Year += 50
	default:
		return schema.Interval{}
	}
	return iv
}

// toldAhead reports whether the match belongs to what is told of the future: "will
// open in six months", and not "was built in six months".
func (r *resolver) toldAhead(s *sentence, m *match) bool {
	dir := s.direction(r.lex, m).dir
	return dir == ahead || dir == planned
}

// within resolves "the last three years" and "the next ten days": from one end
// to the reference, which is cut to the precision of the unit.
func (r *resolver) within(m *match) schema.Interval {
	u, n := unit(m.at(slotUnit)), max(m.at(slotCount), 1)
	m.kind = Period
	here, there := r.fromRef(m, u, 0), r.fromRef(m, u, n*m.at(slotWithin))
	if u == unitWeek {
		here, there = r.fromRef(m, unitDay, 0), r.fromRef(m, unitDay, 7*n*m.at(slotWithin))
	}
	if here.IsZero() || there.IsZero() {
		return schema.Interval{}
	}
	if there.Start.Compare(here.Start) < 0 {
		here, there = there, here
	}
	iv := schema.Interval{Start: here.Start, End: there.End}
	if iv.End.IsZero() {
		iv.End = there.Start
	}
	return iv
}

// recent resolves "over the weekend": the one of this week if it has begun or
// the verb puts it ahead, else the last.
func (r *resolver) recent(s *sentence, m *match) schema.Interval {
	u := unit(m.at(slotUnit))
	iv := r.fromRef(m, u, 0)
	if iv.IsZero() || iv.Start.Compare(r.doc.Reference) <= 0 {
		return iv
	}
	if r.toldAhead(s, m) {
		return iv
	}
	return u.shift(r.doc.Reference, -1)
}

// base returns the stretch that "last year", "of the same month" or "next
// week" name. Given tells whether the match has such words.
func (r *resolver) base(s *sentence, m *match, unitSlot, shiftSlot, ashiftSlot slot) (iv schema.Interval, u unit, given bool) {
	if !m.have(unitSlot) {
		return iv, 0, false
	}
	u = unit(m.at(unitSlot))
	switch {
	case m.have(ashiftSlot):
		a := r.last
		if u.needs() == schema.Day {
			a = r.lastDay
			if r.future(a) && !r.told.value.IsZero() && s.direction(r.lex, m).dir == behind {
				a = r.told // "that day the minister met ..." after a plan
			}
			if u == unitDay && a == r.lastDay && a.sentence != s.index && !r.story.value.IsZero() {
				a = r.story // "She had been there on 3 May. She was received the same day"
			}
		}
		if a.value.IsZero() || a.value.Start.Precision() < u.needs() {
			if n := m.at(ashiftSlot); n != 0 && u != unitDay {
				return r.fromRef(m, u, n), u, true
			}
			return schema.Interval{}, u, true
		}
		m.fromReference = a.fromReference
		return u.shift(a.value.Start, m.at(ashiftSlot)), u, true
	case m.have(shiftSlot):
		return r.fromRef(m, u, m.at(shiftSlot)), u, true
	}
	return iv, u, false
}

// calendar resolves what is made of days, months, years and weekdays.
func (r *resolver) calendar(s *sentence, m *match) schema.Interval {
	base, u, given := r.base(s, m, slotUnit, slotShift, slotAshift)
	if given && base.IsZero() {
		return base
	}
	if given && u == unitMonth && m.have(slotDay) {
		return span(base.Start, m.at(slotDay), m)
	}
	if given && u == unitWeek && m.have(slotWeekday) {
		return schema.On(base.Start.AddDays(m.at(slotWeekday) - 1))
	}
	if m.have(slotYear) {
		m.explicitYear = true
	}
	year := m.at(slotYear)
	if given && u == unitYear {
		year = base.Start.Year
	}
	if m.have(slotRelyear) {
		ref := r.ref(m)
		if ref.IsZero() {
			return schema.Interval{}
		}
		year = ref.Year + m.at(slotRelyear)
	}
	switch {
	case m.have(slotNth):
		return r.nthWeekday(s, m, year)
	case m.have(slotMonth) && m.have(slotDay):
		return r.dayOf(s, m, year)
	case m.have(slotMonth):
		return r.monthOf(s, m, year)
	case m.have(slotSeason), m.have(slotQuarter), m.have(slotHalf), m.have(slotMonths):
		return r.partOfYear(s, m, year)
	case m.have(slotDay):
		return r.bareDay(s, m)
	case m.have(slotWeekday):
		return r.weekdayOf(s, m)
	case m.have(slotYear2):
		return schema.Interval{Start: schema.Date{Year: year}, End: schema.Date{Year: m.at(slotYear2)}}
	case m.have(slotYear), m.have(slotRelyear):
		return schema.On(schema.Date{Year: year})
	}
	return base
}

// span returns the day of a month, or the days if the match has two.
func span(month schema.Date, day int, m *match) schema.Interval {
	iv := schema.On(schema.Date{Year: month.Year, Month: month.Month, Day: day})
	if m.have(slotDay2) {
		iv.End = schema.Date{Year: month.Year, Month: month.Month, Day: m.at(slotDay2)}
		if m.have(slotMonth2) {
			iv.End.Month = m.at(slotMonth2)
		}
		if m.have(slotYear2) {
			iv.End.Year = m.at(slotYear2)
		} else if iv.End.Compare(iv.Start) < 0 && m.have(slotMonth2) {
			// "28 December to 9 January": a year after both months is the end's.
			if m.have(slotYear) {
				iv.Start.Year--
			} else {
				iv.End.Year++
			}
		}
	}
	return iv
}

// dayOf resolves a day and month, or a range that begins with them.
func (r *resolver) dayOf(s *sentence, m *match, year int) schema.Interval {
	day, month := m.at(slotDay), m.at(slotMonth)
	if year == 0 && m.have(slotYear2) && m.have(slotDay2) {
		m.explicitYear = true
		year = m.at(slotYear2)
		if m.have(slotMonth2) && m.at(slotMonth2) < month {
			year--
		}
	}
	if year == 0 {
		year = r.yearOf(s, m, func(y int) schema.Date { return schema.Date{Year: y, Month: month, Day: day} })
	}
	if year == 0 {
		return schema.Interval{}
	}
	return span(schema.Date{Year: year, Month: month}, day, m)
}

// monthOf resolves a month or a range of months.
func (r *resolver) monthOf(s *sentence, m *match, year int) schema.Interval {
	month := m.at(slotMonth)
	at := func(y int) schema.Date { return schema.Date{Year: y, Month: month} }
	switch {
	case year == 0 && m.have(slotYear2):
		m.explicitYear = true
		year = m.at(slotYear2)
	case year == 0:
		year = r.yearOf(s, m, r.toward(s, m, month, m.at(slotMonth2)))
	}
	if year == 0 {
		return schema.Interval{}
	}
	iv := schema.On(at(year))
	if m.have(slotMonth2) {
		iv.End = schema.Date{Year: year, Month: m.at(slotMonth2)}
		if m.have(slotYear2) {
			iv.End.Year = m.at(slotYear2)
		} else if iv.End.Compare(iv.Start) < 0 {
			if m.explicitYear {
				iv.Start.Year--
			} else {
				iv.End.Year++
			}
		}
	}
	return iv
}

// toward returns the month of a range that decides which year's it is: one that
// has begun may still be told of in the future.
func (r *resolver) toward(s *sentence, m *match, first, last int) func(int) schema.Date {
	if last > first && r.toldAhead(s, m) {
		first = last
	}
	return func(y int) schema.Date { return schema.Date{Year: y, Month: first} }
}

// shiftedYear returns the year of "last December" or "next March".
func (r *resolver) shiftedYear(m *match, at func(int) schema.Date) int {
	ref := r.ref(m)
	if ref.Precision() < schema.Month {
		return 0
	}
	here := schema.Date{Year: ref.Year, Month: ref.Month}
	year := ref.Year
	switch n := m.at(slotShift); {
	case n < 0 && at(year).Compare(here) >= 0:
		year--
	case n > 0 && at(year).Compare(here) <= 0:
		year++
	}
	return year
}

// near is how far from the reference, in days, a date without a year is taken
// for one of these days even if its sentence speaks of another year.
const near = 180

// yearOf chooses the year of a date that states none; at gives the date in a
// year. It is 0 if nothing tells the year.
func (r *resolver) yearOf(s *sentence, m *match, at func(int) schema.Date) int {
	switch {
	case m.have(slotUnit):
	case m.have(slotShift):
		return r.shiftedYear(m, at)
	case m.have(slotAshift): // "that July"
		if r.last.value.IsZero() {
			return 0
		}
		m.fromReference = r.last.fromReference
		return r.last.value.Start.Year + m.at(slotAshift)
	}
	ref := r.doc.Reference
	stated := r.statedYear(s, m, at)
	if ref.IsZero() {
		if stated != 0 {
			m.fromReference = r.year.fromReference
		}
		return stated
	}
	if d := at(r.cut.value.Start.Year); m.from == 0 && !r.cut.value.IsZero() && d.Valid() {
		return d.Year
	}
	dir := s.direction(r.lex, m)
	year := choose(ref, dir, at, m.at(slotWeekday))
	if stated != 0 && stated != year && dir.dir != ahead && (year == 0 || distance(ref, at(year)) > near) {
		m.fromReference = r.year.fromReference
		return stated
	}
	m.fromReference = true
	return year
}

// statedYear returns the year in which the date follows the last one that the
// sentence dates with a year, or the year of one that follows without more.
func (r *resolver) statedYear(s *sentence, m *match, at func(int) schema.Date) int {
	if r.year.value.IsZero() {
		return 0
	}
	year := r.year.value.Start.Year
	if r.year.value.Start.Precision() > schema.Year {
		from := schema.Date{Year: year, Month: r.year.value.Start.Month}
		if d := at(year); d.Last().Compare(from) < 0 {
			year++
		}
	}
	if d := at(year); d.Valid() {
		return year
	}
	return 0
}

// choose returns the year next to the reference's that puts the date on the
// side that the sentence says, else the one that brings it nearest. A day told in the
// past may be one after the reference, which may be in another time zone. With
// a weekday, years in which the day falls on it go first.
func choose(ref schema.Date, on side, at func(int) schema.Date, day int) int {
	best, cost := 0, 1<<30
	for y := ref.Year - 1; y <= ref.Year+1; y++ {
		d := at(y)
		if !d.Valid() {
			continue
		}
		c := distance(ref, d)
		late, early := d.First().Compare(ref.Last()) > 0, d.Last().Compare(ref.First()) < 0
		c = on.weigh(c, late && !(d.Precision() == schema.Day && c <= 1), early)
		if day != 0 && d.Precision() == schema.Day && weekday(d) != day {
			c += 1000
		}
		if c < cost {
			best, cost = y, c
		}
	}
	return best
}

// weigh returns the cost of a date so many days off, given where it lies. A
// date on the wrong side can only win if the side is not firm and the date
// much nearer: years are left out where they go without saying.
func (on side) weigh(days int, late, early bool) int {
	switch {
	case on.dir == behind && late && on.firm, on.dir == ahead && early && on.firm:
		return days + 2000
	case on.dir == behind && late:
		return days * 10
	case (on.dir == ahead || on.dir == planned) && early:
		return days * 3
	}
	return days
}

// distance counts the days from one date to the other, 0 if one holds the other.
func distance(a, b schema.Date) int {
	days := func(from, to schema.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }
	switch {
	case a.Last().Compare(b.First()) < 0:
		return days(a.Last(), b.First())
	case b.Last().Compare(a.First()) < 0:
		return days(b.Last(), a.First())
	}
	return 0
}

// bareDay resolves "the 22nd" to the month last mentioned, if that was in this
// block, else to that of the reference.
func (r *resolver) bareDay(s *sentence, m *match) schema.Interval {
	day := m.at(slotDay)
	if a := r.last; !a.value.IsZero() && a.block == s.block && a.value.Start.Month != 0 && a.value.End.IsZero() {
		m.fromReference = a.fromReference
		return span(a.value.Start, day, m)
	}
	ref := r.ref(m)
	if ref.Precision() < schema.Day {
		return schema.Interval{}
	}
	dir := s.direction(r.lex, m)
	best, cost := schema.Date{}, 1<<30
	for n := -1; n <= 1; n++ {
		month := addMonths(ref, n)
		d := schema.Date{Year: month.Year, Month: month.Month, Day: day}
		if !d.Valid() || d.IsZero() {
			continue
		}
		c := distance(ref, d)
		c = dir.weigh(c, d.Compare(ref) > 0, d.Compare(ref) < 0)
		if c < cost {
			best, cost = d, c
		}
	}
	return span(best, day, m)
}

// weekdayOf resolves a weekday to the day of that name nearest the reference:
// the last one unless the words or the verb say otherwise.
func (r *resolver) weekdayOf(s *sentence, m *match) schema.Interval {
	ref := r.ref(m)
	if ref.Precision() < schema.Day {
		return schema.Interval{}
	}
	want := m.at(slotWeekday)
	back := (weekday(ref) - want + 7) % 7
	day := ref.AddDays(-back)
	switch shift := m.at(slotShift); {
	case m.have(slotShift) && shift < 0:
		if back == 0 {
			day = ref.AddDays(-7)
		}
	case m.have(slotShift) && shift > 0:
		day = ref.AddDays(7 - weekday(ref) + want)
	case m.have(slotShift):
		day = ref.AddDays(want - weekday(ref))
	case m.have(slotDir):
		day = ref.AddDays((want-weekday(ref)+6)%7 + 1)
	default:
		if dir := s.direction(r.lex, m); dir.dir != unknown && dir.weigh(back, false, back > 0) > dir.weigh(7-back, back > 0, false) {
			day = day.AddDays(7)
		}
	}
	iv := schema.On(day)
	if m.have(slotWeekday2) {
		iv.End = day.AddDays((m.at(slotWeekday2) - want + 7) % 7)
	}
	return iv
}

// nthWeekday resolves "the first Monday of May".
func (r *resolver) nthWeekday(s *sentence, m *match, year int) schema.Interval {
	nth, want := m.at(slotNth), m.at(slotWeekday)
	at := func(y int) schema.Date {
		month := schema.Date{Year: y, Month: m.at(slotMonth)}
		if nth < 0 {
			last := month.Last()
			return last.AddDays(-((weekday(last) - want + 7) % 7))
		}
		first := month.First()
		return first.AddDays((want-weekday(first)+7)%7 + 7*(nth-1))
	}
	if year == 0 {
		year = r.yearOf(s, m, at)
	}
	if year == 0 {
		return schema.Interval{}
	}
	if d := at(year); d.Month == m.at(slotMonth) {
		return schema.On(d)
	}
	return schema.Interval{}
}

// partOfYear resolves seasons, quarters, halves and first months of a year.
func (r *resolver) partOfYear(s *sentence, m *match, year int) schema.Interval {
	first, last := m.months()
	stated := year != 0
	if !stated {
		year = r.yearOf(s, m, r.toward(s, m, first, last))
	}
	if year == 0 || first == 0 {
		return schema.Interval{}
	}
	iv := schema.Interval{Start: schema.Date{Year: year, Month: first}, End: schema.Date{Year: year, Month: last}}
	switch {
	case m.have(slotYear2):
		iv.End.Year = m.at(slotYear2)
	case last >= first:
	case stated && r.endedWinter(s, m, year, first):
		iv.Start.Year--
	default:
		iv.End.Year++
	}
	return iv
}

// endedWinter reports whether "winter 2025" is the one that ends in that year:
// one that is told of before the other has begun.
func (r *resolver) endedWinter(s *sentence, m *match, year, first int) bool {
	ref := r.doc.Reference
	if ref.IsZero() || ref.Compare(schema.Date{Year: year, Month: first}) >= 0 || ref.Year < year {
		return false
	}
	m.fromReference = true
	return !r.toldAhead(s, m)
}

// months returns the first and last month of a part of a year.
func (m *match) months() (first, last int) {
	switch {
	case m.have(slotQuarter):
		first, last = 3*m.at(slotQuarter)-2, 3*m.at(slotQuarter)
		if m.have(slotQuarter2) {
			last = 3 * m.at(slotQuarter2)
		}
	case m.have(slotHalf):
		first, last = 6*m.at(slotHalf)-5, 6*m.at(slotHalf)
	case m.have(slotMonths):
		first, last = 1, m.at(slotMonths)
	case m.have(slotSeason):
		first = (m.at(slotSeason)*3-3+11)%12 + 1
		last = (first+1)%12 + 1
	}
	if first < 1 || last < 1 || first > 12 || last > 12 {
		return 0, 0
	}
	return first, last
}
