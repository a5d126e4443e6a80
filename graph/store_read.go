package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// Source returns what is known of an article, or [ErrNoSource].
func (s *Store) Source(ctx context.Context, id schema.SourceID) (schema.Source, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return schema.Source{}, err
	}
	defer v.close()
	return readSource(v, id)
}

func readSource(v *view, id schema.SourceID) (schema.Source, error) {
	data, err := v.get(sourceKey(id))
	if err != nil {
		return schema.Source{}, err
	}
	if data == nil {
		return schema.Source{}, fmt.Errorf("%s: %w", id, ErrNoSource)
	}
	return schema.UnmarshalSource(data)
}

// Knows reports whether the store has a version of the article, be it retracted.
func (s *Store) Knows(ctx context.Context, id schema.SourceID) (bool, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return false, err
	}
	defer v.close()
	known := false
	err = v.scan(recordKey{versionTable, string(id), ""}, func(recordKey, []byte) error { known = true; return nil })
	return known, err
}

// Sources returns all articles in order of id.
func (s *Store) Sources(ctx context.Context) ([]schema.Source, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	var sources []schema.Source
	err = v.scan(recordKey{sourceTable, ""}, func(key recordKey, value []byte) error {
		source, err := schema.UnmarshalSource(value)
		if err != nil {
			return fmt.Errorf("article %q: %w", key, err)
		}
		sources = append(sources, source)
		return nil
	})
	return sources, err
}

// Text returns an article's text as given, or [ErrNoSource].
func (s *Store) Text(ctx context.Context, id schema.SourceID) (string, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return "", err
	}
	defer v.close()
	source, err := readSource(v, id)
	if err != nil {
		return "", err
	}
	return readArticleText(v.get, source)
}

// readArticleText returns the text of a version of an article.
func readArticleText(get func(recordKey) ([]byte, error), source schema.Source) (string, error) {
	data, err := get(recordKey{textTable, source.TextHash})
	if err != nil {
		return "", err
	}
	if hash := schema.HashText(string(data)); hash != source.TextHash {
		return "", fmt.Errorf("text of article %s: its hash is %s, not %s: it is damaged", source.ID, hash, source.TextHash)
	}
	return string(data), nil
}

// A Pattern says which quads to find. What is nil matches anything.
type Pattern struct {
	Subject, Predicate, Object quad.Value
	// Label matches quads of that label; Unlabelled those that have none.
	Label      quad.Value
	Unlabelled bool
}

func (p Pattern) matches(q quad.Quad) bool {
	return (p.Subject == nil || p.Subject == q.Subject) &&
		(p.Predicate == nil || p.Predicate == q.Predicate) &&
		(p.Object == nil || p.Object == q.Object) &&
		(p.Label == nil || p.Label == q.Label) &&
		(!p.Unlabelled || q.Label == nil)
}

// Find returns the quads that match p, in the order of their N-Quads lines. It
// is fast if label, subject or object is given, else it passes over all quads.
func (s *Store) Find(ctx context.Context, p Pattern) ([]quad.Quad, error) {
	if p.Object != nil {
		p.Object = plainValue(p.Object)
	}
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	var quads []quad.Quad
	add := func(q quad.Quad) {
		if p.matches(q) {
			quads = append(quads, q)
		}
	}
	label, isIRI := p.Label.(quad.IRI)
	switch {
	case p.Label != nil && !isIRI:
		return nil, fmt.Errorf("a label is an IRI, not %s", p.Label)
	case isIRI:
		err = iterate(ctx, v, quad.Label, label, add)
	case p.Subject != nil:
		err = iterate(ctx, v, quad.Subject, p.Subject, add)
	case p.Object != nil:
		err = iterate(ctx, v, quad.Object, p.Object, add)
	case p.Predicate != nil:
		err = iterate(ctx, v, quad.Predicate, p.Predicate, add)
	default:
		err = eachQuad(ctx, v, func(q quad.Quad) error { add(q); return nil })
	}
	if err != nil {
		return nil, err
	}
	sortQuads(quads)
	return quads, nil
}

// iterate reads from Cayley's index the quads with a value in one place.
func iterate(ctx context.Context, v *view, d quad.Direction, value quad.Value, add func(quad.Quad)) error {
	ref := v.qs.ValueOf(value)
	if ref == nil {
		return ctx.Err()
	}
	it := cayley.AsShape(v.qs.QuadIterator(d, ref)).Iterate()
	defer it.Close()
	for it.Next(ctx) {
		add(v.qs.Quad(it.Result()))
	}
	if err := it.Err(); err != nil {
		return err
	}
	// Cayley's iterators end without an error when the context does.
	if err := ctx.Err(); err != nil {
		return err
	}
	return readError(v.qs)
}

func sortQuads(quads []quad.Quad) {
	lines := make(map[quad.Quad]string, len(quads))
	for _, q := range quads {
		lines[q] = string(AppendQuad(nil, q))
	}
	slices.SortFunc(quads, func(a, b quad.Quad) int { return strings.Compare(lines[a], lines[b]) })
}

// QuadsOf returns the quads of an article: its own and those of its claims, in
// the order of their N-Quads lines.
func (s *Store) QuadsOf(ctx context.Context, id schema.SourceID) ([]quad.Quad, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	var quads []quad.Quad
	labels, err := labelsOf(ctx, v, Base(s.meta.Base), id)
	if err != nil {
		return nil, err
	}
	for _, label := range labels {
		some, err := labelled(ctx, v, label)
		if err != nil {
			return nil, err
		}
		quads = append(quads, some...)
	}
	sortQuads(quads)
	return quads, nil
}

// labelled returns the quads of a label.
func labelled(ctx context.Context, v *view, label quad.IRI) (quads []quad.Quad, err error) {
	err = iterate(ctx, v, quad.Label, label, func(q quad.Quad) {
		quads = append(quads, q)
	})
	return quads, err
}

// labelsOf returns the labels under which an article's quads are: its own IRI
// and those of its claims, which quads under its own label name.
func labelsOf(ctx context.Context, v *view, base Base, id schema.SourceID) ([]quad.IRI, error) {
	article := base.Article(id)
	own, err := labelled(ctx, v, article)
	if err != nil {
		return nil, err
	}
	labels := []quad.IRI{article}
	for _, q := range own {
		if q.Predicate == base.Term("inArticle") {
			if claim, ok := q.Subject.(quad.IRI); ok {
				labels = append(labels, claim)
			}
		}
	}
	return labels, nil
}

// Stats tells how much a store holds.
type Stats struct{ Quads, Articles, Imports int }

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	v, err := s.backend.view(ctx)
	if err != nil {
		return st, err
	}
	defer v.close()
	stats, err := v.qs.Stats(ctx, true)
	if err != nil {
		return st, err
	}
	st.Quads = int(stats.Quads.Size)
	for _, count := range []struct {
		table string
		n     *int
	}{{sourceTable, &st.Articles}, {importTable, &st.Imports}} {
		err := v.scan(recordKey{count.table, ""}, func(recordKey, []byte) error { *count.n++; return nil })
		if err != nil {
			return st, err
		}
	}
	return st, nil
}
