package export

import (
	"strconv"

	"github.com/cayleygraph/quad"
)

const (
	rdfType       = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfLangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
	xsdString     = "http://www.w3.org/2001/XMLSchema#string"
	xsdInteger    = "http://www.w3.org/2001/XMLSchema#integer"
)

// A term is a value taken apart: an IRI, or a literal's lexical form with its
// datatype, which every literal has in RDF, and its language, if it has one.
type term struct {
	value              string
	iri                bool
	datatype, language string
}

func termOf(v quad.Value) term {
	switch v := v.(type) {
	case quad.IRI:
		return term{value: string(v), iri: true}
	case quad.String:
		return term{value: string(v), datatype: xsdString}
	case quad.LangString:
		return term{value: string(v.Value), datatype: rdfLangString, language: v.Lang}
	case quad.TypedString:
		return term{value: string(v.Value), datatype: string(v.Type)}
	case quad.Int:
		return term{value: strconv.FormatInt(int64(v), 10), datatype: xsdInteger}
	}
	return term{value: quad.StringOf(v), datatype: xsdString} // a store holds no other
}
