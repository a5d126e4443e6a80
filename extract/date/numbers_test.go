package date

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	tests := []struct{ name, lang, text, want string }{
		{"figures", "ru", "За проголосовали 38 депутатов.", "38=38"},
		{"a decimal comma", "ru", "Ставка снижена до 13,50%.", "13,50=13.5"},
		{"a point where a comma is usual", "ru", "Рост составил 4.7%.", "4.7=4.7"},
		{"groups of three", "ru", "Проложили 9 400 км путей и 1 250 000 метров кабеля.", "9 400=9400 1 250 000=1250000"},
		{"a scale", "ru", "Фонд получил 7 млрд тенге и 1,4 млн долларов.", "7 млрд=7000000000 1,4 млн=1400000"},
		{"words", "ru", "Подписано двадцать два документа и три протокола.", "двадцать два=22 три=3"},
		{"a lone one is none", "ru", "Один из министров выступил.", ""},
		{"ordinals are none", "ru", "Прошло 22-е заседание и второй раунд.", ""},
		{"what stands in a date is none", "ru", "5 мая 2024 года приняли 3 закона.", "3=3"},
		{"Kazakh", "kk", "Облыста 28,7 млрд теңгеге жиырма бес мектеп салынды.", "28,7 млрд=28700000000 жиырма бес=25"},
		{"a Kazakh word that is also a quarter", "kk", "Бұл тоқсан сәтті болды.", ""},
		{"English thousands", "en", "Some 12,400 people signed, or 2.5 percent.", "12,400=12400 2.5=2.5"},
		{"English scales", "en", "The deal is worth $1.5 billion and two hundred thousand shares.", "1.5 billion=1500000000 two hundred thousand=200000"},
		{"an article before a scale", "en", "It cost a million euros.", "a million=1000000"},
		{"articles are none", "en", "It was a good deal for one side.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := golden{text: tt.text}.doc(tt.lang)
			d.SetMentions(New().Recognize(d))
			var got []string
			for _, m := range Numbers().Recognize(d) {
				got = append(got, d.Text(m.Span)+"="+m.Number)
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("%s: got %q, want %q", tt.text, s, tt.want)
			}
		})
	}
}
