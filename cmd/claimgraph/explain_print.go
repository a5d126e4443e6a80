package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"claimgraph/extract"
	"claimgraph/extract/rule"
	"claimgraph/schema"
)

// features returns an analysis in one line: "министр NOUN Gen Sing Masc".
func features(a extract.Analysis) string {
	parts := []string{
		a.Lemma, a.POS.String(), a.Case.String(), a.Number.String(), a.Gender.String(), a.Tense.String(), a.Form.String(), a.Voice.String(), a.Name.String(),
	}
	if a.Person > 0 {
		parts = append(parts, fmt.Sprintf("%dp", a.Person))
	}
	if a.Possessor > 0 {
		parts = append(parts, fmt.Sprintf("Poss%d", a.Possessor))
	}
	for _, flag := range []struct {
		set  bool
		name string
	}{{a.Animate, "Anim"}, {a.Negative, "Neg"}, {a.Short, "Short"}, {a.Guessed, "guessed"}} {
		if flag.set {
			parts = append(parts, flag.name)
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// printExplanation prints, for each sentence of an analysed article, its
// tokens, its noun phrases, its mentions, the claims that rest on it and how far
// each rule came. The analyzer is that of the document's language.
func printExplanation(w io.Writer, d *extract.Doc, analyzer extract.Analyzer, claims []schema.Claim, traces []rule.Trace) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: language %s", d.Article.Path, d.Language)
	if !d.Reference.IsZero() {
		fmt.Fprintf(&b, ", dates count from %s", d.Reference)
		if d.ReferenceInferred {
			b.WriteString(" (inferred)")
		}
	}
	b.WriteString("\n")
	for i, s := range d.Sentences {
		fmt.Fprintf(&b, "\n[%d] %d-%d, %s: %s\n", i, s.Span.Start, s.Span.End, d.Blocks[s.Block].Kind, d.Text(s.Span))
		printTokens(&b, d.Tokens[s.First:s.End])
		printChunks(&b, d, analyzer, s)
		printMentions(&b, d, s)
		printTraces(&b, i, traces)
		printClaimsOf(&b, s, claims)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func printTokens(b *strings.Builder, tokens []extract.Token) {
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for _, t := range tokens {
		fmt.Fprintf(w, "    %s\t%s", t.Text, features(t.Best()))
		if n := len(t.Analyses); n > 1 {
			fmt.Fprintf(w, " (+%d)", n-1)
		}
		fmt.Fprintln(w)
	}
	w.Flush()
}

// printChunks prints the noun phrases of a sentence that lie in no longer one,
// each with its dictionary form.
func printChunks(b *strings.Builder, d *extract.Doc, analyzer extract.Analyzer, s extract.Sentence) {
	if analyzer == nil {
		return
	}
	var chunks []extract.Phrase
	for i := s.First; i < s.End; i++ {
		if !d.Tokens[i].HasPOS(extract.NOUN) && !d.Tokens[i].HasPOS(extract.PROPN) {
			continue
		}
		p := analyzer.Phrase(d, i, nil)
		inside := func(o extract.Phrase) bool { return o.First <= p.First && p.End <= o.End }
		if slices.ContainsFunc(chunks, inside) {
			continue
		}
		chunks = slices.DeleteFunc(chunks, func(o extract.Phrase) bool { return p.First <= o.First && o.End <= p.End })
		chunks = append(chunks, p)
	}
	for _, p := range chunks {
		fmt.Fprintf(b, "  chunk %q = %q, head %s\n", d.TokenText(p.First, p.End), analyzer.Nominative(d, p.First, p.End, p.Head), d.Tokens[p.Head].Text)
	}
}

func printMentions(b *strings.Builder, d *extract.Doc, s extract.Sentence) {
	for _, m := range d.Mentions {
		if !s.Span.Contains(m.Span) {
			continue
		}
		fmt.Fprintf(b, "  mention %s %s %q", m.Type, m.Kind, d.Text(m.Span))
		switch {
		case !m.Time.IsZero():
			fmt.Fprintf(b, " = %s", m.Time)
		case m.Number != "":
			fmt.Fprintf(b, " = %s", m.Number)
		default:
			fmt.Fprintf(b, " = %q", m.Name)
		}
		fmt.Fprintf(b, " (%s)\n", m.Recognizer)
	}
}

func printTraces(b *strings.Builder, sentence int, traces []rule.Trace) {
	for _, t := range traces {
		steps := t.Rule.Steps()
		switch {
		case t.Sentence != sentence:
		case t.Fired:
			fmt.Fprintf(b, "  rule + %s\n", t.Rule.Name)
		case t.Why != "":
			fmt.Fprintf(b, "  rule - %s: %s\n", t.Rule.Name, t.Why)
		case t.Reached == steps:
			fmt.Fprintf(b, "  rule - %s: all %d steps fit, no claim came of it\n", t.Rule.Name, steps)
		default:
			fmt.Fprintf(b, "  rule - %s: stopped after step %d of %d, before %s\n", t.Rule.Name, t.Reached, steps, t.Rule.StepAt(t.Reached+1))
		}
	}
}

func printClaimsOf(b *strings.Builder, s extract.Sentence, claims []schema.Claim) {
	for _, c := range claims {
		for _, e := range c.Evidence {
			if e.Span.Overlaps(s.Span) {
				fmt.Fprintf(b, "  claim %s %s (%s)\n", c.Type, argumentsLine(c), e.Rule)
				break
			}
		}
	}
}
