package ru

import (
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// A hypothesis is a way in which a form of a personal name may have come about.
type hypothesis struct {
	keep   int    // bytes of the form that the nominative begins with
	ending string // what follows them
	cs     extract.Case
	gender extract.Gender // 0 for either
	score  int32
	roles  roles
	// known: the dictionary has the name; listed: the list of given names has it.
	known, listed bool
	fixed         bool // the name is the same in all cases
}

// roles are the parts of a name that a hypothesis can be.
type roles uint8

const (
	givenRole roles = 1 << iota
	surnameRole
	patronymicRole
	anyRole = givenRole | surnameRole | patronymicRole
)

func (h *hypothesis) nominative(word string) string { return word[:h.keep] + h.ending }

// A declension is a pattern of endings, nominative to locative in the order of
// [extract.Case], of the names whose stems end in one of the letter groups.
type declension struct {
	endings [7]string // by case; index 0 is unused
	stems   []string  // the stem ends in one of these; none means any
	unlike  []string  // and in none of these
	gender  extract.Gender
	roles   roles
	score   int32
}

var (
	possessive = []string{"ов", "ев", "ёв", "ин", "ын"}
	adjectival = []string{"ск", "цк"}
	hard       = strings.Fields("б в г д з к л м н п р с т ф х")
	sibilants  = strings.Fields("ж ш ч щ ц")
	hushing    = strings.Fields("ж ш ч щ")
	velars     = strings.Fields("г к х")
	plain      = strings.Fields("б в д з л м н п р с т ф")
	vowelsButI = strings.Fields("а е о у ы э ю я")
	softenable = strings.Fields("б в д з л м н п р с т ф ь")
)

// declensions are the patterns of names, in no order: a form is tried by all.
var declensions = []declension{
	{[7]string{"", "", "а", "у", "а", "ым", "е"}, possessive, nil, extract.Masc, surnameRole, 40},
	{[7]string{"", "а", "ой", "ой", "у", "ой", "ой"}, possessive, nil, extract.Fem, surnameRole, 40},
	{[7]string{"", "ий", "ого", "ому", "ого", "им", "ом"}, adjectival, nil, extract.Masc, surnameRole, 40},
	{[7]string{"", "ая", "ой", "ой", "ую", "ой", "ой"}, adjectival, nil, extract.Fem, surnameRole, 40},
	{[7]string{"", "ый", "ого", "ому", "ого", "ым", "ом"}, hard, velars, extract.Masc, surnameRole, -60},
	{[7]string{"", "ой", "ого", "ому", "ого", "ым", "ом"}, hard, velars, extract.Masc, surnameRole, -90},
	{[7]string{"", "ой", "ого", "ому", "ого", "им", "ом"}, velars, adjectival, extract.Masc, surnameRole, -90},
	{[7]string{"", "ая", "ой", "ой", "ую", "ой", "ой"}, hard, nil, extract.Fem, surnameRole, -90},
	{[7]string{"", "", "а", "у", "а", "ом", "е"}, hard, nil, extract.Masc, givenRole | surnameRole, 0},
	{[7]string{"", "", "а", "у", "а", "ем", "е"}, sibilants, nil, extract.Masc, givenRole | surnameRole | patronymicRole, 0},
	{[7]string{"", "", "а", "у", "а", "ом", "е"}, hushing, nil, extract.Masc, surnameRole, -10},
	{[7]string{"", "й", "я", "ю", "я", "ем", "е"}, vowelsButI, nil, extract.Masc, givenRole | surnameRole, 0},
	{[7]string{"", "ий", "ия", "ию", "ия", "ием", "ии"}, nil, adjectival, extract.Masc, givenRole | surnameRole, 0},
	{[7]string{"", "ь", "я", "ю", "я", "ем", "е"}, softenable, []string{"ь"}, extract.Masc, givenRole | surnameRole, -10},
	{[7]string{"", "а", "ы", "е", "у", "ой", "е"}, plain, nil, 0, givenRole | surnameRole, 0},
	{[7]string{"", "а", "и", "е", "у", "ой", "е"}, velars, nil, 0, givenRole | surnameRole, 0},
	{[7]string{"", "а", "и", "е", "у", "ей", "е"}, hushing, nil, 0, givenRole | surnameRole, 0},
	{[7]string{"", "а", "ы", "е", "у", "ей", "е"}, []string{"ц"}, nil, 0, givenRole | surnameRole, 0},
	{[7]string{"", "я", "и", "е", "ю", "ей", "е"}, append([]string{"а", "е", "о", "у", "э"}, softenable...), nil, 0, givenRole | surnameRole, -10},
	{[7]string{"", "ия", "ии", "ии", "ию", "ией", "ии"}, nil, nil, 0, givenRole | surnameRole, 0},
	{[7]string{"", "ь", "и", "и", "ь", "ью", "и"}, softenable, []string{"ь"}, extract.Fem, givenRole, -30},
	{[7]string{"", "а", "ы", "е", "у", "ой", "е"}, []string{"овн", "евн", "ичн", "иничн"}, nil, extract.Fem, patronymicRole, 60},
}

// hypotheses returns the ways in which the folded word may be a form of a
// personal name. The caller must not change them.
func (a *Analyzer) hypotheses(word string) []hypothesis {
	return a.names.Find(word, 0, func(word string) []hypothesis {
		hs := a.appendKnownNames(nil, word)
		if utf8.RuneCountInString(word) < 2 {
			return hs
		}
		for i := range declensions {
			hs = a.appendDeclined(hs, word, &declensions[i])
		}
		return a.appendUnchanged(hs, word)
	})
}

// appendKnownNames appends the readings of the dictionary that are personal names.
func (a *Analyzer) appendKnownNames(hs []hypothesis, word string) []hypothesis {
	var buffer [24]morph.Form
	for _, f := range a.dict.Lookup(buffer[:0], word) {
		t := a.dict.Tag(f)
		role := roleOf(t.Name())
		if role == 0 || t.Number() == extract.Plur || t.Has(morph.Variant) || t.Has(morph.Rare) {
			continue
		}
		nom, ok := a.inflect(word, f, t.Gender(), extract.Sing)
		if !ok {
			continue
		}
		keep := commonPrefix(word, nom)
		hs = append(hs, hypothesis{
			keep: keep, ending: nom[keep:], cs: t.Case(), gender: t.Gender(), score: 120, roles: role, known: true, fixed: t.Has(morph.Fixed),
		})
	}
	return hs
}

func roleOf(k extract.NameKind) roles {
	switch k {
	case extract.Given:
		return givenRole
	case extract.Surname:
		return surnameRole
	case extract.Patronymic:
		return patronymicRole
	}
	return 0
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}

func endsIn(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// appendDeclined appends the cases of d that the word can be.
func (a *Analyzer) appendDeclined(hs []hypothesis, word string, d *declension) []hypothesis {
	for cs := extract.Nom; cs <= extract.Loc; cs++ {
		e := d.endings[cs]
		if !strings.HasSuffix(word, e) {
			continue
		}
		stem := word[:len(word)-len(e)]
		if len(stem) < 2 || d.stems != nil && !endsIn(stem, d.stems) || endsIn(stem, d.unlike) {
			continue
		}
		h := hypothesis{keep: len(stem), ending: d.endings[extract.Nom], cs: cs, gender: d.gender, roles: d.roles, score: d.score - unlikelihood(word, d, cs)}
		hs = a.appendWeighed(hs, word, h)
	}
	return hs
}

// appendUnchanged appends a name that is the same in all cases, if its shape
// lets it: it ends in a vowel that no declension ends in, or it may be a woman's
// that ends in a consonant.
func (a *Analyzer) appendUnchanged(hs []hypothesis, word string) []hypothesis {
	h := hypothesis{keep: len(word), fixed: true, roles: givenRole | surnameRole}
	last, _ := utf8.DecodeLastRuneInString(word)
	switch {
	case strings.HasSuffix(word, "ых") || strings.HasSuffix(word, "их"):
		h.roles, h.score = surnameRole, 20
	case endsIn(word, adjectiveEndings):
		h.score = -120
	case strings.ContainsRune("ую", last):
		h.score = -30 // more often the accusative or the dative of another
	case strings.ContainsRune("оэ", last):
		h.score = 0
	case strings.HasSuffix(word, "лы") && !strings.HasSuffix(word, "ллы") && !endsIn(word[:len(word)-len("лы")], vowelsButI):
		h.score = 10 // Azerbaijani surnames: Гасымлы
	case last == 'ы' || strings.HasSuffix(word, "ии"):
		h.score = -70
	case strings.ContainsRune("еи", last):
		h.score = -10
	case strings.ContainsRune("ая", last):
		h.score = -150
	case last == 'й':
		h.gender, h.score = extract.Fem, -150
	case endsIn(word, []string{"ов", "ев"}):
		h.gender, h.score = extract.Fem, -200
	case endsIn(word, possessive):
		h.gender, h.score = extract.Fem, -100
	case oblique(word):
		h.gender, h.score = extract.Fem, -100
	default:
		h.gender, h.score = extract.Fem, -20
	}
	for i := range hs {
		// A surname that a man declines and a woman does not.
		if k := &hs[i]; h.gender == extract.Fem && k.known && k.roles == surnameRole && k.cs == extract.Nom && k.gender != extract.Fem && h.score >= -20 {
			h.score += 80
			break
		}
	}
	for cs := extract.Nom; cs <= extract.Loc; cs++ {
		h.cs = cs
		hs = a.appendWeighed(hs, word, h)
	}
	return hs
}

var adjectiveEndings = []string{"ого", "его", "ому", "ему"}

// oblique reports whether a word that ends in a consonant looks like the
// instrumental of a shorter one.
func oblique(word string) bool {
	return utf8.RuneCountInString(word) > 4 && endsIn(word, []string{"ом", "ем", "ым", "им"})
}

// unlikelihood is what is taken off a declined form for its shape.
func unlikelihood(word string, d *declension, cs extract.Case) int32 {
	switch {
	case cs == extract.Nom && d.endings[cs] == "" && oblique(word):
		return 80
	case cs == extract.Nom && d.endings[cs] == "й" && strings.HasSuffix(word, "ой") && utf8.RuneCountInString(word) > 3:
		return 80
	}
	return 0
}

// listedForm reports whether the word is a form of a name on the list.
func (a *Analyzer) listedForm(word string) bool {
	if a.words.given.Has(word) {
		return true
	}
	for i := range declensions {
		d := &declensions[i]
		if d.roles&givenRole == 0 {
			continue
		}
		for _, e := range d.endings[extract.Nom:] {
			if stem, ok := strings.CutSuffix(word, e); ok && len(stem) > 2 {
				if a.words.given.Has(stem + d.endings[extract.Nom]) {
					return true
				}
			}
		}
	}
	return false
}

// listedBonus is more than the dictionary's, which has names of all times.
const listedBonus = 160

// appendWeighed appends h with what the list of given names says of it.
func (a *Analyzer) appendWeighed(hs []hypothesis, word string, h hypothesis) []hypothesis {
	if h.roles&givenRole == 0 {
		return append(hs, h)
	}
	g := a.words.gendersOf(h.nominative(word))
	if g == 0 {
		return append(hs, h)
	}
	given := h
	given.roles, given.listed = givenRole, true
	given.score += listedBonus
	for _, sex := range []struct {
		mark   genders
		gender extract.Gender
	}{{masculine, extract.Masc}, {feminine, extract.Fem}} {
		if g&sex.mark != 0 && (h.gender == 0 || h.gender == sex.gender) {
			given.gender = sex.gender
			hs = append(hs, given)
		}
	}
	return append(hs, h)
}
