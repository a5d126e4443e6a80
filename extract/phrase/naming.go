package phrase

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// nameRole gives a post the name of the one post that it is, which the text may tell in
// the plural, cut short, with a possessive or as somebody's acting for another, and its
// other names. I is its head noun, cut what belongs to no name.
func (h *heads) nameRole(d *extract.Doc, m *extract.Mention, sent extract.Sentence, i int, g *Group, cut [][2]int) {
	t := &d.Tokens[i]
	if m.First == sent.First && strings.HasPrefix(m.Name, d.Tokens[sent.First].Text) {
		m.Name = uncapitalised(m.Name) // a title is a common noun; the sentence made it great
	}
	if h.Lexicon.LastDeclines && t.Best().Possessor != 0 && !strings.Contains(m.Name, " ") && t.Lemma() != "" && t.Lemma() != m.Name && strings.HasPrefix(m.Name, t.Lemma()) {
		m.Aliases, m.Name = append(m.Aliases, m.Name), t.Lemma() // its әкімі is an әкім
	}
	if h.Lexicon.LastDeclines && plural(t) && t.Best().Possessor == 0 && t.Lemma() != "" && strings.HasSuffix(m.Name, t.Lower) {
		m.Name = strings.TrimSuffix(m.Name, t.Lower) + t.Lemma() // министрлер: each of them is a министр
	}
	if h.Lexicon.Definite && plural(t) && t.Lemma() != "" {
		m.Name = strings.Replace(m.Name, t.Text, t.Lemma(), 1) // each of several ministers is a minister
	}
	if words := strings.Fields(m.Name); h.Lexicon.AllDecline && plural(t) && (i-m.First < len(words) || len(words) == 1) && (g.Kind != "profession" || len(m.Args["organization"]) > 0) {
		if a := t.Best(); a.POS == extract.NOUN && a.Lemma != "" {
			alone := len(words) == 1
			words[min(i-m.First, len(words)-1)] = a.Lemma
			one := strings.Join(words, " ")
			if i == m.First || alone { // no modifier that would have to agree
				m.Name, one = one, m.Name
			}
			m.Aliases = append(m.Aliases, one)
		}
	}
	if h.Lexicon.AllDecline {
		m.Called = h.whole(d, m, cut)
	}
	if full := h.Lexicon.Shorts[t.Lower]; full != "" && i+1 < m.End && d.Tokens[i+1].Text == "." {
		m.Called = m.Name
		m.Name = clean(full + strings.TrimPrefix(strings.TrimPrefix(m.Name, t.Lower), "."))
	}
	m.Aliases = append(m.Aliases, h.postOf(d, m)...)
	h.actingBefore(d, m, cut, sent.First)
	if st := m.Args["status"]; len(st) > 0 && st[0].Text == "acting" && m.Name != "" && !strings.Contains(st[0].Mention.Text, " ") {
		m.Aliases = append(m.Aliases, st[0].Mention.Text+" "+m.Name) // who acts as a director is an acting director
	}
}

// identify gives a place what the gazetteer knows of the name inside it:
// "Ғабала" of "Ғабала қаласы".
func (h *heads) identify(d *extract.Doc, m *extract.Mention) {
	for _, k := range h.inner(d, m) {
		if x := &d.Mentions[k]; x.Type == h.typ && x.Known != "" && x.Kind != "adjective" {
			m.Aliases = append(slices.Clone(x.Aliases), m.Name)
			m.Name, m.Known, m.Called = x.Name, x.Known, x.Called
			return
		}
	}
}

