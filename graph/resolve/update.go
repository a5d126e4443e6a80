package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
)

// A Change is what an update of an index changed.
type Change struct {
	// Nodes are those assigned something else than before, and those of another
	// signature, in order.
	Nodes []Node
	// Old and New are the entities that are not as they were, in order of ID.
	Old, New []Entity
}

// An Entity is what an index decided to be one.
type Entity struct {
	ID     string            // the path of its IRI below the base
	Labels map[string]string // the one to call it by, by language
}

// Update takes nodes from their old signatures to new ones.
func (ix *Index) Update(changes []NodeChange) (Change, error) {
	u := &update{
		Index: ix, parts: map[string]componentRecord{}, gone: map[string]bool{}, links: map[string][]string{},
		old: map[string]entityRecord{}, now: map[string]entityRecord{}, more: map[string]int{}, moved: map[Node]bool{},
	}
	for _, step := range []func() error{
		func() error { return u.members(changes) }, u.components, u.claims, u.assign, u.write,
	} {
		if err := step(); err != nil {
			return Change{}, err
		}
	}
	return u.change()
}

// An update gathers what one call of Update touches.
type update struct {
	*Index
	parts map[string]componentRecord // the components that change, as they were
	gone  map[string]bool            // signatures without a member left
	fresh []string                   // signatures that have their first, sorted
	links map[string][]string        // of fresh signatures to those that they match
	old   map[string]entityRecord    // entities that may change, as they were
	now   map[string]entityRecord    // and as they are to be
	more  map[string]int             // paths by how many entities more imply them
	moved map[Node]bool              // nodes of another signature than before
	whole map[string]componentRecord // the components as they are to be
}

