package ask

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

//go:embed words.yaml
var wordsFile []byte

// vocabulary is the form of words.yaml.
type vocabulary struct {
	Ordinals      map[int][]string              `yaml:"ordinals"`
	Named         []schema.ClaimType            `yaml:"named"`
	FigureEndings []string                      `yaml:"figure_endings"`
	Types         map[schema.ClaimType][]string `yaml:"types"`
	Empty         []string                      `yaml:"empty"`
	Languages     map[string]speech             `yaml:"languages"`
}

// speech is how answers are worded in one language.
type speech struct {
	And    string            `yaml:"and"`
	Dates  map[string]string `yaml:"dates"`
	Months []string          `yaml:"months"`
	// Unnumbered is said of an event that was asked for by an ordinal that its
	// article does not tell.
	Unnumbered string `yaml:"unnumbered"`
	// Unsure is said of what nobody knows to have been so in the view.
	Unsure   map[string]string `yaml:"unsure"`
	MonthsOf []string          `yaml:"months_of"` // in a date with its day; Months if absent
}

// words is the vocabulary; a test reads the file strictly, so it is well formed.
var words = func() (v vocabulary) {
	if err := yaml.Unmarshal(wordsFile, &v); err != nil {
		panic("ask: words.yaml: " + err.Error())
	}
	return v
}()

// A wanted is what the words of a parameter ask for.
type wanted struct {
	ordinal int                // 0 if none is named
	types   []schema.ClaimType // of events, if a word names them
	typed   []string           // the words that name types
	rest    []string           // all other words, folded
	known   []name.Named       // the known names among them, once know has taken them out
}

// know takes the known names out of the other words.
func (w *wanted) know(known []name.Named) {
	for _, k := range known {
		words := slices.DeleteFunc(slices.Clone(k.Words), func(word string) bool { return slices.Contains(words.Empty, fold(word)) })
		at := func(word string) int { return slices.Index(w.rest, fold(word)) }
		if len(words) == 0 || slices.ContainsFunc(words, func(word string) bool { return at(word) < 0 }) {
			continue // it is a kind of event, or has been cut otherwise
		}
		for _, word := range words {
			w.rest = slices.Delete(w.rest, at(word), at(word)+1)
		}
		w.known = append(w.known, name.Named{Key: k.Key, Words: words})
	}
}

// read takes the words of a parameter apart.
func read(text string) wanted {
	var w wanted
	tokens := strings.FieldsFunc(fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.'
	})
	for i := 0; i < len(tokens); i++ {
		token := strings.Trim(tokens[i], "-.")
		if token == "" || slices.Contains(words.Empty, token) {
			continue
		}
		pair := ""
		if i+1 < len(tokens) {
			pair = token + " " + tokens[i+1]
		}
		if n := ordinalWord(pair); n > 0 && w.ordinal == 0 {
			w.ordinal = n
			i++
		} else if n := ordinalOf(token); n > 0 && w.ordinal == 0 {
			w.ordinal = n
		} else if types := typesOf(token); types != nil {
			w.addTypes(types)
			w.typed = append(w.typed, token)
		} else {
			w.rest = append(w.rest, token)
		}
	}
	return w
}

// addTypes narrows the types to those that every type word names, unless none
// is left: "round of talks" is a round, "meeting" a meeting or a session.
func (w *wanted) addTypes(types []schema.ClaimType) {
	both := slices.DeleteFunc(slices.Clone(w.types), func(t schema.ClaimType) bool { return !slices.Contains(types, t) })
	switch {
	case w.types == nil:
		w.types = types
	case len(both) > 0:
		w.types = both
	}
}

func ordinalOf(token string) int {
	figures := strings.TrimRightFunc(token, func(r rune) bool { return !unicode.IsDigit(r) })
	if n, err := strconv.Atoi(figures); err == nil && n > 0 && n < 1000 {
		ending := strings.TrimLeft(token[len(figures):], "-")
		if ending == "" || slices.Contains(words.FigureEndings, ending) {
			return n
		}
	}
	return ordinalWord(token)
}

func ordinalWord(text string) int {
	for n, stems := range words.Ordinals {
		for _, stem := range stems {
			if strings.Contains(stem, " ") == strings.Contains(text, " ") && strings.HasPrefix(text, fold(stem)) {
				return n
			}
		}
	}
	return 0
}

func typesOf(token string) []schema.ClaimType {
	var out []schema.ClaimType
	for t, stems := range words.Types {
		if slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(token, stem) }) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// fold makes words comparable: lower case, ё as е.
func fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "ё", "е")
}

// nameWords returns the folded words of a name.
func nameWords(name string) []string {
	return strings.FieldsFunc(fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' })
}

// alike reports whether two folded words may be forms of one: they share
// their beginning but for a short ending. Words of up to three letters must be equal.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	return same >= 4 && 10*same >= 7*max(len(x), len(y))
}

// Mentions reports whether a name holds all words of text, in whatever case form,
// but for words that name nothing.
func Mentions(name, text string) bool {
	wanted := slices.DeleteFunc(nameWords(text), func(w string) bool { return slices.Contains(words.Empty, w) })
	return len(wanted) > 0 && mentions([]string{name}, wanted)
}

// mentions reports whether every wanted word is alike to a word of the names.
func mentions(names []string, wanted []string) bool {
	var all []string
	for _, n := range names {
		all = append(all, nameWords(n)...)
	}
	for _, w := range wanted {
		if !slices.ContainsFunc(all, func(x string) bool { return alike(w, x) }) {
			return false
		}
	}
	return true
}

// languageOf guesses the language that a question's words are in; "" if they
// are none: figures, say.
func languageOf(text string) string {
	lang := ""
	for _, r := range strings.ToLower(text) {
		switch {
		case strings.ContainsRune("әғқңөұүһі", r):
			return "kk"
		case unicode.Is(unicode.Cyrillic, r):
			lang = "ru"
		case unicode.Is(unicode.Latin, r) && lang == "":
			lang = "en"
		}
	}
	return lang
}
