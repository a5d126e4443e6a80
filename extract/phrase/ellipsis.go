package phrase

import (
	"slices"
	"strconv"

	"claimgraph/extract"
	"claimgraph/schema"
)

// maxEllipsis is how many sentences before an ordinal that stands alone the
// event may be that it counts on.
const maxEllipsis = 3

// elliptic adds the events that an ordinal alone stands for, "the second, on
// June 24": they are what the numbered or plural event before it in the block is.
func (h *heads) elliptic(d *extract.Doc, events []extract.Mention) []extract.Mention {
	if !h.Lexicon.Elliptic || len(events) == 0 {
		return events
	}
	var out []extract.Mention // those before token i, in order
	rest := events
	for s, sent := range d.Sentences {
		for i := sent.First; i < sent.End; i++ {
			for len(rest) > 0 && rest[0].First <= i {
				out, rest = append(out, rest[0]), rest[1:]
			}
			if m, ok := h.nextAlone(d, out, s, i); ok {
				out = append(out, m)
				continue
			}
			n, ordinal, used := h.Analyzer.Numeral(d, i)
			if used == 0 || !ordinal || n < 1 {
				continue
			}
			end := i + used
			if h.standsAlone(d, i, sent) && end < sent.End && (h.Lexicon.LastDeclines || h.leavesNoun(d, end)) {
				if a := h.countedOn(d, out, s, i); a != nil {
					out = append(out, h.numberedAs(d, a, i, end, amongSeveral(a, n)))
				}
			}
			i = end - 1
		}
	}
	out = append(out, rest...)
	slices.SortStableFunc(out, func(a, b extract.Mention) int { return a.First - b.First })
	return out
}

// nextAlone makes the mention of an event that a word alone stands for, which says
// only that it is another of the same kind: "Следующее назначено на 22 февраля".
func (h *heads) nextAlone(d *extract.Doc, before []extract.Mention, s, i int) (extract.Mention, bool) {
	sent := d.Sentences[s]
	if h.Lexicon.Definite || !slices.Contains(h.Lexicon.Next, d.Tokens[i].Lemma()) || i+1 >= sent.End || !h.standsAlone(d, i, sent) || !h.Lexicon.LastDeclines && !h.leavesNoun(d, i+1) {
		return extract.Mention{}, false
	}
	for _, e := range slices.Backward(before) {
		if s-d.SentenceOf(e.First) > maxEllipsis {
			break
		}
		if e.Kind != "negotiation_round" && e.Kind != "session" || d.Tokens[e.Head].Best().Gender != d.Tokens[i].Best().Gender {
			continue
		}
		m := h.numberedAs(d, &e, i, i+1, 0)
		delete(m.Args, "ordinal")
		if n, ordinal, used := h.Analyzer.Numeral(d, min(i+2, sent.End-1)); used > 0 && ordinal && n > 0 && d.Tokens[i+1].Text == "," {
			span := d.TokenSpan(i+2, i+2+used)
			m.Args["ordinal"] = []schema.Value{{Number: strconv.Itoa(n), Mention: schema.Mention{Span: span, Text: d.Text(span)}}}
		} else if of := e.Args["ordinal"]; h.Lexicon.LastDeclines && e.First >= sent.First && e.First == e.Head && len(of) == 1 {
			if n, err := strconv.Atoi(of[0].Number); err == nil { // "біріншісі ..., келесісі ..."
				m.Args["ordinal"] = []schema.Value{{Number: strconv.Itoa(n + 1), Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)}}}
			}
		}
		return m, true
	}
	return extract.Mention{}, false
}

// standsAlone reports whether an ordinal at token i may stand for an event: behind
// a determiner or, in a language without articles, where a clause or item begins; in
// one where it then says whose it is, "екіншісі", unless its owner stands before it.
func (h *heads) standsAlone(d *extract.Doc, i int, sent extract.Sentence) bool {
	if h.Lexicon.LastDeclines {
		owned := i > sent.First && d.Tokens[i-1].Best().Case == extract.Gen && h.group(&d.Tokens[i-1]) == nil && d.Tokens[i-1].Best().POS != extract.PRON
		return d.Tokens[i].Best().Possessor == 3 && !owned
	}
	if i > sent.First && h.Lexicon.articled(&d.Tokens[i-1]) {
		return true
	}
	if !h.Lexicon.AllDecline || !nominative(&d.Tokens[i]) {
		return false
	}
	if i == sent.First || d.Tokens[i-1].Kind == extract.MarkToken {
		return true
	}
	t := &d.Tokens[i-1]
	return h.Lexicon.joins[t.Lower] || slices.Contains(h.Lexicon.Next, t.Lemma())
}

