package extract

import (
	"strings"

	"claimgraph/schema"
)

// nameSittings gives a sitting of which the article does not say whose it is the
// name of the last before it, "Следующее, 35-е заседание состоится 21 апреля"; where
// there is none it is called by its own words.
func (m *merger) nameSittings(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "session" || len(c.Args["name"]) > 0 {
			continue
		}
		if len(c.Args["ordinal"])+len(c.Args["time"]) > 0 {
			c.Args["name"] = formatBefore(claims[:i], c)
		}
		if self := c.Args["self"]; len(c.Args["name"]) == 0 && len(self) > 0 && len(c.Args["ordinal"]) == 0 {
			c.Args["name"] = []schema.Value{self[0]}
		}
	}
}

// formatBefore returns the name of the last sitting before c that c may be another
// one of, or nil.
func formatBefore(before []schema.Claim, c *schema.Claim) []schema.Value {
	for i := len(before) - 1; i >= 0; i-- {
		if o := &before[i]; o.Type == "session" && len(o.Args["name"]) > 0 && sameFormat(o, c) {
			return coreferent(o.Args["name"])
		}
	}
	return nil
}

// sameFormat reports whether c may be another sitting of what o is one of: a body,
// or a format that c's own words name too.
func sameFormat(o, c *schema.Claim) bool {
	name := o.Args["name"][0]
	if name.Entity == nil || name.Entity.Type == "Organization" || len(c.Args["self"]) == 0 {
		return true
	}
	own := strings.Fields(strings.ToLower(c.Args["self"][0].Entity.Name))
	if len(own) == 0 {
		return true
	}
	return strings.Contains(strings.ToLower(name.Entity.Name), own[len(own)-1])
}
