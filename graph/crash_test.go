package graph_test

import (
	"context"
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
	"claimgraph/schema"
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

// checkWhole checks that each article has all of its quads, its text and its
// file, and each import all of its quads.
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
		want := graphtest.NewArticle(n, 5, version).Quads
		if err != nil || lines(t, quads) != lines(t, want) {
			t.Errorf("article %d of version %d: got %d quads, want %d: %v", n, version, len(quads), len(want), err)
		}
		if _, err := os.Stat(filepath.Join(s.Path(), "articles", string(source.ID)+".json")); err != nil {
			t.Error(err)
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

// TestStoppedBeforeArticleFiles imitates a process that was stopped after its
// transaction and before it wrote the article's file.
func TestStoppedBeforeArticleFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	c := graph.Config{Path: dir, Create: true}
	s, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	articles := filepath.Join(dir, "articles")
	if err := os.Rename(articles, articles+".away"); err != nil {
		t.Fatal(err)
	}
	a := graphtest.NewArticle(1, 2, 1)
	if _, err := s.Put(t.Context(), a); err == nil {
		t.Fatal("want an error: the file cannot be written")
	}
	s.Close()
	os.Mkdir(articles, 0o755)
	if s, err = graph.Open(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	checkFile := filepath.Join(articles, string(a.Source.ID)+".json")
	if _, err := os.Stat(checkFile); err != nil {
		t.Errorf("after opening again: %v", err)
	}
	s.Close()
	err = graph.Reindex(t.Context(), c, graph.Rebuild{
		Article: func(_ context.Context, source schema.Source, text string) (graph.Article, error) {
			return graph.Article{Source: source, Text: text, Quads: a.Quads}, nil
		},
	})
	if err != nil {
		t.Error(err)
	}
}
