package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// dashed returns the group of a compound head that is written with blanks around
// its dash, "страны – члены", at the token of its second noun; nil if it is none.
func (h *heads) dashed(d *extract.Doc, sent extract.Sentence, i int) *Group {
	if i-2 < sent.First || !isDash(d.Tokens[i-1].Text) {
		return nil
	}
	for _, a := range d.Tokens[i-2].Analyses {
		for _, b := range d.Tokens[i].Analyses {
			for _, g := range h.Lexicon.byHead[a.Lemma+"-"+b.Lemma] {
				if g.Type == h.typ && a.POS == extract.NOUN && b.POS == extract.NOUN {
					return g
				}
			}
		}
	}
	return nil
}

// joinDashed begins the mention at the first noun of its compound head.
func (h *heads) joinDashed(d *extract.Doc, m *extract.Mention) {
	if m.First < m.Head {
		return // it has modifiers of its own
	}
	m.First = m.Head - 2
	noun := d.Tokens[m.First].Lower
	if !slices.ContainsFunc(d.Tokens[m.First].Analyses, func(a extract.Analysis) bool { return a.Case == extract.Nom && a.Number == extract.Plur }) {
		noun = h.Analyzer.Nominative(d, m.First, m.First+1, m.First)
	}
	m.Name = noun + "-" + m.Name
	m.Span = d.TokenSpan(m.First, m.End)
}

func isDash(s string) bool { return s == "–" || s == "—" || s == "-" }

// extent returns the phrase of the head at token i as far as a mention of the type
// reaches.
func (h *heads) extent(d *extract.Doc, sent extract.Sentence, i int, g *Group) extract.Phrase {
	p := h.placed(d, h.Analyzer.Phrase(d, i, g.Prepositions), g)
	p.First, p.End = h.afterOutlet(d, max(p.First, sent.First), i), min(p.End, sent.End)
	if h.typ == "Event" && h.Lexicon.Definite {
		for j := i - 1; j > p.First; j-- { // of "co-chairs of the second round" the round begins behind "of"
			if d.Tokens[j].HasPOS(extract.ADP) {
				for p.First = j + 1; p.First < i && d.Tokens[p.First].HasPOS(extract.DET); {
					p.First++
				}
				break
			}
		}
	}
	if h.Lexicon.LastDeclines && p.First > sent.First && d.Tokens[p.First-1].Text == "№" {
		p.First-- // "№3 мектеп"
	}
	p.End = h.beforeAdverbial(d, i, p.End)
	if h.Lexicon.AllDecline {
		if h.typ == "Organization" {
			p.End = h.beforeNext(d, i, p.End)
		}
		p.End = h.beforeTitle(d, i, p.End)
		p.First, p.End = h.withoutNames(d, p.First, i, p.End)
		if h.typ == "Organization" {
			p.First = h.behindPost(d, p.First, i, p.End)
		}
	}
	return p
}

// owned reports whether a body's name begins with a common noun for the body that it
// is part of, "қорықтың ғылыми кеңесі": without that noun it is its name too.
func (h *heads) owned(d *extract.Doc, m *extract.Mention) bool {
	a := d.Tokens[m.First].Best()
	return h.Lexicon.LastDeclines && m.Head-m.First > 1 && a.POS == extract.NOUN && a.Case == extract.Gen && !a.Guessed && h.group(&d.Tokens[m.First]) != nil
}

