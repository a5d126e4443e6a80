package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
)

// A Doubt is a pair that may be one thing, left for people to decide.
type Doubt struct {
	A, B    Side
	Score   float64
	Reasons []string
}

// A Side is one of two things that were compared: all nodes of one signature.
type Side struct {
	ID    string // of the entity that they are assigned to
	Names []string
	Least Node // the first of its mentions
}

// Doubts returns the pairs of entities of which some mentions are doubtful and
// that are not one by way of others, nor two by what others of their mentions say,
// the likeliest first, each once.
func (ix *Index) Doubts() ([]Doubt, error) {
	best := map[[2]string]Doubt{} // by the entities
	keys := map[string][]string{} // to the signatures that have them
	err := ix.records.Scan(ix.table("key"), "", func(key []string, _ []byte) error {
		keys[key[1]] = append(keys[key[1]], key[2])
		return nil
	})
	seen := map[[2]string]bool{}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		for i, a := range keys[key] {
			for _, b := range keys[key][:i] {
				if pair := ordered(a, b); err == nil && !seen[pair] {
					seen[pair] = true
					err = ix.doubt(pair, best)
				}
			}
		}
	}
	var out []Doubt
	for _, entities := range slices.SortedFunc(maps.Keys(best), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		two, apartErr := ix.apart(entities)
		if err = cmp.Or(err, apartErr); !two {
			out = append(out, best[entities])
		}
	}
	slices.SortStableFunc(out, func(a, b Doubt) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.A.ID, b.A.ID), strings.Compare(a.B.ID, b.B.ID))
	})
	return out, err
}

// doubted reports whether people should look at a pair: also two events that share
// a key and contradict each other too much to be one.
func doubted(d name.Decision) bool {
	return d.Verdict == name.Doubtful || d.Verdict == name.Different && d.Score >= leastDoubt
}

// leastDoubt is the least score of a doubtful pair.
const leastDoubt = 0.5

// doubt notes a pair of signatures if it is doubtful, and the best of their entities.
func (ix *Index) doubt(pair [2]string, best map[[2]string]Doubt) error {
	pa, err := ix.parsed(pair[0])
	if err != nil {
		return err
	}
	pb, err := ix.parsed(pair[1])
	if err != nil {
		return err
	}
	decision := ix.kind.compare(pa, pb)
	if !doubted(decision) {
		return nil
	}
	a, err := ix.sig(pair[0])
	if err != nil {
		return err
	}
	b, err := ix.sig(pair[1])
	if err != nil || a.Entity == b.Entity {
		return err
	}
	d := Doubt{Score: decision.Score, Reasons: decision.Reasons}
	if d.A, err = ix.side(pair[0], a); err != nil {
		return err
	}
	if d.B, err = ix.side(pair[1], b); err != nil {
		return err
	}
	if d.B.ID < d.A.ID {
		d.A, d.B = d.B, d.A
	}
	entities := ordered(a.Entity, b.Entity)
	if o, ok := best[entities]; !ok || d.Score > o.Score {
		best[entities] = d
	}
	return nil
}

// apart reports whether some mentions of two entities must not be one, as those of
// father and son.
func (ix *Index) apart(entities [2]string) (bool, error) {
	a, err := ix.entity(entities[0])
	if err != nil {
		return false, err
	}
	b, err := ix.entity(entities[1])
	if err != nil {
		return false, err
	}
	for _, x := range a.Sigs {
		for _, y := range b.Sigs {
			d, err := ix.decide(x, y)
			if err != nil || d.verdict == name.Different && d.score < leastDoubt {
				return err == nil, err
			}
		}
	}
	return false, nil
}

func (ix *Index) side(id string, r sigRecord) (s Side, err error) {
	e, err := ix.entity(r.Entity)
	if err != nil {
		return s, err
	}
	p, err := ix.parse(id, r.Signature)
	if err != nil {
		return s, err
	}
	s.ID, s.Names = e.ID, p.names()
	s.Least, _, err = ix.leastMember(id)
	return s, err
}

// A Shown entity tells how it came to be one.
type Shown struct {
	Entity
	Members []Member
}

// A Member is what all nodes of one signature have in common.
type Member struct {
	Names []string
	About []string // what the articles say beside the names
	Nodes []Node
	// With is the place among the members of the one that it matches best, -1 if
	// it is the first, and Decision what was decided on the two.
	With     int
	Decision name.Decision
}

// Show returns the entity whose IRI has the path, or false.
func (ix *Index) Show(path string) (s Shown, found bool, err error) {
	var id string
	err = ix.records.Scan(ix.table("is"), path, func(key []string, _ []byte) error {
		id, found = key[2], true
		return nil
	})
	if err != nil || !found {
		return s, found, err
	}
	r, err := ix.entity(id)
	if err != nil {
		return s, true, err
	}
	s.Entity = Entity{r.ID, r.Labels}
	for i := range r.Sigs {
		m, err := ix.member(r.Sigs, i)
		if err != nil {
			return s, true, err
		}
		s.Members = append(s.Members, m)
	}
	return s, true, nil
}

func (ix *Index) member(sigs []string, i int) (m Member, err error) {
	p, err := ix.parsed(sigs[i])
	if err != nil {
		return m, err
	}
	m = Member{Names: p.names(), About: p.about(), With: -1}
	for j := range sigs[:i] {
		d, err := ix.reasons(sigs[i], sigs[j])
		if err != nil {
			return m, err
		}
		if m.With < 0 || d.Verdict > m.Decision.Verdict || d.Verdict == m.Decision.Verdict && d.Score > m.Decision.Score {
			m.With, m.Decision = j, d
		}
	}
	err = ix.records.Scan(ix.table("member"), sigs[i], func(key []string, _ []byte) error {
		m.Nodes = append(m.Nodes, nodeOf(key))
		return nil
	})
	return m, err
}

func (p *parsedEntity) names() (out []string) {
	for _, n := range p.form.Names {
		out = append(out, n.Text)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *parsedEntity) about() []string {
	return slices.Concat(p.form.Posts, p.form.Organizations, p.form.Countries)
}

func (p *parsedEvent) names() (out []string) {
	out = append(out, p.form.Numbered...)
	for _, k := range p.form.Rounds {
		out = append(out, strings.TrimSpace(k.Of+" "+k.Subjects))
	}
	for _, s := range p.form.Series {
		out = append(out, s.Of+" "+s.Name.Text)
	}
	for _, d := range p.form.Dated {
		out = append(out, d.Key+" "+d.Day)
	}
	return out
}

func (p *parsedEvent) about() (out []string) {
	for _, arg := range slices.Sorted(maps.Keys(p.form.Single)) {
		out = append(out, arg+" "+strings.Join(p.form.Single[arg], ", "))
	}
	return out
}
