package kk

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// Numeral returns the value of the number word or figure at token i of d, of
// as many tokens as belong to it: "жиырма екінші", "4 мың", "22-ші", "XII",
// "22-отырысы" (a figure joined to the noun that it counts, an ordinal), or n =
// 0 where no number stands or it is no whole one. Roman figures are ordinal,
// and "алғашқы" is 1.
func (a *Analyzer) Numeral(d *extract.Doc, i int) (value int, ordinal bool, n int) {
	if i < 0 || i >= len(d.Tokens) {
		return 0, false, 0
	}
	if v, ok := roman(d, i); ok {
		return v, true, 1
	}
	sum := sum{belowThousand: math.MaxInt, multiplier: math.MaxInt}
	for j := i; j < len(d.Tokens) && d.Tokens[j].Sentence == d.Tokens[i].Sentence; j++ {
		w, ok := a.numberAt(&d.Tokens[j], j == i)
		if !ok || !sum.add(w) {
			break
		}
		n++
		if ordinal = w.ordinal; ordinal || w.closed {
			break
		}
	}
	if n == 0 {
		return 0, false, 0
	}
	return sum.total + sum.part, ordinal, n
}

// A sum adds the words of a numeral up from left to right.
type sum struct {
	total int // what has been multiplied by a thousand or more
	part  int // the rest so far
	// multiplier is the last word from a thousand on, belowThousand the power
	// of ten of the last word below: the next one must be less.
	multiplier, belowThousand int
}

// add adds the next word and reports whether it belongs to the number.
func (s *sum) add(w numeralToken) bool {
	switch {
	case w.times && w.value > 100:
		if w.value >= s.multiplier || s.part > math.MaxInt/w.value || s.total > math.MaxInt/2 {
			return false
		}
		s.total += max(s.part, 1) * w.value
		s.part, s.multiplier, s.belowThousand = 0, w.value, math.MaxInt
	case w.times:
		if s.part > 9 {
			return false
		}
		s.part, s.belowThousand = max(s.part, 1)*w.value, w.value
	default:
		size := magnitude(w.value)
		if size >= s.belowThousand {
			return false
		}
		s.part, s.belowThousand = s.part+w.value, size
		if w.figure {
			s.belowThousand = 1 // only a multiplier can follow: 20 мың
		}
	}
	return true
}

// A numeralToken is a token that spells a number or a part of one.
type numeralToken struct {
	number
	closed bool // it has a case: nothing follows
	figure bool
}

func (a *Analyzer) numberAt(t *extract.Token, first bool) (numeralToken, bool) {
	switch t.Kind {
	case extract.NumberToken:
		v, err := strconv.Atoi(grouping.Replace(t.Lower))
		return numeralToken{number: number{value: v}, figure: true}, first && err == nil
	case extract.MixedToken:
		if !first {
			return numeralToken{}, false
		}
		return a.figureWithEnding(t.Lower)
	case extract.WordToken:
		if len(t.Lower) > 60 {
			return numeralToken{}, false
		}
		if n, ok := a.lexicon.numberOf(t.Lower); ok {
			return numeralToken{number: n}, true
		}
		for k := range t.Analyses {
			if t.Analyses[k].POS != extract.NUM {
				continue
			}
			if n, ok := a.lexicon.numberOf(t.Analyses[k].Lemma); ok {
				return numeralToken{number: n, closed: true}, true
			}
		}
	}
	return numeralToken{}, false
}

// grouping removes the thin spaces that group figures by thousands.
var grouping = strings.NewReplacer("\u00a0", "", "\u202f", "", "\u2009", "")

// figureWithEnding reads 22-ші, 22-отырысы, 3-інде (ordinal) and 600-ден.
func (a *Analyzer) figureWithEnding(lower string) (numeralToken, bool) {
	digits := 0
	for digits < len(lower) && lower[digits] >= '0' && lower[digits] <= '9' {
		digits++
	}
	v, err := strconv.Atoi(lower[:digits])
	if err != nil {
		return numeralToken{}, false
	}
	suffix := lower[digits:]
	hyphen, size := utf8.DecodeRuneInString(suffix)
	if hyphen != '-' && hyphen != '‑' && hyphen != '–' {
		return numeralToken{}, false
	}
	suffix = suffix[size:]
	n := numeralToken{number: number{value: v}, closed: true}
	if slices.ContainsFunc(a.lexicon.ordinals, func(e string) bool { return strings.HasPrefix(suffix, e) }) {
		n.ordinal = true
		return n, true
	}
	r := a.readers.Get().(*reader)
	defer a.readers.Put(r)
	chains := r.suffixOnly(suffix)
	for i := range chains {
		// The 5th of May is "мамырдың 5-і"; a cardinal has no possessor.
		if chains[i].form.Possessor == 3 {
			n.ordinal = true
			return n, true
		}
	}
	if len(chains) == 0 {
		cs := r.read(suffix, false)
		n.ordinal = len(cs) > 0 && r.known && cs[0].POS == extract.NOUN
		return n, n.ordinal
	}
	return n, true
}

// magnitude returns the power of ten of a round number's last figure that is
// not 0: 20 gives 10, 7 gives 1.
func magnitude(v int) int {
	m := 1
	for v != 0 && v%10 == 0 {
		v /= 10
		m *= 10
	}
	return m
}

// roman reads a Roman figure below 90, in Latin or look-alike Cyrillic letters.
// One letter alone is a figure only if no full stop makes it an initial.
func roman(d *extract.Doc, i int) (int, bool) {
	t := &d.Tokens[i]
	if t.Kind != extract.WordToken || t.Capitals == extract.Lower || len(t.Text) > 16 {
		return 0, false
	}
	total, last, runes := 0, 0, 0
	for _, r := range t.Text {
		v := romanDigit(r)
		if v == 0 {
			return 0, false
		}
		if total += v; v > last && last > 0 {
			total -= 2 * last
		}
		last = v
		runes++
	}
	if runes == 1 && i+1 < len(d.Tokens) && d.Tokens[i+1].Text == "." {
		return 0, false
	}
	return total, total > 0 && canonicalRoman(total, t.Text)
}

func romanDigit(r rune) int {
	switch r {
	case 'I', 'І':
		return 1
	case 'V':
		return 5
	case 'X', 'Х':
		return 10
	case 'L':
		return 50
	}
	return 0
}

// canonicalRoman reports whether text is how the value is written.
func canonicalRoman(value int, text string) bool {
	var b strings.Builder
	for _, s := range []struct {
		value int
		text  string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for value >= s.value {
			b.WriteString(s.text)
			value -= s.value
		}
	}
	return b.String() == lookalikes.Replace(text)
}

// lookalikes writes Roman figures in Latin letters.
var lookalikes = strings.NewReplacer("І", "I", "Х", "X")
