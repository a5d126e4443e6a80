package corpus

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgraph/schema"
)

// FactRuEval reads the texts of a folder in the form of factRuEval-2016: a text
// book_N.txt, its .spans of parts of names and its .objects of several spans.
// Of objects that overlap the longest counts. The texts are in order of their
// names.
func FactRuEval(dir string) ([]Text, error) {
	files, err := filepath.Glob(filepath.Join(dir, "book_*.txt"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []Text
	for _, f := range files {
		t, err := factText(f)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func factText(path string) (Text, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Text{}, err
	}
	t := Text{Name: filepath.Base(path), Text: string(text)}
	base := strings.TrimSuffix(path, ".txt")
	spans, err := factSpans(base+".spans", offsets(t.Text))
	if err != nil {
		return Text{}, err
	}
	objects, err := fields(base + ".objects")
	if err != nil {
		return Text{}, err
	}
	var all []Mention
	for _, o := range objects {
		m := Mention{schema.Span{Start: len(t.Text)}, o[1]}
		for _, id := range o[2:] {
			s, ok := spans[id]
			if !ok {
				return Text{}, fmt.Errorf("%s.objects: object %s: no span %s", base, o[0], id)
			}
			m.Start, m.End = min(m.Start, s.Start), max(m.End, s.End)
		}
		if m.Start < m.End {
			all = append(all, m)
		}
	}
	t.Mentions = longest(all)
	return t, nil
}

// factSpans reads the spans by their numbers: "22763 loc_name 37 6 ...", where
// in characters and how long.
func factSpans(path string, byteOf []int) (map[string]schema.Span, error) {
	lines, err := fields(path)
	if err != nil {
		return nil, err
	}
	out := map[string]schema.Span{}
	for _, l := range lines {
		if len(l) < 4 {
			return nil, fmt.Errorf("%s: span %s: %d fields, want 4", path, l[0], len(l))
		}
		start, err1 := strconv.Atoi(l[2])
		length, err2 := strconv.Atoi(l[3])
		if err := cmp.Or(err1, err2); err != nil {
			return nil, fmt.Errorf("%s: span %s: %w", path, l[0], err)
		}
		if start < 0 || length < 0 || start+length >= len(byteOf) {
			return nil, fmt.Errorf("%s: span %s lies outside the text", path, l[0])
		}
		out[l[0]] = schema.Span{Start: byteOf[start], End: byteOf[start+length]}
	}
	return out, nil
}

// offsets returns where each character begins, and the length of the text.
func offsets(text string) []int {
	out := make([]int, 0, utf8.RuneCountInString(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// fields returns the blank-separated fields of each line up to a "#"; lines
// with fewer than two are left out.
func fields(path string) ([][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 1 {
			out = append(out, f)
		}
	}
	return out, nil
}

// longest keeps of mentions that overlap the longest, in order of start.
func longest(ms []Mention) []Mention {
	slices.SortStableFunc(ms, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(b.End-b.Start, a.End-a.Start), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Type, b.Type))
	})
	var out []Mention
	for _, m := range ms {
		if !slices.ContainsFunc(out, func(o Mention) bool { return o.Start < m.End && m.Start < o.End }) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return out
}
