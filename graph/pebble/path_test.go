package pebble_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

// TestPaths runs random paths and compares their answers with those that are
// found by going through all quads for each step.
func TestPaths(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 50
	}
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 11))
		s, set := memory(t), make(map[quad.Quad]bool)
		loadSome(t, s, r, set)
		loadSome(t, s, r, set)
		quads := slices.Collect(maps.Keys(set))
		v, err := s.Snapshot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			tags := 0
			p := randomPath(r, 3, &tags)
			want := p.found(quads)
			got, ok := answersOf(t, v, p)
			if ok && !maps.Equal(want, got) {
				t.Fatalf("seed %d, path %s:\ngot  %s\nwant %s", seed, p.text, keys(got), keys(want))
			}
		}
		v.Close()
		s.Close() // not at the end: each store has goroutines of its own
	}
}

func keys(m map[string]bool) string { return strings.Join(slices.Sorted(maps.Keys(m)), " ") }

// A pathMaker makes a path over a store, and walks it over quads; the text tells it.
type pathMaker struct {
	text string
	on   func(graph.QuadStore) *path.Path
	walk func(quads []quad.Quad) walk
}

// A walk is where a path has come to, and the label that the rest of it is to
// keep to.
type walk struct {
	ends  []end
	label quad.Value
}

type end struct {
	node quad.Value
	tags map[string]quad.Value
}

func (e end) with(node quad.Value, tag string, value quad.Value) end {
	tags := maps.Clone(e.tags)
	if tag != "" {
		tags[tag] = value
	}
	return end{node, tags}
}

// vague reports whether Cayley does not say which tags a path gives: of several
// ways to a node unique keeps whichever comes first, and or does where it is
// asked; except gives tags of what it has just looked up, and of optional tags
// around optional ones some are lost.
func (p pathMaker) vague() bool {
	for _, step := range []string{"unique", ".or(", "except"} {
		if strings.Contains(p.text, step) {
			return true
		}
	}
	return strings.Count(p.text, "saveOptional") > 1
}

func (p pathMaker) answer(tags map[string]quad.Value) string {
	var b strings.Builder
	for _, tag := range slices.Sorted(maps.Keys(tags)) {
		if tag == "end" || !p.vague() {
			fmt.Fprintf(&b, "%s=%v;", tag, tags[tag])
		}
	}
	return b.String()
}

func (p pathMaker) found(quads []quad.Quad) map[string]bool {
	all := make(map[string]bool)
	for _, e := range p.walk(quads).ends {
		all[p.answer(e.with(e.node, "end", e.node).tags)] = true
	}
	return all
}

// answers returns the ends of a path with their tags.
func answers(t *testing.T, qs graph.QuadStore, p pathMaker) map[string]bool {
	t.Helper()
	all := make(map[string]bool)
	err := p.on(qs).Tag("end").Iterate(t.Context()).TagValues(qs, func(tags map[string]quad.Value) {
		all[p.answer(tags)] = true
	})
	if err != nil {
		t.Fatalf("path %s: %v", p.text, err)
	}
	return all
}

// answersOf is answers; ok is false if Cayley panicked, as it does on except(V)
// where V is no node.
func answersOf(t *testing.T, qs graph.QuadStore, p pathMaker) (all map[string]bool, ok bool) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil && !strings.Contains(p.text, "except") {
			t.Fatalf("path %s: %v", p.text, r)
		}
	}()
	return answers(t, qs, p), true
}

func nodesOf(quads []quad.Quad) map[quad.Value]bool {
	nodes := make(map[quad.Value]bool)
	for _, q := range quads {
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				nodes[v] = true
			}
		}
	}
	return nodes
}

func randomPath(r *rand.Rand, depth int, tags *int) pathMaker {
	p := pathMaker{"all", func(qs graph.QuadStore) *path.Path { return path.StartPath(qs) }, func(quads []quad.Quad) (w walk) {
		for n := range nodesOf(quads) {
			w.ends = append(w.ends, end{n, make(map[string]quad.Value)})
		}
		return w
	}}
	nodes := []quad.Value{randomQuad(r).Subject, randomQuad(r).Object}[:1+r.IntN(2)]
	if r.IntN(3) > 0 {
		p.text = fmt.Sprint("V", nodes)
		p.on = func(qs graph.QuadStore) *path.Path { return path.StartPath(qs, nodes...) }
		all := p.walk
		p.walk = func(quads []quad.Quad) walk {
			w := all(quads)
			w.ends = slices.DeleteFunc(w.ends, func(e end) bool { return !slices.Contains(nodes, e.node) })
			return w
		}
	}
	for range 1 + r.IntN(3) {
		p = randomStep(r, p, depth, tags)
	}
	return p
}

