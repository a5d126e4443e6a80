package date

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A slot is a part of a date that a pattern can fill.
type slot uint8

const (
	slotNone slot = iota
	slotDate
	slotDate2
	slotDay
	slotDay2
	slotDay3
	slotMonth
	slotMonth2
	slotYear
	slotYear2
	slotWeekday
	slotWeekday2
	slotNth     // the n-th weekday of a month, -1 the last
	slotSeason  // 1 winter to 4 autumn
	slotQuarter // 1 to 4
	slotQuarter2
	slotHalf // 1 or 2
	slotDecade
	slotMonths // the first n months of a year
	slotRelday // days from the reference
	slotUnit
	slotShift    // units from the one of the reference
	slotAshift   // units from the one of the last date mentioned
	slotCount    // of units ...
	slotDir      // ... before (-1) or after (1) the reference
	slotAhead    // 1 for what dates only what is told of the future
	slotAdir     // ... or the last day mentioned
	slotNthday   // the n-th day of the range last mentioned
	slotRelyear  // years from that of the reference
	slotPart     // the beginning, middle or end of it
	slotJubilee  // years that an anniversary counts
	slotExact    // 1 if the anniversary falls on the very day
	slotSince    // 1 for a date in the past whatever the verb
	slotDaymonth // of "15.01": month times a hundred and day
	slotDaymonth2
	slotCentury
	slotCentury2
	slotDecade2
	slotWithin // -1 for the last count units up to the reference, 1 for the next
	slotRecent // 1 for the last or next unit, as the verb says
	slotVoid   // 1 for what is known to be no date that can be given
	slotPair   // 1 if day and day2, or year and year2, need not be all that lies between
	numSlots
)

var slots = map[string]slot{
	"date": slotDate, "date2": slotDate2, "day": slotDay, "day2": slotDay2, "day3": slotDay3,
	"month": slotMonth, "month2": slotMonth2, "year": slotYear, "year2": slotYear2,
	"dayord": slotDay, "yearord": slotYear,
	"weekday": slotWeekday, "weekday2": slotWeekday2, "nth": slotNth, "season": slotSeason,
	"quarter": slotQuarter, "quarter2": slotQuarter2, "half": slotHalf, "decade": slotDecade, "months": slotMonths,
	"relday": slotRelday, "unit": slotUnit, "shift": slotShift, "ashift": slotAshift,
	"count": slotCount, "dir": slotDir, "adir": slotAdir, "ahead": slotAhead,
	"relyear": slotRelyear, "nthday": slotNthday,
	"part": slotPart, "jubilee": slotJubilee, "exact": slotExact, "since": slotSince, "pair": slotPair,
	"daymonth": slotDaymonth, "daymonth2": slotDaymonth2, "century": slotCentury, "century2": slotCentury2, "decade2": slotDecade2,
	"within": slotWithin, "recent": slotRecent, "void": slotVoid,
}

// A match is a stretch of atoms that a pattern reads as a date.
type match struct {
	from, to   int // atoms
	first, end int // tokens
	head       int // the token of its month, unit or year
	pattern    *pattern
	has        uint64
	values     [numSlots]int32
	atoms      [numSlots]int16

	// What resolving adds.
	value         schema.Interval
	kind          string
	fromReference bool // the value depends on Doc.Reference
	explicitYear  bool
}

func (m *match) set(s slot, value, atom int) {
	m.has |= 1 << s
	m.values[s], m.atoms[s] = int32(value), int16(atom)
}

func (m *match) have(all ...slot) bool {
	for _, s := range all {
		if m.has&(1<<s) == 0 {
			return false
		}
	}
	return true
}

func (m *match) at(s slot) int { return int(m.values[s]) }

// precise tells how exactly the words themselves date something, without
// regard to a reference.
func (m *match) precise() schema.Precision {
	switch {
	case m.have(slotDate) || m.have(slotDay, slotMonth, slotYear):
		return schema.Day
	case m.have(slotMonth, slotYear):
		return schema.Month
	case m.have(slotYear):
		return schema.Year
	}
	return schema.NoPrecision
}

