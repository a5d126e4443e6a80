package extract

import (
	"slices"

	"claimgraph/schema"
)

// attribute names for every claim the outlet that reports it and whom the
// outlet cites, as the article's citations say. A citation that does not name
// the outlet takes it from the dateline, else from the article's metadata.
func attribute(d *Doc, claims []schema.Claim) {
	var outlet *schema.Entity
	var cites []*schema.Entity
	own := ownOutlet(d)
	for i := range claims {
		c := &claims[i]
		if c.Type != "citation" {
			continue
		}
		if len(c.Args["publisher"]) == 0 && own != nil && !overlap(c.Args["source"], []schema.Value{*own}) {
			c.Args["publisher"] = []schema.Value{viaOutside(*own, c.Evidence)}
		}
		passOn(c, own)
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
	if outlet == nil && own != nil {
		outlet = own.Entity
	}
	for i := range claims {
		claims[i].Outlet, claims[i].Cites = outlet, cites
	}
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
