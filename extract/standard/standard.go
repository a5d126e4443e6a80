// Package standard is the one list of languages, recognizers and extractors
// that claimgraph runs. To add a language, write its analyzer and lexicon under
// extract/lang and its packs under extract/rule/packs, and list it here.
package standard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"slices"

	"claimgraph/extract"
	"claimgraph/extract/date"
	"claimgraph/extract/gazetteer"
	"claimgraph/extract/lang/en"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/lang/ru"
	"claimgraph/extract/layout"
	"claimgraph/extract/number"
	"claimgraph/extract/outlet"
	"claimgraph/extract/phrase"
	"claimgraph/extract/rule"
	"claimgraph/extract/tagger"
	"claimgraph/schema"
)

// Version is raised with every change of Go code, or of a dictionary in binary
// form, that changes what is read from a text: it is part of the rules hash
// beside the content of all packs, lists and lexicons.
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
	words    fs.FS
}

func languages() []language {
	return []language{
		{en.New(), en.Heads, en.Data()},
		{kk.New(), kk.Heads, kk.Data()},
		{ru.New(), ru.Heads, ru.Data()},
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
	sum := sha256.New()
	fmt.Fprintln(sum, Version, rules.Hash(), names.Hash(), model.Hash())
	sum.Write(outlet.Content())
	for _, data := range []fs.FS{layout.Data(), date.Data(), number.Data()} {
		if err := hashFiles(sum, data); err != nil {
			return nil, err
		}
	}
	for _, l := range languages() {
		tag := l.analyzer.Language()
		analyzers[tag] = l.analyzer
		lexicon, err := phrase.Load("extract/lang/"+tag+"/heads.yaml", l.heads)
		if err != nil {
			return nil, err
		}
		sum.Write(l.heads)
		if err := hashFiles(sum, l.words); err != nil {
			return nil, err
		}
		recognizers = append(recognizers, (&phrase.Language{Analyzer: l.analyzer, Lexicon: lexicon}).Recognizers()...)
	}
	recognizers = slices.Concat([]extract.Recognizer{date.New(), names.Recognizer(), outlet.Recognizer()}, recognizers, []extract.Recognizer{number.New()})
	tag, err := tagger.New(analyzers)
	if err != nil {
		return nil, err
	}
	if err := hashFiles(sum, tagger.Data()); err != nil {
		return nil, err
	}
	p := &extract.Pipeline{
		Model: model, Lay: layout.Lay, Language: layout.Language, Reference: date.Reference,
		Analyzers: analyzers, Recognizers: recognizers, Tagger: tag,
		Extractors: rules.Extractors(model, analyzers),
		Precision:  precision.ByRule(),
		Version:    hex.EncodeToString(sum.Sum(nil)),
	}
	return &Reader{Pipeline: p, Rules: rules}, nil
}

// hashFiles adds the names and contents of all files, in order of their names.
func hashFiles(h hash.Hash, files fs.FS) error {
	return fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		fmt.Fprintf(h, "%s %d\n", path, len(data))
		h.Write(data)
		return err
	})
}

// Explain tells of every rule whose words a sentence of d holds how far it came.
func (r *Reader) Explain(ctx context.Context, d *extract.Doc) ([]rule.Trace, error) {
	return r.Rules.Explain(ctx, r.Model, r.Analyzers[d.Language], d)
}

// Hash identifies the schema, rules, names and program that claims are read
// with: 64 hex digits. A store built with another one must be rebuilt.
func (r *Reader) Hash() string { return r.Version }
