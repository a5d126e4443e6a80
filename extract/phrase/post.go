package phrase

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// posts recognizes words that stand for a post told of before: "осы қызмет" after
// an appointment, "оның міндеті" for what the person is. Such a mention has the
// name of that post and says that it came by coreference.
type posts struct{ *Language }

func (p *posts) Name() string { return "coreference/post" }

func (p *posts) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != p.Analyzer.Language() || len(p.Lexicon.Posts) == 0 {
		return nil
	}
	var out []extract.Mention
	for i := 1; i < len(d.Tokens); i++ {
		if d.Tokens[i].Sentence != d.Tokens[i-1].Sentence || !slices.ContainsFunc(p.Lexicon.Posts, d.Tokens[i].HasLemma) {
			continue
		}
		var post *extract.Mention
		switch t := &d.Tokens[i-1]; {
		case p.Lexicon.determiner(t):
			post = p.changing(d, i, true)
		case !slices.ContainsFunc(p.Lexicon.OwnPosts, d.Tokens[i].HasLemma):
		case p.Lexicon.pronoun[t.Lower] || p.Lexicon.pronoun[t.Lemma()]:
			post = p.changing(d, i, false)
		default:
			post = p.ofPerson(d, i)
		}
		if post != nil {
			out = append(out, p.refer(d, i, post))
		}
	}
	return out
}

// maxPostBack is how many sentences back a post may be told of that a word stands for.
const maxPostBack = 3

// changing returns the last post named before token i: after a dismissal "оның
// міндеті" is what was left. Where one is told that somebody gets or leaves, that
// one is preferred if prefer is set.
func (p *posts) changing(d *extract.Doc, i int, prefer bool) *extract.Mention {
	s := d.SentenceOf(i)
	var last *extract.Mention
	for k := len(d.Mentions) - 1; k >= 0; k-- {
		m := &d.Mentions[k]
		if m.Type != "Role" || m.End > i || inPerson(d, k) {
			continue
		}
		if d.SentenceOf(m.First)+maxPostBack < s {
			break
		}
		if !prefer {
			return m
		}
		if m.End < len(d.Tokens) && slices.Contains(p.Lexicon.Becoming, d.Tokens[m.End].Lower) {
			return m
		}
		if last == nil {
			last = m
		}
	}
	return last
}

// inPerson reports whether the mention is a word of somebody's name: Орынбасар.
func inPerson(d *extract.Doc, k int) bool {
	m := &d.Mentions[k]
	for j := max(0, m.First-3); j <= m.First; j++ {
		for _, o := range d.MentionsAt(j) {
			if x := &d.Mentions[o]; x.Type == "Person" && x.Via == "" && x.First <= m.First && m.End <= x.End {
				return true
			}
		}
	}
	return false
}

// ofPerson returns the post of the person in the genitive right before token i,
// as the article's title of that person tells it, or nil.
func (p *posts) ofPerson(d *extract.Doc, i int) *extract.Mention {
	name := ""
	for j := i - 1; j >= 0 && j > i-4; j-- {
		for _, k := range d.MentionsAt(j) {
			if m := &d.Mentions[k]; m.Type == "Person" && m.End == i && d.Tokens[m.Head].Best().Case == extract.Gen {
				name = m.Name
			}
		}
	}
	if name == "" {
		return nil
	}
	for k := len(d.Mentions) - 1; k >= 0; k-- {
		if m := &d.Mentions[k]; m.Type == "Person" && m.End <= i && m.Name == name {
			if r := p.roleBeside(d, k); r >= 0 {
				return &d.Mentions[r]
			}
		}
	}
	return nil
}

func (p *posts) refer(d *extract.Doc, i int, post *extract.Mention) extract.Mention {
	m := *post
	m.First, m.End, m.Head = i, i+1, i
	m.Span = d.TokenSpan(i, i+1)
	m.Kind = "coreference"
	m.Args = map[schema.ArgName][]schema.Value{}
	for _, v := range post.Args["organization"] {
		v.Via = schema.ViaCoreference
		m.Args["organization"] = append(m.Args["organization"], v)
	}
	m.Via, m.Antecedent = schema.ViaCoreference, schema.Mention{Span: post.Span, Text: d.Text(post.Span)}
	return m
}
