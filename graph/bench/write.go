package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

// openQuads opens the quads of the store below the store.
func openQuads(s settings) (*pebble.Store, error) {
	return pebble.Open(filepath.Join(s.store(), "quads", "1"), pebble.Options{})
}

// articleQuads is how many quads an article is to have.
const articleQuads = 200

// article returns 200 quads of some articles of the file that follow each other.
func article(ctx context.Context, q *pebble.Store, first int) (quads []quad.Quad, err error) {
	read := func(d quad.Direction, value quad.Value) {
		r := q.ValueOf(value)
		if r == nil || err != nil {
			return
		}
		it := q.QuadIterator(d, r)
		defer it.Close()
		for it.Next(ctx) {
			quads = append(quads, q.Quad(it.Result()))
		}
		err = it.Err()
	}
	for n := first; len(quads) < articleQuads && err == nil && n < first+100; n++ {
		read(quad.Subject, quad.IRI(fmt.Sprintf("%sarticle/%d", kg, n)))
		for c := range 12 {
			claim := quad.IRI(fmt.Sprintf("%sarticle/%d#c%d", kg, n, c))
			read(quad.Label, claim)
			read(quad.Subject, claim)
		}
	}
	if len(quads) < articleQuads {
		return nil, errors.Join(err, errors.New("too few quads"))
	}
	return quads[:articleQuads], err
}

func deltas(action cayley.Procedure, quads []quad.Quad) []cayley.Delta {
	out := make([]cayley.Delta, len(quads))
	for i, q := range quads {
		out[i] = cayley.Delta{Quad: q, Action: action}
	}
	return out
}

// remove measures taking out the quads of an article, and putting them back.
func remove(ctx context.Context, s settings) (any, error) {
	q, err := openQuads(s)
	if err != nil {
		return nil, err
	}
	defer q.Close()
	var out, in []time.Duration
	for i := range 40 {
		quads, err := article(ctx, q, 10+i*s.n/2000)
		if err != nil {
			return nil, err
		}
		start := time.Now()
		if err := q.ApplyDeltas(deltas(cayley.Delete, quads), cayley.IgnoreOpts{}); err != nil {
			return nil, err
		}
		out = append(out, time.Since(start))
		start = time.Now()
		if err := q.ApplyDeltas(deltas(cayley.Add, quads), cayley.IgnoreOpts{}); err != nil {
			return nil, err
		}
		in = append(in, time.Since(start))
	}
	disk, err := syncTimes(s.dir)
	if err != nil {
		return nil, err
	}
	return map[string]times{"remove": timesOf(out, articleQuads), "add": timesOf(in, articleQuads), "sync": disk}, q.Close()
}

// syncTimes measures what the disk alone takes for as much as such a transaction
// writes: to append 30 kB to a file and wait until they are on it.
func syncTimes(dir string) (times, error) {
	f, err := os.CreateTemp(dir, "sync-")
	if err != nil {
		return times{}, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	var took []time.Duration
	for range 40 {
		start := time.Now()
		if _, err := f.Write(make([]byte, 30_000)); err != nil {
			return times{}, err
		}
		if err := f.Sync(); err != nil {
			return times{}, err
		}
		took = append(took, time.Since(start))
	}
	return timesOf(took, 0), nil
}

// A mix is what reading and writing at once took.
type mix struct{ Reads, Writes times }

// mixed reads with four goroutines and writes with one.
func mixed(ctx context.Context, s settings) (any, error) {
	q, err := openQuads(s)
	if err != nil {
		return nil, err
	}
	defer q.Close()
	ctx, cancel := context.WithTimeout(ctx, s.mixed)
	defer cancel()
	var (
		mu    sync.Mutex
		reads []time.Duration
		errs  []error
		wg    sync.WaitGroup
	)
	for reader := range 4 {
		wg.Go(func() {
			took, err := readOn(ctx, q, uint64(reader))
			mu.Lock()
			defer mu.Unlock()
			reads, errs = append(reads, took...), append(errs, err)
		})
	}
	writes, err := writeOn(ctx, q, s.n)
	wg.Wait()
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	if err := q.Check(context.Background()); err != nil {
		return nil, err
	}
	return mix{timesOf(reads, 0), timesOf(writes, 0)}, q.Close()
}

// readOn looks up this and that until ctx is done.
func readOn(ctx context.Context, q *pebble.Store, seed uint64) (took []time.Duration, err error) {
	r := rand.New(rand.NewPCG(seed, 1))
	for ctx.Err() == nil {
		l := pathLookups[r.IntN(len(pathLookups))].lookup
		id := 50 + r.IntN(4000)
		start := time.Now()
		v, err := q.Snapshot(context.Background())
		if err != nil {
			return took, err
		}
		_, err = l(context.Background(), v, id)
		err = errors.Join(err, v.Err(), v.Close())
		took = append(took, time.Since(start))
		if err != nil {
			return took, err
		}
	}
	return took, nil
}

// writeOn takes articles out and puts them back until ctx is done.
func writeOn(ctx context.Context, q *pebble.Store, n int) (took []time.Duration, err error) {
	r := rand.New(rand.NewPCG(9, 9))
	for ctx.Err() == nil {
		quads, err := article(context.Background(), q, r.IntN(max(1, n/40)))
		if err != nil {
			return took, err
		}
		for _, action := range []cayley.Procedure{cayley.Delete, cayley.Add} {
			start := time.Now()
			if err := q.ApplyDeltas(deltas(action, quads), cayley.IgnoreOpts{}); err != nil {
				return took, err
			}
			took = append(took, time.Since(start))
		}
	}
	return slices.Clip(took), nil
}
