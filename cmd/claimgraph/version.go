package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's version; releases set it with -ldflags -X.
var version = "0.1.0-dev"

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and the content hash of its rules",
		Example: "  claimgraph version",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runVersion(cmd, a) },
	}
}

func runVersion(cmd *cobra.Command, a *app) error {
	_, rules, err := a.rulesHash()
	if err != nil {
		return err
	}
	text := "claimgraph " + version
	if info, ok := debug.ReadBuildInfo(); ok {
		text += " " + info.GoVersion
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\nrules %s\n", text, rules)
	return err
}
