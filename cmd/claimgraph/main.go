// Claimgraph turns news articles in Russian, Kazakh and English into a graph
// of provable claims, and answers questions of it, each answer with the
// sentence that says so.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes of every verb; docs/exit-codes.md explains them to users.
const (
	exitOK      = 0
	exitFailure = 1 // something went wrong that no other code tells
	exitUsage   = 2 // wrong flags, arguments, configuration, schema or rules
	exitInput   = 3 // some input could not be read; the rest was
	exitLocked  = 4 // another process holds the store
	exitStale   = 5 // the store was built with other rules, or another base
)

// A coded error carries the exit code that the program ends with.
type coded struct {
	code int
	err  error
}

func (e *coded) Error() string { return e.err.Error() }
func (e *coded) Unwrap() error { return e.err }

// usageError returns an error that ends the program with exitUsage.
func usageError(err error) error { return &coded{exitUsage, err} }

// inputError returns an error that ends the program with exitInput.
func inputError(err error) error { return &coded{exitInput, err} }

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root, _ := newRoot()
	return execute(ctx, root, args, stdin, stdout, stderr)
}

// execute has the command tree carry out one command line.
func execute(ctx context.Context, root *cobra.Command, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var elsewhere *done
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &elsewhere):
		return elsewhere.code
	}
	if ctx.Err() != nil {
		err = fmt.Errorf("interrupted: %w", err)
	}
	fmt.Fprintf(stderr, "claimgraph: %v\n", err)
	return exitCode(err)
}

// newRoot returns the command tree, and what its verbs share.
func newRoot() (*cobra.Command, *app) {
	app := new(app)
	root := &cobra.Command{
		Use:   "claimgraph",
		Short: "News articles in, a graph of provable claims out",
		Long: `Claimgraph reads news articles in Russian, Kazakh and English and keeps what they
claim in a graph: who holds which post, who chaired which round of talks, what
was signed where and when, who said what. Every claim keeps the sentence of the
article that says it.`,
		Example: `  claimgraph ingest examples/news
  claimgraph ask co-chairs "третий раунд"
  claimgraph query --lang gizmo 'g.V("planned").In("<cgs:status>").All()'`,
		SuggestionsMinimumDistance: 2,
		SilenceUsage:               true,
		SilenceErrors:              true,
		Args:                       cobra.ArbitraryArgs,
		RunE:                       func(cmd *cobra.Command, args []string) error { return unknownVerb(cmd, args) },
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if err := app.configure(cmd); err != nil {
				return err
			}
			return app.forward(cmd, args)
		},
	}
	root.PersistentFlags().StringVar(&app.configFile, "config", "", "configuration file (default: config.yaml in the working directory, if there is one)")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError(err) })
	root.AddCommand(
		extractCommand(app), ingestCommand(app), queryCommand(app), askCommand(app),
		showCommand(app), claimsCommand(app), whyCommand(app), exportCommand(app),
		importCommand(app), reindexCommand(app), serveCommand(app), explainCommand(app), rulesCommand(app), conflictsCommand(app),
		resolveCommand(app), judgeCommand(app), retractCommand(app), journalCommand(app),
		backupCommand(app), restoreCommand(app), checkCommand(app),
		evalCommand(app), versionCommand(app),
	)
	for _, c := range root.Commands() {
		c.Args = usageArgs(c.Args)
	}
	return root, app
}

// unknownVerb tells what the verbs are, or which one was meant.
func unknownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	text := fmt.Sprintf("unknown command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		text += ", did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError(errors.New(text + " (claimgraph --help lists them)"))
}

// usageArgs makes what check refuses end the program with exitUsage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		if err := check(cmd, args); err != nil {
			return usageError(fmt.Errorf("%w\nusage: %s", err, cmd.UseLine()))
		}
		return nil
	}
}
