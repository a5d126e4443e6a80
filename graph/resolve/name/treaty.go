package name

import "slices"

// compareAgreements compares the names of agreements, which say what they are
// and what about, with the parties and years that the names or the articles say.
func (m *Matcher) compareAgreements(a, b *Parsed, x, y *bodyName) Decision {
	px, sx := a.parties(x)
	py, sy := b.parties(y)
	c := m.lexicon.pair(sx, sy)
	if len(c.shared) == 0 {
		return Decision{Unrelated, 0, []string{"the names share nothing"}}
	}
	if len(c.onlyX) > 0 || len(c.onlyY) > 0 {
		if onlySoft(c.onlyX, c.onlyY) {
			return Decision{Doubtful, 0.6, []string{"the names differ only by " + describe(c.onlyX, c.onlyY)}}
		}
		return Decision{Different, 0.3, []string{"the names differ by " + describe(c.onlyX, c.onlyY)}}
	}
	same := "the names say the same: " + describe(c.shared, nil)
	shared := len(px) > 0 && len(py) > 0
	year := yearsOf(a.context, b.context)
	switch {
	case len(px) > 1 && len(py) > 1 && !sameSet(px, py), shared && !overlap(px, py):
		return Decision{Different, 0.2, []string{"the same kind of agreement, but of other parties"}}
	case year == yearApart:
		return Decision{Different, 0.2, []string{"the same kind of agreement, but of another year"}}
	case len(px) > 1 && len(py) > 1:
		return Decision{Match, 0.95, []string{same, "the parties are the same"}}
	case sx.named() && sy.named() || uniqueTreaty(sx):
		return Decision{Match, 0.93, []string{same}}
	case shared && year == yearSame:
		return Decision{Match, 0.93, []string{same, "a party and the year are the same"}}
	case year == yearSame && (telling(sx) || telling(sy)):
		return Decision{Match, 0.9, []string{same, "the year is the same"}}
	case shared && (telling(sx) || telling(sy)):
		return Decision{Match, 0.9, []string{same, "a party is the same"}}
	case shared:
		return Decision{Doubtful, 0.7, []string{same, "a party is the same"}}
	}
	return Decision{Doubtful, 0.6, []string{"the same kind of agreement about the same, and no parties said"}}
}

// parties returns the states and bodies between which an agreement is, those
// that its name says and those beside it, and the name without them.
func (p *Parsed) parties(b *bodyName) ([]string, *bodyName) {
	rest := &bodyName{form: b.form, common: b.common}
	var out []string
	add := func(keys ...string) {
		for _, k := range keys {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	add(b.countries...)
	for _, e := range b.elements {
		switch {
		case e.kind == body:
			add(e.id)
		case e.kind == kindOf && slices.Contains(states, e.id) && len(b.countries) > 0:
		default:
			rest.elements = append(rest.elements, e)
		}
	}
	add(p.context.countries...)
	add(p.context.knownBodies...)
	for _, o := range p.context.bodies {
		if slices.ContainsFunc(o.elements, func(e element) bool { return slices.Contains(states, e.id) }) {
			add(o.countries...)
		}
	}
	return out, rest
}

// states are bodies that agree for their states.
var states = []string{"government", "ministry"}

// telling tells whether a name says so much that hardly two agreements of one
// year, or of one party, have it.
func telling(b *bodyName) bool {
	n := 0
	for _, e := range b.elements {
		if e.kind == content {
			n++
		}
	}
	return n > 2
}

const (
	yearUnknown = iota
	yearSame
	yearApart
)

// yearsOf compares the years of two agreements. That of a signing and that of a
// ceremony or of what came into force may be one apart.
func yearsOf(x, y circumstance) int {
	switch {
	case x.last.IsZero() || y.last.IsZero():
		return yearUnknown
	case x.last.Year+1 < y.first.Year || y.last.Year+1 < x.first.Year:
		return yearApart
	case x.first.Year <= y.last.Year && y.first.Year <= x.last.Year:
		return yearSame
	}
	return yearUnknown
}

// uniqueTreaty tells an agreement that has a name of its own.
func uniqueTreaty(b *bodyName) bool {
	for _, e := range b.elements {
		if e.id == "paris agreement" || e.id == "non-proliferation" || e.kind == number {
			return true
		}
	}
	return false
}

func sameSet(x, y []string) bool {
	for _, k := range x {
		if !overlap([]string{k}, y) {
			return false
		}
	}
	return len(x) == len(y)
}
