package phrase

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// counterparts recognizes words that give somebody the post of the one named
// before him in another country: "президент Казахстана ... и его киргизский
// коллега". Such a mention has the name of that post and the country beside it.
type counterparts struct{ *Language }

func (c *counterparts) Name() string { return "coreference/role" }

func (c *counterparts) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != c.Analyzer.Language() || len(c.Lexicon.Counterparts) == 0 {
		return nil
	}
	var out []extract.Mention
	for i := range d.Tokens {
		if i == 0 || plural(&d.Tokens[i]) || !slices.ContainsFunc(c.Lexicon.Counterparts, d.Tokens[i].HasLemma) {
			continue
		}
		land := c.land(d, i)
		post := c.postBefore(d, i)
		if land == nil || post == nil {
			continue
		}
		m := *post
		m.First, m.End, m.Head = min(land.First, i), i+1, i
		if land.First > i {
			m.End = land.End
		}
		m.Span = d.TokenSpan(m.First, m.End)
		m.Args = map[schema.ArgName][]schema.Value{"organization": {land.Value(d)}}
		m.Via, m.Antecedent = schema.ViaCoreference, schema.Mention{Span: post.Span, Text: d.Text(post.Span)}
		out = append(out, m)
	}
	return out
}

// land returns the country that stands beside the word at token i: its adjective
// before it, its genitive behind it.
func (c *counterparts) land(d *extract.Doc, i int) *extract.Mention {
	for _, at := range []int{i - 1, i + 1} {
		for _, k := range d.MentionsAt(at) {
			if m := &d.Mentions[k]; m.Type == "Country" && d.SentenceOf(at) == d.SentenceOf(i) && (m.Kind == "adjective") == (at < i) {
				return m
			}
		}
	}
	return nil
}

// postBefore returns the last post named before token i in its sentence or the
// two before it.
func (c *counterparts) postBefore(d *extract.Doc, i int) *extract.Mention {
	first := d.Sentences[max(0, d.SentenceOf(i)-2)].First
	var found *extract.Mention
	for k := range d.Mentions {
		m := &d.Mentions[k]
		if m.First >= i {
			break
		}
		if m.Type == "Role" && m.First >= first && m.Kind != "profession" && m.End <= i {
			found = m
		}
	}
	return found
}
