package main

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// A style is what stands before and after a passage of an article.
type style struct{ on, off string }

// The marks of a terminal and of a plain text.
var (
	ansiPassage  = style{"\x1b[7m", "\x1b[0m"}
	plainPassage = style{"⟦", "⟧"}
)

// highlight returns the blocks (lines) of text that hold a passage, with one
// line of context around them, each passage between the marks of s. Lines left
// out are shown as "…". Spans outside the text or across another are skipped.
func highlight(text string, passages []schema.Span, s style) string {
	passages = slices.Clone(passages)
	slices.SortFunc(passages, schema.Span.Compare)
	var out strings.Builder
	skipped := false
	lines := nonBlankLines(text)
	for i, line := range lines {
		if !near(lines, i, passages) {
			skipped = true
			continue
		}
		if skipped {
			out.WriteString("  …\n")
			skipped = false
		}
		out.WriteString("  " + markLine(text, line, passages, s) + "\n")
	}
	if skipped {
		out.WriteString("  …\n")
	}
	return out.String()
}

// nonBlankLines returns the span of each line that holds more than blanks.
func nonBlankLines(text string) []schema.Span {
	var lines []schema.Span
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if strings.TrimSpace(text[start:end]) != "" {
			lines = append(lines, schema.Span{Start: start, End: end})
		}
		start = end + 1
	}
	return lines
}

// near reports whether line i or a neighbour holds a part of a passage.
func near(lines []schema.Span, i int, passages []schema.Span) bool {
	for j := max(i-1, 0); j <= min(i+1, len(lines)-1); j++ {
		if slices.ContainsFunc(passages, lines[j].Overlaps) {
			return true
		}
	}
	return false
}

// markLine returns the text of one line with the marks in it.
func markLine(text string, line schema.Span, passages []schema.Span, s style) string {
	var out strings.Builder
	at := line.Start
	for _, p := range passages {
		start, end := max(p.Start, at), min(p.End, line.End)
		if start >= end {
			continue
		}
		out.WriteString(text[at:start] + s.on + text[start:end] + s.off)
		at = end
	}
	out.WriteString(text[at:line.End])
	return strings.TrimSpace(out.String())
}
