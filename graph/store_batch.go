package graph

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// The tables of records.
const (
	textTable    = "texts"    // hash -> an article's text
	versionTable = "versions" // article, order -> metadata and claims as extracted
	sourceTable  = "sources"  // article -> metadata of the version that counts
	stateTable   = "states"   // article -> articleState
	importTable  = "imports"  // hash -> importRecord
	fileTable    = "files"    // hash, number -> a piece of an imported file
	heldTable    = "held"     // label, triple -> 1: an import holds the quad
	journalTable = "journal"  // "entries", time, author, id -> entry
	judgedTable  = "judged"   // article -> resolve.Judged
	textUseTable = "textuse"  // hash of a text, article, order -> 1: a version has the text
)

// A batch gathers changes against one view and commits them at once. What it
// holds already shows when it is read.
type batch struct {
	s       *Store
	ctx     context.Context
	view    *view
	records map[string]map[string]record // by the first two parts of the key, then by key
	quads   map[quad.Quad]*quadChange
	order   []*quadChange
	held    map[quad.Value]bool // labels by whether imports hold some of their quads

	journalRead    *journal // the journal as the batch has it, once it is read
	journalChanged bool
}

type quadChange struct {
	quad     quad.Quad
	was, now bool
}

// begin must be called with s.mu locked.
func (s *Store) begin(ctx context.Context) (*batch, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	return &batch{s: s, ctx: ctx, view: v, records: make(map[string]map[string]record), quads: make(map[quad.Quad]*quadChange), held: make(map[quad.Value]bool)}, nil
}

func (b *batch) close() { b.view.close() }

func bucketOf(key recordKey) string { return strings.Join(key[:min(2, len(key))], recordSeparator) }

// Get returns a record's value, nil if there is none.
func (b *batch) get(key recordKey) ([]byte, error) {
	if r, ok := b.records[bucketOf(key)][strings.Join(key, recordSeparator)]; ok {
		return r.value, nil
	}
	return b.view.get(key)
}

// put sets a record; a nil value deletes it.
func (b *batch) put(key recordKey, value []byte) {
	bucket := b.records[bucketOf(key)]
	if bucket == nil {
		bucket = make(map[string]record)
		b.records[bucketOf(key)] = bucket
	}
	bucket[strings.Join(key, recordSeparator)] = record{key, value}
}

// scan gives the records below a prefix of at least two parts and an empty last
// one, in order of their keys.
func (b *batch) scan(prefix recordKey, each func(recordKey, []byte) error) error {
	p := strings.Join(prefix, recordSeparator)
	bucket := b.records[bucketOf(prefix)]
	var changed []string
	for name := range bucket {
		if strings.HasPrefix(name, p) {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	mine := func(below string) error { // what the batch holds that sorts before a name; "" is all
		for len(changed) > 0 && (below == "" || changed[0] < below) {
			r := bucket[changed[0]]
			changed = changed[1:]
			if r.value == nil {
				continue
			}
			if err := each(r.key, r.value); err != nil {
				return err
			}
		}
		return nil
	}
	err := b.view.scan(prefix, func(key recordKey, value []byte) error {
		name := strings.Join(key, recordSeparator)
		if err := mine(name); err != nil {
			return err
		}
		if _, replaced := bucket[name]; replaced {
			return nil
		}
		return each(key, value)
	})
	if err != nil {
		return err
	}
	return mine("")
}

// have notes that the store holds a quad, as the view shows.
func (b *batch) have(q quad.Quad) *quadChange {
	c := b.quads[q]
	if c == nil {
		c = &quadChange{quad: q, was: true, now: true}
		b.quads[q], b.order = c, append(b.order, c)
	}
	return c
}

// add adds a quad.
func (b *batch) add(q quad.Quad) {
	c := b.quads[q]
	if c == nil {
		c = &quadChange{quad: q}
		b.quads[q], b.order = c, append(b.order, c)
	}
	c.now = true
}

// remove takes a quad that the view holds away, unless an import holds it.
func (b *batch) remove(q quad.Quad) error {
	c := b.have(q)
	some, err := b.holdsSome(q.Label)
	if err != nil {
		return err
	}
	if some {
		if held, err := b.get(heldKey(q)); err != nil || held != nil {
			return err
		}
	}
	c.now = false
	return nil
}

// holdsSome reports whether imports hold quads of a label: mostly they do not.
func (b *batch) holdsSome(label quad.Value) (bool, error) {
	if some, known := b.held[label]; known {
		return some, nil
	}
	some := false
	err := b.view.scan(recordKey{heldTable, string(AppendTerm(nil, label)), ""}, func(recordKey, []byte) error {
		some = true
		return errStop
	})
	if err != nil && !errors.Is(err, errStop) {
		return false, err
	}
	b.held[label] = some
	return some, nil
}

// errStop ends a scan that has found what it looked for.
var errStop = errors.New("stop")

// replace lets quads be all that was put under the labels.
func (b *batch) replace(labels []quad.IRI, quads []quad.Quad) error {
	for _, label := range labels {
		old, err := labelled(b.ctx, b.view, label)
		if err != nil {
			return err
		}
		for _, q := range old {
			if err := b.remove(q); err != nil {
				return err
			}
		}
	}
	for _, q := range quads {
		b.add(q)
	}
	return nil
}

// heldKey is the record that an import holds a quad. There is one where a Put
// may take the quad away: under the labels of ours.
func heldKey(q quad.Quad) recordKey {
	return recordKey{heldTable, string(AppendTerm(nil, q.Label)), string(appendTriple(nil, q))}
}

// change returns what the batch changes, records in the order of their keys so
// that the same changes make the same files.
func (b *batch) change() change {
	var c change
	for _, q := range b.order {
		switch {
		case q.now && !q.was:
			c.deltas = append(c.deltas, cayley.Delta{Quad: q.quad, Action: cayley.Add})
		case q.was && !q.now:
			c.deltas = append(c.deltas, cayley.Delta{Quad: q.quad, Action: cayley.Delete})
		}
	}
	for _, bucket := range slices.Sorted(maps.Keys(b.records)) {
		for _, name := range slices.Sorted(maps.Keys(b.records[bucket])) {
			c.records = append(c.records, b.records[bucket][name])
		}
	}
	return c
}

// commit closes the view and writes what changed. It reports whether that was
// anything.
func (b *batch) commit() (changed bool, err error) {
	b.view.close()
	c := b.change()
	if len(c.deltas) == 0 && len(c.records) == 0 {
		return false, nil
	}
	// What is stored is not to be half done because a caller lost patience.
	if err := b.ctx.Err(); err != nil {
		return false, err
	}
	return true, b.s.backend.commit(c)
}
