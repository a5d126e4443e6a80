package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimgraph/schema"
)

func extraction(id schema.SourceID, claims ...schema.Claim) *schema.Extraction {
	for i := range claims {
		claims[i].Source, claims[i].Modality = id, schema.Asserted
	}
	return &schema.Extraction{Source: schema.Source{ID: id, TextHash: schema.HashText(string(id))}, Claims: claims}
}

// named returns a value that stands at byte n, or nowhere if n is negative.
func named(t schema.EntityType, name string, n int) schema.Value {
	v := schema.Value{Entity: &schema.Entity{Type: t, Name: name}}
	if n >= 0 {
		v.Mention = schema.Mention{Span: schema.Span{Start: n, End: n + len(name)}, Text: name}
	}
	return v
}

func knownAs(v schema.Value, key string) schema.Value {
	v.Entity.Known = key
	return v
}

// round returns a claim about a round whose mention is at byte n.
func round(n int, args map[schema.ArgName][]schema.Value) schema.Claim {
	c := schema.Claim{Type: "negotiation_round", Args: map[schema.ArgName][]schema.Value{schema.Self: {named("Event", "раунд", n)}}}
	for name, vs := range args {
		c.Args[name] = vs
	}
	return c
}

func TestAnEntityIsNamedBy(t *testing.T) {
	tests := []struct {
		behaviour string
		value     schema.Value
		want      string
	}{
		{"its type and name", named("Person", "Алибек Бакаев", 0), "person/alibek-bakayev"},
		{"the same sound in Kazakh", schema.Value{Entity: &schema.Entity{Type: "Person", Name: "Әлібек Бақаев", Language: "kk"}}, "person/alibek-bakayev"},
		{"the gazetteer's key", knownAs(named("City", "Нур-Султан", 0), "city/astana"), "city/astana"},
		{"a key without its type", knownAs(named("City", "Нур-Султан", 0), "astana"), "city/astana"},
		{"the model's post", named("Role", "замминистра иностранных дел", 0), "role/deputy-minister-of-foreign-affairs"},
		{"the post's alias", schema.Value{Entity: &schema.Entity{Type: "Role", Name: "министр ИД", Aliases: []string{"министр иностранных дел"}}}, "role/minister-of-foreign-affairs"},
		{"a post that the model lacks", named("Role", "главный по чаю", 0), "role/glavny-po-chayu"},
		{"an agreement's full name", named("Agreement", "Соглашение о реадмиссии", 0), "agreement/soglasheniye-o-readmissii"},
		{"an abbreviation", named("Agreement", "СРПС", 0), "agreement/srps"},
		{"an agreement without a name", named("Agreement", "соглашение", 0), "agreement/a1/soglasheniye"},
		{"another word alone", named("Agreement", "договорняк", 0), "agreement/a1/dogovornyak"},
		{"words that tell nothing", named("Agreement", "the new agreement", 0), "agreement/a1/the-new-agreement"},
		{"a body without a name", named("Organization", "Министерство", 0), "organization/a1/ministerstvo"},
		{"a ministry of some country", named("Organization", "Министерство финансов", 0), "organization/a1/ministerstvo-finansov"},
		{"a ministry in Kazakh", named("Organization", "Сыртқы істер министрлігі", 0), "organization/a1/syrtky-ister-ministrligi"},
		{"a ministry in English", named("Organization", "the Ministry of Foreign Affairs", 0), "organization/a1/the-ministry-of-foreign-affairs"},
		{"a ministry of that country", named("Organization", "Министерство финансов Икса", 0), "organization/ministerstvo-finansov-iksa"},
		{"a body with a name", named("Organization", "Министерство чая", 0), "organization/ministerstvo-chaya"},
		{"a body of one word", named("Organization", "Самрук", 0), "organization/samruk"},
		{"a topic", named("Topic", "визовая политика", 0), "topic/vizovaya-politika"},
		{"an unknown type", named("Ghost", "дух", 0), ""},
	}
	for _, tt := range tests {
		x := extraction("a1", schema.Claim{Type: "x", Args: map[schema.ArgName][]schema.Value{"y": {tt.value}}})
		Entities(schema.Default(), x)
		if got := x.Claims[0].Args["y"][0].Entity.ID; got != tt.want {
			t.Errorf("%s: %+v is %q, want %q", tt.behaviour, *tt.value.Entity, got, tt.want)
		}
	}
}

func TestTwoRoundsOfAnArticleAreTwo(t *testing.T) {
	x := extraction("a1", round(0, nil), round(100, nil))
	Entities(schema.Default(), x)
	if a, b := x.Claims[0].Args[schema.Self][0].Entity, x.Claims[1].Args[schema.Self][0].Entity; a.ID == b.ID {
		t.Errorf("both are %q", a.ID)
	}
}

func TestTheWordsOfOnePlaceNameOneEvent(t *testing.T) {
	announced := schema.Claim{Type: "announcement", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {named("Event", "объявление", 200)},
		"about":     {named("Event", "раунд", 0)},
		"occasion":  {named("Event", "форум", 300)},
	}}
	for _, claims := range [][]schema.Claim{{round(0, nil), announced}, {announced, round(0, nil)}} {
		x := extraction("a1", claims...)
		Entities(schema.Default(), x)
		i := slices.IndexFunc(x.Claims, func(c schema.Claim) bool { return c.Type == "announcement" })
		self, about := x.Claims[1-i].Args[schema.Self][0].Entity, x.Claims[i].Args["about"][0].Entity
		if self != about || self.ID == "" {
			t.Errorf("the round is %+v where it is held and %+v where it is announced, want one entity", self, about)
		}
		if got := x.Claims[i].Args["occasion"][0].Entity.ID; got != "event/a1/forum" {
			t.Errorf("an event that no claim is about is %q, want event/a1/forum", got)
		}
		if got := x.Claims[i].Args[schema.Self][0].Entity.ID; !strings.HasPrefix(got, "event/a1/announcement-") {
			t.Errorf("the announcement is %q, want event/a1/announcement-", got)
		}
	}
}

