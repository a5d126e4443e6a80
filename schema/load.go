package schema

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var builtin embed.FS

// Default returns the built-in model.
var Default = sync.OnceValue(func() *Model {
	m, err := Load()
	if err != nil {
		panic(err) // the embedded files are tested, so this is a broken build
	}
	return m
})

// Load reads the built-in model and extends it by the *.yaml files of the given
// folders, in their order. Anything may be declared in any file, but once. The
// error names every mistake as "file:line: what": an unknown key or type, a
// misspelt argument, a thing declared twice, a word that leads to no standard
// vocabulary. Without folders no YAML is read: the built-in model has a [Table].
func Load(dirs ...fs.FS) (*Model, error) {
	if len(dirs) == 0 {
		return openModel(builtinTable)
	}
	l, err := load(dirs...)
	if err != nil {
		return nil, err
	}
	return openModel(string(l.table()))
}

// Table returns the table of the built-in model, from the files it is declared in.
func Table() ([]byte, error) {
	l, err := load()
	if err != nil {
		return nil, err
	}
	return l.table(), nil
}

// load reads the built-in files and those of the folders.
func load(dirs ...fs.FS) (*loader, error) {
	l := &loader{hash: sha256.New(), m: &Model{
		Prefixes:   map[string]string{},
		Entities:   map[EntityType]*EntityDef{},
		Claims:     map[ClaimType]*ClaimDef{},
		Arguments:  map[ArgName]Labels{},
		Values:     map[string]*ValueDef{},
		Classes:    map[string]*Term{},
		Properties: map[string]*Term{},
		byPath:     map[string]EntityType{},
	}, roles: map[string]*RoleDef{}, roleOf: map[string]string{}, portfolios: map[string]bool{},
		places: map[string]func() string{}}
	for _, dir := range append([]fs.FS{builtin}, dirs...) {
		if err := l.readDir(dir); err != nil {
			return nil, err
		}
	}
	if err := l.err(); err != nil {
		return nil, err
	}
	l.declare()
	l.resolve()
	if err := l.err(); err != nil {
		return nil, err
	}
	l.m.hash = hex.EncodeToString(l.hash.Sum(nil))
	return l, nil
}

// The form of the files.
type (
	fileYAML struct {
		Prefixes   map[string]string
		Entities   map[string]entityYAML
		Classes    map[string]termYAML
		Properties map[string]termYAML
		Claims     map[string]claimYAML
		Arguments  map[string]argumentYAML
		Values     map[string]valueYAML
		Roles      []map[string][]string
		Unique     []string
		Heads      []map[string][]string
		Portfolios []map[string]formsYAML
	}
	entityYAML struct {
		Path   string
		Is     []string
		Labels Labels
	}
	termYAML struct {
		Is      []string
		Planned bool
		Node    bool
		Labels  Labels
	}
	argumentYAML struct{ Labels Labels }
	valueYAML    struct {
		Writes Writes
		Labels Labels
	}
	claimYAML struct {
		Doc     string
		Labels  Labels
		Self    *selfYAML
		Key     []ArgName
		Subject []ArgName
		Same    [][]ArgName
		Args    map[ArgName]argYAML
		Quads   []string
		Planned []string
	}
	selfYAML struct {
		Type  EntityType
		Class string
	}
	argYAML struct {
		Type     typesYAML
		Values   []string
		Many     bool
		Required bool
		Single   bool
		Lasts    int
		From     ArgName
		Labels   Labels
	}
	formsYAML struct{ Of, Before, Short []string }
)

// typesYAML is one type or a list of them.
type typesYAML []EntityType

// UnmarshalYAML reads a scalar or a sequence; neither has keys to misspell.
func (t *typesYAML) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*t = typesYAML{EntityType(n.Value)}
		return nil
	}
	var list []EntityType
	if err := n.Decode(&list); err != nil {
		return err
	}
	*t = list
	return nil
}

// A source is one file, decoded.
type source struct {
	name string
	yaml fileYAML
	// lines gives the line of every path in the file, such as
	// "claims/role/args/person". Most files are never asked for them.
	lines func() map[string]int
}

// at returns the file and line of what stands at a path, or nearest above it.
func (s *source) at(path ...string) string {
	for n := len(path); n > 0; n-- {
		if line, ok := s.lines()[strings.Join(path[:n], "/")]; ok {
			return fmt.Sprintf("%s:%d", s.name, line)
		}
	}
	return s.name + ":1"
}

