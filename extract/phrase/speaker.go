package phrase

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// speakers recognizes who speaks of himself: the pronouns and verbs of the first
// person in what somebody is quoted with and in the answers of an interview. A
// pronoun stands for the speaker; a verb, of the kind "speaker", has him as its
// subject, and one in the plural his body besides.
type speakers struct{ *Language }

func (p *speakers) Name() string { return "coreference/speaker" }

func (p *speakers) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != p.Analyzer.Language() || !p.Lexicon.Speakers {
		return nil
	}
	by := p.speech(d)
	var out []extract.Mention
	for i := range by {
		if by[i] > 0 {
			out = append(out, p.first(d, i, by[i]-1)...)
		}
	}
	return out
}

// speech tells for each token who says it: 1 + the index of a mention of the
// person, 0 if nobody is known to.
func (p *speakers) speech(d *extract.Doc) []int {
	by := make([]int, len(d.Tokens))
	set := func(first, end, k int) {
		for i := first; i < end && i < len(by); i++ {
			by[i] = k + 1
		}
	}
	if k := p.interviewed(d); k >= 0 {
		asked := false
		for s := range d.Sentences {
			if s > 0 && d.Sentences[s].Block == d.Sentences[s-1].Block {
				continue
			}
			first, end := p.block(d, s)
			switch {
			case !dashed(d, first) && !p.Lexicon.BareQuestions:
			case d.Tokens[end-1].Text == "?":
				asked = true
			case asked:
				set(first, end, k)
			}
		}
	}
	for s := range d.Sentences {
		if s > 0 && d.Sentences[s].Block == d.Sentences[s-1].Block {
			continue
		}
		if first, end := p.block(d, s); end > first {
			if k, at := labelled(d, first, end); k >= 0 {
				set(at, end, k)
			}
		}
	}
	for n, q := range d.Quotations {
		if p.Lexicon.BareQuestions {
			break // whose words are quoted stands as the subject of "said" besides
		}
		next := len(d.Tokens)
		if n+1 < len(d.Quotations) {
			next = d.Quotations[n+1].First
		}
		if k := p.quoted(d, q, next); k >= 0 {
			set(q.First, q.End, k)
		}
	}
	return by
}

// block returns the tokens of the block that sentence s opens.
func (p *speakers) block(d *extract.Doc, s int) (first, end int) {
	first, end = d.Sentences[s].First, d.Sentences[s].End
	for t := s + 1; t < len(d.Sentences) && d.Sentences[t].Block == d.Sentences[s].Block; t++ {
		end = d.Sentences[t].End
	}
	return first, end
}

func dashed(d *extract.Doc, i int) bool {
	switch d.Tokens[i].Text {
	case "–", "—", "-":
		return true
	}
	return false
}

// labelled returns the person whose name and a colon open the block, and where
// the words begin that are said; -1 if there is none.
func labelled(d *extract.Doc, first, end int) (k, at int) {
	if dashed(d, first) {
		first++
	}
	for _, k := range d.MentionsAt(first) {
		m := &d.Mentions[k]
		if m.Type == "Person" && m.Via == "" && m.End < end && d.Tokens[m.End].Text == ":" {
			return k, m.End + 1
		}
	}
	return -1, 0
}

// leastAsked is how many questions of a line each make an interview.
const leastAsked = 2

// leadSentences is how many sentences before the first question may tell who is asked.
const leadSentences = 6

// interviewed returns the mention of whom an interview is with, or -1: whose name
// stands before a colon at its top, else whom the words before the first question
// name last.
func (p *speakers) interviewed(d *extract.Doc) int {
	asked, opens := 0, -1
	for s := range d.Sentences {
		if s > 0 && d.Sentences[s].Block == d.Sentences[s-1].Block {
			continue
		}
		if first, end := p.block(d, s); (dashed(d, first) || p.Lexicon.BareQuestions && end-first <= longestQuestion) && d.Tokens[end-1].Text == "?" {
			if asked++; opens < 0 {
				opens = first
			}
		}
	}
	if asked < leastAsked {
		return -1
	}
	if p.Lexicon.BareQuestions {
		return p.introduced(d, opens)
	}
	last := -1
	for k := range d.Mentions {
		m := &d.Mentions[k]
		if m.First >= opens || d.SentenceOf(m.First) > leadSentences {
			break
		}
		if m.Type != "Person" || m.Via != "" || m.Kind != "full" {
			continue
		}
		end := m.End
		if r := p.roleBeside(d, k); r >= 0 && d.Mentions[r].First > m.First {
			end = d.Mentions[r].End
		}
		if end < len(d.Tokens) && d.Tokens[end].Text == ":" {
			return k
		}
		last = k
	}
	return last
}

