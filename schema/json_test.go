package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// full returns an extraction that uses all that the form has.
func full() *Extraction {
	name := &Entity{ID: "person/a", Type: "Person", Name: "Асель <Нурланова> & \"К°\"", Language: "ru", Aliases: []string{"Asel", "А. Н."}, Known: "person/a"}
	c := post(func(c *Claim) {
		c.ID = "article/abc"
		c.Args["person"][0].Entity = name
		c.Args["person"][0].Via = ViaCoreference
		c.Args["person"][0].Called = "Асель Н."
		c.Args["status"] = []Value{{Text: "former"}}
		c.Evidence[0].Rule, c.Evidence[0].Pack = "ru/role#post", "0123456789abcdef"
		c.Speaker = &Value{Entity: name, Mention: mention("Асель Нурланова")}
		c.Outlet = &Entity{ID: "organization/b", Type: "Organization", Name: "Газета"}
		c.Cites = []*Entity{name}
		c.Confidence = 0.93
	})
	number := Claim{ID: "article/def", Source: "article", Type: "quantity", Modality: Possible, Args: map[ArgName][]Value{
		"value":   {{Number: "-0.5"}},
		"measure": {{Text: "слова\n"}},
		"time":    {{Time: Interval{Date{Year: 2025, Month: 1}, Date{Year: 2025, Month: 3}}, Inferred: true}},
	}, Evidence: []Evidence{{Span: Span{0, len("Асель")}, Quote: "Асель"}}}
	return &Extraction{
		Source: Source{ID: "article", GivenID: "7", URL: "https://example.org/?a&b", Title: "Т", Publisher: "Газета", Author: "А. Лугова, Б. Речной", Language: "ru", Published: Date{2025, 12, 1}, Modified: Date{2025, 12, 2}, Inferred: Date{Year: 2025}, TextHash: "h"},
		Claims: []Claim{*c, number},
	}
}

func TestClaimsAreReadAsTheyWereWritten(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSONL(&b, full(), "news/a.txt"); err != nil {
		t.Fatal(err)
	}
	got, err := ReadJSONL(strings.NewReader("\n"+b.String()+"  \n"), "c.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if want := []Extraction{*full()}; !reflect.DeepEqual(got, want) {
		t.Errorf("read\n%+v\nwant\n%+v\nfrom\n%s", got, want, b.String())
	}
	if c := got[0].Claims[0]; c.Args["person"][0].Entity != c.Speaker.Entity {
		t.Errorf("one ID became two entities, %p and %p", c.Args["person"][0].Entity, c.Speaker.Entity)
	}
}

func TestALineHasTheCommonForm(t *testing.T) {
	x := full()
	line, err := MarshalClaim(&x.Source, &x.Claims[0], "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]any{
		"id": "article/abc", "type": "role", "modality": "asserted", "confidence": 0.93, "extractor": "ru/role#post",
		"article.path": "a.txt", "article.lang": "ru", "article.published": "2025-12-01", "article.publisher": "Газета",
		"args.person.0.text": "Асель Нурланова", "args.person.0.name": "Асель Н.", "args.person.0.canonical": "Асель <Нурланова> & \"К°\"", "args.person.0.aliases.0": "Асель <Нурланова> & \"К°\"", "args.person.0.type": "Person", "args.person.0.start": 0.0, "args.person.0.end": 29.0, "args.person.0.via": "coreference",
		"args.organization.0.name": "Икс", "args.status.0.value": "former", "evidence.0.start": 0.0, "evidence.0.quote": checkText,
	} {
		if v := walk(got, path); v != want {
			t.Errorf("%s is %v, want %v in\n%s", path, v, want, line)
		}
	}
	if without, err := MarshalClaim(&x.Source, &x.Claims[0], ""); err != nil || bytes.Contains(without, []byte(`"path"`)) {
		t.Errorf("without a path the line is %s, %v", without, err)
	}
	if bytes.Contains(line, []byte(`\u003c`)) {
		t.Errorf("< is escaped in %s", line)
	}
}

