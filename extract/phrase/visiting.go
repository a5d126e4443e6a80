package phrase

import (
	"slices"

	"claimgraph/extract"
	"claimgraph/schema"
)

// maxToVisit is how many tokens may stand between who travels and the journey:
// "Жапаровтың Чехияға ресми сапары".
const maxToVisit = 4

// visiting returns the person who holds the post of a head of state that stands
// without a name, where the article names without any post the one who makes an
// official journey, and not to that country: heads are known to all readers. -1 if
// there is none, or several make such journeys.
func (h *holders) visiting(d *extract.Doc, r *extract.Mention, persons []int, titles map[int]int) int {
	org := r.Args["organization"]
	if r.Kind != "president" || len(org) == 0 || org[0].Entity == nil || org[0].Entity.Type != "Country" || len(h.Lexicon.Official) == 0 {
		return -1
	}
	found := -1
	for _, p := range persons {
		m := &d.Mentions[p]
		if m.First >= r.First || m.Kind != "full" || !h.travels(d, m, org[0]) {
			continue
		}
		if found >= 0 && d.Mentions[found].Name != m.Name {
			return -1
		}
		found = p
	}
	if found < 0 || h.settled(d, r, found, titles) {
		return -1
	}
	return found
}

// travels reports whether the person makes an official journey, and not to the land.
func (h *holders) travels(d *extract.Doc, p *extract.Mention, land schema.Value) bool {
	for k := range d.Mentions {
		v := &d.Mentions[k]
		if v.Type != "Event" || v.Kind != "visit" || d.SentenceOf(v.First) != d.SentenceOf(p.First) || !h.official(d, v) {
			continue
		}
		first, end := p.First, v.End
		switch {
		case v.End == p.First && d.Tokens[p.Head].Best().Case == extract.Gen: // "визит Ивана Ланского"
			first, end = v.First, p.End
		case p.End <= v.First && v.First-p.End <= maxToVisit && (d.Tokens[p.Head].Best().Case == extract.Gen || h.owns(d, p.End)):
		default:
			continue
		}
		there := slices.ContainsFunc(d.Mentions, func(x extract.Mention) bool {
			return x.Type == "Country" && x.First >= first && x.First < end+maxToVisit && x.Name == land.Entity.Name && d.SentenceOf(x.First) == d.SentenceOf(p.First)
		})
		if !there {
			return true
		}
	}
	return false
}

// official reports whether a journey is called one of those that states receive with
// honours, by a word of its own or before it.
func (h *holders) official(d *extract.Doc, v *extract.Mention) bool {
	for i := max(v.First-1, d.Sentences[d.SentenceOf(v.First)].First); i < v.Head; i++ {
		if slices.ContainsFunc(h.Lexicon.Official, d.Tokens[i].HasLemma) {
			return true
		}
	}
	return false
}

// owns reports whether a possessive mark stands at token i.
func (h *holders) owns(d *extract.Doc, i int) bool {
	return h.Lexicon.Names != nil && i < len(d.Tokens) && h.Lexicon.Names.possessives[d.Tokens[i].Lower]
}
