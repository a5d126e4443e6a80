package kk

import "unicode/utf8"

// A letter is a Cyrillic letter of Kazakh by its place in alphabet, from 1; 0
// is any other sign.
type letter uint8

const alphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі"

// letters is one more than the number of letters in alphabet.
const letters = 43

// A class groups letters by the endings that follow them.
type class uint8

const (
	vowel     class = iota // а ә е о ө ұ ү э я ё
	narrow                 // ы і: lost before у
	glideI                 // и
	glideU                 // у ю
	trill                  // р
	yot                    // й: melts with а and у into я and ю
	lateral                // л
	nasal                  // м н ң
	buzz                   // з ж
	voiceable              // к қ п: г ғ б before a vowel
	deaf                   // the other consonants
	classes
)

// The harmony of a stem: the vowels of its endings. Both where its spelling
// does not tell, as in loans and abbreviations.
const (
	back  = 1
	front = 2
	both  = back | front
)

var (
	letterOf, runeOf = alphabetTables()
	classOf          = classTable()
	harmonyOf        = harmonyTable() // 0 for consonants and for и у ю, which take either
	isVowel          = vowelTable()
)

func alphabetTables() (byRune [0x500]letter, byLetter [letters]rune) {
	n := letter(0)
	for _, r := range alphabet {
		n++
		byRune[r], byLetter[n] = n, r
	}
	return byRune, byLetter
}

func classTable() (table [letters]class) {
	for l := range table {
		table[l] = deaf
	}
	for c, members := range map[class]string{
		vowel: "аәеоөұүэяё", narrow: "ыі", glideI: "и", glideU: "ую", trill: "р",
		yot: "й", lateral: "л", nasal: "мнң", buzz: "зж", voiceable: "кқп",
	} {
		for _, r := range members {
			table[toLetter(r)] = c
		}
	}
	return table
}

func vowelTable() (table [letters]bool) {
	for _, r := range "аәеоөұүэяёыіиую" {
		table[toLetter(r)] = true
	}
	return table
}

func harmonyTable() (table [letters]uint8) {
	// Loans from Persian and Russian spell ә and ё with endings of either kind.
	for h, members := range map[uint8]string{back: "аоұыя", front: "еөүіэ", both: "әё"} {
		for _, r := range members {
			table[toLetter(r)] = h
		}
	}
	return table
}

func toLetter(r rune) letter {
	if r < 0 || int(r) >= len(letterOf) {
		return 0
	}
	return letterOf[r]
}

// maxLetters bounds the words that are analysed; longer ones are no words.
const maxLetters = 48

// A spelling is a lower-case word as letters, with the byte offset of each and
// of the end: text[:at[i]] holds the first i letters.
type spelling struct {
	n      int
	letter [maxLetters]letter
	at     [maxLetters + 1]uint16
}

// set reads text and reports whether it is short enough to be a word.
func (s *spelling) set(text string) bool {
	s.n = 0
	for i := 0; i < len(text); {
		if s.n == maxLetters {
			return false
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		s.letter[s.n], s.at[s.n] = toLetter(r), uint16(i)
		s.n++
		i += size
	}
	s.at[s.n] = uint16(len(text))
	return true
}

// last returns the letter that endings attach to among the first n: a soft or
// hard sign is passed over.
func (s *spelling) last(n int) letter {
	for n--; n >= 0; n-- {
		l := s.letter[n]
		if r := runeOf[l]; r != 'ь' && r != 'ъ' {
			return l
		}
	}
	return 0
}

// vowels counts the vowels among the first n letters.
func (s *spelling) vowels(n int) int {
	count := 0
	for _, l := range s.letter[:n] {
		if isVowel[l] {
			count++
		}
	}
	return count
}

// harmony returns which endings the stem of the first n letters takes.
func (s *spelling) harmony(n int) uint8 {
	neutral := false
	for i := n - 1; i >= 0; i-- {
		l := s.letter[i]
		if !isVowel[l] {
			neutral = neutral || runeOf[l] == 'ь' // a soft consonant: Шольдің
			continue
		}
		h := harmonyOf[l]
		if h == 0 {
			// The vowel before a final у decides (оқудың, келудің); и, and у in
			// a closed syllable, are front in many loans (Арагчиге, Мадридке).
			neutral = neutral || i < n-1 || classOf[l] == glideI
			continue
		}
		if neutral || s.isRussianName(i, n) {
			return both
		}
		return h
	}
	return both
}

// isRussianName reports whether the stem ends in the -ев or -ов of surnames,
// which people read with either harmony: Тоқаевтың, Мирзиёевтің, Бектеновке.
func (s *spelling) isRussianName(vowel, n int) bool {
	if vowel != n-2 || runeOf[s.letter[n-1]] != 'в' {
		return false
	}
	r := runeOf[s.letter[vowel]]
	return r == 'е' || r == 'о'
}

// environments returns the set of environments of the stem of the first n
// letters: what endings may follow it.
func (s *spelling) environments(n int) environments {
	if n == 0 {
		return 0
	}
	l := s.last(n)
	if l == 0 {
		return 0
	}
	return environmentsOf(classOf[l], s.harmony(n))
}

// environments is a set of pairs of class and harmony, a bit for each.
type environments uint32

func environmentsOf(c class, harmony uint8) environments {
	return environments(harmony) << (2 * c)
}
