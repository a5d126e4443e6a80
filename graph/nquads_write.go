package graph

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// AppendTerm appends v to b in canonical N-Quads: full IRIs, the short escapes
// where N-Quads has one, \u00XX for other control characters, and all else as
// it is. An xsd:string has no datatype. A nil v appends nothing.
func AppendTerm(b []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case nil:
		return b
	case quad.IRI:
		b = append(b, '<')
		b = append(b, v...)
		return append(b, '>')
	case quad.BNode:
		return append(append(b, "_:"...), v...)
	case quad.String:
		return appendQuoted(b, string(v))
	case quad.LangString:
		b = append(appendQuoted(b, string(v.Value)), '@')
		return append(b, v.Lang...)
	case quad.TypedString:
		if v.Type == xsdString || v.Type == "" {
			return appendQuoted(b, string(v.Value))
		}
		b = append(appendQuoted(b, string(v.Value)), "^^<"...)
		return append(append(b, v.Type...), '>')
	case quad.Int:
		b = strconv.AppendInt(append(b, '"'), int64(v), 10)
		return append(append(b, `"^^<`+xsdInteger...), '>')
	}
	return AppendTerm(b, plainValue(v))
}

// plainValue gives the value that we keep for one of Cayley's native types:
// their own forms in N-Quads are not valid (True) or lose a time's zone.
func plainValue(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.Bool:
		return quad.TypedString{Value: quad.String(strconv.FormatBool(bool(v))), Type: xsd + "boolean"}
	case quad.Float:
		text := strconv.FormatFloat(float64(v), 'E', -1, 64)
		return quad.TypedString{Value: quad.String(text), Type: xsd + "double"}
	case quad.Time:
		return quad.TypedString{Value: quad.String(time.Time(v).Format(time.RFC3339Nano)), Type: xsd + "dateTime"}
	case quad.TypedString:
		if v.Type == "" {
			return v.Value
		}
		return typedLiteral(string(v.Value), v.Type)
	}
	return v
}

func appendQuoted(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		switch k := strings.IndexByte("\t\b\n\r\f\"\\", c); {
		case k >= 0:
			b = append(b, '\\', `tbnrf"\`[k])
		case c < 0x20 || c == 0x7F:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// AppendQuad appends q to b as one line of canonical N-Quads with its line feed.
func AppendQuad(b []byte, q quad.Quad) []byte {
	b = appendTriple(b, q)
	if q.Label != nil {
		b = AppendTerm(append(b, ' '), q.Label)
	}
	return append(b, " .\n"...)
}

func appendTriple(b []byte, q quad.Quad) []byte {
	b = append(AppendTerm(b, q.Subject), ' ')
	b = append(AppendTerm(b, q.Predicate), ' ')
	return AppendTerm(b, q.Object)
}

// WriteNQuads writes quads as canonical N-Quads, sorted by the bytes of their
// lines, each once.
func WriteNQuads(w io.Writer, quads []quad.Quad) error {
	lines := make([][]byte, len(quads))
	for i, q := range quads {
		lines[i] = AppendQuad(nil, q)
	}
	slices.SortFunc(lines, bytes.Compare)
	out := bufio.NewWriterSize(w, 1<<16)
	for _, line := range slices.CompactFunc(lines, bytes.Equal) {
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// normal returns q as the store keeps it, or an error that names what N-Quads
// cannot hold: a short or relative IRI, a blank node, text that is not UTF-8.
func normal(q quad.Quad) (quad.Quad, error) {
	q.Object = plainValue(q.Object)
	for _, d := range quad.Directions {
		v := q.Get(d)
		if d == quad.Label && v == nil {
			continue
		}
		if err := check(v, d); err != nil {
			return q, fmt.Errorf("quad %s: %s: %w", AppendQuad(nil, q), d, err)
		}
	}
	return q, nil
}

func check(v quad.Value, d quad.Direction) error {
	if iri, ok := v.(quad.IRI); ok {
		return checkIRI(iri)
	}
	if d != quad.Object {
		return fmt.Errorf("not an IRI: %T", v)
	}
	switch v := v.(type) {
	case quad.String:
		return checkText(string(v))
	case quad.LangString:
		if p := (lineParser{s: []byte(v.Lang)}); len(v.Lang) > 0 {
			if _, msg := p.languageTag(); msg == "" && p.i == len(v.Lang) {
				return checkText(string(v.Value))
			}
		}
		return fmt.Errorf("not a language tag: %q", v.Lang)
	case quad.TypedString:
		if err := checkIRI(v.Type); err != nil {
			return fmt.Errorf("datatype: %w", err)
		}
		return checkText(string(v.Value))
	case quad.Int:
		return nil
	}
	return fmt.Errorf("not an IRI or literal: %T", v)
}

func checkText(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("not UTF-8: %q", s)
	}
	return nil
}

func checkIRI(iri quad.IRI) error {
	s := string(iri)
	if !hasScheme(s) {
		return fmt.Errorf("IRI <%s> is not absolute", s)
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !allowedInIRI(r) }) {
		return fmt.Errorf("IRI %q holds a character that no IRI may", s)
	}
	// Cayley's own constants are short; nothing of ours would find them.
	switch prefix, _, _ := strings.Cut(s, ":"); prefix {
	case "rdf", "rdfs", "xsd", "owl", "schema":
		return fmt.Errorf("IRI <%s> is short: write it in full", s)
	}
	return nil
}

// Skolemize replaces blank nodes in q by IRIs that are the same each time the
// same file is read: <base>.well-known/genid/<hash>/<label>, where hash is the
// hash of the file's content.
func Skolemize(q quad.Quad, base, hash string) quad.Quad {
	for _, d := range quad.Directions {
		if b, ok := q.Get(d).(quad.BNode); ok {
			q.Set(d, quad.IRI(base+".well-known/genid/"+hash+"/"+string(b)))
		}
	}
	return q
}
