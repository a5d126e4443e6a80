package rule

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Trace tells how far a rule came in one sentence: for whoever writes rules.
type Trace struct {
	Rule     *Rule
	Sentence int // index into Doc.Sentences, the last one of the match
	Fired    bool
	Reached  int    // the last step passed, from 1; 0 if none was
	Why      string // what stopped it after the match: "unless", "no place"
}

// Extractors returns one extractor for each language that has rules. It needs
// the analyzers to give words that a rule takes as a name their normal form.
func (s *Set) Extractors(model *schema.Model, analyzers map[string]extract.Analyzer) []*extract.Extractor {
	var out []*extract.Extractor
	for _, tag := range s.tags {
		out = append(out, &extract.Extractor{
			Name: "rules/" + tag, Doc: "The rule packs of the language.", Language: tag,
			Run: func(ctx context.Context, d *extract.Doc) ([]schema.Claim, error) {
				r, err := s.runner(tag, model, analyzers[tag])
				if err != nil {
					return nil, err
				}
				return r.run(ctx, d)
			},
		})
	}
	return out
}

// Explain runs the rules of the document's language and tells of every rule
// whose words a sentence holds how far it came.
func (s *Set) Explain(ctx context.Context, model *schema.Model, analyzer extract.Analyzer, d *extract.Doc) ([]Trace, error) {
	if s.languages[d.Language] == nil {
		return nil, nil
	}
	r, err := s.runner(d.Language, model, analyzer)
	if err != nil {
		return nil, err
	}
	var traces []Trace
	r.trace = func(t Trace) { traces = append(traces, t) }
	_, err = r.run(ctx, d)
	return traces, err
}

// runner returns what runs the rules of a language, in order of their packs.
func (s *Set) runner(tag string, model *schema.Model, analyzer extract.Analyzer) (*runner, error) {
	lang, err := s.languages[tag]()
	if err != nil {
		return nil, err
	}
	return &runner{model: model, analyzer: analyzer, lang: lang}, nil
}

type runner struct {
	model    *schema.Model
	analyzer extract.Analyzer
	lang     *language
	trace    func(Trace)
}

func (r *runner) run(ctx context.Context, d *extract.Doc) ([]schema.Claim, error) {
	v := newView(d, r.lang)
	var claims, beside []schema.Claim
	for s := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if d.Blocks[d.Sentences[s].Block].Kind == extract.Chrome {
			continue
		}
		asks := isQuestion(d, d.Sentences[s])
		for _, pack := range r.lang.packs {
			for _, rule := range pack.Rules {
				if asks && rule.Claim != "statement" && rule.Claim != "role" {
					continue // what is asked is not said
				}
				if found := r.sentence(v, rule, s); rule.beside {
					beside = append(beside, found...)
				} else {
					claims = append(claims, found...)
				}
			}
		}
	}
	if len(claims) == 0 {
		return nil, nil
	}
	return addBeside(claims, beside), nil
}

// addBeside appends the claims of rules that count beside others, of each number
// the first.
func addBeside(claims, beside []schema.Claim) []schema.Claim {
	told := map[schema.Span]bool{}
	number := func(c *schema.Claim) (span schema.Span) {
		for _, values := range c.Args {
			for _, v := range values {
				if v.Number != "" {
					span = v.Mention.Span
				}
			}
		}
		return span
	}
	for i := range claims {
		told[number(&claims[i])] = true
	}
	for i := range beside {
		if at := number(&beside[i]); at.IsZero() || !told[at] {
			claims = append(claims, beside[i])
			told[at] = true
		}
	}
	return claims
}

// isQuestion reports whether a sentence ends with a question mark.
func isQuestion(d *extract.Doc, s extract.Sentence) bool {
	return s.End > s.First && d.Tokens[s.End-1].Text == "?"
}

// sentence matches a rule from every token of sentence s.
func (r *runner) sentence(v *view, rule *Rule, s int) []schema.Claim {
	sent := v.doc.Sentences[s]
	last := s
	if rule.block {
		for last+1 < len(v.doc.Sentences) && v.doc.Sentences[last+1].Block == sent.Block {
			last++
		}
	}
	met := or(v.needs[s : last+1])
	// Whoever asks how far rules came wants those that lack a mention as well.
	if !met.hasAll(rule.needs) || r.trace == nil && !met.hasAll(rule.mentions) {
		return nil
	}
	m := v.matcher(sent.First, v.doc.Sentences[last].End)
	t := Trace{Rule: rule, Sentence: s}
	var out []schema.Claim
	var hits []match
	seen := map[string]bool{}
	for i := sent.First; i < sent.End; i++ {
		hit, ok := m.find(rule.match, i)
		if !ok {
			continue
		}
		key := bindingsKey(hit)
		if rule.once {
			key = fmt.Sprint(hit.trigger)
		}
		if seen[key] || partOf(hit, hits) {
			continue
		}
		seen[key] = true
		hits = append(hits, hit)
		if r.barred(v, rule, s) {
			t.Why = "unless"
			continue
		}
		if len(rule.under) > 0 && !v.isUnder(rule.under, s) {
			t.Why = "under"
			continue
		}
		claims, why := r.build(v, rule, s, hit)
		if why != "" {
			t.Why = why
		}
		out = append(out, claims...)
	}
	if r.trace != nil {
		t.Reached, t.Fired = m.reached, len(out) > 0
		r.trace(t)
	}
	return out
}