// complete gives a mention what its type has besides a name: what the gazetteer knows of
// a place, the name of a sitting's format, the land and the proper names of a body.
func (h *heads) complete(d *extract.Doc, m *extract.Mention, g *Group, cut [][2]int) {
	if m.Name != "" && len(m.Args["ordinal"]) > 0 {
		if name := h.unnumbered(d, m, cut); g.Named {
			m.Name = name
		} else {
			m.Aliases = []string{name}
		}
	}
	if h.typ == "City" || h.typ == "Region" {
		h.identify(d, m)
	}
	if g.Body == "name" && len(m.Args["name"]) == 0 {
		h.nameOfFormat(d, m)
	}
	if g.Named && g.Kind == "session" && m.End-m.First > 1 && len(m.Args["name"]) == 0 && strings.Contains(m.Name, " ") && !h.pointsOnly(d, m) {
		m.Args["name"] = []schema.Value{{
			Entity:  &schema.Entity{Type: "Event", Name: m.Name, Language: d.Language},
			Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)},
		}}
	}
	if h.typ == "Organization" {
		if m.Kind == "" && h.isInner(m) {
			m.Kind = "board"
		}
		h.ownLand(d, m)
		if h.owned(d, m) {
			m.Aliases = append(m.Aliases, h.Analyzer.Nominative(d, m.First+1, m.End, m.Head))
		}
		for _, p := range properNames(d, m.First, m.End) {
			m.Aliases = append(m.Aliases, d.TokenText(p.first, p.end))
		}
	}
}

// opensName reports whether the word at i is the first of a name that nobody knows,
// "Port Halder", and no body of its own.
func (h *heads) opensName(d *extract.Doc, i, end int) bool {
	if i+1 >= end {
		return false
	}
	for j := i + 1; j < min(end, i+4) && d.Tokens[j].Kind == extract.WordToken && d.Tokens[j].Capitals == extract.Capital; j++ {
		if h.group(&d.Tokens[j]) != nil {
			return true // World Fisheries Assembly
		}
	}
	next := &d.Tokens[i+1]
	a := next.Best()
	return next.Kind == extract.WordToken && next.Capitals == d.Tokens[i].Capitals && next.Capitals != extract.Lower && a.POS == extract.PROPN && a.Guessed && a.Name == 0 && len(d.MentionsAt(i+1)) == 0
}

// opensPlace reports whether the word at i is the first of several of a place's name.
func (h *heads) opensPlace(d *extract.Doc, i int) bool {
	return slices.ContainsFunc(d.MentionsAt(i), func(k int) bool { m := &d.Mentions[k]; return m.First == i && m.End > i+1 && isPlace(m) })
}

// skipIdle makes an agreement or event begin behind the words that say nothing of
// which it is: "a new five-year supply agreement".
func (h *heads) skipIdle(d *extract.Doc, m *extract.Mention) {
	for m.First < m.Head {
		lower := d.Tokens[m.First].Lower
		if !slices.Contains(h.Lexicon.Idle, lower) && !slices.ContainsFunc(h.Lexicon.IdleEnds, func(e string) bool { return strings.HasSuffix(lower, e) }) {
			return
		}
		m.First++
	}
}

// beginAtName makes a place begin at its name where that stands before the head:
// without what else belongs to the noun, "министрдің көрші Ақсай ауданы", and with
// a capitalised word that only looks like a case or a surname.
func (h *heads) beginAtName(d *extract.Doc, m *extract.Mention, first int) {
	if !h.Lexicon.LastDeclines {
		return
	}
	if m.First == m.Head && m.First > first+1 && capitalAt(d, d.Sentences[d.Tokens[m.Head].Sentence], m.First-1) && (d.Tokens[m.First-2].Capitals == extract.Lower || m.First-2 == first && !d.Tokens[first].HasPOS(extract.PROPN)) &&
		d.Tokens[m.First-1].Best().Guessed && len(d.MentionsAt(m.First-1)) == 0 {
		m.First--
	}
	if m.First == m.Head && m.First == first+1 && d.Tokens[first].Best().Guessed && d.Tokens[first].Capitals == extract.Capital {
		m.First--
	}
	for i := m.First; i < m.Head; i++ {
		if t := &d.Tokens[i]; t.Capitals != extract.Lower && (t.HasPOS(extract.PROPN) || t.Best().Guessed || i > first) {
			m.First = i
			return
		}
	}
}

// besideName reports whether the word next to the head, or else the first of the
// phrase, is a proper name: capitalised, and not because a sentence begins there.
func (h *heads) besideName(d *extract.Doc, m *extract.Mention) bool {
	for i := m.First; i < m.End; i++ {
		t := &d.Tokens[i]
		if i != m.Head && t.Kind == extract.WordToken && t.Capitals != extract.Lower && (!d.StartsSentence(i) || t.HasPOS(extract.PROPN) || t.Best().Guessed) {
			return true
		}
	}
	return false
}

