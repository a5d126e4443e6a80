package phrase

import (
	"slices"

	"claimgraph/extract"
)

// introduced returns the person whose post the title k tells first in a sentence
// behind the one that names him: "... сказал Иван Ланской. Вице-премьер РФ
// добавил ..."; -1 if there is none. titles are those that persons have already.
func (h *holders) introduced(d *extract.Doc, k int, persons []int, titles map[int]int) int {
	r := &d.Mentions[k]
	s := d.SentenceOf(r.First)
	if !h.Lexicon.Introduces || r.End-r.First < 2 || s == 0 || d.Sentences[s-1].Block != d.Sentences[s].Block && d.Blocks[d.Sentences[s-1].Block].Kind != extract.Paragraph ||
		r.Kind == "profession" && len(r.Args["organization"]) == 0 ||
		!nominative(&d.Tokens[r.Head]) || !h.acts(d, r, d.Sentences[s]) {
		return -1
	}
	for i := d.Sentences[s].First; h.Lexicon.AllDecline && i < r.First; i++ {
		if slices.Contains(h.Lexicon.Said, d.Tokens[i].Lower) {
			return -1 // "По его словам, на допросе председатель суда кричал": that is another
		}
	}
	found := -1
	for _, p := range persons {
		m := &d.Mentions[p]
		if m.First < d.Sentences[s-1].First || m.First >= r.First {
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

// settled reports whether the person has another post by titles, or the post r
// another holder.
func (h *holders) settled(d *extract.Doc, r *extract.Mention, person int, titles map[int]int) bool {
	for p, t := range titles {
		if d.Mentions[p].Name == d.Mentions[person].Name || h.repeats(d, r, &d.Mentions[t]) {
			return true
		}
	}
	return false
}

// acts reports whether a verb follows the title, directly, behind an adverb or
// behind a clause of its own, so that it is a subject.
func (h *holders) acts(d *extract.Doc, r *extract.Mention, sent extract.Sentence) bool {
	for i := r.End; i < sent.End && i < r.End+4; i++ {
		t := &d.Tokens[i]
		if t.Kind == extract.MarkToken {
			return t.Text == "," && i == r.End
		}
		if predicate(t) {
			return true
		}
	}
	return false
}

func nominative(t *extract.Token) bool {
	return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Case == extract.Nom })
}
