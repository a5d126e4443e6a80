package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A recognizer finds the gazetteer's names.
type recognizer struct{ g *Gazetteer }

// Recognizer returns a recognizer that finds the names in documents. It reads
// the lemmas that analyzers gave the tokens and, for words that they do not
// know, the endings of the language.
func (g *Gazetteer) Recognizer() extract.Recognizer { return recognizer{g} }

// Name returns "gazetteer".
func (recognizer) Name() string { return "gazetteer" }

// Recognize finds names inside sentences. Of those that start at a token the
// longest counts, and the search goes on behind it.
func (r recognizer) Recognize(d *extract.Doc) []extract.Mention {
	m := &matcher{index: r.g.index, doc: d, in: maskOf(d.Language)}
	if m.in == 0 {
		return nil
	}
	m.read = make([][]uint32, len(d.Tokens))
	for _, s := range d.Sentences {
		m.sentence(s)
	}
	m.callAdjectives()
	slices.SortStableFunc(m.found, func(a, b extract.Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return m.found
}

// A matcher looks through one document.
type matcher struct {
	*index
	doc   *extract.Doc
	in    mask
	read  [][]uint32 // words that each token may be a form of; nil if not looked up yet
	found []extract.Mention

	first    int  // first word of the sentence
	end      int  // of its tokens
	shouting bool // the sentence is all capitals
}

func (m *matcher) sentence(s extract.Sentence) {
	m.first, m.end = firstWord(m.doc.Tokens, s), s.End
	m.shouting = m.doc.Language == "en" && allCapitals(m.doc.Tokens[s.First:s.End])
	for i := s.First; i < s.End; {
		i = max(i+1, m.at(i))
	}
}

func firstWord(tokens []extract.Token, s extract.Sentence) int {
	for i := s.First; i < s.End; i++ {
		if tokens[i].Kind != extract.MarkToken {
			return i
		}
	}
	return s.First
}

// allCapitals tells whether a sentence of several words is set in capitals, so
// that WHO and US may be plain words.
func allCapitals(tokens []extract.Token) bool {
	words := 0
	for i := range tokens {
		if tokens[i].Kind != extract.WordToken || utf8.RuneCountInString(tokens[i].Text) < 2 {
			continue
		}
		if tokens[i].Capitals != extract.AllCaps {
			return false
		}
		words++
	}
	return words > 2
}

// at takes the longest name that starts at token i and returns where it ends,
// or i if there is none.
func (m *matcher) at(i int) int {
	t := &m.doc.Tokens[i]
	if best, end := m.longest(i, t.Text, t.Lower); best != nil {
		if !m.isPersonal(best, i, end) {
			m.take(best, i, end, t.Span.Start)
		}
		return end
	}
	if t.Kind == extract.WordToken && firstDash(t.Text) >= 0 {
		return m.compound(i)
	}
	return i
}

// firstDash returns where the first dash stands that joins names, or -1.
func firstDash(s string) int {
	for i := range len(s) {
		if s[i] == '-' || s[i] == "–"[0] && (strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "‑")) {
			return i
		}
	}
	return -1
}

// lastJoint returns where the last mark stands that may join a suffix, or -1.
func lastJoint(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '-' || s[i] == '\'' || s[i] == "’"[0] && (strings.HasPrefix(s[i:], "’") || strings.HasPrefix(s[i:], "‑")) {
			return i
		}
	}
	return -1
}

// longest returns the longest name at token i, whose text counts as the given
// one, and its end.
func (m *matcher) longest(i int, text, lower string) (best *name, end int) {
	w := walk{matcher: m, start: i, text: text}
	for _, word := range m.wordsOf(i, text, lower) {
		w.follow(0, word, i)
	}
	return w.best, w.end
}

// shortest is longest for the least name.
func (m *matcher) shortest(i int, text, lower string) (best *name, end int) {
	w := walk{matcher: m, start: i, text: text, least: true}
	for _, word := range m.wordsOf(i, text, lower) {
		w.follow(0, word, i)
	}
	return w.best, w.end
}

// A walk goes down the trie from one token.
type walk struct {
	*matcher
	start int
	text  string // of the first token
	least bool   // look for the shortest name
	best  *name
	end   int
}

// follow goes from node by a word that the token at is and keeps the best name.
func (w *walk) follow(node, word uint32, at int) {
	node, ok := w.step(node, word)
	if !ok || w.least && w.best != nil && at >= w.end {
		return
	}
	for i := w.ends.At(int(node)); i < w.ends.At(int(node)+1); i++ {
		if n := w.names.At(i); w.improves(n, at+1) && w.fits(n, w.start, w.text) {
			w.best, w.end = n, at+1
		}
	}
	if at+1 >= w.matcher.end {
		return
	}
	next := &w.doc.Tokens[at+1]
	for _, word := range w.wordsOf(at+1, next.Text, next.Lower) {
		w.follow(node, word, at+1)
	}
}

