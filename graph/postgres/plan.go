package postgres

import (
	"github.com/cayleygraph/cayley/graph/shape"

	"claimgraph/graph/pebble"
)

// OptimizeShape implements shape.Optimizer.
func (v *View) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	if f, ok := s.(shape.Filter); ok {
		return pebble.ByValue(f)
	}
	return s, false
}
