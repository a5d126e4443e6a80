package ask

import (
	"strings"
	"testing"

	"claimgraph/schema"
)

func TestOnlyWordsBetweenMarksAreVerbatim(t *testing.T) {
	for _, test := range []struct {
		sentence, quote string
		want            bool
	}{
		{`«Мы договорились», — сказал министр.`, "Мы договорились", true},
		{`She said: “We have agreed.”`, "We have agreed", true},
		{`"We have agreed," she said.`, "We have agreed", true},
		{`Министр сказал, что стороны договорились.`, "стороны договорились", false},
		{`По словам министра, стороны «договорились» обо всём.`, "стороны «договорились» обо всём", false},
		{`Газета «Вода» пишет: вода дорожает.`, "вода дорожает", false},
	} {
		i := strings.Index(test.sentence, test.quote)
		const at = 100 // where the sentence stands in its article
		c := schema.Claim{
			Evidence: []schema.Evidence{{Span: schema.Span{Start: at, End: at + len(test.sentence)}, Quote: test.sentence}},
			Args: map[schema.ArgName][]schema.Value{"quote": {{
				Text: test.quote, Mention: schema.Mention{Span: schema.Span{Start: at + i, End: at + i + len(test.quote)}},
			}}},
		}
		if got := verbatim(c); got != test.want {
			t.Errorf("%s: %q: got %v, want %v", test.sentence, test.quote, got, test.want)
		}
	}
}
