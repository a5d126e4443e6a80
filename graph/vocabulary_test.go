package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

func TestTheVocabularyMapsEveryTermToAStandardOne(t *testing.T) {
	m, b := schema.Default(), Base(schema.DefaultBase)
	up := map[string][]string{}
	for _, q := range Vocabulary(m, b) {
		if q.Label != quad.Value(b.SchemaGraph()) {
			t.Fatalf("%v is not in the schema graph", q)
		}
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
			if _, blank := v.(quad.BNode); blank {
				t.Errorf("%v holds a blank node", q)
			}
		}
		s := string(q.Subject.(quad.IRI))
		up[s] = append(up[s], nil...)
		if q.Predicate == quad.Value(rdfsSubClassOf) || q.Predicate == quad.Value(rdfsSubPropertyOf) {
			up[s] = append(up[s], string(q.Object.(quad.IRI)))
		}
	}
	var standard func(iri string) bool
	standard = func(iri string) bool {
		return !strings.HasPrefix(iri, schema.DefaultBase) || slices.ContainsFunc(up[iri], standard)
	}
	for iri := range up {
		if !standard(iri) && !strings.HasPrefix(iri, schema.DefaultBase+"type/") {
			t.Errorf("%s leads to no standard vocabulary", iri)
		}
	}
}

// Whatever Encode writes, the schema graph says what it is.
func TestEveryPredicateAndClassThatIsEncodedIsDeclared(t *testing.T) {
	m, b := schema.Default(), Base(schema.DefaultBase)
	declared := map[quad.Value]bool{}
	for _, q := range Vocabulary(m, b) {
		declared[q.Subject] = true
	}
	for seed := range uint64(200) {
		g := newGenerator(seed)
		quads, err := Encode(m, b, g.extraction(), g.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range quads {
			words := []quad.Value{q.Predicate}
			if q.Predicate == quad.Value(rdfType) {
				words = append(words, q.Object)
			}
			for _, v := range words {
				s := string(v.(quad.IRI))
				if strings.HasPrefix(s, schema.DefaultBase) && !strings.HasPrefix(s, schema.DefaultBase+"role/") && !declared[v] {
					t.Errorf("%s is in %v, but declared nowhere", v, q)
				}
			}
		}
	}
}

func TestTheVocabularyHasLabelsInThreeLanguages(t *testing.T) {
	m, b := schema.Default(), Base(schema.DefaultBase)
	quads := Vocabulary(m, b)
	for iri, labels := range map[quad.IRI]map[string]string{
		b.Term("chairedBy"):    {"en": "chaired by", "ru": "под председательством", "kk": "төраға"},
		b.ClaimType("session"): {"en": "session", "ru": "заседание", "kk": "отырыс"},
		b.Arg("place"):         {"en": "place", "ru": "место", "kk": "орны"},
		b.Entity("role/deputy-minister-of-foreign-affairs"): {"en": "deputy minister of foreign affairs", "ru": "заместитель министра иностранных дел", "kk": "сыртқы істер министрінің орынбасары"},
	} {
		for lang, label := range labels {
			if !slices.Contains(quads, quad.Quad{Subject: iri, Predicate: rdfsLabel, Object: quad.LangString{Value: quad.String(label), Lang: lang}, Label: b.SchemaGraph()}) {
				t.Errorf("%s has no label %q in %s", iri, label, lang)
			}
		}
	}
}
