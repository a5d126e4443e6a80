// Package rule reads rule packs and matches them against analysed documents.
//
// A pack is a YAML file of one language and topic; beside it lies a txtar
// corpus with the sentences that define it. [Load] compiles packs strictly:
// what it refuses, it names by file and line. [Set.Extractors] makes them
// extractors: an analysed [extract.Doc] goes in, claims come out.
package rule

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"claimgraph/extract"
)

// A packFile is the YAML form of a pack.
type packFile struct {
	Language string            `yaml:"language"`
	Doc      string            `yaml:"doc"`
	Words    map[string]words  `yaml:"words"`
	Patterns map[string][]step `yaml:"patterns"`
	Rules    []ruleFile        `yaml:"rules"`

	// The rest belongs in one pack of the language, language.yaml: the words
	// that the matcher itself needs.
	Conjunctions words `yaml:"conjunctions"` // join the items of a list
	Articles     words `yaml:"articles"`     // may stand before a mention
	ClauseWords  words `yaml:"clause_words"` // open a clause after a comma
	// InsertedVerbs are the verbs of clauses that stand between commas inside another:
	// "the round, the minister added, will be held".
	InsertedVerbs words `yaml:"inserted_verbs"`
	Idle          words `yaml:"idle"`        // say nothing of what a noun names: new
	Possessives   words `yaml:"possessives"` // the marks between an owner and what is owned
	// Origins stand between a person's name and the country or body whose he is: "of".
	Origins words `yaml:"origins"`
	// Prepositions may bring a phrase that belongs to what a noun names, "поправки в
	// закон": a name with it is another name of the same.
	Prepositions words `yaml:"prepositions"`
	// NamesAgree tells that every word of a personal name is in the case of the whole.
	NamesAgree bool `yaml:"names_agree"`
	// Participles are the verbs whose active participle opens a clause after a comma:
	// what they have for objects is nothing of the sentence's own verb.
	Participles words          `yaml:"participles"`
	Standing    []standingFile `yaml:"standing"`
}

type ruleFile struct {
	Name  string `yaml:"name"`
	Doc   string `yaml:"doc"`
	Claim string `yaml:"claim"`
	// Scope is where the match may run: "sentence" (default) or "block".
	Scope string   `yaml:"scope"`
	Match []step   `yaml:"match"`
	Args  []finder `yaml:"args"`
	// Under are patterns of which one must be found in the sentence above the list
	// that the match is an item of: "Прежние раунды:".
	Under [][]step `yaml:"under"`
	// Unless are patterns that must not be found in the sentence of the match.
	Unless [][]step `yaml:"unless"`
	// Set gives arguments a constant value, such as kind: approved.
	Set map[string]string `yaml:"set"`
	// Modality is asserted where it is absent and no standing says otherwise.
	Modality string `yaml:"modality"`
	// Standing renames what the standing of the trigger gives as status:
	// {occurred: signed}. "none" leaves the status away.
	Standing map[string]string `yaml:"standing"`
	// Require names arguments without which there is no claim, besides those
	// that the schema requires; "a|b" wants one of them.
	Require words `yaml:"require"`
	// Once tells that of the matches with one trigger the first alone counts: a
	// verb has one subject.
	Once bool `yaml:"once"`
	// Beside tells that what the rule finds counts only in an article of which
	// other rules tell something, and only of a number of which none of them or of
	// those before it does: a figure is worth keeping beside people and events.
	Beside bool `yaml:"beside"`
	// Least is how many values an argument must have at least: {participant: 2}.
	Least map[string]int `yaml:"least"`
}

// A standingFile tells what a verb's surroundings say of its claim: that it is
// planned, denied, merely possible. The step marked trigger is the verb.
type standingFile struct {
	Name     string `yaml:"name"`
	Match    []step `yaml:"match"`
	Status   string `yaml:"status"`
	Modality string `yaml:"modality"`
}

// A step matches a token, a mention, or steers the match. Its conditions must
// all hold, those on a word in one and the same analysis.
type step struct {
	test `yaml:",inline"`

	As       string   `yaml:"as"`        // the argument that it fills
	Value    string   `yaml:"value"`     // with this value instead of the words
	Bare     bool     `yaml:"bare"`      // with as: the noun with its modifiers, without its complements
	Whole    bool     `yaml:"whole"`     // with as: the clause that the noun stands in is another name of it
	List     bool     `yaml:"list"`      // a mention and those coordinated with it
	Prev     *test    `yaml:"prev"`      // of a mention: the token before it, its title included
	Trigger  bool     `yaml:"trigger"`   // the word whose standing is the claim's
	Gap      *int     `yaml:"gap"`       // up to so many tokens of any kind; with as, these words
	Until    tests    `yaml:"until"`     // with gap: tokens that it may not pass: a test, or several of which one is enough
	Clause   bool     `yaml:"clause"`    // with gap: it stays in the clause that it starts in
	Ends     *test    `yaml:"ends"`      // with gap: what its last token is
	Any      [][]step `yaml:"any"`       // one of several patterns
	Optional []step   `yaml:"optional"`  // a pattern or nothing
	Not      []step   `yaml:"not"`       // what must not follow; takes no token
	Use      string   `yaml:"use"`       // a named pattern
	Quote    bool     `yaml:"quotation"` // a stretch of direct speech to its end
	Rest     bool     `yaml:"rest"`      // the rest of the sentence without its final mark
	Start    bool     `yaml:"start"`     // the start of the sentence; takes no token
	End      bool     `yaml:"end"`       // the end of the sentence, its final mark aside
}

