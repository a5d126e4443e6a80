package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/layout"
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

// A wordForms is a word of names and how it declines.
type wordForms struct {
	word int32
	in   mask
	*paradigm
}

// An edge leads from a node of the trie by a word.
type edge struct{ node, word int32 }

// An index holds the names as a trie over words.
type index struct {
	words   map[string]int32 // folded word -> its number
	stems   map[string][]wordForms
	maybe   filter // of the keys of stems
	edges   map[edge]int32
	ends    map[int32][]*name // names that end at a node
	nodes   int32
	endings map[string]*paradigms
}

func compile(ld *loader) index {
	x := index{
		words: map[string]int32{}, stems: map[string][]wordForms{}, edges: map[edge]int32{},
		ends: map[int32][]*name{}, nodes: 1, endings: ld.endings,
	}
	for rank, e := range ld.order {
		for _, listed := range ld.listed[e] {
			x.add(e, rank, listed)
		}
	}
	return x
}

// add enters a name word by word.
func (x *index) add(e *Entry, rank int, listed listedName) {
	tokens := layout.Tokens(listed.text)
	if len(tokens) == 0 {
		return
	}
	n := &name{
		entry: e, text: strings.Trim(listed.text, quotes), rank: rank, lang: listed.lang, in: articlesOf(listed),
		adjective: listed.adjective, notFirst: listed.notFirst,
	}
	capitalSeen := false
	node := int32(0)
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
func (x *index) step(node, word int32) int32 {
	e := edge{node, word}
	next, ok := x.edges[e]
	if !ok {
		next = x.nodes
		x.nodes++
		x.edges[e] = next
	}
	return next
}

// word returns the number of a name's token and enters its forms.
func (x *index) word(t *extract.Token, w nameWord, listed listedName) int32 {
	folded := extract.FoldYo(t.Lower)
	if isQuote(t.Text) {
		folded = `"`
	}
	id, ok := x.words[folded]
	if !ok {
		id = int32(len(x.words))
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
	x.maybe.add(stem)
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

// A filter tells at once of most strings that they were not added: nearly all
// prefixes of a text's words are no stem. It has a bit for each of 2^16 hashes.
type filter [1 << 10]uint64

func (f *filter) add(s string) {
	h := offset
	for i := range len(s) {
		h = h.next(s[i])
	}
	f[h.bit()/64] |= 1 << (h.bit() % 64)
}

func (f *filter) has(h hash) bool { return f[h.bit()/64]&(1<<(h.bit()%64)) != 0 }

// A hash is FNV-1a: that of a prefix is a step on the way to the whole word's.
type hash uint32

const offset hash = 2166136261

func (h hash) next(b byte) hash { return (h ^ hash(b)) * 16777619 }

func (h hash) bit() uint16 { return uint16(h ^ h>>16) }
