package graph

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// Encode writes an article's claims as quads, sorted and each once. The text is
// the article's as given; entities must have their IDs (see package resolve)
// and claims theirs. [Decode] is the inverse.
//
// The quads are labelled by the claim for what it says, and by the article for
// where it says it, for what is known of the article itself, and for the names
// and classes of entities:
//
//	claim  —a→ Claim, —claimType→, —modality→, —status→, —notBefore→, —notAfter→,
//	       —judgement→
//	claim  —arg/NAME→ value              for each value of an argument
//	span   —mentions→ value              where the value stands
//	span   —mention/NAME→ value          for which argument it stands there; or
//	       coreference/NAME, dateline/NAME, metadata/NAME if it is found that way,
//	       with the claim in the span's place if the value stands nowhere
//	claim  —via/NAME→ "coreference"      if some value is found that way
//	span   —inferred/NAME→ date          if it is counted from an inferred day
//	claim  —speaker→ entity, span —speaker/mention→ entity and so on
//	span   —readBy→ rule                 of a pack, both named by the IRI
//	claim  —inArticle→, —evidence→ span, —rule→, —pack→, —outlet→,
//	       —citedSource→, —confidence→   labelled by the article, as are
//	span   —quote→, —byteStart→, —byteEnd→
//	entity —a→ class, —canonicalName→, —name→ each name, —known→ key
//	       (an event has no class here: the claim gives it)
//	role   —rdfs:label→, —rdfs:subPropertyOf→ holdsPostIn, if not in the schema
//
// Besides, it writes the quads that the model declares for the claim's type if
// the claim is asserted and its status lets it: see [schema.Model.Writes].
//
// It returns an error, naming claim and argument, for a claim that breaks the
// model, whose quotes are not the text at their offsets, or whose name another
// claim of the article has; and no quads then.
func Encode(m *schema.Model, base Base, x *schema.Extraction, text string) ([]quad.Quad, error) {
	quads, err := encode(m, base, x, text)
	return sorted(quads), err
}

// quadsOfClaim is about how many quads a claim comes to, with its part of what is
// known of entities. It only saves growing what holds them.
const quadsOfClaim = 60

// encode is Encode but for the order, which is the same for the same claims.
func encode(m *schema.Model, base Base, x *schema.Extraction, text string) ([]quad.Quad, error) {
	e, err := newEncoder(m, base, x, text)
	if err != nil {
		return nil, err
	}
	most := quadsOfClaim * (len(e.x.Claims) + 1)
	e.quads, e.seen = make([]quad.Quad, 0, most), make(map[quad.Quad]bool, most)
	e.source()
	e.locate(text)
	for i := range e.x.Claims {
		e.claim(&e.x.Claims[i])
	}
	e.names()
	for _, q := range e.quads {
		if err := validQuad(q); err != nil {
			return nil, fmt.Errorf("article %s: %w", x.Source.ID, err)
		}
	}
	return e.quads, nil
}

// Check reports why [Encode] would not write the claims, or nil.
func Check(m *schema.Model, base Base, x *schema.Extraction, text string) error {
	_, err := newEncoder(m, base, x, text)
	return err
}

// newEncoder returns an encoder of claims that it has checked.
func newEncoder(m *schema.Model, base Base, x *schema.Extraction, text string) (*encoder, error) {
	if err := CheckBase(string(base)); err != nil {
		return nil, err
	}
	x = normalized(x)
	e := &encoder{m: m, b: base, x: x, article: base.Article(x.Source.ID), entities: map[string]*schema.Entity{}, spans: map[schema.Span]quad.IRI{}}
	if err := e.check(text); err != nil {
		return nil, fmt.Errorf("article %s: %w", x.Source.ID, err)
	}
	return e, nil
}

// normalized returns x in the form in which it comes out of the quads again.
func normalized(x *schema.Extraction) *schema.Extraction {
	n := schema.Extraction{Source: x.Source, Claims: slices.Clone(x.Claims)}
	n.Normalize()
	return &n
}

type encoder struct {
	m        *schema.Model
	b        Base
	x        *schema.Extraction
	article  quad.IRI
	entities map[string]*schema.Entity // by ID
	spans    map[schema.Span]quad.IRI
	quads    []quad.Quad
	seen     map[quad.Quad]bool
}

