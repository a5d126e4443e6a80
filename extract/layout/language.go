package layout

import (
	"strings"
	"unicode"
)

// languageSample is how much of a text tells its language, in bytes.
const languageSample = 1 << 16

// Language returns the language that text is written in: "ru", "kk" (in
// Cyrillic or Latin letters) or "en", by its letters and its commonest words,
// or "" if it has no letters that tell. A text in another language gets the
// likeliest of the three. Time is bounded: the first 64 KiB count.
func Language(text string) string {
	var v votes
	if len(text) > languageSample {
		text = text[:languageSample]
	}
	for i := 0; i < len(text); {
		r, n := runeAt(text, i)
		if classOf(r)&letter == 0 {
			i += n
			continue
		}
		j := i
		for j < len(text) {
			r, n := runeAt(text, j)
			if classOf(r)&(letter|joining) == 0 {
				break
			}
			j += n
		}
		v.add(text[i:j])
		i = j
	}
	return v.winner()
}

// votes count what the words of a text speak for.
type votes struct {
	cyrillic, latin int // letters
	ru, kk          int // of Cyrillic words
	en, kkLatin     int // of Latin words
}

const (
	// kazakhLetters stand in no Russian word and in every other Kazakh one.
	kazakhLetters = "әіңғүұқөһӘІҢҒҮҰҚӨҺ"
	// kazakhLatin are the letters of the Latin alphabets of 2018 to 2021 that
	// English lacks.
	kazakhLatin = "äáığǵıñńöóūúüşÄÁİĞǴÑŃÖÓŪÚÜŞ"
	// content is the least letters of a word that is not a function word.
	content = 4
)

func (v *votes) add(word string) {
	letters, cyrillic, special := 0, false, false
	for _, r := range word {
		letters++
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic = true
			special = special || strings.ContainsRune(kazakhLetters, r)
		} else {
			special = special || strings.ContainsRune(kazakhLatin, r)
		}
	}
	w := lists()
	lower := strings.ToLower(word)
	if cyrillic {
		v.cyrillic += letters
		v.ru += vote(w.function["ru"][lower], letters >= content && !special)
		v.kk += vote(w.function["kk"][lower], special) + vote(false, special)
		return
	}
	special = special || hasBareQ(lower)
	v.latin += letters
	v.en += vote(w.function["en"][lower], letters >= content && !special)
	v.kkLatin += vote(w.function["kk"][lower], special) + vote(false, special)
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
func hasBareQ(word string) bool {
	i := strings.IndexByte(word, 'q')
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
