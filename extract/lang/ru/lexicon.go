package ru

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

//go:embed words/*.txt
var wordFiles embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return wordFiles }

// Lists are those of words/*.txt, as they are read to make the table of them.
type lists struct {
	sets         [setCount]map[string]bool
	prepositions map[string]cases
	closed       map[string]extract.POS
	given        map[string]genders
	numerals     map[string]numeral
	nouns        map[string][]string // model -> words that decline like it
}

// genders tells which genders a name may have.
type genders uint8

const (
	masculine genders = 1 << iota
	feminine
)

// Cases are those that a preposition takes, the commonest first: four bits each,
// the first the lowest.
type cases uint32

// A government is the cases that a preposition takes, with what the choice of
// each costs; 0 for a case that it does not take.
type government [extract.Voc + 1]int32

// taken is the score of the case that a preposition takes most often, cheaper
// what the next ones lack to it.
const (
	taken   = 400
	cheaper = 40
)

func (c cases) government() (g government) {
	for score := int32(taken); c != 0; c, score = c>>4, score-cheaper {
		g[c&15] = score
	}
	return g
}

var caseNames = map[string]extract.Case{
	"nom": extract.Nom, "gen": extract.Gen, "dat": extract.Dat, "acc": extract.Acc, "ins": extract.Ins, "loc": extract.Loc,
}

var posNames = map[string]extract.POS{
	"cconj": extract.CCONJ, "sconj": extract.SCONJ, "part": extract.PART, "adp": extract.ADP, "adv": extract.ADV,
}

var genderNames = map[string]genders{"m": masculine, "f": feminine, "b": masculine | feminine}

// readLists reads the embedded lists.
func readLists() (*lists, error) {
	l := &lists{
		prepositions: map[string]cases{}, closed: map[string]extract.POS{}, given: map[string]genders{},
		numerals: map[string]numeral{}, nouns: map[string][]string{},
	}
	for i := range l.sets {
		l.sets[i] = map[string]bool{}
	}
	readers := map[string]func([]string) error{
		"particles": l.particleLine, "prepositions": l.prepositionLine, "closed": l.closedLine, "given": l.givenLine,
		"numerals": l.numeralLine, "nouns": l.nounLine,
	}
	for i, name := range setFiles {
		readers[name] = func(words []string) error {
			for _, w := range words {
				l.sets[i][w] = true
			}
			return nil
		}
	}
	for name, read := range readers {
		if err := readLines(name, read); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// readLines gives the words of each line of a list to read, without comments.
func readLines(name string, read func(words []string) error) error {
	data, err := wordFiles.ReadFile("words/" + name + ".txt")
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if words := strings.Fields(extract.FoldYo(line)); len(words) > 0 {
			if err := read(words); err != nil {
				return fmt.Errorf("words/%s.txt:%d: %w", name, n, err)
			}
		}
	}
	return nil
}

// particleLine reads parts of names; those behind a colon may also stand last.
func (l *lists) particleLine(words []string) error {
	last := words[0] == ":"
	for _, w := range words {
		l.sets[particlesSet][w] = true
		if last {
			l.sets[lastParticlesSet][w] = true
		}
	}
	return nil
}

func (l *lists) prepositionLine(words []string) error {
	var taken cases
	for i, name := range words[1:] {
		c, ok := caseNames[name]
		if !ok {
			return fmt.Errorf("%s: no case %q", words[0], name)
		}
		taken |= cases(c) << (4 * i)
	}
	l.prepositions[words[0]] = taken
	return nil
}

func (l *lists) closedLine(words []string) error {
	pos, ok := posNames[words[0]]
	if !ok {
		return fmt.Errorf("no part of speech %q", words[0])
	}
	for _, w := range words[1:] {
		l.closed[w] = pos
	}
	return nil
}

func (l *lists) givenLine(words []string) error {
	g, ok := genderNames[words[0]]
	if !ok {
		return fmt.Errorf("no gender %q", words[0])
	}
	for _, name := range words[1:] {
		l.given[name] |= g
	}
	return nil
}

// numeralLine reads a value, cardinals, and behind a bar ordinals.
func (l *lists) numeralLine(words []string) error {
	value, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	ordinal := false
	for _, w := range words[1:] {
		if w == "|" {
			ordinal = true
			continue
		}
		l.numerals[w] = numeral{value, ordinal}
	}
	return nil
}

func (l *lists) nounLine(words []string) error {
	model := strings.TrimSuffix(words[0], ":")
	l.nouns[model] = append(l.nouns[model], words[1:]...)
	return nil
}

// extraForms returns the forms of words that decline like their model, a noun of
// the dictionary in the nominative.
func extraForms(d *morph.Dictionary, nouns map[string][]string) map[string][]morph.Form {
	extra := map[string][]morph.Form{}
	for _, model := range slices.Sorted(maps.Keys(nouns)) {
		words := nouns[model]
		for _, f := range d.Lookup(nil, model) {
			if t := d.Tag(f); t.Case() != extract.Nom || t.Number() != extract.Sing {
				continue
			}
			for n := range d.FormCount(f) {
				f.Form, f.Weight = uint16(n), 0
				for _, word := range words {
					if text, ok := d.Inflect(word, morph.Form{Paradigm: f.Paradigm, Form: nominative(d, f)}, n); ok {
						extra[text] = append(extra[text], f)
					}
				}
			}
			break
		}
	}
	return extra
}

// nominative returns the number of the nominative singular in f's paradigm.
func nominative(d *morph.Dictionary, f morph.Form) uint16 {
	for n := range d.FormCount(f) {
		if t := d.FormTag(f, n); t.Case() == extract.Nom && t.Number() == extract.Sing {
			return uint16(n)
		}
	}
	return 0
}
