package layout

import (
	"bytes"
	"unicode/utf8"
)

// languageSample is how much of a text tells its language, in bytes.
const languageSample = 1 << 14

// Language returns the language that text is written in: "ru", "kk" (in
// Cyrillic or Latin letters) or "en", by its letters and its commonest words,
// or "" if it has no letters that tell. A text in another language gets the
// likeliest of the three. Time is bounded: the first 16 KiB count.
func Language(text string) string {
	if len(text) > languageSample {
		text = text[:languageSample]
	}
	v := count(text)
	return v.winner()
}

func count(text string) (v votes) {
	for i := 0; i < len(text); {
		r, n := runeAt(text, i)
		if classOf(r)&letter == 0 {
			i += n
			continue
		}
		i = v.add(text, i)
	}
	return v
}

// votes count what the words of a text speak for.
type votes struct {
	cyrillic, latin int // letters
	ru, kk          int // of Cyrillic words
	en, kkLatin     int // of Latin words
}

// content is the least letters of a word that is not a function word.
const content = 4

// add counts the word that begins at i and returns where it ends.
func (v *votes) add(text string, i int) int {
	var buffer [64]byte
	lower := buffer[:0]
	letters, cyrillic, special := 0, false, false
	for i < len(text) {
		r, n := runeAt(text, i)
		c := classOf(r)
		if c&(letter|joining) == 0 {
			break
		}
		letters++
		cyrillic = cyrillic || isCyrillic(r)
		special = special || c&kazakh != 0
		if len(lower) < len(buffer)-utf8.UTFMax {
			lower = utf8.AppendRune(lower, lowerRune(r))
		}
		i += n
	}
	var of tongues
	if l := lists(); len(lower) <= l.longest {
		of = l.function[string(lower)]
	}
	if cyrillic {
		v.cyrillic += letters
		v.ru += vote(of&russian != 0, letters >= content && !special)
		v.kk += vote(of&kazakhTongue != 0, special) + vote(false, special)
		return i
	}
	special = special || hasBareQ(lower)
	v.latin += letters
	v.en += vote(of&english != 0, letters >= content && !special)
	v.kkLatin += vote(of&kazakhTongue != 0, special) + vote(false, special)
	return i
}

// vote weighs a function word twice as much as another word.
func vote(function, other bool) int {
	switch {
	case function:
		return 2
	case other:
		return 1
	}
	return 0
}

// hasBareQ tells a q without a u after it, as in qazaq.
func hasBareQ(word []byte) bool {
	i := bytes.IndexByte(word, 'q')
	return i >= 0 && (i+1 == len(word) || word[i+1] != 'u') && len(word) > 1
}

func (v *votes) winner() string {
	switch {
	case v.cyrillic+v.latin == 0:
		return ""
	case v.cyrillic >= v.latin && v.kk >= v.ru && v.kk > 0:
		return "kk"
	case v.cyrillic >= v.latin:
		return "ru"
	case v.kkLatin > v.en:
		return "kk"
	}
	return "en"
}
