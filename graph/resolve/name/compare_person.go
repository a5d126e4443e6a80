package name

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A likeness is how well two words agree.
type likeness int

const (
	unlike likeness = iota
	near            // one letter apart, or less than that for short words
	alike
)

// limits returns what two words may cost to be alike and near, by their length.
func limits(n int) (alikeCost, nearCost int) {
	switch {
	case n <= 3:
		return 2, 3
	case n <= 5:
		return 3, 6
	case n <= 8:
		return 4, 7
	}
	return 5, 8
}

// compareParts tells how well two words agree in any of their readings.
func (l *lexicon) compareParts(x, y *part) likeness {
	if x.text == y.text {
		return alike
	}
	if x.initial || y.initial {
		return l.compareInitials(x, y)
	}
	best := unlike
	if len(x.words) == len(y.words) {
		best = alike
		for i := range x.words {
			if best > unlike && !shareGroup(x.equal[i], y.equal[i]) {
				best = min(best, l.compareSounds(x.each[i], y.each[i]))
			}
		}
	}
	if best < alike && (len(x.words) > 1 || len(y.words) > 1) {
		best = max(best, l.compareSounds(x.sounds, y.sounds))
	}
	return best
}

func shareGroup(x, y []int) bool {
	return slices.ContainsFunc(x, func(g int) bool { return slices.Contains(y, g) })
}

func (l *lexicon) compareSounds(xs, ys [][]sound) likeness {
	best := unlike
	for _, x := range xs {
		for _, y := range ys {
			if len(x) == 0 || len(y) == 0 {
				continue
			}
			alikeCost, nearCost := limits(min(len(x), len(y)))
			switch d := l.sounds.distance(x, y, nearCost); {
			case d <= alikeCost:
				return alike
			case d <= nearCost:
				best = near
			}
		}
	}
	return best
}

// initialCost is what the first sounds of an initial and a name may differ by.
const initialCost = 3

// compareInitials compares an initial with a name or another initial.
func (l *lexicon) compareInitials(x, y *part) likeness {
	if shareGroup(x.equal[0], y.equal[0]) || l.letterFits(x, y) || l.letterFits(y, x) {
		return alike
	}
	if a, b := x.each[0][0], y.each[0][0]; len(a) > 0 && len(b) > 0 && l.firstCost(a, b) <= initialCost {
		return alike
	}
	return unlike
}

// letterFits tells whether an initial of one letter may stand for a name that
// begins with the other's first letter: of Yerkebulan and Еркебұлан both Y. and Е.
// are the initials, of Джон Д. as well.
func (l *lexicon) letterFits(x, y *part) bool {
	letter := []rune(strings.TrimSuffix(x.text, "."))
	if !x.initial || len(letter) != 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(y.text)
	if letter[0] == first {
		return true
	}
	return slices.ContainsFunc(l.endings["initials"], func(s string) bool {
		latin, cyrillic := rune(s[0]), s[1:]
		return latin == letter[0] && strings.ContainsRune(cyrillic, first) || latin == first && !y.initial && len(y.text) > 2 && !digraph(y.text) && strings.ContainsRune(cyrillic, letter[0])
	})
}

// digraph tells a Latin name that begins with two letters for one sound: С. is no
// initial of Shyngys.
func digraph(name string) bool {
	return len(name) > 1 && name[1] == 'h' && name[0] < utf8.RuneSelf
}

// firstCost compares first sounds; a j before a vowel may be missing.
func (l *lexicon) firstCost(a, b []sound) int {
	t := l.sounds
	c := int(t.cost[a[0]][b[0]])
	if len(a) > 1 && a[0] == t.iota {
		c = min(c, 1+int(t.cost[a[1]][b[0]]))
	}
	if len(b) > 1 && b[0] == t.iota {
		c = min(c, 1+int(t.cost[a[0]][b[1]]))
	}
	return c
}

// A finding is what the names of two persons say, before their contexts.
type finding struct {
	rank   int  // the higher, the more it says for one person
	common bool // so many bear the name that it says less
	reason string
}

