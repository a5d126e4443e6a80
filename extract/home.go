package extract

import (
	"slices"

	"claimgraph/schema"
)

// ofCountry is the argument with which the mention of a known body says whose it is.
const ofCountry schema.ArgName = "country"

// ownBodies returns the country whose bodies, as the gazetteer knows them, the
// article speaks of; nil if there are several or none. An outlet writes of any.
func (m *merger) ownBodies() *schema.Value {
	var found *schema.Value
	for i := range m.doc.Mentions {
		x := &m.doc.Mentions[i]
		of := x.Args[ofCountry]
		if x.Type != "Organization" || x.Kind == "outlet" || len(of) == 0 {
			continue
		}
		if found != nil && !sameValue(*found, of[0]) {
			return nil
		}
		v := x.Value(m.doc)
		v.Entity, v.Via = of[0].Entity, schema.ViaCoreference
		found = &v
	}
	return found
}

// home returns the country whose bodies and officials the article speaks of, the
// other side of talks aside: of "talks with the Union, the deputy minister said" that
// is his; nil if there are several or none.
func (m *merger) home(claims []schema.Claim, side schema.Value) *schema.Value {
	found := m.ownBodies()
	if found != nil && sameValue(*found, side) {
		found = nil
	}
	for i := range claims {
		c := &claims[i]
		body := c.Args["organization"]
		if c.Type != "role" || len(body) == 0 || body[0].Entity == nil || body[0].Entity.Type != "Country" || sameValue(body[0], side) || statusIs(c, "former") {
			continue
		}
		if found != nil && !sameValue(*found, body[0]) {
			return nil
		}
		found = &body[0]
	}
	return found
}

// shareSides gives rounds of which the article names but one side, "talks with the
// Union", both: that side and the country that the article is told from.
func (m *merger) shareSides(claims []schema.Claim) {
	var side *schema.Value
	one := func(v schema.Value) bool {
		if v.Entity == nil || v.Entity.Type == "Person" {
			return true
		}
		if !m.isState(v) {
			return false
		}
		if side != nil && !sameValue(*side, v) {
			return false
		}
		side = &v
		return true
	}
	for i := range claims {
		if c := &claims[i]; c.Type == "negotiation_round" && slices.ContainsFunc(c.Args["participant"], func(v schema.Value) bool { return !one(v) }) {
			return
		}
	}
	for i := range m.doc.Mentions {
		x := &m.doc.Mentions[i]
		if x.Type != "Event" || x.Kind != "talks" && x.Kind != "negotiation_round" {
			continue
		}
		if slices.ContainsFunc(x.Args["participant"], func(v schema.Value) bool { return !one(v) }) {
			return
		}
	}
	if side == nil {
		return
	}
	home := m.home(claims, *side)
	if home == nil {
		return
	}
	for i := range claims {
		if c := &claims[i]; c.Type == "negotiation_round" && len(c.Args["participant"]) < 2 {
			c.Args["participant"] = coreferent([]schema.Value{*side, *home})
		}
	}
}

// isState reports whether the value is a country or a union of countries: other
// bodies may have dealings with anybody.
func (m *merger) isState(v schema.Value) bool {
	return v.Entity.Type == "Country" || v.Entity.Known != "" && slices.ContainsFunc(m.doc.Mentions, func(x Mention) bool {
		return x.Known == v.Entity.Known && x.Kind == "international"
	})
}
