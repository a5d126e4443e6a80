package ru

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// A namePart is a word of a personal name.
type namePart struct {
	token      int
	start, end int // of the part in the folded word: names with hyphens have several
	hyps       []hypothesis
	role       roles
	last       bool // the last part of the word
	iota       bool // it ends in -и
}

// PersonName returns the nominative of the personal name [first, end). All its
// words that change are taken to stand in one case, which with the gender is the
// one that makes the likeliest name.
func (a *Analyzer) PersonName(d *extract.Doc, first, end int) string {
	if first < 0 || end > len(d.Tokens) || first >= end {
		return ""
	}
	parts := a.nameParts(d, first, end)
	assignRoles(parts)
	a.addEvidence(d, first, end, parts)
	bias := a.caseBias(d, first, parts)
	woman, subject := ofWoman(d, first), subjectOf(d, first, end)
	var best []int
	most := int32(-1 << 30)
	for cs := extract.Nom; cs <= extract.Loc; cs++ {
		if cs == extract.Abl {
			continue
		}
		for _, g := range []extract.Gender{extract.Masc, extract.Fem} {
			chosen, score := choose(parts, cs, g)
			if cs == extract.Nom && g == subject {
				score += ofSubject
			}
			switch {
			case woman && g == extract.Masc:
				score -= disagrees
			case g == extract.Fem && !woman:
				score -= fewerWomen
			}
			if score += bias[cs]; score > most {
				best, most = chosen, score
			}
		}
	}
	return a.spell(d, first, end, parts, best)
}

// fewerWomen decides where nothing else does: the news names more men.
const fewerWomen = 15

// ofSubject is what a name gains in the nominative beside a verb that has it for its
// subject, it seems.
const ofSubject = 100

// subjectOf returns the gender of the verb in the past tense whose subject the name
// [first, end) seems to be, or 0: a feminine one right beside it, "заявила Нурай Асан",
// a masculine one behind what opens the sentence, or before it with no other subject,
// "об этом заявил Антониу Кошта".
func subjectOf(d *extract.Doc, first, end int) extract.Gender {
	for _, i := range [...]int{end, first - 1} {
		if i < 0 || i >= len(d.Tokens) || d.Tokens[i].Sentence != d.Tokens[first].Sentence {
			continue
		}
		a := d.Tokens[i].Best()
		passive := a.Form == extract.Part && a.Short && a.Gender == extract.Fem // "избрана Нурай Асан"
		if a.POS != extract.VERB || a.Form != extract.Fin && !passive || a.Tense != extract.Past || a.Number != extract.Sing {
			continue
		}
		if i == end && first > 0 && titleBefore(d, first) == nil && ofSomebody(d, first-1) {
			return 0 // "супруга Ерлана Сабитова открыла ..."
		}
		if a.Gender == extract.Masc && (i == end && !d.StartsSentence(first) || i < first && hasSubject(d, i)) {
			return 0
		}
		return a.Gender
	}
	return 0
}

// ofSomebody reports whether the word at token i is a noun for a person that may be the
// subject and own the name behind it, one that is no title.
func ofSomebody(d *extract.Doc, i int) bool {
	a := d.Tokens[i].Best()
	return d.Tokens[i].Sentence == d.Tokens[i+1].Sentence && a.POS == extract.NOUN && a.Animate && a.Case == extract.Nom && a.Number == extract.Sing
}

// hasSubject reports whether a word of the clause before the masculine verb at token i
// may be its subject: "президент принял ...", and not "договор подписал ...".
func hasSubject(d *extract.Doc, i int) bool {
	for j := i - 1; j >= 0 && d.Tokens[j].Sentence == d.Tokens[i].Sentence && d.Tokens[j].Text != ","; j-- {
		t := &d.Tokens[j]
		a := t.Best()
		noun := a.POS == extract.NOUN || a.POS == extract.PROPN || a.POS == extract.PRON
		object := slices.ContainsFunc(t.Analyses, func(b extract.Analysis) bool { return b.Case == extract.Acc && !b.Animate })
		if noun && a.Case == extract.Nom && a.Number != extract.Plur && (a.Gender == extract.Masc || a.Gender == 0) && !object || t.Capitals == extract.AllCaps {
			return true
		}
	}
	return false
}

