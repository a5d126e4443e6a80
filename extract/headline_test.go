package extract_test

import (
	"context"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

func TestWhatTheHeadlineSaysInShortIsToldOnce(t *testing.T) {
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const title = "Water council adopts dam plan"
	for _, tt := range []struct {
		name, text string
		want       int // approvals
	}{
		{"the article tells it again", title + "\n\nThe Water Council of Norland adopted an emergency flood programme in Oslo on Monday, its secretariat said in a statement.\n", 1},
		{"the headline alone tells it", title + "\n\nThe dam on the Tavel is eighty years old, and its gates have rusted for as long as anybody can remember.\n", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := &extract.Article{Text: tt.text, Body: schema.Span{End: len(tt.text)}}
			x, err := p.Run(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, c := range x.Claims {
				if c.Type == "approval" {
					n++
				}
			}
			if n != tt.want {
				t.Errorf("%q\ngives %d approvals, want %d", tt.text, n, tt.want)
			}
		})
	}
}
