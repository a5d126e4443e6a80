package kk

import (
	_ "embed"
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/lang/internal/lexical"
	"claimgraph/extract/lang/internal/wordcache"
	"claimgraph/table"
)

// wordTable is the table of the lists in words, as the command in
// extract/standard/tables writes it.
//
//go:embed words.table
var wordTable string

// Sets are lists of words of which nothing else is known.
const (
	abbreviationsSet = iota
	attributiveSet   // nouns that stand before others without a possessive
	timeSet          // nouns of time
	calledSet        // nouns of places and institutes, before which their names stand
	regionsSet       // those of them whose name is one word
	predicatesSet    // what follows a predicate
	setCount
)

// Lists of endings.
const (
	surnameEndings = iota
	patronymicEndings
	ordinalEndings
	endingCount
)

// Sections of the table, before those of the sets.
const (
	magic = "kkwords1"

	stemsSection         = iota - 1 // map: stem -> its words
	wordsSection                    // records
	verbStemsSection                // map: stem -> its verb
	verbsSection                    // records
	derivingSection                 // map: ending -> what it derives
	derivationsSection              // records
	numeralsSection                 // map: numeral -> its value
	numbersSection                  // records
	postpositionsSection            // map: postposition -> see postposition.pack
	endingsSection                  // records: a list of endings each
	nounSection                     // trie: several sections
	verbSection          = nounSection + trieSections
	setSections          = verbSection + trieSections
)

// A lexicon is the word lists, looked up where they are.
type lexicon struct {
	words                                                         lexical.Known[[]word]
	verbs                                                         lexical.Known[word] // by stem; not among words
	derivations                                                   lexical.Known[[]derivation]
	numbers                                                       lexical.Known[number]
	postpositions                                                 table.Map
	abbreviations, attributive, time, called, regions, predicates table.Map
	surnames, patronymics, ordinals                               []string // endings
	longest                                                       int      // letters of the longest derivation
}

// wordsOf returns the senses of a stem.
func (l *lexicon) wordsOf(stem string) []word {
	if w := l.words.Of(stem); w != nil {
		return *w
	}
	return nil
}

// verbOf returns the verb with the stem.
func (l *lexicon) verbOf(stem string) (word, bool) {
	if w := l.verbs.Of(stem); w != nil {
		return *w, true
	}
	return word{}, false
}

// derivationsBy returns what an ending derives.
func (l *lexicon) derivationsBy(ending string) []derivation {
	if d := l.derivations.Of(ending); d != nil {
		return *d
	}
	return nil
}

// numberOf returns the value of a numeral.
func (l *lexicon) numberOf(w string) (number, bool) {
	if n := l.numbers.Of(w); n != nil {
		return *n, true
	}
	return number{}, false
}

// isArticle reports whether the word is the numeral that does an article's work.
func (l *lexicon) isArticle(w string) bool {
	n, _ := l.numberOf(w)
	return n.article
}

// postpositionOf returns what is known of a postposition, nothing of other words.
func (l *lexicon) postpositionOf(w string) postposition {
	n, _ := l.postpositions.Get(w)
	return postposition{n&1 != 0, n&2 != 0}
}

func (p postposition) pack() int { return flags(p.pair, p.name) }

// flags packs truth values, the first into the lowest bit.
func flags(values ...bool) int {
	n := 0
	for i, set := range values {
		if set {
			n |= 1 << i
		}
	}
	return n
}

// shared opens the table once.
var shared = sync.OnceValue(func() *tables {
	t, ok := openTables(wordTable)
	if !ok {
		panic("kk: words.table is damaged: run make tables")
	}
	return t
})

func openTables(data string) (*tables, bool) {
	s, ok := table.Open(data, magic, setSections+setCount)
	if !ok {
		return nil, false
	}
	set := func(i int) table.Map { return s.Map(setSections + i) }
	endings := table.OpenRecords(s[endingsSection])
	list := func(i int) []string {
		r := endings.At(i)
		return r.Texts()
	}
	l := &lexicon{
		words:       lexical.OpenKnown(s[stemsSection], s[wordsSection], readWords),
		verbs:       lexical.OpenKnown(s[verbStemsSection], s[verbsSection], readWord),
		derivations: lexical.OpenKnown(s[derivingSection], s[derivationsSection], readDerivations),
		numbers:     lexical.OpenKnown(s[numeralsSection], s[numbersSection], readNumber), postpositions: s.Map(postpositionsSection),
		abbreviations: set(abbreviationsSet), attributive: set(attributiveSet), time: set(timeSet), called: set(calledSet),
		regions: set(regionsSet), predicates: set(predicatesSet),
		surnames: list(surnameEndings), patronymics: list(patronymicEndings), ordinals: list(ordinalEndings),
	}
	for ending := range s.Map(derivingSection).All() {
		l.longest = max(l.longest, utf8.RuneCountInString(ending))
	}
	return &tables{
		lexicon: l, noun: openTrie(s[nounSection : nounSection+trieSections]), verb: openTrie(s[verbSection : verbSection+trieSections]),
		kept: wordcache.New[reading](keptWords),
	}, true
}

// Table returns what words.table must hold: the word lists as a table.
func Table() ([]byte, error) { return makeTable(embedded) }

