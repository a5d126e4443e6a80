package ru

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// A numeral is the value of a number word.
type numeral struct {
	value   int
	ordinal bool
}

// cutFigure splits "22-го" into its figures and what follows them, without the
// hyphen between.
func cutFigure(word string) (figures, ending string) {
	n := 0
	for n < len(word) && '0' <= word[n] && word[n] <= '9' {
		n++
	}
	return word[:n], strings.TrimPrefix(word[n:], "-")
}

// modelOrdinals are the words that figures with endings decline like: hard and
// soft, stressed on the stem and on the ending.
var modelOrdinals = [...]string{"первый", "второй", "третий"}

// ordinalForms returns the ordinal forms that end in each ending of one to three
// letters.
func ordinalForms(d *morph.Dictionary) map[string][]morph.Form {
	forms := map[string][]morph.Form{}
	for _, model := range modelOrdinals {
		for _, f := range d.Lookup(nil, model) {
			if t := d.Tag(f); !t.Has(morph.Ordinal) || t.Case() != extract.Nom {
				continue
			}
			for n := range d.FormCount(f) {
				t := d.FormTag(f, n)
				text, ok := d.Inflect(model, f, n)
				if !ok || !t.Has(morph.Ordinal) || t.Has(morph.Variant) {
					continue
				}
				for at, letters := len(text), 0; letters < 3 && at > 0; letters++ {
					_, size := utf8.DecodeLastRuneInString(text[:at])
					at -= size
					forms[text[at:]] = append(forms[text[at:]], morph.Form{Paradigm: f.Paradigm, Form: uint16(n)})
				}
			}
			break
		}
	}
	return forms
}

// appendFigure appends the readings of figures with what a hyphen joins to them:
// an ordinal ("22-го"), or a word ("44-летний", "10-летие").
func (a *Analyzer) appendFigure(s *scratch, word string, c context) {
	figures, ending := cutFigure(word)
	from := len(s.readings)
	for _, f := range a.ordinals[ending] {
		t := a.dict.Tag(f)
		s.readings = append(s.readings, reading{
			tag: t, prior: byCase[t.Case()], guessed: true,
			lemma: figures + "-й", nom: figures + "-" + nominativeEnding(t),
		})
	}
	head := len(word) - len(ending)
	if len(s.readings) == from && figures != "" && utf8.RuneCountInString(ending) > 3 {
		if a.appendKnown(s, word, head, c); len(s.readings) == from {
			a.appendJubilee(s, word, head)
		}
	}
	if len(s.readings) == from {
		s.readings = append(s.readings, reading{tag: morph.NewTag(extract.Analysis{POS: extract.X}), nom: word, lemma: word, guessed: true})
	}
}

// appendJubilee reads the word behind figures as the end of one with a number
// word in their place: "летие" as in "десятилетие".
func (a *Analyzer) appendJubilee(s *scratch, word string, head int) {
	s.forms = a.dict.Lookup(s.forms[:0], "десяти"+word[head:])
	for _, f := range s.forms {
		t := a.dict.Tag(f)
		s.readings = append(s.readings, reading{tag: t, prior: byCase[t.Case()], form: f, head: uint16(head), guessed: true})
	}
}

func nominativeEnding(t morph.Tag) string {
	switch {
	case t.Number() == extract.Plur, t.Gender() == extract.Neut:
		return "е"
	case t.Gender() == extract.Fem:
		return "я"
	}
	return "й"
}

// Numeral returns the value of the number word, the figures or the Roman figures
// at token i, whether it is an ordinal, and how many tokens it takes: "двадцать
// второго" two. It takes none if there is no numeral, or one of more than 18 digits.
func (a *Analyzer) Numeral(d *extract.Doc, i int) (value int, ordinal bool, n int) {
	if i < 0 || i >= len(d.Tokens) {
		return 0, false, 0
	}
	t := &d.Tokens[i]
	if t.Kind == extract.MixedToken {
		figures, ending := cutFigure(extract.FoldYo(t.Lower))
		v, err := strconv.Atoi(figures)
		if err != nil || len(figures) > 18 || len(a.ordinals[ending]) == 0 {
			return 0, false, 0
		}
		return v, true, 1
	}
	if v, ok := roman(t.Text); ok {
		return v, true, 1
	}
	return a.compound(d, i)
}

// compound reads number words from token i while each is of a lower order than
// the one before, thousands and their like multiplying what they follow.
func (a *Analyzer) compound(d *extract.Doc, i int) (value int, ordinal bool, n int) {
	group, order := 0, 1<<62 // of the words since the last thousand
	for ; i+n < len(d.Tokens) && !ordinal; n++ {
		t := &d.Tokens[i+n]
		if n > 0 && t.Sentence != d.Tokens[i].Sentence {
			break
		}
		v, ok := a.number(t)
		if !ok {
			break
		}
		switch {
		case v.value >= 1000 && v.value != 2000 && n > 0:
			if v.value > 1<<60/max(group, 1) || value > 0 && v.value > value {
				return value + group, ordinal, n
			}
			value += max(group, 1) * v.value
			group, order = 0, v.value
		case n > 0 && (v.value >= order || t.Kind == extract.NumberToken):
			return value + group, ordinal, n
		default:
			group += v.value
			order = orderOf(v.value)
		}
		ordinal = v.ordinal
	}
	return value + group, ordinal, n
}

// orderOf is the bound that the next word of a compound must lie below.
func orderOf(v int) int {
	for _, o := range []int{1000, 100, 10} {
		if v >= o && v%o == 0 && v != 10 {
			return o
		}
	}
	return 1
}

// number returns the value of one token.
func (a *Analyzer) number(t *extract.Token) (numeral, bool) {
	switch t.Kind {
	case extract.NumberToken:
		v, err := strconv.Atoi(t.Text)
		return numeral{v, false}, err == nil && len(t.Text) <= 18
	case extract.WordToken:
		for i := range t.Analyses {
			if v, ok := a.words.numeral(t.Analyses[i].Lemma); ok {
				return v, true
			}
		}
		return a.words.numeral(extract.FoldYo(t.Lower))
	}
	return numeral{}, false
}

var romanValues = map[rune]int{
	'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000,
	'І': 1, 'Х': 10, // Cyrillic letters that look so
}

// roman returns the value of a Roman figure in capitals, 1 to 3999.
func roman(s string) (int, bool) {
	value, last := 0, 1<<30
	for _, r := range s {
		v, ok := romanValues[r]
		if !ok {
			return 0, false
		}
		if v > last {
			value -= 2 * last
		}
		value += v
		last = v
	}
	return value, value > 0 && value < 4000 && toRoman(value) == strings.NewReplacer("І", "I", "Х", "X").Replace(s)
}

func toRoman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.text)
		}
	}
	return b.String()
}
