package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// lockSpace is the first half of the numbers of our advisory locks; the second
// is the making, 0 for that a store is made.
const lockSpace = 0x636c6d67 // "clmg"

// A Writer is the one of all processes that may write. What it commits goes
// through the connection that holds the lock: if that breaks, so that another
// process becomes the writer, nothing more can be committed by this one.
type Writer struct {
	d    *Database
	conn *sql.Conn
	// Fault is set by tests: it is asked before each "put" and "commit".
	Fault func(op string) error
}

// Lock waits until no other process writes.
func (d *Database) Lock(ctx context.Context) (*Writer, error) {
	conn, err := d.conn(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, "SELECT pg_advisory_lock($1, $2)", lockSpace, d.n)
		return err
	})
	if err != nil {
		return nil, d.explain(err)
	}
	w := &Writer{d: d, conn: conn}
	var making int
	err = conn.QueryRowContext(ctx, "SELECT making FROM "+metaSchema+".meta").Scan(&making)
	if err == nil && making > d.n {
		err = ErrOtherMaking
	}
	if err != nil {
		return nil, errors.Join(d.explain(err), w.Unlock())
	}
	return w, nil
}

// Unlock lets others write.
func (w *Writer) Unlock() error {
	_, err := w.conn.ExecContext(context.Background(), "SELECT pg_advisory_unlock($1, $2)", lockSpace, w.d.n)
	if err != nil {
		dropConn(w.conn) // with the connection the lock goes
		return w.d.explain(err)
	}
	return w.conn.Close()
}

// A Record is one of the caller's. Without a value it is deleted.
type Record struct{ Key, Value []byte }

// Commit writes quads and records in one transaction, and returns when they are on
// the server's disk. If it returns an error, nothing was written, unless the
// connection broke at the end: then all was or nothing, and reading tells which.
func (w *Writer) Commit(ctx context.Context, deltas []graph.Delta, opts graph.IgnoreOpts, records []Record) error {
	tx, err := w.conn.BeginTx(ctx, nil)
	if err != nil {
		return w.d.explain(err)
	}
	defer tx.Rollback()
	t := &transaction{ctx: ctx, d: w.d, tx: tx, fault: w.Fault}
	if err := t.run(deltas, opts, records); err != nil {
		return w.d.explain(err)
	}
	if err := t.fail("commit"); err != nil {
		return err
	}
	return w.d.explain(tx.Commit())
}

// apply is Commit of quads alone by whoever holds no lock.
func (d *Database) apply(ctx context.Context, deltas []graph.Delta, opts graph.IgnoreOpts) error {
	w, err := d.Lock(ctx)
	if err != nil {
		return err
	}
	err = w.Commit(ctx, deltas, opts, nil)
	if unlockErr := w.Unlock(); unlockErr != nil {
		err = errors.Join(err, unlockErr)
	}
	return err
}

// A transaction is one under way.
type transaction struct {
	ctx   context.Context
	d     *Database
	tx    *sql.Tx
	fault func(op string) error
}

func (t *transaction) fail(op string) error {
	if t.fault == nil {
		return nil
	}
	return t.fault(op)
}

func (t *transaction) exec(statement string, args ...any) error {
	_, err := t.tx.ExecContext(t.ctx, statement, args...)
	return err
}

// Whatever the statistics say, a writer's statements look rows up by an index:
// a plan for few rows that meets many must not read a table.
const fixedPlans = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; " +
	"SET LOCAL enable_bitmapscan = off; SET LOCAL jit = off"

