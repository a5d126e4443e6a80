package graph_test

import (
	"testing"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

func TestBackends(t *testing.T) {
	backends := []graphtest.Backend{
		{Name: "pebble", Persistent: true, Fail: graph.SetFault},
		{Name: "memory", Fail: graph.SetFault},
	}
	if len(backends) != len(graph.Backends()) {
		t.Errorf("backends %v are not all tested", graph.Backends())
	}
	for _, b := range backends {
		t.Run(b.Name, func(t *testing.T) { graphtest.Run(t, b) })
	}
}
