package standard_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// FuzzPipeline reads whatever text: nothing panics, every quote is the text at its
// offsets, and every argument stands in the text, or says why it does not.
func FuzzPipeline(f *testing.F) {
	files, err := filepath.Glob("../../examples/news/*.txt")
	if err != nil || len(files) == 0 {
		f.Fatalf("no sample articles: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "")
	}
	f.Add("АСТАНА, 31 февраля. «««Министр» — сказал 22-й и 22-й», «10 %» тенге 99999999999999999999.", "ru")
	f.Add("Ей Сарсембиной поручили доклад.", "ru")
	f.Add("1. 2. 3. President of of the the, Mr. X., said: “”", "en")
	f.Add("Қ.-Ж. Қ. А.\u0301 қол қойды -нің 2026 жылғы 0 ақпанда XXII", "kk")
	p := pipeline(f)
	f.Fuzz(func(t *testing.T, text, language string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
		a.Source.Language = language
		a.Source.TextHash = schema.HashText(text)
		x, err := p.Run(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		for i := range x.Claims {
			checkClaim(t, &x.Claims[i], text)
		}
	})
}

func checkClaim(t *testing.T, c *schema.Claim, text string) {
	if len(c.Evidence) == 0 {
		t.Errorf("%s has no evidence", c.ID)
	}
	for _, e := range c.Evidence {
		if !inside(e.Span, text) || text[e.Span.Start:e.Span.End] != e.Quote {
			t.Errorf("%q: %s: evidence %v %q is not the text", text, c.Type, e.Span, e.Quote)
		}
	}
	for name, values := range c.Args {
		for _, v := range values {
			switch span := v.Mention.Span; {
			case span.IsZero() && v.Via == "":
				t.Errorf("%q: %s: %s %q stands nowhere and does not say why", text, c.Type, name, v.Lexical())
			case !span.IsZero() && (!inside(span, text) || text[span.Start:span.End] != v.Mention.Text):
				t.Errorf("%q: %s: %s %v %q is not the text", text, c.Type, name, span, v.Mention.Text)
			}
		}
	}
}

// inside reports whether a span lies in the text and begins and ends between runes.
func inside(s schema.Span, text string) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && boundary(text, s.Start) && boundary(text, s.End)
}

func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
