package phrase

import (
	"slices"
	"strings"
	"unicode"

	"claimgraph/extract"
)

// quoted recognizes organizations by their proper names alone: names in quotation
// marks beside a legal form ("«Тұлпар» ЖШС") and, wherever they stand, names in
// quotation marks or foreign letters that the article introduces inside an
// organization ("«Тұлпар» компаниясы").
type quoted struct{ *Language }

func (q *quoted) Name() string { return "phrase/quoted" }

// A properName is the tokens of a name, without quotation marks; outer holds
// them, and an ending that a hyphen joins to them.
type properName struct {
	first, end           int
	outerFirst, outerEnd int
}

func (q *quoted) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != q.Analyzer.Language() {
		return nil
	}
	taken := make([]bool, len(d.Tokens))
	known := map[string]extract.Mention{}
	var boards []extract.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Type != "Organization" {
			continue
		}
		for j := m.First; j < m.End; j++ {
			taken[j] = true
		}
		if m.Kind == "board" {
			boards = append(boards, q.companies(d, m)...)
		} else if m.Kind != "outlet" {
			q.learn(d, m, known)
		}
	}
	out := boards
	for i := range boards {
		q.learn(d, &boards[i], known)
	}
	var alone []properName
	joined := -1 // the token behind a conjunction that goes on a list of bodies
	for _, sent := range d.Sentences {
		if d.Blocks[sent.Block].Kind == extract.Chrome {
			continue
		}
		for i := sent.First; i < sent.End; i++ {
			p, ok := properNameAt(d, i, sent.End)
			if !ok {
				continue
			}
			i = max(i, p.outerEnd-1)
			if slices.Contains(taken[p.first:p.end], true) {
				if m, ok := q.formOf(d, sent, p); ok {
					out = append(out, m)
				}
				continue
			}
			if m, ok := q.withForm(d, sent, p); ok {
				out = append(out, m)
				q.learn(d, &m, known)
			} else if q.acting(d, sent, p) || p.outerFirst == joined && p.outerFirst < p.first {
				if joined = -1; p.outerEnd < sent.End && q.Lexicon.joins[d.Tokens[p.outerEnd].Lower] {
					joined = p.outerEnd + 1
				}
				m := q.mention(d, p.outerFirst, p.outerEnd, p.end-1, q.Analyzer.Nominative(d, p.first, p.end, p.end-1), d.TokenText(p.first, p.end))
				m.Kind = "company"
				out = append(out, m)
				if key := folded(d, p.first, p.end); known[key].Name == "" {
					known[key] = m
				}
			} else {
				alone = append(alone, p)
			}
		}
	}
	for _, p := range alone {
		if m, ok := q.find(d, p, known); ok {
			out = append(out, m)
		}
	}
	return out
}

// companies returns those whose board m is, by their proper names: «Арна» of "совет
// директоров «Арна»".
func (q *quoted) companies(d *extract.Doc, m *extract.Mention) []extract.Mention {
	var out []extract.Mention
	for _, p := range properNames(d, m.First, m.End) {
		known := slices.ContainsFunc(slices.Concat(d.MentionsAt(p.outerFirst), d.MentionsAt(p.first)), func(k int) bool {
			return d.Mentions[k].Type == "Organization" && d.Mentions[k].First > m.First
		})
		if m.Via != "" || known {
			continue
		}
		x := q.mention(d, p.outerFirst, p.outerEnd, p.end-1, d.TokenText(p.first, p.end), d.TokenText(p.first, p.end))
		x.Kind = "company"
		out = append(out, x)
	}
	return out
}

// learn remembers the proper names inside an organization.
func (q *quoted) learn(d *extract.Doc, m *extract.Mention, known map[string]extract.Mention) {
	for _, p := range properNames(d, m.First, m.End) {
		if key := folded(d, p.first, p.end); known[key].Name == "" {
			known[key] = *m
		}
	}
}

// properNames lists the proper names inside [first, end).
func properNames(d *extract.Doc, first, end int) []properName {
	var out []properName
	for i := first; i < end; i++ {
		if p, ok := properNameAt(d, i, end); ok {
			out = append(out, p)
			i = max(i, p.outerEnd-1)
		}
	}
	return out
}

// maxName is how many tokens a proper name has at most.
const maxName = 6

// properNameAt returns the proper name that begins at token i, before end: what
// stands in quotation marks and begins with a capital, or a run of capitalised
// words in letters foreign to the language.
func properNameAt(d *extract.Doc, i, end int) (properName, bool) {
	if opensQuote(d.Tokens[i].Text) && i+2 < end && d.Tokens[i+1].Capitals != extract.Lower {
		for j := i + 2; j < end && j <= i+1+maxName; j++ {
			if closesQuote(d.Tokens[j].Text) {
				p := properName{i + 1, j, i, j + 1}
				if j+1 < end && isEnding(&d.Tokens[j+1]) {
					p.outerEnd++
				}
				return p, true
			}
		}
		return properName{}, false
	}
	j := i
	for j < end && j < i+maxName && isForeign(d, j) {
		j++
	}
	return properName{i, j, i, j}, j > i && !(i > 0 && isForeign(d, i-1))
}

// isEnding reports whether the token is an ending that a hyphen joins to what
// stands before it: «Тұлпар»-ға.
func isEnding(t *extract.Token) bool {
	return !t.SpaceBefore && len(t.Text) > 1 && t.Text[0] == '-'
}

// isForeign reports whether the token is a capitalised word in Latin letters in
// a text in another script.
func isForeign(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	if d.Language == "en" || t.Kind != extract.WordToken || t.Capitals == extract.Lower {
		return false
	}
	first := []rune(t.Text)[0]
	return unicode.Is(unicode.Latin, first)
}

