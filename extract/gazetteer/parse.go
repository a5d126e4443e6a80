package gazetteer

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/schema"
)

// anyLanguage is the language of names that belong to none.
const anyLanguage = "any"

// languages are those a name line may have.
var languages = []string{"en", "ru", "kk", anyLanguage}

// A listed name is a name as a file has it, with its marks.
type listedName struct {
	text      string
	lang      string
	exact     bool // "=": does not decline
	notFirst  bool // "^": not where it opens a sentence
	adjective bool
}

// A reference is a key that must turn out to exist.
type reference struct {
	file string
	line int
	key  string
}

// A loader gathers entries over the files.
type loader struct {
	model   *schema.Model // nil: any entity type will do
	entries map[string]*Entry
	order   []*Entry
	listed  map[*Entry][]listedName
	refs    []reference
	endings map[string]*paradigms
}

// newLoader returns a loader that knows the package's endings, whatever names
// it is going to read.
func newLoader(model *schema.Model) (*loader, error) {
	ld := &loader{model: model, entries: map[string]*Entry{}, listed: map[*Entry][]listedName{}, endings: map[string]*paradigms{}}
	for _, lang := range articleLanguages {
		name := lang + ".endings"
		text, err := fs.ReadFile(Data(), name)
		if err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
		if err := ld.readEndings(name, string(text)); err != nil {
			return nil, err
		}
	}
	return ld, nil
}

// readerOf returns what reads the file, nil for files of other kinds.
func (ld *loader) readerOf(f fs.DirEntry) func(name, text string) error {
	switch {
	case f.IsDir():
		return nil
	case path.Ext(f.Name()) == ".names":
		return ld.readNames
	case path.Ext(f.Name()) == ".endings":
		return ld.readEndings
	}
	return nil
}

func (ld *loader) checkKeys() error {
	for _, r := range ld.refs {
		if ld.entries[r.key] == nil {
			return fmt.Errorf("%s:%d: no entry has the key %q", r.file, r.line, r.key)
		}
	}
	return nil
}

// A nameFile is a file being read: its header and the entry of the current line.
type nameFile struct {
	ld        *loader
	name      string
	typ       schema.EntityType
	kind      string
	entry     *Entry
	seen      map[string]bool // fields of the entry in this file
	startedAt int             // line
}

func (ld *loader) readNames(name, text string) error {
	f := &nameFile{ld: ld, name: name, seen: map[string]bool{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, " \t\r\n")
		if startsEntry(line) {
			if err := f.finish(); err != nil {
				return err
			}
		}
		if err := f.line(n, line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if f.typ == "" {
		return fmt.Errorf("%s:1: the file does not say its type", name)
	}
	return f.finish()
}

// startsEntry tells whether the line is no comment and not indented.
func startsEntry(line string) bool {
	return line != "" && !strings.ContainsAny(line[:1], " \t#")
}

func (f *nameFile) line(n int, line string) error {
	trimmed := strings.TrimLeft(line, " \t")
	switch {
	case trimmed == "" || trimmed[0] == '#':
		return nil
	case !utf8.ValidString(line):
		return fmt.Errorf("not UTF-8")
	case trimmed != line:
		return f.field(n, trimmed)
	case strings.Contains(line, ":"):
		return f.header(line)
	}
	return f.start(n, line)
}

// header reads "type: Country" and "kind: outlet" above the first entry.
func (f *nameFile) header(line string) error {
	field, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case f.entry != nil:
		return fmt.Errorf("%q must stand above the first entry, or be indented below one", field)
	case value == "":
		return fmt.Errorf("%s has no value", field)
	case field == "type" && f.typ == "":
		f.typ = schema.EntityType(value)
		if f.ld.model != nil && f.ld.model.Entity(f.typ) == nil {
			return fmt.Errorf("no entity type %q in the schema", value)
		}
	case field == "kind" && f.kind == "":
		f.kind = value
	default:
		return fmt.Errorf("unknown or repeated field %q: a file has a type and may have a kind", field)
	}
	return nil
}

// start begins the entry with the key, or returns to it.
func (f *nameFile) start(n int, key string) error {
	if f.typ == "" {
		return fmt.Errorf("the file must say its type above the first entry")
	}
	if want := strings.ToLower(string(f.typ)) + "/"; !strings.HasPrefix(key, want) || !validSlug(key[len(want):]) {
		return fmt.Errorf("key %q is not of the form %sname-in-latin-letters", key, want)
	}
	e := f.ld.entries[key]
	if e == nil {
		e = &Entry{Key: key, Type: f.typ, Kind: f.kind, Names: map[string][]string{}, Adjectives: map[string][]string{}}
		f.ld.entries[key] = e
		f.ld.order = append(f.ld.order, e)
	} else if e.Type != f.typ {
		return fmt.Errorf("key %q has the type %s elsewhere", key, e.Type)
	}
	clear(f.seen)
	f.entry, f.startedAt = e, n
	return nil
}

// finish refuses a current entry that names nothing.
func (f *nameFile) finish() error {
	if f.entry != nil && len(f.entry.Names) == 0 {
		return fmt.Errorf("%s:%d: %s has no names", f.name, f.startedAt, f.entry.Key)
	}
	return nil
}

func validSlug(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return s != ""
}

// field reads an indented line of the entry.
func (f *nameFile) field(n int, line string) error {
	field, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case f.entry == nil:
		return fmt.Errorf("%q belongs to no entry", line)
	case !ok || value == "":
		return fmt.Errorf("want \"field: value\", got %q", line)
	case f.seen[field]:
		return fmt.Errorf("%s is given twice", field)
	}
	f.seen[field] = true
	switch field {
	case "kind":
		f.entry.Kind = value
		return nil
	case "capital":
		f.ld.refs = append(f.ld.refs, reference{f.name, n, value})
		f.entry.Capital = value
		return nil
	case "country":
		f.ld.refs = append(f.ld.refs, reference{f.name, n, value})
		f.entry.Country = value
		return nil
	}
	return f.names(field, value)
}

// names reads the names of one or several languages, or the adjectives of one.
func (f *nameFile) names(field, value string) error {
	langs := strings.Fields(field)
	adjective := len(langs) > 1 && langs[0] == "adjective"
	if adjective {
		langs = langs[1:]
	}
	for _, lang := range langs {
		if !slices.Contains(languages, lang) {
			return fmt.Errorf("unknown field %q: want names in %s, adjectives, kind, capital or country", field, strings.Join(languages, ", "))
		}
		for _, raw := range strings.Split(value, ";") {
			n, err := parseName(raw)
			if err != nil {
				return err
			}
			n.lang, n.adjective = lang, adjective
			f.add(n)
		}
	}
	return nil
}

func parseName(raw string) (listedName, error) {
	n := listedName{text: strings.Join(strings.Fields(raw), " ")}
	for n.text != "" {
		switch n.text[0] {
		case '=':
			n.exact = true
		case '^':
			n.notFirst = true
		default:
			return n, nil
		}
		n.text = n.text[1:]
	}
	return n, fmt.Errorf("an empty name in %q", raw)
}

// add takes the name unless the entry has it: the marks of the first count.
func (f *nameFile) add(n listedName) {
	names := f.entry.Names
	if n.adjective {
		names = f.entry.Adjectives
	}
	if slices.Contains(names[n.lang], n.text) {
		return
	}
	names[n.lang] = append(names[n.lang], n.text)
	f.ld.listed[f.entry] = append(f.ld.listed[f.entry], n)
}
