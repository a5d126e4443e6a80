package extract

import (
	"slices"

	"claimgraph/schema"
)

// toldAgain are the types of claims whose headline says in short what the article
// then tells in full, under other words.
var toldAgain = []schema.ClaimType{"approval", "agreement", "announcement"}

// withoutHeadlines drops what the headline alone says where the article tells of
// the like below it: the headline's words are few and loose.
func (m *merger) withoutHeadlines(claims []schema.Claim) []schema.Claim {
	told := map[schema.ClaimType]bool{}
	for i := range claims {
		if !m.inTitle(&claims[i]) {
			told[claims[i].Type] = true
		}
	}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool {
		return told[c.Type] && slices.Contains(toldAgain, c.Type) && m.inTitle(&c)
	})
}

// inTitle reports whether all evidence of a claim stands in the headline.
func (m *merger) inTitle(c *schema.Claim) bool {
	return len(c.Evidence) > 0 && !slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool {
		return m.doc.Blocks[m.doc.Sentences[m.sentenceAt(e.Span.Start)].Block].Kind != Title
	})
}
