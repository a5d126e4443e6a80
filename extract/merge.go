package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A merger makes one claim of the passages of an article that say the same.
type merger struct {
	model *schema.Model
	doc   *Doc
}

// merge returns the claims with those about one thing made one. Passages
// become one claim only if modality and, where both have one, speaker agree.
func (m *merger) merge(claims []schema.Claim) []schema.Claim {
	slices.SortStableFunc(claims, func(a, b schema.Claim) int {
		return cmp.Or(a.Evidence[0].Span.Compare(b.Evidence[0].Span), rank(&a)-rank(&b), eventAt(&a)-eventAt(&b))
	})
	m.assignSpeakers(claims)
	claims = m.fold(claims, m.sameMention)
	claims = m.anaphora(claims)
	claims = m.fold(claims, m.sameThing)
	claims = m.foldTakings(claims)
	m.nameSittings(claims)
	withoutOwnBody(claims)
	claims = m.foldLeads(claims)
	m.complete(claims)
	m.completeListed(claims)
	m.withoutPlans(claims)
	return m.decided(claims)
}

// withoutPlans takes from announcements that were made the days behind the article's
// own: they belong to what is announced.
func (m *merger) withoutPlans(claims []schema.Claim) {
	today := m.doc.Reference
	if today.IsZero() {
		return
	}
	for i := range claims {
		c := &claims[i]
		if c.Type != "announcement" || planned(c) || len(c.Args["time"]) == 0 {
			continue
		}
		if first, _ := c.Args["time"][0].Time.Bounds(); first.Compare(today) > 0 {
			delete(c.Args, "time")
		}
	}
}

// rank puts behind the others of its sentence what only adds to one of them: who
// chaired "it".
func rank(c *schema.Claim) int {
	if unnamed(c) {
		return 1
	}
	return 0
}

// eventAt is where the sitting or round that a claim is about is named, 0 for other
// claims: of several in one sentence the last told is that named last.
func eventAt(c *schema.Claim) int {
	if self := c.Args["self"]; (c.Type == "session" || c.Type == "negotiation_round") && len(self) > 0 {
		return self[0].Mention.Span.Start
	}
	return 0
}

// fold joins each claim to the first before it for which same holds.
func (m *merger) fold(claims []schema.Claim, same func(a, b *schema.Claim) bool) []schema.Claim {
	var out []schema.Claim
next:
	for i := range claims {
		for j := range out {
			if out[j].Type == claims[i].Type && agree(&out[j], &claims[i]) && same(&out[j], &claims[i]) {
				m.join(&out[j], &claims[i])
				continue next
			}
		}
		out = append(out, claims[i])
	}
	return out
}

// agree reports whether two passages are put forward alike: what the article says
// itself and what it lets somebody say is one thing.
func agree(a, b *schema.Claim) bool {
	if a.Modality != b.Modality {
		return false
	}
	return a.Speaker == nil || b.Speaker == nil || a.Speaker.Entity.Name == b.Speaker.Entity.Name
}

// sameMention holds for claims that two rules read off one and the same
// mention of an event or agreement, or with the same values.
func (m *merger) sameMention(a, b *schema.Claim) bool {
	if va, vb := a.Args["value"], b.Args["value"]; a.Type == "quantity" && len(va) > 0 && len(vb) > 0 && va[0].Mention.Span == vb[0].Mention.Span {
		return true // one figure, by whatever rule it was read
	}
	sa, sb := a.Args["self"], b.Args["self"]
	if len(sa) > 0 && len(sb) > 0 {
		return sa[0].Mention.Span == sb[0].Mention.Span && m.compatible(a, b) || m.covers(a, b) || m.covers(b, a)
	}
	return m.covers(a, b) || m.covers(b, a)
}

// covers reports whether a has every value of b at the same place.
func (m *merger) covers(a, b *schema.Claim) bool {
	shared := 0
	for arg, values := range b.Args {
		if arg == "self" || arg == "status" {
			continue
		}
		for _, v := range values {
			if !slices.ContainsFunc(a.Args[arg], func(w schema.Value) bool {
				return w.Mention.Span == v.Mention.Span && w.Lexical() == v.Lexical()
			}) {
				return false
			}
			shared++
		}
	}
	return shared > 0 && m.compatible(a, b)
}