// counted reports whether the phrase begins with a number that counts its head,
// in a language where the head is then in the singular: "екі мәслихат". What is
// counted is no name, nor is the sitting that an ordinal counts: "the XXII congress".
func (h *heads) counted(d *extract.Doc, first, head int) bool {
	if first >= head || plural(&d.Tokens[head]) || strings.HasPrefix(d.Tokens[first].Text, "№") || first > 0 && d.Tokens[first-1].Text == "№" {
		return false // "№3 мектеп" is one school
	}
	n, ordinal, used := h.Analyzer.Numeral(d, first)
	return used > 0 && n > 1 && (!ordinal || h.typ == "Organization" && first+used == head && d.Tokens[head].Capitals == extract.Lower && (&heads{h.Language, "Event"}).group(&d.Tokens[head]) != nil)
}

// modifies reports whether the noun at i stands before a noun that it modifies,
// in a language that builds compounds so: inside the name of a body, or with the
// complement beginning right behind it. A body that modifies is a body still.
func (h *heads) modifies(d *extract.Doc, i, complement, end int) bool {
	if !h.Lexicon.Compounds || h.typ == "Organization" || i+1 >= end {
		return false
	}
	for j := i; j >= 0 && j > i-8; j-- {
		for _, k := range d.MentionsAt(j) {
			if m := &d.Mentions[k]; m.Type == "Organization" && m.Head > i && m.First <= i {
				return true
			}
		}
	}
	next := &d.Tokens[i+1]
	gerund := slices.ContainsFunc(h.Lexicon.Gerunds, func(end string) bool { return strings.HasSuffix(next.Lower, end) })
	if complement != i+1 || next.Kind != extract.WordToken || !next.HasPOS(extract.NOUN) || gerund {
		return false
	}
	return next.Capitals == extract.Lower || d.Tokens[i].Capitals != extract.Lower && len(h.Lexicon.byHead[next.Lemma()]) > 0
}

// afterOutlet starts a phrase behind a news outlet that stands before its head:
// what an outlet reports is not the outlet's.
func (h *heads) afterOutlet(d *extract.Doc, first, head int) int {
	for i := first; i < head; i++ {
		for _, k := range d.MentionsAt(i) {
			if m := &d.Mentions[k]; m.Kind == "outlet" && m.End <= head {
				if h.typ == "Role" && h.Lexicon.LastDeclines && d.Tokens[m.End-1].Best().Case == extract.Gen {
					return min(first, m.First) // "газетінің бас редакторы": its own
				}
				first = m.End
			}
		}
	}
	for first < head && d.Tokens[first].Kind == extract.MarkToken && closesQuote(d.Tokens[first].Text) && !opensQuote(d.Tokens[first].Text) {
		first++
	}
	return first
}

// placed ends a phrase before a preposition that wants a place or body behind
// it and has none.
func (h *heads) placed(d *extract.Doc, p extract.Phrase, g *Group) extract.Phrase {
	for i := p.Head + 1; i < p.End; i++ {
		if !slices.Contains(g.Placed, d.Tokens[i].Lower) {
			continue
		}
		found := false
		for j := i + 1; j < p.End && !slices.Contains(g.Prepositions, d.Tokens[j].Lower); j++ {
			for _, k := range d.MentionsAt(j) {
				found = found || isParty(&d.Mentions[k]) || isPlace(&d.Mentions[k])
			}
			found = found || d.Tokens[j].Capitals != extract.Lower
			if h.Lexicon.AllDecline && isWhither(&d.Tokens[j]) {
				found = false // "визит короля в Казахстан" is no "король в Казахстане"
				break
			}
		}
		if !found {
			p.End = i
		}
	}
	return p
}

// isWhither reports whether the word can only be where something goes to: in the
// accusative and not in the locative.
func isWhither(t *extract.Token) bool {
	whither := false
	for _, a := range t.Analyses {
		if a.Case == 0 || a.Case == extract.Loc {
			return false
		}
		whither = whither || a.Case == extract.Acc
	}
	return whither
}

