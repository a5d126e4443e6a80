package rule

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Count tells how often a rule was right on some gold.
type Count struct {
	Claims int // that rested on the rule
	Said   int // slot values that those claims gave
	Right  int // the values among them that the gold has
}

// A Measurement is what one gold says of the rules. The rules were not written
// or changed after that gold before they were measured on it.
type Measurement struct {
	Gold     string // its name, without blanks: "shared/gold/dev"
	Articles int
	// Rules is the hash of what read the articles, as [Set.Hash] and the rest of
	// the program give it: which state of the rules was measured.
	Rules  string
	Counts map[string]Count // by the rule's name
}

// A Precision is all that was measured, in order of the golds' names. It is no
// part of the rules: measuring anew changes neither their hash nor claim IDs.
type Precision []Measurement

// LeastClaims is how many claims of a rule must have been measured before they
// say something of the next.
const LeastClaims = 3

//go:embed precision.txt
var measured string

// Measured returns what comes with the program.
func Measured() (Precision, error) {
	return ReadPrecision(strings.NewReader(measured), "extract/rule/precision.txt")
}

// precisionHead opens a file of measurements.
const precisionHead = `# How often each rule was right on gold that was not used to write it.
# Written by claimgraph eval --precision, see docs/quality.md: do not edit.
# Of each rule the claims that rest on it, the values that they say, those that are right.
`

// Write writes the measurements in the form that [ReadPrecision] reads.
func (p Precision) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, precisionHead)
	for _, m := range p {
		fmt.Fprintf(b, "\ngold %s articles %d rules %s\n", m.Gold, m.Articles, m.Rules)
		for _, name := range slices.Sorted(maps.Keys(m.Counts)) {
			c := m.Counts[name]
			fmt.Fprintf(b, "%s %d %d %d\n", name, c.Claims, c.Said, c.Right)
		}
	}
	return b.Flush()
}

// ReadPrecision reads measurements. The name stands for the input in errors:
// "precision.txt:7: ...".
func ReadPrecision(r io.Reader, name string) (Precision, error) {
	var p Precision
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := p.line(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

func (p *Precision) line(f []string) error {
	if f[0] == "gold" {
		if len(f) != 6 || f[2] != "articles" || f[4] != "rules" {
			return fmt.Errorf("want: gold NAME articles N rules HASH")
		}
		articles, err := strconv.Atoi(f[3])
		if err != nil {
			return fmt.Errorf("articles: %q is no number", f[3])
		}
		if slices.ContainsFunc(*p, func(m Measurement) bool { return m.Gold == f[1] }) {
			return fmt.Errorf("gold %s stands twice", f[1])
		}
		*p = append(*p, Measurement{Gold: f[1], Articles: articles, Rules: f[5], Counts: map[string]Count{}})
		return nil
	}
	if len(*p) == 0 {
		return fmt.Errorf("rule %s stands before any gold", f[0])
	}
	if len(f) != 4 {
		return fmt.Errorf("rule %s: want three numbers: claims, values said, values right", f[0])
	}
	var num [3]int
	for i := range num {
		var err error
		if num[i], err = strconv.Atoi(f[i+1]); err != nil || num[i] < 0 {
			return fmt.Errorf("rule %s: %q is no count", f[0], f[i+1])
		}
	}
	c := Count{num[0], num[1], num[2]}
	if c.Right > c.Said {
		return fmt.Errorf("rule %s: %d right of %d said", f[0], c.Right, c.Said)
	}
	counts := (*p)[len(*p)-1].Counts
	if _, twice := counts[f[0]]; twice {
		return fmt.Errorf("rule %s stands twice", f[0])
	}
	counts[f[0]] = c
	return nil
}

// With returns the measurements with m in the place of an earlier one on the
// same gold.
func (p Precision) With(m Measurement) Precision {
	out := slices.DeleteFunc(slices.Clone(p), func(o Measurement) bool { return o.Gold == m.Gold })
	out = append(out, m)
	slices.SortFunc(out, func(a, b Measurement) int { return cmp.Compare(a.Gold, b.Gold) })
	return out
}

// ByRule returns the smoothed precision of each rule that was measured on
// enough claims, over all golds: (right+1)/(said+2), to three decimals, which
// is above 0 and below 1. Few values draw it towards a half.
func (p Precision) ByRule() map[string]float64 {
	sums := map[string]Count{}
	for _, m := range p {
		for name, c := range m.Counts {
			s := sums[name]
			sums[name] = Count{s.Claims + c.Claims, s.Said + c.Said, s.Right + c.Right}
		}
	}
	out := map[string]float64{}
	for name, c := range sums {
		if c.Claims >= LeastClaims {
			out[name] = math.Round(1000*float64(c.Right+1)/float64(c.Said+2)) / 1000
		}
	}
	return out
}
