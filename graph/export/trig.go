package export

import (
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/schema"
)

// writeTriG writes one block for each label: first what has none, then the
// graphs in the order of their IRIs.
func writeTriG(ctx context.Context, s *graph.Store, _ *schema.Model, w io.Writer) error {
	t := newTurtle(w, s.Prefixes())
	t.header()
	t.indent = "    "
	var label quad.Value
	open := false
	end := func() {
		if open {
			t.endSubject()
			t.w.WriteString("}\n")
		}
	}
	err := s.Stream(ctx, graph.ByGraph, func(q quad.Quad) error {
		if !open || q.Label != label {
			end()
			if q.Label != nil {
				t.w.WriteString(t.term(q.Label) + " ")
			}
			t.w.WriteString("{\n")
			open, label = true, q.Label
		}
		return t.triple(q)
	})
	end()
	return errors.Join(err, t.w.Flush())
}
