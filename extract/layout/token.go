package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Tokens splits text into words, numbers and marks as [Lay] does, so that a
// gazetteer's names are cut like the articles they are looked up in. Every rune
// of the text that is not white space is in exactly one token.
//
//   - A word keeps its inner hyphens and apostrophes: Касым-Жомарт, ЕО-ның,
//     O'Neill. The English 's is a word of its own: EU + 's.
//   - A suffix that a hyphen joins to a closing quotation mark, a bracket or a
//     per cent sign is a word that begins with the hyphen: 45 + % + -ға.
//   - Decimal numbers, dates (04.11.2025, 2025-11-04) and figures grouped by
//     thin spaces are one token; 1 000 with an ordinary space is two, and a
//     range is three: 3 + - + 4.
//   - Web and mail addresses are one word: Kapital.kz, 24.kg.
//   - A full stop after an initial or an abbreviation is a mark of its own.
func Tokens(text string) []extract.Token {
	return appendTokens(nil, text, 0, len(text))
}

func appendTokens(dst []extract.Token, text string, start, end int) []extract.Token {
	text = text[:end]
	first, spaced := len(dst), false
	for i := start; i < end; {
		r, n := runeAt(text, i)
		c := classOf(r)
		if c&space != 0 {
			spaced = true
			i += n
			continue
		}
		s := shape{kind: extract.MarkToken}
		switch {
		case c&(letter|digit) != 0:
			s = scanWord(text, i)
		case !spaced && len(dst) > first && joinsPrevious(text, i, r, n, &dst[len(dst)-1]):
			s = scanWord(text, i+n)
		default:
			s.end = i + n
		}
		t := extract.Token{
			Span: schema.Span{Start: i, End: s.end}, Text: text[i:s.end],
			Kind: s.kind, Capitals: s.capitals, SpaceBefore: spaced,
		}
		t.Lower = s.lower(t.Text)
		dst = append(dst, t)
		i, spaced = s.end, false
	}
	return dst
}

// joinsPrevious tells whether the hyphen or apostrophe r at i begins a suffix
// of the token before it, from which no space separates it.
func joinsPrevious(text string, i int, r rune, n int, previous *extract.Token) bool {
	next := classAt(text, i+n, len(text))
	switch {
	case isApostrophe(r):
		return previous.Kind != extract.MarkToken && isPossessive(text, i+n)
	case !isHyphen(r) || next&letter == 0 || next&upper != 0 || previous.Kind != extract.MarkToken:
		return false
	}
	return isClosing(previous.Text) || previous.Text == "%" || previous.Text == `"`
}

// isPossessive tells whether at i stands an s and no letter after it.
func isPossessive(text string, i int) bool {
	return i < len(text) && (text[i] == 's' || text[i] == 'S') &&
		classAt(text, i+1, len(text))&(letter|digit) == 0
}

// A shape is a scanned word or number.
type shape struct {
	end      int
	kind     extract.TokenKind
	capitals extract.Capitals
	// uneven is set when lower case is more than a change of letter case:
	// a soft hyphen or a combining mark stands inside.
	uneven bool
}

func (s shape) lower(text string) string {
	if s.uneven {
		return lowerEven(text)
	}
	if s.capitals == extract.Lower {
		return text
	}
	b := make([]byte, 0, len(text)+4) // a few letters are longer in lower case
	for i := 0; i < len(text); {
		r, n := runeAt(text, i)
		b = utf8.AppendRune(b, lowerRune(r))
		i += n
	}
	return string(b)
}

// A scan is what scanWord has seen of a word so far.
type scan struct {
	letters, uppers, digits int
	uneven                  bool
	// Of the part since the last hyphen or apostrophe.
	partLetters, partUppers int
	partCapital             bool
	// Of all parts before it.
	mixed   bool
	parts   int
	capital bool // the first part begins with a capital
}

// scanWord reads the word or number that starts at i with a letter or digit.
func scanWord(text string, i int) shape {
	if j := addressEnd(text, i); j > 0 {
		return addressShape(text, i, j)
	}
	if c := text[i]; c >= '0' && c <= '9' {
		if j := isoDateEnd(text, i); j > 0 {
			return shape{end: j, kind: extract.NumberToken}
		}
	}
	var s scan
	j := i
	for j < len(text) {
		j = s.run(text, j)
		if j == len(text) {
			break
		}
		r, n := runeAt(text, j)
		if classOf(r)&space != 0 && !isThinSpace(r) {
			break
		}
		k := s.over(text, j, r, n)
		if k == 0 {
			break
		}
		if k < 0 {
			if e := dottedEnd(text, i, j); e > 0 {
				return addressShape(text, i, e)
			}
			break
		}
		j = k
	}
	return s.shape(j)
}

