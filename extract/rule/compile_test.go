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
		{"a list that names itself", "language: ru\nwords:\n  a: [$b]\n  b: [x, $a]\n", `ru/x.yaml:4: word list "a" names itself`},
		{"an empty list", "language: ru\nwords:\n  a: []\n", `ru/x.yaml:3: word list "a" is empty`},
		{"an empty alternative", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {any: [[], [{word: x}]]}\n", "ru/x.yaml:6: rule a: an empty pattern"},
		{"alternatives without any", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {any: []}\n", "ru/x.yaml:6: rule a: a list without a pattern"},
		{"an empty pattern after not", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{word: x}, {not: []}]\n", "rule a: an empty pattern"},
		{"an empty pattern after unless", "language: ru\nrules:\n  - name: a\n    claim: role\n    match: [{word: x}]\n    unless: [[]]\n", "ru/x.yaml:6: rule a: an empty pattern"},
		{"a match of nothing", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {gap: 3}\n      - {optional: [{word: x}]}\n", "rule a: the match may be of no token"},
		{"a broken pattern that nothing uses", "language: ru\npatterns:\n  p:\n    - {lemma: $no}\n", `ru/x.yaml:4: pattern p: no word list "no"`},
		{"two forms in one step", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {gap: 3, word: x}\n", "ru/x.yaml:6: rule a: gap and a test of a word or mention in one step"},
		{"a gap's key on a word", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {word: x, until: {word: y}}\n", "until, clause and ends are for gap"},
		{"a value for no argument", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {word: x, value: y}\n", "value, bare and whole are for a step with as"},
		{"an argument that alternatives fill", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {any: [[{word: x}]], as: person}\n", "any fills no argument"},
		{"a feature of no value", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {word: x, case: []}\n", "ru/x.yaml:6: rule a: an empty list"},
		{"two words in one step", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {word: в том}\n", `no token is "в том"`},
		{"a word in capitals", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {lemma: Быть}\n", `no token is "Быть"`},
		{"an argument of another type", "language: ru\nrules:\n  - name: a\n    claim: role\n    match:\n      - {mention: [Person, Date], as: person}\n", "ru/x.yaml:6: rule a: argument person of claim role takes no Date"},
		{"a misspelt standing", "language: ru\nrules:\n  - name: a\n    claim: visit\n    match: [{word: x}]\n    standing: {occured: planned}\n", `ru/x.yaml:6: rule a: unknown standing "occured"`},
		{"a standing of no status", "language: ru\nrules:\n  - name: a\n    claim: visit\n    match: [{word: x}]\n    standing: {occurred: done}\n", `status of claim visit has no value "done"`},
		{"a misspelt status", "language: ru\nstanding:\n  - {name: s, match: [{word: x, trigger: true}], status: plannd}\n", `unknown status "plannd"`},
		{"a rule named like a near miss", "language: ru\nrules:\n  - {name: a-not, claim: role, match: [{word: x}]}\n", "a name is of letters"},
		{"two packs in a file", "language: ru\n---\nlanguage: ru\n", "ru/x.yaml: the pack goes on after a line of ---"},
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

func TestLoadRefusesFilesThatNothingReads(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"x.txtar":    "x.txtar: a corpus lies beside its pack",
		"ru/y.yml":   "ru/y.yml: the name of a pack ends in .yaml",
		"ru/z.names": "ru/z.names: names lie beside the folders",
		"ru/y.txtar": "ru/y.txtar: there is no pack of this name",
	} {
		_, err := rule.Load(model, fstest.MapFS{"ru/x.yaml": {Data: []byte("language: ru\n")}, file: {}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %q in it", file, err, want)
		}
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
