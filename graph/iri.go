package graph

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// A Base is what every IRI of ours begins with, such as [schema.DefaultBase].
// It ends in "/" or "#".
type Base string

// CheckBase reports whether s can be a base: an absolute IRI that ends in "/"
// or "#" and holds no character that an IRI must not.
func CheckBase(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return fmt.Errorf("base IRI %q: %w", s, err)
	case u.Scheme == "":
		return fmt.Errorf("base IRI %q is not absolute: begin it with https://", s)
	case !strings.HasSuffix(s, "/") && !strings.HasSuffix(s, "#"):
		return fmt.Errorf("base IRI %q does not end in / or #", s)
	case !validIRI(s):
		return fmt.Errorf("base IRI %q holds a character that an IRI must not", s)
	}
	return nil
}

// validIRI reports whether s holds nothing that N-Quads forbids in an IRI.
func validIRI(s string) bool {
	for _, r := range s { // for every term of every quad: a search in a set of runes would take half of encoding
		switch r {
		case '<', '>', '"', '{', '}', '|', '^', '`', '\\', unicode.ReplacementChar:
			return false
		}
		if r <= ' ' {
			return false
		}
	}
	return s != ""
}

// Entity returns the IRI of an entity, whose ID is its path below the base.
func (b Base) Entity(id string) quad.IRI { return quad.IRI(string(b) + id) }

// Article returns the IRI of an article, which labels its provenance.
func (b Base) Article(id schema.SourceID) quad.IRI {
	return quad.IRI(string(b) + "article/" + string(id))
}

// Claim returns the IRI of a claim, which labels its content.
func (b Base) Claim(id schema.ClaimID) quad.IRI { return quad.IRI(string(b) + "claim/" + string(id)) }

// Term returns the IRI of a class or property of ours.
func (b Base) Term(name string) quad.IRI { return quad.IRI(string(b) + "schema/" + name) }

// Arg returns the predicate from a claim to a value of the argument.
func (b Base) Arg(name schema.ArgName) quad.IRI { return quad.IRI(string(b) + "arg/" + string(name)) }

// Via returns the predicate from a claim to the way in which a value of the
// argument was found outside the evidence.
func (b Base) Via(name schema.ArgName) quad.IRI { return quad.IRI(string(b) + "via/" + string(name)) }

// ClaimType returns the IRI of a claim type.
func (b Base) ClaimType(t schema.ClaimType) quad.IRI {
	return quad.IRI(string(b) + "type/" + string(t))
}

// SchemaGraph labels the vocabulary.
func (b Base) SchemaGraph() quad.IRI { return quad.IRI(string(b) + "schema") }

// ResolutionGraph labels what says which entities are one.
func (b Base) ResolutionGraph() quad.IRI { return quad.IRI(string(b) + "resolution") }

// Span returns the IRI of the passage of an article from character start up to
// but not including end, counted in Unicode code points as RFC 5147 does.
func (b Base) Span(id schema.SourceID, start, end int) quad.IRI {
	return quad.IRI(fmt.Sprintf("%sarticle/%s#char=%d,%d", string(b), id, start, end))
}

// ParseArticle returns the article that v is the IRI of.
func (b Base) ParseArticle(v quad.Value) (schema.SourceID, bool) {
	s, ok := b.below(v, "article/")
	return schema.SourceID(s), ok && s != "" && !strings.ContainsAny(s, "/#")
}

// ParseClaim returns the claim that v is the IRI of. The part of a ClaimID
// before its slash names the article.
func (b Base) ParseClaim(v quad.Value) (schema.ClaimID, bool) {
	s, ok := b.below(v, "claim/")
	article, hash, two := strings.Cut(s, "/")
	return schema.ClaimID(s), ok && two && article != "" && hash != ""
}

// ParseEntity returns the ID of the entity that v is the IRI of: its path below
// the base. What it names may be no entity; its type tells.
func (b Base) ParseEntity(v quad.Value) (string, bool) {
	s, ok := b.below(v, "")
	return s, ok && s != ""
}

// ParseSpan returns the article and the code points of a passage's IRI.
func (b Base) ParseSpan(v quad.Value) (id schema.SourceID, start, end int, ok bool) {
	s, ok := b.below(v, "article/")
	if !ok {
		return "", 0, 0, false
	}
	article, chars, ok := strings.Cut(s, "#char=")
	if !ok {
		return "", 0, 0, false
	}
	from, to, ok := strings.Cut(chars, ",")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	return schema.SourceID(article), start, end, ok && err1 == nil && err2 == nil && 0 <= start && start < end
}

// below returns what follows the base and prefix in an IRI.
func (b Base) below(v quad.Value, prefix string) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(string(iri), string(b)+prefix)
}

// ArticleOf returns the article that a quad with this label comes from: the
// label is the article's own IRI or that of one of its claims.
func (b Base) ArticleOf(label quad.Value) (schema.SourceID, bool) {
	if id, ok := b.ParseArticle(label); ok {
		return id, true
	}
	if id, ok := b.ParseClaim(label); ok {
		article, _, _ := strings.Cut(string(id), "/")
		return schema.SourceID(article), true
	}
	return "", false
}

// rule returns the IRI that names a rule of a pack; "-" stands for an empty one.
func (b Base) rule(rule, pack string) quad.IRI {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return quad.IRI(string(b) + "rule/" + escape(dash(pack)) + "/" + escape(dash(rule)))
}

// parseRule is the inverse of rule.
func (b Base) parseRule(v quad.Value) (rule, pack string, ok bool) {
	s, ok := b.below(v, "rule/")
	if !ok {
		return "", "", false
	}
	p, r, ok := strings.Cut(s, "/")
	pack, err1 := url.PathUnescape(p)
	rule, err2 := url.PathUnescape(r)
	if pack == "-" {
		pack = ""
	}
	if rule == "-" {
		rule = ""
	}
	return rule, pack, ok && err1 == nil && err2 == nil
}

// escape writes s as one segment of an IRI.
func escape(s string) string { return url.PathEscape(s) }
