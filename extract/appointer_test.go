package extract

import (
	"testing"

	"claimgraph/schema"
)

func TestWhoeverChoosesItsChairIsWhereThePostIs(t *testing.T) {
	bodies := []Mention{
		{Type: "Organization", Kind: "board", Name: "board of Zolbrek", First: 0, End: 3, Span: schema.Span{Start: 0, End: 16}},
		{Type: "Organization", Name: "Zolbrek", First: 2, End: 3, Span: schema.Span{Start: 9, End: 16}},
		{Type: "Organization", Name: "Lake Union", First: 3, End: 5, Span: schema.Span{Start: 17, End: 27}},
	}
	claim := func(by *Mention, role, kind string) schema.Claim {
		return schema.Claim{Type: "appointment", Args: map[schema.ArgName][]schema.Value{
			"by":   {{Entity: &schema.Entity{Type: by.Type, Name: by.Name}, Mention: schema.Mention{Span: by.Span}}},
			"role": {{Entity: &schema.Entity{Type: "Role", Name: role}}}, "kind": {{Text: kind}},
		}}
	}
	for _, tt := range []struct {
		name  string
		claim schema.Claim
		want  string
	}{
		{"a board fills the posts of its body", claim(&bodies[0], "director", "appointed"), "Zolbrek"},
		{"a body elects its own chair", claim(&bodies[2], "chair", "elected"), "Lake Union"},
		{"whom a body appoints may serve another", claim(&bodies[2], "chair", "appointed"), ""},
		{"a director is no chair", claim(&bodies[2], "director", "elected"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &Doc{Article: &Article{Text: "board of Zolbrek Lake Union"}, Tokens: make([]Token, 5)}
			d.SetMentions(bodies)
			claims := []schema.Claim{tt.claim}
			(&merger{model: schema.Default(), doc: d}).postsOfChoosers(claims)
			got := ""
			if org := claims[0].Args["organization"]; len(org) > 0 {
				got = org[0].Entity.Name
			}
			if got != tt.want {
				t.Errorf("organization %q, want %q", got, tt.want)
			}
		})
	}
}
