package read

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	node "golang.org/x/net/html"

	"claimgraph/schema"
)

// The names that pages give their metadata, in the order in which they are
// believed: of meta elements the property, name or itemprop.
var (
	titleNames     = []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline"}
	publishedNames = []string{"article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
		"parsely-pub-date", "sailthru.date", "mediator_published_time", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created",
		"dc.date", "publishdate", "publish-date", "publish_date", "pubdate", "published", "publication_date", "article.published", "date"}
	modifiedNames = []string{"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
		"dc.date.modified", "last-modified", "modified"}
	publisherNames = []string{"og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"}
	authorNames    = []string{"author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "mediator_author", "article:author"}
	languageNames  = []string{"og:locale", "dc.language", "dcterms.language", "content-language", "inlanguage"}
)

// A pageHead is what is found in a page besides its article's text.
type pageHead struct {
	metas     map[string]string // first content by lower-case property, name, itemprop, http-equiv
	ld        linkedData
	canonical string
	base      string
	saved     string
	lang      string // of the html element
	title     string // of the title element
	headings  []*node.Node
	times     []pageTime
	authors   []string
	bylines   []string // texts of elements of the article whose class says that they name authors
}

// A pageTime is an element that gives a date for machines.
type pageTime struct {
	value    string
	property string     // itemprop, or "pubdate"
	article  *node.Node // the nearest article or main around it
}

// readHead gathers a page's metadata.
func readHead(doc *node.Node, s stripped) *pageHead {
	h := &pageHead{metas: map[string]string{}, ld: readLinkedData(s.ld), saved: s.saved}
	h.walk(doc, nil)
	return h
}

// walk reads n and what is in it; article is the nearest article or main around.
func (h *pageHead) walk(n, article *node.Node) {
	if n.Type == node.ElementNode {
		if n.Data == "article" || n.Data == "main" {
			article = n
		}
		h.element(n, article)
		switch n.Data {
		case "svg", "math", "template", "noscript":
			return
		case "aside", "nav", "footer":
			article = nil
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c, article)
	}
}

func (h *pageHead) element(n, article *node.Node) {
	switch n.Data {
	case "html":
		h.lang = attribute(n.Attr, "lang")
	case "base":
		first(&h.base, attribute(n.Attr, "href"))
	case "title":
		first(&h.title, nodeText(n))
	case "link":
		if strings.EqualFold(attribute(n.Attr, "rel"), "canonical") {
			first(&h.canonical, strings.TrimSpace(attribute(n.Attr, "href")))
		}
	case "meta":
		content := squeeze(html.UnescapeString(attribute(n.Attr, "content")))
		for _, key := range [...]string{"property", "name", "itemprop", "http-equiv"} {
			if name := strings.ToLower(strings.TrimSpace(attribute(n.Attr, key))); name != "" && content != "" && h.metas[name] == "" {
				h.metas[name] = content
			}
		}
		return
	case "h1":
		h.headings = append(h.headings, n)
	}
	h.property(n, article)
}

// property reads the microdata of an element, and the date of a time element.
func (h *pageHead) property(n, article *node.Node) {
	itemprop := attribute(n.Attr, "itemprop")
	value := attribute(n.Attr, "datetime")
	if value == "" {
		value = attribute(n.Attr, "content")
	}
	switch {
	case itemprop == "datePublished" || itemprop == "dateModified":
		if value == "" {
			value = nodeText(n)
		}
		h.times = append(h.times, pageTime{value, itemprop, article})
	case n.Data == "time" && value != "":
		for _, a := range n.Attr {
			if a.Key == "pubdate" {
				itemprop = a.Key
			}
		}
		h.times = append(h.times, pageTime{value, itemprop, article})
	case itemprop == "author" || n.Data == "a" && attribute(n.Attr, "rel") == "author":
		h.authors = append(h.authors, authorText(n))
	case article != nil && isByline(n):
		h.bylines = append(h.bylines, nodeText(n))
	}
}

// isByline reports whether an element's class says that it names the authors.
func isByline(n *node.Node) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(attribute(n.Attr, "class"))), func(c string) bool {
		return slices.Contains(bylineClasses, c)
	})
}

var bylineClasses = []string{"byline", "author", "author-name", "article-author", "article__author", "post-author", "news-author", "entry-author"}

// byName returns the names in a byline, without the word before them, "Автор: " or "By";
// "" if it says more than names.
func byName(line string) string {
	if _, names, labelled := strings.Cut(line, ":"); labelled {
		line = names
	} else if word, names, more := strings.Cut(line, " "); more && strings.EqualFold(word, "by") {
		line = names
	}
	line = strings.TrimSpace(line)
	const most = 80 // bytes
	if len(line) > most || !strings.Contains(line, " ") || strings.ContainsFunc(line, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(".:@|/?!", r) }) {
		return ""
	}
	return line
}