// compatible reports whether no single-valued argument differs. A date that
// refines another does not differ from it.
func (m *merger) compatible(a, b *schema.Claim) bool {
	def := m.model.Claim(a.Type)
	for arg, values := range a.Args {
		other := b.Args[arg]
		if arg == "self" || len(values) == 0 || len(other) == 0 || def.Arg(arg) == nil || def.Arg(arg).Many {
			continue
		}
		v, w := values[0], other[0]
		if !v.Time.IsZero() && (v.Time.Refines(w.Time) || w.Time.Refines(v.Time)) {
			continue
		}
		if arg == schema.Status && (v.Text == "ongoing" && w.Text == "occurred" || v.Text == "occurred" && w.Text == "ongoing") {
			continue // what opened this morning goes on
		}
		if !sameValue(v, w) {
			return false
		}
	}
	return true
}

func sameValue(v, w schema.Value) bool {
	if v.Entity != nil && w.Entity != nil {
		if v.Entity.Known != "" || w.Entity.Known != "" {
			return v.Entity.Known == w.Entity.Known
		}
		return v.Entity.Name == w.Entity.Name || v.Entity.Type == w.Entity.Type && named[v.Entity.Type] && shortened(v.Entity.Name, w.Entity.Name)
	}
	return v.Lexical() == w.Lexical()
}

// named are the types of things that an article calls by shorter names too.
var named = map[schema.EntityType]bool{"Organization": true, "Event": true, "Agreement": true}

// shortened reports whether one of two names is the other less some words: "the
// lake commission" of "the joint lake commission". One word alone is no name.
func shortened(a, b string) bool {
	long, short := strings.Fields(schema.FoldName(a)), strings.Fields(schema.FoldName(b))
	if len(long) < len(short) {
		long, short = short, long
	}
	if len(short) < 2 {
		return false
	}
	for _, w := range long {
		if len(short) > 0 && w == short[0] {
			short = short[1:]
		}
	}
	return len(short) == 0
}

// fuller reports whether v is what w calls by a shorter name: "the Southern Reef
// Commission" below a headline's "Reef commission".
func fuller(v, w schema.Value) bool {
	return v.Entity != nil && w.Entity != nil && v.Entity.Known == "" && w.Entity.Known == "" && v.Entity.Type == w.Entity.Type && named[v.Entity.Type] &&
		len(v.Entity.Name) > len(w.Entity.Name) && v.Via == "" && shortened(v.Entity.Name, w.Entity.Name)
}

func overlap(a, b []schema.Value) bool {
	return slices.ContainsFunc(a, func(v schema.Value) bool {
		return slices.ContainsFunc(b, func(w schema.Value) bool { return sameValue(v, w) })
	})
}

// sameThing holds for claims about one thing told in several places of the
// article: an event of one ordinal, name or set of participants, an agreement
// of one name, a role of one person, a citation.
func (m *merger) sameThing(a, b *schema.Claim) bool {
	if a.Type == "statement" {
		return sameWords(a, b)
	}
	if a.Type == "quantity" && m.inTitle(a) != m.inTitle(b) && overlap(a.Args["value"], b.Args["value"]) {
		return true // the headline's figure
	}
	if !m.compatible(a, b) {
		return false
	}
	def := m.model.Claim(a.Type)
	if def.SelfType == "" {
		return m.sameArguments(a, b, def)
	}
	if overlap(a.Args["ordinal"], b.Args["ordinal"]) {
		return true
	}
	if len(a.Args["ordinal"])+len(b.Args["ordinal"]) > 0 && def.Arg("ordinal") != nil {
		// An unnumbered mention is the numbered event only where nothing sets it apart.
		return overlap(a.Args["name"], b.Args["name"]) && (!sameDay(a, b) || overlap(a.Args["time"], b.Args["time"]))
	}
	for _, key := range []schema.ArgName{"name", "instrument", "destination"} {
		if def.Arg(key) != nil && (len(a.Args[key]) > 0 || len(b.Args[key]) > 0) {
			return overlap(a.Args[key], b.Args[key]) && (key != "destination" || overlap(a.Args["visitor"], b.Args["visitor"]))
		}
	}
	if a.Type == "meeting" {
		return len(a.Args["participant"]) > 1 && subset(a.Args["participant"], b.Args["participant"]) && subset(b.Args["participant"], a.Args["participant"])
	}
	return sameDay(a, b) && (overlap(a.Args["place"], b.Args["place"]) || overlap(a.Args["about"], b.Args["about"]))
}

