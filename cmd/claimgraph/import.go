package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"claimgraph/graph"
)

func importCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Add the quads of a file of N-Quads to the store",
		Long: `Import adds the quads of any file of N-Quads, and keeps the file so that reindex
finds it. Lexical forms are kept; blank nodes become IRIs; a quad without a label
keeps none. When it returns, the quads are on the disk. A file that breaks the
grammar is refused as a whole. FILE "-" is standard input.`,
		Example: `  claimgraph import claims.nq
  zcat claims.nq.gz | claimgraph import -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runImport(cmd, a, args[0]) },
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "base_iri")
	return cmd
}

func runImport(cmd *cobra.Command, a *app, file string) error {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return inputError(err)
		}
		defer f.Close()
		in = f
	}
	_, store, err := a.openWriter(cmd.Context())
	if err != nil {
		return err
	}
	err = importFrom(cmd, store, file, in)
	return errors.Join(err, a.close(store))
}

func importFrom(cmd *cobra.Command, store *graph.Store, name string, in io.Reader) error {
	result, err := store.Import(cmd.Context(), name, in)
	var syntax *graph.SyntaxError
	if errors.As(err, &syntax) {
		return inputError(err)
	}
	if err != nil {
		return err
	}
	if result.Known {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: imported before, nothing to do\n", name)
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", name, count(result.Quads, "quad"))
	return err
}