// A capture is a slot filled on the way through the automaton.
type capture struct {
	slot  slot
	value int
	atom  int
}

// A walk is one descent from an atom through the automaton.
type walk struct {
	x     *lexicon
	s     *sentence
	from  int
	stack []capture
	best  *pattern
	to    int
	found []capture
}

// datesOf returns the dates of the sentence from left to right, at each place the
// longest, and of equally long ones the first in the file. The caller must not
// change them.
func (x *lexicon) datesOf(s *sentence) []*match {
	if !s.scanned {
		s.dates, s.scanned = x.scanWith(s, x.patterns), true
	}
	return s.dates
}

// scan is datesOf for a caller that changes them.
func (x *lexicon) scan(s *sentence) []*match {
	var out []*match
	for _, m := range x.datesOf(s) {
		own := *m
		out = append(out, &own)
	}
	return out
}

func (x *lexicon) scanWith(s *sentence, root *node) []*match {
	var out []*match
	w := walk{x: x, s: s}
	for i := 0; i < len(s.atoms); {
		a := &s.atoms[i]
		if !a.starts || a.mask == 0 && a.number < 0 && a.date.IsZero() && a.dm == 0 && a.roman == 0 {
			i++
			continue
		}
		w.from, w.best, w.to, w.stack = i, nil, 0, w.stack[:0]
		w.descend(root, i)
		if w.best == nil {
			i++
			continue
		}
		out = append(out, w.match())
		i = w.to
	}
	return out
}

func (w *walk) descend(n *node, i int) {
	for _, p := range n.accepts {
		if i < w.to || i == w.to && w.best != nil && p.index >= w.best.index || !w.s.atoms[i-1].ends {
			continue
		}
		if w.x.contextFits(w.s, p, w.from, i) {
			w.best, w.to = p, i
			w.found = append(w.found[:0], w.stack...)
		}
	}
	if i >= len(w.s.atoms) {
		return
	}
	mask := w.s.atoms[i].mask
	for k := range n.edges {
		e := &n.edges[k]
		if m := e.element.mask; m != 0 && m&mask == 0 {
			continue
		}
		used, value := w.x.fits(w.s, &e.element, i)
		if used == 0 {
			continue
		}
		depth := len(w.stack)
		if e.element.slot != slotNone {
			w.stack = append(w.stack, capture{e.element.slot, value, i})
		}
		w.descend(e.to, i+used)
		w.stack = w.stack[:depth]
	}
}

func (w *walk) match() *match {
	m := &match{from: w.from, to: w.to, pattern: w.best}
	if m.to-m.from > 1 && w.s.atoms[m.to-1].text == "." {
		m.to--
	}
	m.first, m.end = w.s.atoms[w.from].first, w.s.atoms[m.to-1].end
	m.head = m.first
	for _, c := range w.found {
		m.set(c.slot, c.value, c.atom)
		switch c.slot {
		case slotMonth, slotUnit, slotWeekday, slotSeason, slotMonth2:
			m.head = w.s.atoms[c.atom].first
		}
	}
	for _, a := range w.best.set {
		m.set(a.slot, a.value, w.from)
	}
	m.unpack()
	return m
}

// unpack fills the slots that two parts of a date share: day and month of
// "15.01", the century of "2025/26".
func (m *match) unpack() {
	for _, p := range [][3]slot{{slotDaymonth, slotDay, slotMonth}, {slotDaymonth2, slotDay2, slotMonth2}} {
		if m.have(p[0]) {
			m.set(p[1], m.at(p[0])%100, int(m.atoms[p[0]]))
			m.set(p[2], m.at(p[0])/100, int(m.atoms[p[0]]))
		}
	}
	if m.have(slotYear, slotYear2) && m.at(slotYear2) < 100 {
		m.set(slotYear2, m.at(slotYear)/100*100+m.at(slotYear2), int(m.atoms[slotYear2]))
	}
}

