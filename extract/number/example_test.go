package number_test

import (
	"fmt"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/extract/number"
	"claimgraph/schema"
)

func Example() {
	a := &extract.Article{Text: "Заём составит 7,5 млрд тенге.", Source: schema.Source{Language: "ru"}}
	d := layout.Lay(a, "", nil)
	d.Language = "ru"
	for _, m := range number.New().Recognize(d) {
		fmt.Println(d.Text(m.Span), "=", m.Number, m.Kind, m.Args[number.Unit][0].Text)
	}
	// Output:
	// 7,5 млрд = 7500000000 money KZT
}
