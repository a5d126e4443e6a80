// Package corpus reads the corpora that the tagger learns from: files of their
// own formats go in, texts with the spans of their mentions come out.
package corpus

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/schema"
)

// A Text is one text with the mentions that its corpus marks.
type Text struct {
	Name     string
	Text     string
	Mentions []Mention // in order, none overlap
}

// A Mention is a span of bytes with the corpus's own type.
type Mention struct {
	schema.Span
	Type string
}

// A Sentence is a sentence of an IOB2 file.
type Sentence struct {
	Tokens, Tags []string
}

// ReadIOB2 reads sentences: a token and its tag a line, an empty line behind
// each. Errors name the line.
func ReadIOB2(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Sentence
	var cur Sentence
	in := bufio.NewScanner(f)
	for line := 1; in.Scan(); line++ {
		fields := strings.Fields(in.Text())
		switch {
		case len(fields) == 0 && len(cur.Tokens) > 0:
			out = append(out, cur)
			cur = Sentence{}
		case len(fields) == 1:
			return nil, fmt.Errorf("%s:%d: no tag", path, line)
		case len(fields) > 1:
			last := len(fields) - 1
			cur.Tokens = append(cur.Tokens, strings.Join(fields[:last], " "))
			cur.Tags = append(cur.Tags, fields[last])
		}
	}
	if len(cur.Tokens) > 0 {
		out = append(out, cur)
	}
	return out, in.Err()
}

// IOB2 returns the sentence as a file has it.
func (s Sentence) IOB2() string {
	var b strings.Builder
	for i, t := range s.Tokens {
		fmt.Fprintln(&b, t, s.Tags[i])
	}
	b.WriteByte('\n')
	return b.String()
}

// perText is how many sentences make a text, as the corpus's own conversion has it.
const perText = 20

// Texts makes texts of 20 sentences each, one a line.
func Texts(sentences []Sentence) []Text {
	var out []Text
	for i := 0; i < len(sentences); i += perText {
		t := Text{Name: fmt.Sprintf("%05d.txt", i/perText)}
		var b strings.Builder
		for _, s := range sentences[i:min(i+perText, len(sentences))] {
			t.Mentions = append(t.Mentions, s.layout(&b)...)
			b.WriteByte('\n')
		}
		t.Text = b.String()
		out = append(out, t)
	}
	return out
}

const (
	noBlankBefore = ".,:;!?)]}»”…%"
	noBlankAfter  = "([{«“"
)

// layout writes the sentence as text and returns its mentions there.
func (s Sentence) layout(b *strings.Builder) []Mention {
	var out []Mention
	text := ""
	base := b.Len()
	for i, t := range s.Tokens {
		if text != "" {
			last, _ := utf8.DecodeLastRuneInString(text)
			closing := utf8.RuneCountInString(t) == 1 && strings.Contains(noBlankBefore, t)
			if !closing && !strings.ContainsRune(noBlankAfter, last) {
				text += " "
			}
		}
		start := base + len(text)
		text += t
		prefix, typ, _ := strings.Cut(s.Tags[i], "-")
		switch {
		case prefix == "O":
		case prefix == "I" && len(out) > 0 && out[len(out)-1].Type == typ && i > 0 && s.Tags[i-1] != "O":
			out[len(out)-1].End = base + len(text)
		default:
			out = append(out, Mention{schema.Span{Start: start, End: base + len(text)}, typ})
		}
	}
	b.WriteString(text)
	return out
}

// twins are Latin letters that Kazakh and Russian texts hold for Cyrillic ones.
var twins = strings.NewReplacer(
	"a", "а", "c", "с", "e", "е", "o", "о", "p", "р", "x", "х", "y", "у", "h", "һ", "i", "і",
	"k", "к", "m", "м", "t", "т", "b", "в", "ё", "е", "ѳ", "ө", "є", "е",
)

// Key is what two sentences that differ in letter case, punctuation and the
// alphabet of a letter have in common.
func (s Sentence) Key() string {
	folded := twins.Replace(strings.ToLower(strings.Join(s.Tokens, "")))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, folded)
}

// A Block is a stretch of a corpus and what to learn from when reading it.
type Block struct {
	Read, Learn []Sentence
}

// Blocks cuts the sentences into n consecutive blocks. A sentence that occurs
// in a block is not learnt from when reading that block.
func Blocks(sentences []Sentence, n int) []Block {
	blocks := make([]Block, n)
	keys := make([]string, len(sentences))
	in := make([]map[string]bool, n)
	blockOf := func(i int) int { return i * n / len(sentences) }
	for i, s := range sentences {
		keys[i] = s.Key()
		k := blockOf(i)
		if in[k] == nil {
			in[k] = map[string]bool{}
		}
		in[k][keys[i]] = true
		blocks[k].Read = append(blocks[k].Read, s)
	}
	for i, s := range sentences {
		for k := range blocks {
			if k != blockOf(i) && !in[k][keys[i]] {
				blocks[k].Learn = append(blocks[k].Learn, s)
			}
		}
	}
	return blocks
}
