package rule

import (
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// labels finds the dates that stand as labels over what is told: at the start of
// a block in front of a mark, "Monday. The minister ...", alone in a heading for
// the blocks below it, in what leads to a list for its items; a time of day,
// "09:40. ...", is one of the article's own day. By block; zero where there is none.
func labels(d *extract.Doc) []schema.Value {
	out := make([]schema.Value, len(d.Blocks))
	var heading schema.Value
	last := -1
	for s := range d.Sentences {
		sent := d.Sentences[s]
		if sent.Block == last {
			continue
		}
		for last++; last < sent.Block; last++ {
			out[last] = heading
		}
		val, alone := labelOf(d, sent)
		switch d.Blocks[sent.Block].Kind {
		case extract.Heading:
			heading = schema.Value{}
			if alone {
				heading = val
			}
		case extract.Title:
			continue
		case extract.ListItem:
			if val.Time.IsZero() {
				val = leadDate(d, s)
			}
		}
		if out[sent.Block] = heading; !val.Time.IsZero() {
			out[sent.Block] = val
		}
	}
	return out
}

// labelOf returns the date that labels the block which the sentence opens, and
// whether it is all that the sentence holds.
func labelOf(d *extract.Doc, sent extract.Sentence) (val schema.Value, alone bool) {
	i := sent.First
	for i < sent.End && d.Tokens[i].Kind == extract.MarkToken {
		i++
	}
	if i < sent.End && isClock(d.Article.Text[d.Tokens[i].Span.Start:d.Blocks[sent.Block].Span.End]) && !d.Reference.IsZero() {
		return schema.Value{Time: schema.On(d.Reference), Via: schema.ViaMetadata, Inferred: d.ReferenceInferred}, false
	}
	for _, k := range d.MentionsAt(i) {
		m := &d.Mentions[k]
		if m.Type != "Date" || m.End > sent.End || m.Kind == "anniversary" || m.Time.IsZero() {
			continue
		}
		if m.End == sent.End {
			return outside(d, m), true
		}
		switch d.Tokens[m.End].Text {
		case ".", ":", "–", "—", "-", "|":
			return outside(d, m), m.End+1 >= sent.End
		}
	}
	return schema.Value{}, false
}

func outside(d *extract.Doc, m *extract.Mention) schema.Value {
	v := m.Value(d)
	if v.Via == "" {
		v.Via = schema.ViaCoreference
	}
	return v
}

// isClock reports whether the text begins with a time of day and a mark behind
// it: "09:40.", "9:05 –".
func isClock(text string) bool {
	h, rest, ok := strings.Cut(text, ":")
	if !ok || len(h) < 1 || len(h) > 2 || len(rest) < 3 || !isDigits(h) || !isDigits(rest[:2]) {
		return false
	}
	rest = strings.TrimLeft(rest[2:], " ")
	for _, mark := range []string{".", "–", "—", "-", "|", "\t"} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return false
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// leadDate returns the one day that what leads to a list names: its sentence or,
// where that has none, the paragraph before.
func leadDate(d *extract.Doc, s int) schema.Value {
	h := heading(d, s)
	for back := 0; back < 2 && h >= 0; back++ {
		block := d.Sentences[h].Block
		if k := d.Blocks[block].Kind; k != extract.Paragraph && k != extract.Heading {
			break
		}
		var found *extract.Mention
		several := false
		for ; h >= 0 && d.Sentences[h].Block == block; h-- {
			for i := d.Sentences[h].First; i < d.Sentences[h].End; i++ {
				for _, k := range d.MentionsAt(i) {
					if m := &d.Mentions[k]; m.Type == "Date" && !m.Time.IsZero() {
						several = several || found != nil && found.Time != m.Time
						found = m
					}
				}
			}
		}
		if several || found != nil && found.Time.Start.Precision() != schema.Day {
			break
		}
		if found != nil {
			return outside(d, found)
		}
	}
	return schema.Value{}
}

// label gives a claim of something that happened, which has no time of its own,
// the day that labels its block.
func (v *view) label(c *draft, s int) {
	if c.typ.Arg("time") == nil || len(c.args["time"]) > 0 {
		return
	}
	if st := c.args["status"]; len(st) > 0 && st[0].Text != "occurred" && st[0].Text != "signed" && st[0].Text != "ongoing" {
		return
	}
	if v.labels == nil {
		v.labels = labels(v.doc)
	}
	if val := v.labels[v.doc.Sentences[s].Block]; !val.Time.IsZero() {
		c.args["time"] = []schema.Value{val}
	}
}