// authorText returns the name in an element of microdata.
func authorText(n *node.Node) string {
	for d := range n.Descendants() {
		if d.Type == node.ElementNode && attribute(d.Attr, "itemprop") == "name" {
			if d.Data == "meta" {
				return squeeze(attribute(d.Attr, "content"))
			}
			return nodeText(d)
		}
	}
	return nodeText(n)
}

// first sets *to if it is still empty.
func first(to *string, s string) {
	if *to == "" {
		*to = s
	}
}

// meta returns the first that the page has of names.
func (h *pageHead) meta(names []string) string {
	for _, name := range names {
		if v := h.metas[name]; v != "" {
			return v
		}
	}
	return ""
}

// metadata returns what the page tells of its article. The title is the caller's,
// who knows the heading.
func (h *pageHead) metadata(heading *node.Node) metadata {
	m := metadata{
		url:       h.address(),
		publisher: h.publisher(), author: h.author(), language: h.language(),
	}
	if m.publisher == "" && heading != nil {
		m.publisher = siteBehind(h.title, nodeText(heading))
	}
	m.published = firstDate(append([]string{h.ld.published}, h.all(publishedNames)...))
	if m.published.IsZero() {
		m.published = h.timeShown(heading)
	}
	m.modified = firstDate(append([]string{h.ld.modified}, h.all(modifiedNames)...))
	if m.modified.IsZero() {
		m.modified = h.timeNamed("dateModified")
	}
	return m
}

func (h *pageHead) all(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, h.metas[name])
	}
	return out
}

func (h *pageHead) publisher() string {
	for _, s := range [...]string{h.metas["og:site_name"], h.ld.publisher, h.meta(publisherNames)} {
		if s != "" && !isAddress(s) && len(s) <= maxName {
			return s
		}
	}
	return ""
}

// maxName is the most bytes of the name of an outlet or of authors: what is
// longer is a sentence about them.
const maxName = 300

func (h *pageHead) author() string {
	for _, s := range append([]string{h.ld.author}, append(h.all(authorNames), h.authors...)...) {
		if s != "" && !isAddress(s) && len(s) <= maxName {
			return s
		}
	}
	for _, s := range h.bylines {
		if name := byName(s); name != "" {
			return name
		}
	}
	return ""
}

func (h *pageHead) language() string {
	for _, s := range [...]string{h.lang, h.ld.language, h.meta(languageNames)} {
		if t := languageTag(s); len(t) == 2 || len(t) == 3 {
			return t
		}
	}
	return ""
}

// address returns the page's own address, whole and without a fragment. That of
// a site's front page is a mistake of the template: it is not the article's.
func (h *pageHead) address() string {
	for _, s := range [...]string{h.canonical, h.metas["og:url"], h.ld.url, h.saved} {
		u, err := url.Parse(s)
		if err != nil || s == "" {
			continue
		}
		if !u.IsAbs() {
			if u = h.resolve(u); u == nil {
				continue
			}
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		return u.String()
	}
	return ""
}

// resolve returns a relative address as one of the page's site, or nil.
func (h *pageHead) resolve(u *url.URL) *url.URL {
	for _, s := range [...]string{h.base, h.metas["og:url"], h.saved} {
		if base, err := url.Parse(s); err == nil && base.IsAbs() && base.Host != "" {
			return base.ResolveReference(u)
		}
	}
	return nil
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "//")
}

// timeNamed returns the first date with a property.
func (h *pageHead) timeNamed(property string) schema.Date {
	for _, t := range h.times {
		if d, ok := pageDate(t.value); ok && t.property == property {
			return d
		}
	}
	return schema.Date{}
}

// timeShown returns the date that the page shows as that of its article: by its
// property, else the first in the element of the heading, else the only one. The
// dates of other articles in the margins are not its.
func (h *pageHead) timeShown(heading *node.Node) schema.Date {
	for _, property := range [...]string{"datePublished", "pubdate"} {
		if d := h.timeNamed(property); !d.IsZero() {
			return d
		}
	}
	around := enclosing(heading)
	var only schema.Date
	for _, t := range h.times {
		d, ok := pageDate(t.value)
		switch {
		case !ok || t.property == "dateModified":
		case around != nil && t.article == around:
			return d
		case only.IsZero():
			only = d
		case only != d:
			return schema.Date{}
		}
	}
	return only
}

// enclosing returns the nearest article or main around n, or nil.
func enclosing(n *node.Node) *node.Node {
	for ; n != nil; n = n.Parent {
		if n.Data == "article" || n.Data == "main" {
			return n
		}
	}
	return nil
}