// members moves the nodes and finds out which signatures come and go.
func (u *update) members(changes []NodeChange) error {
	touched := map[string]Signature{}
	for _, c := range changes {
		if c.Old == c.New.ID() {
			continue
		}
		u.moved[c.Node] = true
		if c.Old != "" {
			touched[c.Old] = cmp.Or(touched[c.Old], "")
			u.records.Put(nil, u.table("member"), c.Old, string(c.Node.Article), c.Node.Local)
		}
		if c.New != "" {
			touched[c.New.ID()] = c.New
			u.records.Put([]byte{1}, u.table("member"), c.New.ID(), string(c.Node.Article), c.Node.Local)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(touched)) {
		if err := u.touch(id); err != nil {
			return err
		}
	}
	for _, id := range u.fresh {
		if err := u.enter(id, touched[id]); err != nil {
			return err
		}
	}
	return nil
}

// touch sorts a signature by whether it was and is in use.
func (u *update) touch(id string) error {
	var r sigRecord
	known, err := u.getJSON(&r, u.table("sig"), id)
	if err != nil {
		return err
	}
	_, used, err := u.leastMember(id)
	switch {
	case err != nil:
		return err
	case known && used:
		return u.reopenNamesake(r.Entity)
	case known:
		u.gone[id] = true
		return errors.Join(u.reopenPart(r.Component), u.leave(id, r.Signature))
	case used:
		u.fresh = append(u.fresh, id)
	}
	return nil
}

var errFound = errors.New("found")

// leastMember returns the first node of a signature.
func (ix *Index) leastMember(id string) (n Node, ok bool, err error) {
	err = ix.records.Scan(ix.table("member"), id, func(key []string, _ []byte) error {
		n = nodeOf(key)
		return errFound
	})
	if errors.Is(err, errFound) {
		return n, true, nil
	}
	return n, false, err
}

// reopen has an entity's IRI decided again.
func (u *update) reopen(id string) error {
	if _, ok := u.old[id]; ok {
		return nil
	}
	r, err := u.entity(id)
	if err != nil {
		return err
	}
	u.old[id], u.now[id] = r, r
	return nil
}

// reopenNamesake has the IRI of an entity decided again that ends in a hash of
// its least mention, which may be another.
func (u *update) reopenNamesake(id string) error {
	r, err := u.entity(id)
	if err != nil || r.Shared == "" {
		return err
	}
	return u.reopen(id)
}

// reopenPart has a component cut again.
func (u *update) reopenPart(id string) error {
	if _, ok := u.parts[id]; ok {
		return nil
	}
	var r componentRecord
	if found, err := u.getJSON(&r, u.table("part"), id); err != nil || !found {
		return cmp.Or(err, fmt.Errorf("the index has no component %s", id))
	}
	u.parts[id] = r
	for _, e := range r.Entities {
		if err := u.reopen(e); err != nil {
			return err
		}
	}
	return nil
}

func (ix *Index) entity(id string) (r entityRecord, err error) {
	found, err := ix.getJSON(&r, ix.table("entity"), id)
	if err == nil && !found {
		err = fmt.Errorf("the index has no entity %s", id)
	}
	return r, err
}

// leave takes a signature out of the tables by which it is found.
func (u *update) leave(id string, s Signature) error {
	p, err := u.parse(id, s)
	if err != nil {
		return err
	}
	for _, key := range p.keys() {
		u.records.Put(nil, u.table("key"), shortHash(key), id)
	}
	u.records.Put(nil, u.table("sig"), id)
	return nil
}

// enter compares a signature with those that share a key and makes it known.
func (u *update) enter(id string, s Signature) error {
	p, err := u.parse(id, s)
	if err != nil {
		return err
	}
	others := map[string]bool{}
	for _, key := range p.keys() {
		err := u.records.Scan(u.table("key"), shortHash(key), func(key []string, _ []byte) error {
			others[key[2]] = true
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := u.putJSON(sigRecord{Signature: s}, u.table("sig"), id); err != nil {
		return err
	}
	for _, key := range p.keys() {
		u.records.Put([]byte{1}, u.table("key"), shortHash(key), id)
	}
	for _, other := range slices.Sorted(maps.Keys(others)) {
		if err := u.meet(id, other); err != nil {
			return err
		}
	}
	return nil
}

// meet decides on a fresh signature and another.
func (u *update) meet(id, other string) error {
	d, err := u.decide(id, other)
	if err != nil {
		return err
	}
	if d.Verdict != name.Match {
		return nil // doubtful pairs are found again when they are asked for
	}
	u.links[id] = append(u.links[id], other)
	r, err := u.sig(other)
	if err != nil || r.Component == "" { // it is fresh itself
		return err
	}
	return u.reopenPart(r.Component)
}

// components joins what matches and cuts what must not be one.
func (u *update) components() error {
	sets := newSets()
	origin := map[string]string{} // signature -> its component before
	for id, part := range u.parts {
		for _, s := range part.Sigs {
			if u.gone[s] {
				continue
			}
			sets.add(s)
			origin[s] = id
		}
		if err := u.rejoin(sets, part); err != nil {
			return err
		}
	}
	for _, s := range u.fresh {
		sets.add(s)
	}
	for _, s := range u.fresh {
		for _, other := range u.links[s] {
			sets.join(s, other)
		}
	}
	u.whole = map[string]componentRecord{}
	for _, sigs := range sets.all() {
		if err := u.component(sigs, origin); err != nil {
			return err
		}
	}
	return nil
}

// rejoin joins what is left of a component: all of it, unless a signature that
// may have held it together has gone.
func (u *update) rejoin(sets *sets, part componentRecord) error {
	left := slices.DeleteFunc(slices.Clone(part.Sigs), func(s string) bool { return u.gone[s] })
	whole := len(left) == len(part.Sigs)
	for i, s := range left {
		if whole {
			sets.join(left[0], s)
			continue
		}
		for _, other := range left[:i] {
			if sets.find(s) == sets.find(other) {
				continue
			}
			d, err := u.decide(s, other)
			if err != nil {
				return err
			}
			if d.Verdict == name.Match {
				sets.join(s, other)
			}
		}
	}
	return nil
}

// component finds the pairs of a component that must not be one and makes its
// entities.
func (u *update) component(sigs []string, origin map[string]string) error {
	in := map[string]bool{}
	for _, s := range sigs {
		in[s] = true
	}
	r := componentRecord{Sigs: sigs}
	seen := map[string]bool{}
	for _, s := range sigs {
		if id := origin[s]; id != "" && !seen[id] {
			seen[id] = true
			for _, c := range u.parts[id].Conflicts {
				if in[c[0]] && in[c[1]] {
					r.Conflicts = append(r.Conflicts, c)
				}
			}
		}
	}
	for i, s := range sigs {
		for _, other := range sigs[:i] {
			if origin[s] != "" && origin[s] == origin[other] {
				continue // they have been compared
			}
			d, err := u.decide(s, other)
			if err != nil {
				return err
			}
			if d.Verdict == name.Different {
				r.Conflicts = append(r.Conflicts, ordered(s, other))
			}
		}
	}
	slices.SortFunc(r.Conflicts, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	entities, err := u.cut(r)
	if err != nil {
		return err
	}
	for _, e := range entities {
		r.Entities = append(r.Entities, e[0])
		if err := u.entityOf(e); err != nil {
			return err
		}
	}
	u.whole[sigs[0]] = r
	return nil
}

// cut parts a component's signatures into entities: all are one, unless some
// pair must not be. Then they are joined pair by pair, the best first, as long
// as no such pair comes together.
func (u *update) cut(r componentRecord) ([][]string, error) {
	if len(r.Conflicts) == 0 {
		return [][]string{r.Sigs}, nil
	}
	type edge struct {
		pair  [2]string
		score float64
	}
	var edges []edge
	for i, s := range r.Sigs {
		for _, other := range r.Sigs[:i] {
			d, err := u.decide(s, other)
			if err != nil {
				return nil, err
			}
			if d.Verdict == name.Match {
				edges = append(edges, edge{ordered(s, other), d.Score})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.score, a.score), slices.Compare(a.pair[:], b.pair[:]))
	})
	apart := map[string][]string{}
	for _, c := range r.Conflicts {
		apart[c[0]] = append(apart[c[0]], c[1])
		apart[c[1]] = append(apart[c[1]], c[0])
	}
	sets := newSets()
	for _, s := range r.Sigs {
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

// entityOf makes the entity of some signatures, or finds that it is as it was.
func (u *update) entityOf(sigs []string) error {
	id := sigs[0]
	if r, ok := u.old[id]; ok && slices.Equal(r.Sigs, sigs) {
		u.now[id] = r
		return nil
	}
	r := entityRecord{Sigs: sigs}
	best := map[string]claimedIRI{}
	for _, s := range sigs {
		p, err := u.parsed(s)
		if err != nil {
			return err
		}
		for _, i := range p.implies() {
			c, ok := best[i.path]
			if !ok {
				c = claimedIRI{Path: i.path, Rank: i.rank}
			}
			c.Rank, c.Candidate = min(c.Rank, i.rank), c.Candidate || i.candidate
			best[i.path] = c
		}
	}
	for _, path := range slices.Sorted(maps.Keys(best)) {
		r.Implied = append(r.Implied, best[path])
	}
	u.now[id] = r
	return nil
}

// claims brings the table of implied IRIs up to date, and has the IRIs of all
// entities decided again that may now be alone with one, or no longer.
func (u *update) claims() error {
	kept := map[string]bool{}
	for _, r := range u.whole {
		for _, e := range r.Entities {
			kept[e] = true
		}
	}
	for _, r := range u.parts {
		for _, e := range r.Entities {
			if !kept[e] {
				delete(u.now, e)
			}
		}
	}
	for id, r := range u.old {
		u.claim(id, r.Implied, nil, -1)
	}
	for id, r := range u.now {
		u.claim(id, r.Implied, []byte{1}, 1)
	}
	for _, path := range slices.Sorted(maps.Keys(u.more)) {
		if u.more[path] == 0 {
			continue
		}
		owners, err := u.owners(path)
		if err != nil {
			return err
		}
		if before := len(owners) - u.more[path]; before > 1 && len(owners) > 1 {
			continue
		}
		for _, id := range owners {
			if _, ok := u.now[id]; !ok {
				if err := u.reopen(id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (u *update) claim(id string, implied []claimedIRI, value []byte, n int) {
	for _, c := range implied {
		u.records.Put(value, u.table("iri"), c.Path, id)
		u.more[c.Path] += n
	}
}

// owners returns the entities that imply an IRI.
func (ix *Index) owners(path string) (ids []string, err error) {
	err = ix.records.Scan(ix.table("iri"), path, func(key []string, _ []byte) error {
		ids = append(ids, key[2])
		return nil
	})
	return ids, err
}

// assign decides the IRIs and labels of entities.
func (u *update) assign() error {
	for _, id := range slices.Sorted(maps.Keys(u.now)) {
		r := u.now[id]
		var err error
		if r.Assigned, err = u.iri(id, r); err != nil {
			return err
		}
		if r.Labels, err = u.labels(r); err != nil {
			return err
		}
		u.now[id] = r
	}
	return nil
}

// iri returns the IRI of an entity: the gazetteer's; else the first that it
// alone implies; else the first with a hash of its least mention, as also where
// it has but parts of a name.
func (u *update) iri(id string, r entityRecord) (Assigned, error) {
	fixed := ""
	for _, s := range r.Sigs {
		p, err := u.parsed(s)
		if err != nil {
			return Assigned{}, err
		}
		if f := p.fixed(); f != "" && (fixed == "" || f < fixed) {
			fixed = f
		}
	}
	if fixed != "" {
		return Assigned{ID: fixed}, nil
	}
	paths := slices.Clone(r.Implied)
	slices.SortFunc(paths, func(a, b claimedIRI) int {
		return cmp.Or(later(!a.Candidate, !b.Candidate), a.Rank-b.Rank, strings.Compare(a.Path, b.Path))
	})
	for _, c := range paths {
		if !c.Candidate {
			break
		}
		owners, err := u.owners(c.Path)
		if err != nil {
			return Assigned{}, err
		}
		if len(owners) == 1 {
			return Assigned{ID: c.Path}, nil
		}
	}
	if len(paths) == 0 {
		return Assigned{}, fmt.Errorf("entity %s implies no IRI", id)
	}
	least, err := u.leastMention(r)
	return Assigned{ID: Hashed(paths[0].Path, least), Shared: paths[0].Path}, err
}

// Hashed returns the IRI that a namesake's mention implies.
func Hashed(path string, n Node) string {
	return path + "-" + shortHash(string(n.Article) + " " + n.Local)[:8]
}

func (u *update) leastMention(r entityRecord) (least Node, err error) {
	for i, s := range r.Sigs {
		n, _, err := u.leastMember(s)
		if err != nil {
			return least, err
		}
		if i == 0 || n.Compare(least) < 0 {
			least = n
		}
	}
	return least, nil
}

// labels returns the name to call an entity by in each language: the one that
// its IRI is made of, else the least.
func (u *update) labels(r entityRecord) (map[string]string, error) {
	out := map[string]string{}
	rank := map[string]int{}
	for _, s := range r.Sigs {
		p, err := u.parsed(s)
		if err != nil {
			return nil, err
		}
		for lang, names := range p.labels() {
			for _, n := range names {
				k := 1
				if p.path(n, lang) == cmp.Or(r.Shared, r.ID) {
					k = 0
				}
				if was, ok := rank[lang]; !ok || k < was || k == was && n < out[lang] {
					rank[lang], out[lang] = k, n
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

// write brings the tables of components, entities and signatures up to date.
func (u *update) write() error {
	for id := range u.parts {
		if _, ok := u.whole[id]; !ok {
			u.records.Put(nil, u.table("part"), id)
		}
	}
	for id := range u.old {
		if _, ok := u.now[id]; !ok {
			u.records.Put(nil, u.table("entity"), id)
		}
	}
	for id, r := range u.now {
		old, had := u.old[id]
		if had && old.Assigned == r.Assigned && slices.Equal(old.Sigs, r.Sigs) && maps.Equal(old.Labels, r.Labels) {
			continue
		}
		if err := u.putJSON(r, u.table("entity"), id); err != nil {
			return err
		}
	}
	for id, r := range u.whole {
		if err := u.putJSON(r, u.table("part"), id); err != nil {
			return err
		}
		for _, e := range r.Entities {
			for _, s := range u.now[e].Sigs {
				if err := u.place(s, id, e); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// place records where a signature is.
func (u *update) place(s, part, entity string) error {
	r, err := u.sig(s)
	if err != nil || r.Component == part && r.Entity == entity {
		return err
	}
	r.Component, r.Entity = part, entity
	return u.putJSON(r, u.table("sig"), s)
}

// change tells what the update came to.
func (u *update) change() (Change, error) {
	before := map[string]Assigned{} // by signature
	for _, r := range u.old {
		for _, s := range r.Sigs {
			before[s] = r.Assigned
		}
	}
	nodes := u.moved
	var c Change
	for id, r := range u.now {
		for _, s := range r.Sigs {
			if was, had := before[s]; had && was == r.Assigned {
				continue
			}
			err := u.records.Scan(u.table("member"), s, func(key []string, _ []byte) error {
				nodes[nodeOf(key)] = true
				return nil
			})
			if err != nil {
				return c, err
			}
		}
		if old, had := u.old[id]; !had || old.ID != r.ID || !maps.Equal(old.Labels, r.Labels) {
			c.New = append(c.New, Entity{r.ID, r.Labels})
			if had {
				c.Old = append(c.Old, Entity{old.ID, old.Labels})
			}
		}
	}
	for id, r := range u.old {
		if _, still := u.now[id]; !still {
			c.Old = append(c.Old, Entity{r.ID, r.Labels})
		}
	}
	byID := func(a, b Entity) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(c.Old, byID)
	slices.SortFunc(c.New, byID)
	c.Nodes = slices.SortedFunc(maps.Keys(nodes), Node.Compare)
	return c, nil
}

// Assigned returns what the nodes of a signature, by its ID, are assigned.
func (ix *Index) Assigned(sig string) (Assigned, error) {
	r, err := ix.sig(sig)
	if err != nil {
		return Assigned{}, err
	}
	e, err := ix.entity(r.Entity)
	return e.Assigned, err
}

// Compare orders nodes by article, then by ID.
func (n Node) Compare(o Node) int {
	return cmp.Or(strings.Compare(string(n.Article), string(o.Article)), strings.Compare(n.Local, o.Local))
}
