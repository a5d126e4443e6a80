package layout

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"unicode/utf8"
)

// The words that tell what a line is and where a sentence ends. One file holds
// one language's, in sections that words/README says more of; all languages
// apply to every article, since the pages of one site mix them.
//
//go:embed words/*.txt
var files embed.FS

// Data returns the embedded words, for the hash of what claims are read with.
func Data() fs.FS { return files }

// A list is all languages' words of all sections.
type list struct {
	chrome      lines              // whole lines of chrome
	chromeStart phrases            // beginnings of lines of chrome
	label       phrases            // beginnings of lines of chrome that a colon follows
	chromeWords combinations       // words that make a line chrome together
	markers     lines              // lines after which headlines are other articles'
	markerStart phrases            // and their beginnings
	caption     phrases            // beginnings of captions
	months      map[string]int     // names of months, short forms too, to their numbers
	starters    map[string]bool    // words that begin a sentence after an initial or abbreviation
	units       map[string]bool    // abbreviations that may end a sentence after a number
	closers     map[string]bool    // abbreviations that may end a sentence anywhere
	followers   map[string]bool    // words that go on with it behind one of them: "5 p.m. Monday"
	speech      map[string]bool    // verbs of saying
	quotative   map[string]bool    // what follows a quotation at once: деді
	noPublisher map[string]bool    // hosts that publish everybody's words
	topLevel    map[string]bool    // last labels of hosts
	lawStart    map[string]bool    // first words of the names of laws
	ads         lines              // what an advertisement calls itself
	stamp       map[string]bool    // what stands beside dates and counts
	yearWords   map[string]bool    // what follows the figure of a year
	press       stems              // ends of words in names of newspapers
	genitive    map[string]bool    // what the genitive of an outlet's name follows
	naming      stems              // beginnings of verbs of naming: "деп аталады"
	function    map[string]tongues // the commonest words, and whose they are
	longest     int                // bytes of the longest of them
}

// tongues are languages, a bit for each.
type tongues uint8

const (
	russian tongues = 1 << iota
	kazakhTongue
	english
)

var tongueOf = map[string]tongues{"ru": russian, "kk": kazakhTongue, "en": english}

var lists = sync.OnceValue(func() *list {
	l, err := loadLists()
	if err != nil {
		panic(err) // the files are part of the program, and a test loads them
	}
	return l
})

func loadLists() (*list, error) {
	l := &list{
		chrome: lines{}, chromeStart: phrases{}, label: phrases{}, chromeWords: combinations{}, markers: lines{},
		markerStart: phrases{}, caption: phrases{}, months: map[string]int{}, starters: map[string]bool{},
		units: map[string]bool{}, closers: map[string]bool{}, followers: map[string]bool{}, speech: map[string]bool{},
		quotative: map[string]bool{}, noPublisher: map[string]bool{}, topLevel: map[string]bool{},
		lawStart: map[string]bool{}, yearWords: map[string]bool{}, stamp: map[string]bool{}, ads: lines{}, genitive: map[string]bool{}, function: map[string]tongues{},
	}
	entries, err := files.ReadDir("words")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		data, err := files.ReadFile("words/" + e.Name())
		if err != nil {
			return nil, err
		}
		if err := l.add(e.Name(), string(data)); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// add reads one file: sections headed [name], of one entry a line.
func (l *list) add(name, data string) error {
	language, _, _ := strings.Cut(name, ".")
	function := map[string]bool{}
	defer func() {
		for w := range function {
			l.function[w] |= tongueOf[language]
			l.longest = max(l.longest, len(w))
		}
	}()
	sets := map[string]map[string]bool{
		"starters": l.starters, "units": l.units, "closers": l.closers, "followers": l.followers,
		"speech": l.speech, "quotative": l.quotative, "no publisher": l.noPublisher,
		"top level": l.topLevel, "law start": l.lawStart, "genitive": l.genitive, "year words": l.yearWords, "stamp": l.stamp, "function": function,
		"chrome": l.chrome, "markers": l.markers, "ads": l.ads,
	}
	ordered := map[string]interface{ add(string) error }{
		"naming": &l.naming, "months": &monthLines{names: l.months}, "press": &l.press,
		"chrome start": l.chromeStart, "label": l.label, "marker start": l.markerStart,
		"chrome words": l.chromeWords, "caption": l.caption,
	}
	section, number := "", 0
	for line := range strings.Lines(data) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			section = strings.Trim(line, "[]")
			if sets[section] == nil && ordered[section] == nil {
				return fmt.Errorf("words/%s:%d: there is no section %q", name, number, section)
			}
			continue
		}
		if section == "" {
			return fmt.Errorf("words/%s:%d: %q stands before the first section", name, number, line)
		}
		if set := sets[section]; set != nil {
			addWords(set, section, line)
			continue
		}
		if err := ordered[section].add(line); err != nil {
			return fmt.Errorf("words/%s:%d: %w", name, number, err)
		}
	}
	return nil
}