// nameAfter returns where a proper name that nobody recognized begins behind
// the head of a role, "президент ФИДЕ", "director of Muzoo"; m.End if there is none.
func (h *heads) nameAfter(d *extract.Doc, m *extract.Mention, g *Group) int {
	for i := m.Head + 1; i < m.End; i++ {
		t := &d.Tokens[i]
		if h.Lexicon.Definite && g.Parts[t.Lower] == "organization" && i+1 < m.End {
			if n := &d.Tokens[i+1]; n.Kind == extract.WordToken && n.Capitals != extract.Lower && len(d.MentionsAt(i+1)) == 0 {
				return i // "analyst at Calder Books"
			}
			break
		}
		if slices.Contains(g.Prepositions, t.Lower) && !slices.Contains(h.Lexicon.Genitive, t.Lower) {
			break
		}
		if h.Lexicon.AllDecline && i > m.Head+1 && opensQuote(t.Text) && h.modifiers(d, m.Head+1, i) {
			return m.Head + 1 // "казанского «Рубина»"
		}
		known := h.Lexicon.Definite && t.Capitals == extract.Capital && len(t.Analyses) > 0 && !t.Best().Guessed && i == m.Head+1 // Director General
		if opensQuote(t.Text) || t.Kind == extract.WordToken && t.Capitals != extract.Lower && !known {
			if h.Lexicon.Definite && g.Kind == "state" && portfolio(d, i, m.End) {
				break
			}
			return i
		}
	}
	return m.End
}

// inQuotedName reports whether x stands inside a name in quotation marks that only
// adjectives part from the head of the post.
func (h *heads) inQuotedName(d *extract.Doc, m, x *extract.Mention) bool {
	if !h.Lexicon.AllDecline {
		return false
	}
	for i := m.Head + 2; i < x.First && i < m.End; i++ {
		if opensQuote(d.Tokens[i].Text) {
			return h.modifiers(d, m.Head+1, i)
		}
	}
	return false
}

// nameBefore returns where a proper name that nobody recognized ends that a
// role's phrase begins with, "Раджья Сабханың бас хатшысы"; m.First if there is none.
func (h *heads) nameBefore(d *extract.Doc, m *extract.Mention) int {
	i := m.First
	if end := quotedEnd(d, m); end > i { // «Ақсай» президенті
		return end
	}
	for i < m.Head && d.Tokens[i].Kind == extract.WordToken && d.Tokens[i].Capitals != extract.Lower && d.Tokens[i].Best().Guessed &&
		len(d.MentionsAt(i)) == 0 && (!d.StartsSentence(i) || d.Tokens[i].HasPOS(extract.PROPN)) {
		i++
	}
	return i
}

// quotedEnd returns the end of the name in quotation marks that a mention begins
// with, or its first token.
func quotedEnd(d *extract.Doc, m *extract.Mention) int {
	if !opensQuote(d.Tokens[m.First].Text) {
		return m.First
	}
	for j := m.First + 1; j < m.Head; j++ {
		if closesQuote(d.Tokens[j].Text) {
			return j + 1
		}
	}
	return m.First
}

func opensQuote(mark string) bool {
	return mark == "«" || mark == "“" || mark == "\"" || mark == "„"
}

func closesQuote(mark string) bool {
	return mark == "»" || mark == "”" || mark == "\"" || mark == "“"
}

// unquoted widens a range of tokens to the quotation marks directly around it.
func unquoted(d *extract.Doc, first, end int) [2]int {
	if first > 0 && end < len(d.Tokens) && opensQuote(d.Tokens[first-1].Text) && d.Tokens[end].Kind == extract.MarkToken {
		return [2]int{first - 1, end + 1}
	}
	return [2]int{first, end}
}

// name returns the normal form of the mention without what was cut: the
// organization of a role, the parties of an agreement.
func (h *heads) name(d *extract.Doc, m *extract.Mention, first int, cut [][2]int) string {
	name := h.Analyzer.Nominative(d, first, m.End, m.Head)
	cut = slices.Clone(cut)
	if words := strings.Fields(name); len(words) == m.End-first {
		// Word by word: a modifier is another form there than in the text.
		name = strings.Join(h.uncut(words, first, m.Head, cut), " ")
	}
	for _, c := range cut {
		c[0], c[1] = max(c[0], first), min(c[1], m.End)
		if c[0] < c[1] && !(c[0] <= m.Head && m.Head < c[1]) {
			name = h.remove(name, d.TokenText(c[0], c[1]))
		}
	}
	return clean(name)
}

