package layout

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Description is what a text tells of itself, as far as it does.
type Description struct {
	Language string
	Title    string
	// Publisher is the outlet as its dateline, the line of its name and date, or
	// its chrome gives it. What running text says ("сообщает ...") is not looked
	// at: that is a claim, and may name another.
	Publisher string
	// Published is the date, with its year, of a dateline or of such a line.
	Published schema.Date
}

// Describe reads what an article tells of itself, in time linear in its length.
// It looks at Text, Body and Source.Title.
func Describe(a *extract.Article) Description {
	body := a.Body
	if body.Len() <= 0 {
		_, start := Prefix(a.Text)
		body = schema.Span{Start: start, End: len(a.Text)}
	}
	out := Description{Language: Language(a.Text[body.Start:body.End])}
	ls := splitLines(a.Text, body)
	markChrome(ls)
	l := layer{d: &extract.Doc{Article: a}, abbreviation: func(string) bool { return false }}
	l.findTitle(ls)
	for i := range ls {
		if ls[i].kind == extract.Title {
			out.Title = ls[i].text
		}
	}
	out.readDateline(a.Text, ls)
	out.readMastheads(ls)
	if out.Publisher == "" {
		out.Publisher = hostInChrome(ls)
	}
	return out
}

// datelineLines is how many lines that are neither chrome nor headline are
// looked at for a dateline.
const datelineLines = 4

func (out *Description) readDateline(text string, ls []line) {
	seen := 0
	for i := range ls {
		l := &ls[i]
		if l.settled {
			continue
		}
		if seen++; seen > datelineLines {
			return
		}
		tokens := appendTokens(nil, text, l.start, min(l.end, l.start+maxChrome))
		d, ok := ParseDateline(tokens, seen == 1)
		if !ok {
			continue
		}
		out.Publisher = text[d.Agency.Start:d.Agency.End]
		out.Published = fullDate(plain(text[d.Date.Start:d.Date.End]))
		return
	}
}

// fullDate reads the first date of a plain line if it has day, month and year.
func fullDate(line string) schema.Date {
	words := strings.Fields(line)
	for i := range words {
		if d := dateAt(words[i:]); !d.IsZero() {
			return d
		}
	}
	return schema.Date{}
}

// dateAt reads a date at the start of words: "3 декабря 2025", "december 3
// 2025", "2025 жылғы 3 желтоқсан", "03.12.2025", "2025-12-03".
func dateAt(words []string) schema.Date {
	if d, err := schema.ParseDate(words[0]); err == nil && d.Precision() == schema.Day {
		return d
	}
	if parts := strings.Split(words[0], "."); len(parts) == 3 {
		return newDate(number(parts[2]), number(parts[1]), number(parts[0]))
	}
	if len(words) < 3 {
		return schema.Date{}
	}
	months := lists().months
	if m := months[words[1]]; m > 0 {
		return newDate(number(words[2]), m, number(words[0]))
	}
	if m := months[words[0]]; m > 0 {
		return newDate(number(words[2]), m, number(words[1]))
	}
	if len(words) > 3 && lists().yearWords[words[1]] {
		return newDate(number(words[0]), months[words[3]], number(words[2]))
	}
	return schema.Date{}
}

// number returns the value of a figure of at most four digits, or 0.
func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 999 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// newDate returns a date that exists in a year that articles are from, else none.
func newDate(year, month, day int) schema.Date {
	d := schema.Date{Year: year, Month: month, Day: day}
	if year < 1900 || year > 2099 || month == 0 || day == 0 || !d.Valid() {
		return schema.Date{}
	}
	return d
}

// mastheadLines is how far from the top a line of the outlet's name and date
// may stand.
const mastheadLines = 8

// readMastheads reads the short lines near the top that give the outlet's name,
// the date or the byline.
func (out *Description) readMastheads(ls []line) {
	for i := range ls[:min(mastheadLines, len(ls))] {
		l := &ls[i]
		if l.kind == extract.Title {
			out.readTitleDate(l)
			continue
		}
		if l.endsProse && !endsInStamp(l) || l.plain == "" || l.words > headingWords || utf8.RuneCountInString(l.text) > maxHeading {
			continue
		}
		dated := isDated(l.plain)
		if out.Published.IsZero() && dated {
			out.Published = fullDate(l.plain)
		}
		if out.Publisher == "" && l.kind != extract.Caption && l.kind != extract.Chrome {
			beside := i == 0 || ls[i-1].kind == extract.Title || i+1 < len(ls) && ls[i+1].kind == extract.Title
			out.Publisher = mastheadName(l, dated, beside)
		}
	}
}