// partOf reports whether one of the earlier matches has all that m has and more of
// it: m begins inside the list of those whom the earlier one tells of.
func partOf(m match, earlier []match) bool {
	return slices.ContainsFunc(earlier, func(o match) bool {
		return o.trigger == m.trigger && (m.trigger >= 0 || o.end == m.end) && len(o.bindings) > len(m.bindings) && !slices.ContainsFunc(m.bindings, func(b binding) bool {
			return !slices.ContainsFunc(o.bindings, func(c binding) bool { return c.arg == b.arg && c.span == b.span && c.value == b.value })
		})
	})
}

func bindingsKey(m match) string {
	var b strings.Builder
	for _, x := range m.bindings {
		fmt.Fprintf(&b, "%s %d-%d ", x.arg, x.span.Start, x.span.End)
	}
	fmt.Fprint(&b, m.trigger)
	return b.String()
}

func (r *runner) barred(v *view, rule *Rule, s int) bool {
	sent := v.doc.Sentences[s]
	return slices.ContainsFunc(rule.unless, func(nodes []node) bool {
		return v.matcher(sent.First, sent.End).found(nodes)
	})
}

// heading returns the sentence above the list that sentence s is an item of, or -1.
func heading(d *extract.Doc, s int) int {
	if d.Blocks[d.Sentences[s].Block].Kind != extract.ListItem {
		return -1
	}
	for s--; s >= 0; s-- {
		if d.Blocks[d.Sentences[s].Block].Kind != extract.ListItem {
			return s
		}
	}
	return -1
}

// isUnder reports whether one of the patterns is found in the sentence above
// the list that sentence s is an item of.
func (v *view) isUnder(patterns [][]node, s int) bool {
	h := heading(v.doc, s)
	if h < 0 {
		return false
	}
	sent := v.doc.Sentences[h]
	return slices.ContainsFunc(patterns, func(nodes []node) bool { return v.matcher(sent.First, sent.End).found(nodes) })
}

// items returns, for each item of the list that follows sentence s, the first
// mention that meets the finder's conditions.
func (v *view) items(f *find, s int) []int {
	d := v.doc
	var out []int
	block := d.Sentences[s].Block
	for s++; s < len(d.Sentences); s++ {
		sent := d.Sentences[s]
		switch {
		case sent.Block == block:
			continue
		case d.Blocks[sent.Block].Kind != extract.ListItem:
			return out
		}
		block = sent.Block
		if cand, ok := v.first(f, sent); ok {
			out = append(out, cand.mention)
		}
	}
	return out
}

func (v *view) first(f *find, sent extract.Sentence) (candidate, bool) {
	for i := sent.First; i < sent.End; i++ {
		for _, cand := range v.starts[i] {
			if cand.end <= sent.End && v.meets(f, cand, sent) {
				return cand, true
			}
		}
	}
	return candidate{}, false
}

// build makes claims of a match, or says why not.
func (r *runner) build(v *view, rule *Rule, s int, hit match) ([]schema.Claim, string) {
	d := v.doc
	typ := r.model.Claim(rule.Claim)
	c := &draft{rule: rule, typ: typ, doc: d, args: map[schema.ArgName][]schema.Value{}, evidence: map[int]bool{}}
	for i := hit.first; i < min(hit.end, len(d.Tokens)); i++ {
		c.evidence[d.SentenceOf(i)] = true
	}
	if len(rule.under) > 0 {
		c.evidence[heading(d, s)] = true
	}
	taken := 0 // where the last mention that fills an argument ends
	for _, b := range hit.bindings {
		b.from = taken
		if b.mention >= 0 {
			taken = max(taken, b.span.End)
		}
		val, ok := r.value(v, typ, b)
		if !ok {
			return nil, "no value for " + string(b.arg)
		}
		c.add(b.arg, val, b.mention)
	}
	c.inherit() // what the mentions say themselves goes before what stands around
	for i := range rule.args {
		r.look(v, c, &rule.args[i], s, hit)
	}
	for _, k := range rule.set {
		if len(c.args[k.arg]) == 0 {
			c.args[k.arg] = []schema.Value{r.constant(typ, k.arg, k.value, c.triggerMention(hit))}
		}
	}
	c.inherit()
	modality := r.standing(v, c, hit)
	v.label(c, s)
	if typ.SelfType != "" && len(c.args["self"]) == 0 && !rule.wants(schema.Self) {
		at := c.triggerMention(hit)
		if n := c.args["ordinal"]; len(n) == 1 && n[0].Via == "" {
			at = n[0].Mention // of several that share a verb each hangs on its number
		}
		c.args["self"] = []schema.Value{{
			Entity:  &schema.Entity{Type: typ.SelfType, Name: at.Text, Language: d.Language},
			Mention: at,
		}}
	}
	if missing := c.missing(); missing != "" {
		return nil, "no " + missing
	}
	var out []schema.Claim
	for _, args := range c.split() {
		out = append(out, schema.Claim{
			Source: d.Article.Source.ID, Type: rule.Claim, Args: args, Modality: modality,
			Evidence: c.quotes(),
		})
	}
	return out, ""
}

