package layout

import (
	"strings"
	"testing"

	"claimgraph/extract"
)

func TestQuotations(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"speech before its speaker", "«Мы готовы к переговорам», — сказал министр.", "Мы готовы к переговорам"},
		{"speech after a colon", "Министр ответил: «Сроки назовем позже».", "Сроки назовем позже"},
		{"several sentences", "«Мост готов. Осталась дорога», – отметил мэр.", "Мост готов. Осталась дорога"},
		{"the author in the middle", "«Это перенос, — уточнил мэр. — Срыва нет».", "Это перенос | Срыва нет"},
		{"the author in the middle of a sentence", "«Об этом, — добавил он, — скажем завтра».", "Об этом | скажем завтра"},
		{"English speech", `"We are ready for the talks," the minister said. "They start in May."`, "We are ready for the talks | They start in May."},
		{"English curly marks", "“We have stopped arguing,” she said.", "We have stopped arguing"},
		{"one's own words in a sentence", "Он назвал встречу «трудной, но нужной всем» и уехал.", "трудной, но нужной всем"},
		{"Kazakh speech", "«Көпір дайын болды», – деді әкім.", "Көпір дайын болды"},
		{"Kazakh speech without a comma", "«Жұмыс басталды» деді ол.", "Жұмыс басталды"},
		{"speech after a dash", "— Көпір күзде ашылады, — деді әкім.", "Көпір күзде ашылады"},
		{"speech after a dash goes on", "— Едем, — сказал он. — Машина ждет.", "Едем | Машина ждет."},
		{"a dash inside speech is the speaker's", "— Наша цель — мир, — сказал он.", "Наша цель — мир"},
		{"several sentences after a dash", "— Жиын сәтті өтті. Келісім бар, — делінген хабарламада.", "Жиын сәтті өтті. Келісім бар"},
		{"a question", "«Кто заплатит?» — спросил депутат.", "Кто заплатит?"},
		{"a quotation inside", "«Наш завод „Заря“ работает», — сказал директор.", "Наш завод „Заря“ работает"},
		{"a quotation over two paragraphs", "Он заявил: «Мы строим мост.\nМы строим и дорогу».", "Мы строим мост. | Мы строим и дорогу"},
		{"marks opened anew in each paragraph", "«Мы строим мост.\n«Мы строим дорогу», — сказал он.", "Мы строим мост. | Мы строим дорогу"},
		{"a name is none", "Завод «Заря» и фонд «Новая жизнь» подписали договор.", ""},
		{"a long name is none", "Форум «Центральная Азия — Европа» открылся.", ""},
		{"a law's title is none", "Принят закон «О внесении изменений и дополнений в некоторые законодательные акты по вопросам охраны рек и озер страны».", ""},
		{"a name before a dash is none", "«Заря» — новый завод.", ""},
		{"a name before деп аталады is none", "Көше «Жаңа өмір» деп аталады.", ""},
		{"an item of a list is none", "Депутаты:\n— приняли бюджет;\n— избрали спикера.", ""},
		{"an unclosed mark runs away nowhere", "Завод «Заря работает.\nМост открыт.", ""},
		{"a mark that only closes", "Заря» работает.", ""},
		{"feet and inches are none", `Доска 5" на 7" лежит.`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Lay(&extract.Article{Text: tt.text}, "", abbreviation)
			var got []string
			for _, q := range d.Quotations {
				got = append(got, d.Text(q.Span))
			}
			if g := strings.Join(got, " | "); g != tt.want {
				t.Errorf("quotations of %q\n got %q\nwant %q", tt.text, g, tt.want)
			}
		})
	}
}