func (e *encoder) add(s quad.Value, p quad.IRI, o quad.Value, label quad.IRI) {
	q := quad.Quad{Subject: s, Predicate: p, Object: o, Label: label}
	if !e.seen[q] {
		e.seen[q] = true
		e.quads = append(e.quads, q)
	}
}

// check refuses what could not be written so that it reads back the same.
func (e *encoder) check(text string) error {
	src := &e.x.Source
	if got, ok := e.b.ParseArticle(e.article); !ok || got != src.ID || !validIRI(string(e.article)) {
		return fmt.Errorf("its ID %q cannot stand in an IRI", src.ID)
	}
	if !utf8.ValidString(text) {
		return fmt.Errorf("its text is not UTF-8")
	}
	if h := schema.HashText(text); src.TextHash != h {
		return fmt.Errorf("its text hash is %q, the text's is %s", src.TextHash, h)
	}
	for _, d := range [...]schema.Date{src.Published, src.Modified, src.Inferred} {
		if got, err := schema.ParseDate(d.String()); !d.IsZero() && (err != nil || got != d) {
			return fmt.Errorf("its date %+v does not exist", d)
		}
	}
	ids := map[schema.ClaimID]bool{}
	for i := range e.x.Claims {
		c := &e.x.Claims[i]
		if err := e.checkClaim(c, text); err != nil {
			return fmt.Errorf("claim %s: %w", c.ID, err)
		}
		if ids[c.ID] {
			return fmt.Errorf("two claims have the ID %s", c.ID)
		}
		ids[c.ID] = true
	}
	return nil
}

func (e *encoder) checkClaim(c *schema.Claim, text string) error {
	if c.Source != e.x.Source.ID {
		return fmt.Errorf("it is of the article %q", c.Source)
	}
	if hash, ok := strings.CutPrefix(string(c.ID), string(c.Source)+"/"); !ok || hash == "" || strings.ContainsAny(hash, "/#") {
		return fmt.Errorf("its ID is not %s/ and a hash", c.Source)
	}
	if err := e.m.Check(c); err != nil {
		return err
	}
	if err := schema.CheckText(c, text); err != nil {
		return err
	}
	for _, v := range allValues(c) {
		if v.Entity != nil {
			if err := e.entity(v.Entity); err != nil {
				return err
			}
		}
	}
	return nil
}

// entity notes an entity of the article; one ID has one set of names.
func (e *encoder) entity(n *schema.Entity) error {
	path, rest, _ := strings.Cut(n.ID, "/")
	if t, ok := e.m.TypeOfPath(path); !ok || t != n.Type || rest == "" {
		return fmt.Errorf("the ID %q of the %s %q is not %s/ and a name: resolve entities first", n.ID, n.Type, n.Name, e.m.Entity(n.Type).Path)
	}
	if slices.Contains(n.Aliases, n.Name) || !slices.IsSorted(n.Aliases) || len(slices.Compact(slices.Clone(n.Aliases))) != len(n.Aliases) {
		return fmt.Errorf("the aliases of %s are not sorted, or one stands twice: %q", n.ID, n.Aliases)
	}
	other, known := e.entities[n.ID]
	if known && (other.Name != n.Name || other.Language != n.Language || other.Known != n.Known || !slices.Equal(other.Aliases, n.Aliases)) {
		return fmt.Errorf("%s has different names in one article, %+v and %+v: resolve entities first", n.ID, *other, *n)
	}
	e.entities[n.ID] = n
	return nil
}

// allValues returns every value of c, its outlet and sources among them.
func allValues(c *schema.Claim) []schema.Value {
	var out []schema.Value
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		out = append(out, c.Args[name]...)
	}
	if c.Speaker != nil {
		out = append(out, *c.Speaker)
	}
	if c.Outlet != nil {
		out = append(out, schema.Value{Entity: c.Outlet})
	}
	for _, s := range c.Cites {
		out = append(out, schema.Value{Entity: s})
	}
	return out
}

// source writes what is known of the article.
func (e *encoder) source() {
	src := &e.x.Source
	e.add(e.article, rdfType, e.b.Term("Article"), e.article)
	for _, f := range sourceTexts {
		if s := *f.field(src); s != "" {
			e.add(e.article, e.b.Term(f.name), quad.String(s), e.article)
		}
	}
	for _, f := range sourceDates {
		if d := *f.field(src); !d.IsZero() {
			e.add(e.article, e.b.Term(f.name), dateTerm(d), e.article)
		}
	}
}

