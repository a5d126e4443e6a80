package weigh

import (
	"maps"
	"slices"

	"claimgraph/schema"
)

// Entities returns all entities in a claim: its arguments in order of their
// names, the speaker, the outlet and whom it cites.
func (t *Told) Entities() []*schema.Entity {
	var out []*schema.Entity
	for _, name := range slices.Sorted(maps.Keys(t.Args)) {
		for _, v := range t.Args[name] {
			if v.Entity != nil {
				out = append(out, v.Entity)
			}
		}
	}
	if t.Speaker != nil && t.Speaker.Entity != nil {
		out = append(out, t.Speaker.Entity)
	}
	if t.Outlet != nil {
		out = append(out, t.Outlet)
	}
	return append(out, t.Cites...)
}
