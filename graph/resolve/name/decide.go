package name

// comparePersonMentions weighs the names of two mentions and their contexts.
func comparePersonMentions(a, b *Parsed) Decision {
	l := a.m.lexicon
	best, against := finding{rank: rankNothing, reason: "the names differ"}, finding{}
	for _, xs := range a.persons {
		for _, ys := range b.persons {
			f := l.compareReadings(xs, ys)
			if contradicts(f.rank) && f.rank > against.rank {
				against = f
			}
			if better(f, best) {
				best = f
			}
		}
	}
	// That the surnames alone agree says nothing where fuller names differ, and
	// what is left out of a short name is no agreement.
	if against.rank == rankPatronymic && best.rank < rankPatronym || contradicts(against.rank) && best.rank < rankNear {
		best = against
	}
	return decide(best, l.agree(a.context, b.context))
}

func contradicts(rank int) bool { return rank == rankOther || rank == rankPatronymic }

func better(f, g finding) bool {
	return f.rank > g.rank || f.rank == g.rank && f.reason < g.reason
}

// compareReadings compares two names in all the ways that they may be read.
func (l *lexicon) compareReadings(xs, ys []*person) finding {
	best := finding{rank: rankNothing, reason: "the names differ"}
	for _, x := range xs {
		for _, y := range ys {
			if x.declined && y.declined {
				continue // the nominative of one at least is known
			}
			if f := l.comparePersons(x, y); better(f, best) {
				best = f
			}
		}
	}
	return best
}

// decide turns what the names say into a verdict, by what is said beside them.
func decide(f finding, c agreement) Decision {
	reasons := append([]string{f.reason}, c.reasons...)
	strong := c.post && (c.body || c.country || c.unique) && !c.bodyDiffers && !c.countryDiffers ||
		c.body && !c.postDiffers && !c.countryDiffers
	conflict, why := contradiction(c, f.common || f.rank != rankFull)
	if conflict {
		reasons = append(reasons, why)
	}
	switch f.rank {
	case rankNothing:
		return Decision{Unrelated, 0, reasons}
	case rankOther:
		return Decision{Different, 0.2, reasons}
	case rankPatronymic:
		return Decision{Different, 0.1, reasons}
	case rankWeak:
		return Decision{Doubtful, 0.5, reasons}
	case rankDouble:
		if strong {
			return Decision{Match, 0.9, reasons}
		}
		return doubtfulUnless(conflict, 0.5, reasons)
	case rankLone:
		if c.post && !c.bodyDiffers && !c.countryDiffers && (c.body || c.unique && c.country) {
			return Decision{Match, 0.9, reasons}
		}
		return doubtfulUnless(conflict, 0.5, reasons)
	case rankInitial:
		if strong {
			return Decision{Match, 0.92, reasons}
		}
		return doubtfulUnless(conflict, 0.6, reasons)
	case rankNear: // brothers work in one place, but seldom in one post
		if strong && c.post {
			return Decision{Match, 0.9, reasons}
		}
		return doubtfulUnless(conflict, 0.6, reasons)
	case rankFull:
		if conflict {
			return Decision{Doubtful, 0.7, reasons}
		}
		return Decision{Match, 0.95, reasons}
	}
	return Decision{Match, 0.99, reasons}
}

func doubtfulUnless(conflict bool, score float64, reasons []string) Decision {
	if conflict {
		return Decision{Unrelated, 0.3, reasons}
	}
	return Decision{Doubtful, score, reasons}
}

// contradiction tells whether what is said of two namesakes can hardly be said
// of one person. Another post at another time is none, nor is a career in public
// service.
func contradiction(c agreement, common bool) (bool, string) {
	switch {
	case c.generations:
		return true, "the years are too far apart for one life"
	case c.countryDiffers && !c.body:
		return true, "the countries differ"
	case c.post || c.body:
		return false, ""
	case c.postDiffers && !c.careers:
		return true, "the posts differ"
	case c.timeApart || c.country || !common && c.onePath:
		return false, ""
	case c.postDiffers && (c.bodyDiffers || !c.service):
		return true, "posts and organizations differ"
	}
	return false, ""
}
