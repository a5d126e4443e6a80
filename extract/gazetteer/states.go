package gazetteer

import (
	_ "embed"
	"slices"
	"sync"

	"gopkg.in/yaml.v3"

	"claimgraph/extract"
)

//go:embed data/states.yaml
var statesFile []byte

// stateWords tell in one language that a capital stands for its state.
type stateWords struct {
	Verbs       []string `yaml:"verbs"`
	Helpers     []string `yaml:"helpers"`
	Between     []string `yaml:"between"`
	Joins       []string `yaml:"joins"`
	Posts       []string `yaml:"posts"`
	Possessives []string `yaml:"possessives"`
	// Dealings are what states have with each other, With what stands between such
	// a noun and the other side, if the language has a word for it.
	Dealings []string `yaml:"dealings"`
	With     []string `yaml:"with"`
	// Seats are nouns for a capital that do not name it.
	Seats []string `yaml:"seats"`
	// Of stands between such a noun and the country, and The before one that names
	// no country at all, if the language has words for them.
	Of  []string `yaml:"of"`
	The []string `yaml:"the"`
	// Own are nouns that mean the capital of the speaker's country without more.
	Own []string `yaml:"own"`
}

// statesByLanguage is well formed: a test reads the file.
var statesByLanguage = sync.OnceValue(func() map[string]*stateWords {
	var words map[string]*stateWords
	if err := yaml.Unmarshal(statesFile, &words); err != nil {
		panic("gazetteer: states.yaml: " + err.Error())
	}
	return words
})

// states finds the capitals that stand for their states.
type states struct {
	*index
}

// States returns a recognizer that adds the country where its capital is said to
// do what states do: "Jakarta and Canberra signed a treaty", "talks between
// Moscow and Kyiv". It reads the cities that [Gazetteer.Recognizer] found.
func (g *Gazetteer) States() extract.Recognizer {
	return &states{g.index}
}

func (*states) Name() string { return "gazetteer/state" }

func (s *states) Recognize(d *extract.Doc) []extract.Mention {
	words := statesByLanguage()[d.Language]
	if words == nil {
		return nil
	}
	var out []extract.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		e := s.entryOf(s.index.states, m.Known)
		if m.Type != "City" || m.Kind == "adjective" || e == nil || !words.stands(d, m) {
			continue
		}
		name, language := e.Name(d.Language)
		out = append(out, extract.Mention{
			Span: m.Span, First: m.First, End: m.End, Head: m.Head, Type: e.Type, Name: name, Language: language,
			Aliases: e.aliases(d.Language), Known: e.Key, Recognizer: s.Name(),
		})
	}
	return out
}

// stands reports whether the words around a capital tell that it is its state.
func (w *stateWords) stands(d *extract.Doc, m *extract.Mention) bool {
	s := d.Sentences[d.SentenceOf(m.First)]
	first, end := m.First, m.End
	if d.Blocks[s.Block].Dateline.Contains(m.Span) {
		return false
	}
	// The pair that it is one of: "Jakarta and Canberra".
	if end+1 < s.End && has(&d.Tokens[end], w.Joins) && d.Tokens[end+1].Capitals != extract.Lower {
		end += 2
	} else if first-2 >= s.First && has(&d.Tokens[first-1], w.Joins) && d.Tokens[first-2].Capitals != extract.Lower {
		first -= 2
	}
	before := -1
	if first > s.First {
		before = first - 1
	}
	if before >= 0 && has(&d.Tokens[before], w.Between) || w.deals(d, s, m) {
		return true
	}
	if end < s.End && slices.Contains(w.Possessives, d.Tokens[end].Lower) {
		for j := end + 1; j < min(end+4, s.End); j++ {
			if has(&d.Tokens[j], w.Posts) {
				return true
			}
		}
		return false
	}
	if before >= 0 && (d.Tokens[before].HasPOS(extract.ADP) || d.Tokens[before].Capitals != extract.Lower) {
		return false
	}
	for j := end; j < min(end+4, s.End); j++ {
		t := &d.Tokens[j]
		switch {
		case t.HasPOS(extract.VERB) && has(t, w.Verbs):
			return true
		case has(t, w.Helpers) || t.HasPOS(extract.ADV) || t.HasPOS(extract.PART):
		default:
			return false
		}
	}
	return false
}

// maxDealing is how many words may stand between what states have with each other
// and the side: "talks on visas with Oslo".
const maxDealing = 3

// deals reports whether the capital is a side of an agreement or of talks: "talks
// with Oslo", "соглашение с Осло", "Осломен келіссөз".
func (w *stateWords) deals(d *extract.Doc, s extract.Sentence, m *extract.Mention) bool {
	if len(w.With) == 0 { // the case tells it, and the noun stands behind
		for j := m.End; d.Tokens[m.Head].Best().Case == extract.Ins && j < min(m.End+maxDealing, s.End) && d.Tokens[j].Kind == extract.WordToken; j++ {
			if has(&d.Tokens[j], w.Dealings) {
				return true
			}
		}
		return false
	}
	with := m.First - 1
	if with < s.First || !slices.Contains(w.With, d.Tokens[with].Lower) {
		return false
	}
	for j := with - 1; j >= max(with-1-maxDealing, s.First) && d.Tokens[j].Kind == extract.WordToken && !d.Tokens[j].HasPOS(extract.VERB); j-- {
		if has(&d.Tokens[j], w.Dealings) {
			return true
		}
	}
	return false
}

func has(t *extract.Token, words []string) bool { return slices.ContainsFunc(words, t.HasLemma) }
