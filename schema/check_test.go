package schema

import (
	"math"
	"strings"
	"testing"
)

const checkText = "Асель Нурланова — министр финансов Икса."

func mention(words string) Mention {
	i := strings.Index(checkText, words)
	return Mention{Span{i, i + len(words)}, words}
}

// post returns a good claim, changed by the given function.
func post(change func(*Claim)) *Claim {
	c := &Claim{Source: "article", Type: "role", Modality: Asserted, Args: map[ArgName][]Value{
		"person":       {{Entity: &Entity{Type: "Person", Name: "Асель Нурланова"}, Mention: mention("Асель Нурланова")}},
		"role":         {{Entity: &Entity{Type: "Role", Name: "министр финансов"}, Mention: mention("министр финансов")}},
		"organization": {{Entity: &Entity{Type: "Country", Name: "Икс"}, Mention: mention("Икса")}},
	}, Evidence: []Evidence{{Span: Span{0, len(checkText)}, Quote: checkText}}}
	change(c)
	return c
}

func TestAClaimIsCheckedAgainstTheModel(t *testing.T) {
	tests := []struct {
		behaviour string
		change    func(*Claim)
		want      string // in the error; "" for none
	}{
		{"a good claim", func(*Claim) {}, ""},
		{"an argument of another type in the list", func(c *Claim) { c.Args["organization"][0].Entity.Type = "Organization" }, ""},
		{"the same value twice where one may stand", func(c *Claim) { c.Args["person"] = append(c.Args["person"], c.Args["person"][0]) }, ""},
		{"an enumerated value", func(c *Claim) { c.Args["status"] = []Value{{Text: "former"}} }, ""},
		{"an unknown type", func(c *Claim) { c.Type = "rolle" }, `claim type "rolle" is not declared`},
		{"a missing argument", func(c *Claim) { delete(c.Args, "role") }, "claim role: argument role is missing"},
		{"an unknown argument", func(c *Claim) { c.Args["chairman"] = c.Args["person"] }, `claim role: it has no argument "chairman"`},
		{"two values where one may stand", func(c *Claim) {
			c.Args["person"] = append(c.Args["person"], Value{Entity: &Entity{Type: "Person", Name: "Другая"}})
		}, "claim role: argument person has 2 values, want one"},
		{"a value of the wrong type", func(c *Claim) { c.Args["person"][0].Entity.Type = "City" }, `claim role: argument person: "Асель Нурланова" is a City, want Person`},
		{"a text where an entity stands", func(c *Claim) { c.Args["person"] = []Value{{Text: "кто-то"}} }, `"кто-то" is a Text, want Person`},
		{"a value outside the enumeration", func(c *Claim) { c.Args["status"] = []Value{{Text: "planned"}} }, `argument status: "planned" is none of current, new, acting, former`},
		{"two values at once", func(c *Claim) { c.Args["person"][0].Number = "1" }, "is several values at once"},
		{"no value", func(c *Claim) { c.Args["person"][0].Entity = nil }, "it has no value"},
		{"an entity without a name", func(c *Claim) { c.Args["person"][0].Entity.Name = " " }, "a Person has no name"},
		{"an unknown modality", func(c *Claim) { c.Modality = "" }, `modality "" is none of`},
		{"no evidence", func(c *Claim) { c.Evidence = nil }, "it has no evidence"},
		{"empty evidence", func(c *Claim) { c.Evidence[0].Span = Span{3, 3} }, "evidence at bytes 3-3 holds nothing"},
		{"an unknown way", func(c *Claim) { c.Args["person"][0].Via = "guess" }, `via "guess" is none of`},
		{"an inferred person", func(c *Claim) { c.Args["person"][0].Inferred = true }, "is marked inferred, but is no date"},
		{"a speaker that is no entity", func(c *Claim) { c.Speaker = &Value{Text: "он"} }, "speaker:"},
		{"an outlet of no type", func(c *Claim) { c.Outlet = &Entity{Name: "Газета"} }, "outlet or source:"},
		{"a confidence above one", func(c *Claim) { c.Confidence = 1.5 }, "confidence 1.5 is not in [0, 1]"},
		{"a confidence that is no number", func(c *Claim) { c.Confidence = math.NaN() }, "confidence NaN"},
	}
	for _, tt := range tests {
		err := Default().Check(post(tt.change))
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Check says %v, want %q", tt.behaviour, err, tt.want)
		}
	}
}

