package date

import (
	"strings"
	"testing"
)

func TestEveryLanguageLoads(t *testing.T) {
	for lang := range lexicons {
		if lex := lexiconOf(lang); lex == nil || lex.language != lang {
			t.Errorf("the lexicon of %s is %v", lang, lex)
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
	const good = "language: xx\nclasses: {month: {\"1\": [jan]}}\n"
	tests := []struct{ name, text, want string }{
		{"an unknown key", good + "pattern: []", "field pattern not found"},
		{"an unknown class", good + "patterns: [\"<week>\"]", `no class "week"`},
		{"an unknown slot", good + "patterns: [\"<when=month>\"]", `no slot "when"`},
		{"an unknown slot that is set", good + "patterns: [\"<month> => when=1\"]", `no slot "when"`},
		{"an unknown part", good + "patterns: [\"$Y\"]", `no part "Y"`},
		{"a pattern that can be empty", good + "patterns: [\"<month>?\"]", "can be empty"},
		{"an open group", good + "patterns: [\"( <month>\"]", "not closed"},
		{"a negative core", good + "patterns: [\"!a <month>\"]", "only context can be negative"},
		{"a part that holds itself", good + "parts: {Y: \"$Y\"}\npatterns: [\"$Y\"]", "too deep"},
		{"unknown endings", strings.Replace(good, "jan", "jan+x", 1), `no endings "x"`},
		{"a value that is no number", strings.Replace(good, "\"1\"", "one", 1), "neither a number nor a unit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := load([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s\ngot %v, want an error with %q", tt.text, err, tt.want)
			}
		})
	}
	if _, err := load([]byte(good + "patterns: [\"<month> => since=1\"]")); err != nil {
		t.Errorf("a good file: %v", err)
	}
}
