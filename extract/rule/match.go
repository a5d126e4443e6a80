package rule

import (
	"slices"
	"strconv"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A binding is an argument that a step filled.
type binding struct {
	arg     schema.ArgName
	mention int // index into Doc.Mentions, or -1
	span    schema.Span
	value   string // a constant, or "" for the words at span
	bare    bool   // without its complements
	whole   bool   // its clause is another name of it
	clause  bool   // a clause, to be taken as it stands
	item    int    // which item of a coordinated list, from 0
	from    int    // the offset before which the words belong to another argument
}

// A match is one way a pattern fits.
type match struct {
	first, end int // tokens
	trigger    int // token, or -1
	bindings   []binding
}

// view is what the matcher reads of a document: its tokens and mentions, and
// persons together with the titles that stand before or after them.
type view struct {
	doc    *extract.Doc
	lang   *language
	starts [][]candidate  // by first token, titles and articles included
	needs  []needSet      // by sentence: what its words and mentions are good for
	clause []int          // by token: the number of its clause, negative of one inserted in another
	named  []bool         // by token: it is part of a name
	nested []bool         // by mention: it modifies the role or body around it
	labels []schema.Value // by block: the date that labels it; see label
}

// A candidate is a mention as a step sees it, from the first token of its
// title to the last of its apposition.
type candidate struct {
	mention    int
	first, end int
	titled     bool
}

func newView(d *extract.Doc, lang *language) *view {
	v := &view{doc: d, lang: lang, starts: make([][]candidate, len(d.Tokens)), clause: make([]int, len(d.Tokens)), named: make([]bool, len(d.Tokens))}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		for j := m.First; j < m.End && m.Via == "" && namesOne[m.Type]; j++ {
			v.named[j] = true
		}
		v.add(candidate{mention: i, first: m.First, end: m.End})
		if m.Type == "Organization" && v.marked(m) {
			v.add(candidate{mention: i, first: m.First - 1, end: m.End + 1})
		}
		if m.Type == "Person" {
			if first, end := v.titled(m); first != m.First || end != m.End {
				v.add(candidate{mention: i, first: first, end: end, titled: true})
			}
		}
	}
	for i := range v.starts {
		slices.SortStableFunc(v.starts[i], func(a, b candidate) int { return b.end - a.end })
	}
	v.nested = nestedIn(d)
	v.needs = lang.needs.met(d)
	for _, sent := range d.Sentences {
		v.clauses(sent)
	}
	return v
}

// namesOne are the types whose mentions are names.
var namesOne = map[schema.EntityType]bool{"Person": true, "Organization": true, "City": true, "Country": true, "Region": true}

// nestedIn marks the countries and bodies inside a role: "министр Казахстана"
// says nothing of what Kazakhstan does.
func nestedIn(d *extract.Doc) []bool {
	nested := make([]bool, len(d.Mentions))
	for i := range d.Mentions {
		r := &d.Mentions[i]
		if r.Type == "Organization" && r.Via == "" {
			rolesIn(d, i, nested)
			companyIn(d, i, nested)
		}
		if r.Type != "Role" {
			continue
		}
		for j := i + 1; j < len(d.Mentions) && d.Mentions[j].First < r.End; j++ {
			x := &d.Mentions[j]
			nested[j] = nested[j] || (x.Type == "Country" || x.Type == "Organization" && x.Kind != "outlet") && x.End <= r.End && x.End-x.First < r.End-r.First
		}
	}
	return nested
}

// rolesIn marks the posts inside the name of body k, "совет директоров", but for
// one that somebody's name follows.
func rolesIn(d *extract.Doc, k int, nested []bool) {
	o := &d.Mentions[k]
	for j := k + 1; j < len(d.Mentions) && d.Mentions[j].First < o.End; j++ {
		x := &d.Mentions[j]
		named := slices.ContainsFunc(d.MentionsAt(x.End), func(p int) bool { return d.Mentions[p].Type == "Person" })
		nested[j] = nested[j] || x.Type == "Role" && x.End <= o.End && x.End-x.First < o.End-o.First && !named
	}
}

// companyIn marks the company inside the name of its board k: what the board does
// the company does not.
func companyIn(d *extract.Doc, k int, nested []bool) {
	o := &d.Mentions[k]
	for j := range d.Mentions {
		if o.Kind != "board" {
			return
		}
		x := &d.Mentions[j]
		nested[j] = nested[j] || x.Type == "Organization" && x.Kind == "company" && o.First < x.First && x.End <= o.End
	}
}

