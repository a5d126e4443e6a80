package name

import (
	"slices"
	"strings"
)

// A Named is a known name in a text.
type Named struct {
	Key   string   // the gazetteer's
	Words []string // that name it, in lower case
}

// Known returns the known states, places and bodies that a text names, in their
// order.
func (m *Matcher) Known(text, language string) []Named {
	var out []Named
	ws := m.concepts.phraseWords(text, language)
	for i := 0; i < len(ws); {
		n, mean := m.concepts.at(ws, i, nil)
		if n == 0 {
			i++
			continue
		}
		if len(mean.ids) == 1 && slices.Contains([]conceptKind{country, locality, body}, mean.kind) {
			named := Named{Key: strings.TrimPrefix(mean.ids[0], host)}
			for _, w := range ws[i : i+n] {
				named.Words = append(named.Words, w.lower)
			}
			out = append(out, named)
		}
		i += n
	}
	return out
}
