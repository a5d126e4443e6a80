package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// nameByOffice gives a ministry that is told by what it does, "оборонное ведомство",
// the name of the one of that portfolio that the article named last before.
func (h *heads) nameByOffice(d *extract.Doc, found []extract.Mention) {
	for i := range found {
		m := &found[i]
		if m.Head == m.First || m.End != m.Head+1 {
			continue
		}
		var words []string
		for _, o := range h.Lexicon.Offices {
			if len(o) > 1 && d.Tokens[m.Head].HasLemma(h.Lexicon.OfficeNoun) && d.Tokens[m.Head-1].HasLemma(o[0]) {
				words = o[1:]
			}
		}
		if len(words) == 0 {
			continue
		}
		var last *extract.Mention
		for _, list := range [][]extract.Mention{d.Mentions, found[:i]} {
			for j := range list {
				if o := &list[j]; o.Type == "Organization" && o.End <= m.First && (last == nil || o.First > last.First) && h.speaksOf(d, o, words) {
					last = o
				}
			}
		}
		if last == nil {
			continue
		}
		m.Name, m.Known, m.Language, m.Kind = last.Name, last.Known, last.Language, last.Kind
		m.Aliases = slices.Clone(last.Aliases)
		m.Via, m.Antecedent = schema.ViaCoreference, schema.Mention{Span: last.Span, Text: d.Text(last.Span)}
	}
}

// speaksOf reports whether a word of the mention is one of the words.
func (h *heads) speaksOf(d *extract.Doc, m *extract.Mention, words []string) bool {
	return slices.ContainsFunc(d.Tokens[m.First:m.End], func(t extract.Token) bool { return slices.ContainsFunc(words, t.HasLemma) })
}

// ownLand gives a body that is said to be the republic's, "минфин республики", the
// name with the country too, where the article has named but one before.
func (h *heads) ownLand(d *extract.Doc, m *extract.Mention) {
	last := m.End - 1
	if last <= m.Head || d.Tokens[last].Capitals != extract.Lower || !slices.ContainsFunc(h.Lexicon.OwnLand, d.Tokens[last].HasLemma) || d.Tokens[last].Best().Case != extract.Gen {
		return
	}
	land, genitive := "", ""
	for i := range d.Mentions {
		x := &d.Mentions[i]
		if x.First >= m.First {
			break
		}
		if x.Type != "Country" {
			continue
		}
		if land != "" && land != x.Name {
			return
		}
		land = x.Name
		if x.Kind != "adjective" && d.Tokens[x.Head].Best().Case == extract.Gen {
			genitive = d.Text(x.Span)
		}
	}
	if genitive != "" && strings.HasSuffix(m.Name, d.Tokens[last].Text) {
		m.Aliases = append(m.Aliases, strings.TrimSuffix(m.Name, d.Tokens[last].Text)+genitive)
	}
}
