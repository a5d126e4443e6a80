package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/pebble"
)

// A loaded is what loading took.
type loaded struct {
	Quads   int
	Seconds float64
	MB      float64 // on disk
}

// load loads the file into quads alone.
func load(ctx context.Context, s settings) (any, error) {
	if err := os.RemoveAll(s.quads()); err != nil {
		return nil, err
	}
	f, err := os.Open(s.file())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	start := time.Now()
	q, err := pebble.Open(s.quads(), pebble.Options{Create: true})
	if err != nil {
		return nil, err
	}
	defer q.Close()
	n, err := graph.LoadNQuads(ctx, q, f, s.file())
	if err != nil {
		return nil, err
	}
	took := time.Since(start)
	if err := q.Close(); err != nil {
		return nil, err
	}
	size, err := sizeOf(s.quads())
	return loaded{n, took.Seconds(), size}, err
}

// importFile loads the file into a store, which keeps the file too.
func importFile(ctx context.Context, s settings) (any, error) {
	if err := os.RemoveAll(s.store()); err != nil {
		return nil, err
	}
	f, err := os.Open(s.file())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	start := time.Now()
	g, err := graph.Open(ctx, graph.Config{Path: s.store(), Create: true})
	if err != nil {
		return nil, err
	}
	defer g.Close()
	r, err := g.Import(ctx, s.file(), f)
	if err != nil {
		return nil, err
	}
	took := time.Since(start)
	if err := g.Close(); err != nil {
		return nil, err
	}
	size, err := sizeOf(s.store())
	return loaded{r.Quads, took.Seconds(), size}, err
}

// sizeOf returns the size of a folder's files in MB.
func sizeOf(dir string) (mb float64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			mb += float64(info.Size()) / 1e6
		}
		return err
	})
	return mb, err
}

// openAgain measures how long it takes to open the store, which was closed, and
// to answer a first lookup.
func openAgain(ctx context.Context, s settings) (any, error) {
	var took []time.Duration
	for range 5 {
		start := time.Now()
		g, err := graph.Open(ctx, graph.Config{Path: s.store()})
		if err != nil {
			return nil, err
		}
		h, release, err := g.Handle(ctx)
		if err != nil {
			return nil, err
		}
		_, err = claimQuads(ctx, h.QuadStore, 100)
		release()
		took = append(took, time.Since(start))
		if err != nil {
			return nil, err
		}
		if err := g.Close(); err != nil {
			return nil, err
		}
	}
	return timesOf(took, 0), nil
}
