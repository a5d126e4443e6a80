package graph

import (
	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// direct writes the quads that the model declares for the claim's type, if the
// claim's modality and status let it.
func (e *encoder) direct(c *schema.Claim, node quad.IRI) {
	def := e.m.Claim(c.Type)
	templates := def.Quads
	switch e.m.Writes(c) {
	case schema.WritesPlanned:
		templates = def.Planned
	case schema.WritesNothing:
		return
	}
	for i := range templates {
		if t := &templates[i]; t.Applies(c) {
			e.template(c, t, node)
		}
	}
}

// template writes t for every combination of its arguments' values.
func (e *encoder) template(c *schema.Claim, t *schema.Template, node quad.IRI) {
	objects := e.objects(c, t)
	for _, s := range c.Args[t.Subject] {
		if s.Entity == nil {
			continue // a subject that is only words has no IRI
		}
		for _, p := range e.predicates(c, t) {
			for _, o := range objects {
				e.add(e.b.Entity(s.Entity.ID), p, o, node)
			}
		}
	}
}

func (e *encoder) predicates(c *schema.Claim, t *schema.Template) []quad.IRI {
	if t.Predicate == "a" {
		return []quad.IRI{rdfType}
	}
	if t.Predicate != "" {
		return []quad.IRI{e.b.Term(t.Predicate)}
	}
	var out []quad.IRI
	for _, v := range c.Args[t.PredicateArg] {
		if v.Entity != nil {
			out = append(out, e.b.Entity(v.Entity.ID))
		}
	}
	return out
}

func (e *encoder) objects(c *schema.Claim, t *schema.Template) []quad.Value {
	if t.Class != "" {
		return []quad.Value{e.b.Term(t.Class)}
	}
	var out []quad.Value
	for _, v := range c.Args[t.Object] {
		if !t.Year {
			out = append(out, valueTerm(e.b, v))
		} else if y := yearTerm(v.Time); y != nil {
			out = append(out, y)
		}
	}
	return out
}
