package layout

import (
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

const (
	// maxTitle is the most characters that a headline has.
	maxTitle = 160
	// maxHeading is the most characters and headingWords the most words of a
	// line above paragraphs.
	maxHeading, headingWords = 120, 16
	// maxChrome is the most bytes of a line that may be chrome: longer ones are
	// prose whatever they say. Licence notes are the longest chrome there is.
	maxChrome = 900
	// maxLabel is the most bytes of the words before a colon that tell chrome.
	maxLabel = 80
	// maxItem is the most bytes of an item of a list without bullets.
	maxItem = 400
	// menuWords is the most words of an entry of a menu.
	menuWords = 3
)

// A line is one line of the text while its kind is found.
type line struct {
	start, end int // blanks at the ends left out
	text       string
	plain      string // see plain; "" if the line is too long for chrome
	kind       extract.BlockKind
	settled    bool // kind is final
	endsProse  bool // a full stop or the like closes the line
	words      int
}

// splitLines returns the lines of body that are not blank.
func splitLines(text string, body schema.Span) []line {
	var out []line
	for start := body.Start; start < body.End; {
		end, next := body.End, body.End
		if i := strings.IndexAny(text[start:body.End], "\n\r"); i >= 0 {
			end, next = start+i, start+i+1
		}
		if s, e := trim(text, start, end); s < e {
			out = append(out, newLine(text, s, e))
		}
		start = next
	}
	return out
}

func newLine(text string, start, end int) line {
	l := line{start: start, end: end, text: text[start:end], endsProse: endsProse(text[start:end])}
	if len(l.text) <= maxChrome {
		l.plain = plain(l.text)
		l.words = strings.Count(l.plain, " ") + 1
		if l.plain == "" {
			l.words = 0
		}
	}
	return l
}

// endsProse tells whether a line ends as a sentence does: with a full stop, a
// question or exclamation mark or dots, inside quotation marks or outside.
func endsProse(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		switch r {
		case '»', '”', '"', '“', ')', '’', '\'':
			continue
		}
		return r == '.' || r == '!' || r == '?' || r == '…'
	}
	return false
}

func (l *line) settle(k extract.BlockKind) { l.kind, l.settled = k, true }

// last returns the last rune of the line.
func (l *line) last() rune {
	r, _ := utf8.DecodeLastRuneInString(l.text)
	return r
}

// markChrome settles the lines that are not the article's words, and captions.
func markChrome(ls []line) {
	for i := range ls {
		switch l := &ls[i]; {
		case isCaption(l):
			l.settle(extract.Caption)
		case isChrome(l):
			l.settle(extract.Chrome)
		}
	}
	markBreadcrumbs(ls)
	markRelated(ls)
	markRepeated(ls)
	markMenus(ls)
}

// isChrome tells chrome by its words or by the marks between them.
func isChrome(l *line) bool {
	if l.plain == "" {
		// Marks alone: rules, arrows, stars.
		return len(l.text) <= maxChrome
	}
	w := lists()
	if isMarker(l) || !l.endsProse && w.chrome[l.plain] {
		return true
	}
	if w.label.begin(l.plain) > 0 && hasLabel(l, w.label) || isAd(l) {
		return true
	}
	return w.chromeStart.begin(l.plain) > 0 || isBar(l) || isAddressAlone(l) || isStamp(l) ||
		w.chromeWords.in(strings.Split(l.plain, " "))
}

// isMarker tells the lines above links to other articles. One with a colon may
// name such an article itself.
func isMarker(l *line) bool {
	w := lists()
	if w.markers[l.plain] {
		return true
	}
	if i := strings.IndexByte(l.text, ':'); i > 0 && i <= maxLabel && l.last() != '.' {
		head := plain(l.text[:i])
		if w.markers[head] || w.chrome[head] && !l.endsProse {
			return true
		}
	}
	return w.markerStart.begin(l.plain) > 0 && hasLabel(l, w.markerStart)
}

// isAd tells a line that says first that it is an advertisement.
func isAd(l *line) bool {
	i := strings.IndexAny(l.text[:min(len(l.text), maxLabel+1)], ".:|·•")
	return i > 0 && lists().ads[plain(l.text[:i])]
}