// spell writes the name with the chosen hypothesis of each part.
func (a *Analyzer) spell(d *extract.Doc, first, end int, parts []namePart, chosen []int) string {
	words := make([]string, end-first)
	for i := range words {
		words[i] = d.Tokens[first+i].Text
	}
	for k := 0; k < len(parts); {
		t := &d.Tokens[parts[k].token]
		word := extract.FoldYo(t.Lower)
		var b strings.Builder
		at := 0
		i := parts[k].token
		for ; k < len(parts) && parts[k].token == i; k++ {
			p := &parts[k]
			b.WriteString(word[at:p.start])
			piece := word[p.start:p.end]
			if h := chosen[k]; h >= 0 {
				piece = p.hyps[h].nominative(piece)
			}
			// Capitals and ё come part by part, since lengths differ.
			b.WriteString(recase(piece, sameBytes(t, p.start, p.end)))
			at = p.end
		}
		b.WriteString(word[at:])
		words[i-first] = b.String()
	}
	return spaced(d, first, words)
}

// sameBytes returns the part of the token's text that is at these bytes of its
// folded form; all of it if folding changed lengths.
func sameBytes(t *extract.Token, start, end int) string {
	if len(t.Text) != len(t.Lower) {
		return t.Text
	}
	return t.Text[start:end]
}

// nameParts returns the words of a name that may change, without initials and
// particles.
func (a *Analyzer) nameParts(d *extract.Doc, first, end int) []namePart {
	var parts []namePart
	for i := first; i < end; i++ {
		t := &d.Tokens[i]
		word := extract.FoldYo(t.Lower)
		if t.Kind != extract.WordToken || utf8.RuneCountInString(word) == 1 || len(t.Text) != len(word) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(word); !isCyrillic(r) {
			continue
		}
		if a.words.particles.Has(word) && (i > first && i+1 < end || a.words.lastParticles.Has(word) && i > first) ||
			t.Capitals == extract.Lower && a.words.particles.Has(word) {
			continue
		}
		at := 0
		for piece := range strings.SplitSeq(word, "-") {
			p := namePart{token: i, start: at, end: at + len(piece), last: at+len(piece) == len(word), iota: strings.HasSuffix(piece, "и")}
			at = p.end + 1
			if p.start < p.end {
				p.hyps = slices.Clone(a.hypotheses(piece))
				parts = append(parts, p)
			}
		}
	}
	return parts
}

// assignRoles tells which part of the name each word is likely to be: the last
// is the surname, a patronymic follows a given name; a lone word is a surname.
func assignRoles(parts []namePart) {
	if len(parts) == 0 {
		return
	}
	lastToken := parts[len(parts)-1].token
	patronymicLast := false
	for k := range parts {
		p := &parts[k]
		switch {
		case p.token == lastToken:
			p.role = surnameRole
			patronymicLast = len(parts) > 1 && knownAs(p.hyps, patronymicRole)
		case k > 0 && knownAs(p.hyps, patronymicRole):
			p.role = patronymicRole
		default:
			p.role = givenRole
		}
	}
	first := &parts[0]
	if lastToken == first.token {
		if knownAs(first.hyps, givenRole) && !knownAs(first.hyps, surnameRole) {
			first.role = givenRole
		}
		return
	}
	if patronymicLast {
		parts[len(parts)-1].role = patronymicRole
	}
	// "Иванов Иван": the surname stands first.
	surnameFirst := knownAs(first.hyps, surnameRole) && !knownAs(first.hyps, givenRole)
	givenLast := knownAs(parts[len(parts)-1].hyps, givenRole) && !knownAs(parts[len(parts)-1].hyps, surnameRole)
	if surnameFirst && (givenLast || patronymicLast) {
		for k := range parts {
			if parts[k].token == first.token {
				parts[k].role = surnameRole
			} else if parts[k].role == surnameRole {
				parts[k].role = givenRole
			}
		}
	}
}

// knownAs reports whether the dictionary or the list of names has the word in
// the role.
func knownAs(hs []hypothesis, r roles) bool {
	for i := range hs {
		if hs[i].roles&r != 0 && (hs[i].known || hs[i].listed) {
			return true
		}
	}
	return false
}

