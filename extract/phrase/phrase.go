package phrase

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Language is what the recognizers need of one language.
type Language struct {
	Analyzer extract.Analyzer
	Lexicon  *Lexicon
}

// Recognizers returns the recognizers of the language in the order in which
// they must run: places, organizations, agreements, roles, events, persons, and
// behind them what stands for one named before. Each reads the mentions of those
// before it.
func (l *Language) Recognizers() []extract.Recognizer {
	return []extract.Recognizer{
		&cued{l}, &lands{l}, &heads{l, "Region"}, &bodies{l, "Region"}, &heads{l, "City"}, &bodies{l, "City"}, &heads{l, "Organization"}, &quoted{l}, &bodies{l, "Organization"}, &heads{l, "Agreement"}, &bodies{l, "Agreement"}, &bareAgreements{l}, &bodies{l, "Agreement"},
		&heads{l, "Role"}, &counterparts{l}, &heads{l, "Event"}, &persons{l}, &holders{l}, &guests{l}, &posts{l}, &speakers{l}, &pairs{l},
	}
}

// heads recognizes the phrases of one entity type by their head nouns.
type heads struct {
	*Language
	typ schema.EntityType
}

func (h *heads) Name() string { return "phrase/" + strings.ToLower(string(h.typ)) }

func (h *heads) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != h.Analyzer.Language() {
		return nil
	}
	var out []extract.Mention
	nouns := h.nouns(d)
	for s, sent := range d.Sentences {
		if d.Blocks[sent.Block].Kind == extract.Chrome {
			continue
		}
		for i := sent.First; i < sent.End; i++ {
			if !nouns[i] {
				continue
			}
			g := h.group(&d.Tokens[i])
			dashed := g == nil
			if dashed {
				g = h.dashed(d, sent, i)
			}
			if g == nil || h.known(d, i) || h.typ == "Role" && h.Lexicon.AllDecline && isGivenName(d, i) || len(g.Behind) > 0 && !h.standsBehind(d, sent.First, i, g) || h.typ == "Organization" && (!g.Plural && plural(&d.Tokens[i]) || h.inTitle(d, i)) {
				continue
			}
			m, ok := h.mention(d, s, i, g)
			if !ok {
				continue
			}
			if dashed {
				h.joinDashed(d, &m)
			}
			if other, ok := h.twin(d, s, &m, g); ok {
				out = append(out, other)
			}
			out = append(out, m)
		}
	}
	out = outermost(out, func(m *extract.Mention) bool { return h.standsInside(d, m) })
	if h.typ == "Organization" && h.Lexicon.Definite {
		out = h.withoutShort(d, out)
	}
	switch h.typ {
	case "Agreement":
		h.nameBySides(d, out)
	case "Organization":
		h.nameByOffice(d, out)
	}
	if h.typ == "Event" {
		out = h.elliptic(d, out)
		h.nameBySubject(d, out)
		h.nameNext(d, out)
	}
	return out
}

// standsBehind reports whether one of the words that the group wants before its head
// stands there, in a language where an owner goes before with numbers between them:
// "келіссөздердің екінші кезеңі".
func (h *heads) standsBehind(d *extract.Doc, first, i int, g *Group) bool {
	for i--; i >= first; i-- {
		t := &d.Tokens[i]
		if slices.ContainsFunc(g.Behind, t.HasLemma) {
			return true
		}
		if !h.Lexicon.LastDeclines || t.Text != "," && !t.HasPOS(extract.NUM) && !t.HasPOS(extract.ADJ) && t.Kind != extract.MixedToken {
			return false
		}
	}
	return false
}

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

// isGivenName reports whether a post at token i is rather the given name before a
// surname: "министр Султан Жумагулов".
func isGivenName(d *extract.Doc, i int) bool {
	if i+1 >= len(d.Tokens) || d.Tokens[i].Capitals != extract.Capital || d.Tokens[i+1].Capitals != extract.Capital || d.Tokens[i+1].Sentence != d.Tokens[i].Sentence || len(d.MentionsAt(i+1)) > 0 {
		return false
	}
	has := func(i int, kind extract.NameKind) bool {
		return slices.ContainsFunc(d.Tokens[i].Analyses, func(a extract.Analysis) bool { return a.Name == kind })
	}
	return has(i, extract.Given) && has(i+1, extract.Surname)
}

