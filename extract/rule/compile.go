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
	tag                                                                          string
	packs                                                                        []*Pack
	namesAgree                                                                   bool
	conjunctions, articles, clauseWords, possessives, origins, idle, participles map[string]bool
	inserted                                                                     []string // verbs of inserted clauses
	prepositions                                                                 []string
	standing                                                                     []standing
	needs                                                                        needIndex
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
		if err := misplaced(system); err != nil {
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

// misplaced reports a file that its writer takes for a part of a pack and nothing
// would read.
func misplaced(system fs.FS) error {
	for _, wrong := range []struct{ glob, why string }{
		{"*.txtar", "a corpus lies beside its pack, in the folder of their language"},
		{"*/*.yml", "the name of a pack ends in .yaml"},
		{"*/*.names", "names lie beside the folders of the languages, not in one"},
	} {
		files, err := fs.Glob(system, wrong.glob)
		if err != nil {
			return err
		}
		if len(files) > 0 {
			return fmt.Errorf("%s: %s", files[0], wrong.why)
		}
	}
	corpora, err := fs.Glob(system, "*/*.txtar")
	if err != nil {
		return err
	}
	for _, file := range corpora {
		if _, err := fs.Stat(system, strings.TrimSuffix(file, path.Ext(file))+".yaml"); err != nil {
			return fmt.Errorf("%s: there is no pack of this name beside the corpus", file)
		}
	}
	return nil
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

// Steps returns how many steps the rule's match has.
func (r *Rule) Steps() int { return r.match[len(r.match)-1].step }

// StepAt returns the file and line that a step of the match begins in, from 1:
// "ru/chairing.yaml:12".
func (r *Rule) StepAt(step int) string {
	return fmt.Sprintf("%s:%d", r.pack.File, lineAt(r.pack.lines(), "rules", r.index, "match", step-1))
}

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
	if err := dec.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: the pack goes on after a line of ---: a file is one pack", f.file)
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
	lang := &language{tag: tag, conjunctions: map[string]bool{}, articles: map[string]bool{}, clauseWords: map[string]bool{}, possessives: map[string]bool{}, origins: map[string]bool{}, idle: map[string]bool{}, participles: map[string]bool{}, needs: needIndex{of: map[string][]int{}}}
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
	where string                     // "rule cochair-of-event"
	using []string                   // the patterns around the step that is compiled
	used  map[string]bool            // patterns that a rule or standing uses
	lists map[string]map[string]bool // the pack's word lists, those that they name included
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
	c := &compiler{
		model: model, lang: lang, file: f.file, lines: sync.OnceValue(f.lines), pack: decoded,
		used: map[string]bool{}, lists: map[string]map[string]bool{},
	}
	if dir := path.Dir(f.file); c.pack.Language != dir {
		c.errorf([]any{"language"}, "language %q in folder %s", c.pack.Language, dir)
	}
	for _, name := range slices.Sorted(maps.Keys(decoded.Words)) {
		c.list(name, nil)
	}
	p := &Pack{Name: f.name, File: f.file, Language: c.pack.Language, Doc: c.pack.Doc, Hash: f.hash, lines: c.lines}
	c.language()
	names := map[string]bool{}
	for i := range c.pack.Rules {
		r := c.rule(p, i)
		if names[r.Name] {
			c.errorf([]any{"rules", i, "name"}, "a second rule of this name: %s", c.pack.Rules[i].Name)
		}
		names[r.Name] = true
		p.Rules = append(p.Rules, r)
	}
	c.unusedPatterns()
	return p, errors.Join(c.errs...)
}

// language adds to the language what the pack says of it, whatever its rules read.
func (c *compiler) language() {
	lang, p := c.lang, c.pack
	for _, list := range []struct {
		key   string
		words words
		into  map[string]bool
	}{
		{"conjunctions", p.Conjunctions, lang.conjunctions},
		{"articles", p.Articles, lang.articles},
		{"clause_words", p.ClauseWords, lang.clauseWords},
		{"idle", p.Idle, lang.idle},
		{"possessives", p.Possessives, lang.possessives},
		{"origins", p.Origins, lang.origins},
		{"participles", p.Participles, lang.participles},
	} {
		maps.Copy(list.into, c.words([]any{list.key}, list.words))
	}
	lang.namesAgree = lang.namesAgree || p.NamesAgree
	lang.prepositions = append(lang.prepositions, p.Prepositions...)
	lang.inserted = append(lang.inserted, slices.Sorted(maps.Keys(c.words([]any{"inserted_verbs"}, p.InsertedVerbs)))...)
	for i, st := range p.Standing {
		lang.standing = append(lang.standing, c.standing(i, st))
	}
}

// unusedPatterns compiles the patterns that nothing uses, for their errors.
func (c *compiler) unusedPatterns() {
	for _, name := range slices.Sorted(maps.Keys(c.pack.Patterns)) {
		if !c.used[name] {
			c.where = "pattern " + name
			c.steps([]any{"patterns"}, []step{{Use: name}}, nil)
		}
	}
	c.where = ""
}

// yamlError puts file and line before what the YAML library says ("line 3: ..."),
// and says it without the names of our types.
func yamlError(file string, err error) error {
	messages := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if te := (*yaml.TypeError)(nil); errors.As(err, &te) {
		messages = te.Errors
	}
	var errs []error
	for _, msg := range slices.Compact(messages) {
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
	if f.Status != "" && !slices.Contains(statuses, f.Status) {
		c.errorf(append(at, "status"), "unknown status %q, want %s", f.Status, strings.Join(statuses, ", "))
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

// statuses are what the standing of a trigger may be; occurred is what it is where
// nothing around it says otherwise.
var statuses = []string{"occurred", "planned", "cancelled", "ongoing"}

// ruleName is how rules are called, their corpus's sections too: stays-in-2 is
// another sentence of stays-in, and stays-in-not a near miss.
var ruleName = regexp.MustCompile(`^[\p{L}\d]+(-[\p{L}\d]+)*$`)

func (c *compiler) rule(p *Pack, i int) *Rule {
	f := c.pack.Rules[i]
	at := []any{"rules", i}
	c.where = "rule " + f.Name
	defer func() { c.where = "" }()
	r := &Rule{
		Name: p.Name + "#" + f.Name, Doc: f.Doc, Claim: schema.ClaimType(f.Claim),
		pack: p, index: i, standing: f.Standing,
	}
	switch {
	case f.Name == "":
		c.errorf(at, "no name")
	case !ruleName.MatchString(f.Name), strings.HasSuffix(f.Name, "-not"), strings.TrimRight(f.Name, "-0123456789") != f.Name:
		c.errorf(append(at, "name"), "a name is of letters, digits and hyphens, and ends neither in a digit nor in -not")
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
	r.match = c.match(i, f.Match, typ)
	for j, fd := range f.Args {
		r.args = append(r.args, c.finder([]any{"rules", i, "args", j}, fd, typ))
	}
	r.under = c.patterns([]any{"rules", i, "under"}, f.Under)
	r.unless = c.patterns([]any{"rules", i, "unless"}, f.Unless)
	for _, arg := range slices.Sorted(maps.Keys(f.Set)) {
		path := []any{"rules", i, "set", arg}
		if a := c.argument(path, typ, arg); a != nil && !allows(a, f.Set[arg]) {
			c.errorf(path, "%s of claim %s has no value %q", arg, f.Claim, f.Set[arg])
		}
		r.set = append(r.set, constant{schema.ArgName(arg), f.Set[arg]})
	}
	c.renaming([]any{"rules", i, "standing"}, f.Standing, typ)
	for _, alternatives := range f.Require {
		var or []schema.ArgName
		for arg := range strings.SplitSeq(alternatives, "|") {
			c.argument([]any{"rules", i, "require"}, typ, arg)
			or = append(or, schema.ArgName(arg))
		}
		r.require = append(r.require, or)
	}
	for _, arg := range slices.Sorted(maps.Keys(f.Least)) {
		c.argument([]any{"rules", i, "least", arg}, typ, arg)
		if f.Least[arg] < 1 {
			c.errorf([]any{"rules", i, "least", arg}, "at least %d of %s says nothing", f.Least[arg], arg)
		}
		r.least = append(r.least, least{schema.ArgName(arg), f.Least[arg]})
	}
	r.once, r.beside = f.Once, f.Beside
	r.modality = c.modality([]any{"rules", i, "modality"}, f.Modality)
	r.needs = c.lang.needs.number(wordNeeds(r.match))
	r.mentions = c.lang.needs.number(mentionNeeds(r.match))
	return r
}

// match compiles the steps of rule i, of which a match must take a token at least:
// what it took is the claim's evidence.
func (c *compiler) match(i int, steps []step, typ *schema.ClaimDef) []node {
	at := []any{"rules", i, "match"}
	faults := len(c.errs)
	var out []node
	for j := range steps {
		out = append(out, c.step(append(slices.Clone(at), j), &steps[j], typ)...)
		if len(out) > 0 {
			out[len(out)-1].step = j + 1 // passed with the last of the pattern that it uses
		}
	}
	if len(steps) > 0 && len(c.errs) == faults && leastTokens(out) == 0 {
		c.errorf(at, "the match may be of no token at all")
	}
	return out
}

// argument returns the claim type's argument; where it has none of this name it
// says so and returns nil.
func (c *compiler) argument(at []any, typ *schema.ClaimDef, name string) *schema.ArgDef {
	a := typ.Arg(schema.ArgName(name))
	if a == nil {
		c.errorf(at, "claim %s has no argument %q", typ.Type, name)
	}
	return a
}

// fills checks that the argument exists and takes what a step or finder finds: of
// several entity types one is enough, the others are left.
func (c *compiler) fills(at []any, typ *schema.ClaimDef, t *test, name, value string) {
	if typ == nil || name == "" {
		return
	}
	a := c.argument(append(at, "as"), typ, name)
	if a == nil || value != "" || len(t.Mention) == 0 {
		return
	}
	isEntity := func(m string) bool { return m != string(schema.DateType) && m != string(schema.NumberType) }
	wrong := slices.DeleteFunc(slices.Clone(t.Mention), func(m string) bool { return a.Allows(schema.EntityType(m)) })
	if len(wrong) < len(t.Mention) {
		wrong = slices.DeleteFunc(wrong, isEntity)
	}
	if len(wrong) > 0 {
		c.errorf(append(at, "as"), "argument %s of claim %s takes no %s", name, typ.Type, strings.Join(wrong, " or "))
	}
}

// renaming checks what a rule calls the standing of its trigger.
func (c *compiler) renaming(at []any, names map[string]string, typ *schema.ClaimDef) {
	if len(names) == 0 {
		return
	}
	a := c.argument(at, typ, string(schema.Status))
	for _, from := range slices.Sorted(maps.Keys(names)) {
		to := names[from]
		if !slices.Contains(statuses, from) {
			c.errorf(append(at, from), "unknown standing %q, want %s", from, strings.Join(statuses, ", "))
		}
		if a != nil && to != "none" && !allows(a, to) {
			c.errorf(append(at, from), "status of claim %s has no value %q", typ.Type, to)
		}
	}
}

func (c *compiler) finder(at []any, f finder, typ *schema.ClaimDef) find {
	c.fills(at, typ, &f.test, f.As, f.Value)
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
	case "clause", "sentence", "before", "after", "block", "near", "head", "dateline", "previous", "items":
	default:
		c.errorf(append(at, "scope"), "unknown scope %q, want clause, sentence, before, after, block, near, dateline, previous, head or items", f.Scope)
	}
	out.prev, out.next = c.testPtr(at, f.Prev), c.testPtr(at, f.Next)
	return out
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
	out.words = c.oneOf(append(at, "word"), t.Word)
	out.lemmas = c.oneOf(append(at, "lemma"), t.Lemma)
	out.kinds = c.oneOf(append(at, "kind"), t.Kind)
	out.known = c.oneOf(append(at, "known"), t.Known)
	c.fitsToken(append(at, "word"), out.words)
	c.fitsToken(append(at, "lemma"), out.lemmas)
	out.pos = featureSet(c, at, "pos", t.POS, posNames)
	out.cases = featureSet(c, at, "case", t.Case, caseNames)
	out.number = featureSet(c, at, "number", t.Number, numberNames)
	out.tense = featureSet(c, at, "tense", t.Tense, tenseNames)
	out.form = featureSet(c, at, "form", t.Form, formNames)
	out.voice = featureSet(c, at, "voice", t.Voice, voiceNames)
	out.person = featureSet(c, at, "person", t.Person, personNames)
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
		switch {
		case !isList || name == "":
			out[word] = true
		case c.pack.Words[name] == nil:
			c.errorf(at, "no word list %q", name)
		default:
			maps.Copy(out, c.list(name, nil))
		}
	}
	return out
}

// fitsToken refuses words that no token can be.
func (c *compiler) fitsToken(at []any, words map[string]bool) {
	for _, w := range slices.Sorted(maps.Keys(words)) {
		if strings.Contains(w, " ") || w != strings.ToLower(w) {
			c.errorf(at, "no token is %q: a step is for one token, in lower case", w)
		}
	}
}

// oneOf is words for a condition: a list without a word would never hold.
func (c *compiler) oneOf(at []any, w words) map[string]bool {
	if w != nil && len(w) == 0 {
		c.errorf(at, "an empty list")
	}
	return c.words(at, w)
}

// list returns the pack's word list with the lists that it names; those around it
// are being read and must not be named again.
func (c *compiler) list(name string, around []string) map[string]bool {
	if out := c.lists[name]; out != nil {
		return out
	}
	at := []any{"words", name}
	out := map[string]bool{}
	if len(c.pack.Words[name]) == 0 {
		c.errorf(at, "word list %q is empty", name)
	}
	for _, word := range c.pack.Words[name] {
		other, isList := strings.CutPrefix(word, "$")
		switch {
		case !isList || other == "":
			out[word] = true
		case other == name || slices.Contains(around, other):
			c.errorf(at, "word list %q names itself", other)
		case c.pack.Words[other] == nil:
			c.errorf(at, "no word list %q", other)
		default:
			maps.Copy(out, c.list(other, append(around, name)))
		}
	}
	c.lists[name] = out
	return out
}

func (c *cond) empty() bool {
	return c.words == nil && c.lemmas == nil && c.pos|c.cases|c.number|c.tense|c.form|c.voice|c.person == 0 &&
		c.negative == nil && c.animate == nil && c.capital == nil && c.except == nil
}
