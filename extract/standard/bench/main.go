// Bench measures how fast articles are read: what each stage takes, how many
// articles a second two workers read, how long the program takes to start and
// how much memory it needs.
//
//	go run ./extract/standard/bench -bin bin/claimgraph examples/news
//
// A stage's time is that of all stages up to it less that of those before it.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	bin := flag.String("bin", "", "the program, to measure its start and its memory; neither is measured without")
	workers := flag.Int("workers", 2, "how many articles are read at a time")
	profile := flag.String("cpuprofile", "", "write a profile of reading all articles into the file")
	least := flag.Duration("time", 2*time.Second, "how long each measurement runs at least")
	flag.Parse()
	if os.Getenv("GOGC") == "" { // as the program does
		debug.SetGCPercent(standard.GCPercent)
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			log.Fatal(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			log.Fatal(err)
		}
		defer pprof.StopCPUProfile()
	}
	if err := run(os.Stdout, *bin, *workers, *least, flag.Args()); err != nil {
		pprof.StopCPUProfile()
		log.Fatal(err)
	}
}

func run(w io.Writer, bin string, workers int, least time.Duration, paths []string) error {
	begin := time.Now()
	pipeline, err := standard.Pipeline(standard.Options{})
	if err != nil {
		return err
	}
	loaded := time.Since(begin)
	articles, err := readAll(paths)
	if err != nil {
		return err
	}
	bytes := 0
	for _, a := range articles {
		bytes += len(a.Text)
	}
	fmt.Fprintf(w, "%d articles of %.1f kB; rules and word lists loaded in %d ms\n\n", len(articles), float64(bytes)/1000/float64(len(articles)), loaded.Milliseconds())
	printStages(w, stages(pipeline, paths), articles, least)
	printRecognizers(w, pipeline, articles, least)
	runtime.GOMAXPROCS(workers)
	fmt.Fprintf(w, "\n%d workers\n", workers)
	for _, s := range stages(pipeline, paths)[3:] {
		got, undisturbed := parallel(articles, workers, least, s.one)
		fmt.Fprintf(w, "  up to %-9s %7.0f articles/s, %7.0f with the processors to themselves\n", s.name, got, undisturbed)
	}
	if bin == "" {
		return nil
	}
	return printProgram(w, bin, workers, articles, paths)
}

func readAll(paths []string) ([]*extract.Article, error) {
	var out []*extract.Article
	for a, err := range read.Articles(context.Background(), paths, os.Stdin) {
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no articles: name files or folders")
	}
	return out, nil
}

// A stage does everything up to its name, for one article or for all.
type stage struct {
	name string
	one  func(*extract.Article)
	all  func() // instead of one, where articles are not read one by one
}

func stages(p *standard.Reader, paths []string) []stage {
	lay := func(a *extract.Article) *extract.Doc {
		abbreviation := func(string) bool { return false }
		if analyzer := p.Analyzers[a.Source.Language]; analyzer != nil {
			abbreviation = analyzer.Abbreviation
		}
		return p.Lay(a, a.Source.Language, abbreviation)
	}
	analyze := func(a *extract.Article) {
		d, analyzer := lay(a), p.Analyzers[a.Source.Language]
		for _, s := range d.Sentences {
			if analyzer != nil {
				analyzer.Analyze(d.Tokens[s.First:s.End])
			}
		}
	}
	return []stage{
		{name: "read", all: func() {
			if _, err := readAll(paths); err != nil {
				log.Fatal(err)
			}
		}},
		{name: "lay out", one: func(a *extract.Article) { lay(a) }},
		{name: "analyse", one: analyze},
		{name: "mentions", one: func(a *extract.Article) { p.Analyze(a) }},
		{name: "claims", one: func(a *extract.Article) {
			if _, err := p.Run(context.Background(), a); err != nil {
				log.Fatal(err)
			}
		}},
	}
}

// A cost is what one article takes of one processor, garbage collection with it.
type cost struct {
	time   time.Duration
	bytes  float64
	allocs float64
}

func printStages(w io.Writer, stages []stage, articles []*extract.Article, least time.Duration) {
	fmt.Fprintf(w, "%-10s%12s%14s%14s\n", "stage", "µs/article", "kB allocated", "allocations")
	var before, total cost
	for i, s := range stages {
		c := measure(s, articles, least)
		own := c
		if i > 1 { // laying out does not read the file again
			own = cost{c.time - before.time, c.bytes - before.bytes, c.allocs - before.allocs}
		}
		before = c
		if s.all != nil {
			before = cost{}
		}
		total = cost{total.time + own.time, total.bytes + own.bytes, total.allocs + own.allocs}
		printCost(w, s.name, own)
	}
	printCost(w, "all", total)
}

