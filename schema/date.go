package schema

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Precision tells how much of a date is known.
type Precision uint8

const (
	NoPrecision Precision = iota
	Year
	Month
	Day
)

// A Date is a calendar date of which the year alone, the year and month, or
// all is known. What is unknown is zero: "in 2019" is Date{Year: 2019}. The
// zero Date is no date. Years run from 1 to 9999, in the Gregorian calendar.
type Date struct{ Year, Month, Day int }

// NewDate returns the date of t's day in t's location.
func NewDate(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Precision returns how much of d is known.
func (d Date) Precision() Precision {
	switch {
	case d.Year == 0:
		return NoPrecision
	case d.Month == 0:
		return Year
	case d.Day == 0:
		return Month
	}
	return Day
}

// Valid reports whether d is zero or names a year, month or day that exists.
func (d Date) Valid() bool {
	if d.IsZero() {
		return true
	}
	if d.Year < 1 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day == 0 || d.Day <= daysIn(d.Year, d.Month)
}

// First returns the first day that d can mean, Last the last one.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the last day that d can mean.
func (d Date) Last() Date {
	if d.IsZero() {
		return d
	}
	if d.Month == 0 {
		return Date{d.Year, 12, 31}
	}
	if d.Day == 0 {
		return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
	}
	return d
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// AddDays returns the day n days after d, which must be of day precision.
func (d Date) AddDays(n int) Date {
	return NewDate(d.Time().AddDate(0, 0, n))
}

// Time returns midnight UTC of the first day that d can mean.
func (d Date) Time() time.Time {
	f := d.First()
	return time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, time.UTC)
}

// Int returns a day as the integer yyyymmdd, what is unknown as zeros.
func (d Date) Int() int { return d.Year*10000 + d.Month*100 + d.Day }

// Compare orders dates by year, month and day, an unknown part first.
func (d Date) Compare(e Date) int { return d.Int() - e.Int() }

// String returns the ISO 8601 form cut to what is known: 2026, 2025-12,
// 2025-12-01; "" for the zero Date.
func (d Date) String() string {
	switch d.Precision() {
	case Year:
		return fmt.Sprintf("%04d", d.Year)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	return ""
}

// ParseDate reads the form that [Date.String] writes. A time of day after the
// date ("2025-12-01T10:00:00+05:00") is accepted and dropped.
func ParseDate(s string) (Date, error) {
	day := s
	if i := strings.IndexAny(s, "T "); i == len("2006-01-02") {
		day = s[:i]
	}
	bad := fmt.Errorf("date %q is not YYYY, YYYY-MM or YYYY-MM-DD", s)
	var d Date
	parts := strings.Split(day, "-")
	if len(parts) > 3 {
		return Date{}, bad
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n <= 0 || p[0] == '+' || i == 0 && len(p) != 4 || i > 0 && len(p) != 2 {
			return Date{}, bad
		}
		switch i {
		case 0:
			d.Year = n
		case 1:
			d.Month = n
		case 2:
			d.Day = n
		}
	}
	if !d.Valid() {
		return Date{}, fmt.Errorf("date %q does not exist", s)
	}
	return d, nil
}

// An Interval is a date or the time from one date to another, both included.
// End is zero for a single date: a quarter is 2025-01/2025-03.
type Interval struct{ Start, End Date }

// On returns the interval that is the single date d.
func On(d Date) Interval { return Interval{Start: d} }

// IsZero reports whether i is no time at all.
func (i Interval) IsZero() bool { return i == Interval{} }

// Bounds returns the first and the last day that i covers.
func (i Interval) Bounds() (notBefore, notAfter Date) {
	if i.End.IsZero() {
		return i.Start.First(), i.Start.Last()
	}
	return i.Start.First(), i.End.Last()
}

// String returns the date, or start/end as in ISO 8601.
func (i Interval) String() string {
	if i.End.IsZero() {
		return i.Start.String()
	}
	return i.Start.String() + "/" + i.End.String()
}

// ParseInterval reads the form that [Interval.String] writes.
func ParseInterval(s string) (Interval, error) {
	a, b, two := strings.Cut(s, "/")
	start, err := ParseDate(a)
	if err != nil {
		return Interval{}, err
	}
	if !two {
		return On(start), nil
	}
	end, err := ParseDate(b)
	if err != nil {
		return Interval{}, err
	}
	if end.Last().Compare(start.First()) < 0 {
		return Interval{}, fmt.Errorf("interval %q ends before it starts", s)
	}
	return Interval{start, end}, nil
}

// Refines reports whether i says the same as j or more precisely: it lies
// within j and j is no more precise.
func (i Interval) Refines(j Interval) bool {
	a, b := i.Bounds()
	c, d := j.Bounds()
	return c.Compare(a) <= 0 && b.Compare(d) <= 0
}
