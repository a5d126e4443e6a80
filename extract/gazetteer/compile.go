package gazetteer

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
	"claimgraph/table"
)

// A wordForms is a word of names and how it declines.
type wordForms struct {
	word uint32
	in   mask
	*paradigm
}

// A draft holds the names as a trie over words, before they are a table.
type draft struct {
	entries []*Entry
	words   map[string]uint32 // folded word -> its number
	stems   map[string][]wordForms
	steps   []map[uint32]uint32 // of each node, by word
	ends    [][]*name           // names that end at a node
	endings map[string]*paradigms
}

func compile(ld *loader) *draft {
	x := &draft{
		entries: ld.order,
		words:   map[string]uint32{}, stems: map[string][]wordForms{}, steps: []map[uint32]uint32{{}},
		ends: [][]*name{nil}, endings: ld.endings,
	}
	for rank, e := range ld.order {
		for _, listed := range ld.listed[e] {
			x.add(e, rank, listed)
		}
	}
	return x
}

// add enters a name word by word.
func (x *draft) add(e *Entry, rank int, listed listedName) {
	tokens := layout.Tokens(listed.text)
	if len(tokens) == 0 {
		return
	}
	n := &name{
		entry: e, text: strings.Trim(listed.text, quotes), rank: rank, lang: listed.lang, in: articlesOf(listed),
		adjective: listed.adjective, notFirst: listed.notFirst,
	}
	capitalSeen := false
	node := uint32(0)
	for i := range tokens {
		t := &tokens[i]
		w := nameWord{text: t.Text}
		switch {
		case isAbbreviation(t.Text):
			w.need = exactly
			capitalSeen = true
		case !capitalSeen && startsUpper(t.Text):
			w.need = capital
			capitalSeen = true
		}
		n.words = append(n.words, w)
		node = x.step(node, x.word(t, w, listed))
	}
	n.trim = quoted(tokens)
	n.head = headOf(n, x.endings[listed.lang])
	x.ends[node] = append(x.ends[node], n)
}

// step returns the node that the word leads to from node, a new one if need be.
func (x *draft) step(node, word uint32) uint32 {
	next, ok := x.steps[node][word]
	if !ok {
		next = uint32(len(x.steps))
		x.steps[node][word] = next
		x.steps, x.ends = append(x.steps, map[uint32]uint32{}), append(x.ends, nil)
	}
	return next
}

// word returns the number of a name's token and enters its forms.
func (x *draft) word(t *extract.Token, w nameWord, listed listedName) uint32 {
	folded := extract.FoldYo(t.Lower)
	if isQuote(t.Text) {
		folded = `"`
	}
	id, ok := x.words[folded]
	if !ok {
		id = uint32(len(x.words))
		x.words[folded] = id
	}
	p := invariable
	if forms := x.endings[listed.lang]; forms != nil && !listed.exact && t.Kind != extract.MarkToken && t.Kind != extract.NumberToken {
		switch {
		case w.need == exactly && forms.abbreviation != nil:
			p = forms.abbreviation
		case w.need != exactly:
			p = forms.of(folded)
		}
	}
	stem := strings.TrimSuffix(folded, p.nominative)
	if utf8.RuneCountInString(stem) < 2 { // "и" and "в" inside a name
		stem, p = folded, invariable
	}
	in := articlesOf(listed)
	for i, f := range x.stems[stem] {
		if f.word == id && f.paradigm == p {
			x.stems[stem][i].in |= in
			return id
		}
	}
	x.stems[stem] = append(x.stems[stem], wordForms{id, in, p})
	return id
}

// articlesOf returns the languages of the articles that the name is looked for in.
func articlesOf(listed listedName) mask {
	var in mask
	for _, l := range readable[listed.lang] {
		in |= maskOf(l)
	}
	switch {
	case listed.adjective: // "American" says nothing in a Russian text
		in = maskOf(listed.lang)
	case listed.lang == "kk" && strings.ContainsAny(strings.ToLower(listed.text), kazakhOnly):
		in |= maskOf("ru")
	}
	return in
}

// quoted returns 1 if quotation marks stand around the name and nowhere else.
func quoted(tokens []extract.Token) int {
	last := len(tokens) - 1
	if last < 2 || !isQuote(tokens[0].Text) || !isQuote(tokens[last].Text) {
		return 0
	}
	for _, t := range tokens[1:last] {
		if isQuote(t.Text) {
			return 0
		}
	}
	return 1
}

// englishComplements are the words that end the head's own part of a name.
var englishComplements = map[string]bool{"of": true, "for": true, "on": true, "in": true, "to": true, "against": true}

// headOf returns the index of the name's head noun: the last word in Kazakh,
// the word before the first preposition in English, the first that is no
// adjective in Russian.
func headOf(n *name, forms *paradigms) int {
	last := 0
	for i, w := range n.words {
		if r, _ := utf8.DecodeRuneInString(w.text); !unicode.IsLetter(r) && !unicode.IsDigit(r) || w.text == "'s" || w.text == "’s" {
			continue
		}
		switch n.lang {
		case "ru":
			if forms == nil || w.need == exactly || !forms.of(extract.FoldYo(strings.ToLower(w.text))).adjective {
				return i
			}
		case "en", anyLanguage:
			if englishComplements[w.text] && i > 0 {
				return last
			}
		}
		last = i
	}
	return last
}

