package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"claimgraph/extract/read"
	"claimgraph/extract/rule"
)

func explainCommand(a *app) *cobra.Command {
	var rules []string
	cmd := &cobra.Command{
		Use:   "explain PATH...",
		Short: "Show what was read of each sentence, and where each rule stopped",
		Long: `Explain is for people who write rules. For each sentence it prints the tokens
with lemma and features, the noun phrases, the mentions, the rules that fired, the step at which the
others stopped with its file and line, and the claims that rest on it.`,
		Example: `  claimgraph explain article.txt
  claimgraph explain --rule ru/meeting --rule ru/role#holds-post article.txt
  echo "Асель Нурланова стала сопредседателем второго раунда." | claimgraph explain -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runExplain(cmd, a, args, rules) },
	}
	cmd.Flags().StringArrayVar(&rules, "rule", nil, "tell only of rules whose names begin so; may be repeated")
	addSettingFlags(cmd.Flags(), "schema.dir", "rules.dir")
	return cmd
}

func runExplain(cmd *cobra.Command, a *app, paths, rules []string) error {
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	var refused []error
	for article, err := range read.Articles(cmd.Context(), paths, cmd.InOrStdin()) {
		if err != nil {
			refused = append(refused, err)
			continue
		}
		x, err := pipeline.Run(cmd.Context(), article)
		if err != nil {
			return err
		}
		for _, doc := range pipeline.Analyze(article) {
			traces, err := pipeline.Explain(cmd.Context(), doc)
			if err != nil {
				return err
			}
			traces = slices.DeleteFunc(traces, func(t rule.Trace) bool { return !asked(t.Rule.Name, rules) })
			if err := printExplanation(cmd.OutOrStdout(), doc, pipeline.Analyzers[doc.Language], x.Claims, traces); err != nil {
				return err
			}
		}
	}
	if len(refused) > 0 {
		return inputError(errors.Join(refused...))
	}
	return nil
}
