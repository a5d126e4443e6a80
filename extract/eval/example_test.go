package eval_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"claimgraph/extract/eval"
	"claimgraph/schema"
)

func Example() {
	dir, err := os.MkdirTemp("", "eval")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "talks.json")
	gold := `{"article": "talks.txt", "lang": "en", "claims": [
		{"type": "visit", "args": {"visitor": ["lee"], "destination": ["Oslo"]}}]}`
	if err := os.WriteFile(file, []byte(gold), 0o666); err != nil {
		log.Fatal(err)
	}
	g, err := eval.ReadGold(file, eval.Names{"lee": {"Ann Lee", "Lee"}})
	if err != nil {
		log.Fatal(err)
	}
	const text = "Ann Lee went to Rome."
	score := eval.NewScore()
	score.Add(g, text, []schema.Claim{{
		Type: "visit",
		Args: map[schema.ArgName][]schema.Value{
			"visitor":     {{Entity: &schema.Entity{Type: "Person", Name: "Ann Lee"}}},
			"destination": {{Entity: &schema.Entity{Type: "City", Name: "Rome"}}},
		},
		Evidence: []schema.Evidence{{Span: schema.Span{Start: 0, End: len(text)}, Quote: text}},
	}})
	fmt.Printf("precision %.2f, recall %.2f, F1 %.2f\n", score.All.Precision(), score.All.Recall(), score.All.F1())
	// Output: precision 0.50, recall 0.50, F1 0.50
}
