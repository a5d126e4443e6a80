package graph

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// at returns the place of the words in the text.
func at(t testing.TB, text, words string) schema.Mention {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return schema.Mention{Span: schema.Span{Start: i, End: i + len(words)}, Text: words}
}

// roundText tells of a round of invented people.
const roundText = "Асель Нурланова и Йонас Берг провели пятый раунд переговоров в Таразе 3 мая 2031 года."

func entity(id string, t schema.EntityType, name string) *schema.Entity {
	return &schema.Entity{ID: id, Type: t, Name: name, Language: "ru"}
}

// round returns an extraction of roundText, changed by the given functions.
func round(t testing.TB, change ...func(*schema.Claim)) *schema.Extraction {
	t.Helper()
	value := func(n *schema.Entity, words string) schema.Value {
		return schema.Value{Entity: n, Mention: at(t, roundText, words)}
	}
	src := schema.Source{URL: "https://example.org/1", Language: "ru", Published: schema.Date{Year: 2031, Month: 5, Day: 4}, TextHash: schema.HashText(roundText)}
	src.ID = schema.NewSourceID(src.URL, "", src.TextHash)
	evidence := at(t, roundText, roundText)
	c := schema.Claim{Source: src.ID, Type: "negotiation_round", Modality: schema.Asserted,
		Args: map[schema.ArgName][]schema.Value{
			"self":    {value(entity("event/"+string(src.ID)+"/x", "Event", "пятый раунд переговоров"), "пятый раунд переговоров")},
			"ordinal": {{Number: "5", Mention: at(t, roundText, "пятый")}},
			"chair":   {value(entity("person/asel-nurlanova", "Person", "Асель Нурланова"), "Асель Нурланова"), value(entity("person/yonas-berg", "Person", "Йонас Берг"), "Йонас Берг")},
			"place":   {value(entity("city/taraz", "City", "Тараз"), "Таразе")},
			"time":    {{Time: schema.On(schema.Date{Year: 2031, Month: 5, Day: 3}), Mention: at(t, roundText, "3 мая 2031 года")}},
		},
		Evidence: []schema.Evidence{{Span: evidence.Span, Quote: evidence.Text, Rule: "ru/round#held", Pack: "0123456789abcdef"}},
	}
	for _, f := range change {
		f(&c)
	}
	c.ID = schema.Default().ClaimID(&c, src.TextHash)
	return &schema.Extraction{Source: src, Claims: []schema.Claim{c}}
}

func status(s string) func(*schema.Claim) {
	return func(c *schema.Claim) { c.Args["status"] = []schema.Value{{Text: s}} }
}

func modality(m schema.Modality) func(*schema.Claim) {
	return func(c *schema.Claim) { c.Modality = m }
}

// contents returns the quads that a claim writes besides itself, without their
// label, in short: "event chairedBy person/asel-nurlanova".
func contents(t testing.TB, x *schema.Extraction, text string) []string {
	t.Helper()
	quads, err := Encode(schema.Default(), schema.DefaultBase, x, text)
	if err != nil {
		t.Fatal(err)
	}
	b := Base(schema.DefaultBase)
	short := strings.NewReplacer(string(b), "", "schema/", "", "<", "", ">", "", string(rdfType), "a", xsd, "xsd:",
		"event/"+string(x.Source.ID)+"/x", "event", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a")
	var out []string
	for _, q := range quads {
		_, isClaim := b.ParseClaim(q.Label)
		_, _, _, isSpan := b.ParseSpan(q.Subject)
		if isClaim && q.Subject != q.Label && !isSpan {
			var line []byte
			for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object} {
				line = append(AppendTerm(line, v), ' ')
			}
			out = append(out, strings.TrimSpace(short.Replace(string(line))))
		}
	}
	slices.Sort(out)
	return out
}