// inTitle reports whether the head noun of a body at i is a word of a title:
// the state of "secretary of state".
func (h *heads) inTitle(d *extract.Doc, i int) bool {
	return slices.ContainsFunc(h.Lexicon.titles, func(words []string) bool {
		k := slices.Index(words, d.Tokens[i].Lower)
		if k < 0 || i < k || i-k+len(words) > len(d.Tokens) {
			return false
		}
		for j, w := range words {
			if d.Tokens[i-k+j].Lower != w && !d.Tokens[i-k+j].HasLemma(w) {
				return false
			}
		}
		return true
	})
}

// maxEllipsis is how many sentences before an ordinal that stands alone the
// event may be that it counts on.
const maxEllipsis = 3

// elliptic adds the events that an ordinal alone stands for, "the second, on
// June 24": they are what the numbered or plural event before it in the block is.
func (h *heads) elliptic(d *extract.Doc, events []extract.Mention) []extract.Mention {
	if !h.Lexicon.Elliptic || len(events) == 0 {
		return events
	}
	var out []extract.Mention // those before token i, in order
	rest := events
	for s, sent := range d.Sentences {
		for i := sent.First; i < sent.End; i++ {
			for len(rest) > 0 && rest[0].First <= i {
				out, rest = append(out, rest[0]), rest[1:]
			}
			if m, ok := h.nextAlone(d, out, s, i); ok {
				out = append(out, m)
				continue
			}
			n, ordinal, used := h.Analyzer.Numeral(d, i)
			if used == 0 || !ordinal || n < 1 {
				continue
			}
			end := i + used
			if h.standsAlone(d, i, sent) && end < sent.End && (h.Lexicon.LastDeclines || h.leavesNoun(d, end)) {
				if a := h.countedOn(d, out, s, i); a != nil {
					out = append(out, h.numberedAs(d, a, i, end, amongSeveral(a, n)))
				}
			}
			i = end - 1
		}
	}
	out = append(out, rest...)
	slices.SortStableFunc(out, func(a, b extract.Mention) int { return a.First - b.First })
	return out
}

// nextAlone makes the mention of an event that a word alone stands for, which says
// only that it is another of the same kind: "Следующее назначено на 22 февраля".
func (h *heads) nextAlone(d *extract.Doc, before []extract.Mention, s, i int) (extract.Mention, bool) {
	sent := d.Sentences[s]
	if h.Lexicon.Definite || !slices.Contains(h.Lexicon.Next, d.Tokens[i].Lemma()) || i+1 >= sent.End || !h.standsAlone(d, i, sent) || !h.Lexicon.LastDeclines && !h.leavesNoun(d, i+1) {
		return extract.Mention{}, false
	}
	for _, e := range slices.Backward(before) {
		if s-d.SentenceOf(e.First) > maxEllipsis {
			break
		}
		if e.Kind != "negotiation_round" && e.Kind != "session" || d.Tokens[e.Head].Best().Gender != d.Tokens[i].Best().Gender {
			continue
		}
		m := h.numberedAs(d, &e, i, i+1, 0)
		delete(m.Args, "ordinal")
		if n, ordinal, used := h.Analyzer.Numeral(d, min(i+2, sent.End-1)); used > 0 && ordinal && n > 0 && d.Tokens[i+1].Text == "," {
			span := d.TokenSpan(i+2, i+2+used)
			m.Args["ordinal"] = []schema.Value{{Number: strconv.Itoa(n), Mention: schema.Mention{Span: span, Text: d.Text(span)}}}
		} else if of := e.Args["ordinal"]; h.Lexicon.LastDeclines && e.First >= sent.First && e.First == e.Head && len(of) == 1 {
			if n, err := strconv.Atoi(of[0].Number); err == nil { // "біріншісі ..., келесісі ..."
				m.Args["ordinal"] = []schema.Value{{Number: strconv.Itoa(n + 1), Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)}}}
			}
		}
		return m, true
	}
	return extract.Mention{}, false
}

