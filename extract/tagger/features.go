package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
)

// Features are hashes of 64 bits. A token's own properties are hashed once, as
// atoms; a feature mixes the number of its template with one to three atoms of
// the token or its neighbours. No text is built.

// An atom is the hash of one property of a token; 0 stands for "none".
type atom = uint64

// maxAffix is how many letters the prefixes and suffixes have at most.
const maxAffix = 5

// A word is what features read of one token.
type word struct {
	lower, lemma  atom
	prefix        [maxAffix]atom // of 1, 2, ... letters; 0 where the word is shorter
	suffix        [maxAffix]atom
	shape         atom // Аа, АА, 0000, «
	grammar       atom // part of speech, case, person of the possessor
	name          atom // kind of name in any analysis
	known         atom // what the gazetteer says, with begin or inside
	dated         atom // what the date recognizer says
	phrase        atom // what the phrase recognizers say
	person        atom // persons among them
	quoted        atom // inside quotation marks, first or last there
	value         atom // of a figure: its digits; of a year: that
	after, before atom // lemmas behind and before the quotation or the run of numerals that the word is in
	after2        atom // the lemma behind after
	head          atom // lemma of the next word that may end an izafet chain
	far           uint64
	numeral       bool // a figure or a word for a number
	ordinal       bool
	possessed     bool // bears a possessive suffix of the third person
	mark          bool
}

const (
	prime = 0x9E3779B97F4A7C15
	seed  = 0xCBF29CE484222325
)

func mix(h, v uint64) uint64 {
	h = (h ^ v) * prime
	return h ^ h>>29
}

func hashText(s string) atom {
	h := uint64(seed)
	for _, r := range s {
		h = mix(h, uint64(r))
	}
	return h
}

// words reads the tokens of a sentence into x.words, with two empty words
// before and behind.
func (x *reader) readWords(d *extract.Doc, s extract.Sentence) {
	n := s.End - s.First
	if cap(x.words) < n+2*margin {
		x.words = make([]word, n+2*margin, 2*(n+2*margin))
	}
	x.words = x.words[:n+2*margin]
	clear(x.words)
	for i := range margin {
		x.words[i].lower, x.words[i].lemma, x.words[i].shape, x.words[i].grammar = 1, 1, 1, 1
		j := len(x.words) - 1 - i
		x.words[j].lower, x.words[j].lemma, x.words[j].shape, x.words[j].grammar = 2, 2, 2, 2
	}
	for i := range n {
		x.words[i+margin].read(&d.Tokens[s.First+i])
	}
	x.readMentions(d, s)
	x.readQuotes(d, s)
	x.readRuns()
}

// readRuns tells words of their surroundings that lie farther than a neighbour.
func (x *reader) readRuns() {
	ws := x.words
	last := len(ws) - margin
	for i := margin; i < last; {
		if !ws[i].numeral {
			i++
			continue
		}
		j := i
		for j < last && ws[j].numeral {
			j++
		}
		for k := i; k < j; k++ {
			w := &ws[k]
			w.before, w.after, w.after2 = ws[i-1].lemma, ws[j].lemma, ws[j+1].lemma
			w.far = 100 + flag(ws[j-1].ordinal)
		}
		if j < last {
			ws[j].before, ws[j].after, ws[j].far = ws[i-1].lemma, ws[j+1].lemma, 200+flag(ws[j-1].ordinal)
		}
		i = j
	}
	head, at := atom(0), 0
	for i := last - 1; i >= margin; i-- {
		w := &ws[i]
		if w.mark {
			head = 0
			continue
		}
		if w.possessed {
			head, at = w.lemma, i
		}
		if head != 0 && at-i <= 6 {
			w.head = mix(head, uint64(min(at-i, 2)))
		}
	}
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// margin is how many empty words stand before and behind a sentence's own.
const margin = 3

func (w *word) read(t *extract.Token) {
	h := uint64(seed)
	n := 0
	for _, r := range t.Lower {
		if r >= '0' && r <= '9' {
			r = '0'
		}
		h = mix(h, uint64(r))
		if n < maxAffix {
			w.prefix[n] = h
		}
		n++
	}
	w.lower = h
	h = seed
	rest := t.Lower
	for k := 0; k < maxAffix && rest != ""; k++ {
		r, size := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-size]
		h = mix(h, uint64(r))
		w.suffix[k] = h
	}
	best := t.Best()
	w.lemma = hashText(t.Lemma())
	digit := t.Text[0] >= '0' && t.Text[0] <= '9'
	if digit {
		w.lemma = w.lower
	}
	w.numeral = digit || best.POS == extract.NUM
	w.ordinal = w.numeral && (strings.HasSuffix(t.Lower, "нші") || strings.HasSuffix(t.Lower, "ншы"))
	w.possessed = best.Possessor == 3
	w.shape = shape(t)
	attributive := uint64(0)
	if best.Attributive {
		attributive = 1
	}
	w.grammar = 16 + uint64(best.POS) | uint64(best.Case)<<8 | uint64(best.Possessor)<<12 | uint64(best.Form)<<16 | attributive<<20 | uint64(best.Number)<<22
	for i := range t.Analyses {
		if k := t.Analyses[i].Name; k != 0 {
			w.name |= 1 << k
		}
	}
	if len(t.Analyses) > 0 && best.Guessed {
		w.name |= 1 << 20
	}
	w.mark = t.Kind == extract.MarkToken
	if t.Kind == extract.NumberToken || t.Kind == extract.MixedToken {
		w.value = value(t.Text)
	}
}