// clauses numbers the clauses of a sentence. A clause ends at a semicolon,
// before a word that opens one, and at a comma between two finite verbs. One that
// is inserted into another does not end it.
func (v *view) clauses(sent extract.Sentence) {
	d, n, verb := v.doc, sent.First, false
	main := -1 // the clause that a participle's interrupts, -1 if none does
	for i := sent.First; i < sent.End; i++ {
		t := &d.Tokens[i]
		comma := i > sent.First && d.Tokens[i-1].Lower == ","
		if end := v.inserted(i, sent.End); comma && !verb && end > i {
			for ; i < end; i++ {
				v.clause[i] = -end // a gap in the clause around it passes over
			}
			v.clause[i] = n
			continue
		}
		if main >= 0 && (comma || t.Lower == ";") {
			n, main = main, -1
		}
		if t.Lower == ";" || comma && (v.lang.isClauseWord(t) || verb && v.verbBeforeComma(i, sent.End)) {
			n, verb = i, false
		} else if comma && len(v.lang.participles) > 0 && v.participleFrom(i, sent.End) {
			main, n = n, -i // a gap passes over it too
		}
		verb = verb || finite(t)
		v.clause[i] = n
	}
}

// maxInserted is how many tokens an inserted clause may have.
const maxInserted = 6

// inserted returns the comma that ends the clause that tells, from token i on, who
// says the one around it: "the round, the minister added, will be held"; i if there
// is none.
func (v *view) inserted(i, end int) int {
	says := false
	for j := i; j < min(i+maxInserted, end-1); j++ {
		t := &v.doc.Tokens[j]
		switch {
		case t.Lower == "," && says:
			return j
		case t.Kind == extract.MarkToken || v.lang.isClauseWord(t):
			return i
		case finite(t):
			if says || !slices.ContainsFunc(v.lang.inserted, t.HasLemma) {
				return i
			}
			says = true
		}
	}
	return i
}

// participleFrom reports whether an active participle of one of the verbs whose
// objects are no other verb's opens a phrase of its own at token i, behind an adverb
// at most: "Ким, ранее возглавлявший комитет, ...".
func (v *view) participleFrom(i, end int) bool {
	for j := i; j < min(i+2, end) && v.doc.Tokens[j].Kind == extract.WordToken; j++ {
		if a := v.doc.Tokens[j].Best(); a.POS == extract.VERB && a.Form == extract.Part && a.Voice == extract.Act && !a.Short && v.lang.participles[a.Lemma] {
			return true
		}
	}
	return false
}

func (v *view) verbBeforeComma(i, end int) bool {
	for ; i < end && v.doc.Tokens[i].Lower != ","; i++ {
		if finite(&v.doc.Tokens[i]) {
			return true
		}
	}
	return false
}

// finite reports whether the word is a predicate: a finite verb or a short
// participle.
func finite(t *extract.Token) bool {
	a := t.Best()
	return a.POS == extract.VERB && (a.Form == extract.Fin || a.Form == extract.Part && a.Short)
}

// marked reports whether quotation marks stand around the mention: its neighbours
// are the words beside them.
func (v *view) marked(m *extract.Mention) bool {
	t := v.doc.Tokens
	return m.First > 0 && m.End < len(t) && t[m.First-1].Sentence == t[m.End].Sentence && opens(t[m.First-1].Lower) && closes(t[m.End].Lower)
}

func (l *language) isClauseWord(t *extract.Token) bool {
	return l.clauseWords[t.Lower] || len(t.Analyses) > 0 && l.clauseWords[t.Analyses[0].Lemma]
}

// add files the candidate under its first token and, where an article stands
// before it, under the article's.
func (v *view) add(c candidate) {
	v.starts[c.first] = append(v.starts[c.first], c)
	if c.first > 0 && v.lang.articles[v.doc.Tokens[c.first-1].Lower] && v.doc.Tokens[c.first-1].Sentence == v.doc.Tokens[c.first].Sentence {
		c.first--
		v.starts[c.first] = append(v.starts[c.first], c)
	}
}

