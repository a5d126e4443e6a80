package name

import (
	"slices"
	"strings"
)

// A bodyName is an organization's or agreement's name as its elements.
type bodyName struct {
	elements  []element // all that count, countries apart
	countries []string  // keys that the name says, or the places in it are in
	form      string    // the legal form, if it is one of those in forms
	abroad    bool      // an embassy or the like
	common    bool      // its words are in the lists, though they are read as words
}

// forms are the legal forms that no body changes with its language.
var forms = []string{"jsc", "llp"}

// bodyName reads a name.
func (m *Matcher) bodyName(n Label) *bodyName { return m.bodyNameBut(n) }

// bodyNameBut reads a name without some kinds of concepts.
func (m *Matcher) bodyNameBut(n Label, without ...conceptKind) *bodyName {
	b := &bodyName{}
	es := m.elementsBut(n.Text, n.Language, append(without, matter))
	abroad := slices.ContainsFunc(es, func(e element) bool { return slices.Contains(abroad, e.id) })
	b.abroad = abroad
	inCity := slices.ContainsFunc(es, func(e element) bool { return strings.HasPrefix(e.id, "city/") })
	for _, e := range es {
		if !abroad {
			e.id = strings.TrimPrefix(e.id, host)
		}
		switch e.kind {
		case stop:
		case form:
			if slices.Contains(forms, e.id) {
				b.form = e.id
			}
		case level: // "the city of Almaty" is Almaty
			if e.id != "city" || !inCity {
				b.elements = append(b.elements, e)
			}
		case country:
			b.addCountry(e.id)
		case locality, body:
			if in := m.concepts.country[e.id]; in != "" && e.kind == locality {
				b.addCountry(in)
			}
			b.elements = append(b.elements, e)
		case kindOf: // "the committee of the ministry of finance" has two kinds, and one of them twice is one
			if !slices.ContainsFunc(b.elements, func(o element) bool { return o.id == e.id }) {
				b.elements = append(b.elements, e)
			}
		default:
			b.elements = append(b.elements, e)
		}
	}
	return b
}

// abroad are kinds of bodies that are of one country and in another.
var abroad = []string{"embassy", "consulate", "mission", "representation"}

func (b *bodyName) addCountry(key string) {
	if !slices.Contains(b.countries, key) {
		b.countries = append(b.countries, key)
	}
}

// named tells whether the name has words of its own, or a place, or a known
// body, so that it means one thing without a country beside it.
func (b *bodyName) named() bool {
	return !b.common && slices.ContainsFunc(b.elements, func(e element) bool {
		return e.kind == proper && e.capital || e.kind == locality || e.kind == body
	})
}

func (b *bodyName) has(kind conceptKind) bool {
	return slices.ContainsFunc(b.elements, func(e element) bool { return e.kind == kind })
}

// keys are what the name shares with every name that it may match: its concepts
// all together if it has no words of its own, else how each of those sounds.
func (b *bodyName) keys(l *lexicon, prefix string) []string {
	var out, hard []string
	for _, e := range b.elements {
		switch e.kind {
		case soft:
			continue
		case kindOf, level, content, office, manager, post, treaty, number:
			hard = append(hard, e.id)
		case country, locality, body:
			out = append(out, prefix+"="+e.id)
			hard = append(hard, e.id)
		}
		if e.part == nil {
			continue
		}
		for _, p := range [...]*part{e.part, e.stem} {
			if p == nil {
				continue
			}
			for _, s := range p.sounds {
				for _, k := range l.sounds.skeletons(s) {
					out = append(out, prefix+k)
				}
			}
		}
	}
	slices.Sort(hard)
	if len(hard) > 0 && !b.has(proper) {
		out = append(out, prefix+"="+strings.Join(hard, "+"))
	}
	return out
}

// A comparison says how the elements of two names pair up.
type comparison struct {
	shared       []element
	onlyX, onlyY []element
}