// addWords adds a line of a section: the whole line where entries are lines of
// a page, else each of its words.
func addWords(set map[string]bool, section, line string) {
	if section == "chrome" || section == "markers" || section == "ads" {
		set[plain(line)] = true
		return
	}
	for _, w := range strings.Fields(line) {
		set[w] = true
	}
}

// monthLines number the names of months by their lines.
type monthLines struct {
	names map[string]int
	month int
}

func (m *monthLines) add(line string) error {
	m.month++
	for _, w := range strings.Fields(line) {
		m.names[w] = m.month
	}
	return nil
}

// stems are beginnings of words.
type stems []string

func (s *stems) add(line string) error {
	*s = append(*s, strings.Fields(line)...)
	return nil
}

func (s stems) begins(word string) bool {
	for _, stem := range s {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// endsAny reports whether a word ends in one of the stems.
func (s stems) endsAny(words []string) bool {
	for _, w := range words {
		for _, stem := range s {
			if strings.HasSuffix(w, stem) {
				return true
			}
		}
	}
	return false
}

type lines = map[string]bool

// phrases are beginnings of lines, by their first word.
type phrases map[string][]string

func (p phrases) add(line string) error {
	line = plain(line)
	first, _, _ := strings.Cut(line, " ")
	p[first] = append(p[first], line)
	return nil
}

// begin returns the length of the longest phrase that line, which is plain,
// begins with, or 0. A phrase ends where a word does.
func (p phrases) begin(line string) int {
	first, _, _ := strings.Cut(line, " ")
	best := 0
	for _, phrase := range p[first] {
		if rest, ok := strings.CutPrefix(line, phrase); ok && (rest == "" || rest[0] == ' ') {
			best = max(best, len(phrase))
		}
	}
	return best
}

// combinations are sets of words that a line of chrome holds all of, by the
// first letters of the first. A word that ends in * stands for all that begin
// like it.
type combinations map[string][][]string

// keyBytes is how much of a word combinations are indexed by.
const keyBytes = 6

func (c combinations) add(line string) error {
	words := strings.Fields(line)
	if len(words) < 2 {
		return fmt.Errorf("%q: one word does not make a line chrome", line)
	}
	key := strings.TrimSuffix(words[0], "*")
	if len(key) < keyBytes && strings.HasSuffix(words[0], "*") {
		return fmt.Errorf("%q: the first word is too short to stand for others", line)
	}
	key = key[:min(keyBytes, len(key))]
	c[key] = append(c[key], words)
	return nil
}

// in reports whether the words of a line hold a combination.
func (c combinations) in(words []string) bool {
	for _, w := range words {
		for _, all := range c[w[:min(keyBytes, len(w))]] {
			if holdsAll(words, all) {
				return true
			}
		}
	}
	return false
}

func holdsAll(words, all []string) bool {
	for _, want := range all {
		if !holds(words, want) {
			return false
		}
	}
	return true
}

func holds(words []string, want string) bool {
	stem, open := strings.CutSuffix(want, "*")
	for _, w := range words {
		if w == stem || open && strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// plain folds a line for comparison: lower case, ё as е, and one blank for
// every run of what is neither letter nor digit, none at the ends. Hyphens,
// dots and apostrophes inside words are kept.
func plain(line string) string {
	b := make([]byte, 0, len(line))
	gap := false
	for i := 0; i < len(line); {
		r, n := runeAt(line, i)
		c := classOf(r)
		switch {
		case c&(letter|digit) != 0:
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = appendFolded(b, r)
		case c&joining != 0:
		case !gap && (isHyphen(r) || r == '.' || isApostrophe(r)) && classAt(line, i+n, len(line))&(letter|digit) != 0:
			b = append(b, line[i:i+n]...)
		default:
			gap = true
		}
		i += n
	}
	return string(b)
}

// appendFolded appends r in lower case, ё as е.
func appendFolded(b []byte, r rune) []byte {
	r = lowerRune(r)
	if r == 'ё' {
		r = 'е'
	}
	return utf8.AppendRune(b, r)
}
