package tagger

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// small is a model of one class that marks every word of the given texts.
func small(t testing.TB, language, class string, texts ...string) []byte {
	t.Helper()
	w := Weights{}
	for range 6 {
		w.Transition = append(w.Transition, []float64{0.5, 0, 0, 0, 0}) // other words are outside
	}
	for _, text := range texts {
		x := &reader{}
		d := doc(text, language)
		x.readWords(d, d.Sentences[0])
		for i := range d.Tokens {
			// The first feature is the word itself.
			f := x.features(nil, i+margin)[0]
			if !slices.Contains(w.Features, f) {
				w.Features = append(w.Features, f)
			}
		}
	}
	slices.Sort(w.Features)
	for range w.Features {
		w.Rows = append(w.Rows, []float64{-3, 1, 1, 1, 0.9})
	}
	b, err := Build(language, []string{class}, w, len(w.Features))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func doc(text, language string) *extract.Doc {
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
	d := layout.Lay(a, "", func(string) bool { return false })
	d.Language = language
	d.SetMentions(nil)
	return d
}

func TestSpansAreWhatTheModelMarks(t *testing.T) {
	m, err := readModel(small(t, "kk", "Person", "Арман Сейтов", "Гүлназ"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, want string }{
		{"several words", "Кеше Арман Сейтов келді", "Арман Сейтов"},
		{"one word", "Кеше Гүлназ келді", "Гүлназ"},
		{"no name", "Кеше ешкім келген жоқ", ""},
		{"two names", "Гүлназ бен Арман кездесті", "Гүлназ|Арман"},
		{"a name at the end", "Келген Арман", "Арман"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := doc(test.text, "kk")
			x := &reader{}
			var got []string
			for _, s := range d.Sentences {
				for _, span := range x.spans(m, d, s) {
					got = append(got, d.TokenText(span.First, span.End))
				}
			}
			if g := strings.Join(got, "|"); g != test.want {
				t.Errorf("%q: got %q, want %q", test.text, g, test.want)
			}
		})
	}
}

func TestModelKeepsItsWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const classes, features = 7, 500
	labels := 1 + perClass*classes
	w := Weights{}
	for range features {
		w.Features = append(w.Features, r.Uint64())
		row := make([]float64, labels)
		for y := range row {
			row[y] = r.Float64()*2 - 1
		}
		w.Rows = append(w.Rows, row)
	}
	slices.Sort(w.Features)
	for range labels + 1 {
		w.Transition = append(w.Transition, make([]float64, labels))
	}
	b, err := Build("kk", strings.Fields("A B C D E F G"), w, features)
	if err != nil {
		t.Fatal(err)
	}
	m, err := readModel(b)
	if err != nil {
		t.Fatal(err)
	}
	unit := largest(w.Rows, heaviest(w.Rows, features)) / 127
	var scores [maxStride]int32
	m.emit(&scores, w.Features[:100])
	for y := range labels {
		want := 0.0
		for _, row := range w.Rows[:100] {
			want += row[y]
		}
		if got := float64(scores[y]) * unit; got < want-0.5 || got > want+0.5 {
			t.Errorf("label %d: the rows add up to %.3f, want %.3f", y, got, want)
		}
	}
}

func TestBuildKeepsTheHeaviestFeatures(t *testing.T) {
	w := Weights{Features: []uint64{1<<40 + 2, 2<<40 + 4, 3<<40 + 6}, Rows: [][]float64{{0, .1, 0, 0, 0}, {-1, 1, 0, 0, 0}, {0, 0, 0, 0, .5}}}
	for range 6 {
		w.Transition = append(w.Transition, make([]float64, 5))
	}
	b, err := Build("kk", []string{"Person"}, w, 2)
	if err != nil {
		t.Fatal(err)
	}
	m, err := readModel(b)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, true} {
		if got := m.row(w.Features[i]) != nil; got != want {
			t.Errorf("feature %d: kept %v, want %v", i, got, want)
		}
	}
}

func TestLabelsSpellOutSpans(t *testing.T) {
	got := Labels([]string{"A", "B"}, 7, []Span{{0, 3, "B"}, {4, 5, "A"}, {5, 7, "A"}, {3, 4, "unknown"}})
	want := []uint8{5, 6, 7, 0, 4, 1, 3}
	if !bytes.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	from := -1
	for _, l := range got {
		if !Follows(from, int(l)) {
			t.Errorf("label %d may not follow %d", l, from)
		}
		from = int(l)
	}
}

func TestBrokenModelsAreRefused(t *testing.T) {
	good := small(t, "kk", "Person", "Арман")
	tests := []struct {
		name string
		data []byte
	}{
		{"empty", nil},
		{"another format", append([]byte("x"), good...)},
		{"cut short", good[:len(good)-1]},
		{"longer", append(slices.Clone(good), 0)},
		{"no classes", []byte(magic + "kk\n")},
		{"too many classes", []byte(magic + "kk A B C D E F G H\n")},
		{"head alone", []byte(magic + "kk A\n")},
	}
	for _, test := range tests {
		if _, err := readModel(test.data); err == nil {
			t.Errorf("%s: no error", test.name)
		}
	}
}

// FuzzTag checks that spans are in order, inside their sentence and whole
// words, whatever the text is.
func FuzzTag(f *testing.F) {
	for _, s := range []string{"Арман Сейтов келді.", "«Арман» 22-ші, 7,5 «", "\"\xd0\x90", "А\u0301рман — «»"} {
		f.Add(s)
	}
	m, err := readModel(small(f, "kk", "Person", "Арман Сейтов", "«Арман»"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		d := doc(text, "kk")
		x := &reader{}
		for _, s := range d.Sentences {
			end := s.First
			for _, span := range x.spans(m, d, s) {
				if span.First < end || span.End <= span.First || span.End > s.End {
					t.Fatalf("%q: span %v behind %d in sentence %v", text, span, end, s)
				}
				end = span.End
			}
		}
	})
}
