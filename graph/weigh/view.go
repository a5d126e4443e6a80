package weigh

import (
	"slices"

	"claimgraph/schema"
)

// A View is what of the claims is looked at. The zero View is all of them.
type View struct {
	// KnownBy keeps the articles that were published on that day, in that month
	// or year, or before. Nobody knows when undated articles became known.
	KnownBy schema.Date
	// AsOf keeps what was so then: posts that were held, and events, documents
	// and statements up to then. What is planned stays a plan.
	AsOf schema.Date
}

// IsZero reports whether the view is of all claims.
func (v View) IsZero() bool { return v == View{} }

// Known divides claims into those that were known in the view and those of
// undated articles, of which that is not known.
func (v View) Known(told []Told) (known, undated []Told) {
	if v.KnownBy.IsZero() {
		return told, nil
	}
	for _, t := range told {
		switch day := t.Article.Published; {
		case day.IsZero():
			undated = append(undated, t)
		case day.First().Compare(v.KnownBy.Last()) <= 0:
			known = append(known, t)
		}
	}
	return known, undated
}

// Held divides claims into those that were so in the view, those that were not,
// left out of both, and those of which that is not known: a post outside the
// time that articles attest, an event whose day nobody tells, reported later.
// Other claims, which are in neither, attest when posts were held as well.
func (v View) Held(told []Told, others ...Told) (held, unknown []Told) {
	if v.AsOf.IsZero() {
		return told, nil
	}
	attested := map[schema.ClaimID]*Holding{}
	for _, h := range Holdings(slices.Concat(told, others)) {
		for _, t := range h.Told {
			attested[t.ID] = &h
		}
	}
	for _, t := range told {
		switch v.on(&t, attested[t.ID]) {
		case Yes:
			held = append(held, t)
		case NotKnown:
			unknown = append(unknown, t)
		}
	}
	return held, unknown
}

// on tells whether what a claim says was so on the day of the view; a claim that
// attests a post says that of it.
func (v View) on(t *Told, post *Holding) Certainty {
	if post != nil {
		return post.On(v.AsOf)
	}
	first := v.AsOf.Last()
	if when := timeOf(t); !when.IsZero() {
		from, _ := when.Bounds()
		return yesIf(from.Compare(first) <= 0)
	}
	if day := t.Article.Published; !day.IsZero() && day.First().Compare(first) <= 0 {
		return Yes
	}
	return NotKnown
}

func yesIf(b bool) Certainty {
	if b {
		return Yes
	}
	return No
}