// along goes from each end along the quads that by goes by.
func (w walk) along(quads []quad.Quad, by func(q quad.Quad, e end) (end, bool)) walk {
	var next []end
	for _, e := range w.ends {
		for _, q := range quads {
			if w.label != nil && w.label != q.Label {
				continue
			}
			if e, ok := by(q, e); ok {
				next = append(next, e)
			}
		}
	}
	return walk{next, w.label}
}

func randomStep(r *rand.Rand, p pathMaker, depth int, tags *int) pathMaker {
	via, node, label := randomQuad(r).Predicate, randomQuad(r).Object, quad.IRI(fmt.Sprint("g:", r.IntN(6)))
	*tags++
	tag := fmt.Sprint("t", *tags)
	step := func(text string, on func(*path.Path) *path.Path, over func(walk, []quad.Quad) walk) pathMaker {
		return pathMaker{p.text + "." + text,
			func(qs graph.QuadStore) *path.Path { return on(p.on(qs)) },
			func(quads []quad.Quad) walk { return over(p.walk(quads), quads) }}
	}
	out := func(w walk, quads []quad.Quad) walk {
		return w.along(quads, func(q quad.Quad, e end) (end, bool) {
			return e.with(q.Object, "", nil), q.Subject == e.node && q.Predicate == via
		})
	}
	saved := func(w walk, quads []quad.Quad) walk {
		return w.along(quads, func(q quad.Quad, e end) (end, bool) {
			return e.with(e.node, tag, q.Object), q.Subject == e.node && q.Predicate == via
		})
	}
	switch n := r.IntN(15); {
	case n < 3:
		return step(fmt.Sprint("out(", via, ")"), func(p *path.Path) *path.Path { return p.Out(via) }, out)
	case n < 5:
		return step(fmt.Sprint("in(", via, ")"), func(p *path.Path) *path.Path { return p.In(via) }, func(w walk, quads []quad.Quad) walk {
			return w.along(quads, func(q quad.Quad, e end) (end, bool) {
				return e.with(q.Subject, "", nil), q.Object == e.node && q.Predicate == via
			})
		})
	case n == 5:
		return step("out()", func(p *path.Path) *path.Path { return p.Out() }, func(w walk, quads []quad.Quad) walk {
			return w.along(quads, func(q quad.Quad, e end) (end, bool) {
				return e.with(q.Object, "", nil), q.Subject == e.node
			})
		})
	case n == 6:
		return step(fmt.Sprint("has(", via, node, ")"), func(p *path.Path) *path.Path { return p.Has(via, node) }, func(w walk, quads []quad.Quad) walk {
			return w.along(quads, func(q quad.Quad, e end) (end, bool) {
				return e, q.Subject == e.node && q.Predicate == via && q.Object == node
			})
		})
	case n == 7:
		return step(fmt.Sprint("has(", via, ")"), func(p *path.Path) *path.Path { return p.Has(via) }, func(w walk, quads []quad.Quad) walk {
			return w.along(quads, func(q quad.Quad, e end) (end, bool) {
				return e, q.Subject == e.node && q.Predicate == via
			})
		})
	case n == 8:
		return step(fmt.Sprint("save(", via, tag, ")"), func(p *path.Path) *path.Path { return p.Save(via, tag) }, saved)
	case n == 9:
		return step(fmt.Sprint("label(", label, ").out(", via, ")"), func(p *path.Path) *path.Path { return p.LabelContext(label).Out(via) }, func(w walk, quads []quad.Quad) walk {
			w.label = label
			return out(w, quads)
		})
	case n == 10:
		return step("unique", func(p *path.Path) *path.Path { return p.Unique() }, func(w walk, _ []quad.Quad) walk { return w })
	case n == 11:
		return step(fmt.Sprint("saveOptional(", via, tag, ")"), func(p *path.Path) *path.Path { return p.SaveOptional(via, tag) }, func(w walk, quads []quad.Quad) walk {
			with := saved(w, quads)
			for _, e := range w.ends {
				if len(saved(walk{[]end{e}, w.label}, quads).ends) == 0 {
					with.ends = append(with.ends, e)
				}
			}
			return with
		})
	case n == 12:
		return step("lt", func(p *path.Path) *path.Path { return p.Filter(iterator.CompareLT, quad.IRI("s:5")) }, func(w walk, _ []quad.Quad) walk {
			w.ends = slices.DeleteFunc(w.ends, func(e end) bool { iri, ok := e.node.(quad.IRI); return !ok || iri >= "s:5" })
			return w
		})
	case depth == 0:
		return p
	}
	return withOther(r, p, randomPath(r, depth-1, tags))
}

