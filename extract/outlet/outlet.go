// Package outlet recognizes news outlets that no gazetteer lists: an analysed
// document goes in, mentions of organizations of the kind "outlet" come out.
//
// A name is an outlet's by where it stands: as the web address of one, or
// between quotation marks, beside a word of reporting or of referring; in
// English also by the word that it ends in, Times or News.
package outlet

import (
	"bytes"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"claimgraph/extract"
)

//go:embed words.yaml
var wordsFile []byte

// lexicon is what words.yaml says of one language.
type lexicon struct {
	Report    []string `yaml:"report"`    // verbs of reporting
	Reference []string `yaml:"reference"` // words of referring
	Speak     []string `yaml:"speak"`     // verbs of what people do to an outlet, which only a web address or a quoted name in the dative tells by
	Kind      []string `yaml:"kind"`      // common nouns for outlets
	Ending    []string `yaml:"ending"`    // last words of outlets' names
	Carry     []string `yaml:"carry"`     // what is done with a paper by one: seen by
	// RefersBehind tells that whom an outlet refers to stands behind its name and before
	// the verb of reporting.
	RefersBehind bool     `yaml:"refers_behind"`
	Press        []string `yaml:"press"` // words before a kind of outlets that leave no doubt: news agency
	Paper        []string `yaml:"paper"` // nouns right before or in apposition to a name that make it an outlet's
}

// lexicons is well formed: a test reads the file.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	var l map[string]*lexicon
	d := yaml.NewDecoder(bytes.NewReader(wordsFile))
	d.KnownFields(true)
	if err := d.Decode(&l); err != nil {
		panic("outlet: words.yaml: " + err.Error())
	}
	return l
})

// Content returns the word lists, for a hash of all that decides what is read.
func Content() []byte { return slices.Clone(wordsFile) }

// Recognizer returns the recognizer. It is safe for use by several goroutines.
func Recognizer() extract.Recognizer { return recognizer{} }

type recognizer struct{}

func (recognizer) Name() string { return "outlet" }

// Recognize implements [extract.Recognizer].
func (recognizer) Recognize(d *extract.Doc) []extract.Mention {
	l := lexicons()[d.Language]
	if l == nil {
		return nil
	}
	var out []extract.Mention
	named := map[string]bool{} // names of several words that were told to be outlets'
	var rest [][2]int
	for _, s := range d.Sentences {
		block := d.Blocks[s.Block]
		if block.Kind == extract.Chrome || block.Kind == extract.Caption {
			continue
		}
		for i := s.First; i < s.End; i++ {
			first, end := l.name(d, s, i)
			if first == end {
				continue
			}
			inDateline := block.Dateline.Contains(d.TokenSpan(first, end))
			if !inDateline && !l.beside(d, s, i, end) && !l.told(d, s, first, end) {
				rest = append(rest, [2]int{first, end})
				continue
			}
			out = append(out, mention(d, first, end))
			named[d.TokenText(first, end)] = end-first > 1
			i = end
		}
	}
	if len(l.Ending) > 0 {
		for _, r := range rest {
			if named[d.TokenText(r[0], r[1])] {
				out = append(out, mention(d, r[0], r[1]))
			}
		}
		slices.SortStableFunc(out, func(a, b extract.Mention) int { return a.First - b.First })
	}
	return out
}

func mention(d *extract.Doc, first, end int) extract.Mention {
	m := extract.Mention{
		Span: d.TokenSpan(first, end), First: first, End: end, Head: end - 1,
		Type: "Organization", Kind: "outlet", Name: d.TokenText(first, end),
	}
	if t := &d.Tokens[first]; d.Language == "ru" && end == first+1 && isDative(t) && t.Lemma() != "" {
		r, n := utf8.DecodeRuneInString(t.Lemma())
		m.Name, m.Aliases = string(unicode.ToUpper(r))+t.Lemma()[n:], []string{m.Name}
	}
	return m
}

// address is the host of a web address as news writes it: Lada.kz.
var address = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]+(\.[A-Za-z][A-Za-z0-9-]+)*\.[a-z]{2,8}$`)

func isAddress(text string) bool {
	return strings.IndexByte(text, '.') > 0 && address.MatchString(text)
}

// longestName is how many tokens a name between quotation marks may have: what
// is longer is a title or somebody's words.
const longestName = 5

// name returns the tokens of what may be an outlet's name and begins at token
// i, quotation marks left out; first == end if nothing does.
func (l *lexicon) name(d *extract.Doc, s extract.Sentence, i int) (first, end int) {
	t := &d.Tokens[i]
	switch {
	case isAddress(t.Text):
		return i, i + 1
	case opensQuote(t.Text):
		for j := i + 1; j < s.End && j <= i+1+longestName; j++ {
			if closesQuote(d.Tokens[j].Text) {
				if j > i+1 && d.Tokens[i+1].Capitals != extract.Lower && allWords(d.Tokens[i+1:j]) {
					return i + 1, j
				}
				break
			}
		}
	case t.Kind == extract.WordToken && t.Capitals != extract.Lower && len(l.Ending) > 0:
		j := i
		for j < s.End && j < i+longestName && d.Tokens[j].Kind == extract.WordToken && d.Tokens[j].Capitals != extract.Lower {
			j++
		}
		if j > i+1 && slices.Contains(l.Ending, d.Tokens[j-1].Lower) || j > i && (l.cites(d, s, j) || l.told(d, s, i, j)) {
			return i, j
		}
	}
	return i, i
}

func opensQuote(mark string) bool {
	return mark == "«" || mark == "“" || mark == "„" || mark == `"`
}

