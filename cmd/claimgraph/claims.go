package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/ask"
	"claimgraph/schema"
)

// A claimFilter says which claims are wanted; what is empty lets all pass.
type claimFilter struct {
	claimType string
	entity    string // words of its name, or its IRI
	article   string // id, given id, URL or title
}

func claimsCommand(a *app) *cobra.Command {
	var filter claimFilter
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "List claims of the store, each with its sentence",
		Long: `Claims lists the claims of the store in the order of their articles, by type,
by what they are about, by article, or all.`,
		Example: `  claimgraph claims --type negotiation_round
  claimgraph claims --entity "Азамат Токтосунов" --json
  claimgraph claims --article https://dala.example/en/2026/07/09/commission`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runClaims(cmd, a, filter, asJSON) },
	}
	cmd.Flags().StringVar(&filter.claimType, "type", "", "only claims of this type")
	cmd.Flags().StringVar(&filter.entity, "entity", "", "only claims with this person, body, place, event: its name or IRI")
	cmd.Flags().StringVar(&filter.article, "article", "", "only claims of this article: its id, URL or title")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each claim, as extract prints them")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

func runClaims(cmd *cobra.Command, a *app, filter claimFilter, asJSON bool) error {
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	if t := schema.ClaimType(filter.claimType); t != "" && store.Model.Claim(t) == nil {
		var types []string
		for _, t := range store.Model.ClaimTypes() {
			types = append(types, string(t))
		}
		return usageError(fmt.Errorf("--type %s: claim types are %s", t, strings.Join(types, ", ")))
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	wanted, err := store.entityIDs(cmd.Context(), filter.entity)
	if err != nil {
		return err
	}
	err = store.each(cmd.Context(), wanted, filter, func(x *schema.Extraction) error {
		if asJSON {
			return schema.WriteJSONL(out, x, "")
		}
		return printClaims(out, store.Model, x)
	})
	return errors.Join(err, out.Flush())
}

// each gives every article with the claims that have one of the wanted entities
// (nil for any) and pass the filter; articles without any are left out.
func (r *reader) each(ctx context.Context, wanted map[string]bool, filter claimFilter, use func(*schema.Extraction) error) error {
	ids, err := r.Articles(ctx)
	if wanted != nil && filter.article == "" { // without the wanted entities there is nothing to decode
		var iris []string
		for id := range wanted {
			iris = append(iris, r.Base()+id)
		}
		ids, err = r.ArticlesWith(ctx, iris)
	}
	if err != nil {
		return err
	}
	found := filter.article == ""
	for _, id := range ids {
		x, err := r.Article(ctx, id)
		if err != nil {
			return err
		}
		if filter.article != "" && !isArticle(x.Source, filter.article) {
			continue
		}
		found = true
		some := schema.Extraction{Source: x.Source}
		for _, c := range x.Claims {
			if (filter.claimType == "" || string(c.Type) == filter.claimType) && (wanted == nil || mentionsAny(c, wanted)) {
				some.Claims = append(some.Claims, c)
			}
		}
		if len(some.Claims) == 0 {
			continue
		}
		if err := use(&some); err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("no article in the store has the id, URL or title %q", filter.article)
	}
	return nil
}

// entityIDs returns the IDs of the entities that go by a name; nil for no name.
func (r *reader) entityIDs(ctx context.Context, name string) (map[string]bool, error) {
	if name == "" {
		return nil, nil
	}
	iris, err := ask.Entities(ctx, r.Reader, name, nil)
	if err != nil {
		return nil, err
	}
	if len(iris) == 0 {
		return nil, fmt.Errorf("%q: %w", name, ask.ErrNothing)
	}
	ids := map[string]bool{}
	for _, iri := range iris {
		ids[strings.TrimPrefix(iri, r.Base())] = true
	}
	return ids, nil
}

func isArticle(s schema.Source, name string) bool {
	return slices.Contains([]string{string(s.ID), s.GivenID, s.URL, s.Title}, name) || strings.HasSuffix(name, "article/"+string(s.ID))
}

// mentionsAny reports whether an argument of c, its speaker, its outlet or
// whom it cites is one of the entities.
func mentionsAny(c schema.Claim, ids map[string]bool) bool {
	for _, e := range entitiesOf(c) {
		if ids[e.ID] {
			return true
		}
	}
	return false
}

// entitiesOf returns the entities of a claim, in order of its arguments' names.
func entitiesOf(c schema.Claim) []*schema.Entity {
	var out []*schema.Entity
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		for _, v := range c.Args[name] {
			if v.Entity != nil {
				out = append(out, v.Entity)
			}
		}
	}
	if c.Speaker != nil && c.Speaker.Entity != nil {
		out = append(out, c.Speaker.Entity)
	}
	if c.Outlet != nil {
		out = append(out, c.Outlet)
	}
	return append(out, c.Cites...)
}

// printClaims prints an article and its claims, one or more, for people.
func printClaims(w io.Writer, m *schema.Model, x *schema.Extraction) error {
	var b strings.Builder
	outlet, _ := ask.Reporting(x.Claims[0], x.Source)
	fmt.Fprintf(&b, "%s\n", reportLine(outlet, nil, ask.ArticleOf(x.Source)))
	for _, c := range x.Claims {
		fmt.Fprintf(&b, "  %s\n", claimLine(m, c))
		for _, q := range quotes(c) {
			fmt.Fprintf(&b, "    > %s\n", q)
		}
		fmt.Fprintf(&b, "      claim %s\n", c.ID)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
