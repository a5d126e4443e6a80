package gazetteer

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// maxEnding bounds the letters of an ending, and so the forms tried of a token.
const maxEnding = 8

// A paradigm is how words with one ending of the nominative decline.
type paradigm struct {
	nominative string // its ending; "" for every other word
	adjective  bool
	endings    map[string]bool // what may stand in place of the nominative's
}

// paradigms are those of one language.
type paradigms struct {
	all          []*paradigm
	abbreviation *paradigm
	link         [2]string // first half of a compound: "о" stands for "ий"
}

// invariable is the paradigm of words that do not decline.
var invariable = &paradigm{endings: map[string]bool{"": true}}

// readEndings reads how names decline in the language that the file is named for.
func (ld *loader) readEndings(name, text string) error {
	p := &paradigms{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := p.line(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	ld.endings[strings.TrimSuffix(name, path.Ext(name))] = p
	return nil
}

func (p *paradigms) line(line string) error {
	left, right, ok := strings.Cut(line, "=")
	names, endings := strings.Fields(left), strings.Fields(right)
	adjective := len(names) == 2 && names[0] == "adj"
	link := len(names) == 2 && names[0] == "link"
	if !ok || len(endings) == 0 || len(names) != 1 && !adjective && !link {
		return fmt.Errorf("want \"nominative = ending...\", got %q", line)
	}
	if link {
		p.link = [2]string{names[1], endings[0]}
		return nil
	}
	nominative := names[len(names)-1]
	target := p.get(nominative)
	target.adjective = adjective
	for _, e := range endings {
		if e == "-" {
			e = ""
		}
		if utf8.RuneCountInString(e) > maxEnding {
			return fmt.Errorf("the ending %q is longer than %d letters", e, maxEnding)
		}
		target.endings[e] = true
	}
	return nil
}

// get returns the paradigm of the nominative's ending, a new one the first time.
func (p *paradigms) get(nominative string) *paradigm {
	if nominative == "abbr" {
		if p.abbreviation == nil {
			p.abbreviation = &paradigm{endings: map[string]bool{}}
		}
		return p.abbreviation
	}
	nominative = strings.TrimPrefix(nominative, "*")
	for _, q := range p.all {
		if q.nominative == nominative {
			return q
		}
	}
	q := &paradigm{nominative: nominative, endings: map[string]bool{}}
	p.all = append(p.all, q)
	return q
}

// of returns the paradigm of a word in lower case: the longest ending counts.
func (p *paradigms) of(word string) *paradigm {
	best := invariable
	for _, q := range p.all {
		if strings.HasSuffix(word, q.nominative) && (best == invariable || len(q.nominative) > len(best.nominative)) {
			best = q
		}
	}
	return best
}
