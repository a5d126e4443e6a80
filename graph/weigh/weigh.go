// Package weigh compares what articles claim: how many independent origins say
// a thing, which claims contradict each other, and who held a post when. Claims
// with the metadata of their articles go in, their entities resolved; nothing
// here changes or drops a claim.
package weigh

import (
	"cmp"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A Told is a claim as one article makes it.
type Told struct {
	schema.Claim
	Article schema.Source
}

// Of returns the claims of extractions, in their order.
func Of(extractions ...*schema.Extraction) []Told {
	var out []Told
	for _, x := range extractions {
		for _, c := range x.Claims {
			out = append(out, Told{c, x.Source})
		}
	}
	return out
}

// A Group is the claims that say the same: of one type and about one event or
// document or, where the type is about none, with the same key arguments.
type Group struct {
	Type schema.ClaimType
	Key  string // tells the group from others of its type
	Told []Told // in order of publication, then of claim IDs
}

// Groups groups claims, in order of type and key. Claims of unknown types, and
// those that lack what would tell what they are about, stand alone.
func Groups(m *schema.Model, told []Told) []Group {
	byKey := map[[2]string][]Told{}
	for _, t := range told {
		k := [2]string{string(t.Type), key(m, &t.Claim)}
		byKey[k] = append(byKey[k], t)
	}
	groups := make([]Group, 0, len(byKey))
	for k, ts := range byKey {
		slices.SortFunc(ts, compareTold)
		groups = append(groups, Group{schema.ClaimType(k[0]), k[1], ts})
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Key, b.Key)) })
	return groups
}

func compareTold(a, b Told) int {
	return cmp.Or(a.Article.Published.Compare(b.Article.Published), cmp.Compare(a.ID, b.ID))
}

// key returns what a claim is about.
func key(m *schema.Model, c *schema.Claim) string {
	def := m.Claim(c.Type)
	if def == nil || len(def.Key) == 0 {
		return string(c.ID)
	}
	var parts []string
	for _, name := range def.Key {
		parts = append(parts, strings.Join(values(c.Args[name]), " and "))
	}
	if strings.Join(parts, "") == "" {
		return string(c.ID)
	}
	return strings.Join(parts, "; ")
}

// values returns the values of an argument in a form in which equal ones are
// equal, sorted, each once.
func values(vs []schema.Value) []string {
	var out []string
	for _, v := range vs {
		out = append(out, Value(v))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Value returns a value in a form in which equal ones are equal: an entity by
// its ID, a text folded, anything else by its normal form.
func Value(v schema.Value) string {
	switch {
	case v.Entity != nil && v.Entity.ID != "":
		return v.Entity.ID
	case v.Text != "":
		return schema.FoldName(v.Text)
	}
	return v.Lexical()
}
