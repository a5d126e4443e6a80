package schema

import (
	_ "embed"
	"errors"
	"maps"
	"slices"

	"claimgraph/table"
)

// The built-in model as [Table] makes it: every verb starts with it, and reading
// and checking the files takes longer than what most verbs do.
//
//go:embed model.table
var builtinTable string

// magic opens a table of a model. Its sections are a record of what is declared
// but for the posts; a record of each post, in order of slug; the numbers of posts
// by slug; those by folded name; and the folded portfolios.
const (
	magic    = "clgrmdl1"
	sections = 5
)

// roles are the posts known by name.
type roles struct {
	rows       table.Records
	defs       *table.Values[RoleDef]
	slugs      table.Map // to the number of the post
	names      table.Map // folded, to the number of the post
	portfolios table.Map // folded words that posts are for: "foreign affairs"
}

// named returns the slug of the post that goes by a folded name.
func (r *roles) named(name string) (slug string, ok bool) {
	n, ok := r.names.Get(name)
	if !ok {
		return "", false
	}
	row := r.rows.At(int(n))
	return row.Text(), true
}

func (l *loader) table() []byte {
	slugs := map[string]int{}
	var rows []table.Row
	for i, slug := range slices.Sorted(maps.Keys(l.roles)) {
		slugs[slug] = i
		rows = append(rows, roleRow(l.roles[slug]))
	}
	names := map[string]int{}
	for name, slug := range l.roleOf {
		names[name] = slugs[slug]
	}
	w := table.Writer{Magic: magic, Sections: [][]byte{
		table.MakeRecords([]table.Row{l.m.row()}), table.MakeRecords(rows),
		table.MakeMap(slugs), table.MakeMap(names), table.MakeSet(l.portfolios),
	}}
	return w.Bytes()
}

func openModel(data string) (*Model, error) {
	s, ok := table.Open(data, magic, sections)
	if !ok {
		return nil, errors.New("schema: the table of the model is broken")
	}
	m := readModel(table.OpenRecords(s[0]).At(0))
	m.roles = roles{
		table.OpenRecords(s[1]), table.OpenValues(s[1], readRole),
		s.Map(2), s.Map(3), s.Map(4),
	}
	return m, nil
}

func roleRow(r *RoleDef) (row table.Row) {
	row.Text(r.Slug)
	row.Flag(r.Unique)
	writeMap(&row, r.Forms, func(row *table.Row, _ string, forms []string) { row.Texts(forms) })
	return row
}

func readRole(r table.Reader) *RoleDef {
	slug, unique := r.Text(), r.Flag()
	def := newRole(readMap(&r, func(r *table.Reader, _ string) []string { return r.Texts() }))
	def.Slug, def.Unique = slug, unique
	return def
}

// row and readModel are each other's reverse, as are all the functions below.
func (m *Model) row() (row table.Row) {
	row.Text(m.hash)
	writeMap(&row, m.Prefixes, writeText)
	writeMap(&row, m.Entities, func(row *table.Row, _ EntityType, d *EntityDef) {
		row.Text(d.Path)
		row.Texts(d.Is)
		writeLabels(row, d.Labels)
	})
	writeMap(&row, m.Claims, writeClaim)
	writeMap(&row, m.Arguments, func(row *table.Row, _ ArgName, labels Labels) { writeLabels(row, labels) })
	writeMap(&row, m.Values, func(row *table.Row, _ string, d *ValueDef) {
		row.Text(string(d.Writes))
		writeLabels(row, d.Labels)
	})
	for _, terms := range [...]map[string]*Term{m.Classes, m.Properties} {
		writeMap(&row, terms, func(row *table.Row, _ string, t *Term) {
			row.Texts(t.Is)
			row.Flag(t.Planned)
			row.Flag(t.Node)
			writeLabels(row, t.Labels)
		})
	}
	return row
}

func readModel(r table.Reader) *Model {
	m := &Model{hash: r.Text(), byPath: map[string]EntityType{}}
	m.Prefixes = readMap(&r, readText)
	m.Entities = readMap(&r, func(r *table.Reader, t EntityType) *EntityDef {
		return &EntityDef{t, r.Text(), r.Texts(), readLabels(r)}
	})
	m.Claims = readMap(&r, readClaim)
	m.Arguments = readMap(&r, func(r *table.Reader, _ ArgName) Labels { return readLabels(r) })
	m.Values = readMap(&r, func(r *table.Reader, _ string) *ValueDef {
		return &ValueDef{Writes(r.Text()), readLabels(r)}
	})
	for _, terms := range [...]*map[string]*Term{&m.Classes, &m.Properties} {
		*terms = readMap(&r, func(r *table.Reader, _ string) *Term {
			return &Term{r.Texts(), r.Flag(), r.Flag(), readLabels(r)}
		})
	}
	for t, d := range m.Entities {
		m.byPath[d.Path] = t
	}
	return m
}