// improves tells whether a name that ends at end is to be preferred.
func (w *walk) improves(n *name, end int) bool {
	if w.best == nil || end == w.end {
		return better(n, w.best)
	}
	return end > w.end != w.least
}

// better tells whether of two names for the same words the first counts: the
// noun before the adjective, then in order of the entries.
func better(a, b *name) bool {
	if b == nil || a.adjective != b.adjective {
		return b == nil || b.adjective
	}
	return a.rank < b.rank
}

// fits tells whether the tokens from start have the capitals that the name asks.
func (m *matcher) fits(n *name, start int, firstText string) bool {
	if n.in&m.in == 0 || n.notFirst && start == m.first {
		return false
	}
	for k, w := range n.words {
		t := &m.doc.Tokens[start+k]
		text := t.Text
		if k == 0 {
			text = firstText
		}
		switch w.need {
		case capital:
			if !startsUpper(text) {
				return false
			}
		case exactly:
			if !strings.HasPrefix(text, w.text) || m.shouting {
				return false
			}
		}
	}
	return true
}

// wordsOf returns the words that token i, whose text counts as the given one,
// may be a form of.
func (m *matcher) wordsOf(i int, text, lower string) []uint32 {
	t := &m.doc.Tokens[i]
	if text != t.Text {
		return m.appendForms(nil, text, extract.FoldYo(lower))
	}
	if m.read[i] == nil {
		m.read[i] = m.wordsOfToken(t)
	}
	return m.read[i]
}

// noWords are those of most tokens.
var noWords = []uint32{}