// titled returns the tokens of a person with the roles that stand directly
// before the name, and those that follow it between commas.
func (v *view) titled(m *extract.Mention) (first, end int) {
	d := v.doc
	sentence := d.Sentences[d.SentenceOf(m.First)]
	first, end = m.First, m.End
	for {
		r := v.roleEndingAt(v.beforeBracket(first, sentence), sentence)
		if r == nil && first == m.First && first-1 > sentence.First && v.lang.articles[d.Tokens[first-1].Lower] {
			r = v.roleEndingAt(first-1, sentence) // "chairman Sir Alan Foss"
		}
		if r == nil || first == m.First && v.lang.namesAgree && !d.TitleFits(r, m) {
			break
		}
		first = r.First
		// "министр иностранных дел и вице-премьер Иван Петров", "министр – ..."
		if j := first - 1; j > sentence.First && (v.lang.conjunctions[d.Tokens[j].Lower] || d.Tokens[j].Lower == "–" || d.Tokens[j].Lower == "—") && v.roleEndingAt(j, sentence) != nil {
			first = j
		}
	}
	if first == m.First {
		first = v.ownedFrom(first, sentence)
	}
	// "its president, Jack Adeyo, ..."
	if first == m.First && m.Kind == "full" && len(v.lang.possessives) > 0 && (end >= sentence.End || d.Tokens[end].Kind == extract.MarkToken) {
		if r := v.roleBeforeComma(first, sentence); r != nil && number(&d.Tokens[r.Head]) != extract.Plur {
			if first = v.behindLand(r.First, sentence); end < sentence.End && d.Tokens[end].Lower == "," {
				end++
			}
			return first, end
		}
	}
	end = v.origin(end, sentence)
	if end+1 < sentence.End && d.Tokens[end].Lower == "," {
		at := end + 1
		if v.lang.articles[d.Tokens[at].Lower] {
			at++
		}
		if r := v.roleFrom(at, sentence.End); r != nil && !v.isPerson(r.End) { // else it is the title of the next
			end = r.End
			if end < sentence.End && d.Tokens[end].Lower == "," {
				end++
			}
		}
	}
	return first, end
}

// roleBeforeComma returns the role that ends at the comma before a name at token i, of
// which an honorific may be a part: "its president, Dr Jack Adeyo".
func (v *view) roleBeforeComma(i int, s extract.Sentence) *extract.Mention {
	if i-1 > s.First && v.lang.articles[v.doc.Tokens[i-1].Lower] {
		i--
	}
	if i-2 < s.First || v.doc.Tokens[i-1].Lower != "," {
		return nil
	}
	return v.roleEndingAt(i-1, s)
}

// behindLand steps back from a role at token i over the adjective of a country:
// "her Norwegian counterpart".
func (v *view) behindLand(i int, s extract.Sentence) int {
	if i-1 > s.First && slices.ContainsFunc(v.doc.MentionsAt(i-1), func(k int) bool {
		x := &v.doc.Mentions[k]
		return x.Type == "Country" && x.Kind == "adjective" && x.End == i
	}) {
		return i - 1
	}
	return i
}

// origin passes the country or body behind a name that ends at token i which tells
// whose somebody is, "Anna Kim of Norway"; it returns i if there is none.
func (v *view) origin(i int, s extract.Sentence) int {
	if i+1 >= s.End || !v.lang.origins[v.doc.Tokens[i].Lower] {
		return i
	}
	at := i + 1
	if v.lang.articles[v.doc.Tokens[at].Lower] {
		at++
	}
	end := i
	for _, k := range v.doc.MentionsAt(at) {
		if x := &v.doc.Mentions[k]; x.First == at && x.End <= s.End && (x.Type == "Country" || x.Type == "Organization") {
			end = max(end, x.End)
		}
	}
	return end
}

// isPerson reports whether the name of a person begins at token i.
func (v *view) isPerson(i int) bool {
	return slices.ContainsFunc(v.doc.MentionsAt(i), func(k int) bool { return v.doc.Mentions[k].Type == "Person" })
}

func number(t *extract.Token) extract.Number { return t.Best().Number }

// ownedFrom returns where a country or body begins whose possessive stands before
// the name at token i, "India's Subrahmanyam Jaishankar", else i.
func (v *view) ownedFrom(i int, s extract.Sentence) int {
	if i-2 < s.First || !v.lang.possessives[v.doc.Tokens[i-1].Lower] {
		return i
	}
	for j := i - 2; j >= max(s.First, i-8); j-- {
		for _, k := range v.doc.MentionsAt(j) {
			if x := &v.doc.Mentions[k]; (x.Type == "Country" || x.Type == "Organization") && x.End == i-1 {
				return x.First
			}
		}
	}
	return i
}

