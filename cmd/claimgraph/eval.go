package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/extract"
	"claimgraph/extract/eval"
	"claimgraph/extract/read"
	"claimgraph/extract/rule"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

// evalOptions are the flags of eval.
type evalOptions struct {
	articles  string
	names     []string
	misses    bool
	json      bool
	mentions  bool
	published bool
	graph     bool
	precision string
}

func evalCommand(a *app) *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Measure extraction against gold: precision, recall and F1",
		Long: `Eval reads the articles that gold files name and scores the claims read from them.
GOLD is a gold file or a folder of them; folders inside it are not entered. An
article is looked for beside its gold and at its path below the folders above.
docs/quality.md tells what is measured and how far we are.`,
		Example: `  claimgraph eval testdata/gold/round1
  claimgraph eval --misses ../shared/gold/dev
  claimgraph eval --mentions ../shared/gold/dev
  claimgraph eval --graph ../shared/gold/dev/graph.json
  claimgraph eval --precision extract/rule/precision.txt ../shared/gold/dev`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runEval(cmd, a, &o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.articles, "articles", "", "the folder that holds the articles (default: beside the gold or below a folder above it)")
	f.StringArrayVar(&o.names, "names", nil, "a file of the names that gold values stand for; repeatable (default: each names.json beside the gold and in the folders above it)")
	f.BoolVar(&o.misses, "misses", false, "list what was missed and what was wrong before the figures")
	f.BoolVar(&o.json, "json", false, "print the figures as JSON")
	f.BoolVar(&o.mentions, "mentions", false, "measure instead how many of the gold's names, dates and numbers are recognized as mentions")
	f.BoolVar(&o.published, "published", false, "give an article without a date the day of publication that its gold states, as metadata would (--graph does unless it is false)")
	f.BoolVar(&o.graph, "graph", false, "GOLD is a file of what must hold across articles: a line for each check, on a store of them in memory")
	f.StringVar(&o.precision, "precision", "", "write each rule's precision on this gold into the file, in the place of what it held of the same gold")
	addSettingFlags(f, "schema.dir", "rules.dir", "extract.workers")
	return cmd
}

func runEval(cmd *cobra.Command, a *app, o *evalOptions, paths []string) error {
	if o.graph {
		return runEvalGraph(cmd, a, o, paths)
	}
	if o.mentions && o.precision != "" {
		return usageError(errors.New("--precision counts claims: not with --mentions"))
	}
	sets, err := readGold(o, paths)
	if err != nil {
		return inputError(err)
	}
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	var report printable
	if o.mentions {
		report, err = scoreMentions(cmd.Context(), pipeline, a.config.Extract.Workers, sets)
	} else {
		report, err = scoreClaims(cmd.Context(), pipeline, a.config.Extract.Workers, o, sets)
	}
	if err != nil {
		return err
	}
	return printEval(cmd, o, report)
}

func printEval(cmd *cobra.Command, o *evalOptions, report printable) error {
	out := cmd.OutOrStdout()
	if o.json {
		return report.WriteJSON(out)
	}
	if o.misses {
		if err := report.WriteNotes(out); err != nil {
			return err
		}
		fmt.Fprintln(out)
	}
	return report.WriteText(out)
}

// A goldSet is the gold of one argument, with its articles.
type goldSet struct {
	path     string
	golds    []*eval.Gold
	articles []*extract.Article
}

// readGold reads all gold and all articles before any is scored: a misspelt
// path must not cost the figures of the others.
func readGold(o *evalOptions, paths []string) ([]goldSet, error) {
	cache := map[string]eval.Names{}
	var sets []goldSet
	for _, path := range paths {
		files, err := eval.Files(path)
		if err != nil {
			return nil, err
		}
		set := goldSet{path: path}
		for _, file := range files {
			names, err := namesOf(o, file, cache)
			if err != nil {
				return nil, err
			}
			gold, err := eval.ReadGold(file, names)
			if err != nil {
				return nil, err
			}
			article, err := articleOf(gold, o.articles)
			if err != nil {
				return nil, err
			}
			if o.published && article.Source.Published.IsZero() {
				article.Source.Published = gold.Published
			}
			set.golds = append(set.golds, gold)
			set.articles = append(set.articles, article)
		}
		sets = append(sets, set)
	}
	return sets, nil
}

