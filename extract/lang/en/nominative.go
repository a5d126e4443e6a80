package en

import (
	"strings"

	"claimgraph/extract"
)

// Nominative returns the noun phrase without a leading article or possessive
// pronoun and without a possessive mark at its end; blanks are made one.
func (a *Analyzer) Nominative(d *extract.Doc, first, end, head int) string {
	for first < end-1 && first < head && (d.Tokens[first].HasPOS(extract.DET) || isArticle(d.Tokens[first].Lower)) {
		first++
	}
	for end > first+1 && isPossessiveMark(&d.Tokens[end-1]) {
		end--
	}
	if first >= end {
		return ""
	}
	return spaced(d.TokenText(first, end))
}

func isArticle(lower string) bool { return lower == "the" || lower == "a" || lower == "an" }

func isPossessiveMark(t *extract.Token) bool {
	switch t.Lower {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// spaced returns s with single blanks.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// PersonName returns the name without titles before it and without a possessive
// mark behind it.
func (a *Analyzer) PersonName(d *extract.Doc, first, end int) string {
	for end > first+1 && isPossessiveMark(&d.Tokens[end-1]) {
		end--
	}
	for first < end-1 && a.lex.titles.Has(strings.TrimSuffix(d.Tokens[first].Lower, ".")) && (d.Tokens[first].Capitals != extract.Lower || isArticle(d.Tokens[first].Lower)) {
		first++
		if first < end-1 && d.Tokens[first].Text == "." {
			first++
		}
	}
	if first >= end {
		return ""
	}
	name := spaced(d.TokenText(first, end))
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	return name
}
