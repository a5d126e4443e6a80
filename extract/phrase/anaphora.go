package phrase

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// bodies recognizes nouns that stand for a body or document named before:
// "комиссия" after "Комиссия по торговле", "документ" after a treaty, and
// abbreviations that the article introduced in brackets. Such a mention has the
// name of its antecedent and says that it came by coreference.
type bodies struct {
	*Language
	typ schema.EntityType
}

func (b *bodies) Name() string { return "coreference/" + strings.ToLower(string(b.typ)) }

func (b *bodies) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != b.Analyzer.Language() || b.typ == "City" && len(b.Lexicon.PlaceAdjectives) == 0 {
		return nil
	}
	taken := make([]bool, len(d.Tokens))
	var named []*extract.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		end := m.End
		if end-1 > m.Head && (&heads{b.Language, b.typ}).isInner(m) {
			end-- // "правление компании": which company it is
		}
		for j := m.First; j < end; j++ {
			taken[j] = taken[j] || m.Type == b.typ
		}
		if m.Type == b.typ && m.Kind != "outlet" {
			named = append(named, m)
		}
	}
	alsoCalled(d, named)
	short := b.abbreviations(d, named)
	named = b.withInner(d, named)
	var out []extract.Mention
	nouns := b.nouns(d)
	next := 0 // named[:next] stand before token i
	for i := range d.Tokens {
		for next < len(named) && named[next].End <= i {
			next++
		}
		if taken[i] {
			continue
		}
		if a := short[d.Tokens[i].Text]; a != nil && a.First < i {
			out = append(out, b.refer(d, i, a, ""))
			continue
		}
		if a := b.antecedent(d, i, nouns[i], named[:next]); a != nil {
			out = append(out, b.refer(d, i, a, schema.ViaCoreference))
		}
	}
	return out
}

// withInner adds to the names those that only stand inside another's, in a language
// where an owner goes before: the university of "университеттің директорлар кеңесі",
// the district of "Көлсай аудандық мәслихаты". They are ordered by where they end.
func (b *bodies) withInner(d *extract.Doc, named []*extract.Mention) []*extract.Mention {
	if !b.Lexicon.LastDeclines {
		return named
	}
	n := len(named)
	if b.typ == "Organization" {
		for _, m := range named[:n] {
			named = append(named, b.owners(d, m)...)
		}
	}
	if b.typ == "Region" || b.typ == "City" {
		for i := range d.Tokens {
			if a, ok := b.Lexicon.PlaceAdjectives[d.Tokens[i].Lower]; ok && b.isNamedPlace(d, i) && (&heads{b.Language, b.typ}).ofLemma(a[0]) != nil {
				named = append(named, &extract.Mention{
					Span: d.TokenSpan(i-1, i+1), First: i - 1, End: i + 1, Head: i, Type: b.typ, Language: d.Language,
					Name: d.Tokens[i-1].Text + " " + a[1],
				})
			}
		}
	}
	if len(named) > n {
		slices.SortStableFunc(named, func(x, y *extract.Mention) int { return x.End - y.End })
	}
	return named
}

// owners returns the bodies with names of their own inside the body m.
func (b *bodies) owners(d *extract.Doc, m *extract.Mention) []*extract.Mention {
	var out []*extract.Mention
	h := &heads{b.Language, b.typ}
	for j := m.First + 1; j < m.Head && m.Via == ""; j++ {
		t := &d.Tokens[j]
		if t.Best().Possessor != 3 || h.group(t) == nil {
			continue
		}
		p := b.Analyzer.Phrase(d, j, nil)
		if p.First = max(p.First, m.First); p.First < j && d.Tokens[p.First].Capitals != extract.Lower {
			out = append(out, &extract.Mention{
				Span: d.TokenSpan(p.First, j+1), First: p.First, End: j + 1, Head: j, Type: b.typ, Kind: h.group(t).Kind, Language: d.Language,
				Name: b.Analyzer.Nominative(d, p.First, j+1, j),
			})
		}
	}
	return out
}

// isNamedPlace reports whether a place's name stands before the adjective of a kind
// of places at token i.
func (b *bodies) isNamedPlace(d *extract.Doc, i int) bool {
	if i == 0 || d.Tokens[i-1].Sentence != d.Tokens[i].Sentence {
		return false
	}
	t := &d.Tokens[i-1]
	return t.Kind == extract.WordToken && t.Capitals == extract.Capital && t.Best().Case <= extract.Nom && (!d.StartsSentence(i-1) || t.HasPOS(extract.PROPN) || t.Best().Guessed)
}

