package graph_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

func BenchmarkPut(b *testing.B) {
	for _, batch := range []int{1, 32} {
		b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) {
			s := openWith(b, "pebble")
			n := 0
			each := len(graphtest.Quads(b, graphtest.NewArticle(0, 100, 1)))
			for b.Loop() {
				articles := make([]graph.Article, batch)
				for i := range articles {
					articles[i] = graphtest.NewArticle(n, 100, 1)
					n++
				}
				if _, err := s.Put(b.Context(), articles...); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*each)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

func BenchmarkImportExport(b *testing.B) {
	var file strings.Builder
	const quads = 50_000
	for i := range quads {
		fmt.Fprintf(&file, "<https://a.example/s%d> <https://a.example/p%d> <https://a.example/o%d> <https://a.example/g%d> .\n", i/5, i%5, i%1000, i/20)
	}
	for b.Loop() {
		s := openWith(b, "pebble")
		if _, err := s.Import(b.Context(), "file.nq", strings.NewReader(file.String())); err != nil {
			b.Fatal(err)
		}
		if err := s.Export(b.Context(), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads*b.N)/b.Elapsed().Seconds(), "quads/s")
}