func TestABareNounStandsForTheLastEventOfItsKind(t *testing.T) {
	session := func(n int, name string) schema.Claim {
		return schema.Claim{Type: "session", Args: map[schema.ArgName][]schema.Value{schema.Self: {named("Event", name, n)}}}
	}
	adopted := schema.Claim{Type: "approval", Args: map[schema.ArgName][]schema.Value{
		schema.Self: {named("Event", "принята", 320)}, "body": {named("Event", "Саммит", 300)},
	}}
	x := extraction("a1", session(0, "пятый саммит чаеводов"), session(100, "саммит виноделов"), session(200, "форум пекарей"), session(400, "саммит мельников"), adopted)
	Entities(schema.Default(), x)
	if got, want := x.Claims[4].Args["body"][0].Entity, x.Claims[1].Args[schema.Self][0].Entity; got != want {
		t.Errorf("the summit is %q, want that of the vintners, %q", got.ID, want.ID)
	}
}

func TestTheNamesOfOneEntityAreUnited(t *testing.T) {
	first := named("Person", "Әлібек Бақаев", 40)
	first.Entity.Language, first.Entity.Aliases = "kk", []string{"Бақаев"}
	second := named("Person", "Алибек Бакаев", 10)
	second.Entity.Language, second.Entity.Aliases = "ru", []string{"А. Бакаев"}
	outlet := &schema.Entity{Type: "Organization", Name: "Газета"}
	x := extraction("a1", schema.Claim{Type: "statement", Args: map[schema.ArgName][]schema.Value{"speaker": {first, second}},
		Speaker: &schema.Value{Entity: &schema.Entity{Type: "Person", Name: "Alibek Bakayev"}}, Outlet: outlet, Cites: []*schema.Entity{{Type: "Organization", Name: "Газета"}}})
	Entities(schema.Default(), x)
	c := x.Claims[0]
	got := c.Args["speaker"][0].Entity
	if got != c.Args["speaker"][1].Entity || got != c.Speaker.Entity {
		t.Errorf("one person is %p, %p and %p", got, c.Args["speaker"][1].Entity, c.Speaker.Entity)
	}
	if want := []string{"Alibek Bakayev", "А. Бакаев", "Бақаев", "Әлібек Бақаев"}; got.Name != "Алибек Бакаев" || got.Language != "ru" || !slices.Equal(got.Aliases, want) {
		t.Errorf("the person is %+v, want the name that stands first, Алибек Бакаев, and the aliases %q", *got, want)
	}
	if c.Outlet != c.Cites[0] || c.Outlet.ID != "organization/gazeta" {
		t.Errorf("the outlet is %+v and is cited as %+v, want one", c.Outlet, c.Cites[0])
	}
	if first.Entity.ID != "" {
		t.Errorf("the entity that came in was changed: %+v", *first.Entity)
	}
}

func TestWhatTheGazetteerKnowsGivesTheName(t *testing.T) {
	x := extraction("a1", schema.Claim{Type: "x", Args: map[schema.ArgName][]schema.Value{
		"y": {named("City", "Taraz", 0), knownAs(named("City", "Тараз", 50), "city/taraz")},
	}})
	Entities(schema.Default(), x)
	if n := x.Claims[0].Args["y"][0].Entity; n.Name != "Тараз" || n.Known != "city/taraz" {
		t.Errorf("the city is %+v, want the name that the gazetteer has", *n)
	}
}

func TestTheOrderOfClaimsDoesNotMatterAndASecondRunChangesNothing(t *testing.T) {
	make2 := func() []schema.Claim {
		return []schema.Claim{round(0, map[schema.ArgName][]schema.Value{"place": {named("City", "Тараз", 20)}}), round(100, map[schema.ArgName][]schema.Value{"place": {named("City", "Taraz", 120)}})}
	}
	ids := func(x *schema.Extraction) string {
		var out []string
		for _, c := range x.Claims {
			out = append(out, fmt.Sprint(*c.Args[schema.Self][0].Entity, *c.Args["place"][0].Entity))
		}
		slices.Sort(out)
		return strings.Join(out, "\n")
	}
	x, reversed := extraction("a1", make2()...), extraction("a1", make2()...)
	slices.Reverse(reversed.Claims)
	Entities(schema.Default(), x)
	Entities(schema.Default(), reversed)
	first := ids(x)
	if got := ids(reversed); got != first {
		t.Errorf("in another order the entities are\n%s\nwant\n%s", got, first)
	}
	Entities(schema.Default(), x)
	if got := ids(x); got != first {
		t.Errorf("after a second run the entities are\n%s\nwant\n%s", got, first)
	}
}

// Two articles write one name in two scripts.
func ExampleEntities() {
	for _, name := range []string{"Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев"} {
		x := &schema.Extraction{Source: schema.Source{ID: "article"}, Claims: []schema.Claim{{
			Source: "article", Type: "statement",
			Args: map[schema.ArgName][]schema.Value{"speaker": {{Entity: &schema.Entity{Type: "Person", Name: name}}}},
		}}}
		Entities(schema.Default(), x)
		fmt.Println(x.Claims[0].Args["speaker"][0].Entity.ID)
	}
	// Output:
	// person/kasym-zhomart-tokayev
	// person/kasym-zhomart-tokayev
}
