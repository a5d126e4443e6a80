package postgres

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// ErrReadOnly is returned by what would change a view.
var ErrReadOnly = errors.New("a view of the database is read-only")

var (
	_ graph.QuadStore      = (*View)(nil)
	_ graph.BatchQuadStore = (*View)(nil)
)

// names remembers values by their hash, of all views. A value never changes.
type names struct {
	mu       sync.Mutex
	now, old map[graph.ValueHash]quad.Value
}

// Each of the two halves of what is remembered has at most so many names, and
// none is longer than so many bytes.
const (
	manyNames = 1 << 15
	longName  = 256
)

func (n *names) get(h graph.ValueHash) quad.Value {
	n.mu.Lock()
	defer n.mu.Unlock()
	if v := n.now[h]; v != nil {
		return v
	}
	v := n.old[h]
	if v != nil {
		n.put(h, v)
	}
	return v
}

// put must be called with n.mu locked.
func (n *names) put(h graph.ValueHash, v quad.Value) {
	if len(n.now) >= manyNames || n.now == nil {
		n.old, n.now = n.now, make(map[graph.ValueHash]quad.Value)
	}
	n.now[h] = v
}

func (n *names) remember(h graph.ValueHash, v quad.Value) {
	if len(v.String()) > longName {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.put(h, v)
}

// viewNames are the nodes that were read lately and whose names may be asked for
// next, and the names that were fetched for them.
type viewNames struct {
	mu      sync.Mutex
	seen    []graph.ValueHash
	fetched map[graph.ValueHash]quad.Value
}

// manySeen is how many nodes are kept in mind; namesAtOnce how many names one
// statement fetches.
const (
	manySeen    = 4 * readAhead
	namesAtOnce = 4 * readAhead
)

// saw notes that a node was read.
func (n *viewNames) saw(hashes ...graph.ValueHash) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.seen)+len(hashes) > manySeen {
		n.seen = n.seen[:0]
	}
	n.seen = append(n.seen, hashes...)
}

// name returns the value of a node, nil if there is none.
func (v *View) name(h graph.ValueHash) (quad.Value, error) {
	if value := v.d.names.get(h); value != nil {
		return value, nil
	}
	v.names.mu.Lock()
	defer v.names.mu.Unlock()
	if value := v.names.fetched[h]; value != nil {
		return value, nil
	}
	if err := v.fetch(h); err != nil {
		return nil, v.fail(err)
	}
	return v.names.fetched[h], nil
}

// fetch fetches the names of a node and of those that were seen lately.
func (v *View) fetch(h graph.ValueHash) error {
	wanted := pq.ByteaArray{h[:]}
	known := map[graph.ValueHash]bool{h: true}
	for _, s := range v.names.seen {
		if !known[s] && len(wanted) < namesAtOnce && v.d.names.get(s) == nil {
			known[s] = true
			wanted = append(wanted, s[:])
		}
	}
	v.names.seen = v.names.seen[:0]
	v.names.fetched = make(map[graph.ValueHash]quad.Value, len(wanted))
	return v.each("SELECT "+nodeColumns+", hash FROM nodes WHERE hash = ANY ($1)", func(row []any) error {
		value, err := parseNode(row)
		if err != nil {
			return err
		}
		hash, err := hashOf(row[len(row)-1])
		if err != nil {
			return err
		}
		v.names.fetched[hash] = value
		v.d.names.remember(hash, value)
		return nil
	}, wanted)
}

func hashOf(v any) (h graph.ValueHash, err error) {
	if v == nil {
		return h, nil
	}
	b, ok := v.([]byte)
	if !ok || len(b) != len(h) {
		return h, fmt.Errorf("not the hash of a node: %v", v)
	}
	copy(h[:], b)
	return h, nil
}

// nodeOf returns the hash that a ref stands for, a zero one if it is none of ours.
func nodeOf(r graph.Ref) graph.ValueHash {
	switch r := r.(type) {
	case csql.NodeHash:
		return r.ValueHash
	case graph.ValueHash:
		return r
	}
	return graph.ValueHash{}
}

// ValueOf implements graph.Namer.
func (v *View) ValueOf(value quad.Value) graph.Ref {
	if value == nil {
		return nil
	}
	kept, err := v.d.value(value)
	if err != nil {
		return nil
	}
	h := csql.HashOf(kept)
	look := func() (bool, error) {
		n, err := v.one("SELECT 1::bigint FROM nodes WHERE hash = $1", h.ValueHash[:])
		return n > 0, err
	}
	is := false
	if v.snapshot == "" {
		is, err = look()
	} else {
		is, err = v.known.node(h.ValueHash, look)
	}
	if err != nil || !is {
		return nil
	}
	return h
}