// standsAlone reports whether an ordinal at token i may stand for an event: behind
// a determiner or, in a language without articles, where a clause or item begins; in
// one where it then says whose it is, "екіншісі", unless its owner stands before it.
func (h *heads) standsAlone(d *extract.Doc, i int, sent extract.Sentence) bool {
	if h.Lexicon.LastDeclines {
		owned := i > sent.First && d.Tokens[i-1].Best().Case == extract.Gen && h.group(&d.Tokens[i-1]) == nil && d.Tokens[i-1].Best().POS != extract.PRON
		return d.Tokens[i].Best().Possessor == 3 && !owned
	}
	if i > sent.First && h.Lexicon.articled(&d.Tokens[i-1]) {
		return true
	}
	if !h.Lexicon.AllDecline || !nominative(&d.Tokens[i]) {
		return false
	}
	if i == sent.First || d.Tokens[i-1].Kind == extract.MarkToken {
		return true
	}
	t := &d.Tokens[i-1]
	return h.Lexicon.joins[t.Lower] || slices.Contains(h.Lexicon.Next, t.Lemma())
}

// articled reports whether the word is a determiner or an article.
func (l *Lexicon) articled(t *extract.Token) bool { return l.determiner(t) || t.HasPOS(extract.DET) }

// leavesNoun reports whether no noun that an ordinal could number begins at i:
// there stand a verb, a mark, or a preposition of place and time.
func (h *heads) leavesNoun(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	if t.Kind == extract.MarkToken {
		return t.Text == "," || t.Text == ":" || t.Text == "(" || t.Text == "–" || t.Text == "—"
	}
	if at := d.MentionsAt(i); len(at) > 0 {
		return d.Mentions[at[0]].Type == "Date" && i > 0 && len(d.MentionsAt(i-1)) == 0
	}
	a := t.Best()
	return a.POS == extract.AUX || a.POS == extract.VERB && a.Form != extract.Inf || a.POS == extract.ADP && !slices.Contains(h.Lexicon.Genitive, t.Lower)
}

// countedOn returns the event before token i that an ordinal alone counts on: a
// numbered or plural one of the same block and near.
func (h *heads) countedOn(d *extract.Doc, events []extract.Mention, s, i int) *extract.Mention {
	for _, e := range slices.Backward(events) {
		if e.First >= i {
			continue
		}
		es := d.SentenceOf(e.First)
		if s-es > maxEllipsis || !h.Lexicon.AllDecline && d.Sentences[es].Block != d.Sentences[s].Block {
			return nil
		}
		several := plural(&d.Tokens[e.Head]) || h.Lexicon.AllDecline && h.counted(d, max(e.First-1, 0), e.Head) // "два раунда"
		if h.Lexicon.AllDecline && !several && d.Tokens[e.Head].Best().Gender != d.Tokens[i].Best().Gender {
			continue
		}
		if h.Lexicon.LastDeclines && h.countsOthers(d, e.End, i) {
			return nil
		}
		if (e.Kind == "negotiation_round" || e.Kind == "session") && (len(e.Args["ordinal"]) > 0 || several || h.countedBefore(d, e.First, e.Head) || h.repeated(d, e.End, i)) {
			return &e
		}
	}
	return nil
}

// amongSeveral returns the number of the nth of the events that a names by their
// numbers: the first of the second and third is the second.
func amongSeveral(a *extract.Mention, n int) int {
	several := a.Args["ordinal"]
	if len(several) < 2 || n > len(several) || slices.ContainsFunc(several, func(v schema.Value) bool { return v.Number == strconv.Itoa(n) }) {
		return n
	}
	if of, err := strconv.Atoi(several[n-1].Number); err == nil {
		return of
	}
	return n
}

// countedBefore reports whether a number directly before its noun counts an event,
// "келіссөздің үш раунды".
func (h *heads) countedBefore(d *extract.Doc, first, head int) bool {
	return head > first && h.counted(d, head-1, head)
}

