package rule_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"claimgraph/extract/rule"
	"claimgraph/schema"
)

func TestLoadRefusesWithFileAndLine(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, pack, want string }{
		{"a misspelt key", "language: ru\nrulez: []\n", "ru/x.yaml:2: unknown key \"rulez\""},
		{"a misspelt key of a step", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {lema: x}\n", "ru/x.yaml:6: unknown key \"lema\""},
		{"an unknown argument", "language: ru\nrules:\n  - name: a\n    claim: negotiation_round\n    match:\n      - {mention: Person, as: chairman}\n",
			`ru/x.yaml:6: rule a: claim negotiation_round has no argument "chairman"`},
		{"an unknown claim type", "language: ru\nrules:\n  - name: a\n    claim: wedding\n    match: [{word: x}]\n", `ru/x.yaml:4: rule a: no claim type "wedding"`},
		{"an unknown entity type", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {mention: Persn, as: person}\n", `ru/x.yaml:6: rule a: no entity type "Persn"`},
		{"an unknown list", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{lemma: $no}]\n", `no word list "no"`},
		{"an unknown feature", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{case: Genitive}]\n", `unknown case "Genitive"`},
		{"a pattern that uses itself", "language: ru\npatterns: {p: [{use: p}]}\nrules:\n  - name: a\n    claim: role\n    match: [{use: p}]\n", `pattern "p" uses itself`},
		{"a step that tests nothing", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{as: person}]\n", "a step without a condition"},
		{"a gap out of bounds", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{gap: 1000}]\n", "gap 1000 is not between 1 and 100"},
		{"two rules of one name", "language: ru\nrules:\n  - {name: a, claim: role, match: [{word: x}]}\n  - {name: a, claim: role, match: [{word: x}]}\n", "ru/x.yaml:4: a second rule of this name"},
		{"a language in the wrong folder", "language: kk\n", `ru/x.yaml:1: language "kk" in folder ru`},
		{"an unknown value", "language: ru\nrules:\n  - {name: a, claim: approval, match: [{word: x}], set: {kind: blessed}}\n", `kind of claim approval has no value "blessed"`},
		{"an empty file", "", "ru/x.yaml: empty pack"},
		{"what is not YAML", "language: [", "ru/x.yaml"},
		{"standing without a trigger", "language: ru\nstanding:\n  - {name: s, match: [{word: x}], status: planned}\n", "no step is the trigger"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := rule.Load(model, fstest.MapFS{"ru/x.yaml": {Data: []byte(tt.pack)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("pack\n%s\ngot  %v\nwant %q in it", tt.pack, err, tt.want)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	model, err := schema.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{mention: Person, as: person}]\n")
	f.Fuzz(func(t *testing.T, pack string) {
		_, _ = rule.Load(model, fstest.MapFS{"ru/x.yaml": {Data: []byte(pack)}})
	})
}
