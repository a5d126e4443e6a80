package table

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestAMapHasItsWordsAndNoOthers(t *testing.T) {
	words := map[string]uint32{"": 7, "а": 0, "аа": 1, "бег": 1 << 31, strings.Repeat("длинное", 40): 3}
	for i := range 1000 {
		words[fmt.Sprint("слово", i)] = uint32(i)
	}
	section := MakeMap(words)
	if again := MakeMap(maps.Clone(words)); !bytes.Equal(section, again) {
		t.Error("the same words make another section")
	}
	m := OpenMap(string(section))
	if got := maps.Collect(m.All()); !maps.Equal(got, words) {
		t.Errorf("%d words came back of %d", len(got), len(words))
	}
	for w, want := range words {
		if got, ok := m.Get(w); !ok || got != want {
			t.Errorf("Get(%q) = %d, %v; want %d", w, got, ok, want)
		}
	}
	for _, w := range []string{"б", "слово", "слово1000", "a"} {
		if got, ok := m.Get(w); ok {
			t.Errorf("Get(%q) = %d, want nothing", w, got)
		}
	}
}

func TestAnEmptyMap(t *testing.T) {
	for name, m := range map[string]Map{"zero": {}, "made": OpenMap(string(MakeMap(map[string]int{})))} {
		if m.Has("слово") || m.Has("") {
			t.Errorf("%s: the map has words", name)
		}
	}
}

func TestAFileGivesItsSectionsBack(t *testing.T) {
	var row Row
	row.Text("мост")
	row.Number(300)
	row.Texts([]string{"a", ""})
	row.Flag(true)
	w := Writer{"test1", [][]byte{MakeRecords([]Row{nil, row}), AppendNumbers(nil, 5, 70000), nil}}
	sections, ok := Open(string(w.Bytes()), "test1", 3)
	if !ok {
		t.Fatal("Open refuses the file")
	}
	records := OpenRecords(sections[0])
	r := records.At(1)
	if text, n, texts, flag := r.Text(), r.Number(), r.Texts(), r.Flag(); records.Len() != 2 || text != "мост" || n != 300 || !slices.Equal(texts, []string{"a", ""}) || !flag || r != "" {
		t.Errorf("the record reads %q %d %q %v, then %q", text, n, texts, flag, r)
	}
	if n := Numbers(sections[1]); n.Len() != 2 || n.At(0) != 5 || n.At(1) != 70000 {
		t.Errorf("the numbers are %q", n)
	}
	if sections[2] != "" {
		t.Errorf("the empty section is %q", sections[2])
	}
}

func TestOpenRefusesWhatIsNoFile(t *testing.T) {
	for _, data := range []string{"", "test1", "test2" + strings.Repeat("\x00", 100), "test1" + strings.Repeat("\xff", 100)} {
		if _, ok := Open(data, "test1", 2); ok {
			t.Errorf("Open(%.12q…) took it", data)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	words := map[string]int{}
	for i := range 10000 {
		words[fmt.Sprint("министерство", i)] = i
	}
	m := OpenMap(string(MakeMap(words)))
	for b.Loop() {
		m.Get("министерство777")
		m.Get("министерств")
	}
}
