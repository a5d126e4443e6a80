package extract

import (
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// held adds, for each change of post that took place or will, the post itself:
// who was appointed director is a director, who resigned as one was. Posts that
// the article tells of besides stay as they are.
func (m *merger) held(claims []schema.Claim) []schema.Claim {
	for i := range claims {
		c := claims[i]
		if c.Type != "appointment" || c.Modality != schema.Asserted || len(c.Args["person"]) == 0 || len(c.Args["role"]) == 0 || cancelled(&c) {
			continue
		}
		if slices.ContainsFunc(claims, func(o schema.Claim) bool {
			return o.Type == "role" && overlap(o.Args["person"], c.Args["person"]) && (samePost(&o, &c) || overlap(o.Args["organization"], c.Args["organization"]))
		}) {
			continue
		}
		claims = append(claims, m.postOf(&c))
	}
	return claims
}

// postOf returns the claim that somebody holds, or held, the post of a change.
func (m *merger) postOf(c *schema.Claim) schema.Claim {
	role := m.retype(c, "role")
	def := m.model.Claim("role")
	maps.DeleteFunc(role.Args, func(a schema.ArgName, _ []schema.Value) bool { return def.Arg(a) == nil || a == schema.Status })
	if kindIs(c, "dismissed", "resigned") && !planned(c) {
		v := c.Args["kind"][0]
		v.Text = "former"
		role.Args[schema.Status] = []schema.Value{v}
	}
	role.Evidence = slices.Clone(c.Evidence)
	return role
}

// samePost reports whether two posts of a person are told by the same words, of
// which one may tell more: "chairman", "Chairman of the board".
func samePost(a, b *schema.Claim) bool {
	return slices.ContainsFunc(a.Args["role"], func(v schema.Value) bool {
		return slices.ContainsFunc(b.Args["role"], func(w schema.Value) bool {
			x, y := strings.ToLower(v.Entity.Name), strings.ToLower(w.Entity.Name)
			return strings.Contains(x, y) || strings.Contains(y, x)
		})
	})
}

func cancelled(c *schema.Claim) bool {
	s := c.Args[schema.Status]
	return len(s) > 0 && s[0].Text == "cancelled"
}
