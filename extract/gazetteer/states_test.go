package gazetteer_test

import (
	"slices"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

func TestCapitalsStandForTheirStates(t *testing.T) {
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"Jakarta and Canberra signed a defence treaty on Monday.":    {"Indonesia", "Australia"},
		"The rebels and Kinshasa have signed an accord.":             {"Democratic Republic of the Congo"},
		"Talks between Oslo and Helsinki go on.":                     {"Norway", "Finland"},
		"Brussels and Canberra agreed on Monday.":                    {"European Union", "Australia"},
		"Bern's chief negotiator left early.":                        {"Switzerland"},
		"Ministers met in Jakarta and Canberra.":                     nil,
		"The treaty was signed in Oslo, and Helsinki was snowed in.": nil,
	} {
		a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}, Source: schema.Source{Language: "en"}}
		var got []string
		for _, d := range p.Analyze(a) {
			for _, m := range d.Mentions {
				if m.Recognizer == "gazetteer/state" {
					got = append(got, m.Name)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ncapitals for %q, want %q", text, got, want)
		}
	}
}
