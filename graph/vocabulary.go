package graph

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// Vocabulary writes the model as quads of the schema graph, sorted: classes and
// properties with their labels and the words of standard vocabularies that they
// narrow, claim types with their arguments, and the posts known by name.
func Vocabulary(m *schema.Model, base Base) []quad.Quad {
	v := &vocabulary{m: m, b: base, graph: base.SchemaGraph()}
	for t, d := range m.Entities {
		v.term(base.Term(string(t)), rdfsClass, rdfsSubClassOf, d.Is, d.Labels)
	}
	for n, t := range m.Classes {
		v.term(base.Term(n), rdfsClass, rdfsSubClassOf, t.Is, t.Labels)
	}
	for n, t := range m.Properties {
		v.term(base.Term(n), rdfProperty, rdfsSubPropertyOf, t.Is, t.Labels)
	}
	for n, labels := range m.Arguments {
		v.argument(n, labels)
	}
	for _, via := range [...]schema.Via{"", schema.ViaCoreference, schema.ViaDateline, schema.ViaMetadata} {
		v.narrows(speakerPairing(base, via), "pairs")
	}
	for t, d := range m.Claims {
		v.claimType(t, d)
	}
	for _, r := range m.Roles() {
		iri := base.Entity("role/" + r.Slug)
		v.add(iri, rdfType, base.Term("Role"))
		v.labels(iri, r.Labels)
		v.narrows(iri, "holdsPostIn")
	}
	return sorted(v.quads)
}

type vocabulary struct {
	m     *schema.Model
	b     Base
	graph quad.IRI
	quads []quad.Quad
}

func (v *vocabulary) add(s, p quad.IRI, o quad.Value) {
	v.quads = append(v.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: v.graph})
}

func (v *vocabulary) labels(s quad.IRI, labels schema.Labels) {
	for _, lang := range slices.Sorted(maps.Keys(labels)) {
		v.add(s, rdfsLabel, nameTerm(labels[lang], lang))
	}
}

func (v *vocabulary) term(s, kind, narrows quad.IRI, is []string, labels schema.Labels) {
	v.add(s, rdfType, kind)
	v.labels(s, labels)
	for _, up := range is {
		if iri, standard := v.m.StandardIRI(up); standard {
			v.add(s, narrows, quad.IRI(iri))
		} else {
			v.add(s, narrows, v.b.Term(up))
		}
	}
}

// narrows declares a property by the one of ours that it narrows.
func (v *vocabulary) narrows(s quad.IRI, property string) {
	v.add(s, rdfType, rdfProperty)
	v.add(s, rdfsSubPropertyOf, v.b.Term(property))
}

// argument declares the predicates that an argument's name stands in.
func (v *vocabulary) argument(n schema.ArgName, labels schema.Labels) {
	v.labels(v.b.Arg(n), labels)
	v.narrows(v.b.Arg(n), "argument")
	v.narrows(v.b.Via(n), "via")
	v.narrows(inferredPairing(v.b, n), "inferred")
	for _, via := range [...]schema.Via{"", schema.ViaCoreference, schema.ViaDateline, schema.ViaMetadata} {
		v.narrows(pairing(v.b, via, n), "pairs")
	}
}

func (v *vocabulary) claimType(t schema.ClaimType, d *schema.ClaimDef) {
	iri := v.b.ClaimType(t)
	v.add(iri, rdfType, v.b.Term("ClaimType"))
	v.labels(iri, d.Labels)
	if d.Doc != "" {
		v.add(iri, rdfsComment, nameTerm(d.Doc, "en"))
	}
	for _, a := range d.Args {
		v.add(iri, v.b.Term("hasArgument"), v.b.Arg(a.Name))
	}
}