func TestDatesAndNumbersAreCanonical(t *testing.T) {
	tests := []struct {
		behaviour string
		arg       ArgName
		value     Value
		want      string
	}{
		{"an ordinal", "ordinal", Value{Number: "22"}, ""},
		{"a number with a leading zero", "ordinal", Value{Number: "022"}, "is not a decimal in canonical form"},
		{"a number with a comma", "ordinal", Value{Number: "2,5"}, "is not a decimal in canonical form"},
		{"a negative zero", "ordinal", Value{Number: "-0"}, "is not a decimal in canonical form"},
		{"a trailing zero", "ordinal", Value{Number: "2.50"}, "is not a decimal in canonical form"},
		{"a month", "time", Value{Time: On(Date{Year: 2025, Month: 12}), Inferred: true}, ""},
		{"a day that does not exist", "time", Value{Time: On(Date{2025, 2, 30})}, "does not exist"},
		{"an interval that ends before it starts", "time", Value{Time: Interval{Date{Year: 2025}, Date{Year: 2024}}}, "ends before it starts"},
		{"an interval without a start", "time", Value{Time: Interval{End: Date{Year: 2024}}}, "date"},
		{"an entity for any entity", "about", Value{Entity: &Entity{Type: "Role", Name: "x"}}, ""},
		{"a date for any entity", "about", Value{Time: On(Date{Year: 2025})}, "is a Date"},
	}
	for _, tt := range tests {
		c := post(func(c *Claim) {
			c.Type = "session"
			c.Args = map[ArgName][]Value{Self: {{Entity: &Entity{Type: "Event", Name: "сессия"}}}, tt.arg: {tt.value}}
		})
		err := Default().Check(c)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Check says %v, want %q", tt.behaviour, err, tt.want)
		}
	}
}

func TestQuotesAreTheTextAtTheirOffsets(t *testing.T) {
	tests := []struct {
		behaviour string
		change    func(*Claim)
		want      string
	}{
		{"all is as it stands", func(*Claim) {}, ""},
		{"a value that stands nowhere", func(c *Claim) { c.Args["person"][0].Mention = Mention{} }, ""},
		{"another quote", func(c *Claim) { c.Evidence[0].Quote = "Иное" }, "claim role: evidence: the text at bytes"},
		{"a mention past the end", func(c *Claim) { c.Args["person"][0].Mention.Span.End = 1000 }, "claim role: argument person: bytes 0-1000 are not in the text"},
		{"a span before the start", func(c *Claim) { c.Evidence[0].Span.Start = -1 }, "are not in the text"},
		{"a mention that cuts a character", func(c *Claim) { c.Args["person"][0].Mention.Span.Start = 1 }, "bytes 1-"},
		{"words at no place", func(c *Claim) { c.Args["person"][0].Mention.Span = Span{} }, "argument person: bytes 0-0"},
		{"a speaker elsewhere", func(c *Claim) {
			c.Speaker = &Value{Entity: c.Args["person"][0].Entity, Mention: Mention{Span{0, 2}, "Б"}}
		}, "claim role: speaker:"},
	}
	for _, tt := range tests {
		err := CheckText(post(tt.change), checkText)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: CheckText says %v, want %q", tt.behaviour, err, tt.want)
		}
	}
}

