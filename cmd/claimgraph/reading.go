package main

import (
	"context"
	"fmt"
	"io"
	"iter"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/build"
	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// A readArticle is an article with the claims read from it, the entities in
// them resolved among themselves, and what the store takes of it; or why it
// could not be read.
type readArticle struct {
	article    *extract.Article
	extraction *schema.Extraction
	stored     graph.Article
	err        error
}

// readArticles reads the articles of paths, several at a time, and gives them
// to use in the order of the input. What cannot be read is told on stderr and
// passed over; in the end it makes an error that names how many there were.
func readArticles(ctx context.Context, p *standard.Reader, base graph.Base, workers int, paths []string, stdin io.Reader, stderr io.Writer, use func(readArticle) error) error {
	read, refused := 0, 0
	err := inOrder(ctx, workers, inputs(ctx, paths, stdin),
		func(ctx context.Context, in readArticle) readArticle { return extractOne(ctx, p, base, in) },
		func(r readArticle) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if r.err != nil {
				refused++
				_, err := fmt.Fprintf(stderr, "claimgraph: %v\n", r.err)
				return err
			}
			read++
			return use(r)
		})
	if err != nil {
		return err
	}
	if refused > 0 {
		return inputError(fmt.Errorf("refused %d of %d inputs, see above", refused, refused+read))
	}
	return nil
}

// inputs yields the articles of paths as pairs of article and error.
func inputs(ctx context.Context, paths []string, stdin io.Reader) iter.Seq[readArticle] {
	return func(yield func(readArticle) bool) {
		for article, err := range read.Articles(ctx, paths, stdin) {
			if !yield(readArticle{article: article, err: err}) {
				return
			}
		}
	}
}

// extractOne reads one article's claims. A panic in a rule or dictionary is an
// error of that article, so that one text cannot lose the others.
func extractOne(ctx context.Context, p *standard.Reader, base graph.Base, in readArticle) (out readArticle) {
	if in.err != nil {
		return in
	}
	defer func() {
		if r := recover(); r != nil {
			out = readArticle{article: in.article, err: fmt.Errorf("%s: extract: a mistake in the program: %v", in.article.Path, r)}
		}
	}()
	x, err := p.Run(ctx, in.article)
	if err != nil {
		return readArticle{article: in.article, err: err}
	}
	resolve.Entities(p.Model, x)
	stored, err := graph.Prepare(p.Model, base, build.Article(x, in.article.Text))
	if err != nil {
		return readArticle{article: in.article, err: fmt.Errorf("%s: %w", in.article.Path, err)}
	}
	return readArticle{article: in.article, extraction: x, stored: stored}
}
