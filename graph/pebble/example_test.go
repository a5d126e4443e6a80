package pebble_test

import (
	"context"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

func Example() {
	s, err := pebble.Open("", pebble.Options{Memory: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	met := func(a, b, claim quad.IRI) graph.Delta {
		return graph.Delta{Action: graph.Add, Quad: quad.Quad{Subject: a, Predicate: quad.IRI("a:met"), Object: b, Label: claim}}
	}
	err = s.ApplyDeltas([]graph.Delta{
		met("a:asel", "a:timur", "a:claim1"), met("a:timur", "a:dana", "a:claim2"),
	}, graph.IgnoreOpts{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	v, err := s.Snapshot(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer v.Close()
	// Whom do those know that Asel met?
	p := path.StartPath(v, quad.IRI("a:asel")).Out(quad.IRI("a:met")).Out(quad.IRI("a:met"))
	err = p.Iterate(ctx).EachValue(v, func(value quad.Value) { fmt.Println(value) })
	fmt.Println(err)
	// Output:
	// <a:dana>
	// <nil>
}
