package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/build"
	"claimgraph/schema"
)

func ingestCommand(a *app) *cobra.Command {
	var claims bool
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read articles into the store",
		Long: `Ingest reads articles as extract does, from plain text (.txt), JSON Lines (.jsonl,
.ndjson), saved pages of HTML (.html, .htm) and folders of them, and keeps them,
with their claims, in the store, which it makes if there is none. An article that
is there already is replaced by what it says now; the same articles once more
change nothing. Of a page the text of its article is stored and quoted.

With --claims the paths are files that extract --with-texts wrote, on whatever
machine: their claims are taken as they are, once every quote has been found in
its text, and the store is as if it had read the articles itself. Files that were
made with other rules are refused.`,
		Example: `  claimgraph ingest examples/news
  claimgraph ingest saved-pages/
  claimgraph ingest --store /var/lib/claims today.jsonl
  fetch-news | claimgraph ingest -
  claimgraph ingest --claims part1.claims.jsonl part2.claims.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if claims {
				return runIngestClaims(cmd, a, args)
			}
			return runIngest(cmd, a, args)
		},
	}
	cmd.Flags().BoolVar(&claims, "claims", false, "take files that extract --with-texts wrote")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "base_iri", "schema.dir", "rules.dir", "extract.workers")
	return cmd
}

func runIngest(cmd *cobra.Command, a *app, paths []string) error {
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	in := a.ingester(cmd, pipeline.Model, pipeline.Hash(), "reading")
	err = readArticles(in.ctx, pipeline, in.base, a.config.Extract.Workers, paths, cmd.InOrStdin(), in.bar.above(), in.add)
	return in.end(cmd, err)
}

// end stores what is left, closes the store and tells what was done. Input that was
// refused is told by its exit code only if all else is stored.
func (in *ingester) end(cmd *cobra.Command, err error) error {
	err = in.finish(cmd, err)
	if in.failed != nil {
		err = &coded{exitCode(in.failed), err}
	}
	return err
}

func (in *ingester) finish(cmd *cobra.Command, err error) error {
	if in.store == nil {
		in.bar.finish()
		if err == nil {
			err = inputError(errors.New("no articles: there is nothing to ingest"))
		}
		return err
	}
	err = errors.Join(err, in.flush())
	in.bar.finish()
	if closeErr := in.close(in.store); closeErr != nil {
		return errors.Join(err, closeErr)
	}
	if n := in.result.Retracted; n > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimgraph: %s retracted and not taken in (claimgraph retract --undo)\n", count(n, "article"))
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %d new, %d changed, %d as before; %s; %s in %s\n",
		count(in.articles, "article"), in.result.Added, in.result.Changed, in.result.Unchanged, count(in.claims, "claim"), in.store.Name(), time.Since(in.started).Round(10*time.Millisecond))
	return err
}

// openWriter opens the store to write, and makes it if there is none, with the
// vocabulary in it.
func (a *app) openWriter(ctx context.Context) (*standard.Reader, *graph.Store, error) {
	pipeline, err := a.pipeline()
	if err != nil {
		return nil, nil, err
	}
	store, err := a.openStore(ctx, pipeline.Model, pipeline.Hash())
	return pipeline, store, err
}

// openStore is openWriter for who has no need of the rules.
func (a *app) openStore(ctx context.Context, model *schema.Model, rules string) (*graph.Store, error) {
	c := a.storeConfig()
	c.Create, c.Rules, c.Model = true, rules, model
	var err error
	if c.Names, err = a.names(); err != nil {
		return nil, err
	}
	store, err := a.open(ctx, c)
	if errors.Is(err, graph.ErrStale) {
		return nil, fmt.Errorf("%w (claimgraph reindex)", err)
	}
	if err != nil {
		return nil, err
	}
	if _, err := build.Vocabulary(ctx, model, store); err != nil {
		return nil, errors.Join(err, a.close(store))
	}
	return store, nil
}

// ingestBatch is how many articles go into one transaction: many transactions
// are slow, and what one holds is lost if the power fails.
const ingestBatch = 64

// An ingester gathers articles and stores them in batches. It opens the store when
// the first comes, so that nothing makes no store.
type ingester struct {
	ctx     context.Context
	base    graph.Base
	open    func() (*graph.Store, error)
	close   func(*graph.Store) error
	bar     *bar
	started time.Time

	store    *graph.Store // nil until it is open
	failed   error        // why it could not be opened or written
	batch    []graph.Article
	result   graph.PutResult
	articles int
	claims   int
}

func (a *app) ingester(cmd *cobra.Command, model *schema.Model, rules, what string) *ingester {
	return &ingester{
		ctx: cmd.Context(), base: graph.Base(a.config.BaseIRI), close: a.close, bar: newBar(cmd.ErrOrStderr(), what), started: time.Now(),
		open: func() (*graph.Store, error) { return a.openStore(cmd.Context(), model, rules) },
	}
}

func (in *ingester) add(r readArticle) error {
	return in.put(r.stored, len(r.extraction.Claims), r.article.Path)
}

// put takes an article, with how many claims it has and what the bar shows of it.
func (in *ingester) put(article graph.Article, claims int, what string) error {
	if in.store == nil {
		store, err := in.open()
		if err != nil {
			in.failed = err
			return err
		}
		in.store = store
	}
	in.batch = append(in.batch, article)
	in.articles++
	in.claims += claims
	in.bar.step(what)
	if len(in.batch) < ingestBatch {
		return nil
	}
	return in.flush()
}

// flush stores what is gathered. What was read before an interruption is kept.
func (in *ingester) flush() error {
	if len(in.batch) == 0 {
		return nil
	}
	result, err := in.store.Put(context.WithoutCancel(in.ctx), in.batch...)
	in.batch = nil
	in.result.Added += result.Added
	in.result.Changed += result.Changed
	in.result.Unchanged += result.Unchanged
	in.result.Retracted += result.Retracted
	in.failed = err
	return err
}

// A bar shows progress on a terminal and nothing elsewhere.
type bar struct {
	shown *progressbar.ProgressBar // nil if it is not shown
	w     io.Writer
}

func newBar(w io.Writer, what string) *bar {
	b := &bar{w: w}
	if isTerminal(w) {
		b.shown = progressbar.NewOptions(-1, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return b
}

func (b *bar) step(what string) {
	if b.shown == nil {
		return
	}
	b.shown.Describe(shortPath(what))
	_ = b.shown.Add(1) // a terminal that takes no more is no reason to stop
}

func (b *bar) finish() {
	if b.shown != nil {
		_ = b.shown.Finish()
	}
}

// above returns a writer for messages that first clears the bar's line.
func (b *bar) above() io.Writer {
	if b.shown == nil {
		return b.w
	}
	return clearing{b}
}

type clearing struct{ *bar }

func (c clearing) Write(p []byte) (int, error) {
	_ = c.shown.Clear()
	return c.w.Write(p)
}

// shortPath cuts a path from the left to what fits beside the bar.
func shortPath(path string) string {
	const most = 30
	if r := []rune(path); len(r) > most {
		return "…" + string(r[len(r)-most+1:])
	}
	return path
}
