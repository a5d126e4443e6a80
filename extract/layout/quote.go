package layout

import (
	"claimgraph/extract"
	"claimgraph/schema"
)

const (
	// speechWords is the least words of a quotation that a speaker follows
	// after a comma and a dash; a name has fewer.
	speechWords = 3
	// ownWords is the least words of somebody's own words inside a sentence:
	// they begin with a small letter, as a name does not.
	ownWords = 3
	// longSpeech is the least words of a quotation that nothing but its length
	// tells from a name.
	longSpeech = 14
	// quoteBlocks is how many paragraphs a quotation may run over.
	quoteBlocks = 12
)

// quotations returns the direct speech of a laid-out document in order.
func quotations(d *extract.Doc, ranges []tokenRange) []extract.Quotation {
	q := quoter{d: d}
	for b := 0; b < len(ranges); b++ {
		r := ranges[b]
		if r.first == r.end {
			continue
		}
		switch d.Blocks[b].Kind {
		case extract.Paragraph, extract.ListItem, extract.Heading, extract.Title:
		default:
			continue
		}
		if d.Blocks[b].Kind == extract.Paragraph && q.dialogue(r) {
			continue
		}
		q.marked(r, b, ranges)
	}
	return q.out
}

// A tokenRange is the tokens [first, end) of a block.
type tokenRange struct{ first, end int }

type quoter struct {
	d   *extract.Doc
	out []extract.Quotation
	// carried is set while a quotation that no mark has closed goes on from
	// the paragraph before.
	carried bool
}

func (q *quoter) text(i int) string { return q.d.Tokens[i].Text }

// add records the tokens [first, end) as a quotation, the commas, semicolons
// and dashes at its ends left out.
func (q *quoter) add(first, end int) {
	for first < end && (q.text(first) == "," || q.text(first) == ";" || isDash(q.text(first))) {
		first++
	}
	for first < end && (q.text(end-1) == "," || q.text(end-1) == ";" || isDash(q.text(end-1))) {
		end--
	}
	if q.words(first, end, 1) == 0 {
		return
	}
	q.out = append(q.out, extract.Quotation{
		Span:  schema.Span{Start: q.d.Tokens[first].Span.Start, End: q.d.Tokens[end-1].Span.End},
		First: first, End: end,
	})
}

// words counts the words and numbers of [first, end), but no further than most.
func (q *quoter) words(first, end, most int) int {
	n := 0
	for i := first; i < end && n < most; i++ {
		if q.d.Tokens[i].Kind != extract.MarkToken {
			n++
		}
	}
	return n
}

// dialogue reads a paragraph that begins with a dash: "— Мы готовы, — сказал
// он. — Начнём завтра." It reports whether the paragraph is speech.
func (q *quoter) dialogue(r tokenRange) bool {
	if !isDash(q.text(r.first)) || r.first+1 >= r.end || !q.d.Tokens[r.first+1].SpaceBefore {
		return false
	}
	q.split(r.first+1, r.end)
	return true
}

// split records the tokens [first, end) as speech, the author's words between
// dashes left out.
func (q *quoter) split(first, end int) {
	for first < end {
		a := q.author(first, end)
		q.add(first, a)
		if a == end {
			return
		}
		first = q.resumed(a+1, end)
	}
}

// author returns the dash of [first, end) behind which the author speaks of
// the speaker, or end: one after a comma or stop with a small letter next. If
// several dashes look so, the first that a verb of saying follows counts, else
// the last.
func (q *quoter) author(first, end int) int {
	const near = 6 // tokens from the dash to the verb
	candidate := end
	for i := first + 1; i+1 < end; i++ {
		if !q.opensAuthor(i) {
			continue
		}
		for k := i + 1; k < min(end, i+1+near); k++ {
			if lists().speech[q.d.Tokens[k].Lower] {
				return i
			}
			if isStop(q.text(k)) {
				break
			}
		}
		candidate = i
	}
	return candidate
}

func (q *quoter) closesSpeech(i int) bool {
	t := q.text(i)
	return t == "," || isStop(t) || isClosing(t) || t == `"` && !q.d.Tokens[i].SpaceBefore
}

func (q *quoter) isSmall(i int) bool {
	t := &q.d.Tokens[i]
	return t.Kind == extract.WordToken && t.Capitals == extract.Lower
}

