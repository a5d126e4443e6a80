package name

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"claimgraph/schema"
)

// ReadEntries reads the gazetteer's name files (*.names) at the top of a file
// system, in order of their names. The format is the gazetteer's; what does not
// concern names, such as capitals, is passed over. A key that stands in several
// files is one entry. Errors name file and line.
func ReadEntries(fsys fs.FS) ([]Entry, error) {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	r := entryReader{at: map[string]int{}}
	for _, f := range files {
		if f.IsDir() || path.Ext(f.Name()) != ".names" {
			continue
		}
		text, err := fs.ReadFile(fsys, f.Name())
		if err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
		r.typ, r.current = "", -1
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if err := r.line(strings.TrimRight(line, " \t\r\n")); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", f.Name(), n, err)
			}
		}
	}
	return r.entries, nil
}

type entryReader struct {
	typ     schema.EntityType
	entries []Entry
	at      map[string]int
	current int // of entries; -1 above the first
}

func (r *entryReader) line(line string) error {
	trimmed := strings.TrimLeft(line, " \t")
	field, value, colon := strings.Cut(trimmed, ":")
	value = strings.TrimSpace(value)
	switch {
	case trimmed == "" || trimmed[0] == '#':
		return nil
	case trimmed != line && !colon:
		return fmt.Errorf("want \"language: names\", got %q", trimmed)
	case trimmed != line && r.current < 0:
		return fmt.Errorf("%q stands above the first entry", trimmed)
	case trimmed != line:
		r.field(strings.Fields(field), value)
		return nil
	case colon:
		if field == "type" {
			r.typ = schema.EntityType(value)
		}
		return nil
	case r.typ == "":
		return fmt.Errorf("the file does not say its type")
	}
	i, ok := r.at[line]
	if !ok {
		i = len(r.entries)
		r.at[line] = i
		r.entries = append(r.entries, Entry{Key: line, Type: r.typ})
	}
	r.current = i
	return nil
}

// field reads "ru kk: Name; Name", "adjective ru: ..." and "country: key".
func (r *entryReader) field(names []string, value string) {
	e := &r.entries[r.current]
	if len(names) == 0 {
		return
	}
	target := &e.Names
	switch names[0] {
	case "country":
		e.Country = value
		return
	case "adjective":
		target, names = &e.Adjectives, names[1:]
	}
	for _, lang := range names {
		if !slices.Contains([]string{"en", "ru", "kk", "any"}, lang) {
			continue
		}
		lang = strings.TrimPrefix(lang, "any")
		for n := range strings.SplitSeq(value, ";") {
			if n = strings.Trim(strings.TrimSpace(n), "=^"); n != "" {
				*target = append(*target, Label{n, lang})
			}
		}
	}
}
