package layout

import (
	"unicode"
	"unicode/utf8"
)

// A class is what the scanner needs to know of a rune.
type class uint8

const (
	letter  class = 1 << iota
	upper         // a letter with a lower case of its own
	digit         // 0-9 and other decimal digits
	space         // white space, and what is as invisible
	joining       // combining marks and soft hyphens: part of the word around them
	kazakh        // a letter that Kazakh has and neither Russian nor English
)

// tableSize covers Latin, Greek and Cyrillic, so that nearly every rune of an
// article is classified by one load.
const tableSize = 0x530

var classes = func() (t [tableSize]class) {
	for r := range rune(tableSize) {
		t[r] = slowClass(r)
	}
	for _, r := range kazakhLetters {
		t[r] |= kazakh
	}
	return t
}()

// kazakhLetters are those of the Cyrillic alphabet and of the Latin ones of 2018
// to 2021 that the other two languages lack.
const kazakhLetters = "әіңғүұқөһӘІҢҒҮҰҚӨҺ" + "äáığǵıñńöóūúüşÄÁİĞǴÑŃÖÓŪÚÜŞ"

func isCyrillic(r rune) bool { return r >= 0x400 && r < 0x530 }

var lowers = func() (t [tableSize]rune) {
	for r := range rune(tableSize) {
		t[r] = unicode.ToLower(r)
	}
	return t
}()

func lowerRune(r rune) rune {
	if r < tableSize {
		return lowers[r]
	}
	return unicode.ToLower(r)
}

func classOf(r rune) class {
	if r < tableSize {
		return classes[r]
	}
	return slowClass(r)
}

func slowClass(r rune) class {
	switch {
	case r == '\u00ad', r == '\u200c', r == '\u200d', r == '\u2060', unicode.Is(unicode.Mn, r):
		return joining
	case r == '\u200b', r == '\ufeff', unicode.IsSpace(r):
		return space
	case unicode.IsUpper(r), unicode.IsTitle(r):
		return letter | upper
	case unicode.IsLetter(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	}
	return 0
}

// runeAt decodes the rune at i, which must be less than len(text).
func runeAt(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	} else if c >= 0xc2 && c < 0xe0 && i+1 < len(text) && text[i+1]&0xc0 == 0x80 {
		return rune(c&0x1f)<<6 | rune(text[i+1]&0x3f), 2
	}
	return utf8.DecodeRuneInString(text[i:])
}

// classAt returns the class of the rune at i, and no class at the end.
func classAt(text string, i, end int) class {
	if i >= end {
		return 0
	}
	r, _ := runeAt(text[:end], i)
	return classOf(r)
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == 'ʻ' }

// isThinSpace tells the spaces that only ever stand inside a number.
func isThinSpace(r rune) bool { return r == '\u2009' || r == '\u202f' }

func isDash(s string) bool { return s == "—" || s == "–" || s == "-" || s == "―" || s == "−" }

func isStop(s string) bool { return s == "." || s == "!" || s == "?" || s == "…" }

func isOpening(s string) bool {
	switch s {
	case "«", "“", "„", "‘", "‹", "(", "[", "{":
		return true
	}
	return false
}

func isClosing(s string) bool {
	switch s {
	case "»", "”", "’", "›", ")", "]", "}":
		return true
	}
	return false
}

// trim narrows [start, end) until neither end is white space.
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, n := runeAt(text[:end], start)
		if classOf(r)&space == 0 {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if classOf(r)&space == 0 {
			break
		}
		end -= n
	}
	return start, end
}