// isPostOf reports whether the noun at token i stands before a post, of which it
// tells whose it is: "орталық директоры", "ұйымның бас хатшысы".
func (b *bodies) isPostOf(d *extract.Doc, i int) bool {
	if !b.Lexicon.LastDeclines {
		return false
	}
	if b.standsFree(d, i) {
		return true
	}
	reach := i + 1
	switch a := d.Tokens[i].Best(); {
	case a.Case == extract.Gen:
		reach = i + 3
	case a.Case > extract.Nom || a.Possessor != 0:
		return false
	}
	h := &heads{b.Language, "Role"}
	for j := i + 1; j <= reach && j < len(d.Tokens) && d.Tokens[j].Sentence == d.Tokens[i].Sentence && d.Tokens[j].Kind == extract.WordToken; j++ {
		if h.group(&d.Tokens[j]) != nil {
			return true
		}
	}
	return false
}

// standsFree reports whether the noun at token i stands in a case of its own, without
// an owner, and is no word for a post.
func (b *bodies) standsFree(d *extract.Doc, i int) bool {
	a := d.Tokens[i].Best()
	if a.POS != extract.NOUN || a.Possessor != 0 || a.Number == extract.Plur || a.Attributive || i+1 >= len(d.Tokens) {
		return false
	}
	return a.Case > extract.Nom && a.Case != extract.Gen && !slices.Contains(b.Lexicon.OwnPosts, a.Lemma)
}

// sameHead reports whether the noun t can stand for the mention by its head.
func (b *bodies) sameHead(d *extract.Doc, t *extract.Token, m *extract.Mention) bool {
	head := &d.Tokens[m.Head]
	if sameLemma(t, head) {
		return true
	}
	a, ok := b.Lexicon.PlaceAdjectives[head.Lower]
	return ok && t.HasLemma(a[0])
}

// abbreviations finds those that the article introduces behind a name:
// "Организация водного сотрудничества (ОВС)".
func (b *bodies) abbreviations(d *extract.Doc, named []*extract.Mention) map[string]*extract.Mention {
	short := map[string]*extract.Mention{}
	for _, m := range named {
		if initials := initialsOf(d, m); initials != "" && b.Lexicon.Alone && b.typ == "Organization" && short[initials] == nil {
			short[initials] = m
		}
		if m.End+2 >= len(d.Tokens) || d.Tokens[m.End].Text != "(" {
			continue
		}
		if b.typ != "Organization" && slices.ContainsFunc(d.Mentions, func(x extract.Mention) bool {
			return x.Type == "Organization" && x.End == m.End && x.First > m.First
		}) {
			continue // it shortens the body's name, not the whole's: "договор с Банком развития (БР)"
		}
		t := &d.Tokens[m.End+1]
		closed := d.Tokens[m.End+2].Text == ")" || m.End+3 < len(d.Tokens) && d.Tokens[m.End+3].Text == ")"
		if closed && (t.Capitals == extract.AllCaps || t.Capitals == extract.MixedCap) && short[t.Text] == nil {
			short[t.Text] = m
		}
	}
	return short
}

// initialsOf returns the first letters of the capitalised words that end a name
// of three such words or more: MPC of "the Bank's Monetary Policy Committee".
func initialsOf(d *extract.Doc, m *extract.Mention) string {
	var letters []byte
	for i := m.End - 1; i >= m.First; i-- {
		t := &d.Tokens[i]
		switch {
		case t.Kind == extract.WordToken && t.Capitals == extract.Capital && t.Text[0] < utf8.RuneSelf:
			letters = append(letters, t.Text[0])
		case t.HasPOS(extract.ADP) || t.HasPOS(extract.DET) || t.HasPOS(extract.CCONJ):
		default:
			i = m.First // only what stands behind a possessive
		}
	}
	if len(letters) < 3 {
		return ""
	}
	slices.Reverse(letters)
	return string(letters)
}

