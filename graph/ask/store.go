package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/resolve/name"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// ErrNoClaim is returned by [Reader.Claim] if the store has no such claim.
var ErrNoClaim = errors.New("no such claim in the store")

// A Reader reads claims and articles of a store, decoded from its quads and
// nothing else, so that what was imported reads like what was ingested. It is
// a [Graph]. It remembers the articles that it has decoded, so it is for the
// time of one question; it is not safe for use by several goroutines.
type Reader struct {
	Store *graph.Store
	Model *schema.Model
	// Limits of the queries: see [graph.Query].
	Query graph.Query
	// Comparing, if it is set, makes what compares names; it is asked for but once.
	Comparing func() (*name.Matcher, error)

	articles map[schema.SourceID]*schema.Extraction
	matcher  *name.Matcher
}

// Matcher implements [Graph].
func (r *Reader) Matcher() (*name.Matcher, error) {
	if r.matcher != nil || r.Comparing == nil {
		return r.matcher, nil
	}
	var err error
	r.matcher, err = r.Comparing()
	return r.matcher, err
}

// Base implements [Graph].
func (r *Reader) Base() string { return r.Store.Base() }

// Schema implements [Graph].
func (r *Reader) Schema() *schema.Model { return r.Model }

// With implements [Graph].
func (r *Reader) With(ctx context.Context, iris []string) ([]weigh.Told, error) {
	ids, err := r.ArticlesWith(ctx, iris)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, iri := range iris {
		wanted[strings.TrimPrefix(iri, r.Base())] = true
	}
	var out []weigh.Told
	for _, id := range ids {
		x, err := r.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, t := range weigh.Of(x) {
			if slices.ContainsFunc(t.Entities(), func(e *schema.Entity) bool { return wanted[e.ID] }) {
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// Since implements [Graph].
func (r *Reader) Since(ctx context.Context, day schema.Date) ([]weigh.Told, error) {
	quads, err := r.Store.Find(ctx, graph.Pattern{Predicate: r.base().Term("published")})
	if err != nil {
		return nil, err
	}
	var ids []schema.SourceID
	for _, q := range quads {
		id, ok := r.base().ParseArticle(q.Subject)
		published, err := schema.ParseDate(graph.ValueText(q.Object))
		if ok && err == nil && published.Last().Compare(day.First()) >= 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var out []weigh.Told
	for _, id := range slices.Compact(ids) {
		x, err := r.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, weigh.Of(x)...)
	}
	return out, nil
}

func (r *Reader) base() graph.Base { return graph.Base(r.Store.Base()) }

// Gizmo implements [Graph]. A question has as many answers as it has: the
// limit of rows does not hold for it, the limit of time does.
func (r *Reader) Gizmo(ctx context.Context, text string, yield func(map[string]string) error) error {
	result, err := r.Store.Query(ctx, graph.Query{Language: "gizmo", Text: text, Timeout: r.Query.Timeout})
	if err != nil {
		return err
	}
	for _, row := range result.Rows {
		plain := make(map[string]string, len(row))
		for name, value := range row {
			plain[name] = plainText(value)
		}
		if err := yield(plain); err != nil {
			return err
		}
	}
	return nil
}

func plainText(value any) string {
	switch v := value.(type) {
	case quad.IRI:
		return string(v)
	case quad.Value:
		return graph.ValueText(v)
	}
	return fmt.Sprint(value)
}

// Named implements [Graph].
func (r *Reader) Named(ctx context.Context, name string) ([]string, error) {
	quads, err := r.Store.Find(ctx, graph.Pattern{Predicate: r.base().Term("name"), Object: quad.String(name)})
	if err != nil {
		return nil, err
	}
	var iris []string
	for _, q := range quads {
		iris = append(iris, plainText(q.Subject))
	}
	slices.Sort(iris)
	return slices.Compact(iris), nil
}

// Entity implements [Graph]. An IRI that nothing has or implies stands for itself.
func (r *Reader) Entity(ctx context.Context, iri string) ([]string, error) {
	aliases, err := r.Store.Find(ctx, graph.Pattern{Subject: quad.IRI(iri), Predicate: r.base().Term("aliasOf")})
	if len(aliases) == 0 || err != nil {
		return []string{iri}, err
	}
	names, err := r.Store.Find(ctx, graph.Pattern{Subject: quad.IRI(iri), Predicate: r.base().Term("name")})
	if len(names) > 0 || err != nil {
		return []string{iri}, err
	}
	var of []string
	for _, q := range aliases {
		of = append(of, plainText(q.Object))
	}
	slices.Sort(of)
	return slices.Compact(of), nil
}

// Called returns, of an entity, the name to call it by in each language, and the
// other IRIs below the base that stand for it with the articles whose names imply
// them.
func (r *Reader) Called(ctx context.Context, iri string) (labels map[string]string, aliases map[string][]schema.SourceID, err error) {
	preferred, err := r.Store.Find(ctx, graph.Pattern{Subject: quad.IRI(iri), Predicate: r.base().Term("preferredName")})
	if err != nil {
		return nil, nil, err
	}
	labels = map[string]string{}
	for _, q := range preferred {
		if s, ok := q.Object.(quad.LangString); ok {
			labels[s.Lang] = string(s.Value)
		}
	}
	others, err := r.Store.Find(ctx, graph.Pattern{Predicate: r.base().Term("aliasOf"), Object: quad.IRI(iri)})
	if err != nil {
		return nil, nil, err
	}
	aliases = map[string][]schema.SourceID{}
	for _, q := range others {
		path := strings.TrimPrefix(plainText(q.Subject), r.Base())
		if article, ok := r.base().ArticleOf(q.Label); ok {
			aliases[path] = append(aliases[path], article)
		}
	}
	for path := range aliases {
		slices.Sort(aliases[path])
	}
	return labels, aliases, nil
}

// Names implements [Graph]. It passes over all quads.
func (r *Reader) Names(ctx context.Context, yield func(iri, name string)) error {
	quads, err := r.Store.Find(ctx, graph.Pattern{Predicate: r.base().Term("name")})
	for _, q := range quads {
		yield(plainText(q.Subject), graph.ValueText(q.Object))
	}
	return err
}

// Articles returns the ids of all articles, sorted.
func (r *Reader) Articles(ctx context.Context) ([]schema.SourceID, error) {
	quads, err := r.Store.Find(ctx, graph.Pattern{Predicate: rdfType, Object: r.base().Term("Article")})
	if err != nil {
		return nil, err
	}
	var ids []schema.SourceID
	for _, q := range quads {
		if id, ok := r.base().ParseArticle(q.Subject); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// ArticlesWith returns the ids of the articles whose claims have one of the
// entities, in any place, sorted.
func (r *Reader) ArticlesWith(ctx context.Context, iris []string) ([]schema.SourceID, error) {
	var ids []schema.SourceID
	for _, iri := range iris {
		quads, err := r.Store.Find(ctx, graph.Pattern{Object: quad.IRI(iri)})
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			if id, ok := r.base().ArticleOf(q.Label); ok {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// ClaimIDs returns the ids of all claims, sorted.
func (r *Reader) ClaimIDs(ctx context.Context) ([]schema.ClaimID, error) {
	quads, err := r.Store.Find(ctx, graph.Pattern{Predicate: rdfType, Object: r.base().Term("Claim")})
	if err != nil {
		return nil, err
	}
	var ids []schema.ClaimID
	for _, q := range quads {
		if id, ok := r.base().ParseClaim(q.Subject); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

const rdfType = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

// Article returns an article with its claims, or [graph.ErrNoSource].
func (r *Reader) Article(ctx context.Context, id schema.SourceID) (*schema.Extraction, error) {
	if x := r.articles[id]; x != nil {
		return x, nil
	}
	quads, err := r.Store.QuadsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	found, err := graph.Decode(r.Model, r.base(), quads)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(found, func(x schema.Extraction) bool { return x.Source.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("%s: %w", id, graph.ErrNoSource)
	}
	if r.articles == nil {
		r.articles = map[schema.SourceID]*schema.Extraction{}
	}
	r.articles[id] = &found[i]
	return &found[i], nil
}

// Source implements [Graph].
func (r *Reader) Source(ctx context.Context, id schema.SourceID) (schema.Source, error) {
	x, err := r.Article(ctx, id)
	if err != nil {
		return schema.Source{}, err
	}
	return x.Source, nil
}

// Claim implements [Graph]. It returns [ErrNoClaim] if there is none of that id.
func (r *Reader) Claim(ctx context.Context, id schema.ClaimID) (schema.Claim, error) {
	article, _, _ := strings.Cut(string(id), "/")
	x, err := r.Article(ctx, schema.SourceID(article))
	if errors.Is(err, graph.ErrNoSource) {
		return schema.Claim{}, fmt.Errorf("%s: %w", id, ErrNoClaim)
	}
	if err != nil {
		return schema.Claim{}, err
	}
	i := slices.IndexFunc(x.Claims, func(c schema.Claim) bool { return c.ID == id })
	if i < 0 {
		return schema.Claim{}, fmt.Errorf("%s: %w", id, ErrNoClaim)
	}
	return x.Claims[i], nil
}
