package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"claimgraph/graph"
	"claimgraph/graph/build"
	"claimgraph/schema"
)

func queryCommand(a *app) *cobra.Command {
	var language, knownBy string
	var table bool
	cmd := &cobra.Command{
		Use:   "query --lang gizmo|graphql TEXT",
		Short: "Run a query in Gizmo or GraphQL, Cayley's dialects",
		Long: `Query prints one JSON object for each row. In both languages <cg:person/x> is
short for an IRI below the base, <cgs:heldIn> for a word of the vocabulary and
<arg:chair> for an argument of a claim. TEXT "-" is read from standard input.
docs/queries.md is a cookbook.

With --known-by the query sees the graph of the articles that had been published by
then, in their versions of then and resolved among themselves: it is made for the
query, which takes as long as ingesting them. Undated articles and imported files
are not in it.`,
		Example: `  claimgraph query --lang gizmo 'g.V("<cg:city/astana>").In("<cgs:heldIn>").All()'
  claimgraph query --lang graphql '{ nodes(id: <cg:city/astana>) { id, <cgs:heldIn> @rev { id } } }'
  claimgraph query --known-by 2025-12-02 'g.V("planned").In("<cgs:status>").All()'
  claimgraph query --lang gizmo --table --limit 20 - <query.js`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runQuery(cmd, a, language, args[0], knownBy, table)
		},
	}
	cmd.Flags().StringVar(&language, "lang", "gizmo", "language of the query: gizmo or graphql")
	cmd.Flags().StringVar(&knownBy, "known-by", "", "the graph of what had been published by this day, month or year: 2025-12")
	cmd.Flags().BoolVar(&table, "table", false, "a table for people instead of JSON")
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "query.timeout", "query.limit", "query.max_heap")
	return cmd
}

func runQuery(cmd *cobra.Command, a *app, language, text, knownBy string, table bool) error {
	if !slices.Contains(graph.Languages(), language) {
		return usageError(fmt.Errorf("--lang %s: there is %s", language, strings.Join(graph.Languages(), " and ")))
	}
	if text == "-" {
		data, err := io.ReadAll(cmd.InOrStdin())
		if err != nil {
			return err
		}
		text = string(data)
	}
	open := func() (*reader, error) { return a.openReader(cmd) }
	if knownBy != "" {
		open = func() (*reader, error) { return a.openResolved(cmd) }
	}
	store, err := open()
	if err != nil {
		return err
	}
	defer store.close()
	asked := store.Store
	if knownBy != "" {
		if asked, err = knownStore(cmd.Context(), store, knownBy); err != nil {
			return err
		}
		defer asked.Close()
	}
	q := a.limits()
	q.Language, q.Text = language, text
	result, err := asked.Query(cmd.Context(), q)
	var wrong *graph.QueryError
	if errors.As(err, &wrong) {
		return usageError(err)
	}
	if printErr := printRows(cmd.OutOrStdout(), result.Rows, table); printErr != nil {
		return printErr
	}
	if result.More {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimgraph: there are more than %d rows (--limit)\n", q.Limit)
	}
	return err
}

// knownStore returns a store in memory of what had been published by a day.
func knownStore(ctx context.Context, store *reader, text string) (*graph.Store, error) {
	day, err := schema.ParseDate(text)
	if err != nil {
		return nil, usageError(fmt.Errorf("--known-by: %w", err))
	}
	known, err := store.Store.KnownBy(ctx, day)
	if err != nil {
		return nil, err
	}
	if _, err := build.Vocabulary(ctx, store.Model, known); err != nil {
		return nil, errors.Join(err, known.Close())
	}
	return known, nil
}

func printRows(w io.Writer, rows []graph.Row, table bool) error {
	if table {
		return printTable(w, rows)
	}
	for _, row := range rows {
		data, err := row.MarshalJSON()
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n", strings.TrimRight(string(data), "\n")); err != nil {
			return err
		}
	}
	return nil
}

// printTable prints rows under the names of their columns, sorted.
func printTable(w io.Writer, rows []graph.Row) error {
	columns := map[string]bool{}
	for _, row := range rows {
		for name := range row {
			columns[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(columns))
	if len(names) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(names, "\t"))
	for _, row := range rows {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = cell(row[name])
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	return t.Flush()
}

// cell returns a value in one line.
func cell(v any) string {
	if v == nil {
		return ""
	}
	data, err := graph.Row{"": v}.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	var one map[string]json.RawMessage
	if err := json.Unmarshal(data, &one); err != nil {
		return err.Error()
	}
	var text string
	if json.Unmarshal(one[""], &text) != nil { // a number, a list, an object
		return string(one[""])
	}
	return strings.Join(strings.Fields(text), " ")
}
