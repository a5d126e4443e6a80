package gazetteer

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

var standard = func() *Gazetteer {
	g, err := Load(nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return g
}()

// lay returns the text as a document of one block without analyses.
func lay(lang, text string) *extract.Doc {
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
	d := layout.Lay(a, "", func(w string) bool { return len([]rune(w)) == 1 || w == "st" || w == "св" })
	d.Language = lang
	return d
}

// describe returns the mentions as "text=key" with the kind adjective after it.
func describe(d *extract.Doc, ms []extract.Mention) string {
	var out []string
	for _, m := range ms {
		s := d.Text(m.Span) + "=" + m.Known
		if m.Kind == "adjective" {
			s += " (adjective)"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestRecognize(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"russian cases without analyses", "ru", "Делегации Казахстана и Узбекистана встретились с Европейским союзом в Брюсселе.",
			"Казахстана=country/kazakhstan; Узбекистана=country/uzbekistan; Европейским союзом=organization/european-union; Брюсселе=city/brussels"},
		{"longest name wins", "ru", "Посол Республики Казахстан посетил Алматинскую область.",
			"Республики Казахстан=country/kazakhstan; Алматинскую область=region/almaty-region"},
		{"council, commission and parliament are told apart", "ru", "Совет ЕС, Европейский совет, Совет Европы и Еврокомиссия",
			"Совет ЕС=organization/council-of-the-european-union; Европейский совет=organization/european-council; Совет Европы=organization/council-of-europe; Еврокомиссия=organization/european-commission"},
		{"abbreviations need their capitals", "ru", "В РК и ЕС это есть, а рк и ес нет.",
			"РК=country/kazakhstan; ЕС=organization/european-union"},
		{"adjectives have their kind", "ru", "Беседу вёл казахстанский министр с российскими коллегами.",
			"казахстанский=country/kazakhstan (adjective); российскими=country/russia (adjective)"},
		{"compound of adjectives", "ru", "Прошли казахстанско-китайские и ирано-американские переговоры.",
			"казахстанско=country/kazakhstan (adjective); китайские=country/china (adjective); ирано=country/iran (adjective); американские=country/united-states (adjective)"},
		{"compound of abbreviations", "ru", "Диалог РК-ЕС идёт.", "РК=country/kazakhstan; ЕС=organization/european-union"},
		{"a compound with another word is no name", "ru", "Прошёл Астана-форум.", ""},
		{"lower-case names match in any case", "ru", "Депутаты мажилиса и Мажилиса голосовали.",
			"мажилиса=organization/mazhilis; Мажилиса=organization/mazhilis"},
		{"a proper name needs a capital", "ru", "Он поехал в рим и на кубу.", ""},
		{"a word that opens a sentence is no name where it may be one", "ru", "Того же ждут в Ломе. Чад просит помощи у Чада.", "Ломе=city/lome; Чада=country/chad"},
		{"fleeting vowels", "ru", "Президент Египта прибыл в Череповец.", "Египта=country/egypt"},
		{"latin names in russian", "ru", "Об этом сообщает Kapital.kz со ссылкой на Reuters и Time.",
			"Kapital.kz=organization/kapital-kz; Reuters=organization/reuters; Time=organization/time-magazine"},
		{"quotation marks stay outside", "ru", "Об этом пишут «Ведомости» и агентство «Кабар».",
			"Ведомости=organization/vedomosti; агентство «Кабар»=organization/kabar"},
		{"ё and е are one", "ru", "Большая семерка встретилась в Кишиневе.", "Большая семерка=organization/g7; Кишиневе=city/chisinau"},
		{"plural names", "ru", "Переговоры в Нидерландах, Афинах, Соединённых Штатах и Объединенных Арабских Эмиратах",
			"Нидерландах=country/netherlands; Афинах=city/athens; Соединённых Штатах=country/united-states; Объединенных Арабских Эмиратах=country/united-arab-emirates"},
		{"kazakh suffixes", "kk", "Қазақстанның делегациясы Брюссельде Еуропалық одақпен кездесті, кейін Астанадан Парижге ұшты.",
			"Қазақстанның=country/kazakhstan; Брюссельде=city/brussels; Еуропалық одақпен=organization/european-union; Астанадан=city/astana; Парижге=city/paris"},
		{"kazakh suffix after a hyphen", "kk", "ЕО-ның елшісі АҚШ-қа барды, ШЫҰ-ға мүше.",
			"ЕО-ның=organization/european-union; АҚШ-қа=country/united-states; ШЫҰ-ға=organization/sco"},
		{"kazakh compound", "kk", "Қазақстан-Еуроодақ ынтымақтастық кеңесі", "Қазақстан=country/kazakhstan; Еуроодақ=organization/european-union"},
		{"kazakh compound whose last part goes on", "kk", "Қазақстан-Еуропалық одақ кеңесі", "Қазақстан=country/kazakhstan; Еуропалық одақ=organization/european-union"},
		{"kazakh possessive and case", "kk", "Біріккен Ұлттар Ұйымының штаб-пәтері; Парламент Мәжілісінің депутаты",
			"Біріккен Ұлттар Ұйымының=organization/united-nations; Парламент Мәжілісінің=organization/mazhilis"},
		{"kazakh adjective", "kk", "қазақстандық кәсіпкерлер", "қазақстандық=country/kazakhstan (adjective)"},
		{"english", "en", "Kazakhstan's envoy met the European Commission in Brussels, the US said.",
			"Kazakhstan=country/kazakhstan; European Commission=organization/european-commission; Brussels=city/brussels; US=country/united-states"},
		{"english adjective", "en", "The Kazakh minister flew to New York.", "Kazakh=country/kazakhstan (adjective); New York=city/new-york"},
		{"dotted abbreviation", "en", "The U.S. envoy and the U.K. agreed.", "U.S.=country/united-states; U.K.=country/united-kingdom"},
		{"pronouns are no countries", "en", "They told us who did it.", ""},
		{"pronouns in a headline in capitals", "en", "WHO CAN HELP US NOW", ""},
		{"russian words are not sought in english", "en", "Казахстан", ""},
		{"marks inside a name", "en", "OPEC+ and S&P Global met RFE/RL.", "OPEC+=organization/opec-plus; S&P Global=organization/sp-global; RFE/RL=organization/rferl"},
		{"names do not cross sentences", "en", "He loves New. York is nice.", ""},
	}
	r := standard.Recognizer()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := lay(tt.lang, tt.text)
			if got := describe(d, r.Recognize(d)); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestRecognizeReadsLemmas(t *testing.T) {
	d := lay("ru", "Встреча в Египте с Каирцем")
	for i := range d.Tokens {
		if d.Tokens[i].Text == "Каирцем" {
			d.Tokens[i].Analyses = []extract.Analysis{{Lemma: "каир", POS: extract.PROPN}}
		}
	}
	want := "Египте=country/egypt; Каирцем=city/cairo"
	if got := describe(d, standard.Recognizer().Recognize(d)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPersonalNamesAreNoPlaces(t *testing.T) {
	d := lay("en", "We met Sydney Novak and Anna London in Sydney.")
	for i := range d.Tokens {
		switch d.Tokens[i].Text {
		case "Sydney", "Anna":
			d.Tokens[i].Analyses = []extract.Analysis{{Lemma: d.Tokens[i].Lower, POS: extract.PROPN, Name: extract.Given}}
		case "Novak":
			d.Tokens[i].Analyses = []extract.Analysis{{Lemma: "novak", POS: extract.PROPN, Name: extract.Surname}}
		}
	}
	ms := standard.Recognizer().Recognize(d)
	if got := describe(d, ms); got != "Sydney=city/sydney" || d.Tokens[ms[0].First-1].Text != "in" {
		t.Errorf("got %s, want the last Sydney alone", got)
	}
}

func TestMention(t *testing.T) {
	tests := []struct {
		name, lang, text       string
		canonical, lang2, head string
		kind                   string
		typ                    schema.EntityType
		aliases                []string
	}{
		{"country by its short name", "ru", "в Республике Казахстан", "Казахстан", "ru", "Республике", "", "Country", []string{"Kazakhstan", "Қазақстан"}},
		{"head of a russian name is its first noun", "ru", "с Евразийским экономическим союзом", "ЕАЭС", "ru", "союзом", "international", "Organization", []string{"Eurasian Economic Union", "ЕАЭО"}},
		{"head of a kazakh name is its last word", "kk", "Еуропалық комиссияның", "Еуропалық комиссия", "kk", "комиссияның", "executive", "Organization", []string{"European Commission", "Европейская комиссия"}},
		{"head of an english name stands before of", "en", "the Organization of Turkic States", "Organization of Turkic States", "en", "Organization", "international", "Organization", []string{"ОТГ", "ТМҰ"}},
		{"outlet of no language", "kk", "Lada.kz жазды", "Lada.kz", "", "Lada.kz", "outlet", "Organization", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := lay(tt.lang, tt.text)
			ms := standard.Recognizer().Recognize(d)
			if len(ms) != 1 {
				t.Fatalf("%q: got %d mentions, want 1", tt.text, len(ms))
			}
			m := ms[0]
			if m.Name != tt.canonical || m.Language != tt.lang2 || d.Tokens[m.Head].Text != tt.head || m.Kind != tt.kind || m.Type != tt.typ || !slices.Equal(m.Aliases, tt.aliases) {
				t.Errorf("%q\n got %q %q head %q %q %s %q\nwant %q %q head %q %q %s %q", tt.text,
					m.Name, m.Language, d.Tokens[m.Head].Text, m.Kind, m.Type, m.Aliases,
					tt.canonical, tt.lang2, tt.head, tt.kind, tt.typ, tt.aliases)
			}
		})
	}
}

func TestAMentionTellsTheNameThatTheArticleHas(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"another name than the canonical one, in the nominative", "ru", "посол Белоруссии", "Белоруссия"},
		{"the canonical name needs no telling", "ru", "посол Беларуси", ""},
		{"an adjective means what the article names elsewhere", "ru", "Российский посол вернулся в РФ.", "РФ РФ"},
		{"a name of another language is none of the article's", "ru", "в журнале China", ""},
	}
	for _, tt := range tests {
		d := lay(tt.lang, tt.text)
		var got []string
		for _, m := range standard.Recognizer().Recognize(d) {
			got = append(got, m.Called)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %q: got %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestLookup(t *testing.T) {
	e, ok := standard.Lookup("country/belgium")
	if !ok || e.Capital != "city/brussels" {
		t.Fatalf("country/belgium: got %+v", e)
	}
	if c, ok := standard.Lookup(e.Capital); !ok || c.Country != e.Key {
		t.Errorf("%s: got %+v, want the country %s", e.Capital, c, e.Key)
	}
	if _, ok := standard.Lookup("country/atlantis"); ok {
		t.Error("country/atlantis was found")
	}
}

func TestEveryCountryHasThreeLanguages(t *testing.T) {
	for _, e := range standard.Entries() {
		if e.Type != "Country" && e.Type != "City" && e.Type != "Region" {
			continue
		}
		for _, lang := range []string{"en", "ru", "kk"} {
			if len(e.Names[lang]) == 0 {
				t.Errorf("%s has no name in %s", e.Key, lang)
			}
		}
	}
}

// Every name must find its own entry, or one that shares the name.
func TestEveryNameIsFound(t *testing.T) {
	r := standard.Recognizer()
	for _, e := range standard.Entries() {
		for _, lang := range []string{"en", "ru", "kk"} {
			for _, n := range slices.Concat(e.Names[lang], e.Names["any"]) {
				if strings.Contains(n, ", ") { // "Split, Croatia" may be two mentions
					continue
				}
				d := lay(lang, "x "+n)
				ms := r.Recognize(d)
				if len(ms) != 1 || n != d.Text(ms[0].Span) && n != "«"+d.Text(ms[0].Span)+"»" {
					t.Errorf("%s: %s name %q: got %s", e.Key, lang, n, describe(d, ms))
				}
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const ok = "type: City\n\ncity/tallinn\n  en: Tallinn\n"
	tests := []struct{ name, text, want string }{
		{"no type", "city/tallinn\n  en: Tallinn\n", "my.names:1: the file must say its type"},
		{"empty file", "# nothing\n", "my.names:1: the file does not say its type"},
		{"key of another type", "type: City\ncountry/estonia\n", `my.names:2: key "country/estonia" is not of the form city/`},
		{"key with capitals", "type: City\ncity/Tallinn\n", `my.names:2: key "city/Tallinn"`},
		{"unknown field", ok + "  de: Reval\n", `my.names:5: unknown field "de"`},
		{"repeated field", ok + "  en: Reval\n", "my.names:5: en is given twice"},
		{"empty name", ok + "  ru: Таллин;;Ревель\n", "my.names:5: an empty name"},
		{"name of marks alone", ok + "  ru: ^=\n", "my.names:5: an empty name"},
		{"no value", ok + "  ru:\n", `my.names:5: want "field: value"`},
		{"entry without names", "type: City\n\ncity/narva\n\ncity/tartu\n  en: Tartu\n", "my.names:3: city/narva has no names"},
		{"last entry without names", ok + "city/narva\n  kind: port\n", "my.names:5: city/narva has no names"},
		{"field of no entry", "type: City\n  en: Tallinn\n", "my.names:2:"},
		{"header below entries", ok + "kind: port\n", `my.names:5: "kind" must stand above`},
		{"unknown header", "type: City\nsort: port\n", `my.names:2: unknown or repeated field "sort"`},
		{"unknown country", ok + "  country: country/estland\n", `my.names:5: no entry has the key "country/estland"`},
		{"not utf-8", ok + "  ru: \xff\n", "my.names:5: not UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(nil, fstest.MapFS{"my.names": {Data: []byte(tt.text)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%q\n got %v\nwant %s", tt.text, err, tt.want)
			}
		})
	}
}

func TestUsersFolderAddsNames(t *testing.T) {
	mine := fstest.MapFS{"mine.names": {Data: []byte("type: City\n\ncity/astana\n  ru: Целиноград\n\ncity/zorgrad\n  ru: Зорград\n  country: country/kazakhstan\n")}}
	g, err := Load(nil, mine)
	if err != nil {
		t.Fatal(err)
	}
	d := lay("ru", "из Целинограда в Зорград")
	ms := g.Recognizer().Recognize(d)
	if got, want := describe(d, ms), "Целинограда=city/astana; Зорград=city/zorgrad"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if ms[0].Name != "Астана" {
		t.Errorf("canonical name: got %s, want the package's, Астана", ms[0].Name)
	}
	if g.Hash() == standard.Hash() {
		t.Error("the hash does not see the user's names")
	}
}

func TestLoadIsQuick(t *testing.T) {
	best := time.Hour
	for range 5 {
		start := time.Now()
		if _, err := Load(nil); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(start))
	}
	t.Logf("%d entries, %d forms, %d nodes in %v", standard.entries.Len(), standard.forms.Len()/formNumbers, standard.ends.Len()-1, best)
	if best > time.Second {
		t.Errorf("loading took %v, want some 20 ms", best)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("type: City\nkind: port\n\ncity/x\n  ru kk: =Икс; ^«Игрек»\n  adjective ru: иксовый\n  capital: city/x\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := load(nil, fstest.MapFS{"f.names": {Data: []byte(text)}})
		if err != nil {
			return
		}
		for _, e := range g.Entries() {
			for lang, names := range e.Names {
				for _, n := range names {
					d := lay(strings.Replace(lang, "any", "ru", 1), n+" и "+n)
					g.Recognizer().Recognize(d)
				}
			}
		}
	})
}

func FuzzRecognize(f *testing.F) {
	f.Add("ru", "Диалог РК-ЕС, «Ведомости» и казахстанско-китайские переговоры")
	f.Add("kk", "ЕО-ның Қазақстан-Еуропалық одақ")
	f.Fuzz(func(t *testing.T, lang, text string) {
		text = strings.ToValidUTF8(text, "")
		d := lay(lang, text)
		for _, m := range standard.Recognizer().Recognize(d) {
			if m.First >= m.End || m.Head < m.First || m.Head >= m.End || !d.TokenSpan(m.First, m.End).Contains(m.Span) || m.Span.Len() == 0 {
				t.Errorf("%q: bad mention %+v", text, m)
			}
		}
	})
}

func BenchmarkRecognize(b *testing.B) {
	text := strings.Repeat("Президент Казахстана принял в Астане делегацию Европейской комиссии, которую возглавил посол Евросоюза в Республике Казахстан. Стороны обсудили казахстанско-европейские отношения. ", 100)
	d := lay("ru", text)
	r := standard.Recognizer()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r.Recognize(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleGazetteer_Recognizer() {
	g, err := Load(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := lay("kk", "ЕО-ның елшісі Астанада болды.")
	for _, m := range g.Recognizer().Recognize(d) {
		fmt.Println(m.Type, m.Name, m.Known)
	}
	// Output:
	// Organization Еуропалық одақ organization/european-union
	// City Астана city/astana
}
