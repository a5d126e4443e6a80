package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// nameBySides gives an agreement of which only a side is told, "соглашение с Осло",
// the name of the one with that side that the article calls by its subject before.
// Where it told of several nobody knows which one is meant.
func (h *heads) nameBySides(d *extract.Doc, found []extract.Mention) {
	for i := range found {
		m := &found[i]
		if len(m.Args["party"]) == 0 || strings.Contains(m.Name, " ") || plural(&d.Tokens[m.Head]) {
			continue
		}
		var full *extract.Mention
		several := false
		for j := range found[:i] {
			o := &found[j]
			if !strings.Contains(o.Name, " ") || plural(&d.Tokens[o.Head]) || !sameLemma(&d.Tokens[m.Head], &d.Tokens[o.Head]) || !hasSides(o, m.Args["party"]) {
				continue
			}
			several = several || full != nil && !sharesWords(full.Name, o.Name)
			full = o
		}
		if full == nil || several {
			continue
		}
		m.Name, m.Aliases = full.Name, full.Aliases
		m.Args["party"] = slices.Clone(full.Args["party"])
		for k := range m.Args["party"] {
			m.Args["party"][k].Via = schema.ViaCoreference
		}
		m.Via, m.Antecedent = schema.ViaCoreference, schema.Mention{Span: full.Span, Text: d.Text(full.Span)}
	}
}

// hasSides reports whether all the sides are parties of the agreement.
func hasSides(m *extract.Mention, sides []schema.Value) bool {
	return !slices.ContainsFunc(sides, func(s schema.Value) bool {
		return !slices.ContainsFunc(m.Args["party"], func(p schema.Value) bool {
			return p.Entity != nil && s.Entity != nil && p.Entity.Name == s.Entity.Name
		})
	})
}

// sharesWords reports whether all words of one of two names are in the other.
func sharesWords(a, b string) bool {
	x, y := strings.Fields(schema.FoldName(a)), strings.Fields(schema.FoldName(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// readSide gives talks the one side that stands beside their words: "переговоры с
// Союзом", "Одақпен өткен келіссөздер".
func (h *heads) readSide(d *extract.Doc, m *extract.Mention, g *Group) {
	at := m.End
	if h.Lexicon.LastDeclines {
		at = m.First - 1
		if at < 0 || d.Tokens[at].Best().Case != extract.Ins {
			return
		}
	} else {
		if at+1 >= len(d.Tokens) || g.Parts[d.Tokens[at].Lower] != g.Parties {
			return
		}
		at++
	}
	if d.SentenceOf(at) != d.SentenceOf(m.Head) {
		return
	}
	for _, k := range d.MentionsAt(at) {
		if x := &d.Mentions[k]; isParty(x) && x.Kind != "outlet" && x.Kind != "adjective" && (h.Lexicon.LastDeclines && x.End == m.First || x.First == at) {
			m.Args[g.Parties] = append(m.Args[g.Parties], h.stateOf(d, x))
			return
		}
	}
}
