package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"claimgraph/web"
)

func serveCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Offer Cayley's HTTP API v2 over the store, read-only",
		Long: `Serve offers Cayley's HTTP API v2 below /api/v2/: query, read and formats; what
would write is refused. There is no login: it listens on this machine alone
unless server.address says otherwise.`,
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
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
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
	server := web.Server(web.Handler(store.Store, limits), limits)
	fmt.Fprintf(cmd.OutOrStdout(), "listening on http://%s/api/v2/ (stop with Ctrl-C)\n", listener.Addr())
	return serveUntil(cmd.Context(), server, listener)
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
