package wordcache

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestAWordIsReadOnceUnderEachNumber(t *testing.T) {
	c := New[string](8)
	read := 0
	for range 3 {
		for number := range uint32(2) {
			got := c.Find("word", number, func(w string) string { read++; return fmt.Sprint(w, number) })
			if want := fmt.Sprint("word", number); got != want {
				t.Errorf("under %d: got %q, want %q", number, got, want)
			}
		}
	}
	if read != 2 {
		t.Errorf("read %d times, want 2", read)
	}
}

func TestALongWordIsNotKept(t *testing.T) {
	c := New[int](8)
	word := strings.Repeat("x", longest+1)
	c.Find(word, 0, func(w string) int { return len(w) })
	if _, ok := c.Get(word, 0); ok {
		t.Error("the word is kept")
	}
}

// Words that displace one another are read again and never taken for each other.
func TestMoreWordsThanPlaces(t *testing.T) {
	c := New[string](2)
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			for i := range 2000 {
				word := fmt.Sprint("w", i%50)
				if got := c.Find(word, 0, strings.Clone); got != word {
					t.Errorf("got %q, want %q", got, word)
				}
			}
		})
	}
	running.Wait()
}
