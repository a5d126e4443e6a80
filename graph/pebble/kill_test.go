package pebble_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

const (
	killEnv = "CLAIMGRAPH_TEST_KILL"
	// soakEnv is set by make soak, which has time for more rounds.
	soakEnv = "CLAIMGRAPH_SOAK"
)

var versionKey = []byte("version")

// killRounds is how many times a writer is killed.
func killRounds(t *testing.T) int {
	switch {
	case testing.Short():
		return 2
	case os.Getenv(soakEnv) != "":
		return 300
	}
	return 6
}

// versionQuads are the quads that the transaction of a version adds; every tenth
// is a load. It takes out those of the version some before.
func versionQuads(version int) (quads []quad.Quad) {
	n := 40
	if version%10 == 0 {
		n = 4000
	}
	claim := quad.IRI(fmt.Sprintf("v:%d", version))
	for i := range n {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprint("s:", i%100)), Predicate: quad.IRI("a:p"), Object: quad.Int(version*5000 + i), Label: claim})
	}
	return quads
}

const versionsKept = 7

// quadsAt is what the store holds after a version.
func quadsAt(version int) map[quad.Quad]bool {
	all := make(map[quad.Quad]bool)
	for v := max(1, version-versionsKept+1); v <= version; v++ {
		for _, q := range versionQuads(v) {
			all[q] = true
		}
	}
	// A load takes nothing out; the next transaction takes out for both.
	if version%10 == 0 && version > versionsKept {
		for _, q := range versionQuads(version - versionsKept) {
			all[q] = true
		}
	}
	return all
}

func versionOf(s *pebble.Store) (int, error) {
	value, err := s.Get(versionKey)
	if err != nil || value == nil {
		return 0, err
	}
	return int(binary.BigEndian.Uint64(value)), nil
}

func writeVersion(ctx context.Context, s *pebble.Store, version int) error {
	record := binary.BigEndian.AppendUint64(nil, uint64(version))
	if version%10 == 0 {
		l, err := s.NewLoader()
		if err != nil {
			return err
		}
		defer l.Discard()
		var b pebble.Batch
		for _, q := range versionQuads(version) {
			if err := b.Add(q); err != nil {
				return err
			}
		}
		l.Add(&b)
		l.PutRecord(versionKey, record)
		return l.Commit(ctx)
	}
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	defer tx.Discard()
	gone := []int{version - versionsKept}
	if version%10 == 1 {
		gone = append(gone, version-versionsKept-1)
	}
	for _, old := range gone {
		for _, q := range versionQuads(max(old, 0)) {
			if _, err := tx.Remove(q); err != nil {
				return err
			}
		}
	}
	for _, q := range versionQuads(version) {
		if _, err := tx.Add(q); err != nil {
			return err
		}
	}
	return errors.Join(tx.PutRecord(versionKey, record), tx.Commit())
}

// TestKillHelper is the process that TestKilledWriter kills.
func TestKillHelper(t *testing.T) {
	dir := os.Getenv(killEnv)
	if dir == "" {
		t.Skip("run by TestKilledWriter")
	}
	s, err := pebble.Open(dir, pebble.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	version, err := versionOf(s)
	for err == nil {
		version++
		if err = writeVersion(t.Context(), s, version); err == nil {
			fmt.Println(version)
		}
	}
	t.Fatal(err)
}

// TestKilledWriter kills a writer at random moments of transactions and loads.
// The store must open and hold what the writer said was committed, or what it
// was just about to say.
func TestKilledWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "q")
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	rounds := killRounds(t)
	for round := range rounds {
		told := killOne(t, dir, time.Duration(20+r.IntN(400))*time.Millisecond)
		s, err := pebble.Open(dir, pebble.Options{})
		if errors.Is(err, pebble.ErrNoStore) && told == 0 {
			continue // killed before the store was made
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		version, err := versionOf(s)
		if err != nil || version < told || told > 0 && version > told+1 {
			t.Fatalf("round %d: the store is of version %d, the writer had said %d: %v", round, version, told, err)
		}
		if got, want := allQuads(t, s), quadsAt(version); !maps.Equal(got, want) {
			t.Fatalf("round %d: version %d: got %d quads, want %d", round, version, len(got), len(want))
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d rounds", rounds)
}

// killOne starts a writer, kills it after it has written for a while and returns
// the last version that it said was committed, 0 for none.
func killOne(t *testing.T, dir string, after time.Duration) (told int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKillHelper$", "-test.timeout=1m")
	cmd.Env = append(os.Environ(), killEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			told = n
		} else {
			t.Logf("writer: %s", lines.Text())
		}
	}
	cmd.Wait()
	return told
}
