package main

import (
	"fmt"
	"slices"

	"claimgraph/extract/standard"
	"claimgraph/extract/tagger"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/learn"
)

// counts are what a type's score is made of.
type counts struct{ gold, said, right int }

func (c counts) f1() float64 { return 2 * float64(c.right) / float64(max(c.gold+c.said, 1)) }

// benchFactRuEval prints how many of the outermost names the tagger reads with
// their type and both bounds. The corpus's own score is of claims.
func benchFactRuEval(p *standard.Reader, dir string) error {
	texts, err := corpus.FactRuEval(dir)
	if err != nil {
		return err
	}
	types := []string{"Person", "LocOrg", "Org", "Location"}
	by := map[string]*counts{}
	for _, t := range types {
		by[t] = &counts{}
	}
	for k := range folds {
		from, to := k*len(texts)/folds, (k+1)*len(texts)/folds
		with, err := trained(p, "ru", slices.Concat(texts[:from], texts[to:]))
		if err != nil {
			return err
		}
		for _, t := range texts[from:to] {
			if err := compare(p, with, t, by); err != nil {
				return err
			}
		}
	}
	fmt.Println("factRuEval-2016 devset, five blocks, outermost names:")
	var all counts
	for _, t := range types {
		c := by[t]
		fmt.Printf("  %-14s P %.3f R %.3f F1 %.3f (%d)\n", t, float64(c.right)/float64(max(c.said, 1)), float64(c.right)/float64(max(c.gold, 1)), c.f1(), c.gold)
		all = counts{all.gold + c.gold, all.said + c.said, all.right + c.right}
	}
	fmt.Printf("  all F1 %.4f\n", all.f1())
	return nil
}

// compare counts what the tagger reads in one text.
func compare(p *standard.Reader, with *tagger.Tagger, t corpus.Text, by map[string]*counts) error {
	classes := map[string]string{"Person": "Person", "Country": "LocOrg", "City": "LocOrg", "Region": "LocOrg", "Organization": "Org", "Place": "Location"}
	gold := map[corpus.Mention]bool{}
	for _, m := range t.Mentions {
		if c := by[m.Type]; c != nil {
			gold[m] = true
			c.gold++
		}
	}
	d, err := learn.Document(p.Pipeline, "ru", t.Name, t.Text)
	if err != nil {
		return err
	}
	for _, m := range with.Read(d) {
		said := corpus.Mention{Span: m.Span, Type: classes[string(m.Type)]}
		if c := by[said.Type]; c != nil {
			c.said++
			if gold[said] {
				c.right++
			}
		}
	}
	return nil
}
