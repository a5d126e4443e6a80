package gazetteer

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// seats finds words that stand for a capital.
type seats struct {
	*index
}

// Seats returns a recognizer that adds the city where a country's capital is
// spoken of without its name: "the Norwegian capital", "столица Норвегии". Where no
// country is named it is the capital that the article's dateline names. It reads
// the countries and cities that [Gazetteer.Recognizer] found.
func (g *Gazetteer) Seats() extract.Recognizer {
	return &seats{g.index}
}

func (*seats) Name() string { return "gazetteer/capital" }

func (s *seats) Recognize(d *extract.Doc) []extract.Mention {
	words := statesByLanguage()[d.Language]
	if words == nil || len(words.Seats) == 0 {
		return nil
	}
	var out []extract.Mention
	for i := range d.Tokens {
		t := &d.Tokens[i]
		own := has(t, words.Own)
		if t.Capitals == extract.Capital && !d.StartsSentence(i) || !own && !has(t, words.Seats) {
			continue // "Астана" is the city
		}
		if len(words.Of) > 0 && i+1 < len(d.Tokens) && (d.Tokens[i+1].HasPOS(extract.NOUN) || d.Tokens[i+1].HasPOS(extract.PROPN)) {
			continue // "capital markets"
		}
		first, end, country := s.whose(d, words, i)
		switch {
		case s.named(d, first, end): // the city's own name beside it is enough
		case country != nil:
			if city := s.capitalOf(country.Known); city != nil {
				out = append(out, s.mention(d, city, first, end, i))
			}
		case own || i > 0 && slices.Contains(words.The, d.Tokens[i-1].Lower):
			if line := s.dateline(d); line != nil {
				m := s.mention(d, s.entryOf(s.keys, line.Known), i, i+1, i)
				m.Via, m.Antecedent = schema.ViaDateline, schema.Mention{Span: line.Span, Text: d.Text(line.Span)}
				out = append(out, m)
			}
		}
	}
	return out
}

// capitalOf returns the capital of the country with the key, or nil.
func (s *seats) capitalOf(key string) *Entry {
	if country := s.entryOf(s.keys, key); country != nil && country.Type == "Country" {
		return s.entryOf(s.keys, country.Capital)
	}
	return nil
}

// whose returns the tokens of the phrase that the capital at token i heads, and the
// country that it names: the one before it, or behind it in the genitive.
func (s *seats) whose(d *extract.Doc, words *stateWords, i int) (first, end int, country *extract.Mention) {
	sent := d.Sentences[d.SentenceOf(i)]
	before := i - 1
	if before > sent.First && slices.Contains(words.Possessives, d.Tokens[before].Lower) {
		before--
	}
	if m := countryAt(d, before); before >= sent.First && m != nil && m.End == before+1 {
		return m.First, i + 1, m
	}
	behind := i + 1
	if behind < sent.End && slices.Contains(words.Of, d.Tokens[behind].Lower) {
		behind++
	} else if len(words.Of) > 0 {
		return i, i + 1, nil
	}
	if m := countryAt(d, behind); behind < sent.End && m != nil && m.First == behind && (len(words.Of) > 0 || d.Tokens[m.Head].Best().Case == extract.Gen) {
		return i, m.End, m
	}
	return i, i + 1, nil
}

func countryAt(d *extract.Doc, i int) *extract.Mention {
	if i < 0 || i >= len(d.Tokens) {
		return nil
	}
	for _, k := range d.MentionsAt(i) {
		if m := &d.Mentions[k]; m.Type == "Country" && m.Known != "" {
			return m
		}
	}
	return nil
}

// named reports whether a city stands right beside the tokens, but for a mark.
func (s *seats) named(d *extract.Doc, first, end int) bool {
	for _, i := range []int{first - 1, first - 2, end, end + 1} {
		if i < 0 || i >= len(d.Tokens) || d.SentenceOf(i) != d.SentenceOf(first) {
			continue
		}
		for _, k := range d.MentionsAt(i) {
			m := &d.Mentions[k]
			beside := m.End == first || m.First == end || m.First == end+1 && d.Tokens[end].Text == "," || m.End == first-1 && d.Tokens[first-1].Text == ","
			if m.Type == "City" && beside {
				return true
			}
		}
	}
	return false
}

// dateline returns the capital that the article's dateline names, or nil.
func (s *seats) dateline(d *extract.Doc) *extract.Mention {
	for _, b := range d.Blocks {
		if b.Dateline.Len() == 0 {
			continue
		}
		for k := range d.Mentions {
			if m := &d.Mentions[k]; m.Type == "City" && b.Dateline.Contains(m.Span) {
				if !s.index.seats.Has(m.Known) {
					return nil
				}
				return m
			}
		}
	}
	return nil
}

func (s *seats) mention(d *extract.Doc, city *Entry, first, end, head int) extract.Mention {
	name, language := city.Name(d.Language)
	return extract.Mention{
		Span: d.TokenSpan(first, end), First: first, End: end, Head: head, Type: "City", Name: name, Language: language,
		Aliases: city.aliases(d.Language), Known: city.Key, Recognizer: s.Name(),
	}
}
