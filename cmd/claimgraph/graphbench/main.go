// Graphbench measures how fast articles go into a store: it generates articles with a
// realistic overlap of names, puts them batch by batch, and prints the rate of
// each thousand, of all, and how much slower the last thousand was than the first.
// With -check it fails where the project's bounds do not hold.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
	"syscall"
	"time"

	"claimgraph/extract/gazetteer"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// The bounds: articles a second in all, and the last thousand against the first.
const (
	leastRate = 200
	mostSlow  = 2
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "graphbench:", err)
		os.Exit(1)
	}
}

func run() error {
	articles := flag.Int("n", 20_000, "articles")
	people := flag.Int("people", 2000, "people that they are about")
	batch := flag.Int("batch", 64, "articles in one transaction")
	backend := flag.String("backend", "", "the store's backend")
	dsn := flag.String("dsn", "", "the database of the backend postgres, which must be empty")
	profile := flag.String("cpuprofile", "", "write a profile of the processor's time to this file")
	check := flag.Bool("check", false, "fail where the bounds do not hold")
	flag.Parse()
	if os.Getenv("GOGC") == "" { // as the program does
		debug.SetGCPercent(standard.GCPercent)
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	dir, err := os.MkdirTemp("", "claimgraph-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	names, err := matcher()
	if err != nil {
		return err
	}
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Config{Path: filepath.Join(dir, "store"), Backend: *backend, DSN: *dsn, Create: true, Names: names})
	if err != nil {
		return err
	}
	defer s.Close()
	news := graphtest.NewNews(1, *people)
	var first, last, all time.Duration
	thousand, processor, told := time.Duration(0), processorTime(), 0
	for done := 0; done < *articles; {
		some := make([]graph.Article, 0, *batch)
		for len(some) < *batch && done+len(some) < *articles {
			some = append(some, news.Next())
		}
		started := time.Now()
		if _, err := s.Put(ctx, some...); err != nil {
			return err
		}
		took := time.Since(started)
		thousand += took
		all += took
		before := done / 1000
		done += len(some)
		if done/1000 > before || done == *articles {
			fmt.Printf("%6d articles: %5.0f a second, %s of the processor\n", done, float64(done-told)/thousand.Seconds(), processorTime()-processor)
			processor, told = processorTime(), done
			if first == 0 {
				first = thousand
			}
			if done/1000 > before {
				last = thousand
			}
			thousand = 0
		}
	}
	rate, slow := float64(*articles)/all.Seconds(), last.Seconds()/first.Seconds()
	stats, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("all: %.0f articles a second, %.0f quads each, %.0f quads a second; the last thousand took %.2f times the first; %s of the processor\n",
		rate, float64(stats.Quads)/float64(*articles), float64(stats.Quads)/all.Seconds(), slow, processorTime())
	if *check && (rate < leastRate || slow > mostSlow) {
		return fmt.Errorf("want at least %d articles a second and at most %d times", leastRate, mostSlow)
	}
	return nil
}

// processorTime is what the process took of the processor, which tells more than
// the clock on a machine that does other things too.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Round(10 * time.Millisecond)
}

func matcher() (*name.Matcher, error) {
	entries, err := name.ReadEntries(gazetteer.Data())
	if err != nil {
		return nil, err
	}
	return name.New(schema.Default(), entries)
}
