package kk_test

import (
	"fmt"

	"claimgraph/extract"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/layout"
)

func Example() {
	text := "Жиынға ҚР Сыртқы істер министрінің орынбасарымен бірге Асан Қалдыбековтің шәкірті келді."
	d := &extract.Doc{Article: &extract.Article{Text: text}, Tokens: layout.Tokens(text)}
	d.Sentences = []extract.Sentence{{End: len(d.Tokens)}}
	a := kk.New()
	a.Analyze(d.Tokens)

	deputy := d.Tokens[5]
	fmt.Println(deputy.Text, "is a form of", deputy.Lemma())
	p := a.Phrase(d, 5, nil)
	fmt.Println(a.Nominative(d, p.First, p.End, p.Head))
	fmt.Println(a.PersonName(d, 7, 9))
	// Output:
	// орынбасарымен is a form of орынбасар
	// ҚР Сыртқы істер министрінің орынбасары
	// Асан Қалдыбеков
}
