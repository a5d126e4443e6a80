package phrase

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// pairs recognizes what stands for two parties named together before: "екі ел"
// after "Қазақстан мен Чехия". Such a mention has the name of the first, and the
// second as what it says besides.
type pairs struct{ *Language }

func (p *pairs) Name() string { return "coreference/pair" }

func (p *pairs) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != p.Analyzer.Language() || len(p.Lexicon.Pairs) == 0 {
		return nil
	}
	var named [][2]*extract.Mention
	var last *extract.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Type != "Country" && m.Type != "Organization" || m.Kind == "adjective" || m.Kind == "outlet" || m.Via != "" {
			continue
		}
		if last != nil && m.First == last.End+1 && p.Lexicon.joins[d.Tokens[last.End].Lower] && d.Tokens[last.End].Kind == extract.WordToken && m.Name != last.Name {
			named = append(named, [2]*extract.Mention{last, m})
		}
		if last == nil || m.First >= last.End {
			last = m
		}
	}
	var out []extract.Mention
	for _, sent := range d.Sentences {
		for i := sent.First; i < sent.End; i++ {
			end, typ := p.at(d, i, sent.End)
			if end == i {
				continue
			}
			if typ == "Person" {
				if m, ok := p.persons(d, sent, i, end); ok {
					out = append(out, m)
				}
				i = end - 1
				continue
			}
			for _, pair := range slices.Backward(named) {
				if pair[1].End <= i && (typ == "" || pair[0].Type == typ || pair[1].Type == typ) {
					out = append(out, p.refer(d, i, end, pair))
					break
				}
			}
			i = end - 1
		}
	}
	return out
}

// at returns the end of the words for a pair that begin at token i, and the
// type that one of the two must have, "" for any; i if there are none.
func (p *pairs) at(d *extract.Doc, i, end int) (int, schema.EntityType) {
	if !p.Lexicon.opensPair[d.Tokens[i].Lower] && !p.Lexicon.opensPair[d.Tokens[i].Lemma()] {
		return i, ""
	}
	for _, typ := range []schema.EntityType{"Country", "Organization", "Person", ""} {
	words:
		for _, phrase := range p.Lexicon.pairs[typ] {
			j := i
			for _, w := range phrase {
				if j >= end || d.Tokens[j].Lower != w && d.Tokens[j].Lemma() != w {
					continue words
				}
				j++
			}
			if j > i && (j-i > 1 || typ == "Person" || plural(&d.Tokens[i])) {
				return j, typ
			}
		}
	}
	return i, ""
}

// persons makes a mention of the words at the start of a sentence that stand for
// the two persons named last in the sentences before: "екеуі", "екі министр".
func (p *pairs) persons(d *extract.Doc, sent extract.Sentence, first, end int) (extract.Mention, bool) {
	for i := sent.First; i < first; i++ { // nothing but when it was stands before
		if t := &d.Tokens[i]; t.Kind == extract.WordToken && !t.HasPOS(extract.ADV) && !p.timely(d, i) {
			return extract.Mention{}, false
		}
	}
	var two []*extract.Mention
	for i := len(d.Mentions) - 1; i >= 0 && len(two) < 2; i-- {
		m := &d.Mentions[i]
		if m.Type != "Person" || m.End > first || d.SentenceOf(m.First)+3 < d.SentenceOf(first) {
			continue
		}
		if len(two) == 0 || two[0].Name != m.Name {
			two = append(two, m)
		}
	}
	if len(two) < 2 {
		return extract.Mention{}, false
	}
	m := p.refer(d, first, end, [2]*extract.Mention{two[1], two[0]})
	other := m.Args["party"]
	m.Args = map[schema.ArgName][]schema.Value{"participant": other, "signer": other, "chair": other, "visitor": other}
	return m, true
}

// timely reports whether token i is of a date or of the words that lead to one,
// "earlier in the week".
func (p *pairs) timely(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	if t.HasPOS(extract.ADP) || t.HasPOS(extract.DET) || t.HasPOS(extract.NUM) || slices.ContainsFunc(p.Lexicon.Times, t.HasLemma) {
		return true
	}
	return slices.ContainsFunc(d.MentionsAt(i), func(k int) bool { return d.Mentions[k].Type == "Date" })
}

func (p *pairs) refer(d *extract.Doc, first, end int, pair [2]*extract.Mention) extract.Mention {
	m := *pair[0]
	m.First, m.End, m.Head, m.Span = first, end, end-1, d.TokenSpan(first, end)
	m.Via, m.Antecedent, m.Kind = schema.ViaCoreference, schema.Mention{Span: pair[0].Span, Text: d.Text(pair[0].Span)}, "pair"
	other := pair[1].Value(d)
	other.Via = schema.ViaCoreference
	m.Args = map[schema.ArgName][]schema.Value{}
	for _, arg := range []schema.ArgName{"participant", "party", "by", "body"} {
		m.Args[arg] = []schema.Value{other}
	}
	return m
}
