package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"claimgraph/extract/rule"
	"claimgraph/extract/rule/corpus"
	"claimgraph/extract/standard"
)

type rulesOptions struct {
	corpus bool
	check  bool
	format string
}

func rulesCommand(a *app) *cobra.Command {
	var o rulesOptions
	cmd := &cobra.Command{
		Use:   "rules [NAME...]",
		Short: "List the rules with what they read, how sure they are and the sentences that define them",
		Long: `Rules lists the rule packs that come with the program and those of rules.dir: each
rule with its file and line, its claim type and, where it was measured, its
precision. NAME is the beginning of a rule's name: "ru", "ru/chairing" or
"ru/chairing#cochair-of-event"; without one all are listed.

With --check the packs are held against their corpora, the .txtar files beside
them: every rule must read a sentence and leave a near miss alone. docs/rules.md
tells how packs and corpora are written.`,
		Example: `  claimgraph rules ru/chairing
  claimgraph rules --corpus ru/chairing#round-held
  claimgraph rules --check --rules-dir my-rules`,
		RunE: func(cmd *cobra.Command, names []string) error { return runRules(cmd, a, o, names) },
	}
	cmd.Flags().BoolVar(&o.corpus, "corpus", false, "print the sentences that each rule must read and those it must leave alone")
	cmd.Flags().BoolVar(&o.check, "check", false, "hold the packs against their corpora instead of listing them")
	cmd.Flags().StringVar(&o.format, "format", "text", "text or jsonl")
	addSettingFlags(cmd.Flags(), "schema.dir", "rules.dir")
	return cmd
}

// A listedPack is a pack with its corpus, nil if it has none.
type listedPack struct {
	*rule.Pack
	corpus *corpus.Corpus
}

func runRules(cmd *cobra.Command, a *app, o rulesOptions, names []string) error {
	if o.format != "text" && o.format != "jsonl" {
		return usageError(fmt.Errorf("--format %s: want text or jsonl", o.format))
	}
	pipeline, err := a.pipeline()
	if err != nil {
		return err
	}
	packs, err := a.listPacks(pipeline, names)
	if err != nil {
		return usageError(err)
	}
	if o.check {
		return checkPacks(cmd, pipeline, packs)
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	for _, p := range packs {
		for _, r := range p.Rules {
			if !asked(r.Name, names) {
				continue
			}
			l := list(p, r, pipeline.Precision[r.Name])
			if err := l.print(out, o); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// listPacks returns the packs that names ask for, with their corpora. A name
// that no rule has is an error.
func (a *app) listPacks(p *standard.Reader, names []string) ([]listedPack, error) {
	packs, err := p.Rules.Packs()
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	corpora := []fs.FS{rule.Corpora()}
	if dir := a.config.Rules.Dir; dir != "" {
		corpora = append(corpora, os.DirFS(dir))
	}
	var out []listedPack
	found := map[string]bool{}
	for _, pack := range packs {
		wanted := len(names) == 0
		for _, r := range pack.Rules {
			for _, n := range names {
				if strings.HasPrefix(r.Name, n) {
					wanted, found[n] = true, true
				}
			}
		}
		if !wanted {
			continue
		}
		c, err := corpusOf(corpora, pack)
		if err != nil {
			return nil, err
		}
		out = append(out, listedPack{pack, c})
	}
	for _, n := range names {
		if !found[n] {
			return nil, fmt.Errorf("no rule's name begins with %q (claimgraph rules lists them)", n)
		}
	}
	return out, nil
}

func corpusOf(corpora []fs.FS, pack *rule.Pack) (*corpus.Corpus, error) {
	file := strings.TrimSuffix(pack.File, path.Ext(pack.File)) + ".txtar"
	for _, files := range corpora {
		data, err := fs.ReadFile(files, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return corpus.Parse(file, data)
	}
	return nil, nil
}

// checkPacks holds packs against their corpora.
func checkPacks(cmd *cobra.Command, p *standard.Reader, packs []listedPack) error {
	faults, rules := 0, 0
	for _, pack := range packs {
		rules += len(pack.Rules)
		c := pack.corpus
		if c == nil {
			c = &corpus.Corpus{}
		}
		found, err := c.Check(cmd.Context(), p, pack.Pack)
		if err != nil {
			return fmt.Errorf("%s: %w", pack.File, err)
		}
		for _, f := range found {
			faults++
			fmt.Fprintln(cmd.OutOrStdout(), strings.TrimRight(f.String(), "\n"))
		}
	}
	if faults > 0 {
		return fmt.Errorf("%s in %s of %s", count(faults, "fault"), count(rules, "rule"), count(len(packs), "pack"))
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s of %s do as their corpora say\n", count(rules, "rule"), count(len(packs), "pack"))
	return err
}

// asked reports whether a rule is asked for.
func asked(name string, names []string) bool {
	for _, n := range names {
		if strings.HasPrefix(name, n) {
			return true
		}
	}
	return len(names) == 0
}

// A ruleListing is a rule as the verb prints it.
type ruleListing struct {
	Name      string   `json:"name"`
	Claim     string   `json:"claim"`
	Language  string   `json:"lang"`
	File      string   `json:"file"`
	Line      int      `json:"line"`
	Doc       string   `json:"doc"`
	Precision float64  `json:"precision,omitempty"` // 0 if it was not measured
	Reads     []string `json:"reads"`
	Leaves    []string `json:"leaves"`
}

func list(p listedPack, r *rule.Rule, precision float64) *ruleListing {
	l := &ruleListing{
		Name: r.Name, Claim: string(r.Claim), Language: p.Language, File: p.File, Line: r.Line(), Doc: r.Doc,
		Precision: precision, Reads: []string{}, Leaves: []string{},
	}
	if p.corpus == nil {
		return l
	}
	_, name, _ := strings.Cut(r.Name, "#")
	for _, s := range p.corpus.Sections {
		switch {
		case s.Rule != name:
		case s.Miss:
			l.Leaves = append(l.Leaves, strings.TrimSpace(s.Text))
		default:
			l.Reads = append(l.Reads, strings.TrimSpace(s.Text))
		}
	}
	return l
}

func (l *ruleListing) print(w io.Writer, o rulesOptions) error {
	if o.format == "jsonl" {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(l)
	}
	measured := ""
	if l.Precision > 0 {
		measured = fmt.Sprintf(", right %.0f times in 100", 100*l.Precision)
	}
	fmt.Fprintf(w, "%s  %s (%s:%d%s)\n", l.Name, l.Claim, l.File, l.Line, measured)
	fmt.Fprintf(w, "    %s\n", strings.Join(strings.Fields(l.Doc), " "))
	if o.corpus {
		for _, s := range l.Reads {
			fmt.Fprintf(w, "    + %s\n", strings.Join(strings.Fields(s), " "))
		}
		for _, s := range l.Leaves {
			fmt.Fprintf(w, "    - %s\n", strings.Join(strings.Fields(s), " "))
		}
	}
	return nil
}
