package layout

import (
	"maps"
	"slices"

	"claimgraph/extract"
)

// clear is how many words, function words counted twice, must speak for a
// line's language, and how many times more for it than for another, so that a
// quoted title or a row of foreign names makes no passage.
const clear = 12

// markForeign settles the lines that are not in the language to be laid out as
// Foreign, and returns their languages, sorted. A line whose words do not tell
// is in the language of the lines around it that do, if they agree, else in the
// article's own.
func markForeign(ls []line, own, language string) []string {
	told := make([]string, len(ls))
	for i := range ls {
		if ls[i].kind != extract.Chrome {
			told[i] = passageLanguage(ls[i].text)
		}
	}
	others := map[string]bool{}
	for i := range ls {
		if ls[i].kind == extract.Chrome {
			continue
		}
		in := told[i]
		if before, after := nearest(told[:i], true), nearest(told[i+1:], false); in == "" && before == after {
			in = before
		}
		if in == "" {
			in = own
		}
		if in != language {
			ls[i].settle(extract.Foreign)
			others[in] = true
		}
	}
	return slices.Sorted(maps.Keys(others))
}

// nearest returns the last or the first language that lines tell, or "".
func nearest(told []string, last bool) string {
	for i := range told {
		if last {
			i = len(told) - 1 - i
		}
		if told[i] != "" {
			return told[i]
		}
	}
	return ""
}

// passageLanguage returns the language that a line is clearly in, or "".
func passageLanguage(text string) string {
	v := count(text)
	best, second := v.ru, v.kk
	switch {
	case v.latin > 4*v.cyrillic:
		best, second = v.en, v.kkLatin
	case v.cyrillic < 4*v.latin:
		return ""
	}
	if best < second {
		best, second = second, best
	}
	if best < clear || best < 3*second {
		return ""
	}
	return v.winner()
}
