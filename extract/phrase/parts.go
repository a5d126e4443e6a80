package phrase

import (
	"slices"
	"strconv"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// acting extends a role to the words behind it by which somebody only does its
// work: "ректордың міндетін атқарушы".
func (h *heads) acting(d *extract.Doc, m *extract.Mention, end int) {
	for _, words := range h.Lexicon.acting {
		if m.End+len(words) > end {
			continue
		}
		fits := true
		for i, w := range words {
			fits = fits && (d.Tokens[m.End+i].Lower == w || i == len(words)-1 && d.Tokens[m.End+i].HasLemma(w))
		}
		if !fits {
			continue
		}
		span := d.TokenSpan(m.End, m.End+len(words))
		m.Args["status"] = []schema.Value{{Text: "acting", Mention: schema.Mention{Span: span, Text: d.Text(span)}}}
		m.End += len(words)
		m.Head = m.End - 1
		return
	}
}

// readStanding takes words such as "former" and "acting" from the front of a
// role, inside the phrase or right before it.
func (h *heads) readStanding(d *extract.Doc, m *extract.Mention) {
	if h.typ != "Role" {
		return
	}
	for i := max(m.First-1, 0); i < m.Head; i++ {
		if d.Tokens[i].Sentence != d.Tokens[m.Head].Sentence {
			continue
		}
		status := h.Lexicon.standing[d.Tokens[i].Lower]
		for a := 0; status == "" && a < len(d.Tokens[i].Analyses); a++ {
			status = h.Lexicon.standing[d.Tokens[i].Analyses[a].Lemma]
		}
		if status == "" {
			continue
		}
		t := &d.Tokens[i]
		m.Args["status"] = []schema.Value{{Text: status, Mention: schema.Mention{Span: t.Span, Text: t.Text}}}
		if owner := h.ownerBefore(d, i); owner != nil && len(m.Args["organization"]) == 0 {
			m.Args["organization"] = []schema.Value{owner.Value(d)}
		}
		m.First = i + 1
		if m.First == m.Head || i < m.First {
			break
		}
	}
}

// readOrdinal takes the event's number from its modifiers.
func (h *heads) readOrdinal(d *extract.Doc, m *extract.Mention) {
	var found []schema.Value
	for j := m.First - 1; j >= 0 && j > m.First-3 && d.Tokens[j].Sentence == d.Tokens[m.First].Sentence; j-- {
		// "тридцать четвёртая": the tens stand before the phrase.
		if _, ordinal, used := h.Analyzer.Numeral(d, j); used > 0 && ordinal && j+used > m.First && j+used <= m.Head {
			m.First = j
			break
		}
	}
	for i := m.First; i < m.End && i <= m.Head+1; {
		n, ordinal, used := h.Analyzer.Numeral(d, i)
		if used > 0 && ordinal && n > 0 && i+used <= m.End {
			span := d.TokenSpan(i, i+used)
			found = append(found, schema.Value{Number: strconv.Itoa(n), Mention: schema.Mention{Span: span, Text: d.Text(span)}})
			// "екінші және үшінші раундтар": two of them
			if i+used+1 >= m.End || !h.Lexicon.joins[d.Tokens[i+used].Lower] || d.Tokens[i+used].Kind != extract.WordToken {
				break
			}
			i++
		} else if len(found) > 0 {
			break
		}
		i += max(used, 1)
	}
	if next := m.Head + 1; len(found) == 0 && next < len(d.Tokens) && next < d.Sentences[d.SentenceOf(m.Head)].End && slices.Contains(h.Lexicon.Counted, d.Tokens[m.Head].Lower) {
		if n, ordinal, used := h.Analyzer.Numeral(d, next); used > 0 && !ordinal && n > 0 {
			span := d.TokenSpan(next, next+used)
			found = append(found, schema.Value{Number: strconv.Itoa(n), Mention: schema.Mention{Span: span, Text: d.Text(span)}})
			m.End = max(m.End, next+used)
		}
	}
	if len(found) > 0 {
		m.Args["ordinal"] = found
	}
}

// readParts fills the mention's arguments from the mentions inside it and
// returns the token ranges that do not belong to the name.
func (h *heads) readParts(d *extract.Doc, m *extract.Mention, g *Group) [][2]int {
	var cut [][2]int
	inner := h.inner(d, m)
	owner := -1 // the possessive mark behind whose post it is: "the council's chair"
	if h.typ == "Role" {
		if owner = h.possessive(d, m); owner >= 0 {
			cut = append(cut, [2]int{m.First, owner + 1})
		}
	}
	for _, k := range inner {
		x := &d.Mentions[k]
		if owner >= 0 && x.End < owner {
			continue // the country of "the Norwegian company's chair" is not the chair's
		}
		if h.Lexicon.LastDeclines && isPlace(x) && x.Span.End == d.Tokens[x.End-1].Span.End && d.Tokens[x.End-1].Best().Attributive {
			if x.First == m.First && x.End < m.Head {
				cut = append(cut, [2]int{x.First, x.End})
			}
			continue // "Ыстанбұлдағы университеттің ректоры": where it is
		}
		if h.typ == "Role" && x.Type == "Country" && h.Lexicon.LastDeclines && len(m.Args["organization"]) > 0 && d.Tokens[x.End-1].Best().Attributive {
			cut = append(cut, [2]int{x.First, x.End}) // "Қазақстанның Чехиядағы елшісі"
			continue
		}
		if h.typ == "Role" && h.isInner(x) {
			board := x
			x = h.around(d, board)
			if first := h.behindBoard(board); h.Lexicon.AllDecline && first < board.End {
				if x != nil {
					cut = append(cut, [2]int{first, board.End})
				}
				if head := h.bodyHead(d, first, board.End); head >= 0 && (x == nil || x.Type != "Organization") {
					m.Args["organization"] = []schema.Value{h.bodyOf(d, first, board.End, head)}
					cut = append(cut, [2]int{first, board.End})
					continue
				}
			}
			if x == nil {
				if h.Lexicon.AllDecline {
					m.Kind = "company" // whose board it is only the text around tells
				}
				continue
			}
		}
		if end := quotedEnd(d, m); h.typ == "Role" && h.Lexicon.LastDeclines && x.First > m.First && x.End < end && x.End-x.First < end-m.First-2 {
			continue // the town in «Ақсай Мобайл»
		}
		if h.typ == "Role" && h.inQuotedName(d, m, x) {
			continue // nameAfter takes all of it
		}
		segFirst, segEnd, prep := h.segment(d, m, g, x)
		arg := g.Parts[prep]
		if h.typ == "Role" && x.First == m.First && x.End < m.Head {
			prep = "" // whose post it is stands first: "ЕО Сыртқы саясат жөніндегі өкілі"
		}
		switch {
		case prep == "" && h.typ == "Role" && x.Kind == "adjective" && x.First > m.Head && x.End < m.End:
			// "of the Austrian Railways": the name of a body that begins so
		case prep == "" && h.typ == "Role" && (isParty(x) || isPlace(x)):
			switch {
			case h.Lexicon.Definite && x.Kind == "adjective" && (m.Kind == "company" || m.Kind == "profession" || m.Kind == "occupation"):
				cut = append(cut, unquoted(d, x.First, x.End)) // where a director is from is not what he directs
			case len(m.Args["organization"]) == 0:
				m.Args["organization"] = []schema.Value{x.Value(d)}
				cut = append(cut, h.withQualifier(d, unquoted(d, x.First, x.End), m.Head))
			case (h.Lexicon.Definite && plural(&d.Tokens[m.Head]) || h.Lexicon.AllDecline && (plural(&d.Tokens[m.Head]) || x.Type == "Organization")) && x.First > m.Head && h.joined(d, x.First):
				m.Args["organization"] = append(m.Args["organization"], x.Value(d)) // "the foreign ministers of Norway and Iceland", "член палаты и совета"
				cut = append(cut, [2]int{h.joint(d, x.First), x.End})
			}
		case prep == "" && g.Body != "" && x.Type == "Organization" && len(m.Args[g.Body]) == 0:
			m.Args[g.Body] = []schema.Value{h.bodyWith(d, m, x)}
		case prep == "" && g.Parties != "" && isParty(x):
			m.Args[g.Parties] = append(m.Args[g.Parties], x.Value(d))
		case arg == "organization" && h.typ == "Role" && isParty(x):
			m.Args[arg] = []schema.Value{x.Value(d)}
			cut = append(cut, [2]int{segFirst, segEnd})
		case h.typ == "Role" && slices.Contains(g.Apart, prep):
			cut = append(cut, [2]int{segFirst, segEnd})
		case (arg == "party" || arg == "participant") && (isParty(x) || x.Type == "Person"):
			m.Args[arg] = append(m.Args[arg], h.stateOf(d, x))
			cut = append(cut, [2]int{segFirst, segEnd})
		case arg == "about" && (x.Type == "Agreement" || x.Type == "Topic"):
			m.Args[arg] = append(m.Args[arg], x.Value(d))
		}
	}
	if g.Parties == "participant" && len(m.Args[g.Parties]) == 0 {
		h.readSide(d, m, g)
	}
	if h.typ == "Event" && len(m.Args["about"]) == 0 {
		h.readTopic(d, m, g)
	}
	if h.typ == "Role" && len(m.Args["organization"]) == 0 && h.Lexicon.LastDeclines {
		if end := h.nameBefore(d, m); end > m.First {
			m.Args["organization"] = []schema.Value{h.owner(d, m.First, end)}
			cut = append(cut, [2]int{m.First, end})
		}
	} else if h.typ == "Role" && len(m.Args["organization"]) == 0 {
		if i := h.unnamedBody(d, m); i > 0 {
			m.Args["organization"] = []schema.Value{h.bodyOf(d, i, i+1, i)}
			cut = append(cut, [2]int{i, i + 1})
		} else if first := h.nameAfter(d, m, g); first < m.End && !(first == m.End-1 && slices.ContainsFunc(h.Lexicon.Homeland, d.Tokens[first].HasLemma)) {
			name := first
			if g.Parts[d.Tokens[first].Lower] != "" {
				name++ // the preposition is no part of it
			}
			m.Args["organization"] = []schema.Value{h.body(d, name, m.End)}
			cut = append(cut, [2]int{first, m.End})
		}
	}
	for i := m.Head + 1; h.typ == "Role" && i < m.End; i++ {
		if slices.Contains(g.Apart, d.Tokens[i].Lower) && g.Parts[d.Tokens[i].Lower] == "" {
			cut = append(cut, [2]int{i, m.End}) // a town that nobody knows
			break
		}
	}
	if last := m.End - 1; h.typ == "Role" && (g.Kind == "state" || g.Kind == "president") && last > m.Head && slices.ContainsFunc(h.Lexicon.Homeland, d.Tokens[last].HasLemma) {
		cut = append(cut, [2]int{last, m.End})
	}
	if h.typ == "Role" && len(m.Args["organization"]) == 0 {
		body := m.First - 2
		if owner >= 0 {
			body = owner - 1
		}
		if h.isBodyNoun(d, body) {
			m.Args["organization"] = []schema.Value{h.bodyOf(d, h.Analyzer.Phrase(d, body, nil).First, body+1, body)}
		}
	}
	if g.Body != "" && len(m.Args[g.Body]) == 0 {
		if body := h.sitter(d, m); body != nil {
			v := body.Value(d)
			v.Via = schema.ViaCoreference
			m.Args[g.Body] = []schema.Value{v}
		}
	}
	if owner := h.possessor(d, m); h.typ == "Role" && owner != nil && len(m.Args["organization"]) == 0 {
		v := owner.Value(d)
		if v.Via == "" {
			v.Via = schema.ViaCoreference
		}
		m.Args["organization"] = []schema.Value{v}
	}
	return cut
}

// counting returns where the phrase of a title of several begins that only counts whose
// they are, "the foreign ministers of the three states"; m.End if none does.
func (h *heads) counting(d *extract.Doc, m *extract.Mention) int {
	i := m.Head + 1
	if !h.Lexicon.Definite || i >= m.End || !plural(&d.Tokens[m.Head]) || !slices.Contains(h.Lexicon.Genitive, d.Tokens[i].Lower) {
		return m.End
	}
	for j := i + 1; j < m.End && j < i+4; j++ {
		if d.Tokens[j].HasPOS(extract.NUM) {
			return i
		}
	}
	return m.End
}

// portfolio reports whether the tokens are words of the lexicon, what a minister is
// for, and no body's name: "Water, Forests and Mines".
func portfolio(d *extract.Doc, first, end int) bool {
	for i := first; i < end; i++ {
		if t := &d.Tokens[i]; t.Kind == extract.WordToken && (len(t.Analyses) == 0 || t.Best().Guessed || t.Best().POS == extract.PROPN) {
			return false
		}
	}
	return true
}

// modifiers reports whether all the tokens may be adjectives.
func (h *heads) modifiers(d *extract.Doc, first, end int) bool {
	for i := first; i < end; i++ {
		if !slices.ContainsFunc(d.Tokens[i].Analyses, func(a extract.Analysis) bool { return a.POS == extract.ADJ }) {
			return false
		}
	}
	return true
}

// withQualifier widens a range of tokens behind the head to what only qualifies the name
// there: the abbreviation of what it names, "аким г. Алматы", and where a body sits, "CEO
// of Oslo-based X".
func (h *heads) withQualifier(d *extract.Doc, r [2]int, head int) [2]int {
	for r[0]-1 > head && isCompound(&d.Tokens[r[0]-1]) {
		r[0]--
	}
	if at := r[0] - 2; at > head && d.Tokens[at+1].Text == "." && d.Tokens[at].Capitals == extract.Lower && h.Analyzer.Abbreviation(d.Tokens[at].Lower) {
		r[0] = at
	}
	return r
}

func isPlace(x *extract.Mention) bool {
	return x.Type == "Region" || x.Type == "City" || x.Type == "Place"
}

// isInner reports whether the body is part of another, as a board is.
func (h *heads) isInner(x *extract.Mention) bool {
	name := strings.ToLower(x.Name)
	return x.Type == "Organization" && slices.ContainsFunc(h.Lexicon.Inner, func(p string) bool { return strings.HasPrefix(name, p) })
}

func isParty(x *extract.Mention) bool {
	return x.Type == "Country" || x.Type == "Organization"
}

// stateOf returns the country that a government acts for in what states have with
// each other, else what is mentioned.
func (l *Language) stateOf(d *extract.Doc, x *extract.Mention) schema.Value {
	v := x.Value(d)
	if x.Type != "Organization" || x.Kind != "government" && !slices.ContainsFunc(l.Lexicon.Governments, d.Tokens[x.Head].HasLemma) {
		return v
	}
	if of := x.Args["country"]; len(of) > 0 {
		v.Entity = of[0].Entity
		return v
	}
	for i := x.First; i < x.End; i++ {
		for _, k := range d.MentionsAt(i) {
			if c := &d.Mentions[k]; c.Type == "Country" && x.First <= c.First && c.End <= x.End {
				return c.Value(d)
			}
		}
	}
	return v
}

// inner lists the outermost mentions inside m.
func (h *heads) inner(d *extract.Doc, m *extract.Mention) []int {
	var out []int
	end, last, beside := m.First, 0, false
	for i := m.First; i < m.End; i++ {
		for _, k := range d.MentionsAt(i) {
			x := &d.Mentions[k]
			if n := len(out); n > 0 && isParty(x) {
				if o := &d.Mentions[out[n-1]]; o.Type == "City" && o.First == x.First && o.End == x.End {
					out[n-1] = k // a capital that stands for its state
					continue
				}
			}
			if x.First < end && !(beside && x.Span.Start >= last) || x.End > m.End || x.Type == "Date" || x.Type == "Number" || x.First <= m.Head && m.Head < x.End {
				continue
			}
			out = append(out, k)
			end, last = x.End, x.Span.End
			beside = x.Span.End < d.Tokens[x.End-1].Span.End // "EU" of "EU-Kazakhstan" leaves room
		}
	}
	return out
}

// segment returns the prepositional phrase of m that holds the inner mention
// x, from its preposition (or up to its postposition) on; "" if there is none.
func (h *heads) segment(d *extract.Doc, m *extract.Mention, g *Group, x *extract.Mention) (first, end int, prep string) {
	isPrep := func(i int) bool {
		lower := d.Tokens[i].Lower
		_, part := g.Parts[lower]
		return part || slices.Contains(g.Prepositions, lower) && !slices.Contains(h.Lexicon.Genitive, lower)
	}
	if x.First < m.Head { // a complement before the head has a postposition
		for i := x.End; i < m.Head; i++ {
			if isPrep(i) {
				first = x.First
				for first > m.First && !isPrep(first-1) {
					first--
				}
				return first, i + 1, d.Tokens[i].Lower
			}
		}
		for i := x.First - 1; i >= m.First; i-- {
			if isPrep(i) && g.Parts[d.Tokens[i].Lower] != "" && x.First > m.Head {
				return i, x.End, d.Tokens[i].Lower
			}
		}
		return 0, 0, ""
	}
	if before := x.First - 1; h.typ == "Role" && h.Lexicon.Definite && x.Type == "Country" && x.End == m.End && before > m.Head && slices.Contains(h.Lexicon.Genitive, d.Tokens[before].Lower) {
		return 0, 0, "" // the minister for home affairs of Malta
	}
	if h.endsField(d, m, x) {
		return 0, 0, ""
	}
	for i := x.First - 1; i > m.Head; i-- {
		if isPrep(i) {
			end = x.End
			for end < m.End && !isPrep(end) {
				end++
			}
			return i, end, d.Tokens[i].Lower
		}
	}
	return 0, 0, ""
}

// endsField reports whether the body or country in the genitive at the end of a post
// is whose the post is, and not of its field: "министр по сборам Тавании", in a
// language where a genitive goes behind.
func (h *heads) endsField(d *extract.Doc, m, x *extract.Mention) bool {
	if h.typ != "Role" || !h.Lexicon.AllDecline || !isParty(x) || x.Kind == "outlet" || x.End != m.End || x.First <= m.Head+2 {
		return false
	}
	before := &d.Tokens[x.First-1]
	if !before.HasPOS(extract.NOUN) || slices.ContainsFunc(h.Lexicon.Topics, before.HasLemma) {
		return false
	}
	t := &d.Tokens[x.Head]
	return t.Capitals == extract.AllCaps || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Case == extract.Gen })
}

