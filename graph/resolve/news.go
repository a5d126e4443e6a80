package resolve

import (
	"fmt"
	"slices"

	"claimgraph/schema"
)

// news returns the ID of the event that the article reports: the one that it tells
// of first, if what it tells there happens in no other way. It returns "" if it
// opens with several things that happen, or with one that is no event: "Berg, who
// chaired the talks, has resigned".
func (r *Resolver) news(claims []schema.Claim) string {
	var opening *schema.Claim
	event := ""
	for i := range claims {
		c := &claims[i]
		if !r.happens(c.Type) || len(c.Evidence) == 0 {
			continue
		}
		if opening != nil && !c.Evidence[0].Span.Overlaps(opening.Evidence[0].Span) {
			continue
		}
		self := c.Args[schema.Self]
		if len(self) != 1 || self[0].Entity == nil || self[0].Entity.Type != "Event" || opening != nil && self[0].Entity.ID != event {
			return ""
		}
		if opening == nil {
			opening, event = c, self[0].Entity.ID
		}
	}
	return event
}

// happens reports whether claims of a type tell of what takes place at one time.
func (r *Resolver) happens(t schema.ClaimType) bool {
	def := r.model.Claim(t)
	return def != nil && slices.ContainsFunc(def.Args, func(a *schema.ArgDef) bool { return a.Name == "time" && a.Single })
}

// addReported adds the day of publication as that of the event that an article
// reports, if it tells by whom it was chaired and nowhere its day or number. Only
// chairs tell such an event: whom one met, or where one went, may be told of days
// later as well.
func (r *Resolver) addReported(f *eventForm, source schema.Source, claims []schema.Claim, event string) {
	if source.Published.IsZero() {
		return
	}
	var keys []string
	for i := range claims {
		c := &claims[i]
		if !slices.ContainsFunc(c.Args[schema.Self], func(v schema.Value) bool { return v.Entity != nil && v.Entity.ID == event }) {
			continue
		}
		if len(c.Args["time"])+len(c.Args["ordinal"]) > 0 || r.model.Writes(c) != schema.WritesQuads {
			return
		}
		if values := together(source.ID, c, []schema.ArgName{"chair"}); values != "" {
			keys = append(keys, fmt.Sprintf("%s %s", c.Type, values))
		}
	}
	for _, key := range keys {
		f.date(key, []schema.Value{{Time: schema.On(source.Published)}})
	}
}
