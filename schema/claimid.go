package schema

import (
	"fmt"
	"slices"
	"strings"
)

// ClaimID names c by its article and a hash of the text's content hash, the
// claim's type and the least span of each of the type's identifying arguments.
// An argument that was found outside the evidence counts by its antecedent's
// span, or by its name if it has none. Rule, confidence and how entities are
// resolved do not enter, so that a claim keeps its name when rules improve.
func (m *Model) ClaimID(c *Claim, textHash string) ClaimID {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", textHash, c.Type)
	if def := m.Claim(c.Type); def != nil {
		for _, a := range def.Key {
			fmt.Fprintf(&b, "%s=%s\n", a, place(c.Args[a]))
		}
	}
	return ClaimID(string(c.Source) + "/" + shortHash(b.String()))
}

// place returns the least span among the values' mentions, else the least name.
func place(vs []Value) string {
	var spans []Span
	var names []string
	for _, v := range vs {
		if v.Mention.Span.IsZero() {
			names = append(names, v.Lexical())
		} else {
			spans = append(spans, v.Mention.Span)
		}
	}
	if len(spans) > 0 {
		s := slices.MinFunc(spans, Span.Compare)
		return fmt.Sprintf("%d-%d", s.Start, s.End)
	}
	if len(names) > 0 {
		return fmt.Sprintf("%q", slices.Min(names))
	}
	return ""
}
