package layout

import (
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Dateline is the parts of the opening of a report: where it was sent from,
// when, and by whom. What it does not say is the empty span.
type Dateline struct {
	Span   schema.Span // all of it, the closing dash or full stop included
	Place  schema.Span // "АСТАНА", "SAMARKAND"
	Region schema.Span // "Uzbekistan" in "SAMARKAND, Uzbekistan"
	Date   schema.Span // "4 наурыз", "Nov. 6", "3 декабря 2025 года"
	Agency schema.Span // "KAZINFORM", "ТАСС", without marks around it
}

const (
	// datelineTokens is how far from the start of a paragraph a dateline reaches.
	datelineTokens = 28
	placeWords     = 4
	agencyWords    = 5
	// placeLetters is the least letters of a place in capitals that stands alone:
	// shorter words are abbreviations sooner than towns ("МИД.").
	placeLetters = 4
)

// ParseDateline reads the dateline that the tokens of a paragraph begin with.
// It needs a place and a date or an agency, unless the place is written in
// capitals before a dash or, where the article opens, before a full stop.
func ParseDateline(tokens []extract.Token, opens bool) (Dateline, bool) {
	p := datelineParser{t: tokens[:min(len(tokens), datelineTokens)], bare: opens}
	return p.parse()
}

type datelineParser struct {
	t []extract.Token
	i int
	d Dateline
	// bare allows a place and a full stop alone.
	bare bool
}

func (p *datelineParser) parse() (Dateline, bool) {
	shouted := p.place()
	if p.d.Place.IsZero() {
		return Dateline{}, false
	}
	bracketed := p.parts()
	dated, signed := !p.d.Date.IsZero(), !p.d.Agency.IsZero()
	if !shouted && !dated && !bracketed {
		return Dateline{}, false
	}
	switch {
	case p.isSpacedDash(p.i):
		if !dated && !signed && !p.opensSentence(p.i+1) || p.date(p.i+1) > 0 && p.dateEnds(p.i) {
			return Dateline{}, false
		}
		p.i++
		if p.isSpacedDash(p.i) && !p.t[p.i].SpaceBefore {
			p.i++ // a dash typed as "--"
		}
	case p.at(p.i, ".") && (dated || bracketed), p.at(p.i, ":") && dated:
		p.i++
		if p.isSpacedDash(p.i) {
			p.i++
		}
	case p.at(p.i, ".") && p.bare && p.opensSentence(p.i+1) && !p.isShort(0):
		p.i++
	case p.i > 0 && p.t[p.i-1].Text == "." && dated:
	default:
		return Dateline{}, false
	}
	if p.i >= len(p.t) && len(p.t) == datelineTokens {
		return Dateline{}, false
	}
	p.d.Span = schema.Span{Start: p.t[0].Span.Start, End: p.t[p.i-1].Span.End}
	return p.d, true
}

func (p *datelineParser) at(i int, text string) bool { return i < len(p.t) && p.t[i].Text == text }

func (p *datelineParser) isSpacedDash(i int) bool {
	return i < len(p.t) && isDash(p.t[i].Text) && (p.t[i].SpaceBefore || i+1 < len(p.t) && p.t[i+1].SpaceBefore)
}

// opensSentence tells whether a sentence can begin at i: a name in capitals
// before a dash is else the subject of the sentence ("ЕС — крупнейший ...").
func (p *datelineParser) opensSentence(i int) bool {
	if i >= len(p.t) {
		return false
	}
	t := &p.t[i]
	return t.Kind == extract.WordToken && t.Capitals == extract.Capital || t.Kind == extract.NumberToken || isOpening(t.Text)
}

// span returns the span of tokens [first, end).
func (p *datelineParser) span(first, end int) schema.Span {
	return schema.Span{Start: p.t[first].Span.Start, End: p.t[end-1].Span.End}
}

// place reads the place and tells whether it is written in capitals.
func (p *datelineParser) place() bool {
	shouted, n := true, 0
	for n < len(p.t) && n < placeWords {
		if p.joinsPlaces(n) {
			n++
		}
		if p.t[n].Kind != extract.WordToken {
			break
		}
		c := p.t[n].Capitals
		if c != extract.AllCaps && !(c == extract.Capital && (!shouted || n == 0)) {
			break
		}
		shouted = shouted && c == extract.AllCaps
		n++
	}
	if n == 0 || shouted && n == 1 && p.isShort(0) && !p.at(1, ",") && !p.at(1, ".") {
		return false
	}
	p.d.Place, p.i = p.span(0, n), n
	return shouted
}

// joinsPlaces tells the mark between two places in capitals: LONDON/MELBOURNE.
func (p *datelineParser) joinsPlaces(i int) bool {
	return i > 0 && i+1 < len(p.t) && (p.at(i, "/") || isDash(p.t[i].Text)) && !p.t[i].SpaceBefore && !p.t[i+1].SpaceBefore &&
		p.t[i-1].Capitals == extract.AllCaps && p.t[i+1].Capitals == extract.AllCaps
}

func (p *datelineParser) isShort(i int) bool {
	return utf8.RuneCountInString(p.t[i].Text) < placeLetters
}

// parts reads region, date and agency in the order in which they come and tells
// whether the agency stands between marks.
func (p *datelineParser) parts() (bracketed bool) {
	for p.i < len(p.t) {
		i := p.i
		if p.at(i, ",") || p.at(i, ".") && i+1 < len(p.t) {
			i++
		}
		if end := p.date(i); end > 0 && p.d.Date.IsZero() {
			p.d.Date, p.i = p.span(i, end), end
			continue
		}
		if p.d.Agency.IsZero() {
			if end := p.bracketed(i); end > 0 {
				p.i, bracketed = p.apposition(end), true
				continue
			}
			if end := p.agency(i); end > 0 {
				p.d.Agency, p.i = p.span(i, end), end
				return bracketed
			}
		}
		if end := p.region(i); end > 0 && i > p.i && p.t[p.i].Text == "," && p.d.Region.IsZero() {
			p.d.Region, p.i = p.span(i, end), end
			continue
		}
		return bracketed
	}
	return bracketed
}

// date returns where the date at i ends, or 0: "4 наурыз", "Nov. 6, 2025",
// "3 декабря 2025 года", "03.12.2025".
func (p *datelineParser) date(i int) int {
	if i >= len(p.t) {
		return 0
	}
	if p.t[i].Kind == extract.NumberToken {
		if len(p.t[i].Text) >= len("1.2.2025") {
			return i + 1
		}
		if i+1 < len(p.t) && lists().months[p.t[i+1].Lower] > 0 {
			return p.year(p.dot(i + 2))
		}
		return 0
	}
	if lists().months[p.t[i].Lower] == 0 {
		return 0
	}
	j := p.dot(i + 1)
	if j < len(p.t) && p.t[j].Kind != extract.WordToken && p.t[j].Kind != extract.MarkToken {
		return p.year(j + 1)
	}
	return 0
}

// dateEnds reports whether the date of the dateline ends right before i: of "Форум
// 28 мая – 2 июня" it is but the first day.
func (p *datelineParser) dateEnds(i int) bool {
	return !p.d.Date.IsZero() && p.d.Date.End == p.t[i-1].Span.End
}

// dot steps over the full stop of an abbreviation: it is one if the date goes
// on with a figure behind it.
func (p *datelineParser) dot(i int) int {
	if p.at(i, ".") && i+1 < len(p.t) && p.t[i+1].Kind == extract.NumberToken {
		return i + 1
	}
	return i
}

// year steps over a year, with the word "года" or "жылы" after it.
func (p *datelineParser) year(i int) int {
	j := i
	if p.at(j, ",") {
		j++
	}
	if j >= len(p.t) || p.t[j].Kind == extract.MarkToken || len(p.t[j].Text) < 4 || !isYear(p.t[j].Text[:4]) {
		return i
	}
	j++
	if j < len(p.t) && p.t[j].Kind == extract.WordToken && p.t[j].Capitals == extract.Lower && lists().yearWords[p.t[j].Lower] {
		j++
		if p.at(j, ".") && j+1 < len(p.t) && p.t[j-1].Lower != "года" && p.t[j-1].Lower != "жыл" {
			j++
		}
	}
	return j
}

func isYear(s string) bool {
	return s >= "1900" && s <= "2099" && isGroup(s, 1)
}

// bracketed returns where the agency between slashes, brackets or quotation
// marks at i ends, or 0.
func (p *datelineParser) bracketed(i int) int {
	if i >= len(p.t) {
		return 0
	}
	closer := map[string]string{"/": "/", "(": ")", "[": "]", "«": "»", "“": "”"}[p.t[i].Text]
	if closer == "" {
		return 0
	}
	for j := i + 1; j < len(p.t) && j-i <= agencyWords+3; j++ {
		if p.t[j].Text != closer || j == i+1 {
			continue
		}
		first, end := i+1, j
		for end-first > 2 && isOpening(p.t[first].Text) && isClosing(p.t[end-1].Text) {
			first, end = first+1, end-1
		}
		p.d.Agency = p.span(first, end)
		return j + 1
	}
	return 0
}

// apposition steps over the small words between an agency's name and a dash, behind a
// date a full stop too: "«Түскей» агенттігі –".
func (p *datelineParser) apposition(i int) int {
	const most = 2
	for j := i; j < len(p.t) && j-i <= most; j++ {
		if p.isSpacedDash(j) || j > i && p.at(j, ".") && !p.d.Date.IsZero() {
			return j
		}
		if p.t[j].Kind != extract.WordToken || p.t[j].Capitals != extract.Lower {
			break
		}
	}
	return i
}

// agency returns where the agency's name that ends before a dash ends, or 0.
func (p *datelineParser) agency(i int) int {
	j := i
	for j < len(p.t) && j-i < agencyWords {
		t := &p.t[j]
		if t.Kind == extract.MarkToken || t.Capitals == extract.Lower && (j == i || t.Kind == extract.NumberToken) {
			break
		}
		j++
	}
	if j > i && p.isSpacedDash(j) {
		return j
	}
	return 0
}

// region returns where the capitalised words at i end before a comma, a dash
// or a bracket, or 0.
func (p *datelineParser) region(i int) int {
	j := i
	for j < len(p.t) && j-i < placeWords && p.t[j].Kind == extract.WordToken && p.t[j].Capitals != extract.Lower {
		j++
	}
	if j > i && j < len(p.t) && (p.at(j, ",") || p.at(j, ".") || p.at(j, "(") || p.at(j, "/") || p.isSpacedDash(j)) {
		return j
	}
	return 0
}
