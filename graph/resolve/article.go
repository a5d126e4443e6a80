package resolve

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// Version is raised with every change that may resolve an article otherwise: a
// store that was resolved by another must be built anew.
const Version = 8

// A Resolver decides which entities of articles are one.
type Resolver struct {
	model    *schema.Model
	matcher  *name.Matcher
	entities kind
	events   kind
	cache    [2]*Cache
}

// New returns a resolver. Names are compared by the matcher.
func New(m *schema.Model, matcher *name.Matcher) *Resolver {
	return &Resolver{m, matcher, entityKind(matcher), eventKind(matcher), [2]*Cache{NewCache(), NewCache()}}
}

// Beside returns a resolver that decides the same and can be used at the same time.
func (r *Resolver) Beside() *Resolver {
	return &Resolver{r.model, r.matcher, r.entities, r.events, [2]*Cache{NewCache(), NewCache()}}
}

// Entities returns the index of all entities but events.
func (r *Resolver) Entities(records Records) *Index {
	return &Index{kind: r.entities, records: records, cache: r.cache[0]}
}

// Events returns the index of events.
func (r *Resolver) Events(records Records) *Index {
	return &Index{kind: r.events, records: records, cache: r.cache[1]}
}

// EntityNodes returns the signatures of an article's entities, by the IDs that
// [Entities] gave them. Events have none here; nor has what belongs to its
// article, "the ministry", unless people decided on it. A post is named by the
// model or by itself.
func (r *Resolver) EntityNodes(x *schema.Extraction, judged Judged) (map[string]Signature, error) {
	forms := map[string]*entityForm{}
	local := &resolver{m: r.model, x: x}
	local.each(func(n *schema.Entity, _ *schema.Value) {
		def := r.model.Entity(n.Type)
		if def == nil || n.Type == "Event" || n.Type == "Role" || forms[n.ID] != nil {
			return
		}
		f := &entityForm{Type: n.Type, Path: def.Path, Known: n.Known, Names: namesOf(n), Bare: !local.shared(n.ID)}
		if !f.Bare || len(judged[n.ID]) > 0 {
			forms[n.ID] = f
		}
	})
	context(r.model, x, forms)
	out := map[string]Signature{}
	for id, f := range forms {
		f.judgedForm = judged.form(x.Source.ID, id)
		f.Posts, f.Organizations, f.Countries = sortedOnce(f.Posts), sortedOnce(f.Organizations), sortedOnce(f.Countries)
		data, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		out[id] = Signature(data)
	}
	return out, nil
}

// namesOf returns the names by which an entity is compared: the whole ones if
// there are any.
func namesOf(n *schema.Entity) []labelForm {
	var names []labelForm
	for i, text := range append([]string{n.Name}, n.Aliases...) {
		l := labelForm{Text: text, Part: isPart(n.Type, text)}
		if i == 0 {
			l.Language = n.Language
		}
		names = append(names, l)
	}
	if whole := slices.DeleteFunc(slices.Clone(names), func(l labelForm) bool { return l.Part }); len(whole) > 0 {
		names = whole
	}
	slices.SortFunc(names, func(a, b labelForm) int {
		return slices.Compare([]string{a.Text, a.Language}, []string{b.Text, b.Language})
	})
	return slices.Compact(names)
}