// antecedent returns the last mention before token i that the bare noun there
// can stand for; noun tells whether the lexicon has it.
func (b *bodies) antecedent(d *extract.Doc, i int, noun bool, before []*extract.Mention) *extract.Mention {
	t := &d.Tokens[i]
	if t.Kind != extract.WordToken || t.Capitals != extract.Lower && !d.StartsSentence(i) && !(b.Lexicon.Definite && b.behindDeterminer(d, i)) || len(before) == 0 {
		return nil
	}
	if b.Lexicon.LastDeclines && t.HasPOS(extract.PRON) && i+1 < len(d.Tokens) && d.Tokens[i+1].HasPOS(extract.ADP) {
		return nil // "оған дейін" is a time
	}
	any := noun && b.Lexicon.standIn(b.typ, t) && !(b.Lexicon.Definite && plural(t))
	// "the trust" after "Fenside Hospitals Trust", though no other trust has a name of that kind
	short := b.Lexicon.Definite && b.typ == "Organization" && t.Capitals == extract.Lower && t.HasPOS(extract.NOUN) && !plural(t) && b.behindDeterminer(d, i) &&
		slices.ContainsFunc(before, func(m *extract.Mention) bool {
			return m.Via == "" && m.End-m.First > 1 && sameLemma(t, &d.Tokens[m.Head])
		})
	if !any && !short && !noun {
		return nil
	}
	if g := (&heads{b.Language, b.typ}).group(t); !any && !short && (g == nil || g.Full && !b.isPostOf(d, i)) || any && b.Lexicon.Definite && !b.behindDeterminer(d, b.Analyzer.Phrase(d, i, nil).First) {
		return nil
	}
	p := b.Analyzer.Phrase(d, i, nil)
	own := p.First < i && !b.Lexicon.determiner(&d.Tokens[i-1])
	if !any && (own && !b.Lexicon.LastDeclines || p.End > i+1) || any && b.Lexicon.AllDecline && p.End > i+1 {
		return nil // it has words of its own: "производитель насосов"
	}
	for _, m := range slices.Backward(before) {
		if any && m.End-m.First > 1 && sameLemma(t, &d.Tokens[m.Head]) {
			return m // "the bank" is rather the bank that says so than any company
		}
	}
	kind := b.Lexicon.StandKinds[t.Lower]
	if kind == "" {
		kind = b.Lexicon.StandKinds[t.Lemma()]
	}
	for _, m := range slices.Backward(before) {
		if any && kind != "" && m.Kind != kind || b.Lexicon.LastDeclines && plural(&d.Tokens[m.Head]) && !plural(t) {
			continue
		}
		if own && !any && !repeatsWords(d, p.First, i, m) {
			continue
		}
		if any && kind != "" || any && (b.typ != "Organization" || m.Kind == "company" || m.Recognizer == nameRecognizer) || b.sameHead(d, t, m) {
			return m
		}
	}
	return nil
}

// repeatsWords reports whether the words [first, end) are all among those of m:
// "орталық банк" after "Өзбекстан Орталық банкі".
func repeatsWords(d *extract.Doc, first, end int, m *extract.Mention) bool {
	for i := first; i < end; i++ {
		t := &d.Tokens[i]
		if t.Kind == extract.WordToken && !slices.ContainsFunc(d.Tokens[m.First:m.End], func(o extract.Token) bool { return o.Lower == t.Lower || sameLemma(t, &o) }) {
			return false
		}
	}
	return true
}

func sameLemma(a, b *extract.Token) bool {
	return slices.ContainsFunc(a.Analyses, func(x extract.Analysis) bool {
		return slices.ContainsFunc(b.Analyses, func(y extract.Analysis) bool { return x.Lemma == y.Lemma })
	})
}

func (b *bodies) refer(d *extract.Doc, i int, a *extract.Mention, via schema.Via) extract.Mention {
	m := *a
	m.First, m.End, m.Head = i, i+1, i
	m.Span = d.TokenSpan(i, i+1)
	m.Args = nil
	if via != "" && b.typ == "Agreement" && len(a.Args["party"]) > 0 { // who the parties are holds wherever it is spoken of
		m.Args = map[schema.ArgName][]schema.Value{"party": slices.Clone(a.Args["party"])}
		for i := range m.Args["party"] {
			m.Args["party"][i].Via = schema.ViaCoreference
		}
	}
	if via != "" {
		m.Via, m.Antecedent = via, schema.Mention{Span: a.Span, Text: d.Text(a.Span)}
	}
	return m
}

// holders recognizes titles without a name that stand for their holder: "министр"
// after "министр энергетики Иван Петров", "глава государства" after "президент",
// and pronouns where the sentence before names one person only.
type holders struct{ *Language }

func (h *holders) Name() string { return "coreference/person" }

