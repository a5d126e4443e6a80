package extract

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// chosenWithin are the posts that a body gives by a vote to one of its own.
var chosenWithin = []string{"chair", "deputy-chair", "first-deputy-chair", "co-chair", "speaker", "deputy-speaker", "secretary-general", "president", "vice-president"}

// postsOfChoosers gives a change of post that does not say in what body it is the one
// that made it: a board fills the posts of the body whose board it is, a company its own,
// and any other that elects its chair elects its own.
func (m *merger) postsOfChoosers(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		by := c.Args["by"]
		if c.Type != "appointment" || !kindIs(c, "appointed", "elected", "dismissed") || len(c.Args["role"]) == 0 || len(c.Args["organization"]) > 0 ||
			len(by) != 1 || by[0].Via != "" || by[0].Entity == nil || by[0].Entity.Type != "Organization" {
			continue
		}
		k := slices.IndexFunc(m.doc.Mentions, func(x Mention) bool { return x.Type == "Organization" && x.Span == by[0].Mention.Span })
		if k < 0 {
			continue
		}
		// A company, or a club by its name, hires and dismisses its own.
		if x := &m.doc.Mentions[k]; x.Kind == "company" || x.Kind == "" && nameQuoted(x) && !kindIs(c, "elected") {
			c.Args["organization"] = coreferent(by)
			continue
		}
		if m.doc.Mentions[k].Kind == "board" {
			if owner := m.innerBody(k, "Organization"); owner != nil {
				c.Args["organization"] = coreferent([]schema.Value{owner.Value(m.doc)})
			}
			continue
		}
		slug, _ := m.model.Role(c.Args["role"][0].Entity.Name)
		head := slug == "president" && (m.innerBody(k, "Country") != nil || !strings.Contains(by[0].Entity.Name, " ")) // of a state, whom its parliament elects
		if kindIs(c, "elected") && slices.Contains(chosenWithin, slug) && !head {
			c.Args["organization"] = coreferent(by)
		}
	}
}

// innerBody returns the mention of the type inside mention k, or nil.
func (m *merger) innerBody(k int, typ schema.EntityType) *Mention {
	o := &m.doc.Mentions[k]
	for i := o.First; i < o.End; i++ {
		for _, j := range m.doc.MentionsAt(i) {
			if x := &m.doc.Mentions[j]; x.Type == typ && x.Kind != "board" && x.End <= o.End && x.End-x.First < o.End-o.First {
				return x
			}
		}
	}
	return nil
}