// pair matches elements one to one: concepts by what they mean, words by how
// they sound.
func (l *lexicon) pair(x, y *bodyName) comparison {
	var c comparison
	used := make([]bool, len(y.elements))
	var left []element
	for _, e := range x.elements {
		if j := slices.IndexFunc(y.elements, func(o element) bool { return o.id == e.id && o.id != "" }); j >= 0 && !used[j] {
			used[j] = true
			c.shared = append(c.shared, e)
		} else {
			left = append(left, e)
		}
	}
	for _, e := range left {
		j := -1
		for k, o := range y.elements {
			if !used[k] && l.soundAlike(e, o) {
				j = k
				break
			}
		}
		if j < 0 {
			c.onlyX = append(c.onlyX, e)
			continue
		}
		used[j] = true
		c.shared = append(c.shared, e)
	}
	for k, o := range y.elements {
		if !used[k] {
			c.onlyY = append(c.onlyY, o)
		}
	}
	return c
}

// soundAlike compares two words of which one at least is in no list.
func (l *lexicon) soundAlike(x, y element) bool {
	if x.part == nil || y.part == nil || x.kind != proper && y.kind != proper {
		return false
	}
	for _, p := range [...]*part{x.part, x.stem} {
		for _, q := range [...]*part{y.part, y.stem} {
			if p != nil && q != nil && l.compareParts(p, q) == alike {
				return true
			}
		}
	}
	return false
}

