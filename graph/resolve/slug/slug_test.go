package slug

import (
	"fmt"
	"strings"
	"testing"
)

func TestASlugReadsAsTheNameSounds(t *testing.T) {
	tests := []struct{ behaviour, name, lang, want string }{
		{"е after a vowel is ye", "Алибек Бакаев", "ru", "alibek-bakayev"},
		{"a double name keeps its hyphen", "Касым-Жомарт Токаев", "ru", "kasym-zhomart-tokayev"},
		{"Kazakh letters meet the Russian form", "Әлібек Бақаев", "kk", "alibek-bakayev"},
		{"Kazakh қ and ы", "Қасым-Жомарт Тоқаев", "kk", "kasym-zhomart-tokayev"},
		{"е begins a word as ye", "Ермек Көшербаев", "kk", "yermek-kosherbayev"},
		{"a surname in -ский ends in y", "Дмитрий Вишневский", "ru", "dmitry-vishnevsky"},
		{"ь before е gives y", "Васильев", "ru", "vasilyev"},
		{"all Kazakh letters", "әғқңөұүһі", "kk", "agkngouuhi"},
		{"Latin accents are dropped", "António Łukasz Åström-Žižek", "", "antonio-lukasz-astrom-zizek"},
		{"an apostrophe joins", "O’Brien d'Arc", "en", "obrien-darc"},
		{"Ukrainian и is y", "Кличко Віталій", "uk", "klychko-vitaliy"},
		{"quotation marks and digits", "«Совет 2.0» (G20)", "ru", "sovet-2-0-g20"},
		{"a mark apart from its letter", "Андреи\u0306", "ru", "andrei"},
		{"letters of other scripts give a hash", "習近平", "zh", "c67d5b2c"},
		{"what can be read stands before the hash", "Xi 習近平", "zh", "xi-887a5bba"},
		{"nothing but marks gives a hash", "—", "", "bda05058"},
		{"the empty name gives a hash", "", "", "e3b0c442"},
	}
	for _, tt := range tests {
		if got := Of(tt.name, tt.lang); got != tt.want {
			t.Errorf("%s: Of(%q, %q) = %q, want %q", tt.behaviour, tt.name, tt.lang, got, tt.want)
		}
	}
}

func TestALongSlugEndsInAHash(t *testing.T) {
	name := strings.Repeat("длинное название ", 20)
	got := Of(name, "ru")
	if len(got) > maxSlug+9 || got == Of(name+"ещё", "ru") {
		t.Errorf("a name of %d bytes = %q (%d bytes), want at most %d, different from a longer name's", len(name), got, len(got), maxSlug+9)
	}
}

func FuzzSlugIsAlwaysASegmentOfAnIRI(f *testing.F) {
	f.Add("Алибек Бакаев", "ru")
	f.Add("\xff", "")
	f.Fuzz(func(t *testing.T, name, lang string) {
		s := Of(name, lang)
		if s == "" || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Trim(s, "-") != s || strings.Contains(s, "--") {
			t.Errorf("Of(%q, %q) = %q, want letters, digits and single hyphens between them", name, lang, s)
		}
	})
}

func ExampleOf() {
	fmt.Println(Of("Касым-Жомарт Токаев", "ru"))
	fmt.Println(Of("Қасым-Жомарт Тоқаев", "kk"))
	// Output:
	// kasym-zhomart-tokayev
	// kasym-zhomart-tokayev
}
