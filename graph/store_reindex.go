package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// A Rebuild says how [Reindex] makes quads.
type Rebuild struct {
	// Article makes an article anew of its text. It may change the metadata but
	// for the ID.
	Article func(ctx context.Context, source schema.Source, text string) (Article, error)
	// Graphs, if it is set, makes the quads that belong to no article, once the
	// articles and imported files are in the store that it may read.
	Graphs func(context.Context, *Store) (Graphs, error)
	// Progress, if it is set, is called after each article.
	Progress func(done, total int)
}

// Graphs are quads that belong to no article, by label: see [Store.PutGraph].
type Graphs map[quad.IRI][]quad.Quad

// rebuildBatch is how many articles go into one transaction.
const rebuildBatch = 32

// Reindex makes the quads of the store at c.Path anew, with the base and rules
// of c, from texts, imported files and journal. The new quads take the place of
// the old at once when all are made. If it fails or is stopped before, the
// store is as it was. Quads that cannot be opened any more do not hinder it.
func Reindex(ctx context.Context, c Config, r Rebuild) error {
	if c.Backend == "memory" {
		return errors.New("a store in memory cannot be built anew: it has no folder")
	}
	c.Create, c.ReadOnly, c.Stale = false, false, true
	s, err := enter(c)
	if err != nil {
		return err
	}
	return errors.Join(s.reindex(ctx, r), s.Close())
}

func (s *Store) reindex(ctx context.Context, r Rebuild) error {
	// This writes the article files that are behind. If the old quads are
	// broken, the files as they are must do.
	_ = s.openQuads(ctx)
	next, err := s.nextGeneration()
	if err != nil {
		return err
	}
	err = next.rebuild(ctx, r)
	err = errors.Join(err, next.backend.close())
	if err != nil {
		return errors.Join(err, os.RemoveAll(next.quadsPath()))
	}
	if err := syncDir(filepath.Join(s.path, "quads")); err != nil {
		return err
	}
	if s.backend != nil {
		if err := s.backend.close(); err != nil {
			return err
		}
		s.backend = nil
	}
	// From here on the new quads are the store's.
	if err := s.writeMeta(next.meta); err != nil {
		return err
	}
	s.meta = next.meta
	s.tidy = nil
	if err := s.openQuads(ctx); err != nil {
		return err
	}
	return s.removeUnusedTexts(ctx)
}

// nextGeneration returns a store that shares the folder of s and has quads of its own.
func (s *Store) nextGeneration() (*Store, error) {
	next := &Store{path: s.path, config: s.config, meta: s.meta, journal: s.journal, rebuilding: true}
	next.meta.Base, next.meta.Rules = s.config.Base, s.config.Rules
	next.meta.Quads++
	if err := os.RemoveAll(next.quadsPath()); err != nil {
		return nil, err
	}
	b, err := openBackend(next.meta.Backend, next.quadsPath(), true, false)
	if err != nil {
		return nil, err
	}
	next.backend = b
	return next, nil
}

func (s *Store) rebuild(ctx context.Context, r Rebuild) error {
	if err := s.rebuildArticles(ctx, r); err != nil {
		return err
	}
	if err := s.rebuildImports(ctx); err != nil {
		return err
	}
	if r.Graphs == nil {
		return nil
	}
	graphs, err := r.Graphs(ctx, s)
	if err != nil {
		return err
	}
	for _, label := range slices.Sorted(maps.Keys(graphs)) {
		if _, err := s.PutGraph(ctx, label, graphs[label]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) rebuildArticles(ctx context.Context, r Rebuild) error {
	sources, err := s.readArticleFiles()
	if err != nil {
		return err
	}
	done := 0
	for some := range slices.Chunk(sources, rebuildBatch) {
		var articles []Article
		for _, source := range some {
			text, err := s.readText(source)
			if err != nil {
				return err
			}
			made, err := r.Article(ctx, source, text)
			if err != nil {
				return fmt.Errorf("article %s: %w", source.ID, err)
			}
			if made.Source.ID != source.ID || made.Text != text {
				return fmt.Errorf("article %s: its rebuild gave another text or ID, %s", source.ID, made.Source.ID)
			}
			articles = append(articles, made)
			if done++; r.Progress != nil {
				r.Progress(done, len(sources))
			}
		}
		if _, err := s.Put(ctx, articles...); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) readArticleFiles() ([]schema.Source, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(s.path), "articles", "*.json"))
	if err != nil {
		return nil, err
	}
	sources := make([]schema.Source, len(paths))
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if sources[i], err = unmarshalSource(data); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return sources, nil
}

func (s *Store) rebuildImports(ctx context.Context) error {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(s.path), "imports", "*.nq"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		n, err := countQuads(ctx, path, path)
		if err != nil {
			return err
		}
		hash := strings.TrimSuffix(filepath.Base(path), ".nq")
		if err := s.applyImport(ctx, hash, n); err != nil {
			return err
		}
	}
	return nil
}

// escapeGlob makes a path match itself alone.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

// removeUnusedTexts removes texts that replaced or retracted articles left.
func (s *Store) removeUnusedTexts(ctx context.Context) error {
	sources, err := s.Sources(ctx)
	if err != nil {
		return err
	}
	used := make(map[string]bool)
	for _, source := range sources {
		used[source.TextHash] = true
	}
	entries, err := os.ReadDir(filepath.Join(s.path, "texts"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !used[e.Name()] {
			if err := removeFile(s.textPath(e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
