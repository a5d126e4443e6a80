// Package learn makes models of the tagger: texts of a corpus go through the
// pipeline up to the mentions, and what their corpus marks is learnt.
package learn

import (
	"context"
	"fmt"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/tagger"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/crf"
)

// A Task is one language's corpus and how it is learnt.
type Task struct {
	Language string
	Classes  []string          // as the model has them
	ClassOf  map[string]string // by the corpus's type; "" the rest
	Epochs   int
	C        float64
	Features int // at most so many are kept
}

// Tasks are what is learnt, by language.
var Tasks = map[string]Task{
	"kk": {
		Language: "kk",
		Classes:  []string{"Person", "GPE", "Organization", "Role", "Date", "-number", "-other"},
		ClassOf: map[string]string{
			"PERSON": "Person", "GPE": "GPE", "ORGANISATION": "Organization", "POSITION": "Role", "DATE": "Date",
			"CARDINAL": "-number", "PERCENTAGE": "-number", "MONEY": "-number", "QUANTITY": "-number", "ORDINAL": "-number", "TIME": "-number",
			"": "-other",
		},
		Epochs: 45, C: 1, Features: 80_000,
	},
	"ru": {
		Language: "ru",
		Classes:  []string{"Person", "GPE", "Organization", "Place"},
		ClassOf:  map[string]string{"Person": "Person", "LocOrg": "GPE", "Org": "Organization", "Location": "Place"},
		Epochs:   20, C: 1, Features: 40_000,
	},
}

// Document reads a text with the pipeline, which must have no tagger: its
// mentions would be features of themselves.
func Document(p *extract.Pipeline, language, name, text string) (*extract.Doc, error) {
	for a, err := range read.Articles(context.Background(), []string{read.Stdin}, strings.NewReader(text)) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.Path, a.Source.Language = name, language
		return p.Analyze(a)[0], nil
	}
	return nil, fmt.Errorf("%s: no text", name)
}

// Examples returns the sentences of the texts with their labels.
func (t *Task) Examples(p *extract.Pipeline, texts []corpus.Text) ([]crf.Sentence, error) {
	var out []crf.Sentence
	for _, text := range texts {
		d, err := Document(p, t.Language, text.Name, text.Text)
		if err != nil {
			return nil, err
		}
		spans := t.spans(d, text.Mentions)
		for _, s := range d.Sentences {
			out = append(out, crf.Sentence{Features: tagger.Features(d, s), Labels: tagger.Labels(t.Classes, s.End-s.First, within(s, spans))})
		}
	}
	return out, nil
}

// spans returns the tokens of the mentions.
func (t *Task) spans(d *extract.Doc, mentions []corpus.Mention) []tagger.Span {
	var out []tagger.Span
	k := 0
	for _, m := range mentions {
		class, ok := t.ClassOf[m.Type]
		if !ok {
			class = t.ClassOf[""]
		}
		for k < len(d.Tokens) && d.Tokens[k].Span.End <= m.Start {
			k++
		}
		first := k
		for k < len(d.Tokens) && d.Tokens[k].Span.Start < m.End {
			k++
		}
		if k > first && class != "" {
			out = append(out, tagger.Span{First: first, End: k, Class: class})
		}
	}
	return out
}

// within returns the parts of the spans in the sentence, counted from its
// first token.
func within(s extract.Sentence, spans []tagger.Span) []tagger.Span {
	var out []tagger.Span
	for _, x := range spans {
		x.First, x.End = max(x.First, s.First)-s.First, min(x.End, s.End)-s.First
		if x.First < x.End {
			out = append(out, x)
		}
	}
	return out
}

// Model learns from the examples and returns the bytes of the model.
func (t *Task) Model(examples []crf.Sentence, progress func(epoch int, loss float64)) ([]byte, error) {
	w := crf.Train(examples, crf.Options{
		Labels: 1 + 4*len(t.Classes), Allowed: tagger.Follows, Epochs: t.Epochs, C: t.C,
		MinCount: 2, Seed: 1, Progress: progress,
	})
	return tagger.Build(t.Language, t.Classes, tagger.Weights{
		Features: w.Features, Rows: w.Rows, Transition: append(w.Transition, w.Start),
	}, t.Features)
}
