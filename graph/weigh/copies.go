package weigh

import (
	"hash/fnv"
	"strings"
	"unicode"

	"claimgraph/schema"
)

// Copies tells which articles are near-identical texts: syndicated copies, which
// confirm nothing. It reads the texts that it is asked about, each once. It is
// not safe for use by several goroutines.
type Copies struct {
	text     func(schema.SourceID) (string, error)
	shingles map[schema.SourceID]map[uint64]bool
	err      error
}

// NewCopies returns a Copies that reads texts with the function.
func NewCopies(text func(schema.SourceID) (string, error)) *Copies {
	return &Copies{text: text, shingles: map[schema.SourceID]map[uint64]bool{}}
}

// Err returns the first error of reading a text. Texts that could not be read
// are copies of none.
func (c *Copies) Err() error {
	if c == nil {
		return nil
	}
	return c.err
}

// Texts are compared by their runs of five words, as in Broder, "On the
// resemblance and containment of documents" (1997). Texts with fewer than
// leastRuns say too little; copies share that much of the shorter one's.
const (
	runWords  = 5
	leastRuns = 20
	shared    = 0.8
)

// Same reports whether one article is a copy of the other, or both are one.
func (c *Copies) Same(a, b schema.SourceID) bool {
	if a == b {
		return true
	}
	if c == nil {
		return false
	}
	x, y := c.runs(a), c.runs(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < leastRuns {
		return false
	}
	both := 0
	for run := range x {
		if y[run] {
			both++
		}
	}
	return float64(both) >= shared*float64(len(x))
}

func (c *Copies) runs(id schema.SourceID) map[uint64]bool {
	if runs, ok := c.shingles[id]; ok {
		return runs
	}
	text, err := c.text(id)
	if err != nil && c.err == nil {
		c.err = err
	}
	runs := runsOf(text)
	c.shingles[id] = runs
	return runs
}

// runsOf returns the hashes of a text's runs of words, without regard to case
// and to what is neither letter nor digit.
func runsOf(text string) map[uint64]bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	runs := make(map[uint64]bool, len(words))
	for i := 0; i+runWords <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+runWords] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		runs[h.Sum64()] = true
	}
	return runs
}
