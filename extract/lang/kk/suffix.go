package kk

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"claimgraph/extract"
)

// A chain is a sequence of endings as it is spelt, with what it says and where
// it may stand.
type chain struct {
	after  environments     // stems that it may follow
	form   extract.Analysis // the features it adds; no lemma
	weight int16
	len    uint8 // letters
	case_  uint8 // letters at its end that spell case, -ғы included
	first  letter
	// lost is the letter that the stem lost before this chain: й or a narrow vowel.
	lost lost
	// declines is set for participles and verbal nouns, which take noun chains.
	declines bool
	// timeOnly is set for -ғы right after a stem: only nouns of time have it.
	timeOnly bool
	// adverb is set for -ша and -дай.
	adverb bool
}

type lost uint8

const (
	nothing lost = iota
	lostNarrow
	lostYot
)

// A trieDraft is a trie before it is in a table.
type trieDraft struct {
	next   [][letters]uint16
	chains [][]chain
}

func newTrie() *trieDraft {
	return &trieDraft{next: make([][letters]uint16, 1), chains: make([][]chain, 1)}
}

// add enters c under the spelling, joining it with a chain that differs in
// nothing but the environments.
func (t *trieDraft) add(spelt []letter, c chain) {
	node := uint16(0)
	for i := len(spelt) - 1; i >= 0; i-- {
		next := t.next[node][spelt[i]]
		if next == 0 {
			next = uint16(len(t.next))
			t.next = append(t.next, [letters]uint16{})
			t.chains = append(t.chains, nil)
			t.next[node][spelt[i]] = next
		}
		node = next
	}
	for i := range t.chains[node] {
		d := &t.chains[node][i]
		same := c
		same.after = d.after
		if same == *d {
			d.after |= c.after
			return
		}
	}
	t.chains[node] = append(t.chains[node], c)
}

// A suffixRule is one line of suffixes.txt.
type suffixRule struct {
	pattern  []rune
	features []string
	weight   int
	to       string
}

// A grammar is suffixes.txt by the state that each rule starts from.
type grammar map[string][]suffixRule

func readGrammar(text string) (grammar, error) {
	g := grammar{}
	scan := bufio.NewScanner(strings.NewReader(text))
	for line := 1; scan.Scan(); line++ {
		fields := strings.Fields(scan.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) != 5 {
			return nil, fmt.Errorf("suffixes.txt:%d: want 5 columns, got %d", line, len(fields))
		}
		weight, err := strconv.Atoi(fields[3])
		if err != nil {
			return nil, fmt.Errorf("suffixes.txt:%d: weight %q is no number", line, fields[3])
		}
		r := suffixRule{weight: weight, to: fields[4]}
		if fields[1] != "0" {
			r.pattern = []rune(fields[1])
		}
		if fields[2] != "-" {
			r.features = strings.Split(fields[2], ",")
		}
		var a extract.Analysis
		var c chain
		for _, f := range r.features {
			if !setFeature(&a, f) && !setFlag(&c, f) {
				return nil, fmt.Errorf("suffixes.txt:%d: unknown feature %q", line, f)
			}
		}
		g[fields[0]] = append(g[fields[0]], r)
	}
	return g, nil
}

// setFeature sets the feature that the name stands for in the word lists.
func setFeature(a *extract.Analysis, name string) bool {
	switch name {
	case "nom":
		a.Case = extract.Nom
	case "gen":
		a.Case = extract.Gen
	case "dat":
		a.Case = extract.Dat
	case "acc":
		a.Case = extract.Acc
	case "loc":
		a.Case = extract.Loc
	case "abl":
		a.Case = extract.Abl
	case "ins":
		a.Case = extract.Ins
	case "plur":
		a.Number = extract.Plur
	case "poss1":
		a.Possessor = 1
	case "poss2":
		a.Possessor = 2
	case "poss3":
		a.Possessor = 3
	case "p1":
		a.Person = 1
	case "p2":
		a.Person = 2
	case "p3":
		a.Person = 3
	case "past":
		a.Tense = extract.Past
	case "pres":
		a.Tense = extract.Pres
	case "fut":
		a.Tense = extract.Fut
	case "fin":
		a.Form = extract.Fin
	case "part":
		a.Form = extract.Part
	case "conv":
		a.Form = extract.Conv
	case "vn":
		a.Form = extract.Vnoun
	case "neg":
		a.Negative = true
	case "attr":
		a.Attributive = true
	case "cond", "imp", "own":
		// said by no feature of an analysis
	default:
		return false
	}
	return true
}

func setFlag(c *chain, name string) bool {
	switch name {
	case "time":
		c.timeOnly = true
	case "sim", "equ":
		c.adverb = true
	default:
		return false
	}
	return true
}

// A speller walks the grammar and spells every chain for one environment.
type speller struct {
	grammar grammar
	trie    *trieDraft
	class   class // of the stem
	front   bool
}

