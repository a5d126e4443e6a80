package weigh

import (
	"cmp"
	"slices"

	"claimgraph/schema"
)

// A Conflict is a question to which articles give answers that cannot all be
// true: the single value of an argument of one event or document, the holder of a
// post that one person holds at a time, or which post it is that somebody holds.
type Conflict struct {
	Type schema.ClaimType
	// About is the event, document, post or person that the claims are about.
	About *schema.Entity
	// In is the body of a post; nil for events.
	In *schema.Entity
	// Argument is the one that differs: "time", "place", "person", "role";
	// "modality" if one article denies what another asserts.
	Argument schema.ArgName
	Sides    []Side // in order of their first publication
}

// A Side is one of the answers with the claims that give it.
type Side struct {
	Value schema.Value
	Told  []Told // in order of publication
}

// Conflicts finds the contradictions among claims, in order of type, of what
// they are about and of arguments. Values that are less precise contradict
// none, nor do a place and a country, nor a successor, nor what people rejected.
func Conflicts(m *schema.Model, told []Told) []Conflict {
	var out []Conflict
	for _, g := range Groups(m, told) {
		out = append(out, g.conflicts(m)...)
	}
	return append(out, posts(m, told)...)
}

// conflicts returns the arguments of one event on which claims differ.
func (g *Group) conflicts(m *schema.Model) []Conflict {
	def := m.Claim(g.Type)
	if def == nil || def.SelfType == "" || len(g.Told) < 2 {
		return nil
	}
	about := first(g.Told[0], schema.Self)
	if about == nil {
		return nil
	}
	var out []Conflict
	for _, arg := range def.Args {
		if !arg.Single || len(arg.Values) > 0 { // what has a status has it at one time and another later
			continue
		}
		if sides := g.sides(arg); len(sides) > 1 {
			out = append(out, Conflict{Type: g.Type, About: about, Argument: arg.Name, Sides: sides})
		}
	}
	if sides := g.denials(); len(sides) > 1 {
		out = append(out, Conflict{Type: g.Type, About: about, Argument: "modality", Sides: sides})
	}
	return out
}

// sides returns the values of an argument that contradict another one.
func (g *Group) sides(arg *schema.ArgDef) []Side {
	var sides []Side
	for _, t := range g.Told {
		if !t.Holds() {
			continue
		}
		for _, v := range t.Args[arg.Name] {
			i := slices.IndexFunc(sides, func(s Side) bool { return Value(s.Value) == Value(v) })
			if i < 0 {
				sides = append(sides, Side{Value: v})
				i = len(sides) - 1
			}
			sides[i].Told = append(sides[i].Told, t)
		}
	}
	return refined(slices.DeleteFunc(slices.Clone(sides), func(s Side) bool {
		return !slices.ContainsFunc(sides, func(o Side) bool { return contradict(arg, s, o) })
	}))
}

// refined puts the claims that tell a time less precisely to those that tell the
// one time that it can mean: "2015" and "21 December 2015" are one side.
func refined(sides []Side) []Side {
	coarse := func(s Side) (finest int) {
		finest = -1
		for i, o := range sides {
			if s.Value.Time == o.Value.Time || !o.Value.Time.Refines(s.Value.Time) {
				continue
			}
			switch {
			case finest < 0 || o.Value.Time.Refines(sides[finest].Value.Time):
				finest = i
			case !sides[finest].Value.Time.Refines(o.Value.Time):
				return -1 // it can mean either
			}
		}
		return finest
	}
	to := make([]int, len(sides))
	for i, s := range sides {
		to[i] = -1
		if !s.Value.Time.IsZero() {
			to[i] = coarse(s)
		}
	}
	out := slices.Clone(sides)
	for i, j := range to {
		if j >= 0 {
			out[j].Told = slices.Concat(out[j].Told, sides[i].Told)
		}
	}
	kept := out[:0:0]
	for i := range out {
		if to[i] < 0 {
			slices.SortStableFunc(out[i].Told, compareTold)
			kept = append(kept, out[i])
		}
	}
	slices.SortStableFunc(kept, func(a, b Side) int { return compareTold(a.Told[0], b.Told[0]) })
	return kept
}

// contradict reports whether no fact agrees with both values. What one article
// says of its event in several ways is its own and no contradiction.
func contradict(arg *schema.ArgDef, a, b Side) bool {
	x, y := a.Value, b.Value
	switch {
	case Value(x) == Value(y):
		return false
	case oneArticle(a.Told, b.Told):
		return false
	case !x.Time.IsZero() && !y.Time.IsZero():
		return apart(x.Time, y.Time) > arg.Lasts
	case x.Entity != nil && y.Entity != nil:
		return x.Entity.Type == y.Entity.Type && x.Entity.ID != "" && y.Entity.ID != ""
	}
	return (x.Entity == nil) == (y.Entity == nil)
}

// oneArticle reports whether some article gives both values.
func oneArticle(a, b []Told) bool {
	return slices.ContainsFunc(a, func(t Told) bool {
		return slices.ContainsFunc(b, func(o Told) bool { return t.Source == o.Source })
	})
}

