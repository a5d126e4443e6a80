package extract

import (
	"testing"

	"claimgraph/schema"
)

func TestHeldAddsThePostOfAChange(t *testing.T) {
	model := schema.Default()
	value := func(typ schema.EntityType, name string) []schema.Value {
		return []schema.Value{{Entity: &schema.Entity{Type: typ, Name: name}}}
	}
	change := func(kind, status string) schema.Claim {
		return schema.Claim{Type: "appointment", Modality: schema.Asserted, Args: map[schema.ArgName][]schema.Value{
			"person": value("Person", "Anna Kim"), "role": value("Role", "director"), "organization": value("Organization", "Zolbrek Foods"),
			"kind": {{Text: kind}}, schema.Status: {{Text: status}},
		}}
	}
	chair := schema.Claim{Type: "role", Args: map[schema.ArgName][]schema.Value{"person": value("Person", "Anna Kim"), "role": value("Role", "Director of Zolbrek Foods")}}
	for _, tt := range []struct {
		name   string
		claims []schema.Claim
		want   string // status of the added post, "-" for none added
	}{
		{"who was appointed holds the post", []schema.Claim{change("appointed", "occurred")}, ""},
		{"who resigned held it", []schema.Claim{change("resigned", "occurred")}, "former"},
		{"who is to resign holds it still", []schema.Claim{change("resigned", "planned")}, ""},
		{"what was called off makes no holder", []schema.Claim{change("appointed", "cancelled")}, "-"},
		{"a post that is told already is not told again", []schema.Claim{change("appointed", "occurred"), chair}, "-"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := &merger{model: model}
			got := m.held(tt.claims)
			status := "-"
			if len(got) > len(tt.claims) {
				status = ""
				if s := got[len(got)-1].Args[schema.Status]; len(s) > 0 {
					status = s[0].Text
				}
			}
			if status != tt.want {
				t.Errorf("status of the post %q, want %q", status, tt.want)
			}
		})
	}
}
