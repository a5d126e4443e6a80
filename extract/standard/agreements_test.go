package standard_test

import (
	"slices"
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

func TestOnePluralNamesTwoAgreements(t *testing.T) {
	p := pipeline(t)
	tests := []struct {
		text string
		want []string
	}{
		{"Министры обсудили проекты соглашений о защите инвестиций и о воздушном сообщении.", []string{"соглашение о защите инвестиций", "соглашение о воздушном сообщении"}},
		{"Министры обсудили соглашение о защите инвестиций и торговле.", []string{"соглашение о защите инвестиций и торговле"}},
	}
	for _, tt := range tests {
		a := &extract.Article{Text: tt.text, Body: schema.Span{End: len(tt.text)}, Source: schema.Source{Language: "ru"}}
		var got []string
		for _, m := range p.Analyze(a)[0].Mentions {
			if m.Type == "Agreement" {
				got = append(got, m.Name)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\ngot  %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
