package kk

import (
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// latinLetters spells the letters of the Latin alphabets that have been drafted
// for Kazakh, two letters before one. Where the drafts differ (y is ы in one and
// й in another), the one that newspapers used longest has it.
var latinLetters = strings.NewReplacer(
	"sh", "ш", "ch", "ч", "ıa", "ия", "ıý", "ию", "ıo", "ио", "iý", "ю", "aı", "ай", "eı", "ей", "oı", "ой", "uı", "ұй", "yı", "ый", "áı", "әй", "óı", "өй", "úı", "үй",
	"ai", "ай", "ei", "ей", "oi", "ой", "ui", "ұй", "yi", "ый", "ái", "әй", "äi", "әй", "ói", "өй", "öi", "өй", "úi", "үй", "üi", "үй", "ūi", "ұй",
	"a", "а", "á", "ә", "ä", "ә", "b", "б", "d", "д", "e", "е", "f", "ф", "g", "г", "ǵ", "ғ", "ğ", "ғ",
	"h", "х", "ı", "и", "i", "і", "j", "ж", "k", "к", "l", "л", "m", "м", "n", "н", "ń", "ң", "ñ", "ң",
	"o", "о", "ó", "ө", "ö", "ө", "p", "п", "q", "қ", "r", "р", "s", "с", "ş", "ш", "t", "т",
	"u", "ұ", "ú", "ү", "ü", "ү", "ū", "ұ", "v", "в", "y", "ы", "ý", "у", "w", "у", "z", "з",
)

// latinSigns are the letters that only Kazakh in Latin letters has among the
// languages of the news that we read.
const latinSigns = "áǵıńóúýğñöşūäü"

// isLatin reports whether the word is written in Latin letters throughout.
func isLatin(word string) bool {
	for _, r := range word {
		if r >= 0x370 && r < 0x1E00 {
			return false
		}
	}
	return strings.ContainsFunc(word, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 0xC0 })
}

// latinUse tells how much of a sentence is Kazakh in Latin letters.
type latinUse uint8

const (
	noLatin   latinUse = iota
	someLatin          // a word that can be nothing else
	allLatin           // and no fewer Latin words than Cyrillic ones
)

// latinIn looks for words with a letter of Kazakh alone, or with a q that no u
// follows, which is at home in no other language but as a name's.
func latinIn(sentence []extract.Token) latinUse {
	signs, balance := 0, 0
	for i := range sentence {
		t := &sentence[i]
		switch {
		case t.Kind != extract.WordToken || t.Lower == "" || len(t.Lower) > 64:
		case t.Lower[0] < utf8.RuneSelf && isLatin(t.Lower), hasLatinSign(t.Lower):
			balance++
			if hasLatinSign(t.Lower) || t.Capitals == extract.Lower && hasBareQ(t.Lower) {
				signs++
			}
		default:
			balance--
		}
	}
	switch {
	case signs == 0:
		return noLatin
	case balance < 0:
		return someLatin
	}
	return allLatin
}

func latinUseOf(word string) latinUse {
	if hasLatinSign(word) {
		return someLatin
	}
	return noLatin
}

func hasLatinSign(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] >= utf8.RuneSelf {
			return isLatin(word) && strings.ContainsAny(word, latinSigns)
		}
	}
	return false
}

func hasBareQ(word string) bool {
	i := strings.IndexByte(word, 'q')
	return i >= 0 && !strings.HasPrefix(word[i+1:], "u")
}

// latin reads a word in Latin letters: as Kazakh if it or its sentence shows
// that it is, else as a foreign name.
func (r *reader) latin(t *extract.Token, use latinUse) []candidate {
	kazakh := use == allLatin || use == someLatin && (t.Capitals == extract.Lower || hasLatinSign(t.Lower))
	if kazakh && len(t.Lower) < 64 {
		if cs := r.spelt(t); len(cs) > 0 {
			return cs
		}
	}
	a := extract.Analysis{Lemma: t.Lower, POS: extract.X, Guessed: true}
	if t.Capitals != extract.Lower {
		a.POS, a.Case, a.Number = extract.PROPN, extract.Nom, extract.Sing
	}
	return r.only(candidate{Analysis: a, caseFrom: len(t.Lower)})
}

// spelt reads a word in Latin letters as Kazakh, in the first of its spellings that
// the lexicon knows, else in the usual one.
func (r *reader) spelt(t *extract.Token) []candidate {
	usual := latinLetters.Replace(t.Lower)
	if usual == t.Lower || isLatin(usual) {
		return nil
	}
	doubtful := strings.Count(usual, "і") + strings.Count(usual, "ұ")
	choice := uint(0)
	cs := r.read(usual, t.Capitals != extract.Lower)
	for most := uint(1) << min(doubtful, mostDoubtful); !r.known && choice+1 < most; {
		choice++
		cs = r.read(respelt(usual, choice), t.Capitals != extract.Lower)
	}
	if !r.known && choice > 0 {
		choice = 0
		cs = r.read(usual, t.Capitals != extract.Lower)
	}
	word := respelt(usual, choice)
	for i := range cs {
		cs[i].caseFrom = latinLength(t.Lower, word[:cs[i].caseFrom], choice)
	}
	return cs
}

// mostDoubtful bounds the letters of a word that other spellings are tried for.
const mostDoubtful = 4

// respelt returns the word with its n-th і as и, or ұ as у, for each n of which the
// bit is set: the drafts use i and u for both.
func respelt(word string, choice uint) string {
	if choice == 0 {
		return word
	}
	return strings.Map(func(c rune) rune {
		if c != 'і' && c != 'ұ' {
			return c
		}
		flip := choice&1 != 0
		choice >>= 1
		switch {
		case !flip:
			return c
		case c == 'і':
			return 'и'
		}
		return 'у'
	}, word)
}

// latinLength returns the bytes of the shortest part at the start of the Latin
// word that spells the Cyrillic prefix, or of the word if none does.
func latinLength(word, prefix string, choice uint) int {
	for i := range word {
		if respelt(latinLetters.Replace(word[:i]), choice) == prefix {
			return i
		}
	}
	return len(word)
}