func TestAClaimKeepsItsNameWhen(t *testing.T) {
	id := func(change func(*Claim)) ClaimID { return Default().ClaimID(post(change), "hash") }
	first := id(func(*Claim) {})
	second := func(c *Claim) {
		c.Args["person"] = append(c.Args["person"], Value{Entity: c.Args["person"][0].Entity, Mention: mention("финансов")})
	}
	nowhere := func(name string) func(*Claim) {
		return func(c *Claim) { c.Args["person"] = []Value{{Entity: &Entity{Type: "Person", Name: name}}} }
	}
	same := map[string]func(*Claim){
		"its rule, pack and confidence change": func(c *Claim) { c.Evidence[0].Rule, c.Evidence[0].Pack, c.Confidence = "x", "y", 0.5 },
		"its entities are resolved otherwise":  func(c *Claim) { c.Args["person"][0].Entity.ID, c.Args["person"][0].Entity.Name = "person/x", "Икс" },
		"its modality changes":                 func(c *Claim) { c.Modality = Denied },
		"an argument is found by coreference":  func(c *Claim) { c.Args["person"][0].Via = ViaCoreference },
		"a later mention is added":             second,
		"an argument outside its key changes":  func(c *Claim) { c.Args["status"] = []Value{{Text: "new"}} },
	}
	for what, change := range same {
		if got := id(change); got != first {
			t.Errorf("when %s: it is %s, want %s", what, got, first)
		}
	}
	other := map[string]func(*Claim){
		"its type":                    func(c *Claim) { c.Type = "appointment" },
		"the place of an argument":    func(c *Claim) { c.Args["person"][0].Mention = mention("Нурланова") },
		"an argument that it lacked":  func(c *Claim) { delete(c.Args, "organization") },
		"a value that stands nowhere": nowhere("А"),
		"that value's name":           nowhere("Б"),
		"the article":                 func(c *Claim) { c.Source = "other" },
		"what fills which argument":   func(c *Claim) { c.Args["person"], c.Args["role"] = c.Args["role"], c.Args["person"] },
	}
	seen := map[ClaimID]string{first: "the claim itself"}
	for what, change := range other {
		got := id(change)
		if seen[got] != "" {
			t.Errorf("with another %s it is %s, as with another %s", what, got, seen[got])
		}
		seen[got] = what
	}
	if a, b := first, Default().ClaimID(post(func(*Claim) {}), "another hash"); a == b {
		t.Errorf("with another text it is still %s", a)
	}
	if !strings.HasPrefix(string(first), "article/") || len(first) != len("article/")+16 {
		t.Errorf("it is %s, want article/ and 16 characters", first)
	}
}

func TestAnArgumentRepeatsAnother(t *testing.T) {
	c := &Claim{Type: "agreement", Args: map[ArgName][]Value{Self: {{Entity: &Entity{Type: "Agreement", Name: "Договор об иксе"}}}}}
	Default().Complete(c)
	if got := c.Args["name"]; len(got) != 1 || got[0].Lexical() != "Договор об иксе" {
		t.Errorf("the name is %v, want that of self", got)
	}
}

func TestModalityDecidesBeforeStatus(t *testing.T) {
	tests := []struct {
		typ      ClaimType
		modality Modality
		status   string
		want     Writes
	}{
		{"meeting", Asserted, "", WritesQuads},
		{"meeting", Asserted, "occurred", WritesQuads},
		{"meeting", Asserted, "planned", WritesPlanned},
		{"meeting", Asserted, "cancelled", WritesNothing},
		{"meeting", Possible, "planned", WritesNothing},
		{"meeting", Denied, "", WritesNothing},
		{"agreement", Asserted, "in_force", WritesQuads},
		{"agreement", Asserted, "in_negotiation", WritesNothing},
		{"role", Asserted, "former", WritesQuads},
	}
	for _, tt := range tests {
		c := &Claim{Type: tt.typ, Modality: tt.modality, Args: map[ArgName][]Value{}}
		if tt.status != "" {
			c.Args[Status] = []Value{{Text: tt.status}}
		}
		if got := Default().Writes(c); got != tt.want {
			t.Errorf("a %s %s that is %q writes %s, want %s", tt.modality, tt.typ, tt.status, got, tt.want)
		}
	}
}

func TestAnArticleIsKnownByItsURLThenItsIDThenItsText(t *testing.T) {
	byURL, byID, byText := NewSourceID("https://example.org/1", "7", "h"), NewSourceID("", "7", "h"), NewSourceID("", "", "h")
	if byURL == byID || byID == byText || len(byURL) != 16 || strings.Trim(string(byURL+byID+byText), "abcdefghijklmnopqrstuvwxyz234567") != "" {
		t.Errorf("the names are %s, %s, %s, want three of 16 characters of base32", byURL, byID, byText)
	}
	if byURL != NewSourceID("https://example.org/1", "", "other") {
		t.Errorf("a changed text changes the name of an article with a URL")
	}
}

func TestNamesFold(t *testing.T) {
	for name, want := range map[string]string{
		"Вице-Министр":             "вице министр",
		"«Совет   сотрудничества»": "совет сотрудничества",
		"и.о. министра":            "и о министра",
		"и. о. министра":           "и о министра",
		"учёт":                     "учет",
		"O’Brien":                  "obrien",
		" — ":                      "",
	} {
		if got := FoldName(name); got != want {
			t.Errorf("FoldName(%q) = %q, want %q", name, got, want)
		}
	}
}
