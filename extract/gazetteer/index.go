package gazetteer

import (
	"iter"
	"sort"
	"unicode"
	"unicode/utf8"

	"claimgraph/table"
)

// quotes are the marks that count as one in names.
const quotes = "\"«»“”„"

// articleLanguages are those that have endings; a mask has a bit for each.
var articleLanguages = []string{"en", "ru", "kk"}

// readable says the languages of articles that a language's names are looked
// for in: English names stand in Latin letters among Cyrillic ones.
var readable = map[string][]string{
	"en": {"en", "ru", "kk"}, "ru": {"ru"}, "kk": {"kk"}, anyLanguage: {"en", "ru", "kk"},
}

// kazakhOnly are the letters of Kazakh that Russian has not: a Kazakh name with
// one of them is no Russian word and is looked for in Russian articles too.
const kazakhOnly = "әғқңөұүһі"

type mask uint8

func maskOf(language string) mask {
	for i, l := range articleLanguages {
		if l == language {
			return 1 << i
		}
	}
	return 0
}

// A need is what a name asks of a token's capitals.
type need uint8

const (
	anyCase need = iota
	capital      // the token must not begin in lower case
	exactly      // the token begins with the word in the same capitals
)

// A nameWord is one token of a name.
type nameWord struct {
	text string
	need need
}

// A name is a listed name, cut into words.
type name struct {
	entry     *Entry
	text      string // as listed, quotation marks around it left out
	rank      int    // order of the entries, for names that several have
	lang      string
	in        mask
	words     []nameWord
	head      int // index of the head noun
	trim      int // 1 if quotation marks around the name are left out of mentions
	adjective bool
	notFirst  bool
}

// Sections of the table that names are looked up in.
const (
	magic = "names1"

	wordsSection     = iota - 1 // map: folded word of a name -> its number
	stemsSection                // map: stem -> its first form
	formsSection                // of each form its word, and whatever formOf tells
	filterSection               // see filter
	endingsSection              // map: ending -> where its paradigms begin
	paradigmsSection            // numbers of paradigms, as inList tells
	arcsSection                 // of each node its first step, and the end
	stepsSection                // of each step its word and the node that it leads to; by word
	endsSection                 // of each node the first of the names that end there, and the end
	namesSection                // records, by node
	entriesSection              // records, in order of files and lines
	keysSection                 // map: key -> entry
	statesSection               // map: key of a capital -> the entry of its state or union
	seatsSection                // map: key of a capital -> the entry of its country
	languagesSection            // records, as articleLanguages
	hashSection                 // of the files, a text
	sectionCount
)

// An index is the table, opened.
type index struct {
	words, stems, endings, keys, states, seats table.Map
	forms, paradigms, arcs, steps, ends        table.Numbers
	maybe                                      filter
	languages                                  map[string]*language
	hash                                       string

	names   *table.Values[name]
	entries *table.Values[Entry]
}

// A language is what the matcher needs of the endings of one.
type language struct {
	whole uint32    // the paradigm of whole words, whose endings follow abbreviations
	link  [2]string // first half of a compound: "о" stands for "ий"
}

// openIndex opens a table that [draft.table] made, or returns false if it is none.
func openIndex(data string) (*index, bool) {
	s, ok := table.Open(data, magic, sectionCount)
	if !ok {
		return nil, false
	}
	x := &index{
		words: s.Map(wordsSection), stems: s.Map(stemsSection), endings: s.Map(endingsSection),
		keys: s.Map(keysSection), states: s.Map(statesSection), seats: s.Map(seatsSection),
		forms: table.Numbers(s[formsSection]), paradigms: table.Numbers(s[paradigmsSection]), arcs: table.Numbers(s[arcsSection]),
		steps: table.Numbers(s[stepsSection]), ends: table.Numbers(s[endsSection]), maybe: filter(s[filterSection]),
		languages: map[string]*language{}, hash: s[hashSection],
	}
	rows := table.OpenRecords(s[languagesSection])
	for i, l := range articleLanguages {
		r := rows.At(i)
		x.languages[l] = &language{whole: uint32(r.Number()), link: [2]string{r.Text(), r.Text()}}
	}
	x.names = table.OpenValues(s[namesSection], x.readName)
	x.entries = table.OpenValues(s[entriesSection], readEntry)
	return x, true
}

