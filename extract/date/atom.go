package date

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// An atom is what patterns are matched against: a token, a part of one
// ("mid-March" is three), or several that make up a date in figures.
type atom struct {
	first, end   int    // tokens
	starts, ends bool   // whether it begins its first token and ends its last
	text         string // lower case, ё as е
	senses       []sense
	mask         uint64 // of the classes in senses; the lowest bit: it may be a word of a pattern

	number int    // the value of leading digits, -1 without
	digits int    // how many there are
	suffix string // the letters after them: "22-го" has "го"
	roman  int    // the value of a Roman numeral in capitals, 0 without
	date   schema.Date
	dm     int // day and month of "15.01" as 115, 0 without

	capital bool // begins with a capital letter
	initial bool // where a capital means nothing: at the start of the sentence
	mark    bool
}

// A sentence is one sentence of a document as atoms.
type sentence struct {
	doc     *extract.Doc
	index   int
	block   int
	span    schema.Span
	atoms   []atom
	dates   []*match // what scan found; see there
	scanned bool     // whether dates have been read
	signals []signal // of tense; see tense.go
	signed  bool     // whether signals have been read
}

// sentences are those of a document, each read when it is first asked for: the
// day of an article, its dates and its numbers are all read from them.
type sentences struct {
	doc   *extract.Doc
	lex   *lexicon
	read  []*sentence
	atoms []atom // room for those of the sentences to come
}

func sentencesOf(d *extract.Doc, lex *lexicon) *sentences {
	return extract.Note(d, lex, func() *sentences {
		const parts = 16 // atoms more than tokens, where words have several
		return &sentences{d, lex, make([]*sentence, len(d.Sentences)), make([]atom, 0, len(d.Tokens)+parts)}
	})
}

// at returns the i-th sentence without its block's dateline.
func (x *sentences) at(i int) *sentence {
	if x.read[i] == nil {
		x.read[i] = x.sentence(i, false)
	}
	return x.read[i]
}

// withDateline returns the i-th sentence with its block's dateline.
func (x *sentences) withDateline(i int) *sentence {
	sent := &x.doc.Sentences[i]
	if line := x.doc.Blocks[sent.Block].Dateline; line.Len() > 0 && line.Overlaps(sent.Span) {
		return x.sentence(i, true)
	}
	return x.at(i)
}

// sentence reads the i-th sentence with or without the tokens of the dateline.
func (x *sentences) sentence(i int, withDateline bool) *sentence {
	d, lex := x.doc, x.lex
	sent := &d.Sentences[i]
	s := &sentence{doc: d, index: i, block: sent.Block, span: sent.Span, atoms: x.atoms[len(x.atoms):]}
	dateline := d.Blocks[sent.Block].Dateline
	initial := true
	for t := sent.First; t < sent.End; {
		tok := &d.Tokens[t]
		if !withDateline && dateline.Len() > 0 && dateline.Contains(tok.Span) {
			t++
			continue
		}
		n := s.add(d, lex, t, sent.End, initial)
		initial = tok.Kind == extract.MarkToken && (initial || opensClause(tok.Text))
		t += n
	}
	if n := len(x.atoms) + len(s.atoms); n <= cap(x.atoms) {
		x.atoms = x.atoms[:n] // else the sentence has grown into memory of its own
		s.atoms = s.atoms[:len(s.atoms):len(s.atoms)]
	}
	return s
}

// opensClause reports whether the word behind a mark has a capital whatever it is.
func opensClause(mark string) bool {
	switch mark {
	case "«", "\"", "“", "„", "—", "–", "•", ":":
		return true
	}
	return false
}

// add appends the atoms of token t and returns how many tokens they take.
func (s *sentence) add(d *extract.Doc, lex *lexicon, t, end int, initial bool) int {
	tok := &d.Tokens[t]
	text := extract.FoldYo(tok.Lower)
	if text != "" && text[0] >= '0' && text[0] <= '9' {
		if date, n := figures(d, t, end); n > 0 {
			s.atoms = append(s.atoms, atom{first: t, end: t + n, starts: true, ends: true, number: -1, date: date, text: "#", mask: patternWord})
			return n
		}
	}
	a := newAtom(lex, text, tok.Kind == extract.MarkToken, capital(tok), initial)
	if len(a.senses) == 0 && tok.Kind != extract.MarkToken && s.split(lex, tok, t, text, initial) {
		return 1
	}
	a.first, a.end, a.starts, a.ends = t, t+1, true, true
	s.atoms = append(s.atoms, a)
	return 1
}

