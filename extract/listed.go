package extract

import "claimgraph/schema"

// maxLead is how many sentences above a list may say when and by whom what its
// items tell was decided.
const maxLead = 3

// completeListed gives the changes of posts that a list tells the day and the one
// who decided from what stands above the list: "Президент подписал указы: ...".
func (m *merger) completeListed(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "appointment" && c.Type != "approval" || len(c.Evidence) == 0 {
			continue
		}
		s := m.sentenceAt(c.Evidence[0].Span.Start)
		if m.doc.Blocks[m.doc.Sentences[s].Block].Kind != ListItem {
			continue
		}
		for s >= 0 && m.doc.Blocks[m.doc.Sentences[s].Block].Kind == ListItem {
			s--
		}
		if s < 0 {
			continue
		}
		if len(c.Args["time"]) == 0 {
			if v := m.dayAbove(s); v != nil {
				c.Args["time"] = []schema.Value{*v}
			}
		}
		opens := m.doc.Tokens[m.doc.Sentences[s].End-1].Text == ":"
		by := schema.ArgName("by")
		if c.Type == "approval" {
			by = "body"
		}
		if opens && len(c.Args[by]) == 0 && (c.Type == "approval" || kindIs(c, "appointed", "dismissed")) {
			if v := m.onlyPerson(s); v != nil && !overlap(c.Args["person"], []schema.Value{*v}) {
				c.Args[by] = []schema.Value{*v}
			}
		}
	}
}

// dayAbove returns the last day named in sentence s or the few before it.
func (m *merger) dayAbove(s int) *schema.Value {
	for back := 0; back < maxLead && s-back >= 0; back++ {
		sent := m.doc.Sentences[s-back]
		for i := sent.End - 1; i >= sent.First; i-- {
			for _, k := range m.doc.MentionsAt(i) {
				if x := &m.doc.Mentions[k]; x.Type == "Date" && x.Kind == "" && isDay(x.Time) {
					v := x.Value(m.doc)
					v.Via = schema.ViaCoreference
					return &v
				}
			}
		}
	}
	return nil
}

// isDay reports whether the interval is one day.
func isDay(i schema.Interval) bool {
	first, last := i.Bounds()
	return first == last && first.Precision() == schema.Day
}

// onlyPerson returns the one person whom sentence s names by a title, or the one
// before it where s is but a word or two: "Коротко:".
func (m *merger) onlyPerson(s int) *schema.Value {
	const few = 3
	least := s
	if lead := m.doc.Sentences[s]; lead.End-lead.First <= few {
		least = s - 1
	}
	for ; s >= max(least, 0); s-- {
		var found *Mention
		sent := m.doc.Sentences[s]
		for i := sent.First; i < sent.End; i++ {
			for _, k := range m.doc.MentionsAt(i) {
				x := &m.doc.Mentions[k]
				if x.Type != "Person" || !m.hasTitle(x) {
					continue
				}
				if found != nil && found.Name != x.Name {
					return nil
				}
				found = x
			}
		}
		if found != nil {
			v := found.Value(m.doc)
			if v.Via == "" {
				v.Via = schema.ViaCoreference
			}
			return &v
		}
	}
	return nil
}

// hasTitle reports whether a post stands before the person's name or in its place.
func (m *merger) hasTitle(x *Mention) bool {
	for i := max(0, x.First-12); i <= x.First; i++ {
		for _, k := range m.doc.MentionsAt(i) {
			if r := &m.doc.Mentions[k]; r.Type == "Role" && (r.End == x.First || r.First == x.First && r.End == x.End) {
				return true
			}
		}
	}
	return false
}
