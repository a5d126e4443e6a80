package name

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data
var data embed.FS

func mustRead(name string) string {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // embedded
	}
	return string(text)
}

// A lexicon is what the package's own files say.
type lexicon struct {
	sounds  *soundTable
	equal   map[string][]int // groups of equal.txt
	given   map[string]bool
	lists   map[string]map[string]bool // sections of words.txt
	endings map[string][]string        // the same, in their order
	decline map[string][]declension    // by language
	stems   *stemmer
}

var lexical = sync.OnceValue(func() *lexicon {
	l, err := readLexicon()
	if err != nil {
		panic(err) // embedded and tested
	}
	return l
})

func readLexicon() (*lexicon, error) {
	l := &lexicon{equal: map[string][]int{}, given: map[string]bool{}}
	var err error
	if l.sounds, err = readSounds(mustRead("sounds.txt")); err != nil {
		return nil, err
	}
	group := 0
	eachLine(mustRead("equal.txt"), func(_ int, line string) error {
		for _, w := range strings.Fields(line) {
			l.equal[foldWord(w)] = append(l.equal[foldWord(w)], group)
		}
		group++
		return nil
	})
	eachLine(mustRead("given.txt"), func(_ int, line string) error {
		for _, w := range strings.Fields(line) {
			l.given[foldWord(w)] = true
		}
		return nil
	})
	l.endings = map[string][]string{}
	l.lists = map[string]map[string]bool{}
	section := ""
	err = eachLine(mustRead("words.txt"), func(n int, line string) error {
		if strings.HasPrefix(line, "[") {
			section = strings.Trim(line, "[]")
			l.lists[section] = map[string]bool{}
			return nil
		}
		if section == "" {
			return fmt.Errorf("words.txt:%d: words above the first heading", n)
		}
		for _, w := range strings.Fields(line) {
			l.endings[section] = append(l.endings[section], w)
			l.lists[section][w] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if l.decline, err = readDeclensions(mustRead("declension.txt")); err != nil {
		return nil, err
	}
	l.stems, err = readStemmer(mustRead("stems.txt"))
	return l, err
}

// eachLine calls f for each line that is neither empty nor a comment.
func eachLine(text string, f func(n int, line string) error) error {
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := f(n, line); err != nil {
			return err
		}
	}
	return sc.Err()
}

// foldWord returns the form under which words stand in lists.
func foldWord(w string) string { return strings.ReplaceAll(strings.ToLower(w), "ё", "е") }

func (l *lexicon) is(section, word string) bool { return l.lists[section][word] }

// ending returns the longest ending of the section that the word has after at
// least two letters, or "".
func (l *lexicon) ending(section, word string) string {
	best := ""
	for _, e := range l.endings[section] {
		if len(e) > len(best) && strings.HasSuffix(word, e) && len([]rune(word)) >= len([]rune(e))+2 {
			best = e
		}
	}
	return best
}
