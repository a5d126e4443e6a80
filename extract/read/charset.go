package read

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf "golang.org/x/text/encoding/unicode"
)

// decodePage returns a page as UTF-8. Its charset is, in this order, the one its
// byte order mark tells, UTF-16 if its first bytes are so, UTF-8 if all of it is,
// the one it declares, and the likeliest by its letters. A page that declares
// another charset than UTF-8 and is UTF-8 was converted when it was saved. Bytes
// that the charset does not have become U+FFFD.
func decodePage(b []byte) (string, error) {
	if order, skip := utf16Order(b); order != nil {
		return noNUL(decode(order, b[skip:]))
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return "", fmt.Errorf(": binary, not text: a NUL byte at byte offset %d", i)
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	declared, known := declaredCharset(b)
	switch {
	case mostlyUTF8(b):
		return strings.ToValidUTF8(string(b), "\ufffd"), nil
	case known && declared != charmap.Windows1252 && declared != utf.UTF8:
		return noNUL(decode(declared, b))
	}
	// What declares Latin letters is often a template over Cyrillic ones.
	return decode(likeliestCharset(b), b), nil
}

func noNUL(s string) (string, error) {
	if i := strings.IndexByte(s, 0); i >= 0 {
		return "", fmt.Errorf(": binary, not text: a NUL character on line %d", lineOf(s, i))
	}
	return s, nil
}

func decode(e encoding.Encoding, b []byte) string {
	s, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return strings.ToValidUTF8(string(s), "\ufffd")
}

// utf16Order returns the byte order of UTF-16, by its mark or by a first
// character "<", and how many bytes the mark has; nil if b is not UTF-16.
func utf16Order(b []byte) (order encoding.Encoding, skip int) {
	little, big := utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), utf.UTF16(utf.BigEndian, utf.IgnoreBOM)
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return little, 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return big, 2
	}
	for len(b) > 3 && isPairedBlank(b) {
		b = b[2:]
	}
	switch {
	case len(b) > 3 && b[0] == '<' && b[1] == 0 && b[2] != 0 && b[3] == 0:
		return little, 0
	case len(b) > 3 && b[0] == 0 && b[1] == '<' && b[2] == 0 && b[3] != 0:
		return big, 0
	}
	return nil, 0
}

func isPairedBlank(b []byte) bool {
	c := b[0] | b[1]
	return (b[0] == 0) != (b[1] == 0) && (c == ' ' || c == '\t' || c == '\r' || c == '\n')
}

// declarationBytes is how far into a page its charset is looked for.
const declarationBytes = 16 << 10

var charsetDeclaration = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|<\?xml\s[^>]*?encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// declaredCharset returns the charset that a page declares in a meta element, by
// charset or http-equiv, or in its XML declaration.
func declaredCharset(b []byte) (encoding.Encoding, bool) {
	m := charsetDeclaration.FindSubmatch(b[:min(len(b), declarationBytes)])
	if m == nil {
		return nil, false
	}
	e, err := htmlindex.Get(string(m[1]) + string(m[2]))
	if err != nil {
		return nil, false
	}
	if name, _ := htmlindex.Name(e); strings.HasPrefix(name, "utf-16") {
		return nil, false // it could not be read there
	}
	return e, true
}

// mostlyUTF8 tells UTF-8 with a few broken bytes: a page cut in the middle of a
// letter, an advertisement in another charset.
func mostlyUTF8(b []byte) bool {
	const per = 50 // letters to one broken byte
	letters, broken := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			letters++
		}
		b = b[n:]
	}
	return letters >= broken*per
}

// charsets are those that an undeclared page may have. The first of equals wins.
var charsets = [...]encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5, charmap.Windows1252}

// likeliestCharset returns the charset in which b reads most like words. Those of
// Cyrillic have the same letters in other places, so that a page read in the wrong
// one has its capitals inside words and its commonest letters rare.
func likeliestCharset(b []byte) encoding.Encoding {
	const sample = 256 << 10
	b = b[:min(len(b), sample)]
	best, most := charsets[0], 0
	for i, e := range charsets {
		if n := wordScore(decode(e, b)); i == 0 || n > most {
			best, most = e, n
		}
	}
	return best
}

// commonLetters are two in three letters of Russian text.
const commonLetters = "оеаинтсрвл"

// wordScore adds up how well the letters outside ASCII stand beside each other.
func wordScore(s string) int {
	score, last := 0, ' '
	for _, r := range s {
		if r >= utf8.RuneSelf {
			score += pairScore(last, r)
		}
		last = r
	}
	return score
}

func pairScore(last, r rune) int {
	cyrillic, latin := unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.Latin, r)
	switch {
	case !cyrillic && !latin:
		if strings.ContainsRune("«»“”„—–’…№©\u00a0", r) {
			return 0
		}
		return -2
	case cyrillic && unicode.Is(unicode.Latin, last), latin && unicode.Is(unicode.Cyrillic, last):
		return -3
	case unicode.IsUpper(r) && unicode.IsLower(last):
		return -3
	case latin && last < utf8.RuneSelf && unicode.IsLetter(last):
		return 2
	case latin:
		return -1
	case strings.ContainsRune(commonLetters, r):
		return 2
	case unicode.IsLower(r):
		return 1
	}
	return 0
}
