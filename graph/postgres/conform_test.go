package postgres

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"

	"claimgraph/graph/postgres/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

// openTest opens an empty database.
func openTest(t testing.TB, opt Options) *Database {
	t.Helper()
	opt.DSN = pgtest.DSN(t)
	d, err := Open(t.Context(), opt, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Create(t.Context(), []byte("{}")); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestCayley runs the tests that Cayley has for its own stores, with what its SQL
// backend cannot keep left out as its own tests leave it out: times are rounded to
// microseconds and lose their zone. Stores of ours never hand it a time: their
// literals are texts with a datatype.
func TestCayley(t *testing.T) {
	pgtest.DSN(t) // before the folder changes
	enterCayley(t)
	graphtest.TestAll(t, func(t testing.TB) (graph.QuadStore, graph.Options, func()) {
		v := openTest(t, Options{Native: true}).live()
		return v, nil, func() {
			if err := v.Close(); err != nil {
				t.Error("close:", err)
			}
		}
	}, &graphtest.Config{NoPrimitives: true, TimeInMcs: true, TimeRound: true, OptimizesComparison: true, AlwaysRunIntegration: os.Getenv("CLAIMGRAPH_SOAK") != ""})
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
