package ask

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/schema"
)

// list returns the names of the values, each once, joined as the language does.
func (s speech) list(values []schema.Value) string {
	var names []string
	for _, v := range values {
		name := v.Lexical()
		if !v.Time.IsZero() {
			name = s.time(v.Time)
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + s.And + names[n-1]
	}
	return strings.Join(names, "")
}

// time returns an interval in words.
func (s speech) time(i schema.Interval) string {
	if i.End.IsZero() {
		return s.date(i.Start)
	}
	return strings.NewReplacer("{a}", s.date(i.Start), "{b}", s.date(i.End)).Replace(s.Dates["span"])
}

func (s speech) date(d schema.Date) string {
	form := map[schema.Precision]string{schema.Year: "year", schema.Month: "month", schema.Day: "day"}[d.Precision()]
	name, of := "", ""
	if d.Month > 0 {
		name = s.Months[d.Month-1]
		of = name
		if len(s.MonthsOf) > 0 {
			of = s.MonthsOf[d.Month-1]
		}
	}
	return strings.NewReplacer("{y}", strconv.Itoa(d.Year), "{d}", strconv.Itoa(d.Day), "{name}", name, "{of}", of).Replace(s.Dates[form])
}

// Marks that open and close the words of somebody.
const (
	openMarks  = "«“„‘‹\"”"
	closeMarks = "»”“’›\""
)

// verbatim reports whether the article gives what was said between quotation
// marks. What it reports in its own words must not be shown between them.
func verbatim(c schema.Claim) bool {
	for _, v := range c.Args["quote"] {
		opened, closed := false, false // words over several sentences have as many passages
		for _, e := range c.Evidence {
			start, end := v.Mention.Span.Start-e.Span.Start, v.Mention.Span.End-e.Span.Start
			if 0 < start && start <= len(e.Quote) {
				before, _ := utf8.DecodeLastRuneInString(e.Quote[:start])
				opened = opened || strings.ContainsRune(openMarks, before)
			}
			if 0 < end && end <= len(e.Quote) {
				after, _ := utf8.DecodeRuneInString(strings.TrimLeft(e.Quote[end:], ",.!?…"))
				closed = closed || strings.ContainsRune(closeMarks, after)
			}
		}
		if opened && closed {
			return true
		}
	}
	return false
}

// sentence makes text a sentence: a capital at its start, a full stop at its
// end, no blank before a comma that an empty argument left.
func sentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return ""
	}
	text = string(unicode.ToUpper(r)) + text[n:]
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") {
		text += "."
	}
	return text
}
