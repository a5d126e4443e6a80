package corpus_test

import (
	"strings"
	"testing"

	"claimgraph/extract/rule/corpus"
)

func TestParseRefusesWithFileAndLine(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"a misspelt head", "publishd: 2025-05-17\n", `ru/x.txtar:1: "publishd: 2025-05-17": want published`},
		{"a day in another form", "# ours\npublished: 17.05.2025\n", "ru/x.txtar:2: date"},
		{"a text without claims", "\n-- a.txt --\nx\n-- b.txt --\ny\n", "ru/x.txtar:2: a.txt: want"},
		{"an empty text", "-- a.txt --\nx\n-- a.claims --\n-- a-not.txt --\n-- a-not.claims --\n", "ru/x.txtar:4: a-not.txt is empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := corpus.Parse("ru/x.txtar", []byte(tt.data))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %q in it", err, tt.want)
			}
		})
	}
}

func TestSectionsBelongToTheRuleOfTheirName(t *testing.T) {
	tests := []struct {
		name, rule string
		miss       bool
	}{
		{"stays-in", "stays-in", false},
		{"stays-in-2", "stays-in", false},
		{"stays-in-not", "stays-in", true},
		{"stays-in-not-12", "stays-in", true},
		{"stays-in-2-not", "stays-in", true},
	}
	for _, tt := range tests {
		c, err := corpus.Parse("ru/x.txtar", []byte("-- "+tt.name+".txt --\nx\n-- "+tt.name+".claims --\n"))
		if err != nil {
			t.Fatal(err)
		}
		if s := c.Sections[0]; s.Rule != tt.rule || s.Miss != tt.miss {
			t.Errorf("%s: got rule %s, near miss %v", tt.name, s.Rule, s.Miss)
		}
	}
}
