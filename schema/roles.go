package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A RoleDef is a post known by name.
type RoleDef struct {
	Slug   string // of its first English name: "deputy-minister-of-foreign-affairs"
	Labels Labels
	Forms  map[string][]string // by language, the label first
	// Unique is set if a body or state has one holder of the post at a time.
	Unique bool
}

// Role returns the slug of the post that goes by name in some language, without
// regard to case, ё, hyphens and quotation marks. An abbreviation before the
// name, as in "ҚР Премьер-министрі", tells the body and not the post. It reports
// false for a post that the model does not list.
func (m *Model) Role(name string) (slug string, ok bool) {
	if slug, ok = m.roles.named(FoldName(name)); ok {
		return slug, true
	}
	first, rest, _ := strings.Cut(strings.TrimSpace(name), " ")
	first, _, _ = strings.Cut(first, "-") // ЕО-ның
	if first == strings.ToUpper(first) && utf8.RuneCountInString(first) <= maxAbbreviation {
		slug, ok = m.roles.named(FoldName(rest))
	}
	return slug, ok
}

// maxAbbreviation is how many letters an abbreviation of a body has at most.
const maxAbbreviation = 5

// Portfolio reports whether words are what ministers and committees can be for,
// such as "foreign affairs" or "финансов": they tell no body from another.
func (m *Model) Portfolio(words string) bool { return m.roles.portfolios.Has(FoldName(words)) }

// RoleDef returns the post with that slug, or nil. The caller must not change it.
func (m *Model) RoleDef(slug string) *RoleDef {
	if n, ok := m.roles.slugs.Get(slug); ok {
		return m.roles.defs.At(n)
	}
	return nil
}

// RoleLabels returns the names of the post with that slug by language, or nil.
func (m *Model) RoleLabels(slug string) Labels {
	if r := m.RoleDef(slug); r != nil {
		return r.Labels
	}
	return nil
}

// Roles returns all known posts in order of slug.
func (m *Model) Roles() []*RoleDef {
	out := make([]*RoleDef, m.roles.defs.Len())
	for i := range out {
		out[i] = m.roles.defs.At(uint32(i))
	}
	return out
}

// standingRoles enters the posts of one file that stand alone.
func (l *loader) standingRoles(s *source) {
	for i, forms := range s.yaml.Roles {
		at := func() string { return s.at("roles", strconv.Itoa(i)) }
		for lang := range forms {
			forms[lang] = l.expandAll(at, forms[lang])
		}
		l.role(at, forms)
	}
}

// composeRoles combines every head with every portfolio, of whatever file.
func (l *loader) composeRoles() {
	for _, ps := range l.sources {
		for _, p := range ps.yaml.Portfolios {
			for _, words := range p {
				for _, w := range slices.Concat(words.Of, words.Before) {
					l.portfolios[FoldName(w)] = true
				}
			}
		}
	}
	for _, hs := range l.sources {
		for i, head := range hs.yaml.Heads {
			at := func() string { return hs.at("heads", strconv.Itoa(i)) }
			for lang, forms := range head {
				for _, f := range forms {
					l.placeholder(at, lang, f)
				}
				head[lang] = l.expandAll(at, forms)
			}
			for _, ps := range l.sources {
				for j, p := range ps.yaml.Portfolios {
					l.role(func() string { return at() + " with " + ps.at("portfolios", strconv.Itoa(j)) }, compose(head, p))
				}
			}
		}
	}
}

func (l *loader) placeholder(at func() string, lang, form string) {
	n := 0
	for _, p := range placeholders {
		n += strings.Count(form, p)
	}
	if n != 1 || strings.Count(form, "{") != 1 {
		l.fail(at(), "%s form %q does not hold exactly one of {of}, {before}, {short}", lang, form)
	}
}

// uniqueRoles marks the posts that one person holds at a time.
func (l *loader) uniqueRoles() {
	for _, s := range l.sources {
		for i, name := range s.yaml.Unique {
			slugs := l.composed(name)
			if !strings.Contains(name, "{of}") {
				slugs = []string{asciiSlug(name)}
			}
			if len(slugs) == 0 || l.roles[slugs[0]] == nil {
				l.fail(s.at("unique", strconv.Itoa(i)), "no post is called %q first in English", name)
				continue
			}
			for _, slug := range slugs {
				if r := l.roles[slug]; r != nil {
					r.Unique = true
				}
			}
		}
	}
}

// composed returns the slugs of a head with every portfolio.
func (l *loader) composed(head string) []string {
	var out []string
	for _, s := range l.sources {
		for _, p := range s.yaml.Portfolios {
			if of := p["en"].Of; len(of) > 0 {
				out = append(out, asciiSlug(strings.Replace(head, "{of}", of[0], 1)))
			}
		}
	}
	return out
}

// expandAll writes out the alternatives of all forms.
func (l *loader) expandAll(at func() string, forms []string) []string {
	var out []string
	for _, f := range forms {
		if strings.Count(f, "(") != strings.Count(f, ")") {
			l.fail(at(), "form %q has a bracket too many", f)
			continue
		}
		out = append(out, expand(f)...)
	}
	return out
}

// expand writes out "(high|) representative" as "high representative" and
// "representative": every choice of alternatives, the first ones first.
func expand(form string) []string {
	before, rest, found := strings.Cut(form, "(")
	if !found {
		return []string{strings.Join(strings.Fields(form), " ")}
	}
	choices, after, _ := strings.Cut(rest, ")")
	var out []string
	for _, choice := range strings.Split(choices, "|") {
		out = append(out, expand(before+choice+after)...)
	}
	return out
}

var placeholders = [...]string{"{of}", "{before}", "{short}"}

// compose returns the forms of one post; a form whose placeholder the portfolio
// does not fill is left out.
func compose(head map[string][]string, portfolio map[string]formsYAML) map[string][]string {
	out := map[string][]string{}
	for lang, templates := range head {
		p := portfolio[lang]
		for _, t := range templates {
			for i, words := range [...][]string{p.Of, p.Before, p.Short} {
				if !strings.Contains(t, placeholders[i]) {
					continue
				}
				for _, w := range words {
					out[lang] = append(out[lang], strings.Replace(t, placeholders[i], w, 1))
				}
			}
		}
	}
	return out
}

// role enters one post; no name may mean two.
func (l *loader) role(at func() string, forms map[string][]string) {
	r := newRole(forms)
	r.Slug = asciiSlug(r.Labels["en"])
	if r.Slug == "" {
		l.fail(at(), "a post needs an English name for its IRI")
		return
	}
	if l.roles[r.Slug] != nil {
		l.fail(at(), "post %q is declared twice", r.Slug)
		return
	}
	l.roles[r.Slug] = r
	for _, lang := range slices.Sorted(maps.Keys(forms)) {
		for _, name := range forms[lang] {
			key := FoldName(name)
			if other, taken := l.roleOf[key]; taken && other != r.Slug {
				l.fail(at(), "%q names both %s and %s", name, other, r.Slug)
			}
			l.roleOf[key] = r.Slug
		}
	}
}

// newRole returns a post with these forms, without its slug.
func newRole(forms map[string][]string) *RoleDef {
	r := &RoleDef{Labels: Labels{}, Forms: forms}
	for lang, names := range forms {
		if len(names) > 0 {
			r.Labels[lang] = names[0]
		}
	}
	return r
}

// asciiSlug writes an English name in lower case with hyphens; letters with
// accents are dropped.
func asciiSlug(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w)
	}
	return b.String()
}
