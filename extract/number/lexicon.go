package number

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/wordlist"
	"claimgraph/schema"
)

//go:embed lang/*.yaml
var files embed.FS

// Data returns the words of all languages, lang/<tag>.yaml.
func Data() fs.FS { return files }

// A file is a language's words as they are written in lang/*.yaml. Values of
// maps are forms; "мың+n1" stands for the stem with each of the endings n1.
type file struct {
	Language string              `yaml:"language"`
	Endings  map[string][]string `yaml:"endings"`
	// Decimal is the sign before decimals. Grouped tells that thousands are
	// parted by blanks.
	Decimal string `yaml:"decimal"`
	Grouped bool   `yaml:"grouped"`
	// Cardinals are words by value, Hundred multiplies what is before it, Scales
	// are words by the power of ten that they stand for.
	Cardinals map[string][]string `yaml:"cardinals"`
	Hundred   []string            `yaml:"hundred"`
	Scales    map[string][]string `yaml:"scales"`
	// Glued lists the scales that stand right behind figures: 4.2m. Those of one
	// letter are none as words of their own.
	Glued []string `yaml:"glued"`
	// Indefinite lists words before a scale that do not say how many of it.
	Indefinite []string `yaml:"indefinite"`
	// Through stands between the ends of a range, Joining also between others.
	Through []string `yaml:"through"`
	Joining []string `yaml:"joining"`
	// Alone lists scales that are one of them if no number stands before.
	Alone []string `yaml:"alone"`
	// Article stands for one before a scale; And joins hundreds and less.
	Article []string `yaml:"article"`
	And     []string `yaml:"and"`
	// Dozen are words like "dozen" by value; they multiply what is before.
	Dozen map[string][]string `yaml:"dozen"`
	// Doubtful lists words that are numbers only if a unit or scale follows.
	Doubtful []string `yaml:"doubtful"`
	// Fixed are other words by value; PlusHalf adds a half to what is before.
	Fixed    map[string][]string `yaml:"fixed"`
	PlusHalf []string            `yaml:"plus_half"`
	// Fractions are phrases by value. They count if one of the words Of or a
	// word in the genitive follows, or at once with FractionsAlone.
	Fractions      map[string][]string `yaml:"fractions"`
	FractionsAlone bool                `yaml:"fractions_alone"`
	Of             []string            `yaml:"of"`
	// Ordinals make an ordinal of the tens and hundreds before them.
	Ordinals []string `yaml:"ordinals"`
	// Suffixes are what figures have behind a hyphen as cardinals: "740-қа".
	Suffixes []string `yaml:"suffixes"`
	Minus    []string `yaml:"minus"`
	// Bounds are phrases by about, more or less; those Behind follow the number.
	Bounds map[string][]string `yaml:"bounds"`
	Behind []string            `yaml:"behind"`
	// Labels stand before figures that name a thing: "№ 5".
	Labels []string `yaml:"labels"`
	Units  []unit   `yaml:"units"`
	// Compounds are units by the word behind figures and a hyphen, a star for
	// any ending: "44-летний", "a 30-year-old".
	Compounds map[string]string `yaml:"compounds"`
}

// A unit is what is counted. After "fraction" it only follows a fraction.
type unit struct {
	Kind  string   `yaml:"kind"`
	Name  string   `yaml:"name"`
	Words []string `yaml:"words"`
	After string   `yaml:"after"`
}

// A lexicon is a language's words made ready for reading.
type lexicon struct {
	decimal        string
	grouped        bool
	teens          bool // 11 to 19 are words of their own
	fractionsAlone bool
	cardinals      map[string]int64
	hundred        map[string]bool
	scales         map[string]int
	glued          map[string]int
	dozens         map[string]int64
	alone          map[string]bool
	indefinite     map[string]bool
	through        map[string]bool
	joining        map[string]bool
	article        map[string]bool
	and            map[string]bool
	doubtful       map[string]bool
	of             map[string]bool
	ordinals       map[string]bool
	suffixes       map[string]bool
	minus          map[string]bool
	labels         map[string]bool
	behind         map[string]bool
	fixed          map[string]string
	plusHalf       phrases[struct{}]
	fractions      phrases[string]
	bounds         phrases[string] // by their last word
	units          phrases[*unit]
	compounds      []compound
	kinds          map[string]string // of units by name
	starts         map[string]bool   // words that a number can begin with
}

