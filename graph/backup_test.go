package graph_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"claimgraph/graph"
	"claimgraph/schema"
)

func putText(t *testing.T, s *graph.Store, text string) {
	t.Helper()
	source := schema.Source{ID: schema.NewSourceID("", "", text), TextHash: schema.HashText(text)}
	if _, err := s.Put(t.Context(), graph.Article{Source: source, Text: text}); err != nil {
		t.Error(err)
	}
}

func exported(t *testing.T, path string) string {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Config{Path: path, ReadOnly: true, Stale: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out bytes.Buffer
	if err := s.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestABackupOfAStoreThatIsWrittenIsOneOfItsStates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	s, err := graph.Open(t.Context(), graph.Config{Path: path, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	putText(t, s, "zero")
	var writing sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	writing.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			putText(t, s, strings.Repeat("one more ", n+1))
		}
	})
	for range 3 {
		var backup bytes.Buffer
		if err := s.Backup(t.Context(), &backup); err != nil {
			t.Fatal(err)
		}
		restored := filepath.Join(t.TempDir(), "restored")
		if err := graph.Restore(t.Context(), &backup, restored); err != nil {
			t.Fatal(err)
		}
		if out := exported(t, restored); !strings.Contains(out, string(schema.NewSourceID("", "", "zero"))) {
			t.Errorf("the restored store has\n%s\nwithout the first article", out)
		}
	}
	stop()
	writing.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestABackupThatIsNotWholeIsRefusedAndLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	s, err := graph.Open(t.Context(), graph.Config{Path: path, Create: true})
	if err != nil {
		t.Fatal(err)
	}
	putText(t, s, "text")
	var backup bytes.Buffer
	if err := s.Backup(t.Context(), &backup); err != nil {
		t.Fatal(err)
	}
	s.Close()
	whole := backup.Bytes()
	changed := bytes.Clone(whole)
	changed[len(changed)/2] ^= 1
	for name, data := range map[string][]byte{
		"empty": nil, "half": whole[:len(whole)/2], "changed": changed, "text": []byte("Министр прибыл."), "without its end": whole[:len(whole)-2048],
	} {
		t.Run(name, func(t *testing.T) {
			restored := filepath.Join(t.TempDir(), "restored")
			if err := graph.Restore(t.Context(), bytes.NewReader(data), restored); err == nil {
				t.Fatal("no error")
			}
			if _, err := graph.Open(t.Context(), graph.Config{Path: restored, ReadOnly: true}); err == nil {
				t.Error("there is a store")
			}
			if err := graph.Restore(t.Context(), bytes.NewReader(whole), restored); err != nil {
				t.Errorf("the whole one afterwards: %v", err)
			}
		})
	}
}
