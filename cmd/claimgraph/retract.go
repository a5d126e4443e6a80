package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"claimgraph/extract/read"
	"claimgraph/graph"
	"claimgraph/schema"
)

func retractCommand(a *app) *cobra.Command {
	var undo bool
	cmd := &cobra.Command{
		Use:   "retract URL|ID|FILE",
		Short: "Take an article out of the graph, or let it in again",
		Long: `Retract takes an article out with all its versions, later ones too; given a FILE, it
takes out the contents of that file alone, and what counts is the latest version
that remains. What only it says goes; what others say too stays. It stays out when
it is ingested again, until retract --undo.`,
		Example: `  claimgraph retract https://news.example/2026/05/17
  claimgraph retract withdrawn.txt
  claimgraph retract --undo https://news.example/2026/05/17`,
		Args: cobra.ExactArgs(1),
	}
	author := authorFlag(cmd.Flags())
	cmd.Flags().BoolVar(&undo, "undo", false, "let it in again")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		d, err := a.openDecider(cmd.Context(), *author)
		if err != nil {
			return err
		}
		return errors.Join(runRetract(cmd, d, args[0], undo), d.close())
	}
	return cmd
}

func runRetract(cmd *cobra.Command, d *decider, what string, undo bool) error {
	entries, err := d.retractions(cmd, what)
	if err != nil {
		return err
	}
	states, err := d.store.States(cmd.Context())
	if err != nil {
		return err
	}
	done := 0
	for _, e := range entries {
		standing := standingRetractions(states, e)
		switch {
		case undo:
			for _, id := range standing {
				if err := d.decide(cmd, graph.Entry{Kind: graph.KindUndo, Undoes: id}); err != nil {
					return err
				}
				done++
			}
		case len(standing) == 0:
			if err := d.decide(cmd, e); err != nil {
				return err
			}
			done++
		}
	}
	if done > 0 {
		return nil
	}
	if undo {
		return fmt.Errorf("%s is not retracted", what)
	}
	return fmt.Errorf("%s is retracted already", what)
}

// standingRetractions returns the entries that retract the same and count.
func standingRetractions(states []graph.State, e graph.Entry) (ids []string) {
	for _, s := range states {
		if s.Kind == graph.KindRetract && !s.Undone && s.Article == e.Article && s.Text == e.Text {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// retractions returns what retracts the articles that are meant: those in a file
// by their texts, another by its address or id.
func (d *decider) retractions(cmd *cobra.Command, what string) ([]graph.Entry, error) {
	if info, err := os.Stat(what); err == nil && !info.IsDir() {
		var entries []graph.Entry
		for article, err := range read.Articles(cmd.Context(), []string{what}, nil) {
			if err != nil {
				return nil, inputError(err)
			}
			entries = append(entries, graph.Entry{Kind: graph.KindRetract, Text: schema.HashText(article.Text), URL: article.Source.URL})
		}
		return entries, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, inputError(err)
	}
	id, err := d.articleID(cmd.Context(), what)
	if err != nil {
		return nil, err
	}
	e := graph.Entry{Kind: graph.KindRetract, Article: id}
	if id == schema.NewSourceID(what, "", "") {
		e.URL = what
	}
	return []graph.Entry{e}, nil
}
