package gazetteer_test

import (
	"slices"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

func TestCapitalsStandForTheirStates(t *testing.T) {
	for _, x := range []struct {
		language, text string
		want           []string
	}{
		{"en", "Jakarta and Canberra signed a defence treaty on Monday.", []string{"Indonesia", "Australia"}},
		{"en", "The rebels and Kinshasa have signed an accord.", []string{"Democratic Republic of the Congo"}},
		{"en", "Talks between Oslo and Helsinki go on.", []string{"Norway", "Finland"}},
		{"en", "Brussels and Canberra agreed on Monday.", []string{"European Union", "Australia"}},
		{"en", "Bern's chief negotiator left early.", []string{"Switzerland"}},
		{"en", "The minister spoke of an agreement on eels with Lisbon.", []string{"Portugal"}},
		{"en", "Ministers met in Jakarta and Canberra.", nil},
		{"en", "The treaty was signed in Oslo, and Helsinki was snowed in.", nil},
		{"en", "She flew in with Lisbon in mind.", nil},
		{"ru", "Договор с Лиссабоном ждёт подписи, как и переговоры по рыбе с Осло.", []string{"Португалия", "Норвегия"}},
		{"ru", "Поезд с Лиссабоном на борту не пришёл, договор подписан в Осло.", nil},
		{"kk", "Лиссабонмен келісім дайын.", []string{"Португалия"}},
		{"kk", "Лиссабонда келісім дайын.", nil},
	} {
		if got := found(t, x.language, x.text, "gazetteer/state"); !slices.Equal(got, x.want) {
			t.Errorf("%s\ncapitals for %q, want %q", x.text, got, x.want)
		}
	}
}

func TestCapitalsWithoutTheirNames(t *testing.T) {
	for _, x := range []struct {
		language, text string
		want           []string
	}{
		{"en", "They met in the Norwegian capital and in Portugal's capital, then in the capital of Finland.", []string{"Oslo", "Lisbon", "Helsinki"}},
		{"en", "HELSINKI, 3 May (Lake News) – Ministers met in the capital on Monday.", []string{"Helsinki"}},
		{"en", "BERGEN, 3 May (Lake News) – Ministers met in the capital on Monday.", nil},
		{"en", "They met in the Norwegian capital, Oslo, and raised capital on Norwegian capital markets.", nil},
		{"ru", "Встреча прошла в норвежской столице, а затем в столице Португалии.", []string{"Осло", "Лиссабон"}},
		{"ru", "Встреча прошла в столице Норвегии Осло, а не в столице моды.", nil},
		{"kk", "АСТАНА, 3 мамыр. Кездесу елордада өтті.", []string{"Астана"}},
		{"kk", "Кездесу Норвегия астанасында өтті.", []string{"Осло"}},
		{"kk", "Кездесу Астанада, кейін елордадан тыс жерде өтті.", nil},
	} {
		if got := found(t, x.language, x.text, "gazetteer/capital"); !slices.Equal(got, x.want) {
			t.Errorf("%s\ncities %q, want %q", x.text, got, x.want)
		}
	}
}

// found returns the names of what a recognizer finds in a text.
func found(t *testing.T, language, text, recognizer string) (names []string) {
	t.Helper()
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}, Source: schema.Source{Language: language}}
	for _, d := range p.Analyze(a) {
		for _, m := range d.Mentions {
			if m.Recognizer == recognizer {
				names = append(names, m.Name)
			}
		}
	}
	return names
}
