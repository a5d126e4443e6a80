package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// ownerBefore returns the country, place or body in the genitive that ends before
// token i, in a language where an owner goes before: "Чехияның бұрынғы министрі", "the
// authority's then chairman".
func (h *heads) ownerBefore(d *extract.Doc, i int) *extract.Mention {
	if i > 1 && h.Lexicon.Definite && h.Lexicon.Names != nil && h.Lexicon.Names.possessives[d.Tokens[i-1].Lower] {
		for j := i - 2; j >= 0 && j > i-8; j-- {
			for _, k := range d.MentionsAt(j) {
				if x := &d.Mentions[k]; x.End == i-1 && x.Kind != "outlet" && (isParty(x) || isPlace(x)) {
					return x
				}
			}
		}
		return nil
	}
	if !h.Lexicon.LastDeclines || i == 0 || d.Tokens[i-1].Sentence != d.Tokens[i].Sentence {
		return nil
	}
	var found *extract.Mention
	for j := i - 1; j >= 0 && j > i-8; j-- {
		for _, k := range d.MentionsAt(j) {
			x := &d.Mentions[k]
			if x.End == i && x.Kind != "outlet" && (isParty(x) || isPlace(x)) && d.Tokens[x.Head].Best().Case == extract.Gen && (found == nil || x.First < found.First) {
				found = x
			}
		}
	}
	return found
}

// isBodyNoun reports whether token i is a common noun, with a possessive mark behind
// it, for a body of which the text has not told by name: "the regulator's chief executive".
func (h *heads) isBodyNoun(d *extract.Doc, i int) bool {
	if i < 0 || h.Lexicon.Names == nil || !h.Lexicon.Names.possessives[d.Tokens[i+1].Lower] {
		return false
	}
	t := &d.Tokens[i]
	return h.Lexicon.Definite && t.Capitals == extract.Lower && !plural(t) && (&heads{h.Language, "Organization"}).group(t) != nil && len(d.MentionsAt(i)) == 0
}

// unnamedBody returns the token right behind the head of a post that is a body of
// which there is but one in a state, in small letters: "депутат парламента"; -1 if it
// is none, or if the post is called by it: "глава правительства" is a premier.
func (h *heads) unnamedBody(d *extract.Doc, m *extract.Mention) int {
	i := m.Head + 1
	if !h.Lexicon.AllDecline || i >= m.End || d.Tokens[i].Capitals != extract.Lower || slices.ContainsFunc(h.Lexicon.Heading, d.Tokens[m.Head].HasLemma) {
		return -1
	}
	if g := (&heads{h.Language, "Organization"}).group(&d.Tokens[i]); g == nil || !g.Capital {
		return -1
	}
	return i
}

// bodyWith returns whose sitting m is: the body x, or what is its: "сессия
// Генеральной конференции ЮНЕСКО" is one of that conference.
func (h *heads) bodyWith(d *extract.Doc, m, x *extract.Mention) schema.Value {
	if !h.Lexicon.AllDecline || x.First <= m.Head+1 {
		return x.Value(d)
	}
	for i := m.Head + 1; i < x.First; i++ {
		t := &d.Tokens[i]
		if t.HasPOS(extract.ADP) || t.Kind != extract.WordToken {
			return x.Value(d)
		}
		if t.Best().POS != extract.NOUN {
			continue
		}
		if p := h.Analyzer.Phrase(d, i, nil); t.Best().Case == extract.Gen && p.First == m.Head+1 && d.Tokens[p.First].Capitals == extract.Capital && p.End >= x.End {
			return h.body(d, p.First, x.End)
		}
		break
	}
	return x.Value(d)
}

// possessive returns the last possessive mark before the head of a role, -1 if
// there is none.
func (h *heads) possessive(d *extract.Doc, m *extract.Mention) int {
	if h.Lexicon.Names == nil {
		return -1
	}
	for i := m.Head - 1; i > m.First; i-- {
		if h.Lexicon.Names.possessives[d.Tokens[i].Lower] {
			return i
		}
	}
	return -1
}

// joined reports whether a conjunction stands before token i, articles aside.
func (h *heads) joined(d *extract.Doc, i int) bool { return h.joint(d, i) < i }

// joint returns the token of the conjunction before token i, or i.
func (h *heads) joint(d *extract.Doc, i int) int {
	j := i
	for j > 0 && d.Tokens[j-1].HasPOS(extract.DET) {
		j--
	}
	if j > 0 && (h.Lexicon.joins[d.Tokens[j-1].Lower] || d.Tokens[j-1].Text == ",") {
		return j - 1
	}
	return i
}

// possessor returns the body that a possessive before the post stands for: the
// last one before it in the sentence, "the chamber and its president", else the
// first one of the sentence before.
func (h *heads) possessor(d *extract.Doc, m *extract.Mention) *extract.Mention {
	first := m.First
	for first > 0 && h.Lexicon.standing[d.Tokens[first-1].Lower] != "" {
		first-- // "its acting chairman"
	}
	if first > 2 && h.Lexicon.Relative != "" && d.Tokens[first-1].Lower == h.Lexicon.Relative && d.Tokens[first-2].Text == "," {
		for i := first - 3; i >= 0 && i > first-12; i-- { // "Finland, whose foreign minister"
			for _, k := range d.MentionsAt(i) {
				if x := &d.Mentions[k]; x.End == first-2 && isParty(x) && x.Kind != "outlet" {
					return x
				}
			}
		}
	}
	if first == 0 || !slices.Contains(h.Lexicon.Owners, d.Tokens[first-1].Lower) {
		return nil
	}
	if m.Kind == "state" { // "its trade minister" is of a country, where one is told of
		if land := ownerNamed(d, m, "Country"); land != nil {
			return land
		}
	}
	return ownerNamed(d, m, "Organization")
}

