package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// A claimFilter says which claims are wanted; what is empty lets all pass.
type claimFilter struct {
	claimType string
	entity    string // words of its name, or its IRI
	article   string // id, given id, URL or title
}

func claimsCommand(a *app) *cobra.Command {
	var o claimsOptions
	cmd := &cobra.Command{
		Use:   "claims",
		Short: "List claims of the store, each with its sentence",
		Long: `Claims lists the claims of the store in the order of their articles, by type,
by what they are about, by article, or all.

With --min-origins it lists instead what at least so many independent origins say,
each with the articles that repeat it. The origin of a claim is the last party of
its chain that is identified (outlet ← agency ← press service), else the outlet;
near-identical texts are one origin.`,
		Example: `  claimgraph claims --type negotiation_round
  claimgraph claims --entity "Азамат Токтосунов" --json
  claimgraph claims --article https://dala.example/en/2026/07/09/commission
  claimgraph claims --type agreement --min-origins 2`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runClaims(cmd, a, o) },
	}
	cmd.Flags().StringVar(&o.claimType, "type", "", "only claims of this type")
	cmd.Flags().StringVar(&o.entity, "entity", "", "only claims with this person, body, place, event: its name or IRI")
	cmd.Flags().StringVar(&o.article, "article", "", "only claims of this article: its id, URL or title")
	cmd.Flags().IntVar(&o.minOrigins, "min-origins", 0, "what at least so many independent origins say, 0 for single claims")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "one JSON object for each claim, as extract prints them")
	o.flags.add(cmd.Flags())
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	return cmd
}

// claimsOptions are the flags of the verb.
type claimsOptions struct {
	claimFilter
	flags      viewFlags
	minOrigins int
	asJSON     bool
}

func runClaims(cmd *cobra.Command, a *app, o claimsOptions) error {
	view, err := o.flags.view()
	if err != nil {
		return err
	}
	if o.minOrigins < 0 {
		return usageError(fmt.Errorf("--min-origins %d: want a number from 0 on", o.minOrigins))
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	if t := schema.ClaimType(o.claimType); t != "" && store.Model.Claim(t) == nil {
		var types []string
		for _, t := range store.Model.ClaimTypes() {
			types = append(types, string(t))
		}
		return usageError(fmt.Errorf("--type %s: claim types are %s", t, strings.Join(types, ", ")))
	}
	wanted, err := store.entityIDs(cmd.Context(), o.entity)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	if o.minOrigins > 0 || !view.IsZero() {
		err = store.weighed(cmd.Context(), out, wanted, view, o)
		return errors.Join(err, out.Flush())
	}
	err = store.each(cmd.Context(), wanted, o.claimFilter, func(x *schema.Extraction) error {
		return printArticle(out, store.Model, x, o.asJSON)
	})
	return errors.Join(err, out.Flush())
}

func printArticle(out io.Writer, m *schema.Model, x *schema.Extraction, asJSON bool) error {
	if asJSON {
		return schema.WriteJSONL(out, x, "")
	}
	return printClaims(out, m, x)
}

// weighed prints what is seen in a view, or what enough origins say.
func (r *reader) weighed(ctx context.Context, out io.Writer, wanted map[string]bool, view weigh.View, o claimsOptions) error {
	var found []weigh.Told
	err := r.each(ctx, wanted, o.claimFilter, func(x *schema.Extraction) error {
		found = append(found, weigh.Of(x)...)
		return nil
	})
	if err != nil {
		return err
	}
	if found, err = ask.Seen(ctx, r.Reader, view, found); err != nil {
		return err
	}
	if o.minOrigins > 0 {
		return r.printOrigins(ctx, out, found, o)
	}
	for len(found) > 0 { // article by article
		n := 1
		for n < len(found) && found[n].Source == found[0].Source {
			n++
		}
		x := &schema.Extraction{Source: found[0].Article}
		for _, t := range found[:n] {
			x.Claims = append(x.Claims, t.Claim)
		}
		if err := printArticle(out, r.Model, x, o.asJSON); err != nil {
			return err
		}
		found = found[n:]
	}
	return nil
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
		for _, t := range weigh.Of(x) {
			if (filter.claimType == "" || string(t.Type) == filter.claimType) && (wanted == nil || mentionsAny(t, wanted)) {
				some.Claims = append(some.Claims, t.Claim)
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

// mentionsAny reports whether an argument of a claim, its speaker, its outlet or
// whom it cites is one of the entities.
func mentionsAny(t weigh.Told, ids map[string]bool) bool {
	return slices.ContainsFunc(t.Entities(), func(e *schema.Entity) bool { return ids[e.ID] })
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
