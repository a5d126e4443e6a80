package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/extract/tagger"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/learn"
	"claimgraph/schema"
)

// counts are what a type's score is made of.
type counts struct{ gold, said, right int }

func (c counts) f1() float64 { return 2 * float64(c.right) / float64(max(c.gold+c.said, 1)) }

// benchFactRuEval prints, over all blocks together, how many of the outermost
// names the tagger reads with their type and both bounds, and how the corpus's
// own script scores the facts that the whole pipeline reads.
func benchFactRuEval(p *standard.Reader, dir, work string) error {
	std := filepath.Join(dir, "devset")
	texts, err := corpus.FactRuEval(std)
	if err != nil {
		return err
	}
	names := map[string]*counts{}
	for _, t := range nameTypes {
		names[t] = &counts{}
	}
	var claims bytes.Buffer
	for k := range folds {
		from, to := k*len(texts)/folds, (k+1)*len(texts)/folds
		with, err := trained(p, "ru", slices.Concat(texts[:from], texts[to:]))
		if err != nil {
			return err
		}
		for _, t := range texts[from:to] {
			if err := compare(p, with, t, names); err != nil {
				return err
			}
		}
		p.Tagger = with
		if err := writeClaims(&claims, p, std, texts[from:to]); err != nil {
			return err
		}
		p.Tagger = nil
	}
	fmt.Println("factRuEval-2016 devset, five blocks, outermost names:")
	printNames(names)
	fmt.Println("factRuEval-2016 devset, five blocks, facts:")
	return printFacts(dir, std, work, claims.Bytes())
}

// writeClaims reads the files of the texts as extract does.
func writeClaims(w io.Writer, p *standard.Reader, std string, texts []corpus.Text) error {
	files := make([]string, len(texts))
	for i, t := range texts {
		files[i] = filepath.Join(std, t.Name)
	}
	for a, err := range read.Articles(context.Background(), files, nil) {
		if err != nil {
			return err
		}
		x, err := p.Run(context.Background(), a)
		if err != nil {
			return err
		}
		if err := schema.WriteJSONL(w, x, a.Path); err != nil {
			return err
		}
	}
	return nil
}

// printFacts has the corpus's scripts turn the claims into its facts and score them.
func printFacts(dir, std, work string, claims []byte) error {
	file, facts := filepath.Join(work, "claims.jsonl"), filepath.Join(work, "facts")
	if err := os.WriteFile(file, claims, 0o644); err != nil {
		return err
	}
	if _, err := python(filepath.Join(dir, "from_claims.py"), file, std, facts); err != nil {
		return err
	}
	score, err := python(filepath.Join(dir, "score.py"), "t3", "-s", std, "-t", facts)
	fmt.Print(string(score))
	return err
}

// nameTypes are the corpus's types of names that are counted.
var nameTypes = []string{"Person", "LocOrg", "Org", "Location"}

func printNames(by map[string]*counts) {
	var all counts
	for _, t := range nameTypes {
		c := by[t]
		fmt.Printf("  %-14s P %.3f R %.3f F1 %.3f (%d)\n", t, float64(c.right)/float64(max(c.said, 1)), float64(c.right)/float64(max(c.gold, 1)), c.f1(), c.gold)
		all = counts{all.gold + c.gold, all.said + c.said, all.right + c.right}
	}
	fmt.Printf("  all F1 %.4f\n", all.f1())
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