// run reads letters, digits and joining marks from j on and returns where they
// end.
func (s *scan) run(text string, j int) int {
	for j < len(text) {
		// The two cases that are nearly all, without a call.
		var c class
		n := 1
		if b := text[j]; b < utf8.RuneSelf {
			c = classes[b]
		} else if b < 0xd4 && b >= 0xc2 && j+1 < len(text) && text[j+1]&0xc0 == 0x80 {
			c, n = classes[rune(b&0x1f)<<6|rune(text[j+1]&0x3f)], 2
		} else {
			var r rune
			r, n = runeAt(text, j)
			c = classOf(r)
		}
		switch {
		case c&letter != 0:
			s.letters++
			if c&upper != 0 {
				s.uppers++
				s.partUppers++
				s.partCapital = s.partCapital || s.partLetters == 0
			}
			s.partLetters++
		case c&digit != 0:
			s.digits++
		case c&joining != 0:
			s.uneven = true
		default:
			return j
		}
		j += n
	}
	return j
}

// over returns where to read on after the rune r at j, which is no letter and
// no digit, if the word goes on behind it; else 0, or -1 if it may be an
// address.
func (s *scan) over(text string, j int, r rune, n int) int {
	next := classAt(text, j+n, len(text))
	switch {
	case r == '.' || r == ',':
		if s.letters == 0 && next&digit != 0 {
			return j + n
		}
		if r == '.' && next&(letter|digit) != 0 {
			return -1
		}
	case r == '@':
		return -1
	case isHyphen(r):
		if next&letter != 0 || next&digit != 0 && s.letters > 0 {
			s.endPart()
			return j + n
		}
	case isApostrophe(r):
		if next&letter != 0 && s.letters > 0 && !isPossessive(text, j+n) {
			s.endPart()
			return j + n
		}
	case r == '&':
		if next&upper != 0 && s.partUppers > 0 && s.partUppers == s.partLetters {
			return j + n
		}
	case isThinSpace(r):
		if s.letters == 0 && isGroup(text, j+n) {
			return j + n
		}
	}
	return 0
}

// isGroup tells whether exactly three digits stand at i.
func isGroup(text string, i int) bool {
	for k := range 3 {
		if i+k >= len(text) || text[i+k] < '0' || text[i+k] > '9' {
			return false
		}
	}
	return classAt(text, i+3, len(text))&digit == 0
}

// endPart ends the part of the word before a hyphen, an apostrophe or the end.
func (s *scan) endPart() {
	if s.partLetters > 0 {
		if s.parts == 0 {
			s.capital = s.partCapital
		}
		s.parts++
		s.mixed = s.mixed || s.partUppers > 1 || s.partUppers == 1 && !s.partCapital
	}
	s.partLetters, s.partUppers, s.partCapital = 0, 0, false
}

func (s *scan) shape(end int) shape {
	s.endPart()
	sh := shape{end: end, uneven: s.uneven, capitals: s.capitals()}
	switch {
	case s.letters == 0:
		sh.kind = extract.NumberToken
	case s.digits > 0:
		sh.kind = extract.MixedToken
	}
	return sh
}

// capitals tells how the word is capitalised: Capital if its first part is and
// the others are so or lower-case.
func (s *scan) capitals() extract.Capitals {
	switch {
	case s.uppers == 0:
		return extract.Lower
	case s.uppers == s.letters && s.letters > 1:
		return extract.AllCaps
	case s.mixed || !s.capital:
		return extract.MixedCap
	}
	return extract.Capital
}

// lowerEven folds to lower case and drops what does not tell words apart: soft
// hyphens and stress marks. A breve over и and two dots over е are composed.
func lowerEven(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	last := rune(0)
	write := func() {
		if last != 0 {
			b.WriteRune(last)
		}
	}
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case r == '\u0306' && last == 'и':
			last = 'й'
		case r == '\u0308' && last == 'е':
			last = 'ё'
		case r == '\u0301' || r == '\u0300' || r == '\u00ad' || r == '\u200c' || r == '\u200d' || r == '\u2060':
		default:
			write()
			last = r
		}
	}
	write()
	return b.String()
}

// isoDateEnd returns the end of a date YYYY-MM-DD at i, or 0.
func isoDateEnd(text string, i int) int {
	const layout = "dddd-dd-dd"
	if len(text)-i < len(layout) {
		return 0
	}
	for k := range len(layout) {
		c := text[i+k]
		if isDigit := c >= '0' && c <= '9'; layout[k] == 'd' != isDigit || !isDigit && c != '-' {
			return 0
		}
	}
	j := i + len(layout)
	if classAt(text, j, len(text))&(letter|digit) != 0 || j < len(text) && text[j] == '-' {
		return 0
	}
	return j
}

