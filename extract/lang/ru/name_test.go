package ru

import (
	"os"
	"strings"
	"testing"
)

// namePairs reads a table of names and their nominatives.
func namePairs(t testing.TB, file string) [][2]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var pairs [][2]string
	for line := range strings.Lines(string(data)) {
		text, nominative, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if ok && !strings.HasPrefix(line, "#") {
			pairs = append(pairs, [2]string{text, nominative})
		}
	}
	return pairs
}

// wrongNames are names of the table that PersonName is known to get wrong.
var wrongNames = map[string]string{
	"Евгения Медведева": "Евгений Медведев", // alone it may be either
}

func TestPersonName(t *testing.T) {
	a := New()
	right := 0
	pairs := namePairs(t, "testdata/names.txt")
	for _, p := range pairs {
		d := doc(t, p[0])
		got := a.PersonName(d, 0, len(d.Tokens))
		if got == p[1] {
			right++
			continue
		}
		if wrongNames[p[0]] != got {
			t.Errorf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	t.Logf("%d of %d names right", right, len(pairs))
}

func TestPersonNameOfNamesNotLookedAt(t *testing.T) {
	const least = 95
	a := New()
	right := 0
	pairs := namePairs(t, "testdata/names-heldout.txt")
	for _, p := range pairs {
		d := doc(t, p[0])
		if got := a.PersonName(d, 0, len(d.Tokens)); got == p[1] {
			right++
		} else {
			t.Logf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	if right < least {
		t.Errorf("%d of %d names are right, want %d at least", right, len(pairs), least)
	}
	t.Logf("%d of %d names right", right, len(pairs))
}
