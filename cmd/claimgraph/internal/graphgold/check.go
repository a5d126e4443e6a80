package graphgold

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// A Result is how one expectation fared.
type Result struct {
	ID, Kind  string
	Pass      bool
	Got, Want string
}

// A Checker holds a store against expectations.
type Checker struct {
	Graph     ask.Graph
	Questions []*ask.Question
	// Asked says how each question of the gold is put to the graph.
	Asked map[string][]Asked
	// Texts, Told and Docs are the articles by the paths that the gold gives them.
	Texts map[string]string
	Told  map[string][]weigh.Told
	Docs  map[string][]*extract.Doc
}

// Check returns a result for each expectation, in their order.
func (c *Checker) Check(ctx context.Context, g *Gold) ([]Result, error) {
	var out []Result
	for i := range g.Expectations {
		e := &g.Expectations[i]
		r := Result{ID: e.ID, Kind: e.Kind}
		var err error
		switch e.Kind {
		case "same":
			err = c.same(ctx, &r, e)
		case "different":
			err = c.different(ctx, &r, e)
		case "corroborated":
			c.corroborated(&r, e)
		case "conflicts":
			c.conflicts(&r, e)
		case "questions":
			err = c.question(ctx, &r, e)
		default:
			err = fmt.Errorf("unknown kind %q", e.Kind)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", g.File, e.ID, err)
		}
		out = append(out, r)
	}
	return out, nil
}

// wellFit is the share that words and a value have in common where the value is
// what the words name, and not a part of them or they of it.
const wellFit = 0.75

// entitiesAt returns the IDs of the entities that the words name in an article:
// those of the values that stand where the words do; where no value does, those of
// what is recognized there, of what the article calls so elsewhere, and of what the
// graph knows by that name, as show finds it; else those of the values that fit best.
func (c *Checker) entitiesAt(ctx context.Context, article, words, what string) ([]string, error) {
	ids, fit := c.valuesAt(article, words, what)
	if fit >= wellFit {
		return ids, nil
	}
	if meant := c.recognized(article, words, what); len(meant) > 0 {
		return meant, nil
	}
	if called := c.called(article, words, what); len(called) > 0 && fit == 0 {
		return called, nil
	}
	if what == "entity" {
		known, err := c.known(ctx, article, words)
		if err != nil || known != "" {
			return []string{known}, err
		}
	}
	return ids, nil
}

