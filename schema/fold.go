package schema

import (
	"strings"
	"unicode"
)

// FoldName returns the form under which names are compared: lower case, ё as е,
// without quotation marks and brackets, hyphens and runs of white space as one
// blank, full stops inside and at the ends dropped.
func FoldName(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	blank := false
	for _, r := range strings.ToLower(name) {
		switch {
		case 'a' <= r && r <= 'z' || 'а' <= r && r <= 'я': // most of them
		case r == 'ё':
			r = 'е'
		case strings.ContainsRune(dropped, r):
			continue
		case unicode.Is(unicode.Pd, r) || unicode.IsSpace(r) || r == '.' || r == ',':
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

// dropped are quotation marks, apostrophes, brackets, and the soft hyphen.
const dropped = "«»\"“”„‟'’‘`´()[]\u00ad"