// roleFrom returns the role that begins at token i, or behind one or two words
// that tell how it is held: "бывший министр".
func (v *view) roleFrom(i, end int) *extract.Mention {
	for j := i; j < min(i+3, end) && v.doc.Tokens[j].Kind == extract.WordToken; j++ {
		for _, k := range v.doc.MentionsAt(j) {
			if r := &v.doc.Mentions[k]; r.Type == "Role" && (j == i || len(r.Args["status"]) > 0) {
				return r
			}
		}
	}
	return nil
}

// beforeBracket steps back over an abbreviation in brackets: "глава Агентства
// водных ресурсов (АВР) Иван Петров".
func (v *view) beforeBracket(i int, s extract.Sentence) int {
	if i-3 > s.First && v.doc.Tokens[i-1].Text == ")" {
		for j := i - 2; j > s.First && j >= i-4; j-- {
			if v.doc.Tokens[j].Text == "(" {
				return j
			}
		}
	}
	return i
}

func (v *view) roleEndingAt(end int, s extract.Sentence) *extract.Mention {
	for i := end - 1; i >= s.First && i >= end-30; i-- {
		for _, k := range v.doc.MentionsAt(i) {
			if m := &v.doc.Mentions[k]; m.Type == "Role" && m.End == end {
				return m
			}
		}
	}
	return nil
}

// matcher runs one pattern over one range of tokens.
type matcher struct {
	*view
	first, end int // the range
	trigger    int
	bound      []binding
	reached    int // the last step of the rule that was passed, for explain
	budget     int
	// want, when not negative, is the only token that a trigger step may take.
	want int
}

// maxWork bounds the steps that one pattern may try in one range, so that no
// text makes matching slower than linear.
const maxWork = 20_000

func (v *view) matcher(first, end int) *matcher {
	return &matcher{view: v, first: first, end: end, trigger: -1, want: -1, budget: maxWork}
}

// find returns the first way that the pattern fits from token i, if any.
func (m *matcher) find(nodes []node, i int) (match, bool) {
	m.bound, m.trigger = m.bound[:0], -1
	var out match
	ok := m.seq(nodes, i, func(end int) bool {
		out = match{first: i, end: end, trigger: m.trigger, bindings: slices.Clone(m.bound)}
		return true
	})
	return out, ok
}

// found reports whether the pattern fits anywhere in the range.
func (m *matcher) found(nodes []node) bool {
	for i := m.first; i < m.end; i++ {
		if _, ok := m.find(nodes, i); ok {
			return true
		}
	}
	return false
}

// A mark is how far a way had come, to go back to where it fails.
type mark struct{ bound, trigger int }

func (m *matcher) mark() mark { return mark{len(m.bound), m.trigger} }

func (m *matcher) undo(to mark) { m.bound, m.trigger = m.bound[:to.bound], to.trigger }

// seq matches nodes from token i on and calls k with the token after them;
// when k refuses, it tries the next way.
func (m *matcher) seq(nodes []node, i int, k func(int) bool) bool {
	if len(nodes) == 0 {
		return k(i)
	}
	if m.budget--; m.budget < 0 {
		return false
	}
	n, rest := &nodes[0], nodes[1:]
	if !m.mayTake(n, i) {
		return false // before anything is made for what follows: most steps end here
	}
	next := func(j int) bool {
		m.reached = max(m.reached, n.step)
		return m.seq(rest, j, k)
	}
	switch n.kind {
	case startNode, endNode:
		return next(i)
	case notNode:
		before := m.mark()
		found := m.seq(n.subs[0], i, func(int) bool { return true })
		m.undo(before)
		return !found && next(i)
	case optionalNode:
		return m.oneOf(n.subs, i, next) || next(i)
	case anyNode:
		return m.oneOf(n.subs, i, next)
	case gapNode:
		return m.gap(n, i, next)
	case restNode:
		return m.rest(n, i, next)
	case quoteNode:
		return m.quotation(n, i, next)
	case mentionNode:
		return m.mention(n, i, next)
	}
	return m.token(n, i, next)
}

