package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

func conflictsCommand(a *app) *cobra.Command {
	var asJSON bool
	var flags viewFlags
	cmd := &cobra.Command{
		Use:   "conflicts [ENTITY]",
		Short: "Show where articles contradict each other, side by side with their sentences",
		Long: `Conflicts shows the arguments of one event or document for which articles give
different values, what one denies and another asserts, and the posts of one holder
at a time that two are said to hold. A less precise date contradicts no day of it,
a successor is no contradiction. Nothing is resolved or dropped: each side comes
with its sentences and their origins.`,
		Example: `  claimgraph conflicts
  claimgraph conflicts "second round"
  claimgraph conflicts Kallas --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConflicts(cmd, a, strings.Join(args, ""), flags, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each conflict")
	flags.add(cmd.Flags())
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "query.timeout")
	return cmd
}

func runConflicts(cmd *cobra.Command, a *app, name string, flags viewFlags, asJSON bool) error {
	view, err := flags.view()
	if err != nil {
		return err
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	found, err := store.conflicts(cmd, name, view)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	if len(found) == 0 && !asJSON {
		fmt.Fprintln(out, "The articles do not contradict each other.")
	}
	copies := store.copies(cmd.Context())
	for _, c := range found {
		if err := printConflict(out, conflictOf(store.Base(), c, copies), asJSON); err != nil {
			return err
		}
	}
	return errors.Join(copies.Err(), out.Flush())
}

// conflicts returns the contradictions about what goes by a name, or all.
func (r *reader) conflicts(cmd *cobra.Command, name string, view weigh.View) ([]weigh.Conflict, error) {
	ctx := cmd.Context()
	if name != "" {
		iris, err := ask.Named(ctx, r.Reader, name)
		if err != nil {
			return nil, err
		}
		if len(iris) == 0 {
			return nil, fmt.Errorf("%q: %w", name, ask.ErrNothing)
		}
		return ask.Conflicts(ctx, r.Reader, iris, view)
	}
	var told []weigh.Told
	err := r.each(ctx, nil, claimFilter{}, func(x *schema.Extraction) error {
		told = append(told, weigh.Of(x)...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	told, err = ask.Seen(ctx, r.Reader, view, told)
	return weigh.Conflicts(r.Model, told), err
}

// A shownConflict is a conflict as the verb prints it.
type shownConflict struct {
	Type     string      `json:"type"`
	About    string      `json:"about"`
	IRI      string      `json:"iri"`
	In       string      `json:"in,omitempty"`
	Argument string      `json:"argument"`
	Sides    []shownSide `json:"sides"`
}

type shownSide struct {
	Value   string        `json:"value"`
	Status  string        `json:"status,omitempty"` // "planned", where all claims of the side are plans
	Origins int           `json:"origins"`
	Claims  []supportedBy `json:"claims"`
}

func conflictOf(base string, c weigh.Conflict, copies *weigh.Copies) shownConflict {
	s := shownConflict{Type: string(c.Type), About: c.About.Name, IRI: base + c.About.ID, Argument: string(c.Argument)}
	if c.In != nil {
		s.In = c.In.Name
	}
	for _, side := range c.Sides {
		ss := shownSide{Value: side.Value.Lexical(), Origins: len(weigh.Origins(side.Told, copies)), Status: "planned"}
		for _, t := range side.Told {
			if !weigh.Planned(t.Claim) {
				ss.Status = ""
			}
			outlet, cites := ask.Reporting(t.Claim, t.Article)
			ss.Claims = append(ss.Claims, supportedBy{t.ID, quotes(t.Claim), outlet, cites, ask.ArticleOf(t.Article)})
		}
		s.Sides = append(s.Sides, ss)
	}
	return s
}

func printConflict(w io.Writer, c shownConflict, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(c)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s", c.About, c.Argument)
	if c.In != "" {
		fmt.Fprintf(&b, " · %s", c.In)
	}
	fmt.Fprintf(&b, "\n%s\n", c.IRI)
	for _, s := range c.Sides {
		status := ""
		if s.Status != "" {
			status = " (" + s.Status + ")"
		}
		fmt.Fprintf(&b, "  %s%s · %s\n", s.Value, status, count(s.Origins, "origin"))
		for _, claim := range s.Claims {
			for _, q := range claim.Quotes {
				fmt.Fprintf(&b, "    > %s\n", q)
			}
			fmt.Fprintf(&b, "      %s\n      claim %s\n", reportLine(claim.Outlet, claim.Cites, claim.Article), claim.ID)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
