package read

import (
	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// newArticle joins a text, which is checked, and its metadata. What the metadata
// does not say is taken from the text, where it tells: the date of its prefix,
// its headline, its outlet, its language.
func newArticle(path, text string, m metadata) *extract.Article {
	hash := schema.HashText(text)
	published, start := layout.Prefix(text)
	a := &extract.Article{
		Text: text, Path: path,
		Body: schema.Span{Start: start, End: len(text)},
		Source: schema.Source{
			ID:      schema.NewSourceID(m.url, m.id, hash),
			GivenID: m.id, URL: m.url, Title: m.title, Publisher: m.publisher, Author: m.author, Language: m.language,
			Published: m.published, Modified: m.modified, TextHash: hash,
		},
	}
	s := &a.Source
	if s.Published.IsZero() {
		s.Published = published
	}
	found := layout.Describe(a)
	if s.Language == "" {
		s.Language = found.Language
	}
	if s.Title == "" {
		s.Title = found.Title
	}
	if s.Publisher == "" {
		s.Publisher = found.Publisher
	}
	if s.Published.IsZero() {
		s.Published = found.Published
	}
	return a
}
