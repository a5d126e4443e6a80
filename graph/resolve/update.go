package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Change is what an update of an index changed.
type Change struct {
	// Nodes are those assigned something else than before, and those of another
	// signature, in order.
	Nodes []Node
	// Old and New are the entities that are not as they were, in order of ID. What
	// another entity of the same IRI is called too, Old does not have.
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
		if err := u.touch(id, touched[id]); err != nil {
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

// touch sorts a signature by whether it was and is in use; now is "" if no node
// comes to it.
func (u *update) touch(id string, now Signature) error {
	var r sigRecord
	known, err := u.getJSON(&r, u.table("sig"), id)
	if err != nil {
		return err
	}
	used := now != ""
	if !used {
		if _, used, err = u.leastMember(id); err != nil {
			return err
		}
	}
	switch {
	case known && used && r.Assigned.Shared != "":
		return u.reopen(r.Entity) // its IRI ends in a hash of its least mention, which may be another
	case known && !used:
		u.gone[id] = true
		return u.leave(id, r.Signature)
	case !known && used:
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
	u.old[id] = r
	if _, made := u.now[id]; !made { // else on a lower level, of a part of a larger one
		u.now[id] = r
	}
	return nil
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

// leave takes a signature out of the table by which it is found.
func (u *update) leave(id string, s Signature) error {
	p, err := u.parse(id, s)
	if err != nil {
		return err
	}
	for _, key := range p.keys() {
		u.records.Put(nil, u.table("key"), shortHash(key), id)
	}
	return nil
}

// enter makes a signature known and compares it with those that share a key.
// Doubtful pairs are found again when they are asked for.
func (u *update) enter(id string, s Signature) error {
	p, err := u.parse(id, s)
	if err != nil {
		return err
	}
	u.links[id], err = u.neighbours(matching, id, func(string) (bool, error) { return true, nil })
	if err != nil {
		return err
	}
	for _, key := range p.keys() {
		u.records.Put([]byte{1}, u.table("key"), shortHash(key), id)
	}
	return u.putJSON(sigRecord{Signature: s}, u.table("sig"), id)
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
		for _, l := range p.labels() {
			k := 1
			if l.path == cmp.Or(r.Shared, r.ID) {
				k = 0
			}
			if was, ok := rank[l.language]; !ok || k < was || k == was && l.text < out[l.language] {
				rank[l.language], out[l.language] = k, l.text
			}
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, nil
}

// A placed signature is where it was, and what its nodes were assigned.
type placed struct {
	part, entity string
	level        int
	assigned     Assigned
}

// write brings the tables of components, entities and signatures up to date.
func (u *update) write() error {
	for id := range u.gone {
		u.records.Put(nil, u.table("sig"), id)
	}
	for id := range u.parts {
		if _, ok := u.whole[id]; !ok {
			u.records.Put(nil, u.table("part"), id)
		}
	}
	for id, old := range u.old {
		r, still := u.now[id]
		if !still {
			u.records.Put(nil, u.table("entity"), id)
		}
		if !still || r.ID != old.ID {
			u.records.Put(nil, u.table("is"), old.ID, id)
		}
	}
	for id, r := range u.now {
		old, had := u.old[id]
		if !had || r.ID != old.ID {
			u.records.Put([]byte{1}, u.table("is"), r.ID, id)
		}
		if had && old.Assigned == r.Assigned && slices.Equal(old.Sigs, r.Sigs) && maps.Equal(old.Labels, r.Labels) {
			continue
		}
		if err := u.putJSON(r, u.table("entity"), id); err != nil {
			return err
		}
	}
	return u.place()
}

// place records where signatures are that were elsewhere or are assigned
// something else.
func (u *update) place() error {
	before, now := places(u.parts, u.old), places(u.whole, u.now)
	for id, r := range u.whole {
		if was, had := u.parts[id]; !had || !was.equal(r) {
			if err := u.putJSON(r, u.table("part"), id); err != nil {
				return err
			}
		}
	}
	for s, p := range now {
		if was, had := before[s]; had && was == p {
			continue
		}
		r, err := u.sig(s)
		if err != nil {
			return err
		}
		r.Entity, r.Assigned = p.entity, p.assigned
		if p.part != "" { // else only its entity's IRI was decided again
			r.Component, r.Level = p.part, p.level
		}
		if err := u.putJSON(r, u.table("sig"), s); err != nil {
			return err
		}
	}
	return nil
}

func (r componentRecord) equal(o componentRecord) bool {
	return r.Level == o.Level && slices.Equal(r.Sigs, o.Sigs) && slices.Equal(r.Entities, o.Entities)
}

// places returns where signatures are, by the records of components and entities.
func places(parts map[string]componentRecord, entities map[string]entityRecord) map[string]placed {
	out := map[string]placed{}
	for id, r := range entities {
		for _, s := range r.Sigs {
			out[s] = placed{entity: id, assigned: r.Assigned}
		}
	}
	for id, r := range parts {
		for _, s := range r.Sigs {
			p := out[s]
			p.part, p.level = id, r.Level
			out[s] = p
		}
	}
	return out
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
	for i := range c.Old {
		if err := u.share(&c.Old[i]); err != nil {
			return c, err
		}
	}
	byID := func(a, b Entity) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(c.Old, byID)
	slices.SortFunc(c.New, byID)
	c.Nodes = slices.SortedFunc(maps.Keys(nodes), Node.Compare)
	return c, nil
}

// share takes from what an entity was called what others of its IRI are: where
// people have split what the gazetteer knows there are several.
func (u *update) share(e *Entity) error {
	if len(e.Labels) == 0 {
		return nil
	}
	labels := maps.Clone(e.Labels)
	err := u.records.Scan(u.table("is"), e.ID, func(key []string, _ []byte) error {
		r, err := u.entity(key[2])
		for lang, text := range r.Labels {
			if labels[lang] == text {
				delete(labels, lang)
			}
		}
		return err
	})
	e.Labels = labels
	return err
}

// Assigned returns what the nodes of a signature, by its ID, are assigned.
func (ix *Index) Assigned(sig string) (Assigned, error) {
	r, err := ix.sig(sig)
	return r.Assigned, err
}

// Compare orders nodes by article, then by ID.
func (n Node) Compare(o Node) int {
	return cmp.Or(strings.Compare(string(n.Article), string(o.Article)), strings.Compare(n.Local, o.Local))
}
