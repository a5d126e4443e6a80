// Package resolve decides which things that articles name are one. In go the
// entities of articles with their names and what is said of them; out comes an ID
// for each, the path of its IRI below the base.
//
// [Entities] does so within one article. Across articles an [Index] of all
// entities, and then one of all events, keeps which of them are one: nodes of
// articles go in, each with a [Signature] that holds all that decisions look at,
// and out comes what each is assigned. A decision depends on the two signatures
// alone, so that what an index holds is a function of the nodes in it, whatever
// the order in which they came.
package resolve

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"claimgraph/graph/resolve/slug"
	"claimgraph/schema"
)

// Entities gives every entity of x its ID and makes the entities of one ID one
// [schema.Entity], with the names of all of them. It changes the claims' values,
// not the entities that they pointed to.
//
// An entity is known by its gazetteer key, else by its type and name: a person
// is "person/alibek-bakayev" in whatever script. A post is known by the name
// that the model gives it, else by its own. The ID of an event, like that of an
// agreement or a body that is only called "the agreement" or "the ministry",
// holds the article's: "event/<article>/...".
//
// An entity of a type that the model lacks gets no ID.
func Entities(m *schema.Model, x *schema.Extraction) {
	r := &resolver{m: m, x: x, ids: map[*schema.Entity]string{}}
	r.each(func(n *schema.Entity, _ *schema.Value) {
		if n.Type != "Event" {
			r.ids[n] = r.id(n)
		}
	})
	r.events()
	r.unite()
}

type resolver struct {
	m   *schema.Model
	x   *schema.Extraction
	ids map[*schema.Entity]string
}

// each calls visit for every entity of x, with its value unless it is the
// outlet or a source.
func (r *resolver) each(visit func(*schema.Entity, *schema.Value)) {
	for i := range r.x.Claims {
		c := &r.x.Claims[i]
		for _, name := range slices.Sorted(maps.Keys(c.Args)) {
			for j := range c.Args[name] {
				if v := &c.Args[name][j]; v.Entity != nil {
					visit(v.Entity, v)
				}
			}
		}
		if c.Speaker != nil && c.Speaker.Entity != nil {
			visit(c.Speaker.Entity, c.Speaker)
		}
		if c.Outlet != nil {
			visit(c.Outlet, nil)
		}
		for _, n := range c.Cites {
			if n != nil {
				visit(n, nil)
			}
		}
	}
}

// id returns the ID of an entity that is no event.
func (r *resolver) id(n *schema.Entity) string {
	def := r.m.Entity(n.Type)
	if def == nil {
		return ""
	}
	if id := known(def, n); id != "" {
		return id
	}
	if n.Type == "Role" {
		for _, name := range append([]string{n.Name}, n.Aliases...) {
			if post, ok := r.m.Role(name); ok {
				return def.Path + "/" + post
			}
		}
	}
	name := slug.Of(n.Name, n.Language)
	if r.isBare(n) {
		return r.bound(def, name)
	}
	return def.Path + "/" + name
}

// known returns the ID that the gazetteer's key gives, or "".
func known(def *schema.EntityDef, n *schema.Entity) string {
	if n.Known == "" {
		return ""
	}
	key := strings.TrimPrefix(n.Known, def.Path+"/")
	return def.Path + "/" + slug.Of(key, "en")
}

// bound returns an ID that holds the article's.
func (r *resolver) bound(def *schema.EntityDef, name string) string {
	return fmt.Sprintf("%s/%s/%s", def.Path, r.x.Source.ID, name)
}

// shared reports whether an ID is the same in all articles.
func (r *resolver) shared(id string) bool {
	return id != "" && !strings.Contains(id, "/"+string(r.x.Source.ID)+"/")
}

//go:embed bare.txt
var bareText string

var bare = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(bareText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			words[schema.FoldName(w)] = true
		}
	}
	return words
})