// makeTable makes the table from a function that returns a list's text.
func makeTable(file func(name string) string) ([]byte, error) {
	l, err := readLists(file)
	if err != nil {
		return nil, err
	}
	g, err := readGrammar(file("suffixes.txt"))
	if err != nil {
		return nil, err
	}
	s := make([][]byte, setSections+setCount)
	s[stemsSection], s[wordsSection] = lexical.Sections(l.words, wordsRow)
	s[verbStemsSection], s[verbsSection] = lexical.Sections(l.verbs, word.row)
	s[derivingSection], s[derivationsSection] = lexical.Sections(l.derivations, derivationsRow)
	s[numeralsSection], s[numbersSection] = lexical.Sections(l.numbers, number.row)
	postpositions := map[string]int{}
	for w, p := range l.postpositions {
		postpositions[w] = p.pack()
	}
	s[postpositionsSection] = table.MakeMap(postpositions)
	var rows []table.Row
	for _, list := range l.endings {
		var r table.Row
		r.Texts(list)
		rows = append(rows, r)
	}
	s[endingsSection] = table.MakeRecords(rows)
	copy(s[nounSection:], compile(g, "noun").sections())
	copy(s[verbSection:], compile(g, "verb").sections())
	for i, set := range l.sets {
		s[setSections+i] = table.MakeSet(set)
	}
	return (&table.Writer{Magic: magic, Sections: s}).Bytes(), nil
}

func (w word) row() (r table.Row) {
	r.Text(w.lemma)
	r.Number(int(w.pos))
	r.Number(int(w.name))
	r.Number(flags(w.animate, w.rare, w.elided, w.disharmonic, w.dropsT, w.fixed, w.first, w.inner))
	lexical.AppendAnalysis(&r, w.form)
	r.Number(int(w.governs))
	r.Number(int(w.full))
	return r
}

func readWord(r table.Reader) *word {
	w := takeWord(&r)
	return &w
}

func takeWord(r *table.Reader) word {
	w := word{lemma: r.Text(), pos: extract.POS(r.Number()), name: extract.NameKind(r.Number())}
	n := r.Number()
	for i, set := range [...]*bool{&w.animate, &w.rare, &w.elided, &w.disharmonic, &w.dropsT, &w.fixed, &w.first, &w.inner} {
		*set = n&(1<<i) != 0
	}
	w.form = lexical.ReadAnalysis(r)
	w.governs, w.full = extract.Case(r.Number()), uint8(r.Number())
	return w
}

func wordsRow(words []word) (r table.Row) {
	r.Number(len(words))
	for _, w := range words {
		r = append(r, w.row()...)
	}
	return r
}

func readWords(r table.Reader) *[]word {
	words := make([]word, r.Number())
	for i := range words {
		words[i] = takeWord(&r)
	}
	return &words
}

func (n number) row() (r table.Row) {
	r.Number(n.value)
	r.Number(flags(n.ordinal, n.times, n.article))
	return r
}

func readNumber(r table.Reader) *number {
	n := &number{value: r.Number()}
	f := r.Number()
	n.ordinal, n.times, n.article = f&1 != 0, f&2 != 0, f&4 != 0
	return n
}

// Weights may be negative, which numbers of records are not.
const leastWeight = -1 << 15

func derivationsRow(ds []derivation) (r table.Row) {
	r.Number(len(ds))
	for _, d := range ds {
		r.Number(flags(d.ofVerb, d.person, d.passive, d.guesses))
		r.Number(int(d.pos))
		r.Number(d.weight - leastWeight)
	}
	return r
}

func readDerivations(r table.Reader) *[]derivation {
	ds := make([]derivation, r.Number())
	for i := range ds {
		n := r.Number()
		ds[i] = derivation{ofVerb: n&1 != 0, person: n&2 != 0, passive: n&4 != 0, guesses: n&8 != 0, pos: extract.POS(r.Number())}
		ds[i].weight = r.Number() + leastWeight
	}
	return &ds
}

// A trie holds chains by their letters, last letter first.
type trie struct {
	next   string // of each node the next ones by their letters, 16 bits each; 0 is none
	chains *table.Values[[]chain]
}

// trieSections is how many sections a trie has.
const trieSections = 2

func openTrie(sections []string) *trie {
	return &trie{sections[0], table.OpenValues(sections[1], readChains)}
}

// step returns the node that the letter leads to, 0 if there is none.
func (t *trie) step(node uint16, l letter) uint16 {
	at := 2 * (int(node)*letters + int(l))
	return uint16(t.next[at]) | uint16(t.next[at+1])<<8
}

// at returns the chains that end at a node.
func (t *trie) at(node uint16) []chain { return *t.chains.At(uint32(node)) }

// sections returns what [openTrie] opens.
func (t *trieDraft) sections() [][]byte {
	var next []byte
	var rows []table.Row
	for node := range t.next {
		for _, n := range t.next[node] {
			next = binary.LittleEndian.AppendUint16(next, n)
		}
		rows = append(rows, chainsRow(t.chains[node]))
	}
	return [][]byte{next, table.MakeRecords(rows)}
}

func chainsRow(cs []chain) (r table.Row) {
	r.Number(len(cs))
	for _, c := range cs {
		r.Number(int(c.after))
		lexical.AppendAnalysis(&r, c.form)
		r.Number(int(c.weight) - leastWeight)
		for _, n := range [...]uint8{c.len, c.case_, uint8(c.first), uint8(c.lost)} {
			r.Number(int(n))
		}
		r.Number(flags(c.declines, c.timeOnly, c.adverb))
	}
	return r
}

func readChains(r table.Reader) *[]chain {
	cs := make([]chain, r.Number())
	for i := range cs {
		c := &cs[i]
		c.after, c.form = environments(r.Number()), lexical.ReadAnalysis(&r)
		c.weight = int16(r.Number() + leastWeight)
		c.len, c.case_, c.first, c.lost = uint8(r.Number()), uint8(r.Number()), letter(r.Number()), lost(r.Number())
		n := r.Number()
		c.declines, c.timeOnly, c.adverb = n&1 != 0, n&2 != 0, n&4 != 0
	}
	return &cs
}