var sourceTexts = []struct {
	name  string
	field func(*schema.Source) *string
}{
	{"givenId", func(s *schema.Source) *string { return &s.GivenID }},
	{"url", func(s *schema.Source) *string { return &s.URL }},
	{"title", func(s *schema.Source) *string { return &s.Title }},
	{"publisher", func(s *schema.Source) *string { return &s.Publisher }},
	{"author", func(s *schema.Source) *string { return &s.Author }},
	{"language", func(s *schema.Source) *string { return &s.Language }},
	{"textHash", func(s *schema.Source) *string { return &s.TextHash }},
}

var sourceDates = []struct {
	name  string
	field func(*schema.Source) *schema.Date
}{
	{"published", func(s *schema.Source) *schema.Date { return &s.Published }},
	{"modified", func(s *schema.Source) *schema.Date { return &s.Modified }},
	{"inferredDate", func(s *schema.Source) *schema.Date { return &s.Inferred }},
}

// locate gives every span that claims use its IRI and writes where it stands.
func (e *encoder) locate(text string) {
	offsets := []int{}
	for i := range e.x.Claims {
		c := &e.x.Claims[i]
		for _, ev := range c.Evidence {
			e.spans[ev.Span] = ""
		}
		for _, v := range allValues(c) {
			if !v.Mention.Span.IsZero() {
				e.spans[v.Mention.Span] = ""
			}
		}
	}
	for s := range e.spans {
		offsets = append(offsets, s.Start, s.End)
	}
	chars := codePoints(text, offsets)
	for _, s := range slices.SortedFunc(maps.Keys(e.spans), schema.Span.Compare) {
		iri := e.b.Span(e.x.Source.ID, chars[s.Start], chars[s.End])
		e.spans[s] = iri
		e.add(iri, e.b.Term("quote"), quad.String(text[s.Start:s.End]), e.article)
		e.add(iri, e.b.Term("byteStart"), quad.Int(s.Start), e.article)
		e.add(iri, e.b.Term("byteEnd"), quad.Int(s.End), e.article)
	}
}

// codePoints returns for each byte offset how many code points precede it, in
// one pass over the text.
func codePoints(text string, offsets []int) map[int]int {
	slices.Sort(offsets)
	out := make(map[int]int, len(offsets))
	at, n := 0, 0
	for _, o := range offsets {
		n += utf8.RuneCountInString(text[at:o])
		at = o
		out[o] = n
	}
	return out
}

func (e *encoder) claim(c *schema.Claim) {
	node := e.b.Claim(c.ID)
	e.add(node, rdfType, e.b.Term("Claim"), node)
	e.add(node, e.b.Term("claimType"), e.b.ClaimType(c.Type), node)
	e.add(node, e.b.Term("modality"), quad.String(c.Modality), node)
	if s := e.m.State(c); s != "" {
		e.add(node, e.b.Term("status"), quad.String(s), node)
	}
	if c.Judgement != "" {
		e.add(node, e.b.Term("judgement"), quad.String(c.Judgement), node)
	}
	if first, last, ok := bounds(c); ok {
		e.add(node, e.b.Term("notBefore"), quad.Int(first.Int()), node)
		e.add(node, e.b.Term("notAfter"), quad.Int(last.Int()), node)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		for _, v := range c.Args[name] {
			e.add(node, e.b.Arg(name), valueTerm(e.b, v), node)
			if v.Via != "" {
				e.add(node, e.b.Via(name), quad.String(v.Via), node)
			}
			e.pair(node, v, pairing(e.b, v.Via, name), inferredPairing(e.b, name))
		}
	}
	if c.Speaker != nil {
		e.add(node, e.b.Term("speaker"), e.b.Entity(c.Speaker.Entity.ID), node)
		e.pair(node, *c.Speaker, speakerPairing(e.b, c.Speaker.Via), "")
	}
	e.provenance(c, node)
	e.direct(c, node)
}

// bounds returns the first and last day of a claim's dates.
func bounds(c *schema.Claim) (first, last schema.Date, ok bool) {
	for _, vs := range c.Args {
		for _, v := range vs {
			if v.Time.IsZero() {
				continue
			}
			a, z := v.Time.Bounds()
			if !ok || a.Compare(first) < 0 {
				first = a
			}
			if !ok || z.Compare(last) > 0 {
				last = z
			}
			ok = true
		}
	}
	return first, last, ok
}

