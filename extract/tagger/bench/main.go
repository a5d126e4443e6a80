// Bench measures how well the tagger reads texts that it has not learnt from.
// Each corpus is cut into five blocks of what stands together in it; a model
// is trained for each block on the others, and the whole pipeline reads the
// block with it. The corpus's own scripts score all blocks at once.
//
//	go run ./extract/tagger/bench -kaznerd FOLDER -factrueval FOLDER
//
// A KazNERD sentence that, letters, case and punctuation folded, occurs also
// in the block is not learnt from.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"claimgraph/extract/standard"
)

// folds is how many blocks a corpus is cut into.
const folds = 5

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	kaznerd := flag.String("kaznerd", "", "folder of KazNERD: valid.iob2, convert.py and score.py")
	types := flag.String("types", "PERSON,GPE,ORGANISATION,POSITION,DATE", "types of KazNERD that are scored")
	factrueval := flag.String("factrueval", "", "folder of factRuEval-2016: devset, from_claims.py and score.py")
	keep := flag.String("keep", "", "folder to leave the files in that were scored; none are kept without")
	flag.Parse()
	if *kaznerd == "" && *factrueval == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*kaznerd, *types, *factrueval, *keep); err != nil {
		log.Fatal(err)
	}
}

func run(kaznerd, types, factrueval, keep string) error {
	begin := time.Now()
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		return err
	}
	if keep == "" {
		if keep, err = os.MkdirTemp("", "bench"); err != nil {
			return err
		}
		defer os.RemoveAll(keep)
	} else if err := os.MkdirAll(keep, 0o755); err != nil {
		return err
	}
	if kaznerd != "" {
		if err := benchKazNERD(p, kaznerd, types, keep); err != nil {
			return fmt.Errorf("KazNERD: %w", err)
		}
	}
	if factrueval != "" {
		if err := benchFactRuEval(p, factrueval, keep); err != nil {
			return fmt.Errorf("factRuEval: %w", err)
		}
	}
	fmt.Printf("in %v\n", time.Since(begin).Round(time.Second))
	return nil
}
