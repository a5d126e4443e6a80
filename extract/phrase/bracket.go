package phrase

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
)

// alsoCalled gives mentions the abbreviations that stand in brackets behind them
// as names: "the Cheese and Butter Board (CBB)", "(DG TRADE)". It must begin with
// the letter of one of the name's words, which "(США)" behind a university does not.
func alsoCalled(d *extract.Doc, named []*extract.Mention) {
	for _, m := range named {
		short := bracketed(d, m.End)
		if short == "" || strings.EqualFold(short, m.Name) || slices.Contains(m.Aliases, short) || !sharesInitial(d, m, short) {
			continue
		}
		m.Aliases = append(slices.Clone(m.Aliases), short)
	}
}

// bracketed returns the one or two words in capitals that stand in brackets at
// token i, or "".
func bracketed(d *extract.Doc, i int) string {
	if i >= len(d.Tokens) || d.Tokens[i].Text != "(" {
		return ""
	}
	for n := 1; n <= 2 && i+n+1 < len(d.Tokens); n++ {
		t := &d.Tokens[i+n]
		if t.Kind != extract.WordToken || t.Capitals != extract.AllCaps && (t.Capitals != extract.MixedCap || n > 1) {
			return ""
		}
		if d.Tokens[i+n+1].Text == ")" {
			return d.TokenText(i+1, i+n+1)
		}
	}
	return ""
}

func sharesInitial(d *extract.Doc, m *extract.Mention, short string) bool {
	first, _ := utf8.DecodeRuneInString(short)
	return slices.ContainsFunc(d.Tokens[m.First:m.End], func(t extract.Token) bool {
		r, _ := utf8.DecodeRuneInString(t.Text)
		return unicode.ToUpper(r) == first
	})
}