// repeated reports whether the words from first to end tell how often something took
// place: "форум екі рет шақырылды".
func (h *heads) repeated(d *extract.Doc, first, end int) bool {
	return slices.ContainsFunc(d.Tokens[first:end], func(t extract.Token) bool { return slices.Contains(h.Lexicon.Repeats, t.Lower) })
}

// countsOthers reports whether a number in words counts other things between tokens
// first and end, on which an ordinal then counts: "екі құжатқа қол қойылды, біріншісі".
func (h *heads) countsOthers(d *extract.Doc, first, end int) bool {
	for j := first; j+1 < end; j++ {
		if d.Tokens[j].Kind == extract.WordToken && d.Tokens[j].HasPOS(extract.NUM) && h.counted(d, j, j+1) && d.Tokens[j+1].HasPOS(extract.NOUN) && h.group(&d.Tokens[j+1]) == nil && !slices.Contains(h.Lexicon.Repeats, d.Tokens[j+1].Lower) {
			return true
		}
	}
	return false
}

// numberedAs makes the mention of another event of a's kind by its number alone.
func (h *heads) numberedAs(d *extract.Doc, a *extract.Mention, first, end, n int) extract.Mention {
	m := *a
	m.First, m.End, m.Head = first, end, end-1
	m.Span = d.TokenSpan(first, end)
	m.Name, m.Aliases = d.Text(m.Span), nil // its own name: it is another event than a
	m.Args = map[schema.ArgName][]schema.Value{"ordinal": {{Number: strconv.Itoa(n), Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)}}}}
	for _, arg := range []schema.ArgName{"name", "participant", "about"} {
		for _, v := range a.Args[arg] {
			v.Via = schema.ViaCoreference
			m.Args[arg] = append(m.Args[arg], v)
		}
	}
	return m
}

// pointsOnly reports whether all that stands before an event's head only points
// at it: "бұл форум", "бұрынғы форум".
func (h *heads) pointsOnly(d *extract.Doc, m *extract.Mention) bool {
	if m.Head+1 < m.End {
		return false
	}
	for i := m.First; i < m.Head; i++ {
		t := &d.Tokens[i]
		if !h.Lexicon.determiner(t) && h.Lexicon.standing[t.Lower] == "" && !slices.Contains(h.Lexicon.Next, t.Lower) {
			return false
		}
	}
	return true
}

// nameOfFormat gives a sitting of a forum or the like, "форумының 6-отырысы",
// the name of the format.
func (h *heads) nameOfFormat(d *extract.Doc, m *extract.Mention) {
	for j := m.First; j < m.End; j++ {
		g := h.group(&d.Tokens[j])
		if j == m.Head || g == nil || !g.Named {
			continue
		}
		p := h.Analyzer.Phrase(d, j, g.Prepositions)
		p.First, p.End = max(p.First, m.First), min(p.End, m.End)
		if p.First >= j && p.End <= j+1 || p.First <= m.Head && m.Head < p.End {
			continue
		}
		span := d.TokenSpan(p.First, p.End)
		m.Args["name"] = []schema.Value{{
			Entity:  &schema.Entity{Type: "Event", Name: h.Analyzer.Nominative(d, p.First, p.End, j), Language: d.Language},
			Mention: schema.Mention{Span: span, Text: d.Text(span)},
		}}
		return
	}
}

// nameNext gives an event that is called the next one, "келесі саммит", the name
// of the last before it with the same head noun.
func (h *heads) nameNext(d *extract.Doc, events []extract.Mention) {
	for i := range events {
		m := &events[i]
		next := slices.ContainsFunc(d.Tokens[m.First:m.Head], func(t extract.Token) bool {
			return slices.Contains(h.Lexicon.Next, t.Lower) || slices.Contains(h.Lexicon.Next, t.Lemma())
		})
		if !next || m.Kind != "session" || len(m.Args["name"]) > 0 && m.Head-m.First > 1 {
			continue
		}
		for _, o := range slices.Backward(events[:i]) {
			if o.Kind == "session" && len(o.Args["name"]) > 0 && sameLemma(&d.Tokens[m.Head], &d.Tokens[o.Head]) {
				name := o.Args["name"][0]
				name.Via = schema.ViaCoreference
				m.Args["name"] = []schema.Value{name}
				break
			}
		}
	}
}

