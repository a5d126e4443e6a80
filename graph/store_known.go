package graph

import (
	"context"
	"slices"

	"claimgraph/schema"
)

// KnownBy returns a store in memory of what had been published by a day, in that
// month or year: the articles' versions of then, resolved among themselves, under
// the same journal. Undated articles and imported files, of which nobody knows
// when they appeared, are not in it. The time is that of a new store. It must be
// closed.
func (s *Store) KnownBy(ctx context.Context, day schema.Date) (*Store, error) {
	known, err := Open(ctx, Config{
		Backend: "memory", Base: s.meta.Base, Rules: s.meta.Rules, Model: s.config.Model, Names: s.config.Names,
	})
	if err != nil {
		return nil, err
	}
	if err := known.takeKnown(ctx, s, day); err != nil {
		known.Close()
		return nil, err
	}
	return known, nil
}

func (s *Store) takeKnown(ctx context.Context, from *Store, day schema.Date) error {
	v, err := from.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	if err := s.copyJournal(v); err != nil {
		return err
	}
	var articles []Article
	err = v.scan(recordKey{versionTable, ""}, func(_ recordKey, value []byte) error {
		x, err := unmarshalVersion(value)
		if err != nil || !publishedBy(x.Source, day) {
			return err
		}
		text, err := readArticleText(v.get, x.Source)
		articles = append(articles, Article{Source: x.Source, Text: text, Claims: x.Claims})
		return err
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(articles, rebuildBatch) {
		if _, err := s.Put(ctx, some...); err != nil {
			return err
		}
	}
	return nil
}

// publishedBy reports whether a version was out on a day that d can mean.
func publishedBy(source schema.Source, d schema.Date) bool {
	out := source.Published
	if !source.Modified.IsZero() {
		out = source.Modified
	}
	return !out.IsZero() && out.First().Compare(d.Last()) <= 0
}
