// Package export writes what a store holds in formats for other programs: in
// goes a store, out come bytes, the same for the same content. Every format is
// written as the quads come, in memory that does not grow with their number, and
// every lexical form is that of the store.
package export

import (
	"context"
	"io"
	"slices"

	"claimgraph/graph"
	"claimgraph/schema"
)

// A Format is one way to write a store.
type Format struct {
	Name string // as the command line has it
	Doc  string // what it holds, in a few words
	Ext  string // of file names, with the dot
	// Write writes all of s. The model says how claims are read from quads; a
	// format of quads does not need it.
	Write func(ctx context.Context, s *graph.Store, m *schema.Model, w io.Writer) error
}

// Formats returns every format that we write, the default first.
func Formats() []Format {
	return []Format{
		{"nquads", "all quads, canonical and sorted", ".nq", writeNQuads},
		{"trig", "all quads, a block for each claim and article", ".trig", writeTriG},
		{"turtle", "all triples, without the claims that say so", ".ttl", writeTurtle},
		{"jsonld", "all quads, a graph for each claim and article", ".jsonld", writeJSONLD},
		{"graphml", "nodes, and edges with their claims, for network programs", ".graphml", writeGraphML},
		{"csv", "a table of all quads", ".csv", writeCSV},
		{"jsonl", "all claims as JSON Lines", ".jsonl", writeJSONL},
	}
}

// ByName returns the format of that name, and whether there is one.
func ByName(name string) (Format, bool) {
	formats := Formats()
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

func writeNQuads(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) error {
	return s.Export(ctx, w)
}

// writeJSONL decodes claims article by article, in order of id, from the quads
// alone, so that what was imported is written like what was ingested.
func writeJSONL(ctx context.Context, s *graph.Store, m *schema.Model, w io.Writer) error {
	base := graph.Base(s.Base())
	found, err := s.Find(ctx, graph.Pattern{Predicate: rdfType, Object: base.Term("Article")})
	if err != nil {
		return err
	}
	ids := make([]schema.SourceID, 0, len(found))
	for _, q := range found {
		if id, ok := base.ParseArticle(q.Subject); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		quads, err := s.QuadsOf(ctx, id)
		if err != nil {
			return err
		}
		extractions, err := graph.Decode(m, base, quads)
		if err != nil {
			return err
		}
		for i := range extractions {
			if err := schema.WriteJSONL(w, &extractions[i], ""); err != nil {
				return err
			}
		}
	}
	return nil
}
