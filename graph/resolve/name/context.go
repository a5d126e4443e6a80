package name

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// A circumstance is a context as concepts.
type circumstance struct {
	posts       []*bodyName // heads of posts with what they are of
	bodies      []*bodyName
	countries   []string
	knownBodies []string
	first, last schema.Date
}

// circumstance reads a context.
func (m *Matcher) circumstance(c Context, language string) circumstance {
	out := circumstance{first: c.First, last: c.Last}
	for _, p := range c.Posts {
		out.posts = append(out.posts, m.postName(p, language))
	}
	for _, o := range c.Organizations {
		out.knownBodies = append(out.knownBodies, m.keyOf(Label{o, guessLanguage(o, language)}, "Organization")...)
		if strings.HasPrefix(o, "organization/") {
			out.bodies = append(out.bodies, &bodyName{elements: []element{{id: o, kind: body}}})
			continue
		}
		out.bodies = append(out.bodies, m.bodyName(Label{o, guessLanguage(o, language)}))
	}
	for _, k := range c.Countries {
		out.countries = append(out.countries, m.countryKey(k, language))
	}
	if len(out.countries) == 0 { // who is of the ministry of a country is of the country
		for _, b := range slices.Concat(out.posts, out.bodies) {
			if !b.abroad {
				out.countries = append(out.countries, b.countries...)
			}
		}
	}
	return out
}

// guessLanguage tells Kazakh from Russian and English by letters, and where they
// do not tell takes the language of the mention's name: a context has no other.
func guessLanguage(s, language string) string {
	switch {
	case strings.ContainsAny(strings.ToLower(s), "әғқңөұүһі"):
		return "kk"
	case isCyrillic([]rune(s)) && language == "kk":
		return "kk"
	case isCyrillic([]rune(s)):
		return "ru"
	case strings.ContainsAny(strings.ToLower(s), "ğşūñıǵ"), language == "kk-Latn":
		return "kk-Latn"
	}
	return "en"
}

// postName reads a post: what the model knows by its English label.
func (m *Matcher) postName(p, language string) *bodyName {
	if labels := m.model.RoleLabels(p); labels != nil {
		return m.bodyName(Label{labels["en"], "en"})
	}
	if slug, ok := m.model.Role(p); ok {
		return m.bodyName(Label{m.model.RoleLabels(slug)["en"], "en"})
	}
	return m.bodyName(Label{p, guessLanguage(p, language)})
}

// countryKey returns the key of a country's name, or the folded name.
func (m *Matcher) countryKey(name, language string) string {
	if strings.HasPrefix(name, "country/") {
		return name
	}
	for _, e := range m.elements(name, guessLanguage(name, language)) {
		if e.kind == country {
			return strings.TrimPrefix(e.id, host)
		}
	}
	return schema.FoldName(name)
}

// agreement is how far two contexts say the same of a person.
type agreement struct {
	post, body, country       bool // said alike
	postDiffers, bodyDiffers  bool
	countryDiffers, timeApart bool
	onePath                   bool // both posts are in public service, or both at the head of something
	generations               bool // the years are too far apart for one life
	unique                    bool // the post is one that a country has once
	careers                   bool // posts of one career: in public service or at the head of something
	service                   bool // both are in public service
	reasons                   []string
}

// agree compares contexts.
func (l *lexicon) agree(x, y circumstance) agreement {
	var a agreement
	if len(x.countries) > 0 && len(y.countries) > 0 {
		a.country = overlap(x.countries, y.countries)
		a.countryDiffers = !a.country
	}
	l.posts(&a, x, y)
	l.bodies(&a, x, y)
	a.generations = a.generationsApart(x, y)
	a.timeApart = !x.last.IsZero() && !y.last.IsZero() && (x.last.Year < y.first.Year || y.last.Year < x.first.Year)
	if a.country {
		a.reasons = append(a.reasons, "the country agrees")
	}
	return a
}

// ranks are levels that make another post of one; the others say of what.
var ranks = []string{"deputy", "first", "acting", "former", "general", "supreme"}

// career is how many years a person is in the news at most.
const career = 60

func (agreement) generationsApart(x, y circumstance) bool {
	return !x.last.IsZero() && !y.last.IsZero() && (y.first.Year-x.last.Year > career || x.first.Year-y.last.Year > career)
}

