package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/schema"
)

// Names holds, for each key that gold files use, the names that count as it.
type Names map[string][]string

// ReadNames reads names files, each a JSON object of lists of names, into one.
// What several files say of one key counts together. An error names the file
// and line.
func ReadNames(files ...string) (Names, error) {
	all := Names{}
	for _, file := range files {
		err := readObject(file, func(d *decoder, key string) error {
			var list []string
			if err := d.Decode(&list); err != nil {
				return fmt.Errorf("names of %q: %w", key, err)
			}
			if len(list) == 0 {
				return fmt.Errorf("names of %q: the list is empty", key)
			}
			all[key] = append(all[key], list...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// A Gold is what an article says by a careful reader's judgement.
type Gold struct {
	File      string      // where it was read
	Article   string      // the path that the file gives its article
	Language  string      // BCP 47, "" if the file does not say
	Published schema.Date // zero if the file does not say
	Claims    []Claim
}

// A Claim is one claim of a gold file.
type Claim struct {
	Type     schema.ClaimType
	Slots    map[schema.ArgName]Slot
	Optional bool
	Line     int // of the gold file, from 1
}

// A Slot is what the gold says of one argument. A slot without values takes any.
type Slot struct {
	Values []Alternatives
	Soft   bool // right when found, no loss when not
}

// Alternatives is one value of a slot: what the file says, "kz_mfa|kz", and the
// names that count as it.
type Alternatives struct {
	Raw   string
	Names []string // as written; a literal stands for itself
	// Literal tells that some alternative is no key of the names: a date, a
	// number, or a misspelt key, which nothing tells from a text.
	Literal bool
	forms   forms
}

// Base is the name of the article's file, which claims are found by.
func (g *Gold) Base() string { return filepath.Base(filepath.FromSlash(g.Article)) }

// Required reports whether the article says anything that must be found.
func (g *Gold) Required() bool {
	return slices.ContainsFunc(g.Claims, func(c Claim) bool { return !c.Optional })
}

// ReadGold reads one gold file. Keys that the form does not have, claim types
// that are not scored and arguments that they do not have are errors, with file
// and line.
func ReadGold(file string, names Names) (*Gold, error) {
	g := &Gold{File: file}
	hasClaims := false
	err := readObject(file, func(d *decoder, key string) error {
		switch key {
		case "article":
			return d.Decode(&g.Article)
		case "lang":
			return d.Decode(&g.Language)
		case "published":
			var day string
			if err := d.Decode(&day); err != nil {
				return err
			}
			var err error
			g.Published, err = schema.ParseDate(day)
			return err
		case "claims":
			hasClaims = true
			return g.readClaims(d, names)
		}
		return fmt.Errorf("unknown key %q, want article, lang, published or claims", key)
	})
	switch {
	case err != nil:
		return nil, err
	case g.Article == "":
		return nil, fmt.Errorf("%s: no gold file: it names no article", file)
	case !hasClaims:
		return nil, fmt.Errorf("%s: no gold file: it has no list of claims", file)
	}
	return g, nil
}

func (g *Gold) readClaims(d *decoder, names Names) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return errors.Join(err, errors.New("claims is no list"))
	}
	for d.More() {
		line := d.nextLine()
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return err
		}
		c, err := parseClaim(raw, names)
		if err != nil {
			return &lineError{line, err}
		}
		c.Line = line
		g.Claims = append(g.Claims, c)
	}
	_, err := d.Token()
	return err
}

func parseClaim(raw []byte, names Names) (Claim, error) {
	var j struct {
		Type     schema.ClaimType `json:"type"`
		Args     map[string][]any `json:"args"`
		Optional bool             `json:"optional"`
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	d.UseNumber()
	if err := d.Decode(&j); err != nil {
		return Claim{}, err
	}
	known := scored(j.Type)
	if known == nil {
		return Claim{}, fmt.Errorf("claim type %q is not among those scored", j.Type)
	}
	c := Claim{Type: j.Type, Optional: j.Optional, Slots: map[schema.ArgName]Slot{}}
	for key, values := range j.Args {
		arg := schema.ArgName(strings.TrimRight(key, "?"))
		if !slices.Contains(known, arg) {
			return c, fmt.Errorf("%s has no slot %q, want one of %v", j.Type, arg, known)
		}
		if _, twice := c.Slots[arg]; twice {
			return c, fmt.Errorf("%s: slot %q stands twice", j.Type, arg)
		}
		slot := Slot{Soft: strings.HasSuffix(key, "?")}
		for _, v := range values {
			switch v.(type) {
			case string, json.Number:
			default:
				return c, fmt.Errorf("%s: slot %q: a value is neither a string nor a number", j.Type, arg)
			}
			slot.Values = append(slot.Values, alternatives(fmt.Sprint(v), names))
		}
		c.Slots[arg] = slot
	}
	return c, nil
}

// ParseClaim reads one claim in the form of gold files.
func ParseClaim(raw []byte, names Names) (Claim, error) { return parseClaim(raw, names) }

// Value reads a value in the form of gold files: keys of names, or texts, with
// bars between them.
func Value(value string, names Names) Alternatives { return alternatives(value, names) }

// Agrees reports whether one of the texts counts as the value.
func (a Alternatives) Agrees(texts ...string) bool { return agree(formsOf(texts...), a.forms) }

// AgreesWith reports whether a claim's value counts as the value.
func (a Alternatives) AgreesWith(v schema.Value) bool { return agree(formsOfValue(v), a.forms) }

// alternatives reads a value: keys of names, or texts, with bars between them.
func alternatives(value string, names Names) Alternatives {
	a := Alternatives{Raw: value}
	for key := range strings.SplitSeq(value, "|") {
		if list, ok := names[key]; ok {
			a.Names = append(a.Names, list...)
		} else {
			a.Names, a.Literal = append(a.Names, key), true
		}
	}
	a.forms = formsOf(a.Names...)
	return a
}

// A decoder knows the line that it has come to.
type decoder struct {
	*json.Decoder
	data []byte
}

// nextLine returns the line of the value that comes next, from 1.
func (d *decoder) nextLine() int {
	at := int(d.InputOffset())
	for at < len(d.data) && strings.IndexByte(" \t\r\n,", d.data[at]) >= 0 {
		at++
	}
	return 1 + bytes.Count(d.data[:at], []byte("\n"))
}

// A lineError is an error whose line is known already.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("%d: %v", e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }

// readObject reads a file that is one JSON object. It gives each key, which
// must not stand twice, to field, which reads the value. Errors name the file
// and the line.
func readObject(file string, field func(d *decoder, key string) error) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	d := &decoder{json.NewDecoder(bytes.NewReader(data)), data}
	at := func(line int, err error) error {
		var known *lineError
		if errors.As(err, &known) {
			return fmt.Errorf("%s:%w", file, known)
		}
		return fmt.Errorf("%s:%d: %w", file, line, err)
	}
	line := d.nextLine()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return at(line, errors.New("want one JSON object"))
	}
	seen := map[string]bool{}
	for d.More() {
		line = d.nextLine()
		t, err := d.Token()
		if err != nil {
			return at(line, err)
		}
		key, _ := t.(string)
		if seen[key] {
			return at(line, fmt.Errorf("key %q stands twice", key))
		}
		seen[key] = true
		if err := field(d, key); err != nil {
			return at(line, err)
		}
	}
	line = d.nextLine()
	if _, err := d.Token(); err != nil {
		return at(line, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return at(d.nextLine(), errors.New("something follows the object"))
	}
	return nil
}
