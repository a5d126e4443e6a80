package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// viewRecords are a view as an index of package resolve reads it.
type viewRecords struct{ v *view }

func (r viewRecords) Get(key ...string) ([]byte, error) { return r.v.get(key) }

func (r viewRecords) Put([]byte, ...string) {} // whoever reads changes nothing

func (r viewRecords) Scan(table, part string, each func([]string, []byte) error) error {
	prefix := recordKey{table, part, ""}
	if part == "" {
		prefix = prefix[:2]
	}
	return r.v.scan(prefix, func(key recordKey, value []byte) error { return each(key, value) })
}

// A MentionOf is a side of a doubtful pair: where it first stands.
type MentionOf struct {
	resolve.Side
	Anchor Anchor
}

// A Doubt is a pair of mentions that may be one thing: people decide.
type Doubt struct {
	A, B    MentionOf
	Score   float64
	Reasons []string
}

// Doubts returns the pairs of entities, and then of events, that are doubtful.
func (s *Store) Doubts(ctx context.Context) ([]Doubt, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	resolver := s.resolver.Beside()
	var out []Doubt
	for _, ix := range []*resolve.Index{resolver.Entities(viewRecords{v}), resolver.Events(viewRecords{v})} {
		doubts, err := ix.Doubts()
		if err != nil {
			return nil, err
		}
		for _, d := range doubts {
			a, err := s.mentionOf(v, d.A)
			if err != nil {
				return nil, err
			}
			b, err := s.mentionOf(v, d.B)
			if err != nil {
				return nil, err
			}
			out = append(out, Doubt{a, b, d.Score, d.Reasons})
		}
	}
	return out, nil
}

func (s *Store) mentionOf(v *view, side resolve.Side) (MentionOf, error) {
	x, err := s.extracted(v, side.Least.Article)
	if err != nil {
		return MentionOf{}, err
	}
	a, _ := anchorOf(x, side.Least.Local)
	return MentionOf{side, a}, nil
}

// extracted returns the version of an article that counts, with what people
// decided of its claims, its entities resolved among themselves alone.
func (s *Store) extracted(v *view, id schema.SourceID) (*schema.Extraction, error) {
	x, err := s.unjudged(v, id)
	if err != nil {
		return nil, err
	}
	return (&batch{s: s, view: v}).judge(x)
}

// unjudged returns the version of an article that counts, as it was extracted.
func (s *Store) unjudged(v *view, id schema.SourceID) (*schema.Extraction, error) {
	_, data, err := (&batch{s: s, view: v}).lastVersion(id)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, fmt.Errorf("%s: %w", id, ErrNoSource)
	}
	return unmarshalVersion(data)
}

// anchorOf returns the first place where an article mentions an entity.
func anchorOf(x *schema.Extraction, local string) (a Anchor, found bool) {
	for i := range x.Claims {
		for _, v := range allValues(&x.Claims[i]) {
			if v.Entity == nil || v.Entity.ID != local || v.Mention.Span.IsZero() {
				continue
			}
			m := v.Mention
			if !found || m.Span.Compare(schema.Span{Start: a.Start, End: a.End}) < 0 {
				a = Anchor{Article: x.Source.ID, Text: x.Source.TextHash, Start: m.Span.Start, End: m.Span.End, Quote: m.Text, Type: string(v.Entity.Type)}
				found = true
			}
		}
	}
	return a, found
}

// Resolution tells how the entity or event of an IRI came to be one, or returns
// false if no article names it.
func (s *Store) Resolution(ctx context.Context, id string) (resolve.Shown, bool, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return resolve.Shown{}, false, err
	}
	defer v.close()
	resolver := s.resolver.Beside()
	ix := resolver.Entities(viewRecords{v})
	if strings.HasPrefix(id, "event/") {
		ix = resolver.Events(viewRecords{v})
	}
	return ix.Show(id)
}

// MentionAt returns the mention of an entity of the type, "" for any, of which
// bytes of the article's text are the words. Of several types the one counts
// that most values of claims have there. It returns false if there is none.
func (s *Store) MentionAt(ctx context.Context, article schema.SourceID, start, end int, typ schema.EntityType) (Anchor, bool, error) {
	return s.mention(ctx, article, typ, func(m schema.Mention) bool { return m.Span.Start == start && m.Span.End == end })
}

