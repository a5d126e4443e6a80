package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/graph/ask"
)

func askCommand(a *app) *cobra.Command {
	var asJSON bool
	var language string
	var view viewFlags
	cmd := &cobra.Command{
		Use:   "ask [QUESTION [PARAMETER...]]",
		Short: "Answer a named question in words, each answer with its sentence and article",
		Long: `Ask answers a named question of the store in words; every answer names the
sentences and the articles that say so. Without arguments it lists the questions.
Parameters are words: events are found by their ordinal, kind, subject or place,
people and bodies by their names, in any case form, script and language, or by an
IRI, "person/...". --as-of keeps what was so on a day: a post without told bounds
holds from the first to the last publication that attests it. --known-by keeps
what had been published by a day; undated articles come last.`,
		Example: `  claimgraph ask
  claimgraph ask co-chairs "первый раунд"
  claimgraph ask signed 2015
  claimgraph ask who-said Yerzhanov --json
  claimgraph ask holders "foreign minister" Kazakhstan --as-of 2025-03
  claimgraph ask connected Tokayev Kallas`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAsk(cmd, a, args, language, view, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each answer")
	cmd.Flags().StringVar(&language, "language", "", "language of the answers: en, ru or kk (default: the parameters' language)")
	view.add(cmd.Flags())
	addSettingFlags(cmd.Flags(), "store.path", "store.backend", "query.timeout")
	return cmd
}

func runAsk(cmd *cobra.Command, a *app, args []string, language string, flags viewFlags, asJSON bool) error {
	view, err := flags.view()
	if err != nil {
		return err
	}
	questions, err := ask.Questions()
	if err != nil {
		return err
	}
	if language != "" && !slices.Contains(ask.Languages, language) {
		return usageError(fmt.Errorf("--language %s: answers are in %s", language, strings.Join(ask.Languages, ", ")))
	}
	if len(args) == 0 {
		return listQuestions(cmd.OutOrStdout(), questions, language)
	}
	i := slices.IndexFunc(questions, func(q *ask.Question) bool { return q.Name == args[0] })
	if i < 0 {
		return usageError(fmt.Errorf("no question %q (claimgraph ask lists them)", args[0]))
	}
	q := questions[i]
	args = args[1:]
	if len(q.Parameters) == 1 && len(args) > 1 { // words without quotation marks
		args = []string{strings.Join(args, " ")}
	}
	if err := q.CheckArgs(args); err != nil {
		return usageError(err)
	}
	store, err := a.openReader(cmd)
	if err != nil {
		return err
	}
	defer store.close()
	answers, err := q.Ask(cmd.Context(), store, ask.Options{Language: language, View: view}, args)
	if errors.Is(err, ask.ErrNothing) {
		return fmt.Errorf("%w (claimgraph show finds names)", err)
	}
	if err != nil {
		return err
	}
	return printAnswers(cmd.OutOrStdout(), answers, asJSON)
}

// listQuestions prints what can be asked, with what each parameter is.
func listQuestions(w io.Writer, questions []*ask.Question, language string) error {
	if language == "" {
		language = ask.Languages[0]
	}
	for _, q := range questions {
		fmt.Fprintf(w, "%s\n    %s\n", q.Usage(), q.Text[language])
		for _, p := range q.Parameters {
			fmt.Fprintf(w, "    %s: %s\n", strings.ToUpper(p.Name), p.Help[language])
		}
	}
	return nil
}

func printAnswers(w io.Writer, answers []ask.Answer, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		for _, answer := range answers {
			if err := encoder.Encode(answer); err != nil {
				return err
			}
		}
		return nil
	}
	if len(answers) == 0 {
		_, err := fmt.Fprintln(w, "No claim in the store answers that.")
		return err
	}
	var b strings.Builder
	for _, answer := range answers {
		b.WriteString(answer.Text + "\n")
		for _, p := range answer.Proofs {
			var passages []string
			end := -1
			for _, q := range p.Quotes {
				passages = addQuote(passages, q.Text, q.Start-end <= 1)
				end = q.End
			}
			for _, passage := range passages {
				fmt.Fprintf(&b, "    > %s\n", passage)
			}
			names := p.Cites
			if p.Speaker != "" {
				names = append(slices.Clone(names), p.Speaker)
			}
			fmt.Fprintf(&b, "      %s\n      claim %s\n", reportLine(p.Outlet, names, p.Article), p.Claim)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// reportLine names an article as a person would, after who reports and whose
// words they are: who, when, what, where.
func reportLine(outlet string, sources []string, a ask.Article) string {
	title := a.Title
	if title == "" {
		title = "article " + string(a.ID)
	}
	parts := []string{chainText(outlet, sources)}
	for _, s := range []string{a.Published, title, a.URL} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// chainText returns who reports and, one after another, whose words they are; a
// name that is the same as the one before it stands once.
func chainText(outlet string, sources []string) string {
	if outlet == "" {
		outlet = "(outlet not named)"
	}
	return strings.Join(slices.Compact(append([]string{outlet}, sources...)), " ← ")
}
