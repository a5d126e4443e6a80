package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// An Article is what the store takes of one: its text as given, its metadata,
// and its claims as they were extracted. The store resolves their entities.
type Article struct {
	Source schema.Source
	Text   string
	Claims []schema.Claim

	ready *version // what Prepare made of it
}

// Prepare does of [Store.Put] what needs no store: it checks an article, and
// resolves its entities among themselves. Several goroutines may do so at once,
// where one alone puts what they prepare. The model and base must be the store's.
func Prepare(m *schema.Model, base Base, a Article) (Article, error) {
	v, err := newVersion(m, base, a)
	if err != nil {
		return a, err
	}
	a.ready = v
	return a, nil
}

// A PutResult counts what [Store.Put] did with the articles it was given.
type PutResult struct {
	Added, Changed, Unchanged int
	// Retracted articles stay out: the journal says so.
	Retracted int
}

// Put stores articles, all in one transaction. An article that has an address
// or an id of its own keeps all versions that it is put in; the last one counts,
// by when it was modified, when it was published, then by content. An article
// that is as it was changes nothing. On an error nothing is stored.
func (s *Store) Put(ctx context.Context, articles ...Article) (PutResult, error) {
	var result PutResult
	if err := s.writable(); err != nil {
		return result, err
	}
	versions := make([]*version, len(articles))
	err := inParallel(len(articles), func(i int) error {
		a, err := articles[i], error(nil)
		if a.ready == nil {
			a, err = Prepare(s.config.Model, Base(s.meta.Base), a)
		}
		versions[i] = a.ready
		return err
	})
	if err != nil {
		return result, err
	}
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return result, err
	}
	defer unlock()
	b, err := s.begin(ctx)
	if err != nil {
		return result, err
	}
	defer b.close()
	if err := b.putVersions(versions, &result); err != nil {
		return PutResult{}, err
	}
	if _, err := b.commit(); err != nil {
		return PutResult{}, err
	}
	return result, nil
}

// A version is an article's as it is kept.
type version struct {
	x    *schema.Extraction
	text string
	key  recordKey
	data []byte
}

func newVersion(m *schema.Model, base Base, a Article) (*version, error) {
	id := a.Source.ID
	if err := checkSourceID(id); err != nil {
		return nil, err
	}
	hash := schema.HashText(a.Text)
	if a.Source.TextHash != "" && a.Source.TextHash != hash {
		return nil, fmt.Errorf("article %s: its text has the hash %s, not %s", id, hash, a.Source.TextHash)
	}
	a.Source.TextHash = hash
	x := &schema.Extraction{Source: a.Source, Claims: slices.Clone(a.Claims)}
	x.Normalize() // which copies what resolving is to change
	resolve.Entities(m, x)
	x.Normalize()
	if err := Check(m, base, x, a.Text); err != nil {
		return nil, err
	}
	data, err := marshalVersion(x)
	return &version{x, a.Text, versionKey(x), data}, err
}

// putVersions stores versions and brings the quads up to them.
func (b *batch) putVersions(versions []*version, result *PutResult) error {
	existed := make(map[schema.SourceID]bool)
	var ids, touched []schema.SourceID
	for _, v := range versions {
		id := v.x.Source.ID
		if !slices.Contains(ids, id) {
			source, err := b.get(sourceKey(id))
			if err != nil {
				return err
			}
			existed[id] = source != nil
			ids = append(ids, id)
		}
		changed, err := b.putVersion(v)
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		if changed {
			touched = append(touched, id)
		}
	}
	changed, err := b.resolve(touched)
	if err != nil {
		return err
	}
	j, err := b.journal()
	if err != nil {
		return err
	}
	for _, v := range versions { // of an article that other versions keep in
		if source := v.x.Source; j.texts[source.TextHash] {
			kept, err := b.get(sourceKey(source.ID))
			if err != nil {
				return err
			}
			if kept != nil {
				result.Retracted++
			}
		}
	}
	for _, id := range ids {
		source, err := b.get(sourceKey(id))
		if err != nil {
			return err
		}
		switch {
		case source == nil:
			result.Retracted++
		case !slices.Contains(touched, id) || !changed[id]:
			result.Unchanged++
		case existed[id]:
			result.Changed++
		default:
			result.Added++
		}
	}
	return nil
}

// putVersion stores one version with its text, and reports whether it is new.
func (b *batch) putVersion(v *version) (changed bool, err error) {
	had, err := b.get(v.key)
	if err != nil || string(had) == string(v.data) {
		return false, err
	}
	b.put(v.key, v.data)
	b.put(recordKey{textUseTable, v.x.Source.TextHash, v.key[1], v.key[2]}, []byte{1})
	textKey := recordKey{textTable, v.x.Source.TextHash}
	if had, err = b.get(textKey); err == nil && had == nil {
		b.put(textKey, []byte(v.text))
	}
	return true, err
}

// PutGraph replaces the quads of one label that belongs to no article, such as
// <base>schema. Quads that an imported file also holds stay. Each quad must have
// that label or none. The label must be an IRI below the base. It reports
// whether anything changed.
func (s *Store) PutGraph(ctx context.Context, label quad.IRI, quads []quad.Quad) (changed bool, err error) {
	if err := s.writable(); err != nil {
		return false, err
	}
	rest, ours := strings.CutPrefix(string(label), s.meta.Base)
	if !ours || rest == "" || strings.HasPrefix(rest, "article/") || strings.HasPrefix(rest, "claim/") {
		return false, fmt.Errorf("%q is not the label of a graph below %s", label, s.meta.Base)
	}
	normals := make([]quad.Quad, len(quads))
	for i, q := range quads {
		if q.Label != nil && q.Label != label {
			return false, fmt.Errorf("the label of a quad is not %s: %s", label, AppendQuad(nil, q))
		}
		q.Label = label
		if normals[i], err = normal(q); err != nil {
			return false, err
		}
	}
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return false, err
	}
	defer unlock()
	b, err := s.begin(ctx)
	if err != nil {
		return false, err
	}
	defer b.close()
	if err := b.replace([]quad.IRI{label}, normals); err != nil {
		return false, err
	}
	return b.commit()
}

func sourceKey(id schema.SourceID) recordKey { return recordKey{sourceTable, string(id)} }
