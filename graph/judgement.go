package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// The journal's effect is a function of its entries and of the articles that
// they are about. What it comes to for one article is kept as a record, so that
// the journal is read only when it, or an article that it names, has changed.

// A journal is the entries that count, sorted out by what they are about.
type journal struct {
	retracted map[schema.SourceID]bool
	texts     map[string]bool              // that are retracted, by hash
	claims    map[schema.SourceID][]*Entry // judgements, latest first
	entities  []*Entry                     // merges and splits, latest first
	anchored  map[schema.SourceID]bool     // the articles of all merges and splits, whether they count or not
}

func newJournal(entries []Entry) *journal {
	j := &journal{retracted: map[schema.SourceID]bool{}, texts: map[string]bool{}, claims: map[schema.SourceID][]*Entry{}, anchored: map[schema.SourceID]bool{}}
	active := activeEntries(entries)
	for i := len(entries) - 1; i >= 0; i-- {
		e := &entries[i]
		switch e.Kind {
		case KindMerge, KindSplit:
			for _, a := range e.Mentions {
				j.anchored[a.Article] = true
			}
			if active[e.ID()] {
				j.entities = append(j.entities, e)
			}
		case KindAccept, KindReject, KindCorrect:
			if active[e.ID()] {
				j.claims[e.Claim.Article] = append(j.claims[e.Claim.Article], e)
			}
		case KindRetract:
			if active[e.ID()] {
				j.retract(e)
			}
		}
	}
	return j
}

func (j *journal) retract(e *Entry) {
	if e.Article != "" {
		j.retracted[e.Article] = true
	} else {
		j.texts[e.Text] = true
	}
}

// activeEntries returns the entries that no other undoes that is not itself undone.
func activeEntries(entries []Entry) map[string]bool {
	undoers := map[string][]string{}
	for i := range entries {
		if e := &entries[i]; e.Kind == KindUndo {
			undoers[e.Undoes] = append(undoers[e.Undoes], e.ID())
		}
	}
	active := map[string]bool{}
	var isActive func(id string) bool
	isActive = func(id string) bool {
		if a, known := active[id]; known {
			return a
		}
		active[id] = true // entries name each other by their content, so in no circle
		for _, u := range undoers[id] {
			if isActive(u) {
				active[id] = false
			}
		}
		return active[id]
	}
	for i := range entries {
		isActive(entries[i].ID())
	}
	return active
}

// journal returns the journal's entries, sorted out.
func (b *batch) journal() (*journal, error) {
	if b.journalRead == nil {
		entries, err := readJournal(b.scan)
		if err != nil {
			return nil, err
		}
		b.journalRead = newJournal(entries)
	}
	return b.journalRead, nil
}

// followJournal brings the quads up to new entries.
func (b *batch) followJournal(entries []Entry) error {
	all, err := readJournal(b.scan)
	if err != nil {
		return err
	}
	byID := map[string]*Entry{}
	for i := range all {
		byID[all[i].ID()] = &all[i]
	}
	about := map[schema.SourceID]bool{}
	seen := map[string]bool{}
	var follow func(e *Entry) error
	follow = func(e *Entry) error {
		if e == nil || seen[e.ID()] {
			return nil
		}
		seen[e.ID()] = true
		if e.Article != "" {
			about[e.Article] = true
		}
		for _, a := range e.anchors() {
			about[a.Article] = true
		}
		if e.Text != "" {
			if err := b.articlesOf(e.Text, about); err != nil {
				return err
			}
		}
		return follow(byID[e.Undoes])
	}
	for i := range entries {
		e, err := entries[i].check()
		if err == nil {
			err = follow(&e)
		}
		if err != nil {
			return err
		}
	}
	b.journalChanged = true
	_, err = b.resolve(slices.Sorted(maps.Keys(about)))
	return err
}

// articlesOf adds the articles of which some version has a text.
func (b *batch) articlesOf(hash string, to map[schema.SourceID]bool) error {
	return b.scan(recordKey{textUseTable, hash, ""}, func(key recordKey, _ []byte) error {
		to[schema.SourceID(key[2])] = true
		return nil
	})
}

// findClaim returns the claim that an anchor is about: of the same type and with
// the same words, the nearest to where it was.
func (a *Anchor) findClaim(m *schema.Model, x *schema.Extraction) *schema.Claim {
	var best *schema.Claim
	for i := range x.Claims {
		c := &x.Claims[i]
		if string(c.Type) != a.Type || len(c.Evidence) == 0 || c.Evidence[0].Quote != a.Quote || !maps.Equal(keyWords(m, c), a.Values) {
			continue
		}
		if best == nil || a.nearer(c.Evidence[0].Span, best.Evidence[0].Span) {
			best = c
		}
	}
	return best
}

