package graph_test

import (
	"os"
	"testing"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/postgres/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

func TestBackends(t *testing.T) {
	backends := []graphtest.Backend{
		{Name: "pebble", Persistent: true, Fail: graph.SetFault},
		{Name: "memory", Fail: graph.SetFault},
		{Name: "postgres", Persistent: true, Fail: graph.SetFault, Config: func(t testing.TB) graph.Config {
			return graph.Config{DSN: pgtest.DSN(t)}
		}},
	}
	if len(backends) != len(graph.Backends()) {
		t.Errorf("backends %v are not all tested", graph.Backends())
	}
	for _, b := range backends {
		t.Run(b.Name, func(t *testing.T) { graphtest.Run(t, b) })
	}
}