func TestAClaimWritesBesideItself(t *testing.T) {
	held := []string{
		"event a NegotiationRound", "event chairedBy person/asel-nurlanova", "event chairedBy person/yonas-berg",
		"event coChairedBy person/asel-nurlanova", "event coChairedBy person/yonas-berg",
		"event heldIn city/taraz", `event heldOn "2031-05-03"^^xsd:date`, `event ordinal "5"^^xsd:integer`,
		"event participant person/asel-nurlanova", "event participant person/yonas-berg",
	}
	plan := []string{
		"event a PlannedEvent", "event plannedChair person/asel-nurlanova", "event plannedChair person/yonas-berg",
		`event plannedFor "2031-05-03"^^xsd:date`, "event plannedIn city/taraz",
		"event plannedParticipant person/asel-nurlanova", "event plannedParticipant person/yonas-berg",
	}
	alone := func(c *schema.Claim) { c.Args["chair"] = c.Args["chair"][:1] }
	twice := func(c *schema.Claim) {
		second := c.Args["chair"][0]
		second.Mention = at(t, roundText, "Асель")
		c.Args["chair"] = []schema.Value{c.Args["chair"][0], second}
	}
	tests := []struct {
		behaviour string
		change    []func(*schema.Claim)
		want      []string
	}{
		{"without status it took place", nil, held},
		{"what took place is written directly", []func(*schema.Claim){status("occurred")}, held},
		{"what goes on is written directly", []func(*schema.Claim){status("ongoing")}, held},
		{"a plan is written as a plan alone", []func(*schema.Claim){status("planned")}, plan},
		{"what is cancelled is not written", []func(*schema.Claim){status("cancelled")}, nil},
		{"what is denied is not written", []func(*schema.Claim){modality(schema.Denied)}, nil},
		{"what is possible is not written", []func(*schema.Claim){modality(schema.Possible), status("occurred")}, nil},
		{"modality decides before status", []func(*schema.Claim){modality(schema.Denied), status("planned")}, nil},
		{"one chair is no co-chair", []func(*schema.Claim){alone}, without(held, "coChairedBy", "yonas")},
		{"a chair named twice is no co-chair", []func(*schema.Claim){twice}, without(held, "coChairedBy", "yonas")},
	}
	for _, tt := range tests {
		if got := contents(t, round(t, tt.change...), roundText); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.behaviour, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func without(lines []string, words ...string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(l, w) })
	})
}

// simple returns an extraction of one claim whose values stand nowhere.
func simple(t testing.TB, typ schema.ClaimType, args map[schema.ArgName][]schema.Value) *schema.Extraction {
	t.Helper()
	x := round(t)
	x.Claims[0].Type, x.Claims[0].Args = typ, args
	return x
}