// MentionOf returns the first mention with these words, as MentionAt does.
func (s *Store) MentionOf(ctx context.Context, article schema.SourceID, words string, typ schema.EntityType) (Anchor, bool, error) {
	return s.mention(ctx, article, typ, func(m schema.Mention) bool { return m.Text == words })
}

func (s *Store) mention(ctx context.Context, article schema.SourceID, typ schema.EntityType, is func(schema.Mention) bool) (a Anchor, found bool, err error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return a, false, err
	}
	defer v.close()
	x, err := s.extracted(v, article)
	if err != nil {
		return a, false, err
	}
	values := make(map[schema.EntityType]int)
	var all []Anchor
	for i := range x.Claims {
		for _, v := range allValues(&x.Claims[i]) {
			m := v.Mention
			if v.Entity == nil || m.Span.IsZero() || !is(m) || typ != "" && v.Entity.Type != typ {
				continue
			}
			values[v.Entity.Type]++
			all = append(all, Anchor{Article: article, Text: x.Source.TextHash, Start: m.Span.Start, End: m.Span.End, Quote: m.Text, Type: string(v.Entity.Type)})
		}
	}
	if len(all) == 0 {
		return a, false, nil
	}
	often := func(a Anchor) int { return values[schema.EntityType(a.Type)] }
	return slices.MinFunc(all, func(a, b Anchor) int {
		return cmp.Or(often(b)-often(a), strings.Compare(a.Type, b.Type), a.Start-b.Start, b.End-a.End)
	}), true, nil
}

// ClaimAnchor returns how the journal names a claim as it was extracted.
func (s *Store) ClaimAnchor(ctx context.Context, id schema.ClaimID) (Anchor, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return Anchor{}, err
	}
	defer v.close()
	article, _, _ := strings.Cut(string(id), "/")
	x, err := s.unjudged(v, schema.SourceID(article))
	if err != nil {
		return Anchor{}, err
	}
	i := slices.IndexFunc(x.Claims, func(c schema.Claim) bool { return c.ID == id })
	if i < 0 {
		return Anchor{}, fmt.Errorf("%s: the article has no such claim", id)
	}
	return ClaimAnchor(s.config.Model, x, &x.Claims[i])
}

// A State tells whether an entry of the journal counts, and why not.
type State struct {
	Entry
	ID     string
	Undone bool
	// Orphan is set if it has no effect: what it is about is not found, or a later
	// entry contradicts it.
	Orphan bool
}

// States returns all entries of the journal with their state, in their order.
func (s *Store) States(ctx context.Context) ([]State, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	entries, err := readJournal(v.scan)
	if err != nil {
		return nil, err
	}
	active := activeEntries(entries)
	orphans, err := s.orphans(v, newJournal(entries))
	var out []State
	for _, e := range entries {
		id := e.ID()
		out = append(out, State{e, id, !active[id], active[id] && orphans[id]})
	}
	return out, err
}

// orphans returns the entries that count and have no effect.
func (s *Store) orphans(v *view, j *journal) (map[string]bool, error) {
	articles := make(map[schema.SourceID]*schema.Extraction)
	var failed error
	get := func(id schema.SourceID) *schema.Extraction {
		if _, known := articles[id]; !known {
			x, err := s.unjudged(v, id)
			if err != nil && !errors.Is(err, ErrNoSource) {
				failed = err
			}
			articles[id] = x
		}
		return articles[id]
	}
	out := make(map[string]bool)
	for article, idle := range j.claims {
		if x := get(article); x != nil {
			_, idle = j.judged(s.config.Model, x)
		}
		for _, e := range idle {
			out[e.ID()] = true
		}
	}
	e := j.effect(func(a *Anchor) (resolve.Node, bool) {
		x := get(a.Article)
		if x == nil {
			return resolve.Node{}, false
		}
		x, err := (&batch{s: s, view: v}).judge(x)
		if err != nil {
			failed = err
			return resolve.Node{}, false
		}
		local := a.findMention(x)
		return resolve.Node{Article: a.Article, Local: local}, local != ""
	})
	for _, o := range e.orphans {
		out[o.ID()] = true
	}
	return out, failed
}
