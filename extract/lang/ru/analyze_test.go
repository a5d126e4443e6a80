package ru

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/extract"
)

var caseMarks = map[extract.Case]string{
	extract.Nom: "nom", extract.Gen: "gen", extract.Dat: "dat", extract.Acc: "acc", extract.Ins: "ins", extract.Loc: "loc",
}

// brief writes a token's likeliest analysis: lemma, and the case if it has one.
func brief(t *extract.Token) string {
	an := t.Best()
	if an.Case == 0 {
		return an.Lemma
	}
	return an.Lemma + "/" + caseMarks[an.Case]
}

// running are sentences with what is expected of some of their words, as brief
// writes it.
var running = []struct{ name, text, want string }{
	{"preposition chooses the locative", "Встреча прошла в новом здании министерства.", "прошла=пройти новом=новый/loc здании=здание/loc министерства=министерство/gen"},
	{"preposition chooses the accusative of motion", "Делегация прибыла в Астану.", "Астану=астана/acc прибыла=прибыть"},
	{"genitive follows its noun", "Председатель комиссии подписал решение.", "Председатель=председатель/nom комиссии=комиссия/gen решение=решение/acc"},
	{"adjectives agree with the noun behind", "Стороны обсудили вопросы торговой и экономической политики.", "торговой=торговый/gen экономической=экономический/gen политики=политика/gen вопросы=вопрос/acc"},
	{"foreign surname takes its given name's case", "Делегацию возглавил посол Маркус Эдерер.", "Маркус=маркус/nom Эдерер=эдерер/nom"},
	{"name beside a post", "Переговоры провели под председательством министра Ермека Сагинова.", "Ермека=ермек/gen Сагинова=сагинов/gen председательством=председательство/ins"},
	{"surname declined like an adjective", "С докладом выступила Ольга Раевская.", "Раевская=раевская/nom Ольга=ольга/nom"},
	{"participle after a comma", "Совет, созданный в 2015 году, собирается ежегодно.", "созданный=создать/nom году=год/loc собирается=собираться"},
	{"month after a number", "Заседание состоится 5 декабря.", "декабря=декабрь/gen состоится=состояться"},
	{"figure with an ending agrees", "Участники 22-го заседания приняли план.", "22-го=22-й/gen заседания=заседание/gen приняли=принять"},
	{"lemma of an ordinal", "Итоги второго раунда подвели в Риге.", "второго=второй/gen раунда=раунд/gen Риге=рига/loc"},
	{"compound of two parts that change", "Соглашение одобрили страны-участницы.", "страны-участницы=страна-участница/nom"},
	{"compound with a first part that stays", "Он встретился с премьер-министром Латвии.", "премьер-министром=премьер-министр/ins Латвии=латвия/gen"},
	{"known word behind a prefix", "Еврочиновники обсудили нефтедобычу.", "нефтедобычу=нефтедобыча/acc"},
	{"abbreviation in capitals keeps its letters", "Представители ЕАЭС прибыли в Ереван.", "ЕАЭС=еаэс/gen Ереван=ереван/acc"},
	{"ё is found where е is written and the other way round", "Ребёнок и ребенок.", "Ребёнок=ребенок/nom ребенок=ребенок/nom"},
	{"object of a verb", "Парламент ратифицировал соглашение о реадмиссии.", "соглашение=соглашение/acc реадмиссии=реадмиссия/loc Парламент=парламент/nom"},
	{"number with a noun in the genitive", "В работе участвовали пять министров.", "министров=министр/gen"},
	{"list under one preposition", "Делегации прибыли из Узбекистана, Грузии и Молдавии.", "Узбекистана=узбекистан/gen Грузии=грузия/gen Молдавии=молдавия/gen"},
	{"short participle", "Документ был подписан вчера.", "подписан=подписать Документ=документ/nom"},
	{"verbs, not nouns", "Они стали партнёрами.", "стали=стать партнёрами=партнер/ins"},
	{"figures with a word", "В этом году отмечают 10-летие партнёрства.", "10-летие=10-летие/acc партнёрства=партнерство/gen"},
	{"noun the dictionary lacks declines like its model", "Депутаты мажилиса обсудили реадмиссию.", "мажилиса=мажилис/gen реадмиссию=реадмиссия/acc"},
	{"subject of a verb beats the commoner genitive", "Стороны обменялись мнениями.", "Стороны=сторона/nom мнениями=мнение/ins"},
	{"name behind a post and a body", "Вице-президент Европейской палаты Лаура Кошта уехала.", "Лаура=лаура/nom Кошта=кошта/nom"},
	{"name in the case of the post before the body", "Они встретились с президентом Европейской палаты Паулой Костой.", "Паулой=паула/ins Костой=коста/ins"},
	{"surname alone that is a form of a common noun", "Об этом вчера объявил Токаев.", "Токаев=токаев/nom"},
	{"an initial is no preposition", "С. Токтарова провела встречу.", "Токтарова=токтарова/nom встречу=встреча/acc"},
	{"title at the opening is no name", "Министр Ерлан Сабитов приехал.", "Министр=министр/nom Ерлан=ерлан/nom Сабитов=сабитов/nom"},
	{"city, not the man's name", "Делегация посетила Астану.", "Астану=астана/acc"},
	{"verb rather than short adjective", "Там стоял новый завод.", "стоял=стоять завод=завод/nom"},
	{"lemma is no abbreviation", "Прошло десять месяцев.", "месяцев=месяц/gen"},
	{"patronymic keeps its spelling", "Вела приём Анна Аркадьевна Шилова.", "Аркадьевна=аркадьевна/nom Шилова=шилова/nom"},
	{"unknown name at the opening is no verb", "Карахан пообещал реформы.", "Карахан=карахан/nom пообещал=пообещать"},
	{"complement of a state", "Политика остаётся жёсткой.", "жёсткой=жесткий/ins"},
	{"capital at the opening is no name", "Новая фаза сотрудничества началась.", "Новая=новый/nom фаза=фаза/nom"},
}

func TestAnalyzeRunningText(t *testing.T) {
	for _, tt := range running {
		d := doc(t, tt.text)
		for want := range strings.FieldsSeq(tt.want) {
			word, analysis, _ := strings.Cut(want, "=")
			if tok := &d.Tokens[find(t, d, word)]; brief(tok) != analysis {
				t.Errorf("%s: %q in %q: got %s, want %s; all: %s", tt.name, word, tt.text, brief(tok), analysis, all(tok))
			}
		}
	}
}

func all(t *extract.Token) string {
	var b strings.Builder
	for i := range t.Analyses {
		an := &t.Analyses[i]
		fmt.Fprintf(&b, "%s/%s pos%d n%d g%d; ", an.Lemma, caseMarks[an.Case], an.POS, an.Number, an.Gender)
	}
	return b.String()
}
