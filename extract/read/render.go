package read

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// breaks are the elements that stand on lines of their own.
var breaks = set("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
	"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
	"ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul")

// A textLine is a line of an article's text as it is taken from a page.
type textLine struct {
	text  string
	words int // outside links
}

// A renderer writes elements as lines of text: a paragraph, a heading, an item of
// a list, a row of a table each. An item begins with a bullet or its number, as
// it is shown.
type renderer struct {
	lines  []textLine
	line   strings.Builder
	words  int
	blank  bool   // a blank is owed before the next word
	broken bool   // a line break is owed before it, unless it goes on a sentence
	prefix string // owed before the first word of the line
	link   int    // depth of links
	pre    int    // depth of preformatted text
	lists  []int  // number of the next item of each list around; -1 of one with bullets
}

func (r *renderer) end() {
	if r.line.Len() > 0 {
		r.lines = append(r.lines, textLine{r.line.String(), r.words})
	}
	r.line.Reset()
	r.words, r.blank, r.broken = 0, false, false
}

// breakLine settles a line break before c: one that stands inside a sentence only
// fits it to a column.
func (r *renderer) breakLine(c rune) {
	last, _ := utf8.DecodeLastRuneInString(r.line.String())
	if unicode.IsLower(c) && (unicode.IsLetter(last) || last == ',') {
		r.blank, r.broken = true, false
		return
	}
	r.end()
}

func (r *renderer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
		return
	case html.ElementNode:
	default:
		r.children(n)
		return
	}
	switch n.Data {
	case "script", "style", "noscript", "template", "svg", "math", "head":
		return
	case "br":
		r.broken = r.line.Len() > 0
		return
	case "sup":
		if holdsLink(n) {
			return // the number of a footnote
		}
	case "a":
		r.link++
		defer func() { r.link-- }()
	case "pre":
		r.pre++
		defer func() { r.pre-- }()
	case "td", "th":
		if r.line.Len() > 0 {
			r.line.WriteByte('\t')
			r.blank = false
		}
	case "ul", "ol":
		first := -1
		if n.Data == "ol" {
			if first, _ = strconv.Atoi(attribute(n.Attr, "start")); first <= 0 {
				first = 1
			}
		}
		r.lists = append(r.lists, first)
		defer func() { r.lists = r.lists[:len(r.lists)-1] }()
	}
	if !breaks[n.Data] {
		r.children(n)
		return
	}
	r.end()
	if n.Data == "li" {
		r.prefix = r.item()
	}
	r.children(n)
	r.end()
	if n.Data == "li" {
		r.prefix = ""
	}
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

// item returns what an item begins with.
func (r *renderer) item() string {
	if len(r.lists) == 0 || r.lists[len(r.lists)-1] < 0 {
		return "• "
	}
	next := &r.lists[len(r.lists)-1]
	*next++
	return strconv.Itoa(*next-1) + ". "
}

// text adds words to the line. Blanks of all kinds are one blank, and the
// characters that only say where a word may be divided are left out.
func (r *renderer) text(s string) {
	inWord := false
	for _, c := range s {
		switch {
		case c == '\n' && r.pre > 0:
			r.end()
			inWord = false
		case unicode.IsSpace(c):
			r.blank, inWord = r.line.Len() > 0, false
		case isUnseen(c):
		default:
			if r.broken {
				r.breakLine(c)
			}
			if r.blank {
				r.line.WriteByte(' ')
				r.blank = false
			}
			if r.prefix != "" {
				if c != '•' {
					r.line.WriteString(r.prefix)
				}
				r.prefix = ""
			}
			if !inWord && r.link == 0 {
				r.words++
			}
			inWord = true
			r.line.WriteRune(c)
		}
	}
}

// isUnseen tells soft hyphens, blanks of no width, marks of byte order and
// control characters.
func isUnseen(c rune) bool {
	return c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff' || unicode.IsControl(c)
}

func holdsLink(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" {
			return true
		}
	}
	return false
}

// squeeze returns s on one line as the renderer would write it.
func squeeze(s string) string {
	r := renderer{}
	r.text(s)
	return r.line.String()
}

// nodeText returns all text in n on one line.
func nodeText(n *html.Node) string {
	r := renderer{}
	r.children(n)
	r.end()
	parts := make([]string, len(r.lines))
	for i, l := range r.lines {
		parts[i] = strings.ReplaceAll(l.text, "\t", " ")
	}
	return strings.Join(parts, " ")
}