// mayTake reports whether a step may take token i, or stand before it.
func (m *matcher) mayTake(n *node, i int) bool {
	inside := i >= m.first && i < m.end
	switch n.kind {
	case startNode:
		return i == m.first
	case endNode:
		return i >= m.end || i == m.end-1 && m.doc.Tokens[i].Kind == extract.MarkToken
	case tokenNode:
		return inside && !(n.trigger && m.want >= 0 && i != m.want) && m.holds(&n.cond, i)
	case mentionNode:
		return inside && len(m.starts[i]) > 0
	case quoteNode:
		return inside
	}
	return true
}

// oneOf tries patterns in their order.
func (m *matcher) oneOf(patterns [][]node, i int, next func(int) bool) bool {
	before := m.mark()
	for _, sub := range patterns {
		if m.seq(sub, i, next) {
			return true
		}
		m.undo(before)
	}
	return false
}

// token takes token i, of which mayTake holds.
func (m *matcher) token(n *node, i int, next func(int) bool) bool {
	before := m.mark()
	if n.trigger {
		m.trigger = i
	}
	m.bind(n, -1, m.doc.Tokens[i].Span, 0)
	if next(i + 1) {
		return true
	}
	m.undo(before)
	return false
}

// gap passes over tokens, as few as may be.
func (m *matcher) gap(n *node, i int, next func(int) bool) bool {
	before := m.mark()
	for g := 0; g <= n.gap && i+g <= m.end; g++ {
		leaves := g > 0 && n.clause && i > m.first && i+g < m.end && m.clause[i+g] != m.clause[i-1]
		if g > 0 && m.holdsAny(n.until, i+g-1) || leaves && m.clause[i+g] >= 0 {
			return false
		}
		if leaves {
			continue // inside what is inserted
		}
		if n.ends != nil && (g == 0 || !m.holds(n.ends, i+g-1)) || n.as != "" && g == 0 {
			continue
		}
		if n.as != "" {
			m.bind(n, -1, m.doc.TokenSpan(i, i+g), 0)
		}
		if next(i + g) {
			return true
		}
		m.undo(before)
	}
	return false
}

// rest takes what is left of the range but for its last marks.
func (m *matcher) rest(n *node, i int, next func(int) bool) bool {
	end := m.end
	for end > i && m.doc.Tokens[end-1].Kind == extract.MarkToken {
		end--
	}
	if end <= i {
		return false
	}
	before := m.mark()
	m.bind(n, -1, m.doc.TokenSpan(i, end), 0)
	if next(m.end) {
		return true
	}
	m.undo(before)
	return false
}

// quotation takes the direct speech that token i is in or opens.
func (m *matcher) quotation(n *node, i int, next func(int) bool) bool {
	before := m.mark()
	for _, q := range m.doc.Quotations {
		if !(q.First <= i && i < q.End || q.First == i+1 && m.doc.Tokens[i].Kind == extract.MarkToken) {
			continue
		}
		m.bind(n, -1, q.Span, 0)
		end := q.End
		if end < m.end && m.doc.Tokens[end].Kind == extract.MarkToken && closes(m.doc.Tokens[end].Lower) {
			end++
		}
		if end <= m.end && next(end) {
			return true
		}
		m.undo(before)
	}
	return false
}

// mention takes a mention that starts at token i, or a list of them.
func (m *matcher) mention(n *node, i int, next func(int) bool) bool {
	before := m.mark()
	for _, c := range m.starts[i] {
		if c.end > m.end || n.cond.untitled && (c.titled || !m.fitsTitle(c.mention)) || !m.holdsMention(&n.cond, c.mention) || !m.follows(n.prev, c.first) {
			continue
		}
		if n.list {
			if m.list(n, c, 0, next) {
				return true
			}
			m.undo(before)
			continue
		}
		m.bind(n, c.mention, m.doc.Mentions[c.mention].Span, 0)
		if n.trigger {
			m.trigger = m.doc.Mentions[c.mention].Head
		}
		if next(c.end) {
			return true
		}
		m.undo(before)
	}
	return false
}

// holdsAny reports whether token i meets one of the conditions.
func (m *view) holdsAny(cs []*cond, i int) bool {
	for _, c := range cs {
		if m.holds(c, i) {
			return true
		}
	}
	return false
}

