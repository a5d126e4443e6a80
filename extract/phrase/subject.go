package phrase

import (
	"claimgraph/extract"
	"claimgraph/schema"
)

// nameBySubject gives a sitting that says only that it is somebody's, in a
// language whose subject goes before, the name of the body that is its subject:
// "комиссия бейсенбіде XXII отырысын өткізді".
func (h *heads) nameBySubject(d *extract.Doc, events []extract.Mention) {
	if !h.Lexicon.LastDeclines {
		return
	}
	for i := range events {
		m := &events[i]
		if m.Kind != "session" || len(m.Args["name"]) > 0 || d.Tokens[m.Head].Best().Possessor != 3 {
			continue
		}
		if v, ok := h.bareBody(d, m); ok {
			m.Args["name"] = []schema.Value{v}
			continue
		}
		if d.Tokens[m.Head].Best().Case <= extract.Gen {
			continue
		}
		if body := h.subjectBody(d, m.First); body != nil {
			m.Args["name"] = []schema.Value{body.Value(d)}
		}
	}
}

// bareBody makes the name of a sitting of the noun for a body, which the article
// does not call by a name, before it: "комитет отырысы".
func (h *heads) bareBody(d *extract.Doc, m *extract.Mention) (schema.Value, bool) {
	bodies := &heads{h.Language, "Organization"}
	for i := m.Head - 1; i >= m.First; i-- {
		t := &d.Tokens[i]
		if bodies.group(t) == nil || t.Lemma() == "" {
			continue
		}
		first := i
		for first > m.First && d.Tokens[first-1].Best().POS == extract.ADJ {
			first--
		}
		e := &schema.Entity{Type: "Organization", Name: t.Lemma(), Language: d.Language}
		if first < i { // "үкіметаралық комиссия"
			e.Name, e.Aliases = h.Analyzer.Nominative(d, first, i+1, i), []string{t.Lemma()}
		}
		span := d.TokenSpan(first, i+1)
		return schema.Value{Entity: e, Mention: schema.Mention{Span: span, Text: d.Text(span)}}, true
	}
	return schema.Value{}, false
}

// subjectBody returns the body in the nominative that stands nearest before token
// i in its sentence, no finite verb between, or nil.
func (h *heads) subjectBody(d *extract.Doc, i int) *extract.Mention {
	first := d.Sentences[d.Tokens[min(i, len(d.Tokens)-1)].Sentence].First
	for j := i - 1; j >= first && !predicate(&d.Tokens[j]); j-- {
		for _, k := range d.MentionsAt(j) {
			if x := &d.Mentions[k]; x.Type == "Organization" && x.Kind != "outlet" && x.End <= i && d.Tokens[x.Head].Best().Case <= extract.Nom {
				return x
			}
		}
	}
	return nil
}

// leavePlace begins an event, body or document behind the words for where it is,
// "Бакудегі көлік форумы", which are no part of its name; an event is held there.
func (h *heads) leavePlace(d *extract.Doc, m *extract.Mention) {
	if !h.Lexicon.LastDeclines || h.typ != "Event" && h.typ != "Organization" && h.typ != "Agreement" {
		return
	}
	for _, k := range d.MentionsAt(m.First) {
		x := &d.Mentions[k]
		if x.Type != "City" && x.Type != "Country" && x.Type != "Region" || x.End > m.Head || !d.Tokens[x.End-1].Best().Attributive {
			continue
		}
		m.First = x.End
		if h.typ == "Event" {
			m.Args["place"] = []schema.Value{x.Value(d)}
		}
		return
	}
}
