package graph

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// Decode reads claims from quads, in any order, that [Encode] wrote, and returns
// one extraction per article in order of article ID, each normalized. Quads of
// other graphs, and predicates that no claim, passage or article has, are
// passed over.
//
// A claim is read from the quads under its own label and, under its article's,
// from those about the claim, its spans and its entities: so much is enough to
// decode one claim alone. It returns an error that names the claim for one that
// these do not suffice for, beside the extractions of the other articles.
func Decode(m *schema.Model, base Base, quads []quad.Quad) ([]schema.Extraction, error) {
	d := &decoder{m: m, b: base, articles: map[schema.SourceID]*articleQuads{}}
	for _, q := range quads {
		d.file(q)
	}
	var out []schema.Extraction
	var errs []error
	for _, id := range slices.Sorted(maps.Keys(d.articles)) {
		x, err := d.article(id, d.articles[id])
		if err != nil {
			errs = append(errs, fmt.Errorf("article %s: %w", id, err))
			continue
		}
		if x != nil {
			out = append(out, *x)
		}
	}
	return out, errors.Join(errs...)
}

type decoder struct {
	m        *schema.Model
	b        Base
	articles map[schema.SourceID]*articleQuads
}

// articleQuads are the quads that one article and its claims label.
type articleQuads struct {
	about  map[quad.IRI][]quad.Quad // labelled by the article, by subject
	claims map[schema.ClaimID][]quad.Quad
}

// file puts a quad to its article's.
func (d *decoder) file(q quad.Quad) {
	id, ok := d.b.ArticleOf(q.Label)
	if !ok {
		return
	}
	a := d.articles[id]
	if a == nil {
		a = &articleQuads{map[quad.IRI][]quad.Quad{}, map[schema.ClaimID][]quad.Quad{}}
		d.articles[id] = a
	}
	if claim, ok := d.b.ParseClaim(q.Label); ok {
		a.claims[claim] = append(a.claims[claim], q)
	} else if s, ok := q.Subject.(quad.IRI); ok {
		a.about[s] = append(a.about[s], q)
	}
}

// article reads one article's claims, or returns nil if its quads hold neither
// the article nor a claim.
func (d *decoder) article(id schema.SourceID, a *articleQuads) (*schema.Extraction, error) {
	r := &articleReader{decoder: d, quads: a, entities: map[string]*schema.Entity{}, x: &schema.Extraction{Source: schema.Source{ID: id}}}
	known, err := r.source()
	if err != nil {
		return nil, err
	}
	for _, claim := range slices.Sorted(maps.Keys(a.claims)) {
		c, err := r.claim(claim, a.claims[claim])
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", claim, err)
		}
		if c != nil {
			r.x.Claims = append(r.x.Claims, *c)
		}
	}
	if !known && len(r.x.Claims) == 0 {
		return nil, nil
	}
	r.x.Normalize()
	return r.x, nil
}

type articleReader struct {
	*decoder
	quads    *articleQuads
	entities map[string]*schema.Entity
	x        *schema.Extraction
}

// term returns the name of a term of ours, or "".
func (b Base) term(v quad.Value) string {
	s, _ := b.below(v, "schema/")
	return s
}