// A draft is a claim in the making.
type draft struct {
	rule     *Rule
	doc      *extract.Doc
	args     map[schema.ArgName][]schema.Value
	mentions []int        // those bound, whose own arguments are inherited
	evidence map[int]bool // sentences
	typ      *schema.ClaimDef
}

// add fills an argument, unless with a value of a type that it does not take.
func (c *draft) add(arg schema.ArgName, v schema.Value, mention int) {
	if v.Entity != nil && !c.typ.Arg(arg).Allows(v.Entity.Type) {
		return
	}
	for _, old := range c.args[arg] {
		if old.Mention.Span == v.Mention.Span && old.Lexical() == v.Lexical() {
			return
		}
	}
	c.args[arg] = append(c.args[arg], v)
	if mention >= 0 {
		c.mentions = append(c.mentions, mention)
		c.evidence[c.doc.SentenceOf(c.doc.Mentions[mention].First)] = true
	}
}

func (c *draft) triggerMention(hit match) schema.Mention {
	i := hit.trigger
	if i < 0 {
		i = hit.first
	}
	t := &c.doc.Tokens[i]
	return schema.Mention{Span: t.Span, Text: t.Text}
}

// inherit gives the claim what its mentions say of themselves: an event's
// ordinal and subject, a role's organization.
func (c *draft) inherit() {
	for _, k := range c.mentions {
		m := &c.doc.Mentions[k]
		if m.Type == "Person" && m.Kind == "introduced" && c.rule.Claim != "role" {
			continue // the post that a title tells of its holder is no new one
		}
		for _, arg := range slices.Sorted(maps.Keys(m.Args)) {
			def := c.typ.Arg(arg)
			if def == nil || len(c.args[arg]) > 0 && !def.Many {
				continue
			}
			for _, v := range m.Args[arg] {
				if allows(def, v.Text) {
					c.add(arg, v, -1)
				}
			}
		}
	}
}

// allows reports whether the argument may have the value: what is "new" of a
// post is no status of an appointment.
func allows(arg *schema.ArgDef, value string) bool {
	return len(arg.Values) == 0 || slices.Contains(arg.Values, value)
}

func (c *draft) missing() string {
	for _, a := range c.typ.Args {
		if a.Required && len(c.args[a.Name]) == 0 {
			return string(a.Name)
		}
	}
	for _, or := range c.rule.require {
		if !slices.ContainsFunc(or, func(a schema.ArgName) bool { return len(c.args[a]) > 0 }) {
			return string(or[0])
		}
	}
	for _, l := range c.rule.least {
		if len(c.args[l.arg]) < l.count {
			return "second " + string(l.arg)
		}
	}
	return ""
}

// wants reports whether the rule requires the argument of its own.
func (r *Rule) wants(arg schema.ArgName) bool {
	return slices.ContainsFunc(r.require, func(or []schema.ArgName) bool { return slices.Contains(or, arg) })
}

// split makes one set of arguments for each value of a single-valued argument
// that a list filled with several: "председатель и сопредседатель X" are two roles.
func (c *draft) split() []map[schema.ArgName][]schema.Value {
	sets := []map[schema.ArgName][]schema.Value{c.args}
	if bodies, persons := c.args["organization"], c.args["person"]; len(bodies) > 1 && c.typ.Arg("role") != nil {
		switch {
		case len(bodies) == len(persons):
			sets = paired(c.args, bodies, persons)
		case len(persons) > 1 || c.ofSeveral():
			c.args["organization"] = bodies[:1]
		}
	}
	if roles, persons := c.args["role"], c.args["person"]; len(roles) > 1 && len(roles) == len(persons) && len(c.args["organization"]) < 2 && !c.ofSeveral() {
		sets = c.eachHisOwn(roles, persons)
	}
	for _, arg := range slices.Sorted(maps.Keys(c.args)) {
		if def := c.typ.Arg(arg); def == nil || def.Many || len(c.args[arg]) < 2 {
			continue
		}
		var next []map[schema.ArgName][]schema.Value
		for _, set := range sets {
			for _, v := range set[arg] {
				one := maps.Clone(set)
				one[arg] = []schema.Value{v}
				if arg == "role" && c.typ.Arg("organization") != nil {
					c.bodyOf(v, one)
				}
				if self := one["self"]; arg == "ordinal" && len(self) > 0 { // each of several rounds hangs on its number
					its := self[0]
					its.Mention = v.Mention
					one["self"] = []schema.Value{its}
				}
				next = append(next, one)
			}
		}
		sets = next
	}
	return sets
}

