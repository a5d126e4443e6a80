package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"claimgraph/graph"
)

// lookups is how many times each query is asked, as Oxigraph is.
const lookups = 500

// kg is what the IRIs of the file begin with.
const kg = "http://kg.example/"

func entity(id int) quad.IRI        { return quad.IRI(fmt.Sprintf("%se/%d", kg, id)) }
func property(name string) quad.IRI { return quad.IRI(kg + "p/" + name) }

// entities gives the ids that Oxigraph is asked for.
func entities() func() int {
	seed := 7
	return func() int {
		seed = seed * 16807 % 2147483647
		return 50 + seed%4000
	}
}

// times are what a query took, in microseconds, and how many rows it gave.
type times struct {
	P50, P99, P999, Max float64
	N, Rows             int
}

func timesOf(took []time.Duration, rows int) times {
	slices.Sort(took)
	at := func(part float64) float64 {
		return float64(took[min(int(part*float64(len(took))), len(took)-1)].Nanoseconds()) / 1000
	}
	return times{at(0.5), at(0.99), at(0.999), at(1), len(took), rows}
}

// A lookup asks for what is told of one id and returns how many rows it got.
type lookup func(ctx context.Context, qs cayley.QuadStore, id int) (int, error)

// claimQuads reads the quads of a claim.
func claimQuads(ctx context.Context, qs cayley.QuadStore, id int) (rows int, err error) {
	r := qs.ValueOf(quad.IRI(fmt.Sprintf("%sarticle/%d#c1", kg, id>>1)))
	if r == nil {
		return 0, nil
	}
	it := qs.QuadIterator(quad.Label, r)
	defer it.Close()
	for it.Next(ctx) {
		if q := qs.Quad(it.Result()); !q.IsValid() {
			return rows, fmt.Errorf("broken quad %v", q)
		}
		rows++
	}
	return rows, it.Err()
}

// values reads the names of the ends of a path.
func values(ctx context.Context, qs cayley.QuadStore, p *path.Path) (rows int, err error) {
	err = p.Iterate(ctx).EachValue(qs, func(quad.Value) { rows++ })
	return rows, err
}

var pathLookups = []struct {
	name string
	lookup
}{
	{"label", claimQuads},
	{"hop1", func(ctx context.Context, qs cayley.QuadStore, id int) (int, error) {
		return values(ctx, qs, path.StartPath(qs, entity(id)).Out(property("met")))
	}},
	{"hop2", func(ctx context.Context, qs cayley.QuadStore, id int) (int, error) {
		return values(ctx, qs, path.StartPath(qs, entity(id)).Out(property("met")).Out(property("met")))
	}},
	{"hop3", func(ctx context.Context, qs cayley.QuadStore, id int) (int, error) {
		return values(ctx, qs, path.StartPath(qs, entity(id)).Out(property("met")).Out(property("founded")).Out(property("met")))
	}},
	{"context", asserted},
}

// asserted asks whom an entity met by claims of the upper three fifths of
// confidence, which stand for those that are asserted: the labels of 600,000 in
// a million quads are claims, and of these so many are in the context.
func asserted(ctx context.Context, qs cayley.QuadStore, id int) (int, error) {
	var high []any
	for c := 70; c < 100; c++ {
		high = append(high, quad.TypedString{Value: quad.String(fmt.Sprintf("0.%02d", c)), Type: "http://www.w3.org/2001/XMLSchema#double"})
	}
	claims := path.StartPath(qs).Has(property("confidence"), valuesOf(high)...)
	return values(ctx, qs, path.StartPath(qs, entity(id)).LabelContext(claims).Out(property("met")))
}

func valuesOf(list []any) []quad.Value {
	out := make([]quad.Value, len(list))
	for i, v := range list {
		out[i] = v.(quad.Value)
	}
	return out
}

var gizmoLookups = map[string]string{
	"gizmo1": `g.V("<%s>").out("<http://kg.example/p/met>").all()`,
	"gizmo2": `g.V("<%s>").out("<http://kg.example/p/met>").out("<http://kg.example/p/met>").all()`,
	"gizmo3": `g.V("<%s>").out("<http://kg.example/p/met>").out("<http://kg.example/p/founded>").out("<http://kg.example/p/met>").all()`,
}

// query measures lookups, each on a view of its own: first right after the store
// was opened, then again, which is told under the name with a prime.
func query(ctx context.Context, s settings) (any, error) {
	g, err := graph.Open(ctx, graph.Config{Path: s.store(), ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer g.Close()
	out := make(map[string]times)
	for _, prime := range []string{"", "'"} {
		for _, l := range pathLookups {
			out[l.name+prime], err = ask(func(id int) (int, error) { return onView(ctx, g, l.lookup, id) })
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.name, err)
			}
		}
		for name, text := range gizmoLookups {
			out[name+prime], err = ask(func(id int) (int, error) {
				r, err := g.Query(ctx, graph.Query{Language: "gizmo", Text: fmt.Sprintf(text, string(entity(id)))})
				return len(r.Rows), err
			})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return out, nil
}

func onView(ctx context.Context, g *graph.Store, l lookup, id int) (int, error) {
	h, release, err := g.Handle(ctx)
	if err != nil {
		return 0, err
	}
	defer release()
	return l(ctx, h.QuadStore, id)
}

func ask(one func(id int) (int, error)) (times, error) {
	next, rows := entities(), 0
	var took []time.Duration
	for range lookups {
		id := next()
		start := time.Now()
		n, err := one(id)
		if err != nil {
			return times{}, err
		}
		took = append(took, time.Since(start))
		rows += n
	}
	return timesOf(took, rows), nil
}
