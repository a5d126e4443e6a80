package date

import (
	"time"

	"claimgraph/schema"
)

// A unit is a stretch of the calendar.
type unit int

const (
	unitDay unit = iota + 1
	unitWeek
	unitWeekend
	unitMonth
	unitQuarter
	unitHalf
	unitYear
	unitDecade
	unitCentury
)

var units = map[string]unit{
	"day": unitDay, "week": unitWeek, "weekend": unitWeekend, "month": unitMonth, "quarter": unitQuarter,
	"half": unitHalf, "year": unitYear, "decade": unitDecade, "century": unitCentury,
}

// needs is the precision that a day must have to count units from it.
func (u unit) needs() schema.Precision {
	switch u {
	case unitYear, unitDecade, unitCentury:
		return schema.Year
	case unitMonth, unitQuarter, unitHalf:
		return schema.Month
	}
	return schema.Day
}

// shift returns the unit that lies n units after the one that holds day. It is
// zero if day is not precise enough or the calendar ends.
func (u unit) shift(day schema.Date, n int) schema.Interval {
	if day.Precision() < u.needs() || n > 9999 || n < -9999 {
		return schema.Interval{}
	}
	var iv schema.Interval
	switch u {
	case unitDay:
		iv = schema.On(day.AddDays(n))
	case unitWeek:
		monday := day.AddDays(7*n - weekday(day) + 1)
		iv = schema.Interval{Start: monday, End: monday.AddDays(6)}
	case unitWeekend:
		saturday := day.AddDays(7*n - weekday(day) + 6)
		iv = schema.Interval{Start: saturday, End: saturday.AddDays(1)}
	case unitMonth:
		iv = schema.On(addMonths(day, n))
	case unitQuarter:
		m := addMonths(schema.Date{Year: day.Year, Month: (day.Month-1)/3*3 + 1}, 3*n)
		iv = schema.Interval{Start: m, End: addMonths(m, 2)}
	case unitHalf:
		m := addMonths(schema.Date{Year: day.Year, Month: (day.Month-1)/6*6 + 1}, 6*n)
		iv = schema.Interval{Start: m, End: addMonths(m, 5)}
	case unitYear:
		iv = schema.On(schema.Date{Year: day.Year + n})
	case unitDecade:
		y := day.Year/10*10 + 10*n
		iv = schema.Interval{Start: schema.Date{Year: y}, End: schema.Date{Year: y + 9}}
	case unitCentury:
		y := (day.Year-1)/100*100 + 1 + 100*n
		iv = schema.Interval{Start: schema.Date{Year: y}, End: schema.Date{Year: y + 99}}
	}
	return checked(iv)
}

// checked returns iv if its dates exist and are in order, else nothing.
func checked(iv schema.Interval) schema.Interval {
	bad := func(d schema.Date) bool { return !d.Valid() || d.Year < 1 }
	if iv.IsZero() || bad(iv.Start) {
		return schema.Interval{}
	}
	if iv.End.IsZero() {
		return iv
	}
	if bad(iv.End) || iv.End.Last().Compare(iv.Start.First()) < 0 {
		return schema.Interval{}
	}
	if iv.Start == iv.End {
		return schema.On(iv.Start)
	}
	return iv
}

// weekday returns 1 for Monday to 7 for Sunday.
func weekday(d schema.Date) int {
	if w := d.Time().Weekday(); w != time.Sunday {
		return int(w)
	}
	return 7
}

// addMonths returns the month n months after the one of d.
func addMonths(d schema.Date, n int) schema.Date {
	m := d.Year*12 + d.Month - 1 + n
	if m < 12 {
		return schema.Date{}
	}
	return schema.Date{Year: m / 12, Month: m%12 + 1}
}