func (h *holders) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != h.Analyzer.Language() {
		return nil
	}
	persons := make([]int, 0, 8) // mentions of persons, in order
	titles := map[int]int{}      // person mention -> its role mention
	named := map[int]bool{}      // role mentions beside a name
	for i := range d.Mentions {
		if d.Mentions[i].Type == "Person" {
			persons = append(persons, i)
			if r := h.roleBeside(d, i); r >= 0 {
				if named[r] = true; !h.Lexicon.AllDecline || !plural(&d.Tokens[d.Mentions[r].Head]) {
					titles[i] = r // of several ministers "the minister" may be any
				}
			}
		}
	}
	chosen := h.chosen(d, persons)
	var out []extract.Mention
	for i := range d.Mentions {
		r := &d.Mentions[i]
		if r.Type != "Role" || named[i] || len(h.Lexicon.ActingBefore) > 0 && acts(r) || inBody(d, i) || h.predicative(d, r) || h.Lexicon.Definite && !h.behindDeterminer(d, r.First) || plural(&d.Tokens[r.Head]) {
			continue
		}
		if p := h.holder(d, r, persons, titles, chosen); p >= 0 {
			out = append(out, h.refer(d, r.First, r.End, r.Head, &d.Mentions[p]))
			continue
		}
		p := h.introduced(d, i, persons, titles)
		if p < 0 {
			p = h.visiting(d, r, persons, titles)
		}
		if p >= 0 {
			m := h.refer(d, r.First, r.End, r.Head, &d.Mentions[p])
			m.Kind = "introduced"
			m.Args = map[schema.ArgName][]schema.Value{"role": {r.Value(d)}}
			if org := r.Args["organization"]; len(org) > 0 {
				m.Args["organization"] = org
			}
			out, titles[p] = append(out, m), i
		}
	}
	known := slices.Clone(out)
	for _, p := range persons {
		known = append(known, d.Mentions[p])
	}
	slices.SortStableFunc(known, func(a, b extract.Mention) int { return a.First - b.First })
	return append(out, h.pronouns(d, known)...)
}

// acts reports whether the post is only acted in: it names no holder.
func acts(r *extract.Mention) bool {
	st := r.Args["status"]
	return len(st) > 0 && st[0].Text == "acting"
}

// former reports whether the post is one that its holder had.
func former(r *extract.Mention) bool {
	st := r.Args["status"]
	return len(st) > 0 && st[0].Text == "former"
}

// behindDeterminer reports whether the phrase that begins at first has a
// determiner before it.
func (l *Language) behindDeterminer(d *extract.Doc, first int) bool {
	return first > 0 && d.SentenceOf(first-1) == d.SentenceOf(first) && l.Lexicon.determiner(&d.Tokens[first-1])
}

// predicative reports whether the title tells what somebody is or becomes, and
// so names nobody: "төраға болып сайланды".
func (h *holders) predicative(d *extract.Doc, r *extract.Mention) bool {
	return r.End < len(d.Tokens) && slices.Contains(h.Lexicon.Becoming, d.Tokens[r.End].Lower)
}

// inBody reports whether the mention stands inside an organization's name: the
// president of "Президент Әкімшілігі" is nobody in particular.
func inBody(d *extract.Doc, k int) bool {
	m := &d.Mentions[k]
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if o := &d.Mentions[j]; o.Type == "Organization" && o.Via == "" && o.First <= m.First && m.End <= o.End && o.End-o.First > m.End-m.First {
			return true
		}
	}
	return false
}

// roleBeside returns the role that stands directly before the person, or after
// it behind a comma; -1 if there is none.
func (l *Language) roleBeside(d *extract.Doc, person int) int {
	p := &d.Mentions[person]
	for k := person - 1; k >= 0 && k > person-12; k-- {
		if r := &d.Mentions[k]; r.Type == "Role" && r.End == p.First && (!l.Lexicon.AllDecline || d.TitleFits(r, p)) {
			return k
		}
	}
	for k := person + 1; k < len(d.Mentions) && k < person+6; k++ {
		r := &d.Mentions[k]
		if r.Type == "Role" && r.First >= p.End && r.First <= p.End+2 && p.End < len(d.Tokens) && d.Tokens[p.End].Text == "," {
			return k
		}
	}
	return -1
}

// holder returns the person, named last before r, whose title r can repeat. A bare
// title that follows in another paragraph is rather of whom the article is about than
// of whom it names in passing.
func (h *holders) holder(d *extract.Doc, r *extract.Mention, persons []int, titles map[int]int, chosen map[int][]int) int {
	weight := 0 // how many times as often as the last another must be named
	switch {
	case r.End-r.First > 1:
	case h.Lexicon.LastDeclines:
		weight = 2
	case h.Lexicon.AllDecline:
		weight = 1
	}
	found := -1
	for _, p := range slices.Backward(persons) {
		if d.Mentions[p].First >= r.First {
			continue
		}
		if t, ok := titles[p]; !(ok && !(former(&d.Mentions[t]) && !former(r)) && h.repeats(d, r, &d.Mentions[t]) || h.becomes(d, r, p, chosen)) {
			continue
		}
		switch {
		case found < 0:
			if found = p; weight == 0 || weight == 1 && h.sameBlock(d, r, &d.Mentions[p]) {
				return p
			}
		case d.Mentions[p].Name != d.Mentions[found].Name && named(d, persons, p) > weight*named(d, persons, found):
			found = p
		}
	}
	return found
}

