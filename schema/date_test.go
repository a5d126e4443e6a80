package schema

import (
	"testing"
	"time"
)

func TestADateKeepsThePrecisionItIsWrittenWith(t *testing.T) {
	tests := []struct {
		text string
		want Date
		p    Precision
	}{
		{"2026", Date{Year: 2026}, Year},
		{"2025-12", Date{Year: 2025, Month: 12}, Month},
		{"2025-12-01", Date{2025, 12, 1}, Day},
		{"2024-02-29", Date{2024, 2, 29}, Day},
		{"0987-01-31", Date{987, 1, 31}, Day},
	}
	for _, tt := range tests {
		got, err := ParseDate(tt.text)
		if err != nil || got != tt.want || got.Precision() != tt.p || got.String() != tt.text {
			t.Errorf("ParseDate(%q) = %+v, %v with precision %d, written %q; want %+v with %d", tt.text, got, err, got.Precision(), got, tt.want, tt.p)
		}
	}
}

func TestATimeOfDayIsDropped(t *testing.T) {
	for _, text := range []string{"2025-12-01T10:00:00+05:00", "2025-12-01 10:00", "2025-12-01"} {
		if got, err := ParseDate(text); err != nil || got != (Date{2025, 12, 1}) {
			t.Errorf("ParseDate(%q) = %v, %v, want 2025-12-01", text, got, err)
		}
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, text := range []string{"", "25", "2025-1", "2025-13", "2025-02-29", "2025-00", "0000", "2025-12-01-01", "2025-12-1T", "20251201", "2025/12", "-2025", "2025-12-+1", "май"} {
		if got, err := ParseDate(text); err == nil {
			t.Errorf("ParseDate(%q) = %+v, want an error", text, got)
		}
	}
}

func TestADateIsBoundedByItsFirstAndLastDay(t *testing.T) {
	tests := []struct {
		behaviour   string
		date        Date
		first, last int
	}{
		{"a year", Date{Year: 2025}, 20250101, 20251231},
		{"a month of 30 days", Date{Year: 2025, Month: 4}, 20250401, 20250430},
		{"February of a leap year", Date{Year: 2024, Month: 2}, 20240201, 20240229},
		{"December", Date{Year: 2025, Month: 12}, 20251201, 20251231},
		{"a day", Date{2025, 12, 1}, 20251201, 20251201},
		{"no date", Date{}, 0, 0},
	}
	for _, tt := range tests {
		if a, z := tt.date.First().Int(), tt.date.Last().Int(); a != tt.first || z != tt.last {
			t.Errorf("%s: %+v runs from %d to %d, want %d to %d", tt.behaviour, tt.date, a, z, tt.first, tt.last)
		}
	}
}

func TestOnlyDatesThatExistAreValid(t *testing.T) {
	for d, want := range map[Date]bool{
		{}: true, {Year: 1}: true, {Year: 9999, Month: 12, Day: 31}: true,
		{Year: 10000}: false, {Year: -1}: false, {Year: 2025, Day: 3}: false, {Month: 5}: false, {Year: 2025, Month: 13}: false, {Year: 2025, Month: 2, Day: 30}: false,
	} {
		if d.Valid() != want {
			t.Errorf("%+v is valid: %v, want %v", d, d.Valid(), want)
		}
	}
}

func TestDaysAreAddedAcrossMonths(t *testing.T) {
	tests := []struct {
		from Date
		n    int
		want Date
	}{{Date{2025, 12, 31}, 1, Date{2026, 1, 1}}, {Date{2024, 3, 1}, -1, Date{2024, 2, 29}}, {Date{2025, 5, 5}, 0, Date{2025, 5, 5}}}
	for _, tt := range tests {
		if got := tt.from.AddDays(tt.n); got != tt.want {
			t.Errorf("%v and %d days = %v, want %v", tt.from, tt.n, got, tt.want)
		}
	}
	if got := NewDate(time.Date(2025, 12, 1, 23, 0, 0, 0, time.FixedZone("", 5*3600))); got != (Date{2025, 12, 1}) {
		t.Errorf("a date is taken in its own zone: got %v, want 2025-12-01", got)
	}
}

func TestAnUnknownPartComesFirst(t *testing.T) {
	order := []Date{{}, {Year: 2024}, {Year: 2025}, {Year: 2025, Month: 1}, {Year: 2025, Month: 1, Day: 2}, {Year: 2025, Month: 2}}
	for i := 1; i < len(order); i++ {
		if order[i-1].Compare(order[i]) >= 0 || order[i].Compare(order[i-1]) <= 0 {
			t.Errorf("%+v does not come before %+v", order[i-1], order[i])
		}
	}
}

func TestAnIntervalIsWrittenAsTwoDates(t *testing.T) {
	i, err := ParseInterval("2025-01/2025-03")
	if err != nil || i.String() != "2025-01/2025-03" {
		t.Fatalf("ParseInterval = %+v, %v", i, err)
	}
	if a, z := i.Bounds(); a.Int() != 20250101 || z.Int() != 20250331 {
		t.Errorf("%v runs from %v to %v, want 2025-01-01 to 2025-03-31", i, a, z)
	}
	for _, bad := range []string{"2025/2024", "2025/", "/2025", "2025/2026/2027", "x/2025"} {
		if got, err := ParseInterval(bad); err == nil {
			t.Errorf("ParseInterval(%q) = %+v, want an error", bad, got)
		}
	}
}

func TestADayRefinesItsMonthAndNotTheOtherWay(t *testing.T) {
	tests := []struct {
		i, j string
		want bool
	}{{"2025-12-01", "2025-12", true}, {"2025-12", "2025-12-01", false}, {"2025", "2025", true}, {"2025-02", "2025-01/2025-03", true}, {"2025-04", "2025-01/2025-03", false}}
	for _, tt := range tests {
		i, err1 := ParseInterval(tt.i)
		j, err2 := ParseInterval(tt.j)
		if err1 != nil || err2 != nil || i.Refines(j) != tt.want {
			t.Errorf("%s refines %s: %v, want %v", tt.i, tt.j, i.Refines(j), tt.want)
		}
	}
}

func FuzzADateThatIsReadIsWrittenTheSame(f *testing.F) {
	for _, s := range []string{"2025-12-01", "2025-01/2025-03", "2025-12-01T10:00", "0000", "/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, err := ParseInterval(s)
		if err != nil {
			return
		}
		again, err := ParseInterval(i.String())
		if err != nil || again != i || !i.Start.Valid() || !i.End.Valid() {
			t.Errorf("ParseInterval(%q) = %+v, written %q, read again %+v, %v", s, i, i, again, err)
		}
	})
}