func TestAnAgreementKnowsItsYear(t *testing.T) {
	day := schema.Date{Year: 2015, Month: 12, Day: 21}
	tests := []struct {
		behaviour string
		time      schema.Interval
		status    string
		want      []string
	}{
		{"a day gives the year and the day", schema.On(day), "signed",
			[]string{`agreement/x signed "2015"^^xsd:gYear`, `agreement/x signedOn "2015-12-21"^^xsd:date`}},
		{"a month gives the year and the month", schema.On(schema.Date{Year: 2015, Month: 12}), "in_force",
			[]string{`agreement/x signed "2015"^^xsd:gYear`, `agreement/x signedOn "2015-12"^^xsd:gYearMonth`}},
		{"a year gives the year twice", schema.On(schema.Date{Year: 2015}), "",
			[]string{`agreement/x signed "2015"^^xsd:gYear`, `agreement/x signedOn "2015"^^xsd:gYear`}},
		{"an interval inside a year gives the year", schema.Interval{Start: schema.Date{Year: 2015, Month: 1}, End: schema.Date{Year: 2015, Month: 3}}, "",
			[]string{`agreement/x signed "2015"^^xsd:gYear`, `agreement/x signedOn "2015-01/2015-03"^^http://id.loc.gov/datatypes/edtf/EDTF`}},
		{"an interval of two years has no year", schema.Interval{Start: schema.Date{Year: 2015}, End: schema.Date{Year: 2016}}, "",
			[]string{`agreement/x signedOn "2015/2016"^^http://id.loc.gov/datatypes/edtf/EDTF`}},
		{"a plan to sign is no signing", schema.On(day), "planned", []string{`agreement/x plannedSigning "2015-12-21"^^xsd:date`}},
		{"what is negotiated is not signed", schema.On(day), "in_negotiation", nil},
	}
	for _, tt := range tests {
		args := map[schema.ArgName][]schema.Value{
			"self": {{Entity: entity("agreement/x", "Agreement", "Соглашение об иксе")}},
			"time": {{Time: tt.time}},
		}
		if tt.status != "" {
			args["status"] = []schema.Value{{Text: tt.status}}
		}
		if got := contents(t, simple(t, "agreement", args), roundText); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %s %s gives\n%s\nwant\n%s", tt.behaviour, tt.time, tt.status, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func TestAPostIsOneQuadAndAFormerOneIsNone(t *testing.T) {
	tests := []struct {
		behaviour, status string
		want              []string
	}{
		{"who holds a post", "", []string{"person/a hasRole role/minister-of-finance", "person/a holdsPostIn country/x", "person/a role/minister-of-finance country/x"}},
		{"who held a post", "former", []string{"person/a formerlyHadRole role/minister-of-finance", "person/a formerlyHeldPostIn country/x"}},
	}
	for _, tt := range tests {
		args := map[schema.ArgName][]schema.Value{
			"person":       {{Entity: entity("person/a", "Person", "А")}},
			"role":         {{Entity: entity("role/minister-of-finance", "Role", "министр финансов")}},
			"organization": {{Entity: entity("country/x", "Country", "Икс")}},
		}
		if tt.status != "" {
			args["status"] = []schema.Value{{Text: tt.status}}
		}
		if got := contents(t, simple(t, "role", args), roundText); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.behaviour, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func TestThePostsThatTheSchemaLacksAreDeclaredByTheArticle(t *testing.T) {
	b := Base(schema.DefaultBase)
	for slug, want := range map[string]bool{"minister-of-finance": false, "glavnyy-po-chayu": true} {
		x := simple(t, "role", map[schema.ArgName][]schema.Value{
			"person": {{Entity: entity("person/a", "Person", "А")}},
			"role":   {{Entity: entity("role/"+slug, "Role", "главный по чаю")}},
		})
		quads, err := Encode(schema.Default(), b, x, roundText)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []quad.IRI{rdfsLabel, rdfsSubPropertyOf} {
			got := slices.ContainsFunc(quads, func(q quad.Quad) bool {
				return q.Subject == quad.Value(b.Entity("role/"+slug)) && q.Predicate == quad.Value(p) && q.Label == quad.Value(b.Article(x.Source.ID))
			})
			if got != want {
				t.Errorf("the article gives role/%s %s: %v, want %v", slug, p, got, want)
			}
		}
	}
}

func TestOffsetsCountCodePointsInTheIRIAndBytesBeside(t *testing.T) {
	x := round(t)
	quads, err := Encode(schema.Default(), schema.DefaultBase, x, roundText)
	if err != nil {
		t.Fatal(err)
	}
	place := x.Claims[0].Args["place"][0].Mention
	chars := len([]rune(roundText[:place.Span.Start]))
	span := quad.IRI(fmt.Sprintf("%sarticle/%s#char=%d,%d", schema.DefaultBase, x.Source.ID, chars, chars+len([]rune("Таразе"))))
	b := Base(schema.DefaultBase)
	want := map[quad.Value]quad.Value{b.Term("quote"): quad.String("Таразе"), b.Term("byteStart"): quad.Int(place.Span.Start), b.Term("byteEnd"): quad.Int(place.Span.End), b.Term("mentions"): b.Entity("city/taraz")}
	for p, o := range want {
		if !slices.ContainsFunc(quads, func(q quad.Quad) bool {
			return q.Subject == quad.Value(span) && q.Predicate == p && q.Object == o
		}) {
			t.Errorf("%s %s %s is missing among\n%s", span, p, o, lines(quads))
		}
	}
}

func TestADatedClaimIsBounded(t *testing.T) {
	month := func(c *schema.Claim) { c.Args["time"][0].Time = schema.On(schema.Date{Year: 2028, Month: 2}) }
	x := round(t, month)
	quads, err := Encode(schema.Default(), schema.DefaultBase, x, roundText)
	if err != nil {
		t.Fatal(err)
	}
	b := Base(schema.DefaultBase)
	for name, want := range map[string]quad.Int{"notBefore": 20280201, "notAfter": 20280229} {
		if !slices.Contains(quads, quad.Quad{Subject: b.Claim(x.Claims[0].ID), Predicate: b.Term(name), Object: want, Label: b.Claim(x.Claims[0].ID)}) {
			t.Errorf("%s %d is missing among\n%s", name, want, lines(quads))
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	tests := []struct {
		behaviour string
		change    func(*schema.Extraction)
		want      string // in the error
	}{
		{"a quote that is not the text", func(x *schema.Extraction) { x.Claims[0].Evidence[0].Quote = "иное" }, "evidence: the text at bytes"},
		{"a span outside the text", func(x *schema.Extraction) { x.Claims[0].Evidence[0].Span.End += 10 }, "are not in the text"},
		{"a mention that cuts a character", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Mention.Span.Start++ }, "cut a character"},
		{"an entity without an ID", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Entity.ID = "" }, "resolve entities first"},
		{"an ID of another type", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Entity.ID = "person/x" }, "resolve entities first"},
		{"an ID with a blank", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Entity.ID = "city/a b" }, "holds a character that an IRI must not"},
		{"two names of one ID", func(x *schema.Extraction) { x.Claims[0].Args["chair"][0].Entity.ID = "person/yonas-berg" }, "different names in one article"},
		{"an argument that the type lacks", func(x *schema.Extraction) {
			x.Claims[0].Args["chairman"] = x.Claims[0].Args["chair"]
		}, `no argument "chairman"`},
		{"another text", func(x *schema.Extraction) { x.Source.TextHash = schema.HashText("") }, "text hash"},
		{"a claim of another article", func(x *schema.Extraction) { x.Claims[0].Source = "other" }, `of the article "other"`},
		{"a claim without an ID", func(x *schema.Extraction) { x.Claims[0].ID = "" }, "its ID is not"},
		{"two claims of one ID", func(x *schema.Extraction) { x.Claims = append(x.Claims, x.Claims[0]) }, "two claims have the ID"},
		{"a language that is none", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Entity.Language = "по-русски" }, "is no language tag"},
		{"a name that is not UTF-8", func(x *schema.Extraction) { x.Claims[0].Args["place"][0].Entity.Name = "\xff" }, "not UTF-8"},
	}
	for _, tt := range tests {
		x := round(t)
		tt.change(x)
		quads, err := Encode(schema.Default(), schema.DefaultBase, x, roundText)
		if err == nil || !strings.Contains(err.Error(), tt.want) || quads != nil {
			t.Errorf("%s: Encode returned %d quads and %v, want an error with %q", tt.behaviour, len(quads), err, tt.want)
		}
	}
}

