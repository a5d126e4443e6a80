// Package morph reads the embedded dictionary of Russian word forms: a word
// goes in, the forms that it can be come out, each with its paradigm, so that
// any other form of the same word can be made.
//
// The dictionary is read in place from the embedded bytes; nothing is decoded
// at the start. The command in extract/lang/ru/gen writes it.
//
// # Format
//
// The file is one of package table with a section for each [Section]. Words and
// suffixes are minimal automata of 32-bit units over the codes of [Code]. A unit is
// a transition: target (24 bits, an index of units), code (6), whether the target
// is final (1), whether it is the node's last (1). A final node's first unit is
// its value instead: the index of its first entry (31 bits, from the second lowest
// bit), and whether transitions follow (1). Entries are five bytes: paradigm (16
// bits), form (15), last of its set (1), weight (8). A paradigm is a run of
// forms, each a suffix (16), tag (14) and prefix (2). Letters ё are written е.
package morph

import (
	_ "embed"
	"sync"
	"unicode/utf8"

	"claimgraph/table"
)

// Magic opens the file; its last character is the version of the format.
const Magic = "ruforms1"

// Section is a part of the file.
type Section int

const (
	Words         Section = iota // automaton of words
	Endings                      // automaton of the last letters of words, for guessing
	Entries                      // sets of entries
	ParadigmIndex                // first form of each paradigm, and the end
	Forms                        // 4 bytes each
	SuffixIndex                  // offset of each suffix, and the end
	SuffixText                   // UTF-8
	Tags                         // 8 bytes each
	SectionCount
)

// EntryLen is the length of one entry in bytes.
const EntryLen = 5

// Prefixes are what forms may put before the stem.
var Prefixes = [...]string{"", "по", "наи"}

// A Form is one reading of a word: the form with the number Form in Paradigm.
type Form struct {
	Paradigm, Form uint16
	// Weight is, for a word of the dictionary, how often this reading was right
	// in a corpus, 1 to 255; 0 where the corpus does not tell. For a guess it is
	// the number of known words that end so, 255 at most.
	Weight uint8
}

//go:embed dictionary.bin
var embedded string

// A Dictionary is the forms of a language. It is safe for concurrent use.
type Dictionary struct{ sections [SectionCount]string }

// Default returns the dictionary that comes with the program.
var Default = sync.OnceValue(func() *Dictionary {
	d, ok := Open(embedded)
	if !ok {
		panic("morph: the embedded dictionary is damaged; see extract/lang/ru/gen")
	}
	return d
})

// Open returns the dictionary in data, or false if data is not one. It looks at
// the header alone.
func Open(data string) (*Dictionary, bool) {
	sections, ok := table.Open(data, Magic, int(SectionCount))
	if !ok {
		return nil, false
	}
	d := &Dictionary{}
	copy(d.sections[:], sections)
	return d, true
}

func u16(s string, i int) uint16 { _ = s[i+1]; return uint16(s[i]) | uint16(s[i+1])<<8 }
func u32(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// Code returns the code of a letter in the automata, from 1 to 63, or 0 if no
// word of the dictionary has it. Capital letters have none.
func Code(r rune) byte {
	switch {
	case 'а' <= r && r <= 'я':
		return byte(r-'а') + 1
	case r == 'ё':
		return Code('е')
	case r == '-':
		return 33
	case '0' <= r && r <= '9':
		return byte(r-'0') + 34
	case r == '\'':
		return 44
	}
	return 0
}

// find walks the automaton over word and returns the first entry of its value.
func (d *Dictionary) find(s Section, word string) (entry int, ok bool) {
	units := d.sections[s]
	node, final := uint32(0), false
	for i := 0; i < len(word); {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(word[i:])
		}
		i += size
		code := uint32(Code(r))
		at := int(node) * 4
		if final {
			if u32(units, at)&1 == 0 {
				return 0, false
			}
			at += 4
		}
		for {
			u := u32(units, at)
			if c := u >> 2 & 63; c == code {
				node, final = u>>8, u&2 != 0
				break
			} else if c > code || u&1 != 0 {
				return 0, false
			}
			at += 4
		}
	}
	if !final {
		return 0, false
	}
	return int(u32(units, int(node)*4)>>1) * EntryLen, true
}

