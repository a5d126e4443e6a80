package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A RoleDef is a post known by name.
type RoleDef struct {
	Slug   string // of its first English name: "deputy-minister-of-foreign-affairs"
	Labels Labels
	Forms  map[string][]string // by language, the label first
}

// Role returns the slug of the post that goes by name in some language, without
// regard to case, ё, hyphens and quotation marks. It reports false for a post
// that the model does not list.
func (m *Model) Role(name string) (slug string, ok bool) {
	slug, ok = m.roleOf[FoldName(name)]
	return slug, ok
}

// RoleDef returns the post with that slug, or nil.
func (m *Model) RoleDef(slug string) *RoleDef { return m.roles[slug] }

// RoleLabels returns the names of the post with that slug by language, or nil.
func (m *Model) RoleLabels(slug string) Labels {
	if r := m.roles[slug]; r != nil {
		return r.Labels
	}
	return nil
}

// Roles returns all known posts in order of slug.
func (m *Model) Roles() []*RoleDef {
	out := make([]*RoleDef, 0, len(m.roles))
	for _, slug := range slices.Sorted(maps.Keys(m.roles)) {
		out = append(out, m.roles[slug])
	}
	return out
}

// roles enters the posts of one file that stand alone.
func (l *loader) roles(s *source) {
	for i, forms := range s.yaml.Roles {
		l.role(func() string { return s.at("roles", strconv.Itoa(i)) }, forms)
	}
}

// composeRoles combines every head with every portfolio, of whatever file.
func (l *loader) composeRoles() {
	for _, hs := range l.sources {
		for i, head := range hs.yaml.Heads {
			at := func() string { return hs.at("heads", strconv.Itoa(i)) }
			for lang, forms := range head {
				for _, f := range forms {
					l.placeholder(at, lang, f)
				}
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
	r := &RoleDef{Labels: Labels{}, Forms: forms}
	for lang, names := range forms {
		if len(names) > 0 {
			r.Labels[lang] = names[0]
		}
	}
	r.Slug = asciiSlug(r.Labels["en"])
	if r.Slug == "" {
		l.fail(at(), "a post needs an English name for its IRI")
		return
	}
	if l.m.roles[r.Slug] != nil {
		l.fail(at(), "post %q is declared twice", r.Slug)
		return
	}
	l.m.roles[r.Slug] = r
	for _, lang := range slices.Sorted(maps.Keys(forms)) {
		for _, name := range forms[lang] {
			key := FoldName(name)
			if other, taken := l.m.roleOf[key]; taken && other != r.Slug {
				l.fail(at(), "%q names both %s and %s", name, other, r.Slug)
			}
			l.m.roleOf[key] = r.Slug
		}
	}
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