// follows reports whether the token before i meets the condition; where the
// range begins only what it may not be is met.
func (m *matcher) follows(prev *cond, i int) bool {
	if prev == nil {
		return true
	}
	for i > m.first && m.lang.articles[m.doc.Tokens[i-1].Lower] {
		i--
	}
	if i <= m.first {
		return prev.except != nil
	}
	return m.holds(prev, i-1)
}

func opens(mark string) bool {
	switch mark {
	case "«", "“", "„", "\"":
		return true
	}
	return false
}

func closes(mark string) bool {
	switch mark {
	case "»", "”", "“", "\"", "’", "'":
		return true
	}
	return false
}

// fitsTitle reports whether the name can be in the case of the title that the steps
// before took for its own, if there is one.
func (m *matcher) fitsTitle(person int) bool {
	if !m.lang.namesAgree || len(m.bound) == 0 {
		return true
	}
	k := m.bound[len(m.bound)-1].mention
	return k < 0 || m.doc.Mentions[k].Type != "Role" || m.doc.TitleFits(&m.doc.Mentions[k], &m.doc.Mentions[person])
}

// list binds the candidate and, as far as they are coordinated with it, those
// after it; the longest list first.
func (m *matcher) list(n *node, c candidate, item int, next func(int) bool) bool {
	bound := len(m.bound)
	m.bind(n, c.mention, m.doc.Mentions[c.mention].Span, item)
	if j, ok := m.conjunction(c.end); ok && j < m.end {
		for _, d := range m.starts[j] {
			if d.end <= m.end && m.holdsMention(&n.cond, d.mention) && m.list(n, d, item+1, next) {
				return true
			}
		}
	}
	if next(c.end) {
		return true
	}
	m.bound = m.bound[:bound]
	return false
}

// conjunction passes a comma, a conjunction or both at token i.
func (m *matcher) conjunction(i int) (int, bool) {
	j := i
	if j < m.end && (m.doc.Tokens[j].Lower == "," || m.doc.Tokens[j].Lower == ";") {
		j++
	}
	if j < m.end && m.lang.conjunctions[m.doc.Tokens[j].Lower] {
		j++
	}
	return j, j > i
}

func (m *matcher) bind(n *node, mention int, span schema.Span, item int) {
	if n.as != "" {
		m.bound = append(m.bound, binding{n.as, mention, span, n.value, n.bare, n.whole, n.kind == restNode, item, 0})
	}
}

// holds reports whether token i meets the conditions, those on features in one
// analysis.
func (m *view) holds(c *cond, i int) bool {
	t := &m.doc.Tokens[i]
	if len(c.mention) > 0 {
		ok := false
		for _, s := range m.starts[i] {
			ok = ok || m.holdsMention(c, s.mention)
		}
		return ok
	}
	if c.words != nil && !c.words[t.Lower] || c.capital != nil && *c.capital == (t.Capitals == extract.Lower) {
		return false
	}
	if c.loose && m.named[i] || c.except != nil && m.holds(c.except, i) {
		return false
	}
	if c.lemmas == nil && !c.features() {
		return true
	}
	for a := range t.Analyses {
		if an := &t.Analyses[a]; (c.lemmas == nil || c.lemmas[an.Lemma]) && c.holdsFeatures(an) {
			return true
		}
	}
	return c.lemmas != nil && !c.features() && c.lemmas[t.Lower]
}

func (c *cond) features() bool {
	return c.pos|c.cases|c.number|c.tense|c.form|c.voice|c.person != 0 || c.negative != nil || c.animate != nil
}

func in[T ~uint8](set uint32, f T) bool { return set == 0 || set&(1<<f) != 0 }

// holdsFeatures compares features. A foreign name is in no case and so in any.
func (c *cond) holdsFeatures(a *extract.Analysis) bool {
	foreign := a.POS == extract.PROPN && a.Case == 0 && a.Number == 0
	if a.Attributive && c.cases != 0 && a.POS != extract.VERB {
		return false // "Ыстанбұлдағы университет" is not "Ыстанбұлда"
	}
	return in(c.pos, a.POS) && (foreign || in(c.cases, a.Case) && in(c.number, a.Number)) && in(c.tense, a.Tense) &&
		in(c.form, a.Form) && in(c.voice, a.Voice) && in(c.person, a.Person) && (c.negative == nil || *c.negative == a.Negative) &&
		(c.animate == nil || *c.animate == a.Animate)
}