// describes reports whether the mention is a common noun with modifiers that may
// stand for any company, without a name: "the Swiss food group".
func (h *heads) describes(d *extract.Doc, m *extract.Mention) bool {
	if m.End != m.Head+1 || d.Tokens[m.Head].Capitals != extract.Lower || !h.Lexicon.standIn(h.typ, &d.Tokens[m.Head]) {
		return false
	}
	for i := m.First; i < m.Head; i++ {
		t := &d.Tokens[i]
		if t.Capitals != extract.Lower && !t.HasPOS(extract.ADJ) || h.Lexicon.Names != nil && h.Lexicon.Names.possessives[t.Lower] {
			return false // the pilots' union is one of many
		}
	}
	return true
}

// withoutShort drops a body that is but its head noun behind a determiner where a
// fuller name with this head goes before: "the Council" then stands for it.
func (h *heads) withoutShort(d *extract.Doc, ms []extract.Mention) []extract.Mention {
	fuller := func(m *extract.Mention) bool {
		same := func(o *extract.Mention) bool {
			return o.First < m.First && o.End-o.First > 1 && o.Type == h.typ && sameLemma(&d.Tokens[o.Head], &d.Tokens[m.Head])
		}
		for i := range d.Mentions {
			if same(&d.Mentions[i]) {
				return true
			}
		}
		for i := range ms {
			if same(&ms[i]) {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(slices.Clone(ms), func(m extract.Mention) bool {
		return h.behindDeterminer(d, m.First) && (m.End-m.First == 1 && fuller(&m) || h.describes(d, &m))
	})
}

// mostReadings is how many of a word's analyses may make it a head noun.
const mostReadings = 3

// nouns tells of each token whether it may be a head noun or stand-in of some
// type: hardly one in ten may.
func (l *Language) nouns(d *extract.Doc) []bool {
	return extract.Note(d, l.Lexicon, func() []bool {
		nouns := make([]bool, len(d.Tokens))
		for i := range d.Tokens {
			nouns[i] = l.Lexicon.noun(&d.Tokens[i])
		}
		return nouns
	})
}

func (l *Lexicon) noun(t *extract.Token) bool {
	if t.Kind == extract.MarkToken {
		return false
	}
	last := t.Lower
	for i := range min(len(t.Analyses), mostReadings) {
		if lemma := t.Analyses[i].Lemma; lemma != last {
			if l.nouns[lemma] {
				return true
			}
			last = lemma
		}
	}
	return l.nouns[t.Lower] || l.nouns[l.withoutTail(t.Lower)]
}

// withoutTail returns the post that a word names with a tail: president-elect, envoy-at-
// large; "" for other words.
func (l *Lexicon) withoutTail(word string) string {
	if len(l.Tails) == 0 {
		return ""
	}
	if post, tail, ok := strings.Cut(word, "-"); ok && slices.Contains(l.Tails, tail) {
		return post
	}
	return ""
}

// group returns the group of the token's head noun, or nil.
func (h *heads) group(t *extract.Token) *Group {
	if t.Kind == extract.MarkToken {
		return nil
	}
	pick := func(lemma string) *Group {
		for _, g := range h.Lexicon.byHead[lemma] {
			if g.Type == h.typ && !(g.Proper && t.Capitals == extract.Lower) {
				return g
			}
		}
		return nil
	}
	words, last := 0, ""
	for i := range t.Analyses {
		a := &t.Analyses[i]
		if a.Lemma == last && h.Lexicon.AllDecline {
			continue // another case of the same word
		}
		if words++; words > mostReadings {
			break
		}
		last = a.Lemma
		if a.POS == extract.NOUN || a.POS == extract.PROPN || a.POS == extract.ADJ && h.Lexicon.AllDecline { // уполномоченный
			if g := pick(a.Lemma); g != nil {
				return g
			}
		}
	}
	if post := h.Lexicon.withoutTail(t.Lower); post != "" && h.typ == "Role" {
		return pick(post)
	}
	return pick(t.Lower)
}

// ofLemma returns the group of the type that the lemma heads, or nil.
func (h *heads) ofLemma(lemma string) *Group {
	for _, g := range h.Lexicon.byHead[lemma] {
		if g.Type == h.typ {
			return g
		}
	}
	return nil
}

// plural reports whether a word can be nothing but a plural.
func plural(t *extract.Token) bool {
	return len(t.Analyses) > 0 && !slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Number != extract.Plur })
}

// known reports whether the gazetteer knows the name that the token is part of:
// then it knows where the name ends too.
func (h *heads) known(d *extract.Doc, i int) bool {
	for j := i; j >= 0 && j > i-8; j-- {
		for _, k := range d.MentionsAt(j) {
			if m := &d.Mentions[k]; m.Type == h.typ && m.Known != "" && i < m.End {
				return true
			}
		}
	}
	return false
}

// outermost drops what lies inside another: "директор" inside "заместителя
// генерального директора". It takes ms over.
func outermost(ms []extract.Mention, stays func(*extract.Mention) bool) []extract.Mention {
	inside := func(m *extract.Mention) bool {
		for i := range ms {
			if o := &ms[i]; o.First <= m.First && m.End <= o.End && o.End-o.First > m.End-m.First {
				return true
			}
		}
		return false
	}
	within := make([]bool, len(ms))
	for i := range ms {
		within[i] = inside(&ms[i]) && !stays(&ms[i])
	}
	out := ms[:0]
	for i, in := range within {
		if !in {
			out = append(out, ms[i])
		}
	}
	return out
}

// standsInside reports whether what a mention inside another names is a thing of its
// own: the body whose part the other is, or the document that is the object of a
// verbal noun, "келісімді ратификациялау туралы заң".
func (h *heads) standsInside(d *extract.Doc, m *extract.Mention) bool {
	if h.typ == "Organization" { // of "пресс-служба министерства энергетики" the ministry is one too
		return m.Kind != "company" && m.End-m.First > 1 && d.Tokens[m.Head].Best().Case == extract.Gen
	}
	return h.typ == "Agreement" && h.Lexicon.LastDeclines && len(m.Args["party"]) > 0 && d.Tokens[m.Head].Best().Case == extract.Acc &&
		m.End < len(d.Tokens) && d.Tokens[m.End].Best().Form == extract.Vnoun
}

// mention builds the mention around head token i of sentence s.
func (h *heads) mention(d *extract.Doc, s, i int, g *Group) (extract.Mention, bool) {
	sent := d.Sentences[s]
	p := h.extent(d, sent, i, g)
	if !h.isMention(d, sent, i, g, p) {
		return extract.Mention{}, false
	}
	m := extract.Mention{
		First: p.First, End: p.End, Head: i, Type: h.typ, Kind: g.Kind, Language: d.Language,
		Recognizer: h.Name(), Args: map[schema.ArgName][]schema.Value{},
	}
	if h.typ == "Role" {
		h.acting(d, &m, sent.End)
	}
	if g.Beside {
		h.beginAtName(d, &m, sent.First)
	}
	if g.Beside && !h.besideName(d, &m) {
		return extract.Mention{}, false
	}
	h.readStanding(d, &m)
	h.leavePlace(d, &m)
	for h.typ == "Organization" && m.First < m.Head && h.Lexicon.standing[d.Tokens[m.First].Lower] != "" {
		m.First++ // the former is the leader of the party, not the party
	}
	if g.Type == "Event" || g.Sits {
		h.readOrdinal(d, &m)
	}
	if g.Sits && len(m.Args["ordinal"]) > 0 {
		for m.First < m.Head && d.Tokens[m.First].Span.Start < m.Args["ordinal"][0].Mention.Span.End {
			m.First++ // the tenth Council is a sitting of the Council
		}
	}
	if g.Type == "Event" || g.Type == "Agreement" {
		h.skipIdle(d, &m)
	}
	for h.typ == "Role" && h.Lexicon.Definite && m.First < m.Head && plural(&d.Tokens[m.Head]) && d.Tokens[m.First].HasPOS(extract.NUM) {
		m.First++ // how many have a post is no part of its name
	}
	cut := h.readParts(d, &m, g)
	if first := h.counting(d, &m); h.typ == "Role" && first < m.End {
		cut = append(cut, [2]int{first, m.End})
	}
	m.Span = d.TokenSpan(m.First, m.End)
	if h.typ == "Organization" && h.Lexicon.LastDeclines {
		cut = append(cut, abbreviated(d, &m)...)
	}
	m.Name = h.name(d, &m, m.First, cut)
	if m.End-m.First == 1 && h.Lexicon.AllDecline && d.Tokens[i].Best().Guessed {
		m.Name = h.commonName(d, i, m.Name)
	}
	if h.typ == "Role" {
		h.nameRole(d, &m, sent, i, g, cut)
	}
	h.complete(d, &m, g, cut)
	return m, m.Name != ""
}

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

// isMention reports whether the phrase p around the head at token i names something:
// a word alone, or one that modifies another, mostly does not.
func (h *heads) isMention(d *extract.Doc, sent extract.Sentence, i int, g *Group, p extract.Phrase) bool {
	if p.First > i || p.End <= i || h.modifies(d, i, p.Complement, sent.End) || (h.typ == "Organization" || h.typ == "Role") && h.counted(d, p.First, i) {
		return false
	}
	if a := d.Tokens[i].Best(); h.typ == "Organization" && h.Lexicon.LastDeclines && p.First == i-1 && (a.Case == extract.Abl || a.Case == extract.Dat) && i+1 < sent.End &&
		(slices.Contains(h.Lexicon.Posts, a.Lemma) || slices.Contains(h.Lexicon.OwnPosts, a.Lemma)) && d.Tokens[i+1].Best().POS == extract.VERB {
		return false // "Үсенов қызметінен босатылды": his post
	}
	anew := g.Anew && p.First > sent.First && slices.Contains(h.Lexicon.Indefinite, d.Tokens[p.First-1].Lower)
	if p.End-p.First == 1 && !g.Bare && !anew && (d.Tokens[i].Capitals == extract.Lower || !g.Capital && i == sent.First && d.Tokens[i].Capitals == extract.Capital) {
		return false
	}
	if g.Proper && (p.End == i+1 && h.opensName(d, i, sent.End) || h.opensPlace(d, i)) {
		return false
	}
	if h.typ == "Organization" && g.Full && i > sent.First && (&heads{h.Language, "Role"}).group(&d.Tokens[i-1]) != nil {
		return false // "төраға қызметі": a post
	}
	if h.typ == "Organization" && g.Full && h.Lexicon.LastDeclines && i+1 < sent.End && d.Tokens[i].Best().Possessor == 0 && (&heads{h.Language, "Role"}).group(&d.Tokens[i+1]) != nil {
		return false // "басқарма төрағасы": a post too
	}
	return true
}

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

// isBodyNoun reports whether token i is a common noun, with a possessive mark behind
// it, for a body of which the text has not told by name: "the regulator's chief executive".
func (h *heads) isBodyNoun(d *extract.Doc, i int) bool {
	if i < 0 || h.Lexicon.Names == nil || !h.Lexicon.Names.possessives[d.Tokens[i+1].Lower] {
		return false
	}
	t := &d.Tokens[i]
	return h.Lexicon.Definite && t.Capitals == extract.Lower && !plural(t) && (&heads{h.Language, "Organization"}).group(t) != nil && len(d.MentionsAt(i)) == 0
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

// modifiers reports whether all the tokens may be adjectives.
func (h *heads) modifiers(d *extract.Doc, first, end int) bool {
	for i := first; i < end; i++ {
		if !slices.ContainsFunc(d.Tokens[i].Analyses, func(a extract.Analysis) bool { return a.POS == extract.ADJ }) {
			return false
		}
	}
	return true
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
