package layout

import (
	"strings"
	"testing"

	"claimgraph/extract"
)

func TestTokens(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"hyphens inside a word stay", "Касым-Жомарт вице-премьер", "Касым-Жомарт вице-премьер"},
		{"an ending joined to an abbreviation stays", "ЕО-ның БҰҰ-дағы елшісі", "ЕО-ның БҰҰ-дағы елшісі"},
		{"a figure with an ending is one token", "22-го 3-ші 2024-го 10-летие", "22-го 3-ші 2024-го 10-летие"},
		{"a code of letters and figures is one token", "G20 COP29 Ту-154 COVID-19", "G20 COP29 Ту-154 COVID-19"},
		{"apostrophes inside a name stay", "O'Neill met d’Estaing", "O'Neill met d’Estaing"},
		{"the English possessive is a word", "the EU's plan, Kazakhstan’s bid", "the EU 's plan , Kazakhstan ’s bid"},
		{"an apostrophe after s is a mark", "the members' vote", "the members ' vote"},
		{"decimal numbers", "28,7 млрд и 16.9%", "28,7 млрд и 16.9 %"},
		{"a comma after a number is a mark", "в 2025, а не в 2024.", "в 2025 , а не в 2024 ."},
		{"dates in figures are one token", "04.11.2025 и 2025-11-04", "04.11.2025 и 2025-11-04"},
		{"a blank parts figures", "1 000 тонн", "1 000 тонн"},
		{"a thin space groups figures", "1\u2009000\u2009000 тонн", "1\u2009000\u2009000 тонн"},
		{"a thin space before a word does not", "100\u2009тонн", "100 тонн"},
		{"ranges are cut at the dash", "3-4 мая, 2020–2023, 5—6", "3 - 4 мая , 2020 – 2023 , 5 — 6"},
		{"a range with an ending", "3-4-го", "3 - 4-го"},
		{"scores and times are cut", "6:3 в 14:35", "6 : 3 в 14 : 35"},
		{"hosts are one token", "пишет Vestnik.kz, а 24.kg и news.example.org — нет.", "пишет Vestnik.kz , а 24.kg и news.example.org — нет ."},
		{"hosts with an ending", "деп жазды Habar.kz-ке", "деп жазды Habar.kz-ке"},
		{"hosts in capitals", "BAQ.KZ және BM.GE.", "BAQ.KZ және BM.GE ."},
		{"addresses of pages", "см. https://example.org/a/b?c=1. Далее", "см . https://example.org/a/b?c=1 . Далее"},
		{"hosts with a path", "(t.me/kanal)", "( t.me/kanal )"},
		{"mail addresses", "press.office@mfa.kz", "press.office@mfa.kz"},
		{"two sentences without a blank are no host", "сказал он.Потом ушел. He left.In May", "сказал он . Потом ушел . He left . In May"},
		{"initials keep their stops apart", "А.Кошта Қ.К.Тоқаев К.-Ж. Токаев", "А . Кошта Қ . К . Тоқаев К . - Ж . Токаев"},
		{"an ending after a quotation mark is a word", "«Нұр»-дың 45%-ға", "« Нұр » -дың 45 % -ға"},
		{"a dash between words is a mark", "мир – труд — май - это", "мир – труд — май - это"},
		{"quotation marks are marks", "«Өрлеу», “X” and \"y\"", "« Өрлеу » , “ X ” and \" y \""},
		{"sums of money", "$49.7 billion, €5", "$ 49.7 billion , € 5"},
		{"numbers of things", "№8 и §5", "№ 8 и § 5"},
		{"capitals joined by &", "AT&T, R&D", "AT&T , R&D"},
		{"dots are marks one by one", "и вот...", "и вот . . ."},
		{"a soft hyphen stays inside a word", "пере\u00adговоры", "пере\u00adговоры"},
		{"white space of all kinds parts words", "a\u00a0b\u3000c\u200bd\ufeffe", "a b c d e"},
		{"invalid bytes are marks", "a\xffb", "a \xff b"},
		{"nothing", " \n ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := texts(Tokens(tt.text))
			if got != tt.want {
				t.Errorf("Tokens(%q)\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

func texts(tokens []extract.Token) string {
	var all []string
	for _, t := range tokens {
		all = append(all, t.Text)
	}
	return strings.Join(all, " ")
}

func TestTokenKinds(t *testing.T) {
	tests := []struct {
		text     string
		kind     extract.TokenKind
		capitals extract.Capitals
		lower    string
	}{
		{"слово", extract.WordToken, extract.Lower, "слово"},
		{"Алматы", extract.WordToken, extract.Capital, "алматы"},
		{"Касым-Жомарт", extract.WordToken, extract.Capital, "касым-жомарт"},
		{"O'Neill", extract.WordToken, extract.Capital, "o'neill"},
		{"Вице-премьер", extract.WordToken, extract.Capital, "вице-премьер"},
		{"МИД", extract.WordToken, extract.AllCaps, "мид"},
		{"РК-ЕС", extract.WordToken, extract.AllCaps, "рк-ес"},
		{"ЕО-ның", extract.WordToken, extract.MixedCap, "ео-ның"},
		{"БТА-банк", extract.WordToken, extract.MixedCap, "бта-банк"},
		{"iPhone", extract.WordToken, extract.MixedCap, "iphone"},
		{"әл-Фараби", extract.WordToken, extract.MixedCap, "әл-фараби"},
		{"Я", extract.WordToken, extract.Capital, "я"},
		{"Ёлка", extract.WordToken, extract.Capital, "ёлка"},
		{"ІРІ", extract.WordToken, extract.AllCaps, "ірі"},
		{"28,7", extract.NumberToken, extract.Lower, "28,7"},
		{"2025-11-04", extract.NumberToken, extract.Lower, "2025-11-04"},
		{"22-Го", extract.MixedToken, extract.Capital, "22-го"},
		{"G20", extract.MixedToken, extract.Capital, "g20"},
		{"24KZ", extract.MixedToken, extract.AllCaps, "24kz"},
		{"24.kg", extract.MixedToken, extract.Lower, "24.kg"},
		{"Vestnik.kz", extract.WordToken, extract.Capital, "vestnik.kz"},
		{"—", extract.MarkToken, extract.Lower, "—"},
		{"замо\u0301к", extract.WordToken, extract.Lower, "замок"},
		{"И\u0306од", extract.WordToken, extract.Capital, "йод"},
		{"пере\u00adезд", extract.WordToken, extract.Lower, "переезд"},
	}
	for _, tt := range tests {
		got := Tokens(tt.text)
		if len(got) != 1 {
			t.Errorf("Tokens(%q) = %q, want one token", tt.text, texts(got))
			continue
		}
		if g := got[0]; g.Kind != tt.kind || g.Capitals != tt.capitals || g.Lower != tt.lower {
			t.Errorf("Tokens(%q): got kind %d, capitals %d, lower %q, want %d, %d, %q", tt.text, g.Kind, g.Capitals, g.Lower, tt.kind, tt.capitals, tt.lower)
		}
	}
}