// ofSeveral reports whether a title is that of several holders.
func (c *draft) ofSeveral() bool {
	return slices.ContainsFunc(c.mentions, func(k int) bool {
		m := &c.doc.Mentions[k]
		return m.Type == "Role" && c.doc.Tokens[m.Head].Best().Number == extract.Plur
	})
}

// paired makes one set of arguments for each person with the body of the same
// place in the list: "the foreign ministers of Norway and Iceland, A and B".
func paired(args map[schema.ArgName][]schema.Value, bodies, persons []schema.Value) []map[schema.ArgName][]schema.Value {
	var sets []map[schema.ArgName][]schema.Value
	for i := range persons {
		one := maps.Clone(args)
		one["organization"], one["person"] = bodies[i:i+1], persons[i:i+1]
		sets = append(sets, one)
	}
	return sets
}

// eachHisOwn makes one set of arguments for each person with the post of the same
// place in the list: "A and B were named chair and treasurer".
func (c *draft) eachHisOwn(roles, persons []schema.Value) []map[schema.ArgName][]schema.Value {
	var sets []map[schema.ArgName][]schema.Value
	for i := range persons {
		one := maps.Clone(c.args)
		one["role"], one["person"] = roles[i:i+1], persons[i:i+1]
		c.bodyOf(roles[i], one)
		sets = append(sets, one)
	}
	return sets
}

// bodyOf gives one post of a list the body that its own words name. A post of state
// that names none is in no other post's body: "министр рек и глава комиссии".
func (c *draft) bodyOf(role schema.Value, args map[schema.ArgName][]schema.Value) {
	for _, k := range c.mentions {
		m := &c.doc.Mentions[k]
		if m.Type != "Role" || m.Span != role.Mention.Span {
			continue
		}
		if own := m.Args["organization"]; own != nil {
			args["organization"] = own
		} else if body := args["organization"]; m.Kind == "state" && len(body) > 0 && body[0].Type() == "Organization" {
			delete(args, "organization")
		}
		return
	}
}

// quotes returns the evidence: the sentences that the claim was read from.
func (c *draft) quotes() []schema.Evidence {
	var out []schema.Evidence
	for _, s := range slices.Sorted(maps.Keys(c.evidence)) {
		span := c.doc.Sentences[s].Span
		out = append(out, schema.Evidence{
			Span: span, Quote: c.doc.Text(span), Rule: c.rule.Name, Pack: c.rule.pack.Hash,
		})
	}
	return out
}

// value turns what a step bound into a value of the argument's type.
func (r *runner) value(v *view, typ *schema.ClaimDef, b binding) (schema.Value, bool) {
	d := v.doc
	at := schema.Mention{Span: b.span, Text: d.Text(b.span)}
	if b.value != "" {
		return r.constant(typ, b.arg, b.value, at), true
	}
	if b.mention >= 0 {
		return d.Mentions[b.mention].Value(d), true
	}
	arg := typ.Arg(b.arg)
	switch {
	case len(arg.Types) > 0 && arg.Types[0] == schema.TextType, b.clause && slices.Contains(arg.Types, schema.TextType):
		return schema.Value{Text: at.Text, Mention: at}, true
	case slices.Contains(arg.Types, schema.NumberType):
		i, ok := d.TokenAt(b.span.Start)
		if !ok || r.analyzer == nil {
			return schema.Value{}, false
		}
		n, _, used := r.analyzer.Numeral(d, i)
		return schema.Value{Number: fmt.Sprint(n), Mention: at}, used > 0
	case slices.Contains(arg.Types, schema.DateType) || len(arg.Types) == 0:
		return schema.Value{}, false
	case arg.Allows("Topic"):
		val, ok := r.named(d, b, "Topic")
		if ok && b.whole {
			val.Entity.Aliases = append(val.Entity.Aliases, v.clauseAt(b.span.Start))
		}
		return val, ok
	}
	return r.named(d, b, arg.Types[0])
}