// longestQuestion is how many tokens a question without a dash may have.
const longestQuestion = 40

// introduced returns the first mention of the person whom the words before token
// opens, the first question, speak of most, pronouns included; -1 if they name nobody.
func (p *speakers) introduced(d *extract.Doc, opens int) int {
	count := map[string]int{}
	best := -1
	for pass := range 2 {
		for k := range d.Mentions {
			m := &d.Mentions[k]
			if m.First >= opens {
				break
			}
			switch {
			case m.Type != "Person":
			case pass == 0:
				count[m.Name]++
			case m.Via == "" && m.Kind == "full" && (best < 0 || count[m.Name] > count[d.Mentions[best].Name]):
				best = k
			}
		}
	}
	return best
}

// reach is how many tokens behind a quotation its speaker may be named.
const reach = 14

// quoted returns the mention of the person named right behind the quotation, in
// its block and before the next begins; -1 if there is none.
func (p *speakers) quoted(d *extract.Doc, q extract.Quotation, next int) int {
	if q.End >= len(d.Tokens) || q.End <= q.First {
		return -1
	}
	block := d.Sentences[d.Tokens[q.End-1].Sentence].Block
	for i := q.End; i < next && i < q.End+reach; i++ {
		if d.Sentences[d.Tokens[i].Sentence].Block != block {
			return -1
		}
		for _, k := range d.MentionsAt(i) {
			if m := &d.Mentions[k]; m.Type == "Person" && d.Tokens[m.Head].Best().Case <= extract.Nom {
				return k
			}
		}
	}
	return -1
}

// first makes mentions of token i if it is a pronoun or verb of the first person
// that the person of mention k says.
func (p *speakers) first(d *extract.Doc, i, k int) []extract.Mention {
	a, who := d.Tokens[i].Best(), &d.Mentions[k]
	pronoun := a.POS == extract.PRON && (a.Person == 1 || a.Possessor == 1 || slices.Contains(p.Lexicon.FirstPersons, d.Tokens[i].Lower))
	verb := a.POS == extract.VERB && a.Form == extract.Fin && a.Person == 1
	if !pronoun && !verb {
		return nil
	}
	m := (&holders{p.Language}).refer(d, i, i+1, i, who)
	role := p.roleOf(d, who.Name)
	if verb {
		m.Kind = "speaker"
	} else if role != nil {
		m.Args = map[schema.ArgName][]schema.Value{"role": {via(role.Value(d))}}
		for _, v := range role.Args["organization"] {
			m.Args["organization"] = append(m.Args["organization"], via(v))
		}
	}
	out := []extract.Mention{m}
	if role == nil || len(role.Args["organization"]) == 0 || !p.plural(&d.Tokens[i]) {
		return out
	}
	v := role.Args["organization"][0]
	if v.Entity == nil || v.Entity.Type != "Organization" {
		return out
	}
	return append(out, extract.Mention{
		Span: m.Span, First: i, End: i + 1, Head: i, Type: "Organization", Kind: "speaker", Name: v.Entity.Name, Language: d.Language,
		Aliases: v.Entity.Aliases, Known: v.Entity.Known, Called: v.Called, Via: schema.ViaCoreference, Antecedent: v.Mention,
	})
}

func via(v schema.Value) schema.Value {
	if v.Via == "" {
		v.Via = schema.ViaCoreference
	}
	return v
}

func (p *speakers) plural(t *extract.Token) bool {
	for _, end := range p.Lexicon.WeEndings {
		if strings.HasSuffix(t.Lower, end) {
			return true
		}
	}
	return false
}

// roleOf returns the role beside a name of the person, or nil.
func (p *speakers) roleOf(d *extract.Doc, name string) *extract.Mention {
	for k := range d.Mentions {
		if m := &d.Mentions[k]; m.Type == "Person" && m.Name == name {
			if r := p.roleBeside(d, k); r >= 0 {
				return &d.Mentions[r]
			}
		}
	}
	return nil
}