// pairing returns the predicate that pairs a mention with the argument that its
// value fills. How it was found is part of it, so that each value of a claim
// is one quad whatever it shares with others.
func pairing(b Base, via schema.Via, name schema.ArgName) quad.IRI {
	return quad.IRI(string(b) + string(orMention(via)) + "/" + string(name))
}

// inferredPairing returns the predicate from where a date stands to the date, if
// it is counted from an inferred day.
func inferredPairing(b Base, name schema.ArgName) quad.IRI {
	return quad.IRI(string(b) + "inferred/" + string(name))
}

func speakerPairing(b Base, via schema.Via) quad.IRI {
	return pairing(b, "speaker", schema.ArgName(orMention(via)))
}

func orMention(via schema.Via) schema.Via {
	if via == "" {
		return "mention"
	}
	return via
}

// pair writes where v stands.
func (e *encoder) pair(node quad.IRI, v schema.Value, pairing, inferred quad.IRI) {
	where, o := node, valueTerm(e.b, v)
	if !v.Mention.Span.IsZero() {
		where = e.spans[v.Mention.Span]
		e.add(where, e.b.Term("mentions"), o, node)
	}
	e.add(where, pairing, o, node)
	if v.Inferred {
		e.add(where, inferred, o, node)
	}
}

// provenance writes where the claim comes from.
func (e *encoder) provenance(c *schema.Claim, node quad.IRI) {
	e.add(node, e.b.Term("inArticle"), e.article, e.article)
	for _, ev := range c.Evidence {
		span := e.spans[ev.Span]
		e.add(node, e.b.Term("evidence"), span, e.article)
		e.add(span, e.b.Term("readBy"), e.b.rule(ev.Rule, ev.Pack), node)
		if ev.Rule != "" {
			e.add(node, e.b.Term("rule"), quad.String(ev.Rule), e.article)
		}
		if ev.Pack != "" {
			e.add(node, e.b.Term("pack"), quad.String(ev.Pack), e.article)
		}
	}
	if c.Outlet != nil {
		e.add(node, e.b.Term("outlet"), e.b.Entity(c.Outlet.ID), e.article)
	}
	for _, s := range c.Cites {
		e.add(node, e.b.Term("citedSource"), e.b.Entity(s.ID), e.article)
	}
	if c.Confidence != 0 {
		text := strconv.FormatFloat(c.Confidence, 'f', -1, 64)
		e.add(node, e.b.Term("confidence"), quad.TypedString{Value: quad.String(text), Type: xsdDecimal}, e.article)
	}
}

// names writes the names and classes of the article's entities.
func (e *encoder) names() {
	for _, id := range slices.Sorted(maps.Keys(e.entities)) {
		n, iri := e.entities[id], e.b.Entity(id)
		if n.Type != "Event" { // its class is content: it may not have taken place
			e.add(iri, rdfType, e.b.Term(string(n.Type)), e.article)
		}
		e.add(iri, e.b.Term("canonicalName"), nameTerm(n.Name, n.Language), e.article)
		e.add(iri, e.b.Term("name"), quad.String(n.Name), e.article)
		for _, a := range n.Aliases {
			e.add(iri, e.b.Term("name"), quad.String(a), e.article)
		}
		if n.Known != "" {
			e.add(iri, e.b.Term("known"), quad.String(n.Known), e.article)
		}
		if n.Type == "Role" && e.m.RoleDef(strings.TrimPrefix(id, "role/")) == nil {
			e.add(iri, rdfsLabel, nameTerm(n.Name, n.Language), e.article)
			e.add(iri, rdfsSubPropertyOf, e.b.Term("holdsPostIn"), e.article)
		}
	}
}

func validQuad(q quad.Quad) error {
	for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if err := validTerm(v); err != nil {
			return err
		}
	}
	return nil
}

// sorted puts quads in the order of their lines in canonical N-Quads.
func sorted(quads []quad.Quad) []quad.Quad {
	type line struct {
		key []byte
		q   quad.Quad
	}
	lines := make([]line, len(quads))
	for i, q := range quads {
		var k []byte
		for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			k = append(AppendTerm(k, v), ' ')
		}
		lines[i] = line{k, q}
	}
	slices.SortFunc(lines, func(a, b line) int { return bytes.Compare(a.key, b.key) })
	for i, l := range lines {
		quads[i] = l.q
	}
	return quads
}
