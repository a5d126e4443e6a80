package graph

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// Datatypes and properties of others that we write.
const (
	rdfType           = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	rdfProperty       = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")
	rdfsClass         = quad.IRI("http://www.w3.org/2000/01/rdf-schema#Class")
	rdfsLabel         = quad.IRI("http://www.w3.org/2000/01/rdf-schema#label")
	rdfsComment       = quad.IRI("http://www.w3.org/2000/01/rdf-schema#comment")
	rdfsSubClassOf    = quad.IRI("http://www.w3.org/2000/01/rdf-schema#subClassOf")
	rdfsSubPropertyOf = quad.IRI("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")

	xsdYear      = quad.IRI(xsd + "gYear")
	xsdYearMonth = quad.IRI(xsd + "gYearMonth")
	xsdDate      = quad.IRI(xsd + "date")
	xsdDecimal   = quad.IRI(xsd + "decimal")
	// An interval has no XML Schema datatype; EDTF writes it as ISO 8601 does.
	edtf = quad.IRI("http://id.loc.gov/datatypes/edtf/EDTF")
)

// dateTerm returns a date with the datatype of its precision.
func dateTerm(d schema.Date) quad.Value {
	t := xsdDate
	switch d.Precision() {
	case schema.Year:
		t = xsdYear
	case schema.Month:
		t = xsdYearMonth
	}
	return quad.TypedString{Value: quad.String(d.String()), Type: t}
}

func timeTerm(i schema.Interval) quad.Value {
	if i.End.IsZero() {
		return dateTerm(i.Start)
	}
	return quad.TypedString{Value: quad.String(i.String()), Type: edtf}
}

// yearTerm returns the year that i lies in, or nil if it spans several.
func yearTerm(i schema.Interval) quad.Value {
	first, last := i.Bounds()
	if first.IsZero() || first.Year != last.Year {
		return nil
	}
	return dateTerm(schema.Date{Year: first.Year})
}

// numberTerm returns a decimal in canonical form: an integer that fits as a
// [quad.Int], so that queries can compare it.
func numberTerm(n string) quad.Value {
	if strings.Contains(n, ".") {
		return quad.TypedString{Value: quad.String(n), Type: xsdDecimal}
	}
	if i, err := strconv.ParseInt(n, 10, 64); err == nil {
		return quad.Int(i)
	}
	return quad.TypedString{Value: quad.String(n), Type: xsdInteger}
}

// nameTerm returns a name in its language, if it has one.
func nameTerm(name, language string) quad.Value {
	if language == "" {
		return quad.String(name)
	}
	return quad.LangString{Value: quad.String(name), Lang: language}
}

// valueTerm returns the object that stands for v.
func valueTerm(b Base, v schema.Value) quad.Value {
	switch v.Type() {
	case schema.DateType:
		return timeTerm(v.Time)
	case schema.NumberType:
		return numberTerm(v.Number)
	case schema.TextType:
		return quad.String(v.Text)
	}
	return b.Entity(v.Entity.ID)
}

// readLiteral is the inverse of valueTerm for what is no entity.
func readLiteral(t quad.Value) (schema.Value, error) {
	switch t := t.(type) {
	case quad.String:
		return schema.Value{Text: string(t)}, nil
	case quad.Int:
		return schema.Value{Number: strconv.FormatInt(int64(t), 10)}, nil
	case quad.TypedString:
		switch t.Type {
		case xsdDecimal, xsdInteger:
			return schema.Value{Number: string(t.Value)}, nil
		case xsdYear, xsdYearMonth, xsdDate, edtf:
			i, err := schema.ParseInterval(string(t.Value))
			return schema.Value{Time: i}, err
		}
	}
	return schema.Value{}, fmt.Errorf("%s is no value that a claim can have", quad.StringOf(t))
}

// readInt reads an integer, whether it was kept as a number or as text.
func readInt(t quad.Value) (int, bool) {
	switch t := t.(type) {
	case quad.Int:
		return int(t), true
	case quad.TypedString:
		n, err := strconv.Atoi(string(t.Value))
		return n, err == nil && t.Type == xsdInteger
	}
	return 0, false
}

// readText returns the text of a literal, whatever its language or datatype.
func readText(t quad.Value) string {
	switch t := t.(type) {
	case quad.String:
		return string(t)
	case quad.LangString:
		return string(t.Value)
	case quad.TypedString:
		return string(t.Value)
	}
	return ""
}

// readDate reads a date of whatever precision.
func readDate(t quad.Value) (schema.Date, error) {
	v, err := readLiteral(t)
	if err != nil {
		return schema.Date{}, err
	}
	if v.Time.IsZero() || !v.Time.End.IsZero() {
		return schema.Date{}, fmt.Errorf("%s is no date", quad.StringOf(t))
	}
	return v.Time.Start, nil
}

// validTerm reports what keeps v from being written as N-Quads.
func validTerm(v quad.Value) error {
	switch v := v.(type) {
	case quad.IRI:
		if !validIRI(string(v)) {
			return fmt.Errorf("IRI %q holds a character that an IRI must not", string(v))
		}
	case quad.LangString:
		if !validLanguage(v.Lang) {
			return fmt.Errorf("%q is no language tag", v.Lang)
		}
	}
	if s := readText(v); !utf8.ValidString(s) {
		return fmt.Errorf("%q is not UTF-8", s)
	}
	return nil
}

// validLanguage reports whether N-Quads allows the tag: letters, then parts of
// letters and digits after hyphens.
func validLanguage(tag string) bool {
	for i, part := range strings.Split(tag, "-") {
		if part == "" || strings.ContainsFunc(part, func(r rune) bool {
			letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
			return !letter && (i == 0 || r < '0' || r > '9')
		}) {
			return false
		}
	}
	return true
}
