package extract

import (
	"slices"

	"claimgraph/schema"
)

// maxBeside is how many sentences before a signature may tell of the event at
// which it was given.
const maxBeside = 2

// dateByEvent gives a signed agreement without a day, or without its sides, those of the meeting,
// journey, sitting or round that its paragraph tells of right before: "on Monday
// the minister was in Budapest ... The ministers signed an agreement".
func (m *merger) dateByEvent(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "agreement" || !statusIs(c, "signed") {
			continue
		}
		if o := m.eventBeside(claims, c, true); o != nil && len(c.Args["time"]) == 0 {
			c.Args["time"] = coreferent(o.Args["time"])
		}
		if o := m.eventBeside(claims, c, false); o != nil && len(c.Args["party"])+len(c.Args["signer"]) == 0 {
			m.partiesOf(claims, c, o)
		}
	}
}

// partiesOf makes the two sides that met the parties of what was signed there.
func (m *merger) partiesOf(claims []schema.Claim, c, event *schema.Claim) {
	var sides []schema.Value
	for _, p := range event.Args["participant"] {
		body := &p
		if p.Entity != nil && p.Entity.Type == "Person" {
			body = m.bodyOf(claims, p)
		}
		if body != nil && body.Entity != nil && !overlap(sides, []schema.Value{*body}) {
			sides = append(sides, *body)
		}
	}
	if len(sides) == 2 {
		c.Args["party"] = coreferent(sides)
	}
}

func statusIs(c *schema.Claim, status string) bool {
	s := c.Args[schema.Status]
	return len(s) > 0 && s[0].Text == status
}

// eventBeside returns the event, of a known day or with participants, that is told
// of last before the claim or in its sentence, in the same block, or nil.
func (m *merger) eventBeside(claims []schema.Claim, c *schema.Claim, dated bool) *schema.Claim {
	at := m.sentenceAt(c.Evidence[0].Span.Start)
	var found *schema.Claim
	nearest := maxBeside + 1
	for i := range claims {
		o := &claims[i]
		if !slices.Contains([]schema.ClaimType{"meeting", "visit", "session", "negotiation_round"}, o.Type) || !statusIs(o, "occurred") ||
			dated && (len(o.Args["time"]) == 0 || o.Args["time"][0].Time.Start.Precision() != schema.Day) || !dated && len(o.Args["participant"]) < 2 {
			continue
		}
		for _, e := range o.Evidence {
			s := m.sentenceAt(e.Span.Start)
			if back := at - s; back >= 0 && back < nearest && m.doc.Sentences[s].Block == m.doc.Sentences[at].Block {
				found, nearest = o, back
			}
		}
	}
	return found
}