type loader struct {
	hash    hash.Hash // of all files read
	m       *Model    // but for its posts
	sources []*source
	roles   map[string]*RoleDef // by slug
	roleOf  map[string]string   // folded name to slug
	// portfolios are the folded words that posts are for: "foreign affairs".
	portfolios map[string]bool
	places     map[string]func() string // where things are declared: "claims/role"
	errs       []error
}

func (l *loader) fail(at, format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

func (l *loader) err() error { return errors.Join(l.errs...) }

func (l *loader) readDir(dir fs.FS) error {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	if names == nil {
		if _, err := fs.ReadDir(dir, "."); err != nil {
			return fmt.Errorf("schema: %w", err)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return fmt.Errorf("schema: %w", err)
		}
		fmt.Fprintf(l.hash, "%s %x\n", name, sha256.Sum256(data))
		l.readFile(name, data)
	}
	return nil
}

// readFile decodes strictly first and takes the lines from a second pass.
func (l *loader) readFile(name string, data []byte) {
	s := &source{name: name, lines: sync.OnceValue(func() map[string]int {
		lines := map[string]int{}
		var root yaml.Node
		if err := yaml.Unmarshal(data, &root); err == nil && len(root.Content) > 0 {
			indexLines(lines, "", root.Content[0])
		}
		return lines
	})}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&s.yaml); err != nil && !errors.Is(err, io.EOF) {
		l.errs = append(l.errs, yamlErrors(name, err)...)
		return
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		l.fail(name+":1", "one file holds one YAML document")
		return
	}
	l.sources = append(l.sources, s)
}

func indexLines(lines map[string]int, path string, n *yaml.Node) {
	switch n.Kind {
	case yaml.AliasNode:
		indexLines(lines, path, n.Alias)
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			p := join(path, n.Content[i].Value)
			lines[p] = n.Content[i].Line
			indexLines(lines, p, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			p := join(path, strconv.Itoa(i))
			lines[p] = item.Line
			indexLines(lines, p, item)
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

var (
	yamlLine    = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)
	yamlUnknown = regexp.MustCompile(`^field (\S+) not found in type .*$`)
)

// yamlErrors turns the decoder's messages into "file:line: what".
func yamlErrors(name string, err error) []error {
	messages := []string{err.Error()}
	if te := (*yaml.TypeError)(nil); errors.As(err, &te) {
		messages = te.Errors
	}
	var out []error
	for _, msg := range messages {
		line := "1"
		if m := yamlLine.FindStringSubmatch(msg); m != nil {
			line, msg = m[1], m[2]
		}
		msg = yamlUnknown.ReplaceAllString(msg, `unknown key "$1"`)
		out = append(out, fmt.Errorf("%s:%s: %s", name, line, strings.TrimPrefix(msg, "yaml: ")))
	}
	return out
}

// declared notes where a thing stands and reports a second declaration.
func (l *loader) declared(s *source, path ...string) bool {
	key := strings.Join(path, "/")
	if first, twice := l.places[key]; twice {
		l.fail(s.at(path...), "%s %q is already declared at %s", singular[path[0]], path[1], first())
		return false
	}
	l.places[key] = func() string { return s.at(path...) }
	return true
}

var singular = map[string]string{
	"prefixes": "prefix", "entities": "entity type", "classes": "class", "properties": "property",
	"claims": "claim type", "arguments": "argument", "values": "value",
}

// declare enters what each file declares, so that files may use each other's
// words in any order.
func (l *loader) declare() {
	for _, s := range l.sources {
		for _, p := range slices.Sorted(maps.Keys(s.yaml.Prefixes)) {
			if l.declared(s, "prefixes", p) {
				l.m.Prefixes[p] = s.yaml.Prefixes[p]
			}
		}
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Entities)) {
			l.declareEntity(s, n, s.yaml.Entities[n])
		}
		l.declareTerms(s, "classes", s.yaml.Classes, l.m.Classes)
		l.declareTerms(s, "properties", s.yaml.Properties, l.m.Properties)
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Arguments)) {
			l.name(s, argName, "arguments", n)
			if l.declared(s, "arguments", n) {
				l.labels(s, s.yaml.Arguments[n].Labels, "arguments", n)
				l.m.Arguments[ArgName(n)] = s.yaml.Arguments[n].Labels
			}
		}
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Values)) {
			l.declareValue(s, n, s.yaml.Values[n])
		}
	}
}

