package pebble_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

// TestReadersBesideAWriter lets each transaction replace all quads of a label. A
// view must never show parts of two.
func TestReadersBesideAWriter(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "q"), pebble.Options{Create: true})
	g := quad.IRI("a:g")
	version := func(n int, action graph.Procedure) (deltas []graph.Delta) {
		for i := range 50 {
			deltas = append(deltas, graph.Delta{Action: action, Quad: quad.Quad{
				Subject: quad.IRI(fmt.Sprint("a:", i)), Predicate: quad.IRI("a:version"), Object: quad.Int(n), Label: g}})
		}
		return deltas
	}
	if err := s.ApplyDeltas(version(0, graph.Add), graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				if err := readWhole(s, g); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	n := 0
	for ; ctx.Err() == nil; n++ {
		if err := s.ApplyDeltas(append(version(n, graph.Delete), version(n+1, graph.Add)...), graph.IgnoreOpts{}); err != nil {
			t.Error(err)
			break
		}
	}
	wg.Wait()
	t.Logf("%d transactions beside the readers", n)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func readWhole(s *pebble.Store, g quad.Value) error {
	v, err := s.Snapshot(context.Background())
	if err != nil {
		return err
	}
	defer v.Close()
	versions := make(map[quad.Value]int)
	it := v.QuadIterator(quad.Label, v.ValueOf(g))
	defer it.Close()
	for it.Next(context.Background()) {
		versions[v.Quad(it.Result()).Object]++
	}
	if err := it.Err(); err != nil {
		return err
	}
	for _, count := range versions {
		if len(versions) != 1 || count != 50 {
			return fmt.Errorf("a view shows %v, want 50 quads of one version", versions)
		}
	}
	if len(versions) == 0 {
		return fmt.Errorf("a view shows nothing")
	}
	return nil
}