// entryOf returns the entry that one of the maps has for the key, or nil.
func (x *index) entryOf(m table.Map, key string) *Entry {
	if i, ok := m.Get(key); ok {
		return x.entries.At(i)
	}
	return nil
}

// readName reads what [name.row] wrote.
func (x *index) readName(r table.Reader) *name {
	n := &name{rank: r.Number()}
	n.entry = x.entries.At(uint32(n.rank))
	n.text, n.lang, n.in = r.Text(), r.Text(), mask(r.Number())
	n.words = make([]nameWord, r.Number())
	for i := range n.words {
		n.words[i] = nameWord{r.Text(), need(r.Number())}
	}
	n.head, n.trim, n.adjective, n.notFirst = r.Number(), r.Number(), r.Flag(), r.Flag()
	return n
}

// step returns the node that the word leads to from node, or false.
func (x *index) step(node, word uint32) (uint32, bool) {
	first, end := int(x.arcs.At(int(node))), int(x.arcs.At(int(node)+1))
	i := first + sort.Search(end-first, func(i int) bool { return x.steps.At(2*(first+i)) >= word })
	if i == end || x.steps.At(2*i) != word {
		return 0, false
	}
	return x.steps.At(2*i + 1), true
}

// A form is a word of names and how it declines.
type form struct {
	word     uint32
	in       mask
	paradigm uint32
	last     bool // of its stem
}

// formNumbers is how many numbers a form has.
const formNumbers = 2

func (x *index) form(i uint32) form {
	n := x.forms.At(formNumbers*int(i) + 1)
	return form{x.forms.At(formNumbers * int(i)), mask(n >> 1 & 0xff), n >> 9, n&1 != 0}
}

func (f form) numbers() [formNumbers]uint32 {
	n := f.paradigm<<9 | uint32(f.in)<<1
	if f.last {
		n |= 1
	}
	return [formNumbers]uint32{f.word, n}
}

// takes reports whether words of the paradigm take the ending whose paradigms
// begin at list.
func (x *index) takes(list, paradigm uint32) bool {
	for ; ; list++ {
		n := x.paradigms.At(int(list))
		if n>>1 == paradigm {
			return true
		}
		if n&1 != 0 {
			return false
		}
	}
}

func isQuote(mark string) bool {
	switch mark {
	case "\"", "«", "»", "“", "”", "„":
		return true
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// isAbbreviation tells whether a word has capitals only, two or more signs of
// them: ЕС, G7, АҚШ.
func isAbbreviation(s string) bool {
	uppers, signs := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			uppers++
		case unicode.IsLower(r):
			return false
		}
		signs++
	}
	return uppers > 0 && signs > 1
}

// A filter tells at once of most strings that they are no stem: nearly all
// prefixes of a text's words. It has a bit for each of 1<<16 hashes.
type filter string

func (f filter) has(h hash) bool { return f[h.bit()/8]&(1<<(h.bit()%8)) != 0 }

func makeFilter(stems iter.Seq[string]) []byte {
	f := make([]byte, 1<<16/8)
	for s := range stems {
		h := offset
		for i := range len(s) {
			h = h.next(s[i])
		}
		f[h.bit()/8] |= 1 << (h.bit() % 8)
	}
	return f
}

// A hash is FNV-1a: that of a prefix is a step on the way to the whole word's.
type hash uint32

const offset hash = 2166136261

func (h hash) next(b byte) hash { return (h ^ hash(b)) * 16777619 }

func (h hash) bit() uint16 { return uint16(h ^ h>>16) }
