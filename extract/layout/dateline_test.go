package layout

import (
	"fmt"
	"testing"

	"claimgraph/schema"
)

func TestParseDateline(t *testing.T) {
	tests := []struct{ text, want string }{
		{"ШЫМКЕНТ. KAZINFORM — Жиын өтті.", "ШЫМКЕНТ. KAZINFORM —; place=ШЫМКЕНТ agency=KAZINFORM"},
		{"АСТАНА, 4 наурыз. Dala Tany – Кеше жиын өтті.", "АСТАНА, 4 наурыз. Dala Tany –; place=АСТАНА date=4 наурыз agency=Dala Tany"},
		{"OSLO, May 4 (Fjord Wire) -- The talks began.", "OSLO, May 4 (Fjord Wire) --; place=OSLO date=May 4 agency=Fjord Wire"},
		{"Форум 28 мая – 2 июня соберет экологов.", ""},
		{"БАКУ /Trend/ — Стороны встретились.", "БАКУ /Trend/ —; place=БАКУ agency=Trend"},
		{"BRUSSELS, 2 December (EU Reporter) – The talks began.", "BRUSSELS, 2 December (EU Reporter) –; place=BRUSSELS date=2 December agency=EU Reporter"},
		{"МОСКВА, 19 декабря. Интерфакс — Банк снизил ставку.", "МОСКВА, 19 декабря. Интерфакс —; place=МОСКВА date=19 декабря agency=Интерфакс"},
		{"ASTANA, Kazakhstan, December 3. The talks began.", "ASTANA, Kazakhstan, December 3.; place=ASTANA region=Kazakhstan date=December 3"},
		{"АСТАНА, 24 декабря. /ТАСС/. Раунд намечен на май.", "АСТАНА, 24 декабря. /ТАСС/.; place=АСТАНА date=24 декабря agency=ТАСС"},
		{"KOKAND, Uzbekistan, Nov. 6 — A former minister spoke.", "KOKAND, Uzbekistan, Nov. 6 —; place=KOKAND region=Uzbekistan date=Nov. 6"},
		{"ВЕРХНЕРЕЧЬЕ. 22 апреля («Речной листок»). Депутаты собрались.", "ВЕРХНЕРЕЧЬЕ. 22 апреля («Речной листок»).; place=ВЕРХНЕРЕЧЬЕ date=22 апреля agency=Речной листок"},
		{"ТАРАЗ. «Көкжиек» агенттігі – Заңға қол қойылды.", "ТАРАЗ. «Көкжиек» агенттігі –; place=ТАРАЗ agency=Көкжиек"},
		{"ТАРАЗ. 4 мамыр 2026 жыл. «Көкжиек» агенттігі. Заңға қол қойылды.", "ТАРАЗ. 4 мамыр 2026 жыл. «Көкжиек» агенттігі.; place=ТАРАЗ date=4 мамыр 2026 жыл agency=Көкжиек"},
		{"Асель Нурланова «Көкжиек» зауытын иеленеді. Ол бай.", ""},
		{"Ljubno, 12 June 2026 — Karst sold a bond.", "Ljubno, 12 June 2026 —; place=Ljubno date=12 June 2026"},
		{"НОВЫЙ УЗЕНЬ, 3 мая 2024 года. Мост открыт.", "НОВЫЙ УЗЕНЬ, 3 мая 2024 года.; place=НОВЫЙ УЗЕНЬ date=3 мая 2024 года"},
		{"Актау. 3 декабря. КазТАГ – Порт открыт.", "Актау. 3 декабря. КазТАГ –; place=Актау date=3 декабря agency=КазТАГ"},
		{"САНКТ-ПЕТЕРБУРГ, 21 декабря — Главы стран подписали договор.", "САНКТ-ПЕТЕРБУРГ, 21 декабря —; place=САНКТ-ПЕТЕРБУРГ date=21 декабря"},
		{"ZURICH — Alpenmilch named a new head.", "ZURICH —; place=ZURICH"},
		{"OSLO, May 3, 2024 (Nord Wire) — It snowed.", "OSLO, May 3, 2024 (Nord Wire) —; place=OSLO date=May 3, 2024 agency=Nord Wire"},
		{"ТАРАЗ. Жиын бүгін өтті.", "ТАРАЗ.; place=ТАРАЗ"},
		{"ТАРАЗ, 8 тамыз. – Көпір ашылды.", "ТАРАЗ, 8 тамыз. –; place=ТАРАЗ date=8 тамыз"},
		{"ОСЛО–БЕРГЕН. 27 мая. «Фьорд» — Раунд завершен.", "ОСЛО–БЕРГЕН. 27 мая. «Фьорд» —; place=ОСЛО–БЕРГЕН date=27 мая agency=Фьорд"},
		{"OSLO/BERGEN — The round is over.", "OSLO/BERGEN —; place=OSLO/BERGEN"},
		// Near misses: sentences that begin with a name.
		{"США — крупнейший покупатель.", ""},
		{"ЮНЕСКО — организация, которая хранит память.", ""},
		{"ЕС, Китай и Индия договорились.", ""},
		{"Токио — Столица Японии.", ""},
		{"Президент, 3 мая прибывший в Осло, выступил.", ""},
		{"Алматы, 3 мая и 5 мая было сухо.", ""},
		{"В Астане 3 мая открылся форум.", ""},
		{"МИД. Он молчит.", ""},
		{"«Заря» — Новый завод.", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got := ""
		if d, ok := ParseDateline(Tokens(tt.text), true); ok {
			got = describeDateline(tt.text, d)
		}
		if got != tt.want {
			t.Errorf("ParseDateline(%q)\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func describeDateline(text string, d Dateline) string {
	out := text[d.Span.Start:d.Span.End] + ";"
	for _, p := range []struct {
		name string
		span schema.Span
	}{{"place", d.Place}, {"region", d.Region}, {"date", d.Date}, {"agency", d.Agency}} {
		if p.span.Len() > 0 {
			out += fmt.Sprintf(" %s=%s", p.name, text[p.span.Start:p.span.End])
		}
	}
	return out
}

func TestBarePlaceOnlyOpensAnArticle(t *testing.T) {
	if d, ok := ParseDateline(Tokens("ТАРАЗ. Жиын бүгін өтті."), false); ok {
		t.Errorf("got dateline %v in the middle of an article, want none", d.Span)
	}
}