func withOther(r *rand.Rand, p, other pathMaker) pathMaker {
	name := []string{"and", "or", "except"}[r.IntN(3)]
	return pathMaker{
		text: fmt.Sprintf("%s.%s(%s)", p.text, name, other.text),
		on: func(qs graph.QuadStore) *path.Path {
			a, b := p.on(qs), other.on(qs)
			return map[string]func(*path.Path) *path.Path{"and": a.And, "or": a.Or, "except": a.Except}[name](b)
		},
		walk: func(quads []quad.Quad) walk {
			a, b := p.walk(quads), other.walk(quads)
			out := walk{label: a.label}
			if name == "or" {
				out.ends = append(slices.Clone(a.ends), b.ends...)
			}
			for _, e := range a.ends {
				found := false
				for _, f := range b.ends {
					if e.node != f.node {
						continue
					}
					found = true
					if name == "and" {
						both := e.with(e.node, "", nil)
						maps.Copy(both.tags, f.tags)
						out.ends = append(out.ends, both)
					}
				}
				if name == "except" && !found {
					out.ends = append(out.ends, e)
				}
			}
			return out
		},
	}
}

// TestPathsCount counts the ways that a path can go, as a query over named
// graphs does: each quad is a way of its own.
func TestPathsCount(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 12))
	s, quads := memory(t), make(map[quad.Quad]bool)
	for range 5 {
		loadSome(t, s, r, quads)
	}
	p, o := quad.IRI("p:1"), quad.IRI("p:2")
	want := 0
	for a := range quads {
		for b := range quads {
			if a.Predicate == p && b.Predicate == o && a.Object == b.Subject {
				want++
			}
		}
	}
	got, err := path.StartPath(s).Out(p).Out(o).Iterate(t.Context()).Count()
	if err != nil || int(got) != want {
		t.Errorf("two hops: got %d ways, %v, want %d", got, err, want)
	}
}

// TestLabels gives the labels of a node's quads, of which some have none.
func TestLabels(t *testing.T) {
	s := memory(t)
	a, p := quad.IRI("a:1"), quad.IRI("a:p")
	var deltas []graph.Delta
	for i, label := range []quad.Value{nil, quad.IRI("a:g"), quad.IRI("a:h")} {
		deltas = append(deltas, graph.Delta{Action: graph.Add, Quad: quad.Quad{Subject: a, Predicate: p, Object: quad.Int(i), Label: label}})
	}
	if err := s.ApplyDeltas(deltas, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	got, err := path.StartPath(s, a).Labels().Iterate(t.Context()).AllValues(s)
	slices.SortFunc(got, func(a, b quad.Value) int { return strings.Compare(a.String(), b.String()) })
	if want := []quad.Value{quad.IRI("a:g"), quad.IRI("a:h")}; err != nil || !slices.Equal(got, want) {
		t.Errorf("labels: got %v, %v, want %v", got, err, want)
	}
	n, err := path.StartPath(s, a).Labels().Iterate(t.Context()).Count()
	if err != nil || n != 2 {
		t.Errorf("count of labels: got %d, %v, want 2", n, err)
	}
}

// TestMerge merges what has many quads on both sides.
func TestMerge(t *testing.T) {
	s := memory(t)
	l, err := s.NewLoader()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Discard()
	var b pebble.Batch
	want := make(map[string]bool)
	for i := range 20_000 {
		subject := quad.IRI(fmt.Sprint("s:", i))
		for _, n := range []int{2, 3, 500} {
			if i%n == 0 {
				if err := b.Add(quad.Quad{Subject: subject, Predicate: quad.IRI("a:divides"), Object: quad.Int(n)}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if i%6 == 0 {
			want[fmt.Sprintf("end=<s:%d>;", i)] = true
		}
	}
	l.Add(&b)
	if err := l.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	v, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	by := quad.IRI("a:divides")
	two := func(n ...quad.Value) pathMaker {
		return pathMaker{text: fmt.Sprint(n), on: func(qs graph.QuadStore) *path.Path {
			p := path.StartPath(qs)
			for _, n := range n {
				p = p.Has(by, n)
			}
			return p
		}}
	}
	if got := answers(t, v, two(quad.Int(2), quad.Int(3))); !maps.Equal(got, want) {
		t.Errorf("divided by 2 and 3: got %d, want %d", len(got), len(want))
	}
	if got := answers(t, v, two(quad.Int(2), quad.Int(3), quad.Int(500))); len(got) != 14 {
		t.Errorf("divided by 2, 3 and 500: got %d, want 14", len(got))
	}
}