func closesQuote(mark string) bool {
	return mark == "»" || mark == "”" || mark == "“" || mark == `"`
}

// cites reports whether what stands at token i says that the one named before
// it reports what somebody else said, "reports, citing": only outlets do.
func (l *lexicon) cites(d *extract.Doc, s extract.Sentence, i int) bool {
	return i+2 < s.End && l.isReport(&d.Tokens[i]) && d.Tokens[i+1].Text == "," && hasWord(&d.Tokens[i+2], l.Reference)
}

// told reports whether the words around the capitalised name [i, j) say that it
// is an outlet's: "the daily El Muelle", "Cinema Nord, a trade magazine,", "Golfe
// Matin, quoting an officer,", "as quoted by Moldpres", "a letter seen by the Cordel Mail".
func (l *lexicon) told(d *extract.Doc, s extract.Sentence, i, j int) bool {
	if len(l.Paper) == 0 || d.Tokens[i].Best().Name == extract.Given || slices.ContainsFunc(d.MentionsAt(i), func(k int) bool { return d.Mentions[k].Type == "Date" }) {
		return false
	}
	if i-1 > s.First && hasWord(&d.Tokens[i-1], l.Kind) && hasWord(&d.Tokens[i-2], l.Press) {
		return true // "the news agency OSN"
	}
	if i > s.First && hasWord(&d.Tokens[i-1], l.Paper) && d.Tokens[i-1].Capitals == extract.Lower {
		return true
	}
	by := i - 1
	if by > s.First && d.Tokens[by].HasPOS(extract.DET) {
		by--
	}
	if by > s.First && d.Tokens[by].Lower == "by" && (hasWord(&d.Tokens[by-1], l.Reference) || hasWord(&d.Tokens[by-1], l.Carry) && slices.Contains(l.Ending, d.Tokens[j-1].Lower)) {
		return true
	}
	if j+2 >= s.End || d.Tokens[j].Text != "," {
		return false
	}
	if next := &d.Tokens[j+1]; next.Lower == "citing" || next.Lower == "quoting" {
		return true
	}
	for k := j + 1; k < min(j+6, s.End-1); k++ {
		if hasWord(&d.Tokens[k], l.Paper) {
			return d.Tokens[k+1].Text == ","
		}
		if !d.Tokens[k].HasPOS(extract.DET) && !d.Tokens[k].HasPOS(extract.NOUN) && !d.Tokens[k].HasPOS(extract.ADJ) {
			return false
		}
	}
	return false
}

func allWords(tokens []extract.Token) bool {
	return !slices.ContainsFunc(tokens, func(t extract.Token) bool { return t.Kind == extract.MarkToken && t.Text != "-" && t.Text != "." })
}

// beside reports whether a word of reporting or referring stands next to the
// name [start, end), quotation marks, prepositions and words such as "agency"
// between them.
func (l *lexicon) beside(d *extract.Doc, s extract.Sentence, start, end int) bool {
	const reach = 3
	for i, n := start-1, 0; i >= s.First && n <= reach; i, n = i-1, n+1 {
		if t := &d.Tokens[i]; l.isReport(t) {
			return true
		} else if !l.between(t) {
			break
		}
	}
	if start > s.First && opensQuote(d.Tokens[start].Text) && hasWord(&d.Tokens[start-1], l.Speak) && isDative(&d.Tokens[end-1]) {
		return true // "рассказала «Вестнику»"
	}
	if l.RefersBehind && l.refersBehind(d, s, end) {
		return true
	}
	spoken := end == start+1 && isAddress(d.Tokens[start].Text)
	for i, n := end, 0; i < s.End && n <= reach; i, n = i+1, n+1 {
		if t := &d.Tokens[i]; l.isReport(t) || spoken && hasWord(t, l.Speak) {
			return true
		} else if !l.between(t) {
			break
		}
	}
	return false
}

// refersBehind reports whether the words behind the quoted name that ends at token i
// say whom it refers to and that it reports: "«Таң» министрлікке сілтеме жасап жазды".
// A noun right there that the name belongs to is what has the name.
func (l *lexicon) refersBehind(d *extract.Doc, s extract.Sentence, i int) bool {
	const reach, told = 9, 24
	if i+2 >= s.End || !closesQuote(d.Tokens[i].Text) || d.Tokens[i+1].Best().Possessor == 3 && !d.Tokens[i+1].HasPOS(extract.PROPN) {
		return false
	}
	for j := i + 1; j < min(i+reach, s.End); j++ {
		if opensQuote(d.Tokens[j].Text) {
			return false
		}
		if hasWord(&d.Tokens[j], l.Reference) {
			return slices.ContainsFunc(d.Tokens[j:min(j+told, s.End)], func(t extract.Token) bool { return hasWord(&t, l.Report) })
		}
	}
	return false
}

// isDative reports whether the word is in the dative and cannot be the subject.
func isDative(t *extract.Token) bool {
	has := func(c extract.Case) bool {
		return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Case == c })
	}
	return has(extract.Dat) && !has(extract.Nom)
}

func (l *lexicon) isReport(t *extract.Token) bool {
	return hasWord(t, l.Report) || hasWord(t, l.Reference)
}

// between reports whether a token may stand between the name and the word that
// makes it an outlet's.
func (l *lexicon) between(t *extract.Token) bool {
	return hasWord(t, l.Kind) || t.HasPOS(extract.ADP) || len(l.Ending) > 0 && t.Lower == "the" || strings.Contains("«»“”„\"", t.Text) ||
		slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.POS == extract.ADJ && a.Lemma != "" })
}

func hasWord(t *extract.Token, words []string) bool {
	return slices.ContainsFunc(words, t.HasLemma)
}