// compile spells all chains that start from the state.
func compile(g grammar, from string) *trieDraft {
	t := newTrie()
	for c := class(0); c < classes; c++ {
		for _, front := range []bool{false, true} {
			s := speller{g, t, c, front}
			s.walk(from, nil, chain{after: environmentsOf(c, harmonyBit(front))})
		}
	}
	return t
}

func harmonyBit(isFront bool) uint8 {
	if isFront {
		return front
	}
	return back
}

// walk spells every way on from the state, after the letters spelt so far.
func (s *speller) walk(state string, spelt []letter, c chain) {
	if state == "=noun" {
		c.declines = true
		s.enter(spelt, c)
		return
	}
	if strings.ToUpper(state) != state && state != "noun" && state != "verb" {
		if state == "finite" {
			c.form.Form = extract.Fin
		}
		s.enter(spelt, c)
	}
	for _, r := range s.grammar[state] {
		next := c
		out := s.spell(append([]letter(nil), spelt...), r.pattern, &next)
		for _, f := range r.features {
			if setFeature(&next.form, f); f == "dat" || f == "gen" || f == "acc" || f == "loc" || f == "abl" || f == "ins" || f == "attr" {
				next.case_ += uint8(len(out) - len(spelt))
			}
			setFlag(&next, f)
		}
		next.weight += int16(r.weight)
		s.walk(r.to, out, next)
	}
}

func (s *speller) enter(spelt []letter, c chain) {
	c.len = uint8(len(spelt))
	if len(spelt) > 0 {
		c.first = spelt[0]
	}
	s.trie.add(spelt, c)
}

// classAfter returns the class of the last letter so far.
func (s *speller) classAfter(spelt []letter) class {
	if len(spelt) > 0 {
		return classOf[spelt[len(spelt)-1]]
	}
	return s.class
}

// spell adds the pattern's letters to spelt, as suffixes.txt explains.
func (s *speller) spell(spelt []letter, pattern []rune, c *chain) []letter {
	for i := 0; i < len(pattern); i++ {
		r := pattern[i]
		after := s.classAfter(spelt)
		if r == '(' || r == '<' {
			i++
			if opens := after == vowel || after == narrow; opens == (r == '<') {
				spelt = s.put(spelt, pattern[i], after, c)
			}
			i++ // the closing bracket
			continue
		}
		spelt = s.put(spelt, r, after, c)
	}
	return spelt
}

// put adds the letter that the sign r stands for after a letter of the class.
func (s *speller) put(spelt []letter, r rune, after class, c *chain) []letter {
	isDeaf := after >= voiceable
	isOpen := after == vowel || after == narrow
	pick := func(open, voiced, deaf rune) rune {
		switch {
		case isDeaf:
			return deaf
		case isOpen:
			return open
		}
		return voiced
	}
	switch r {
	case 'A':
		r = s.melt(spelt, after, c)
	case 'I':
		r = s.either('ы', 'і')
	case 'G':
		r = s.either('ғ', 'г')
		if isDeaf {
			r = s.either('қ', 'к')
		}
	case 'K':
		r = s.either('қ', 'к')
	case 'L':
		if r = pick('л', 'л', 'т'); after == lateral || after == nasal || after == buzz {
			r = 'д'
		}
	case 'N':
		if r = pick('н', 'д', 'т'); after == nasal {
			r = 'н'
		}
	case 'C':
		r = pick('н', 'д', 'т')
	case 'D':
		r = pick('д', 'д', 'т')
	case 'B':
		if r = pick('д', 'д', 'т'); after == nasal {
			r = 'н'
		}
	case 'M':
		if r = pick('м', 'м', 'п'); after == buzz {
			r = 'б'
		}
	case 'H':
		if r = pick('м', 'м', 'п'); after == nasal || after == buzz {
			r = 'б'
		}
	case 'Q':
		r = s.converb(spelt, after, c)
	case 'U':
		r = s.verbalNoun(spelt, after, c)
	}
	return append(spelt, letterOf[r])
}

func (s *speller) either(backVowel, frontVowel rune) rune {
	if s.front {
		return frontVowel
	}
	return backVowel
}

// melt returns а or е, or я for й and а together.
func (s *speller) melt(spelt []letter, after class, c *chain) rune {
	if s.front || after != yot && after != glideI {
		return s.either('а', 'е')
	}
	if after == yot && len(spelt) == 0 {
		c.lost = lostYot
	}
	return 'я'
}

func (s *speller) converb(spelt []letter, after class, c *chain) rune {
	switch after {
	case vowel:
		return 'й'
	case narrow:
		if len(spelt) == 0 {
			c.lost = lostNarrow
		}
		return 'и'
	}
	return s.melt(spelt, after, c)
}

func (s *speller) verbalNoun(spelt []letter, after class, c *chain) rune {
	switch {
	case after == narrow && len(spelt) == 0:
		c.lost = lostNarrow
	case after == yot && len(spelt) == 0:
		c.lost = lostYot
		return 'ю'
	case after == glideI:
		return 'ю'
	}
	return 'у'
}
