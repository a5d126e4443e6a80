package date

import "testing"

func TestReference(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"a day told in the past", "ru", "О начале переговоров было объявлено на заседании 1 декабря 2025 года в Вене.", "2025-12-01"},
		{"the latest of several", "ru", "Первый раунд провели 5 мая 2024 года. Второй состоялся 7 июня 2025 года. Третий прошёл 2 марта 2023 года.", "2025-06-07"},
		{"plans do not count", "ru", "Раунд состоялся 7 июня 2025 года. Следующий пройдёт 10 сентября 2025 года.", "2025-06-07"},
		{"deadlines do not count", "ru", "Закон приняли 7 июня 2025 года. Отчёт представят до 31 декабря 2025 года. Срок продлили до 1 марта 2026 года.", "2025-06-07"},
		{"duties do not count", "ru", "Закон приняли 7 июня 2025 года. Банк должен подать отчёт 1 февраля 2026 года.", "2025-06-07"},
		{"what is fixed for a day does not count", "ru", "Закон приняли 7 июня 2025 года. Выборы назначили на 1 февраля 2026 года.", "2025-06-07"},
		{"months and years do not count", "ru", "В мае 2025 года он ушёл. В 2026 году вернулся.", ""},
		{"a day without a year does not count", "ru", "Раунд состоялся 7 июня.", ""},
		{"the end of a range", "ru", "Раунд провели с 3 по 9 июня 2025 года.", "2025-06-09"},
		{"today's date stands for itself", "ru", "Сегодня, 3 декабря 2025 года, в Вене открывается форум.", "2025-12-03"},
		{"a dateline with its year", "ru", "ВЕНА, 6 мая 2025. «Агентство». Форум открывается.", "2025-05-06"},
		{"a dateline without its year follows what is told", "ru", "ВЕНА, 6 мая. /Агентство/. Форум открылся. Прошлый провели в мае 2024 года.", "2024-05-06"},
		{"a dateline without its year precedes what is planned", "ru", "ВЕНА, 6 ноября. /Агентство/. Форум открылся. Следующий пройдёт в феврале 2026 года.", "2025-11-06"},
		{"a dateline without its year between the two", "kk", "ВЕНА, 7 қазан. Бүгін форум өтті. Бұған дейінгі форумды 2024 жылғы 6 қарашада Алматыда өткізген.", "2025-10-07"},
		{"a dateline alone tells no year", "en", "VIENNA, 2 December (Agency) – The forum opened on Tuesday.", ""},
		{"a line that dates the article", "ru", "Обзор «Вестника» | 6 мая 2025\nФорум открывается.", "2025-05-06"},
		{"captions do not count", "ru", "Фото: пресс-служба, снимок сделали 6 мая 2025 года\nФорум открывается.", ""},
		{"Kazakh past", "kk", "Құжатқа 2025 жылғы 4 қарашада қол қойылды. Келесі кездесу 2026 жылғы 3 ақпанда өтеді.", "2025-11-04"},
		{"Kazakh plans do not count", "kk", "Отырыс 2026 жылғы 3 ақпанға жоспарланған.", ""},
		{"Kazakh deadlines do not count", "kk", "Есеп 2026 жылғы 3 ақпанға дейін тапсырылды.", ""},
		{"English past", "en", "The pact was signed on 4 November 2025. It will enter into force on 1 March 2026.", "2025-11-04"},
		{"English plans do not count", "en", "The hearing was set for 1 March 2026.", ""},
		{"English deadlines do not count", "en", "The mandate was extended until 1 March 2026.", ""},
		{"a day without its year follows what is told with one", "ru", "Договор подписали 23 декабря 2024 года. Палата одобрила его 11 марта.", "2025-03-11"},
		{"a day without its year shortly before is of the same", "ru", "Договор подписали 23 декабря 2024 года. Делегация прилетела 20 декабря.", "2024-12-23"},
		{"a day without its year falls on its weekday", "ru", "Договор подписали 23 декабря 2023 года. Палата одобрила его в среду, 12 марта.", "2025-03-12"},
		{"a day without its year precedes what is planned", "kk", "Форум 17 наурызда өтті. Келесі форум 2027 жылдың көктемінде өтеді.", "2026-03-17"},
		{"a planned day without its year tells none", "kk", "Форум 17 наурызда өтеді. Келесі форум 2027 жылдың көктемінде өтеді.", ""},
		{"no language, no reference", "de", "Am 4. November 2025 wurde unterschrieben.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day, ok := Reference(golden{text: tt.text}.doc(tt.lang))
			if day.String() != tt.want || ok != (tt.want != "") {
				t.Errorf("%s: got %q, %v; want %q", tt.text, day, ok, tt.want)
			}
		})
	}
}
