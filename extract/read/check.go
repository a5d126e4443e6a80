package read

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract/layout"
)

// check reports what keeps a text from being an article: that it is empty, not
// UTF-8, binary, or has a line too long. The error begins with what follows the
// name of the file: ":7: ..." or ": ...".
func check(s string) error {
	if strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		return fmt.Errorf(": not UTF-8 but UTF-16, as its first two bytes tell")
	}
	if i := strings.IndexByte(s, 0); i >= 0 {
		return fmt.Errorf(": binary, not text: a NUL byte at byte offset %d", i)
	}
	if i := invalidAt(s); i >= 0 {
		return fmt.Errorf(":%d: not UTF-8: byte 0x%02x at byte offset %d", lineOf(s, i), s[i], i)
	}
	if len(s) > MaxArticle {
		return fmt.Errorf(": longer than the %s that one article may have", size(MaxArticle))
	}
	if line, n := longLine(s); n > 0 {
		return fmt.Errorf(":%d: a line of %s: an article has none longer than %s", line, size(n), size(MaxLine))
	}
	if isBlank(s) {
		return fmt.Errorf(": empty: there is no text to read")
	}
	if _, body := layout.Prefix(s); isBlank(s[body:]) {
		return fmt.Errorf(": empty: there is nothing after its date")
	}
	return nil
}

// invalidAt returns the offset of the first byte that is not UTF-8, or -1.
func invalidAt(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// lineOf returns the number of the line that offset i is in, from 1.
func lineOf(s string, i int) int { return strings.Count(s[:i], "\n") + 1 }

// longLine returns the number and length of the first line that is longer than
// MaxLine, or zeros.
func longLine(s string) (line, length int) {
	for l := range strings.SplitSeq(s, "\n") {
		line++
		if len(l) > MaxLine {
			return line, len(l)
		}
	}
	return 0, 0
}

func isBlank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b'
	}) == ""
}

// size writes a number of bytes for people.
func size(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/(1<<20)), ".0") + " MiB"
}
