package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/ask"
	"claimgraph/schema"
)

func judgeCommand(a *app) *cobra.Command {
	var typ string
	cmd := &cobra.Command{
		Use:   "judge CLAIM accept|reject|correct [ARG=VALUE]",
		Short: "Say that a claim is right, wrong, or right but for an argument",
		Long: `Judge enters what a person decided of a claim. A rejected claim stays in the store,
marked, and counts for nothing: it yields no direct quads, answers no question and
supports and contradicts nothing; a corrected one has the value that is given: a
date, a number, a word, a text, or the name or IRI of an entity. The latest word on
a claim counts, and claimgraph resolve undo takes it back. CLAIM is an id or IRI, or the beginning of its last part.`,
		Example: `  claimgraph judge 2kq3v6l5xw7m4abc/5t6uw2yq reject
  claimgraph judge 2kq3v6l5xw7m4abc/5t6uw2yq correct time=2025-12-02
  claimgraph judge 2kq3v6l5xw7m4abc/5t6uw2yq correct place=city/bishkek`,
		Args: cobra.RangeArgs(2, 3),
	}
	author := authorFlag(cmd.Flags())
	cmd.Flags().StringVar(&typ, "type", "", "the type of the entity that VALUE names, where the argument takes several")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.openDecider(cmd.Context(), *author)
		if err != nil {
			return err
		}
		return errors.Join(judge(cmd, d, args, schema.EntityType(typ)), d.close())
	}
	return cmd
}

func judge(cmd *cobra.Command, d *decider, args []string, typ schema.EntityType) error {
	e := graph.Entry{Kind: args[1]}
	switch {
	case (e.Kind == graph.KindAccept || e.Kind == graph.KindReject) && len(args) == 2:
	case e.Kind == graph.KindCorrect && len(args) == 3:
	default:
		return usageError(fmt.Errorf("want accept, reject or correct ARG=VALUE\nusage: %s", cmd.UseLine()))
	}
	store := &reader{&ask.Reader{Store: d.store, Model: d.store.Model(), Comparing: d.app.names}, d.app}
	id, err := store.findClaim(cmd.Context(), args[0])
	if err != nil {
		return err
	}
	anchor, err := d.store.ClaimAnchor(cmd.Context(), id)
	if err != nil {
		return err
	}
	e.Claim = &anchor
	if e.Kind == graph.KindCorrect {
		if err := d.correct(cmd, &e, args[2], typ); err != nil {
			return err
		}
	}
	return d.decide(cmd, e)
}

// correct fills in what an argument is corrected to. An entity's IRI stands for
// its name.
func (d *decider) correct(cmd *cobra.Command, e *graph.Entry, text string, typ schema.EntityType) error {
	arg, value, ok := strings.Cut(text, "=")
	if !ok || value == "" {
		return usageError(fmt.Errorf("%q is not ARG=VALUE", text))
	}
	path := strings.TrimPrefix(value, d.store.Base())
	first, _, _ := strings.Cut(path, "/")
	if t, isPath := d.store.Model().TypeOfPath(first); isPath && strings.Contains(path, "/") {
		shown, found, err := d.store.Resolution(cmd.Context(), path)
		if err != nil {
			return err
		}
		if !found || len(shown.Members) == 0 || len(shown.Members[0].Names) == 0 {
			return fmt.Errorf("%s: no entity has this IRI", value)
		}
		value, typ = shown.Members[0].Names[0], t
	}
	e.Arg, e.Value, e.ValueType = schema.ArgName(arg), value, typ
	v, err := graph.ParseValue(d.store.Model(), schema.ClaimType(e.Claim.Type), e.Arg, typ, value)
	if err != nil {
		return usageError(err)
	}
	if v.Entity != nil {
		e.ValueType = v.Entity.Type
	}
	return nil
}
