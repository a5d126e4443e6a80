package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/build"
	"claimgraph/schema"
)

// runIngestClaims takes what extract --with-texts wrote into the store. A file
// that was made with other rules, an article that its claims do not fit, and what
// follows a broken line are told of and passed over; all else is taken.
func runIngestClaims(cmd *cobra.Command, a *app, paths []string) error {
	model, rules, err := a.rulesHash()
	if err != nil {
		return err
	}
	in := a.ingester(cmd, model, rules, "taking in")
	var refused []error
	for _, path := range paths {
		err := in.file(cmd.InOrStdin(), path, rules, model, a.config.Extract.Workers)
		if err != nil {
			refused = append(refused, err)
		}
		if in.failed != nil {
			break
		}
	}
	err = errors.Join(refused...)
	if err != nil {
		err = inputError(err)
	}
	return in.end(cmd, err)
}

// file takes in one file; - is standard input.
func (in *ingester) file(stdin io.Reader, path, rules string, model *schema.Model, workers int) error {
	r := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		r = f
	}
	bundle, err := schema.NewBundleReader(r, path)
	if err != nil {
		return err
	}
	if bundle.Rules != rules {
		return fmt.Errorf("%s: it was made with the rules %.16s…, not with those of this program and its settings, %.16s…: extract its articles again", path, bundle.Rules, rules)
	}
	articles := func(yield func(bundled) bool) {
		for {
			x, text, err := bundle.Read()
			if errors.Is(err, io.EOF) || !yield(bundled{x: x, text: text, err: err}) || err != nil {
				return
			}
		}
	}
	var refused []error
	err = inOrder(in.ctx, workers, articles,
		func(_ context.Context, b bundled) bundled { return b.prepare(model, in.base, path) },
		func(b bundled) error {
			if err := in.ctx.Err(); err != nil {
				return err
			}
			if b.err != nil {
				refused = append(refused, b.err)
				return nil
			}
			return in.put(b.stored, len(b.x.Claims), b.x.Source.Title)
		})
	return errors.Join(append(refused, err)...)
}

// A bundled is an article of a file of claims, or why it cannot be taken.
type bundled struct {
	x      *schema.Extraction
	text   string
	stored graph.Article
	err    error
}

// prepare checks the article and finds every quote in its text.
func (b bundled) prepare(model *schema.Model, base graph.Base, path string) bundled {
	if b.err != nil {
		return b
	}
	if b.stored, b.err = graph.Prepare(model, base, build.Article(b.x, b.text)); b.err != nil {
		b.err = fmt.Errorf("%s: %w", path, b.err)
	}
	return b
}
