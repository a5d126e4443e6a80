// Package layout finds the shape of an article: a text with its prefix and
// site chrome goes in, and blocks, sentences, tokens and quotations with their
// byte offsets come out, before any word of it is analysed.
package layout

import (
	"cmp"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Lay lays out an article. The abbreviation function tells, for a lower-case
// word, whether a full stop after it does not end a sentence; nil knows none.
//
// Every line that is not blank is a block. Chrome and Foreign blocks have no
// sentences and no tokens, since they are not the article's words or not in the
// language that is laid out; the blocks of all other kinds do. A dateline is a sentence of its own. The time is linear in the
// length of the text, and no sentence has more than 1000 tokens.
//
// The article is read, never changed: its Body, or, if that is empty, all of
// the text after its prefix. The passages in the given language are laid out;
// "" stands for the article's own, that of the Source, else the one found.
func Lay(a *extract.Article, language string, abbreviation func(word string) bool) *extract.Doc {
	if abbreviation == nil {
		abbreviation = func(string) bool { return false }
	}
	body := a.Body
	if body.Len() <= 0 {
		_, start := Prefix(a.Text)
		body = schema.Span{Start: start, End: len(a.Text)}
	}
	own := a.GivenLanguage()
	if own == "" {
		own = Language(a.Text[body.Start:body.End])
	}
	d := &extract.Doc{Article: a, Language: cmp.Or(language, own)}
	d.Reference, d.ReferenceInferred = a.Source.Reference()

	ls := splitLines(a.Text, body)
	markChrome(ls)
	l := layer{d: d, abbreviation: abbreviation}
	l.findTitle(ls)
	markLists(ls)
	markHeadings(ls)
	d.Others = markForeign(ls, own, d.Language)
	l.fill(ls)
	d.Quotations = quotations(d, l.ranges)
	return d
}

// Prefix returns the date of the " date YYYY-MM-DD " that a text may begin with
// and the offset at which the article begins; the zero date and 0 without one.
func Prefix(text string) (published schema.Date, end int) {
	const word, form = "date ", "2006-01-02"
	i, _ := trim(text, 0, min(len(text), 64))
	rest, ok := strings.CutPrefix(text[i:], word)
	if !ok || len(rest) < len(form) {
		return schema.Date{}, 0
	}
	end = i + len(word) + len(form)
	if end < len(text) && classAt(text, end, len(text))&space == 0 {
		return schema.Date{}, 0
	}
	published, err := schema.ParseDate(rest[:len(form)])
	if err != nil || published.Precision() != schema.Day {
		return schema.Date{}, 0
	}
	if end < len(text) && text[end] == ' ' {
		end++
	}
	return published, end
}

// A layer fills a document block by block.
type layer struct {
	d            *extract.Doc
	abbreviation func(string) bool
	ranges       []tokenRange // of each block
	opened       bool         // a paragraph has been passed
}

// findTitle settles the headline: the line that the metadata gives as title;
// else the first line, once chrome and captions are passed, if it can be one
// and is a single sentence.
func (l *layer) findTitle(ls []line) {
	if given := plain(l.d.Article.Source.Title); given != "" {
		for i := range ls {
			if ls[i].plain == given && (!ls[i].settled || ls[i].kind == extract.Chrome) {
				ls[i].settle(extract.Title)
				return
			}
		}
	}
	for i := range ls {
		if ls[i].settled {
			continue
		}
		if isTitle(&ls[i]) && l.isOneSentence(&ls[i]) {
			ls[i].settle(extract.Title)
		}
		return
	}
}

func (l *layer) isOneSentence(ln *line) bool {
	tokens := appendTokens(nil, l.d.Article.Text, ln.start, ln.end)
	if _, ok := ParseDateline(tokens, false); ok {
		return false
	}
	s := splitter{tokens, l.abbreviation}
	end := s.end(0)
	if end < len(tokens) && isShoutedPlace(tokens[:end]) {
		end = s.end(end) // "ТАШКЕНТ. Новый закон вступил в силу"
	}
	return end == len(tokens)
}

// isShoutedPlace tells words in capitals with a full stop.
func isShoutedPlace(tokens []extract.Token) bool {
	last := len(tokens) - 1
	for i := range tokens {
		if i < last && tokens[i].Capitals != extract.AllCaps {
			return false
		}
	}
	return last > 0 && last <= placeWords && tokens[last].Text == "."
}

// fill writes the lines into the document with their sentences and tokens.
func (l *layer) fill(ls []line) {
	d := l.d
	d.Blocks = make([]extract.Block, len(ls))
	l.ranges = make([]tokenRange, len(ls))
	// A sixth of the tokens are marks, which no space parts from the word before.
	spaces := strings.Count(d.Article.Text, " ") + 2*len(ls)
	d.Tokens = make([]extract.Token, 0, spaces+spaces/4)
	d.Sentences = make([]extract.Sentence, 0, spaces/16+len(ls))
	for i := range ls {
		d.Blocks[i] = extract.Block{Span: schema.Span{Start: ls[i].start, End: ls[i].end}, Kind: ls[i].kind}
		first := len(d.Tokens)
		if kind := ls[i].kind; kind != extract.Chrome && kind != extract.Foreign {
			d.Tokens = appendTokens(d.Tokens, d.Article.Text, ls[i].start, ls[i].end)
			l.sentences(i, first)
		}
		l.ranges[i] = tokenRange{first, len(d.Tokens)}
	}
}

// sentences divides the tokens of block b, which begin at first.
func (l *layer) sentences(b, first int) {
	d := l.d
	tokens := d.Tokens[first:]
	if len(tokens) == 0 {
		return
	}
	i := 0
	if d.Blocks[b].Kind == extract.Paragraph {
		defer func() { l.opened = true }()
		if dl, ok := ParseDateline(tokens, !l.opened); ok {
			d.Blocks[b].Dateline = dl.Span
			for i < len(tokens) && tokens[i].Span.End <= dl.Span.End {
				i++
			}
			l.sentence(b, first, first+i)
		}
	}
	if d.Blocks[b].Kind == extract.Heading && !l.opened {
		if dl, ok := ParseDateline(tokens, false); ok && dl.Span.End == tokens[len(tokens)-1].Span.End {
			d.Blocks[b].Dateline = dl.Span // on a line of its own
			l.sentence(b, first, first+len(tokens))
			return
		}
	}
	s := splitter{tokens, l.abbreviation}
	whole := d.Blocks[b].Kind == extract.Title
	for i < len(tokens) {
		e := s.end(i)
		if whole {
			e = min(len(tokens), i+maxSentence)
		}
		l.sentence(b, first+i, first+e)
		i = e
	}
}

func (l *layer) sentence(b, first, end int) {
	d := l.d
	for i := first; i < end; i++ {
		d.Tokens[i].Sentence = len(d.Sentences)
	}
	d.Sentences = append(d.Sentences, extract.Sentence{
		Span:  d.TokenSpan(first, end),
		Block: b, First: first, End: end,
	})
}
