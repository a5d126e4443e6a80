package standard_test

import (
	"context"
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

func TestAPassageInAnotherLanguageIsReadInIt(t *testing.T) {
	p := pipeline(t)
	text := "Министр энергетики Казахстана Асель Нурланова сообщила, что переговоры по строительству станции продолжатся в следующем месяце.\n" +
		"По её словам, стороны обсудили порядок поставок оборудования, сроки обучения работников и расположение будущих подстанций.\n" +
		"The energy minister of Kazakhstan, Assel Nurlanova, met the foreign minister of Norway, Lars Hovden, in the city of Almaty on 3 March 2026, and the two of them had lunch.\n"
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
	x, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if x.Source.Language != "ru" {
		t.Errorf("the article is in %q, want ru", x.Source.Language)
	}
	types := map[schema.ClaimType]int{}
	for _, c := range x.Claims {
		types[c.Type]++
	}
	if types["meeting"] != 1 {
		t.Errorf("claims %v, want a meeting read from the English paragraph", types)
	}
}
