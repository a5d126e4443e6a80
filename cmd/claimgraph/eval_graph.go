package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/cmd/claimgraph/internal/graphgold"
	"claimgraph/extract"
	"claimgraph/extract/eval"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/ask"
	"claimgraph/graph/resolve/name"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// runEvalGraph reads the articles of a gold of the graph into a store in memory
// and prints a line for each thing that must hold there.
func runEvalGraph(cmd *cobra.Command, a *app, o *evalOptions, paths []string) error {
	ctx := cmd.Context()
	if len(paths) != 1 {
		return usageError(fmt.Errorf("--graph takes one file, got %d", len(paths)))
	}
	names, err := namesOf(o, paths[0], map[string]eval.Names{})
	if err != nil {
		return inputError(err)
	}
	gold, err := graphgold.Read(paths[0], names)
	if err != nil {
		return inputError(err)
	}
	files, err := gold.ArticleFiles()
	if err != nil {
		return inputError(err)
	}
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	known, err := a.names()
	if err != nil {
		return err
	}
	store, err := graph.Open(ctx, graph.Config{Backend: "memory", Base: a.config.BaseIRI, Rules: pipeline.Hash(), Model: pipeline.Model, Names: known})
	if err != nil {
		return err
	}
	defer store.Close()
	published := map[string]schema.Date{}
	// What holds across articles depends on when each was published: that is data of
	// the articles, not what their texts are measured by.
	if o.published || !cmd.Flags().Changed("published") {
		if published, err = gold.Published(names); err != nil {
			return inputError(err)
		}
	}
	c, err := newChecker(ctx, pipeline, store, a.limits(), known, gold.Articles, files, published)
	if err != nil {
		return err
	}
	results, err := c.Check(ctx, gold)
	if err != nil {
		return inputError(err)
	}
	return printChecks(cmd.OutOrStdout(), results, o.json)
}

//go:embed graph_questions.yaml
var graphQuestions []byte

// newChecker fills the store with the articles of the files, which the gold
// names by paths; an article without a date gets the one given for its path.
func newChecker(ctx context.Context, p *standard.Reader, store *graph.Store, limits graph.Query, names *name.Matcher, paths, files []string, published map[string]schema.Date) (*graphgold.Checker, error) {
	reader := &ask.Reader{Store: store, Model: p.Model, Query: limits, Comparing: func() (*name.Matcher, error) { return names, nil }}
	c := &graphgold.Checker{Graph: reader, Texts: map[string]string{}, Told: map[string][]weigh.Told{}, Docs: map[string][]*extract.Doc{}}
	ids := map[string]schema.SourceID{}
	for i, file := range files {
		for article, err := range read.Articles(ctx, []string{file}, nil) {
			if err == nil && article.Source.Published.IsZero() {
				article.Source.Published = published[paths[i]]
			}
			r := readArticle{article: article, err: err}
			if r = extractOne(ctx, p, graph.Base(store.Base()), r); r.err != nil {
				return nil, r.err
			}
			if _, err := store.Put(ctx, r.stored); err != nil {
				return nil, err
			}
			c.Docs[paths[i]] = p.Analyze(article)
			c.Texts[paths[i]], ids[paths[i]] = article.Text, r.stored.Source.ID
		}
	}
	for path, id := range ids {
		x, err := reader.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		c.Told[path] = weigh.Of(x)
	}
	var err error
	if c.Asked, err = graphgold.ReadAsked("graph_questions.yaml", graphQuestions); err != nil {
		return nil, err
	}
	c.Questions, err = ask.Questions()
	return c, err
}

// printChecks prints a line for each check and how many of each kind passed.
func printChecks(w io.Writer, results []graphgold.Result, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, r := range results {
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	}
	var b strings.Builder
	passed, all := map[string]int{}, map[string]int{}
	var kinds []string
	for _, r := range results {
		verdict := "FAIL"
		if all[r.Kind] == 0 {
			kinds = append(kinds, r.Kind)
		}
		all[r.Kind]++
		if r.Pass {
			verdict = "pass"
			passed[r.Kind]++
		}
		fmt.Fprintf(&b, "%s  %-28s got %s want %s\n", verdict, r.ID, strings.TrimSuffix(r.Got, "; ")+";", strings.TrimSuffix(r.Want, "; "))
	}
	b.WriteString("\n")
	for _, k := range kinds {
		fmt.Fprintf(&b, "%-13s %2d of %2d  %.3f\n", k, passed[k], all[k], float64(passed[k])/float64(all[k]))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
