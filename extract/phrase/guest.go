package phrase

import (
	"slices"

	"claimgraph/extract"
)

// guests recognizes nouns that stand for the person named last before their
// sentence: "қонақты премьер-министр қабылдады".
type guests struct{ *Language }

func (g *guests) Name() string { return "coreference/guest" }

func (g *guests) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != g.Analyzer.Language() || len(g.Lexicon.Guests) == 0 {
		return nil
	}
	var out []extract.Mention
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Capitals != extract.Lower && !d.StartsSentence(i) || plural(t) || !slices.ContainsFunc(g.Lexicon.Guests, t.HasLemma) {
			continue
		}
		if who := g.last(d, d.SentenceOf(i)); who != nil {
			first := i
			for _, k := range d.MentionsAt(max(i-1, 0)) { // "чех қонағы"
				if m := &d.Mentions[k]; m.Type == "Country" && m.Kind == "adjective" && m.End == i {
					first = m.First
				}
			}
			out = append(out, (&holders{g.Language}).refer(d, first, i+1, i, who))
		}
	}
	return out
}

// maxGuestBack is how many sentences back the guest may be named.
const maxGuestBack = 3

func (g *guests) last(d *extract.Doc, s int) *extract.Mention {
	for k := len(d.Mentions) - 1; k >= 0; k-- {
		m := &d.Mentions[k]
		at := d.SentenceOf(m.First)
		if m.Type != "Person" || at >= s {
			continue
		}
		if at+maxGuestBack < s {
			break
		}
		return m
	}
	return nil
}

// bareAgreements recognizes nouns for agreements that stand alone, where the
// article has told of none of the kind in more words: "тараптар келісім жасасты".
type bareAgreements struct{ *Language }

func (b *bareAgreements) Name() string { return "phrase/bare" }

func (b *bareAgreements) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != b.Analyzer.Language() || len(b.Lexicon.BareAgreements) == 0 {
		return nil
	}
	taken := make([]bool, len(d.Tokens))
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Type == "Agreement" || m.Type == "Organization" {
			for j := m.First; j < m.End; j++ {
				taken[j] = true
			}
		}
	}
	var out []extract.Mention
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if taken[i] || t.Kind != extract.WordToken || t.Capitals == extract.AllCaps || plural(t) || d.Blocks[d.Sentences[t.Sentence].Block].Kind == extract.Chrome {
			continue
		}
		k := slices.IndexFunc(b.Lexicon.BareAgreements, t.HasLemma)
		if k < 0 || t.Best().POS != extract.NOUN {
			continue
		}
		out = append(out, extract.Mention{
			Span: t.Span, First: i, End: i + 1, Head: i, Type: "Agreement", Name: b.Lexicon.BareAgreements[k], Language: d.Language,
		})
	}
	return out
}
