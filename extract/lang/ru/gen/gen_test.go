package main

import (
	"slices"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// small is a dictionary of one paradigm, whose forms are "", "а" and "у".
func small(t *testing.T, words ...string) *morph.Dictionary {
	t.Helper()
	c := &compiler{sections: make([][]byte, morph.SectionCount), sets: map[string]int{}}
	var items []item
	for _, w := range words {
		items = append(items, item{w, morph.Form{Paradigm: uint16(len(w)), Form: 1, Weight: 7}})
	}
	var err error
	if c.sections[morph.Words], err = c.compile(items, 10); err != nil {
		t.Fatal(err)
	}
	d, ok := morph.Open(string(c.file()))
	if !ok {
		t.Fatal("morph.Open refuses the file")
	}
	return d
}

func TestAutomatonHoldsItsKeysAndNoOthers(t *testing.T) {
	words := []string{"а", "аа", "аб", "бег", "бегу", "я", "як-як", "як2"}
	slices.SortFunc(words, func(a, b string) int { return slices.Compare(codes(a), codes(b)) })
	d := small(t, words...)
	for _, w := range words {
		fs := d.Lookup(nil, w)
		if len(fs) != 1 || fs[0] != (morph.Form{Paradigm: uint16(len(w)), Form: 1, Weight: 7}) {
			t.Errorf("Lookup(%q) = %v, want one form of paradigm %d", w, fs, len(w))
		}
	}
	for _, w := range []string{"", "б", "бе", "бега", "бегуу", "як", "z"} {
		if fs := d.Lookup(nil, w); len(fs) > 0 {
			t.Errorf("Lookup(%q) = %v, want nothing", w, fs)
		}
	}
}

func TestAutomatonRefusesKeysOutOfOrder(t *testing.T) {
	a := newAutomaton()
	for _, key := range [][]byte{{2}, {2, 1}} {
		if err := a.add(key, 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range [][]byte{{2, 1}, {1}} {
		if err := a.add(key, 0); err == nil {
			t.Errorf("key %v was taken", key)
		}
	}
}

func TestParseTag(t *testing.T) {
	tag, err := parseTag("NOUN,anim,masc,Surn sing,gent")
	want := morph.NewTag(extract.Analysis{POS: extract.PROPN, Name: extract.Surname, Gender: extract.Masc, Number: extract.Sing, Case: extract.Gen}) | morph.Animate
	if err != nil || tag != want {
		t.Errorf("got %b, %v; want %b", tag, err, want)
	}
	for _, bad := range []string{"", "ADVX", "NOUN,blue"} {
		if _, err := parseTag(bad); err == nil {
			t.Errorf("parseTag(%q) gives no error", bad)
		}
	}
}

func TestNumbersOfAPayload(t *testing.T) {
	if got := numbers([]byte{19, 59, 1, 17}); !slices.Equal(got, []int{1181, 8}) {
		t.Errorf("got %v, want [1181 8]", got)
	}
}
