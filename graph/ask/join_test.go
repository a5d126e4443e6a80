package ask

import (
	"testing"

	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

func valueOf(id, name, language string) schema.Value {
	return schema.Value{Entity: &schema.Entity{ID: id, Type: "Event", Name: name, Language: language}}
}

func dated(day string) []schema.Value {
	t, err := schema.ParseInterval(day)
	if err != nil {
		panic(err)
	}
	return []schema.Value{{Time: t}}
}

func TestAnswersAboutOneEventAreOne(t *testing.T) {
	round := func(id, day, place string) schema.Claim {
		c := schema.Claim{Type: "negotiation_round", Modality: schema.Asserted, Args: map[schema.ArgName][]schema.Value{schema.Self: {valueOf(id, id, "en")}}}
		if day != "" {
			c.Args["time"] = dated(day)
		}
		if place != "" {
			c.Args["place"] = []schema.Value{valueOf(place, place, "en")}
		}
		return c
	}
	tests := []struct {
		behaviour string
		a, b      schema.Claim
		want      string // the day that both tell; "" if they are two answers
	}{
		{"what one tells the other need not", round("event/x", "", "city/oslo"), round("event/x", "2031-05-03", ""), "2031-05-03"},
		{"a month and a day of it", round("event/x", "2031-05", ""), round("event/x", "2031-05-03", ""), "2031-05-03"},
		{"two days contradict each other", round("event/x", "2031-05-02", ""), round("event/x", "2031-05-03", ""), ""},
		{"another place where places are not shown", round("event/x", "2031-05-03", "city/oslo"), round("event/x", "2031-05-03", "city/bergen"), "2031-05-03"},
		{"another round", round("event/x", "2031-05-03", ""), round("event/y", "2031-05-03", ""), ""},
	}
	for _, tt := range tests {
		both, ok := joined(tt.a, tt.b, func(arg schema.ArgName) bool { return arg == "time" })
		if got := both.Args["time"]; ok != (tt.want != "") || ok && (len(got) != 1 || got[0].Lexical() != tt.want) {
			t.Errorf("%s: one: %v with %v, want %q", tt.behaviour, ok, got, tt.want)
		}
	}
}

func TestAllAnswersCallAThingByOneName(t *testing.T) {
	var found []Sighting
	for _, v := range []schema.Value{valueOf("event/x", "раунд", "ru"), valueOf("event/x", "раунд", "ru"), valueOf("event/x", "round", "en"), valueOf("event/x", "first round of talks", "en")} {
		found = append(found, Sighting{Told: weigh.Told{Claim: schema.Claim{Args: map[schema.ArgName][]schema.Value{schema.Self: {v}}}}})
	}
	for language, want := range map[string]string{"en": "first round of talks", "ru": "раунд", "kk": "раунд"} {
		if got := callings(found, language)["event/x"]; got != want {
			t.Errorf("in %s it is called %q, want %q", language, got, want)
		}
	}
}