// endsInStamp tells a line whose last part is a date alone: the full stop behind
// "11 февраля 2026 г." ends no sentence.
func endsInStamp(l *line) bool {
	parts := splitParts(l.text)
	last := parts[len(parts)-1]
	stamp := newLine(last, 0, len(last))
	return isStamp(&stamp)
}

// readTitleDate reads the date that a bar or bullet parts from a headline.
func (out *Description) readTitleDate(l *line) {
	parts := strings.FieldsFunc(l.text, func(r rune) bool { return r == '|' || r == '•' || r == '·' })
	if len(parts) > 1 && endsInStamp(l) && out.Published.IsZero() {
		out.Published = fullDate(plain(parts[len(parts)-1]))
	}
}

// isDated tells whether a plain line holds a day and a month, or a date in
// figures.
func isDated(line string) bool {
	words := strings.Fields(line)
	for i, w := range words {
		if !dateAt(words[i:]).IsZero() {
			return true
		}
		if i > 0 && (lists().months[w] > 0 && number(words[i-1]) > 0 || lists().months[words[i-1]] > 0 && number(w) > 0) {
			return true
		}
	}
	return false
}

// mastheadName returns the outlet that a line names: in quotation marks beside a
// date, or as a part of the line with a word such as Courier or Вести in it. A
// line without a date or "By" must stand beside the headline and end in that word.
func mastheadName(l *line, dated, beside bool) string {
	if dated {
		if name, before, ok := quotedName(l.text); ok && !lists().genitive[lastWord(before)] {
			return name
		}
	}
	byline := strings.HasPrefix(l.plain, "by ")
	for _, part := range splitParts(l.text) {
		words := strings.Fields(plain(part))
		if len(words) == 0 || len(words) > 5 || isDated(plain(part)) || !startsCapital(part) {
			continue
		}
		if !dated && !byline {
			if !beside || part != l.text {
				return ""
			}
			words = words[len(words)-1:]
		}
		if lists().press.endsAny(words) && !lists().genitive[words[0]] {
			return part
		}
	}
	return ""
}

// quotedName returns what stands between the first quotation marks and before.
func quotedName(s string) (name, before string, ok bool) {
	for _, pair := range [...][2]string{{"«", "»"}, {"“", "”"}} {
		b, rest, found := strings.Cut(s, pair[0])
		if !found {
			continue
		}
		if n, _, closed := strings.Cut(rest, pair[1]); closed && n != "" {
			return n, b, true
		}
	}
	return "", "", false
}

func lastWord(s string) string {
	words := strings.Fields(plain(s))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// splitParts cuts a line at commas, bars, bullets and spaced dashes.
func splitParts(s string) []string {
	for _, mark := range [...]string{" — ", " – ", " - ", "•", "·", "|", ","} {
		s = strings.ReplaceAll(s, mark, "\n")
	}
	parts := strings.Split(s, "\n")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func startsCapital(s string) bool { return classAt(s, 0, len(s))&upper != 0 }

// hostInChrome returns the web address that the chrome names most, those where
// everybody publishes left out; of several the first in order of the alphabet.
func hostInChrome(ls []line) string {
	count := map[string]int{}
	for i := range ls {
		if ls[i].kind != extract.Chrome || ls[i].plain == "" {
			continue
		}
		for _, w := range strings.Fields(ls[i].text) {
			if host := hostOf(w); host != "" {
				count[host]++
			}
		}
	}
	hosts := slices.Sorted(maps.Keys(count))
	if len(hosts) == 0 {
		return ""
	}
	return slices.MaxFunc(hosts, func(a, b string) int {
		return cmp.Or(count[a]-count[b], strings.Compare(b, a))
	})
}

// hostOf returns the host of a word that is a web address of an outlet, or "".
func hostOf(word string) string {
	word = strings.Trim(word, "«»“”\"'()[],.:;!?©")
	for _, scheme := range [...]string{"https://", "http://"} {
		word = strings.TrimPrefix(word, scheme)
	}
	word = strings.TrimPrefix(word, "www.")
	word, _, _ = strings.Cut(word, "/")
	if strings.Contains(word, "@") || word == "" || hostEnd(word, 0) != len(word) {
		return ""
	}
	if lists().noPublisher[strings.ToLower(word)] {
		return ""
	}
	return word
}
