package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/schema"
)

// claimFormats are the formats of extract.
const claimFormats = "jsonl, table or nquads"

func extractCommand(a *app) *cobra.Command {
	var format string
	var mentions, withTexts bool
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Read articles and print their claims; touches no store",
		Long: `Extract reads plain text (.txt), JSON Lines (.jsonl, .ndjson) and saved pages of
HTML (.html, .htm), files, folders and, as -, standard input, and prints the claims
of each article in the order of the input. Of a page the article is read, without
menus and comments, and title, date, outlet, author and address from its metadata;
offsets count in the text of the article. It touches no store.

With --with-texts the output also has each article's metadata and text, and first
the hash of the rules: ingest --claims takes it into a store on another machine as
if the articles had been read there. docs/scale.md tells how.`,
		Example: `  claimgraph extract examples/news
  claimgraph extract --format table article.txt page.html
  cat article.txt | claimgraph extract --format nquads -
  claimgraph extract --with-texts news/ > news.claims.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if mentions {
				return runMentions(cmd, a, format, args)
			}
			return runExtract(cmd, a, format, withTexts, args)
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", claimFormats)
	cmd.Flags().BoolVar(&mentions, "mentions", false, "print the names, dates and numbers found in the text instead of its claims, as jsonl")
	cmd.Flags().BoolVar(&withTexts, "with-texts", false, "print what ingest --claims takes: the rules' hash, each article with its text, its claims")
	addSettingFlags(cmd.Flags(), "base_iri", "schema.dir", "rules.dir", "extract.workers")
	return cmd
}

func runExtract(cmd *cobra.Command, a *app, format string, withTexts bool, paths []string) error {
	if withTexts && format != "jsonl" {
		return usageError(fmt.Errorf("--format %s: texts are printed in jsonl alone", format))
	}
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	printer, err := newClaimPrinter(format, out)
	if err != nil {
		return err
	}
	printer.model, printer.base = pipeline.Model, graph.Base(a.config.BaseIRI)
	if withTexts {
		if printer.bundle, err = schema.NewBundleWriter(out, pipeline.Hash()); err != nil {
			return err
		}
	}
	err = readArticles(cmd.Context(), pipeline, graph.Base(a.config.BaseIRI), a.config.Extract.Workers, paths, cmd.InOrStdin(), cmd.ErrOrStderr(),
		func(r readArticle) error { return printer.article(r) })
	return errors.Join(err, printer.end(), out.Flush())
}

// A claimPrinter writes articles' claims in one of claimFormats.
type claimPrinter struct {
	format string
	out    io.Writer
	table  *tabwriter.Writer
	model  *schema.Model
	base   graph.Base
	bundle *schema.BundleWriter // if the texts are wanted too
}

func newClaimPrinter(format string, out io.Writer) (*claimPrinter, error) {
	p := &claimPrinter{format: format, out: out}
	switch format {
	case "jsonl", "nquads":
	case "table":
		p.table = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(p.table, "ARTICLE\tTYPE\tARGUMENTS")
	default:
		return nil, usageError(fmt.Errorf("--format %s: want %s", format, claimFormats))
	}
	return p, nil
}

func (p *claimPrinter) article(r readArticle) error {
	if p.bundle != nil {
		return p.bundle.Write(r.extraction, r.article.Text, "")
	}
	switch p.format {
	case "nquads":
		quads, err := graph.Encode(p.model, p.base, r.extraction, r.article.Text)
		if err != nil {
			return err
		}
		return graph.WriteNQuads(p.out, quads)
	case "table":
		return p.rows(r.article.Path, r.extraction)
	}
	return schema.WriteJSONL(p.out, r.extraction, r.article.Path)
}

// rows writes a row for each claim and, below it, its sentences.
func (p *claimPrinter) rows(path string, x *schema.Extraction) error {
	for _, c := range x.Claims {
		if _, err := fmt.Fprintf(p.table, "%s\t%s\t%s\n", path, c.Type, argumentsLine(c)); err != nil {
			return err
		}
		for _, q := range quotes(c) {
			if _, err := fmt.Fprintf(p.table, "\t\t  > %s\n", strings.TrimSpace(q)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *claimPrinter) end() error {
	if p.table != nil {
		return p.table.Flush()
	}
	return nil
}