func capital(t *extract.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return unicode.IsUpper(r)
}

// split adds the parts of a word with a hyphen or dash inside if every part
// is known: "mid-March", "январь-сентябрь", "3-9".
func (s *sentence) split(lex *lexicon, tok *extract.Token, t int, text string, initial bool) bool {
	if nextDash(text) < 0 {
		return false
	}
	begin := len(s.atoms)
	upper := capital(tok)
	for rest, at := text, 0; ; {
		i := nextDash(rest)
		part := rest
		if i >= 0 {
			part = rest[:i]
		}
		// Capitals are looked up in the text as it stands, which folding to
		// lower case may have made longer or shorter.
		up := upper
		if at > 0 && len(tok.Text) == len(text) {
			r, _ := utf8.DecodeRuneInString(tok.Text[at:])
			up = unicode.IsUpper(r)
		}
		a := newAtom(lex, part, false, up, initial && at == 0)
		if part == "" || len(a.senses) == 0 && (a.number < 0 || a.suffix != "" && !lex.suffixes[classDecade][a.suffix]) {
			s.atoms = s.atoms[:begin]
			return false
		}
		a.first, a.end, a.starts, a.ends = t, t+1, at == 0, i < 0
		s.atoms = append(s.atoms, a)
		if i < 0 {
			break
		}
		_, n := utf8.DecodeRuneInString(rest[i:])
		dash := newAtom(lex, rest[i:i+n], true, false, false)
		dash.first, dash.end = t, t+1
		s.atoms = append(s.atoms, dash)
		rest, at = rest[i+n:], at+i+n
	}
	if len(s.atoms) == begin+1 {
		s.atoms = s.atoms[:begin]
		return false
	}
	return true
}

// nextDash returns where the first mark stands that parts of a word are joined
// with, or -1.
func nextDash(s string) int {
	for i := range len(s) {
		switch s[i] {
		case '-', '/':
			return i
		case "–"[0]:
			if r, _ := utf8.DecodeRuneInString(s[i:]); r == '–' || r == '—' || r == '‑' {
				return i
			}
		}
	}
	return -1
}

// patternWord is the bit of a mask that all words of patterns have.
const patternWord uint64 = 1 << classNone

// newAtom returns the atom of one word, figure or mark.
func newAtom(lex *lexicon, text string, mark, upper, initial bool) atom {
	a := atom{text: text, mask: patternWord, number: -1, mark: mark, capital: upper, initial: initial}
	if a.number, a.digits, a.suffix = leadingNumber(text); a.number >= 0 && a.suffix == "" {
		return a
	}
	if a.number < 0 {
		a.dm = dayMonth(text)
	}
	if upper {
		a.roman = roman(text)
	}
	for _, p := range lex.yearPrefixes {
		if rest, ok := strings.CutPrefix(text, p); ok && len(rest) == 4 && allDigits(rest) {
			a.number, a.digits, a.suffix = leadingNumber(rest)
			return a
		}
	}
	a.senses = lex.words[text]
	if a.senses == nil && lex.possessive != nil {
		for _, p := range lex.possessive {
			if w, ok := strings.CutSuffix(text, p); ok {
				a.senses = lex.words[w]
			}
		}
	}
	a.mask = lex.mask(a.senses, upper)
	if a.mask == 0 {
		a.senses = nil
	}
	return a
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// dayMonth reads "15.01", day first, as 115: month times a hundred and day. It
// is 0 if the text is no such figure.
func dayMonth(text string) int {
	if len(text) != len("15.01") || text[2] != '.' || !allDigits(text[:2]) || !allDigits(text[3:]) {
		return 0
	}
	day, month := int(text[0]-'0')*10+int(text[1]-'0'), int(text[3]-'0')*10+int(text[4]-'0')
	if !(schema.Date{Year: 2000, Month: month, Day: day}).Valid() || day == 0 || month == 0 {
		return 0
	}
	return month*100 + day
}

// latinLetters are the letters of Roman numerals that centuries and quarters
// need; Cyrillic ones that look alike are as common in print.
var latinLetters = map[rune]byte{'i': 'i', 'і': 'i', 'v': 'v', 'x': 'x', 'х': 'x'}

var romanUnits = [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}

// roman reads a Roman numeral up to 39 in its usual form; it is 0 if the
// lower-case text is none.
func roman(text string) int {
	if len(text) > 2*len("xxxviii") {
		return 0
	}
	var letters []byte
	for _, r := range text {
		l, ok := latinLetters[r]
		if !ok {
			return 0
		}
		letters = append(letters, l)
	}
	tens := 0
	for tens < len(letters) && letters[tens] == 'x' {
		tens++
	}
	units := slices.Index(romanUnits[:], string(letters[tens:]))
	if units < 0 || tens > 3 {
		return 0
	}
	return 10*tens + units
}

// leadingNumber cuts "22-го" into 22, two digits and "го". The number is -1 if
// the text does not begin with up to nine digits or goes on otherwise.
func leadingNumber(text string) (number, digits int, suffix string) {
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		number = number*10 + int(text[digits]-'0')
		if digits++; digits > 9 {
			return -1, 0, ""
		}
	}
	if digits == 0 {
		return -1, 0, ""
	}
	suffix = text[digits:]
	for _, dash := range []string{"-", "‑", "–", "’", "'"} {
		if s, ok := strings.CutPrefix(suffix, dash); ok {
			suffix = s
			break
		}
	}
	for _, r := range suffix {
		if !unicode.IsLetter(r) {
			return -1, 0, ""
		}
	}
	return number, digits, suffix
}

