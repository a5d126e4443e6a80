package rule

import (
	"strings"
	"testing"
	"testing/fstest"

	"claimgraph/schema"
)

func TestErrorsOfYAMLAreSaidInWords(t *testing.T) {
	const head = "language: ru\n"
	for _, test := range []struct{ text, want string }{
		{head + "bogus: 1\nrules: []\n", `ru/x.yaml:2: unknown key "bogus"`},
		{head + "rules: 5\n", "ru/x.yaml:2: want a list, got 5"},
		{head + "rules:\n  - name: a\n    zzz: 1\n", `ru/x.yaml:4: unknown key "zzz"`},
		{head + "rules:\n  - name: [a]\n", "ru/x.yaml:3: want a text, got a list"},
		{head + "rules:\n  - [a]\n", "ru/x.yaml:3: want a mapping, got a list"},
		{head + "rules:\n  - name: a\n    match:\n      - {gap: 1,\n         until: [{word: b}, {wrod: c}]}\n", `ru/x.yaml:6: unknown key "wrod"`},
		{head + "rules:\n  - name: a\n    match:\n      - {gap: 1, until: {except: {wrod: c}}}\n", `ru/x.yaml:5: unknown key "wrod"`},
		{head + "rules: [\n", "ru/x.yaml:"},
	} {
		_, err := Load(schema.Default(), Packs(), fstest.MapFS{"ru/x.yaml": {Data: []byte(test.text)}})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "rule.") {
			t.Errorf("%q:\ngot  %v\nwant %s, and no type's name", test.text, err, test.want)
		}
	}
}