// uncut drops the words of a name that are cut before its head, and empties
// those cuts.
func (h *heads) uncut(words []string, first, head int, cut [][2]int) []string {
	var out []string
	for i, w := range words {
		in := slices.IndexFunc(cut, func(c [2]int) bool { return c[0] <= first+i && first+i < c[1] && c[1] <= head })
		if in < 0 {
			out = append(out, w)
		}
	}
	for i := range cut {
		if cut[i][1] <= head {
			cut[i][1] = cut[i][0]
		}
	}
	return out
}

// unnumbered returns the event's name without its ordinal: "саммит ШОС" of
// "пятый саммит ШОС".
func (h *heads) unnumbered(d *extract.Doc, m *extract.Mention, cut [][2]int) string {
	number, last := m.Args["ordinal"][0].Mention, m.Args["ordinal"][len(m.Args["ordinal"])-1].Mention
	if last.Span != number.Span { // "алтыншы мен жетінші съезд"
		number.Span.End = last.Span.End
		number.Text = d.Text(number.Span)
	}
	first := m.First
	for first < m.Head && d.Tokens[first].Span.Start < number.Span.End && d.Tokens[first].Span.Start >= number.Span.Start {
		first++
	}
	name := h.name(d, m, first, cut)
	if head := d.Tokens[m.Head]; number.Span == head.Span { // 12-саммиті: the number is part of the word
		_, noun, _ := strings.Cut(number.Text, "-")
		return clean(strings.Replace(name, number.Text[:len(number.Text)-len(noun)], "", 1))
	}
	return clean(h.remove(name, number.Text))
}

// uncapitalised makes the first letter small, unless the next letter or word
// is capitalised too.
func uncapitalised(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	word, rest, _ := strings.Cut(name, " ")
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsUpper(next) || strings.ContainsFunc(word[min(n, len(word)):], unicode.IsUpper) {
		return name // "Deputy Minister", "Secretary-General"
	}
	return string(unicode.ToLower(r)) + name[n:]
}

// abbreviated returns where the abbreviations in brackets stand inside a body's name, which are no
// part of it: "Тұзкөл университетінің (ТУ) кеңесі".
func abbreviated(d *extract.Doc, m *extract.Mention) [][2]int {
	var out [][2]int
	for i := m.First; i+2 < m.Head; i++ {
		if d.Tokens[i].Text == "(" && d.Tokens[i+2].Text == ")" {
			out = append(out, [2]int{i, i + 3})
		}
	}
	return out
}

func clean(name string) string {
	if isClean(name) {
		return name
	}
	return strings.Trim(strings.Join(strings.Fields(name), " "), " ,–—-")
}

// isClean reports whether there surely is nothing to clean: nearly always.
func isClean(name string) bool {
	blank := true // also at the start
	for i := range len(name) {
		switch c := name[i]; {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
		case c < ' ', c == 0xC2, c >= 0xE1: // blanks and dashes of other kinds begin so
			return false
		case (c == ',' || c == '-') && (i == 0 || i == len(name)-1):
			return false
		default:
			blank = false
		}
	}
	return !blank
}

// remove cuts words from a name with the glue that held them.
func (h *heads) remove(name, words string) string {
	i := strings.Index(name, words)
	if i < 0 {
		return name
	}
	before, after := name[:i], name[i+len(words):]
	for _, glue := range h.Lexicon.Glue {
		trimmed := strings.TrimRight(before, " ")
		if strings.HasSuffix(trimmed, " "+glue) {
			before = strings.TrimSuffix(trimmed, glue)
		}
		after = strings.TrimPrefix(after, glue)
	}
	return before + after
}

