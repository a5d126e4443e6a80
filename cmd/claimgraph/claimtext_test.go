package main

import (
	"slices"
	"testing"

	"claimgraph/schema"
)

func TestSentencesThatFollowOneAnotherAreOnePassage(t *testing.T) {
	passage := func(start, end int, quote string) schema.Evidence {
		return schema.Evidence{Span: schema.Span{Start: start, End: end}, Quote: quote}
	}
	tests := []struct {
		name     string
		evidence []schema.Evidence
		want     []string
	}{
		{"two sentences", []schema.Evidence{passage(0, 9, "One came."), passage(10, 19, "Two\n came.")}, []string{"One came. Two came."}},
		{"a sentence between", []schema.Evidence{passage(0, 9, "One came."), passage(30, 39, "Two came.")}, []string{"One came.", "Two came."}},
		{"a headline stands alone", []schema.Evidence{passage(0, 8, "One came"), passage(9, 18, "Two came.")}, []string{"One came", "Two came."}},
	}
	for _, tt := range tests {
		if got := quotes(schema.Claim{Evidence: tt.evidence}); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestClaimLineReadsInTheOrderOfTheSchema(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	named := func(t schema.EntityType, name string) schema.Value {
		return schema.Value{Entity: &schema.Entity{Type: t, Name: name}}
	}
	session := schema.Claim{Type: "session", Modality: schema.Asserted, Args: map[schema.ArgName][]schema.Value{
		schema.Self: {named("Event", "ninth session")}, "place": {named("City", "Astana")},
		"chair": {named("Person", "A. Nurlanova"), named("Person", "B. Ospanov")},
	}}
	visit := schema.Claim{Type: "visit", Modality: schema.Denied, Args: map[schema.ArgName][]schema.Value{
		schema.Self: {named("Event", "went")}, "visitor": {named("Person", "A. Nurlanova")}, "destination": {named("City", "Astana")},
	}}
	for want, c := range map[string]schema.Claim{
		"session ninth session: chair A. Nurlanova, B. Ospanov; place Astana": session,
		"visit (denied): visitor A. Nurlanova; destination Astana":            visit,
	} {
		if got := claimLine(model, c); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