func (t *transaction) run(deltas []graph.Delta, opts graph.IgnoreOpts, records []Record) error {
	if err := durable(t.ctx, t.tx); err != nil {
		return err
	}
	if err := t.exec(fixedPlans); err != nil {
		return err
	}
	changes, err := t.changes(deltas, opts)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(changes, atOnce) {
		if err := t.quads(part); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(records, atOnce) {
		if err := errors.Join(t.fail("put"), t.records(part)); err != nil {
			return err
		}
	}
	return nil
}

// atOnce is how many rows one statement writes at most.
const atOnce = 4096

// A quadChange is a quad that a transaction adds or removes.
type quadChange struct {
	quad     quad.Quad
	hash     graph.QuadHash
	was, now bool // there before, and after
}

// changes returns what deltas come to: each quad once.
func (t *transaction) changes(deltas []graph.Delta, opts graph.IgnoreOpts) ([]*quadChange, error) {
	all := make(map[graph.QuadHash]*quadChange, len(deltas))
	var order []*quadChange
	of := make([]*quadChange, len(deltas))
	for i, delta := range deltas {
		if delta.Action != graph.Add && delta.Action != graph.Delete {
			return nil, &graph.DeltaError{Delta: delta, Err: graph.ErrInvalidAction}
		}
		c, err := t.change(delta.Quad)
		if err != nil {
			return nil, err
		}
		if all[c.hash] == nil {
			all[c.hash], order = c, append(order, c)
		}
		of[i] = all[c.hash]
	}
	for part := range slices.Chunk(order, atOnce) {
		if err := t.find(part); err != nil {
			return nil, err
		}
	}
	for i, delta := range deltas {
		switch c, add := of[i], delta.Action == graph.Add; {
		case c.now != add:
			c.now = add
		case add && !opts.IgnoreDup:
			return nil, &graph.DeltaError{Delta: delta, Err: graph.ErrQuadExists}
		case !add && !opts.IgnoreMissing:
			return nil, &graph.DeltaError{Delta: delta, Err: graph.ErrQuadNotExist}
		}
	}
	return slices.DeleteFunc(order, func(c *quadChange) bool { return c.was == c.now }), nil
}

func (t *transaction) change(q quad.Quad) (*quadChange, error) {
	c := &quadChange{}
	for _, d := range quad.Directions {
		value := q.Get(d)
		if value == nil {
			if d != quad.Label {
				return nil, fmt.Errorf("a quad without %v: %v", d, q)
			}
			continue
		}
		kept, err := t.d.value(value)
		if err != nil {
			return nil, err
		}
		c.quad.Set(d, kept)
		c.hash.Set(d, graph.HashOf(kept))
	}
	return c, nil
}

// columns are the hashes of quads, column by column; no label is no bytes.
func columns(changes []*quadChange) (args []any) {
	for _, d := range quad.Directions {
		hashes := make(pq.ByteaArray, len(changes))
		for i, c := range changes {
			hashes[i] = []byte{}
			if h := c.hash.Get(d); h.Valid() {
				hashes[i] = h[:]
			}
		}
		args = append(args, hashes)
	}
	return args
}

const (
	unnested = "unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[])"
	sameQuad = "q.subject_hash = d.s AND q.predicate_hash = d.p AND q.object_hash = d.o AND "
)

// find notes which quads are there.
func (t *transaction) find(changes []*quadChange) error {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT d.i FROM `+unnested+` WITH ORDINALITY AS d (s, p, o, l, i)
		WHERE CASE WHEN d.l = '' THEN EXISTS (SELECT 1 FROM quads q WHERE `+sameQuad+`q.label_hash IS NULL)
		ELSE EXISTS (SELECT 1 FROM quads q WHERE `+sameQuad+`q.label_hash = d.l) END`, columns(changes)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var i int
		if err := rows.Scan(&i); err != nil {
			return err
		}
		changes[i-1].was, changes[i-1].now = true, true
	}
	return rows.Err()
}

// quads writes changes and what they do to the references of nodes.
func (t *transaction) quads(changes []*quadChange) error {
	refs := make(map[graph.ValueHash]int64)
	values := make(map[graph.ValueHash]quad.Value)
	var added, removed []*quadChange
	for _, c := range changes {
		sign := int64(1)
		if c.now {
			added = append(added, c)
		} else {
			sign = -1
			removed = append(removed, c)
		}
		for _, d := range quad.Directions {
			if h := c.hash.Get(d); h.Valid() {
				refs[h] += sign
				values[h] = c.quad.Get(d)
			}
		}
	}
	if err := errors.Join(t.fail("put"), t.addNodes(refs, values)); err != nil {
		return err
	}
	if len(added) > 0 {
		err := errors.Join(t.fail("put"), t.exec(`INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash)
			SELECT s, p, o, nullif(l, '') FROM `+unnested+` AS d (s, p, o, l)`, columns(added)...))
		if err != nil {
			return err
		}
	}
	if len(removed) > 0 {
		if err := errors.Join(t.fail("put"), t.remove(removed)); err != nil {
			return err
		}
	}
	return t.dropNodes(refs)
}

func (t *transaction) remove(changes []*quadChange) error {
	labelled := func(c *quadChange) bool { return c.hash.Get(quad.Label).Valid() }
	with := slices.DeleteFunc(slices.Clone(changes), func(c *quadChange) bool { return !labelled(c) })
	without := slices.DeleteFunc(slices.Clone(changes), labelled)
	for _, some := range []struct {
		changes []*quadChange
		label   string
	}{{with, "q.label_hash = d.l"}, {without, "q.label_hash IS NULL AND d.l = ''"}} {
		if len(some.changes) == 0 {
			continue
		}
		err := t.exec("DELETE FROM quads q USING "+unnested+" AS d (s, p, o, l) WHERE "+sameQuad+some.label, columns(some.changes)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// sortedHashes puts rows in one order, so that the same changes make the same table.
func sortedHashes(refs map[graph.ValueHash]int64, which func(int64) bool) (out []graph.ValueHash) {
	for h, n := range refs {
		if which(n) {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b graph.ValueHash) int { return strings.Compare(string(a[:]), string(b[:])) })
	return out
}

func (t *transaction) addNodes(refs map[graph.ValueHash]int64, values map[graph.ValueHash]quad.Value) error {
	more := sortedHashes(refs, func(n int64) bool { return n > 0 })
	if len(more) == 0 {
		return nil
	}
	var rows nodeRows
	for _, h := range more {
		if err := rows.add(csql.NodeHash{ValueHash: h}, refs[h], values[h]); err != nil {
			return err
		}
	}
	return t.exec(insertNodes, rows.args()...)
}

// dropNodes takes references away, and nodes that have none left.
func (t *transaction) dropNodes(refs map[graph.ValueHash]int64) error {
	fewer := sortedHashes(refs, func(n int64) bool { return n < 0 })
	if len(fewer) == 0 {
		return nil
	}
	hashes, by := make(pq.ByteaArray, len(fewer)), make(pq.Int64Array, len(fewer))
	for i, h := range fewer {
		hashes[i], by[i] = h[:], refs[h]
	}
	err := t.exec("UPDATE nodes n SET refs = n.refs + d.r FROM unnest($1::bytea[], $2::bigint[]) AS d (h, r) WHERE n.hash = d.h", hashes, by)
	if err != nil {
		return err
	}
	return t.exec("DELETE FROM nodes WHERE hash = ANY ($1::bytea[]) AND refs <= 0", hashes)
}

// longKey is how many bytes of a record's key an index can hold beside a hash.
const longKey = 1024

// shortKey returns a key as the table has it: the longer ones are cut and have
// their hash at the end, so that they sort behind what they begin with.
func shortKey(key []byte) (short, rest []byte) {
	if len(key) <= longKey {
		return key, nil
	}
	hash := sha256.Sum256(key)
	return slices.Concat(key[:longKey], hash[:]), key
}

func (t *transaction) records(records []Record) error {
	last := make(map[string]Record, len(records)) // of several with one key the last counts
	for _, r := range records {
		last[string(r.Key)] = r
	}
	var keys, rests, values, gone pq.ByteaArray
	for _, r := range records {
		r, ok := last[string(r.Key)]
		if !ok {
			continue
		}
		delete(last, string(r.Key))
		short, rest := shortKey(r.Key)
		if r.Value == nil {
			gone = append(gone, short)
			continue
		}
		keys, rests, values = append(keys, short), append(rests, rest), append(values, r.Value)
	}
	if len(gone) > 0 {
		if err := t.exec("DELETE FROM records WHERE key = ANY ($1::bytea[])", gone); err != nil {
			return err
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return t.exec(`INSERT INTO records (key, rest, value) SELECT k, nullif(r, ''), v FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) AS d (k, r, v)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, keys, rests, values)
}