// contextFits reports whether the pattern's context stands around [from, to).
func (x *lexicon) contextFits(s *sentence, p *pattern, from, to int) bool {
	at := from - 1
	for i := len(p.before) - 1; i >= 0; i-- {
		e := p.before[i]
		if e.negative != nil {
			if at >= 0 && x.anyFits(s, e.negative, at) {
				return false
			}
			continue
		}
		if at < 0 && e.class == classMark {
			continue
		}
		if at < 0 {
			return false
		}
		if used, _ := x.fits(s, e, at); used == 0 {
			return false
		}
		at--
	}
	at = to
	for _, e := range p.after {
		if e.negative != nil {
			if at < len(s.atoms) && x.anyFits(s, e.negative, at) {
				return false
			}
			continue
		}
		if at >= len(s.atoms) {
			return e.class == classMark
		}
		used, _ := x.fits(s, e, at)
		if used == 0 {
			return false
		}
		at += used
	}
	return true
}

func (x *lexicon) anyFits(s *sentence, elements []element, at int) bool {
	for i := range elements {
		if used, _ := x.fits(s, &elements[i], at); used > 0 {
			return true
		}
	}
	return false
}

// fits reports how many atoms from i on are the element, 0 for none, and the
// value that they have in its class.
func (x *lexicon) fits(s *sentence, e *element, i int) (used, value int) {
	a := &s.atoms[i]
	if e.words != nil {
		if a.mask&patternWord != 0 && slices.Contains(e.words, a.text) {
			return 1, 0
		}
		return 0, 0
	}
	if e.common && a.capital && (!a.initial || x.names[a.text]) {
		return 0, 0
	}
	if e.class < firstListed {
		used, value = x.fitsBuiltin(s, e.class, i)
		if used > 0 && e.hasOnly && value != e.only {
			return 0, 0
		}
		return used, value
	}
	if a.mask&(1<<e.class) == 0 {
		return 0, 0
	}
	for _, sense := range a.senses {
		if sense.class == e.class && (!e.hasOnly || sense.value == e.only) {
			return 1, sense.value
		}
	}
	return 0, 0
}

func (x *lexicon) fitsBuiltin(s *sentence, class classID, i int) (used, value int) {
	a := &s.atoms[i]
	known := a.suffix == "" || x.suffixes[class][a.suffix]
	switch class {
	case classDay, classDayNum:
		if a.number >= 0 || class == classDayNum {
			known = a.suffix == "" || x.suffixes[classDay][a.suffix]
			return when(known && a.digits > 0 && a.digits <= 2 && a.number >= 1 && a.number <= 31), a.number
		}
		used, value = x.numeral(s, i, true)
		if value < 1 || value > 31 {
			return 0, 0
		}
		return used, value
	case classDayOrd:
		return when(a.suffix != "" && known && a.digits <= 2 && a.number >= 1 && a.number <= 31), a.number
	case classYear:
		if a.number < 0 {
			return x.yearInWords(s, i)
		}
		return when(known && a.digits == 4 && a.number >= 1000 && a.number < 2200), a.number
	case classYearOrd:
		return when(a.suffix != "" && known && a.digits == 4 && a.number >= 1000 && a.number < 2200), a.number
	case classNum:
		if a.number >= 0 {
			return when(a.suffix == "" && a.digits <= 3), a.number
		}
		return x.numeral(s, i, false)
	case classOrd:
		if a.number >= 0 {
			return when(a.suffix != "" && known && a.digits <= 3), a.number
		}
		if used, value = x.numeral(s, i, true); used > 0 {
			return used, value
		}
		return when(a.roman > 0 && x.roman != classNone), a.roman
	case classJubilee:
		return when(a.suffix != "" && known && a.number > 0 && a.digits <= 3), a.number
	case classDecade:
		return when(a.suffix != "" && known && a.number%10 == 0 && (a.digits == 4 || a.digits == 2)), a.number
	case classYY:
		return when(a.suffix == "" && a.digits == 2), a.number
	case classDayMonth:
		return when(a.dm != 0), a.dm
	case classCentury:
		switch {
		case a.roman > 0:
			return when(a.roman <= 21 && (x.roman != classNone || a.roman > 1)), a.roman
		case a.number >= 0:
			return when(x.suffixes[classOrd][a.suffix] && a.number >= 1 && a.number <= 21), a.number
		}
		if used, value = x.numeral(s, i, true); value > 21 {
			return 0, 0
		}
		return used, value
	case classDayOfMonth:
		used, value = x.numeralOf(s, i, x.ofMonth)
		if value > 31 {
			return 0, 0
		}
		return used, value
	case classDecadeDat:
		return when(known && a.suffix != "" && a.number%10 == 0 && a.digits == 4), a.number
	case classDate:
		return when(!a.date.IsZero()), a.date.Int()
	case classDash:
		return when(a.text == "-" || a.text == "–" || a.text == "—" || a.text == "‑"), 0
	case classMark:
		return when(a.mark), 0
	case classPast:
		return when(x.tense.past(a.text)), 0
	case classFuture:
		return when(x.tense.future(a.text)), 0
	case classCap:
		return when(a.capital), 0
	case classNom:
		return when(!a.mark && nominative(&s.doc.Tokens[a.first])), 0
	case classWord:
		return when(!a.capital && !a.mark && a.number < 0 && a.date.IsZero()), 0
	}
	return 0, 0
}