// choose picks for each part its best hypothesis in the case and gender, -1 for
// none, and adds their scores up.
func choose(parts []namePart, cs extract.Case, g extract.Gender) (chosen []int, score int32) {
	chosen = make([]int, len(parts))
	for k := range parts {
		p := &parts[k]
		chosen[k] = -1
		most := int32(-500)
		for i := range p.hyps {
			h := &p.hyps[i]
			if h.cs != cs || h.gender != 0 && h.gender != g {
				continue
			}
			if w := weigh(p, h, cs, g); w > most {
				chosen[k], most = i, w
			}
		}
		if i, w := unbent(p, g, k == len(parts)-1); cs != extract.Nom && w > most {
			chosen[k], most = i, w
		}
		score += most
	}
	return chosen, score
}

// unbent returns the hypothesis by which a part stands in the nominative before
// others that change, as may the first part of "Касым-Жомартом" and the syllables
// of "Ким Сон Гука".
func unbent(p *namePart, g extract.Gender, last bool) (best int, most int32) {
	const syllable = 2 * 4
	cost := int32(40)
	switch {
	case !p.last:
	case !last && p.end-p.start <= syllable:
		cost = 10
	default:
		return -1, -1 << 30
	}
	best, most = -1, -1<<30
	for i := range p.hyps {
		h := &p.hyps[i]
		if h.cs == extract.Nom && (h.gender == 0 || h.gender == g) && !h.fixed && h.score-cost > most {
			best, most = i, h.score-cost
		}
	}
	return best, most
}

// weigh is the score of a hypothesis for a part in its role.
func weigh(p *namePart, h *hypothesis, cs extract.Case, g extract.Gender) int32 {
	w := h.score
	if h.roles&p.role == 0 {
		if p.role == patronymicRole {
			w -= 60
		} else {
			w -= 150
		}
	}
	soft := !h.known && !h.listed && !h.fixed
	switch {
	case soft && p.role == givenRole && h.gender == 0 && g == extract.Masc:
		w -= 80 // few men have given names in -а
	case soft && p.role == surnameRole && h.gender == 0 && cs == extract.Nom:
		w -= 40 // and few surnames end so
	case soft && p.role == surnameRole && h.gender == 0 && strings.HasSuffix(h.ending, "я") && h.ending != "ия", soft && p.role == surnameRole && h.gender == 0 && p.iota:
		w -= 40 // in -и more do not change than are forms of those in -а, -я
	}
	return w
}

// caseBias returns what the text around a name says of its case: the likeliest
// analyses of its words, and the preposition before it.
func (a *Analyzer) caseBias(d *extract.Doc, first int, parts []namePart) (bias [9]int32) {
	const analysed, ungoverned = 40, 200
	bias = [9]int32{extract.Nom: 10, extract.Dat: -10, extract.Acc: -5, extract.Ins: -5, extract.Loc: -30}
	if len(parts) == 0 {
		return bias
	}
	before := first > 0 && d.Tokens[first-1].Sentence == d.Tokens[first].Sentence
	last := parts[len(parts)-1].token
	after := last+1 < len(d.Tokens) && d.Tokens[last+1].Sentence == d.Tokens[last].Sentence
	if before || after {
		for k := range parts {
			if !parts[k].last {
				continue
			}
			if t := &d.Tokens[parts[k].token]; !unchanging(t) && int(t.Best().Case) < len(bias) {
				bias[t.Best().Case] += analysed
			}
		}
	}
	if before {
		if an := d.Tokens[first-1].Best(); an.POS == extract.VERB && an.Form == extract.Fin && an.Number == extract.Plur && !(after && d.Tokens[last+1].HasPOS(extract.CCONJ)) {
			bias[extract.Nom] -= disagrees // "передали Антониу Коште"
		}
		if g, ok := a.words.government(d.Tokens[first-1].Lower); ok {
			for cs := range g {
				if g[cs] == 0 {
					bias[cs] -= ungoverned
				}
			}
			if g[extract.Loc] > 0 {
				bias[extract.Loc] = 0 // rare only without a preposition
			}
		}
	}
	a.titleBias(d, first, &bias)
	return bias
}

// unchanging reports whether the likeliest reading of a word is a form that stands for
// several cases: which one it was given tells nothing.
func unchanging(t *extract.Token) bool {
	best := t.Best()
	return best.Case == 0 || best.Lemma == t.Lower && slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool {
		return a.POS == best.POS && a.Lemma == best.Lemma && a.Gender == best.Gender && a.Number == best.Number && a.Case != best.Case && a.Case != 0
	})
}

