package extsort_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph/extsort"
)

func sortAll(t *testing.T, buffer int, lines []string) []string {
	t.Helper()
	s := &extsort.Sorter{Buffer: buffer}
	defer s.Close()
	for _, line := range lines {
		if err := s.Add([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	if err := s.Each(t.Context(), func(line []byte) error { got = append(got, string(line)); return nil }); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestLinesComeOutSortedEachOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, test := range []struct {
		name         string
		lines, limit int // how many lines, of how many different ones
		buffer       int
	}{
		{"nothing", 0, 1, 100},
		{"one line", 1, 1, 100},
		{"all in memory", 500, 400, 1 << 20},
		{"a file for each few lines", 500, 400, 100},
		{"files merged twice over", 20_000, 15_000, 200},
		{"a buffer smaller than a line", 50, 50, 1},
		{"one line many times", 5000, 1, 300},
	} {
		var lines []string
		for range test.lines {
			n := random.IntN(test.limit)
			lines = append(lines, fmt.Sprintf("%d\n\x00%s", n*7919%test.limit, strings.Repeat("x", n%50)))
		}
		want := slices.Compact(slices.Sorted(slices.Values(lines)))
		if got := sortAll(t, test.buffer, lines); !slices.Equal(got, want) {
			t.Errorf("%s: got %d lines, want %d: %.200q", test.name, len(got), len(want), got)
		}
	}
}

func TestNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	sortAll(t, 50, strings.Fields(strings.Repeat("a b c d e f g ", 100)))
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestSortingStops(t *testing.T) {
	mine := errors.New("mine")
	for _, buffer := range []int{1 << 20, 50} {
		s := &extsort.Sorter{Buffer: buffer}
		defer s.Close()
		for i := range 100 {
			if err := s.Add([]byte{byte(i), 1, 2, 3}); err != nil {
				t.Fatal(err)
			}
		}
		n := 0
		if err := s.Each(t.Context(), func([]byte) error { n++; return mine }); !errors.Is(err, mine) || n != 1 {
			t.Errorf("buffer %d: an error of the receiver's: got %v after %d lines", buffer, err, n)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Each(ctx, func([]byte) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("buffer %d: a context that has ended: got %v", buffer, err)
		}
	}
	t.Setenv("TMPDIR", "/nonexistent")
	s := &extsort.Sorter{Buffer: 1}
	if err := errors.Join(s.Add([]byte("a")), s.Add([]byte("b"))); err == nil {
		t.Error("no place for temporary files: want an error")
	}
}

func TestMemoryDoesNotGrowWithTheLines(t *testing.T) {
	if testing.Short() {
		t.Skip("sorts 100 MB")
	}
	const lines, limit = 700_000, 80 << 20
	var s extsort.Sorter
	defer s.Close()
	var peak uint64
	look := func(i int) {
		if i%20_000 != 0 {
			return
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapInuse)
	}
	random := rand.New(rand.NewPCG(1, 2))
	line := make([]byte, 0, 200)
	for i := range lines {
		line = fmt.Appendf(line[:0], "%0150d", random.Uint64())
		if err := s.Add(line); err != nil {
			t.Fatal(err)
		}
		look(i)
	}
	n := 0
	if err := s.Each(t.Context(), func([]byte) error { n++; look(n); return nil }); err != nil {
		t.Fatal(err)
	}
	if n != lines || peak > limit {
		t.Errorf("%d lines of %d, a heap of %d MiB, want no more than %d", n, lines, peak>>20, limit>>20)
	}
	t.Logf("%d lines of 150 bytes: a heap of %d MiB", n, peak>>20)
}

func ExampleSorter() {
	var s extsort.Sorter
	defer s.Close()
	for _, line := range []string{"b", "a", "b"} {
		if err := s.Add([]byte(line)); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := s.Each(context.Background(), func(line []byte) error { fmt.Println(string(line)); return nil }); err != nil {
		fmt.Println(err)
	}
	// Output:
	// a
	// b
}
