package graph

import (
	"context"
	"fmt"
	"os"
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
	source, err := unmarshalSource(data)
	if err != nil {
		return source, fmt.Errorf("article %s: %w", id, err)
	}
	return source, nil
}

// Sources returns all articles in order of id.
func (s *Store) Sources(ctx context.Context) ([]schema.Source, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	var sources []schema.Source
	err = eachSource(v, func(source schema.Source) { sources = append(sources, source) })
	return sources, err
}

func eachSource(v *view, each func(schema.Source)) error {
	return v.scan(recordKey{sourceTable, ""}, func(key recordKey, value []byte) error {
		source, err := unmarshalSource(value)
		if err != nil {
			return fmt.Errorf("article %q: %w", key, err)
		}
		each(source)
		return nil
	})
}

// Text returns an article's text as given, or [ErrNoSource].
func (s *Store) Text(ctx context.Context, id schema.SourceID) (string, error) {
	source, err := s.Source(ctx, id)
	if err != nil {
		return "", err
	}
	return s.readText(source)
}

func (s *Store) readText(source schema.Source) (string, error) {
	data, err := os.ReadFile(s.textPath(source.TextHash))
	if err != nil {
		return "", fmt.Errorf("text of article %s: %w", source.ID, err)
	}
	if hash := schema.HashText(string(data)); hash != source.TextHash {
		return "", fmt.Errorf("text of article %s: %s was changed: its hash is %s",
			source.ID, s.textPath(source.TextHash), hash)
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
	label, labelled := p.Label.(quad.IRI)
	switch {
	case p.Label != nil && !labelled:
		return nil, fmt.Errorf("a label is an IRI, not %s", p.Label)
	case labelled || p.Unlabelled:
		err = scanQuads(v, labelKey(label), "", add)
	case p.Subject != nil:
		err = iterate(ctx, v, quad.Subject, p.Subject, add)
	case p.Object != nil:
		err = iterate(ctx, v, quad.Object, p.Object, add)
	default:
		holding := ""
		if p.Predicate != nil {
			holding = " " + string(AppendTerm(nil, p.Predicate)) + " "
		}
		err = scanQuads(v, recordKey{quadTable, ""}, holding, add)
	}
	if err != nil {
		return nil, err
	}
	sortQuads(quads)
	return quads, nil
}

// scanQuads gives the quads below prefix whose lines hold a text: to parse a
// line takes ten times as long as to look it through.
func scanQuads(v *view, prefix recordKey, holding string, add func(quad.Quad)) error {
	return v.scan(prefix, func(key recordKey, _ []byte) error {
		if len(key) == 3 && !strings.Contains(key[2], holding) {
			return nil
		}
		q, err := keyedQuad(key)
		if err == nil {
			add(q)
		}
		return err
	})
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
	return ctx.Err()
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
	for _, prefix := range []recordKey{labelKey(s.articleLabel(id)), {quadTable, "<" + s.claimLabels(id)}} {
		err := scanQuads(v, prefix, "", func(q quad.Quad) { quads = append(quads, q) })
		if err != nil {
			return nil, err
		}
	}
	sortQuads(quads)
	return quads, nil
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
	for _, count := range []struct {
		table string
		n     *int
	}{{quadTable, &st.Quads}, {sourceTable, &st.Articles}, {importTable, &st.Imports}} {
		err := v.scan(recordKey{count.table, ""}, func(recordKey, []byte) error { *count.n++; return nil })
		if err != nil {
			return st, err
		}
	}
	return st, nil
}
