package extract

import (
	"cmp"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A Tagger reads the mentions of a document by what it has learnt from corpora.
// It sees those that the recognizers found.
type Tagger interface {
	// Sure returns mentions that claims can be read with. It may leave out
	// sentences where the recognizers found all that looks like a name.
	Sure(d *Doc) []Mention
	// Tell returns all mentions of the types that taggers judge, if it knows
	// them all in the language of d; else none. See [Doc.Told].
	Tell(d *Doc) []Mention
}

// tag adds what the tagger is sure of where no recognizer found a name.
func (p *Pipeline) tag(d *Doc) {
	if p.Tagger == nil {
		return
	}
	d.tagger = p.Tagger
	sure := slices.DeleteFunc(p.Tagger.Sure(d), func(m Mention) bool {
		return m.Name == "" || d.Named(m.First, m.End) || beforeFullName(d, &m)
	})
	if len(sure) > 0 {
		d.SetMentions(settle(d, sure))
		if again := surnames(d, sure); len(again) > 0 {
			d.SetMentions(settle(d, again))
		}
	}
}

// beforeFullName reports whether m, a person by one word, stands right before a full
// name. Two persons have a mark or a word between them, so the word is where the one
// who is named is from: "глава Заболотска Елена Орлова".
func beforeFullName(d *Doc, m *Mention) bool {
	if m.Type != "Person" || m.End-m.First > 1 {
		return false
	}
	return slices.ContainsFunc(d.MentionsAt(m.End), func(k int) bool {
		x := &d.Mentions[k]
		return x.Type == "Person" && x.First == m.End && x.End-x.First > 1
	})
}

// surnames returns where the article uses alone the surnames of the persons that
// the tagger found: the recognizers could not know them.
func surnames(d *Doc, found []Mention) []Mention {
	full := map[string]string{}
	for i := range found {
		words := strings.Fields(found[i].Name)
		if found[i].Type != "Person" || len(words) < 2 {
			continue
		}
		key := strings.ToLower(words[len(words)-1])
		if other, ok := full[key]; ok && other != found[i].Name {
			full[key] = "" // whose it is cannot be told
		} else {
			full[key] = found[i].Name
		}
	}
	var out []Mention
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind != WordToken || t.Capitals == Lower || d.Blocks[d.Sentences[t.Sentence].Block].Kind == Chrome || d.Named(i, i+1) {
			continue
		}
		name := full[t.Lower]
		for a := range t.Analyses {
			if name != "" {
				break
			}
			if an := &t.Analyses[a]; an.POS == PROPN && an.Number != Plur {
				name = full[an.Lemma]
			}
		}
		if name != "" && (t.Best().Guessed || t.Best().POS == PROPN) {
			out = append(out, Mention{
				Span: t.Span, First: i, End: i + 1, Head: i, Type: "Person", Kind: "surname",
				Name: name, Aliases: []string{t.Text}, Language: d.Language, Recognizer: "tagger",
			})
		}
	}
	return out
}

// Named reports whether a mention of a type that taggers judge shares words
// with tokens [first, end); dates aside.
func (d *Doc) Named(first, end int) bool {
	near := d.startingIn(first-maxMention, end)
	for i := range near {
		if m := &near[i]; m.End > first && m.Type != schema.DateType && judged[m.Type] {
			return true
		}
	}
	return false
}

// judged are the types that a tagger decides on wherever it reads.
var judged = map[schema.EntityType]bool{
	"Person": true, "Country": true, "City": true, "Region": true, "Organization": true, "Role": true, schema.DateType: true,
}

// Told returns the mentions as they are told to readers, in order of start,
// the longer first. Where the tagger read the document its mentions count: of
// the recognizers' those of other types stay, what lies inside its own, the
// dates that it passed over, and what it found but a part of.
func (d *Doc) Told() []Mention {
	var tagged []Mention
	if d.tagger != nil {
		tagged = d.tagger.Tell(d)
	}
	if len(tagged) == 0 {
		return d.Mentions
	}
	out := slices.Clone(tagged)
	k := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		for k < len(tagged) && tagged[k].End <= m.First {
			k++
		}
		if k == len(tagged) || m.End <= tagged[k].First {
			if !judged[m.Type] || m.Type == schema.DateType {
				out = append(out, *m)
			}
			continue
		}
		t := &tagged[k]
		switch {
		case t.First <= m.First && m.End <= t.End && (t.First != m.First || t.End != m.End):
			out = append(out, *m)
		case m.fuller(t):
			out = append(out, *m)
			for j := k; j < len(tagged) && m.fuller(&tagged[j]); j++ {
				out[j].End = 0
			}
		}
	}
	out = slices.DeleteFunc(out, func(m Mention) bool { return m.End == 0 })
	slices.SortStableFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return out
}

// fuller reports whether the tagger's mention t is a part of m: of a date, or of a
// person's initials and surname.
func (m *Mention) fuller(t *Mention) bool {
	if m.Type != t.Type || t.First < m.First || t.End > m.End {
		return false
	}
	if m.Type == schema.DateType {
		return t.Time.IsZero() || t.First > m.First || t.End < m.End
	}
	return m.Kind == "initials" && t.First > m.First
}