func (l *loader) declareEntity(s *source, n string, e entityYAML) {
	if !l.declared(s, "entities", n) {
		return
	}
	l.name(s, typeName, "entities", n)
	l.labels(s, e.Labels, "entities", n)
	t := EntityType(n)
	if t == DateType || t == NumberType || t == TextType || t == AnyEntity {
		l.fail(s.at("entities", n), "%s is no type of entity", n)
	}
	if !argName.MatchString(e.Path) {
		l.fail(s.at("entities", n, "path"), "path %q of entity type %s is not lower-case letters", e.Path, n)
	} else if other, taken := l.m.byPath[e.Path]; taken || reservedPath[e.Path] {
		l.fail(s.at("entities", n, "path"), "path %q of entity type %s is taken already %s", e.Path, n, other)
	}
	l.m.byPath[e.Path] = t
	l.m.Entities[t] = &EntityDef{Type: t, Path: e.Path, Is: e.Is, Labels: e.Labels}
}

// reservedPath are the first parts of IRIs that are no entities.
var reservedPath = map[string]bool{
	"article": true, "claim": true, "schema": true, "resolution": true, "arg": true, "via": true, "type": true,
	"rule": true, "speaker": true, "mention": true, "inferred": true, "coreference": true, "dateline": true, "metadata": true,
}

func (l *loader) declareTerms(s *source, section string, terms map[string]termYAML, into map[string]*Term) {
	for _, n := range slices.Sorted(maps.Keys(terms)) {
		if !l.declared(s, section, n) {
			continue
		}
		t := terms[n]
		pattern := propertyName
		if section == "classes" {
			pattern = typeName
		}
		l.name(s, pattern, section, n)
		l.labels(s, t.Labels, section, n)
		into[n] = &Term{Is: t.Is, Planned: t.Planned, Node: t.Node, Labels: t.Labels}
	}
}

func (l *loader) declareValue(s *source, n string, v valueYAML) {
	if !l.declared(s, "values", n) {
		return
	}
	l.name(s, argName, "values", n)
	l.labels(s, v.Labels, "values", n)
	switch v.Writes {
	case "", WritesQuads, WritesPlanned, WritesNothing:
	default:
		l.fail(s.at("values", n, "writes"), "value %s writes %q, which is none of quads, planned, nothing", n, v.Writes)
	}
	l.m.Values[n] = &ValueDef{Writes: v.Writes, Labels: v.Labels}
}

var (
	argName      = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	typeName     = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
	propertyName = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
)

func (l *loader) name(s *source, pattern *regexp.Regexp, path ...string) {
	n := path[len(path)-1]
	if !pattern.MatchString(n) || n == "a" {
		l.fail(s.at(path...), "%q is no name for one of the %s: want %s", n, path[0], pattern)
	}
}

// labels wants a label in each of the languages that the built-in model has.
func (l *loader) labels(s *source, labels Labels, path ...string) {
	for _, lang := range [...]string{"en", "ru", "kk"} {
		if labels[lang] == "" {
			l.fail(s.at(append(path, "labels")...), "%s has no label in %s", strings.Join(path, " "), lang)
		}
	}
}

// resolve enters what uses declared words: hierarchies, claim types, posts.
func (l *loader) resolve() {
	for _, s := range l.sources {
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Entities)) {
			l.mapped(s, l.superClasses, "entities", n)
		}
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Classes)) {
			l.mapped(s, l.superClasses, "classes", n)
			if l.m.Entities[EntityType(n)] != nil {
				l.fail(s.at("classes", n), "class %s is already an entity type", n)
			}
		}
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Properties)) {
			l.mapped(s, l.superProperties, "properties", n)
		}
		for _, n := range slices.Sorted(maps.Keys(s.yaml.Claims)) {
			if l.declared(s, "claims", n) {
				l.claim(s, n)
			}
		}
		l.standingRoles(s)
	}
	l.composeRoles()
	l.uniqueRoles()
}

func (l *loader) superClasses(n string) ([]string, bool) {
	if e := l.m.Entities[EntityType(n)]; e != nil {
		return e.Is, true
	}
	if c := l.m.Classes[n]; c != nil {
		return c.Is, true
	}
	return nil, false
}