func sortedOnce(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// context adds what the article says of people and agreements: posts with their
// bodies, and parties. What is denied, only possible or rejected says nothing.
func context(m *schema.Model, x *schema.Extraction, forms map[string]*entityForm) {
	for i := range x.Claims {
		c := &x.Claims[i]
		if !c.Holds() {
			continue
		}
		for _, about := range contexts[c.Type] {
			for _, v := range c.Args[about.of] {
				if v.Entity == nil || forms[v.Entity.ID] == nil || forms[v.Entity.ID].Known != "" || about.only != "" && v.Entity.Type != about.only {
					continue
				}
				f := forms[v.Entity.ID]
				for _, p := range c.Args[about.post] {
					f.Posts = append(f.Posts, postName(m, p))
				}
				for _, o := range c.Args[about.body] {
					f.body(o)
				}
				for _, v := range c.Args[about.time] {
					f.years(v.Time)
				}
			}
		}
	}
}

// A contextOf names the arguments that tell of an entity, of one type only if it
// is set, where it belongs.
type contextOf struct {
	of, post, body, time schema.ArgName
	only                 schema.EntityType
}

// contexts are by claim type. Those who negotiate an agreement are its parties.
var contexts = map[schema.ClaimType][]contextOf{
	"role":              {{of: "person", post: "role", body: "organization"}},
	"appointment":       {{of: "person", post: "role", body: "organization"}},
	"agreement":         {{of: "self", body: "party", time: "time", only: "Agreement"}},
	"negotiation_round": {{of: "about", body: "participant", only: "Agreement"}},
}

func postName(m *schema.Model, v schema.Value) string {
	if v.Entity == nil {
		return v.Text
	}
	post := strings.TrimPrefix(v.Entity.ID, "role/")
	if m.RoleDef(post) != nil {
		return post
	}
	return v.Entity.Name
}

// body adds where the entity belongs, by the gazetteer's key or else by name.
func (f *entityForm) body(v schema.Value) {
	if v.Entity == nil {
		return
	}
	key := v.Entity.Known
	if key == "" {
		key = v.Entity.Name
	}
	if v.Entity.Type == "Country" {
		f.Countries = append(f.Countries, key)
	} else {
		f.Organizations = append(f.Organizations, key)
	}
}

// years widens the time that the article tells of the entity.
func (f *entityForm) years(t schema.Interval) {
	from, to := t.Bounds()
	if from.IsZero() {
		return
	}
	if f.First == "" || from.String() < f.First {
		f.First = from.String()
	}
	if to.String() > f.Last {
		f.Last = to.String()
	}
}

// Clone returns a copy of x whose values can be changed.
func Clone(x *schema.Extraction) *schema.Extraction {
	c := &schema.Extraction{Source: x.Source, Claims: slices.Clone(x.Claims)}
	c.Normalize()
	for i := range c.Claims {
		if s := c.Claims[i].Speaker; s != nil {
			speaker := *s
			c.Claims[i].Speaker = &speaker
		}
	}
	return c
}

// Judged are the decisions of people on one article, by the nodes' IDs: for each
// decision, by its ID, whether it says that the nodes that it names are one.
type Judged map[string]map[string]bool

func (j Judged) form(article schema.SourceID, local string) judgedForm {
	if len(j[local]) == 0 {
		return judgedForm{}
	}
	return judgedForm{Node: string(article) + " " + local, Judged: j[local]}
}

// Apply gives every entity of x the ID that it is assigned, by the ID that
// [Entities] gave it, and makes the entities of one ID one. It changes the
// claims' values, not the entities that they pointed to.
func Apply(m *schema.Model, x *schema.Extraction, assigned map[string]Assigned) {
	r := &resolver{m: m, x: x, ids: map[*schema.Entity]string{}}
	r.each(func(n *schema.Entity, _ *schema.Value) {
		r.ids[n] = n.ID
		if a, ok := assigned[n.ID]; ok {
			r.ids[n] = a.ID
		}
	})
	r.unite()
}

// Aliases returns the IRIs that the names in an article imply for its entities,
// beside the ones that these are assigned: from the alias to the entities.
// Namesakes have no part in each other's names, but in those of their mentions.
func (r *Resolver) Aliases(x *schema.Extraction, assigned map[string]Assigned, signatures map[string]Signature) (map[string][]string, error) {
	out := map[string]map[string]bool{}
	add := func(path, id string) {
		if path == id {
			return
		}
		if out[path] == nil {
			out[path] = map[string]bool{}
		}
		out[path][id] = true
	}
	local := &resolver{m: r.model, x: x}
	seen := map[string]bool{}
	var err error
	local.each(func(n *schema.Entity, _ *schema.Value) {
		a, ok := assigned[n.ID]
		if seen[n.ID] || !ok {
			return
		}
		seen[n.ID] = true
		ix := &Index{kind: r.entities, cache: r.cache[0]}
		if n.Type == "Event" {
			ix = &Index{kind: r.events, cache: r.cache[1]}
		}
		p, parseErr := ix.parse(signatures[n.ID].ID(), signatures[n.ID])
		if parseErr != nil {
			err = parseErr
			return
		}
		for _, i := range p.implies() {
			add(i.path, a.ID)
			if a.Shared != "" && i.candidate {
				add(Hashed(i.path, Node{x.Source.ID, n.ID}), a.ID)
			}
		}
		if a.Shared != "" {
			add(Hashed(a.Shared, Node{x.Source.ID, n.ID}), a.ID)
		}
		if n.Type == "Event" {
			return
		}
		for i, text := range append([]string{n.Name}, n.Aliases...) {
			language := ""
			if i == 0 {
				language = n.Language
			}
			add(p.path(text, language), a.ID)
		}
	})
	sorted := map[string][]string{}
	for path, ids := range out {
		sorted[path] = slices.Sorted(maps.Keys(ids))
	}
	return sorted, err
}
