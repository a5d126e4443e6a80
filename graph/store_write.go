package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// An Article is what the store takes of one: its metadata, its text as given,
// and the quads made of it, each labelled with the article's IRI
// <base>article/<id> or that of one of its claims, <base>claim/<id>/….
type Article struct {
	Source schema.Source
	Text   string
	Quads  []quad.Quad
}

// A PutResult counts what [Store.Put] did with the articles it was given.
type PutResult struct{ Added, Changed, Unchanged int }

// Put stores articles, all in one transaction. What an article's quads were
// before is replaced; quads that an imported file also holds stay. An article
// that is as it was changes nothing. Of several with one id the last counts.
// On an error nothing is stored.
func (s *Store) Put(ctx context.Context, articles ...Article) (PutResult, error) {
	var result PutResult
	if err := s.writable(); err != nil {
		return result, err
	}
	articles = lastOfEach(articles)
	for i := range articles {
		if err := s.complete(&articles[i]); err != nil {
			return result, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writeTexts(articles); err != nil {
		return result, err
	}
	b, err := s.begin(ctx)
	if err != nil {
		return result, err
	}
	defer b.close()
	for _, a := range articles {
		if err := b.putArticle(a, &result); err != nil {
			return PutResult{}, fmt.Errorf("article %s: %w", a.Source.ID, err)
		}
	}
	if err := b.commit(); err != nil {
		return PutResult{}, err
	}
	return result, s.writeArticleFiles(b.articles)
}

func lastOfEach(articles []Article) []Article {
	last := make(map[schema.SourceID]int)
	for i, a := range articles {
		last[a.Source.ID] = i
	}
	var kept []Article
	for i, a := range articles {
		if last[a.Source.ID] == i {
			kept = append(kept, a)
		}
	}
	return kept
}

// complete checks an article, sets its text hash and brings its quads to the
// form that the store keeps.
func (s *Store) complete(a *Article) error {
	id := a.Source.ID
	if err := checkSourceID(id); err != nil {
		return err
	}
	hash := schema.HashText(a.Text)
	if a.Source.TextHash != "" && a.Source.TextHash != hash {
		return fmt.Errorf("article %s: its text has the hash %s, not %s", id, hash, a.Source.TextHash)
	}
	a.Source.TextHash = hash
	article, claims := s.articleLabel(id), s.claimLabels(id)
	quads := make([]quad.Quad, len(a.Quads))
	for i, q := range a.Quads {
		q, err := normal(q)
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		if label, _ := q.Label.(quad.IRI); label != article && !strings.HasPrefix(string(label), claims) {
			return fmt.Errorf("article %s: the label of a quad is neither the article nor a claim of it: %s",
				id, AppendQuad(nil, q))
		}
		quads[i] = q
	}
	a.Quads = quads
	return nil
}

// checkSourceID refuses ids that could not name a file.
func checkSourceID(id schema.SourceID) error {
	ok := id != "" && !strings.ContainsFunc(string(id), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
	if !ok {
		return fmt.Errorf("not an article's id: %q", id)
	}
	return nil
}

func (s *Store) articleLabel(id schema.SourceID) quad.IRI {
	return Base(s.meta.Base).Article(id)
}

// claimLabels returns what the labels of the article's claims begin with.
func (s *Store) claimLabels(id schema.SourceID) string {
	return s.meta.Base + "claim/" + string(id) + "/"
}

// Retract takes an article out: its quads but those that an imported file also
// holds, its metadata, and its text unless another article has the same. It
// returns [ErrNoSource] if the store does not have it.
func (s *Store) Retract(ctx context.Context, id schema.SourceID) error {
	if err := s.writable(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	source, err := readSource(b.view, id)
	if err != nil {
		return err
	}
	others, err := sharesText(b.view, source)
	if err != nil {
		return err
	}
	if err := b.replaceArticle(id, nil); err != nil {
		return err
	}
	b.records = append(b.records, record{key: sourceKey(id)}, record{pendingKey(id), []byte{1}})
	b.articles = append(b.articles, schema.Source{ID: id})
	if err := b.commit(); err != nil {
		return err
	}
	if err := s.writeArticleFiles(b.articles); err != nil {
		return err
	}
	if others {
		return nil
	}
	return removeFile(s.textPath(source.TextHash))
}

func sharesText(v *view, source schema.Source) (bool, error) {
	shared := false
	err := eachSource(v, func(other schema.Source) {
		shared = shared || other.ID != source.ID && other.TextHash == source.TextHash
	})
	return shared, err
}

// PutGraph replaces the quads of one label that belongs to no article, such as
// <base>schema or <base>resolution. Quads that an imported file also holds stay.
// Each quad must have that label or none. It reports whether anything changed.
func (s *Store) PutGraph(ctx context.Context, label quad.IRI, quads []quad.Quad) (changed bool, err error) {
	if err := s.writable(); err != nil {
		return false, err
	}
	for _, kind := range []string{"article/", "claim/"} {
		if label == "" || strings.HasPrefix(string(label), s.meta.Base+kind) {
			return false, fmt.Errorf("%q is not the label of a graph", label)
		}
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
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin(ctx)
	if err != nil {
		return false, err
	}
	defer b.close()
	if err := b.replace(normals, labelKey(label)); err != nil {
		return false, err
	}
	changed = b.changes()
	return changed, b.commit()
}

// A quad may be held by what was put and by what was imported, and goes when
// nobody holds it any more.
const (
	heldByPut byte = 1 << iota
	heldByImport
)

// The tables of records.
const (
	quadTable    = "quads"   // label, triple -> who holds the quad
	sourceTable  = "sources" // id -> metadata
	pendingTable = "pending" // id -> 1: articles/<id>.json may be behind
	importTable  = "imports" // hash -> importRecord
)

func quadKey(q quad.Quad) recordKey {
	return recordKey{quadTable, string(AppendTerm(nil, q.Label)), string(appendTriple(nil, q))}
}

// labelKey is the prefix of the keys of a label's quads; "" is no label.
func labelKey(label quad.IRI) recordKey {
	if label == "" {
		return recordKey{quadTable, "", ""}
	}
	return recordKey{quadTable, string(AppendTerm(nil, label)), ""}
}

// keyedQuad is the inverse of quadKey.
func keyedQuad(key recordKey) (quad.Quad, error) {
	if len(key) != 3 {
		return quad.Quad{}, fmt.Errorf("not a quad's record: %q", key)
	}
	p := lineParser{s: []byte(key[2] + " " + key[1] + " .")}
	q, ok, msg := p.statement()
	if !ok {
		return q, fmt.Errorf("not a quad's record: %q: %s", key, msg)
	}
	return q, nil
}

func sourceKey(id schema.SourceID) recordKey  { return recordKey{sourceTable, string(id)} }
func pendingKey(id schema.SourceID) recordKey { return recordKey{pendingTable, string(id)} }

// A batch gathers changes against one view and commits them at once.
type batch struct {
	s        *Store
	ctx      context.Context
	view     *view
	quads    map[string]*heldQuad // by key
	records  []record
	articles []schema.Source // whose files must be written; without TextHash, removed
}

type heldQuad struct {
	quad     quad.Quad
	key      recordKey
	old, now byte // who holds it
}

// begin must be called with s.mu locked.
func (s *Store) begin(ctx context.Context) (*batch, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	return &batch{s: s, ctx: ctx, view: v, quads: make(map[string]*heldQuad)}, nil
}

func (b *batch) close() { b.view.close() }

// held returns the quad's state, read from the view the first time.
func (b *batch) held(q quad.Quad) (*heldQuad, error) {
	key := quadKey(q)
	name := strings.Join(key, recordSeparator)
	if h := b.quads[name]; h != nil {
		return h, nil
	}
	value, err := b.view.get(key)
	if err != nil {
		return nil, err
	}
	h := &heldQuad{quad: q, key: key}
	if len(value) > 0 {
		h.old, h.now = value[0], value[0]
	}
	b.quads[name] = h
	return h, nil
}

// replace lets quads be all that was put under the prefixes.
func (b *batch) replace(quads []quad.Quad, prefixes ...recordKey) error {
	for _, prefix := range prefixes {
		err := b.view.scan(prefix, func(key recordKey, value []byte) error {
			if len(value) == 0 {
				return fmt.Errorf("a quad that nobody holds: %q", key)
			}
			q, err := keyedQuad(key)
			if err != nil {
				return err
			}
			b.quads[strings.Join(key, recordSeparator)] = &heldQuad{q, key, value[0], value[0] &^ heldByPut}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, q := range quads {
		h, err := b.held(q)
		if err != nil {
			return err
		}
		h.now |= heldByPut
	}
	return nil
}

func (b *batch) replaceArticle(id schema.SourceID, quads []quad.Quad) error {
	claims := recordKey{quadTable, "<" + b.s.claimLabels(id)}
	return b.replace(quads, labelKey(b.s.articleLabel(id)), claims)
}

func (b *batch) putArticle(a Article, result *PutResult) error {
	id := a.Source.ID
	before, err := b.view.get(sourceKey(id))
	if err != nil {
		return err
	}
	now, err := marshalSource(a.Source)
	if err != nil {
		return err
	}
	changes := b.countChanges()
	if err := b.replaceArticle(id, a.Quads); err != nil {
		return err
	}
	sameSource := string(before) == string(now)
	switch {
	case before == nil:
		result.Added++
	case sameSource && b.countChanges() == changes:
		result.Unchanged++
	default:
		result.Changed++
	}
	if !sameSource {
		b.records = append(b.records, record{sourceKey(id), now}, record{pendingKey(id), []byte{1}})
		b.articles = append(b.articles, a.Source)
	}
	return nil
}

func (b *batch) changes() bool { return len(b.records) > 0 || b.countChanges() > 0 }

func (b *batch) countChanges() (n int) {
	for _, h := range b.quads {
		if h.old != h.now {
			n++
		}
	}
	return n
}

// commit closes the view and writes what changed, in the order of keys so that
// the same changes make the same files.
func (b *batch) commit() error {
	b.view.close()
	if !b.changes() {
		return nil
	}
	// What is stored is not to be half done because a caller lost patience.
	if err := b.ctx.Err(); err != nil {
		return err
	}
	c := change{records: append(slices.Clone(b.s.tidy), b.records...)}
	changed := make([]*heldQuad, 0, len(b.quads))
	for _, h := range b.quads {
		if h.old != h.now {
			changed = append(changed, h)
		}
	}
	slices.SortFunc(changed, func(x, y *heldQuad) int { return slices.Compare(x.key, y.key) })
	for _, h := range changed {
		switch {
		case h.old == 0:
			c.deltas = append(c.deltas, cayley.Delta{Quad: h.quad, Action: cayley.Add})
		case h.now == 0:
			c.deltas = append(c.deltas, cayley.Delta{Quad: h.quad, Action: cayley.Delete})
		}
		r := record{key: h.key}
		if h.now != 0 {
			r.value = []byte{h.now}
		}
		c.records = append(c.records, r)
	}
	if err := b.s.backend.commit(c); err != nil {
		return err
	}
	b.s.tidy = nil
	return nil
}

func (s *Store) textPath(hash string) string { return filepath.Join(s.path, "texts", hash) }

func (s *Store) articlePath(id schema.SourceID) string {
	return filepath.Join(s.path, "articles", string(id)+".json")
}

func (s *Store) writeTexts(articles []Article) error {
	wrote := false
	for _, a := range articles {
		path := s.textPath(a.Source.TextHash)
		if info, err := os.Stat(path); err == nil && info.Size() == int64(len(a.Text)) {
			continue
		}
		if err := writeFileOnly(path, []byte(a.Text)); err != nil {
			return err
		}
		wrote = true
	}
	if !wrote {
		return nil
	}
	return syncDir(filepath.Join(s.path, "texts"))
}

// writeArticleFiles brings articles/ up to what has been committed. The record
// that it may be behind is deleted with the next change, which saves a
// transaction; if it is left, the files are written once more.
func (s *Store) writeArticleFiles(sources []schema.Source) error {
	if len(sources) == 0 || s.rebuilding {
		return nil
	}
	for _, source := range sources {
		path := s.articlePath(source.ID)
		if source.TextHash == "" {
			if err := removeFile(path); err != nil {
				return err
			}
			continue
		}
		data, err := marshalSource(source)
		if err != nil {
			return err
		}
		if err := writeFileOnly(path, append(data, '\n')); err != nil {
			return err
		}
	}
	if err := syncDir(filepath.Join(s.path, "articles")); err != nil {
		return err
	}
	for _, source := range sources {
		s.tidy = append(s.tidy, record{key: pendingKey(source.ID)})
	}
	return nil
}

// finishArticles writes the article files that a process which was stopped owed.
func (s *Store) finishArticles(ctx context.Context) error {
	v, err := s.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	var owed []schema.Source
	err = v.scan(recordKey{pendingTable, ""}, func(key recordKey, _ []byte) error {
		id := schema.SourceID(key[1])
		source, err := readSource(v, id)
		if errors.Is(err, ErrNoSource) {
			source, err = schema.Source{ID: id}, nil
		}
		owed = append(owed, source)
		return err
	})
	v.close()
	if err != nil {
		return err
	}
	return s.writeArticleFiles(owed)
}

func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
