// Package build makes what a store holds of what was read, by the one way that
// both ingesting and reindexing take.
package build

import (
	"context"

	"claimgraph/graph"
	"claimgraph/schema"
)

// Article returns an article as the store takes it.
func Article(x *schema.Extraction, text string) graph.Article {
	return graph.Article{Source: x.Source, Text: text, Claims: x.Claims}
}

// Vocabulary puts the model's own quads into a store. It reports whether that
// changed anything.
func Vocabulary(ctx context.Context, m *schema.Model, s *graph.Store) (changed bool, err error) {
	base := graph.Base(s.Base())
	return s.PutGraph(ctx, base.SchemaGraph(), graph.Vocabulary(m, base))
}

// Rebuild returns how [graph.Reindex] makes a store's quads anew. It has read
// extract each article's claims from its text, and progress told of each.
func Rebuild(m *schema.Model, base graph.Base, read func(context.Context, schema.Source, string) (*schema.Extraction, error), progress func(done, total int)) graph.Rebuild {
	return graph.Rebuild{
		Article: func(ctx context.Context, source schema.Source, text string) (graph.Article, error) {
			x, err := read(ctx, source, text)
			if err != nil {
				return graph.Article{}, err
			}
			return Article(x, text), nil
		},
		Graphs: func(context.Context, *graph.Store) (graph.Graphs, error) {
			return graph.Graphs{base.SchemaGraph(): graph.Vocabulary(m, base)}, nil
		},
		Progress: progress,
	}
}
