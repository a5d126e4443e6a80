package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// Entities returns the IRIs of the entities of the given types (any, if there
// are none) that go by the words of text, in whatever case form: of those whose
// name is the text itself if there are any, else of all whose names hold its
// words. An IRI below the base stands for itself.
func Entities(ctx context.Context, g Graph, text string, types []schema.EntityType) ([]string, error) {
	if strings.HasPrefix(text, g.Base()) {
		return []string{text}, nil
	}
	ofTypes := func(iri string) bool { return entityOf(strings.TrimPrefix(iri, g.Base()), types) }
	named, err := g.Named(ctx, text) // quick, and often enough
	if err != nil {
		return nil, err
	}
	if named = slices.DeleteFunc(named, func(iri string) bool { return !ofTypes(iri) }); len(named) > 0 {
		return named, nil
	}
	wanted := nameWords(text)
	exact, near := map[string]bool{}, map[string]bool{}
	err = g.Names(ctx, func(iri, name string) {
		switch {
		case !ofTypes(iri):
		case iri == text || fold(name) == fold(text):
			exact[iri] = true
		case len(wanted) > 0 && mentions([]string{name}, wanted):
			near[iri] = true
		}
	})
	if len(exact) > 0 {
		near = exact
	}
	return slices.Sorted(maps.Keys(near)), err
}

// Named returns the IRIs of what goes by a name, an entity's or an event's.
func Named(ctx context.Context, g Graph, text string) ([]string, error) {
	iris, err := Entities(ctx, g, text, nil)
	if len(iris) > 0 || err != nil {
		return iris, err
	}
	iris, _, err = Events(ctx, g, text)
	return iris, err
}

// entityOf reports whether the path of an IRI is that of an entity of the
// types, any if there are none: "person/..." is a Person's.
func entityOf(path string, types []schema.EntityType) bool {
	if len(types) == 0 {
		return true
	}
	first, _, _ := strings.Cut(path, "/")
	return slices.ContainsFunc(types, func(t schema.EntityType) bool { return strings.EqualFold(string(t), first) })
}

// Events returns the IRIs of the events and agreements that text asks for by
// their ordinal, kind, name, subject, place, year or people: "third round",
// "22-е заседание Совета сотрудничества", "round in Almaty". Where text names an
// ordinal, likely are those of the same kind with the same two chairs or more
// in articles that tell no ordinal.
func Events(ctx context.Context, g Graph, text string) (iris, likely []string, err error) {
	if strings.HasPrefix(text, g.Base()) {
		return []string{text}, nil, nil
	}
	w := read(text)
	found, err := claimIDs(ctx, g, w.query())
	if err != nil {
		return nil, nil, err
	}
	events, unnumbered := map[string]bool{}, map[string]bool{}
	for _, id := range found {
		c, err := g.Claim(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		if !w.fits(c) {
			continue
		}
		addSelf(events, g.Base(), c)
		if w.ordinal == 0 || len(w.rest) > 0 {
			continue
		}
		if err := addUnnumbered(ctx, g, unnumbered, c); err != nil {
			return nil, nil, err
		}
	}
	for iri := range events {
		delete(unnumbered, iri)
	}
	return slices.Sorted(maps.Keys(events)), slices.Sorted(maps.Keys(unnumbered)), nil
}

// addSelf adds the IRIs of what a claim is about.
func addSelf(to map[string]bool, base string, c schema.Claim) {
	for _, v := range c.Args[schema.Self] {
		if v.Entity != nil && v.Entity.ID != "" {
			to[base+v.Entity.ID] = true
		}
	}
}

// addUnnumbered adds what claims of c's type without an ordinal are about, if
// they name the same chairs, two or more, and c's status.
func addUnnumbered(ctx context.Context, g Graph, to map[string]bool, c schema.Claim) error {
	chairs := ids(c.Args["chair"])
	if len(chairs) < 2 {
		return nil
	}
	found, err := claimIDs(ctx, g, fmt.Sprintf(`g.V(%s).In("<arg:chair>").Tag("claim").All()`, quoteJS("<"+g.Base()+chairs[0]+">")))
	if err != nil {
		return err
	}
	for _, id := range found {
		o, err := g.Claim(ctx, id)
		if err != nil {
			return err
		}
		if o.Type == c.Type && len(o.Args["ordinal"]) == 0 && slices.Equal(ids(o.Args["chair"]), chairs) && planned(o) == planned(c) {
			addSelf(to, g.Base(), o)
		}
	}
	return nil
}

func planned(c schema.Claim) bool {
	return slices.ContainsFunc(c.Args[schema.Status], func(v schema.Value) bool { return v.Text == "planned" })
}

// ids returns the IDs of entities, sorted, each once.
func ids(values []schema.Value) []string {
	var out []string
	for _, v := range values {
		if v.Entity != nil {
			out = append(out, v.Entity.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// query returns the Gizmo text that finds the claims that may fit: those with
// the ordinal, or all that are about an event or agreement.
func (w wanted) query() string {
	if w.ordinal > 0 {
		return fmt.Sprintf(`g.V(%d).In("<arg:ordinal>").Tag("claim").All()`, w.ordinal)
	}
	return `g.V().Tag("claim").Out("<arg:self>").All()`
}

// fits reports whether a claim is about what is wanted.
func (w wanted) fits(c schema.Claim) bool {
	if len(w.types) > 0 && !slices.Contains(w.types, c.Type) {
		return false
	}
	if w.ordinal > 0 && !slices.ContainsFunc(c.Args["ordinal"], func(v schema.Value) bool { return v.Number == fmt.Sprint(w.ordinal) }) {
		return false
	}
	var names []string
	for _, values := range c.Args {
		for _, v := range values {
			names = append(names, v.Lexical(), v.Mention.Text)
			if v.Entity != nil {
				names = append(names, v.Entity.Aliases...)
			}
		}
	}
	return mentions(names, w.rest)
}