// shape is the token's letters by kind, runs cut to two.
func shape(t *extract.Token) atom {
	h := uint64(seed)
	var last, run uint64
	for _, r := range t.Text {
		var k uint64
		switch {
		case unicode.IsUpper(r):
			k = 1
		case unicode.IsLetter(r):
			k = 2
		case unicode.IsDigit(r):
			k = 3
		default:
			k = uint64(r) + 16
		}
		if k == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = k, 1
		}
		h = mix(h, k)
	}
	return h
}

// value tells how many digits a figure begins with and whether it can be a year.
func value(s string) atom {
	n, v := 0, 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' && n < 9 {
		v = v*10 + int(s[n]-'0')
		n++
	}
	a := uint64(n + 1)
	switch {
	case n == 4 && v >= 1500 && v < 2100:
		a |= 1 << 8
	case n <= 2 && v >= 1 && v <= 31:
		a |= 2 << 8
	}
	if n < len(s) {
		a |= 1 << 12
	}
	return a
}

// place tells where in a mention a token is: alone, first, last, between.
func place(i, first, end int) uint64 {
	switch {
	case end-first == 1:
		return 1
	case i == first:
		return 2
	case i == end-1:
		return 3
	}
	return 4
}

func (x *reader) readMentions(d *extract.Doc, s extract.Sentence) {
	for i := s.First; i < s.End; i++ {
		for _, k := range d.MentionsAt(i) {
			m := &d.Mentions[k]
			if m.Recognizer == Name {
				continue
			}
			for j := i; j < min(m.End, s.End); j++ {
				w := &x.words[j-s.First+margin]
				at := mix(hashText(string(m.Type)), place(j, m.First, m.End))
				switch {
				case m.Type == "Date":
					w.dated = mix(w.dated, at)
				case m.Known != "":
					w.known = mix(w.known, mix(at, hashText(m.Kind)))
				case m.Type == "Person":
					w.person = mix(w.person, mix(at, hashText(m.Kind)))
				case m.Type == "Number":
				default:
					w.phrase = mix(w.phrase, at)
				}
			}
		}
	}
}

func (x *reader) readQuotes(d *extract.Doc, s extract.Sentence) {
	open := -1
	for i := s.First; i < s.End; i++ {
		t := &d.Tokens[i]
		if t.Kind != extract.MarkToken || !strings.ContainsAny(t.Text, `«»"“”„`) {
			continue
		}
		closing := t.Text == "»" || open >= 0 && t.Text != "«"
		if !closing {
			open = i
			continue
		}
		for j := open + 1; open >= 0 && j < i; j++ {
			length := uint64(min(i-open, 6))
			w := &x.words[j-s.First+margin]
			w.quoted = mix(mix(7, place(j, open+1, i)), length)
			w.before, w.after, w.after2 = x.words[open-s.First+margin-1].lemma, x.words[i-s.First+margin+1].lemma, x.words[i-s.First+margin+2].lemma
			w.far = place(j, open+1, i)
		}
		open = -1
	}
}

// features gathers the features of a word; each call is a template.
type features struct {
	out      []uint64
	template uint64
}

// none tells that a property is absent; a feature of absent ones alone tells
// nothing.
const none atom = 0

func (f *features) one(a atom) {
	f.template += seed
	if a != none {
		f.out = append(f.out, mix(f.template, a))
	}
}