// sameWords holds for statements of one speaker whose quotes share words: every
// other quote is a statement of its own.
func sameWords(a, b *schema.Claim) bool {
	return overlap(a.Args["speaker"], b.Args["speaker"]) && slices.ContainsFunc(a.Args["quote"], func(v schema.Value) bool {
		return slices.ContainsFunc(b.Args["quote"], func(w schema.Value) bool { return v.Mention.Span.Overlaps(w.Mention.Span) })
	})
}

func sameDay(a, b *schema.Claim) bool {
	return len(a.Args["time"]) > 0 && len(b.Args["time"]) > 0
}

func subset(a, b []schema.Value) bool {
	return !slices.ContainsFunc(a, func(v schema.Value) bool {
		return !slices.ContainsFunc(b, func(w schema.Value) bool { return sameValue(v, w) })
	})
}

// sameArguments compares claims that are about no event: they are the same if
// every identifying argument that both have is.
func (m *merger) sameArguments(a, b *schema.Claim, def *schema.ClaimDef) bool {
	shared := 0
	for _, d := range def.Args {
		arg := d.Name
		va, vb := a.Args[arg], b.Args[arg]
		if len(va) == 0 || len(vb) == 0 {
			continue
		}
		if !overlap(va, vb) {
			return false
		}
		shared++
	}
	return shared > 1 || shared == 1 && len(b.Args) == 1
}

// join adds b's arguments and evidence to a: of a single-valued argument the
// more precise date, or what a has.
func (m *merger) join(a, b *schema.Claim) {
	def := m.model.Claim(a.Type)
	a.Args = maps.Clone(a.Args)
	if b.Speaker == nil {
		a.Speaker = nil // the article says so itself
	}
	for _, arg := range slices.Sorted(maps.Keys(b.Args)) {
		many := def.Arg(arg) != nil && def.Arg(arg).Many
		for _, v := range b.Args[arg] {
			i := slices.IndexFunc(a.Args[arg], func(w schema.Value) bool { return sameValue(v, w) })
			switch {
			case i >= 0 && fuller(v, a.Args[arg][i]):
				a.Args[arg] = slices.Clone(a.Args[arg])
				a.Args[arg][i] = v
			case i >= 0:
			case len(a.Args[arg]) == 0 || many:
				a.Args[arg] = append(slices.Clone(a.Args[arg]), v)
			case !v.Time.IsZero() && v.Time.Refines(a.Args[arg][0].Time):
				a.Args[arg] = []schema.Value{v}
			case arg == "self" && len(v.Entity.Name) > len(a.Args[arg][0].Entity.Name):
				// The fuller name is the better label; the anchor stays the first mention.
				e := *v.Entity
				anchor := a.Args[arg][0]
				anchor.Entity = &e
				a.Args[arg] = []schema.Value{anchor}
			}
		}
	}
	for _, e := range b.Evidence {
		if !slices.ContainsFunc(a.Evidence, func(o schema.Evidence) bool { return o.Span == e.Span }) {
			a.Evidence = append(slices.Clone(a.Evidence), e)
		}
	}
	slices.SortFunc(a.Evidence, func(x, y schema.Evidence) int { return x.Span.Compare(y.Span) })
}

