package ru

import (
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// Nominative returns the noun phrase [first, end) with its head and what agrees
// with it in the nominative of the same number; the rest stays as it stands.
func (a *Analyzer) Nominative(d *extract.Doc, first, end, head int) string {
	if first < 0 || end > len(d.Tokens) || first >= end {
		return ""
	}
	if head < first || head >= end {
		return d.TokenText(first, end)
	}
	s := a.pool.Get().(*scratch)
	defer a.pool.Put(s)
	s.readings = s.readings[:0]
	// ends[k] is the end of the readings of token first+k.
	ends := make([]int, 0, head-first+1)
	for i := first; i <= head; i++ {
		a.appendReadings(s, &d.Tokens[i], a.contextIn(d, i))
		ends = append(ends, len(s.readings))
	}
	of := func(i int) []reading {
		k := i - first
		if k == 0 {
			return s.readings[:ends[0]]
		}
		return s.readings[ends[k-1]:ends[k]]
	}
	best := headReading(&d.Tokens[head], of, first, head)
	if best == nil {
		return d.TokenText(first, end)
	}
	if r := a.lastPart(s, d, first, head); r != nil && best.guessed {
		best = r
	}
	noun, number := best.tag, best.tag.Number()
	if noun.Has(morph.Fixed | morph.Abbr) {
		noun = anyGender(noun)
	}
	gender := genderOf(noun, of, first, head)
	words := make([]string, 0, end-first)
	for i := first; i < end; i++ {
		text := d.Tokens[i].Text
		switch {
		case i == head:
			text = recase(a.nominativeOf(extract.FoldYo(d.Tokens[i].Lower), best, gender, number), text)
		case i < head:
			if m := agreeingReading(of(i), noun); m != nil {
				text = a.nominativeModifier(d.Tokens[i], m, gender, number)
			}
		}
		words = append(words, text)
	}
	return spaced(d, first, words)
}

// lastPart reads an unknown name in quotation marks by the common noun that it ends in,
// «Кызылводоканала» as водоканал; nil if it ends in none. Behind a noun for a person a
// name is in the genitive, elsewhere rather as it stands if that can be a nominative.
func (a *Analyzer) lastPart(s *scratch, d *extract.Doc, first, head int) *reading {
	const leastHead, leastPart = 2 * 2, 2 * 4 // bytes of Cyrillic letters
	if first != head || first == 0 || closing[d.Tokens[first-1].Text] == "" {
		return nil
	}
	governed := first > 1 && d.Tokens[first-2].Best().Animate && d.Tokens[first-2].Sentence == d.Tokens[first].Sentence
	word := extract.FoldYo(d.Tokens[head].Lower)
	from := len(s.readings)
	for n := range word {
		if n < leastHead || n+leastPart > len(word) {
			continue
		}
		a.appendKnown(s, word, n, context{})
		var best *reading
		for k := range s.readings[from:] {
			r := &s.readings[from+k]
			if r.tag.POS() != extract.NOUN || r.tag.Name() != 0 || r.tag.Number() == extract.Plur {
				continue
			}
			switch {
			case r.tag.Case() == extract.Nom && !governed:
				return nil
			case r.tag.Case() == extract.Gen && governed, best == nil && r.tag.Case() != extract.Nom:
				best = r
			}
		}
		if len(s.readings) > from {
			return best
		}
	}
	return nil
}

// anyGender takes the gender off an abbreviation: it is that of its modifiers.
func anyGender(t morph.Tag) morph.Tag { return t &^ (3 << 10) }

// genderOf returns the gender of the noun, or if it has none that of its
// modifiers, the masculine where they may be of several.
func genderOf(noun morph.Tag, of func(int) []reading, first, head int) extract.Gender {
	gender := noun.Gender()
	for i := first; i < head && noun.Gender() == 0 && gender != extract.Masc; i++ {
		for _, r := range of(i) {
			if r.tag.Attributive() && agree(r.tag, noun) && (gender == 0 || r.tag.Gender() == extract.Masc) {
				gender = r.tag.Gender()
			}
		}
	}
	return gender
}

// nominativeModifier returns the modifier read as m in the nominative.
func (a *Analyzer) nominativeModifier(t extract.Token, m *reading, gender extract.Gender, number extract.Number) string {
	word := extract.FoldYo(t.Lower)
	if t.Kind == extract.MixedToken {
		figures, _ := cutFigure(word)
		if number == extract.Plur {
			gender = 0
		}
		return figures + "-" + nominativeEnding(morph.NewTag(extract.Analysis{Gender: gender, Number: number}))
	}
	return recase(a.nominativeOf(word, m, gender, number), t.Text)
}

// contextIn returns the context of token i in its sentence.
func (a *Analyzer) contextIn(d *extract.Doc, i int) context {
	first, end := i, i+1
	for first > 0 && first > i-2 && d.Tokens[first-1].Sentence == d.Tokens[i].Sentence {
		first--
	}
	for end < len(d.Tokens) && end < i+2 && d.Tokens[end].Sentence == d.Tokens[i].Sentence {
		end++
	}
	return a.contextOf(d.Tokens[first:end], i-first)
}

// headReading returns the reading of the head that the most modifiers agree
// with, the likelier by the token's analyses where there are several; nil if the
// head has no case.
func headReading(t *extract.Token, of func(int) []reading, first, head int) *reading {
	const perModifier, perRank = 300, 40
	noun := slices.ContainsFunc(of(head), func(r reading) bool { return r.tag.Nominal() && !r.tag.Attributive() })
	var best *reading
	most := int32(-1 << 30)
	rs := of(head)
	for k := range rs {
		r := &rs[k]
		if !r.tag.Nominal() {
			continue
		}
		score := r.prior / 10
		if noun && r.tag.Attributive() {
			score -= perModifier / 2
		}
		for i := first; i < head; i++ {
			if agreeingReading(of(i), r.tag) != nil {
				score += perModifier
			}
		}
		score -= perRank * int32(rankOf(t, r))
		if score > most {
			best, most = r, score
		}
	}
	return best
}

// rankOf returns the index of the token's analysis that says what r does.
func rankOf(t *extract.Token, r *reading) int {
	an := r.tag.Analysis("")
	for i := range t.Analyses {
		b := t.Analyses[i]
		b.Lemma, b.Guessed = "", false
		if b == an {
			return i
		}
	}
	return len(t.Analyses)
}

// agreeingReading returns the first of a modifier's readings that agrees with a
// noun, or nil.
func agreeingReading(rs []reading, noun morph.Tag) *reading {
	for k := range rs {
		if rs[k].tag.Attributive() && agree(rs[k].tag, noun) {
			return &rs[k]
		}
	}
	return nil
}

// spaced joins the words that stand for the tokens from first on with what
// stands between those in the text.
func spaced(d *extract.Doc, first int, words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			gap := d.Article.Text[d.Tokens[first+i-1].Span.End:d.Tokens[first+i].Span.Start]
			if strings.TrimSpace(gap) == "" && gap != "" {
				gap = " "
			}
			b.WriteString(gap)
		}
		b.WriteString(w)
	}
	return b.String()
}
