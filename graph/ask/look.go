package ask

import (
	"context"
	"slices"

	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// A Sighting is a claim as it is seen in a view.
type Sighting struct {
	weigh.Told
	// Unsure says why it is not known whether this was so in the view: "not known",
	// or "undated" if nobody knows when the article appeared; "" if it is known.
	Unsure string
}

// Look returns the claims that are seen in a view, in their order: not those that
// were known later, nor those that were not so. When a post was held is told by
// all claims about its holder, whether they are among those given or not.
func Look(ctx context.Context, g Graph, view weigh.View, told []weigh.Told) ([]Sighting, error) {
	known, undated := view.Known(told)
	var others []weigh.Told
	if !view.AsOf.IsZero() {
		var holders []string
		for _, id := range weigh.Holders(known) {
			holders = append(holders, g.Base()+id)
		}
		found, err := g.With(ctx, holders)
		if err != nil {
			return nil, err
		}
		others, _ = view.Known(found)
	}
	held, unknown := view.Held(slices.Concat(known, undated), others...)
	why := map[schema.ClaimID]string{}
	for _, t := range held {
		why[t.ID] = ""
	}
	for _, t := range undated {
		if _, so := why[t.ID]; so {
			why[t.ID] = "undated"
		}
	}
	for _, t := range unknown {
		why[t.ID] = "not known"
	}
	var out []Sighting
	for _, t := range told {
		if unsure, seen := why[t.ID]; seen {
			out = append(out, Sighting{t, unsure})
		}
	}
	return out, nil
}

// Seen returns the claims that were so and were known in a view, and last those of
// undated articles, of which nobody knows when they became known.
func Seen(ctx context.Context, g Graph, view weigh.View, told []weigh.Told) ([]weigh.Told, error) {
	all, err := Look(ctx, g, view, told)
	var sure, undated []weigh.Told
	for _, s := range all {
		switch s.Unsure {
		case "":
			sure = append(sure, s.Told)
		case "undated":
			undated = append(undated, s.Told)
		}
	}
	return append(sure, undated...), err
}
