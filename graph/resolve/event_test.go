package resolve

import (
	"slices"
	"sync"
	"testing"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

var matcher = sync.OnceValue(func() *name.Matcher {
	m, err := name.New(schema.Default(), nil)
	if err != nil {
		panic(err)
	}
	return m
})

// said is an entity that resolved articles share, as one of them calls it.
func said(typ schema.EntityType, id, called, language string) schema.Value {
	return schema.Value{Entity: &schema.Entity{ID: id, Type: typ, Name: called, Language: language}}
}

func on(day string) []schema.Value {
	d, err := schema.ParseInterval(day)
	if err != nil {
		panic(err)
	}
	return []schema.Value{{Time: d}}
}

// sitting returns the claim that a council's numbered session took place.
func sitting(ordinal string) schema.Claim {
	return at(0, schema.Claim{Type: "session", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {said("Event", "event/a/session", "", "")}, "ordinal": {{Number: ordinal}},
		"name": {said("Organization", "organization/fish-council", "Fish Council", "en")},
	}})
}

func announced(about ...schema.Value) schema.Claim {
	return schema.Claim{Type: "announcement", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {said("Event", "event/a/own", "", "")}, "about": about, "occasion": {said("Event", "event/a/session", "", "")},
	}}
}

func approved(day string, body, instrument schema.Value) schema.Claim {
	return schema.Claim{Type: "approval", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {said("Event", "event/a/own", "", "")}, "body": {body}, "instrument": {instrument}, "time": on(day),
	}}
}

func chaired(day string) schema.Claim {
	c := schema.Claim{Type: "negotiation_round", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {said("Event", "event/a/own", "", "")}, "chair": {said("Person", "person/kim", "", ""), said("Person", "person/winkler", "", "")},
	}}
	if day != "" {
		c.Args["time"] = on(day)
	}
	return at(0, c)
}

func resigned() schema.Claim {
	return at(0, schema.Claim{Type: "appointment", Args: map[schema.ArgName][]schema.Value{"person": {said("Person", "person/kim", "", "")}}})
}

// at gives a claim a sentence of a hundred bytes as its evidence.
func at(offset int, c schema.Claim) schema.Claim {
	c.Evidence = []schema.Evidence{{Span: schema.Span{Start: offset, End: offset + 100}}}
	return c
}

func published(day string, claims ...schema.Claim) *schema.Extraction {
	x := extraction("a", claims...)
	if day != "" {
		x.Source.Published, _ = schema.ParseDate(day)
	}
	return x
}