// hasLabel tells whether a colon, a bar or a line end follows the phrase that the
// line begins with.
func hasLabel(l *line, p phrases) bool {
	head, _, found := strings.Cut(l.text, ":")
	if found && p.begin(plain(head)) == len(plain(head)) && head != "" {
		return true
	}
	return p.begin(l.plain) == len(l.plain)
}

// isCaption tells a picture's caption: "Фото: ...", "Photo by ...".
func isCaption(l *line) bool {
	w := lists()
	if w.caption.begin(l.plain) == 0 {
		return strings.HasPrefix(l.text, "©") && l.words <= 8 && !l.endsProse
	}
	const short = 12 // words
	return hasLabel(l, w.caption) || l.words <= short && !l.endsProse
}

// isBar tells a row of links: "Погода | Курсы | Архив", "Главная / Новости".
func isBar(l *line) bool {
	if l.endsProse || l.words > 24 {
		return false
	}
	if n := strings.Count(l.text, "|"); n >= 2 || n == 1 && l.words <= 4 {
		return true
	}
	for _, mark := range [...]string{" / ", " > ", " » ", " › ", " → ", " • ", " · ", " :: "} {
		if !strings.Contains(l.text, mark) {
			continue
		}
		parts := strings.Split(l.text, mark)
		if n := chromeParts(parts); n > 1 || n == 1 && isChromePart(parts[0]) {
			return true
		}
	}
	return false
}

func chromeParts(parts []string) int {
	n := 0
	for _, p := range parts {
		if isChromePart(p) {
			n++
		}
	}
	return n
}

// isChromePart tells a word of chrome, a count behind it left out: "Comments (3)".
func isChromePart(s string) bool {
	return lists().chrome[strings.TrimRight(plain(s), " 0123456789")]
}

// isAddressAlone tells a line of nothing but addresses of pages, names of
// accounts and hashtags.
func isAddressAlone(l *line) bool {
	for w := range strings.FieldsSeq(l.text) {
		address := strings.HasPrefix(w, "http://") || strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "@") && len(w) > 1
		if !address && !(strings.HasPrefix(w, "#") && len(w) > 1) {
			return false
		}
	}
	return true
}

// isStamp tells a line that is only a date, a time of day or a count: figures
// with nothing but names of months and days and the words of a stamp.
func isStamp(l *line) bool {
	const most = 14 // words
	if l.words > most || l.endsProse && l.words > 4 {
		return false
	}
	figures := false
	for word := range strings.FieldsSeq(l.plain) {
		isFigure := strings.Trim(word, "0123456789.-") == ""
		figures = figures || isFigure
		if w := lists(); !isFigure && w.months[word] == 0 && !w.yearWords[word] && !w.stamp[word] {
			return false
		}
	}
	return figures
}

