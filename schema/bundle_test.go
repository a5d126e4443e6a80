package schema

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestABundleIsReadAsItWasWritten(t *testing.T) {
	texts := []string{"First <text> & more.\n", "Second, which claims nothing.", "Third."}
	articles := []*Extraction{
		{Source: Source{ID: "aa", Title: "A", TextHash: "1"}, Claims: []Claim{bundledClaim("aa", "c1"), bundledClaim("aa", "c2")}},
		{Source: Source{ID: "bb", Published: Date{2026, 3, 1}, TextHash: "2"}},
		{Source: Source{ID: "cc", TextHash: "3"}, Claims: []Claim{bundledClaim("cc", "c3")}},
	}
	var out bytes.Buffer
	w, err := NewBundleWriter(&out, "rules-1")
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range articles {
		if err := w.Write(x, texts[i], ""); err != nil {
			t.Fatal(err)
		}
	}
	r, err := NewBundleReader(&out, "b.jsonl")
	if err != nil || r.Rules != "rules-1" {
		t.Fatalf("rules %q, %v", r.Rules, err)
	}
	for i, want := range articles {
		x, text, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(x, want) || text != texts[i] {
			t.Errorf("article %d\ngot  %+v %q\nwant %+v %q", i, x, text, want, texts[i])
		}
	}
	if _, _, err := r.Read(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last article: %v, want EOF", err)
	}
}

func bundledClaim(article SourceID, id ClaimID) Claim {
	return Claim{
		ID: id, Source: article, Type: "role", Modality: Asserted,
		Args:     map[ArgName][]Value{"person": {{Entity: &Entity{Type: "Person", Name: "Ann"}, Mention: Mention{Span{1, 4}, "Ann"}}}},
		Evidence: []Evidence{{Span: Span{0, 5}, Quote: "x Ann", Rule: "en/role#x"}},
	}
}

func TestABundleThatIsNoneIsRefusedWithItsLine(t *testing.T) {
	const head = `{"claimgraph":"bundle 1","rules":"r"}` + "\n"
	const article = `{"article":{"id":"aa"},"text":"t"}` + "\n"
	tests := []struct{ name, text, want string }{
		{"empty", "", "b:1: want the head"},
		{"another form", `{"claimgraph":"bundle 9","rules":"r"}` + "\n", "b:1: want the head"},
		{"claims alone", `{"id":"c","type":"role"}` + "\n", "b:1: want the head"},
		{"a claim before its article", head + `{"id":"c","type":"role"}` + "\n", "b:2: want an article"},
		{"an article without its text", head + `{"article":{"id":"aa"}}` + "\n", "b:2: want an article"},
		{"another article's claim", head + article + `{"id":"c","type":"role","article":{"id":"bb"},"args":{},"evidence":[],"modality":"asserted"}` + "\n", "b:3: claim c is not of the article"},
		{"cut inside a line", head + article + `{"id":"c","ty`, "b:3: the file ends inside a line"},
		{"no JSON", head + article + "{\"id\":}\n", "b:3: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := NewBundleReader(strings.NewReader(tt.text), "b")
			for err == nil {
				_, _, err = r.Read()
			}
			if errors.Is(err, io.EOF) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("%q\ngot  %v\nwant %s", tt.text, err, tt.want)
			}
		})
	}
}