// table returns the bytes that [openIndex] opens.
func (x *draft) table(hash string) []byte {
	s := make([][]byte, sectionCount)
	s[wordsSection] = table.MakeMap(x.words)
	paradigms := x.paradigms()
	s[endingsSection], s[paradigmsSection] = endingLists(paradigms)
	number := map[*paradigm]uint32{}
	for i, p := range paradigms {
		number[p] = uint32(i)
	}
	s[stemsSection], s[formsSection] = x.formSections(number)
	s[filterSection] = makeFilter(maps.Keys(x.stems))
	x.trieSections(s)
	x.entrySections(s)
	var rows []table.Row
	for _, l := range articleLanguages {
		var r table.Row
		p := x.endings[l]
		r.Number(int(number[p.get("")]))
		r.Text(p.link[0])
		r.Text(p.link[1])
		rows = append(rows, r)
	}
	s[languagesSection] = table.MakeRecords(rows)
	s[hashSection] = []byte(hash)
	return (&table.Writer{Magic: magic, Sections: s}).Bytes()
}

// paradigms lists the paradigms of all languages; the first is that of words that
// do not decline.
func (x *draft) paradigms() []*paradigm {
	all := []*paradigm{invariable}
	for _, l := range articleLanguages {
		all = append(all, x.endings[l].all...)
		if a := x.endings[l].abbreviation; a != nil {
			all = append(all, a)
		}
	}
	return all
}

// endingLists returns the sections that tell, for each ending, the paradigms that
// have it, the last of each list marked by its lowest bit.
func endingLists(paradigms []*paradigm) (endings, lists []byte) {
	with := map[string][]uint32{}
	for i, p := range paradigms {
		for e := range p.endings {
			with[e] = append(with[e], uint32(i)<<1)
		}
	}
	begin := map[string]uint32{}
	for _, e := range slices.Sorted(maps.Keys(with)) {
		begin[e] = uint32(len(lists) / 4)
		with[e][len(with[e])-1] |= 1
		lists = table.AppendNumbers(lists, with[e]...)
	}
	return table.MakeMap(begin), lists
}

func (x *draft) formSections(number map[*paradigm]uint32) (stems, forms []byte) {
	begin := map[string]uint32{}
	for _, stem := range slices.Sorted(maps.Keys(x.stems)) {
		begin[stem] = uint32(len(forms) / (4 * formNumbers))
		all := x.stems[stem]
		for i, f := range all {
			n := form{f.word, f.in, number[f.paradigm], i == len(all)-1}.numbers()
			forms = table.AppendNumbers(forms, n[:]...)
		}
	}
	return table.MakeMap(begin), forms
}

// trieSections fills the sections of nodes, steps and names.
func (x *draft) trieSections(s [][]byte) {
	var names []table.Row
	steps := 0
	for node := range x.steps {
		s[arcsSection] = table.AppendNumbers(s[arcsSection], steps)
		for _, word := range slices.Sorted(maps.Keys(x.steps[node])) {
			s[stepsSection] = table.AppendNumbers(s[stepsSection], word, x.steps[node][word])
			steps++
		}
		s[endsSection] = table.AppendNumbers(s[endsSection], len(names))
		for _, n := range x.ends[node] {
			names = append(names, n.row())
		}
	}
	s[arcsSection] = table.AppendNumbers(s[arcsSection], steps)
	s[endsSection] = table.AppendNumbers(s[endsSection], len(names))
	s[namesSection] = table.MakeRecords(names)
}

// row writes what [index.readName] reads.
func (n *name) row() (r table.Row) {
	r.Number(n.rank)
	r.Text(n.text)
	r.Text(n.lang)
	r.Number(int(n.in))
	r.Number(len(n.words))
	for _, w := range n.words {
		r.Text(w.text)
		r.Number(int(w.need))
	}
	r.Number(n.head)
	r.Number(n.trim)
	r.Flag(n.adjective)
	r.Flag(n.notFirst)
	return r
}

// entrySections fills the sections of the entries and of what finds them.
func (x *draft) entrySections(s [][]byte) {
	var rows []table.Row
	keys, states, seats := map[string]int{}, map[string]int{}, map[string]int{}
	for i, e := range x.entries {
		rows = append(rows, e.row())
		keys[e.Key] = i
	}
	for i, e := range x.entries {
		if _, known := keys[e.Capital]; known && e.Type == "Country" {
			seats[e.Capital] = i
		}
		// Brussels is rather the Union than Belgium.
		c, known := states[e.Capital]
		if e.Capital != "" && (e.Type == "Country" && !known || e.Type == "Organization" && (!known || x.entries[c].Type == "Country")) {
			states[e.Capital] = i
		}
	}
	s[entriesSection] = table.MakeRecords(rows)
	s[keysSection], s[statesSection], s[seatsSection] = table.MakeMap(keys), table.MakeMap(states), table.MakeMap(seats)
}

// row writes what [readEntry] reads.
func (e *Entry) row() (r table.Row) {
	r.Texts([]string{e.Key, string(e.Type), e.Kind, e.Capital, e.Country})
	for _, names := range []map[string][]string{e.Names, e.Adjectives} {
		r.Number(len(names))
		for _, l := range slices.Sorted(maps.Keys(names)) {
			r.Text(l)
			r.Texts(names[l])
		}
	}
	return r
}

func readEntry(r table.Reader) *Entry {
	f := r.Texts()
	e := &Entry{Key: f[0], Type: schema.EntityType(f[1]), Kind: f[2], Capital: f[3], Country: f[4]}
	for _, names := range []*map[string][]string{&e.Names, &e.Adjectives} {
		*names = map[string][]string{}
		for range r.Number() {
			l := r.Text()
			(*names)[l] = r.Texts()
		}
	}
	return e
}