// readTopic makes what follows a preposition of "about" the subject, in words.
func (h *heads) readTopic(d *extract.Doc, m *extract.Mention, g *Group) {
	for i := m.First; i < m.End; i++ {
		if g.Parts[d.Tokens[i].Lower] != "about" {
			continue
		}
		first, end := i+1, m.End
		if i < m.Head { // postposition: the words before it
			first, end = m.First, i
		}
		for j := first; j < end; j++ {
			if _, other := g.Parts[d.Tokens[j].Lower]; other {
				end = j
			}
		}
		if first >= end {
			continue
		}
		head := h.topicHead(d, first, end, i < m.Head)
		span := d.TokenSpan(first, end)
		m.Args["about"] = []schema.Value{{
			Entity:  &schema.Entity{Type: "Topic", Name: h.Analyzer.Nominative(d, first, end, head), Language: d.Language},
			Mention: schema.Mention{Span: span, Text: d.Text(span)},
		}}
		return
	}
}

// topicHead finds the noun that heads the words [first, end): the first noun,
// or with izafet the last one.
func (h *heads) topicHead(d *extract.Doc, first, end int, last bool) int {
	if last {
		return end - 1
	}
	for i := first; i < end; i++ {
		if d.Tokens[i].HasPOS(extract.NOUN) || d.Tokens[i].HasPOS(extract.PROPN) {
			return i
		}
	}
	return first
}
