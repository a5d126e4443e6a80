package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"claimgraph/extract"
	"claimgraph/extract/standard"
)

// An analyzed is an article with its mentions, or why there are none.
type analyzed struct {
	docs []*extract.Doc
	err  error
}

// runMentions prints the mentions of articles, one a line, instead of claims.
func runMentions(cmd *cobra.Command, a *app, format string, paths []string) error {
	if format != "jsonl" {
		return usageError(fmt.Errorf("--format %s: mentions are printed as jsonl alone", format))
	}
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	read, refused := 0, 0
	err = inOrder(cmd.Context(), a.config.Extract.Workers, inputs(cmd.Context(), paths, cmd.InOrStdin()),
		func(_ context.Context, in readArticle) analyzed { return analyzeOne(pipeline, in) },
		func(r analyzed) error {
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if r.err != nil {
				refused++
				_, err := fmt.Fprintf(cmd.ErrOrStderr(), "claimgraph: %v\n", r.err)
				return err
			}
			read++
			return extract.WriteMentions(out, r.docs)
		})
	if err == nil && refused > 0 {
		err = inputError(fmt.Errorf("refused %d of %d inputs, see above", refused, refused+read))
	}
	return errors.Join(err, out.Flush())
}

// analyzeOne finds one article's mentions. A panic in a dictionary is an error
// of that article, so that one text cannot lose the others.
func analyzeOne(p *standard.Reader, in readArticle) (out analyzed) {
	if in.err != nil {
		return analyzed{err: in.err}
	}
	defer func() {
		if r := recover(); r != nil {
			out = analyzed{err: fmt.Errorf("%s: analyze: a mistake in the program: %v", in.article.Path, r)}
		}
	}()
	return analyzed{docs: p.Analyze(in.article)}
}