// isBare reports whether a name tells the thing from no other of its type: it
// holds none but words of bare.txt, and for a body what it is for ("министерство
// финансов", of which country?); or is one word of an agreement that is no
// abbreviation.
func (r *resolver) isBare(n *schema.Entity) bool {
	words := strings.Fields(schema.FoldName(n.Name))
	switch n.Type {
	case "Agreement":
		if len(words) == 1 && strings.ContainsFunc(n.Name, unicode.IsLower) {
			return true
		}
	case "Organization":
		if r.isPortfolio(words) {
			return true
		}
	default:
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !bare()[w] })
}

// isPortfolio reports whether between bare words stands what bodies are for.
func (r *resolver) isPortfolio(words []string) bool {
	first, last := 0, len(words)
	for first < last && bare()[words[first]] {
		first++
	}
	for last > first && bare()[words[last-1]] {
		last--
	}
	return last-first < len(words) && r.m.Portfolio(strings.Join(words[first:last], " "))
}

// An event is all values of an article that name one event: they stand at the
// same place or are the same entity already.
type event struct {
	names  []*schema.Entity
	claims []*schema.Claim // that are about it
	at     []schema.Span   // where it is named
}

// events gives events their IDs.
func (r *resolver) events() {
	def := r.m.Entity("Event")
	if def == nil {
		return
	}
	for _, ev := range r.gather() {
		id := r.eventID(def, ev)
		for _, n := range ev.names {
			r.ids[n] = id
		}
	}
}

// gather joins the values that name one event, in order of first appearance.
func (r *resolver) gather() []*event {
	var all []*event
	byName, bySpan := map[*schema.Entity]*event{}, map[schema.Span]*event{}
	r.each(func(n *schema.Entity, v *schema.Value) {
		if n.Type != "Event" {
			return
		}
		ev := byName[n]
		if v != nil && !v.Mention.Span.IsZero() {
			at := bySpan[v.Mention.Span]
			switch {
			case ev == nil:
				ev = at
			case at != nil && at != ev: // two that turn out to be one
				ev.names = append(ev.names, at.names...)
				for _, other := range at.names {
					byName[other] = ev
				}
				for s, e := range bySpan {
					if e == at {
						bySpan[s] = ev
					}
				}
				at.names = nil
			}
		}
		if ev == nil {
			ev = &event{}
			all = append(all, ev)
		}
		if byName[n] == nil {
			ev.names = append(ev.names, n)
		}
		byName[n] = ev
		if v != nil && !v.Mention.Span.IsZero() {
			bySpan[v.Mention.Span] = ev
		}
	})
	for i := range r.x.Claims {
		c := &r.x.Claims[i]
		for _, v := range c.Args[schema.Self] {
			if ev := byName[v.Entity]; ev != nil {
				ev.claims = append(ev.claims, c)
			}
		}
	}
	for at, ev := range bySpan {
		ev.at = append(ev.at, at)
	}
	standIn(all)
	return slices.DeleteFunc(all, func(ev *event) bool { return len(ev.names) == 0 })
}

// standIn makes an event of which nothing is told but its kind, "the summit", one
// with the last summit before it that claims are about.
func standIn(all []*event) {
	for _, ev := range all {
		if len(ev.claims) > 0 || len(ev.names) == 0 || len(ev.at) == 0 || ev.names[0].Known != "" {
			continue
		}
		word := schema.FoldName(ev.names[0].Name)
		if word == "" || strings.Contains(word, " ") {
			continue
		}
		here := slices.MinFunc(ev.at, schema.Span.Compare)
		var last *event
		var lastAt schema.Span
		for _, o := range all {
			if o == ev || len(o.claims) == 0 || !o.isA(word) {
				continue
			}
			for _, at := range o.at {
				if at.Start < here.Start && (last == nil || at.Start > lastAt.Start) {
					last, lastAt = o, at
				}
			}
		}
		if last != nil {
			last.names = append(last.names, ev.names...)
			ev.names = nil
		}
	}
}

