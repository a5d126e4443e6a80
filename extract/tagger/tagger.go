// Package tagger finds mentions by what it has learnt from corpora: a linear-
// chain conditional random field over the tokens of a sentence. An analysed
// document with the mentions of the other recognizers goes in; mentions come
// out that never overlap. A model per language lies beside the code; the
// command in extract/tagger/train makes it, bit for bit the same each time.
//
// What the other recognizers found is among the features, so a model belongs
// to the dictionaries and rules it was trained with: it goes on working when
// they change, and should be trained anew when they have changed much.
package tagger

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

//go:embed data/regions.txt
var regionWords string

// Models are read in place, so they are bytes and not files of an embed.FS,
// which are copied when they are read.
var (
	//go:embed data/kk.model
	kazakh []byte
	//go:embed data/ru.model
	russian []byte
)

// contentHash is what [ContentHash] must return.
//
//go:embed data/content.sha256
var contentHash string

// Hash returns a content hash of the models and word lists, for one of all that
// decides what is read: 64 hex digits. It is listed, for the models are megabytes
// that most runs of the program read nothing else of.
func Hash() string { return strings.TrimSpace(contentHash) }

// ContentHash returns the file that lists [Hash], from the models and word lists.
func ContentHash() ([]byte, error) {
	sum := sha256.New()
	for _, content := range [][]byte{[]byte(regionWords), kazakh, russian} {
		fmt.Fprintln(sum, len(content))
		sum.Write(content)
	}
	return fmt.Appendf(nil, "%x\n", sum.Sum(nil)), nil
}

// A Tagger reads documents in the languages that it has models of. It is safe
// for use by several goroutines.
type Tagger struct {
	models    map[string]*model
	analyzers map[string]extract.Analyzer
	regions   map[string]bool // lemmas of what a region is called
}

// New returns the tagger with the models of the package. The analyzers, by
// language, give names their normal form.
func New(analyzers map[string]extract.Analyzer) (*Tagger, error) {
	return With(analyzers, kazakh, russian)
}

// With returns a tagger with the given models, as [Build] wrote them; of two
// of a language the later counts. A model is read in place: the caller must
// not change it.
func With(analyzers map[string]extract.Analyzer, models ...[]byte) (*Tagger, error) {
	t := &Tagger{models: map[string]*model{}, analyzers: analyzers, regions: map[string]bool{}}
	for line := range strings.Lines(regionWords) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			t.regions[line] = true
		}
	}
	for _, b := range models {
		m, err := readModel(b)
		if err != nil {
			return nil, err
		}
		t.models[m.language] = m
	}
	return t, nil
}

// Languages returns the languages that the tagger has models of, sorted.
func (t *Tagger) Languages() []string { return slices.Sorted(maps.Keys(t.models)) }

// Tell returns all mentions, if the model of the language knows all types.
func (t *Tagger) Tell(d *extract.Doc) []extract.Mention {
	if m := t.models[d.Language]; m == nil || !m.tellsAll() {
		return nil
	}
	return t.Read(d)
}

// Sure returns the mentions that claims can be read with, of the sentences that
// have capitals which no recognizer explains. Dates are never among them: the
// date recognizer knows what they mean.
func (t *Tagger) Sure(d *extract.Doc) []extract.Mention {
	m := t.models[d.Language]
	if m == nil {
		return nil
	}
	sure := t.read(d, func(s extract.Sentence) bool { return unexplained(d, s) })
	return slices.DeleteFunc(sure, func(x extract.Mention) bool {
		return x.Type == schema.DateType || x.Type != "Person" && !m.tellsAll()
	})
}

// unexplained reports whether a sentence has a capitalised word, behind its
// first one, that is part of no name.
func unexplained(d *extract.Doc, s extract.Sentence) bool {
	words := 0
	for i := s.First; i < s.End; i++ {
		t := &d.Tokens[i]
		if t.Kind != extract.WordToken {
			continue
		}
		if words++; words > 1 && t.Capitals != extract.Lower && !d.Named(i, i+1) {
			return true
		}
	}
	return false
}