// A compound is a unit by the part of a word behind a hyphen; open tells that
// the part may go on behind the stem.
type compound struct {
	stem, unit string
	open       bool
}

// phrases finds the longest of some phrases that begins at a token.
type phrases[T any] map[string][]phrase[T]

type phrase[T any] struct {
	words []string
	value T
}

// add lists a phrase under its first word, the longest first.
func (p phrases[T]) add(text string, value T) {
	words := strings.Fields(extract.FoldYo(text))
	list := append(p[words[0]], phrase[T]{words, value})
	slices.SortStableFunc(list, func(a, b phrase[T]) int { return len(b.words) - len(a.words) })
	p[words[0]] = list
}

var lexicons = wordlist.New(files, load)

// lexiconOf returns the words of a language, nil if there are none.
func lexiconOf(language string) *lexicon { return lexicons.Of(language) }

// load reads a language's file.
func load(data []byte) (*lexicon, error) {
	var f file
	if err := wordlist.Decode(data, &f); err != nil {
		return nil, err
	}
	if f.Decimal != "," && f.Decimal != "." {
		return nil, fmt.Errorf("decimal: %q is neither comma nor point", f.Decimal)
	}
	x := &lexicon{
		decimal: f.Decimal, grouped: f.Grouped, fractionsAlone: f.FractionsAlone,
		plusHalf: phrases[struct{}]{}, fractions: phrases[string]{}, bounds: phrases[string]{}, units: phrases[*unit]{},
		cardinals: map[string]int64{}, dozens: map[string]int64{}, scales: map[string]int{}, glued: map[string]int{}, fixed: map[string]string{},
	}
	for _, step := range []func(*file) error{x.addSets, x.addWords, x.addScales, x.addPhrases, x.addUnits} {
		if err := step(&f); err != nil {
			return nil, err
		}
	}
	x.addStarts()
	return x, nil
}

// addStarts lists the words that a number can begin with.
func (x *lexicon) addStarts() {
	x.starts = map[string]bool{"-": true, "−": true, "–": true}
	for _, words := range []map[string]bool{x.hundred, x.alone, x.article, x.minus} {
		for w := range words {
			x.starts[w] = true
		}
	}
	for w := range x.cardinals {
		x.starts[w] = true
	}
	for w := range x.fixed {
		x.starts[w] = true
	}
	for w := range x.fractions {
		x.starts[w] = true
	}
	for w := range vulgar {
		x.starts[w] = true
	}
}

// begins reports whether a number can begin with the token: most tokens are
// passed over at the price of one look.
func (x *lexicon) begins(t *extract.Token) bool {
	if t.Lower == "" {
		return false
	}
	if c := t.Lower[0]; c >= '0' && c <= '9' {
		return true
	}
	w := extract.FoldYo(t.Lower)
	if x.starts[w] {
		return true
	}
	left, _, ok := strings.Cut(w, "-")
	return ok && x.starts[left]
}

// expand returns the forms that a list of them stands for, folded.
func (f *file) expand(forms []string) ([]string, error) {
	var out []string
	for _, form := range forms {
		stem, ending, ok := strings.Cut(form, "+")
		if !ok {
			out = append(out, extract.FoldYo(form))
			continue
		}
		list, known := f.Endings[ending]
		if !known {
			return nil, fmt.Errorf("form %q: no endings %q", form, ending)
		}
		for _, e := range list {
			out = append(out, extract.FoldYo(stem+e))
		}
	}
	return out, nil
}

func (x *lexicon) addSets(f *file) error {
	for _, s := range []struct {
		to   *map[string]bool
		from []string
	}{
		{&x.hundred, f.Hundred}, {&x.alone, f.Alone}, {&x.indefinite, f.Indefinite}, {&x.through, f.Through}, {&x.joining, f.Joining}, {&x.article, f.Article}, {&x.and, f.And}, {&x.doubtful, f.Doubtful}, {&x.of, f.Of},
		{&x.ordinals, f.Ordinals}, {&x.suffixes, f.Suffixes}, {&x.minus, f.Minus}, {&x.labels, f.Labels}, {&x.behind, f.Behind},
	} {
		forms, err := f.expand(s.from)
		if err != nil {
			return err
		}
		*s.to = map[string]bool{}
		for _, w := range forms {
			(*s.to)[w] = true
		}
	}
	return nil
}

