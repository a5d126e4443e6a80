package extract

import (
	"cmp"
	"slices"

	"claimgraph/schema"
)

// A Tagger reads the mentions of a document by what it has learnt from corpora.
// It sees those that the recognizers found. Its own are in order and do not
// overlap.
type Tagger interface {
	Tag(d *Doc) []Mention
}

// tag adds what the tagger found where the recognizers found nothing.
func (p *Pipeline) tag(d *Doc) {
	if p.Tagger == nil {
		return
	}
	d.Tagged = p.Tagger.Tag(d)
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