// whole returns a post with the body inside its name, "посол Норвегии в Чили", where
// its own name is "посол в Чили"; "" if no body stands inside.
func (h *heads) whole(d *extract.Doc, m *extract.Mention, cut [][2]int) string {
	left := func(i int) bool {
		return slices.ContainsFunc(cut, func(c [2]int) bool { return c[0] <= i && i < c[1] })
	}
	end := m.End
	for end > m.Head+1 && left(end-1) {
		end--
	}
	for i := m.Head + 1; i < end; i++ {
		if left(i) {
			name := clean(h.Analyzer.Nominative(d, m.First, end, m.Head))
			if t := &d.Tokens[m.First]; t.Capitals == extract.Capital && m.First == d.Sentences[t.Sentence].First {
				r, n := utf8.DecodeRuneInString(name)
				name = string(unicode.ToLower(r)) + name[n:]
			}
			return name
		}
	}
	return ""
}

// postOf returns what the post of who heads a body is called besides: the head
// of a foreign ministry is the foreign minister.
func (h *heads) postOf(d *extract.Doc, m *extract.Mention) []string {
	if len(h.Lexicon.BodyPosts) == 0 || !slices.ContainsFunc(h.Lexicon.Heading, d.Tokens[m.Head].HasLemma) {
		return nil
	}
	for i := m.First; i < m.End; i++ {
		if post := h.Lexicon.BodyPosts[d.Tokens[i].Lemma()]; post != "" && i != m.Head {
			if len(m.Args["organization"]) == 0 && m.Kind == "" {
				for _, g := range h.Lexicon.byHead[post] {
					m.Kind = g.Kind // of a state, as that post is: "глава государства"
				}
			}
			return []string{post}
		}
	}
	return nil
}

// actingBefore extends a role to the words before it by which somebody only does
// its work, of which the first tells the case: "исполняющим обязанности прокурора".
func (h *heads) actingBefore(d *extract.Doc, m *extract.Mention, cut [][2]int, sentence int) {
	for _, words := range h.Lexicon.before {
		first := m.First - len(words)
		if first < sentence {
			continue
		}
		fits := true
		for i, w := range words {
			t := &d.Tokens[first+i]
			stem, cut := strings.CutSuffix(w, "*")
			fits = fits && (t.Lower == w || i == 0 && t.HasLemma(w) || cut && strings.HasPrefix(t.Lower, stem))
		}
		if !fits {
			continue
		}
		own := m.End
		for _, c := range cut {
			if c[0] > m.Head && c[0] < own {
				own = c[0]
			}
		}
		span := d.TokenSpan(first, m.First)
		m.Args["status"] = []schema.Value{{Text: "acting", Mention: schema.Mention{Span: span, Text: d.Text(span)}}}
		if strings.HasSuffix(words[len(words)-1], ".") { // an abbreviation tells no case, and the post stays in the genitive
			m.Aliases = append(m.Aliases, d.TokenText(first, own))
			if rest, ok := strings.CutPrefix(m.Name, d.Tokens[m.Head].Text); ok && m.First == m.Head {
				m.Name = d.Tokens[m.Head].Lemma() + rest
			}
			return
		}
		m.Aliases = append(m.Aliases, strings.Replace(strings.Join(words, " "), "*", "ий", 1)+" "+d.TokenText(m.First, own))
		m.First, m.Head = first, first
		m.Span = d.TokenSpan(m.First, m.End)
		return
	}
}

// isUnknownName reports whether token i is a capitalised word of no mention that the
// dictionary knows as a personal name or not at all.
func isUnknownName(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	a := t.Best()
	return t.Capitals == extract.Capital && !isForeign(d, i) && len(d.MentionsAt(i)) == 0 && !d.Named(i, i+1) && a.POS == extract.PROPN && (a.Guessed || a.Name == extract.Given || a.Name == extract.Surname)
}

// commonName is the normal form of a head noun that stands alone and is taken for a
// surname: "Спикер Сената Маулен Ашимбаев".
func (h *heads) commonName(d *extract.Doc, i int, name string) string {
	for _, a := range d.Tokens[i].Analyses {
		if a.POS == extract.NOUN && !a.Guessed && len(h.Lexicon.byHead[a.Lemma]) > 0 {
			r, n := utf8.DecodeRuneInString(a.Lemma)
			return string(unicode.ToUpper(r)) + a.Lemma[n:]
		}
	}
	return name
}