// anaphora joins a sitting that says neither its body nor its number ("Заседание
// прошло под председательством ...") to the event that the article told of
// last; where it told of none but speaks of a round of talks elsewhere, the
// sitting is a round.
func (m *merger) anaphora(claims []schema.Claim) []schema.Claim {
	rounds := slices.ContainsFunc(claims, func(c schema.Claim) bool { return c.Type == "negotiation_round" })
	var out []schema.Claim
	for i := range claims {
		c := &claims[i]
		if !unnamed(c) {
			out = append(out, *c)
			continue
		}
		if j := m.antecedent(out, c); j >= 0 {
			sitting := m.retype(c, out[j].Type)
			m.join(&out[j], &sitting)
			continue
		}
		if rounds && c.Type == "session" {
			out = append(out, m.retype(c, "negotiation_round"))
			continue
		}
		out = append(out, *c)
	}
	return out
}

// unnamed reports whether a claim tells of a sitting or round but not of which.
func unnamed(c *schema.Claim) bool {
	if len(c.Args["ordinal"]) > 0 {
		return false
	}
	return c.Type == "session" && len(c.Args["name"]) == 0 ||
		c.Type == "negotiation_round" && len(c.Args["time"]) == 0 && (len(c.Args["place"]) == 0 || chairedThere(c))
}

// chairedThere reports whether a claim tells of talks where they were held and under
// whom, which a text adds to the round that it has just told of: "the talks were held
// in Riga, chaired by ...".
func chairedThere(c *schema.Claim) bool {
	return c.Type == "negotiation_round" && len(c.Args["place"]) > 0 && len(c.Args["chair"]) > 0
}

// maxAddition is how many sentences behind a round those lie that tell where it was
// held and who chaired it.
const maxAddition = 2

// antecedent returns the index of the last sitting or round before c that it
// may be, or -1.
func (m *merger) antecedent(before []schema.Claim, c *schema.Claim) int {
	for j := len(before) - 1; j >= 0; j-- {
		o := &before[j]
		if o.Type != "session" && o.Type != "negotiation_round" || !agree(o, c) {
			continue
		}
		if chairedThere(c) && (o.Type != c.Type || m.sentenceAt(anchor(c).Start)-m.sentenceAt(anchor(o).Start) > maxAddition) {
			continue
		}
		sitting := m.retype(c, o.Type)
		about := c.Args["about"]
		if len(about) > 0 && (o.Type != "negotiation_round" || len(o.Args["about"]) > 0 && !overlap(o.Args["about"], about)) {
			continue
		}
		if m.compatible(o, &sitting) && (len(o.Args["chair"]) == 0 || len(c.Args["chair"]) == 0 || overlap(o.Args["chair"], c.Args["chair"])) {
			return j
		}
	}
	return -1
}

// retype returns c as a claim of another type, with the arguments that it has.
func (m *merger) retype(c *schema.Claim, typ schema.ClaimType) schema.Claim {
	out := *c
	out.Type = typ
	out.Args = maps.Clone(c.Args)
	def := m.model.Claim(typ)
	maps.DeleteFunc(out.Args, func(a schema.ArgName, _ []schema.Value) bool { return a != "self" && def.Arg(a) == nil })
	return out
}

// assignSpeakers gives each claim that was read inside somebody's words the
// speaker of the statement that quotes them.
func (m *merger) assignSpeakers(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type == "statement" || c.Type == "citation" || c.Speaker != nil {
			continue
		}
		at := anchor(c)
		for j := range claims {
			s := &claims[j]
			if s.Type != "statement" || len(s.Args["speaker"]) == 0 {
				continue
			}
			if slices.ContainsFunc(s.Args["quote"], func(q schema.Value) bool { return q.Mention.Span.Contains(at) }) {
				speaker := s.Args["speaker"][0]
				c.Speaker = &speaker
				break
			}
		}
	}
}

// anchor is the mention that a claim hangs on: its event's, else its first.
func anchor(c *schema.Claim) schema.Span {
	if self := c.Args["self"]; len(self) > 0 {
		return self[0].Mention.Span
	}
	var least schema.Span
	for _, values := range c.Args {
		for _, v := range values {
			if s := v.Mention.Span; !s.IsZero() && (least.IsZero() || s.Compare(least) < 0) {
				least = s
			}
		}
	}
	return least
}