// nearer reports whether s is nearer to where the anchor was than t, or as near
// and before it.
func (a *Anchor) nearer(s, t schema.Span) bool {
	away := func(s schema.Span) int { return max(s.Start-a.Start, a.Start-s.Start) }
	return cmp.Or(away(s)-away(t), s.Compare(t)) < 0
}

// keyWords returns the words of the arguments that identify a claim.
func keyWords(m *schema.Model, c *schema.Claim) map[schema.ArgName]string {
	def := m.Claim(c.Type)
	words := map[schema.ArgName]string{}
	if def == nil {
		return words
	}
	for _, arg := range def.Key {
		var some []string
		for _, v := range c.Args[arg] {
			some = append(some, cmp.Or(v.Mention.Text, v.Lexical()))
		}
		if len(some) > 0 {
			words[arg] = strings.Join(some, "; ")
		}
	}
	return words
}

// ClaimAnchor returns how the journal names a claim of an article.
func ClaimAnchor(m *schema.Model, x *schema.Extraction, c *schema.Claim) (Anchor, error) {
	if len(c.Evidence) == 0 {
		return Anchor{}, fmt.Errorf("claim %s has no evidence", c.ID)
	}
	e := c.Evidence[0]
	return Anchor{x.Source.ID, x.Source.TextHash, e.Span.Start, e.Span.End, e.Quote, string(c.Type), keyWords(m, c)}, nil
}

// findMention returns the ID, inside the article, of the entity that an anchor
// is about, "" if there is none.
func (a *Anchor) findMention(x *schema.Extraction) string {
	best, local := schema.Span{Start: -1}, ""
	for i := range x.Claims {
		for _, v := range allValues(&x.Claims[i]) {
			if v.Entity == nil || string(v.Entity.Type) != a.Type || v.Mention.Text != a.Quote {
				continue
			}
			// Where one span names two things, the lesser ID is meant, whatever the
			// order of the claims.
			at := v.Mention.Span
			if best.Start < 0 || a.nearer(at, best) || at == best && v.Entity.ID < local {
				best, local = at, v.Entity.ID
			}
		}
	}
	return local
}

// judge applies what people decided of an article's claims, and returns the
// article with its entities resolved among themselves again.
func (b *batch) judge(x *schema.Extraction) (*schema.Extraction, error) {
	j, err := b.journal()
	if err != nil || len(j.claims[x.Source.ID]) == 0 {
		return x, err
	}
	m := b.s.config.Model
	y, _ := j.judged(m, x)
	resolve.Entities(m, y)
	y.Normalize()
	return y, nil
}

// judged returns a copy of an article with what people decided of its claims, and
// the entries that have no effect: their claim is not found, the schema of now has
// no such value, or a later entry decides otherwise.
func (j *journal) judged(m *schema.Model, x *schema.Extraction) (y *schema.Extraction, idle []*Entry) {
	y = resolve.Clone(x)
	index := map[schema.ClaimID]*schema.Claim{}
	for i := range y.Claims {
		index[y.Claims[i].ID] = &y.Claims[i]
	}
	settled := map[schema.ClaimID]bool{}                      // accepted or rejected
	corrected := map[schema.ClaimID]map[schema.ArgName]bool{} // with these arguments
	for _, e := range j.claims[x.Source.ID] {                 // the latest first
		found := e.Claim.findClaim(m, x)
		if found == nil || settled[found.ID] {
			idle = append(idle, e)
			continue
		}
		c := index[found.ID]
		if e.Kind != KindCorrect {
			settled[found.ID] = true
			if c.Judgement != "" { // it was corrected since
				idle = append(idle, e)
				continue
			}
			c.Judgement = map[string]schema.Judgement{KindAccept: schema.Accepted, KindReject: schema.Rejected}[e.Kind]
			continue
		}
		value, err := correction(m, c, e)
		if err != nil || corrected[found.ID][e.Arg] {
			idle = append(idle, e)
			continue
		}
		if corrected[found.ID] == nil {
			corrected[found.ID] = map[schema.ArgName]bool{}
		}
		corrected[found.ID][e.Arg] = true
		c.Args[e.Arg] = []schema.Value{value}
		c.Judgement = schema.Corrected
	}
	return y, idle
}

// correction returns the value that an entry gives an argument.
func correction(m *schema.Model, c *schema.Claim, e *Entry) (schema.Value, error) {
	v, err := ParseValue(m, c.Type, e.Arg, e.ValueType, e.Value)
	if err != nil {
		return v, err
	}
	if was := c.Args[e.Arg]; len(was) == 1 { // the words that were misread
		v.Mention, v.Via = was[0].Mention, was[0].Via
	}
	return v, nil
}