// sameBlock reports whether two mentions stand in one block, as in one paragraph.
func (h *holders) sameBlock(d *extract.Doc, a, b *extract.Mention) bool {
	return d.Sentences[d.SentenceOf(a.First)].Block == d.Sentences[d.SentenceOf(b.First)].Block
}

// chosen returns, for each person whom a sentence alone names and tells to get a
// post, the roles that it is: "Ли избрана мэром" before "новый мэр".
func (h *holders) chosen(d *extract.Doc, persons []int) map[int][]int {
	if (len(h.Lexicon.Chooses) == 0 || !h.Lexicon.AllDecline) && !h.Lexicon.LastDeclines {
		return nil
	}
	got := map[int][]int{}
	for at, p := range persons {
		m := &d.Mentions[p]
		s := d.SentenceOf(m.First)
		alone := func(o int) bool {
			return d.Mentions[o].Name == m.Name || d.SentenceOf(d.Mentions[o].First) != s
		}
		if at > 0 && !alone(persons[at-1]) || at+1 < len(persons) && !alone(persons[at+1]) {
			continue
		}
		if a := d.Tokens[m.Head].Best(); a.Case != extract.Nom && a.Case != extract.Acc && a.Case != 0 {
			continue
		}
		if roles := h.becoming(d, d.Sentences[s]); roles != nil {
			got[p] = roles
		}
	}
	return got
}

// becoming returns the roles that a sentence with a verb of choosing has in the
// instrumental or, where nouns have none, before a converb: "ректор етіп".
func (h *holders) becoming(d *extract.Doc, sent extract.Sentence) (roles []int) {
	if h.Lexicon.LastDeclines { // "ректор етіп сайлады"
		for i := sent.First; i < sent.End; i++ {
			for _, k := range d.MentionsAt(i) {
				if x := &d.Mentions[k]; x.First == i && x.Type == "Role" && x.End < sent.End && h.predicative(d, x) && d.Tokens[x.End].Best().Form == extract.Conv {
					roles = append(roles, k)
				}
			}
		}
		return roles
	}
	verb := false
	for i := sent.First; i < sent.End; i++ {
		verb = verb || slices.ContainsFunc(h.Lexicon.Chooses, d.Tokens[i].HasLemma)
		for _, k := range d.MentionsAt(i) {
			if x := &d.Mentions[k]; x.Type == "Role" && d.Tokens[x.Head].Best().Case == extract.Ins {
				roles = append(roles, k)
			}
		}
	}
	if !verb {
		return nil
	}
	return roles
}

// becomes reports whether the title r, in a later sentence, is a post that person
// p was told to get.
func (h *holders) becomes(d *extract.Doc, r *extract.Mention, p int, chosen map[int][]int) bool {
	return d.SentenceOf(d.Mentions[p].First) < d.SentenceOf(r.First) &&
		slices.ContainsFunc(chosen[p], func(k int) bool { return h.repeats(d, r, &d.Mentions[k]) })
}

// named counts the mentions of the person, up to the whole article.
func named(d *extract.Doc, persons []int, p int) int {
	n := 0
	for _, o := range persons {
		if d.Mentions[o].Name == d.Mentions[p].Name {
			n++
		}
	}
	return n
}

// ofLand reports whether a title names the country, region or city whose post it is.
func ofLand(r *extract.Mention) bool {
	org := r.Args["organization"]
	return len(org) > 0 && org[0].Entity != nil && (org[0].Entity.Type == "Country" || org[0].Entity.Type == "Region" || org[0].Entity.Type == "City")
}

