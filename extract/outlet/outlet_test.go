package outlet_test

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"claimgraph/extract"
	"claimgraph/extract/lang/en"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/lang/ru"
	"claimgraph/extract/layout"
	"claimgraph/extract/outlet"
	"claimgraph/schema"
)

func analyzers() map[string]extract.Analyzer {
	return map[string]extract.Analyzer{"en": en.New(), "kk": kk.New(), "ru": ru.New()}
}

func found(t testing.TB, lang, text string) []string {
	t.Helper()
	p := &extract.Pipeline{
		Lay: layout.Lay, Language: func(string) string { return lang },
		Reference:   func(*extract.Doc) (schema.Date, bool) { return schema.Date{}, false },
		Analyzers:   analyzers(),
		Recognizers: []extract.Recognizer{outlet.Recognizer()},
	}
	d := p.Analyze(&extract.Article{Text: text, Body: schema.Span{End: len(text)}, Source: schema.Source{Language: lang}})[0]
	var names []string
	for _, m := range d.Mentions {
		names = append(names, m.Name)
	}
	return names
}

func TestOutletsThatNoListHas(t *testing.T) {
	tests := []struct {
		name, lang, text string
		want             []string
	}{
		{"web addresses that report and are referred to", "ru", "Мост открыли, сообщает Reka.info со ссылкой на Most.kz.", []string{"Reka.info", "Most.kz"}},
		{"a name in quotation marks that reports", "ru", "Мост открыли, передает «Речной вестник» со ссылкой на агентство «Волна».", []string{"Речной вестник", "Волна"}},
		{"a common noun between", "ru", "Об этом пишет газета «Степь сегодня».", []string{"Степь сегодня"}},
		{"a name that does not report", "ru", "Завод «Волна» построил мост.", nil},
		{"somebody's words are no name", "ru", "«Мост готов и будет открыт уже завтра утром», — сообщил директор.", nil},
		{"an address where to book", "ru", "Билеты есть на Bilet.kz и в кассах.", nil},
		{"a name that ends in Times", "en", "The bridge is open, Steppe Times reported, citing Reka.info.", []string{"Steppe Times", "Reka.info"}},
		{"a name that ends in Times but does not report", "en", "He delivered the Steppe Times for years.", nil},
		{"what has seen a letter, and again where it does nothing", "en", "A letter seen by the Cordel Mail was shown on Monday. Readers of the Cordel Mail wept.", []string{"Cordel Mail", "Cordel Mail"}},
		{"what has seen a letter and ends in no such word", "en", "A letter seen by the Cordel Choir was shown on Monday.", nil},
		{"Kazakh, an address to which somebody speaks", "kk", "Бапкер бұл туралы Reka.info сайтына айтты.", []string{"Reka.info"}},
		{"Kazakh, an address where to book", "kk", "Билеттер Bilet.kz сайтында сатылады.", nil},
		{"Kazakh, whom it refers to behind it", "kk", "«Дала жаршысы» министрліктегі дереккөзге сүйеніп, көпір ашылды деп жазды.", []string{"Дала жаршысы"}},
		{"Kazakh, a body's data are referred to", "kk", "«Жасыл ел» қозғалысының мәліметіне сүйеніп, көпір ашылды деп жазды.", nil},
		{"Kazakh, before the verb", "kk", "Көпір ашылды, деп хабарлайды Reka.info.", []string{"Reka.info"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := found(t, test.lang, test.text); !slices.Equal(got, test.want) {
				t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
			}
		})
	}
}

func TestEveryLanguageHasItsWordLists(t *testing.T) {
	var lists map[string]map[string]any
	if err := yaml.Unmarshal(outlet.Content(), &lists); err != nil {
		t.Fatal(err)
	}
	for lang := range analyzers() {
		for _, list := range []string{"report", "reference", "kind"} {
			if words, ok := lists[lang][list].([]any); !ok || len(words) == 0 {
				t.Errorf("%s: the list %s is missing", lang, list)
			}
		}
	}
}

func ExampleRecognizer() {
	p := &extract.Pipeline{
		Lay: layout.Lay, Language: layout.Language,
		Reference:   func(*extract.Doc) (schema.Date, bool) { return schema.Date{}, false },
		Analyzers:   analyzers(),
		Recognizers: []extract.Recognizer{outlet.Recognizer()},
	}
	text := "Мост через реку открыли, передает «Речной вестник»."
	d := p.Analyze(&extract.Article{Text: text, Body: schema.Span{End: len(text)}})[0]
	for _, m := range d.Mentions {
		fmt.Println(m.Type, m.Kind, m.Name)
	}
	// Output: Organization outlet Речной вестник
}

func FuzzRecognize(f *testing.F) {
	f.Add("Мост открыли, передает «Речной вестник» со ссылкой на Most.kz.")
	f.Add("««»» сообщает «")
	p := &extract.Pipeline{
		Lay: layout.Lay, Language: layout.Language,
		Reference:   func(*extract.Doc) (schema.Date, bool) { return schema.Date{}, false },
		Analyzers:   analyzers(),
		Recognizers: []extract.Recognizer{outlet.Recognizer()},
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := p.Analyze(&extract.Article{Text: text, Body: schema.Span{End: len(text)}})[0]
		for _, m := range d.Mentions {
			if m.First >= m.End || d.Text(m.Span) != m.Name {
				t.Errorf("%q: mention %+v is not its text", text, m)
			}
		}
	})
}
