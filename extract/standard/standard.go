// Package standard is the one list of languages, recognizers and extractors
// that claimgraph runs. To add a language, write its analyzer and lexicon under
// extract/lang and its packs under extract/rule/packs, and list it here.
package standard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"

	"claimgraph/extract"
	"claimgraph/extract/date"
	"claimgraph/extract/gazetteer"
	"claimgraph/extract/lang/en"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/lang/ru"
	"claimgraph/extract/layout"
	"claimgraph/extract/outlet"
	"claimgraph/extract/phrase"
	"claimgraph/extract/rule"
	"claimgraph/schema"
)

// Version is raised with every change of Go code that changes what is read
// from a text: it is part of the rules hash.
const Version = "1"

// Options extend what comes with the program.
type Options struct {
	// Model is the schema; nil stands for the one that comes with the program.
	Model *schema.Model
	// Packs are further folders of rule packs, <language>/<topic>.yaml.
	Packs []fs.FS
	// Gazetteers are further folders of gazetteer files.
	Gazetteers []fs.FS
}

// A Reader is the pipeline with its rules.
type Reader struct {
	*extract.Pipeline
	Rules *rule.Set
}

// language is what claimgraph knows of one language.
type language struct {
	analyzer extract.Analyzer
	heads    []byte
}

func languages() []language {
	return []language{
		{en.New(), en.Heads},
		{kk.New(), kk.Heads},
		{ru.New(), ru.Heads},
	}
}

// Pipeline returns the pipeline of all languages, recognizers and extractors.
// The errors of rules and gazetteers name file and line.
func Pipeline(o Options) (*Reader, error) {
	model := o.Model
	if model == nil {
		var err error
		if model, err = schema.Load(); err != nil {
			return nil, err
		}
	}
	rules, err := rule.Load(model, append([]fs.FS{rule.Packs()}, o.Packs...)...)
	if err != nil {
		return nil, err
	}
	precision, err := rule.Measured()
	if err != nil {
		return nil, err
	}
	names, err := gazetteer.Load(o.Gazetteers...)
	if err != nil {
		return nil, err
	}
	analyzers := map[string]extract.Analyzer{}
	recognizers := []extract.Recognizer{}
	hash := sha256.New()
	fmt.Fprintln(hash, Version, rules.Hash(), names.Hash(), model.Hash())
	hash.Write(outlet.Content())
	for _, l := range languages() {
		tag := l.analyzer.Language()
		analyzers[tag] = l.analyzer
		lexicon, err := phrase.Load("extract/lang/"+tag+"/heads.yaml", l.heads)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(hash, "%s %x\n", tag, sha256.Sum256(l.heads))
		recognizers = append(recognizers, (&phrase.Language{Analyzer: l.analyzer, Lexicon: lexicon}).Recognizers()...)
	}
	recognizers = slices.Concat([]extract.Recognizer{date.New(), names.Recognizer(), outlet.Recognizer()}, recognizers, []extract.Recognizer{date.Numbers()})
	p := &extract.Pipeline{
		Model: model, Lay: layout.Lay, Language: layout.Language, Reference: date.Reference,
		Analyzers: analyzers, Recognizers: recognizers,
		Extractors: rules.Extractors(model, analyzers),
		Precision:  precision.ByRule(),
		Version:    hex.EncodeToString(hash.Sum(nil)),
	}
	return &Reader{Pipeline: p, Rules: rules}, nil
}

// Explain tells of every rule whose words a sentence of d holds how far it came.
func (r *Reader) Explain(ctx context.Context, d *extract.Doc) ([]rule.Trace, error) {
	return r.Rules.Explain(ctx, r.Model, r.Analyzers[d.Language], d)
}

// Hash identifies the schema, rules, names and program that claims are read
// with: 64 hex digits. A store built with another one must be rebuilt.
func (r *Reader) Hash() string { return r.Version }
