package extract

import (
	"slices"

	"claimgraph/schema"
)

// attribute names for every claim the outlet that reports it and whom the
// outlet cites, as the article's citations say; a citation that does not name
// the outlet takes it from the dateline.
func attribute(d *Doc, claims []schema.Claim) {
	var outlet *schema.Entity
	var cites []*schema.Entity
	line := datelineOutlet(d)
	for i := range claims {
		c := &claims[i]
		if c.Type != "citation" {
			continue
		}
		if len(c.Args["publisher"]) == 0 && line != nil {
			v := line.Value(d)
			if !slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool { return e.Span.Contains(line.Span) }) {
				v.Via = schema.ViaDateline
			}
			if !overlap(c.Args["source"], []schema.Value{v}) {
				c.Args["publisher"] = []schema.Value{v}
			}
		}
		for _, v := range c.Args["publisher"] {
			if outlet == nil {
				outlet = v.Entity
			}
		}
		for _, v := range c.Args["source"] {
			if !slices.ContainsFunc(cites, func(e *schema.Entity) bool { return e.Name == v.Entity.Name }) {
				cites = append(cites, v.Entity)
			}
		}
	}
	if outlet == nil && line != nil {
		outlet = line.Value(d).Entity
	}
	for i := range claims {
		claims[i].Outlet, claims[i].Cites = outlet, cites
	}
}

// datelineOutlet returns the organization named in the article's dateline.
func datelineOutlet(d *Doc) *Mention {
	for _, b := range d.Blocks {
		if b.Dateline.Len() == 0 {
			continue
		}
		for i := range d.Mentions {
			if m := &d.Mentions[i]; m.Type == "Organization" && b.Dateline.Contains(m.Span) {
				return m
			}
		}
	}
	return nil
}