// clauseAt returns the clause at the offset as it stands, without the word that opens
// it and the marks around it.
func (v *view) clauseAt(offset int) string {
	d := v.doc
	i, _ := d.TokenAt(offset)
	sent := d.Sentences[d.SentenceOf(i)]
	first, end := i, i+1
	for first > sent.First && v.clause[first-1] == v.clause[i] {
		first--
	}
	for end < sent.End && v.clause[end] == v.clause[i] {
		end++
	}
	for first < i && (d.Tokens[first].Kind == extract.MarkToken || v.lang.isClauseWord(&d.Tokens[first])) {
		first++
	}
	for end > i+1 && d.Tokens[end-1].Kind == extract.MarkToken {
		end--
	}
	return d.TokenText(first, end)
}

// named makes an entity of a noun that no recognizer knows, in its normal form
// and with its complements.
func (r *runner) named(d *extract.Doc, b binding, typ schema.EntityType) (schema.Value, bool) {
	head, ok := d.TokenAt(b.span.Start)
	if !ok || r.analyzer == nil {
		return schema.Value{}, false
	}
	p := r.analyzer.Phrase(d, head, nil)
	for i := head - 1; i >= p.First && d.Tokens[head].Best().POS == extract.PROPN; i-- {
		if d.Tokens[i].HasPOS(extract.ADP) || d.Tokens[i].HasPOS(extract.DET) { // a name inside the phrase of another noun: "visit to the Old Weir"
			p.First, p.Head = i+1, head
		}
	}
	if b.bare {
		if p.Complement > head && p.Complement <= p.End { // in Kazakh complements stand before
			p.End = p.Complement
		}
		for i := head + 1; i < p.End; i++ {
			if d.Tokens[i].HasPOS(extract.ADP) {
				p.End = i // "a visit by lawmakers to Oslo"
			}
		}
		for p.First < p.Head && (d.Tokens[p.First].HasPOS(extract.NUM) || d.Tokens[p.First].Kind == extract.MarkToken) {
			p.First++ // how many there are is no part of what they are
		}
	}
	for p.First < p.Head && (r.lang.idle[d.Tokens[p.First].Lower] || d.Tokens[p.First].Span.Start < b.from) {
		p.First++
	}
	at := d.TokenSpan(p.First, p.End)
	e := &schema.Entity{Type: typ, Name: r.analyzer.Nominative(d, p.First, p.End, p.Head), Language: d.Language}
	if longer := r.analyzer.Phrase(d, head, r.lang.prepositions); len(r.lang.prepositions) > 0 && longer.End > p.End && !b.bare {
		e.Aliases = []string{r.analyzer.Nominative(d, p.First, longer.End, p.Head)}
	}
	if k := whatOf(d, head); k >= 0 {
		e.Aliases = append(e.Aliases, r.calledBy(d, k, head, p.First)...)
	}
	return schema.Value{Entity: e, Mention: schema.Mention{Span: at, Text: d.Text(at)}}, true
}

// calledBy returns what a clause that ends in the nominalised verb at head is called
// besides by the noun at k that it is about: "the zone" of "that a zone will be set
// up", and the clause with its other complement where its name, from token first on,
// leaves that out.
func (r *runner) calledBy(d *extract.Doc, k, head, first int) []string {
	p := r.analyzer.Phrase(d, k, nil)
	for p.First < k && r.lang.idle[d.Tokens[p.First].Lower] {
		p.First++
	}
	names := []string{r.analyzer.Nominative(d, p.First, k+1, k)}
	if k > p.First {
		names = append(names, r.analyzer.Nominative(d, k, k+1, k))
	}
	if i := p.First - 1; i >= d.Sentences[d.SentenceOf(k)].First {
		if a := d.Tokens[i].Best(); a.POS == extract.NOUN && (a.Case == extract.Abl || a.Case == extract.Dat || a.Case == extract.Ins) {
			p.First = r.analyzer.Phrase(d, i, nil).First // "from the strike"
		}
	}
	if p.First < first {
		names = append(names, d.TokenText(p.First, head)+" "+r.analyzer.Nominative(d, head, head+1, head))
	}
	return names
}

// maxClause is how far before the verb of a clause the noun that it is about may stand.
const maxClause = 12