// isA reports whether a name of the event has a form of the word: but for an
// ending they are the same.
func (ev *event) isA(word string) bool {
	stem := []rune(word)
	stem = stem[:max(min(len(stem), 4), len(stem)-2)]
	return slices.ContainsFunc(ev.names, func(n *schema.Entity) bool {
		return slices.ContainsFunc(strings.Fields(schema.FoldName(n.Name)), func(w string) bool {
			return strings.HasPrefix(w, string(stem)) && len([]rune(w)) <= len([]rune(word))+4
		})
	})
}

// eventID returns the gazetteer's ID, else one made from the least of the claims
// about the event, else from its name.
func (r *resolver) eventID(def *schema.EntityDef, ev *event) string {
	for _, n := range ev.names {
		if id := known(def, n); id != "" {
			return id
		}
	}
	var own []string
	for _, c := range ev.claims {
		kind := strings.ReplaceAll(string(c.Type), "_", "-")
		id := c.ID
		if id == "" {
			id = r.m.ClaimID(c, r.x.Source.TextHash)
		}
		_, hash, _ := strings.Cut(string(id), "/")
		own = append(own, r.bound(def, kind+"-"+hash))
	}
	if len(own) > 0 {
		return slices.Min(own)
	}
	n := slices.MinFunc(ev.names, func(a, b *schema.Entity) int { return strings.Compare(a.Name, b.Name) })
	return r.bound(def, slug.Of(n.Name, n.Language))
}

// unite makes the entities of one ID one, and has all values point to it.
func (r *resolver) unite() {
	mentions := map[string][]naming{}
	r.each(func(n *schema.Entity, v *schema.Value) {
		if id := r.ids[n]; id != "" {
			at := schema.Span{}
			if v != nil {
				at = v.Mention.Span
			}
			mentions[id] = append(mentions[id], naming{n, at})
		}
	})
	one := map[string]*schema.Entity{}
	for id, ns := range mentions {
		one[id] = united(id, ns)
	}
	point := func(n *schema.Entity) *schema.Entity {
		if n != nil && one[r.ids[n]] != nil {
			return one[r.ids[n]]
		}
		return n
	}
	for i := range r.x.Claims {
		c := &r.x.Claims[i]
		for _, vs := range c.Args {
			for j := range vs {
				own := vs[j].Entity
				vs[j].Entity = point(own)
				if own != nil && own.Type == "Role" && own.Name != vs[j].Entity.Name && vs[j].Called == "" {
					vs[j].Called = own.Name // a post has the words of whoever tells it: глава, лидер
				}
			}
		}
		if c.Speaker != nil {
			c.Speaker.Entity = point(c.Speaker.Entity)
		}
		c.Outlet = point(c.Outlet)
		for j := range c.Cites {
			c.Cites[j] = point(c.Cites[j])
		}
	}
}

// A naming is an entity as one value has it, and where.
type naming struct {
	entity *schema.Entity
	at     schema.Span
}

// united returns one entity with all names. Its canonical name is that of one
// the gazetteer knows, else of the first that the article mentions.
func united(id string, ns []naming) *schema.Entity {
	first := slices.MinFunc(ns, func(a, b naming) int {
		return cmp.Or(later(a.entity.Known == "", b.entity.Known == ""), later(a.at.IsZero(), b.at.IsZero()),
			a.at.Compare(b.at), strings.Compare(a.entity.Name, b.entity.Name), strings.Compare(a.entity.Language, b.entity.Language))
	}).entity
	names := map[string]bool{}
	for _, n := range ns {
		names[n.entity.Name] = true
		for _, a := range n.entity.Aliases {
			names[a] = true
		}
	}
	delete(names, first.Name)
	delete(names, "")
	out := &schema.Entity{ID: id, Type: first.Type, Name: first.Name, Language: first.Language, Known: first.Known}
	if len(names) > 0 {
		out.Aliases = slices.Sorted(maps.Keys(names))
	}
	return out
}

// later orders false before true.
func later(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
