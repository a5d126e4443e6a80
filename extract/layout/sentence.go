package layout

import (
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// maxSentence is the most tokens of a sentence. Text without full stops is cut
// there, so that work on a sentence has a bound.
const maxSentence = 1000

// A splitter finds where the sentences of one block end.
type splitter struct {
	t            []extract.Token // of the block
	abbreviation func(string) bool
}

// end returns the index after the last token of the sentence that begins at
// first. Marks of closing quotation belong to the sentence that they close.
func (s splitter) end(first int) int {
	limit := min(len(s.t), first+maxSentence)
	for i := first; i < limit; i++ {
		if s.t[i].Kind != extract.MarkToken || !isStop(s.t[i].Text) {
			continue
		}
		stops, e := s.stopsEnd(i)
		if e >= limit {
			return limit
		}
		if s.endsAt(i, stops, e, first) {
			return e
		}
		i = e - 1
	}
	return limit
}

// stopsEnd returns where the marks that end a sentence end, and where the
// quotation marks and brackets that they close do.
func (s splitter) stopsEnd(i int) (stops, end int) {
	j := i + 1
	for j < len(s.t) && isStop(s.t[j].Text) && !s.t[j].SpaceBefore {
		j++
	}
	stops = j
	for j < len(s.t) && !s.t[j].SpaceBefore && (isClosing(s.t[j].Text) || s.closesQuote(j)) {
		j++
	}
	// "». " and "”." have the stop behind the mark as well as before it.
	for j < len(s.t) && j > stops && !s.t[j].SpaceBefore && s.t[j].Text == "." {
		j++
	}
	return stops, j
}

// closesQuote tells whether a mark that may open or close a quotation closes
// one: no space before it, and after it a space, a mark or the end.
func (s splitter) closesQuote(j int) bool {
	if t := s.t[j].Text; t != `"` && t != "“" && t != "'" {
		return false
	}
	return j+1 >= len(s.t) || s.t[j+1].SpaceBefore || s.t[j+1].Kind == extract.MarkToken
}

// endsAt tells whether the stops [i, stops), with the marks up to e that they
// close, end the sentence that begins at first. Something stands at e.
func (s splitter) endsAt(i, stops, e, first int) bool {
	next := &s.t[e]
	closed := e > stops || i > 0 && isClosing(s.t[i-1].Text)
	if !next.SpaceBefore && !s.beginsUnspaced(i, e, closed) {
		return false
	}
	k := e
	if isDash(next.Text) {
		k++ // what the dash leads on with decides
	}
	for k < len(s.t) && (isOpening(s.t[k].Text) || s.t[k].Text == `"`) {
		k++
	}
	if k >= len(s.t) {
		return true
	}
	opening := &s.t[k]
	switch opening.Kind {
	case extract.WordToken:
		if opening.Capitals == extract.Lower && isCased(opening.Text) || opening.Text[0] == '\'' || lists().closers[opening.Lower] {
			return false // "Yahoo! Inc."
		}
	case extract.MixedToken:
		// 24.kg and 22-го begin sentences as well as a name does.
	case extract.MarkToken:
		if strings.Contains(",;:)]}»”%/", opening.Text) {
			return false
		}
	}
	if i == first {
		return false // "…" or "..." before a sentence's first word
	}
	if s.t[i].Text != "." || stops-i > 1 {
		return true
	}
	if e > stops {
		return s.t[stops].Text != ")" || !s.shortens(i)
	}
	return s.stopEnds(i, e, k)
}

// shortens tells whether the full stop at i may shorten the word before it.
func (s splitter) shortens(i int) bool {
	w := &s.t[i-1]
	return w.Kind == extract.WordToken &&
		(utf8.RuneCountInString(w.Text) == 1 || s.isUnit(i-1) || s.abbreviation(w.Lower))
}

// isCased tells whether a word has lower and upper case: Georgian and Arabic
// letters do not tell where a sentence begins.
func isCased(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return r < 0x590
}

// beginsUnspaced tells whether a sentence begins at e though no space parts it
// from the stop: "сотрудничества».Пресс-служба", "сказал он.Затем".
func (s splitter) beginsUnspaced(i, e int, closed bool) bool {
	next := &s.t[e]
	opens := isOpening(next.Text) && next.Text != "(" && next.Text != "["
	if next.Capitals != extract.Capital && !opens || next.Kind != extract.WordToken && !opens {
		return false
	}
	if closed {
		return true
	}
	previous := &s.t[max(i-1, 0)]
	return previous.Kind == extract.WordToken && previous.Capitals != extract.AllCaps &&
		utf8.RuneCountInString(previous.Text) > 2 && !s.abbreviation(previous.Lower)
}

// stopEnds tells whether the lone full stop at i, before which a word or number
// stands, ends the sentence rather than shortens the word. The sentence would
// go on at e, its first word or number stands at k.
func (s splitter) stopEnds(i, e, k int) bool {
	w, next := &s.t[i-1], &s.t[k]
	if s.t[i].SpaceBefore {
		return true
	}
	switch w.Kind {
	case extract.MarkToken:
		return true
	case extract.NumberToken:
		return i != 1 // "1." numbers an item
	}
	chain := s.chain(i)
	if lists().closers[chain] || lists().closers[w.Lower] {
		return !lists().followers[next.Lower]
	}
	starts := lists().starters[next.Lower] && !s.isInitial(k)
	if s.isUnit(i - 1) {
		if s.isYear(i-1) && s.isDay(k) {
			return false // "2024 ж. 12 мамырда"
		}
		return starts || next.Kind != extract.WordToken || next.Capitals != extract.Lower
	}
	letters := utf8.RuneCountInString(w.Text)
	if letters == 1 && (w.Capitals == extract.Capital || len(chain) > len(w.Lower)) {
		return starts || isDash(s.t[e].Text)
	}
	if s.abbreviation(w.Lower) {
		return starts && next.Kind == extract.WordToken
	}
	return true
}

// chain returns the letters and stops without spaces that end before the stop
// at i: "т.д" for "т.д." and "т. д.".
func (s splitter) chain(i int) string {
	const most = 6
	j := i - 1
	for j >= 2 && i-j < most && s.t[j-1].Text == "." && utf8.RuneCountInString(s.t[j].Text) <= 2 &&
		utf8.RuneCountInString(s.t[j-2].Text) == 1 && s.t[j-2].Kind == extract.WordToken {
		j -= 2
	}
	if j == i-1 {
		return s.t[j].Lower
	}
	var b strings.Builder
	for k := j; k < i; k++ {
		b.WriteString(s.t[k].Lower)
	}
	return b.String()
}

// isInitial tells whether the token at k is one letter and a full stop.
func (s splitter) isInitial(k int) bool {
	return k+1 < len(s.t) && s.t[k+1].Text == "." && !s.t[k+1].SpaceBefore &&
		s.t[k].Capitals == extract.Capital && utf8.RuneCountInString(s.t[k].Text) == 1
}

// isYear tells whether the word at k closes a year that no month stands before.
func (s splitter) isYear(k int) bool {
	return lists().yearWords[s.t[k].Lower] && (k < 2 || lists().months[s.t[k-2].Lower] == 0)
}

// isDay tells whether a day and its month stand at k.
func (s splitter) isDay(k int) bool {
	return k+1 < len(s.t) && s.t[k].Kind == extract.NumberToken && lists().months[s.t[k+1].Lower] > 0
}

// isUnit tells whether the word at k is a unit or "г." after a number or a
// Roman numeral, as in "2015 г." and "XX в.".
func (s splitter) isUnit(k int) bool {
	if k == 0 || s.t[k].Capitals != extract.Lower || !lists().units[s.t[k].Lower] {
		return false
	}
	before := &s.t[k-1]
	if before.Kind == extract.MarkToken {
		return before.Text == "." && k > 1 && lists().units[s.t[k-2].Lower] // "5 млн. т."
	}
	return before.Kind != extract.WordToken || lists().units[before.Lower] && k > 1 && (s.t[k-2].Kind == extract.NumberToken || lists().units[s.t[k-2].Lower]) ||
		before.Capitals != extract.Lower && strings.Trim(before.Text, "IVXLCМХ") == ""
}
