package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/export"
)

func exportCommand(a *app) *cobra.Command {
	var format, file string
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the store for other programs: N-Quads, TriG, JSON-LD, GraphML, CSV ...",
		Long: `Export writes all that the store holds to FILE, or to standard output, in memory
that does not grow with the store: what must be sorted waits in temporary files
(TMPDIR says where). The same articles give the same bytes.

` + formatList() + `
TriG is the one to give to others: it keeps which claim says what, and people can
read it. docs/export.md tells what each format keeps.`,
		Example: `  claimgraph export claims.nq
  claimgraph export --format trig claims.trig
  claimgraph export --format jsonl | jq .type`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if file != "" {
					return usageError(errors.New("name the file once: as an argument or with --output"))
				}
				file = args[0]
			}
			return runExport(cmd, a, format, file)
		},
	}
	cmd.Flags().StringVar(&format, "format", export.Formats()[0].Name, strings.Join(formatNames(), ", "))
	cmd.Flags().StringVarP(&file, "output", "o", "", "the file to write, as FILE does (default: standard output)")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

// formatList tells what each format is for, a line each.
func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-8s %s\n", f.Name, f.Doc)
	}
	return b.String()
}

func formatNames() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func runExport(cmd *cobra.Command, a *app, format, file string) error {
	f, ok := export.ByName(format)
	if !ok {
		return usageError(fmt.Errorf("--format %s: formats are %s", format, strings.Join(formatNames(), ", ")))
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	write := func(w io.Writer) error {
		out := bufio.NewWriter(w)
		return errors.Join(f.Write(cmd.Context(), store.Store, store.Model, out), out.Flush())
	}
	if file == "" || file == "-" {
		return write(cmd.OutOrStdout())
	}
	return replaceFile(file, write)
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
