package date_test

import (
	"fmt"

	"claimgraph/extract"
	"claimgraph/extract/date"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

func Example() {
	a := &extract.Article{
		Text:   "Министры встретились 1 декабря. Следующий раунд пройдёт в феврале 2026 года.",
		Source: schema.Source{Language: "ru", Published: schema.Date{Year: 2025, Month: 12, Day: 3}},
	}
	d := layout.Lay(a, "", nil)
	for _, m := range date.New().Recognize(d) {
		fmt.Println(d.Text(m.Span), "=", m.Time)
	}
	// Output:
	// 1 декабря = 2025-12-01
	// феврале 2026 года = 2026-02
}
