package extract_test

import (
	"context"
	"strings"
	"testing"

	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

func TestConfidenceIsThatOfTheBestRuleAndNoPartOfTheID(t *testing.T) {
	const text = "Асель Нурланова стала сопредседателем второго раунда переговоров."
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := func(precision map[string]float64) []schema.Claim {
		for a, err := range read.Articles(context.Background(), []string{"-"}, strings.NewReader(text)) {
			if err != nil {
				t.Fatal(err)
			}
			some := *p.Pipeline
			some.Precision = precision
			x, err := some.Run(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			return x.Claims
		}
		return nil
	}
	plain := read(nil)
	if len(plain) == 0 {
		t.Fatalf("%s\ngives no claims", text)
	}
	rule := plain[0].Evidence[0].Rule
	measured := read(map[string]float64{rule: 0.75})
	for i, c := range measured {
		if plain[i].Confidence != 0 || c.ID != plain[i].ID {
			t.Errorf("claim %d: got %s with confidence %v and %s without, want one ID", i, c.ID, c.Confidence, plain[i].ID)
		}
	}
	if got := measured[0].Confidence; got != 0.75 {
		t.Errorf("claim of rule %s: got confidence %v, want 0.75", rule, got)
	}
}
