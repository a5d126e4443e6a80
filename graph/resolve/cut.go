package resolve

import (
	"cmp"
	"maps"
	"slices"

	"claimgraph/graph/resolve/name"
)

// Components are found on levels. On the first, signatures that match are linked.
// A component without a pair that must not be one is an entity, however large it
// is; one with such a pair is cut pair by pair, which takes time by the square of
// its size. So one of more than mostCut signatures is left to the next level,
// where but those are linked that are alike, and on the last those that people
// judged to be one. What chains on without end, as a daily meeting of the same
// two, falls apart where its members are least sure, and an article more costs no
// more than the part that it belongs to. On which level a signature is depends on
// the component alone, not on how it came to be.
const (
	matching = iota // level of all matches
	alike           // level of matches of one cell
	judged          // level of what people decided
	mostCut  = 128
)

// judgedScore is what a match scores that people decided on.
const judgedScore = 2

// linked reports whether two signatures are linked on a level.
func (ix *Index) linked(level int, a, b string) (bool, error) {
	d, err := ix.decide(a, b)
	if err != nil || d.verdict != name.Match || level == matching || d.score >= judgedScore {
		return err == nil && d.verdict == name.Match, err
	}
	if level == judged {
		return false, nil
	}
	pa, err := ix.parsed(a)
	if err != nil {
		return false, err
	}
	pb, err := ix.parsed(b)
	return err == nil && pa.cell() == pb.cell(), err
}

// neighbours returns what a signature is linked with on a level, of those that
// are wanted, in order.
func (ix *Index) neighbours(level int, id string, wanted func(string) (bool, error)) (out []string, err error) {
	p, err := ix.parsed(id)
	if err != nil {
		return nil, err
	}
	others, err := ix.sharing(p)
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		if other == id {
			continue
		}
		if ok, err := wanted(other); err != nil || !ok {
			if err != nil {
				return nil, err
			}
			continue
		}
		ok, err := ix.linked(level, id, other)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, other)
		}
	}
	return out, nil
}

