package read

import (
	"encoding/json"
	"html"
	"strings"
)

// A linkedData is what a page's JSON-LD says of its article.
type linkedData struct {
	title, published, modified, publisher, author, language, url string
}

// readLinkedData reads the first article that the JSON-LD scripts of a page
// describe; without one, what they say of the page. Scripts that are not JSON are
// passed over, as browsers do.
func readLinkedData(scripts []string) linkedData {
	var objects []map[string]any
	for _, s := range scripts {
		objects = appendObjects(objects, parseLD(s))
	}
	byID := map[string]map[string]any{}
	for _, o := range objects {
		if id, ok := o["@id"].(string); ok && byID[id] == nil {
			byID[id] = o
		}
	}
	for _, ends := range [...][]string{{"Article", "Posting"}, {"WebPage"}} {
		for _, o := range objects {
			if hasType(o, ends) {
				return describe(o, byID)
			}
		}
	}
	return linkedData{}
}

func parseLD(s string) any {
	s = strings.TrimSpace(s)
	for _, mark := range [...]string{"<!--", "//<![CDATA[", "<![CDATA["} {
		s = strings.TrimPrefix(s, mark)
	}
	for _, mark := range [...]string{"-->", "//]]>", "]]>"} {
		s = strings.TrimSuffix(s, mark)
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	// Line feeds inside strings are the commonest mistake.
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	return nil
}

// appendObjects appends the objects that v holds side by side.
func appendObjects(to []map[string]any, v any) []map[string]any {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if o, ok := x.(map[string]any); ok {
				to = appendObjects(to, o)
			}
		}
	case map[string]any:
		to = append(to, v)
		if graph, ok := v["@graph"].([]any); ok {
			to = appendObjects(to, graph)
		}
		if main, ok := v["mainEntity"].(map[string]any); ok {
			to = appendObjects(to, main)
		}
	}
	return to
}

// hasType tells an object one of whose types ends so: "NewsArticle",
// "https://schema.org/BlogPosting".
func hasType(o map[string]any, ends []string) bool {
	types, ok := o["@type"].([]any)
	if !ok {
		types = []any{o["@type"]}
	}
	for _, t := range types {
		s, _ := t.(string)
		for _, end := range ends {
			if strings.HasSuffix(s, end) {
				return true
			}
		}
	}
	return false
}

func describe(o map[string]any, byID map[string]map[string]any) linkedData {
	out := linkedData{
		title: ldText(o["headline"]), published: ldText(o["datePublished"]), modified: ldText(o["dateModified"]),
		publisher: ldName(o["publisher"], byID), author: ldName(o["author"], byID), language: ldText(o["inLanguage"]), url: ldText(o["url"]),
	}
	if out.title == "" {
		out.title = ldText(o["name"])
	}
	return out
}

func ldText(v any) string {
	s, _ := v.(string)
	return squeeze(html.UnescapeString(s))
}

// ldName returns the name of a person or organization, the names of several with
// commas between them: of a string itself, of an object its name, of a reference
// that of the object it refers to.
func ldName(v any, byID map[string]map[string]any) string {
	switch v := v.(type) {
	case string:
		if o := byID[v]; o != nil {
			return ldText(o["name"])
		}
		if isAddress(v) {
			return ""
		}
		return ldText(v)
	case map[string]any:
		if name := ldText(v["name"]); name != "" {
			return name
		}
		id, _ := v["@id"].(string)
		return ldText(byID[id]["name"])
	case []any:
		var names []string
		for _, x := range v {
			if _, nested := x.([]any); nested {
				continue
			}
			if name := ldName(x, byID); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}