// repeats reports whether the title r says no more than the title t: its words
// are among t's, or both are names of one post ("президент", "глава государства").
func (h *holders) repeats(d *extract.Doc, r, t *extract.Mention) bool {
	if ro, to := r.Args["organization"], t.Args["organization"]; len(ro) > 0 && len(to) > 0 && ro[0].Lexical() != to[0].Lexical() {
		return false
	}
	if t.Via != "" && len(r.Args["organization"]) > 0 && len(t.Args["organization"]) > 0 && r.Name == t.Name {
		return true // "his Norwegian counterpart" had the post by another word
	}
	same := sameLemma(&d.Tokens[r.Head], &d.Tokens[t.Head])
	// "өңір басшысы" and "департамент басшысы" are two posts for all their heads.
	if h.Lexicon.samePost(d, r, t) && !(h.Lexicon.LastDeclines && same) {
		// Heads of different words name one post only where the body is the same.
		return same || len(r.Args["organization"]) == len(t.Args["organization"]) ||
			h.Lexicon.AllDecline && len(r.Args["organization"]) == 0 && ofLand(t) // "глава государства"
	}
	if !same {
		return false
	}
	words := strings.Fields(strings.ToLower(t.Name))
	head := &d.Tokens[r.Head]
	for _, w := range strings.Fields(strings.ToLower(r.Name)) {
		if h.Lexicon.LastDeclines && (w == head.Lower || w == strings.ToLower(head.Text) || head.HasLemma(w)) {
			continue // министр of "энергетика министрі"
		}
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// pronouns resolves the pronouns that are subjects, given the persons known so
// far in order: each stands for the one person of the sentence, or of the one
// before, or, where the language says so, for the subject of either.
func (h *holders) pronouns(d *extract.Doc, known []extract.Mention) []extract.Mention {
	forms := h.addressed(d, known)
	var out []extract.Mention
	for s, sent := range d.Sentences {
		for i := sent.First; i < sent.End; i++ {
			var p *extract.Mention
			switch {
			case h.isSubject(d, i, sent), h.isSaid(d, i, sent):
				p = h.antecedent(d, s, i, known, forms)
			case h.isObject(d, i, sent):
				p = h.other(d, s, i, known, forms)
			}
			if p == nil {
				continue
			}
			if h.Lexicon.Subjects && forms[p.Name] == "" && h.Lexicon.pronoun[d.Tokens[i].Lower] {
				forms[p.Name] = d.Tokens[i].Lower // and is so from here on
			}
			m := h.refer(d, i, i+1, i, p)
			out = append(out, m)
			at, _ := slices.BinarySearchFunc(known, i, func(k extract.Mention, i int) int { return k.First - i })
			known = slices.Insert(known, at, m)
		}
	}
	return out
}

// isSubject reports whether token i is a pronoun that opens the sentence, or one
// before its verb in a language of such order.
func (h *holders) isSubject(d *extract.Doc, i int, sent extract.Sentence) bool {
	if !h.Lexicon.pronoun[d.Tokens[i].Lower] {
		return false
	}
	if i == sent.First || h.Lexicon.Subjects && i+1 < sent.End && predicate(&d.Tokens[i+1]) {
		return true
	}
	if h.Lexicon.Definite && i+2 < sent.End && h.Lexicon.joins[d.Tokens[i+1].Lower] && d.Tokens[i+1].Kind == extract.WordToken && d.Tokens[i+2].Capitals == extract.Capital {
		return true // "last week she and Anna Kim signed it"
	}
	if h.Lexicon.AllDecline && (predicate(&d.Tokens[i-1]) || i == sent.First+1 && d.Tokens[i-1].Kind == extract.MarkToken) {
		return true // "заверила она"
	}
	return h.Lexicon.LastDeclines && (predicate(&d.Tokens[i-1]) || h.described(d, i, sent) || h.opensAfter(d, i, sent))
}

// described reports whether a participle describes the pronoun at token i:
// "министр болған ол ...".
func (h *holders) described(d *extract.Doc, i int, sent extract.Sentence) bool {
	a := d.Tokens[i-1].Best()
	return a.POS == extract.VERB && (a.Form == extract.Part || a.Form == extract.Fin) && a.Tense == extract.Past && a.Case <= extract.Nom &&
		i+1 < sent.End && !(d.Tokens[i+1].Best().POS == extract.NOUN && d.Tokens[i+1].Capitals == extract.Lower)
}

// opensAfter reports whether nothing but times, adverbs and conjunctions stands
// before token i in its sentence: "Ертеңіне ол ..."; and that no noun follows,
// of which the pronoun would be the determiner.
func (h *holders) opensAfter(d *extract.Doc, i int, sent extract.Sentence) bool {
	if i+1 >= sent.End || d.Tokens[i+1].HasPOS(extract.NOUN) && d.Tokens[i+1].Capitals == extract.Lower {
		return false
	}
	if i-sent.First <= 5 && i > sent.First && d.Tokens[i-1].HasPOS(extract.ADP) {
		return !slices.ContainsFunc(d.Tokens[sent.First:i], predicateToken) // "сапар барысында ол ..."
	}
	for j := sent.First; j < i; {
		end := j
		for _, k := range d.MentionsAt(j) {
			if d.Mentions[k].Type == "Date" {
				end = d.Mentions[k].End
			}
		}
		t := &d.Tokens[j]
		switch {
		case end > j:
			j = end
		case t.HasPOS(extract.ADV) || t.HasPOS(extract.CCONJ) || t.Lower == ",":
			j++
		default:
			return false
		}
	}
	return true
}

// isSaid reports whether token i is a possessive before a word for what somebody
// said: "по его словам".
func (h *holders) isSaid(d *extract.Doc, i int, sent extract.Sentence) bool {
	return i+1 < sent.End && h.Lexicon.Objects[d.Tokens[i].Lower] != "" && slices.Contains(h.Lexicon.Said, d.Tokens[i+1].Lower)
}

// isObject reports whether token i is a pronoun that is no subject and no
// possessive: nothing that it could belong to follows.
func (h *holders) isObject(d *extract.Doc, i int, sent extract.Sentence) bool {
	if h.Lexicon.Objects[d.Tokens[i].Lower] == "" || i == sent.First && !h.Lexicon.AllDecline || h.isSaid(d, i, sent) {
		return false
	}
	if i+1 >= sent.End {
		return true
	}
	next := &d.Tokens[i+1]
	switch next.Best().POS {
	case extract.NOUN, extract.ADJ, extract.PROPN, extract.NUM:
		chosen := i > sent.First && predicate(&d.Tokens[i-1]) && slices.ContainsFunc(h.Lexicon.Chooses, d.Tokens[i-1].HasLemma)
		return chosen && (h.Lexicon.AllDecline || h.Lexicon.Definite && h.isPostAlone(d, i+1)) // "избрало её президентом", "named him ambassador"
	case extract.VERB:
		return h.Lexicon.AllDecline && predicate(next) // "её принял министр"
	}
	return true
}

// isPostAlone reports whether a post begins at token i that nobody's name follows:
// whom somebody appoints "her deputy, Anna Kim" to is not she.
func (h *holders) isPostAlone(d *extract.Doc, i int) bool {
	for _, k := range d.MentionsAt(i) {
		r := &d.Mentions[k]
		if r.Type != "Role" || r.First != i {
			continue
		}
		end := r.End
		if end < len(d.Tokens) && d.Tokens[end].Text == "," {
			end++
		}
		return !slices.ContainsFunc(d.MentionsAt(end), func(k int) bool { return d.Mentions[k].Type == "Person" })
	}
	return false
}

// other returns the only person of this sentence and the one before whom an
// object at token i can mean: not the subject of its own sentence. Of several, where
// a language has its subjects first and the pronoun's sentence has none that is a
// person, it is the subject of the one before.
func (h *holders) other(d *extract.Doc, s, i int, known []extract.Mention, forms map[string]string) *extract.Mention {
	first := d.Sentences[s].First
	if s > 0 && (d.Sentences[s-1].Block == d.Sentences[s].Block || d.Blocks[d.Sentences[s-1].Block].Kind == extract.Paragraph) {
		first = d.Sentences[s-1].First
	}
	var subject string
	for k := range known {
		if m := &known[k]; m.First >= d.Sentences[s].First && m.First < i {
			subject = m.Name // the last before the pronoun is the nearest subject
		}
	}
	fits := func(m *extract.Mention) bool {
		f := forms[m.Name]
		return f == "" || f == h.Lexicon.Objects[d.Tokens[i].Lower]
	}
	var found *extract.Mention
	for k := range known {
		m := &known[k]
		if m.First < first || m.First >= i || m.Name == subject {
			continue
		}
		if !fits(m) {
			continue
		}
		if found != nil && found.Name != m.Name {
			if h.Lexicon.Definite && subject == "" && first < d.Sentences[s].First {
				return h.subject(d, d.Sentences[s-1], i, known, fits)
			}
			return nil
		}
		found = m
	}
	return found
}

func predicateToken(t extract.Token) bool { return predicate(&t) }

func predicate(t *extract.Token) bool {
	a := t.Best()
	return (a.POS == extract.VERB || a.POS == extract.AUX) && a.Form == extract.Fin
}

// addressed tells by which pronouns those are meant whom the article gives a
// form of address: Ms Kim is she.
func (h *holders) addressed(d *extract.Doc, known []extract.Mention) map[string]string {
	forms := map[string]string{}
	for i := range known {
		if k := &known[i]; k.First > 0 {
			for pronoun, words := range h.Lexicon.Addresses {
				if slices.Contains(words, d.Tokens[k.First-1].Lower) {
					forms[k.Name] = pronoun
				}
			}
		}
	}
	if len(h.Lexicon.Genders) > 0 {
		for i := range known {
			if k := &known[i]; k.Kind == "full" && forms[k.Name] == "" {
				forms[k.Name] = h.Lexicon.Genders[nameGender(d, k, h.Lexicon.Alone)]
			}
		}
	}
	return forms
}

// nameGender tells of what gender a name is, "m" or "f", if all its words agree;
// where surnames have none, the first given name tells it.
func nameGender(d *extract.Doc, m *extract.Mention, given bool) string {
	var gender extract.Gender
	for i := m.First; i < m.End; i++ {
		t := &d.Tokens[i]
		if t.Kind != extract.WordToken || isInitial(t) {
			continue
		}
		g := t.Best().Gender
		if given {
			gender = g
			break
		}
		if g == 0 || gender != 0 && g != gender {
			return ""
		}
		gender = g
	}
	switch gender {
	case extract.Masc:
		return "m"
	case extract.Fem:
		return "f"
	}
	return ""
}

// antecedent returns the person that the pronoun at token i of sentence s
// stands for, or nil.
func (h *holders) antecedent(d *extract.Doc, s, i int, known []extract.Mention, forms map[string]string) *extract.Mention {
	pronoun := d.Tokens[i].Lower
	if subject := h.Lexicon.Objects[pronoun]; subject != "" {
		pronoun = subject
	}
	fits := func(m *extract.Mention) bool {
		f := forms[m.Name]
		return f == "" || f == pronoun
	}
	for back := range 3 {
		if s-back < 0 || back == 1 && d.Sentences[s-1].Block != d.Sentences[s].Block && d.Blocks[d.Sentences[s-1].Block].Kind != extract.Paragraph || back > 1 && d.Sentences[s-back].Block != d.Sentences[s].Block {
			return nil
		}
		sent := d.Sentences[s-back]
		var found *extract.Mention
		several := false
		for k := range known {
			m := &known[k]
			if m.First < sent.First || m.First >= min(sent.End, i) || !fits(m) {
				continue
			}
			several = several || found != nil && found.Name != m.Name
			if found == nil || !several {
				found = m
			}
		}
		switch {
		case found == nil:
		case !several:
			return found
		case h.Lexicon.Subjects:
			if m := h.subject(d, sent, i, known, fits); m != nil {
				return m
			}
			return h.only(sent, i, known, func(m *extract.Mention) bool { return forms[m.Name] == pronoun })
		default:
			return nil
		}
	}
	return nil
}

// only returns the one person of the sentence before token i of whom it is told
// that the pronoun is right, nil if there are several.
func (h *holders) only(sent extract.Sentence, i int, known []extract.Mention, right func(*extract.Mention) bool) *extract.Mention {
	var found *extract.Mention
	for k := range known {
		m := &known[k]
		if m.First < sent.First || m.First >= min(sent.End, i) || !right(m) {
			continue
		}
		if found != nil && found.Name != m.Name {
			return nil
		}
		found = m
	}
	return found
}

// subject returns the first person of the sentence before token i if no verb and
// no preposition goes before it.
func (h *holders) subject(d *extract.Doc, sent extract.Sentence, i int, known []extract.Mention, fits func(*extract.Mention) bool) *extract.Mention {
	for k := range known {
		m := &known[k]
		if m.First < sent.First || m.First >= min(sent.End, i) {
			continue
		}
		for j := sent.First; j < m.First; j++ {
			if predicate(&d.Tokens[j]) {
				return nil
			}
		}
		if m.First > sent.First && d.Tokens[m.First-1].HasPOS(extract.ADP) || !fits(m) {
			continue
		}
		if (h.Lexicon.LastDeclines || h.Lexicon.AllDecline) && d.Tokens[m.Head].Best().Case > extract.Nom {
			continue
		}
		return m
	}
	return nil
}

func (h *holders) refer(d *extract.Doc, first, end, head int, p *extract.Mention) extract.Mention {
	at := schema.Mention{Span: p.Span, Text: d.Text(p.Span)}
	if p.Via != "" {
		at = p.Antecedent
	}
	return extract.Mention{
		Span: d.TokenSpan(first, end), First: first, End: end, Head: head, Type: "Person", Kind: "coreference",
		Name: p.Name, Language: p.Language, Aliases: p.Aliases, Known: p.Known, Called: p.Called,
		Via: schema.ViaCoreference, Antecedent: at,
	}
}