func (f *features) two(a, b atom) {
	f.template += seed
	if a|b != none {
		f.out = append(f.out, mix(mix(f.template, a), b))
	}
}

func (f *features) three(a, b, c atom) {
	f.template += seed
	if a|b|c != none {
		f.out = append(f.out, mix(mix(mix(f.template, a), b), c))
	}
}

// features appends the features of word i, counted with the margin.
func (x *reader) features(out []uint64, i int) []uint64 {
	f := features{out: out}
	p2, p1, w, n1, n2 := &x.words[i-2], &x.words[i-1], &x.words[i], &x.words[i+1], &x.words[i+2]
	p3, n3 := &x.words[i-3], &x.words[i+3]
	f.one(w.lower)
	f.one(p1.lower)
	f.one(n1.lower)
	f.one(p2.lower)
	f.one(n2.lower)
	f.one(w.lemma)
	f.one(p1.lemma)
	f.one(n1.lemma)
	f.one(p2.lemma)
	f.one(n2.lemma)
	f.one(p3.lemma)
	f.one(n3.lemma)
	f.two(p1.lower, w.lower)
	f.two(w.lower, n1.lower)
	f.two(p1.lemma, w.lemma)
	f.two(w.lemma, n1.lemma)
	f.two(p1.lemma, n1.lemma)
	f.two(n1.lemma, n2.lemma)
	f.two(p1.lemma, p2.lemma)
	for k := range maxAffix {
		f.one(w.prefix[k])
		f.one(w.suffix[k])
	}
	for _, o := range [...]*word{p1, n1} {
		f.one(o.suffix[1])
		f.one(o.suffix[2])
		f.one(o.prefix[2])
		f.one(o.suffix[3])
		f.one(o.prefix[3])
	}
	f.two(w.suffix[2], w.shape)
	f.two(w.suffix[2], n1.suffix[2])
	f.two(p1.suffix[2], w.suffix[2])
	f.one(w.shape)
	f.one(p1.shape)
	f.one(n1.shape)
	f.two(p1.shape, w.shape)
	f.two(w.shape, n1.shape)
	f.three(p1.shape, w.shape, n1.shape)
	f.three(p2.shape, p1.shape, w.shape)
	f.three(w.shape, n1.shape, n2.shape)
	f.two(w.shape, p1.lemma)
	f.two(w.shape, n1.lemma)
	f.one(w.grammar)
	f.one(p1.grammar)
	f.one(n1.grammar)
	f.two(p1.grammar, w.grammar)
	f.two(w.grammar, n1.grammar)
	f.three(p1.grammar, w.grammar, n1.grammar)
	f.three(w.grammar, n1.grammar, n2.grammar)
	f.two(w.grammar, n1.lemma)
	f.two(w.grammar, w.shape)
	f.one(w.name)
	f.one(p1.name)
	f.one(n1.name)
	f.two(w.name, w.shape)
	f.two(p1.name, w.name)
	f.two(w.name, n1.name)
	f.one(w.known)
	f.one(p1.known)
	f.one(n1.known)
	f.two(w.known, w.grammar)
	f.two(w.known, n1.shape)
	f.two(w.known, n1.lemma)
	f.one(w.dated)
	f.one(p1.dated)
	f.one(n1.dated)
	f.two(w.dated, n1.lemma)
	f.two(w.dated, n1.dated)
	f.two(w.dated, w.lemma)
	f.one(w.phrase)
	f.one(p1.phrase)
	f.one(n1.phrase)
	f.two(w.phrase, w.shape)
	f.two(w.phrase, w.lemma)
	f.two(w.phrase, n1.phrase)
	f.one(w.person)
	f.one(p1.person)
	f.one(n1.person)
	f.two(w.person, w.shape)
	f.one(w.quoted)
	f.two(w.quoted, w.shape)
	f.two(w.quoted, p1.lemma)
	f.two(w.quoted, n1.lemma)
	f.one(w.value)
	f.two(w.value, n1.lemma)
	f.one(n1.value)
	f.one(p1.value)
	f.two(p1.value, w.lemma)
	f.three(w.known, w.phrase, w.person)
	f.one(w.far)
	f.two(w.after, w.far)
	f.two(w.before, w.far)
	f.two(w.after2, w.far)
	f.two(w.after, w.after2)
	f.three(w.after, w.before, w.far)
	f.two(w.after, w.lemma)
	f.two(w.before, w.lemma)
	f.one(w.head)
	f.two(w.head, w.shape)
	f.two(w.head, w.lemma)
	return f.out
}
