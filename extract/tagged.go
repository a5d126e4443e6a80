package extract

import (
	"cmp"
	"slices"

	"claimgraph/schema"
)

// A Tagger reads the mentions of a document by what it has learnt from corpora.
// It sees those that the recognizers found.
type Tagger interface {
	// Tag returns what it reads, in order, none overlapping, if it reads all of
	// the types that are told in its place (see [Doc.Told]); and mentions that
	// it is sure of, for claims to be read with.
	Tag(d *Doc) (read, sure []Mention)
}

// tag has the tagger read the document. Of what it is sure of that counts where
// no recognizer found a name.
func (p *Pipeline) tag(d *Doc) {
	if p.Tagger == nil {
		return
	}
	read, sure := p.Tagger.Tag(d)
	d.Tagged = read
	sure = slices.DeleteFunc(sure, func(m Mention) bool { return m.Name == "" || d.names(m.First, m.End) })
	if len(sure) > 0 {
		d.SetMentions(settle(d, sure))
	}
}

// names reports whether a mention of a type that taggers judge shares words
// with tokens [first, end); dates aside.
func (d *Doc) names(first, end int) bool {
	for i := max(0, first-maxMention); i < end; i++ {
		for _, k := range d.MentionsAt(i) {
			if m := &d.Mentions[k]; m.End > first && m.Type != schema.DateType && judged[m.Type] {
				return true
			}
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
// the recognizers' those of other types stay, and what lies inside its own.
func (d *Doc) Told() []Mention {
	if len(d.Tagged) == 0 {
		return d.Mentions
	}
	out := slices.Clone(d.Tagged)
	k := 0
	for _, m := range d.Mentions {
		for k < len(d.Tagged) && d.Tagged[k].End <= m.First {
			k++
		}
		if k == len(d.Tagged) || m.End <= d.Tagged[k].First {
			if !judged[m.Type] {
				out = append(out, m)
			}
			continue
		}
		t := &d.Tagged[k]
		if t.First <= m.First && m.End <= t.End && (t.First != m.First || t.End != m.End) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return out
}
