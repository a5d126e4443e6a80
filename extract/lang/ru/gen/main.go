// Command gen writes the dictionary of Russian word forms that
// extract/lang/ru embeds, from the OpenCorpora dictionary as the npm package
// az@0.2.3 carries it.
//
// It is run by hand when the dictionary or its format changes:
//
//	npm pack az@0.2.3 && tar xzf az-0.2.3.tgz
//	go run ./extract/lang/ru/gen -from package/dicts -to extract/lang/ru/internal/morph/dictionary.bin
package main

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/extract/lang/ru/internal/morph"
	"claimgraph/table"
)

func main() {
	from := flag.String("from", "package/dicts", "folder `dicts` of the unpacked package")
	to := flag.String("to", "extract/lang/ru/internal/morph/dictionary.bin", "`file` to write")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	c := &compiler{sections: make([][]byte, morph.SectionCount), sets: map[string]int{}}
	for _, step := range []func(string) error{
		c.readTags, c.readParadigms, c.readSuffixes, c.readWeights, c.readWords, c.readEndings,
	} {
		if err := step(from); err != nil {
			return err
		}
	}
	return os.WriteFile(to, c.file(), 0o644)
}

// A compiler holds the sections as they are made.
type compiler struct {
	sections [][]byte
	sets     map[string]int // bytes of a set of entries -> index of its first entry
	names    []string       // of the source's tags, by number
	tags     []morph.Tag    // by the source's number
	forms    [][]int        // of each paradigm: the source's tag of each form
	weights  map[string]uint32
}

// file returns the dictionary's file.
func (c *compiler) file() []byte {
	return (&table.Writer{Magic: morph.Magic, Sections: c.sections}).Bytes()
}

