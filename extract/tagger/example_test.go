package tagger_test

import (
	"fmt"

	"claimgraph/extract/standard"
	"claimgraph/extract/tagger/internal/learn"
)

// The tagger reads names that no list holds.
func Example() {
	pipeline, err := standard.Pipeline(standard.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := learn.Document(pipeline.Pipeline, "kk", "example", "Ақсуат ауданының әкімі Дидар Сәкенов сейсенбіде жиын өткізді.\n")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range d.Told() {
		if m.Type == "Person" {
			fmt.Println(d.Text(m.Span))
		}
	}
	// Output: Дидар Сәкенов
}