func addressShape(text string, i, end int) shape {
	s := shape{end: end, capitals: extract.Lower}
	for _, r := range text[i:end] {
		c := classOf(r)
		if c&digit != 0 {
			s.kind = extract.MixedToken
		}
		if c&upper != 0 {
			s.capitals = extract.MixedCap
		}
	}
	if r, _ := utf8.DecodeRuneInString(text[i:end]); s.capitals == extract.MixedCap && classOf(r)&upper != 0 {
		s.capitals = extract.Capital
		if t := text[i:end]; strings.ToUpper(t) == t {
			s.capitals = extract.AllCaps
		}
	}
	return s
}

// addressEnd returns the end of the address that starts at i with its scheme
// or with www, or 0.
func addressEnd(text string, i int) int {
	switch text[i] {
	case 'h', 'H', 'w', 'W':
	default:
		return 0
	}
	for _, prefix := range [...]string{"https://", "http://", "www."} {
		if len(text)-i > len(prefix) && strings.EqualFold(text[i:i+len(prefix)], prefix) &&
			classAt(text, i+len(prefix), len(text))&(letter|digit) != 0 {
			return pathEnd(text, i+len(prefix))
		}
	}
	return 0
}

// pathEnd returns the end of the address that goes on at i: before white
// space, a bracket or a quotation mark, its last punctuation left out.
func pathEnd(text string, i int) int {
	j := i
	for j < len(text) {
		r, n := runeAt(text, j)
		if classOf(r)&space != 0 || strings.ContainsRune("<>\"«»“”„()[]{}|…—", r) {
			break
		}
		j += n
	}
	for j > i && strings.IndexByte(".,;:!?'", text[j-1]) >= 0 {
		j--
	}
	return j
}

// dottedEnd returns the end of the web or mail address that starts at i and
// has its first dot or at sign at dot, or 0. A host is known by its last label.
func dottedEnd(text string, i, dot int) int {
	if text[dot] == '@' {
		return hostEnd(text, dot+1)
	}
	j := labelsEnd(text, i)
	if j < len(text) && text[j] == '@' {
		return hostEnd(text, j+1)
	}
	j = hostEnd(text, i)
	if j > 0 && j < len(text) && text[j] == '/' && classAt(text, j+1, len(text))&(letter|digit) != 0 {
		return pathEnd(text, j)
	}
	return j
}

// labelsEnd returns the end of the letters, digits, hyphens and inner dots at i.
func labelsEnd(text string, i int) int {
	const most = 100 // longer than any host that an article names
	j := i
	for j < len(text) && j-i < most {
		r, n := runeAt(text, j)
		if c := classOf(r); c&(letter|digit) != 0 || r == '-' || r == '_' {
			j += n
			continue
		}
		if r != '.' || classAt(text, j+n, len(text))&(letter|digit) == 0 {
			break
		}
		j += n
	}
	return j
}

// hostEnd returns the end of the longest host name at i whose last label is
// known, with a suffix of letters that a hyphen joins to it; or 0.
func hostEnd(text string, i int) int {
	end := labelsEnd(text, i)
	best := 0
	for j := i; j < end; {
		dot := strings.IndexByte(text[j:end], '.')
		if dot < 0 {
			break
		}
		label := j + dot + 1
		k := label
		for k < end {
			r, n := runeAt(text, k)
			if classOf(r)&letter == 0 {
				break
			}
			k += n
		}
		if isTopLevel(text[label:k], text[i:label-1]) {
			if k == end || text[k] == '.' {
				best = k
			} else if text[k] == '-' {
				return suffixEnd(text, k)
			}
		}
		j = label
	}
	return best
}

// suffixEnd returns the end of the hyphen at i and the letters after it.
func suffixEnd(text string, i int) int {
	j := i + 1
	for j < len(text) {
		r, n := runeAt(text, j)
		if classOf(r)&letter == 0 {
			break
		}
		j += n
	}
	return j
}

// isTopLevel tells whether label ends the name of a host that begins with the
// given text. A label that is also a word must be lower case, or capitals
// after capitals: "said.In" is two words of two sentences.
func isTopLevel(label, before string) bool {
	if before == "" || len(label) < 2 {
		return false
	}
	if lists().topLevel[label] {
		return true
	}
	return strings.ToUpper(label) == label && strings.ToUpper(before) == before &&
		lists().topLevel[strings.ToLower(label)]
}
