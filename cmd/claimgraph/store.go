package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/ask"
)

// storeConfig returns how verbs open the store.
func (a *app) storeConfig() graph.Config {
	s := a.config.Store
	return graph.Config{Path: s.Path, Backend: s.Backend, DSN: string(s.DSN), Base: a.config.BaseIRI}
}

// open opens a store, or returns the one that this process serves.
func (a *app) open(ctx context.Context, c graph.Config) (*graph.Store, error) {
	if a.held != nil {
		return a.held, nil
	}
	return graph.Open(ctx, c)
}

// close closes what open returned.
func (a *app) close(s *graph.Store) error {
	if s == a.held {
		return nil
	}
	return s.Close()
}

// A reader is the store, opened to read, with its schema.
type reader struct {
	*ask.Reader
	app *app
}

func (r *reader) close() error { return r.app.close(r.Store) }

// openReader opens the store beside other readers. A store that was built with
// other rules is read all the same, with a word on standard error: what it says
// was true of its articles when it was built.
func (a *app) openReader(cmd *cobra.Command, options ...func(*graph.Config)) (*reader, error) {
	model, rules, err := a.rulesHash()
	if err != nil {
		return nil, err
	}
	c := a.storeConfig()
	c.ReadOnly, c.Stale, c.Rules, c.Model = true, true, rules, model
	for _, o := range options {
		o(&c)
	}
	store, err := a.open(cmd.Context(), c)
	if errors.Is(err, graph.ErrNoStore) {
		return nil, fmt.Errorf("%w: claimgraph ingest makes one, --store names another", err)
	}
	if err != nil {
		return nil, err
	}
	if err := store.Stale(); err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimgraph: warning: %v (claimgraph reindex)\n", err)
	}
	return &reader{&ask.Reader{Store: store, Model: model, Query: a.limits(), Comparing: a.names}, a}, nil
}

// limits returns the limits of queries.
func (a *app) limits() graph.Query {
	return graph.Query{Timeout: a.config.Query.Timeout, Limit: a.config.Query.Limit}
}

// exitCode returns the exit code that an error ends the program with.
func exitCode(err error) int {
	var c *coded
	var locked *graph.LockedError
	switch {
	case errors.As(err, &c):
		return c.code
	case errors.As(err, &locked):
		return exitLocked
	case errors.Is(err, graph.ErrStale):
		return exitStale
	}
	return exitFailure
}
