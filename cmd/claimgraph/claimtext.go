package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// argumentsLine returns the arguments of a claim in one line, sorted by name:
// chair="Асель Нурланова" ordinal=2.
func argumentsLine(c schema.Claim) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		for _, v := range c.Args[name] {
			parts = append(parts, string(name)+"="+valueText(v))
		}
	}
	if c.Modality != schema.Asserted && c.Modality != "" {
		parts = append(parts, "modality="+string(c.Modality))
	}
	if c.Speaker != nil {
		parts = append(parts, "speaker="+valueText(*c.Speaker))
	}
	return strings.Join(parts, " ")
}

// count returns a number with the name of what is counted.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// valueText returns a value in one word or between quotation marks; long texts
// are cut.
func valueText(v schema.Value) string {
	s := strings.Join(strings.Fields(v.Lexical()), " ")
	if r := []rune(s); len(r) > 80 {
		s = string(r[:79]) + "…"
	}
	if strings.ContainsAny(s, " \"") || s == "" {
		return fmt.Sprintf("%q", s)
	}
	return s
}

// quotes returns the passages that a claim rests on, each in one line;
// sentences that follow one another are one passage.
func quotes(c schema.Claim) []string {
	var out []string
	end := -1
	for _, e := range c.Evidence {
		out = addQuote(out, e.Quote, e.Span.Start-end <= 1)
		end = e.Span.End
	}
	return out
}

// addQuote adds a passage in one line, to the last one if it follows it.
func addQuote(out []string, quote string, follows bool) []string {
	quote = strings.Join(strings.Fields(quote), " ")
	if n := len(out); follows && n > 0 {
		out[n-1] += " " + quote
		return out
	}
	return append(out, quote)
}
