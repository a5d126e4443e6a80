package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/resolve"
	"claimgraph/schema"
)

// An articleState is what the store last made of an article. It is told apart
// from the records of the index so that only what changed is made again.
type articleState struct {
	Version  string                      `json:"version"`  // the one that counts, by the end of its key
	Entities map[string]string           `json:"entities"` // the node's ID -> its signature's
	Events   map[string]string           `json:"events"`
	Assigned map[string]resolve.Assigned `json:"assigned"`         // of entities and events
	Claims   []string                    `json:"claims,omitempty"` // those that people decided on
}

// A resolving gathers what one transaction resolves anew.
type resolving struct {
	*batch
	entities, events *resolve.Index
	articles         map[schema.SourceID]*resolvedArticle
	// assigned is what entities are, by signature, once their index is up to date:
	// articles of one transaction name many of the same.
	assigned map[string]resolve.Assigned
}

// A resolvedArticle is an article that a transaction touches.
type resolvedArticle struct {
	old      articleState
	now      articleState
	x        *schema.Extraction // nil if no version counts
	entities map[string]resolve.Signature
	events   map[string]resolve.Signature
	judged   resolve.Judged // what people decided of its entities
}

// indexRecords are the batch as an index of package resolve uses it.
type indexRecords struct{ b *batch }

func (r indexRecords) Get(key ...string) ([]byte, error) { return r.b.get(key) }

func (r indexRecords) Put(value []byte, key ...string) { r.b.put(key, value) }

func (r indexRecords) Scan(table, part string, each func([]string, []byte) error) error {
	return r.b.scan(recordKey{table, part, ""}, func(key recordKey, value []byte) error { return each(key, value) })
}

// quadsOfArticle is about how many quads an article comes to.
const quadsOfArticle = 256

// resolve brings the quads up to the versions that count: those of the given
// articles, and of others whose entities or events are no longer what they were.
// It returns the articles whose own quads or metadata it changed.
func (b *batch) resolve(ids []schema.SourceID) (map[schema.SourceID]bool, error) {
	r := &resolving{
		batch: b, articles: make(map[schema.SourceID]*resolvedArticle), assigned: make(map[string]resolve.Assigned),
		entities: b.s.resolver.Entities(indexRecords{b}), events: b.s.resolver.Events(indexRecords{b}),
	}
	if len(b.quads) == 0 {
		b.quads = make(map[quad.Quad]*quadChange, quadsOfArticle*len(ids))
	}
	for _, id := range ids {
		if _, err := r.article(id); err != nil {
			return nil, fmt.Errorf("article %s: %w", id, err)
		}
	}
	if err := r.judgeEntities(); err != nil {
		return nil, err
	}
	entities, err := r.update(r.entities, r.entityNodes)
	if err != nil {
		return nil, err
	}
	if err := r.assignAll(); err != nil {
		return nil, err
	}
	if _, err := r.update(r.events, r.eventNodes); err != nil {
		return nil, err
	}
	if err := r.names(entities); err != nil {
		return nil, err
	}
	return r.write()
}

// article returns an article as the version that counts has it.
func (r *resolving) article(id schema.SourceID) (*resolvedArticle, error) {
	if a := r.articles[id]; a != nil {
		return a, nil
	}
	a := &resolvedArticle{}
	data, err := r.get(stateKey(id))
	if err != nil {
		return nil, err
	}
	if data != nil {
		if err := json.Unmarshal(data, &a.old); err != nil {
			return nil, err
		}
	}
	key, data, err := r.lastVersion(id)
	if err != nil {
		return nil, err
	}
	if data != nil {
		if a.x, err = unmarshalVersion(data); err != nil {
			return nil, err
		}
		if a.x, err = r.judge(a.x); err != nil {
			return nil, err
		}
		a.now.Version, a.now.Claims = key, judgementsOf(a.x)
	}
	if data, err = r.get(judgedKey(id)); err != nil {
		return nil, err
	}
	if data != nil {
		if err := json.Unmarshal(data, &a.judged); err != nil {
			return nil, err
		}
	}
	r.articles[id] = a
	return a, nil
}