// sitter returns the body whose a sitting is behind "its" where no body stands before
// it in the sentence: the subject behind it, "At its third sitting, the council ...", else
// the first body of the sentence before; nil if there is none.
func (h *heads) sitter(d *extract.Doc, m *extract.Mention) *extract.Mention {
	if m.First == 0 || !slices.Contains(h.Lexicon.Owners, d.Tokens[m.First-1].Lower) {
		return nil
	}
	s := d.SentenceOf(m.First)
	var behind, last *extract.Mention
	for i := range d.Mentions {
		x := &d.Mentions[i]
		if x.Type != "Organization" || x.Kind == "outlet" || x.Kind == "company" {
			continue
		}
		switch at := d.SentenceOf(x.First); {
		case at == s && x.End <= m.First:
			return nil // rules tell whether it is that one's
		case at == s && behind == nil && x.First >= m.End && h.isSubject(d, x):
			behind = x
		case at == s-1 && last == nil:
			last = x
		}
	}
	if behind != nil {
		return behind
	}
	return last
}

// isSubject reports whether the mention stands behind a comma, its article aside, and so
// opens a clause.
func (h *heads) isSubject(d *extract.Doc, x *extract.Mention) bool {
	i := x.First - 1
	for i > 0 && d.Tokens[i].HasPOS(extract.DET) {
		i--
	}
	return i > 0 && d.Tokens[i].Text == ","
}

// ownerNamed returns the last body or country before m in its sentence, else the first
// one of the sentence before, nil if there is none.
func ownerNamed(d *extract.Doc, m *extract.Mention, typ schema.EntityType) *extract.Mention {
	s := d.SentenceOf(m.First)
	owns := func(x *extract.Mention) bool { return x.Type == typ && x.Kind != "outlet" && x.Kind != "adjective" }
	var last *extract.Mention
	for i := range d.Mentions {
		if x := &d.Mentions[i]; owns(x) && d.SentenceOf(x.First) == s && x.End <= m.First {
			last = x
		}
	}
	if last != nil || s == 0 {
		return last
	}
	for i := range d.Mentions {
		if x := &d.Mentions[i]; owns(x) && d.SentenceOf(x.First) == s-1 {
			return x
		}
	}
	return nil
}

// owner makes an organization of a name before a role, without its case.
func (h *heads) owner(d *extract.Doc, first, end int) schema.Value {
	return h.bodyOf(d, first, end, end-1)
}

// body makes an organization of a name that is known by its place alone.
func (h *heads) body(d *extract.Doc, first, end int) schema.Value {
	span := d.TokenSpan(first, end)
	head := first
	for h.Lexicon.AllDecline && head+1 < end && d.Tokens[head].HasPOS(extract.ADJ) {
		head++ // "Общественного экспертного совета"
	}
	for i := first + 1; h.Lexicon.AllDecline && i+1 < end; i++ {
		if opensQuote(d.Tokens[i].Text) && h.modifiers(d, first, i) {
			head = i + 1 // "казанского «Рубина»"
			if bank := h.bodyHead(d, i+1, end); bank > 0 {
				head = bank
			}
			break
		}
	}
	if opensQuote(d.Tokens[first].Text) && end-first > 2 {
		first, head, end = first+1, first+1, end-1
		for i := head; i < end; i++ {
			if (&heads{h.Language, "Organization"}).group(&d.Tokens[i]) != nil {
				head = i // «Халык банка»: the bank declines
			}
		}
	}
	v := h.bodyOf(d, first, end, head)
	v.Mention = schema.Mention{Span: span, Text: d.Text(span)}
	return v
}

// behindBoard returns the token behind the words by which a body is part of another:
// of "совет директоров банка" that of the bank.
func (h *heads) behindBoard(x *extract.Mention) int {
	name := strings.ToLower(x.Name)
	for _, p := range h.Lexicon.Inner {
		if strings.HasPrefix(name, p) {
			return x.First + len(strings.Fields(p))
		}
	}
	return x.End
}

// bodyHead returns the first head noun of a body among the tokens, -1 if none is.
func (h *heads) bodyHead(d *extract.Doc, first, end int) int {
	for i := first; i < end; i++ {
		if (&heads{h.Language, "Organization"}).group(&d.Tokens[i]) != nil {
			return i
		}
	}
	return -1
}

// bodyOf makes an organization of the tokens, in the nominative by their head.
func (h *heads) bodyOf(d *extract.Doc, first, end, head int) schema.Value {
	span := d.TokenSpan(first, end)
	return schema.Value{
		Entity:  &schema.Entity{Type: "Organization", Name: h.Analyzer.Nominative(d, first, end, head), Language: d.Language},
		Mention: schema.Mention{Span: span, Text: d.Text(span)},
	}
}

// around returns the body or country that stands inside x and names what x is
// part of, or nil.
func (h *heads) around(d *extract.Doc, x *extract.Mention) *extract.Mention {
	for i := x.First; i < x.End; i++ {
		for _, k := range d.MentionsAt(i) {
			if y := &d.Mentions[k]; y.End <= x.End && y.End-y.First < x.End-x.First && isParty(y) && !h.isInner(y) && y.Kind != "adjective" {
				return y
			}
		}
	}
	return nil
}