// valuesAt returns the IDs of the values that fit the words best, and how well.
func (c *Checker) valuesAt(article, words, what string) ([]string, float64) {
	best := 0.0
	ids := map[string]bool{}
	for _, span := range spansOf(c.Texts[article], words) {
		for _, t := range c.Told[article] {
			for _, v := range valuesOf(t) {
				fit := fitness(span, v.Mention.Span)
				if v.Entity == nil || fit == 0 || fit < best || !isA(v.Entity, what) {
					continue
				}
				if fit > best {
					clear(ids)
					best = fit
				}
				ids[v.Entity.ID] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(ids)), best
}

// spansOf returns where the words stand in the text.
func spansOf(text, words string) (spans []schema.Span) {
	for at := 0; words != ""; {
		next := strings.Index(text[at:], words)
		if next < 0 {
			break
		}
		at += next
		spans = append(spans, schema.Span{Start: at, End: at + len(words)})
		at++
	}
	return spans
}

// recognized returns the IDs of the entities of the article that a mention at the
// words, of which no claim tells, names: under its own name or that of what it
// stands for.
func (c *Checker) recognized(article, words, what string) []string {
	ids := map[string]bool{}
	for _, span := range spansOf(c.Texts[article], words) {
		for _, d := range c.Docs[article] {
			for i := range d.Mentions {
				m := &d.Mentions[i]
				if m.Type == "Role" || fitness(span, m.Span) < wellFit {
					continue
				}
				v := m.Value(d)
				for _, t := range c.Told[article] {
					for _, e := range t.Entities() {
						if v.Entity != nil && e.Type == v.Entity.Type && isA(e, what) && sameName(e, v.Entity) {
							ids[e.ID] = true
						}
					}
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// sameName reports whether the article's entity goes by the name of the other.
func sameName(e, o *schema.Entity) bool {
	if o.Known != "" || e.Known != "" {
		return e.Known == o.Known
	}
	return slices.ContainsFunc(append([]string{e.Name}, e.Aliases...), func(n string) bool { return schema.FoldName(n) == schema.FoldName(o.Name) })
}

// known returns the ID of the one entity that the graph knows by the words, or by
// what is recognized there; "" if there is none or several.
func (c *Checker) known(ctx context.Context, article, words string) (string, error) {
	texts := []string{words}
	for _, span := range spansOf(c.Texts[article], words) {
		for _, d := range c.Docs[article] {
			for i := range d.Mentions {
				if m := &d.Mentions[i]; m.Type != "Role" && fitness(span, m.Span) >= wellFit {
					texts = append(texts, m.Name)
				}
			}
		}
	}
	for _, text := range texts {
		iris, err := ask.Entities(ctx, c.Graph, text, []schema.EntityType{"Person", "Organization", "Agreement", "Country", "City"})
		if err != nil {
			return "", err
		}
		if len(iris) == 1 {
			return strings.TrimPrefix(iris[0], c.Graph.Base()), nil
		}
	}
	return "", nil
}

// called returns the IDs of the entities in an article of which the words are a
// name; of events, which go by phrases, else those of which a name holds them.
func (c *Checker) called(article, words, what string) []string {
	exact, near := map[string]bool{}, map[string]bool{}
	for _, t := range c.Told[article] {
		for _, e := range t.Entities() {
			if !isA(e, what) {
				continue
			}
			for _, name := range append([]string{e.Name}, e.Aliases...) {
				switch {
				case schema.FoldName(name) == schema.FoldName(words):
					exact[e.ID] = true
				case e.Type == "Event" && (ask.Mentions(name, words) || strings.Contains(name, " ") && ask.Mentions(words, name)):
					near[e.ID] = true
				}
			}
		}
	}
	if len(exact) > 0 {
		near = exact
	}
	return slices.Sorted(maps.Keys(near))
}

// fitness is the share of two spans that they have in common.
func fitness(a, b schema.Span) float64 {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(a.Len()+b.Len()-both)
}

func isA(e *schema.Entity, what string) bool {
	return e.ID != "" && e.Type != "Role" && (what == "" || (e.Type == "Event") == (what == "event"))
}

func valuesOf(t weigh.Told) []schema.Value {
	var out []schema.Value
	for _, name := range slices.Sorted(maps.Keys(t.Args)) {
		out = append(out, t.Args[name]...)
	}
	if t.Speaker != nil {
		out = append(out, *t.Speaker)
	}
	return out
}

// same wants one entity that all mentions name.
func (c *Checker) same(ctx context.Context, r *Result, e *Expectation) error {
	count := map[string]int{}
	for _, m := range e.Mentions {
		ids, err := c.entitiesAt(ctx, m[0], m[1], e.What)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			r.Got += fmt.Sprintf("%s %q names nothing; ", m[0], m[1])
		}
		for _, id := range ids {
			count[id]++
		}
	}
	r.Want = fmt.Sprintf("one for %d mentions", len(e.Mentions))
	for _, id := range slices.Sorted(maps.Keys(count)) {
		r.Got += fmt.Sprintf("%s ×%d; ", id, count[id])
		r.Pass = r.Pass || count[id] == len(e.Mentions)
	}
	return nil
}

// different wants no entity that two mentions name.
func (c *Checker) different(ctx context.Context, r *Result, e *Expectation) error {
	seen := map[string]int{}
	r.Want, r.Pass = "none in common", true
	for i, m := range e.Mentions {
		ids, err := c.entitiesAt(ctx, m[0], m[1], e.What)
		if err != nil {
			return err
		}
		for _, id := range ids {
			r.Got += fmt.Sprintf("%d: %s; ", i+1, id)
			if j, twice := seen[id]; twice && j != i {
				r.Pass = false
			}
			seen[id] = i
		}
	}
	return nil
}

// corroborated wants enough articles that tell one thing: one event or document or,
// for other claims, the same entities. What an article tells of an event in several
// claims it tells; which event it is, by its ordinal, name, parties and subject, is
// known from all articles about it.
func (c *Checker) corroborated(r *Result, e *Expectation) {
	if e.Claim.Type == "role" {
		c.held(r, e)
		return
	}
	support := map[string]map[string]bool{}
	for _, article := range e.Articles {
		for _, t := range together(c.Told[article], e.Claim.Type) {
			if !matches(e, c.identified(t)) {
				continue
			}
			k := c.groupOf(e, t)
			if support[k] == nil {
				support[k] = map[string]bool{}
			}
			support[k][article] = true
		}
	}
	report(r, e, support)
}

// held wants enough articles that attest that somebody holds a post, in whatever
// body they say: a role or an appointment does.
func (c *Checker) held(r *Result, e *Expectation) {
	var told []weigh.Told
	paths := map[schema.SourceID]string{}
	for _, path := range slices.Sorted(maps.Keys(c.Told)) {
		told = append(told, c.Told[path]...)
		for _, t := range c.Told[path] {
			paths[t.Article.ID] = path
		}
	}
	support := map[string]map[string]bool{}
	for _, h := range weigh.Holdings(told) {
		args := map[schema.ArgName][]schema.Value{"person": {{Entity: h.Person}}, "role": {{Entity: h.Role}}}
		if !matches(e, weigh.Told{Claim: schema.Claim{Type: "role", Args: args}}) {
			continue
		}
		k := h.Person.ID + " " + h.Role.ID
		if support[k] == nil {
			support[k] = map[string]bool{}
		}
		for _, t := range h.Told {
			if path := paths[t.Article.ID]; slices.Contains(e.Articles, path) {
				support[k][path] = true
			}
		}
	}
	report(r, e, support)
}

// report tells which claim the most articles support.
func report(r *Result, e *Expectation, support map[string]map[string]bool) {
	best := 0
	for _, k := range slices.Sorted(maps.Keys(support)) {
		best = max(best, len(support[k]))
		r.Got += fmt.Sprintf("%s in %d; ", k, len(support[k]))
	}
	r.Want = fmt.Sprintf("at least %d of %d articles", e.AtLeast, len(e.Articles))
	r.Pass = best >= e.AtLeast
}

// identity are the arguments that tell which event or document it is, with what its
// type says that it is about.
var identity = []schema.ArgName{"ordinal", "name", "party", "participant"}

// identified adds to a claim about an event or document what all articles say of
// its identity.
func (c *Checker) identified(t weigh.Told) weigh.Told {
	self := selfOf(t)
	if self == "" {
		return t
	}
	t.Args = maps.Clone(t.Args)
	about := slices.Concat(identity, c.Graph.Schema().Claim(t.Type).Subject)
	slices.Sort(about)
	about = slices.Compact(about)
	for _, told := range c.Told {
		for _, o := range told {
			if o.Type != t.Type || o.Modality != schema.Asserted || selfOf(o) != self {
				continue
			}
			for _, name := range about {
				t.Args[name] = slices.Concat(t.Args[name], o.Args[name])
			}
		}
	}
	return t
}

// together returns the claims of an article of a type, those about one event or
// document as one.
func together(told []weigh.Told, of schema.ClaimType) []weigh.Told {
	var out []weigh.Told
	for _, t := range told {
		if t.Type != of || t.Modality == schema.Denied {
			continue
		}
		i := slices.IndexFunc(out, func(o weigh.Told) bool { return selfOf(t) != "" && selfOf(o) == selfOf(t) })
		if i < 0 {
			t.Args = maps.Clone(t.Args)
			out = append(out, t)
			continue
		}
		for name, values := range t.Args {
			out[i].Args[name] = slices.Concat(out[i].Args[name], values)
		}
	}
	return out
}

// selfOf returns the ID of the event or document that a claim is about, or "".
func selfOf(t weigh.Told) string {
	for _, v := range t.Args[schema.Self] {
		if v.Entity != nil {
			return v.Entity.ID
		}
	}
	return ""
}

// matches reports whether a claim has every value that the gold's has.
func matches(e *Expectation, t weigh.Told) bool {
	for name, slot := range e.Claim.Slots {
		for _, want := range slot.Values {
			if !slices.ContainsFunc(t.Args[name], want.AgreesWith) {
				return false
			}
		}
	}
	return true
}

// groupOf returns what a claim is about: its event or document, else the
// entities of the arguments that the gold names.
func (c *Checker) groupOf(e *Expectation, t weigh.Told) string {
	if id := selfOf(t); id != "" {
		return id
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(e.Claim.Slots)) {
		for _, v := range t.Args[name] {
			parts = append(parts, weigh.Value(v))
		}
	}
	return strings.Join(parts, " ")
}

// conflicts wants the values of a slot shown as sides of one conflict, or not.
func (c *Checker) conflicts(r *Result, e *Expectation) {
	var told []weigh.Told
	for _, article := range slices.Sorted(maps.Keys(c.Told)) {
		told = append(told, c.Told[article]...)
	}
	shown := false
	for _, conflict := range weigh.Conflicts(c.Graph.Schema(), told) {
		if conflict.Type != e.Claim.Type || conflict.Argument != e.Slot {
			continue
		}
		sides := map[int]bool{} // each value on a side of its own
		for _, want := range e.Values {
			if i := slices.IndexFunc(conflict.Sides, func(s weigh.Side) bool {
				return e.about(s) && want.Value.AgreesWith(s.Value) && c.tellIt(want.Articles, s)
			}); i >= 0 {
				sides[i] = true
			}
		}
		if len(sides) == len(e.Values) {
			shown = true
			r.Got = conflictText(conflict)
		}
	}
	r.Want = "not shown"
	if e.Genuine {
		r.Want = "shown"
	}
	r.Pass = shown == e.Genuine
}

// tellIt reports whether one of the articles is among those of a side: "2026" of
// one article is not the "February 2026" of another.
func (c *Checker) tellIt(articles []string, s weigh.Side) bool {
	return slices.ContainsFunc(articles, func(path string) bool {
		return slices.ContainsFunc(c.Told[path], func(t weigh.Told) bool {
			return slices.ContainsFunc(s.Told, func(o weigh.Told) bool { return o.ID == t.ID })
		})
	})
}

// about reports whether some claim of a side is the one that the gold means.
func (e *Expectation) about(s weigh.Side) bool {
	return slices.ContainsFunc(s.Told, func(t weigh.Told) bool { return likely(e, t) })
}

// likely reports whether a claim tells nothing that the gold's does not: a claim
// about the event need not repeat all that others tell.
func likely(e *Expectation, t weigh.Told) bool {
	for name, slot := range e.Claim.Slots {
		if len(t.Args[name]) == 0 {
			continue
		}
		if !slices.ContainsFunc(t.Args[name], func(v schema.Value) bool {
			for _, want := range slot.Values {
				if want.AgreesWith(v) {
					return true
				}
			}
			return false
		}) {
			return false
		}
	}
	return true
}

func conflictText(c weigh.Conflict) string {
	var sides []string
	for _, s := range c.Sides {
		sides = append(sides, fmt.Sprintf("%s in %d", s.Value.Lexical(), len(s.Told)))
	}
	return fmt.Sprintf("%s: %s", c.About.ID, strings.Join(sides, " | "))
}