func firstDate(values []string) schema.Date {
	for _, v := range values {
		if d, ok := pageDate(v); ok {
			return d
		}
	}
	return schema.Date{}
}

// dateForms are the forms, besides those of the schema, that pages write dates
// in. A day before a month as all figures is what our languages write.
var dateForms = []string{
	"2006-01-02", "20060102", "2006/01/02", "2006.01.02", "02.01.2006", "2.1.2006", "02-01-2006", "02/01/2006",
	"Mon, 02 Jan 2006", "Mon, 2 Jan 2006", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "Mon Jan 2 2006",
}

// pageDate reads a date as a page's metadata writes it. The day is the one
// written: a time of day and a zone after it are dropped. A day that programs
// write for no date at all is none.
func pageDate(s string) (schema.Date, bool) {
	words := strings.Fields(squeeze(s))
	d, err := schema.ParseDate(strings.Join(words, " "))
	for i := 0; err != nil && i < len(dateForms); i++ {
		n := strings.Count(dateForms[i], " ") + 1
		if n > len(words) {
			continue
		}
		if t, bad := time.Parse(dateForms[i], strings.TrimRight(strings.Join(words[:n], " "), ",")); bad == nil {
			d, err = schema.NewDate(t), nil
		}
	}
	const oldest = 1800
	if err != nil || d.Year < oldest || d == (schema.Date{Year: 1970, Month: 1, Day: 1}) {
		return schema.Date{}, false
	}
	return d, true
}

// headline returns the page's title and the heading that shows it, if one does:
// the first of the h1 that is a title that the metadata gives, what may be the
// outlet's name behind it left out; else the only h1 that has the words of a title.
func (h *pageHead) headline() (string, *node.Node) {
	var given []string
	for _, s := range append(h.all(titleNames), h.ld.title, h.title) {
		if s != "" {
			given = append(given, s)
		}
	}
	var likely []*node.Node
	for _, n := range h.headings {
		text := nodeText(n)
		if text == "" || h.isSite(text) {
			continue
		}
		for _, g := range given {
			if beginsTitle(g, text) {
				return text, n
			}
		}
		const fewest = 3 // words
		if len(strings.Fields(text)) >= fewest {
			likely = append(likely, n)
		}
	}
	if len(likely) == 1 {
		return nodeText(likely[0]), likely[0]
	}
	for _, g := range given {
		if t := h.withoutSite(g); t != "" {
			return t, nil
		}
	}
	return "", nil
}

// beginsTitle tells whether a title is the text, or the text and a mark and more.
func beginsTitle(title, text string) bool {
	text = schema.FoldName(text)
	if schema.FoldName(title) == text {
		return true
	}
	for _, mark := range titleMarks {
		for at := 0; ; at += len(mark) {
			i := strings.Index(title[at:], mark)
			if i < 0 {
				break
			}
			at += i
			if schema.FoldName(title[:at]) == text {
				return true
			}
		}
	}
	return false
}

// siteBehind returns what a page's title has behind the heading and a mark that stands
// before nothing but the outlet's name, "" if there is none.
func siteBehind(title, heading string) string {
	const most = 5 // words
	for _, mark := range titleMarks[:certainMarks] {
		at := strings.LastIndex(title, mark)
		if at < 0 || !beginsTitle(title, heading) {
			continue
		}
		if site := strings.TrimSpace(title[at+len(mark):]); len(strings.Fields(site)) <= most {
			return site
		}
	}
	return ""
}

func (h *pageHead) isSite(s string) bool { return schema.FoldName(s) == schema.FoldName(h.publisher()) }

// titleMarks stand between a title and the outlet's name. What follows a dash may
// as well be of the title.
var titleMarks = []string{" | ", " :: ", " » ", " — ", " – ", " - ", " · ", " • "}

// certainMarks is how many of titleMarks, the first, stand before an outlet alone.
const certainMarks = 3

// withoutSite returns a title without the outlet's name behind it.
func (h *pageHead) withoutSite(title string) string {
	for i, mark := range titleMarks {
		at := strings.LastIndex(title, mark)
		if at < 0 {
			continue
		}
		last := strings.TrimSpace(title[at+len(mark):])
		if i < certainMarks || h.isSite(last) || isHost(last) {
			return strings.TrimSpace(title[:at])
		}
	}
	if h.isSite(title) {
		return ""
	}
	return title
}

// isHost tells the name of a site: "example.org".
func isHost(s string) bool {
	_, domain, found := strings.Cut(s, ".")
	return found && !strings.ContainsAny(s, " ,") && len(domain) > 1 && !strings.HasSuffix(s, ".")
}
