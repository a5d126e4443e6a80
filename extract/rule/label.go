package rule

import (
	"claimgraph/extract"
	"claimgraph/schema"
)

// labels finds the dates that stand as labels over what is told: at the start of
// a block in front of a mark, "Monday. The minister ...", or alone in a heading,
// for the blocks below it. By block; -1 where there is none.
func labels(d *extract.Doc) []int {
	out := make([]int, len(d.Blocks))
	for i := range out {
		out[i] = -1
	}
	heading, last := -1, -1
	for s := range d.Sentences {
		sent := d.Sentences[s]
		if sent.Block == last {
			continue
		}
		for last++; last < sent.Block; last++ {
			out[last] = heading
		}
		at, alone := labelOf(d, sent)
		switch d.Blocks[sent.Block].Kind {
		case extract.Heading:
			heading = -1
			if alone {
				heading = at
			}
		case extract.Title:
			continue
		}
		out[sent.Block] = heading
		if at >= 0 {
			out[sent.Block] = at
		}
	}
	return out
}

// labelOf returns the date that labels the block which the sentence opens, -1 if
// there is none, and whether it is all that the sentence holds.
func labelOf(d *extract.Doc, sent extract.Sentence) (at int, alone bool) {
	i := sent.First
	for i < sent.End && d.Tokens[i].Kind == extract.MarkToken {
		i++
	}
	for _, k := range d.MentionsAt(i) {
		m := &d.Mentions[k]
		if m.Type != "Date" || m.End > sent.End || m.Kind == "anniversary" || m.Time.IsZero() {
			continue
		}
		if m.End == sent.End {
			return k, true
		}
		switch d.Tokens[m.End].Text {
		case ".", ":", "–", "—", "-", "|":
			return k, m.End+1 >= sent.End
		}
	}
	return -1, false
}

// label gives a claim of something that happened, which has no time of its own,
// the day that labels its block.
func (v *view) label(c *draft, typ *schema.ClaimDef, s int) {
	if typ.Arg("time") == nil || len(c.args["time"]) > 0 {
		return
	}
	if st := c.args["status"]; len(st) > 0 && st[0].Text != "occurred" && st[0].Text != "signed" {
		return
	}
	if v.labels == nil {
		v.labels = labels(v.doc)
	}
	if k := v.labels[v.doc.Sentences[s].Block]; k >= 0 {
		val := v.doc.Mentions[k].Value(v.doc)
		if val.Via == "" {
			val.Via = schema.ViaCoreference
		}
		c.args["time"] = []schema.Value{val}
	}
}