func walk(v any, path string) any {
	for _, p := range strings.Split(path, ".") {
		switch w := v.(type) {
		case map[string]any:
			v = w[p]
		case []any:
			v = w[0]
		}
	}
	return v
}

func TestABadLineIsNamed(t *testing.T) {
	x := full()
	good, err := MarshalClaim(&x.Source, &x.Claims[0], "")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ behaviour, line, want string }{
		{"half a line", string(good[:40]), "c.jsonl:7: no claim in JSON"},
		{"two claims on one line", string(good) + string(good), "c.jsonl:7: no claim in JSON: something follows"},
		{"an unknown key", strings.Replace(string(good), `"modality"`, `"mood"`, 1), `c.jsonl:7: no claim in JSON: json: unknown field "mood"`},
		{"a text for a number", strings.Replace(string(good), `"start":0`, `"start":"0"`, 1), "c.jsonl:7:"},
		{"a date that does not exist", strings.Replace(string(good), `"2025-12-01"`, `"2025-13-01"`, 1), "c.jsonl:7: article: date"},
		{"a start without an end", strings.Replace(string(good), `"start":0,`, ``, 1), "c.jsonl:7: argument person: it has one of start and end"},
		{"an article described otherwise", strings.Replace(string(good), `"title":"Т"`, `"title":"Д"`, 1), "c.jsonl:7: article article is described otherwise"},
		{"an array", "[]", "c.jsonl:7: no claim in JSON"},
	}
	for _, tt := range tests {
		_, err := ReadJSONL(strings.NewReader(strings.Repeat(string(good)+"\n", 6)+tt.line+"\n"), "c.jsonl")
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: ReadJSONL says %v, want %s", tt.behaviour, err, tt.want)
		}
	}
}

func FuzzAClaimThatIsReadIsWrittenTheSame(f *testing.F) {
	x := full()
	for i := range x.Claims {
		line, err := MarshalClaim(&x.Source, &x.Claims[i], "")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		src, c, err := UnmarshalClaim(line)
		if err != nil {
			return
		}
		first, err := MarshalClaim(&src, &c, "")
		if err != nil {
			return
		}
		src, c, err = UnmarshalClaim(first)
		if err != nil {
			if !bytes.Contains(line, []byte(`"type"`)) {
				return
			}
			t.Fatalf("%s was read, written %s, and is not read again: %v", line, first, err)
		}
		if second, err := MarshalClaim(&src, &c, ""); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s was read and written\n%s, then\n%s, %v", line, first, second, err)
		}
	})
}

func ExampleWriteJSONL() {
	c := Claim{ID: "a/b", Type: "statement", Modality: Asserted, Args: map[ArgName][]Value{
		"speaker": {{Entity: &Entity{Type: "Person", Name: "Йонас Берг"}, Mention: Mention{Span{0, 19}, "Йонас Берг"}}},
		"quote":   {{Text: "готовы", Mention: Mention{Span{24, 36}, "готовы"}}},
	}, Evidence: []Evidence{{Span: Span{0, 36}, Quote: "Йонас Берг: готовы"}}}
	var b strings.Builder
	if err := WriteJSONL(&b, &Extraction{Source: Source{ID: "a", Language: "ru"}, Claims: []Claim{c}}, ""); err != nil {
		fmt.Println(err)
	}
	fmt.Print(b.String())
	// Output:
	// {"id":"a/b","type":"statement","article":{"id":"a","lang":"ru"},"args":{"quote":[{"text":"готовы","value":"готовы","type":"Text","start":24,"end":36}],"speaker":[{"text":"Йонас Берг","name":"Йонас Берг","type":"Person","start":0,"end":19}]},"evidence":[{"quote":"Йонас Берг: готовы","start":0,"end":36}],"modality":"asserted"}
}
