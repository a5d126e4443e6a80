package layout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Совет собрался утром.", "ru"},
		{"Жиын таңертең өтті.", "kk"},
		{"The council met.", "en"},
		{"Бұл туралы мәлім етті", "kk"},
		{"Об этом сообщили", "ru"},
		{"Аким Ерлан Тұрсынов приехал в Көкшетау", "ru"},
		{"ТОО «Өндіріс-Лизинг» и Ғалым Әбенов подписали договор в четверг", "ru"},
		{"«Tulpar Net» пен Hanbit Space келісімге қол қойды", "kk"},
		{"Qazaqstan men Özbekstan kelisimge qol qoıdy", "kk"},
		{"Qazaqstan Respublikasynyñ Prezidenti jañа jarlyqqa qol qoidy", "kk"},
		{"Seısenbi kúni kompanıa jańa dırektor taǵaıyndady", "kk"},
		{"Kazakhstan's Samruk-Qazyna fund said it would sell shares", "en"},
		{"Talks in Córdoba", "en"},
		{"Air Astana", "en"},
		{"123, 45 — 6!", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Language(tt.text); got != tt.want {
			t.Errorf("Language(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestLanguageOfExamples(t *testing.T) {
	files, _ := filepath.Glob("../../examples/news/*.txt")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(filepath.Base(f), "_")[1]
		for _, paragraph := range strings.Split(string(data), "\n") {
			if len(paragraph) < 60 {
				continue
			}
			if got := Language(paragraph); got != want {
				t.Errorf("%s: Language(%q) = %q, want %q", f, paragraph, got, want)
			}
		}
	}
}
