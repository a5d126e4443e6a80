package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/web"
)

func serveCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Offer Cayley's HTTP API v2 over the store, and run other processes' verbs on it",
		Long: `Serve offers Cayley's HTTP API v2 below /api/v2/: query, read and formats; what
would write is refused. There is no login: it listens on this machine alone
unless server.address says otherwise.

While it runs, it holds the store, and the verbs of other processes on this machine
go through it: they find its address in the store's lock, and a key that only who
owns the store's folder can read. A store that was built with other rules is only
read, and not held.`,
		Example: `  claimgraph serve
  curl -d 'g.V("<cg:city/astana>").In("<cgs:heldIn>").All()' 'localhost:8090/api/v2/query?lang=gizmo'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd, a) },
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "server.address", "query.timeout", "query.limit")
	return cmd
}

// shutdownTime is how long requests that are being answered may go on once the
// program was asked to stop.
const shutdownTime = 5 * time.Second

func runServe(cmd *cobra.Command, a *app) error {
	store, run, err := a.openServed(cmd)
	if err != nil {
		return err
	}
	defer store.Close()
	listener, err := net.Listen("tcp", a.config.Server.Address)
	if err != nil {
		return err
	}
	if !web.Loopback(listener.Addr().String()) {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimgraph: warning: others can reach %s, and there is no login\n", listener.Addr())
	}
	limits := web.Limits{Timeout: a.config.Query.Timeout, Rows: a.config.Query.Limit}
	if limits.Rows == 0 {
		limits.Rows = -1 // none, as query.limit says
	}
	api := web.Handler(store, limits)
	if run != nil {
		if run.key, err = store.Announce(listener.Addr().String()); err != nil {
			return errors.Join(err, listener.Close())
		}
		api = withRunner(api, run)
	}
	server := web.Server(api, limits)
	fmt.Fprintf(cmd.OutOrStdout(), "listening on http://%s/api/v2/ (stop with Ctrl-C)\n", listener.Addr())
	return serveUntil(cmd.Context(), server, listener)
}

// openServed opens the store to write, with what runs verbs on it; or to read
// alone, and nil, if it is stale, or cannot be written.
func (a *app) openServed(cmd *cobra.Command) (*graph.Store, *runner, error) {
	model, rules, err := a.rulesHash()
	if err != nil {
		return nil, nil, err
	}
	c := a.storeConfig()
	c.Rules, c.Model = rules, model
	if c.Names, err = a.names(); err != nil {
		return nil, nil, err
	}
	store, err := graph.Open(cmd.Context(), c)
	switch {
	case err == nil && store.Path() == "": // others need no way through this process
		return store, nil, nil
	case err == nil:
		return store, &runner{store: store}, nil
	}
	if !errors.Is(err, graph.ErrStale) && !errors.Is(err, fs.ErrPermission) {
		if errors.Is(err, graph.ErrNoStore) {
			err = fmt.Errorf("%w: claimgraph ingest makes one, --store names another", err)
		}
		return nil, nil, err
	}
	r, err := a.openReader(cmd)
	if err != nil {
		return nil, nil, err
	}
	return r.Store, nil, nil
}

// serveUntil serves until ctx ends, which is no error.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}