// folded is the name in lower case, its last word without its ending.
func folded(d *extract.Doc, first, end int) string {
	var b strings.Builder
	for i := first; i < end; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		if i == end-1 {
			stem, _, _ := strings.Cut(d.Tokens[i].Lower, "-")
			b.WriteString(stem)
		} else {
			b.WriteString(d.Tokens[i].Lower)
		}
	}
	return b.String()
}

// withForm makes an organization of a name in quotation marks and the legal
// form that stands behind or before it.
func (q *quoted) withForm(d *extract.Doc, sent extract.Sentence, p properName) (extract.Mention, bool) {
	if p.outerFirst == p.first {
		return extract.Mention{}, false
	}
	first, end, head := p.outerFirst, p.outerEnd, p.end-1
	switch {
	case end < sent.End && q.isForm(&d.Tokens[end]):
		end++
		if strings.Contains(d.Tokens[end-1].Text, "-") { // АҚ-ға: the form shows the case
			head = end - 1
		}
	case first > sent.First && q.isForm(&d.Tokens[first-1]):
		first--
	default:
		return extract.Mention{}, false
	}
	m := q.mention(d, first, end, head, q.Analyzer.Nominative(d, first, end, head), d.TokenText(p.first, p.end))
	m.Kind = "company"
	return m, true
}

// formOf makes the organization that a name in quotation marks is known to be reach
// over the legal form behind it: "«Ұлттық дала орталығы» АҚ".
func (q *quoted) formOf(d *extract.Doc, sent extract.Sentence, p properName) (extract.Mention, bool) {
	for _, k := range d.MentionsAt(p.first) {
		inner := &d.Mentions[k]
		if inner.Type != "Organization" || inner.First < p.outerFirst || inner.End < p.end || inner.End > p.outerEnd || p.outerEnd >= sent.End || !q.isForm(&d.Tokens[p.outerEnd]) {
			continue
		}
		m, ok := q.withForm(d, sent, p)
		m.Name, m.Known, m.Aliases = inner.Name, inner.Known, inner.Aliases
		return m, ok
	}
	return extract.Mention{}, false
}

// acting reports whether the words beside a name in quotation marks tell of it that
// it does or has what bodies do and have: "«Нива» объявила", "контракт с «Нивой»".
func (q *quoted) acting(d *extract.Doc, sent extract.Sentence, p properName) bool {
	x := q.Lexicon.Names
	if x == nil || len(x.acts) == 0 || p.outerFirst == p.first || d.Tokens[p.first].Capitals == extract.Lower {
		return false
	}
	has := func(words map[string]bool, i int, verb bool) bool {
		if i < sent.First || i >= sent.End {
			return false
		}
		t := &d.Tokens[i]
		a := t.Best()
		return words[t.Lemma()] && (!verb || a.POS == extract.VERB && a.Form == extract.Fin)
	}
	next := p.outerEnd
	if next < sent.End && d.Tokens[next].HasPOS(extract.ADV) { // "официально объявил"
		next++
	}
	if prev := p.outerFirst - 1; has(x.acts, next, true) || has(x.acts, prev, true) || has(x.posts, prev, false) || has(x.owned, prev, false) {
		return true
	}
	prev := p.outerFirst - 1
	if prev < sent.First || !x.beside[d.Tokens[prev].Lower] {
		return false
	}
	for i := max(sent.First, prev-3); i < min(p.outerEnd+7, sent.End); i++ {
		if has(x.pacts, i, false) {
			return true
		}
	}
	return false
}

func (q *quoted) isForm(t *extract.Token) bool {
	form, _, _ := strings.Cut(t.Text, "-")
	return t.Capitals != extract.Lower && slices.Contains(q.Lexicon.LegalForms, form)
}

// find makes a mention of a name that the article introduces elsewhere.
func (q *quoted) find(d *extract.Doc, p properName, known map[string]extract.Mention) (extract.Mention, bool) {
	a, ok := known[folded(d, p.first, p.end)]
	inner := d.TokenText(p.first, p.end)
	if !ok { // the last word may have an ending: «Дала Сүттің»
		for key, m := range known {
			if s := folded(d, p.first, p.end); strings.HasPrefix(s, key) && len(s)-len(key) <= maxEnding && hasCase(&d.Tokens[p.end-1]) && (!ok || len(m.Name) < len(a.Name)) {
				a, ok = m, true
			}
		}
	}
	if !ok {
		return extract.Mention{}, false
	}
	head := p.end - 1
	if p.outerEnd > p.end+1 || p.outerEnd > p.end && isEnding(&d.Tokens[p.outerEnd-1]) {
		head = p.outerEnd - 1
	}
	m := q.mention(d, p.outerFirst, p.outerEnd, head, a.Name, inner)
	m.Known, m.Kind = a.Known, a.Kind
	m.Aliases = append(slices.Clone(a.Aliases), m.Aliases...)
	return m, true
}

// maxEnding is how many bytes the ending of an inflected name has at most.
const maxEnding = 10

func hasCase(t *extract.Token) bool {
	return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Case > extract.Nom })
}

func (q *quoted) mention(d *extract.Doc, first, end, head int, name, alias string) extract.Mention {
	m := extract.Mention{
		Span: d.TokenSpan(first, end), First: first, End: end, Head: head, Type: "Organization",
		Name: name, Language: d.Language, Recognizer: q.Name(),
	}
	if alias != name {
		m.Aliases = []string{alias}
	}
	return m
}
