package pebble

import (
	"bytes"
	"context"
	"slices"
)

// A sortedLoad is what a loader writes. Its nodes have ranks from 1: those that
// the store has by their numbers, then the new ones as they came. Ranks sort as
// the numbers do, and are small enough to deal out by.
type sortedLoad struct {
	s       *Store
	terms   *dictionary
	totals  totals // after the load
	records []record

	keyed []keyedTerm // in the order of their keys
	old   []oldNode   // that the store has, in the same order
	rank  []uint32    // by the loader's number; nil if it is the rank
	ids   []uint64    // by rank
	olds  int         // how many ranks are of nodes that the store has
	quads []localQuad // of ranks, in the order SPOL
	uses  [places][]uint32
}

type oldNode struct {
	node
	number uint32
}

// resolve finds which terms the store has and numbers the others.
func (w *sortedLoad) resolve(ctx context.Context) error {
	w.terms.forget()
	w.keyed = w.terms.keyed()
	if w.totals.nodes > 0 {
		keys := func(yield func(termKey) bool) {
			for _, k := range w.keyed {
				if !yield(k.key()) {
					return
				}
			}
		}
		err := w.s.known(ctx, keys, func(i int, n node) {
			w.old = append(w.old, oldNode{n, w.keyed[i].number})
		})
		if err != nil {
			return err
		}
	}
	w.rankTerms()
	return nil
}

func (w *sortedLoad) rankTerms() {
	w.ids = make([]uint64, 1, w.terms.len()+1)
	if len(w.old) > 0 {
		byID := slices.Clone(w.old)
		slices.SortFunc(byID, func(a, b oldNode) int {
			if a.id < b.id {
				return -1
			}
			return 1
		})
		w.rank = make([]uint32, w.terms.len()+1)
		for _, n := range byID {
			w.rank[n.number] = uint32(len(w.ids))
			w.ids = append(w.ids, n.id)
		}
	}
	w.olds = len(w.old)
	for n := 1; n <= w.terms.len(); n++ {
		if w.rank != nil {
			if w.rank[n] != 0 {
				continue
			}
			w.rank[n] = uint32(len(w.ids))
		}
		w.ids = append(w.ids, w.totals.next)
		w.totals.next++
	}
}

// ranked returns the rank of a number of the loader's.
func (w *sortedLoad) ranked(number uint32) uint32 {
	if w.rank == nil {
		return number
	}
	return w.rank[number]
}

// sortQuads puts the quads in the order SPOL, each once.
func (w *sortedLoad) sortQuads(blocks [][]localQuad, n int) {
	w.quads = make([]localQuad, 0, n)
	for i, block := range blocks {
		for _, q := range block {
			for at := range q {
				q[at] = w.ranked(q[at])
			}
			w.quads = append(w.quads, q)
		}
		blocks[i] = nil
	}
	spare := make([]localQuad, n)
	for _, at := range []int{label, object, predicate, subject} {
		deal(w.quads, spare, at, len(w.ids))
		w.quads, spare = spare, w.quads
	}
	w.quads = slices.Compact(w.quads)
}

// deal copies quads to another slice, sorted by one place; what is equal there
// keeps its order.
func deal(from, to []localQuad, at, ranks int) {
	next := make([]uint32, ranks+1)
	for i := range from {
		next[from[i][at]+1]++
	}
	for i := range ranks {
		next[i+1] += next[i]
	}
	for i := range from {
		slot := &next[from[i][at]]
		to[*slot] = from[i]
		*slot++
	}
}

// dealt returns in which order to read quads that are in SPOL so that they are
// sorted by the given places, the last one first.
func (w *sortedLoad) dealt(by ...int) []uint32 {
	order := make([]uint32, len(w.quads))
	for i := range order {
		order[i] = uint32(i)
	}
	var spare []uint32
	for _, at := range by {
		if spare == nil {
			spare = make([]uint32, len(order))
		}
		next := make([]uint32, len(w.ids)+1)
		for i := range w.quads {
			next[w.quads[i][at]+1]++
		}
		for i := range w.ids {
			next[i+1] += next[i]
		}
		for _, i := range order {
			slot := &next[w.quads[i][at]]
			spare[*slot] = i
			*slot++
		}
		order, spare = spare, order
	}
	return order
}

// dropKnown leaves out the quads that the store has.
func (w *sortedLoad) dropKnown(ctx context.Context) error {
	if w.olds == 0 {
		return nil
	}
	it, err := w.s.db.NewIter(nil)
	if err != nil {
		return err
	}
	defer w.s.fault.close(it)
	kept := w.quads[:0]
	var key []byte
	for i, q := range w.quads {
		if i%scanned == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if slices.Max(q[:]) <= uint32(w.olds) {
			key = spol.appendKey(key[:0], w.numbers(q))
			if it.SeekGE(key) && bytes.Equal(it.Key(), key) {
				continue
			}
		}
		kept = append(kept, q)
	}
	w.quads = kept
	return it.Error()
}

// numbers returns a quad's numbers in the store.
func (w *sortedLoad) numbers(q localQuad) (out ids) {
	for at, rank := range q {
		out[at] = w.ids[rank] // 0 for 0
	}
	return out
}

// count counts in how many of the quads each node stands.
func (w *sortedLoad) count() {
	for at := range w.uses {
		w.uses[at] = make([]uint32, len(w.ids))
		for i := range w.quads {
			w.uses[at][w.quads[i][at]]++
		}
	}
	w.totals.quads += uint64(len(w.quads))
	for rank := w.olds + 1; rank < len(w.ids); rank++ {
		if w.used(rank) {
			w.totals.nodes++
		}
	}
}

// used reports whether a node is in one of the quads. All new ones are, unless
// quads that it came with were known, which cannot be.
func (w *sortedLoad) used(rank int) bool {
	for at := range w.uses {
		if w.uses[at][rank] > 0 {
			return true
		}
	}
	return false
}
