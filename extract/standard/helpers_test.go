package standard_test

import (
	"sync"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

var standardReader = sync.OnceValues(func() (*standard.Reader, error) { return standard.Pipeline(standard.Options{}) })

// pipeline returns the built-in pipeline, made once.
func pipeline(t testing.TB) *standard.Reader {
	t.Helper()
	p, err := standardReader()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// article is a text of 12 May 2031 in a language.
func article(language, text string) *extract.Article {
	day, _ := schema.ParseDate("2031-05-12")
	return &extract.Article{Text: text, Body: schema.Span{End: len(text)}, Source: schema.Source{Language: language, Published: day}}
}
