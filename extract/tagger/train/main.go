// Train makes the models of the tagger from the corpora that they are learnt
// from. The same corpora, dictionaries and rules give the same bytes.
//
//	go run ./extract/tagger/train -kaznerd FILE.iob2 -factrueval FOLDER -out extract/tagger/data
//
// Either corpus may be left out; its model is not made then. After it, make tables
// lists the models' hash anew.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"claimgraph/extract/standard"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/learn"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("train: ")
	kaznerd := flag.String("kaznerd", "", "KazNERD's sentences in IOB2, for Kazakh")
	factrueval := flag.String("factrueval", "", "folder of factRuEval-2016, for Russian")
	out := flag.String("out", "", "folder for the models")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*kaznerd, *factrueval, *out); err != nil {
		log.Fatal(err)
	}
}

func run(kaznerd, factrueval, out string) error {
	if kaznerd != "" {
		sentences, err := corpus.ReadIOB2(kaznerd)
		if err != nil {
			return err
		}
		if err := train("kk", corpus.Texts(sentences), out); err != nil {
			return err
		}
	}
	if factrueval != "" {
		texts, err := corpus.FactRuEval(factrueval)
		if err != nil {
			return err
		}
		return train("ru", texts, out)
	}
	return nil
}

// train writes the model of a language and prints its size and hash.
func train(language string, texts []corpus.Text, out string) error {
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		return err
	}
	p.Tagger = nil
	task := learn.Tasks[language]
	examples, err := task.Examples(p.Pipeline, texts)
	if err != nil {
		return err
	}
	model, err := task.Model(examples, nil)
	if err != nil {
		return err
	}
	path := filepath.Join(out, language+".model")
	if err := os.WriteFile(path, model, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d sentences, %d bytes, sha256 %x\n", path, len(examples), len(model), sha256.Sum256(model))
	return nil
}
