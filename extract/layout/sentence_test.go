package layout

import (
	"strings"
	"testing"

	"claimgraph/extract"
)

// sentencesOf lays text out as the body of an article and joins its sentences.
func sentencesOf(text string) string {
	a := &extract.Article{Text: text}
	d := Lay(a, "", abbreviation)
	var all []string
	for _, s := range d.Sentences {
		all = append(all, d.Text(s.Span))
	}
	return strings.Join(all, " | ")
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"two sentences", "Совет собрался утром. Решение приняли вечером.", ""},
		{"questions and exclamations", "Кто будет вести встречу? Пока неизвестно! Ждем.", "Кто будет вести встречу? | Пока неизвестно! | Ждем."},
		{"a run of stops is one end", "Что же дальше?! Увидим... Скоро узнаем.", "Что же дальше?! | Увидим... | Скоро узнаем."},
		{"an initial does not end a sentence", "Встречу вел А. Серов из Омска.", "="},
		{"nor do two", "Слово взял Қ. К. Сәрсенов, потом Р.Т.Асанов.", "="},
		{"nor one that is a unit's letter too", "Нәтижені П. Ч. Асанов жариялады.", "="},
		{"nor a hyphenated one", "Принял гостей К.-Ж. Асанов.", "="},
		{"an initial before a function word does", "Первым выступил депутат Иванов А. Он говорил долго.", "Первым выступил депутат Иванов А. | Он говорил долго."},
		{"an abbreviation does not", "Завод им. Ленина стоит на ул. Садовой.", "="},
		{"an abbreviated town does not", "Гости из г. Алматы приехали.", "="},
		{"nor does one behind a unit's letter", "Дом на ул. Садовой, 5, в г. Алматы снесли.", "="},
		{"an abbreviated volume does", "Вылили 5 куб м. Затем закрыли кран.", "Вылили 5 куб м. | Затем закрыли кран."},
		{"an abbreviated year before its day does not", "Жиын 2024 ж. 12 мамырда өтті.", "="},
		{"one behind its day does", "Договор подписан 12 мая 2024 г. 15 мая открыли мост.", "Договор подписан 12 мая 2024 г. | 15 мая открыли мост."},
		{"an abbreviated year does before a capital", "Договор подписали в 2015 г. Стороны довольны.", "Договор подписали в 2015 г. | Стороны довольны."},
		{"but not before a small letter", "Договор от 2015 г. вступил в силу.", "="},
		{"a century too", "Так было в XIX в. Потом все изменилось.", "Так было в XIX в. | Потом все изменилось."},
		{"an abbreviated sum too", "Он получил 5 млн. Остальное ждет.", "Он получил 5 млн. | Остальное ждет."},
		{"a closing abbreviation does", "Купили станки, насосы и т. д. Цех открыт.", "Купили станки, насосы и т. д. | Цех открыт."},
		{"without blanks too", "Станоктар, сорғылар т.б. Цех ашылды.", "Станоктар, сорғылар т.б. | Цех ашылды."},
		{"English titles do not", "Mr. Brown met Dr. Green on Nov. 5 in Oslo.", "="},
		{"English initials", "J. R. Stone left the U.S. delegation early.", "="},
		{"U.S. before a function word ends", "He flew to the U.S. The talks had ended.", "He flew to the U.S. | The talks had ended."},
		{"a time of day ends one", "It began at 5 p.m. Nobody left.", "It began at 5 p.m. | Nobody left."},
		{"but not before its weekday", "It began at 5 p.m. Monday in Oslo.", "="},
		{"a firm's name may hold an exclamation", "The firm, Hooray! Inc., grew fast.", "="},
		{"a sentence may begin with a number", "Всё решено. 24 мая откроют мост.", "Всё решено. | 24 мая откроют мост."},
		{"a sentence may begin with a quotation", "Он кивнул. «Начинаем», — сказал он.", "Он кивнул. | «Начинаем», — сказал он."},
		{"a sentence may end inside a quotation", "«Мы готовы. Дата назначена», — сказал министр.", "«Мы готовы. | Дата назначена», — сказал министр."},
		{"a question in a quotation goes on behind it", "«Кто поедет?» — спросил он. Ответа нет.", "«Кто поедет?» — спросил он. | Ответа нет."},
		{"a stop behind the quotation mark", "Он сказал: «Едем». Все встали.", "Он сказал: «Едем». | Все встали."},
		{"a stop before the quotation mark", "He said: “We go.” Everybody stood up.", "He said: “We go.” | Everybody stood up."},
		{"straight quotation marks", `He said: "We go." Everybody stood up.`, `He said: "We go." | Everybody stood up.`},
		{"no blank after a closed quotation", "«Мы едем завтра».Пресс-служба ведомства.", "«Мы едем завтра». | Пресс-служба ведомства."},
		{"no blank after a word", "Все решено.Мост откроют.", "Все решено. | Мост откроют."},
		{"speech goes on behind a dash", "— Едем, — сказал он. — Машина ждет.", "— Едем, — сказал он. | — Машина ждет."},
		{"the author speaks behind a dash", "— Едем! — сказал он.", "="},
		{"a bracket closes a sentence", "(Мост открыт. Дорога тоже.) Потом пошел снег.", "(Мост открыт. | Дорога тоже.) | Потом пошел снег."},
		{"an abbreviation in brackets does not", "Конгресс (2015 г.) Бразилия пропустила.", "="},
		{"a decimal does not", "Рост составил 5.5 процента. Это много.", "Рост составил 5.5 процента. | Это много."},
		{"a host does not", "Об этом пишет Vestnik.kz со ссылкой на мэрию.", "="},
		{"a host that ends a sentence does", "Об этом пишет Vestnik.kz. Мэрия молчит.", "Об этом пишет Vestnik.kz. | Мэрия молчит."},
		{"dots inside a sentence do not", "Он думал... и решил.", "="},
		{"dots before a sentence do not", "Пауза. ...Затем он решил.", "Пауза. | ...Затем он решил."},
		{"Kazakh ordinals do not", "Жиын 22-ші рет өтті. Оған 9 ел қатысты.", "Жиын 22-ші рет өтті. | Оған 9 ел қатысты."},
		{"a line is a sentence's bound", "Первая строка идет дальше,\nвторая строка.", "Первая строка идет дальше, | вторая строка."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			switch want {
			case "=":
				want = tt.text
			case "":
				want = strings.ReplaceAll(tt.text, ". ", ". | ")
			}
			if got := sentencesOf(tt.text); got != want {
				t.Errorf("sentences of %q\n got %s\nwant %s", tt.text, got, want)
			}
		})
	}
}

func TestSentenceHasABound(t *testing.T) {
	d := Lay(&extract.Article{Text: strings.Repeat("слово ", 5000)}, "", nil)
	for _, s := range d.Sentences {
		if n := s.End - s.First; n > maxSentence {
			t.Fatalf("a sentence of %d tokens, want at most %d", n, maxSentence)
		}
	}
	if len(d.Tokens) != 5000 {
		t.Errorf("got %d tokens, want 5000", len(d.Tokens))
	}
}