// resumed returns where the speaker goes on after the author's words that begin
// at i: behind a stop or comma and a dash; or end.
func (q *quoter) resumed(i, end int) int {
	for ; i+1 < end; i++ {
		if t := q.text(i); (isStop(t) || t == "," || t == ":") && isDash(q.text(i+1)) && q.d.Tokens[i+1].SpaceBefore {
			return i + 2
		}
	}
	return end
}

// An open quotation mark: where and which.
type openMark struct {
	at   int // token
	mark string
}

// marked reads the quotations between marks of block b. The outermost pair
// counts; what stands inside one is not looked at again.
func (q *quoter) marked(r tokenRange, b int, ranges []tokenRange) {
	var open []openMark
	for i := r.first; i < r.end; i++ {
		t := q.text(i)
		if q.carried && i == r.first {
			q.carried = false
			end := q.carry(r)
			if end < 0 {
				// The whole paragraph is speech, and so may the next be.
				q.add(q.skipOpening(r.first, r.end), r.end)
				q.carried = q.goesOn(b, ranges)
				return
			}
			if end > 0 {
				q.add(q.skipOpening(r.first, end), end)
				i = end
				continue
			}
		}
		switch {
		case len(open) > 0 && q.closes(open[len(open)-1], i):
			top := open[len(open)-1]
			open = open[:len(open)-1]
			if len(open) == 0 && q.isSpeech(top.at+1, i, r) {
				q.speech(top.at+1, i)
			}
		case len(open) > 1 && q.closes(open[0], i):
			// An inner mark was never closed.
			if q.isSpeech(open[0].at+1, i, r) {
				q.speech(open[0].at+1, i)
			}
			open = open[:0]
		case q.opens(t, i, r):
			open = append(open, openMark{i, t})
		}
	}
	if len(open) > 0 && q.isOpenSpeech(open[0], r) && q.goesOn(b, ranges) {
		q.add(open[0].at+1, r.end)
		q.carried = true
	}
}

// speech records what stands between marks; the author may break in there too.
func (q *quoter) speech(first, end int) {
	for first < end {
		a := q.authorWithin(first, end)
		q.add(first, a)
		first = q.resumed(a+1, end)
	}
}

// authorWithin returns the dash of [first, end) that a verb of saying follows
// at once, or end.
func (q *quoter) authorWithin(first, end int) int {
	for i := first + 1; i+1 < end; i++ {
		if q.opensAuthor(i) &&
			(lists().speech[q.d.Tokens[i+1].Lower] || i+2 < end && lists().speech[q.d.Tokens[i+2].Lower]) {
			return i
		}
	}
	return end
}

// opensAuthor tells whether the author can begin to speak at i: a dash after a
// comma, a stop or a closing mark, with a small letter next.
func (q *quoter) opensAuthor(i int) bool {
	return isDash(q.text(i)) && q.d.Tokens[i].SpaceBefore && q.closesSpeech(i-1) && q.isSmall(i+1)
}

// opens tells whether the mark at i opens a quotation.
func (q *quoter) opens(t string, i int, r tokenRange) bool {
	if i+1 >= r.end {
		return false
	}
	switch t {
	case "«", "„", "“", "‹":
		return true
	case `"`:
		before := i == r.first || q.d.Tokens[i].SpaceBefore || isOpening(q.text(i-1)) || isDash(q.text(i-1))
		return before && !q.d.Tokens[i+1].SpaceBefore
	case "‘", "'":
		// An apostrophe is one sooner than not.
		before := i == r.first || q.d.Tokens[i].SpaceBefore || q.text(i-1) == "“"
		return before && !q.d.Tokens[i+1].SpaceBefore && q.d.Tokens[i+1].Capitals != extract.Lower
	}
	return false
}

func (q *quoter) closes(o openMark, i int) bool {
	t := q.text(i)
	switch o.mark {
	case "«":
		return t == "»"
	case "‹":
		return t == "›"
	case "„":
		return t == "“" || t == "”" || t == `"`
	case "“":
		return t == "”" || t == `"`
	case `"`:
		return t == `"` || t == "”"
	case "‘", "'":
		return (t == "’" || t == "'") && (i+1 >= len(q.d.Tokens) || q.d.Tokens[i+1].SpaceBefore || q.d.Tokens[i+1].Kind == extract.MarkToken)
	}
	return false
}

