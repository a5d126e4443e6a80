package ru

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"claimgraph/extract"
)

func Example() {
	a := New()
	text := "Заседание прошло под председательством Нины Ершовой."
	d := &extract.Doc{Article: &extract.Article{Text: text}, Tokens: tokens(text)}
	a.Analyze(d.Tokens)
	for i := range d.Tokens[:4] {
		fmt.Println(d.Tokens[i].Text, d.Tokens[i].Lemma())
	}
	fmt.Println(a.PersonName(d, 4, 6))
	// Output:
	// Заседание заседание
	// прошло пройти
	// под под
	// председательством председательство
	// Нина Ершова
}

func TestNewIsQuick(t *testing.T) {
	New() // the lists are read once
	start := time.Now()
	New()
	// A few milliseconds at most; the bound leaves room for a busy machine.
	if took := time.Since(start); took > time.Second {
		t.Errorf("New took %v", took)
	}
}

func wordLists(t *testing.T) *lists {
	t.Helper()
	l, err := readLists()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEveryModelOfTheNounsListIsInTheDictionary(t *testing.T) {
	a := New()
	for model, words := range wordLists(t).nouns {
		for _, word := range words {
			if len(a.words.extraForms(word)) == 0 {
				t.Errorf("words/nouns.txt: %s: no form of %q comes of the model", model, word)
			}
		}
	}
}

func TestEveryNumeralOfTheListIsALemma(t *testing.T) {
	a := New()
	for word := range wordLists(t).numerals {
		d := doc(t, word)
		if _, _, n := a.Numeral(d, 0); n != 1 {
			t.Errorf("words/numerals.txt: %q is read as %d tokens", word, n)
		}
	}
}

func TestWordsOfPrepositionsAreReadAsSuch(t *testing.T) {
	a := New()
	for word := range wordLists(t).prepositions {
		ts := tokens(word)
		a.Analyze(ts)
		found := false
		for i := range ts[0].Analyses {
			found = found || ts[0].Analyses[i].POS == extract.ADP
		}
		if !found {
			t.Errorf("words/prepositions.txt: the dictionary has %q as no preposition", word)
		}
	}
}

func TestAnalyzerIsSafeForConcurrentUse(t *testing.T) {
	a := New()
	want := make([]string, len(running))
	for i, s := range running {
		want[i] = all(&doc(t, s.text).Tokens[0])
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, s := range running {
				ts := tokens(s.text)
				a.Analyze(ts)
				if got := all(&ts[0]); got != want[i] {
					t.Errorf("%q: got %s, want %s", s.text, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

func TestAnalyzeTakesWhatIsNoSentence(t *testing.T) {
	a := New()
	a.Analyze(nil)
	a.Analyze([]extract.Token{{}})
	a.Analyze([]extract.Token{{Kind: extract.WordToken}, {Kind: extract.MixedToken, Lower: "-"}, {Kind: extract.MarkToken, Text: ","}})
}
