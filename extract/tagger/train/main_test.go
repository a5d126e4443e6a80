package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Training takes a minute a model, so this runs only where TRAIN is set.
func TestTrainingMakesTheModelsAgain(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "..", "shared", "bench")
	if _, err := os.Stat(shared); err != nil || os.Getenv("TRAIN") == "" {
		t.Skip("needs ../shared and TRAIN=1")
	}
	out := t.TempDir()
	if err := run(filepath.Join(shared, "kaznerd", "valid.iob2"), filepath.Join(shared, "factrueval", "devset"), out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"kk.model", "ru.model"} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("..", "data", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, not the %d that are embedded; train it anew", name, len(got), len(want))
		}
	}
}
