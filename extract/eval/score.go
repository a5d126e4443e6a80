package eval

import (
	"cmp"
	"slices"

	"claimgraph/extract/rule"
	"claimgraph/schema"
)

// A Tally counts slot values.
type Tally struct {
	Hits int `json:"hits"`   // said and in the gold
	Gold int `json:"gold"`   // in the gold
	Said int `json:"system"` // said
}

func (t *Tally) add(hits, gold, said int) {
	t.Hits += hits
	t.Gold += gold
	t.Said += said
}

// Precision is the share of what was said that is right; 1 if nothing was said
// and nothing had to be.
func (t Tally) Precision() float64 {
	switch {
	case t.Said != 0:
		return float64(t.Hits) / float64(t.Said)
	case t.Gold == 0:
		return 1
	}
	return 0
}

// Recall is the share of the gold that was found; 1 if there is none.
func (t Tally) Recall() float64 {
	if t.Gold == 0 {
		return 1
	}
	return float64(t.Hits) / float64(t.Gold)
}

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Kind is what a [Note] tells of a claim.
type Kind string

const (
	Missed Kind = "missed" // no claim says what the gold says
	Wrong  Kind = "wrong"  // a claim says what the gold does not
	Partly Kind = "partly" // a claim and its gold differ in some values
)

// A Note tells of a claim that lost points.
type Note struct {
	Kind  Kind
	Gold  *Gold
	Claim *Claim        // of the gold; nil if Kind is Wrong
	Said  *schema.Claim // nil if Kind is Missed
}

// A Score is how well claims agree with gold. The claims of an article and its
// gold are aligned type by type so that the most slot values agree; a claim
// without a partner loses the precision of all its values, unless its modality
// is possible. Denied claims are left out.
type Score struct {
	Types     map[schema.ClaimType]*Tally
	Languages map[string]*Tally // by the gold's language
	All       Tally
	Articles  int
	// Empty counts the articles that say nothing that must be found,
	// FalseInEmpty the claims that were read from them and are not in the gold.
	Empty, FalseInEmpty int
	// Claims counts what was said, denied claims left out; BadEvidence those of
	// them that have no evidence or a quote that is not the text at its offsets.
	Claims, BadEvidence int
	Notes               []Note
	// Rules counts, for each rule, the claims that rest on it; those whose gold
	// is optional too, since what it says is right.
	Rules map[string]*rule.Count
}

// MeanF1 is the mean of the F1 of the claim types that occur.
func (s *Score) MeanF1() float64 {
	sum := 0.0
	for _, t := range s.types() {
		sum += s.Types[t].F1()
	}
	return sum / float64(max(len(s.Types), 1))
}

// types returns the claim types that occur, in the order of the report.
func (s *Score) types() []schema.ClaimType {
	var out []schema.ClaimType
	for i := range slots {
		if s.Types[slots[i].typ] != nil {
			out = append(out, slots[i].typ)
		}
	}
	return out
}

// NewScore returns the score of no article.
func NewScore() *Score {
	return &Score{Types: map[schema.ClaimType]*Tally{}, Languages: map[string]*Tally{}, Rules: map[string]*rule.Count{}}
}

// Add scores the claims read from one article, whose text is given, against its
// gold. Articles are added in any order; the notes keep it.
func (s *Score) Add(g *Gold, text string, claims []schema.Claim) {
	s.Articles++
	if !g.Required() {
		s.Empty++
	}
	said := map[schema.ClaimType][]*schema.Claim{}
	for i := range claims {
		c := &claims[i]
		if c.Modality == schema.Denied {
			continue
		}
		s.Claims++
		if !proved(c, text) {
			s.BadEvidence++
		}
		said[c.Type] = append(said[c.Type], c)
	}
	for i := range slots {
		s.addType(g, slots[i].typ, said[slots[i].typ])
	}
}

// proved reports whether a claim has evidence and every quote is the text at
// its offsets.
func proved(c *schema.Claim, text string) bool {
	return len(c.Evidence) > 0 && !slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool {
		return e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(text) || text[e.Span.Start:e.Span.End] != e.Quote
	})
}

