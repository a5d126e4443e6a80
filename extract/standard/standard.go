// Package standard is the one list of languages, recognizers and extractors
// that claimgraph runs. To add a language, write its analyzer and lexicon under
// extract/lang and its packs under extract/rule/packs, and list it here.
package standard

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

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

// Version is part of the rules hash beside the content of all packs, lists, lexicons
// and models, which leaves out Go code and the Russian dictionary: it is raised with
// each release in which a change of those changes what is read from a text. Between
// releases two states of the code may read differently under one hash.
const Version = "1"

// Options extend what comes with the program.
type Options struct {
	// Model is the schema; nil stands for the one that comes with the program.
	Model *schema.Model
	// Packs are further folders of rule packs, <language>/<topic>.yaml.
	Packs []fs.FS
	// Gazetteers are further folders of gazetteer files, *.names at the top of each.
	Gazetteers []fs.FS
}

// GCPercent is the garbage collector's setting that reading is fastest with for
// its memory: an article's tokens live for a millisecond beside dictionaries
// that stay. Programs that read many articles may hand it to debug.SetGCPercent.
const GCPercent = 200

// A Reader is the pipeline with its rules.
type Reader struct {
	*extract.Pipeline
	Rules *rule.Set
}

// language is what claimgraph knows of one language.
type language struct {
	tag      string
	analyzer func() extract.Analyzer
	heads    []byte
	words    fs.FS
}

func languages() []language {
	return []language{
		{"en", func() extract.Analyzer { return en.New() }, en.Heads, en.Data()},
		{"kk", func() extract.Analyzer { return kk.New() }, kk.Heads, kk.Data()},
		{"ru", func() extract.Analyzer { return ru.New() }, ru.Heads, ru.Data()},
	}
}

// Pipeline returns the pipeline of all languages, recognizers and extractors.
// The errors of rules and gazetteers name file and line; those of the options'
// own packs come at once.
func Pipeline(o Options) (*Reader, error) {
	if o.Model == nil {
		model, err := schema.Load()
		if err != nil {
			return nil, err
		}
		o.Model = model
	}
	var parts struct {
		rules     *rule.Set
		precision map[string]float64
		names     *gazetteer.Gazetteer
		analyzers map[string]extract.Analyzer
		phrases   []extract.Recognizer
		tagger    *tagger.Tagger
		hash      string
	}
	var g errgroup.Group
	load := func(part func() error) { g.Go(part) }
	load(func() (err error) { parts.names, err = gazetteer.Load(o.Model, o.Gazetteers...); return })
	load(func() (err error) { parts.hash, err = Hash(o); return })
	load(func() (err error) { parts.rules, parts.precision, err = rules(o); return })
	load(func() (err error) {
		parts.analyzers, parts.phrases = phrases()
		parts.tagger, err = tagger.New(parts.analyzers)
		return
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	p := &extract.Pipeline{
		Model: o.Model, Lay: layout.Lay, Language: layout.Language, Reference: date.Reference,
		Analyzers: parts.analyzers, Tagger: parts.tagger,
		Recognizers: slices.Concat([]extract.Recognizer{date.New(), parts.names.Recognizer(), parts.names.States(), parts.names.Seats(), outlet.Recognizer()}, parts.phrases, []extract.Recognizer{number.New()}),
		Extractors:  parts.rules.Extractors(o.Model, parts.analyzers),
		Precision:   parts.precision,
		Version:     parts.hash,
	}
	return &Reader{Pipeline: p, Rules: parts.rules}, nil
}

// rules returns the packs and the measured precision of their rules. The
// program's own packs are tested with it and wait until their language is read;
// a user's are compiled here, for their errors.
func rules(o Options) (*rule.Set, map[string]float64, error) {
	set, err := rule.Open(o.Model, append([]fs.FS{rule.Packs()}, o.Packs...)...)
	if err == nil && len(o.Packs) > 0 {
		_, err = set.Packs()
	}
	if err != nil {
		return nil, nil, err
	}
	var tags []string
	for _, l := range languages() {
		tags = append(tags, l.tag)
	}
	for _, tag := range set.Languages() {
		if !slices.Contains(tags, tag) {
			return nil, nil, fmt.Errorf("%s: packs of a language that is not read: the languages are %s", tag, strings.Join(tags, ", "))
		}
	}
	precision, err := rule.Measured()
	if err != nil {
		return nil, nil, err
	}
	return set, precision.ByRule(), nil
}

// phrases returns the analyzers of all languages and what recognizes by their
// head nouns.
func phrases() (map[string]extract.Analyzer, []extract.Recognizer) {
	analyzers := map[string]extract.Analyzer{}
	var recognizers []extract.Recognizer
	for _, l := range languages() {
		analyzers[l.tag] = l.analyzer()
		recognizers = append(recognizers, phrase.Recognizers(analyzers[l.tag], "extract/lang/"+l.tag+"/heads.yaml", l.heads)...)
	}
	return analyzers, recognizers
}

// Explain tells of every rule whose words a sentence of d holds how far it came.
func (r *Reader) Explain(ctx context.Context, d *extract.Doc) ([]rule.Trace, error) {
	return r.Rules.Explain(ctx, r.Model, r.Analyzers[d.Language], d)
}

// Hash identifies the schema, rules, names and program that claims are read
// with: 64 hex digits. A store built with another one must be rebuilt.
func (r *Reader) Hash() string { return r.Version }