const (
	rankNothing    = iota
	rankOther      // one surname, another given name: brothers
	rankPatronymic // contradicting patronymics or generations
	rankWeak       // only part of the name agrees
	rankLone       // a surname alone
	rankDouble     // one of several surnames
	rankInitial    // surname and initial
	rankNear       // all but a letter
	rankFull       // given name and surname
	rankPatronym   // and patronymic
)

// comparePersons compares two readings of names.
func (l *lexicon) comparePersons(x, y *person) finding {
	if !shareKey(x.keys, y.keys) {
		return finding{rank: rankNothing, reason: "the surnames differ"}
	}
	if x.surname == nil || y.surname == nil {
		return l.withoutSurname(x, y)
	}
	surname := l.compareParts(x.surname, y.surname)
	if surname < alike {
		surname = max(surname, l.joinedSurname(x, y))
	}
	double := false
	if surname < alike {
		if double = l.oneOfSurnames(x, y); double {
			surname = alike
		}
	}
	if surname == unlike {
		return finding{rank: rankNothing, reason: "the surnames differ"}
	}
	if x.junior != y.junior {
		if x.junior != "" && y.junior != "" {
			return finding{rank: rankPatronymic, reason: "of two generations: " + both(x.junior, y.junior)}
		}
		return finding{rank: rankWeak, reason: "one name says the generation and the other does not"}
	}
	if x.given == nil || y.given == nil {
		return l.loneSurname(x, y, surname)
	}
	return l.givenAnd(x, y, surname, double)
}

func (l *lexicon) loneSurname(x, y *person, surname likeness) finding {
	if surname < alike {
		return finding{rank: rankNothing, reason: "a surname alone, and not quite the same"}
	}
	return finding{rank: rankLone, reason: "the surname agrees, and one name has no more"}
}

// givenAnd compares the rest of names whose surnames agree.
func (l *lexicon) givenAnd(x, y *person, surname likeness, double bool) finding {
	given := l.compareParts(x.given, y.given)
	if given == unlike {
		given = l.joinedGiven(x, y)
	}
	patronymic, said := l.comparePatronymics(x, y)
	initial := x.given.initial || y.given.initial
	switch {
	case given == unlike && surname == alike && (l.isMiddle(x.given, y) || l.isMiddle(y.given, x)):
		return finding{rank: rankWeak, reason: "one surname, and the given name of one is a further name of the other"}
	case given == unlike && initial && isCyrillic([]rune(x.given.text)) != isCyrillic([]rune(y.given.text)):
		return finding{rank: rankNothing, reason: "one surname, and an initial in another script that does not fit"}
	case given == unlike && surname == alike && l.spellingsDiffer(x.given, y.given):
		return finding{rank: rankWeak, reason: "one surname, and given names that may be spellings of one"}
	case given == unlike && surname == alike:
		return finding{rank: rankOther, reason: "one surname, but other given names"}
	case given == unlike:
		return finding{rank: rankNothing, reason: "the names differ"}
	case said && patronymic == unlike:
		return finding{rank: rankPatronymic, reason: "the patronymics differ"}
	case initial && surname == alike:
		return finding{rank: rankInitial, reason: "the surname agrees, and the initial fits"}
	case initial:
		return finding{rank: rankNothing, reason: "an initial, and a surname that is not quite the same"}
	case x.ambiguous || y.ambiguous:
		return finding{rank: rankWeak, reason: "the names agree if one of them is a man's in the genitive and not a woman's"}
	case surname == near && given == near:
		return finding{rank: rankWeak, reason: "both names are similar"}
	case surname == near || given == near:
		return finding{rank: rankNear, reason: "the names are the same but for a letter"}
	case double && !l.sharesMiddle(x, y):
		return finding{rank: rankDouble, reason: "one of several surnames agrees"}
	case said && patronymic == alike && !x.patronymic.initial && !y.patronymic.initial:
		return finding{rank: rankPatronym, reason: "given name, patronymic and surname agree"}
	}
	if len(x.middle) > 0 && len(y.middle) > 0 && !l.sharesMiddle(x, y) {
		return finding{rank: rankWeak, reason: "given name and surname agree, but not what stands between"}
	}
	return finding{rank: rankFull, reason: "given name and surname agree", common: l.is("common surnames", foldWord(x.surname.text)) || l.is("common surnames", foldWord(y.surname.text))}
}