func TestDecodeReadsOneClaimFromItsOwnQuads(t *testing.T) {
	x := round(t)
	second := round(t, modality(schema.Denied)).Claims[0]
	second.ID += "x"
	x.Claims = append(x.Claims, second)
	quads, err := Encode(schema.Default(), schema.DefaultBase, x, roundText)
	if err != nil {
		t.Fatal(err)
	}
	b := Base(schema.DefaultBase)
	other := b.Claim(second.ID)
	quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return q.Label == quad.Value(other) || q.Subject == quad.Value(other) })
	got, err := Decode(schema.Default(), b, quads)
	if err != nil || len(got) != 1 || len(got[0].Claims) != 1 || got[0].Claims[0].ID != x.Claims[0].ID {
		t.Errorf("Decode returned %+v and %v, want claim %s alone", got, err, x.Claims[0].ID)
	}
}

func TestDecodePassesOverWhatIsNoClaim(t *testing.T) {
	b := Base(schema.DefaultBase)
	quads := []quad.Quad{
		quad.Make("a", "b", "c", nil),
		{Subject: b.Claim("a/b"), Predicate: b.Arg("place"), Object: b.Entity("city/x"), Label: b.Claim("a/b")},
		{Subject: quad.BNode("x"), Predicate: quad.IRI("p"), Object: quad.Int(1), Label: b.Article("a")},
		{Subject: b.Entity("city/x"), Predicate: b.Term("name"), Object: quad.String("Икс"), Label: b.SchemaGraph()},
	}
	if got, err := Decode(schema.Default(), b, quads); err != nil || len(got) != 0 {
		t.Errorf("Decode returned %+v and %v, want nothing", got, err)
	}
}