// apart returns the days between two times, 0 if they have a day in common.
func apart(a, b schema.Interval) int {
	from, to := a.Bounds()
	begin, end := b.Bounds()
	if begin.Compare(from) < 0 {
		to, begin = end, from
	}
	if begin.Compare(to) <= 0 {
		return 0
	}
	return int(begin.Time().Sub(to.Time()).Hours() / 24)
}

// denials divides the claims of an event into those that assert it and those
// that deny it.
func (g *Group) denials() []Side {
	sides := []Side{{Value: schema.Value{Text: string(schema.Asserted)}}, {Value: schema.Value{Text: string(schema.Denied)}}}
	for _, t := range g.Told {
		switch {
		case t.Holds():
			sides[0].Told = append(sides[0].Told, t)
		case t.Modality == schema.Denied && t.Judgement != schema.Rejected:
			sides[1].Told = append(sides[1].Told, t)
		}
	}
	return slices.DeleteFunc(sides, func(s Side) bool { return len(s.Told) == 0 })
}

// posts returns the posts of one holder at a time that two held at one time, and
// the other posts of those to whom such a post is hardly given.
func posts(m *schema.Model, told []Told) []Conflict {
	all := Holdings(told)
	held := slices.DeleteFunc(slices.Clone(all), func(h Holding) bool {
		def := m.RoleDef(slug(h.Role))
		return def == nil || !def.Unique || h.From.IsZero() || h.Organization == nil
	})
	var out []Conflict
	for len(held) > 0 {
		n := slices.IndexFunc(held, func(h Holding) bool {
			return h.Role.ID != held[0].Role.ID || h.Organization.ID != held[0].Organization.ID
		})
		if n < 0 {
			n = len(held)
		}
		sides := contested(held[:n])
		if len(sides) > 1 {
			out = append(out, conflictOf(sides))
			for i := range sides {
				if c, ok := misnamed(&sides[i], sides, all); ok {
					out = append(out, c)
				}
			}
		}
		held = held[n:]
	}
	return out
}

// contested returns the holdings of one post at one time with another's, in order
// of their first publication.
func contested(held []Holding) []Holding {
	sides := slices.DeleteFunc(slices.Clone(held), func(h Holding) bool {
		return !slices.ContainsFunc(held, func(o Holding) bool { return h.Person.ID != o.Person.ID && overlap(&h, &o) })
	})
	slices.SortStableFunc(sides, func(a, b Holding) int {
		return cmp.Or(compareTold(a.Told[0], b.Told[0]), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return sides
}

func conflictOf(sides []Holding) Conflict {
	c := Conflict{Type: "role", About: sides[0].Role, In: sides[0].Organization, Argument: "person"}
	for _, h := range sides {
		c.Sides = append(c.Sides, Side{Value: schema.Value{Entity: h.Person}, Told: h.Told})
	}
	return c
}

// misnamed returns a holder's posts side by side if more articles give the post
// to another and more give him a different one at about that time: whoever wrote
// it may have taken one title for another.
func misnamed(h *Holding, sides, all []Holding) (Conflict, bool) {
	c := Conflict{Type: "role", About: h.Person, Argument: "role", Sides: []Side{{Value: schema.Value{Entity: h.Role}, Told: h.Told}}}
	if !slices.ContainsFunc(sides, func(o Holding) bool { return articles(o.Told) > articles(h.Told) }) {
		return c, false
	}
	for i := range all {
		o := &all[i]
		if o.Person.ID == h.Person.ID && o.Role.ID != h.Role.ID && near(o, h) && articles(o.Told) > articles(h.Told) && !shareArticle(o.Told, h.Told) {
			c.Sides = append(c.Sides, Side{Value: schema.Value{Entity: o.Role}, Told: o.Told})
		}
	}
	slices.SortStableFunc(c.Sides, func(a, b Side) int {
		return cmp.Or(compareTold(a.Told[0], b.Told[0]), cmp.Compare(Value(a.Value), Value(b.Value)))
	})
	return c, len(c.Sides) > 1
}

// near reports whether two holdings are less than a month apart.
func near(a, b *Holding) bool {
	const month = 31
	return !a.From.IsZero() && !b.From.IsZero() &&
		apart(schema.Interval{Start: a.From, End: a.To}, schema.Interval{Start: b.From, End: b.To}) <= month
}

// articles returns how many articles tell something.
func articles(told []Told) int {
	seen := map[schema.SourceID]bool{}
	for _, t := range told {
		seen[t.Article.ID] = true
	}
	return len(seen)
}

// shareArticle reports whether one article gives both posts: they are two that
// one person holds.
func shareArticle(a, b []Told) bool {
	return slices.ContainsFunc(a, func(t Told) bool {
		return slices.ContainsFunc(b, func(o Told) bool { return o.Article.ID == t.Article.ID })
	})
}

// overlap reports whether two holdings share more than the day of a succession.
func overlap(a, b *Holding) bool {
	return a.From.Compare(b.To) < 0 && b.From.Compare(a.To) < 0 || a.From == b.From && a.To == b.To
}

// slug returns the part of a post's ID that the model knows it by.
func slug(role *schema.Entity) string {
	const path = "role/"
	if len(role.ID) > len(path) {
		return role.ID[len(path):]
	}
	return role.ID
}
