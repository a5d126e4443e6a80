package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/ask"
	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

func resolveCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "resolve",
		Short: "See which mentions are taken for one thing, and decide",
		Long: `Resolve shows the pairs of mentions that may name one thing and wait for a person
to decide, and how an entity came to be one; and enters what people decide. What
is decided wins over the program and holds when the articles are read again. It
is kept in the journal with author and time, and can be undone.

A mention is written ARTICLE#char=START,END, as the IRIs of passages have it, or
ARTICLE#WORDS for the first one with these words; ARTICLE is an id, an address or
an IRI.`,
		Example: `  claimgraph resolve list
  claimgraph resolve show person/sanzhar-yerzhanov
  claimgraph resolve merge 'abc23defghijklmn#С. Ержанов' 'qrstuvwxyz234567#char=10,26'
  claimgraph resolve undo 0a1b2c3d4e5f`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(resolveListCommand(a), resolveShowCommand(a), resolveDecideCommand(a, graph.KindMerge), resolveDecideCommand(a, graph.KindSplit), resolveUndoCommand(a))
	for _, c := range cmd.Commands() {
		addSettingFlags(c.Flags(), "store.path", "store.backend")
		c.Args = usageArgs(c.Args)
	}
	return cmd
}

func resolveListCommand(a *app) *cobra.Command {
	var orphans bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the pairs that may be one, the likeliest first; with --orphans the entries without effect",
		Args:  cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&orphans, "orphans", false, "list the entries of the journal that have no effect, since what they are about is not found or a later one contradicts them")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		store, err := a.openResolved(cmd)
		if err != nil {
			return err
		}
		defer store.close()
		if orphans {
			return printEntries(cmd, store.Store, func(s graph.State) bool { return s.Orphan })
		}
		doubts, err := store.Store.Doubts(cmd.Context())
		for _, d := range doubts {
			fmt.Fprintf(cmd.OutOrStdout(), "%.2f  %s\n      %s\n      %s\n", d.Score, strings.Join(d.Reasons, "; "), sideText(d.A), sideText(d.B))
		}
		return err
	}
	return cmd
}

func sideText(m graph.MentionOf) string {
	place := string(m.Least.Article)
	if m.Anchor.Quote != "" {
		place += "#" + m.Anchor.Quote
	}
	return fmt.Sprintf("%s  %s  %s", m.ID, strings.Join(m.Names, ", "), place)
}

// printEntries prints the entries of the journal that are wanted.
func printEntries(cmd *cobra.Command, store *graph.Store, wanted func(graph.State) bool) error {
	states, err := store.States(cmd.Context())
	for _, s := range states {
		if !wanted(s) {
			continue
		}
		mark := ""
		switch {
		case s.Undone:
			mark = "  (undone)"
		case s.Orphan:
			mark = "  (no effect)"
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s  %s  %s  %s%s\n", s.ID, s.Time.Format("2006-01-02 15:04:05"), s.Author, entryText(s.Entry), mark)
	}
	return err
}

func resolveShowCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show what is taken for one entity or event, and why",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := a.openResolved(cmd)
			if err != nil {
				return err
			}
			defer store.close()
			return showResolution(cmd, store, args[0])
		},
	}
}

// openResolved opens the store to read, with what compares names.
func (a *app) openResolved(cmd *cobra.Command) (*reader, error) {
	names, err := a.names()
	if err != nil {
		return nil, err
	}
	return a.openReader(cmd, func(c *graph.Config) { c.Names = names })
}

// showResolution shows the entities of a name or IRI.
func showResolution(cmd *cobra.Command, store *reader, name string) error {
	found, err := store.entityIDs(cmd.Context(), name)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%q: %w", name, ask.ErrNothing)
	}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		shown, found, err := store.Store.Resolution(cmd.Context(), id)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("%s is not compared with what other articles name: no article names it, or but one does so and without a name of its own", id)
		}
		if err := printResolution(cmd.OutOrStdout(), shown); err != nil {
			return err
		}
	}
	return nil
}

func printResolution(w io.Writer, s resolve.Shown) error {
	fmt.Fprintln(w, s.ID)
	for i, m := range s.Members {
		fmt.Fprintf(w, "%3d  %s\n", i+1, strings.Join(m.Names, ", "))
		if len(m.About) > 0 {
			fmt.Fprintf(w, "     about: %s\n", strings.Join(m.About, ", "))
		}
		if m.With >= 0 {
			fmt.Fprintf(w, "     with %d: %s, %.2f: %s\n", m.With+1, m.Decision.Verdict, m.Decision.Score, strings.Join(m.Decision.Reasons, "; "))
		}
		for _, n := range m.Nodes {
			if _, err := fmt.Fprintf(w, "     %s  %s\n", n.Article, n.Local); err != nil {
				return err
			}
		}
	}
	return nil
}

func resolveDecideCommand(a *app, kind string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   kind + " MENTION MENTION...",
		Short: "Say that mentions name one thing",
		Args:  cobra.MinimumNArgs(2),
	}
	if kind == graph.KindSplit {
		cmd.Use, cmd.Short, cmd.Args = kind+" MENTION MENTION", "Say that two mentions name two things", cobra.ExactArgs(2)
	}
	author := authorFlag(cmd.Flags())
	typ := cmd.Flags().String("type", "", "the entities' type, such as Person, where the words name several things")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.openDecider(cmd.Context(), *author)
		if err != nil {
			return err
		}
		return errors.Join(decideMentions(cmd, d, kind, args, schema.EntityType(*typ)), d.close())
	}
	return cmd
}

func decideMentions(cmd *cobra.Command, d *decider, kind string, mentions []string, typ schema.EntityType) error {
	e := graph.Entry{Kind: kind}
	for _, m := range mentions {
		anchor, err := d.mention(cmd.Context(), m, typ)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(e.Mentions, func(o graph.Anchor) bool {
			return o.Article == anchor.Article && o.Start == anchor.Start && o.End == anchor.End
		}) {
			return usageError(fmt.Errorf("%s is the same mention as the one before", m))
		}
		e.Mentions = append(e.Mentions, anchor)
	}
	return d.decide(cmd, e)
}

func resolveUndoCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "undo ENTRY",
		Short: "Take an entry of the journal back, by the id that it was entered with",
		Args:  cobra.ExactArgs(1),
	}
	author := authorFlag(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.openDecider(cmd.Context(), *author)
		if err != nil {
			return err
		}
		return errors.Join(undoEntry(cmd, d, args[0]), d.close())
	}
	return cmd
}

func undoEntry(cmd *cobra.Command, d *decider, id string) error {
	states, err := d.store.States(cmd.Context())
	if err != nil {
		return err
	}
	var found []graph.State
	for _, s := range states {
		if strings.HasPrefix(s.ID, id) {
			found = append(found, s)
		}
	}
	switch {
	case len(found) == 0:
		return fmt.Errorf("the journal has no entry %s (claimgraph journal list)", id)
	case len(found) > 1:
		return fmt.Errorf("%d entries begin with %s", len(found), id)
	case found[0].Undone:
		return fmt.Errorf("the entry %s is undone already", found[0].ID)
	}
	return d.decide(cmd, graph.Entry{Kind: graph.KindUndo, Undoes: found[0].ID})
}
