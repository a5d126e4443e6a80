package standard_test

import (
	"context"
	"slices"
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

func TestWhatIsInBracketsBehindANameIsAName(t *testing.T) {
	p := pipeline(t)
	tests := []struct {
		text  string
		alias string
		want  bool
	}{
		{"Норвегия и Исландия подписали Соглашение о рыболовстве и охране моря (СРОМ) в Осло 3 марта 2026 года.", "СРОМ", true},
		{"Lars Hovden is director of the Directorate-General for Fisheries and Harbours (DG FISH), the agency said.", "DG FISH", true},
		{"Ларс Ховден возглавил Институт рыболовства (США) 3 марта 2026 года.", "США", false},
	}
	for _, tt := range tests {
		x, err := p.Run(context.Background(), &extract.Article{Text: tt.text, Body: schema.Span{End: len(tt.text)}})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, c := range x.Claims {
			for _, vs := range c.Args {
				found = found || slices.ContainsFunc(vs, func(v schema.Value) bool { return v.Entity != nil && slices.Contains(v.Entity.Aliases, tt.alias) })
			}
		}
		if found != tt.want {
			t.Errorf("%q: %q is an alias: %v, want %v", tt.text, tt.alias, found, tt.want)
		}
	}
}
