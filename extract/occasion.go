package extract

import (
	"strings"

	"claimgraph/schema"
)

// maxOccasion is how many sentences may lie between a sitting and what was said to
// be announced "at the meeting".
const maxOccasion = 2

// nameOccasions makes the occasion of an announcement that the article calls by one
// word, "at the meeting", the sitting that it told of right before.
func (m *merger) nameOccasions(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		at := c.Args["occasion"]
		if len(at) != 1 || at[0].Entity == nil || at[0].Entity.Type != "Event" || strings.Contains(at[0].Entity.Name, " ") {
			continue
		}
		var last *schema.Value
		for j := range claims {
			o := &claims[j]
			if o.Type != "session" || len(o.Args["self"]) == 0 || len(o.Args["name"])+len(o.Args["ordinal"]) == 0 {
				continue
			}
			self := o.Args["self"][0]
			before := self.Mention.Span.Start < at[0].Mention.Span.Start
			back := m.sentenceAt(at[0].Mention.Span.Start) - m.sentenceAt(self.Mention.Span.Start)
			if before && back <= maxOccasion && (last == nil || last.Mention.Span.Start < self.Mention.Span.Start) {
				last = &self
			}
		}
		if last != nil {
			c.Args["occasion"] = coreferent([]schema.Value{*last})
		}
	}
}
