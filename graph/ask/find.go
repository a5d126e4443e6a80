package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// Entities returns the IRIs of the entities of the given types (any, if there
// are none) that go by the words of text, in whatever case form: of those whose
// name is the text itself if there are any; of a post that the schema calls so; of
// all whose names hold its words; else of those whose names say the same in another
// language, or else may do so. An IRI, whole or from its type on ("person/..."),
// stands for all entities that have it or a name that it is made of.
func Entities(ctx context.Context, g Graph, text string, types []schema.EntityType) ([]string, error) {
	if iri := iriOf(g, text); iri != "" {
		return g.Entity(ctx, iri)
	}
	ofTypes := func(iri string) bool { return entityOf(strings.TrimPrefix(iri, g.Base()), types) }
	named, err := g.Named(ctx, text) // quick, and often enough
	if err != nil {
		return nil, err
	}
	named = slices.DeleteFunc(named, func(iri string) bool { return !ofTypes(iri) })
	if post := postOf(g, text); post != "" && ofTypes(post) && !slices.Contains(named, post) {
		named = append(named, post)
	}
	if len(named) > 0 {
		return named, nil
	}
	wanted := nameWords(text)
	exact, near := map[string]bool{}, map[string]bool{}
	var others [][2]string // IRIs with names
	err = g.Names(ctx, func(iri, name string) {
		switch {
		case !ofTypes(iri):
		case iri == text || fold(name) == fold(text):
			exact[iri] = true
		case len(wanted) > 0 && mentions([]string{name}, wanted):
			near[iri] = true
		default:
			others = append(others, [2]string{iri, name})
		}
	})
	switch {
	case err != nil:
		return nil, err
	case len(exact) > 0:
		return slices.Sorted(maps.Keys(exact)), nil
	case len(near) > 0:
		return slices.Sorted(maps.Keys(near)), nil
	}
	return inOtherWords(g, text, others)
}

// iriOf returns the IRI that a text is, "" if it is none.
func iriOf(g Graph, text string) string {
	path := strings.TrimPrefix(text, g.Base())
	first, rest, _ := strings.Cut(path, "/")
	if _, isType := g.Schema().TypeOfPath(first); path == text && (!isType || rest == "" || strings.Contains(rest, " ")) {
		return ""
	}
	return g.Base() + path
}

// postOf returns the IRI of the post that the schema calls by the name, or "".
func postOf(g Graph, text string) string {
	slug, ok := g.Schema().Role(text)
	if !ok {
		return ""
	}
	return g.Base() + "role/" + slug
}

// inOtherWords returns the IRIs of which a name says what text does, "Ministry of
// Foreign Affairs of Kazakhstan" of ҚР СІМ, or if there are none those of which one
// may say so: "Ye. Omarov" of Ерлан Омаров.
func inOtherWords(g Graph, text string, named [][2]string) ([]string, error) {
	m, err := g.Matcher()
	if m == nil || err != nil {
		return nil, err
	}
	asked := map[schema.EntityType]*name.Parsed{}
	same, likely := map[string]bool{}, map[string]bool{}
	for _, n := range named {
		t := typeOf(g, n[0])
		if t == "" || same[n[0]] {
			continue
		}
		if asked[t] == nil {
			asked[t] = parsed(m, t, text)
		}
		switch name.Compare(asked[t], parsed(m, t, n[1])).Verdict {
		case name.Match:
			same[n[0]] = true
		case name.Doubtful:
			likely[n[0]] = true
		}
	}
	if len(same) == 0 {
		same = likely
	}
	return slices.Sorted(maps.Keys(same)), nil
}

func parsed(m *name.Matcher, t schema.EntityType, text string) *name.Parsed {
	return m.Parse(name.Mention{Type: t, Names: []name.Label{{Text: text, Language: languageOf(text)}}})
}

// typeOf returns the type of an entity by its IRI, "" for an event.
func typeOf(g Graph, iri string) schema.EntityType {
	for _, t := range []schema.EntityType{"Person", "Organization", "Country", "Region", "City", "Place", "Agreement"} {
		if entityOf(strings.TrimPrefix(iri, g.Base()), []schema.EntityType{t}) {
			return t
		}
	}
	return ""
}

// A postIn is a post with the body whose it is, both as IRIs.
type postIn struct{ post, body string }

// postsIn reads a post with its body, "Қазақстан президенті", in all ways that the
// schema calls it: the chair of the European Council is its president.
func postsIn(g Graph, text string) ([]postIn, error) {
	names := []string{text}
	if slug, ok := g.Schema().Role(text); ok {
		for _, lang := range Languages {
			names = append(names, g.Schema().RoleDef(slug).Forms[lang]...)
		}
	}
	var out []postIn
	for _, n := range names {
		p, err := splitPost(g, n)
		if err != nil {
			return nil, err
		}
		if p.post != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out, nil
}

// splitPost divides the name of a post from that of its body, whichever is first.
func splitPost(g Graph, text string) (postIn, error) {
	words := strings.Fields(text)
	for n := len(words) - 1; n > 0; n-- {
		for _, parts := range [2][2][]string{{words[:n], words[n:]}, {words[len(words)-n:], words[:len(words)-n]}} {
			post := postOf(g, strings.Join(parts[0], " "))
			if post == "" {
				continue
			}
			body, err := bodyOf(g, strings.Join(parts[1], " "))
			if err != nil || body != "" {
				return postIn{post, body}, err
			}
		}
	}
	return postIn{}, nil
}

// bodyOf returns the IRI of the known body or state that all of the words name.
func bodyOf(g Graph, text string) (string, error) {
	m, err := g.Matcher()
	if m == nil || err != nil {
		return "", err
	}
	known := m.Known(text, languageOf(text))
	left := slices.DeleteFunc(nameWords(text), func(w string) bool {
		return slices.Contains(words.Empty, w) || len(known) == 1 && slices.Contains(known[0].Words, w)
	})
	if len(known) != 1 || len(left) > 0 {
		return "", nil
	}
	return g.Base() + known[0].Key, nil
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
	if iri := iriOf(g, text); iri != "" {
		iris, err = g.Entity(ctx, iri)
		return iris, nil, err
	}
	w := read(text)
	m, err := g.Matcher()
	if err != nil {
		return nil, nil, err
	}
	if m != nil {
		w.know(m.Known(text, languageOf(text)))
	}
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
		if o.Type == c.Type && len(o.Args["ordinal"]) == 0 && slices.Equal(ids(o.Args["chair"]), chairs) && weigh.Planned(o) == weigh.Planned(c) {
			addSelf(to, g.Base(), o)
		}
	}
	return nil
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
	for _, k := range w.known {
		if !has(c, k.Key) && !mentions(names, k.Words) {
			return false
		}
	}
	return mentions(names, w.rest)
}

// has reports whether the entity of the gazetteer's key stands in a claim.
func has(c schema.Claim, key string) bool {
	for _, values := range c.Args {
		if slices.ContainsFunc(values, func(v schema.Value) bool { return v.Entity != nil && v.Entity.ID == key }) {
			return true
		}
	}
	return false
}
