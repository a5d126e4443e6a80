// Package extract turns an article into claims.
//
// An [Article] goes in; [Pipeline.Run] lays it out as a [Doc] of blocks,
// sentences and tokens, has an [Analyzer] of its language give every token its
// lemma and features, has recognizers find mentions, extractors find claims,
// and merges the passages that say the same. A [schema.Extraction] comes out.
package extract

import (
	"slices"

	"golang.org/x/text/language"

	"claimgraph/schema"
)

// An Article is one text to read, as it was given, and what came with it.
type Article struct {
	Source schema.Source
	Text   string // valid UTF-8; every offset counts its bytes
	// Path is where the text was read, for messages and for the claim format's
	// "path"; it never enters the graph.
	Path string
	// Body is the part of Text that is extracted from: all but a leading
	// " date YYYY-MM-DD " prefix.
	Body schema.Span
}

// GivenLanguage returns the language that came with the article, in its shortest
// form ("en" of "en-GB" and "eng"), or "" if none did.
func (a *Article) GivenLanguage() string {
	tag, err := language.Parse(a.Source.Language)
	if err != nil || tag == language.Und {
		return ""
	}
	base, _ := tag.Base()
	return base.String()
}

// BlockKind tells what a block of lines is in the layout of a page.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	Title               // the article's headline
	Heading             // a line above paragraphs
	ListItem
	Caption // of a picture: "Фото: ..."
	Chrome  // menus, advertisements, licence notes: not the article's words
	Foreign // a passage in another language than the document's
)

var blockNames = [...]string{"paragraph", "title", "heading", "list item", "caption", "chrome", "foreign"}

func (k BlockKind) String() string { return blockNames[k] }

// A Block is one line of the text with its kind, blanks at its ends left out.
type Block struct {
	Span schema.Span
	Kind BlockKind
	// Dateline is the leading "АСТАНА. KAZINFORM —" of a paragraph, or empty.
	Dateline schema.Span
}

// A Sentence is a stretch of tokens of one block. End is exclusive.
type Sentence struct {
	Span       schema.Span
	Block      int // index into Doc.Blocks
	First, End int // tokens
}

// A Quotation is direct speech: a stretch of text in somebody's own words,
// without its quotation marks or opening dash. It may run over several
// sentences. A name or title in quotation marks is no Quotation.
type Quotation struct {
	Span       schema.Span
	First, End int // tokens
}

// A Doc is an article, or its passages in one language, laid out and analysed.
// Everything in it is in order of position. A Doc is built by one goroutine and
// read-only afterwards.
type Doc struct {
	Article  *Article
	Language string
	// Others are the languages of the Foreign blocks, sorted.
	Others []string
	// Reference is the day that relative dates count from; zero if none.
	Reference schema.Date
	// ReferenceInferred tells that Reference comes from the text itself.
	ReferenceInferred bool

	Blocks     []Block
	Sentences  []Sentence
	Tokens     []Token
	Quotations []Quotation
	// Mentions are in order of start, the longer first; they may be nested, also
	// those of one type, but they never cross.
	Mentions []Mention

	tagger Tagger // for Told
	at     []int  // index of the first mention that starts at each token or behind it, and the end
	order  []int  // 0, 1, 2 and so on, for MentionsAt

	notes map[any]any // see Note
}

// Note returns what read makes of d the first time that it is called with the
// key: the recognizers of one package share what each would else look up again.
// The key is a pointer of that package's own.
func Note[T any](d *Doc, key any, read func() T) T {
	if note, ok := d.notes[key]; ok {
		return note.(T)
	}
	note := read()
	if d.notes == nil {
		d.notes = map[any]any{}
	}
	d.notes[key] = note
	return note
}

// Text returns the article's text at s.
func (d *Doc) Text(s schema.Span) string { return d.Article.Text[s.Start:s.End] }

// TokenText returns the text from token first up to but not including end.
func (d *Doc) TokenText(first, end int) string { return d.Text(d.TokenSpan(first, end)) }

