package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"claimgraph/graph"
)

func backupCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write all of the store into a file, while it is read and written",
		Long: `Backup writes the store as it is now into FILE, articles, journal and all; what is
committed meanwhile is not in it. The file ends in a hash of its contents, so that
one that was cut short is known. FILE "-" is standard output.`,
		Example: `  claimgraph backup claims.backup
  claimgraph backup - | ssh elsewhere claimgraph restore --store claims -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runBackup(cmd, a, args[0]) },
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

func runBackup(cmd *cobra.Command, a *app, file string) error {
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	write := func(w io.Writer) error {
		out := bufio.NewWriter(w)
		return errors.Join(store.Store.Backup(cmd.Context(), out), out.Flush())
	}
	if file == "-" {
		return write(cmd.OutOrStdout())
	}
	return replaceFile(file, write)
}

func restoreCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a store from what backup wrote",
		Long: `Restore makes the store that store.path names from a backup. There must be none
there yet. A backup that is not whole is refused and leaves nothing. FILE "-" is
standard input.`,
		Example: "  claimgraph restore --store restored.store claims.backup",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runRestore(cmd, a, args[0]) },
	}
	addSettingFlags(cmd.Flags(), "store.path")
	return cmd
}

func runRestore(cmd *cobra.Command, a *app, file string) error {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return inputError(err)
		}
		defer f.Close()
		in = f
	}
	err := graph.Restore(cmd.Context(), bufio.NewReader(in), a.config.Store.Path)
	if errors.Is(err, graph.ErrNoBackup) {
		return inputError(fmt.Errorf("%s: %w", file, err))
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: restored from %s\n", a.config.Store.Path, file)
	return err
}
