// Package build makes what a store holds of what was read: an extraction and
// the text it was read from go in, quads come out, by the one way that both
// ingesting and reindexing take.
package build

import (
	"context"

	"claimgraph/graph"
	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// Article returns an article as the store takes it. It gives the entities of x
// their IDs.
func Article(m *schema.Model, base graph.Base, x *schema.Extraction, text string) (graph.Article, error) {
	resolve.Entities(m, x)
	quads, err := graph.Encode(m, base, x, text)
	if err != nil {
		return graph.Article{}, err
	}
	return graph.Article{Source: x.Source, Text: text, Quads: quads}, nil
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
			return Article(m, base, x, text)
		},
		Graphs: func(context.Context, *graph.Store) (graph.Graphs, error) {
			return graph.Graphs{base.SchemaGraph(): graph.Vocabulary(m, base)}, nil
		},
		Progress: progress,
	}
}
