package rule

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"claimgraph/schema"
)

// A Set is the packs of all languages. It is safe for use by several goroutines.
type Set struct {
	languages map[string]func() (*language, error) // compile when first called
	tags      []string                             // of the languages, sorted
	hash      string
}

// A Pack is one compiled file of rules.
type Pack struct {
	Name     string // "ru/chairing"
	File     string // "ru/chairing.yaml", for messages
	Language string
	Doc      string
	Hash     string // of the file's content: 16 hex digits
	Rules    []*Rule

	lines func() *yaml.Node // of the file
}

// A Rule finds claims of one type.
type Rule struct {
	Name  string // "ru/chairing#cochair-of-event"
	Doc   string
	Claim schema.ClaimType

	pack     *Pack
	index    int // in its pack
	block    bool
	once     bool
	beside   bool
	match    []node
	args     []find
	unless   [][]node
	under    [][]node
	set      []constant
	modality schema.Modality
	standing map[string]string
	require  [][]schema.ArgName
	least    []least
	needs    []int // words that a sentence must hold, see needs.go
	mentions []int // and types of mentions
}

type constant struct {
	arg   schema.ArgName
	value string
}

type least struct {
	arg   schema.ArgName
	count int
}

// language is the compiled packs of a language, by name, and what the matcher
// needs to know of it.
type language struct {
	tag                                                                 string
	packs                                                               []*Pack
	namesAgree                                                          bool
	conjunctions, articles, clauseWords, possessives, idle, participles map[string]bool
	inserted                                                            []string // verbs of inserted clauses
	prepositions                                                        []string
	standing                                                            []standing
	needs                                                               needIndex
}

type standing struct {
	match    []node
	needs    []int
	status   string
	modality schema.Modality
}

type nodeKind uint8

const (
	tokenNode nodeKind = iota
	mentionNode
	gapNode
	anyNode
	optionalNode
	notNode
	quoteNode
	restNode
	startNode
	endNode
)

type node struct {
	kind    nodeKind
	cond    cond
	as      schema.ArgName
	value   string
	bare    bool
	whole   bool
	list    bool
	trigger bool
	gap     int
	until   []*cond
	ends    *cond
	prev    *cond
	clause  bool
	subs    [][]node
	step    int // which step of its rule it is, from 1; 0 for one inside another
}

// cond is a compiled test.
type cond struct {
	words, lemmas                                  map[string]bool
	pos, cases, number, tense, form, voice, person uint32
	negative, capital, animate                     *bool
	mention                                        map[schema.EntityType]bool
	kinds, known                                   map[string]bool
	untitled, inner, loose                         bool
	atLeast                                        float64
	except                                         *cond
}

type find struct {
	cond               cond
	as                 schema.ArgName
	value              string
	scope              string
	prev, next         *cond
	list, many, shared bool
}

// Open lists the packs below each file system: files named
// <language>/<topic>.yaml. The packs of a language are compiled when the first
// text in it is read, so that whoever reads no Kazakh does not wait for Kazakh
// rules; their errors come then. Packs that may have errors are for [Load].
func Open(model *schema.Model, systems ...fs.FS) (*Set, error) {
	files := map[string]*source{} // by the name of the pack
	for _, system := range systems {
		paths, err := fs.Glob(system, "*/*.yaml")
		if err != nil {
			return nil, err
		}
		for _, file := range paths {
			data, err := fs.ReadFile(system, file)
			if err != nil {
				return nil, err
			}
			name := strings.TrimSuffix(file, ".yaml")
			if files[name] != nil {
				return nil, fmt.Errorf("%s: pack %s is there already", file, name)
			}
			sum := sha256.Sum256(data)
			files[name] = &source{name, file, data, hex.EncodeToString(sum[:8])}
		}
	}
	set := &Set{languages: map[string]func() (*language, error){}}
	byLanguage := map[string][]*source{}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		fmt.Fprintf(h, "%s %s\n", f.name, f.hash)
		byLanguage[path.Dir(name)] = append(byLanguage[path.Dir(name)], f)
	}
	set.hash = hex.EncodeToString(h.Sum(nil))
	set.tags = slices.Sorted(maps.Keys(byLanguage))
	for tag, packs := range byLanguage {
		set.languages[tag] = sync.OnceValues(func() (*language, error) { return compile(model, tag, packs) })
	}
	return set, nil
}

// Load is [Open] that compiles all packs at once. Rules are checked against the
// model. The errors of all packs are joined, each with file and line.
func Load(model *schema.Model, systems ...fs.FS) (*Set, error) {
	set, err := Open(model, systems...)
	if err != nil {
		return nil, err
	}
	_, err = set.Packs()
	return set, err
}