// RefsOf implements graph.BatchQuadStore.
func (v *View) RefsOf(_ context.Context, values []quad.Value) ([]graph.Ref, error) {
	refs := make([]graph.Ref, len(values))
	for i, value := range values {
		if refs[i] = v.ValueOf(value); refs[i] == nil {
			return nil, errors.Join(fmt.Errorf("not found: %v", value), v.Err())
		}
	}
	return refs, nil
}

// NameOf implements graph.Namer.
func (v *View) NameOf(r graph.Ref) quad.Value {
	if p, ok := r.(graph.PreFetchedValue); ok {
		return p.NameOf()
	}
	h := nodeOf(r)
	if !h.Valid() {
		return nil
	}
	value, _ := v.name(h) // an error is kept
	return value
}

// ValuesOf implements graph.BatchQuadStore.
func (v *View) ValuesOf(_ context.Context, refs []graph.Ref) ([]quad.Value, error) {
	for _, r := range refs {
		if h := nodeOf(r); h.Valid() {
			v.names.saw(h)
		}
	}
	values := make([]quad.Value, len(refs))
	for i, r := range refs {
		values[i] = v.NameOf(r)
	}
	return values, v.Err()
}

// Quad implements graph.QuadIndexer.
func (v *View) Quad(r graph.Ref) (q quad.Quad) {
	hashes, ok := r.(csql.QuadHashes)
	if !ok {
		return q
	}
	for _, d := range quad.Directions {
		h := hashes.Get(d)
		if !h.Valid() {
			continue
		}
		value, err := v.name(h)
		if err != nil {
			return quad.Quad{}
		}
		if value == nil {
			v.fail(fmt.Errorf("a quad names a node that is not there: %x", h[:]))
			return quad.Quad{}
		}
		q.Set(d, value)
	}
	return q
}

// QuadDirection implements graph.QuadIndexer.
func (v *View) QuadDirection(r graph.Ref, d quad.Direction) graph.Ref {
	hashes, ok := r.(csql.QuadHashes)
	if !ok {
		return nil
	}
	if h := hashes.Get(d); h.Valid() {
		return csql.NodeHash{ValueHash: h}
	}
	return nil
}

// countedExactly is up to how many quads a node's are counted.
const countedExactly = 1000

// QuadIteratorSize implements graph.QuadIndexer: exact up to a thousand.
func (v *View) QuadIteratorSize(_ context.Context, d quad.Direction, r graph.Ref) (graph.Size, error) {
	h := nodeOf(r)
	if !h.Valid() {
		return graph.Size{Exact: true}, nil
	}
	n, err := v.one("SELECT count(*) FROM (SELECT 1 FROM quads WHERE "+column(d)+" = $1 LIMIT $2) AS few", h[:], countedExactly+1)
	if err != nil || n <= countedExactly {
		return graph.Size{Size: n, Exact: err == nil}, err
	}
	// In how many quads it stands at all is at least what is asked.
	refs, err := v.one("SELECT refs FROM nodes WHERE hash = $1", h[:])
	return graph.Size{Size: refs}, err
}

// Stats implements graph.QuadStore. Exact numbers are counted, row by row.
func (v *View) Stats(_ context.Context, exact bool) (st graph.Stats, err error) {
	if v.snapshot == "" {
		return v.count()
	}
	if !exact {
		// Cayley divides by the numbers, and before the server first counts there are none.
		const estimate = "SELECT greatest(reltuples, 1000)::bigint FROM pg_class WHERE oid = $1::text::regclass"
		if st.Quads.Size, err = v.one(estimate, "quads"); err == nil {
			st.Nodes.Size, err = v.one(estimate, "nodes")
		}
		return st, err
	}
	v.stats.Do(func() { v.size, err = v.count() })
	return v.size, errors.Join(err, v.Err())
}

func (v *View) count() (st graph.Stats, err error) {
	st.Quads.Exact, st.Nodes.Exact = true, true
	if st.Quads.Size, err = v.one("SELECT count(*) FROM quads"); err == nil {
		st.Nodes.Size, err = v.one("SELECT count(*) FROM nodes")
	}
	return st, err
}

// ApplyDeltas implements graph.QuadStore.
func (v *View) ApplyDeltas(deltas []graph.Delta, opts graph.IgnoreOpts) error {
	if v.snapshot != "" {
		return ErrReadOnly
	}
	return v.d.apply(v.ctx, deltas, opts)
}

// NewQuadWriter implements graph.QuadStore.
func (v *View) NewQuadWriter() (quad.WriteCloser, error) {
	if v.snapshot != "" {
		return nil, ErrReadOnly
	}
	return &quadWriter{v}, nil
}

// A quadWriter adds quads, each call in a transaction of its own.
type quadWriter struct{ v *View }

func (w *quadWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w *quadWriter) WriteQuads(quads []quad.Quad) (int, error) {
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: graph.Add}
	}
	if err := w.v.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true}); err != nil {
		return 0, err
	}
	return len(quads), nil
}

func (w *quadWriter) Close() error { return nil }
