// Command bench measures the matcher of names on labelled pairs: precision and
// recall of its matches, in all and by category. With -v it lists the misses.
//
//	bench [-v] [-names DIR] PAIRS.tsv...
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

func main() {
	verbose := flag.Bool("v", false, "list the misses")
	names := flag.String("names", "extract/gazetteer/data", "folder of the gazetteer's name files")
	flag.Parse()
	if err := run(os.Stdout, *names, *verbose, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, names string, verbose bool, files []string) error {
	model, err := schema.Load()
	if err != nil {
		return err
	}
	entries, err := name.ReadEntries(os.DirFS(names))
	if err != nil {
		return err
	}
	m, err := name.New(model, entries)
	if err != nil {
		return err
	}
	for _, file := range files {
		pairs, err := read(file)
		if err != nil {
			return err
		}
		score(w, m, file, pairs, verbose)
	}
	return nil
}

// A pair is a line of a file of pairs.
type pair struct {
	line     int
	a, b     name.Mention
	same     bool
	category string
	text     string
}

// read reads a file of pairs; errors name file and line.
func read(file string) ([]pair, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out []pair
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "type\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 9 || f[7] != "same" && f[7] != "different" {
			return nil, fmt.Errorf("%s:%d: want nine columns, the eighth same or different", file, n)
		}
		a, err1 := mention(f[0], f[1], f[2], f[3])
		b, err2 := mention(f[0], f[4], f[5], f[6])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("%s:%d: %v %v", file, n, err1, err2)
		}
		out = append(out, pair{n, a, b, f[7] == "same", f[8], line})
	}
	return out, nil
}

func mention(typ, text, lang, context string) (name.Mention, error) {
	m := name.Mention{Type: schema.EntityType(typ), Names: []name.Label{{Text: text, Language: lang}}}
	for field := range strings.SplitSeq(context, ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(field), "=")
		if !ok {
			continue
		}
		switch key {
		case "post":
			m.Context.Posts = append(m.Context.Posts, value)
		case "org":
			m.Context.Organizations = append(m.Context.Organizations, value)
		case "country":
			m.Context.Countries = append(m.Context.Countries, value)
		case "year":
			y, err := strconv.Atoi(value)
			if err != nil {
				return m, fmt.Errorf("year %q", value)
			}
			m.Context.First, m.Context.Last = schema.Date{Year: y}, schema.Date{Year: y}
		default:
			return m, fmt.Errorf("unknown context %q", key)
		}
	}
	return m, nil
}

// counts are right and wrong decisions.
type counts struct{ merged, right, same, pairs int }

func (c counts) String() string {
	return fmt.Sprintf("precision %s  recall %s  (%d pairs, %d same, %d merged, %d of them wrong)",
		ratio(c.right, c.merged), ratio(c.right, c.same), c.pairs, c.same, c.merged, c.merged-c.right)
}

func ratio(n, of int) string {
	if of == 0 {
		return "  –  "
	}
	return fmt.Sprintf("%.3f", float64(n)/float64(of))
}

func score(w io.Writer, m *name.Matcher, file string, pairs []pair, verbose bool) {
	var all counts
	by := map[string]counts{}
	for _, p := range pairs {
		d := name.Compare(m.Parse(p.a), m.Parse(p.b))
		merged := d.Verdict == name.Match
		for _, key := range []string{"", p.a0(), p.category} {
			c := by[key]
			c.pairs++
			c.same += count(p.same)
			c.merged += count(merged)
			c.right += count(merged && p.same)
			by[key] = c
		}
		if verbose && merged != p.same {
			fmt.Fprintf(w, "%s:%d: %s (%.2f): %s\n\t%s\n", file, p.line, d.Verdict, d.Score, strings.Join(d.Reasons, "; "), p.text)
		}
	}
	all = by[""]
	delete(by, "")
	for _, key := range slices.Sorted(maps.Keys(by)) {
		fmt.Fprintf(w, "%-18s %s\n", key, by[key])
	}
	fmt.Fprintf(w, "%s: %s\n", file, all)
}

func (p pair) a0() string { return string(p.a.Type) }

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
