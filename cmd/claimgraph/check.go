package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func checkCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check that the store contradicts itself nowhere",
		Long: `Check reads all that the store keeps twice, quads in each of their orders, terms
by number and by hash, counts, and tells what does not agree. It changes nothing.
A store that fails can be built anew from its articles: see reindex.`,
		Example: "  claimgraph check --store claims.store",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := a.openReader(cmd)
			if err != nil {
				return err
			}
			return errors.Join(runCheck(cmd, store), store.close())
		},
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

func runCheck(cmd *cobra.Command, store *reader) error {
	if err := store.Store.Check(cmd.Context()); err != nil {
		return err
	}
	st, err := store.Store.Stats(cmd.Context())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d quads, nothing contradicts\n", store.Store.Name(), st.Quads)
	return err
}
