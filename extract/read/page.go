package read

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// MaxPage is the most bytes of a saved page, scripts and pictures included.
const MaxPage = 64 << 20

// readPage reads the article of a saved page of HTML. Its text is made from the
// page: the title, then a line for each paragraph, heading, item and row. The
// same page gives the same text, which is what is hashed, stored and quoted.
func readPage(path string, in io.Reader) (a *extract.Article, err error) {
	b, err := io.ReadAll(io.LimitReader(in, MaxPage+1))
	if err != nil {
		return nil, named(path, err)
	}
	if len(b) > MaxPage {
		return nil, fmt.Errorf("%s: longer than the %s that one page may have", path, size(MaxPage))
	}
	defer func() {
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("%s: its markup cannot be read: %v", path, r)
		}
	}()
	text, m, err := parsePage(b)
	if err != nil {
		return nil, fmt.Errorf("%s%w", path, err)
	}
	return newArticle(path, text, m), nil
}

// parsePage returns the text of a page's article and its metadata. The error
// begins with what follows the name of the file, as that of check does.
func parsePage(b []byte) (string, metadata, error) {
	page, err := decodePage(b)
	if err != nil {
		return "", metadata{}, err
	}
	if isBlank(page) {
		return "", metadata{}, fmt.Errorf(": empty: there is no text to read")
	}
	s, err := strip(page)
	if err != nil {
		return "", metadata{}, err
	}
	doc, err := html.Parse(strings.NewReader(s.markup))
	if err != nil {
		return "", metadata{}, fmt.Errorf(": its markup cannot be read: %w", err)
	}
	if effort(doc, 0) > maxEffort {
		return "", metadata{}, fmt.Errorf(": its elements nest too deep for a page of its size")
	}
	head := readHead(doc, s)
	title, heading := head.headline()
	m := head.metadata(heading)
	m.title = title
	lines, err := articleLines(doc, heading)
	if err != nil {
		return "", metadata{}, err
	}
	text := joinLines(title, lines)
	if err := check(text); err != nil {
		return "", metadata{}, err
	}
	m.language = trueLanguage(m.language, text)
	return text, m, nil
}

// maxEffort bounds the depths of a page's bytes added up: finding the article
// looks at the text of an element again for each element around it. A page with
// a thousand paragraphs has some millions; this many take seconds.
const maxEffort = 512 << 20

// effort adds up the depths of what is in n, an element counted as some bytes.
func effort(n *html.Node, depth int) int {
	const element = 64
	sum := depth * (len(n.Data) + element)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += effort(c, depth+1)
	}
	return sum
}

// minArticle is how many characters of text an article is taken to have: if less
// is found, what was taken for menus and comments is looked at again.
const minArticle = 100

// articleLines returns the lines of the part of a page that is its article. It
// changes the page. The heading, if there is one, is left out.
func articleLines(doc, heading *html.Node) ([]textLine, error) {
	removeUnread(doc, heading)
	p := readability.NewParser()
	p.CharThresholds, p.DisableJSONLD, p.KeepClasses = minArticle, true, true
	found, err := p.ParseAndMutate(doc, nil)
	if err != nil {
		return nil, fmt.Errorf(": its markup cannot be read: %w", err)
	}
	if found.Node == nil {
		return nil, errNoArticle
	}
	r := renderer{}
	r.node(found.Node)
	r.end()
	for _, l := range r.lines {
		if isProse(l) {
			return r.lines, nil
		}
	}
	return nil, errNoArticle
}

var errNoArticle = fmt.Errorf(": no article: the page has menus, links or titles, but no paragraph of text")

// isProse tells a line that a list of links or of titles does not have.
func isProse(l textLine) bool {
	const fewest, many = 4, 20 // words
	return l.words >= many || l.words >= fewest && strings.ContainsAny(l.text[len(l.text)-min(len(l.text), 6):], ".!?…:;")
}

// unread are the elements whose content is no text of the page. The title and
// the metadata are among them, since they are read by then.
var unread = set("title", "meta", "noscript", "template", "svg", "math", "iframe", "object", "video", "audio", "canvas", "map", "select", "button")

func removeUnread(n, heading *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c == heading || c.Type == html.ElementNode && unread[c.Data] {
			n.RemoveChild(c)
		} else {
			removeUnread(c, heading)
		}
		c = next
	}
}

// joinLines writes the title and the lines below it, one a line. A title that
// stands among the first lines does not stand there twice.
func joinLines(title string, lines []textLine) string {
	const near = 3 // lines
	var b strings.Builder
	if title != "" {
		b.WriteString(title)
		b.WriteByte('\n')
	}
	for i, l := range lines {
		if i < near && title != "" && schema.FoldName(l.text) == schema.FoldName(title) {
			continue
		}
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// trueLanguage returns the language that a page declares, unless it is one of
// ours and the text is in another: templates are copied from site to site.
func trueLanguage(declared, text string) string {
	if found := layout.Language(text); found != "" && (declared == "ru" || declared == "kk" || declared == "en") {
		return found
	}
	return declared
}

// sniffPage tells HTML by what it begins with.
func sniffPage(br *bufio.Reader) bool {
	const most = 1 << 10
	b, _ := br.Peek(most)
	if order, skip := utf16Order(b); order != nil {
		b = []byte(decode(order, b[skip:]))
	}
	s := strings.ToLower(strings.TrimLeft(string(b), "\ufeff \t\r\n"))
	for _, start := range [...]string{"<!doctype html", "<html", "<head", "<meta", "<title", "<body", "<article", "<!--"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return strings.HasPrefix(s, "<?xml") && strings.Contains(s, "<html")
}

// isSavedWith tells the folder beside a page that a browser saves its parts in:
// frames of advertisements among them.
func isSavedWith(path string) bool {
	page, ok := strings.CutSuffix(path, "_files")
	if !ok {
		return false
	}
	for _, ext := range [...]string{".html", ".htm"} {
		if _, err := os.Stat(page + ext); err == nil {
			return true
		}
	}
	return false
}
