package resolve

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/graph/resolve/name"
	"claimgraph/graph/resolve/slug"
	"claimgraph/schema"
)

// An entityForm is the JSON that an entity's signature is.
type entityForm struct {
	Type  schema.EntityType `json:"type"`
	Path  string            `json:"path"` // of its type
	Names []labelForm       `json:"names"`
	Known string            `json:"known,omitempty"`
	// Bare is set for what only people can say is one with others.
	Bare bool `json:"bare,omitempty"`
	// Context is what the article says of the entity where its names leave room.
	Posts         []string `json:"posts,omitempty"`
	Organizations []string `json:"orgs,omitempty"`
	Countries     []string `json:"countries,omitempty"`
	// First and Last are the days that bound the time it is of.
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"`
	judgedForm
}

type labelForm struct {
	Text     string `json:"text"`
	Language string `json:"lang,omitempty"`
	// Part is set for a form that is not the whole name, such as a surname.
	Part bool `json:"part,omitempty"`
}

// judgedForm is set for a node that people have decided on: it is not one with
// others of the same names, and knows what was decided.
type judgedForm struct {
	Node string `json:"node,omitempty"`
	// Judged tells for each entry of the journal whether it says that the nodes
	// that it names are one.
	Judged map[string]bool `json:"judged,omitempty"`
}

// decided returns what people decided on a pair, if they did.
func (j judgedForm) decided(o judgedForm) (name.Decision, bool) {
	for id, one := range j.Judged {
		if other, both := o.Judged[id]; both && one == other {
			if one {
				return name.Decision{Verdict: name.Match, Score: judgedScore, Reasons: []string{"judged to be one"}}, true
			}
			return name.Decision{Verdict: name.Different, Reasons: []string{"judged to be two"}}, true
		}
	}
	return name.Decision{}, false
}

func (j judgedForm) keys() (keys []string) {
	for _, id := range slices.Sorted(maps.Keys(j.Judged)) {
		keys = append(keys, "judged "+id)
	}
	return keys
}

// A parsedEntity is an entity's signature, read.
type parsedEntity struct {
	form   entityForm
	name   *name.Parsed // nil if names are only compared by what they imply
	shared []string
	given  string // the gazetteer's IRI, or ""
	iris   []implied
	called []label
}

func (p *parsedEntity) keys() []string { return p.shared }

func (p *parsedEntity) fixed() string { return p.given }

func (p *parsedEntity) implies() []implied { return p.iris }

func (p *parsedEntity) path(name, language string) string {
	return p.form.Path + "/" + slug.Of(name, language)
}

func (p *parsedEntity) labels() []label { return p.called }

// cell is the names: what else is said of the entity may differ.
func (p *parsedEntity) cell() string {
	cell := p.form.Node + "\n" + p.form.Known
	for _, n := range p.form.Names {
		cell += "\n" + n.Language + " " + n.Text
	}
	return cell
}

// entityKind is how an index reads and compares entities.
func entityKind(m *name.Matcher) kind {
	return kind{
		name:    "entity",
		parse:   func(s Signature) (parsed, error) { return parseEntity(m, s) },
		compare: func(a, b parsed) name.Decision { return compareEntities(a.(*parsedEntity), b.(*parsedEntity)) },
		mostCut: mostCut,
	}
}

func parseEntity(m *name.Matcher, s Signature) (parsed, error) {
	p := &parsedEntity{}
	if err := json.Unmarshal([]byte(s), &p.form); err != nil {
		return nil, fmt.Errorf("signature %s: %w", s, err)
	}
	p.shared = p.form.judgedForm.keys()
	if p.form.Known != "" {
		p.given = knownPath(p.form.Path, p.form.Known)
		p.shared = append(p.shared, "known "+p.given)
	}
	for _, n := range p.form.Names {
		path := p.path(n.Text, n.Language)
		p.iris = append(p.iris, implied{path: path, candidate: !n.Part && !p.form.Bare})
		if !n.Part && n.Language != "" {
			p.called = append(p.called, label{n.Language, n.Text, path})
		}
	}
	if p.form.Bare {
		return p, nil
	}
	if !byMatcher[p.form.Type] {
		for _, i := range p.iris {
			p.shared = append(p.shared, "path "+i.path)
		}
		return p, nil
	}
	p.name = m.Parse(p.form.mention())
	p.shared = append(p.shared, p.name.Keys()...)
	return p, nil
}

// byMatcher are the types whose names are compared; others are one if their
// names imply one IRI.
var byMatcher = map[schema.EntityType]bool{
	"Person": true, "Organization": true, "Country": true, "City": true, "Region": true, "Place": true, "Agreement": true,
}

func (f *entityForm) mention() name.Mention {
	m := name.Mention{Type: f.Type, Known: f.Known, Context: name.Context{Posts: f.Posts, Organizations: f.Organizations, Countries: f.Countries}}
	m.Context.First, _ = schema.ParseDate(f.First) // zero if there is none
	m.Context.Last, _ = schema.ParseDate(f.Last)
	whole := slices.ContainsFunc(f.Names, func(n labelForm) bool { return !n.Part })
	for _, n := range f.Names {
		if !n.Part || !whole {
			m.Names = append(m.Names, name.Label{Text: n.Text, Language: n.Language})
		}
	}
	return m
}

func compareEntities(a, b *parsedEntity) name.Decision {
	if d, ok := a.form.decided(b.form.judgedForm); ok {
		return d
	}
	fa, fb := a.fixed(), b.fixed()
	switch {
	case a.form.Type != b.form.Type:
		return name.Decision{Verdict: name.Unrelated, Reasons: []string{"their types differ"}}
	case fa != "" && fa == fb:
		return name.Decision{Verdict: name.Match, Score: 1, Reasons: []string{"the gazetteer knows both as " + a.form.Known}}
	case fa != "" && fb != "":
		return name.Decision{Verdict: name.Different, Reasons: []string{"the gazetteer knows them apart"}}
	case a.form.Bare || b.form.Bare:
		return name.Decision{Verdict: name.Unrelated, Reasons: []string{"one is known by nothing but its kind"}}
	case a.name != nil:
		return name.Compare(a.name, b.name)
	}
	for _, i := range a.implies() {
		if slices.ContainsFunc(b.implies(), func(o implied) bool { return o.path == i.path }) {
			return name.Decision{Verdict: name.Match, Score: 1, Reasons: []string{"the names are equal"}}
		}
	}
	return name.Decision{Verdict: name.Unrelated, Reasons: []string{"the names differ"}}
}

// knownPath returns the IRI that the gazetteer's key gives.
func knownPath(path, key string) string {
	return path + "/" + slug.Of(strings.TrimPrefix(key, path+"/"), "en")
}

// isPart reports whether a name of a person is but a part of it: one word, or
// one with initials.
func isPart(t schema.EntityType, text string) bool {
	if t != "Person" {
		return false
	}
	words := strings.Fields(schema.FoldName(text))
	return len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 })
}
