package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"claimgraph/graph/postgres/pgtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"claimgraph": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as users do: testdata/script/*.txtar. Scripts
// see EXAMPLES, the sample articles, PAGES, saved pages of HTML, and SHARED, the
// seed articles with their gold, which are not part of the project: [shared] tells
// whether they are there.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("scripts start the program a hundred times: not with -short")
	}
	examples := absolute(t, "../../examples/news")
	pages := absolute(t, "../../extract/read/testdata")
	shared := absolute(t, "../../../shared")
	_, err := os.Stat(filepath.Join(shared, "seeds"))
	haveShared := err == nil
	if !haveShared {
		t.Logf("SKIP the seed articles: %s is not there", shared)
	}
	var server postgresServer
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			env.Setenv("PAGES", pages)
			env.Setenv("SHARED", shared)
			env.Setenv("CLAIMGRAPH_STORE_PATH", filepath.Join(env.WorkDir, "store"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "shared":
				return haveShared, nil
			case "postgres":
				err := server.start(t)
				return server.s != nil, err
			}
			return false, errors.New("no such condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": runForCode, "bytes": writeBytes, "line": writeLine, "lines": countLines,
			"waitfor": waitFor, "firstclaim": firstClaim, "score": score, "unsaid": unsaid,
			"database": server.database,
		},
	})
}

// A postgresServer is started when a script first asks for it, and stops with the
// test.
type postgresServer struct {
	once sync.Once
	s    *pgtest.Server
	err  error
}

func (p *postgresServer) start(t *testing.T) error {
	p.once.Do(func() {
		if p.s, p.err = pgtest.Start(); p.err == nil {
			t.Cleanup(func() {
				if err := p.s.Stop(); err != nil {
					t.Error("stop PostgreSQL:", err)
				}
			})
		}
	})
	if errors.Is(p.err, pgtest.ErrNone) {
		t.Log("SKIP stores in PostgreSQL:", p.err)
		return nil
	}
	return p.err
}

// database is "database": the program's settings get an empty database.
func (p *postgresServer) database(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 || p.s == nil {
		ts.Fatalf("usage: database")
	}
	dsn, err := p.s.New()
	ts.Check(err)
	ts.Setenv("CLAIMGRAPH_STORE_DSN", dsn)
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// runForCode is "code N command args...": the command ends with exit code N
// and prints no stack of a panic.
func runForCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s: got exit code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
	if stderr := ts.ReadFile("stderr"); strings.Contains(stderr, "goroutine ") {
		ts.Fatalf("%s: panicked:\n%s", strings.Join(args[1:], " "), stderr)
	}
}

// writeBytes is "bytes FILE HEX".
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE HEX")
	}
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// writeLine is "line FILE MEGABYTES WORDS": one line of the words over and over.
func writeLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: line FILE MEGABYTES WORDS")
	}
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	unit := []byte(args[2] + " ")
	data := bytes.Repeat(unit, megabytes<<20/len(unit))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// waitFor is "waitfor FILE WORD": within ten seconds the file holds the word.
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: waitfor FILE WORD")
	}
	for range 100 {
		if data, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(data), args[1]) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("%s does not hold %q after ten seconds", args[0], args[1])
}

// firstClaim is "firstclaim TYPE VARIABLE [FLAG...]": the variable gets the id
// of the first claim of the type that claims lists with the flags.
func firstClaim(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: firstclaim TYPE VARIABLE [FLAG...]")
	}
	ts.Check(ts.Exec("claimgraph", append([]string{"claims", "--json", "--type", args[0]}, args[2:]...)...))
	line, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	var claim struct{ ID string }
	ts.Check(json.Unmarshal([]byte(line), &claim))
	ts.Setenv(args[1], claim.ID)
}

// unsaid is "unsaid CLAIMS NQUADS": of the claims, in JSON Lines, those that are
// planned, denied or the like write no direct quad but what a plan may write. It
// fails if there is no planned claim to look at.
func unsaid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unsaid CLAIMS NQUADS")
	}
	const base = "<https://claimgraph.example/"
	byClaim := map[string][]string{}
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		if i := strings.LastIndex(line, base+"claim/"); i > 0 {
			id := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line[i:]), base+"claim/"), "> .")
			byClaim[id] = append(byClaim[id], line)
		}
	}
	planned := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		var claim struct {
			ID, Modality string
			Args         map[string][]struct{ Value string }
		}
		ts.Check(json.Unmarshal([]byte(line), &claim))
		status := ""
		for _, v := range claim.Args["status"] {
			status = v.Value
		}
		if claim.Modality == "asserted" && !slices.Contains([]string{"planned", "cancelled", "in_negotiation"}, status) {
			continue
		}
		if status == "planned" {
			planned++
		}
		for _, q := range byClaim[claim.ID] {
			ofClaim := strings.HasPrefix(q, base+"claim/") || strings.HasPrefix(q, base+"article/")
			ofPlan := claim.Modality == "asserted" && status == "planned" && (strings.Contains(q, "> "+base+"schema/planned") || strings.Contains(q, "#type> "+base+"schema/PlannedEvent>"))
			if !ofClaim && !ofPlan {
				ts.Fatalf("claim %s is %s %s and writes\n%s", claim.ID, claim.Modality, status, q)
			}
		}
	}
	if planned == 0 {
		ts.Fatalf("%s has no planned claim", args[0])
	}
}

// score is "score LEAST CLAIMS": the claims of the seed articles have at least
// that F1 against their gold, and every quote is the text at its offsets.
func score(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: score LEAST CLAIMS")
	}
	least, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	shared := ts.Getenv("SHARED")
	gold, err := filepath.Glob(filepath.Join(shared, "gold", "seeds", "*.json"))
	ts.Check(err)
	ts.Check(ts.Exec("python3", append([]string{filepath.Join(shared, "gold", "score.py"), ts.MkAbs(args[1]), "--texts", filepath.Join(shared, "seeds")}, gold...)...))
	all, evidence := "", ""
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] == "all" {
			all = fields[len(fields)-1]
		}
		if strings.HasPrefix(line, "evidence:") {
			evidence = line
		}
	}
	f1, err := strconv.ParseFloat(all, 64)
	ts.Check(err)
	if f1 < least {
		ts.Fatalf("F1 is %v, want at least %v", f1, least)
	}
	var right, claims int
	if _, err := fmt.Sscanf(evidence, "evidence: %d of %d claims", &right, &claims); err != nil || right != claims || claims == 0 {
		ts.Fatalf("quotes that are not the text at their offsets: %s", evidence)
	}
}

// countLines is "lines N FILE": the file has so many lines.
func countLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	if got := strings.Count(ts.ReadFile(args[1]), "\n"); strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s has %d lines, want %s", args[1], got, args[0])
	}
}
