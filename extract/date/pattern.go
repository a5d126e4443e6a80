package date

import (
	"fmt"
	"slices"
	"strings"

	"claimgraph/extract"
)

// A pattern is written as
//
//	[before >] core [< after] [=> slot=value ...]
//
// where before and after are context that the mention does not hold. Items
// stand between blanks:
//
//	in|on        one of these words
//	<month>      a word of the class; its value fills the slot of that name
//	<day2=day>   the same, into another slot
//	<~month>     only as a common word: in lower case or at the sentence's start
//	<month:8>    only with this value
//	!to|<noun>   in context: anything but these, also nothing
//	$year        a part that the file defines
//	( a b | c )  a group with alternatives
//	?            at the end of an item or group: it may be missing
//
// A dash is <dash>, since texts use several.
type pattern struct {
	index         int // in the file; the earlier wins a tie
	before, after []*element
	set           []assignment
}

// An element is one item of a pattern without options or alternatives.
type element struct {
	key      string // as written
	words    []string
	class    classID
	mask     uint64 // of the classes of which an atom must have one; 0 if its mask does not tell
	slot     slot
	only     int
	hasOnly  bool
	common   bool
	negative []element
}

type assignment struct {
	slot  slot
	value int
}

// A node is a state of the automaton that all patterns of a file share: a tree
// in which patterns with the same beginning have the same path.
type node struct {
	edges   []edge
	accepts []*pattern
}

type edge struct {
	element element
	to      *node
}

// A grammar is what patterns are compiled with: patterns share most of their
// parts and items, and each is read once.
type grammar struct {
	x        *lexicon
	parts    map[string]string
	expanded map[string][][]*element // of each part
	elements map[string]*element     // of each item
}

func newGrammar(x *lexicon, parts map[string]string) *grammar {
	return &grammar{x, parts, map[string][][]*element{}, map[string]*element{}}
}

// compile builds the automaton.
func (g *grammar) compile(patterns []string) (*node, error) {
	root := &node{}
	for i, text := range patterns {
		if err := root.add(g, i, text); err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
	}
	return root, nil
}

func (root *node) add(g *grammar, index int, text string) error {
	body, assigned, _ := strings.Cut(text, "=>")
	set, err := assignments(assigned)
	if err != nil {
		return err
	}
	before, core, after := "", body, ""
	if b, c, ok := strings.Cut(core, " > "); ok {
		before, core = b, c
	}
	if c, a, ok := strings.Cut(core, " < "); ok {
		core, after = c, a
	}
	var flat [3][][]*element
	for i, s := range []string{before, core, after} {
		if flat[i], err = g.flatten(s); err != nil {
			return err
		}
	}
	for _, b := range flat[0] {
		for _, a := range flat[2] {
			p := &pattern{index: index, before: b, after: a, set: set}
			for _, c := range flat[1] {
				if len(c) == 0 {
					return fmt.Errorf("the pattern can be empty")
				}
				n := root
				for _, e := range c {
					if e.negative != nil {
						return fmt.Errorf("%s: only context can be negative", e.key)
					}
					n = n.child(e)
				}
				n.accepts = append(n.accepts, p)
			}
		}
	}
	return nil
}

// child returns the state after e, which it adds if it is not there.
func (n *node) child(e *element) *node {
	for i := range n.edges {
		if n.edges[i].element.key == e.key {
			return n.edges[i].to
		}
	}
	to := &node{}
	n.edges = append(n.edges, edge{*e, to})
	return to
}

func assignments(text string) ([]assignment, error) {
	var out []assignment
	for _, f := range strings.Fields(text) {
		name, value, _ := strings.Cut(f, "=")
		s, ok := slots[name]
		if !ok {
			return nil, fmt.Errorf("no slot %q", name)
		}
		v, err := classValue(value)
		if err != nil {
			return nil, err
		}
		out = append(out, assignment{s, v})
	}
	return out, nil
}

// flatten lists every sequence of elements that the text stands for.
func (g *grammar) flatten(text string) ([][]*element, error) {
	p := &parser{grammar: g, items: items(text)}
	seqs, err := p.alternatives(0)
	if err == nil && p.at < len(p.items) {
		err = fmt.Errorf("unexpected %q", p.items[p.at])
	}
	return seqs, err
}

// items cuts a text into its items and brackets.
func items(text string) []string {
	return strings.Fields(strings.ReplaceAll(brackets.Replace(text), ") ?", ")?"))
}

var brackets = strings.NewReplacer("(", " ( ", ")", " ) ")

type parser struct {
	*grammar
	items []string
	at    int
}

func (p *parser) alternatives(depth int) ([][]*element, error) {
	if depth > 8 {
		return nil, fmt.Errorf("parts nest too deep")
	}
	var all [][]*element
	for {
		seqs, err := p.sequence(depth)
		if err != nil {
			return nil, err
		}
		all = append(all, seqs...)
		if p.at == len(p.items) || p.items[p.at] != "|" {
			return all, nil
		}
		p.at++
	}
}

