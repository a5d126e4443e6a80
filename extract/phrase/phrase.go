package phrase

import (
	"slices"
	"strings"

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