func (l *lexicon) isMiddle(given *part, of *person) bool {
	return slices.ContainsFunc(of.middle, func(m *part) bool { return l.compareParts(given, m) == alike })
}

// spellingsDiffer tells two given names with the same consonants in two scripts:
// foreign names are spelt in more ways than any table has.
func (l *lexicon) spellingsDiffer(x, y *part) bool {
	if x.initial || y.initial || isCyrillic([]rune(x.text)) == isCyrillic([]rune(y.text)) || len(x.words) != len(y.words) {
		return false
	}
	var one, other []string
	for _, s := range x.sounds {
		one = append(one, l.sounds.skeletons(s)...)
	}
	for _, s := range y.sounds {
		other = append(other, l.sounds.skeletons(s)...)
	}
	return overlap(one, other)
}

// joinedGiven compares "Қасым Жомарт" in two words with "Қасым-Жомарт".
func (l *lexicon) joinedGiven(x, y *person) likeness {
	all := func(p *person) *part {
		if len(p.middle) == 0 || p.given.initial {
			return p.given
		}
		return joined(append([]*part{p.given}, p.middle...))
	}
	if len(x.middle) == 0 && len(y.middle) == 0 {
		return unlike
	}
	return l.compareParts(all(x), all(y))
}

// joinedSurname compares a double surname with a hyphen with one in two words.
func (l *lexicon) joinedSurname(x, y *person) likeness {
	if len(x.middle) > 0 && len(x.surname.words) == 1 && len(y.surname.words) == 2 {
		x, y = y, x
	}
	if len(y.middle) == 0 || len(y.surname.words) != 1 || len(x.surname.words) != 2 {
		return unlike
	}
	return l.compareParts(x.surname, joined([]*part{y.middle[len(y.middle)-1], y.surname}))
}

// oneOfSurnames tells whether the surname of one name is among the further
// names of the other: "José Manuel Albares" and "José Manuel Albares Bueno".
func (l *lexicon) oneOfSurnames(x, y *person) bool {
	among := func(s *part, of *person) bool {
		if len(s.words) > 1 {
			return false
		}
		for _, m := range of.middle {
			if l.compareParts(s, m) == alike {
				return true
			}
		}
		for i, w := range of.surname.words {
			if len(of.surname.words) > 1 && l.compareParts(s, &part{text: w, words: []string{w}, sounds: of.surname.each[i], each: of.surname.each[i : i+1], equal: of.surname.equal[i : i+1]}) == alike {
				return true
			}
		}
		return false
	}
	return among(x.surname, y) || among(y.surname, x)
}

// sharesMiddle tells whether of the further names of both one is the same, and
// is the surname of neither.
func (l *lexicon) sharesMiddle(x, y *person) bool {
	for _, m := range x.middle {
		for _, n := range y.middle {
			if l.compareParts(m, n) == alike {
				return true
			}
		}
	}
	return false
}

// comparePatronymics compares patronymics if both names have one.
func (l *lexicon) comparePatronymics(x, y *person) (likeness, bool) {
	if x.patronymic == nil || y.patronymic == nil {
		return unlike, false
	}
	if !x.patronymic.initial && !y.patronymic.initial && x.daughter != y.daughter {
		return unlike, true
	}
	return l.compareParts(x.patronymic, y.patronymic), true
}

// withoutSurname compares given name and patronymic, which are all that one has.
func (l *lexicon) withoutSurname(x, y *person) finding {
	if x.given == nil || y.given == nil || l.compareParts(x.given, y.given) < alike {
		return finding{rank: rankNothing, reason: "the names differ"}
	}
	switch p, said := l.comparePatronymics(x, y); {
	case !said:
		return finding{rank: rankNothing, reason: "the given name alone agrees"}
	case p == unlike:
		return finding{rank: rankPatronymic, reason: "the patronymics differ"}
	case x.surname == nil && y.surname == nil && p == alike && !x.patronymic.initial && !y.patronymic.initial:
		return finding{rank: rankFull, reason: "given name and patronymic agree"}
	}
	return finding{rank: rankWeak, reason: "given name and patronymic agree, one surname is missing"}
}

func shareKey(x, y []string) bool {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			return true
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return false
}
