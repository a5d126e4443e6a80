package name

// compareAgreements compares the names of agreements, which say what they are
// and what about, with the parties and years beside them.
func (m *Matcher) compareAgreements(a, b *Parsed, x, y *bodyName) Decision {
	c := m.lexicon.pair(x, y)
	if len(c.shared) == 0 {
		return Decision{Unrelated, 0, []string{"the names share nothing"}}
	}
	if len(c.onlyX) > 0 || len(c.onlyY) > 0 {
		if onlySoft(c.onlyX, c.onlyY) {
			return Decision{Doubtful, 0.6, []string{"the names differ only by " + describe(c.onlyX, c.onlyY)}}
		}
		return Decision{Different, 0.3, []string{"the names differ by " + describe(c.onlyX, c.onlyY)}}
	}
	said := m.lexicon.agree(a.context, b.context)
	parties := said.country || overlap(x.countries, y.countries)
	apart := len(x.countries) > 0 && len(y.countries) > 0 && !sameSet(x.countries, y.countries)
	switch {
	case apart || said.countryDiffers:
		return Decision{Different, 0.2, []string{"the same kind of agreement, but of other countries"}}
	case said.timeApart:
		return Decision{Different, 0.2, []string{"the same kind of agreement, but of another year"}}
	case said.bodyDiffers:
		return Decision{Different, 0.2, []string{"the same kind of agreement, but of other bodies"}}
	case x.named() || parties || said.body:
		return Decision{Match, 0.93, append([]string{"the names say the same: " + describe(c.shared, nil)}, said.reasons...)}
	case uniqueTreaty(x):
		return Decision{Match, 0.9, []string{"the names say the same: " + describe(c.shared, nil)}}
	}
	return Decision{Doubtful, 0.6, []string{"the same kind of agreement about the same, and no parties said"}}
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