// heads returns the offices among the elements, of what level they are, and the
// rest.
func heads(b *bodyName) (hs, levels []string, rest []element) {
	for _, e := range b.elements {
		switch e.kind {
		case office, manager, post:
			hs = append(hs, e.id)
		case level:
			if slices.Contains(ranks, e.id) {
				hs = append(hs, e.id)
			} else {
				levels = append(levels, e.id)
			}
		case soft:
		default:
			rest = append(rest, e)
		}
	}
	slices.Sort(hs)
	return slices.Compact(hs), levels, rest
}

// once are posts that a country has once at a time.
var once = []string{"president", "prime minister", "minister", "chancellor", "king", "secretary general", "speaker", "head of administration", "attorney general", "chief sanitary doctor"}

// posts compares what posts the contexts say.
func (l *lexicon) posts(a *agreement, x, y circumstance) {
	if len(x.posts) == 0 || len(y.posts) == 0 {
		return
	}
	a.postDiffers = true
	for _, p := range x.posts {
		for _, q := range y.posts {
			hp, lp, rp := heads(p)
			hq, lq, rq := heads(q)
			a.onePath = a.onePath || p.has(office) && q.has(office) || p.has(manager) && q.has(manager)
			a.service = a.service || p.has(office) && q.has(office)
			a.careers = a.careers || (p.has(office) || p.has(manager)) && (q.has(office) || q.has(manager))
			rp, rq = withBodies(rp, x), withBodies(rq, y)
			hp, rp = whoHeads(hp, rp)
			hq, rq = whoHeads(hq, rq)
			if len(hp) == 0 && len(rp) == 0 || !slices.Equal(hp, hq) || len(lp) > 0 && len(lq) > 0 && !slices.Equal(lp, lq) {
				continue
			}
			c := l.pair(&bodyName{elements: rp}, &bodyName{elements: rq})
			if len(c.onlyX) > 0 && len(c.onlyY) > 0 {
				a.bodyDiffers = true
				continue
			}
			a.post, a.postDiffers = true, false
			a.reasons = append(a.reasons, "the post agrees")
			if len(c.shared) > 0 && !a.countryDiffers { // else a minister of finance is each country's
				a.body = true
				a.reasons = append(a.reasons, "it is of the same body")
			}
			if len(hp) == 1 && slices.Contains(once, hp[0]) || slices.Contains(hp, "first") && slices.Contains(hp, "prime minister") {
				a.unique = true
			}
			return
		}
	}
}

// headOf says what the head of a kind of body is called.
var headOf = map[string]string{"ministry": "minister", "akimat": "akim"}

// whoHeads makes the head of a ministry its minister.
func whoHeads(hs []string, rest []element) ([]string, []element) {
	for i, e := range rest {
		post, ok := headOf[e.id]
		if !ok {
			continue
		}
		if slices.Contains(hs, "head") {
			hs = slices.Clone(hs)
			hs[slices.Index(hs, "head")] = post
			slices.Sort(hs)
		}
		if slices.Contains(hs, post) {
			rest = slices.Delete(slices.Clone(rest), i, i+1)
		}
		break
	}
	return hs, rest
}

// withBodies adds the elements of the context's only body to those of a post.
func withBodies(rest []element, c circumstance) []element {
	if len(c.bodies) != 1 {
		return rest
	}
	out := slices.Clone(rest)
	for _, e := range c.bodies[0].elements {
		if e.kind != soft && !slices.ContainsFunc(out, func(o element) bool { return o.id == e.id && o.id != "" }) {
			out = append(out, e)
		}
	}
	return out
}

// partOf tells whether one body is a part of the other, which is known: who is
// of a directorate-general is of the Commission.
func partOf(c comparison) bool {
	return (len(c.onlyX) == 0 || len(c.onlyY) == 0) && slices.ContainsFunc(c.shared, func(e element) bool { return e.kind == body })
}

// bodies compares the organizations that the contexts say.
func (l *lexicon) bodies(a *agreement, x, y circumstance) {
	if len(x.bodies) == 0 || len(y.bodies) == 0 {
		return
	}
	if overlap(x.knownBodies, y.knownBodies) {
		a.body, a.bodyDiffers = true, false
		a.reasons = append(a.reasons, "the organization agrees")
		return
	}
	for _, p := range x.bodies {
		for _, q := range y.bodies {
			if c := l.pair(p, q); hardShared(c.shared) && (onlySoft(c.onlyX, c.onlyY) || kindMissing(p, q, c) || partOf(c)) {
				a.body, a.bodyDiffers = true, false
				a.reasons = append(a.reasons, "the organization agrees")
				return
			}
		}
	}
	if !a.body {
		a.bodyDiffers = true
	}
}