func writeClaim(row *table.Row, _ ClaimType, d *ClaimDef) {
	row.Text(d.Doc)
	writeLabels(row, d.Labels)
	row.Text(string(d.SelfType))
	row.Text(d.SelfClass)
	writeTexts(row, d.Key)
	writeTexts(row, d.Subject)
	writeList(row, d.Same, writeTexts)
	writeList(row, d.Args, func(row *table.Row, a *ArgDef) {
		row.Text(string(a.Name))
		writeTexts(row, a.Types)
		row.Texts(a.Values)
		row.Flag(a.Many)
		row.Flag(a.Required)
		row.Flag(a.Single)
		row.Number(a.Lasts)
		row.Text(string(a.From))
		writeLabels(row, a.Labels)
	})
	writeList(row, d.Quads, writeTemplate)
	writeList(row, d.Planned, writeTemplate)
}

func readClaim(r *table.Reader, t ClaimType) *ClaimDef {
	return &ClaimDef{
		Type: t, Doc: r.Text(), Labels: readLabels(r), SelfType: EntityType(r.Text()), SelfClass: r.Text(),
		Key: readTexts[ArgName](r), Subject: readTexts[ArgName](r), Same: readList(r, readTexts[ArgName]),
		Args: readList(r, func(r *table.Reader) *ArgDef {
			return &ArgDef{
				ArgName(r.Text()), readTexts[EntityType](r), r.Texts(), r.Flag(), r.Flag(), r.Flag(),
				r.Number(), ArgName(r.Text()), readLabels(r),
			}
		}),
		Quads: readList(r, readTemplate), Planned: readList(r, readTemplate),
	}
}

func writeTemplate(row *table.Row, t Template) {
	for _, s := range [...]string{string(t.Subject), t.Predicate, string(t.PredicateArg), string(t.Object), t.Class} {
		row.Text(s)
	}
	row.Flag(t.Year)
	writeList(row, t.If, func(row *table.Row, k Condition) {
		row.Text(string(k.Arg))
		row.Number(k.AtLeast)
		row.Texts(k.Values)
		row.Flag(k.Not)
	})
}

func readTemplate(r *table.Reader) Template {
	return Template{
		ArgName(r.Text()), r.Text(), ArgName(r.Text()), ArgName(r.Text()), r.Text(), r.Flag(),
		readList(r, func(r *table.Reader) Condition {
			return Condition{ArgName(r.Text()), r.Number(), r.Texts(), r.Flag()}
		}),
	}
}

func writeLabels(row *table.Row, labels Labels) { writeMap(row, labels, writeText) }
func readLabels(r *table.Reader) Labels         { return readMap(r, readText) }

func writeText(row *table.Row, _, s string)          { row.Text(s) }
func readText(r *table.Reader, _ string) string      { return r.Text() }
func writeTexts[S ~string](row *table.Row, list []S) { writeList(row, list, writeName) }
func readTexts[S ~string](r *table.Reader) []S       { return readList(r, readName[S]) }
func writeName[S ~string](row *table.Row, s S)       { row.Text(string(s)) }
func readName[S ~string](r *table.Reader) S          { return S(r.Text()) }

// writeMap writes a map in order of its keys.
func writeMap[K ~string, V any](row *table.Row, m map[K]V, write func(*table.Row, K, V)) {
	row.Number(len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		row.Text(string(k))
		write(row, k, m[k])
	}
}

func readMap[K ~string, V any](r *table.Reader, read func(*table.Reader, K) V) map[K]V {
	n := r.Number()
	m := make(map[K]V, n)
	for range n {
		k := K(r.Text())
		m[k] = read(r, k)
	}
	return m
}

func writeList[T any](row *table.Row, list []T, write func(*table.Row, T)) {
	row.Number(len(list))
	for _, x := range list {
		write(row, x)
	}
}

// readList returns nil for an empty list.
func readList[T any](r *table.Reader, read func(*table.Reader) T) []T {
	var list []T
	for range r.Number() {
		list = append(list, read(r))
	}
	return list
}
