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
		event := len(body) == 1 && body[0].Entity != nil && body[0].Entity.Type == "Event" && !strings.Contains(body[0].Entity.Name, " ")
		members := len(body) == 1 && m.isMembers(body[0])
		if len(body) > 0 && !event && !members {
			continue
		}
		sitting := m.sittingBefore(claims, c)
		if sitting == nil || members && !slices.ContainsFunc(sitting.Evidence, func(e schema.Evidence) bool { return e.Span == c.Evidence[0].Span }) {
			continue
		}
		c.Args["body"] = coreferent(sitting.Args["name"])
		if len(c.Args["time"]) == 0 && len(sitting.Args["time"]) > 0 {
			c.Args["time"] = coreferent(sitting.Args["time"])
		}
	}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool { return m.headlineOnly(claims, &c) })
}

// isName reports whether a sitting's name tells more than that it is one.
func isName(name string) bool {
	return strings.Contains(name, " ") || name != strings.ToLower(name)
}

// isMembers reports whether a body is but a common noun for people: депутаттар.
func (m *merger) isMembers(v schema.Value) bool {
	if v.Entity == nil || v.Entity.Known != "" || strings.Contains(v.Mention.Text, " ") || v.Mention.Span.IsZero() {
		return false
	}
	i, found := m.doc.TokenAt(v.Mention.Span.Start)
	return found && m.doc.Tokens[i].Best().Animate && m.doc.Tokens[i].Best().Number == Plur
}

// headlineOnly reports whether a claim is but a headline's, which the article
// tells better below or tells nothing of: an approval without body and day, a
// journey told of again with its traveller's name.
func (m *merger) headlineOnly(claims []schema.Claim, c *schema.Claim) bool {
	switch c.Type {
	case "approval":
		return len(c.Args["body"])+len(c.Args["time"]) == 0 && m.inHeadline(c)
	case "agreement":
		return m.inHeadline(c) && len(c.Args["self"]) > 0 && !isName(c.Args["self"][0].Entity.Name)
	case "meeting":
		return m.inHeadline(c) && (len(c.Args["participant"]) == 1 || slices.ContainsFunc(claims, func(o schema.Claim) bool {
			return o.Type == "meeting" && !m.inHeadline(&o) && overlap(o.Args["participant"], c.Args["participant"])
		}))
	case "visit":
		return m.inHeadline(c) && slices.ContainsFunc(claims, func(o schema.Claim) bool {
			return o.Type == "visit" && o.Evidence[0].Span != c.Evidence[0].Span && overlap(o.Args["destination"], c.Args["destination"])
		})
	}
	return false
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
		if o.Type != "session" || len(o.Args["name"]) == 0 || o.Args["name"][0].Entity == nil || !isName(o.Args["name"][0].Entity.Name) || planned(o) {
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
