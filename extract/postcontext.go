package extract

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// around returns the country or body that the text around a post names, for a post
// that does not say whose it is: the last before it in its sentence, else the only
// one in the sentence before; nil if there is none.
func (m *merger) around(post schema.Value, typ schema.EntityType) *schema.Value {
	d := m.doc
	r := m.postMention(post)
	if r < 0 {
		return nil
	}
	first := d.Mentions[r].First
	s := d.SentenceOf(first)
	if x := m.lastOf(typ, d.Sentences[s].First, first); x != nil {
		v := x.Value(d)
		return &v
	}
	if s == 0 || d.Sentences[s-1].Block != d.Sentences[s].Block || typ == "Organization" && len(strings.Fields(post.Entity.Name)) > 1 && !m.inBoard(r) {
		return nil
	}
	x := m.lastOf(typ, d.Sentences[s-1].First, d.Sentences[s-1].End)
	if x == nil || !m.only(typ, x, d.Sentences[s-1]) {
		return nil
	}
	v := x.Value(d)
	return &v
}

// postMention returns the mention that a post's value comes from, or -1.
func (m *merger) postMention(v schema.Value) int {
	return slices.IndexFunc(m.doc.Mentions, func(x Mention) bool { return x.Type == "Role" && x.Span == v.Mention.Span })
}

// holdsPosts reports whether the mention may be what a post is in: of bodies one
// with a name of its own, neither an outlet nor a board, which is part of one.
func holdsPosts(x *Mention, typ schema.EntityType) bool {
	if x.Type != typ || x.Kind == "outlet" || x.Kind == "board" || x.Kind == Abroad {
		return false
	}
	return typ != "Organization" || x.Kind == "company" || x.Known != "" || nameQuoted(x)
}

// nameQuoted reports whether the mention has a name of its own in quotation marks.
func nameQuoted(x *Mention) bool { return strings.ContainsAny(x.Name, "«“\"") }

func (m *merger) lastOf(typ schema.EntityType, first, end int) *Mention {
	var found *Mention
	for i := first; i < end; i++ {
		for _, k := range m.doc.MentionsAt(i) {
			if x := &m.doc.Mentions[k]; holdsPosts(x, typ) && x.End <= end {
				found = x
			}
		}
	}
	return found
}

// only reports whether the sentence names no other of the type.
func (m *merger) only(typ schema.EntityType, found *Mention, s Sentence) bool {
	v := found.Value(m.doc)
	for i := s.First; i < s.End; i++ {
		for _, k := range m.doc.MentionsAt(i) {
			if x := &m.doc.Mentions[k]; holdsPosts(x, typ) && !sameValue(x.Value(m.doc), v) {
				return false
			}
		}
	}
	return true
}

// sameState returns the country of whose posts the article speaks throughout:
// that of all posts of state that say theirs; nil if there are several or none.
func (m *merger) sameState(claims []schema.Claim) *schema.Value {
	var found *schema.Value
	for i := range claims {
		c := &claims[i]
		if c.Type != "role" || len(c.Args["role"]) == 0 || len(c.Args["organization"]) == 0 || m.postKind(c.Args["role"][0]) != "state" {
			continue
		}
		v := c.Args["organization"][0]
		if v.Entity == nil || v.Entity.Type != "Country" || m.isAbroad(v) {
			continue
		}
		if found != nil && !sameValue(*found, v) {
			return nil
		}
		found = &v
	}
	return found
}

// isAbroad reports whether the article calls the country a neighbour: it is then not
// the one whose posts need no country beside them.
func (m *merger) isAbroad(land schema.Value) bool {
	return slices.ContainsFunc(m.doc.Mentions, func(x Mention) bool { return x.Kind == Abroad && x.Name == land.Entity.Name })
}

// inBoard reports whether the post is one in a board: председатель правления.
func (m *merger) inBoard(r int) bool {
	end := m.doc.Mentions[r].End
	for _, x := range m.doc.Mentions[r:] {
		if x.First >= end {
			break
		}
		if x.Kind == "board" {
			return true
		}
	}
	return false
}
