package en

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// maxNumeral bounds what a numeral of words may come to.
const maxNumeral = 1_000_000_000

// Numeral returns the value of the number that starts at token i and how many
// tokens it takes, 0 if none starts there: "first", "twenty-second", "two
// hundred and ten", "22", "22nd", "XII". A Roman numeral, of two letters or
// more or V or X, is an ordinal.
func (a *Analyzer) Numeral(d *extract.Doc, i int) (value int, ordinal bool, n int) {
	if i < 0 || i >= len(d.Tokens) {
		return 0, false, 0
	}
	t := &d.Tokens[i]
	switch t.Kind {
	case extract.NumberToken:
		if v, err := strconv.Atoi(strings.NewReplacer(",", "", "\u00a0", "", "\u202f", "", "\u2009", "").Replace(t.Text)); err == nil && v >= 0 && v <= maxNumeral {
			return v, false, 1
		}
		return 0, false, 0
	case extract.MixedToken:
		if v, ok := figureOrdinal(t.Lower); ok {
			return v, true, 1
		}
		return 0, false, 0
	case extract.WordToken:
		if v, ok := roman(t.Text); ok && t.Capitals != extract.Lower {
			return v, true, 1
		}
		return a.lex.wordNumeral(d, i)
	}
	return 0, false, 0
}

// figureOrdinal reads "22nd" and "1st".
func figureOrdinal(lower string) (int, bool) {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if figures, ok := strings.CutSuffix(lower, ending); ok {
			v, err := strconv.Atoi(figures)
			return v, err == nil && v > 0 && v <= maxNumeral
		}
	}
	return 0, false
}

// wordNumeral adds up number words. An ordinal ends the number.
func (l *lexicon) wordNumeral(d *extract.Doc, i int) (value int, ordinal bool, n int) {
	total, group, last := 0, 0, 0
	end := len(d.Tokens)
	for j := i; j < end && d.Tokens[j].Sentence == d.Tokens[i].Sentence; j++ {
		t := &d.Tokens[j]
		if t.Lower == "and" && n > 0 && last >= 100 && j+1 < end {
			if next, _ := l.numeral(firstPart(d.Tokens[j+1].Lower)); next.value > 0 && next.value < 100 {
				continue
			}
		}
		parts := strings.FieldsFunc(t.Lower, func(r rune) bool { return r == '-' || r == '‑' })
		g, tot, lst, ord, ok := group, total, last, false, len(parts) > 0
		for k, part := range parts {
			num, known := l.numeral(part)
			if !known || ord || !joinsNumber(lst, num.value, n == 0 && k == 0) {
				ok = false
				break
			}
			switch {
			case num.value >= 1000:
				tot, g = tot+max(g, 1)*num.value, 0
			case num.value == 100:
				g = max(g, 1) * 100
			default:
				g += num.value
			}
			lst, ord = num.value, num.ordinal
		}
		if !ok || tot+g > maxNumeral {
			break
		}
		group, total, last, n = g, tot, lst, j-i+1
		if ord {
			return total + group, true, n
		}
	}
	if n == 0 {
		return 0, false, 0
	}
	return total + group, false, n
}

func firstPart(w string) string {
	part, _, _ := strings.Cut(w, "-")
	return part
}

// joinsNumber tells whether a number word of the value may follow one of the
// last value: a unit a ten, a hundred a unit.
func joinsNumber(last, value int, first bool) bool {
	switch {
	case first:
		return true
	case value >= 100:
		return last < 100 && last > 0 || value >= 1000 && last == 100
	case last >= 100:
		return true
	}
	return last >= 20 && value > 0 && value < 10
}

// roman returns the value of a Roman numeral in capitals: of the letters I, V
// and X, and of more than one letter but for V and X. C, D, L and M are letters
// of abbreviations more often.
func roman(s string) (int, bool) {
	if n := utf8.RuneCountInString(s); n > 6 || n == 1 && s != "V" && s != "X" {
		return 0, false
	}
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10}
	total, previous := 0, 0
	for _, r := range s {
		v := values[r]
		if v == 0 {
			return 0, false
		}
		if v > previous {
			total -= 2 * previous
		}
		total, previous = total+v, v
	}
	return total, total > 0 && romanOf(total) == s
}

// romanOf writes a number below 40, so that IIX is not taken for one.
func romanOf(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.value {
			b.WriteString(d.text)
			n -= d.value
		}
	}
	return b.String()
}
