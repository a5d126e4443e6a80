package extract

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// attribute names for every claim the outlet that reports it and whom the
// outlet cites: as a citation in the claim's own evidence says, else as the
// article's first citation does. A citation that does not name the outlet takes
// it from the dateline, else from the article's metadata.
func attribute(d *Doc, claims []schema.Claim) {
	own := ownOutlet(d)
	var outlet *schema.Entity
	var citations []*schema.Claim
	for i := range claims {
		c := &claims[i]
		if c.Type != "citation" {
			continue
		}
		if len(c.Args["publisher"]) == 0 && own != nil && !overlap(c.Args["source"], []schema.Value{*own}) {
			c.Args["publisher"] = []schema.Value{viaOutside(*own, c.Evidence)}
		}
		passOn(c, own)
		if p := c.Args["publisher"]; outlet == nil && len(p) > 0 {
			outlet = p[0].Entity
		}
		citations = append(citations, c)
	}
	if outlet == nil && own != nil {
		outlet = own.Entity
	}
	for i := range claims {
		claims[i].Outlet, claims[i].Cites = outlet, cited(&claims[i], citations)
	}
}

// withoutBareOutlet drops the citation that only says whose the article is, in its
// dateline, where another tells whom that outlet cites.
func withoutBareOutlet(d *Doc, claims []schema.Claim) []schema.Claim {
	own := datelineOutlet(d)
	if own == nil {
		return claims
	}
	outlet := []schema.Value{own.Value(d)}
	cites := slices.ContainsFunc(claims, func(c schema.Claim) bool {
		return c.Type == "citation" && len(c.Args["source"]) > 0 && (overlap(c.Args["publisher"], outlet) || stem(c.Args["publisher"], outlet))
	})
	if !cites {
		return claims
	}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool {
		return c.Type == "citation" && len(c.Args["source"]) == 0 && (overlap(c.Args["publisher"], outlet) || stem(c.Args["publisher"], outlet)) && c.Modality == schema.Asserted
	})
}

// stem reports whether the name of one outlet ends in the other's: "агентство
// «Вестник»", "Вестник".
func stem(a, b []schema.Value) bool {
	if len(a) != 1 || len(b) != 1 || a[0].Entity == nil || b[0].Entity == nil {
		return false
	}
	x, y := schema.FoldName(a[0].Entity.Name), schema.FoldName(b[0].Entity.Name)
	return strings.HasSuffix(x, " "+y) || strings.HasSuffix(y, " "+x)
}

// cited returns whom the outlet cites for a claim.
func cited(c *schema.Claim, citations []*schema.Claim) []*schema.Entity {
	var near, first []*schema.Entity
	for _, q := range citations {
		beside := slices.ContainsFunc(q.Evidence, func(e schema.Evidence) bool {
			return slices.ContainsFunc(c.Evidence, func(o schema.Evidence) bool { return e.Span.Overlaps(o.Span) })
		})
		for _, v := range q.Args["source"] {
			if beside && !slices.ContainsFunc(near, func(e *schema.Entity) bool { return e.Name == v.Entity.Name }) {
				near = append(near, v.Entity)
			}
		}
		if first == nil {
			for _, v := range q.Args["source"] {
				first = append(first, v.Entity)
			}
		}
	}
	if near != nil {
		return near
	}
	return first
}

// ownOutlet returns the outlet that the article names as its own, in its
// dateline or its metadata; nil if it names none.
func ownOutlet(d *Doc) *schema.Value {
	if m := datelineOutlet(d); m != nil {
		v := m.Value(d)
		v.Via = schema.ViaDateline
		return &v
	}
	name := d.Article.Source.Publisher
	if name == "" {
		return nil
	}
	for i := range d.Mentions { // under the name that the gazetteer gives it
		if m := &d.Mentions[i]; m.Kind == "outlet" && (m.Name == name || d.Text(m.Span) == name) {
			return &schema.Value{Entity: m.Value(d).Entity, Via: schema.ViaMetadata}
		}
	}
	e := &schema.Entity{Type: "Organization", Name: name, Language: d.Language}
	return &schema.Value{Entity: e, Via: schema.ViaMetadata}
}

// viaOutside drops how the value was found if it stands in the evidence after all.
func viaOutside(v schema.Value, evidence []schema.Evidence) schema.Value {
	if !v.Mention.Span.IsZero() && slices.ContainsFunc(evidence, func(e schema.Evidence) bool { return e.Span.Contains(v.Mention.Span) }) {
		v.Via = ""
	}
	return v
}

// passOn makes the outlet that a citation names alone the source of the one
// that the article names as its own: it passes on another's report.
func passOn(c *schema.Claim, own *schema.Value) {
	if own == nil || len(c.Args["source"]) > 0 || len(c.Args["publisher"]) != 1 || sameValue(*own, c.Args["publisher"][0]) {
		return
	}
	c.Args["source"], c.Args["publisher"] = c.Args["publisher"], []schema.Value{viaOutside(*own, c.Evidence)}
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
