package number

import (
	"strings"

	"claimgraph/extract"
)

// measure finds the unit of the quantity, behind it or before it, and the
// words that bound it.
func (r *reader) measure(q *quantity) {
	before := q.first
	q.unitEnd = q.end
	if q.unit == nil {
		if u, n := find(r, r.x.units, q.end); n > 0 && (u.After == "" || q.fraction) && (n > 1 || !r.capital(q.end, u)) {
			q.unit, q.unitEnd, q.unitSpan = u, q.end+n, r.d.TokenSpan(q.end, q.end+n)
		}
	}
	if q.unit == nil || q.unit.Kind != Money && q.unitSpan.Len() > 0 {
		if u := r.currency(q.first - 1); u != nil {
			q.unit, q.unitSpan = u, r.t[q.first-1].Span
			before = q.first - 1
		}
	}
	if bound, n := r.boundBefore(before - 1); n > 0 {
		q.bound = bound
		return
	}
	for i := q.end; i <= q.unitEnd; i++ {
		if w := r.word(i); r.x.behind[w] {
			q.bound, _ = find(r, r.x.bounds, i)
		}
	}
}

// capital reports whether a word that names a currency is here another's name:
// a unit in words has a capital only where all of them do.
func (r *reader) capital(i int, u *unit) bool {
	t := &r.t[i]
	return u.Kind == Money && t.Kind == extract.WordToken && t.Capitals == extract.Capital && i > r.from && len(t.Text) > 3
}

// currency returns the unit whose sign or code stands at token i.
func (r *reader) currency(i int) *unit {
	if i < r.from || i >= len(r.t) {
		return nil
	}
	t := &r.t[i]
	code := t.Capitals == extract.AllCaps && len(t.Text) == 3 && t.Kind == extract.WordToken
	if t.Kind != extract.MarkToken && !code {
		return nil
	}
	for _, p := range r.x.units[extract.FoldYo(t.Lower)] {
		if len(p.words) == 1 && p.value.Kind == Money {
			return p.value
		}
	}
	return nil
}

// boundBefore finds the words that end at token i and bound what follows.
func (r *reader) boundBefore(i int) (string, int) {
	for _, p := range r.x.bounds[r.word(i)] {
		n := 1
		for n < len(p.words) && r.word(i-n) == p.words[n] {
			n++
		}
		if n == len(p.words) && !(n == 1 && r.x.behind[p.words[0]]) {
			return p.value, n
		}
	}
	return "", 0
}

// wanted reports whether a number as read is a quantity.
func (r *reader) wanted(q *quantity) bool {
	if q.bare && q.unit == nil {
		return false
	}
	if q.bare && q.unit.Kind == Duration && q.value == "1" {
		return false // "однажды", "one day"
	}
	if !q.words && q.unit == nil && q.power == 0 && r.x.labels[strings.TrimSuffix(r.word(q.first-1), ".")] {
		return false
	}
	return true
}

// ranges gives the first number of a range the scale and unit of the second:
// "5–6 млн тенге", "от 10 до 12 процентов".
func (r *reader) ranges(all []quantity) {
	for i := len(all) - 2; i >= 0; i-- {
		a, b := &all[i], &all[i+1]
		gap := b.first - a.end
		if a.unit != nil && a.unitEnd == a.end {
			gap = b.first - a.end - 1 // a sign of currency before each
		}
		if gap != 1 || a.unitEnd > a.end || a.power > b.power && b.power > 0 {
			continue
		}
		sep := r.word(a.end)
		dash := sep == "-" || sep == "–" || sep == "—"
		if !dash && !r.x.through[sep] && !r.x.joining[sep] || !less(a.value, b.plain) && !less(a.value, b.value) || b.value[0] == '-' {
			continue
		}
		if a.power == 0 && b.power > 0 && (dash || r.x.through[sep]) && less(a.value, b.plain) {
			a.value, a.power = shiftPoint(a.value, b.power), b.power
		}
		if a.unit == nil && b.unit != nil {
			a.unit, a.unitSpan = b.unit, b.unitSpan
		}
		if dash || !r.x.joining[sep] {
			a.to = b.value
		}
	}
}
