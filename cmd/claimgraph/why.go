package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/ask"
	"claimgraph/schema"
)

func whyCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "why CLAIM",
		Short: "Show why a claim is in the store: its sentence in its article, and whom the outlet cites",
		Long: `Why prints a claim, the chain from the outlet to the official whose words they
are, the rules that read it, and its sentence highlighted in the article. CLAIM
is an id or IRI as the other verbs print it, or the beginning of its last part.`,
		Example: `  claimgraph why 2kq3v6l5xw7m4abc/5t6uw2yq
  claimgraph why https://claimgraph.example/claim/2kq3v6l5xw7m4abc/5t6uw2yqabcdefgh`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runWhy(cmd, a, args[0]) },
	}
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

func runWhy(cmd *cobra.Command, a *app, name string) error {
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	id, err := store.findClaim(cmd.Context(), name)
	if err != nil {
		return err
	}
	claim, err := store.Claim(cmd.Context(), id)
	if err != nil {
		return err
	}
	source, err := store.Source(cmd.Context(), claim.Source)
	if err != nil {
		return err
	}
	text, err := store.Store.Text(cmd.Context(), claim.Source)
	if err != nil && !errors.Is(err, graph.ErrNoSource) {
		return err
	}
	marks := plainPassage
	if isTerminal(cmd.OutOrStdout()) {
		marks = ansiPassage
	}
	return printWhy(cmd.OutOrStdout(), store.Model, claim, source, text, marks)
}

// findClaim returns the one claim that name is the IRI, the id or the
// beginning of the id's last part of.
func (r *reader) findClaim(ctx context.Context, name string) (schema.ClaimID, error) {
	name = strings.TrimPrefix(strings.Trim(name, "<>"), r.Base()+"claim/")
	article, start, whole := strings.Cut(name, "/")
	if !whole {
		article, start = "", name
	}
	ids, err := r.ClaimIDs(ctx)
	if err != nil {
		return "", err
	}
	var found []schema.ClaimID
	for _, id := range ids {
		of, hash, _ := strings.Cut(string(id), "/")
		if (article == "" || article == of) && start != "" && strings.HasPrefix(hash, start) {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%s: %w", name, ask.ErrNoClaim)
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("%s: %d claims begin so: %s and %s among them", name, len(found), found[0], found[1])
}

func printWhy(w io.Writer, m *schema.Model, c schema.Claim, source schema.Source, text string, marks style) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", claimLine(m, c))
	fmt.Fprintf(&b, "claim %s\n", c.ID)
	fmt.Fprintf(&b, "chain %s\n", chain(c, source))
	for _, e := range c.Evidence {
		fmt.Fprintf(&b, "read by %s at bytes %d-%d\n", e.Rule, e.Span.Start, e.Span.End)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		for _, v := range c.Args[name] {
			if v.Via != "" {
				fmt.Fprintf(&b, "%s %s by %s\n", name, shortText(v), v.Via)
			}
		}
	}
	outlet, _ := ask.Reporting(c, source)
	fmt.Fprintf(&b, "\n%s\n", reportLine(outlet, nil, ask.ArticleOf(source)))
	if text == "" {
		b.WriteString("(the article's text is not in the store: the claim was imported)\n")
		for _, q := range quotes(c) {
			fmt.Fprintf(&b, "  %s%s%s\n", marks.on, q, marks.off)
		}
	} else {
		var spans []schema.Span
		for _, e := range c.Evidence {
			spans = append(spans, e.Span)
		}
		b.WriteString(highlight(text, spans, marks))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// chain returns who reports the claim, whom they cite for it and who says it.
func chain(c schema.Claim, source schema.Source) string {
	outlet, names := ask.Reporting(c, source)
	if c.Speaker != nil {
		names = append(names, c.Speaker.Lexical())
	}
	for _, v := range c.Args["speaker"] {
		names = append(names, v.Lexical())
	}
	return chainText(outlet, names)
}
