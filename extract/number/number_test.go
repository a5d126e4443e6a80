package number

import (
	"strings"
	"testing"
)

func TestEveryLanguageLoads(t *testing.T) {
	for lang := range lexicons {
		if lexiconOf(lang) == nil {
			t.Errorf("there is no lexicon of %s", lang)
		}
	}
	if lexiconOf("de") != nil || lexiconOf("") != nil {
		t.Error("a language without a file has a lexicon")
	}
	if lexiconOf("kk-Latn") == nil {
		t.Error("a script subtag hides the language")
	}
}

func TestLoadRefuses(t *testing.T) {
	const good = "language: xx\ndecimal: \".\"\n"
	tests := []struct{ name, text, want string }{
		{"an unknown key", good + "cardinal: {}", "field cardinal not found"},
		{"a missing decimal sign", "language: xx\n", "decimal"},
		{"a cardinal that is no number", good + "cardinals: {one: [one]}", "no number from 0 to 999"},
		{"a scale that is no power", good + "scales: {\"2\": [hundred]}", "no power of ten"},
		{"a glued scale that is none", good + "glued: [m]", `"m" is no scale`},
		{"unknown endings", good + "cardinals: {\"1\": [один+x]}", `no endings "x"`},
		{"a fraction that is no decimal", good + "fractions: {\"1/2\": [half]}", "canonical form"},
		{"an unknown bound", good + "bounds: {near: [about]}", "near"},
		{"an unknown kind of unit", good + "units: [{kind: cash, name: USD, words: [dollar]}]", "cash"},
		{"a compound of an unknown unit", good + "compounds: {year: year}", `no unit "year"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := load([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s\ngot %v, want an error with %q", tt.text, err, tt.want)
			}
		})
	}
	if _, err := load([]byte(good)); err != nil {
		t.Errorf("a good file: %v", err)
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ name, text, decimal, want string }{
		{"a decimal comma", "28,70", ",", "28.7"},
		{"the other sign as a decimal one", "28.7", ",", "28.7"},
		{"the other sign between thousands", "1.250.000", ",", "1250000"},
		{"thousands and decimals", "1,300,000.50", ".", "1300000.5"},
		{"a nought before three decimals", "0.125", ",", "0.125"},
		{"a chapter number is none", "3.14.15", ",", ""},
		{"nor are two decimal signs", "1,2,3", ",", ""},
		{"nought", "0,00", ",", "0"},
	}
	for _, tt := range tests {
		if got := canonical(tt.text, tt.decimal); got != tt.want {
			t.Errorf("%s: canonical(%q, %q) = %q, want %q", tt.name, tt.text, tt.decimal, got, tt.want)
		}
	}
}

func TestShiftPoint(t *testing.T) {
	tests := []struct {
		value string
		power int
		want  string
	}{{"28.7", 9, "28700000000"}, {"0.5", 6, "500000"}, {"7", 3, "7000"}, {"1.2345", 3, "1234.5"}, {"0", 6, "0"}}
	for _, tt := range tests {
		if got := shiftPoint(tt.value, tt.power); got != tt.want {
			t.Errorf("shiftPoint(%q, %d) = %q, want %q", tt.value, tt.power, got, tt.want)
		}
	}
}
