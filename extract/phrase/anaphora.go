package phrase

import (
	"slices"
	"strings"

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
	if d.Language != b.Analyzer.Language() {
		return nil
	}
	taken := make([]bool, len(d.Tokens))
	var named []*extract.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		for j := m.First; j < m.End; j++ {
			taken[j] = taken[j] || m.Type == b.typ
		}
		if m.Type == b.typ && m.Kind != "outlet" {
			named = append(named, m)
		}
	}
	short := b.abbreviations(d, named)
	var out []extract.Mention
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
		if a := b.antecedent(d, i, named[:next]); a != nil {
			out = append(out, b.refer(d, i, a, schema.ViaCoreference))
		}
	}
	return out
}

// abbreviations finds those that the article introduces behind a name:
// "Организация водного сотрудничества (ОВС)".
func (b *bodies) abbreviations(d *extract.Doc, named []*extract.Mention) map[string]*extract.Mention {
	short := map[string]*extract.Mention{}
	for _, m := range named {
		if m.End+2 >= len(d.Tokens) || d.Tokens[m.End].Text != "(" {
			continue
		}
		t := &d.Tokens[m.End+1]
		closed := d.Tokens[m.End+2].Text == ")" || m.End+3 < len(d.Tokens) && d.Tokens[m.End+3].Text == ")"
		if closed && (t.Capitals == extract.AllCaps || t.Capitals == extract.MixedCap) && short[t.Text] == nil {
			short[t.Text] = m
		}
	}
	return short
}

// antecedent returns the last mention before token i that the bare noun there
// can stand for.
func (b *bodies) antecedent(d *extract.Doc, i int, before []*extract.Mention) *extract.Mention {
	t := &d.Tokens[i]
	if t.Kind != extract.WordToken || t.Capitals != extract.Lower && !d.StartsSentence(i) || len(before) == 0 {
		return nil
	}
	any := b.Lexicon.standIn(b.typ, t)
	if !any && (&heads{b.Language, b.typ}).group(t) == nil || any && b.Lexicon.Definite && !b.behindDeterminer(d, i) {
		return nil
	}
	if p := b.Analyzer.Phrase(d, i, nil); !any && (p.First < i && !b.Lexicon.determiner(&d.Tokens[i-1]) || p.End > i+1) {
		return nil // it has words of its own
	}
	kind := b.Lexicon.StandKinds[t.Lower]
	if kind == "" {
		kind = b.Lexicon.StandKinds[t.Lemma()]
	}
	for _, m := range slices.Backward(before) {
		if any && kind != "" && m.Kind != kind {
			continue
		}
		if any && kind != "" || any && (b.typ != "Organization" || m.Kind == "company" || m.Recognizer == nameRecognizer) || sameLemma(t, &d.Tokens[m.Head]) {
			return m
		}
	}
	return nil
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
			if r := roleBeside(d, i); r >= 0 {
				titles[i], named[r] = r, true
			}
		}
	}
	var out []extract.Mention
	for i := range d.Mentions {
		r := &d.Mentions[i]
		if r.Type != "Role" || named[i] || h.Lexicon.Definite && !h.behindDeterminer(d, r.First) || plural(&d.Tokens[r.Head]) {
			continue
		}
		if p := h.holder(d, r, persons, titles); p >= 0 {
			out = append(out, h.refer(d, r.First, r.End, r.Head, &d.Mentions[p]))
		}
	}
	for s := 1; s < len(d.Sentences); s++ {
		if i, p := h.pronoun(d, s, persons); p >= 0 {
			out = append(out, h.refer(d, i, i+1, i, &d.Mentions[p]))
		}
	}
	return out
}

// behindDeterminer reports whether the phrase that begins at first has a
// determiner before it.
func (l *Language) behindDeterminer(d *extract.Doc, first int) bool {
	return first > 0 && d.SentenceOf(first-1) == d.SentenceOf(first) && l.Lexicon.determiner(&d.Tokens[first-1])
}

// roleBeside returns the role that stands directly before the person, or after
// it behind a comma; -1 if there is none.
func roleBeside(d *extract.Doc, person int) int {
	p := &d.Mentions[person]
	for k := person - 1; k >= 0 && k > person-12; k-- {
		if r := &d.Mentions[k]; r.Type == "Role" && r.End == p.First {
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

// holder returns the person, named last before r, whose title r can repeat.
func (h *holders) holder(d *extract.Doc, r *extract.Mention, persons []int, titles map[int]int) int {
	for _, p := range slices.Backward(persons) {
		if d.Mentions[p].First >= r.First {
			continue
		}
		if t, ok := titles[p]; ok && h.repeats(d, r, &d.Mentions[t]) {
			return p
		}
	}
	return -1
}

// repeats reports whether the title r says no more than the title t: its words
// are among t's, or both are names of one post ("президент", "глава государства").
func (h *holders) repeats(d *extract.Doc, r, t *extract.Mention) bool {
	if ro, to := r.Args["organization"], t.Args["organization"]; len(ro) > 0 && len(to) > 0 && ro[0].Lexical() != to[0].Lexical() {
		return false
	}
	if h.Lexicon.samePost(d, r, t) {
		return true
	}
	if !sameLemma(&d.Tokens[r.Head], &d.Tokens[t.Head]) {
		return false
	}
	words := strings.Fields(strings.ToLower(t.Name))
	for _, w := range strings.Fields(strings.ToLower(r.Name)) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// pronoun returns the subject pronoun that opens sentence s and the person it
// stands for: the one whom the sentence before names, if it names one alone.
func (h *holders) pronoun(d *extract.Doc, s int, persons []int) (token, person int) {
	sent, before := d.Sentences[s], d.Sentences[s-1]
	if sent.First >= sent.End || !h.Lexicon.pronoun[d.Tokens[sent.First].Lower] || d.Blocks[before.Block].Kind != extract.Paragraph {
		return 0, -1
	}
	found := -1
	for _, p := range persons {
		m := &d.Mentions[p]
		if m.First < before.First || m.First >= before.End {
			continue
		}
		if found >= 0 && d.Mentions[found].Name != m.Name {
			return 0, -1
		}
		found = p
	}
	return sent.First, found
}

func (h *holders) refer(d *extract.Doc, first, end, head int, p *extract.Mention) extract.Mention {
	at := schema.Mention{Span: p.Span, Text: d.Text(p.Span)}
	if p.Via != "" {
		at = p.Antecedent
	}
	return extract.Mention{
		Span: d.TokenSpan(first, end), First: first, End: end, Head: head, Type: "Person", Kind: "coreference",
		Name: p.Name, Language: p.Language, Aliases: p.Aliases, Known: p.Known,
		Via: schema.ViaCoreference, Antecedent: at,
	}
}
