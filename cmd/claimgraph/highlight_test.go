package main

import (
	"strings"
	"testing"

	"claimgraph/schema"
)

func TestHighlight(t *testing.T) {
	const text = "Заголовок\n\nПервый абзац. Второе предложение.\nСередина\nДалеко\nКонец\n"
	span := func(s string) schema.Span {
		i := strings.Index(text, s)
		return schema.Span{Start: i, End: i + len(s)}
	}
	tests := []struct {
		name     string
		passages []schema.Span
		want     string
	}{
		{"a sentence with the lines around it", []schema.Span{span("Второе предложение.")},
			"  Заголовок\n  Первый абзац. ⟦Второе предложение.⟧\n  Середина\n  …\n"},
		{"two passages of a line, given in the wrong order", []schema.Span{span("предложение"), span("Первый")},
			"  Заголовок\n  ⟦Первый⟧ абзац. Второе ⟦предложение⟧.\n  Середина\n  …\n"},
		{"a passage over two lines is marked in both", []schema.Span{span("Далеко\nКонец")},
			"  …\n  Середина\n  ⟦Далеко⟧\n  ⟦Конец⟧\n"},
		{"a span past the end of the text marks nothing", []schema.Span{{Start: len(text) + 5, End: len(text) + 9}}, "  …\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := highlight(text, test.passages, plainPassage); got != test.want {
				t.Errorf("highlight(%q, %v)\n got %q\nwant %q", text, test.passages, got, test.want)
			}
		})
	}
}