// articled reports whether the word is a determiner or an article.
func (l *Lexicon) articled(t *extract.Token) bool { return l.determiner(t) || t.HasPOS(extract.DET) }

// leavesNoun reports whether no noun that an ordinal could number begins at i:
// there stand a verb, a mark, or a preposition of place and time.
func (h *heads) leavesNoun(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	if t.Kind == extract.MarkToken {
		return t.Text == "," || t.Text == ":" || t.Text == "(" || t.Text == "–" || t.Text == "—"
	}
	if at := d.MentionsAt(i); len(at) > 0 {
		return d.Mentions[at[0]].Type == "Date" && i > 0 && len(d.MentionsAt(i-1)) == 0
	}
	a := t.Best()
	return a.POS == extract.AUX || a.POS == extract.VERB && a.Form != extract.Inf || a.POS == extract.ADP && !slices.Contains(h.Lexicon.Genitive, t.Lower)
}

// countedOn returns the event before token i that an ordinal alone counts on: a
// numbered or plural one of the same block and near.
func (h *heads) countedOn(d *extract.Doc, events []extract.Mention, s, i int) *extract.Mention {
	for _, e := range slices.Backward(events) {
		if e.First >= i {
			continue
		}
		es := d.SentenceOf(e.First)
		if s-es > maxEllipsis || !h.Lexicon.AllDecline && d.Sentences[es].Block != d.Sentences[s].Block {
			return nil
		}
		several := plural(&d.Tokens[e.Head]) || h.Lexicon.AllDecline && h.counted(d, max(e.First-1, 0), e.Head) // "два раунда"
		if h.Lexicon.AllDecline && !several && d.Tokens[e.Head].Best().Gender != d.Tokens[i].Best().Gender {
			continue
		}
		if h.Lexicon.LastDeclines && h.countsOthers(d, e.End, i) {
			return nil
		}
		if (e.Kind == "negotiation_round" || e.Kind == "session") && (len(e.Args["ordinal"]) > 0 || several || h.countedBefore(d, e.First, e.Head) || h.repeated(d, e.End, i)) {
			return &e
		}
	}
	return nil
}

// amongSeveral returns the number of the nth of the events that a names by their
// numbers: the first of the second and third is the second.
func amongSeveral(a *extract.Mention, n int) int {
	several := a.Args["ordinal"]
	if len(several) < 2 || n > len(several) || slices.ContainsFunc(several, func(v schema.Value) bool { return v.Number == strconv.Itoa(n) }) {
		return n
	}
	if of, err := strconv.Atoi(several[n-1].Number); err == nil {
		return of
	}
	return n
}

// countedBefore reports whether a number directly before its noun counts an event,
// "келіссөздің үш раунды".
func (h *heads) countedBefore(d *extract.Doc, first, head int) bool {
	return head > first && h.counted(d, head-1, head)
}

// repeated reports whether the words from first to end tell how often something took
// place: "форум екі рет шақырылды".
func (h *heads) repeated(d *extract.Doc, first, end int) bool {
	return slices.ContainsFunc(d.Tokens[first:end], func(t extract.Token) bool { return slices.Contains(h.Lexicon.Repeats, t.Lower) })
}

// countsOthers reports whether a number in words counts other things between tokens
// first and end, on which an ordinal then counts: "екі құжатқа қол қойылды, біріншісі".
func (h *heads) countsOthers(d *extract.Doc, first, end int) bool {
	for j := first; j+1 < end; j++ {
		if d.Tokens[j].Kind == extract.WordToken && d.Tokens[j].HasPOS(extract.NUM) && h.counted(d, j, j+1) && d.Tokens[j+1].HasPOS(extract.NOUN) && h.group(&d.Tokens[j+1]) == nil && !slices.Contains(h.Lexicon.Repeats, d.Tokens[j+1].Lower) {
			return true
		}
	}
	return false
}

// numberedAs makes the mention of another event of a's kind by its number alone.
func (h *heads) numberedAs(d *extract.Doc, a *extract.Mention, first, end, n int) extract.Mention {
	m := *a
	m.First, m.End, m.Head = first, end, end-1
	m.Span = d.TokenSpan(first, end)
	m.Name, m.Aliases = d.Text(m.Span), nil // its own name: it is another event than a
	m.Args = map[schema.ArgName][]schema.Value{"ordinal": {{Number: strconv.Itoa(n), Mention: schema.Mention{Span: m.Span, Text: d.Text(m.Span)}}}}
	for _, arg := range []schema.ArgName{"name", "participant", "about"} {
		for _, v := range a.Args[arg] {
			v.Via = schema.ViaCoreference
			m.Args[arg] = append(m.Args[arg], v)
		}
	}
	return m
}
