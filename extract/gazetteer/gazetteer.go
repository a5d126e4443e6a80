// Package gazetteer recognizes known names: countries, regions, cities, places,
// organisations and outlets, in whatever form and case an article has them.
//
// Name files go in, those in the package and a user's own; a [Gazetteer] comes
// out whose [Gazetteer.Recognizer] finds the names in an analysed document and
// gives each mention its canonical name in the article's language and its key.
//
// # Name files
//
// A file *.names opens with what it lists, then gives an entry for each thing:
//
//	type: Country
//
//	country/kazakhstan
//	  en: Kazakhstan; Republic of Kazakhstan
//	  ru: Казахстан; Республика Казахстан; РК
//	  kk: Қазақстан; Қазақстан Республикасы; ҚР
//	  adjective ru: казахстанский
//	  capital: city/astana
//
// The key begins with the type in lower case. The first name of a language is
// the canonical one, a line may give names for several ("ru kk: Time"), and
// "any" stands for names of no language. Words in capitals are abbreviations
// and match exactly. A name without capitals matches in any case, another needs
// its first capital. Two marks may stand before a name: "=" for one that does
// not decline, "^" for one that is also a word and does not count where it
// opens a sentence. An entry may have a kind (or the file, for all of its
// entries), the capital of a country and the country of anything else. The same
// key in a later file adds names. A line that starts with # is a comment.
//
// Files *.endings say how names decline in a language; see data/ru.endings.
package gazetteer

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

//go:embed data
var data embed.FS

// Data returns the name files of the package.
func Data() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // "data" is a valid path
	}
	return sub
}

// An Entry is a thing that the gazetteer knows.
type Entry struct {
	Key  string            // "country/kazakhstan"
	Type schema.EntityType // "Country"
	// Kind subdivides Type: "outlet", "parliament", "bank"; often empty.
	Kind string
	// Names are by language ("any" for none), the canonical one first.
	Names map[string][]string
	// Adjectives are what is said of it: "казахстанский".
	Adjectives map[string][]string
	Capital    string // key of a country's capital
	Country    string // key of the country that it is in or of
}

// Name returns the canonical name in the language, else in none, in English or
// in the first language that has one, and the language of the name.
func (e *Entry) Name(lang string) (name, language string) {
	for _, l := range [...]string{lang, anyLanguage, "en"} {
		if names := e.Names[l]; len(names) > 0 {
			return strings.Trim(names[0], quotes), strings.TrimPrefix(l, anyLanguage)
		}
	}
	for _, l := range slices.Sorted(maps.Keys(e.Names)) {
		return strings.Trim(e.Names[l][0], quotes), l
	}
	return e.Key, ""
}

// aliases returns the canonical names in the other languages, sorted.
func (e *Entry) aliases(lang string) []string {
	own, _ := e.Name(lang)
	var out []string
	for _, names := range e.Names {
		if n := strings.Trim(names[0], quotes); n != own {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A Gazetteer is what name files list, ready to match. It is safe for use by
// several goroutines.
type Gazetteer struct{ *index }

// names is the table of the files in data, as the command in
// extract/standard/tables writes it.
//
//go:embed names.table
var names string

// Load returns what the package's name files list and, if there are any, those at
// the top of each given file system, read in order of their names: a user's own
// files are read as they are, the package's have been made a table. Their entity
// types must be the model's. Errors name file and line.
func Load(model *schema.Model, more ...fs.FS) (*Gazetteer, error) {
	if len(more) > 0 {
		return load(model, append([]fs.FS{Data()}, more...)...)
	}
	return open(names)
}

func open(table string) (*Gazetteer, error) {
	x, ok := openIndex(table)
	if !ok {
		return nil, errors.New("gazetteer: names.table is damaged: run make tables")
	}
	return &Gazetteer{x}, nil
}

// load reads no other files than those of the file systems.
func load(model *schema.Model, systems ...fs.FS) (*Gazetteer, error) {
	table, err := tableOf(model, systems...)
	if err != nil {
		return nil, err
	}
	return open(string(table))
}

// Table returns what names.table must hold: the package's name files as a table.
func Table() ([]byte, error) { return tableOf(nil, Data()) }

// tableOf reads the files of the file systems. Without a model any entity type will do.
func tableOf(model *schema.Model, systems ...fs.FS) ([]byte, error) {
	ld, err := newLoader(model)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	for _, fsys := range systems {
		files, err := fs.ReadDir(fsys, ".")
		if err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
		for _, f := range files {
			read := ld.readerOf(f)
			if read == nil {
				continue
			}
			text, err := fs.ReadFile(fsys, f.Name())
			if err != nil {
				return nil, fmt.Errorf("names: %w", err)
			}
			if err := read(f.Name(), string(text)); err != nil {
				return nil, err
			}
			fmt.Fprintf(sum, "%s\n%d\n%s", f.Name(), len(text), text)
		}
	}
	if err := ld.checkKeys(); err != nil {
		return nil, err
	}
	return compile(ld).table(hex.EncodeToString(sum.Sum(nil))[:16]), nil
}

// Lookup returns the entry with the key. The caller must not change it.
func (g *Gazetteer) Lookup(key string) (*Entry, bool) {
	e := g.entryOf(g.keys, key)
	return e, e != nil
}

// Entries returns all entries in order of their first file and line.
func (g *Gazetteer) Entries() []*Entry {
	all := make([]*Entry, g.entries.Len())
	for i := range all {
		all[i] = g.entries.At(uint32(i))
	}
	return all
}

// Hash identifies the contents of the loaded files: 16 hex digits.
func (g *Gazetteer) Hash() string { return g.index.hash }
