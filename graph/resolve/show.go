package resolve

import (
	"cmp"
	"encoding/json"
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
// that are not one by way of others, the likeliest first, each once.
func (ix *Index) Doubts() ([]Doubt, error) {
	best := map[[2]string]Doubt{} // by the entities' IRIs
	err := ix.records.Scan(ix.table("doubt"), "", func(key []string, value []byte) error {
		if key[1] > key[2] { // each pair stands twice
			return nil
		}
		a, err := ix.sig(key[1])
		if err != nil {
			return err
		}
		b, err := ix.sig(key[2])
		if err != nil || a.Entity == b.Entity {
			return err
		}
		var r doubtRecord
		if err := json.Unmarshal(value, &r); err != nil {
			return err
		}
		d := Doubt{Score: r.Score, Reasons: r.Reasons}
		if d.A, err = ix.side(key[1], a); err != nil {
			return err
		}
		if d.B, err = ix.side(key[2], b); err != nil {
			return err
		}
		if d.B.ID < d.A.ID {
			d.A, d.B = d.B, d.A
		}
		pair := [2]string{d.A.ID, d.B.ID}
		if o, ok := best[pair]; !ok || d.Score > o.Score {
			best[pair] = d
		}
		return nil
	})
	out := slices.Collect(maps.Values(best))
	slices.SortStableFunc(out, func(a, b Doubt) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.A.ID, b.A.ID), strings.Compare(a.B.ID, b.B.ID))
	})
	return out, err
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
	var r entityRecord
	err = ix.records.Scan(ix.table("entity"), "", func(_ []string, value []byte) error {
		var e entityRecord
		if err := json.Unmarshal(value, &e); err != nil {
			return err
		}
		if e.ID == path {
			r, found = e, true
		}
		return nil
	})
	if err != nil || !found {
		return s, found, err
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
		d, err := ix.decide(sigs[i], sigs[j])
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
