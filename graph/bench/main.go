// Bench measures the store of quads and, beside it, Oxigraph, an RDF database
// of others, on the same file and the same lookups, and prints a table.
//
//	go run ./graph/bench -shared ../shared/bench/store -n 1000000
//
// The generator of the file and the program that runs Oxigraph are looked for in
// the folder shared; what is not there is skipped and said so. Each step runs in
// a process of its own, so that its memory is its own.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"syscall"
	"time"
)

// settings are the flags; every step gets them again.
type settings struct {
	shared  string
	dir     string
	n       int
	mixed   time.Duration
	profile string
}

// A step measures something of the file and the store in s.dir.
type step func(ctx context.Context, s settings) (any, error)

var steps = map[string]step{
	"load":   load,
	"import": importFile,
	"query":  query,
	"open":   openAgain,
	"remove": remove,
	"mixed":  mixed,
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	var s settings
	flag.StringVar(&s.shared, "shared", "../shared/bench/store", "folder of gen.go and oxigraph.mjs")
	flag.StringVar(&s.dir, "dir", "", "where to work, kept afterwards; else a temporary folder")
	flag.IntVar(&s.n, "n", 1_000_000, "how many quads")
	flag.DurationVar(&s.mixed, "mixed", time.Minute, "how long to read and write at once; 0 for not")
	flag.StringVar(&s.profile, "cpuprofile", "", "with a step: write a profile of it to the file")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if flag.NArg() > 0 {
		err = runStep(ctx, s, flag.Arg(0))
	} else {
		err = runAll(ctx, s)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// runStep runs one step and prints what it measured as JSON.
func runStep(ctx context.Context, s settings, name string) error {
	if steps[name] == nil || s.dir == "" {
		return fmt.Errorf("no step %q, or no -dir", name)
	}
	if s.profile != "" {
		f, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	v, err := steps[name](ctx, s)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return json.NewEncoder(os.Stdout).Encode(v)
}

func runAll(ctx context.Context, s settings) error {
	if s.dir == "" {
		dir, err := os.MkdirTemp("", "claimgraph-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s.dir = dir
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return err
	}
	if err := generate(ctx, s); err != nil {
		fmt.Printf("SKIP the store is not measured: %v\n", err)
		return nil
	}
	return measure(ctx, s)
}

// file is the path of the quads.
func (s settings) file() string { return filepath.Join(s.dir, fmt.Sprintf("%d.nq", s.n)) }

// quads is the folder that load fills, store the one that import fills.
func (s settings) quads() string { return filepath.Join(s.dir, "quads") }
func (s settings) store() string { return filepath.Join(s.dir, "store") }

func generate(ctx context.Context, s settings) error {
	gen := filepath.Join(s.shared, "gen.go")
	if _, err := os.Stat(gen); err != nil {
		return err
	}
	if _, err := os.Stat(s.file()); err == nil {
		return nil
	}
	cmd := exec.CommandContext(ctx, "go", "run", gen, "-n", fmt.Sprint(s.n), "-o", s.file())
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// A usage is what a process took.
type usage struct {
	MB  float64 // the most memory
	CPU float64 // seconds of processor time
}

// child runs a step in a process of its own and decodes what it measured into v.
func child(ctx context.Context, s settings, name string, v any) (usage, error) {
	self, err := os.Executable()
	if err != nil {
		return usage{}, err
	}
	cmd := exec.CommandContext(ctx, self, "-dir", s.dir, "-n", fmt.Sprint(s.n), "-mixed", s.mixed.String(), name)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w", name, err)
	}
	took := usage{CPU: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		took.MB = float64(r.Maxrss) / 1000 // kB, on Linux
	}
	return took, json.Unmarshal(out, v)
}
