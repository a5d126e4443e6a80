package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"claimgraph/extract"
	"claimgraph/extract/standard"
	"claimgraph/extract/tagger"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/learn"
)

// benchKazNERD prints the score of all blocks together.
func benchKazNERD(p *standard.Reader, dir, types, work string) error {
	gold := filepath.Join(dir, "valid.iob2")
	sentences, err := corpus.ReadIOB2(gold)
	if err != nil {
		return err
	}
	var read, answered bytes.Buffer
	for i, b := range corpus.Blocks(sentences, folds) {
		folder := filepath.Join(work, fmt.Sprint("block", i+1))
		predicted, err := readBlock(p, dir, folder, b)
		if err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
		answered.Write(predicted)
		for _, s := range b.Read {
			read.WriteString(s.IOB2())
		}
	}
	answer := filepath.Join(work, "predicted.iob2")
	if err := os.WriteFile(answer, answered.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Println("KazNERD valid, five blocks:")
	score, err := python(filepath.Join(dir, "score.py"), gold, answer, "--types", types)
	fmt.Print(string(score))
	return err
}

// readBlock trains a model for the block and returns what the pipeline reads
// with it, as IOB2. The corpus's script makes the texts and the answer.
func readBlock(p *standard.Reader, dir, folder string, b corpus.Block) ([]byte, error) {
	with, err := trained(p, "kk", corpus.Texts(b.Learn))
	if err != nil {
		return nil, err
	}
	p.Tagger = with
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	for _, s := range b.Read {
		text.WriteString(s.IOB2())
	}
	block, texts, mentions := filepath.Join(folder, "block.iob2"), filepath.Join(folder, "texts"), filepath.Join(folder, "mentions.jsonl")
	if err := os.WriteFile(block, text.Bytes(), 0o644); err != nil {
		return nil, err
	}
	convert := filepath.Join(dir, "convert.py")
	if _, err := python(convert, "texts", block, texts); err != nil {
		return nil, err
	}
	if err := writeMentions(p, texts, mentions); err != nil {
		return nil, err
	}
	return python(convert, "iob2", block, texts, mentions)
}

// trained returns a tagger that has learnt from the texts, and leaves the
// pipeline without one.
func trained(p *standard.Reader, language string, texts []corpus.Text) (*tagger.Tagger, error) {
	task := learn.Tasks[language]
	p.Tagger = nil
	examples, err := task.Examples(p.Pipeline, texts)
	if err != nil {
		return nil, err
	}
	model, err := task.Model(examples, nil)
	if err != nil {
		return nil, err
	}
	return tagger.With(p.Analyzers, model)
}

// writeMentions reads the texts as extract --mentions does.
func writeMentions(p *standard.Reader, texts, path string) error {
	files, err := filepath.Glob(filepath.Join(texts, "*.txt"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		d, err := learn.Document(p.Pipeline, "", f, string(text))
		if err != nil {
			return err
		}
		if err := extract.WriteMentions(&out, []*extract.Doc{d}); err != nil {
			return err
		}
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

func python(args ...string) ([]byte, error) {
	cmd := exec.Command("python3", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s: %w", filepath.Base(args[0]), err)
	}
	return out, nil
}