func readJSON(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func (c *compiler) readTags(from string) error {
	path := filepath.Join(from, "gramtab-opencorpora-int.json")
	if err := readJSON(path, &c.names); err != nil {
		return err
	}
	for _, name := range c.names {
		tag, err := parseTag(name)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		c.tags = append(c.tags, tag)
	}
	return nil
}

// readParadigms reads the array of 16-bit numbers: the count of paradigms, then
// for each its length and the suffixes, tags and prefixes of all its forms.
func (c *compiler) readParadigms(from string) error {
	path := filepath.Join(from, "paradigms.array")
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	next := func() int {
		if len(data) < 2 {
			err = fmt.Errorf("%s: ends early", path)
			return 0
		}
		n := int(binary.LittleEndian.Uint16(data))
		data = data[2:]
		return n
	}
	numbers := map[morph.Tag]uint32{} // of the distinct packed tags
	var tags, forms, index []byte
	count := next()
	for range count {
		index = binary.LittleEndian.AppendUint32(index, uint32(len(forms)/4))
		ns := make([]int, next())
		for i := range ns {
			ns[i] = next()
		}
		if err != nil {
			return err
		}
		n := len(ns) / 3
		c.forms = append(c.forms, ns[n:2*n])
		for i := range n {
			tag := c.tags[ns[n+i]]
			number, ok := numbers[tag]
			if !ok {
				number = uint32(len(numbers))
				numbers[tag] = number
				tags = binary.LittleEndian.AppendUint64(tags, uint64(tag))
			}
			forms = binary.LittleEndian.AppendUint32(forms, uint32(ns[i])|number<<16|uint32(ns[2*n+i])<<30)
		}
	}
	index = binary.LittleEndian.AppendUint32(index, uint32(len(forms)/4))
	if len(numbers) >= 1<<14 {
		return fmt.Errorf("%s: %d distinct tags, room for %d", path, len(numbers), 1<<14)
	}
	c.sections[morph.ParadigmIndex], c.sections[morph.Forms], c.sections[morph.Tags] = index, forms, tags
	return nil
}

func (c *compiler) readSuffixes(from string) error {
	var suffixes []string
	if err := readJSON(filepath.Join(from, "suffixes.json"), &suffixes); err != nil {
		return err
	}
	var index, text []byte
	for _, s := range suffixes {
		index = binary.LittleEndian.AppendUint32(index, uint32(len(text)))
		text = append(text, strings.ReplaceAll(s, "ё", "е")...)
	}
	index = binary.LittleEndian.AppendUint32(index, uint32(len(text)))
	c.sections[morph.SuffixIndex], c.sections[morph.SuffixText] = index, text
	return nil
}

// readWeights reads how likely each tag of a word is, in millionths, by
// "word:tag".
func (c *compiler) readWeights(from string) error {
	d, err := readDawg(filepath.Join(from, "p_t_given_w.intdawg"))
	if err != nil {
		return err
	}
	c.weights = map[string]uint32{}
	d.walk(func(key []byte, value uint32) {
		for i, b := range key {
			if b == ':' {
				if word, ok := letters(key[:i]); ok {
					c.weights[word+string(key[i:])] = value
				}
				return
			}
		}
	})
	return nil
}

// An item is one payload of a key.
type item struct {
	key  string
	form morph.Form
}

// readItems reads the keys of the graph and calls make with the numbers that
// follow the separator behind each.
func readItems(path string, make func(key string, ns []int) (morph.Form, bool)) ([]item, error) {
	d, err := readDawg(path)
	if err != nil {
		return nil, err
	}
	var items []item
	d.walk(func(key []byte, _ uint32) {
		i := slices.Index(key, 1)
		if i < 0 {
			return
		}
		word, ok := letters(key[:i])
		if !ok {
			return
		}
		if form, ok := make(word, numbers(key[i+1:])); ok {
			items = append(items, item{word, form})
		}
	})
	// The order of codes differs from the order of bytes for digits and hyphens.
	slices.SortFunc(items, func(a, b item) int {
		if a.key == b.key {
			return cmp.Or(cmp.Compare(b.form.Weight, a.form.Weight),
				cmp.Compare(a.form.Paradigm, b.form.Paradigm), cmp.Compare(a.form.Form, b.form.Form))
		}
		return slices.Compare(codes(a.key), codes(b.key))
	})
	return slices.CompactFunc(items, func(a, b item) bool {
		return a.key == b.key && a.form.Paradigm == b.form.Paradigm && a.form.Form == b.form.Form
	}), nil
}

func (c *compiler) readWords(from string) error {
	items, err := readItems(filepath.Join(from, "words.dawg"), func(key string, ns []int) (morph.Form, bool) {
		if len(ns) < 2 {
			return morph.Form{}, false
		}
		f := morph.Form{Paradigm: uint16(ns[0]), Form: uint16(ns[1])}
		if w, ok := c.weights[key+":"+c.names[c.forms[ns[0]][ns[1]]]]; ok {
			f.Weight = uint8(1 + w*254/1_000_000)
		}
		return f, true
	})
	if err != nil {
		return err
	}
	c.sections[morph.Words], err = c.compile(items, 1000)
	return err
}

// mostGuesses bounds the guesses kept for an ending; the rarest are dropped.
const mostGuesses = 24

func (c *compiler) readEndings(from string) error {
	items, err := readItems(filepath.Join(from, "prediction-suffixes-0.dawg"), func(_ string, ns []int) (morph.Form, bool) {
		if len(ns) < 3 {
			return morph.Form{}, false
		}
		f := morph.Form{Paradigm: uint16(ns[1]), Form: uint16(ns[2]), Weight: uint8(min(ns[0], 255))}
		return f, productive(c.names[c.forms[ns[1]][ns[2]]])
	})
	if err != nil {
		return err
	}
	c.sections[morph.Endings], err = c.compile(items, mostGuesses)
	return err
}

// compile makes the automaton of sorted items, at most most for each key, and
// appends the sets of entries that are new.
func (c *compiler) compile(items []item, most int) ([]byte, error) {
	a := newAutomaton()
	for len(items) > 0 {
		n := 1
		for n < len(items) && items[n].key == items[0].key {
			n++
		}
		if err := a.add(codes(items[0].key), c.set(items[:min(n, most)])); err != nil {
			return nil, err
		}
		items = items[n:]
	}
	return a.bytes(), nil
}

// set returns the index of the first entry of the items' set.
func (c *compiler) set(items []item) int {
	var b []byte
	for i, it := range items {
		form := it.form.Form
		if i == len(items)-1 {
			form |= 1 << 15
		}
		b = binary.LittleEndian.AppendUint16(b, it.form.Paradigm)
		b = binary.LittleEndian.AppendUint16(b, form)
		b = append(b, it.form.Weight)
	}
	if at, ok := c.sets[string(b)]; ok {
		return at
	}
	at := len(c.sections[morph.Entries]) / morph.EntryLen
	c.sets[string(b)] = at
	c.sections[morph.Entries] = append(c.sections[morph.Entries], b...)
	return at
}