// isSpeech tells direct speech between marks, [first, end), from a name or
// title: by its punctuation, by what stands around it, or by its length.
func (q *quoter) isSpeech(first, end int, r tokenRange) bool {
	n := q.words(first, end, longSpeech)
	if n == 0 {
		return false
	}
	last := q.text(end - 1)
	switch {
	case n >= 2 && (last == "." || last == "…"), last == "!" || last == "?":
		return n >= 2 || q.introduced(first, r)
	case n >= 2 && last == ",":
		return true
	case q.holdsSentenceEnd(first, end), q.authorWithin(first, end) < end:
		return true
	case q.introduced(first, r):
		return n >= speechWords || q.speakerFollows(end+1, r)
	case q.speakerFollows(end+1, r):
		return n >= speechWords || n >= 2 && q.startsBlock(first, r)
	case q.quotativeFollows(end+1, r):
		return n >= 2
	case n >= ownWords && q.isSmall(first):
		return true
	}
	return n >= longSpeech && !lists().lawStart[q.d.Tokens[first].Lower]
}

// introduced tells whether a colon, or a comma after a verb of saying, stands
// before the mark that opens at first-1.
func (q *quoter) introduced(first int, r tokenRange) bool {
	i := first - 2
	if i > r.first && isDash(q.text(i)) {
		i--
	}
	if i < r.first {
		return false
	}
	if q.text(i) == ":" {
		return true
	}
	return q.text(i) == "," && i > r.first && lists().speech[q.d.Tokens[i-1].Lower]
}

func (q *quoter) startsBlock(first int, r tokenRange) bool { return first-1 == r.first }

// speakerFollows tells whether at i a comma and a dash come before a small
// letter, or a dash or comma before a verb of saying.
func (q *quoter) speakerFollows(i int, r tokenRange) bool {
	comma := false
	for ; i < r.end && (q.text(i) == "," || isStop(q.text(i))); i++ {
		comma = comma || q.text(i) == ","
	}
	dash := i < r.end && isDash(q.text(i))
	if dash {
		i++
	}
	if i >= r.end || !q.isSmall(i) {
		return false
	}
	if comma && dash {
		return true
	}
	if !comma && !dash {
		return false
	}
	for k := i; k < min(r.end, i+3); k++ {
		if lists().speech[q.d.Tokens[k].Lower] {
			return true
		}
	}
	return false
}

// quotativeFollows tells whether at i, with a comma and a dash or without,
// stands a word such as Kazakh деді. "X деп аталады" gives a name, though.
func (q *quoter) quotativeFollows(i int, r tokenRange) bool {
	for i < r.end && (q.text(i) == "," || isDash(q.text(i))) {
		i++
	}
	if i >= r.end || !lists().quotative[q.d.Tokens[i].Lower] {
		return false
	}
	return i+1 >= r.end || !lists().naming.begins(q.d.Tokens[i+1].Lower)
}

// holdsSentenceEnd tells whether a sentence ends inside [first, end) before its
// last token.
func (q *quoter) holdsSentenceEnd(first, end int) bool {
	return end-first > 1 && q.d.Tokens[first].Sentence != q.d.Tokens[end-1].Sentence
}

// isOpenSpeech tells whether a mark that the block does not close opens speech:
// it does if a sentence begins there.
func (q *quoter) isOpenSpeech(o openMark, r tokenRange) bool {
	return o.at == r.first || q.introduced(o.at+1, r) || q.d.Tokens[o.at].Sentence != q.d.Tokens[o.at-1].Sentence
}

// goesOn tells whether a quotation that block b leaves open is closed in one of
// the next paragraphs before another is opened, or opened anew in the next.
func (q *quoter) goesOn(b int, ranges []tokenRange) bool {
	for k := b + 1; k < len(ranges) && k <= b+quoteBlocks; k++ {
		r := ranges[k]
		if r.first == r.end || q.d.Blocks[k].Kind == extract.Caption {
			continue
		}
		for i := r.first; i < r.end; i++ {
			switch t := q.text(i); {
			case t == "»" || t == "”":
				return true
			case t == "«" || t == "“":
				if i != r.first {
					return false
				}
			}
		}
	}
	return false
}

// carry returns the mark in r that closes a quotation carried over from before,
// -1 if r is speech to its end, 0 if the quotation does not go on.
func (q *quoter) carry(r tokenRange) int {
	depth := 0
	for i := q.skipOpening(r.first, r.end); i < r.end; i++ {
		switch q.text(i) {
		case "«", "“", "„":
			depth++
		case "»", "”":
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	if depth == 0 {
		return -1
	}
	return 0
}

func (q *quoter) skipOpening(first, end int) int {
	for first < end && (isOpening(q.text(first)) || q.text(first) == `"`) {
		first++
	}
	return first
}