// wordsOfToken returns the words that the token may be a form of by its endings
// or by its lemmas; it is never nil.
func (m *matcher) wordsOfToken(t *extract.Token) []uint32 {
	words := m.appendForms(noWords, t.Text, extract.FoldYo(t.Lower))
	last := ""
	for k := range t.Analyses {
		lemma := t.Analyses[k].Lemma
		if lemma == last {
			continue
		}
		last = lemma
		if lemma = extract.FoldYo(lemma); lemma == t.Lower {
			continue
		}
		if w, ok := m.words.Get(lemma); ok && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// appendForms appends the words that a text may be a form of by its endings.
func (m *matcher) appendForms(words []uint32, text, lower string) []uint32 {
	if isQuote(text) {
		lower = `"`
	}
	words = m.cut(words, lower)
	if i := lastJoint(lower); i > 0 {
		_, n := utf8.DecodeRuneInString(lower[i:])
		// Some word takes the ending after its whole nominative, as a suffix that a
		// hyphen joins to an abbreviation must be.
		if list, ok := m.endings.Get(lower[i+n:]); ok && m.takes(list, m.languages["kk"].whole) {
			words = m.cut(words, lower[:i]) // ЕО-ның, NATO-ға
		}
	}
	return words
}

// cut appends the words that lower is a form of, trying each length of ending,
// the shortest first.
func (m *matcher) cut(words []uint32, lower string) []uint32 {
	var ends [maxEnding + 1]int // where a stem may end, the longest last
	n, runes, h := 0, utf8.RuneCountInString(lower), offset
	for i := range len(lower) {
		h = h.next(lower[i])
		if i+1 < len(lower) && !utf8.RuneStart(lower[i+1]) {
			continue
		}
		if runes--; runes <= maxEnding && m.maybe.has(h) {
			ends[n] = i + 1
			n++
		}
	}
	for ; n > 0; n-- {
		end := ends[n-1]
		first, ok := m.stems.Get(lower[:end])
		if !ok {
			continue
		}
		list, ok := m.endings.Get(lower[end:])
		if !ok {
			continue
		}
		for i, last := first, false; !last; i++ {
			f := m.form(i)
			if last = f.last; f.in&m.in != 0 && m.takes(list, f.paradigm) && !slices.Contains(words, f.word) {
				words = append(words, f.word)
			}
		}
	}
	return words
}

// take adds the mention of a name found at tokens [first, end), which begins at
// the byte start of the text.
func (m *matcher) take(n *name, first, end, start int) {
	first, end = first+n.trim, end-n.trim
	span := m.doc.TokenSpan(first, end)
	if n.trim == 0 {
		span.Start = start
	}
	m.found = append(m.found, m.mention(n, first, end, min(first+n.head-n.trim, end-1), span))
}

func (m *matcher) mention(n *name, first, end, head int, span schema.Span) extract.Mention {
	e := n.entry
	canonical, language := e.Name(m.doc.Language)
	kind := e.Kind
	if n.adjective {
		kind = "adjective"
	}
	called := n.text
	if n.adjective || called == canonical || n.lang != m.doc.Language && n.lang != anyLanguage && !isAbbreviation(n.text) {
		called = ""
	}
	x := extract.Mention{
		Span: span, First: first, End: end, Head: head, Type: e.Type, Kind: kind, Name: canonical,
		Language: language, Aliases: e.aliases(m.doc.Language), Known: e.Key, Called: called, Recognizer: recognizer{}.Name(),
	}
	if land := m.entryOf(m.keys, e.Country); e.Type == "Organization" && land != nil {
		name, language := land.Name(m.doc.Language)
		country := &schema.Entity{Type: land.Type, Name: name, Language: language, Aliases: land.aliases(m.doc.Language), Known: land.Key}
		x.Args = map[schema.ArgName][]schema.Value{"country": {{Entity: country}}} // whose it is
	}
	return x
}

// callAdjectives gives what an adjective says the name that the article has for
// it elsewhere: Россия is called РФ where "российский" stands beside "РФ".
func (m *matcher) callAdjectives() {
	called := map[string]string{} // by key, of the first noun
	for i := range m.found {
		x := &m.found[i]
		if _, ok := called[x.Known]; !ok && x.Kind != "adjective" {
			called[x.Known] = x.Called
		}
	}
	for i := range m.found {
		if x := &m.found[i]; x.Kind == "adjective" {
			x.Called = called[x.Known]
		}
	}
}

// compound takes the names that hyphens join in token i: РК-ЕС,
// Қазақстан-Еуроодақ, казахстанско-китайский. Each must be a name; the last may
// go on in the tokens behind. It returns where the last ends, or i.
func (m *matcher) compound(i int) int {
	t := &m.doc.Tokens[i]
	type part struct {
		name       *name
		start, end int
	}
	var parts []part
	at := 0
	for {
		rest := t.Text[at:]
		cut := firstDash(rest)
		if cut < 0 {
			break
		}
		n := m.linked(i, rest[:cut])
		if n == nil {
			return i
		}
		parts = append(parts, part{n, at, at + cut})
		_, width := utf8.DecodeRuneInString(rest[cut:])
		at += cut + width
	}
	last := t.Text[at:]
	// What is joined are the parties by their short names: in
	// "Қазақстан-ЕО кеңесі" the council is of both, not the EU's own.
	best, end := m.shortest(i, last, strings.ToLower(last))
	if best == nil {
		return i
	}
	for _, p := range parts {
		span := schema.Span{Start: t.Span.Start + p.start, End: t.Span.Start + p.end}
		m.found = append(m.found, m.mention(p.name, i, i+1, i, span))
	}
	m.take(best, i, end, t.Span.Start+at)
	return end
}

// linked returns the name of one word that the first half of a compound has.
func (m *matcher) linked(i int, text string) *name {
	lower := strings.ToLower(text)
	if best, end := m.longest(i, text, lower); best != nil && end == i+1 {
		return best
	}
	forms := m.languages[m.doc.Language]
	if forms == nil || forms.link[0] == "" || !strings.HasSuffix(lower, forms.link[0]) {
		return nil
	}
	adjective := strings.TrimSuffix(lower, forms.link[0]) + forms.link[1]
	if best, end := m.longest(i, adjective, adjective); best != nil && end == i+1 && best.adjective {
		return best
	}
	return nil
}

// isPersonal tells whether a place's name of one word is part of a person's:
// a given name stands before it, or it is one itself and a surname follows.
func (m *matcher) isPersonal(n *name, i, end int) bool {
	if end != i+1 || n.adjective || n.entry.Type == "Organization" {
		return false
	}
	if i > 0 && m.isName(i-1, extract.Given) && m.doc.Tokens[i-1].Sentence == m.doc.Tokens[i].Sentence {
		// Two words of one name agree, or the first does not decline: Павелдің Қазақстанға is no name.
		given, place := m.doc.Tokens[i-1].Best().Case, m.doc.Tokens[i].Best().Case
		return given <= extract.Nom || given == place || place == 0
	}
	return m.isName(i, extract.Given) && end < m.end && m.isName(end, extract.Surname)
}

func (m *matcher) isName(i int, kind extract.NameKind) bool {
	t := &m.doc.Tokens[i]
	return t.Capitals != extract.Lower && t.Best().Name == kind
}
