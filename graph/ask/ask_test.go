package ask

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"

	"claimgraph/schema"
)

func TestQuestionsLoad(t *testing.T) {
	questions, err := Questions()
	if err != nil {
		t.Fatal(err)
	}
	if len(questions) < 8 {
		t.Errorf("got %d questions, want at least 8", len(questions))
	}
}

func TestWordsFileHasNoUnknownKey(t *testing.T) {
	d := yaml.NewDecoder(bytes.NewReader(wordsFile))
	d.KnownFields(true)
	if err := d.Decode(new(vocabulary)); err != nil {
		t.Error(err)
	}
	for _, lang := range Languages {
		if s := words.Languages[lang]; len(s.Months) != 12 || s.And == "" || len(s.Dates) != 4 {
			t.Errorf("words.yaml: language %s lacks months, dates or and: %+v", lang, s)
		}
	}
}

func TestLoadRefusesAFaultyQuestion(t *testing.T) {
	const good = "name: q\ntext: {en: a, ru: a, kk: a}\ngizmo: g.V()\nanswer: {en: x, ru: x, kk: x}\n"
	tests := []struct{ name, text, want string }{
		{"an unknown key", good + "gismo: x\n", "line 5: field gismo not found"},
		{"a language without words", strings.Replace(good, "kk: a", "kk: ''", 1), `in "kk"`},
		{"a placeholder that is no parameter", strings.Replace(good, "en: a", `en: "{who}"`, 1), `no parameter "who"`},
		{"a kind of parameter that is not known", good + "parameters: [{name: a, kind: planet}]\n", `no kind "planet"`},
		{"a required parameter after an optional one", good + "parameters: [{name: a, kind: year, optional: true}, {name: b, kind: year}]\n", "after an optional one"},
		{"a faulty template", strings.Replace(good, "en: x", "en: '{{list'", 1), "answer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"q.yaml": {Data: []byte(test.text)}})
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "q.yaml: ") {
				t.Errorf("Load(%q)\n got %v\nwant an error of q.yaml with %q", test.text, err, test.want)
			}
		})
	}
}

func TestReadTakesAParameterApart(t *testing.T) {
	round, session, meeting := schema.ClaimType("negotiation_round"), schema.ClaimType("session"), schema.ClaimType("meeting")
	tests := []struct {
		text string
		want wanted
	}{
		{"первый раунд", wanted{1, []schema.ClaimType{round}, []string{"раунд"}, nil, nil}},
		{"третьего раунда переговоров", wanted{3, []schema.ClaimType{round}, []string{"раунда", "переговоров"}, nil, nil}},
		{"22-е заседание Совета сотрудничества", wanted{22, []schema.ClaimType{session}, []string{"заседание"}, []string{"совета", "сотрудничества"}, nil}},
		{"the 3rd round of talks in Bishkek", wanted{3, []schema.ClaimType{round}, []string{"round", "talks"}, []string{"bishkek"}, nil}},
		{"жиырма екінші отырыс", wanted{22, []schema.ClaimType{session}, []string{"отырыс"}, nil, nil}},
		{"9-шы отырыс", wanted{9, []schema.ClaimType{session}, []string{"отырыс"}, nil, nil}},
		{"first meeting", wanted{1, []schema.ClaimType{meeting, session}, []string{"meeting"}, nil, nil}},
		{"раунд в Алматы 2025", wanted{0, []schema.ClaimType{round}, []string{"раунд"}, []string{"алматы", "2025"}, nil}},
		{"", wanted{}},
	}
	for _, test := range tests {
		if got := read(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("read(%q)\n got %+v\nwant %+v", test.text, got, test.want)
		}
	}
}

func TestAlike(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"кошербаев", "кошербаева", true},
		{"брюсселе", "брюссель", true},
		{"казахстан", "казахстаном", true},
		{"ынтымақтастық", "ынтымақтастығының", true},
		{"совет", "совещание", false},
		{"ес", "еск", false},
		{"лухнер", "лух", false},
	}
	for _, test := range tests {
		if got := alike(test.a, test.b); got != test.want {
			t.Errorf("alike(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	day := schema.On(schema.Date{Year: 2025, Month: 9, Day: 17})
	tests := []struct {
		lang string
		time schema.Interval
		want string
	}{
		{"en", day, "17 September 2025"},
		{"ru", day, "17 сентября 2025 года"},
		{"kk", day, "2025 жылғы 17 қыркүйек"},
		{"ru", schema.On(schema.Date{Year: 2026, Month: 3}), "март 2026 года"},
		{"en", schema.On(schema.Date{Year: 2015}), "2015"},
		{"en", schema.Interval{Start: schema.Date{Year: 2025, Month: 1}, End: schema.Date{Year: 2025, Month: 3}}, "January 2025 to March 2025"},
	}
	for _, test := range tests {
		if got := words.Languages[test.lang].time(test.time); got != test.want {
			t.Errorf("%s %v: got %q, want %q", test.lang, test.time, got, test.want)
		}
	}
}

func FuzzParameter(f *testing.F) {
	f.Add("22-е заседание Совета сотрудничества", "Совет сотрудничества РК-ЕС")
	f.Add("-.-", "")
	f.Fuzz(func(t *testing.T, text, name string) {
		w := read(text)
		if w.ordinal < 0 || w.ordinal >= 1000 {
			t.Errorf("read(%q): ordinal %d", text, w.ordinal)
		}
		if !mentions([]string{name}, nameWords(name)) {
			t.Errorf("%q does not hold its own words", name)
		}
	})
}
