package pebble_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"

	"claimgraph/graph/pebble"
)

// TestCayley runs the tests that Cayley has for its own stores.
func TestCayley(t *testing.T) {
	enterCayley(t)
	for _, mode := range []struct {
		name   string
		memory bool
	}{{"disk", false}, {"memory", true}} {
		t.Run(mode.name, func(t *testing.T) {
			graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
				s, err := pebble.Open(filepath.Join(t.TempDir(), "quads"),
					pebble.Options{Create: true, Native: true, Memory: mode.memory})
				if err != nil {
					t.Fatal(err)
				}
				return s, nil, func() {
					if err := s.Close(); err != nil {
						t.Error("close:", err)
					}
				}
			}, &graphtest.Config{
				NoPrimitives:         true,
				OptimizesComparison:  true,
				AlwaysRunIntegration: true,
			})
		})
	}
}

// enterCayley goes to a folder from which Cayley's tests find their data, which
// they look for some folders up.
func enterCayley(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatalf("where is Cayley's source: %v", err)
	}
	data := filepath.Join(strings.TrimSpace(string(out)), "data")
	root := t.TempDir()
	if err := os.Symlink(data, filepath.Join(root, "data")); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "a", "b", "c")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
}