func TestDecodeNamesTheClaimThatLacksSomething(t *testing.T) {
	b := Base(schema.DefaultBase)
	for what, term := range map[string]string{"has no evidence": "evidence", "lacks its quote": "quote", "has no name": "canonicalName", "has no modality": "modality"} {
		x := round(t)
		quads, err := Encode(schema.Default(), b, x, roundText)
		if err != nil {
			t.Fatal(err)
		}
		quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return q.Predicate == quad.Value(b.Term(term)) })
		got, err := Decode(schema.Default(), b, quads)
		if err == nil || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), string(x.Claims[0].ID)) {
			t.Errorf("without %s: Decode returned %+v and %v, want an error with %q and %s", term, got, err, what, x.Claims[0].ID)
		}
	}
}

func FuzzDecodeNeverPanics(f *testing.F) {
	x := round(f)
	quads, err := Encode(schema.Default(), schema.DefaultBase, x, roundText)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(lines(quads))
	f.Fuzz(func(t *testing.T, text []byte) {
		r := NewQuadReader(bytes.NewReader(text), "x.nq")
		quads, err := r.ReadAll()
		if err != nil {
			return
		}
		xs, err := Decode(schema.Default(), schema.DefaultBase, quads)
		if err == nil {
			for i := range xs {
				if err := schema.WriteJSONL(io.Discard, &xs[i], ""); err != nil {
					t.Errorf("what was decoded cannot be written: %v", err)
				}
			}
		}
	})
}

func TestABaseIsCheckedBeforeItIsUsed(t *testing.T) {
	for base, ok := range map[string]bool{"https://example.org/": true, "https://example.org/g#": true, "urn:x/": true, "": false, "example.org/": false, "https://example.org": false, "https://example.org/a b/": false, "https://example.org/<>/": false} {
		if err := CheckBase(base); (err == nil) != ok {
			t.Errorf("CheckBase(%q) = %v, want it good: %v", base, err, ok)
		}
	}
}

// A quad steps from the event to the claim, and from the claim to its sentence.
func ExampleEncode() {
	text := "Асель Нурланова возглавила пятый раунд."
	src := schema.Source{URL: "https://example.org/1", TextHash: schema.HashText(text)}
	src.ID = schema.NewSourceID(src.URL, "", "")
	span := func(words string) schema.Mention {
		i := strings.Index(text, words)
		return schema.Mention{Span: schema.Span{Start: i, End: i + len(words)}, Text: words}
	}
	c := schema.Claim{Source: src.ID, Type: "negotiation_round", Modality: schema.Asserted,
		Args: map[schema.ArgName][]schema.Value{
			"self":  {{Entity: &schema.Entity{ID: "event/fifth", Type: "Event", Name: "пятый раунд"}, Mention: span("пятый раунд")}},
			"chair": {{Entity: &schema.Entity{ID: "person/asel-nurlanova", Type: "Person", Name: "Асель Нурланова"}, Mention: span("Асель Нурланова")}},
		},
		Evidence: []schema.Evidence{{Span: span(text).Span, Quote: text}},
	}
	c.ID = schema.Default().ClaimID(&c, src.TextHash)
	quads, err := Encode(schema.Default(), schema.DefaultBase, &schema.Extraction{Source: src, Claims: []schema.Claim{c}}, text)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range quads {
		if q.Predicate == quad.Value(Base(schema.DefaultBase).Term("chairedBy")) {
			fmt.Println(q.Subject, q.Predicate, q.Object)
		}
		if q.Predicate == quad.Value(Base(schema.DefaultBase).Term("evidence")) {
			fmt.Println("evidence", q.Object)
		}
	}
	// Output:
	// evidence <https://claimgraph.example/article/4in3zmfz3znbhtuq#char=0,39>
	// <https://claimgraph.example/event/fifth> <https://claimgraph.example/schema/chairedBy> <https://claimgraph.example/person/asel-nurlanova>
}
