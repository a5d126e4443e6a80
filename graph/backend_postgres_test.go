package graph_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/postgres/pgtest"
	"claimgraph/schema"
)

// TestPostgresAnswersLikePebble asks both for the same over the same articles: SQL
// joins and merges of sorted keys come to the same rows, as often.
func TestPostgresAnswersLikePebble(t *testing.T) {
	news := graphtest.NewNews(7, 20)
	var articles []graph.Article
	for range 40 {
		articles = append(articles, news.Next())
	}
	memory, database := openWith(t, "memory", articles...), openWith(t, "postgres", articles...)
	for _, s := range []*graph.Store{memory, database} {
		if _, err := s.Import(t.Context(), "data.nq", strings.NewReader(graphtest.Dataset)); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := exportText(t, database), exportText(t, memory); got != want {
		t.Fatal("the exports differ")
	}
	sources, err := memory.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	some := string(sources[3].ID)
	for _, path := range []string{
		`g.V("<cg:article/ID>").in("<cgs:inArticle>")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").out()`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").out().in().unique()`,
		`g.V("<cg:article/ID>").in().tag("claim").out().tag("thing")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").out([], "predicate")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").save("<rdf:type>", "type").saveOpt("<arg:time>", "time")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").out().in("<cgs:inArticle>")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").both()`,
		`g.V("<cg:article/ID>").out().in().out("<rdf:type>")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").tag("a").out().back("a")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").intersect(g.V().has("<rdf:type>"))`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").out().except(g.V("<cg:article/ID>"))`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").union(g.V("<cg:article/ID>").out())`,
		`g.V("<cg:article/ID>").outPredicates()`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").inPredicates()`,
		`g.V("<cg:article/ID>").labels()`,
		`g.V("<cg:article/ID>").labelContext("<cg:article/ID>").out()`,
		`g.V("<cg:article/ID>").labelContext("<cg:none>").out()`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").has("<rdf:type>").out("<rdf:type>")`,
		`g.V().has("<rdf:type>", "<cgs:Claim>")`,
		`g.V().has("<arg:time>", lt('"2026-01-01"^^<xsd:date>'))`,
		`g.V().has("<arg:time>").filter(regex("claim", true))`,
		`g.V("<cg:article/ID>").out().filter(regex("^[A-Z].*\\d"))`,
		`g.V().in("<rdf:type>").order()`,
		`g.V("<cg:absent>").in()`,
		`g.V("<cg:article/ID>").followRecursive("<cgs:inArticle>")`,
		`g.V("<cg:article/ID>").in("<cgs:inArticle>").hasR("<cgs:inArticle>", "<cg:absent>")`,
	} {
		for _, end := range []string{".all()", ".count()"} {
			text := strings.ReplaceAll(path, "ID", some) + end
			if end == ".count()" {
				text = "g.emit(" + text + ")"
			}
			got, want := rowsFrom(t, database, text), rowsFrom(t, memory, text)
			if !slices.Equal(got, want) {
				t.Errorf("%s\ngot  %d rows: %.1000s\nwant %d rows: %.1000s", text, len(got), strings.Join(got, " "), len(want), strings.Join(want, " "))
			}
		}
	}
}

func exportText(t *testing.T, s *graph.Store) string {
	t.Helper()
	var b strings.Builder
	if err := s.Export(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func rowsFrom(t *testing.T, s *graph.Store, text string) (rows []string) {
	t.Helper()
	r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: text, Timeout: time.Minute})
	if err != nil {
		return []string{fmt.Sprint(err)}
	}
	for _, row := range r.Rows {
		line, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, string(line))
	}
	slices.Sort(rows)
	return rows
}

// TestPostgresBuiltAnewElsewhere: a process that had the store open when another
// one built it anew is told so, and reads and writes nothing of the old one.
func TestPostgresBuiltAnewElsewhere(t *testing.T) {
	c := graph.Config{Backend: "postgres", DSN: pgtest.DSN(t), Create: true}
	s, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := graphtest.NewArticle(1, 2, 1)
	if _, err := s.Put(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	want := exportText(t, s)
	err = graph.Reindex(t.Context(), c, graph.Rebuild{Article: func(context.Context, schema.Source, string) (graph.Article, error) { return a, nil }})
	if err != nil {
		t.Fatal(err)
	}
	_, readErr := s.Sources(t.Context())
	_, writeErr := s.Put(t.Context(), graphtest.NewArticle(2, 2, 1))
	for what, err := range map[string]error{"read": readErr, "write": writeErr} {
		if !errors.Is(err, graph.ErrOtherMaking) {
			t.Errorf("%s: got %v, want %v", what, err, graph.ErrOtherMaking)
		}
	}
	again, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := exportText(t, again); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

const crashDSN = "CLAIMGRAPH_TEST_CRASH_DSN"

// TestPostgresCrashHelper is the process that TestPostgresKilledWriter kills.
func TestPostgresCrashHelper(t *testing.T) {
	dsn := os.Getenv(crashDSN)
	if dsn == "" {
		t.Skip("run by TestPostgresKilledWriter")
	}
	s, err := graph.Open(t.Context(), graph.Config{Backend: "postgres", DSN: dsn, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	for version := time.Now().Nanosecond() % 1000; ; version++ {
		if _, err := s.Put(t.Context(), graphtest.NewArticle(version%3, 5, version), graphtest.NewArticle(version%5, 5, version)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPostgresKilledWriter: what a killed process leaves is whole articles, and the
// lock is free.
func TestPostgresKilledWriter(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	dsn := pgtest.DSN(t)
	rounds := 4
	if os.Getenv("CLAIMGRAPH_SOAK") != "" {
		rounds = 40
	}
	for round := range rounds {
		cmd := exec.Command(os.Args[0], "-test.run=^TestPostgresCrashHelper$", "-test.timeout=1m")
		cmd.Env = append(os.Environ(), crashDSN+"="+dsn)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(500+round%7*300) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		s, err := graph.Open(t.Context(), graph.Config{Backend: "postgres", DSN: dsn, Create: true})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkWhole(t, s)
		if err := errors.Join(s.Check(t.Context()), s.Close()); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
	}
}

// TestPostgresLostWhileAsked: rows of which a name could not be read are no answer.
func TestPostgresLostWhileAsked(t *testing.T) {
	dsn := pgtest.DSN(t)
	c := graph.Config{Backend: "postgres", DSN: dsn, Create: true}
	s, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Put(t.Context(), graphtest.NewArticle(1, 3, 1)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	h, release, err := s.Handle(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	it := h.QuadsAllIterator()
	defer it.Close()
	if _, err := db.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"); err != nil {
		t.Fatal(err)
	}
	for it.Next(t.Context()) {
	}
	if !errors.Is(it.Err(), graph.ErrAway) {
		t.Errorf("reading: got %v, want %v", it.Err(), graph.ErrAway)
	}
	// The connections of before are gone; new ones are made.
	r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: `g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`})
	if err != nil || len(r.Rows) != 3 {
		t.Errorf("a query of later: got %d rows, %v, want 3", len(r.Rows), err)
	}
}