// beforeAdverbial ends a phrase before words that tell of what is done: "пост
// директора музея по собственному желанию".
func (h *heads) beforeAdverbial(d *extract.Doc, head, end int) int {
	if len(h.Lexicon.Adverbial) == 0 {
		return end
	}
	for j := head + 1; j+1 < end; j++ {
		if d.Tokens[j].HasPOS(extract.ADP) && slices.Contains(h.Lexicon.Adverbial, d.Tokens[j].Lower+" "+d.Tokens[j+1].Lower) {
			return j
		}
	}
	return end
}

// beforeNext ends the phrase of a body before another body that is coordinated with
// it and not with its complement: "МИД Казахстана и МИД Кувейта".
func (h *heads) beforeNext(d *extract.Doc, head, end int) int {
	for j := head + 1; j+1 < end; j++ {
		if t := &d.Tokens[j]; t.Kind == extract.WordToken && h.Lexicon.joins[t.Lower] && d.Tokens[j+1].Capitals != extract.Lower && h.group(&d.Tokens[j+1]) != nil {
			return j
		}
	}
	return end
}

// beforeTitle ends the phrase of a body, or of a post in one, before the title of whom
// the text goes on to name: "представитель полка майора Олега Кима".
func (h *heads) beforeTitle(d *extract.Doc, head, end int) int {
	last := end - 1
	if h.typ != "Organization" && (h.typ != "Role" || last == head+1) || last <= head || end >= len(d.Tokens) {
		return end
	}
	t, next := &d.Tokens[last], &d.Tokens[end]
	if t.Capitals != extract.Lower || next.Sentence != t.Sentence || next.Capitals != extract.Capital || t.Best().Number != extract.Sing {
		return end
	}
	if g := (&heads{h.Language, "Role"}).group(t); g != nil && g.Kind == "profession" {
		return last
	}
	return end
}

// withoutNames takes from a phrase a surname that looks like an adjective joined to
// those of its head, "Аскар Мамин и независимый директор", and a name that looks like
// the complement of a complement: "управления образования области Гульсум Кожахметова".
func (h *heads) withoutNames(d *extract.Doc, first, head, end int) (int, int) {
	for j := first; j+1 < head; j++ {
		if d.Tokens[j].Capitals == extract.Capital && !d.StartsSentence(j) && h.Lexicon.joins[d.Tokens[j+1].Lower] && len(d.MentionsAt(j)) == 0 {
			first = j + 2
		}
	}
	for j := head + 1; j < end && j+1 < len(d.Tokens); j++ {
		if opensQuote(d.Tokens[j].Text) {
			break // a proper name
		}
		if isForeign(d, j-1) && d.Tokens[j].Capitals == extract.Capital && d.Tokens[j+1].Capitals == extract.Capital && !isForeign(d, j) && len(d.MentionsAt(j)) == 0 {
			return first, j // "компании Boeing Стефани Поуп"
		}
		if j > head+1 && isUnknownName(d, j) && isUnknownName(d, j+1) && d.Tokens[j+1].Sentence == d.Tokens[j].Sentence && !slices.Contains(h.Lexicon.NamedAfter, d.Tokens[j-1].Lower) {
			return first, j
		}
	}
	return first, end
}

// behindPost makes the phrase of a body begin behind a post or a participle that
// only looks like an adjective of its name: "Главой администрации станет Ким",
// "Ким, возглавляющий фонд «Нива»".
func (h *heads) behindPost(d *extract.Doc, first, head, end int) int {
	for first < head {
		t := &d.Tokens[first]
		a := t.Best()
		post := a.POS == extract.ADJ && slices.ContainsFunc(t.Analyses, func(x extract.Analysis) bool {
			return x.POS == extract.NOUN && len(h.Lexicon.byHead[x.Lemma]) > 0 && h.Lexicon.byHead[x.Lemma][0].Type == "Role" && len(h.Lexicon.byHead[a.Lemma]) == 0
		})
		// "правящая партия" has no other name.
		doing := a.POS == extract.VERB && a.Form == extract.Part && a.Voice == extract.Act && (a.Tense == extract.Past || end-first > 2)
		if !post && !doing {
			break
		}
		first++
	}
	return first
}
