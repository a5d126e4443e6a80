package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/schema"
)

// TestAStoreThatFailsIsNoRefusedInput: a batch that cannot be stored, in the middle
// of the input or at its end, is no matter of the input that was refused beside it.
func TestAStoreThatFailsIsNoRefusedInput(t *testing.T) {
	for _, articles := range []int{1, ingestBatch} {
		store, err := graph.Open(t.Context(), graph.Config{Backend: "memory", Create: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		in := &ingester{
			ctx: t.Context(), bar: newBar(io.Discard, ""),
			open:  func() (*graph.Store, error) { return store, nil },
			close: func(*graph.Store) error { return nil },
		}
		refused := []error{errors.New("one was refused")}
		for i := range articles {
			id := schema.SourceID(fmt.Sprintf("a%d", i))
			if err := in.put(graph.Article{Source: schema.Source{ID: id}, Text: "Text."}, 0, ""); err != nil {
				refused = append(refused, err)
			}
		}
		cmd := &cobra.Command{}
		cmd.SetOut(io.Discard)
		cmd.SetErr(io.Discard)
		cmd.SetContext(context.Background())
		if err := in.end(cmd, inputError(errors.Join(refused...))); err == nil || exitCode(err) != exitFailure {
			t.Errorf("%d articles: exit code %d, want %d: %v", articles, exitCode(err), exitFailure, err)
		}
	}
}
