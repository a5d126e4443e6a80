package number

import (
	"strconv"
	"strings"
)

// canonical returns the decimal form with a point of a figure whose decimal
// sign is given; the other of point and comma parts thousands. It is "" if
// the text is no such figure.
func canonical(text, decimal string) string {
	other := map[string]string{",": ".", ".": ","}[decimal]
	whole, fraction, _ := strings.Cut(text, decimal)
	if groups := strings.Split(whole, other); len(groups) > 1 {
		ok := groups[0] != "0" && len(groups[0]) <= 3
		for _, g := range groups[1:] {
			ok = ok && len(g) == 3
		}
		switch {
		case ok:
			whole = strings.Join(groups, "")
		case len(groups) == 2 && fraction == "": // the other habit: "28.7"
			whole, fraction = groups[0], groups[1]
		default:
			return ""
		}
	}
	fraction = strings.TrimRight(fraction, "0")
	if !allDigits(whole) || fraction != "" && !allDigits(fraction) {
		return ""
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// shiftPoint multiplies a canonical decimal by a power of ten.
func shiftPoint(value string, power int) string {
	whole, fraction, _ := strings.Cut(value, ".")
	for range power {
		digit := "0"
		if fraction != "" {
			digit, fraction = fraction[:1], fraction[1:]
		}
		whole += digit
	}
	return canonical(whole+"."+fraction, ".")
}

// whole returns a canonical decimal as an integer; ok is false if it is none
// or too long to count with.
func whole(value string) (n int64, ok bool) {
	const most = 15 // figures
	n, err := strconv.ParseInt(value, 10, 64)
	return n, err == nil && len(value) <= most
}

// less reports whether one canonical decimal without a sign is less than another.
func less(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x < y
}

// ratio returns a/b with four decimals at most; b is not zero.
func ratio(a, b int64) string {
	return canonical(strconv.FormatFloat(float64(a)/float64(b), 'f', 4, 64), ".")
}
