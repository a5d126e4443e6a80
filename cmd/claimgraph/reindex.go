package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/build"
	"claimgraph/schema"
)

func reindexCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reindex",
		Short: "Build the store's quads anew from its texts, imported files and journal",
		Long: `Reindex reads every article of the store again, with the rules, the schema and
the base_iri of now. The old quads stay until all new ones are made.`,
		Example: "  claimgraph reindex",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runReindex(cmd, a) },
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "base_iri", "schema.dir", "rules.dir")
	return cmd
}

func runReindex(cmd *cobra.Command, a *app) error {
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	c := a.storeConfig()
	c.Rules, c.Model = pipeline.Hash(), pipeline.Model
	if c.Names, err = a.names(); err != nil {
		return err
	}
	shown := newBar(cmd.ErrOrStderr(), "reading")
	articles := 0
	err = graph.Reindex(cmd.Context(), c, build.Rebuild(pipeline.Model, graph.Base(c.Base),
		func(ctx context.Context, source schema.Source, text string) (*schema.Extraction, error) {
			return readAgain(ctx, pipeline, source, text)
		},
		func(done, _ int) { articles = done; shown.step("reading") }))
	shown.finish()
	if errors.Is(err, graph.ErrNoStore) {
		return fmt.Errorf("%w: claimgraph ingest makes one, --store names another", err)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s read again; %s\n", count(articles, "article"), c.Name())
	return err
}

// readAgain reads an article that the store holds.
func readAgain(ctx context.Context, p *standard.Reader, source schema.Source, text string) (*schema.Extraction, error) {
	source.Inferred = schema.Date{} // it follows from the text
	_, start := layout.Prefix(text)
	return p.Run(ctx, &extract.Article{
		Source: source, Text: text, Path: string(source.ID), Body: schema.Span{Start: start, End: len(text)},
	})
}