// TokenSpan returns the span from token first up to but not including end.
func (d *Doc) TokenSpan(first, end int) schema.Span {
	return schema.Span{Start: d.Tokens[first].Span.Start, End: d.Tokens[end-1].Span.End}
}

// TokenAt returns the index of the token that starts at the offset, and whether one
// does; if none does, that of the first behind it.
func (d *Doc) TokenAt(offset int) (int, bool) {
	return slices.BinarySearchFunc(d.Tokens, offset, func(t Token, at int) int { return t.Span.Start - at })
}

// SentenceOf returns the index of the sentence that holds token i.
func (d *Doc) SentenceOf(i int) int { return d.Tokens[i].Sentence }

// StartsSentence reports whether token i is the first word of its sentence.
func (d *Doc) StartsSentence(i int) bool {
	for j := d.Sentences[d.Tokens[i].Sentence].First; j < i; j++ {
		if d.Tokens[j].Kind != MarkToken {
			return false
		}
	}
	return true
}

// SetMentions replaces the mentions and indexes them by their first token.
// They must be sorted as the field says.
func (d *Doc) SetMentions(ms []Mention) {
	d.Mentions = ms
	if len(d.at) != len(d.Tokens)+1 {
		d.at = make([]int, len(d.Tokens)+1)
	}
	k := 0
	for i := range d.at {
		for k < len(ms) && ms[k].First < i {
			k++
		}
		d.at[i] = k
	}
	for len(d.order) < len(ms) {
		d.order = append(d.order, len(d.order))
	}
}

// MentionsAt returns the indexes of the mentions that start at token i, the
// longest first. The caller must not change them.
func (d *Doc) MentionsAt(i int) []int {
	if i < 0 || i >= len(d.Tokens) || len(d.at) == 0 {
		return nil
	}
	return d.order[d.at[i]:d.at[i+1]]
}

// startingIn returns the mentions that start in the tokens [first, end), in order.
func (d *Doc) startingIn(first, end int) []Mention {
	return d.Mentions[d.at[max(first, 0)]:d.at[end]]
}

// Abroad is the kind of a country that the text calls a neighbour of the one it
// speaks of.
const Abroad = "abroad"

// A Mention is text that names something, as a recognizer found it.
type Mention struct {
	Span       schema.Span
	First, End int // tokens, End exclusive
	Head       int // the token whose case and number are the mention's
	Type       schema.EntityType
	// Kind subdivides Type: for an Event the claim type that records it
	// ("negotiation_round", "session", ...), for a Person "full" or "surname".
	Kind string
	// Name is the canonical name: nominative, expanded by the gazetteer.
	Name     string
	Language string
	Aliases  []string
	Known    string // gazetteer key, "" if it lists no such thing
	// Called is the name that the article has, nominative, where the gazetteer has
	// another canonical one; else empty.
	Called string
	// Time is the value of a Date, Number that of a Number in canonical decimal form.
	Time   schema.Interval
	Number string
	// Args are what the mention itself says of the thing: an event's ordinal,
	// subject and parties, an agreement's parties, a role's organization. The
	// values are indexes into Doc.Mentions where one stands there.
	Args map[schema.ArgName][]schema.Value
	// Inferred marks a date counted from an inferred reference.
	Inferred bool
	// Via is set where the words stand for something named elsewhere: Name is
	// the other's and Antecedent where it stands.
	Via        schema.Via
	Antecedent schema.Mention
	// Recognizer is who found it, for explain.
	Recognizer string
}

// Value returns the mention as the value of an argument.
func (m *Mention) Value(d *Doc) schema.Value {
	v := schema.Value{Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)}, Called: m.Called, Inferred: m.Inferred}
	if m.Via != "" {
		v.Via, v.Mention = m.Via, m.Antecedent
	}
	switch m.Type {
	case "Date":
		v.Time = m.Time
	case "Number":
		v.Number = m.Number
	default:
		v.Entity = &schema.Entity{Type: m.Type, Name: m.Name, Language: m.Language, Aliases: m.Aliases, Known: m.Known}
	}
	return v
}