// judgementsOf tells the claims that people decided on, with what they decided.
func judgementsOf(x *schema.Extraction) (out []string) {
	for i := range x.Claims {
		c := &x.Claims[i]
		if c.Judgement == "" {
			continue
		}
		text := string(c.ID) + " " + string(c.Judgement)
		if c.Judgement == schema.Corrected {
			for _, arg := range slices.Sorted(maps.Keys(c.Args)) {
				for _, v := range c.Args[arg] {
					text += fmt.Sprintf(" %s=%q", arg, v.Lexical())
				}
			}
		}
		out = append(out, text)
	}
	return out
}

// lastVersion returns the version of an article that counts, nil if none does.
func (b *batch) lastVersion(id schema.SourceID) (order string, data []byte, err error) {
	j, err := b.journal()
	if err != nil || j.retracted[id] {
		return "", nil, err
	}
	err = b.scan(recordKey{versionTable, string(id), ""}, func(key recordKey, value []byte) error {
		if len(j.texts) > 0 {
			line, _, _ := bytes.Cut(value, []byte("\n"))
			source, err := schema.UnmarshalSource(line)
			if err != nil || j.texts[source.TextHash] {
				return err
			}
		}
		order, data = key[2], value
		return nil
	})
	return order, data, err
}

// update finds the nodes of all articles gathered so far, several at a time, brings
// the index up to them, and gathers the articles that this changes.
func (r *resolving) update(ix *resolve.Index, nodes func(schema.SourceID, *resolvedArticle) ([]resolve.NodeChange, error)) (resolve.Change, error) {
	ids := slices.Sorted(maps.Keys(r.articles))
	found := make([][]resolve.NodeChange, len(ids))
	err := inParallel(len(ids), func(i int) (err error) {
		if found[i], err = nodes(ids[i], r.articles[ids[i]]); err != nil {
			err = fmt.Errorf("article %s: %w", ids[i], err)
		}
		return err
	})
	if err != nil {
		return resolve.Change{}, err
	}
	change, err := ix.Update(slices.Concat(found...))
	if err != nil {
		return change, err
	}
	for _, n := range change.Nodes {
		if _, err := r.article(n.Article); err != nil {
			return change, fmt.Errorf("article %s: %w", n.Article, err)
		}
	}
	return change, nil
}

func (r *resolving) entityNodes(id schema.SourceID, a *resolvedArticle) (changes []resolve.NodeChange, err error) {
	a.entities = nil
	if a.x != nil {
		if a.entities, err = r.s.resolver.EntityNodes(a.x, a.judged); err != nil {
			return nil, err
		}
	}
	changes, a.now.Entities = diffNodes(id, a.old.Entities, a.entities)
	return changes, nil
}

// eventNodes finds the article's events once it is known what its entities are.
func (r *resolving) eventNodes(id schema.SourceID, a *resolvedArticle) (changes []resolve.NodeChange, err error) {
	a.events = nil
	if a.x != nil {
		x := resolve.Clone(a.x)
		resolve.Apply(r.s.config.Model, x, a.now.Assigned)
		if a.events, err = r.s.resolver.EventNodes(x, a.judged); err != nil {
			return nil, err
		}
	}
	changes, a.now.Events = diffNodes(id, a.old.Events, a.events)
	return changes, nil
}

