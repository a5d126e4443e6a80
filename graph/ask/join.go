package ask

import (
	"cmp"
	"maps"
	"slices"

	"claimgraph/schema"
)

// callings returns, for each entity in the claims, the one of its names that all
// answers call it by: in the language if it has one, the commonest, of as common
// ones the longest of an event and the first of others.
func callings(found []Sighting, language string) map[string]string {
	type naming struct{ name, language string }
	count := map[string]map[naming]int{}
	events := map[string]bool{}
	for _, t := range found {
		for _, e := range t.Entities() {
			if e.ID == "" || e.Name == "" {
				continue
			}
			if count[e.ID] == nil {
				count[e.ID] = map[naming]int{}
			}
			count[e.ID][naming{e.Name, e.Language}]++
			events[e.ID] = e.Type == "Event"
		}
	}
	out := map[string]string{}
	for id, names := range count {
		all := slices.Collect(maps.Keys(names))
		out[id] = slices.MinFunc(all, func(a, b naming) int {
			longer := 0
			if events[id] {
				longer = len(b.name) - len(a.name)
			}
			return cmp.Or(later(a.language != language, b.language != language), names[b]-names[a], longer, cmp.Compare(a.name, b.name), cmp.Compare(a.language, b.language))
		}).name
	}
	return out
}

// later orders false before true.
func later(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// called returns the claim with its entities called by the names.
func called(c schema.Claim, names map[string]string) schema.Claim {
	c.Args = maps.Clone(c.Args)
	for arg, values := range c.Args {
		values = slices.Clone(values)
		for i := range values {
			if e := values[i].Entity; e != nil && names[e.ID] != "" {
				one := *e
				one.Name = names[e.ID]
				values[i].Entity = &one
			}
		}
		c.Args[arg] = values
	}
	return c
}

// joined returns what two claims about one event or document tell together, if they
// tell nothing of the shown arguments that does not go together: one may tell less,
// or a less precise date. ok is false if they do, or are about no such thing.
func joined(a, b schema.Claim, shown func(schema.ArgName) bool) (both schema.Claim, ok bool) {
	if a.Type != b.Type || a.Modality != b.Modality || !slices.ContainsFunc(ids(a.Args[schema.Self]), func(id string) bool { return id != "" && slices.Contains(ids(b.Args[schema.Self]), id) }) {
		return a, false
	}
	both = a
	both.Args = maps.Clone(a.Args)
	for arg, values := range b.Args {
		fuller, together := fuller(a.Args[arg], values)
		switch {
		case arg == schema.Self:
		case together:
			both.Args[arg] = fuller
		case shown(arg):
			return a, false
		}
	}
	return both, true
}

// fuller returns the one of two lists of values that tells more, if it tells all
// that the other does.
func fuller(a, b []schema.Value) (values []schema.Value, ok bool) {
	switch {
	case tells(a, b):
		return a, true
	case tells(b, a):
		return b, true
	}
	return nil, false
}

// tells reports whether each value of b is one of a, or a date that one refines.
func tells(a, b []schema.Value) bool {
	return !slices.ContainsFunc(b, func(v schema.Value) bool {
		return !slices.ContainsFunc(a, func(w schema.Value) bool {
			switch {
			case v.Entity != nil && w.Entity != nil:
				return v.Entity.ID != "" && v.Entity.ID == w.Entity.ID || v.Lexical() == w.Lexical()
			case !v.Time.IsZero() && !w.Time.IsZero():
				return w.Time.Refines(v.Time)
			}
			return v.Lexical() == w.Lexical()
		})
	})
}
