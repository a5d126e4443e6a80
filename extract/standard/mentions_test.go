package standard_test

import (
	"slices"
	"testing"
)

// mentioned returns the mentions of a text of 12 May 2031, "Type Name" each.
func mentioned(t *testing.T, language, text string) []string {
	t.Helper()
	p := pipeline(t)
	a := article(language, text)
	var out []string
	for _, d := range p.Analyze(a) {
		for _, m := range d.Told() {
			out = append(out, string(m.Type)+" "+m.Name)
		}
	}
	return out
}

func TestMentions(t *testing.T) {
	tests := []struct{ name, lang, text, want, not string }{
		{"an abbreviated town is its mayor's", "ru", "Аким г. Алматы Ерлан Досатов выступил.", "Role аким", "Role аким г"},
		{"a company's town is no part of its name", "ru", "Директору ТОО «Орман-Строй» г. Алматы вручили ключи.", "Organization ТОО «Орман-Строй»", "Organization ТОО «Орман-Строй» г"},
		{"what a person has is no part of the name", "ru", "Резиденция Бриоша Лунвиля закрыта.", "Person Бриош Лунвиль", "Person Резиденций Бриош Лунвиль"},
		{"a numbered congress is an event", "en", "The XXII congress adopted the plan.", "Event congress", "Organization XXII congress"},
		{"the Congress of a country is a body", "en", "The 118th Congress adopted the bill.", "Organization 118th Congress", ""},
		{"where a company sits is no part of its name", "en", "He met the CEO of Oslo-based Hoshino Motors Co. in Bergen.", "Organization Hoshino Motors Co", "Organization Oslo-based Hoshino Motors Co"},
		{"nor of its post's", "en", "He met the CEO of Oslo-based Hoshino Motors Co. in Bergen.", "Role CEO", "Role CEO of Oslo-based"},
		{"a town's name may begin with an abbreviation", "en", "Talks opened on Monday in St. Aldwin and went on.", "City St. Aldwin", "City St"},
		{"a title may have a tail", "en", "Ambassador-at-Large Ann Lee and Chancellor-designate Ute Braun met.", "Role Ambassador-at-Large", "Person Ambassador-at-Large Ann Lee"},
		{"a minister may have two portfolios", "ru", "Министр труда и по делам семьи Олег Тиханов выступил.", "Role министр труда и по делам семьи", ""},
		{"before a full name stands no other person", "ru", "Ранее глава Заболотска Елена Орлова встретилась с министром культуры Ильёй Диким.", "Person Елена Орлова", "Person Заболотска"},
		{"a kingdom is its country", "kk", "Бельгия Корольдігінің елшісі келді.", "Country Бельгия", ""},
		{"a title is in small letters as a whole or not", "en", "Secretary-General Ann Lee resigned.", "Role Secretary-General", "Role secretary-General"},
	}
	for _, tt := range tests {
		got := mentioned(t, tt.lang, tt.text)
		if !slices.Contains(got, tt.want) || tt.not != "" && slices.Contains(got, tt.not) {
			t.Errorf("%s: %s\ngot %q, want %q and not %q", tt.name, tt.text, got, tt.want, tt.not)
		}
	}
}