// ParseValue reads a value of an argument: a date, a number, a word of an
// enumeration, a text, or the name of an entity of the type, "" for the only one
// that the argument takes.
func ParseValue(m *schema.Model, t schema.ClaimType, arg schema.ArgName, typ schema.EntityType, text string) (v schema.Value, err error) {
	def := m.Claim(t)
	if def == nil {
		return v, fmt.Errorf("no claim type %q", t)
	}
	a := def.Arg(arg)
	if a == nil {
		return v, fmt.Errorf("a claim of the type %s has no argument %q", t, arg)
	}
	switch {
	case typ != "":
		if !a.Allows(typ) {
			return v, fmt.Errorf("argument %s of %s cannot be a %s", arg, t, typ)
		}
		v.Entity = &schema.Entity{Type: typ, Name: text}
	case a.Allows(schema.DateType):
		v.Time, err = schema.ParseInterval(text)
	case a.Allows(schema.NumberType):
		v.Number = text
	case a.Allows(schema.TextType):
		v.Text = text
	case len(a.Types) == 1 && a.Types[0] != schema.AnyEntity:
		v.Entity = &schema.Entity{Type: a.Types[0], Name: text}
	default:
		return v, fmt.Errorf("argument %s of %s: say what %q is, one of %v", arg, t, text, a.Types)
	}
	if err != nil {
		return v, err
	}
	return v, m.CheckValue(a, v)
}

// judgeEntities works out the effect of merges and splits on all articles that
// they name, if they or one of these articles have changed, and gathers those.
func (r *resolving) judgeEntities() error {
	j, err := r.journal()
	if err != nil {
		return err
	}
	touched := r.journalChanged
	for id := range r.articles {
		touched = touched || j.anchored[id]
	}
	if !touched || len(j.anchored) == 0 {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(j.anchored)) {
		if _, err := r.article(id); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	effect := j.effect(func(a *Anchor) (resolve.Node, bool) {
		x := r.articles[a.Article].x
		if x == nil {
			return resolve.Node{}, false
		}
		local := a.findMention(x)
		return resolve.Node{Article: a.Article, Local: local}, local != ""
	})
	now := map[schema.SourceID]resolve.Judged{}
	for n, entries := range effect.judged {
		if now[n.Article] == nil {
			now[n.Article] = resolve.Judged{}
		}
		now[n.Article][n.Local] = entries
	}
	for id := range j.anchored {
		var data []byte
		if now[id] != nil {
			if data, err = json.Marshal(now[id]); err != nil {
				return err
			}
		}
		r.put(judgedKey(id), data)
		r.articles[id].judged = now[id]
	}
	return nil
}

// An effect is what merges and splits come to.
type effect struct {
	judged  map[resolve.Node]map[string]bool
	orphans []*Entry // that have none
}

// effect decides which merges and splits count, the latest first: one that
// contradicts those that do has no effect, nor has one of which a mention is not
// found.
func (j *journal) effect(find func(*Anchor) (resolve.Node, bool)) effect {
	out := effect{judged: map[resolve.Node]map[string]bool{}}
	one := newUnion()
	apart := [][2]resolve.Node{}
	consistent := func() bool {
		return !slices.ContainsFunc(apart, func(p [2]resolve.Node) bool { return one.find(p[0]) == one.find(p[1]) })
	}
	for _, e := range j.entities {
		nodes, ok := findAll(e, find)
		if !ok {
			out.orphans = append(out.orphans, e)
			continue
		}
		before := one.clone()
		if e.Kind == KindMerge {
			for _, n := range nodes[1:] {
				one.join(nodes[0], n)
			}
		} else {
			apart = append(apart, [2]resolve.Node{nodes[0], nodes[1]})
		}
		if !consistent() {
			one = before
			if e.Kind == KindSplit {
				apart = apart[:len(apart)-1]
			}
			out.orphans = append(out.orphans, e)
			continue
		}
		for _, n := range nodes {
			if out.judged[n] == nil {
				out.judged[n] = map[string]bool{}
			}
			out.judged[n][e.ID()] = e.Kind == KindMerge
		}
	}
	return out
}

func findAll(e *Entry, find func(*Anchor) (resolve.Node, bool)) (nodes []resolve.Node, ok bool) {
	for i := range e.Mentions {
		n, ok := find(&e.Mentions[i])
		if !ok {
			return nil, false
		}
		nodes = append(nodes, n)
	}
	return nodes, true
}

// union are disjoint sets of nodes.
type union map[resolve.Node]resolve.Node

func newUnion() union        { return union{} }
func (u union) clone() union { return maps.Clone(u) }

func (u union) find(n resolve.Node) resolve.Node {
	for {
		up, ok := u[n]
		if !ok || up == n {
			return n
		}
		n = up
	}
}

func (u union) join(a, b resolve.Node) {
	if a, b = u.find(a), u.find(b); a != b {
		u[b] = a
	}
}

func judgedKey(id schema.SourceID) recordKey { return recordKey{judgedTable, string(id)} }