// whatOf returns the noun that a clause is about which stands for a noun and ends in
// the nominalised verb at head, "индустриялық аймақ құрылатынын": its subject or
// object, whichever is nearest; -1 where head is no such verb or has no noun.
func whatOf(d *extract.Doc, head int) int {
	a := d.Tokens[head].Best()
	if a.POS != extract.VERB || a.Case == 0 || a.Form != extract.Part && a.Form != extract.Vnoun {
		return -1
	}
	first := d.Sentences[d.SentenceOf(head)].First
	for i := head - 1; i >= first && i > head-maxClause; i-- {
		t := &d.Tokens[i]
		if t.Kind == extract.MarkToken && (t.Text == "," || t.Text == ";" || t.Text == ":") {
			return -1
		}
		b := t.Best()
		if b.POS == extract.VERB && b.Form == extract.Fin || slices.ContainsFunc(d.MentionsAt(i), func(k int) bool { return d.Mentions[k].Type == "Date" || d.Mentions[k].Type == "Number" }) {
			continue
		}
		if (b.POS == extract.NOUN || b.POS == extract.PROPN) && (b.Case == extract.Nom || b.Case == extract.Acc || b.Case == extract.Gen) && !b.Attributive && d.Tokens[i+1].Best().Possessor == 0 {
			return i
		}
	}
	return -1
}

func (r *runner) constant(typ *schema.ClaimDef, arg schema.ArgName, value string, at schema.Mention) schema.Value {
	v := schema.Value{Mention: at}
	def := typ.Arg(arg)
	switch {
	case slices.Contains(def.Types, schema.NumberType):
		v.Number = value
	case len(def.Types) > 0 && !slices.Contains(def.Types, schema.TextType):
		v.Entity = &schema.Entity{Type: def.Types[0], Name: value, Language: r.lang.tag}
	default:
		v.Text = value
	}
	return v
}

// look fills an argument with the nearest mentions around the match that meet
// the finder's conditions.
func (r *runner) look(v *view, c *draft, f *find, s int, hit match) {
	if len(c.args[f.as]) > 0 && !c.typ.Arg(f.as).Many {
		return
	}
	for _, k := range v.around(c, f, s, hit) {
		b := binding{arg: f.as, mention: k, span: v.doc.Mentions[k].Span, value: f.value}
		if val, ok := r.value(v, c.typ, b); ok {
			c.add(f.as, val, k)
		}
	}
}