// Packs returns all packs, compiled, in order of their names.
func (s *Set) Packs() ([]*Pack, error) {
	var packs []*Pack
	var errs []error
	for _, tag := range s.tags {
		lang, err := s.languages[tag]()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		packs = append(packs, lang.packs...)
	}
	return packs, errors.Join(errs...)
}

// Languages returns the tags of the languages that have packs, sorted.
func (s *Set) Languages() []string { return slices.Clone(s.tags) }

// Hash returns a content hash over all packs: 64 hex digits.
func (s *Set) Hash() string { return s.hash }

// Line returns the line of its file that the rule begins in.
func (r *Rule) Line() int { return lineAt(r.pack.lines(), "rules", r.index) }

// A source is a pack before it is compiled.
type source struct {
	name, file string // "ru/chairing", "ru/chairing.yaml"
	data       []byte
	hash       string // of data
}

// decode reads the pack strictly.
func (f *source) decode() (*packFile, error) {
	p := &packFile{}
	dec := yaml.NewDecoder(bytes.NewReader(f.data))
	dec.KnownFields(true)
	if err := dec.Decode(p); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s: empty pack", f.file)
		}
		return nil, yamlError(f.file, err)
	}
	return p, nil
}

// lines reads the pack once more, for the lines that things stand in: only who
// tells of a mistake or shows a rule wants to know.
func (f *source) lines() *yaml.Node {
	root := &yaml.Node{}
	if err := yaml.Unmarshal(f.data, root); err != nil {
		return nil // the strict reading has refused the file already
	}
	return root
}

// compile compiles the packs of a language.
func compile(model *schema.Model, tag string, packs []*source) (*language, error) {
	lang := &language{tag: tag, conjunctions: map[string]bool{}, articles: map[string]bool{}, clauseWords: map[string]bool{}, possessives: map[string]bool{}, idle: map[string]bool{}, participles: map[string]bool{}, needs: needIndex{of: map[string][]int{}}}
	decoded, errs := make([]*packFile, len(packs)), make([]error, len(packs))
	var running sync.WaitGroup
	for i, f := range packs { // half of the time it takes, and apart from one another
		running.Go(func() { decoded[i], errs[i] = f.decode() })
	}
	running.Wait()
	for i, f := range packs {
		if errs[i] != nil {
			continue
		}
		var p *Pack
		if p, errs[i] = lang.compile(model, f, decoded[i]); errs[i] == nil {
			lang.packs = append(lang.packs, p)
		}
	}
	return lang, errors.Join(errs...)
}

// A compiler turns one pack's YAML into nodes and remembers where it is.
type compiler struct {
	model *schema.Model
	lang  *language
	file  string
	lines func() *yaml.Node
	pack  *packFile
	errs  []error
	where string // "rule cochair-of-event"
	using []string
}

func (c *compiler) errorf(path []any, format string, args ...any) {
	msg := fmt.Sprintf(format, args...)
	if c.where != "" {
		msg = c.where + ": " + msg
	}
	c.errs = append(c.errs, fmt.Errorf("%s:%d: %s", c.file, lineAt(c.lines(), path...), msg))
}