// source reads what is known of the article and reports whether it is there.
func (r *articleReader) source() (known bool, err error) {
	src := &r.x.Source
	for _, q := range r.quads.about[r.b.Article(src.ID)] {
		known = true
		name := r.b.term(q.Predicate)
		for _, f := range sourceTexts {
			if f.name == name {
				*f.field(src) = readText(q.Object)
			}
		}
		for _, f := range sourceDates {
			if f.name != name {
				continue
			}
			if *f.field(src), err = readDate(q.Object); err != nil {
				return known, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return known, nil
}

// claimReader gathers one claim from the quads under its label.
type claimReader struct {
	*articleReader
	c       *schema.Claim
	node    quad.IRI
	quads   []quad.Quad
	spans   map[quad.IRI]schema.Mention
	places  []place
	guessed map[string]bool // "inferred" by subject, argument and object
	rules   map[quad.IRI][]schema.Evidence
	speaker quad.Value
}

// A place is where a value stands and which argument it fills there; the
// argument is "" for the speaker.
type place struct {
	where, object quad.Value
	via           schema.Via
	arg           schema.ArgName
}

// claim reads one claim, or returns nil if under the label stands none.
func (r *articleReader) claim(id schema.ClaimID, quads []quad.Quad) (*schema.Claim, error) {
	c := &claimReader{articleReader: r, node: r.b.Claim(id), quads: quads, spans: map[quad.IRI]schema.Mention{}, guessed: map[string]bool{}, rules: map[quad.IRI][]schema.Evidence{},
		c: &schema.Claim{ID: id, Source: r.x.Source.ID, Args: map[schema.ArgName][]schema.Value{}}}
	for _, q := range quads {
		c.sort(q)
	}
	if c.c.Type == "" {
		return nil, nil
	}
	if c.c.Modality == "" {
		return nil, errors.New("it has no modality")
	}
	return c.c, errors.Join(c.values(), c.provenance(), c.readEvidence())
}

// sort puts a quad under the claim's label to what it tells.
func (c *claimReader) sort(q quad.Quad) {
	space, name := c.b.split(q.Predicate)
	switch {
	case space == "schema" && q.Subject == c.node:
		c.property(name, q.Object)
	case space == "schema" && name == "readBy":
		if rule, pack, ok := c.b.parseRule(q.Object); ok {
			span, _ := q.Subject.(quad.IRI)
			c.rules[span] = append(c.rules[span], schema.Evidence{Rule: rule, Pack: pack})
		}
	case space == "inferred":
		c.guessed[placeKey(q.Subject, name, q.Object)] = true
	case space == "mention":
		c.places = append(c.places, place{q.Subject, q.Object, "", schema.ArgName(name)})
	case space == "speaker":
		via := schema.Via(name)
		if name == "mention" {
			via = ""
		}
		c.places = append(c.places, place{q.Subject, q.Object, via, ""})
	case isVia(space):
		c.places = append(c.places, place{q.Subject, q.Object, schema.Via(space), schema.ArgName(name)})
	}
}

func isVia(s string) bool {
	v := schema.Via(s)
	return v == schema.ViaCoreference || v == schema.ViaDateline || v == schema.ViaMetadata
}

func placeKey(where quad.Value, arg string, o quad.Value) string {
	return quad.StringOf(where) + " " + arg + " " + quad.StringOf(o)
}

// split returns the namespace of ours that a predicate is in and its name there.
func (b Base) split(v quad.Value) (space, name string) {
	s, _ := b.below(v, "")
	space, name, _ = strings.Cut(s, "/")
	return space, name
}

func (c *claimReader) property(name string, o quad.Value) {
	switch name {
	case "claimType":
		if space, t := c.b.split(o); space == "type" {
			c.c.Type = schema.ClaimType(t)
		}
	case "modality":
		c.c.Modality = schema.Modality(readText(o))
	case "judgement":
		c.c.Judgement = schema.Judgement(readText(o))
	case "speaker":
		c.speaker = o
	}
}

// values reads the arguments and the speaker from the places they stand at.
func (c *claimReader) values() error {
	for _, p := range c.places {
		v, err := c.value(p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.what(), err)
		}
		if p.arg != "" {
			c.c.Args[p.arg] = append(c.c.Args[p.arg], v)
		} else if p.object == c.speaker {
			c.c.Speaker = &v
		}
	}
	return nil
}

func (p place) what() string {
	if p.arg == "" {
		return "speaker"
	}
	return "argument " + string(p.arg)
}

func (c *claimReader) value(p place) (v schema.Value, err error) {
	if iri, ok := p.object.(quad.IRI); ok {
		v.Entity, err = c.entity(iri)
	} else {
		v, err = readLiteral(p.object)
	}
	if err != nil {
		return v, err
	}
	v.Via = p.via
	v.Inferred = c.guessed[placeKey(p.where, string(p.arg), p.object)]
	if p.where != quad.Value(c.node) {
		v.Mention, err = c.span(p.where)
	}
	return v, err
}

// provenance reads what the article tells of the claim.
func (c *claimReader) provenance() (err error) {
	for _, q := range c.articleReader.quads.about[c.node] {
		switch c.b.term(q.Predicate) {
		case "outlet":
			c.c.Outlet, err = c.entity(q.Object)
		case "citedSource":
			var n *schema.Entity
			n, err = c.entity(q.Object)
			c.c.Cites = append(c.c.Cites, n)
		case "confidence":
			c.c.Confidence, err = strconv.ParseFloat(readText(q.Object), 64)
			if err == nil && !(c.c.Confidence > 0 && c.c.Confidence <= 1) {
				err = fmt.Errorf("confidence %s is not in (0, 1]", readText(q.Object))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readEvidence reads the passages and the rules that read them.
func (c *claimReader) readEvidence() error {
	for _, q := range c.articleReader.quads.about[c.node] {
		if c.b.term(q.Predicate) != "evidence" {
			continue
		}
		m, err := c.span(q.Object)
		if err != nil {
			return fmt.Errorf("evidence: %w", err)
		}
		span, _ := q.Object.(quad.IRI)
		rules := c.rules[span]
		if len(rules) == 0 {
			rules = []schema.Evidence{{}}
		}
		for _, r := range rules {
			c.c.Evidence = append(c.c.Evidence, schema.Evidence{Span: m.Span, Quote: m.Text, Rule: r.Rule, Pack: r.Pack})
		}
	}
	if len(c.c.Evidence) == 0 {
		return errors.New("it has no evidence")
	}
	return nil
}

// span reads a passage with its quote and its bytes.
func (c *claimReader) span(v quad.Value) (schema.Mention, error) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return schema.Mention{}, fmt.Errorf("%s is no passage", quad.StringOf(v))
	}
	if m, ok := c.spans[iri]; ok {
		return m, nil
	}
	var m schema.Mention
	var from, to, quoted bool
	for _, q := range c.articleReader.quads.about[iri] {
		switch c.b.term(q.Predicate) {
		case "quote":
			m.Text, quoted = readText(q.Object), true
		case "byteStart":
			m.Span.Start, from = readInt(q.Object)
		case "byteEnd":
			m.Span.End, to = readInt(q.Object)
		}
	}
	if !from || !to || !quoted || m.Span.Len() != len(m.Text) {
		return m, fmt.Errorf("passage %s lacks its quote or its bytes, or they disagree", iri)
	}
	c.spans[iri] = m
	return m, nil
}

// entity reads an entity's names; within an article one IRI is one *Entity.
func (r *articleReader) entity(v quad.Value) (*schema.Entity, error) {
	id, ok := r.b.ParseEntity(v)
	if !ok {
		return nil, fmt.Errorf("%s is no entity below %s", quad.StringOf(v), r.b)
	}
	if n := r.entities[id]; n != nil {
		return n, nil
	}
	path, _, _ := strings.Cut(id, "/")
	t, ok := r.m.TypeOfPath(path)
	if !ok {
		return nil, fmt.Errorf("%s is of no type that the schema has", id)
	}
	n := &schema.Entity{ID: id, Type: t}
	names := map[string]bool{}
	for _, q := range r.quads.about[r.b.Entity(id)] {
		switch r.b.term(q.Predicate) {
		case "canonicalName":
			n.Name = readText(q.Object)
			if l, ok := q.Object.(quad.LangString); ok {
				n.Language = l.Lang
			}
		case "name":
			names[readText(q.Object)] = true
		case "known":
			n.Known = readText(q.Object)
		}
	}
	if n.Name == "" {
		return nil, fmt.Errorf("%s has no name in the article", id)
	}
	delete(names, n.Name)
	if len(names) > 0 {
		n.Aliases = slices.Sorted(maps.Keys(names))
	}
	r.entities[id] = n
	return n, nil
}