func (s *Score) addType(g *Gold, typ schema.ClaimType, said []*schema.Claim) {
	var golds []*Claim
	for i := range g.Claims {
		if g.Claims[i].Type == typ {
			golds = append(golds, &g.Claims[i])
		}
	}
	systems := make([]*system, len(said))
	for i, c := range said {
		systems[i] = newSystem(c)
	}
	var t Tally
	pairedGold, pairedSaid := map[*Claim]bool{}, map[*system]bool{}
	for _, p := range align(golds, systems) {
		pairedGold[p.gold], pairedSaid[p.said] = true, true
		hits, need, n := compare(p.gold, p.said)
		s.credit(p.said.claim, hits, n)
		if p.gold.Optional {
			continue
		}
		t.add(hits, need, n)
		if hits < need || hits < n {
			s.Notes = append(s.Notes, Note{Partly, g, p.gold, p.said.claim})
		}
	}
	for _, c := range golds {
		if !pairedGold[c] && !c.Optional {
			t.Gold += c.hardValues()
			s.Notes = append(s.Notes, Note{Missed, g, c, nil})
		}
	}
	for _, c := range systems {
		if pairedSaid[c] || c.claim.Modality == schema.Possible {
			continue
		}
		n := max(c.values(), 1)
		t.Said += n
		s.credit(c.claim, 0, n)
		s.Notes = append(s.Notes, Note{Wrong, g, nil, c.claim})
		if !g.Required() {
			s.FalseInEmpty++
		}
	}
	if t == (Tally{}) {
		return
	}
	grow(s.Types, typ).add(t.Hits, t.Gold, t.Said)
	grow(s.Languages, g.Language).add(t.Hits, t.Gold, t.Said)
	s.All.add(t.Hits, t.Gold, t.Said)
}

func grow[K comparable, V any](m map[K]*V, key K) *V {
	if m[key] == nil {
		m[key] = new(V)
	}
	return m[key]
}

// credit counts a claim for each rule that it rests on.
func (s *Score) credit(c *schema.Claim, right, said int) {
	var rules []string
	for _, e := range c.Evidence {
		if e.Rule != "" {
			rules = append(rules, e.Rule)
		}
	}
	slices.Sort(rules)
	for _, name := range slices.Compact(rules) {
		r := grow(s.Rules, name)
		r.Claims++
		r.Right += right
		r.Said += said
	}
}

// hardValues counts the values without which the claim is not found whole.
func (c *Claim) hardValues() int {
	n := 0
	for _, slot := range c.Slots {
		if !slot.Soft {
			n += len(slot.Values)
		}
	}
	return n
}

// A system is a claim that was read, with its values' forms.
type system struct {
	claim *schema.Claim
	args  map[schema.ArgName][]forms
}

func newSystem(c *schema.Claim) *system {
	s := &system{c, map[schema.ArgName][]forms{}}
	for _, arg := range scored(c.Type) {
		for _, v := range c.Args[arg] {
			s.args[arg] = append(s.args[arg], formsOfValue(v))
		}
	}
	return s
}

// values counts what is scored of the claim if it is wrong.
func (s *system) values() int {
	n := 0
	for arg, values := range s.args {
		if arg != "quote" {
			n += len(values)
		}
	}
	return n
}

// compare returns how many slot values of an aligned pair agree, and how many
// the gold and the claim have.
func compare(gold *Claim, said *system) (hits, need, n int) {
	chairs := gold.Slots["chair"].Values
	for _, arg := range scored(gold.Type) {
		slot, filled := gold.Slots[arg]
		if filled && len(slot.Values) == 0 || arg == "quote" {
			continue // any value will do
		}
		got := said.args[arg]
		if arg == "participant" {
			// A chair is a participant and need not be listed as one.
			got = slices.DeleteFunc(slices.Clone(got), func(g forms) bool { return agreesWithAny(g, chairs) })
		}
		found, again := match(got, slot.Values)
		hits += found
		n += len(got) - again
		if slot.Soft {
			need += found
		} else {
			need += len(slot.Values)
		}
	}
	return hits, need, n
}

// match counts the values that are in the gold, each gold value once, and those
// that repeat one under another name.
func match(got []forms, gold []Alternatives) (found, again int) {
	left := slices.Clone(gold)
	for _, g := range got {
		if i := slices.IndexFunc(left, func(a Alternatives) bool { return agree(g, a.forms) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			found++
		} else if agreesWithAny(g, gold) {
			again++
		}
	}
	return found, again
}

func agreesWithAny(g forms, gold []Alternatives) bool {
	return slices.ContainsFunc(gold, func(a Alternatives) bool { return agree(g, a.forms) })
}

// aboutTheSame reports whether a pair agrees on what the claim is about: on one
// key slot, where the gold fills any.
func aboutTheSame(gold *Claim, said *system) bool {
	filled := false
	for _, arg := range keysOf(gold.Type) {
		values := gold.Slots[arg].Values
		filled = filled || len(values) > 0
		if slices.ContainsFunc(said.args[arg], func(g forms) bool { return agreesWithAny(g, values) }) {
			return true
		}
	}
	return !filled
}

// compareNotes orders notes by article, for listings.
func compareNotes(a, b Note) int { return cmp.Compare(a.Gold.Base(), b.Gold.Base()) }