// lineAt returns the line of the deepest node that path reaches: keys of
// mappings and indexes of sequences.
func lineAt(n *yaml.Node, path ...any) int {
	if n == nil {
		return 0
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	line := n.Line
	for _, step := range path {
		var next *yaml.Node
		switch at := step.(type) {
		case string:
			for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
				if n.Content[i].Value == at {
					line, next = n.Content[i].Line, n.Content[i+1]
				}
			}
		case int:
			if n.Kind == yaml.SequenceNode && at < len(n.Content) {
				next = n.Content[at]
				line = next.Line
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return line
}

func (lang *language) compile(model *schema.Model, f *source, decoded *packFile) (*Pack, error) {
	c := &compiler{model: model, lang: lang, file: f.file, lines: sync.OnceValue(f.lines), pack: decoded}
	if dir := path.Dir(f.file); c.pack.Language != dir {
		c.errorf([]any{"language"}, "language %q in folder %s", c.pack.Language, dir)
	}
	p := &Pack{Name: f.name, File: f.file, Language: c.pack.Language, Doc: c.pack.Doc, Hash: f.hash, lines: c.lines}
	lang.namesAgree = lang.namesAgree || c.pack.NamesAgree
	maps.Copy(lang.participles, c.words([]any{"participles"}, c.pack.Participles))
	lang.prepositions = append(lang.prepositions, c.pack.Prepositions...)
	maps.Copy(lang.conjunctions, c.words([]any{"conjunctions"}, c.pack.Conjunctions))
	maps.Copy(lang.articles, c.words([]any{"articles"}, c.pack.Articles))
	maps.Copy(lang.clauseWords, c.words([]any{"clause_words"}, c.pack.ClauseWords))
	lang.inserted = append(lang.inserted, slices.Sorted(maps.Keys(c.words([]any{"inserted_verbs"}, c.pack.InsertedVerbs)))...)
	maps.Copy(lang.idle, c.words([]any{"idle"}, c.pack.Idle))
	maps.Copy(lang.possessives, c.words([]any{"possessives"}, c.pack.Possessives))
	for i, st := range c.pack.Standing {
		lang.standing = append(lang.standing, c.standing(i, st))
	}
	names := map[string]bool{}
	for i := range c.pack.Rules {
		r := c.rule(p, i)
		if names[r.Name] {
			c.errorf([]any{"rules", i, "name"}, "a second rule of this name")
		}
		names[r.Name] = true
		p.Rules = append(p.Rules, r)
	}
	return p, errors.Join(c.errs...)
}

// yamlError puts file and line before what the YAML library says ("line 3: ..."),
// and says it without the names of our types.
func yamlError(file string, err error) error {
	messages := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if te := (*yaml.TypeError)(nil); errors.As(err, &te) {
		messages = te.Errors
	}
	var errs []error
	for _, msg := range messages {
		sep := ": "
		if rest, ok := strings.CutPrefix(msg, "line "); ok {
			msg, sep = rest, ":"
		}
		msg = yamlUnknown.ReplaceAllString(msg, `unknown key "$1"`)
		errs = append(errs, fmt.Errorf("%s%s%s", file, sep, yamlWrong.ReplaceAllStringFunc(msg, wanted)))
	}
	return errors.Join(errs...)
}

var (
	yamlUnknown = regexp.MustCompile(`field (\S+) not found in type .*$`)
	yamlWrong   = regexp.MustCompile("cannot unmarshal !!(\\w+)(?: (`.*`))? into (.*)$")
)

// wanted says in words what stands where something else belongs.
func wanted(msg string) string {
	m := yamlWrong.FindStringSubmatch(msg)
	got := strings.Trim(m[2], "`")
	if got == "" {
		got = map[string]string{"seq": "a list", "map": "a mapping"}[m[1]]
	}
	want := "a mapping"
	switch into := m[3]; {
	case strings.HasPrefix(into, "[]"):
		want = "a list"
	case strings.HasPrefix(into, "int"), strings.HasPrefix(into, "float"):
		want = "a number"
	case into == "bool":
		want = "true or false"
	case into == "string":
		want = "a text"
	}
	return "want " + want + ", got " + got
}

func (c *compiler) standing(i int, f standingFile) standing {
	at := []any{"standing", i}
	c.where = "standing " + f.Name
	defer func() { c.where = "" }()
	st := standing{status: f.Status}
	st.match = c.steps(append(at, "match"), f.Match, nil)
	st.needs = c.lang.needs.number(wordNeeds(st.match))
	if f.Status == "" && f.Modality == "" {
		c.errorf(at, "gives neither status nor modality")
	}
	st.modality = c.modality(append(at, "modality"), f.Modality)
	if !hasTrigger(st.match) {
		c.errorf(at, "no step is the trigger")
	}
	return st
}

func (c *compiler) modality(at []any, s string) schema.Modality {
	switch m := schema.Modality(s); m {
	case "", schema.Asserted, schema.Denied, schema.Possible:
		return m
	}
	c.errorf(at, "unknown modality %q, want asserted, denied or possible", s)
	return ""
}

func (c *compiler) rule(p *Pack, i int) *Rule {
	f := c.pack.Rules[i]
	at := []any{"rules", i}
	c.where = "rule " + f.Name
	defer func() { c.where = "" }()
	r := &Rule{
		Name: p.Name + "#" + f.Name, Doc: f.Doc, Claim: schema.ClaimType(f.Claim),
		pack: p, index: i, standing: f.Standing,
	}
	if f.Name == "" {
		c.errorf(at, "no name")
	}
	if len(f.Match) == 0 {
		c.errorf(at, "no match")
	}
	typ := c.model.Claim(r.Claim)
	if typ == nil {
		c.errorf(append(at, "claim"), "no claim type %q in the schema", f.Claim)
		return r
	}
	switch f.Scope {
	case "", "sentence":
	case "block":
		r.block = true
	default:
		c.errorf(append(at, "scope"), "unknown scope %q, want sentence or block", f.Scope)
	}
	known := func(path []any, arg string) {
		if arg == "" {
			return
		}
		if typ.Arg(schema.ArgName(arg)) == nil {
			c.errorf(path, "claim %s has no argument %q", f.Claim, arg)
		}
	}
	r.match = c.steps(append(at, "match"), f.Match, known)
	for i := range r.match {
		r.match[i].step = i + 1
	}
	for j, fd := range f.Args {
		r.args = append(r.args, c.finder([]any{"rules", i, "args", j}, fd, known))
	}
	for j, u := range f.Under {
		r.under = append(r.under, c.steps([]any{"rules", i, "under", j}, u, nil))
	}
	for j, u := range f.Unless {
		r.unless = append(r.unless, c.steps([]any{"rules", i, "unless", j}, u, nil))
	}
	for _, arg := range slices.Sorted(maps.Keys(f.Set)) {
		known([]any{"rules", i, "set", arg}, arg)
		if a := typ.Arg(schema.ArgName(arg)); a != nil && len(a.Values) > 0 && !slices.Contains(a.Values, f.Set[arg]) {
			c.errorf([]any{"rules", i, "set", arg}, "%s of claim %s has no value %q", arg, f.Claim, f.Set[arg])
		}
		r.set = append(r.set, constant{schema.ArgName(arg), f.Set[arg]})
	}
	for _, alternatives := range f.Require {
		var or []schema.ArgName
		for arg := range strings.SplitSeq(alternatives, "|") {
			known([]any{"rules", i, "require"}, arg)
			or = append(or, schema.ArgName(arg))
		}
		r.require = append(r.require, or)
	}
	for _, arg := range slices.Sorted(maps.Keys(f.Least)) {
		known([]any{"rules", i, "least", arg}, arg)
		r.least = append(r.least, least{schema.ArgName(arg), f.Least[arg]})
	}
	r.once, r.beside = f.Once, f.Beside
	r.modality = c.modality([]any{"rules", i, "modality"}, f.Modality)
	r.needs = c.lang.needs.number(wordNeeds(r.match))
	r.mentions = c.lang.needs.number(mentionNeeds(r.match))
	return r
}

func (c *compiler) finder(at []any, f finder, known func([]any, string)) find {
	known(append(at, "as"), f.As)
	out := find{cond: c.test(at, f.test), as: schema.ArgName(f.As), value: f.Value, scope: f.Scope, list: f.List, many: f.Many, shared: f.Shared}
	if f.As == "" {
		c.errorf(at, "args: no argument named by as")
	}
	if len(out.cond.mention) == 0 {
		c.errorf(at, "args: no mention type")
	}
	switch f.Scope {
	case "":
		out.scope = "clause"
	case "clause", "sentence", "before", "after", "block", "near", "dateline", "previous", "items":
	default:
		c.errorf(append(at, "scope"), "unknown scope %q, want clause, sentence, before, after, block, near, dateline, previous or items", f.Scope)
	}
	out.prev, out.next = c.testPtr(at, f.Prev), c.testPtr(at, f.Next)
	return out
}

func (c *compiler) steps(at []any, steps []step, known func([]any, string)) []node {
	var out []node
	for i := range steps {
		out = append(out, c.step(append(slices.Clone(at), i), &steps[i], known)...)
	}
	return out
}

func (c *compiler) step(at []any, s *step, known func([]any, string)) []node {
	if known != nil {
		known(append(at, "as"), s.As)
	}
	n := node{as: schema.ArgName(s.As), value: s.Value, bare: s.Bare, whole: s.Whole, list: s.List, trigger: s.Trigger}
	alternatives := func(key string, lists ...[]step) {
		for i, l := range lists {
			p := append(slices.Clone(at), key)
			if key == "any" {
				p = append(p, i)
			}
			n.subs = append(n.subs, c.steps(p, l, known))
		}
	}
	switch {
	case s.Use != "":
		sub, ok := c.pack.Patterns[s.Use]
		switch {
		case !ok:
			c.errorf(append(at, "use"), "no pattern %q", s.Use)
			return nil
		case slices.Contains(c.using, s.Use):
			c.errorf(append(at, "use"), "pattern %q uses itself", s.Use)
			return nil
		}
		c.using = append(c.using, s.Use)
		out := c.steps([]any{"patterns", s.Use}, sub, known)
		c.using = c.using[:len(c.using)-1]
		return out
	case s.Gap != nil:
		n.kind, n.gap, n.clause = gapNode, *s.Gap, s.Clause
		n.ends = c.testPtr(append(at, "ends"), s.Ends)
		for i := range s.Until {
			n.until = append(n.until, c.testPtr(append(at, "until"), &s.Until[i]))
		}
		if *s.Gap < 1 || *s.Gap > 100 {
			c.errorf(append(at, "gap"), "gap %d is not between 1 and 100", *s.Gap)
		}
	case s.Any != nil:
		n.kind = anyNode
		alternatives("any", s.Any...)
	case s.Optional != nil:
		n.kind = optionalNode
		alternatives("optional", s.Optional)
	case s.Not != nil:
		n.kind = notNode
		alternatives("not", s.Not)
	case s.Quote:
		n.kind = quoteNode
	case s.Rest:
		n.kind = restNode
	case s.Start:
		n.kind = startNode
	case s.End:
		n.kind = endNode
	default:
		n.kind = tokenNode
		n.cond = c.test(at, s.test)
		n.prev = c.testPtr(append(at, "prev"), s.Prev)
		if len(n.cond.mention) > 0 {
			n.kind = mentionNode
		} else if n.cond.empty() && !s.Trigger {
			c.errorf(at, "a step without a condition; use gap for any word")
		} else if s.Prev != nil {
			c.errorf(append(at, "prev"), "prev is for mentions")
		} else if s.List {
			c.errorf(append(at, "list"), "list is for mentions")
		}
	}
	return []node{n}
}

func (c *compiler) testPtr(at []any, t *test) *cond {
	if t == nil {
		return nil
	}
	out := c.test(at, *t)
	if out.empty() && len(out.mention) == 0 {
		c.errorf(at, "a condition that tests nothing")
	}
	return &out
}

func (c *compiler) test(at []any, t test) cond {
	var out cond
	out.words = c.words(append(at, "word"), t.Word)
	out.lemmas = c.words(append(at, "lemma"), t.Lemma)
	out.kinds = c.words(append(at, "kind"), t.Kind)
	out.known = c.words(append(at, "known"), t.Known)
	feature := func(field string, set uint32, err error) uint32 {
		if err != nil {
			c.errorf(append(at, field), "%v", err)
		}
		return set
	}
	set, err := featureSet("pos", t.POS, posNames)
	out.pos = feature("pos", set, err)
	set, err = featureSet("case", t.Case, caseNames)
	out.cases = feature("case", set, err)
	set, err = featureSet("number", t.Number, numberNames)
	out.number = feature("number", set, err)
	set, err = featureSet("tense", t.Tense, tenseNames)
	out.tense = feature("tense", set, err)
	set, err = featureSet("form", t.Form, formNames)
	out.form = feature("form", set, err)
	set, err = featureSet("voice", t.Voice, voiceNames)
	out.voice = feature("voice", set, err)
	set, err = featureSet("person", t.Person, personNames)
	out.person = feature("person", set, err)
	out.negative, out.capital, out.animate, out.untitled, out.inner, out.loose = t.Negative, t.Capital, t.Animate, t.Untitled, t.Inner, t.Loose
	out.atLeast = t.AtLeast
	for _, typ := range t.Mention {
		if t := schema.EntityType(typ); c.model.Entity(t) == nil && t != schema.DateType && t != schema.NumberType {
			c.errorf(append(at, "mention"), "no entity type %q in the schema", typ)
		}
		if out.mention == nil {
			out.mention = map[schema.EntityType]bool{}
		}
		out.mention[schema.EntityType(typ)] = true
	}
	if t.Except != nil {
		out.except = c.testPtr(append(at, "except"), t.Except)
	}
	return out
}

// words resolves "$name" to the pack's list of that name.
func (c *compiler) words(at []any, w words) map[string]bool {
	if len(w) == 0 {
		return nil
	}
	out := map[string]bool{}
	for _, word := range w {
		name, isList := strings.CutPrefix(word, "$")
		if !isList || name == "" {
			out[word] = true
			continue
		}
		list, ok := c.pack.Words[name]
		if !ok {
			c.errorf(at, "no word list %q", name)
		}
		for _, item := range list {
			if strings.HasPrefix(item, "$") && len(item) > 1 {
				maps.Copy(out, c.words(at, words{item}))
			} else {
				out[item] = true
			}
		}
	}
	return out
}

func (c *cond) empty() bool {
	return c.words == nil && c.lemmas == nil && c.pos|c.cases|c.number|c.tense|c.form|c.voice|c.person == 0 &&
		c.negative == nil && c.animate == nil && c.capital == nil && c.except == nil
}

func hasTrigger(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool {
		return n.trigger || slices.ContainsFunc(n.subs, hasTrigger)
	})
}
