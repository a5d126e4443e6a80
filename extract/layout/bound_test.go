package layout

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/extract"
)

// TestTimeIsLinear lays out texts that make a careless reader look at the same
// place again and again. The limit is far more than they take.
func TestTimeIsLinear(t *testing.T) {
	const size = 1 << 16
	for _, unit := range []string{
		"«", "»", "\"", "“ ", "‘А ", "«а, — сказал ", "— а, — ", ". ", "А. ", "т.д", "a.a.", "a@", "http://", "www.a", "1.", "1\u2009", "и\u0306", "-а", "'s",
		"АСТАНА, ", "слово ", "\n", "\r\n", "а:\n", "— а;\n", "1. Главная\n", "• а\n", "Читайте также\n", "Реклама | ", "Мост\n", "«\n", "А:\nа\n", "ТАРАЗ /", "\xff", "=",
	} {
		text := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		a := &extract.Article{Text: text}
		Describe(a)
		checkDoc(t, Lay(a, "", abbreviation), text)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%d bytes of %q take %v", len(text), unit, d)
		} else if d > time.Second {
			t.Logf("%d bytes of %q take %v", len(text), unit, d)
		}
	}
}

func Example() {
	a := &extract.Article{Text: " date 2026-05-12 Мост открыт\nТАРАЗ. Вести — Мэр перерезал ленту. «Ждали три года», — сказал он.\nЧитайте также"}
	d := Lay(a, "", func(word string) bool { return word == "г" })
	for _, b := range d.Blocks {
		fmt.Printf("%s: %s\n", b.Kind, d.Text(b.Span))
	}
	for _, s := range d.Sentences {
		fmt.Println("sentence:", d.Text(s.Span))
	}
	for _, q := range d.Quotations {
		fmt.Println("quotation:", d.Text(q.Span))
	}
	// Output:
	// title: Мост открыт
	// paragraph: ТАРАЗ. Вести — Мэр перерезал ленту. «Ждали три года», — сказал он.
	// chrome: Читайте также
	// sentence: Мост открыт
	// sentence: ТАРАЗ. Вести —
	// sentence: Мэр перерезал ленту.
	// sentence: «Ждали три года», — сказал он.
	// quotation: Ждали три года
}
