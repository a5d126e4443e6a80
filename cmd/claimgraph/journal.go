package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"claimgraph/graph"
)

func journalCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "journal",
		Short: "List what people decided, and take it from one store to another",
		Long: `The journal holds what people decided: which mentions are one, which claims are
wrong, what is retracted, each entry with its author and time. It can be exported,
shared and imported: what is there already is not entered twice.`,
		Example: `  claimgraph journal list
  claimgraph journal export > decisions.jsonl
  claimgraph journal import decisions.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{Use: "list", Short: "List the entries in order of time", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return runJournalList(cmd, a) }},
		&cobra.Command{Use: "export", Short: "Write the entries as JSON Lines", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return runJournalExport(cmd, a) }},
		&cobra.Command{Use: "import FILE", Short: "Enter what another journal holds; - is standard input", Args: cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error { return runJournalImport(cmd, a, args[0]) }},
	)
	for _, c := range cmd.Commands() {
		addSettingFlags(c.Flags(), "store.path", "store.backend")
		c.Args = usageArgs(c.Args)
	}
	return cmd
}

func runJournalList(cmd *cobra.Command, a *app) error {
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	return printEntries(cmd, store.Store, func(graph.State) bool { return true })
}

func runJournalExport(cmd *cobra.Command, a *app) error {
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	entries, err := store.Store.Journal(cmd.Context())
	if err != nil {
		return err
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	return errors.Join(graph.WriteJournal(out, entries), out.Flush())
}

func runJournalImport(cmd *cobra.Command, a *app, file string) error {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return inputError(err)
		}
		defer f.Close()
		in = f
	}
	entries, err := graph.ReadJournal(in, file)
	if err != nil {
		return inputError(err)
	}
	d, err := a.openDecider(cmd.Context(), "import") // the entries have their authors
	if err != nil {
		return err
	}
	err = d.store.Decide(cmd.Context(), entries...)
	if err := errors.Join(err, d.close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: entries read: %d\n", file, len(entries))
	return err
}
