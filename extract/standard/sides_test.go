package standard_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

// read returns the claims of a text of 12 May 2031.
func read(t *testing.T, language, text string) []schema.Claim {
	t.Helper()
	p := pipeline(t)
	a := article(language, text)
	x, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	return x.Claims
}

func namesOf(values []schema.Value) (names []string) {
	for _, v := range values {
		if v.Entity != nil {
			names = append(names, v.Entity.Name)
		}
	}
	slices.Sort(names)
	return names
}

func TestTalksWithOneSideNamedAreWithTheCountryToldFrom(t *testing.T) {
	for _, x := range []struct {
		name, language, text string
		want                 []string
	}{
		{"whose parliament it is", "ru", "Мажилис одобрил бюджет. Сенаторам рассказали, как идут переговоры с Норвегией. Второй раунд переговоров, уточнил министр Пётр Сомов, пройдёт в июне.", []string{"Казахстан", "Норвегия"}},
		{"whose capital it is", "ru", "Мажилис одобрил бюджет. Сенаторам рассказали, как идут переговоры с Осло. Второй раунд переговоров пройдёт в июне.", []string{"Казахстан", "Норвегия"}},
		{"in Kazakh", "kk", "Мәжіліс бюджетті бекітті. Норвегиямен балық жөніндегі келіссөздердің екінші раунды маусымда өтеді.", []string{"Норвегия", "Қазақстан"}},
		{"a company has dealings with anybody", "ru", "Мажилис одобрил бюджет. Рассказали, как идут переговоры с компанией «Мандрагора». Второй раунд переговоров пройдёт в июне.", nil},
		{"told from nowhere", "ru", "Рассказали, как идут переговоры с Норвегией. Второй раунд переговоров пройдёт в июне.", nil},
	} {
		t.Run(x.name, func(t *testing.T) {
			var got []string
			for _, c := range read(t, x.language, x.text) {
				if c.Type == "negotiation_round" {
					got = namesOf(c.Args["participant"])
				}
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("%s\nthe round is between %q, want %q", x.text, got, x.want)
			}
		})
	}
}

func TestAgreementByItsSide(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"the one told of", "Одобрен договор между правительствами Исландии и Норвегии о ловле трески. Документ готов. Договор с Осло поможет рыбакам.", "Договор о ловле трески"},
		{"which of two", "Одобрен договор между Исландией и Норвегией о ловле трески и договор между Исландией и Норвегией о дорогах. Договор с Осло поможет рыбакам.", "Договор"},
		{"another side", "Одобрен договор между правительствами Исландии и Норвегии о ловле трески. Договор с Хельсинки поможет рыбакам.", "Договор"},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := pipeline(t)
			a := &extract.Article{Text: x.text, Body: schema.Span{End: len(x.text)}, Source: schema.Source{Language: "ru"}}
			var got string
			for _, m := range p.Analyze(a)[0].Mentions {
				if m.Type == "Agreement" {
					got = m.Name
				}
			}
			if schema.FoldName(got) != schema.FoldName(x.want) {
				t.Errorf("%s\nthe last is %q, want %q", x.text, got, x.want)
			}
		})
	}
}

func TestGovernmentsActForTheirStates(t *testing.T) {
	claims := read(t, "ru", "Соглашение между правительствами Казахстана и Исландии о ловле трески подписано 5 мая 2031 года.")
	for _, c := range claims {
		if c.Type == "agreement" {
			if got, want := namesOf(c.Args["party"]), []string{"Исландия", "Казахстан"}; !slices.Equal(got, want) {
				t.Errorf("parties %q, want %q", got, want)
			}
			return
		}
	}
	t.Errorf("no agreement among %d claims", len(claims))
}

func TestBodiesByOtherWords(t *testing.T) {
	for _, x := range []struct {
		name, text string
		want       []string // the bodies, each with what else it is called
	}{
		{"the ministry of a portfolio", "Минобороны Исландии молчит. «Всё готово», — сказали в оборонном ведомстве.", []string{"Минобороны Исландии", "Минобороны Исландии"}},
		{"of another one", "Минфин Исландии молчит. «Всё готово», — сказали в оборонном ведомстве.", []string{"Минфин Исландии", "оборонное ведомство"}},
		{"the one country named", "Послы Исландии приехали. Об этом сообщили в минфине республики.", []string{"минфин республики/минфин Исландии"}},
		{"which of two", "Послы Исландии и Норвегии приехали. Об этом сообщили в минфине республики.", []string{"минфин республики"}},
		{"a body inside another", "Об этом сообщила пресс-служба министерства энергетики Исландии.", []string{"пресс-служба министерства энергетики Исландии", "министерство энергетики Исландии"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := pipeline(t)
			a := &extract.Article{Text: x.text, Body: schema.Span{End: len(x.text)}, Source: schema.Source{Language: "ru"}}
			var got []string
			for _, m := range p.Analyze(a)[0].Mentions {
				if m.Type == "Organization" {
					got = append(got, strings.Join(append([]string{m.Name}, m.Aliases...), "/"))
				}
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("%s\nbodies %q\nwant   %q", x.text, got, x.want)
			}
		})
	}
}

func TestHeadsOfStateToldByTheirPostAlone(t *testing.T) {
	for _, x := range []struct {
		name, language, text string
		want                 bool
	}{
		{"who makes the official visit", "kk", "Асан Үсеновтың Исландияға ресми сапары барысында екі ел шартқа қол қойды. Жол жабылды. Қазақстан Президенті балықшылармен кездесті.", true},
		{"by the host's counterpart too", "kk", "Асан Үсеновтың Исландияға ресми сапары басталды. Исландия Президенті Йон Бергсон қазақстандық әріптесін қарсы алды.", true},
		{"not who is on a trip of his own", "kk", "Асан Үсеновтың Исландияға сапары барысында қар жауды. Жол жабылды. Қазақстан Президенті балықшылармен кездесті.", false},
		{"nor a minister", "kk", "Министр Асан Үсеновтың Исландияға ресми сапары барысында қар жауды. Жол жабылды. Қазақстан Президенті балықшылармен кездесті.", false},
		{"nor whose post another has", "kk", "Асан Үсеновтың Исландияға ресми сапары барысында қар жауды. Жол жабылды. Ол Қазақстан Президенті Серік Ахметовты көрді. Қазақстан Президенті балықшылармен кездесті.", false},
		{"nor the guest of that country", "kk", "Асан Үсеновтың Исландияға ресми сапары барысында қар жауды. Жол жабылды. Исландия Президенті балықшылармен кездесті.", false},
		{"in Russian", "ru", "В ходе официального визита Петра Сомова в Исландию подписан договор. Дорога закрыта. Президент Норвегии встретился с рыбаками.", true},
	} {
		t.Run(x.name, func(t *testing.T) {
			met := false
			for _, c := range read(t, x.language, x.text) {
				met = met || c.Type == "meeting" && slices.ContainsFunc(namesOf(c.Args["participant"]), func(n string) bool {
					return n == "Асан Үсенов" || n == "Пётр Сомов" || n == "Петр Сомов"
				})
			}
			if met != x.want {
				t.Errorf("%s\nthe visitor met somebody: %v, want %v", x.text, met, x.want)
			}
		})
	}
}
