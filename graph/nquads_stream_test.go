package graph_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

func TestStreamGivesQuadsInOrder(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend, graphtest.NewArticle(1, 3, 1), graphtest.NewArticle(2, 1, 1))
		same := "<a:s> <a:p> \"x\" .\n<a:s> <a:p> \"x\" <a:g> .\n<a:s> <a:p> \"x\" <a:g/1> .\n<a:s> <a:p> \"x\"@en <a:g> .\n"
		if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(graphtest.Dataset+same)); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := s.Export(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		all := read(t, b.String())
		line := func(q quad.Quad) string { return string(graph.AppendQuad(nil, q)) }
		label := func(q quad.Quad) string { return string(graph.AppendTerm(nil, q.Label)) }
		triple := func(q quad.Quad) string { q.Label = nil; return line(q) }
		for _, test := range []struct {
			name  string
			order graph.Order
			less  func(a, b quad.Quad) int
		}{
			{"by line", graph.ByLine, func(a, b quad.Quad) int { return strings.Compare(line(a), line(b)) }},
			{"by graph", graph.ByGraph, func(a, b quad.Quad) int {
				if c := strings.Compare(label(a), label(b)); c != 0 {
					return c
				}
				return strings.Compare(triple(a), triple(b))
			}},
			{"by triple", graph.ByTriple, func(a, b quad.Quad) int { return strings.Compare(triple(a), triple(b)) }},
		} {
			want := slices.Clone(all)
			if test.order == graph.ByTriple {
				for i := range want {
					want[i].Label = nil
				}
			}
			slices.SortFunc(want, test.less)
			want = slices.Compact(want)
			var got []quad.Quad
			if err := s.Stream(t.Context(), test.order, func(q quad.Quad) error { got = append(got, q); return nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: got %d quads, want %d:\n%v\n%v", test.name, len(got), len(want), got, want)
			}
		}
	})
}

func TestStreamStops(t *testing.T) {
	eachBackend(t, func(t *testing.T, backend string) {
		s := openWith(t, backend, graphtest.NewArticle(1, 3, 1))
		mine := errors.New("mine")
		n := 0
		if err := s.Stream(t.Context(), graph.ByLine, func(quad.Quad) error { n++; return mine }); !errors.Is(err, mine) || n != 1 {
			t.Errorf("an error of the receiver's: got %v after %d quads", err, n)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Export(ctx, new(bytes.Buffer)); !errors.Is(err, context.Canceled) {
			t.Errorf("a context that has ended: got %v", err)
		}
		// Whoever reads may write meanwhile: the view is closed.
		err := s.Stream(t.Context(), graph.ByLine, func(quad.Quad) error {
			_, err := s.Put(t.Context(), graphtest.NewArticle(2, 1, 1))
			return err
		})
		if err != nil {
			t.Errorf("a writer beside the reader: %v", err)
		}
	})
}