func (l *loader) superProperties(n string) ([]string, bool) {
	if p := l.m.Properties[n]; p != nil {
		return p.Is, true
	}
	return nil, false
}

// mapped checks that a term leads to words of standard vocabularies.
func (l *loader) mapped(s *source, super func(string) ([]string, bool), section, n string) {
	fail := func(format string, args ...any) { l.fail(s.at(section, n, "is"), format, args...) }
	is, _ := super(n)
	if len(is) == 0 {
		fail("%s is mapped to no other word: give it \"is\"", n)
	}
	for _, up := range is {
		if prefix, local, standard := strings.Cut(up, ":"); standard {
			if l.m.Prefixes[prefix] == "" || local == "" {
				fail("%s is %s, but no prefix %q is declared", n, up, prefix)
			}
		} else if _, ok := super(up); !ok {
			fail("%s is %s, which is declared nowhere", n, up)
		} else if l.circular(super, up, n, 0) {
			fail("%s is %s, which is %s again", n, up, n)
		}
	}
}

func (l *loader) circular(super func(string) ([]string, bool), from, to string, depth int) bool {
	if from == to || depth > 32 {
		return true
	}
	is, _ := super(from)
	return slices.ContainsFunc(is, func(up string) bool { return l.circular(super, up, to, depth+1) })
}

func (l *loader) claim(s *source, n string) {
	y := s.yaml.Claims[n]
	l.name(s, argName, "claims", n)
	l.labels(s, y.Labels, "claims", n)
	d := &ClaimDef{Type: ClaimType(n), Doc: y.Doc, Labels: y.Labels, Key: y.Key, Subject: y.Subject, Same: y.Same}
	l.m.Claims[d.Type] = d
	if y.Self != nil {
		l.self(s, d, y.Self)
	}
	args := slices.SortedFunc(maps.Keys(y.Args), func(a, b ArgName) int {
		return l.order(s, n, a) - l.order(s, n, b)
	})
	for _, a := range args {
		d.Args = append(d.Args, l.arg(s, n, a, y.Args[a]))
	}
	if len(d.Key) == 0 {
		l.fail(s.at("claims", n), "claim %s has no key: name the arguments that identify it", n)
	}
	for _, list := range []struct {
		key   string
		names []ArgName
	}{{"key", d.Key}, {"subject", d.Subject}, {"same", slices.Concat(d.Same...)}} {
		for _, a := range list.names {
			l.argument(s.at("claims", n, list.key), d, a)
		}
	}
	for _, a := range d.Args {
		if a.From != "" {
			l.argument(s.at("claims", n, "args", string(a.Name), "from"), d, a.From)
		}
	}
	d.Quads = l.templates(s, d, "quads", y.Quads)
	d.Planned = l.templates(s, d, "planned", y.Planned)
}

// order is where an argument stands in its file, for maps forget it; arguments
// of one line are in order of name.
func (l *loader) order(s *source, claim string, a ArgName) int {
	line := s.lines()["claims/"+claim+"/args/"+string(a)]
	before := 0
	for b := range s.yaml.Claims[claim].Args {
		if b < a {
			before++
		}
	}
	return line*1000 + before
}

func (l *loader) self(s *source, d *ClaimDef, y *selfYAML) {
	n := string(d.Type)
	at := s.at("claims", n, "self")
	if l.m.Entities[y.Type] == nil {
		l.fail(at, "claim %s: self has the unknown type %q", n, y.Type)
	}
	if y.Class != "" && l.m.Classes[y.Class] == nil {
		l.fail(at, "claim %s: self has the class %q, which is declared nowhere", n, y.Class)
	}
	d.SelfType, d.SelfClass = y.Type, y.Class
	if len(d.Key) == 0 {
		d.Key = []ArgName{Self}
	}
	d.Args = append(d.Args, &ArgDef{Name: Self, Types: []EntityType{y.Type}, Required: true, Labels: l.m.Arguments[Self]})
}

