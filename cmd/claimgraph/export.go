package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"claimgraph/schema"
)

func exportCommand(a *app) *cobra.Command {
	var format, file string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the store as N-Quads, or its claims as JSON Lines",
		Long: `Export writes all quads as canonical N-Quads, sorted, or all claims as JSON Lines
in the form that extract prints. The same articles give the same bytes.`,
		Example: `  claimgraph export -o claims.nq
  claimgraph export --format jsonl | jq .type`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runExport(cmd, a, format, file) },
	}
	cmd.Flags().StringVar(&format, "format", "nquads", "nquads or jsonl")
	cmd.Flags().StringVarP(&file, "output", "o", "", "the file to write (default: standard output)")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

func runExport(cmd *cobra.Command, a *app, format, file string) error {
	if format != "nquads" && format != "jsonl" {
		return usageError(fmt.Errorf("--format %s: want nquads or jsonl", format))
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	write := func(w io.Writer) error {
		out := bufio.NewWriter(w)
		return errors.Join(store.export(cmd.Context(), format, out), out.Flush())
	}
	if file == "" {
		return write(cmd.OutOrStdout())
	}
	return replaceFile(file, write)
}

func (r *reader) export(ctx context.Context, format string, w io.Writer) error {
	if format == "nquads" {
		return r.Store.Export(ctx, w)
	}
	return r.each(ctx, nil, claimFilter{}, func(x *schema.Extraction) error { return schema.WriteJSONL(w, x, "") })
}

// replaceFile writes a file wholly or not at all: a half export must not be
// taken for one. What is no plain file, a pipe or a device, is written to as it is.
func replaceFile(file string, write func(io.Writer) error) error {
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already if all went well
	if err := errors.Join(write(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
