package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"claimgraph": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as users do: testdata/script/*.txtar. Scripts
// see EXAMPLES, the sample articles, and SHARED, the seed articles with their
// gold, which are not part of the project: [shared] tells whether they are there.
func TestScripts(t *testing.T) {
	examples := absolute(t, "../../examples/news")
	shared := absolute(t, "../../../shared")
	_, err := os.Stat(filepath.Join(shared, "seeds"))
	haveShared := err == nil
	if !haveShared {
		t.Logf("SKIP the seed articles: %s is not there", shared)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			env.Setenv("SHARED", shared)
			env.Setenv("CLAIMGRAPH_STORE_PATH", filepath.Join(env.WorkDir, "store"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "shared" {
				return haveShared, nil
			}
			return false, errors.New("no such condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": runForCode, "bytes": writeBytes, "line": writeLine, "lines": countLines,
		},
	})
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

// countLines is "lines N FILE": the file has so many lines.
func countLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	if got := strings.Count(ts.ReadFile(args[1]), "\n"); strconv.Itoa(got) != args[0] {
		ts.Fatalf("%s has %d lines, want %s", args[1], got, args[0])
	}
}
