package resolve

import (
	"maps"
	"slices"
)

// sets are disjoint sets of strings, each found by any of its members.
type sets struct {
	up      map[string]string
	members map[string][]string // of the sets, by what find returns
}

func newSets() *sets { return &sets{map[string]string{}, map[string][]string{}} }

func (s *sets) add(x string) {
	if _, ok := s.up[x]; !ok {
		s.up[x] = x
		s.members[x] = []string{x}
	}
}

func (s *sets) has(x string) bool {
	_, ok := s.up[x]
	return ok
}

// find returns what stands for the set that x is in.
func (s *sets) find(x string) string {
	for s.up[x] != x {
		s.up[x] = s.up[s.up[x]]
		x = s.up[x]
	}
	return x
}

func (s *sets) join(x, y string) {
	x, y = s.find(x), s.find(y)
	if x == y {
		return
	}
	if len(s.members[x]) < len(s.members[y]) {
		x, y = y, x
	}
	s.up[y] = x
	s.members[x] = append(s.members[x], s.members[y]...)
	delete(s.members, y)
}

// meets reports whether two sets hold a pair that must stay apart.
func (s *sets) meets(x, y string, apart map[string][]string) bool {
	x, y = s.find(x), s.find(y)
	if len(s.members[y]) < len(s.members[x]) {
		x, y = y, x
	}
	for _, m := range s.members[x] {
		for _, other := range apart[m] {
			if s.find(other) == y {
				return true
			}
		}
	}
	return false
}

// all returns the sets, each sorted, in order of their least members.
func (s *sets) all() [][]string {
	var out [][]string
	for _, x := range slices.Sorted(maps.Keys(s.members)) {
		out = append(out, slices.Sorted(slices.Values(s.members[x])))
	}
	slices.SortFunc(out, func(a, b []string) int { return slices.Compare(a[:1], b[:1]) })
	return out
}