// marked kinds of mention match only where a condition names them: they look
// like their type but say something else.
var marked = map[string]bool{"anniversary": true, "occasion": true, "adjective": true, "speaker": true}

func (m *view) holdsMention(c *cond, k int) bool {
	x := &m.doc.Mentions[k]
	if m.nested[k] && !c.inner || !c.mention[x.Type] || c.kinds != nil && !c.kinds[x.Kind] || c.kinds == nil && marked[x.Kind] || c.known != nil && !c.known[x.Known] {
		return false
	}
	if c.except != nil && (len(c.except.mention) > 0 && m.holdsMention(c.except, k) || len(c.except.mention) == 0 && (m.holds(c.except, x.Head) || x.Type == "Date" && m.holds(c.except, x.End-1))) {
		return false
	}
	if c.atLeast > 0 && !atLeast(x, c.atLeast) {
		return false
	}
	if m.lang.namesAgree && x.Type == "Person" && c.cases != 0 && !m.agrees(c, x) {
		return false
	}
	if m.lang.namesAgree && c.cases == 1<<extract.Nom && x.First > 0 && governs(&m.doc.Tokens[x.First-1]) && m.doc.Tokens[x.First-1].Sentence == m.doc.Tokens[x.First].Sentence {
		return false // whatever an indeclinable name looks like, a preposition governs it
	}
	head := *c
	head.mention, head.except = nil, nil
	if m.lang.namesAgree && x.Type == "Person" && !isName(&m.doc.Tokens[x.Head]) {
		head.cases, head.number = 0, 0 // a surname that looks like a common noun: its cases tell nothing
	}
	if m.lang.namesAgree && x.Type == "Organization" && c.cases != 0 && c.cases&(1<<extract.Nom|1<<extract.Acc) == 0 && m.inQuotes(x) {
		head.cases, head.number = 0, 0 // "между «Нива» и банком": the marks keep a name as it is
	}
	return (head.words == nil && head.lemmas == nil && !head.features()) || m.holds(&head, x.Head)
}

// inQuotes reports whether a body is told by its name in quotation marks alone, in
// the form that dictionaries give.
func (m *view) inQuotes(x *extract.Mention) bool {
	if !opens(m.doc.Tokens[x.First].Text) && !m.marked(x) {
		return false
	}
	return slices.ContainsFunc(m.doc.Tokens[x.Head].Analyses, func(a extract.Analysis) bool { return a.Case == extract.Nom || a.Case == 0 })
}

// atLeast reports whether a number is no less than the bound.
func atLeast(x *extract.Mention, bound float64) bool {
	n, err := strconv.ParseFloat(x.Number, 64)
	return err == nil && n >= bound
}

// agrees reports whether every word of a name can be in one of the cases: of
// "Тимура Ержанова" the given name tells what the surname leaves open.
// So does a title before it; an instrumental there is no title but what the
// person becomes: "избрали председателем Анну Ким".
func (m *view) agrees(c *cond, x *extract.Mention) bool {
	if x.Via != "" {
		return m.wordAgrees(c, x.Head) // a title that stands for its holder: "председатель комитета"
	}
	if r := m.roleEndingAt(x.First, m.doc.Sentences[m.doc.SentenceOf(x.First)]); r != nil && !m.wordAgrees(c, r.Head) && !m.wordAgrees(&cond{cases: 1 << extract.Ins}, r.Head) &&
		!in(c.cases, m.doc.Tokens[x.First].Best().Case) {
		return false
	}
	for i := x.First; i < x.End; i++ {
		if !m.wordAgrees(c, i) {
			return false
		}
	}
	return true
}

func (m *view) wordAgrees(c *cond, i int) bool {
	t := &m.doc.Tokens[i]
	return t.Kind != extract.WordToken || len(t.Analyses) == 0 || t.Capitals != extract.Lower && !isName(t) || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool {
		return a.Case == 0 || in(c.cases, a.Case)
	})
}

// governs reports whether the word can be nothing but a preposition.
func governs(t *extract.Token) bool {
	return len(t.Analyses) > 0 && !slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.POS != extract.ADP })
}

// isName reports whether the dictionary or a guess takes the word as a name.
func isName(t *extract.Token) bool {
	return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.POS == extract.PROPN || a.POS == extract.PRON })
}