// titleBias tells from the case of a title before the name which cases the name
// cannot be in. An instrumental tells nothing: it is rather what somebody becomes.
func (a *Analyzer) titleBias(d *extract.Doc, first int, bias *[9]int32) {
	m := titleBefore(d, first)
	if m == nil {
		return
	}
	var cases [9]bool
	for _, an := range d.Tokens[m.Head].Analyses {
		if best := d.Tokens[m.Head].Best(); best.Animate && !an.Animate && an.POS == extract.NOUN {
			continue // "посол" is also a salting
		}
		if an.Number == extract.Plur || an.POS != extract.NOUN && an.Form != extract.Part { // "исполняющая обязанности мэра Анна"
			continue
		}
		if an.Case == extract.Ins && !(m.First > 0 && d.Tokens[m.First-1].HasPOS(extract.ADP)) { // else "с министром"
			return
		}
		cases[an.Case] = true
	}
	for cs := extract.Nom; cs <= extract.Loc; cs++ {
		if !cases[cs] && cases != [9]bool{} {
			bias[cs] -= disagrees
		}
	}
}

// disagrees is what a name loses that disagrees with the title before it.
const disagrees = 120

// titleBefore returns the post that ends where the name begins at token first, or nil.
func titleBefore(d *extract.Doc, first int) *extract.Mention {
	for i := first - 1; i >= 0 && i > first-12; i-- {
		for _, k := range d.MentionsAt(i) {
			if m := &d.Mentions[k]; m.Type == "Role" && m.End == first {
				return m
			}
		}
	}
	return nil
}

// ofWoman reports whether a modifier of the title before the name at token first
// tells that it is a woman's: "новая директор Нурай Асан".
func ofWoman(d *extract.Doc, first int) bool {
	m := titleBefore(d, first)
	if m == nil {
		return false
	}
	for i := max(m.First-1, 0); i <= m.Head; i++ {
		a := d.Tokens[i].Best()
		if isModifier(&a) && a.Case == extract.Nom && a.Number == extract.Sing && a.Gender == extract.Fem && d.Tokens[i].Sentence == d.Tokens[first].Sentence {
			return true
		}
	}
	return false
}

// near bounds how far around a name, in tokens, its other forms are looked for.
const near = 3000

// addEvidence raises the hypotheses whose nominative explains the other forms of
// the name in the document: "Кошты" and "Коштой" are of "Кошта", not of "Кошт".
func (a *Analyzer) addEvidence(d *extract.Doc, first, end int, parts []namePart) {
	const perForm, most = 60, 6
	for k := range parts {
		p := &parts[k]
		word := extract.FoldYo(d.Tokens[p.token].Lower)[p.start:p.end]
		stem := stemOf(word)
		if stem == "" || !p.last || p.start > 0 {
			continue
		}
		var seen []string
		for i := max(first-near, 0); i < min(end+near, len(d.Tokens)) && len(seen) < most; i++ {
			t := &d.Tokens[i]
			if t.Capitals != extract.Capital || i >= first && i < end || !strings.HasPrefix(t.Lower, stem) {
				continue
			}
			other := extract.FoldYo(t.Lower)
			if other == word || len(other) > len(word)+8 || slices.Contains(seen, other) {
				continue
			}
			seen = append(seen, other)
			a.explain(p, word, other, perForm)
		}
	}
}

// stemOf returns what all forms of a name have in common at least, or "" if it
// is too short to tell.
func stemOf(word string) string {
	const ending, least = 3, 3 // letters
	n := utf8.RuneCountInString(word)
	keep := max(n-ending, least)
	if keep > n {
		return ""
	}
	for i := range word {
		if keep == 0 {
			return word[:i]
		}
		keep--
	}
	return word
}

// explain raises the hypotheses of p that have the other form's nominative.
func (a *Analyzer) explain(p *namePart, word, other string, bonus int32) {
	theirs := a.hypotheses(other)
	for i := range p.hyps {
		h := &p.hyps[i]
		for k := range theirs {
			o := &theirs[k]
			if !o.fixed && o.score > -100 && o.nominative(other) == h.nominative(word) && (o.gender == h.gender || o.gender == 0 || h.gender == 0) {
				h.score += bonus
				break
			}
		}
	}
}
