package extract

import (
	"slices"
	"strings"
)

// TitleFits reports whether a title and the name beside it can be in one case, in a
// language whose titles and names both decline: the president of "Указом президента
// Лео Штейн назначен послом" is not Штейн. An instrumental is rather what somebody
// becomes, so it fits whatever stands beside it; so does a title whose form tells
// nothing, as one that is only acted in does.
func (d *Doc) TitleFits(role, person *Mention) bool {
	head := &d.Tokens[role.Head]
	if best := head.Best(); best.POS != NOUN || best.Guessed || best.Case == Ins || role.Via != "" || person.Via != "" {
		return true
	}
	if st := role.Args["status"]; len(st) > 0 && st[0].Text == "acting" {
		return true
	}
	var cases [Voc + 1]bool
	cases[Nom] = strings.HasPrefix(strings.ToLower(role.Name), head.Lower) // "замминистра" does not decline
	for _, a := range head.Analyses {
		if a.POS == NOUN {
			cases[a.Case] = true
		}
	}
	if cases[0] || cases[Ins] {
		return true
	}
	var gender Gender
	if a := d.Tokens[person.First].Best(); a.Name == Given && !a.Guessed {
		gender = a.Gender
	}
	for i := person.First; i < person.End; i++ {
		t := &d.Tokens[i]
		if t.Kind != WordToken || t.Capitals == Lower {
			continue
		}
		var can [Voc + 1]bool
		for _, a := range t.Analyses {
			if a.Case == 0 || a.POS != PROPN {
				can = [Voc + 1]bool{true}
				break
			}
			if a.Number != Plur && (a.Gender == 0 || gender == 0 || a.Gender == gender) {
				can[a.Case] = true
			}
		}
		if can[0] || can == [Voc + 1]bool{} {
			continue
		}
		fits := false
		for c := range cases {
			cases[c] = cases[c] && can[c]
			fits = fits || cases[c]
		}
		if !fits {
			return false
		}
	}
	return true
}

// Namesake reports whether the town's name at token i is rather the given name of
// somebody, in a language whose names decline: a name in its own case follows that ends
// like a patronymic, or a surname where people are called so, "Милана Жупановича".
func (d *Doc) Namesake(i int) bool {
	if i+1 >= len(d.Tokens) || d.Tokens[i+1].Sentence != d.Tokens[i].Sentence || d.Tokens[i+1].Capitals != Capital || len(d.MentionsAt(i+1)) > 0 {
		return false
	}
	given, next := &d.Tokens[i], &d.Tokens[i+1]
	best := next.Best()
	called := slices.ContainsFunc(given.Analyses, func(a Analysis) bool { return a.Name == Given })
	if best.Name != Patronymic && !(best.Name == Surname && called) {
		return false
	}
	return slices.ContainsFunc(given.Analyses, func(a Analysis) bool { return a.Case != 0 && a.Case == best.Case && a.Number != Plur })
}
