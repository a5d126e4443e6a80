package morph

import (
	"slices"
	"strings"
	"testing"

	"claimgraph/extract"
)

func lemmas(d *Dictionary, fs []Form, word string) []string {
	var ls []string
	for _, f := range fs {
		ls = append(ls, d.Lemma(word, f))
	}
	slices.Sort(ls)
	return slices.Compact(ls)
}

func TestLookupFindsTheLemmasOfAWord(t *testing.T) {
	tests := []struct{ word, want string }{
		{"министра", "министр"},
		{"стали", "сталь стать"},
		{"переговоров", "переговоры"},
		{"елки", "елка"},
		{"подписавшего", "подписать"},
		{"покрупнее", "крупный"},
		{"стипрайса", ""},
		{"", ""},
		{"Министра", ""},
		{"minister", ""},
		{"\xff", ""},
	}
	d := Default()
	for _, tt := range tests {
		if got := strings.Join(lemmas(d, d.Lookup(nil, tt.word), tt.word), " "); got != tt.want {
			t.Errorf("lemmas of %q: got %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestGuessGoesByTheLongestKnownEnding(t *testing.T) {
	d := Default()
	fs, n := d.Guess(nil, "кошербаева")
	if n != 5 || !slices.Contains(lemmas(d, fs, "кошербаева"), "кошербаев") {
		t.Errorf("Guess(кошербаева): %d letters, lemmas %q; want 5 and кошербаев among them", n, lemmas(d, fs, "кошербаева"))
	}
	if fs, n := d.Guess(nil, "qwerty"); n != 0 || len(fs) != 0 {
		t.Errorf("Guess(qwerty) = %v, %d; want nothing", fs, n)
	}
}

func TestInflectGivesEveryFormOfAParadigm(t *testing.T) {
	d := Default()
	f := d.Lookup(nil, "совета")[0]
	var forms []string
	for n := range d.FormCount(f) {
		if s, ok := d.Inflect("совета", f, n); ok && d.FormTag(f, n).Number() == extract.Plur {
			forms = append(forms, s)
		}
	}
	if got, want := strings.Join(forms, " "), "советы советов советам советы советами советах"; got != want {
		t.Errorf("plural of совета: got %q, want %q", got, want)
	}
}

func TestOpenRefusesWhatIsNoDictionary(t *testing.T) {
	for _, data := range []string{"", "ruforms1", strings.Repeat("x", 200), Magic + strings.Repeat("\xff", 200)} {
		if _, ok := Open(data); ok {
			t.Errorf("Open(%.12q…) took it", data)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	d := Default()
	var fs []Form
	for b.Loop() {
		fs = d.Lookup(fs[:0], "министерства")
	}
}
