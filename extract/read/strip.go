package read

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

const (
	// MaxElements is the most elements of a page. Pages of news have some
	// thousands, the longest lists some tens of thousands.
	MaxElements = 100_000
	// MaxPageText is the most bytes of a page's text with the markup that finding
	// the article needs: scripts, styles and pictures do not count.
	MaxPageText = 16 << 20
	// maxAttribute is the most bytes of an attribute that are kept.
	maxAttribute = 4 << 10
)

// A stripped page is what finding the article and its metadata needs of it.
type stripped struct {
	markup string
	ld     []string // the page's JSON-LD scripts
	saved  string   // the address that a browser noted when it saved the page
}

// strip leaves out of a page what is neither text nor metadata nor structure.
// Pages are mostly scripts, styles and pictures; and without the elements that
// only give letters a look, markup that never closes them cannot make a parser
// repeat them in every paragraph. The error is of a page beyond a limit.
func strip(page string) (stripped, error) {
	var out stripped
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	elements, inside := 0, "" // inside is a script or style: "script", "ld", "style"
	for {
		switch z.Next() {
		case html.ErrorToken:
			// The only error of a reader of a string is its end.
			out.markup = b.String()
			if elements == 0 {
				return out, fmt.Errorf(": not HTML: there is no element in it")
			}
			return out, nil
		case html.CommentToken:
			if out.saved == "" {
				out.saved = savedFrom(string(z.Raw()))
			}
		case html.TextToken:
			if raw := z.Raw(); len(raw) > MaxLine && inside == "" {
				return out, fmt.Errorf(": a line of %s: an article has none longer than %s", size(len(raw)), size(MaxLine))
			}
			switch inside {
			case "":
				b.Write(z.Raw())
			case "ld":
				out.ld = append(out.ld, string(z.Raw()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			elements++
			if elements > MaxElements {
				return out, fmt.Errorf(": a page of more than %d elements", MaxElements)
			}
			t := z.Token()
			if inside = rawElement(&t); inside == "" && !looks[t.Data] {
				writeTag(&b, &t)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if inside = ""; !looks[string(name)] && !rawElements[string(name)] {
				b.WriteString("</" + string(name) + ">")
			}
		}
		if b.Len() > MaxPageText {
			return out, fmt.Errorf(": a page with more than %s of text", size(MaxPageText))
		}
	}
}

// looks are the elements that say nothing of what a text is.
var looks = set("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
	"img", "picture", "source", "path", "wbr")

var rawElements = set("script", "style")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// rawElement returns the kind of an element whose content is no markup, else "".
func rawElement(t *html.Token) string {
	if !rawElements[t.Data] {
		return ""
	}
	if t.Data == "script" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(attribute(t.Attr, "type"))), "application/ld+json") {
		return "ld"
	}
	return t.Data
}

// kept are the attributes that are kept besides style, of which only that it
// hides the element is.
var kept = set("class", "id", "role", "href", "rel", "hidden", "aria-hidden", "aria-modal", "itemprop", "itemtype", "itemscope",
	"content", "property", "name", "datetime", "pubdate", "lang", "http-equiv", "summary", "colspan", "rowspan", "start")

var hides = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func writeTag(b *strings.Builder, t *html.Token) {
	attrs := t.Attr[:0]
	for _, a := range t.Attr {
		switch {
		case a.Key == "style" && hides.MatchString(a.Val):
			a.Val = "display:none"
		case !kept[a.Key]:
			continue
		case len(a.Val) > maxAttribute:
			a.Val = strings.ToValidUTF8(a.Val[:maxAttribute], "")
		}
		attrs = append(attrs, a)
	}
	t.Attr = attrs
	b.WriteString(t.String())
}

func attribute(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// savedComment is what browsers and their extensions write into pages they save.
var savedComment = regexp.MustCompile(`(?i)^<!--\s*(?:saved from url=\(\d+\)|page saved with [^\n]*\n\s*url:\s*)(https?://[^\s<>"]+)`)

func savedFrom(comment string) string {
	if m := savedComment.FindStringSubmatch(comment); m != nil {
		return m[1]
	}
	return ""
}
