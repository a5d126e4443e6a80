package ask

import (
	"context"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// A finder finds the claims that answer a question which no path of Gizmo asks.
type finder func(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error)

// finders are what a question's "find" may name. Those in timed leave the order
// of the answers to their dates.
var (
	finders = map[string]finder{"timeline": timeline, "since": since, "connected": connected, "disagree": disagree}
	timed   = []string{"timeline", "since"}
)

// Finders returns the names of the finders, sorted.
func Finders() []string { return slices.Sorted(maps.Keys(finders)) }

// timeline finds the claims about an entity that tell a day.
func timeline(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error) {
	found, err := g.With(ctx, p.iris["entity"])
	return slices.DeleteFunc(found, func(t weigh.Told) bool { return dateOf(t.Claim).IsZero() }), err
}

// since finds the claims of articles published on a day or later; of an entity,
// if one is given.
func since(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error) {
	found, err := g.Since(ctx, p.dates["since"])
	if wanted := p.iris["entity"]; len(wanted) > 0 {
		found = slices.DeleteFunc(found, func(t weigh.Told) bool {
			return !slices.ContainsFunc(t.Entities(), func(e *schema.Entity) bool { return slices.Contains(wanted, g.Base()+e.ID) })
		})
	}
	return found, err
}

// disagree finds the claims that contradict each other about an entity in the
// view, side by side.
func disagree(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error) {
	found, err := Conflicts(ctx, g, p.iris["about"], p.view)
	var out []weigh.Told
	for _, c := range found {
		for _, s := range c.Sides {
			out = append(out, s.Told...)
		}
	}
	return out, err
}

// Conflicts returns the contradictions about entities: among the claims in which
// they stand and all others about the same events, documents and posts, as far as
// a view has them.
func Conflicts(ctx context.Context, g Graph, iris []string, view weigh.View) ([]weigh.Conflict, error) {
	found, err := g.With(ctx, iris)
	if err != nil {
		return nil, err
	}
	about := map[string]bool{}
	for _, t := range found {
		for _, name := range []schema.ArgName{schema.Self, "role"} {
			for _, v := range t.Args[name] {
				if v.Entity != nil && v.Entity.ID != "" {
					about[g.Base()+v.Entity.ID] = true
				}
			}
		}
	}
	all, err := g.With(ctx, slices.Sorted(maps.Keys(about)))
	if err != nil {
		return nil, err
	}
	told, err := Seen(ctx, g, view, unique(slices.Concat(found, all)))
	if err != nil {
		return nil, err
	}
	// What stands in no conflict of the entity's own is another's business.
	mine := map[schema.ClaimID]bool{}
	for _, t := range found {
		mine[t.ID] = true
	}
	return slices.DeleteFunc(weigh.Conflicts(g.Schema(), told), func(c weigh.Conflict) bool {
		return !slices.ContainsFunc(c.Sides, func(s weigh.Side) bool {
			return slices.ContainsFunc(s.Told, func(t weigh.Told) bool { return mine[t.ID] })
		})
	}), nil
}

func unique(told []weigh.Told) []weigh.Told {
	seen := map[schema.ClaimID]bool{}
	return slices.DeleteFunc(told, func(t weigh.Told) bool {
		if seen[t.ID] {
			return true
		}
		seen[t.ID] = true
		return false
	})
}

// maxSteps is the most claims that a connection leads over.
const maxSteps = 5

// hubs are the types of entities that connect everybody with everybody: a way
// over them says something only if there is no other.
var hubs = []schema.EntityType{"Country", "City", "Region", "Role", "Topic"}

// connected finds a shortest chain of claims from one entity to another, each
// claim sharing an entity with the next, in the order of the chain. A chain over
// persons, bodies, events and documents goes before one over places and posts, and
// one of what is known in the view before one of what is not.
func connected(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error) {
	for _, way := range []way{{}, {hubs: true}, {unsure: true}, {hubs: true, unsure: true}} {
		if way.unsure && p.view.IsZero() {
			break
		}
		chain, err := chainOf(ctx, g, p, way)
		if chain != nil || err != nil {
			return chain, err
		}
	}
	return nil, nil
}

// A way says what a chain may lead over: hubs, and what is not known in the view.
type way struct{ hubs, unsure bool }

// A step is how the search came to an entity: by a claim, from another one.
type step struct {
	from  string
	claim weigh.Told
}

func chainOf(ctx context.Context, g Graph, p parameters, w way) ([]weigh.Told, error) {
	came := map[string]step{}
	frontier := p.iris["from"]
	for _, iri := range frontier {
		came[iri] = step{}
	}
	for range maxSteps {
		found, err := g.With(ctx, frontier)
		if err != nil {
			return nil, err
		}
		seen, err := Look(ctx, g, p.view, found)
		if err != nil {
			return nil, err
		}
		var next []string
		for _, s := range seen {
			t := s.Told
			at := enters(g, t, frontier)
			if at == "" || s.Unsure != "" && !w.unsure {
				continue
			}
			for _, e := range t.Entities() {
				iri := g.Base() + e.ID
				if _, been := came[iri]; been || e.ID == "" || !links(&t, e) {
					continue
				}
				came[iri] = step{at, t}
				if slices.Contains(p.iris["to"], iri) {
					return walk(came, iri), nil
				}
				if w.hubs || !slices.Contains(hubs, e.Type) {
					next = append(next, iri)
				}
			}
		}
		if len(next) == 0 {
			return nil, nil
		}
		slices.Sort(next) // the same chain whatever the order of the articles
		frontier = next
	}
	return nil, nil
}

// links reports whether an entity is one that the claim tells of: who reports it
// and whom that cites connects nothing.
func links(t *weigh.Told, e *schema.Entity) bool {
	for _, values := range t.Args {
		if slices.ContainsFunc(values, func(v schema.Value) bool { return v.Entity == e }) {
			return t.Type != "citation" && t.Holds()
		}
	}
	return false
}

// enters returns the entity of the frontier by which a claim is reached, the
// least of several, or "".
func enters(g Graph, t weigh.Told, frontier []string) string {
	best := ""
	for _, e := range t.Entities() {
		iri := g.Base() + e.ID
		if slices.Contains(frontier, iri) && links(&t, e) && (best == "" || strings.Compare(iri, best) < 0) {
			best = iri
		}
	}
	return best
}

func walk(came map[string]step, to string) []weigh.Told {
	var chain []weigh.Told
	for at := to; came[at].from != ""; at = came[at].from {
		chain = append(chain, came[at].claim)
	}
	slices.Reverse(chain)
	return chain
}
