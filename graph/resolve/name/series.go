package name

import (
	"regexp"
	"slices"
	"strings"
)

// ordinals are words that number an event: 22nd, 22-ші, XII.
var ordinals = regexp.MustCompile(`^(\d+(-?\p{L}{1,4})?|[IVXLC]+)$`)

// seriesName reads the name of an event as that of the series that it is one of:
// without its number and what may be left out.
func (m *Matcher) seriesName(n Label) *bodyName {
	words := slices.DeleteFunc(strings.Fields(n.Text), func(w string) bool {
		return ordinals.MatchString(w) || m.lexicon.is("numbers of events", strings.ToLower(w))
	})
	b := m.bodyName(Label{strings.Join(words, " "), n.Language})
	b.elements = slices.DeleteFunc(b.elements, func(e element) bool { return e.kind == soft })
	return b
}
