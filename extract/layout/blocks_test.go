package layout

import (
	"strings"
	"testing"

	"claimgraph/extract"
)

// kindsOf lays text out and writes each block's kind before its text.
func kindsOf(a *extract.Article) string {
	d := Lay(a, "", abbreviation)
	var out strings.Builder
	for _, b := range d.Blocks {
		out.WriteString(b.Kind.String() + ": " + d.Text(b.Span) + "\n")
	}
	return out.String()
}

func TestBlocks(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a page with its chrome", `
Реклама

Реклама
  1. Главная
  2. Общество
  3. В Таразе открыли мост

В Таразе открыли мост

Старый закроют на ремонт

Фото: пресс-служба акимата
Мост через Талас открыли в субботу. На церемонию пришли сотни горожан.

Читайте также

В Шымкенте починили дорогу
При использовании материалов обязательна активная гиперссылка на источник.
Подписывайтесь на наш канал в Telegram
`, `
chrome: Реклама
chrome: Реклама
chrome: 1. Главная
chrome: 2. Общество
chrome: 3. В Таразе открыли мост
title: В Таразе открыли мост
heading: Старый закроют на ремонт
caption: Фото: пресс-служба акимата
paragraph: Мост через Талас открыли в субботу. На церемонию пришли сотни горожан.
chrome: Читайте также
chrome: В Шымкенте починили дорогу
chrome: При использовании материалов обязательна активная гиперссылка на источник.
chrome: Подписывайтесь на наш канал в Telegram
`},
		{"a menu of short lines, a bar, a stamp", `
Саясат
Қоғам
Спорт
Басты бет | Қоғам | Байланыс
12.05.2026, 14:35
Таразда көпір ашылды
Көпірді сенбіде ашты. Оған жүздеген адам келді.
Бөлісу: Facebook | X
`, `
chrome: Саясат
chrome: Қоғам
chrome: Спорт
chrome: Басты бет | Қоғам | Байланыс
chrome: 12.05.2026, 14:35
title: Таразда көпір ашылды
paragraph: Көпірді сенбіде ашты. Оған жүздеген адам келді.
chrome: Бөлісу: Facebook | X
`},
		{"an English page", `
Home > News > World
Bridge opens in Taraz
Photo by Ann Lee
The bridge opened on Saturday. Hundreds came.
What comes next?
The old one will close.
Related: Road reopens
All rights reserved
Tags: bridges, roads
`, `
chrome: Home > News > World
title: Bridge opens in Taraz
caption: Photo by Ann Lee
paragraph: The bridge opened on Saturday. Hundreds came.
heading: What comes next?
paragraph: The old one will close.
chrome: Related: Road reopens
chrome: All rights reserved
chrome: Tags: bridges, roads
`},
		{"a first line that ends in a full stop is no title", `
Мост в Таразе открыли в субботу.
Пришли сотни горожан.
`, `
paragraph: Мост в Таразе открыли в субботу.
paragraph: Пришли сотни горожан.
`},
		{"nor one that ends in a colon", `
Мэр Тараза рассказал о мосте:
«Он готов».
`, `
paragraph: Мэр Тараза рассказал о мосте:
paragraph: «Он готов».
`},
		{"nor two sentences", `
Мост открыт. Пришли сотни горожан и гости
Церемонию вел мэр.
`, `
heading: Мост открыт. Пришли сотни горожан и гости
paragraph: Церемонию вел мэр.
`},
		{"a town in capitals may open a title", `
ТАРАЗ. Мост открыт
Церемонию вел мэр.
`, `
title: ТАРАЗ. Мост открыт
paragraph: Церемонию вел мэр.
`},
		{"a list under a colon", `
План моста
Город получит:
новые опоры ,
широкие полосы,
освещение.
Работы начнут в мае.
`, `
title: План моста
paragraph: Город получит:
list item: новые опоры ,
list item: широкие полосы,
list item: освещение.
paragraph: Работы начнут в мае.
`},
		{"bullets and numbers", `
План моста
• Опоры поставят в мае.
• Полосы сделают в июне.
1. Первый этап.
2. Второй этап.
Потом откроют движение.
`, `
title: План моста
list item: • Опоры поставят в мае.
list item: • Полосы сделают в июне.
list item: 1. Первый этап.
list item: 2. Второй этап.
paragraph: Потом откроют движение.
`},
		{"dashes under a colon are a list", `
Кенес
Жиынға қатысты:
– Асан Үсенов;
– Дана Серік.
Жиын ұзақ болды.
`, `
title: Кенес
paragraph: Жиынға қатысты:
list item: – Асан Үсенов;
list item: – Дана Серік.
paragraph: Жиын ұзақ болды.
`},
		{"dashes of talk are paragraphs", `
Разговор о мосте
— Мост готов? — спросил мэр.
— Готов, — ответил прораб.
Они пожали руки.
`, `
title: Разговор о мосте
paragraph: — Мост готов? — спросил мэр.
paragraph: — Готов, — ответил прораб.
paragraph: Они пожали руки.
`},
		{"an article about channels and links is no chrome", `
Мэр завел канал
Мэр призвал горожан читать его Telegram-канал. В Telegram он пишет с мая.
Авторы материала использовали открытые данные, а ссылки на них дали внизу.
Реклама на мосту запрещена.
Фото моста разошлись по городу.
Автор проекта Анна Ким довольна.
`, `
title: Мэр завел канал
paragraph: Мэр призвал горожан читать его Telegram-канал. В Telegram он пишет с мая.
paragraph: Авторы материала использовали открытые данные, а ссылки на них дали внизу.
paragraph: Реклама на мосту запрещена.
paragraph: Фото моста разошлись по городу.
paragraph: Автор проекта Анна Ким довольна.
`},
		{"advertisements, links and names at the foot", `
Мост открыт
Мэр перерезал ленту.
Материалы по теме: Дорогу починили | Где объезд?
Реклама. Кафе «Мост»: обеды с 12:00 до 15:00
Comments (3) · Print · Newsletter
Соңғы жаңалықтар: Өзен арнасынан шықты
Тілші: Асан Үсен
`, `
title: Мост открыт
paragraph: Мэр перерезал ленту.
chrome: Материалы по теме: Дорогу починили | Где объезд?
chrome: Реклама. Кафе «Мост»: обеды с 12:00 до 15:00
chrome: Comments (3) · Print · Newsletter
chrome: Соңғы жаңалықтар: Өзен арнасынан шықты
chrome: Тілші: Асан Үсен
`},
		{"prose goes on after links in its middle", `
Мост открыт
Мэр перерезал ленту.
Читайте также:
Дорогу починили
Мост строили три года.
`, `
title: Мост открыт
paragraph: Мэр перерезал ленту.
chrome: Читайте также:
chrome: Дорогу починили
paragraph: Мост строили три года.
`},
		{"Windows line ends", "Мост открыт\r\nМэр перерезал ленту.\r\n", `
title: Мост открыт
paragraph: Мэр перерезал ленту.
`},
		{"a mark of byte order", "\ufeffМост открыт\nМэр перерезал ленту.\n", `
title: Мост открыт
paragraph: Мэр перерезал ленту.
`},
		{"a prefix and a headline", " date 2026-05-12 Мост открыт\nМэр перерезал ленту.\n", `
title: Мост открыт
paragraph: Мэр перерезал ленту.
`},
		{"a prefix and prose", " date 2026-05-12 Мэр перерезал ленту.\nМост открыт\nПришли сотни горожан.\n", `
paragraph: Мэр перерезал ленту.
heading: Мост открыт
paragraph: Пришли сотни горожан.
`},
		{"hashtags above the headline", "#mosty #taraz\nМост открыт\nМэр перерезал ленту.", `
chrome: #mosty #taraz
title: Мост открыт
paragraph: Мэр перерезал ленту.
`},
		{"nothing", " \n\n", "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := kindsOf(&extract.Article{Text: tt.text}), strings.TrimPrefix(tt.want, "\n"); got != want {
				t.Errorf("blocks of %q\n got:\n%s\nwant:\n%s", tt.text, got, want)
			}
		})
	}
}

func TestGivenTitleIsTheHeadline(t *testing.T) {
	a := &extract.Article{Text: "Мосты области\nМост открыт.\nМэр перерезал ленту."}
	a.Source.Title = "«Мост открыт»"
	want := "heading: Мосты области\ntitle: Мост открыт.\nparagraph: Мэр перерезал ленту.\n"
	if got := kindsOf(a); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestChromeHasNoTokens(t *testing.T) {
	d := Lay(&extract.Article{Text: "Мост открыт\nМэр перерезал ленту.\nЧитайте также"}, "", nil)
	last := d.Sentences[len(d.Sentences)-1]
	if got := d.Text(last.Span); got != "Мэр перерезал ленту." || last.End != len(d.Tokens) {
		t.Errorf("the last sentence is %q and ends at token %d of %d, want the paragraph's and the last", got, last.End, len(d.Tokens))
	}
}

func TestDatelineIsASentence(t *testing.T) {
	d := Lay(&extract.Article{Text: "Мост открыт\nТАРАЗ, 3 мая. Вести — Мэр перерезал ленту."}, "", nil)
	b := d.Blocks[1]
	if got := d.Text(b.Dateline); got != "ТАРАЗ, 3 мая. Вести —" {
		t.Fatalf("dateline %q, want %q", got, "ТАРАЗ, 3 мая. Вести —")
	}
	if s := d.Sentences[1]; s.Span != b.Dateline {
		t.Errorf("the sentence after the title is %q, want the dateline", d.Text(s.Span))
	}
	if s := d.Sentences[2]; d.Text(s.Span) != "Мэр перерезал ленту." {
		t.Errorf("the sentence after the dateline is %q", d.Text(s.Span))
	}
}

func TestPrefix(t *testing.T) {
	tests := []struct {
		text, date string
		end        int
	}{
		{" date 2026-05-12 Мост", "2026-05-12", 17},
		{"date 2026-05-12 Мост", "2026-05-12", 16},
		{" date 2026-05-12\nМост", "2026-05-12", 16},
		{" date 2026-05-12", "2026-05-12", 16},
		{"\ufeff date 2026-05-12 Мост", "2026-05-12", 20},
		{" date 2026-13-12 Мост", "", 0},
		{" date 2026-05-123 Мост", "", 0},
		{" date of birth", "", 0},
		{"update 2026-05-12", "", 0},
		{"", "", 0},
	}
	for _, tt := range tests {
		if d, end := Prefix(tt.text); d.String() != tt.date || end != tt.end {
			t.Errorf("Prefix(%q) = %s, %d, want %s, %d", tt.text, d, end, tt.date, tt.end)
		}
	}
}

func TestDescribe(t *testing.T) {
	tests := []struct{ name, text, title, publisher, published string }{
		{"a dateline names the agency", "Мост открыт\nТАРАЗ, 3 мая. Вести — Мэр перерезал ленту.", "Мост открыт", "Вести", ""},
		{"a dateline with its year dates the article", "Bridge opens\nTARAZ, May 3, 2026 (Talas Wire) — The mayor came.", "Bridge opens", "Talas Wire", "2026-05-03"},
		{"the outlet's name and date under the headline", "Мост открыт\n«Таласская правда», 12 марта 2026 года\nМэр перерезал ленту.", "Мост открыт", "Таласская правда", "2026-03-12"},
		{"a part with a word for newspapers", "Bridge opens\nTalas Courier, Saturday 2 May 2026 | Explainer\nThe mayor came.", "Bridge opens", "Talas Courier", "2026-05-02"},
		{"a byline", "Bridge opens\nBy Ann Lee, Talas Valley Gazette\nThe mayor came.", "Bridge opens", "Talas Valley Gazette", ""},
		{"a stamp", "12.05.2026, 14:35\nМост открыт\nМэр перерезал ленту.", "Мост открыт", "", "2026-05-12"},
		{"a Kazakh stamp", "2026 жылғы 12 мамыр\nКөпір ашылды\nӘкім келді.", "Көпір ашылды", "", "2026-05-12"},
		{"a stamp that ends in a short word for the year", "Көпір ашылды\n12 мамыр 2026 ж.\nӘкім келді.", "Көпір ашылды", "", "2026-05-12"},
		{"and behind the outlet's name", "Мост открыт\nТаласские вести, 12 мая 2026 г.\nПришел мэр.", "Мост открыт", "Таласские вести", "2026-05-12"},
		{"a sentence that ends in a date", "Мост открыт\nМэр приехал в Тараз 12 мая 2026 г.\nОн доволен.", "Мост открыт", "", ""},
		{"an address in the chrome", "Мост открыт\nМэр перерезал ленту.\nПри использовании материалов Talas.kz обязательна ссылка.\nМы в t.me/talas", "Мост открыт", "Talas.kz", ""},
		{"a date beside the headline", "День моста • 2 мая 2026 года\nПришел мэр.", "День моста • 2 мая 2026 года", "", "2026-05-02"},
		{"running text names none", "Мост открыт\nМэр перерезал ленту, сообщает Talas.kz.", "Мост открыт", "", ""},
		{"the genitive of a name is none", "Мост открыт\nРазбор «Таласской правды» | 2 мая 2026\nМэр перерезал ленту.", "Мост открыт", "", "2026-05-02"},
		{"a heading is none", "Мост открыт\nПришел мэр.\nХроника стройки\nПриехали вести.", "Мост открыт", "", ""},
		{"nothing", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Describe(&extract.Article{Text: tt.text})
			if got.Title != tt.title || got.Publisher != tt.publisher || got.Published.String() != tt.published {
				t.Errorf("Describe(%q)\n got %q, %q, %s\nwant %q, %q, %s", tt.text, got.Title, got.Publisher, got.Published, tt.title, tt.publisher, tt.published)
			}
		})
	}
}

func TestWordLists(t *testing.T) {
	if _, err := loadLists(); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, want string }{
		{"an unknown section", "[chromium]\nреклама", `words/xx.txt:1: there is no section "chromium"`},
		{"a word before any section", "# words\nреклама", `words/xx.txt:2: "реклама" stands before the first section`},
		{"one word for a combination", "[chrome words]\nреклама", `words/xx.txt:2: "реклама": one word does not make a line chrome`},
	}
	for _, tt := range tests {
		l, _ := loadLists()
		err := l.add("xx.txt", tt.data)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: got error %v, want %s", tt.name, err, tt.want)
		}
	}
}