// sharing returns the signatures in the tables that share a key with one, in order.
func (ix *Index) sharing(p parsed) ([]string, error) {
	others := map[string]bool{}
	for _, key := range p.keys() {
		err := ix.records.Scan(ix.table("key"), shortHash(key), func(key []string, _ []byte) error {
			others[key[2]] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(others)), nil
}

// A motion is which signatures come to a level, and which leave it, if only for a
// lower one.
type motion struct{ comes, goes map[string]bool }

// components joins what matches and cuts what must not be one, level by level.
func (u *update) components() error {
	u.whole = map[string]componentRecord{}
	m := motion{map[string]bool{}, u.gone}
	for _, s := range u.fresh {
		m.comes[s] = true
	}
	for level := matching; level <= judged && len(m.comes)+len(m.goes) > 0; level++ {
		var err error
		if m, err = u.settle(level, m); err != nil {
			return err
		}
	}
	return nil
}

// A settling is what an update does on one level.
type settling struct {
	*update
	motion
	level  int
	sets   *sets
	origin map[string]string // signature -> its component before
	risen  map[string]bool   // signatures that were above the level and are no longer
	above  map[string]bool   // signatures that are linked with some that are above
	opened map[string]bool   // signatures whose component is reopened
}

// settle finds the components of a level anew that what comes and goes changes.
// It returns what that comes to on the next level.
func (u *update) settle(level int, m motion) (motion, error) {
	s := &settling{
		update: u, motion: m, level: level, sets: newSets(),
		origin: map[string]string{}, risen: map[string]bool{}, above: map[string]bool{}, opened: map[string]bool{},
	}
	for _, step := range []func() error{s.shrink, s.open, s.join} {
		if err := step(); err != nil {
			return m, err
		}
	}
	return s.divide()
}

// levelOf returns the level that a signature was on.
func (u *update) levelOf(id string) (int, error) {
	r, err := u.sig(id)
	return r.Level, err
}

// stays reports whether a signature was above the level and is not leaving.
func (s *settling) stays(id string) (bool, error) {
	if s.goes[id] || s.comes[id] {
		return false, nil
	}
	level, err := s.levelOf(id)
	return level > s.level, err
}

// shrink finds the components that were too large for the level and are no longer,
// as some signatures go.
func (s *settling) shrink() error {
	seen := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(s.goes)) {
		if level, err := s.levelOf(id); err != nil || level <= s.level {
			if err != nil {
				return err
			}
			continue
		}
		near, err := s.neighbours(s.level, id, s.stays)
		if err != nil {
			return err
		}
		for _, n := range near {
			if seen[n] {
				continue
			}
			piece, large, err := s.explore(n, seen)
			if err != nil {
				return err
			}
			if large {
				continue
			}
			for _, p := range piece {
				s.sets.add(p)
				s.sets.join(piece[0], p)
				s.risen[p] = true
			}
		}
	}
	return nil
}

// explore returns the component of a signature among those that stay above the
// level, or as much of it as shows that it is too large still. What it has seen
// it adds to seen.
func (s *settling) explore(id string, seen map[string]bool) (piece []string, large bool, err error) {
	mine := map[string]bool{id: true}
	piece = []string{id}
	defer func() {
		for _, p := range piece {
			seen[p] = true
		}
	}()
	conflict := false
	for i := 0; i < len(piece); i++ {
		near, err := s.neighbours(s.level, piece[i], s.stays)
		if err != nil {
			return piece, false, err
		}
		for _, n := range near {
			if mine[n] {
				continue
			}
			if seen[n] { // only what is too large is left when it has been seen in part
				return piece, true, nil
			}
			for _, p := range piece {
				if conflict {
					break
				}
				if conflict, err = s.different(n, p); err != nil {
					return piece, false, err
				}
			}
			mine[n] = true
			piece = append(piece, n)
			if conflict && len(piece) > s.kind.mostCut {
				return piece, true, nil
			}
		}
	}
	return piece, false, nil
}

func (ix *Index) different(a, b string) (bool, error) {
	d, err := ix.decide(a, b)
	return d.verdict == name.Different, err
}

// open reopens the components of the level that lose a signature, or may get one.
func (s *settling) open() error {
	for _, id := range slices.Sorted(maps.Keys(s.goes)) {
		if err := s.reopenOf(id); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.comes)) {
		if s.level > matching { // else they were found as it came
			near, err := s.neighbours(s.level, id, func(o string) (bool, error) {
				if s.comes[o] {
					return true, nil
				}
				level, err := s.levelOf(o)
				return level >= s.level && !s.goes[o], err
			})
			if err != nil {
				return err
			}
			s.links[id] = near
		}
		for _, other := range s.links[id] {
			if s.comes[other] || s.risen[other] {
				continue
			}
			if err := s.reopenOf(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// reopenOf opens the component of a signature if it is one of the level.
func (s *settling) reopenOf(id string) error {
	if s.opened[id] {
		return nil
	}
	r, err := s.sig(id)
	if err != nil || r.Level != s.level || r.Component == "" {
		return err
	}
	if err := s.reopenPart(r.Component); err != nil {
		return err
	}
	for _, other := range s.parts[r.Component].Sigs {
		s.opened[other] = true
	}
	return nil
}

// join joins what is linked on the level.
func (s *settling) join() error {
	for _, id := range slices.Sorted(maps.Keys(s.parts)) {
		part := s.parts[id]
		if part.Level != s.level {
			continue
		}
		for _, sig := range part.Sigs {
			if !s.goes[sig] {
				s.sets.add(sig)
				s.origin[sig] = id
			}
		}
		if err := s.rejoin(part); err != nil {
			return err
		}
	}
	for id := range s.comes {
		s.sets.add(id)
	}
	for id := range s.comes {
		for _, other := range s.links[id] {
			if s.sets.has(other) {
				s.sets.join(id, other)
			} else {
				s.above[id] = true
			}
		}
	}
	return nil
}

// rejoin joins what is left of a component: all of it, unless a signature that
// may have held it together has gone.
func (s *settling) rejoin(part componentRecord) error {
	left := slices.DeleteFunc(slices.Clone(part.Sigs), func(id string) bool { return s.goes[id] })
	whole := len(left) == len(part.Sigs)
	for i, id := range left {
		if whole {
			s.sets.join(left[0], id)
			continue
		}
		for _, other := range left[:i] {
			if s.sets.find(id) == s.sets.find(other) {
				continue
			}
			ok, err := s.linked(s.level, id, other)
			if err != nil {
				return err
			}
			if ok {
				s.sets.join(id, other)
			}
		}
	}
	return nil
}

// divide makes entities of the components, and leaves those that are too large to
// the next level.
func (s *settling) divide() (motion, error) {
	next := motion{map[string]bool{}, map[string]bool{}}
	for _, sigs := range s.sets.all() {
		large := slices.ContainsFunc(sigs, func(id string) bool { return s.above[id] })
		if !large {
			var err error
			if large, err = s.component(sigs); err != nil {
				return next, err
			}
		}
		for _, id := range sigs {
			switch {
			case large && !s.risen[id]:
				next.comes[id] = true
			case !large && s.risen[id]:
				next.goes[id] = true
			}
		}
	}
	for id := range s.goes {
		level, err := s.levelOf(id)
		if err != nil {
			return next, err
		}
		if level > s.level {
			next.goes[id] = true
		}
	}
	return next, nil
}

// component makes the entities of a component, unless it is too large to be cut.
func (s *settling) component(sigs []string) (large bool, err error) {
	conflict, err := s.conflicted(sigs)
	if err != nil || conflict && len(sigs) > s.kind.mostCut && s.level < judged {
		return true, err
	}
	entities := [][]string{sigs}
	if conflict {
		if entities, err = s.cut(sigs); err != nil {
			return false, err
		}
	}
	r := componentRecord{Level: s.level, Sigs: sigs}
	for _, e := range entities {
		r.Entities = append(r.Entities, e[0])
		if err := s.entityOf(e); err != nil {
			return false, err
		}
	}
	s.whole[sigs[0]] = r
	return false, nil
}

// conflicted reports whether a component has a pair that must not be one. Of a
// component before that is all here it is known: it was cut, or had none.
func (s *settling) conflicted(sigs []string) (bool, error) {
	groups := map[string][]string{} // by component before; what is new stands alone
	for _, id := range sigs {
		of := s.origin[id]
		if of == "" {
			of = "new " + id
		}
		groups[of] = append(groups[of], id)
	}
	names := slices.Sorted(maps.Keys(groups))
	for i, of := range names {
		if part, had := s.parts[of]; had && len(part.Entities) > 1 {
			if len(part.Sigs) == len(groups[of]) {
				return true, nil
			}
			for j, a := range groups[of] {
				if found, err := s.anyDifferent(a, groups[of][:j]); err != nil || found {
					return found, err
				}
			}
		}
		for _, before := range names[:i] {
			for _, a := range groups[of] {
				if found, err := s.anyDifferent(a, groups[before]); err != nil || found {
					return found, err
				}
			}
		}
	}
	return false, nil
}

func (ix *Index) anyDifferent(a string, others []string) (bool, error) {
	for _, b := range others {
		if found, err := ix.different(a, b); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// cut parts the signatures of a component in which some pair must not be one into
// entities: they are joined pair by pair, the best first, as long as no such pair
// comes together.
func (ix *Index) cut(sigs []string) ([][]string, error) {
	type edge struct {
		pair  [2]string
		score float64
	}
	var edges []edge
	apart := map[string][]string{}
	for i, s := range sigs {
		for _, other := range sigs[:i] {
			d, err := ix.decide(s, other)
			if err != nil {
				return nil, err
			}
			switch d.verdict {
			case name.Match:
				edges = append(edges, edge{ordered(s, other), d.score})
			case name.Different:
				apart[s] = append(apart[s], other)
				apart[other] = append(apart[other], s)
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.score, a.score), slices.Compare(a.pair[:], b.pair[:]))
	})
	sets := newSets()
	for _, s := range sigs {
		sets.add(s)
	}
	for _, e := range edges {
		a, b := sets.find(e.pair[0]), sets.find(e.pair[1])
		if a != b && !sets.meets(a, b, apart) {
			sets.join(a, b)
		}
	}
	return sets.all(), nil
}