// around returns the mentions that a finder takes.
func (v *view) around(c *draft, f *find, s int, hit match) []int {
	switch f.scope {
	case "items":
		return v.items(f, s)
	case "head":
		return v.atHead(c, f, hit)
	}
	first, end, sent := v.scope(f.scope, s, hit)
	inClause := f.scope == "clause" || f.scope == "before" || f.scope == "after"
	var found []candidate
	for i := first; i < end; i++ {
		if inClause && v.clause[i] != v.clause[hit.first] && v.clause[i] != v.clause[min(hit.end, sent.End)-1] {
			continue
		}
		for _, cand := range v.starts[i] {
			if n := len(found); n > 0 && found[n-1].mention == cand.mention && found[n-1].end > cand.end {
				continue // the same without its quotation marks
			}
			if cand.end <= end && v.meets(f, cand, sent) && !v.dates(cand.mention) && !v.ofOther(c, f.as, cand, hit) && (f.shared || !c.holdsMention(cand.mention) && !v.names(c, cand.mention)) {
				found = append(found, cand)
				break
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	nearest := slices.MinFunc(found, func(a, b candidate) int {
		return cmp.Or(distance(a, hit)-distance(b, hit), b.first-a.first) // of two as near the later
	})
	if f.scope == "previous" {
		nearest = found[0] // its subject, as a rule
	}
	switch {
	case f.list:
		return v.listWith(f, found, nearest, end)
	case f.many:
		var all []int
		for _, cand := range found {
			all = append(all, cand.mention)
		}
		return all
	}
	return []int{nearest.mention}
}

// scope returns the tokens that a finder of this scope looks at, none where there
// is no such stretch, and the sentence that they are of.
func (v *view) scope(scope string, s int, hit match) (first, end int, sent extract.Sentence) {
	d := v.doc
	sent = d.Sentences[s]
	first, end = sent.First, sent.End
	switch scope {
	case "before":
		end = hit.first
	case "after":
		first = hit.end
	case "block":
		for s > 0 && d.Sentences[s-1].Block == sent.Block {
			s--
		}
		first = d.Sentences[s].First
	case "near":
		first, end = d.Sentences[v.back(s)].First, hit.first
	case "dateline":
		first, end = v.dateline()
	case "previous":
		if s == 0 || d.Sentences[s-1].Block != sent.Block {
			return 0, 0, sent
		}
		sent = d.Sentences[s-1]
		first, end = sent.First, sent.End
	}
	return first, end, sent
}

// ofOther reports whether a place or time is that of another event of the claim's
// kind, which is numbered between it and the match, or before it with a comma behind:
// "2024 жылы Римде, екіншісі ...".
func (v *view) ofOther(c *draft, arg schema.ArgName, cand candidate, hit match) bool {
	self := c.args[schema.Self]
	if arg != "place" && arg != "time" || len(self) == 0 || self[0].Entity == nil || self[0].Entity.Type != "Event" {
		return false
	}
	if cand.first >= hit.end {
		return v.numbers(c.selfKind(), hit.end, cand.first)
	}
	if cand.end > hit.first {
		return false
	}
	comma := slices.ContainsFunc(v.doc.Tokens[cand.end:hit.first], func(t extract.Token) bool { return t.Text == "," })
	return v.numbers(c.selfKind(), cand.end, hit.first) || comma && v.numbers(c.selfKind(), v.doc.Sentences[v.doc.SentenceOf(hit.first)].First, cand.first)
}

// numbers reports whether an event of the kind with a number is named from token
// first to end.
func (v *view) numbers(kind string, first, end int) bool {
	for i := first; i < end; i++ {
		for _, k := range v.doc.MentionsAt(i) {
			if m := &v.doc.Mentions[k]; m.Type == "Event" && m.First == i && m.Kind == kind && len(m.Args["ordinal"]) > 0 {
				return true
			}
		}
	}
	return false
}

// selfKind is the kind of the event that the claim is about.
func (c *draft) selfKind() string {
	for _, k := range c.mentions {
		if m := &c.doc.Mentions[k]; m.Type == "Event" {
			return m.Kind
		}
	}
	return ""
}

// atHead returns the mention that stands right before the comma and
// the relative clause of the match: the town of "flew to Oslo, where she met him".
func (v *view) atHead(c *draft, f *find, hit match) []int {
	d := v.doc
	at := hit.trigger
	if at < 0 {
		at = hit.first
	}
	opens := v.clause[at] // a clause has the number of its first token
	sent := d.Sentences[d.SentenceOf(at)]
	if opens-2 < sent.First || d.Tokens[opens-1].Lower != "," || f.next != nil && !v.holds(f.next, opens) {
		return nil
	}
	for i := max(sent.First, opens-1-maxHead); i < opens-1; i++ {
		for _, cand := range v.starts[i] {
			if cand.end == opens-1 && v.holdsMention(&f.cond, cand.mention) && !c.holdsMention(cand.mention) {
				return []int{cand.mention}
			}
		}
	}
	return nil
}

// maxHead is how many tokens the name before a relative clause may have.
const maxHead = 6

// dateline returns the tokens of the article's first dateline, none where it has
// no such line.
func (v *view) dateline() (first, end int) {
	for _, b := range v.doc.Blocks {
		if b.Dateline.Len() == 0 {
			continue
		}
		first, _ = v.doc.TokenAt(b.Dateline.Start)
		for end = first; end < len(v.doc.Tokens) && b.Dateline.Contains(v.doc.Tokens[end].Span); {
			end++
		}
		return first, end
	}
	return 0, 0
}

// farBack is how many sentences before its own a finder of scope near looks.
const farBack = 2

// back returns the first of the sentences before s that a reader still has in
// mind: two at most, not those of the page's chrome.
func (v *view) back(s int) int {
	first := s
	for first > 0 && s-first < farBack && v.doc.Blocks[v.doc.Sentences[first-1].Block].Kind != extract.Chrome {
		first--
	}
	return first
}

// dates reports whether the mention is the day in a dateline, which is the
// article's and no event's.
func (v *view) dates(k int) bool {
	m := &v.doc.Mentions[k]
	if m.Type != "Date" {
		return false
	}
	s := v.doc.SentenceOf(m.First)
	if line := v.doc.Blocks[v.doc.Sentences[s].Block].Dateline; line.Len() > 0 && line.Contains(m.Span) {
		return true
	}
	// "БРАЗИЛИА. 27 тамыз. ..." where nothing else tells a dateline
	return s > 0 && v.doc.Sentences[s-1].Block == v.doc.Sentences[s].Block && v.alone(s, "Date") && v.alone(s-1, "City")
}

// alone reports whether a mention of the type is all that the sentence holds.
func (v *view) alone(s int, typ schema.EntityType) bool {
	sent := v.doc.Sentences[s]
	return slices.ContainsFunc(v.doc.MentionsAt(sent.First), func(k int) bool {
		m := &v.doc.Mentions[k]
		return m.Type == typ && m.End < len(v.doc.Tokens) && (m.End == sent.End || m.End == sent.End-1 && v.doc.Tokens[m.End].Kind == extract.MarkToken)
	})
}

// listWith returns the longest coordinated list of what was found that holds
// the nearest.
func (v *view) listWith(f *find, found []candidate, nearest candidate, end int) []int {
	for _, first := range found {
		list := v.coordinated(f, first, end)
		if slices.ContainsFunc(list, func(k int) bool { // of "корпорация Siemens" the name alone may be nearest
			return v.doc.Mentions[k].Span.Contains(v.doc.Mentions[nearest.mention].Span)
		}) {
			return list
		}
	}
	return []int{nearest.mention}
}

// holdsMention reports whether the claim has the mention already, or one that
// it is part of.
func (c *draft) holdsMention(k int) bool {
	m := &c.doc.Mentions[k]
	return slices.ContainsFunc(c.mentions, func(o int) bool {
		x := &c.doc.Mentions[o]
		return o == k || x.First <= m.First && m.End <= x.End && x.End-x.First > m.End-m.First ||
			x.Type == "Person" && m.Type == "Person" && x.Name == m.Name // he under another name
	})
}

// names reports whether the mention is part of what a value is called: the side of
// "the treaty with Norway" that a body approved did not approve it. The first part may
// be the subject of the sentence that the value's words took in, unless others are
// joined to it.
func (v *view) names(c *draft, k int) bool {
	m := &c.doc.Mentions[k]
	for _, values := range c.args {
		for _, value := range values {
			at := value.Mention.Span
			if value.Entity == nil || !at.Contains(m.Span) || at == m.Span {
				continue
			}
			whole := m.End
			for _, o := range c.doc.MentionsAt(m.First) {
				if x := &c.doc.Mentions[o]; x.First == m.First && at.Contains(x.Span) && x.Span != at {
					whole = max(whole, x.End)
				}
			}
			if at.Start < m.Span.Start || whole > m.End || whole < len(c.doc.Tokens) && v.lang.conjunctions[c.doc.Tokens[whole].Lower] {
				return true
			}
		}
	}
	return false
}

// coordinated returns the candidate's mention and those joined to it after it.
func (v *view) coordinated(f *find, first candidate, end int) []int {
	m := v.matcher(first.first, end)
	n := &node{kind: mentionNode, cond: f.cond, as: f.as, list: true}
	m.list(n, first, 0, func(int) bool { return true })
	var out []int
	for _, b := range m.bound {
		out = append(out, b.mention)
	}
	return out
}

func (v *view) meets(f *find, c candidate, sent extract.Sentence) bool {
	if c.first < sent.First && c.first < len(v.doc.Tokens) { // of a sentence before: what stands before it there counts
		sent = v.doc.Sentences[v.doc.SentenceOf(c.first)]
	}
	if f.cond.untitled && c.titled || !v.holdsMention(&f.cond, c.mention) {
		return false
	}
	if f.prev != nil && (c.first-1 < sent.First && !f.prev.excludes() || c.first-1 >= sent.First && !v.holds(f.prev, c.first-1)) {
		return false
	}
	return f.next == nil || c.end < sent.End && v.holds(f.next, c.end)
}

// excludes reports whether the condition only says what a token must not be.
func (c *cond) excludes() bool {
	only := *c
	only.except = nil
	return c.except != nil && only.empty()
}

// distance counts the tokens between a candidate and the match; inside the
// match, those between it and the trigger.
func distance(c candidate, hit match) int {
	switch {
	case c.end <= hit.first:
		return hit.first - c.end
	case c.first >= hit.end:
		return c.first - hit.end
	case hit.trigger >= c.end:
		return hit.trigger - c.end
	case hit.trigger >= 0:
		return max(c.first-hit.trigger, 0)
	}
	return 0
}

// standing reads from the trigger's surroundings whether the claim is planned,
// denied or merely possible, fills its status and returns its modality.
func (r *runner) standing(v *view, c *draft, hit match) schema.Modality {
	status, modality := "occurred", schema.Asserted
	if hit.trigger >= 0 {
		sent := v.doc.Sentences[v.doc.SentenceOf(hit.trigger)]
		m := v.matcher(sent.First, sent.End)
		m.want = hit.trigger
		for i := range v.lang.standing {
			st := &v.lang.standing[i]
			if !v.needs[v.doc.SentenceOf(hit.trigger)].hasAll(st.needs) || !m.around(st.match, hit.trigger) {
				continue
			}
			if st.status != "" {
				status = st.status
			}
			if st.modality != "" {
				modality = st.modality
			}
			break
		}
	}
	if c.rule.modality != "" {
		modality = c.rule.modality
	}
	if c.typ.Arg(schema.Status) == nil {
		return modality
	}
	if renamed, ok := c.rule.standing[status]; ok {
		status = renamed
	}
	if len(c.args["status"]) == 0 && hit.trigger >= 0 && allows(c.typ.Arg(schema.Status), status) {
		c.args["status"] = []schema.Value{{Text: status, Mention: c.triggerMention(hit)}}
	}
	return modality
}

// around reports whether the pattern fits somewhere with the token as its trigger.
func (m *matcher) around(nodes []node, trigger int) bool {
	for i := max(m.first, trigger-40); i <= trigger; i++ {
		if _, ok := m.find(nodes, i); ok && m.trigger == trigger {
			return true
		}
	}
	return false
}
