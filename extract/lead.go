package extract

import (
	"slices"

	"claimgraph/schema"
)

// foldLeads drops that somebody took the lead of a body, or has it, where the
// article names the post: "возглавил парламент" beside "избран спикером". What it
// says besides goes to the claim that names the post.
func (m *merger) foldLeads(claims []schema.Claim) []schema.Claim {
	drop := make([]bool, len(claims))
	for i := range claims {
		c := &claims[i]
		if !m.leads(c) {
			continue
		}
		for j := range claims {
			o := &claims[j]
			if o.Type != c.Type || len(o.Args["role"]) == 0 || m.leads(o) || !agree(o, c) || !overlap(o.Args["person"], c.Args["person"]) || !m.sameChange(o, c) {
				continue
			}
			for _, arg := range []schema.ArgName{"organization", "time", "by"} {
				if len(o.Args[arg]) == 0 && len(c.Args[arg]) > 0 {
					o.Args[arg] = coreferent(c.Args[arg])
				}
			}
			drop[i] = true
			break
		}
	}
	n := -1
	return slices.DeleteFunc(claims, func(schema.Claim) bool { n++; return drop[n] })
}

// leads reports whether the claim is about a post that a verb alone tells.
func (m *merger) leads(c *schema.Claim) bool {
	return (c.Type == "appointment" || c.Type == "role") && len(c.Args["role"]) > 0 && len(c.Args["organization"]) > 0 && m.postMention(c.Args["role"][0]) < 0
}

// sameChange reports whether two claims of one person may be about one post: the
// body is the same or one does not say it, and so with the day and the kind.
func (m *merger) sameChange(a, b *schema.Claim) bool {
	org := func(c *schema.Claim) []schema.Value { return c.Args["organization"] }
	if len(org(a)) > 0 && len(org(b)) > 0 && !overlap(org(a), org(b)) || a.Type == "role" && len(org(a)) == 0 {
		return false
	}
	left := func(c *schema.Claim) bool { return kindIs(c, "dismissed", "resigned") }
	if left(a) != left(b) {
		return false
	}
	ta, tb := a.Args["time"], b.Args["time"]
	return len(ta) == 0 || len(tb) == 0 || ta[0].Time.Refines(tb[0].Time) || tb[0].Time.Refines(ta[0].Time)
}

// foldTakings drops that somebody takes up a post which is not named, "will take up
// the post in January", where the article tells of one post alone that he gets; the
// day goes to the claim that names it, if that has none and is as far.
func (m *merger) foldTakings(claims []schema.Claim) []schema.Claim {
	gets := func(c *schema.Claim) bool {
		return c.Type == "appointment" && c.Modality == schema.Asserted && kindIs(c, "appointed", "elected")
	}
	drop := make([]bool, len(claims))
	for i := range claims {
		c := &claims[i]
		if !gets(c) || len(c.Args["role"])+len(c.Args["organization"]) > 0 {
			continue
		}
		var named *schema.Claim
		for j := range claims {
			o := &claims[j]
			if !gets(o) || len(o.Args["role"]) == 0 || !overlap(o.Args["person"], c.Args["person"]) {
				continue
			}
			if named != nil {
				named = nil
				break
			}
			named = o
		}
		if named == nil {
			continue
		}
		for _, arg := range []schema.ArgName{"time", "by"} {
			if len(named.Args[arg]) == 0 && len(c.Args[arg]) > 0 && planned(c) == planned(named) {
				named.Args[arg] = coreferent(c.Args[arg])
			}
		}
		drop[i] = true
	}
	n := -1
	return slices.DeleteFunc(claims, func(schema.Claim) bool { n++; return drop[n] })
}