// A timed recognizer adds what it takes to a sum.
type timed struct {
	extract.Recognizer
	sum *time.Duration
}

func (t timed) Recognize(d *extract.Doc) []extract.Mention {
	begin := time.Now()
	defer func() { *t.sum += time.Since(begin) }()
	return t.Recognizer.Recognize(d)
}

// printRecognizers prints how the recognizers share the mentions' time, those
// of one name in all languages together. The rest is settling which mentions
// stay, and what stands before them.
func printRecognizers(w io.Writer, p *standard.Reader, articles []*extract.Article, least time.Duration) {
	sums := map[string]*time.Duration{}
	some := *p.Pipeline
	some.Recognizers = nil
	for _, r := range p.Recognizers {
		if sums[r.Name()] == nil {
			sums[r.Name()] = new(time.Duration)
		}
		some.Recognizers = append(some.Recognizers, timed{r, sums[r.Name()]})
	}
	begin := time.Now()
	measure(stage{one: func(a *extract.Article) { some.Analyze(a) }}, articles, least)
	took := time.Since(begin)
	fmt.Fprintf(w, "\nof all up to mentions, per cent\n")
	for _, name := range slices.SortedFunc(maps.Keys(sums), func(a, b string) int { return cmp.Compare(*sums[b], *sums[a]) }) {
		fmt.Fprintf(w, "  %-24s%6.1f\n", name, 100*sums[name].Seconds()/took.Seconds())
	}
}

func printCost(w io.Writer, name string, c cost) {
	fmt.Fprintf(w, "%-10s%12d%14.1f%14.0f\n", name, c.time.Microseconds(), c.bytes/1000, c.allocs)
}

// measure runs a stage over all articles again and again.
func measure(s stage, articles []*extract.Article, least time.Duration) cost {
	each := s.all
	if each == nil {
		each = func() {
			for _, a := range articles {
				s.one(a)
			}
		}
	}
	each() // what is loaded on first use is no article's cost
	var from, to runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&from)
	begin, spent, rounds := time.Now(), processorTime(), 0
	for time.Since(begin) < least {
		each()
		rounds++
	}
	took := processorTime() - spent
	runtime.ReadMemStats(&to)
	n := rounds * len(articles)
	return cost{took / time.Duration(n), float64(to.TotalAlloc-from.TotalAlloc) / float64(n), float64(to.Mallocs-from.Mallocs) / float64(n)}
}

// processorTime returns what the process has used so far: unlike the clock's,
// this time does not run while others have the processor.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// parallel returns how many articles a second the workers read, and how many
// they would with a processor each that does nothing else.
func parallel(articles []*extract.Article, workers int, least time.Duration, one func(*extract.Article)) (got, undisturbed float64) {
	var next atomic.Int64
	var running sync.WaitGroup
	begin, spent := time.Now(), processorTime()
	for range workers {
		running.Go(func() {
			for time.Since(begin) < least {
				one(articles[int(next.Add(1)-1)%len(articles)])
			}
		})
	}
	running.Wait()
	n := float64(next.Load())
	return n / time.Since(begin).Seconds(), float64(workers) * n / (processorTime() - spent).Seconds()
}

// printProgram starts the program on one article and on all of them.
func printProgram(w io.Writer, bin string, workers int, articles []*extract.Article, paths []string) error {
	const starts = 5
	best, peak := time.Hour, int64(0)
	for range starts {
		took, rss, err := start(bin, "extract", articles[0].Path)
		if err != nil {
			return err
		}
		best, peak = min(best, took), max(peak, rss)
	}
	fmt.Fprintf(w, "\nextract of one article: %d ms (best of %d), peak memory %d MB\n", best.Milliseconds(), starts, peak/1000)
	took, rss, err := start(bin, append([]string{"extract", "--workers", fmt.Sprint(workers)}, paths...)...)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "extract of %d articles: %d ms, peak memory %d MB\n", len(articles), took.Milliseconds(), rss/1000)
	return nil
}

// start runs the program and returns how long it took and its peak memory in kB.
func start(bin string, args ...string) (time.Duration, int64, error) {
	cmd := exec.Command(bin, args...)
	cmd.Stderr = os.Stderr
	begin := time.Now()
	err := cmd.Run()
	took := time.Since(begin)
	if err != nil {
		return 0, 0, fmt.Errorf("%s %v: %w", bin, args, err)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return took, 0, nil
	}
	return took, usage.Maxrss, nil
}