// A test is the conditions on one token or mention.
type test struct {
	Word     words `yaml:"word"`  // lower-case text
	Lemma    words `yaml:"lemma"` // of any analysis
	POS      words `yaml:"pos"`
	Case     words `yaml:"case"`
	Number   words `yaml:"number"`
	Tense    words `yaml:"tense"`
	Form     words `yaml:"form"`
	Voice    words `yaml:"voice"`
	Person   words `yaml:"person"`
	Negative *bool `yaml:"negative"`
	Animate  *bool `yaml:"animate"` // a word for people: what kind of noun the analysis says
	Capital  *bool `yaml:"capital"`
	Loose    bool  `yaml:"loose"`    // the word is no part of the name of a person, body or place
	Mention  words `yaml:"mention"`  // entity types
	Kind     words `yaml:"kind"`     // of the mention
	Known    words `yaml:"known"`    // gazetteer keys
	Untitled bool  `yaml:"untitled"` // a Person without the title before or after it; where names agree, in the case of the role that the steps before fill
	Inner    bool  `yaml:"inner"`    // also what stands inside a role: министр Казахстана
	// AtLeast is the least that a Number must be.
	AtLeast float64 `yaml:"at_least"`
	Except  *test   `yaml:"except"`
}

// tests is one test or a list of them.
type tests []test

func (t *tests) UnmarshalYAML(n *yaml.Node) error {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, item := range items {
		// The keys are checked here: a decoder that is strict is not so below.
		if err := knownKeys(item); err != nil {
			return err
		}
		var one test
		if err := item.Decode(&one); err != nil {
			return err
		}
		*t = append(*t, one)
	}
	return nil
}

// knownKeys reports a key of a test that no test has.
func knownKeys(n *yaml.Node) error {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		nested, known := testKeys()[key.Value]
		if !known {
			return &yaml.TypeError{Errors: []string{fmt.Sprintf("line %d: field %s not found in type rule.test", key.Line, key.Value)}}
		}
		if nested {
			if err := knownKeys(n.Content[i+1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// testKeys are the keys of a test, true where the value is a test again.
var testKeys = sync.OnceValue(func() map[string]bool {
	keys := map[string]bool{}
	typ := reflect.TypeFor[test]()
	for i := range typ.NumField() {
		f := typ.Field(i)
		keys[f.Tag.Get("yaml")] = f.Type == reflect.PointerTo(typ)
	}
	return keys
})

// A finder looks for a mention around a match, in any order, the nearest first.
type finder struct {
	test `yaml:",inline"`

	As    string `yaml:"as"`
	Value string `yaml:"value"`
	// Scope is "previous" (the first in the sentence before, of its block), or
	// "clause" (default), "sentence", "before" or "after" (the match,
	// in its clause), "block" (the sentences before it in the block too), "near"
	// (what stands before the match, back to two sentences, of other blocks too),
	// "head" (what stands right before the relative clause of the match; Next is then
	// the word that opens that clause), "dateline" (that of the article), or
	// "items" (the first in each item of the list that follows the match's block).
	Scope string `yaml:"scope"`
	Prev  *test  `yaml:"prev"` // the token before the mention, its title included
	Next  *test  `yaml:"next"` // the token after it
	List  bool   `yaml:"list"` // and those coordinated with it
	Many  bool   `yaml:"many"` // all that are found, not the nearest alone
	// Shared lets it be a mention that fills another argument already: who
	// appoints its own director.
	Shared bool `yaml:"shared"`
}

// words is a scalar or a list of scalars; "$name" stands for a list of the pack.
type words []string

func (w *words) UnmarshalYAML(n *yaml.Node) error {
	switch n.Kind {
	case yaml.ScalarNode:
		*w = words{n.Value}
		return nil
	case yaml.SequenceNode:
		var list []string
		if err := n.Decode(&list); err != nil {
			return err
		}
		*w = list
		return nil
	}
	return fmt.Errorf("line %d: want a word or a list of words", n.Line)
}

// The features by their names in Universal Dependencies.
var (
	posNames    = features[extract.POS]()
	caseNames   = features[extract.Case]()
	numberNames = features[extract.Number]()
	tenseNames  = features[extract.Tense]()
	formNames   = features[extract.VerbForm]()
	voiceNames  = features[extract.Voice]()
	personNames = map[string]uint8{"1": 1, "2": 2, "3": 3}
)

// feature is a feature of a word, numbered from 1.
type feature interface {
	~uint8
	fmt.Stringer
}

func features[T feature]() map[string]T {
	names := map[string]T{}
	for f := T(1); f.String() != ""; f++ {
		names[f.String()] = f
	}
	return names
}

// featureSet returns the named features, a bit each; the condition stands at
// the field of the node at.
func featureSet[T ~uint8](c *compiler, at []any, field string, w words, names map[string]T) uint32 {
	if w != nil && len(w) == 0 {
		c.errorf(append(at, field), "an empty list")
	}
	var set uint32
	for _, name := range w {
		f, ok := names[name]
		if !ok {
			c.errorf(append(at, field), "unknown %s %q, want one of %s", field, name, strings.Join(slices.Sorted(maps.Keys(names)), " "))
		}
		set |= 1 << f
	}
	return set
}