func (d *Dictionary) appendEntries(fs []Form, at int) []Form {
	entries := d.sections[Entries]
	for {
		form := u16(entries, at+2)
		fs = append(fs, Form{u16(entries, at), form &^ (1 << 15), entries[at+4]})
		if form&(1<<15) != 0 {
			return fs
		}
		at += EntryLen
	}
}

// Lookup appends the forms that the lower-case word can be; none if the
// dictionary does not hold it.
func (d *Dictionary) Lookup(fs []Form, word string) []Form {
	at, ok := d.find(Words, word)
	if !ok {
		return fs
	}
	return d.appendEntries(fs, at)
}

// Guess appends the forms of known words that end like the lower-case word
// does, by the longest ending of at most five letters and at least two letters
// before it; n is the number of letters in that ending, 0 if nothing was found.
func (d *Dictionary) Guess(fs []Form, word string) (_ []Form, n int) {
	var starts [6]int // starts[k] is where the last k letters begin
	count, i := 0, len(word)
	for i > 0 && count < 5 {
		_, size := utf8.DecodeLastRuneInString(word[:i])
		i -= size
		count++
		starts[count] = i
	}
	for k := count; k > 0; k-- {
		// Two letters at most belong to a word that has no stem.
		if utf8.RuneCountInString(word[:starts[k]]) < 2 && k > 1 {
			continue
		}
		if at, ok := d.find(Endings, word[starts[k]:]); ok {
			return d.appendEntries(fs, at), k
		}
	}
	return fs, 0
}

// FormCount returns the number of forms in f's paradigm.
func (d *Dictionary) FormCount(f Form) int {
	first, end := d.paradigm(f.Paradigm)
	return end - first
}

func (d *Dictionary) paradigm(p uint16) (first, end int) {
	index := d.sections[ParadigmIndex]
	return int(u32(index, int(p)*4)), int(u32(index, int(p)*4+4))
}

func (d *Dictionary) form(p uint16, form int) (suffix string, tag Tag, prefix string) {
	first, _ := d.paradigm(p)
	u := u32(d.sections[Forms], (first+form)*4)
	index := d.sections[SuffixIndex]
	s := int(u&0xffff) * 4
	suffix = d.sections[SuffixText][u32(index, s):u32(index, s+4)]
	at := int(u>>16&(1<<14-1)) * 8
	tags := d.sections[Tags]
	tag = Tag(u32(tags, at)) | Tag(u32(tags, at+4))<<32
	return suffix, tag, Prefixes[u>>30]
}

// Tag returns the features of f.
func (d *Dictionary) Tag(f Form) Tag {
	first, _ := d.paradigm(f.Paradigm)
	u := u32(d.sections[Forms], (first+int(f.Form))*4)
	at := int(u>>16&(1<<14-1)) * 8
	tags := d.sections[Tags]
	return Tag(u32(tags, at)) | Tag(u32(tags, at+4))<<32
}

// FormTag returns the features of the form with number n in f's paradigm.
func (d *Dictionary) FormTag(f Form, n int) Tag {
	f.Form = uint16(n)
	return d.Tag(f)
}

// Inflect returns the form with number n of the word that stands as f in word:
// its stem is taken from word. It returns false if word is not such a form.
func (d *Dictionary) Inflect(word string, f Form, n int) (string, bool) {
	suffix, _, prefix := d.form(f.Paradigm, int(f.Form))
	if len(word) < len(prefix)+len(suffix) {
		return "", false
	}
	stem := word[len(prefix) : len(word)-len(suffix)]
	to, _, pre := d.form(f.Paradigm, n)
	if to == suffix && pre == prefix {
		return word, true
	}
	return pre + stem + to, true
}

// Lemma returns the first form of the word that stands as f in word, with е for ё
// where the two differ by an ending.
func (d *Dictionary) Lemma(word string, f Form) string {
	s, ok := d.Inflect(word, f, 0)
	if !ok {
		return word
	}
	return s
}
