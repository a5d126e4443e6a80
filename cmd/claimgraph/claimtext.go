package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/graph/ask"
	"claimgraph/schema"
)

// claimLine returns a claim in one line for people: its type, the name of what
// it is about, and its arguments in the order of the schema:
// "session ninth session: chair A. Nurlanova, B. Ospanov; place Astana".
func claimLine(m *schema.Model, c schema.Claim) string {
	title := ask.Title(c)
	head := string(c.Type)
	if title != "" {
		head += " " + shorten(title)
	}
	if c.Modality != schema.Asserted && c.Modality != "" {
		head += " (" + string(c.Modality) + ")"
	}
	if c.Judgement != "" {
		head += " (judged: " + string(c.Judgement) + ")"
	}
	var parts []string
	for _, name := range ask.ArgumentOrder(m, c) {
		var values []string
		for _, v := range c.Args[name] {
			if name == schema.Self || v.Lexical() == title {
				continue // it stands in the head, or is but the verb of the sentence
			}
			values = append(values, shortText(v))
		}
		if len(values) > 0 {
			parts = append(parts, string(name)+" "+strings.Join(values, ", "))
		}
	}
	if c.Speaker != nil {
		parts = append(parts, "said by "+shortText(*c.Speaker))
	}
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, "; ")
}

// shortText returns a value in one line; long texts are cut.
func shortText(v schema.Value) string { return shorten(v.Lexical()) }

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		s = string(r[:79]) + "…"
	}
	return s
}

// argumentsLine returns the arguments of a claim in one line as a rule's corpus
// writes them, sorted by name: chair="Асель Нурланова" ordinal=2.
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
	s := shortText(v)
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

// addQuote adds a passage in one line, to the last one if it follows it and that
// one ends as a sentence does: a headline stands alone.
func addQuote(out []string, quote string, follows bool) []string {
	quote = strings.Join(strings.Fields(quote), " ")
	if n := len(out); follows && n > 0 && strings.ContainsAny(lastRune(out[n-1]), ".!?…»”\"") {
		out[n-1] += " " + quote
		return out
	}
	return append(out, quote)
}

func lastRune(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	return string(r)
}