// addWords lists the words that have a value.
func (x *lexicon) addWords(f *file) error {
	for _, s := range []struct {
		name string
		to   map[string]int64
		from map[string][]string
	}{{"cardinals", x.cardinals, f.Cardinals}, {"dozen", x.dozens, f.Dozen}} {
		for _, key := range slices.Sorted(maps.Keys(s.from)) {
			v, err := strconv.ParseInt(key, 10, 64)
			if err != nil || v < 0 || v > 999 {
				return fmt.Errorf("%s: %q is no number from 0 to 999", s.name, key)
			}
			forms, err := f.expand(s.from[key])
			if err != nil {
				return err
			}
			for _, w := range forms {
				s.to[w] = v
			}
		}
	}
	_, x.teens = f.Cardinals["11"]
	for _, key := range slices.Sorted(maps.Keys(f.Fixed)) {
		if !schema.IsCanonicalNumber(key) {
			return fmt.Errorf("fixed: %q is no decimal in canonical form", key)
		}
		forms, err := f.expand(f.Fixed[key])
		if err != nil {
			return err
		}
		for _, w := range forms {
			x.fixed[w] = key
		}
	}
	return nil
}

func (x *lexicon) addScales(f *file) error {
	for _, key := range slices.Sorted(maps.Keys(f.Scales)) {
		n, err := strconv.Atoi(key)
		if err != nil || n < 3 || n > 15 {
			return fmt.Errorf("scales: %q is no power of ten from 3 to 15", key)
		}
		forms, err := f.expand(f.Scales[key])
		if err != nil {
			return err
		}
		for _, w := range forms {
			x.scales[w] = n
		}
	}
	for _, w := range f.Glued {
		n, ok := x.scales[w]
		if !ok {
			return fmt.Errorf("glued: %q is no scale", w)
		}
		if x.glued[w] = n; len(w) == 1 {
			delete(x.scales, w)
		}
	}
	return nil
}

func (x *lexicon) addPhrases(f *file) error {
	for _, p := range f.PlusHalf {
		x.plusHalf.add(p, struct{}{})
	}
	for _, key := range slices.Sorted(maps.Keys(f.Fractions)) {
		if !schema.IsCanonicalNumber(key) {
			return fmt.Errorf("fractions: %q is no decimal in canonical form", key)
		}
		forms, err := f.expand(f.Fractions[key])
		if err != nil {
			return err
		}
		for _, p := range forms {
			x.fractions.add(p, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.Bounds)) {
		if key != About && key != More && key != Less {
			return fmt.Errorf("bounds: %q is not %s, %s or %s", key, About, More, Less)
		}
		for _, p := range f.Bounds[key] {
			words := strings.Fields(p)
			slices.Reverse(words) // they are looked for from the number back
			x.bounds.add(strings.Join(words, " "), key)
		}
	}
	return nil
}

// kindsOfUnits are the kinds that a unit can have.
var kindsOfUnits = []string{Percent, Points, Money, Measure, Duration, Times}

func (x *lexicon) addUnits(f *file) error {
	x.kinds = map[string]string{}
	for i := range f.Units {
		u := &f.Units[i]
		if !slices.Contains(kindsOfUnits, u.Kind) || u.Name == "" || u.After != "" && u.After != "fraction" {
			return fmt.Errorf("units: %q of the kind %q after %q is none", u.Name, u.Kind, u.After)
		}
		x.kinds[u.Name] = u.Kind
		forms, err := f.expand(u.Words)
		if err != nil {
			return err
		}
		for _, w := range forms {
			x.units.add(w, u)
		}
	}
	for _, stem := range slices.Sorted(maps.Keys(f.Compounds)) {
		name := f.Compounds[stem]
		if _, ok := x.kinds[name]; !ok && name != "" {
			return fmt.Errorf("compounds: %s: no unit %q", stem, name)
		}
		bare, open := strings.CutSuffix(stem, "*")
		x.compounds = append(x.compounds, compound{bare, name, open})
	}
	return nil
}
