package schema

import (
	"cmp"
	"slices"
	"strings"
)

// Normalize puts x in the one order and form that equal extractions share, as
// they come out of the graph: claims by least evidence span, type and ID;
// values by mention, then by what they say; evidence by span and rule; sources
// cited by ID or name. What stands twice is left out once; empty arguments go.
func (x *Extraction) Normalize() {
	for i := range x.Claims {
		x.Claims[i].Normalize()
	}
	slices.SortFunc(x.Claims, func(a, b Claim) int {
		return cmp.Or(leastSpan(&a).Compare(leastSpan(&b)), strings.Compare(string(a.Type), string(b.Type)), strings.Compare(string(a.ID), string(b.ID)))
	})
}

func leastSpan(c *Claim) Span {
	if len(c.Evidence) == 0 {
		return Span{}
	}
	return c.Evidence[0].Span
}

// Normalize puts c in the form that [Extraction.Normalize] describes. Slices
// and maps that c shares with other claims are copied before they change.
func (c *Claim) Normalize() {
	args := make(map[ArgName][]Value, len(c.Args))
	for name, vs := range c.Args {
		if len(vs) > 0 {
			args[name] = normalValues(vs)
		}
	}
	c.Args = args
	c.Evidence = slices.Clone(c.Evidence)
	slices.SortFunc(c.Evidence, func(a, b Evidence) int {
		return cmp.Or(a.Span.Compare(b.Span), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Pack, b.Pack))
	})
	c.Evidence = slices.Compact(c.Evidence)
	c.Cites = normalEntities(c.Cites)
}

// normalValues sorts values; of those that say the same at the same place the
// first is kept, one found in the evidence before one found by way of another.
func normalValues(vs []Value) []Value {
	vs = slices.Clone(vs)
	slices.SortStableFunc(vs, func(a, b Value) int {
		return cmp.Or(a.Mention.Span.Compare(b.Mention.Span), strings.Compare(a.identity(), b.identity()),
			strings.Compare(string(a.Via), string(b.Via)), compareBool(a.Inferred, b.Inferred))
	})
	return slices.CompactFunc(vs, func(a, b Value) bool {
		return a.Mention.Span == b.Mention.Span && a.identity() == b.identity()
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func normalEntities(es []*Entity) []*Entity {
	if len(es) == 0 {
		return nil
	}
	es = slices.Clone(es)
	key := func(e *Entity) string { return Value{Entity: e}.identity() }
	slices.SortStableFunc(es, func(a, b *Entity) int { return strings.Compare(key(a), key(b)) })
	return slices.CompactFunc(es, func(a, b *Entity) bool { return key(a) == key(b) })
}
