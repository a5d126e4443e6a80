package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// A Rebuild says how [Reindex] makes claims and quads.
type Rebuild struct {
	// Article reads an article's claims anew from its text. It may change the
	// metadata but for the ID.
	Article func(ctx context.Context, source schema.Source, text string) (Article, error)
	// Graphs, if it is set, makes the quads that belong to no article, once the
	// articles and imported files are in the store that it may read.
	Graphs func(context.Context, *Store) (Graphs, error)
	// Progress, if it is set, is called after each version of an article.
	Progress func(done, total int)
}

// Graphs are quads that belong to no article, by label: see [Store.PutGraph].
type Graphs map[quad.IRI][]quad.Quad

// rebuildBatch is how many articles go into one transaction.
const rebuildBatch = 32

// Reindex makes the claims and quads of the store at c.Path anew, with the base
// and rules of c, from texts, imported files and journal. The new ones take the
// place of the old at once when all are made. If it fails or is stopped before,
// the store is as it was.
func Reindex(ctx context.Context, c Config, r Rebuild) error {
	if c.Backend == "memory" {
		return errors.New("a store in memory cannot be built anew: it has no folder")
	}
	c.Create, c.ReadOnly, c.Stale = false, false, true
	s, err := Open(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(s.reindex(ctx, r), s.Close())
}

func (s *Store) reindex(ctx context.Context, r Rebuild) error {
	if s.config.Backend == "postgres" {
		return s.reindexDatabase(ctx, r)
	}
	next, err := s.nextGeneration()
	if err != nil {
		return err
	}
	err = next.rebuild(ctx, s, r)
	err = errors.Join(err, next.backend.close())
	if err != nil {
		return errors.Join(err, os.RemoveAll(next.quadsPath()))
	}
	if err := syncDir(filepath.Join(s.path, "quads")); err != nil {
		return err
	}
	if err := s.backend.close(); err != nil {
		return err
	}
	s.backend = nil
	// From here on the new quads are the store's.
	if err := s.writeMeta(next.meta); err != nil {
		return err
	}
	s.meta = next.meta
	return s.openQuads(ctx)
}

// nextGeneration returns a store that shares the folder of s and has a backend
// of its own.
func (s *Store) nextGeneration() (*Store, error) {
	next := &Store{path: s.path, config: s.config, meta: s.meta, resolver: s.resolver}
	next.meta.Base, next.meta.Rules, next.meta.Resolver = s.config.Base, s.config.Rules, resolve.Version
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

// rebuild fills s with what old holds.
func (s *Store) rebuild(ctx context.Context, old *Store, r Rebuild) error {
	v, err := old.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	if err := s.copyJournal(v); err != nil {
		return err
	}
	if err := s.rebuildArticles(ctx, v, r); err != nil {
		return err
	}
	if err := s.rebuildImports(ctx, v); err != nil {
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

func (s *Store) copyJournal(old *view) error {
	var c change
	err := old.scan(recordKey{journalTable, ""}, func(key recordKey, value []byte) error {
		c.records = append(c.records, record{key, value})
		return nil
	})
	if err != nil || len(c.records) == 0 {
		return err
	}
	return s.backend.commit(c)
}

// rebuildArticles reads every version of every article again.
func (s *Store) rebuildArticles(ctx context.Context, old *view, r Rebuild) error {
	var sources []schema.Source
	err := old.scan(recordKey{versionTable, ""}, func(_ recordKey, value []byte) error {
		line, _, _ := bytes.Cut(value, []byte("\n"))
		source, err := schema.UnmarshalSource(line)
		sources = append(sources, source)
		return err
	})
	if err != nil {
		return err
	}
	done := 0
	for some := range slices.Chunk(sources, rebuildBatch) {
		var articles []Article
		for _, source := range some {
			made, err := readAgain(ctx, old, source, r)
			if err != nil {
				return fmt.Errorf("article %s: %w", source.ID, err)
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

func readAgain(ctx context.Context, old *view, source schema.Source, r Rebuild) (Article, error) {
	text, err := readArticleText(old.get, source)
	if err != nil {
		return Article{}, err
	}
	made, err := r.Article(ctx, source, text)
	if err == nil && (made.Source.ID != source.ID || made.Text != text) {
		err = fmt.Errorf("its rebuild gave another text or ID, %s", made.Source.ID)
	}
	return made, err
}

// rebuildImports copies the imported files and adds their quads.
func (s *Store) rebuildImports(ctx context.Context, old *view) error {
	imports := make(map[string]importRecord)
	err := old.scan(recordKey{importTable, ""}, func(key recordKey, value []byte) error {
		var r importRecord
		err := json.Unmarshal(value, &r)
		imports[key[1]] = r
		return err
	})
	if err != nil {
		return err
	}
	for _, hash := range slices.Sorted(maps.Keys(imports)) {
		for n := 0; ; n++ {
			piece, err := old.get(pieceKey(hash, n))
			if err != nil {
				return err
			}
			if piece == nil {
				break
			}
			if err := s.backend.commit(change{records: []record{{pieceKey(hash, n), piece}}}); err != nil {
				return err
			}
		}
		if err := s.applyImport(ctx, hash, imports[hash].Quads); err != nil {
			return err
		}
	}
	return nil
}
