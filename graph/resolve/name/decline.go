package name

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A declension is an ending and the nominative's that it stands for.
type declension struct {
	gender, grammaticalCase string
	ending, nominative      string
	surname                 bool
}

func readDeclensions(text string) (map[string][]declension, error) {
	out := map[string][]declension{}
	err := eachLine(text, func(n int, line string) error {
		f := strings.Fields(line)
		if len(f) != 5 && (len(f) != 6 || f[5] != "surname") {
			return fmt.Errorf("declension.txt:%d: want language, gender, case, ending, nominative [surname]", n)
		}
		bare := func(s string) string { return strings.Trim(s, "-") }
		out[f[0]] = append(out[f[0]], declension{f[1], f[2], bare(f[3]), bare(f[4]), len(f) == 6})
		return nil
	})
	return out, err
}

// minStem is how many letters remain at least when an ending is taken off.
const minStem = 3

// nominatives returns the words as they may stand in the nominative, if they
// are in another case: all of them in the same. The words themselves, which are
// tried first, are not among the results.
func (l *lexicon) nominatives(words []string, language string) [][]string {
	if len(words) == 0 {
		return nil
	}
	if strings.HasPrefix(language, "kk") {
		return l.kazakhNominatives(words, language)
	}
	if language != "ru" {
		return nil
	}
	var out [][]string
	for _, g := range [...]string{"m", "f"} {
		for _, c := range [...]string{"gen", "dat", "acc", "ins", "pre"} {
			for _, ws := range l.jointly(words, g, c) {
				if !slices.Equal(ws, words) && !slices.ContainsFunc(out, func(o []string) bool { return slices.Equal(o, ws) }) {
					out = append(out, ws)
				}
			}
		}
	}
	return out
}

// kazakhNominatives takes the ending from the last word, which alone has it.
func (l *lexicon) kazakhNominatives(words []string, language string) [][]string {
	last := words[len(words)-1]
	var out [][]string
	for _, d := range l.decline[language] {
		stem, ok := strings.CutSuffix(last, d.ending)
		if ok && utf8.RuneCountInString(stem) >= minStem && !l.given[last] && l.ending("surname endings", last) == "" {
			out = append(out, append(slices.Clone(words[:len(words)-1]), stem))
		}
	}
	return out
}

// maxHypotheses bounds the ways in which a declined name is read.
const maxHypotheses = 6

// jointly returns the words in the nominative if they are of that gender and
// case. Initials do not decline; a given name that is one as it stands, such as
// Александра, is not taken for the genitive of another.
func (l *lexicon) jointly(words []string, gender, grammaticalCase string) [][]string {
	outs := [][]string{nil}
	changed := false
	full := 0
	for _, w := range words {
		if !isInitial(w) {
			full++
		}
	}
	for i, w := range words {
		var forms []string
		if isInitial(w) || l.is("particles", w) {
			forms = []string{w}
		} else {
			forms = l.undo(w, gender, grammaticalCase, full == 1)
			if len(words) > 1 && doesNotDecline(w, gender) && !slices.Contains(forms, w) {
				forms = append(forms, w)
			}
			if len(words) > 1 && i == 0 && l.given[foldWord(w)] && !slices.ContainsFunc(forms, func(f string) bool { return l.given[foldWord(f)] }) {
				forms = nil
			}
			if len(words) > 1 && gender == "m" && l.isWoman(w) {
				forms = nil
			}
			changed = changed || slices.ContainsFunc(forms, func(f string) bool { return f != w })
		}
		var next [][]string
		for _, o := range outs {
			for _, f := range forms {
				if len(next) < maxHypotheses {
					next = append(next, append(slices.Clone(o), f))
				}
			}
		}
		outs = next
	}
	if !changed {
		return nil
	}
	return outs
}

// undo returns the nominatives that a word of that gender and case may have. Of
// endings that fit, one of surnames rules out the others. A surname alone tells
// no case by an ending that is also a woman's nominative ("Бакаева").
func (l *lexicon) undo(w, gender, grammaticalCase string, alone bool) []string {
	var out []string
	surname := false
	for _, d := range l.decline["ru"] {
		if d.gender != gender || d.grammaticalCase != grammaticalCase {
			continue
		}
		stem, ok := strings.CutSuffix(w, d.ending)
		if !ok || utf8.RuneCountInString(stem) < 2 || alone && gender == "m" && grammaticalCase == "gen" && l.womansSurname(w) {
			continue
		}
		if d.ending == "" && (d.nominative == "" && !endsInConsonant(w)) {
			continue
		}
		if d.nominative == "" && d.ending != "" && !endsInConsonant(stem) {
			continue
		}
		if d.surname && !surname {
			out, surname = nil, true
		}
		if d.surname || !surname {
			out = append(out, stem+d.nominative)
		}
	}
	return out
}

// isWoman tells a given name of women that is also the genitive of a man's, as
// Александра is.
func (l *lexicon) isWoman(w string) bool {
	w = foldWord(w)
	return l.is("women", w) || l.given[w] && (strings.HasSuffix(w, "а") || strings.HasSuffix(w, "я"))
}

var womenEndings = []string{"ова", "ева", "ёва", "ина", "ына", "ская", "цкая"}

func (l *lexicon) womansSurname(w string) bool {
	return slices.ContainsFunc(womenEndings, func(e string) bool { return strings.HasSuffix(w, e) })
}

// ambiguous tells whether words that were read as a man's in the genitive may
// as well be a woman's name as it stands: a given name in -а that is in no list,
// of a man whose name is in none either.
func (l *lexicon) ambiguous(words, nominative []string) bool {
	last := words[len(words)-1]
	if len(words) < 2 || !l.womansSurname(last) || last == nominative[len(nominative)-1] {
		return false
	}
	for i, w := range words[:len(words)-1] {
		if !isInitial(w) && w != nominative[i] && l.given[foldWord(nominative[i])] {
			return false
		}
	}
	return true
}

// doesNotDecline tells a word that may stay as it is in every case: Сатыбалды,
// and women's names that Kazakh and Russian decline in two ways, Айгуль.
func doesNotDecline(w, gender string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return strings.ContainsRune("ыіиоуэюе", r) || gender == "f" && r == 'ь'
}

func endsInConsonant(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return r != utf8.RuneError && !strings.ContainsRune("аеёиоуыэюяьйәөүұі", r)
}
