package date

import (
	"strconv"
	"strings"

	"claimgraph/extract"
)

// Numbers returns the recognizer of quantities: figures and cardinals in
// words, with the scale behind them ("7 млрд", "two million"). Ordinals, and
// what stands in a date found before, are none; nor is a bare "one".
func Numbers() extract.Recognizer { return numbers{} }

type numbers struct{}

// Name returns "number".
func (numbers) Name() string { return "number" }

// Recognize returns the quantities in d.
func (numbers) Recognize(d *extract.Doc) []extract.Mention {
	lex := lexiconOf(d.Language)
	if lex == nil {
		return nil
	}
	dated := datedTokens(d)
	var out []extract.Mention
	eachSentence(d, lex, func(s *sentence) {
		for i := 0; i < len(s.atoms); {
			used, value := lex.quantity(s, i)
			if used == 0 {
				i++
				continue
			}
			first, end := s.atoms[i].first, s.atoms[i+used-1].end
			if !dated[first] && s.atoms[i].starts && s.atoms[i+used-1].ends {
				out = append(out, extract.Mention{
					Span: d.TokenSpan(first, end), First: first, End: end, Head: end - 1,
					Type: "Number", Name: value, Number: value, Language: d.Language, Recognizer: "number",
				})
			}
			i += used
		}
	})
	return out
}

// datedTokens marks the tokens of the dates in d.Mentions.
func datedTokens(d *extract.Doc) map[int]bool {
	m := map[int]bool{}
	for i := range d.Mentions {
		if d.Mentions[i].Type != "Date" {
			continue
		}
		for t := d.Mentions[i].First; t < d.Mentions[i].End; t++ {
			m[t] = true
		}
	}
	return m
}

// quantity reads a number that begins with atom i and returns how many atoms
// it takes and its value in canonical decimal form.
func (x *lexicon) quantity(s *sentence, i int) (used int, value string) {
	used, value = x.figure(s, i)
	bare := false
	if used == 0 {
		n, v := x.numeral(s, i, false)
		if n == 0 {
			return 0, ""
		}
		used, value = n, strconv.Itoa(v)
		// A lone 1 is mostly an article or a pronoun, and what also names
		// something else ("тоқсан": ninety, a quarter) is that.
		bare = v == 1 || n == 1 && len(s.atoms[i].senses) > 1
	}
	for i+used < len(s.atoms) {
		power, ok := x.scales[s.atoms[i+used].text]
		if !ok {
			break
		}
		value, bare = shiftPoint(value, power), false
		used++
		if power > 2 { // "два млн" ends here, "two hundred thousand" goes on
			break
		}
	}
	if bare {
		return 0, ""
	}
	return used, value
}

// figure reads "28,7", "1 400" and "1,400".
func (x *lexicon) figure(s *sentence, i int) (used int, value string) {
	a := &s.atoms[i]
	if a.text == "" || a.text[0] < '0' || a.text[0] > '9' || a.suffix != "" || !a.date.IsZero() || !a.starts || !a.ends {
		return 0, ""
	}
	used, value = 1, canonical(a.text, x.decimal)
	if value == "" {
		return 0, ""
	}
	for x.decimal == "," && a.digits > 0 && a.digits <= 3 && i+used < len(s.atoms) {
		next := &s.atoms[i+used]
		if next.digits != 3 || next.suffix != "" {
			// The last group may have decimals: "1 400,5".
			if whole, _, ok := strings.Cut(next.text, ","); ok && len(whole) == 3 && canonical(next.text, ",") != "" && next.number < 0 {
				return used + 1, canonical(value+next.text, ",")
			}
			break
		}
		value += next.text
		used++
	}
	return used, value
}

// canonical returns the decimal form with a point of a figure whose decimal
// sign is given; the other of point and comma parts thousands. It is "" if
// the text is no such figure.
func canonical(text, decimal string) string {
	other := map[string]string{",": ".", ".": ","}[decimal]
	whole, fraction, _ := strings.Cut(text, decimal)
	if groups := strings.Split(whole, other); len(groups) > 1 {
		ok := fraction == "" || len(groups) == 2
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
