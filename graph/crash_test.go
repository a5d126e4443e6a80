package graph_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

const crashEnv = "CLAIMGRAPH_TEST_CRASH"

// TestCrashHelper is the process that TestKilledWriter kills.
func TestCrashHelper(t *testing.T) {
	dir := os.Getenv(crashEnv)
	if dir == "" {
		t.Skip("run by TestKilledWriter")
	}
	s, err := graph.Open(t.Context(), graph.Config{Path: dir, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now().Nanosecond() % 1000
	var file strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&file, "<a:s%d> <a:p> \"%d\" .\n", i, start)
	}
	for version := start; ; version++ {
		if _, err := s.Put(t.Context(), graphtest.NewArticle(version%3, 5, version), graphtest.NewArticle(version%5, 5, version)); err != nil {
			t.Fatal(err)
		}
		if version == start {
			if _, err := s.Import(t.Context(), "big.nq", strings.NewReader(file.String())); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestKilledWriter(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dir := filepath.Join(t.TempDir(), "store")
	for round := range 4 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestCrashHelper$", "-test.timeout=1m")
		cmd.Env = append(os.Environ(), crashEnv+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(200+round*400) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		s, err := graph.Open(t.Context(), graph.Config{Path: dir})
		if errors.Is(err, graph.ErrNoStore) {
			continue // killed before the store was made
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkWhole(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// checkWhole checks that each article has all of its quads and its text, and each
// import all of its quads.
func checkWhole(t *testing.T, s *graph.Store) {
	t.Helper()
	sources, err := s.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		text, err := s.Text(t.Context(), source.ID)
		if err != nil {
			t.Error(err)
		}
		var n, version int
		fmt.Sscanf(text, "Article %d, version %d", &n, &version)
		quads, err := s.QuadsOf(t.Context(), source.ID)
		want := graphtest.Quads(t, graphtest.NewArticle(n, 5, version))
		if err != nil || lines(t, quads) != lines(t, want) {
			t.Errorf("article %d of version %d: got %d quads, want %d: %v", n, version, len(quads), len(want), err)
		}
	}
	imported, err := s.Find(t.Context(), graph.Pattern{Predicate: quad.IRI("a:p")})
	if err != nil || len(imported)%50_000 != 0 {
		t.Errorf("half an import: %d quads, %v", len(imported), err)
	}
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d articles, %d quads, %d imports", st.Articles, st.Quads, st.Imports)
}

func lines(t testing.TB, quads []quad.Quad) string {
	t.Helper()
	var b strings.Builder
	if err := graph.WriteNQuads(&b, quads); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
