package extract

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// decided tells of approvals whose body the passage does not name which sitting
// they were made at, and drops those of a headline that tells nothing of who decided
// or when.
func (m *merger) decided(claims []schema.Claim) []schema.Claim {
	for i := range claims {
		c := &claims[i]
		if c.Type != "approval" {
			continue
		}
		body := c.Args["body"]
		unnamed := len(body) == 0 || len(body) == 1 && body[0].Entity != nil && body[0].Entity.Type == "Event" && !strings.Contains(body[0].Entity.Name, " ")
		if !unnamed {
			continue
		}
		sitting := m.sittingBefore(claims, c)
		if sitting == nil {
			continue
		}
		c.Args["body"] = coreferent(sitting.Args["name"])
		if len(c.Args["time"]) == 0 && len(sitting.Args["time"]) > 0 {
			c.Args["time"] = coreferent(sitting.Args["time"])
		}
	}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool {
		return c.Type == "approval" && len(c.Args["body"])+len(c.Args["time"]) == 0 && m.inHeadline(&c)
	})
}

// sameKind reports whether the one word for a sitting ends the name of the other:
// "Съезд" of "конфедерацияның съезі".
func sameKind(word, name []schema.Value) bool {
	if len(word) != 1 || word[0].Entity == nil || name[0].Entity == nil {
		return false
	}
	w, n := []rune(strings.ToLower(word[0].Entity.Name)), strings.Fields(strings.ToLower(name[0].Entity.Name))
	if len(n) == 0 || len(w) < 5 {
		return false
	}
	return strings.HasPrefix(n[len(n)-1], string(w[:len(w)-1]))
}

// inHeadline reports whether all that the claim was read from are headlines.
func (m *merger) inHeadline(c *schema.Claim) bool {
	return !slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool {
		k := m.doc.Blocks[m.doc.Sentences[m.sentenceAt(e.Span.Start)].Block].Kind
		return k != Title && k != Heading
	})
}

// maxSitting is how many sentences may lie between what tells of a sitting and
// what was decided there.
const maxSitting = 3

// sittingBefore returns the sitting, known by name, that is told of last before
// the claim or in its sentence, or nil.
func (m *merger) sittingBefore(claims []schema.Claim, c *schema.Claim) *schema.Claim {
	at := m.sentenceAt(c.Evidence[0].Span.Start)
	var found *schema.Claim
	nearest := maxSitting + 1
	for i := range claims {
		o := &claims[i]
		if o.Type != "session" || len(o.Args["name"]) == 0 || planned(o) {
			continue
		}
		if found == nil && sameKind(c.Args["body"], o.Args["name"]) && o.Evidence[0].Span.Start < c.Evidence[0].Span.Start {
			found = o // "the congress" however far off
		}
		for _, e := range o.Evidence {
			if back := at - m.sentenceAt(e.Span.Start); back >= 0 && back < nearest {
				found, nearest = o, back
			}
		}
	}
	return found
}