func TestEventsOfTwoArticlesAreOne(t *testing.T) {
	topic := func(called, language string) schema.Value { return said("Topic", "topic/"+called, called, language) }
	senate, house := said("Organization", "organization/senate", "", ""), said("Organization", "organization/house", "", "")
	tests := []struct {
		behaviour string
		a, b      *schema.Extraction
		want      bool
	}{
		{"what was announced at one sitting, in two languages",
			published("", sitting("22"), announced(topic("начало официальных переговоров", "ru"))),
			published("", sitting("22"), announced(topic("opening of talks on fish quotas and harbours", "en"))), true},
		{"in Kazakh", published("", sitting("22"), announced(topic("келіссөздердің басталғаны", "kk"))),
			published("", sitting("22"), announced(topic("launch of negotiations", "en"))), true},
		{"not at another sitting", published("", sitting("22"), announced(topic("start of talks", "en"))),
			published("", sitting("21"), announced(topic("start of talks", "en"))), false},
		{"nor their end", published("", sitting("22"), announced(topic("start of talks", "en"))),
			published("", sitting("22"), announced(topic("end of talks", "en"))), false},
		{"nor what no list knows", published("", sitting("22"), announced(topic("начало ловли", "ru"))),
			published("", sitting("22"), announced(topic("start of zolbreking", "en"))), false},
		{"what one body approved within days", published("", approved("2031-03-27", senate, topic("мандат на переговоры", "ru"))),
			published("", approved("2031-03-28", senate, topic("negotiating mandate", "en"))), true},
		{"not what another did", published("", approved("2031-03-27", senate, topic("мандат", "ru"))),
			published("", approved("2031-03-27", house, topic("mandate", "en"))), false},
		{"nor much later", published("", approved("2031-03-27", senate, topic("мандат", "ru"))),
			published("", approved("2031-05-27", senate, topic("mandate", "en"))), false},
		{"nor another bill of the day", published("", approved("2031-03-27", senate, topic("закон о воде", "ru"))),
			published("", approved("2031-03-27", senate, topic("water budget", "en"))), false},
		{"nor one of which more is told", published("", approved("2031-03-27", senate, topic("мандат", "ru"))),
			published("", approved("2031-03-27", senate, topic("budget mandate", "en"))), false},
		{"a sitting without a day that was just reported", published("", chaired("2031-03-02")), published("2031-03-03", chaired("")), true},
		{"not one that the article recalls", published("", chaired("2031-03-02")), published("2031-03-03", sitting("22"), at(200, chaired(""))), false},
		{"nor one told of beside what happened", published("", chaired("2031-03-02")), published("2031-03-03", resigned(), chaired("")), false},
		{"nor one whose day is told elsewhere", published("", chaired("2031-03-02")), published("2031-03-03", chaired(""), at(200, chaired("2030-11-20"))), false},
		{"nor one without a date of publication", published("", chaired("2031-03-02")), published("", chaired("")), false},
		{"nor one reported later", published("", chaired("2031-03-02")), published("2031-04-03", chaired("")), false},
	}
	for _, tt := range tests {
		t.Run(tt.behaviour, func(t *testing.T) {
			r := New(schema.Default(), matcher())
			var events [2]*parsedEvent
			for i, x := range []*schema.Extraction{tt.a, tt.b} {
				nodes, err := r.EventNodes(x, nil)
				if err != nil {
					t.Fatal(err)
				}
				own, has := nodes["event/a/own"]
				if !has { // no key tells it
					own = `{"node":"event/a/own"}`
				}
				p, err := r.events.parse(own)
				if err != nil {
					t.Fatal(err)
				}
				events[i] = p.(*parsedEvent)
			}
			shared := slices.ContainsFunc(events[0].shared, func(k string) bool { return slices.Contains(events[1].shared, k) })
			d := compareEvents(events[0], events[1])
			if got := shared && d.Verdict == name.Match; got != tt.want {
				t.Errorf("one: %v, want %v; they share a key: %v; decision %v", got, tt.want, shared, d)
			}
		})
	}
}

// A round of which no subject is told may be either of two, and must not join them.
func TestRoundsOnDifferentThingsStayTwo(t *testing.T) {
	round := func(about string) *parsedEvent {
		c := schema.Claim{Type: "negotiation_round", Args: map[schema.ArgName][]schema.Value{
			schema.Self: {said("Event", "event/a/own", "", "")}, "ordinal": {{Number: "2"}},
			"participant": {said("Country", "country/norway", "", ""), said("Country", "country/qatar", "", "")},
		}}
		if about != "" {
			c.Args["about"] = []schema.Value{said("Topic", "topic/x", about, "en")}
		}
		r := New(schema.Default(), matcher())
		nodes, err := r.EventNodes(published("", c), nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.events.parse(nodes["event/a/own"])
		if err != nil {
			t.Fatal(err)
		}
		return p.(*parsedEvent)
	}
	tests := []struct {
		a, b string
		want name.Verdict
	}{
		{"shared waters", "water and energy", name.Match},
		{"shared waters", "", name.Match},
		{"", "", name.Match},
		{"shared waters", "visa facilitation", name.Different},
	}
	for _, tt := range tests {
		if d := compareEvents(round(tt.a), round(tt.b)); d.Verdict != tt.want {
			t.Errorf("rounds on %q and %q: %s, want %s: %q", tt.a, tt.b, d.Verdict, tt.want, d.Reasons)
		}
	}
}
