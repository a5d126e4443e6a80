// Package slug writes names in Latin letters, as the last part of an IRI: in goes a
// name in any script, out comes what it sounds like, in a-z, digits and hyphens.
package slug

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed letters.txt
var lettersText string

// letters maps what stands in a word to its Latin form: "е", "^е", "ий$", or
// "uk:и" for one language.
var letters = sync.OnceValue(func() map[string]string {
	m, err := parseLetters(lettersText)
	if err != nil {
		panic(err) // embedded and tested
	}
	return m
})

func parseLetters(text string) (map[string]string, error) {
	m := map[string]string{}
	for i, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		key := ""
		if lang, ok := strings.CutPrefix(f[0], "["); ok {
			key = strings.TrimSuffix(lang, "]") + ":"
			f = f[1:]
		}
		if len(f) == 0 || len(f) > 2 {
			return nil, fmt.Errorf("letters.txt:%d: want a letter and its form", i+1)
		}
		key += f[0]
		if _, twice := m[key]; twice {
			return nil, fmt.Errorf("letters.txt:%d: %s is declared twice", i+1, f[0])
		}
		m[key] = strings.Join(f[1:], "")
	}
	return m, nil
}

// maxSlug is the longest slug, in bytes, before a hash takes the rest's place.
const maxSlug = 80

// Of writes a name in the letters a-z, digits and hyphens, so that it reads as
// it sounds: "Касым-Жомарт Токаев" is kasym-zhomart-tokayev. The language, a
// BCP 47 tag or "", decides on letters that languages read differently. A name
// with letters that have no Latin form, and one that is very long, ends in a
// hash of the whole. The slug is never empty.
func Of(name, language string) string {
	var b strings.Builder
	lost := false
	for _, w := range words(name) {
		latin, all := romanize(w, language)
		lost = lost || !all
		if latin == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(latin)
	}
	s := b.String()
	if s != "" && !lost && len(s) <= maxSlug {
		return s
	}
	if len(s) > maxSlug {
		s = s[:maxSlug]
		if i := strings.LastIndexByte(s, '-'); i > maxSlug/2 {
			s = s[:i]
		}
	}
	sum := sha256.Sum256([]byte(name))
	return strings.TrimPrefix(strings.TrimSuffix(s, "-")+"-"+hex.EncodeToString(sum[:4]), "-")
}

// words cuts a name in lower case at all that is no letter, mark or digit;
// apostrophes and the full stops of abbreviations join.
func words(name string) [][]rune {
	var out [][]rune
	var word []rune
	end := func() {
		if len(word) > 0 {
			out = append(out, word)
		}
		word = nil
	}
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			word = append(word, r)
		case strings.ContainsRune("'’ʼ`", r):
		default:
			end()
		}
	}
	end()
	return out
}

// romanize writes a word in Latin letters and reports whether all of it could be.
func romanize(word []rune, language string) (string, bool) {
	table, all := letters(), true
	lookup := func(key string) (string, bool) {
		if s, ok := table[language+":"+key]; ok {
			return s, true
		}
		s, ok := table[key]
		return s, ok
	}
	var b strings.Builder
	for i := 0; i < len(word); i++ {
		r := word[i]
		if i == len(word)-2 && i > 0 {
			if s, ok := lookup(string(word[i:]) + "$"); ok {
				b.WriteString(s)
				break
			}
		}
		if i == 0 || slices.Contains(opening, word[i-1]) {
			if s, ok := lookup("^" + string(r)); ok {
				b.WriteString(s)
				continue
			}
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if s, ok := lookup(string(r)); ok {
			b.WriteString(s)
		} else if !unicode.IsMark(r) { // a mark apart from its letter: й as и and a breve
			all = false
		}
	}
	return b.String(), all
}

// opening are the letters after which Cyrillic е begins with a y.
var opening = []rune("аеёиоуыэюяіәөұүїєъь")