func (l *loader) arg(s *source, claim string, n ArgName, y argYAML) *ArgDef {
	at := s.at("claims", claim, "args", string(n))
	a := &ArgDef{Name: n, Types: y.Type, Values: y.Values, Many: y.Many, Required: y.Required, Single: y.Single, Lasts: y.Lasts, From: y.From}
	l.name(s, argName, "claims", claim, "args", string(n))
	if y.Lasts < 0 || y.Lasts > 0 && !y.Single {
		l.fail(at, "claim %s: lasts counts the days between dates of an argument that is single", claim)
	}
	if n == Self {
		l.fail(at, "claim %s: the argument self is declared by \"self\", not under args", claim)
	}
	a.Labels = y.Labels
	if a.Labels == nil {
		a.Labels = l.m.Arguments[n]
	}
	if l.m.Arguments[n] == nil {
		l.fail(at, "claim %s: argument %q is not declared under \"arguments\"", claim, n)
	}
	switch {
	case len(y.Type) == 0 && len(y.Values) == 0:
		l.fail(at, "claim %s: argument %s has neither type nor values", claim, n)
	case len(y.Type) > 0 && len(y.Values) > 0:
		l.fail(at, "claim %s: argument %s has both type and values", claim, n)
	}
	for _, t := range y.Type {
		if l.m.Entities[t] == nil && t != DateType && t != NumberType && t != TextType && t != AnyEntity {
			l.fail(at, "claim %s: argument %s has the unknown type %q", claim, n, t)
		}
	}
	for _, v := range y.Values {
		if l.m.Values[v] == nil {
			l.fail(at, "claim %s: argument %s has the value %q, which is not declared under \"values\"", claim, n, v)
		}
	}
	return a
}

// argument returns a claim type's argument and reports one that it lacks.
func (l *loader) argument(at string, d *ClaimDef, n ArgName) *ArgDef {
	a := d.Arg(n)
	if a == nil {
		l.fail(at, "claim %s has no argument %q", d.Type, n)
	}
	return a
}

func (l *loader) templates(s *source, d *ClaimDef, section string, lines []string) []Template {
	var out []Template
	for i, line := range lines {
		at := s.at("claims", string(d.Type), section, strconv.Itoa(i))
		t, err := parseTemplate(line)
		if err != nil {
			l.fail(at, "claim %s: %v", d.Type, err)
			continue
		}
		l.template(at, d, t, section == "planned")
		out = append(out, t)
	}
	return out
}

// template checks that a quad's words and arguments are declared and fit.
func (l *loader) template(at string, d *ClaimDef, t Template, planned bool) {
	if a := l.argument(at, d, t.Subject); a != nil && !a.allowsEntity() {
		l.fail(at, "claim %s: argument %s is no entity and cannot be a subject", d.Type, a.Name)
	}
	if t.PredicateArg != "" {
		if a := l.argument(at, d, t.PredicateArg); a != nil && !slices.Equal(a.Types, []EntityType{"Role"}) {
			l.fail(at, "claim %s: argument %s is no Role and cannot be a predicate", d.Type, a.Name)
		}
		if planned {
			l.fail(at, "claim %s: the predicate $%s is not for plans", d.Type, t.PredicateArg)
		}
	}
	if t.Predicate != "" && t.Predicate != "a" {
		l.word(at, d, "property", t.Predicate, l.m.Properties[t.Predicate], planned)
	}
	if t.Class != "" {
		l.word(at, d, "class", t.Class, l.m.Classes[t.Class], planned)
	}
	if t.Object != "" {
		if a := l.argument(at, d, t.Object); a != nil && t.Year && !a.Allows(DateType) {
			l.fail(at, "claim %s: argument %s is no Date and has no year", d.Type, a.Name)
		}
	}
	for _, k := range t.If {
		a := l.argument(at, d, k.Arg)
		for _, v := range k.Values {
			if a != nil && !slices.Contains(a.Values, v) {
				l.fail(at, "claim %s: argument %s has no value %q", d.Type, a.Name, v)
			}
		}
	}
}

func (l *loader) word(at string, d *ClaimDef, what, n string, t *Term, planned bool) {
	switch {
	case t == nil:
		l.fail(at, "claim %s: %s %q is declared nowhere", d.Type, what, n)
	case t.Node:
		l.fail(at, "claim %s: %s %s is for claims and passages themselves", d.Type, what, n)
	case planned && !t.Planned:
		l.fail(at, "claim %s: %s %s is not for plans", d.Type, what, n)
	case !planned && t.Planned:
		l.fail(at, "claim %s: %s %s is for plans alone", d.Type, what, n)
	}
}

func (a *ArgDef) allowsEntity() bool {
	return slices.ContainsFunc(a.Types, func(t EntityType) bool { return t != DateType && t != NumberType && t != TextType })
}