// figures reads a date in figures that begins with token t and ends with a
// token before end: 2025-12-01, 01.12.2025, 1/12/2025 (day first).
func figures(d *extract.Doc, t, end int) (schema.Date, int) {
	limit := d.Tokens[end-1].Span.End
	start := d.Tokens[t].Span.Start
	text := d.Article.Text[start:min(limit, start+len("2025-12-01T"))]
	date, n := parseFigures(text)
	if n == 0 {
		return schema.Date{}, 0
	}
	for k := t; k < end; k++ {
		switch stop := d.Tokens[k].Span.End; {
		case stop == start+n:
			return date, k + 1 - t
		case stop > start+n:
			// A time of day may be glued on: 2025-12-01T10:00.
			if text[n:] != "" && text[n] == 'T' {
				return date, k + 1 - t
			}
			return schema.Date{}, 0
		}
	}
	return schema.Date{}, 0
}

// youngest is the first year of two figures that belongs to the last century.
const youngest = 50

// parseFigures reads the date at the start of text and returns its length.
func parseFigures(text string) (schema.Date, int) {
	var parts [3]int
	var widths [3]int
	var sep byte
	i := 0
	for p := range parts {
		begin := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' && i-begin < 4 {
			parts[p] = parts[p]*10 + int(text[i]-'0')
			i++
		}
		widths[p] = i - begin
		if widths[p] == 0 {
			return schema.Date{}, 0
		}
		if p == 2 {
			break
		}
		if i == len(text) || text[i] != '-' && text[i] != '.' && text[i] != '/' || p > 0 && text[i] != sep {
			return schema.Date{}, 0
		}
		sep = text[i]
		i++
	}
	var d schema.Date
	switch {
	case widths[0] == 4 && sep != '/' && widths[1] == 2 && widths[2] == 2:
		d = schema.Date{Year: parts[0], Month: parts[1], Day: parts[2]}
	case widths[2] == 4 && sep != '-' && widths[0] <= 2 && widths[1] <= 2:
		d = schema.Date{Year: parts[2], Month: parts[1], Day: parts[0]}
		if parts[1] > 12 && sep == '/' { // the American order
			d.Month, d.Day = parts[0], parts[1]
		}
	case widths == [3]int{2, 2, 2} && sep == '.':
		d = schema.Date{Year: 2000 + parts[2], Month: parts[1], Day: parts[0]}
		if parts[2] >= youngest {
			d.Year -= 100
		}
	default:
		return schema.Date{}, 0
	}
	if i < len(text) && text[i] >= '0' && text[i] <= '9' || d.Month == 0 || d.Day == 0 || !d.Valid() || d.Year < 1000 {
		return schema.Date{}, 0
	}
	return d, i
}