// itemNumber returns the number that a line begins with if a full stop or a
// bracket follows it, as in "3. Казахстан", and where the text goes on; or 0.
func itemNumber(s string) (number, rest int) {
	i := 0
	for i < len(s) && i < 3 && s[i] >= '0' && s[i] <= '9' {
		number = number*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || i+1 >= len(s) || s[i] != '.' && s[i] != ')' || classAt(s, i+1, len(s))&space == 0 {
		return 0, 0
	}
	start, _ := trim(s, i+1, len(s))
	return number, start
}

// markBreadcrumbs settles numbered lines from "1. Главная" on.
func markBreadcrumbs(ls []line) {
	for i := 0; i < len(ls); i++ {
		n, rest := itemNumber(ls[i].text)
		if n != 1 || !lists().chrome[plain(ls[i].text[rest:])] {
			continue
		}
		for ; i < len(ls); i++ {
			if m, _ := itemNumber(ls[i].text); m != n {
				i--
				break
			}
			ls[i].settle(extract.Chrome)
			n++
		}
	}
}

// markRelated settles the headlines of other articles: lines after a marker
// that do not end as prose does.
func markRelated(ls []line) {
	const most = 12 // headlines after one marker
	for i := range ls {
		if ls[i].kind != extract.Chrome || !isMarker(&ls[i]) || strings.Contains(ls[i].text, ": ") {
			continue
		}
		for j := i + 1; j < len(ls) && j <= i+most; j++ {
			l := &ls[j]
			if l.settled && l.kind == extract.Chrome {
				continue
			}
			if l.settled || l.endsProse || l.plain == "" || utf8.RuneCountInString(l.text) > maxTitle || l.last() == ':' {
				break
			}
			l.settle(extract.Chrome)
		}
	}
}

// markRepeated settles short lines that come again: the first of two, since a
// headline stands on a page's path before it stands above the text, and all of
// three or more.
func markRepeated(ls []line) {
	const short = 24 // words
	at := map[string][]int{}
	for i := range ls {
		l := &ls[i]
		if !l.settled && !l.endsProse && l.plain != "" && l.words <= short && l.last() != ':' {
			at[l.plain] = append(at[l.plain], i)
		}
	}
	for i := range ls {
		same := at[ls[i].plain]
		if ls[i].settled || len(same) < 2 {
			continue
		}
		if len(same) > 2 || same[0] == i && !proseBetween(ls, same[0], same[1]) {
			ls[i].settle(extract.Chrome)
		}
	}
}

func proseBetween(ls []line, i, j int) bool {
	for _, l := range ls[i:j] {
		if l.endsProse {
			return true
		}
	}
	return false
}

// markMenus settles runs of three or more very short lines above the first
// prose and below the last.
func markMenus(ls []line) {
	first, last := len(ls), -1
	for i := range ls {
		if !ls[i].settled && ls[i].endsProse {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return
	}
	markShortRuns(ls[:headlineAbove(ls, first)])
	markShortRuns(ls[last+1:])
}

// headlineAbove returns the line nearest above the prose at first, captions and
// chrome passed, if it has the words of a short headline; else first.
func headlineAbove(ls []line, first int) int {
	const least = 2 // words
	for i := first - 1; i >= 0; i-- {
		if ls[i].settled {
			continue
		}
		if ls[i].words >= least {
			return i
		}
		break
	}
	return first
}

func markShortRuns(ls []line) {
	const least = 3 // lines of a menu
	isEntry := func(l *line) bool {
		return l.settled && l.kind == extract.Chrome ||
			!l.settled && l.plain != "" && l.words <= menuWords && !l.endsProse && l.last() != ':' && l.last() != ',' && l.last() != ';' && !isBulleted(l.text)
	}
	for i := 0; i < len(ls); {
		j := i
		for j < len(ls) && isEntry(&ls[j]) {
			j++
		}
		if j-i >= least {
			for k := i; k < j; k++ {
				ls[k].settle(extract.Chrome)
			}
		}
		i = max(j, i+1)
	}
}

// bullet returns the length of the bullet that a line begins with and the
// blanks after it, or 0. A dash may as well begin direct speech.
func bullet(s string) int {
	if s == "" {
		return 0
	}
	r, n := runeAt(s, 0)
	if !strings.ContainsRune("•◦▪▸►▶‣●○■□★☆◆◇✓✔➤➢·*—–-―", r) || classAt(s, n, len(s))&space == 0 {
		return 0
	}
	start, _ := trim(s, n, len(s))
	return start
}

func isBulleted(s string) bool { return bullet(s) > 0 }

func isDashed(s string) bool {
	r, n := runeAt(s, 0)
	return isDash(s[:n]) && r != 0 && isBulleted(s)
}

// markLists settles items of lists: bulleted and numbered lines, dashed lines
// that are not direct speech, and lower-case lines that a line with a colon
// opens.
func markLists(ls []line) {
	for i := range ls {
		l := &ls[i]
		if l.settled || l.text == "" {
			continue
		}
		if n, _ := itemNumber(l.text); n > 0 || isBulleted(l.text) && !isDashed(l.text) || strings.HasPrefix(l.text, "№") {
			l.settle(extract.ListItem) // "№ 12. Назначить ...": decrees one below the other
		}
	}
	for i := 0; i < len(ls); i++ {
		if ls[i].settled && ls[i].kind != extract.Paragraph || ls[i].last() != ':' {
			continue
		}
		for j := i + 1; j < len(ls); j++ {
			if !isOpenedItem(&ls[j], j+1 < len(ls) && isDashed(ls[j+1].text)) {
				break
			}
			ls[j].settle(extract.ListItem)
		}
	}
	markDashed(ls)
}

// isOpenedItem tells whether a line after one with a colon, or after another
// such item, is an item.
func isOpenedItem(l *line, dashedNext bool) bool {
	if l.settled || len(l.text) > maxItem {
		return l.settled && l.kind == extract.ListItem
	}
	if isDashed(l.text) {
		return l.last() == ';' || dashedNext || !hasAttribution(l.text)
	}
	c := classAt(l.text, 0, len(l.text))
	return c&letter != 0 && c&upper == 0 || l.last() == ';'
}

// markDashed settles runs of dashed lines of which one ends with a semicolon,
// or that all begin with a small letter, or that are three or more and no talk.
func markDashed(ls []line) {
	for i := 0; i < len(ls); {
		j, semicolons, small := i, 0, 0
		for ; j < len(ls) && !ls[j].settled && isDashed(ls[j].text); j++ {
			if r := ls[j].last(); r == ';' || r == ',' {
				semicolons++
			}
			if c := classAt(ls[j].text, bullet(ls[j].text), len(ls[j].text)); c&letter != 0 && c&upper == 0 {
				small++
			}
		}
		if j-i >= 2 && (semicolons > 0 || small == j-i || j-i > 2 && !isTalk(ls[i:j])) {
			for k := i; k < j; k++ {
				ls[k].settle(extract.ListItem)
			}
		}
		i = max(j, i+1)
	}
}

// isTalk tells whether one of the dashed lines names its speaker, asks or
// exclaims, as talk does and a list does not.
func isTalk(ls []line) bool {
	for i := range ls {
		if r := ls[i].last(); r == '?' || r == '!' || hasAttribution(ls[i].text) {
			return true
		}
	}
	return false
}

// hasAttribution tells whether a dashed line says who speaks: a comma or a stop,
// a dash and a small letter after its first words.
func hasAttribution(s string) bool {
	for _, dash := range [...]string{" — ", " – ", " - "} {
		rest := s[bullet(s):]
		for {
			i := strings.Index(rest, dash)
			if i <= 0 {
				break
			}
			before, after := rest[i-1], rest[i+len(dash):]
			c := classAt(after, 0, len(after))
			if strings.IndexByte(",.!?\"", before) >= 0 && c&letter != 0 && c&upper == 0 ||
				strings.HasSuffix(rest[:i], "…") || strings.HasSuffix(rest[:i], "»") {
				return true
			}
			rest = after
		}
	}
	return false
}

// isTitle tells whether a line can be the headline. The caller sees to it that
// it is one sentence.
func isTitle(l *line) bool {
	if l.settled || l.plain == "" || utf8.RuneCountInString(l.text) > maxTitle || isBulleted(l.text) {
		return false
	}
	switch l.last() {
	case '.', ':', ';', ',':
		return strings.HasSuffix(l.text, "...")
	}
	return true
}

// isHeading tells whether a line can be the heading of paragraphs below it.
func isHeading(l *line) bool {
	if l.settled || l.plain == "" || l.words > headingWords || utf8.RuneCountInString(l.text) > maxHeading || isBulleted(l.text) {
		return false
	}
	switch l.last() {
	case '.', ':', ';', ',', '!', '…', '»', '”':
		return l.last() == '»' && !strings.HasPrefix(l.text, "«")
	}
	c := classAt(l.text, 0, len(l.text))
	return c&letter == 0 || c&upper != 0
}

// markHeadings settles the lines between the title and the last prose that have
// the shape of a heading and stand above something else.
func markHeadings(ls []line) {
	last := -1
	for i := range ls {
		if !ls[i].settled && ls[i].endsProse || ls[i].kind == extract.ListItem {
			last = i
		}
	}
	for i := range ls[:max(last, 0)] {
		if isHeading(&ls[i]) {
			ls[i].settle(extract.Heading)
		}
	}
}
