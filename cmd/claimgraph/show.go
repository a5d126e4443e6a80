package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

func showCommand(a *app) *cobra.Command {
	var asJSON bool
	var view viewFlags
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show an entity with its names and all that is claimed of it",
		Long: `Show finds entities by their names, in any case form, script and language, or by
any of their IRIs, and prints each with its names, the one in each language to
call it by first, the other IRIs that its names imply, and every claim that it
stands in, with the sentence.`,
		Example: `  claimgraph show "Азамат Токтосунов"
  claimgraph show Астана
  claimgraph show https://claimgraph.example/city/astana --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runShow(cmd, a, args[0], view, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each entity")
	view.add(cmd.Flags())
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "query.timeout")
	return cmd
}

// A shownEntity is an entity with the claims that it stands in.
type shownEntity struct {
	IRI  string `json:"iri"`
	Type string `json:"type"`
	// Labels are, by language, the names to call it by.
	Labels map[string]string `json:"labels,omitempty"`
	Names  []string          `json:"names"` // all that articles have
	// Aliases are the other IRIs that it goes by, with the articles whose names imply them.
	Aliases map[string][]schema.SourceID `json:"aliases,omitempty"`
	Claims  []shownClaim                 `json:"claims"`
}

type shownClaim struct {
	ID      schema.ClaimID `json:"id"`
	Type    string         `json:"type"`
	As      []string       `json:"as"` // the arguments that the entity fills; speaker, outlet or source
	Text    string         `json:"text"`
	Quotes  []string       `json:"quotes"`
	Outlet  string         `json:"outlet,omitempty"`
	Cites   []string       `json:"cites,omitempty"`
	Article ask.Article    `json:"article"`
}

func runShow(cmd *cobra.Command, a *app, name string, flags viewFlags, asJSON bool) error {
	view, err := flags.view()
	if err != nil {
		return err
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	ids, err := store.entityIDs(cmd.Context(), name)
	if err != nil {
		return err
	}
	var iris []string
	for id := range ids {
		iris = append(iris, store.Base()+id)
	}
	found, err := store.With(cmd.Context(), iris)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%q: %w", name, ask.ErrNothing)
	}
	if found, err = ask.Seen(cmd.Context(), store.Reader, view, found); err != nil {
		return err
	}
	shown := map[string]*shownEntity{}
	for _, t := range found {
		gather(shown, ids, store, t)
	}
	if len(shown) == 0 && !asJSON {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "Of %s nothing is known then.\n", name)
		return err
	}
	for _, s := range shown {
		if err := s.called(cmd.Context(), store.Reader); err != nil {
			return err
		}
	}
	return printShown(cmd.OutOrStdout(), shown, asJSON)
}

// gather adds a claim to each of the wanted entities that it mentions.
func gather(shown map[string]*shownEntity, ids map[string]bool, store *reader, t weigh.Told) {
	c, source := t.Claim, t.Article
	outlet, cites := ask.Reporting(c, source)
	done := map[string]bool{}
	for _, e := range t.Entities() {
		if !ids[e.ID] || done[e.ID] {
			continue
		}
		done[e.ID] = true
		s := shown[e.ID]
		if s == nil {
			s = &shownEntity{IRI: store.Base() + e.ID, Type: string(e.Type)}
			shown[e.ID] = s
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			if !slices.Contains(s.Names, n) {
				s.Names = append(s.Names, n)
			}
		}
		s.Claims = append(s.Claims, shownClaim{
			ID: c.ID, Type: string(c.Type), As: placesOf(c, e.ID), Text: claimLine(store.Model, c), Quotes: quotes(c),
			Outlet: outlet, Cites: cites, Article: ask.ArticleOf(source),
		})
	}
}

// called fills in what the entity is called by.
func (s *shownEntity) called(ctx context.Context, store *ask.Reader) error {
	labels, aliases, err := store.Called(ctx, s.IRI)
	s.Labels, s.Aliases = labels, aliases
	return err
}

// placesOf returns where an entity stands in a claim: the names of the arguments
// that it fills, sorted, or whether it says, publishes or is cited for the claim.
func placesOf(c schema.Claim, id string) []string {
	var out []string
	for name, values := range c.Args {
		if slices.ContainsFunc(values, func(v schema.Value) bool { return v.Entity != nil && v.Entity.ID == id }) {
			out = append(out, string(name))
		}
	}
	slices.Sort(out)
	if c.Speaker != nil && c.Speaker.Entity != nil && c.Speaker.Entity.ID == id {
		out = append(out, "speaker")
	}
	if c.Outlet != nil && c.Outlet.ID == id {
		out = append(out, "outlet")
	}
	if slices.ContainsFunc(c.Cites, func(e *schema.Entity) bool { return e.ID == id }) {
		out = append(out, "source")
	}
	return slices.Compact(out)
}

// heading returns the names to call the entity by, in order of their languages,
// each once, else the first that an article has.
func (s *shownEntity) heading() string {
	var names []string
	for _, lang := range slices.Sorted(maps.Keys(s.Labels)) {
		if !slices.Contains(names, s.Labels[lang]) {
			names = append(names, s.Labels[lang])
		}
	}
	if len(names) == 0 {
		return s.Names[0]
	}
	return strings.Join(names, " · ")
}

func printShown(w io.Writer, shown map[string]*shownEntity, asJSON bool) error {
	var entities []*shownEntity
	for _, s := range shown {
		entities = append(entities, s)
	}
	slices.SortFunc(entities, func(a, b *shownEntity) int { return strings.Compare(a.IRI, b.IRI) })
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		for _, s := range entities {
			if err := encoder.Encode(s); err != nil {
				return err
			}
		}
		return nil
	}
	var b strings.Builder
	for i, s := range entities {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s · %s\n%s\n", s.heading(), s.Type, s.IRI)
		if len(s.Names) > 1 {
			fmt.Fprintf(&b, "called %s\n", strings.Join(s.Names, "; "))
		}
		if len(s.Aliases) > 0 {
			fmt.Fprintf(&b, "also %s\n", strings.Join(slices.Sorted(maps.Keys(s.Aliases)), " "))
		}
		for _, c := range s.Claims {
			fmt.Fprintf(&b, "  as %s in %s\n", strings.Join(c.As, ", "), c.Text)
			for _, q := range c.Quotes {
				fmt.Fprintf(&b, "    > %s\n", q)
			}
			fmt.Fprintf(&b, "      %s\n      claim %s\n", reportLine(c.Outlet, c.Cites, c.Article), c.ID)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