// namesOf returns the names that the gold file's values stand for.
func namesOf(o *evalOptions, gold string, cache map[string]eval.Names) (eval.Names, error) {
	files := o.names
	if len(files) == 0 {
		var err error
		if files, err = eval.NamesFiles(gold); err != nil {
			return nil, err
		}
	}
	key := strings.Join(files, "\n")
	if cache[key] == nil {
		names, err := eval.ReadNames(files...)
		if err != nil {
			return nil, err
		}
		cache[key] = names
	}
	return cache[key], nil
}

// articleOf reads the one article of a gold file.
func articleOf(g *eval.Gold, folder string) (*extract.Article, error) {
	file, err := eval.ArticleFile(g, folder)
	if err != nil {
		return nil, err
	}
	var article *extract.Article
	for a, err := range read.Articles(context.Background(), []string{file}, nil) {
		switch {
		case err != nil:
			return nil, err
		case article != nil:
			return nil, fmt.Errorf("%s: several articles, where %s speaks of one", file, g.File)
		}
		article = a
	}
	return article, nil
}

// A printable is what eval found.
type printable interface {
	WriteJSON(w io.Writer) error
	WriteText(w io.Writer) error
	WriteNotes(w io.Writer) error
}

// scoreClaims reads the claims of all articles and scores them.
func scoreClaims(ctx context.Context, p *standard.Reader, workers int, o *evalOptions, sets []goldSet) (*eval.Score, error) {
	precision, err := readPrecision(o.precision)
	if err != nil {
		return nil, inputError(err)
	}
	all := eval.NewScore()
	for _, set := range sets {
		score, i := eval.NewScore(), 0
		err := inOrder(ctx, workers, slices.Values(set.articles),
			func(ctx context.Context, a *extract.Article) extracted {
				x, err := p.Run(ctx, a)
				return extracted{x, err}
			},
			func(x extracted) error {
				if x.err != nil {
					return x.err
				}
				for _, s := range []*eval.Score{all, score} {
					s.Add(set.golds[i], set.articles[i].Text, x.Claims)
				}
				i++
				return nil
			})
		if err != nil {
			return nil, err
		}
		precision = precision.With(measurement(set.path, score, p.Hash()))
	}
	if o.precision != "" {
		return all, writePrecision(o.precision, precision)
	}
	return all, nil
}

// An extracted is what was read from one article, or why nothing was.
type extracted struct {
	*schema.Extraction
	err error
}

// scoreMentions finds the mentions of all articles and scores them.
func scoreMentions(ctx context.Context, p *standard.Reader, workers int, sets []goldSet) (*eval.MentionScore, error) {
	score := eval.NewMentionScore()
	for _, set := range sets {
		i := 0
		err := inOrder(ctx, workers, slices.Values(set.articles),
			func(_ context.Context, a *extract.Article) []*extract.Doc { return p.Analyze(a) },
			func(docs []*extract.Doc) error {
				score.Add(set.golds[i], docs)
				i++
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return score, nil
}

// measurement is what a set of gold says of the rules. Its name is its path
// without the steps upwards, the same from wherever it is measured.
func measurement(path string, s *eval.Score, hash string) rule.Measurement {
	name := filepath.ToSlash(filepath.Clean(path))
	for strings.HasPrefix(name, "../") {
		name = name[len("../"):]
	}
	m := rule.Measurement{Gold: strings.Join(strings.Fields(name), "_"), Articles: s.Articles, Rules: hash[:16], Counts: map[string]rule.Count{}}
	for name, c := range s.Rules {
		m.Counts[name] = *c
	}
	return m
}

// readPrecision reads the file that --precision names, if it is there already.
func readPrecision(file string) (rule.Precision, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return rule.ReadPrecision(f, file)
}

func writePrecision(file string, p rule.Precision) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(p.Write(f), f.Close())
}