// nominative reports whether a word is likeliest in the nominative and cannot
// be in the genitive.
func nominative(t *extract.Token) bool {
	for i := range t.Analyses {
		if t.Analyses[i].Case == extract.Gen {
			return false
		}
	}
	return t.Best().Case == extract.Nom
}

// numeral reads a number in one or two words: "второго", "двадцать второго".
func (x *lexicon) numeral(s *sentence, i int, ordinal bool) (used, value int) {
	if ordinal {
		return x.numeralOf(s, i, x.ordinal)
	}
	return x.numeralOf(s, i, x.cardinal)
}

// yearInWords reads "две тысячи пятнадцатом": a beginning that the language
// lists and an ordinal.
func (x *lexicon) yearInWords(s *sentence, i int) (used, value int) {
	for k := range x.millennia {
		m := &x.millennia[k]
		n := 0
		for n < len(m.words) && i+n < len(s.atoms) && s.atoms[i+n].text == m.words[n] {
			n++
		}
		if n < len(m.words) || i+n == len(s.atoms) {
			continue
		}
		if used, value = x.numeral(s, i+n, true); used > 0 && value < 100 {
			return n + used, m.year + value
		}
	}
	return 0, 0
}

// numeralOf reads a numeral whose last word is of the class.
func (x *lexicon) numeralOf(s *sentence, i int, last classID) (used, value int) {
	a := &s.atoms[i]
	if n, tens := x.listed(a, x.cardinal); n > 0 && tens%10 == 0 && tens > 0 && i+1 < len(s.atoms) {
		if n, units := x.listed(&s.atoms[i+1], last); n > 0 && units > 0 && units < 10 && tens < 100 {
			return 2, tens + units
		}
	}
	return x.listed(a, last)
}

func (x *lexicon) listed(a *atom, class classID) (used, value int) {
	if class == classNone || a.mask&(1<<class) == 0 {
		return 0, 0
	}
	for _, s := range a.senses {
		if s.class == class {
			return 1, s.value
		}
	}
	return 0, 0
}

func when(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// opens reports whether one of the words begins the sentence, behind a mark
// or two.
func (s *sentence) opens(words map[string]bool) bool {
	for i := range min(3, len(s.atoms)) {
		if words[s.atoms[i].text] {
			return true
		}
	}
	return false
}
