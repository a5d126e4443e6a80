package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// oxigraphTimes is what the program that runs Oxigraph prints.
type oxigraphTimes struct {
	Load struct {
		Quads  int     `json:"quads"`
		Wall   float64 `json:"wall_s"`
		CPU    float64 `json:"cpu_s"`
		Memory float64 `json:"rss_mb"`
	} `json:"load"`
	Hop1, Hop2, Hop3, Label struct {
		Rows int     `json:"rows"`
		P50  float64 `json:"p50_us"`
		P99  float64 `json:"p99_us"`
	}
}

// oxigraph runs Oxigraph on the file. npm installs it into a folder beside the
// file, where the program must lie too for node to find it.
func oxigraph(ctx context.Context, s settings) (*oxigraphTimes, error) {
	script, err := os.ReadFile(filepath.Join(s.shared, "oxigraph.mjs"))
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(s.dir, "oxigraph")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "oxigraph")); err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
		cmd := exec.CommandContext(ctx, "npm", "install", "--silent", "--prefix", dir, "oxigraph")
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("npm install oxigraph: %w: %s", err, out)
		}
	}
	program := filepath.Join(dir, "oxigraph.mjs")
	if err := os.WriteFile(program, script, 0o644); err != nil {
		return nil, err
	}
	file, err := filepath.Abs(s.file())
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", program, file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var t oxigraphTimes
	return &t, json.Unmarshal(out, &t)
}

// measured is all that the table shows.
type measured struct {
	load, imported       loaded
	loadTook, importTook usage
	query                map[string]times
	open                 times
	write                map[string]times
	mixed                mix
	oxigraph             *oxigraphTimes
}

func measure(ctx context.Context, s settings) (err error) {
	var m measured
	if m.oxigraph, err = oxigraph(ctx, s); err != nil {
		fmt.Printf("SKIP Oxigraph is not measured: %v\n", err)
	}
	if m.loadTook, err = child(ctx, s, "load", &m.load); err != nil {
		return err
	}
	if m.importTook, err = child(ctx, s, "import", &m.imported); err != nil {
		return err
	}
	for _, c := range []struct {
		name string
		v    any
	}{{"query", &m.query}, {"open", &m.open}, {"remove", &m.write}} {
		if _, err := child(ctx, s, c.name, c.v); err != nil {
			return err
		}
	}
	if s.mixed > 0 {
		if _, err := child(ctx, s, "mixed", &m.mixed); err != nil {
			return err
		}
	}
	return m.print(s)
}

func (m *measured) print(s settings) error {
	o := m.oxigraph
	if o == nil {
		o = &oxigraphTimes{}
	}
	fmt.Printf("%d quads, %s, %d processors\n\n", s.n, runtime.Version(), runtime.GOMAXPROCS(0))
	fmt.Printf("%-44s %12s %12s\n", "", "claimgraph", "Oxigraph")
	row("load, on the disk", "s", m.load.Seconds, o.Load.Wall)
	row("processor time of the load", "s", m.loadTook.CPU, o.Load.CPU)
	row("peak memory of the load", "MB", m.loadTook.MB, o.Load.Memory)
	row("size on disk", "MB", m.load.MB, 0)
	row("import: load and keep the file", "s", m.imported.Seconds, 0)
	row("processor time of the import", "s", m.importTook.CPU, 0)
	row("peak memory of the import", "MB", m.importTook.MB, 0)
	row("size on disk with the file", "MB", m.imported.MB, 0)
	m.lookups("quads of a label", "label", o.Label.P50, o.Label.P99)
	m.lookups("1 hop", "hop1", o.Hop1.P50, o.Hop1.P99)
	m.lookups("2 hops", "hop2", o.Hop2.P50, o.Hop2.P99)
	m.lookups("3 hops", "hop3", o.Hop3.P50, o.Hop3.P99)
	m.lookups("1 hop through Gizmo", "gizmo1", 0, 0)
	m.lookups("2 hops through Gizmo", "gizmo2", 0, 0)
	m.lookups("3 hops through Gizmo", "gizmo3", 0, 0)
	m.lookups("1 hop by asserted claims", "context", 0, 0)
	row("removing 200 quads, p50", "µs", m.write["remove"].P50, 0)
	row("adding 200 quads, p50", "µs", m.write["add"].P50, 0)
	row("  the disk alone, for as many bytes, p50", "µs", m.write["sync"].P50, 0)
	row("opening and a first lookup, p50", "ms", m.open.P50/1000, 0)
	if m.mixed.Reads.N > 0 {
		row(fmt.Sprintf("4 readers, 1 writer, %s: read p50", s.mixed), "µs", m.mixed.Reads.P50, 0)
		row("  read p99", "ms", m.mixed.Reads.P99/1000, 0)
		row("  read p99.9", "ms", m.mixed.Reads.P999/1000, 0)
		row("  read slowest", "ms", m.mixed.Reads.Max/1000, 0)
		row("  200 quads written p50", "ms", m.mixed.Writes.P50/1000, 0)
		row("  reads", "", float64(m.mixed.Reads.N), 0)
		row("  writes", "", float64(m.mixed.Writes.N), 0)
	}
	return m.compareRows(o)
}

// row prints one line; theirs is 0 where there is nothing to compare.
func row(name, unit string, ours, theirs float64) {
	if theirs == 0 {
		fmt.Printf("%-44s %12.2f %12s %s\n", name, ours, "-", unit)
	} else {
		fmt.Printf("%-44s %12.2f %12.2f %s\n", name, ours, theirs, unit)
	}
}

// lookups prints a query's times right after opening, and again.
func (m *measured) lookups(name, key string, p50, p99 float64) {
	row(name+", p50", "µs", m.query[key].P50, p50)
	row("  again, p50", "µs", m.query[key+"'"].P50, 0)
	row("  again, p99", "µs", m.query[key+"'"].P99, p99)
}

// compareRows checks that both gave the same rows.
func (m *measured) compareRows(o *oxigraphTimes) error {
	if m.oxigraph == nil {
		return nil
	}
	for name, theirs := range map[string]int{
		"label": o.Label.Rows, "hop1": o.Hop1.Rows, "hop2": o.Hop2.Rows, "hop3": o.Hop3.Rows,
		"gizmo1": o.Hop1.Rows, "gizmo2": o.Hop2.Rows, "gizmo3": o.Hop3.Rows,
	} {
		if ours := m.query[name].Rows; ours != theirs {
			return fmt.Errorf("%s: %d rows, and Oxigraph gives %d", name, ours, theirs)
		}
	}
	fmt.Printf("\nThe rows are as many as Oxigraph's: %d, %d and %d by hops, %d by labels.\n",
		o.Hop1.Rows, o.Hop2.Rows, o.Hop3.Rows, o.Label.Rows)
	return nil
}