// assignAll looks up what the entities of all articles gathered are. Those that
// the index of entities has added have their nodes found, several at a time.
func (r *resolving) assignAll() error {
	ids := slices.Sorted(maps.Keys(r.articles))
	err := inParallel(len(ids), func(i int) error {
		a := r.articles[ids[i]]
		if a.entities != nil {
			return nil
		}
		if _, err := r.entityNodes(ids[i], a); err != nil {
			return fmt.Errorf("article %s: %w", ids[i], err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := r.assignEntities(id, r.articles[id]); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	return nil
}

// assignEntities looks up what the article's entities are.
func (r *resolving) assignEntities(id schema.SourceID, a *resolvedArticle) (err error) {
	if a.x == nil {
		return nil
	}
	if a.entities == nil { // it was not there when the nodes were found
		if _, err := r.entityNodes(id, a); err != nil {
			return err
		}
	}
	a.now.Assigned = make(map[string]resolve.Assigned)
	for local, sig := range a.now.Entities {
		assigned, known := r.assigned[sig]
		if !known {
			if assigned, err = r.entities.Assigned(sig); err != nil {
				return err
			}
			r.assigned[sig] = assigned
		}
		a.now.Assigned[local] = assigned
	}
	return nil
}

func diffNodes(id schema.SourceID, old map[string]string, now map[string]resolve.Signature) ([]resolve.NodeChange, map[string]string) {
	ids := make(map[string]string, len(now))
	var changes []resolve.NodeChange
	for _, local := range slices.Sorted(maps.Keys(now)) {
		ids[local] = now[local].ID()
		if old[local] != ids[local] {
			changes = append(changes, resolve.NodeChange{Node: resolve.Node{Article: id, Local: local}, Old: old[local], New: now[local]})
		}
	}
	for _, local := range slices.Sorted(maps.Keys(old)) {
		if _, still := now[local]; !still {
			changes = append(changes, resolve.NodeChange{Node: resolve.Node{Article: id, Local: local}, Old: old[local]})
		}
	}
	return changes, ids
}

// names brings the names that entities are called by up to a change.
func (r *resolving) names(c resolve.Change) error {
	for _, e := range c.Old {
		for _, q := range r.nameQuads(e) {
			if err := r.remove(q); err != nil {
				return err
			}
		}
	}
	for _, e := range c.New {
		for _, q := range r.nameQuads(e) {
			r.add(q)
		}
	}
	return nil
}

func (r *resolving) nameQuads(e resolve.Entity) (quads []quad.Quad) {
	base := Base(r.s.meta.Base)
	for _, lang := range slices.Sorted(maps.Keys(e.Labels)) {
		quads = append(quads, quad.Quad{
			Subject: base.Entity(e.ID), Predicate: base.Term("preferredName"), Object: nameTerm(e.Labels[lang], lang), Label: base.ResolutionGraph(),
		})
	}
	return quads
}

// write makes the quads of all articles gathered that are not what they were.
func (r *resolving) write() (map[schema.SourceID]bool, error) {
	changed := make(map[schema.SourceID]bool)
	var writes []*articleWrite
	for _, id := range slices.Sorted(maps.Keys(r.articles)) {
		w, err := r.prepareWrite(id, r.articles[id])
		if err != nil {
			return nil, fmt.Errorf("article %s: %w", id, err)
		}
		if changed[id] = w != nil; w != nil {
			writes = append(writes, w)
		}
	}
	if err := inParallel(len(writes), func(i int) error { return r.encode(writes[i]) }); err != nil {
		return nil, err
	}
	for _, w := range writes {
		if err := r.replaceArticle(w); err != nil {
			return nil, fmt.Errorf("article %s: %w", w.id, err)
		}
	}
	return changed, nil
}

// An articleWrite is an article whose quads are not what they were.
type articleWrite struct {
	*resolvedArticle
	id      schema.SourceID
	text    string
	aliases map[string][]string // see [resolve.Resolver.Aliases]
	// labels are those whose quads may be others, nil for all of the article.
	labels []quad.IRI
	quads  []quad.Quad // that are to be under the labels
}

// prepareWrite brings the records of an article up to what it is assigned, and
// tells what is to be written of it, nil if its quads are as they were.
func (r *resolving) prepareWrite(id schema.SourceID, a *resolvedArticle) (*articleWrite, error) {
	w := &articleWrite{resolvedArticle: a, id: id}
	if a.x == nil {
		if a.old.Version == "" {
			return nil, nil
		}
		r.put(stateKey(id), nil)
		r.put(sourceKey(id), nil)
		return w, nil
	}
	if a.now.Assigned == nil {
		if err := r.assignEntities(id, a); err != nil {
			return nil, err
		}
		if _, err := r.eventNodes(id, a); err != nil {
			return nil, err
		}
	}
	var err error
	for local, sig := range a.now.Events {
		if a.now.Assigned[local], err = r.events.Assigned(sig); err != nil {
			return nil, err
		}
	}
	state, err := json.Marshal(a.now)
	if err != nil {
		return nil, err
	}
	before, err := r.get(stateKey(id))
	if err != nil || string(before) == string(state) {
		return nil, err
	}
	r.put(stateKey(id), state)
	asRead := a.now.Version == a.old.Version && slices.Equal(a.now.Claims, a.old.Claims)
	if asRead && maps.Equal(a.now.Assigned, a.old.Assigned) {
		return nil, nil
	}
	source, err := schema.MarshalSource(&a.x.Source, "")
	if err != nil {
		return nil, err
	}
	r.put(sourceKey(id), source)
	if w.text, err = readArticleText(r.get, a.x.Source); err != nil {
		return nil, err
	}
	sigs := maps.Clone(a.entities)
	maps.Copy(sigs, a.events)
	if w.aliases, err = r.s.resolver.Aliases(a.x, a.now.Assigned, sigs); err != nil {
		return nil, err
	}
	if asRead { // what is labelled with a claim whose entities are as they were is as it was
		w.labels = r.reassigned(id, a)
	}
	return w, nil
}

// reassigned returns the labels of what an article says of entities that are
// assigned something else than before: of its claims, and its own.
func (r *resolving) reassigned(id schema.SourceID, a *resolvedArticle) []quad.IRI {
	base := Base(r.s.meta.Base)
	labels := []quad.IRI{base.Article(id)}
	for i := range a.x.Claims {
		c := &a.x.Claims[i]
		other := func(v schema.Value) bool {
			return v.Entity != nil && a.now.Assigned[v.Entity.ID] != a.old.Assigned[v.Entity.ID]
		}
		if slices.ContainsFunc(allValues(c), other) {
			labels = append(labels, base.Claim(c.ID))
		}
	}
	return labels
}

// replaceArticle lets the quads be all that was put of an article under the labels
// that may have others.
func (b *batch) replaceArticle(w *articleWrite) (err error) {
	labels := w.labels
	if labels == nil {
		if labels, err = labelsOf(b.ctx, b.view, Base(b.s.meta.Base), w.id); err != nil {
			return err
		}
	}
	return b.replace(labels, w.quads)
}

// encode makes the quads of an article, with the IRIs that its names imply beside
// those that its entities have. It reads nothing of the store, so that several
// articles are encoded at a time.
func (r *resolving) encode(w *articleWrite) error {
	if w.x == nil {
		return nil
	}
	m, base := r.s.config.Model, Base(r.s.meta.Base)
	x := resolve.Clone(w.x)
	resolve.Apply(m, x, w.now.Assigned)
	quads, err := encode(m, base, x, w.text)
	if err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(w.aliases)) {
		for _, id := range w.aliases[path] {
			quads = append(quads, quad.Quad{
				Subject: base.Entity(path), Predicate: base.Term("aliasOf"), Object: base.Entity(id), Label: base.Article(w.id),
			})
		}
	}
	if w.labels != nil {
		quads = slices.DeleteFunc(quads, func(q quad.Quad) bool { return !slices.Contains(w.labels, q.Label.(quad.IRI)) })
	}
	w.quads = quads
	return nil
}

func stateKey(id schema.SourceID) recordKey { return recordKey{stateTable, string(id)} }