func (p *parser) sequence(depth int) ([][]*element, error) {
	seqs := [][]*element{nil}
	for p.at < len(p.items) {
		item := p.items[p.at]
		if item == "|" || item == ")" || item == ")?" {
			break
		}
		p.at++
		var options [][]*element
		var err error
		optional := false
		switch {
		case item == "(":
			options, err = p.alternatives(depth + 1)
			if err == nil && p.at == len(p.items) {
				err = fmt.Errorf("a group is not closed")
			}
			if err == nil {
				optional = p.items[p.at] == ")?"
				p.at++
			}
		case strings.HasPrefix(item, "$"):
			name := strings.TrimSuffix(item[1:], "?")
			optional = strings.HasSuffix(item, "?")
			options, err = p.part(name, depth+1)
		default:
			optional = len(item) > 1 && strings.HasSuffix(item, "?")
			options, err = p.item(strings.TrimSuffix(item, "?"))
		}
		if err != nil {
			return nil, err
		}
		if optional {
			options = append(slices.Clip(options), nil)
		}
		seqs = product(seqs, options)
		if len(seqs) > 20000 {
			return nil, fmt.Errorf("too many alternatives")
		}
	}
	return seqs, nil
}

// part returns what a named part stands for.
func (g *grammar) part(name string, depth int) ([][]*element, error) {
	if seqs, ok := g.expanded[name]; ok {
		return seqs, nil
	}
	text, ok := g.parts[name]
	if !ok {
		return nil, fmt.Errorf("no part %q", name)
	}
	p := &parser{grammar: g, items: items(text)}
	seqs, err := p.alternatives(depth)
	if err == nil {
		g.expanded[name] = seqs
	}
	return seqs, err
}

func product(left, right [][]*element) [][]*element {
	if len(left) == 1 && len(left[0]) == 0 {
		return right
	}
	out := make([][]*element, 0, len(left)*len(right))
	for _, l := range left {
		for _, r := range right {
			seq := make([]*element, 0, len(l)+len(r))
			out = append(out, append(append(seq, l...), r...))
		}
	}
	return out
}

// item reads words, a class, or several of them.
func (g *grammar) item(item string) ([][]*element, error) {
	if strings.HasPrefix(item, "!") || !strings.Contains(item, "<") {
		e, err := g.element(item)
		return [][]*element{{e}}, err
	}
	var options [][]*element
	for _, alt := range strings.Split(item, "|") {
		e, err := g.element(alt)
		if err != nil {
			return nil, err
		}
		options = append(options, []*element{e})
	}
	return options, nil
}

func (g *grammar) element(item string) (*element, error) {
	if e := g.elements[item]; e != nil {
		return e, nil
	}
	e, err := g.x.element(item)
	g.elements[item] = &e
	return &e, err
}

// element reads one item that is no alternative of classes.
func (x *lexicon) element(item string) (element, error) {
	if rest, ok := strings.CutPrefix(item, "!"); ok {
		e := element{key: item}
		words := ""
		for _, alt := range strings.Split(rest, "|") {
			if !strings.HasPrefix(alt, "<") {
				words += "|" + alt
				continue
			}
			n, err := x.element(alt)
			if err != nil {
				return e, err
			}
			e.negative = append(e.negative, n)
		}
		if words != "" {
			n, err := x.element(words[1:])
			if err != nil {
				return e, err
			}
			e.negative = append(e.negative, n)
		}
		return e, nil
	}
	if !strings.HasPrefix(item, "<") || !strings.HasSuffix(item, ">") {
		words := strings.Split(item, "|")
		for i, w := range words {
			words[i] = extract.FoldYo(w)
			x.addWord(words[i], sense{}) // so that it is known where atoms are cut
		}
		return element{key: item, words: words, mask: patternWord}, nil
	}
	e := element{key: item}
	name := item[1 : len(item)-1]
	slotName, class, ok := strings.Cut(name, "=")
	if !ok {
		class = name
	}
	class, e.common = strings.CutPrefix(class, "~")
	class, value, hasOnly := strings.Cut(class, ":")
	if hasOnly {
		v, err := classValue(value)
		if err != nil {
			return e, fmt.Errorf("%s: %w", item, err)
		}
		e.only, e.hasOnly = v, true
	}
	id, known := x.classes[class]
	if !known {
		return e, fmt.Errorf("no class %q", class)
	}
	if e.class = id; id >= firstListed {
		e.mask = 1 << id
	}
	if ok {
		if e.slot, known = slots[slotName]; !known {
			return e, fmt.Errorf("no slot %q", slotName)
		}
	} else {
		e.slot = slots[class]
	}
	return e, nil
}