// compareBodies compares the names of two organizations with the countries that
// their mentions have beside them.
func (m *Matcher) compareBodies(a, b *Parsed, x, y *bodyName) Decision {
	c := m.lexicon.pair(x, y).withoutHonour()
	cx, cy := x.countries, y.countries
	if len(cx) == 0 {
		cx = a.context.countries
	}
	if len(cy) == 0 {
		cy = b.context.countries
	}
	disjoint := len(cx) > 0 && len(cy) > 0 && !overlap(cx, cy) || len(x.countries) > 1 && len(y.countries) > 1 && !sameSet(x.countries, y.countries)
	agree := overlap(cx, cy)
	if x.abroad && len(a.context.countries) > 0 && len(b.context.countries) > 0 && !overlap(a.context.countries, b.context.countries) {
		disjoint, cx, cy = true, a.context.countries, b.context.countries
	}
	named := x.named() && y.named()
	switch {
	case len(c.shared) == 0:
		return Decision{Unrelated, 0, []string{"the names share nothing"}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0 && disjoint:
		return Decision{Different, 0.2, []string{"the same name, but other countries: " + both(list(cx), list(cy))}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0 && len(x.countries) != len(y.countries) && onlyBodies(c.shared):
		return Decision{Unrelated, 0.3, []string{"one name has a country beside the body"}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0 && x.form != y.form && x.form != "" && y.form != "":
		return Decision{Doubtful, 0.6, []string{"the same name, but other legal forms"}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0 && (named || agree):
		return m.sameBody(c, agree)
	case len(c.onlyX) == 0 && len(c.onlyY) == 0:
		return Decision{Doubtful, 0.6, []string{"the same kind of body for the same, but not said of which country"}}
	case onlySoft(c.onlyX, c.onlyY) && (named || agree) && !disjoint:
		return Decision{Doubtful, 0.6, []string{"the names differ only by " + describe(c.onlyX, c.onlyY)}}
	case named && kindMissing(x, y, c) && !disjoint:
		return Decision{Doubtful, 0.5, []string{"one name does not say what kind of body it is"}}
	case hardShared(c.shared) && contradict(c) && !lessSaid(x, y, c):
		return Decision{Different, 0.3, []string{"the names differ by " + describe(c.onlyX, c.onlyY)}}
	}
	return Decision{Unrelated, 0.1, []string{"the names differ by " + describe(c.onlyX, c.onlyY)}}
}

func (m *Matcher) sameBody(c comparison, agree bool) Decision {
	d := Decision{Match, 0.95, []string{"the names say the same: " + describe(c.shared, nil)}}
	if agree {
		d.Score = 0.97
		d.Reasons = append(d.Reasons, "the country is the same")
	}
	return d
}

// withoutHonour leaves out whom a known body is named after, if one name says it.
func (c comparison) withoutHonour() comparison {
	known := slices.ContainsFunc(c.shared, func(e element) bool { return e.kind == body })
	honour := func(es []element) bool {
		return slices.ContainsFunc(es, func(e element) bool { return e.id == "named after" }) &&
			!slices.ContainsFunc(es, func(e element) bool { return e.id != "named after" && e.kind != proper })
	}
	if known && len(c.onlyY) == 0 && honour(c.onlyX) {
		c.onlyX = nil
	}
	if known && len(c.onlyX) == 0 && honour(c.onlyY) {
		c.onlyY = nil
	}
	return c
}

// contradict tells whether what one name lacks of the other makes them two
// bodies: a level, another kind, something else that the body is for. A word that
// no list has may be another language's for one that the other name has.
func contradict(c comparison) bool {
	for _, e := range slices.Concat(c.onlyX, c.onlyY) {
		if e.kind == level || e.kind == number || e.kind == locality || e.kind == office || e.kind == manager {
			return true
		}
	}
	foreign := func(es []element) bool {
		return slices.ContainsFunc(es, func(e element) bool { return e.kind == proper || e.kind == body })
	}
	if foreign(c.onlyX) && foreign(c.onlyY) {
		return sameScript(c.onlyX, c.onlyY)
	}
	return !foreign(c.onlyX) && !foreign(c.onlyY) || len(c.onlyX) == 0 || len(c.onlyY) == 0
}

// lessSaid tells whether one name is the other's without what makes it one body:
// "the Security Council" of whatever union. A level is more than that.
func lessSaid(x, y *bodyName, c comparison) bool {
	levels := func(es []element) bool {
		return slices.ContainsFunc(es, func(e element) bool { return e.kind == level })
	}
	vague := func(b *bodyName) bool { return !b.named() && len(b.countries) == 0 }
	return len(c.onlyX) == 0 && vague(x) && !levels(c.onlyY) || len(c.onlyY) == 0 && vague(y) && !levels(c.onlyX)
}

// sameScript tells whether all words of both are in one script.
func sameScript(x, y []element) bool {
	var latin, cyrillic bool
	for _, e := range slices.Concat(x, y) {
		if e.part != nil && isCyrillic([]rune(e.part.text)) {
			cyrillic = true
		} else if e.part != nil {
			latin = true
		}
	}
	return latin != cyrillic
}

// hardShared tells whether anything is shared that bodies are called by.
func hardShared(es []element) bool {
	return slices.ContainsFunc(es, func(e element) bool { return e.kind != soft && e.kind != level })
}

func onlySoft(x, y []element) bool {
	return !slices.ContainsFunc(append(slices.Clone(x), y...), func(e element) bool { return e.kind != soft })
}

// onlyBodies tells "Kazakhstan – EU" from what is the EU.
func onlyBodies(es []element) bool {
	return !slices.ContainsFunc(es, func(e element) bool { return e.kind != body })
}

// organs are kinds of bodies that are part of one which the rest of the name
// means: the press service of Akorda is not Akorda.
var organs = []string{
	"press service", "secretariat", "representation", "embassy", "consulate", "mission", "council", "committee", "commission",
	"department", "administration", "office", "service", "faculty", "chair of university", "clinic", "court", "prosecutor",
	"police", "inspectorate", "akimat", "maslikhat", "ministry", "union", "team",
}

// kindMissing tells whether the one name is the other without its kind.
func kindMissing(x, y *bodyName, c comparison) bool {
	kinds := func(es []element) bool {
		return !slices.ContainsFunc(es, func(e element) bool { return e.kind != kindOf && e.kind != soft || slices.Contains(organs, e.id) })
	}
	if !slices.ContainsFunc(c.shared, func(e element) bool { return e.kind == proper && e.capital }) {
		return false
	}
	return len(c.onlyX) == 0 && kinds(c.onlyY) && !x.has(kindOf) || len(c.onlyY) == 0 && kinds(c.onlyX) && !y.has(kindOf)
}

// describe lists elements as words.
func describe(x, y []element) string {
	var out []string
	for _, e := range slices.Concat(x, y) {
		w := e.id
		if w == "" {
			w = "«" + e.part.text + "»"
		}
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// both names two in one order, whichever comes first.
func both(x, y string) string { return min(x, y) + " and " + max(x, y) }

func list(keys []string) string { return strings.Join(slices.Sorted(slices.Values(keys)), ", ") }

func overlap(x, y []string) bool {
	return slices.ContainsFunc(x, func(k string) bool { return slices.Contains(y, k) })
}
