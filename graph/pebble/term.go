package pebble

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Terms are kept as in N-Quads but without escapes: <iri>, _:label, "text",
// "text"@tag and "text"^^<iri>. Neither tag nor datatype can hold a quotation
// mark, so the last one ends the text. IRIs therefore sort as in N-Quads.

const xsd = "http://www.w3.org/2001/XMLSchema#"

const (
	xsdString   = quad.IRI(xsd + "string")
	xsdInteger  = quad.IRI(xsd + "integer")
	xsdDouble   = quad.IRI(xsd + "double")
	xsdBoolean  = quad.IRI(xsd + "boolean")
	xsdDateTime = quad.IRI(xsd + "dateTime")
)

var errNoTerm = errors.New("not a term")

// AppendTerm appends the term of v, which must not be nil, as the store keeps it:
// see [Terms].
func AppendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(append(b, '<'), v...), '>'), nil
	case quad.BNode:
		return append(append(b, "_:"...), v...), nil
	case quad.String:
		return append(append(append(b, '"'), v...), '"'), nil
	case quad.LangString:
		b = append(append(append(b, '"'), v.Value...), `"@`...)
		return append(b, v.Lang...), nil
	case quad.TypedString:
		return appendTyped(b, string(v.Value), v.Type), nil
	case quad.Int:
		b = strconv.AppendInt(append(b, '"'), int64(v), 10)
		return append(append(append(b, `"^^<`...), xsdInteger...), '>'), nil
	case quad.Float:
		return appendTyped(b, floatText(float64(v)), xsdDouble), nil
	case quad.Bool:
		return appendTyped(b, strconv.FormatBool(bool(v)), xsdBoolean), nil
	case quad.Time:
		return appendTyped(b, time.Time(v).Format(time.RFC3339Nano), xsdDateTime), nil
	}
	return b, fmt.Errorf("%w: a value of the Go type %T", errNoTerm, v)
}

// appendTyped writes an xsd:string as the plain text that it is, and datatypes
// that Cayley abbreviates in full, so that one term has one form.
func appendTyped(b []byte, text string, datatype quad.IRI) []byte {
	if name, short := strings.CutPrefix(string(datatype), "xsd:"); short {
		datatype = quad.IRI(xsd + name)
	}
	b = append(append(append(b, '"'), text...), '"')
	if datatype == "" || datatype == xsdString {
		return b
	}
	return append(append(append(b, "^^<"...), datatype...), '>')
}

func floatText(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	return strconv.FormatFloat(f, 'E', -1, 64)
}

// parseTerm is the inverse of AppendTerm. An xsd:integer in canonical form is a
// quad.Int; with native set, doubles, truth values and times are Cayley's own
// types too if these keep their form. All else that has a datatype is a
// quad.TypedString.
func parseTerm(term []byte, native bool) (quad.Value, error) {
	if len(term) < 2 {
		return nil, fmt.Errorf("%w: %q", errNoTerm, term)
	}
	s := string(term)
	switch {
	case s[0] == '<' && s[len(s)-1] == '>':
		return quad.IRI(s[1 : len(s)-1]), nil
	case s[0] == '_' && s[1] == ':':
		return quad.BNode(s[2:]), nil
	case s[0] == '"':
		return parseLiteral(s, native)
	}
	return nil, fmt.Errorf("%w: %q", errNoTerm, term)
}

func parseLiteral(s string, native bool) (quad.Value, error) {
	end := strings.LastIndexByte(s, '"')
	text, rest := s[1:max(end, 1)], s[end+1:]
	switch {
	case end == 0:
	case rest == "":
		return quad.String(text), nil
	case rest[0] == '@':
		return quad.LangString{Value: quad.String(text), Lang: rest[1:]}, nil
	case strings.HasPrefix(rest, "^^<") && rest[len(rest)-1] == '>':
		return typedValue(text, quad.IRI(rest[3:len(rest)-1]), native), nil
	}
	return nil, fmt.Errorf("%w: %q", errNoTerm, s)
}

func typedValue(text string, datatype quad.IRI, native bool) quad.Value {
	switch {
	case datatype == xsdInteger:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
			return quad.Int(n)
		}
	case !native:
	case datatype == xsdDouble:
		if f, err := strconv.ParseFloat(text, 64); err == nil && floatText(f) == text {
			return quad.Float(f)
		}
	case datatype == xsdBoolean && (text == "true" || text == "false"):
		return quad.Bool(text == "true")
	case datatype == xsdDateTime:
		if t, err := time.Parse(time.RFC3339Nano, text); err == nil && t.Format(time.RFC3339Nano) == text {
			return quad.Time(t)
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: datatype}
}

// termKeySize is that of the key under which a term's number is kept: its table
// and half of a SHA-256. No two terms are known, or can be found, that share it;
// [Store.Check] would tell.
const termKeySize = 1 + 16

type termKey [termKeySize]byte

func keyOfTerm(term []byte) (key termKey) {
	hash := sha256.Sum256(term)
	key[0] = termTable
	copy(key[1:], hash[:])
	return key
}