// tellsAll reports whether the model knows all types that taggers judge. What
// knows fewer has learnt from less: only its persons can be relied on.
func (m *model) tellsAll() bool {
	return slices.Contains(m.classes, "Date") && slices.Contains(m.classes, "Role")
}

// Read returns the mentions of the document in order. None overlap. The tagger
// does not read what belongs to the page, not to the article.
func (t *Tagger) Read(d *extract.Doc) []extract.Mention {
	return t.read(d, func(extract.Sentence) bool { return true })
}

func (t *Tagger) read(d *extract.Doc, wanted func(extract.Sentence) bool) []extract.Mention {
	m := t.models[d.Language]
	if m == nil || t.analyzers[d.Language] == nil {
		return nil
	}
	x := &reader{}
	var out []extract.Mention
	for _, s := range d.Sentences {
		if d.Blocks[s.Block].Kind == extract.Chrome || !wanted(s) {
			continue
		}
		for _, span := range x.spans(m, d, s) {
			if !strings.HasPrefix(span.Class, unnamed) {
				out = append(out, t.mention(d, span))
			}
		}
	}
	return out
}

// unnamed begins the classes that are learnt only to tell the others from them.
const unnamed = "-"

// mention gives a span its type and name: those of what another recognizer
// found there, as far as they agree.
func (t *Tagger) mention(d *extract.Doc, s Span) extract.Mention {
	m := extract.Mention{Span: d.TokenSpan(s.First, s.End), First: s.First, End: s.End, Language: d.Language, Recognizer: Name}
	m.Type = t.typeOf(d, s)
	m.Head = headOf(d, s)
	inner := found(d, s, m.Type)
	if inner != nil && inner.First == s.First && inner.End == s.End {
		same := *inner
		same.Recognizer = Name
		return same
	}
	switch m.Type {
	case "Person":
		m.Name, m.Kind = t.analyzers[d.Language].PersonName(d, s.First, s.End), "full"
		if s.End-s.First == 1 {
			m.Kind = "surname"
		}
	case "Date":
		if inner != nil {
			m.Time, m.Inferred = inner.Time, inner.Inferred
		}
	default:
		if inner != nil && inner.Known != "" && inner.End == s.End && m.Type != "Organization" && m.Type != "Role" {
			m.Name, m.Known, m.Called, m.Aliases, m.Kind = inner.Name, inner.Known, inner.Called, inner.Aliases, inner.Kind
		} else {
			m.Name = t.analyzers[d.Language].Nominative(d, s.First, s.End, m.Head)
		}
	}
	return m
}

// found returns the longest mention of the type inside the span, or nil.
func found(d *extract.Doc, s Span, typ schema.EntityType) *extract.Mention {
	var best *extract.Mention
	for i := s.First; i < s.End; i++ {
		for _, k := range d.MentionsAt(i) {
			m := &d.Mentions[k]
			if m.Type == typ && m.Recognizer != Name && m.End <= s.End && (best == nil || m.End-m.First > best.End-best.First) {
				best = m
			}
		}
	}
	return best
}

// gpe is the class of what is a country, a region or a city: corpora do not
// tell these apart.
const gpe = "GPE"

func (t *Tagger) typeOf(d *extract.Doc, s Span) schema.EntityType {
	if s.Class != gpe {
		return schema.EntityType(s.Class)
	}
	for i := s.First; i < s.End; i++ {
		if t.regions[d.Tokens[i].Lemma()] {
			return "Region"
		}
	}
	for i := s.End - 1; i >= s.First; i-- {
		for _, k := range d.MentionsAt(i) {
			switch m := &d.Mentions[k]; m.Type {
			case "Country", "City", "Region":
				return m.Type
			}
		}
	}
	return "City"
}

// headOf returns the token that shows the case of what the span names: in
// Kazakh the last word, else the first noun.
func headOf(d *extract.Doc, s Span) int {
	if d.Language == "kk" {
		for i := s.End - 1; i > s.First; i-- {
			if d.Tokens[i].Kind != extract.MarkToken {
				return i
			}
		}
		return s.First
	}
	for i := s.First; i < s.End; i++ {
		if d.Tokens[i].HasPOS(extract.NOUN) || d.Tokens[i].HasPOS(extract.PROPN) {
			return i
		}
	}
	return s.First
}
