package pebble

import (
	"fmt"
	"hash/maphash"
	"iter"

	"github.com/cayleygraph/quad"
)

// Terms are the terms of a quad by place as the store keeps them: IRIs as <iri>,
// blank nodes as _:label, literals as in N-Quads but without escapes, with full
// datatypes and none if it is xsd:string. A nil label is none.
type Terms [places][]byte

// Quad returns the quad of the terms.
func (t *Terms) Quad() (q quad.Quad, err error) {
	for at, term := range t {
		if len(term) == 0 && at == label {
			continue
		}
		v, err := parseTerm(term, false)
		if err != nil {
			return q, err
		}
		q.Set(direction(at), v)
	}
	return q, nil
}

// A Batch is some quads on their way into a [Loader]. Filling it is half of the
// work, and several goroutines may each fill their own.
type Batch struct {
	data  []byte
	spans []span // places for each quad
}

// A span is a term within a batch. The two hashes are seeded anew in each
// process and stand for the term.
type span struct {
	hash       [2]uint64
	start, end uint32
}

// Size returns how many bytes of terms are in the batch.
func (b *Batch) Size() int { return len(b.data) }

// Len returns how many quads are in the batch.
func (b *Batch) Len() int { return len(b.spans) / places }

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() { b.data, b.spans = b.data[:0], b.spans[:0] }

// seeds make the hash of a term one that nobody can foresee.
var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// AddTerms adds a quad. The terms are copied.
func (b *Batch) AddTerms(t *Terms) {
	for _, term := range t {
		start := len(b.data)
		b.data = append(b.data, term...)
		b.close(start)
	}
}

// Add adds a quad.
func (b *Batch) Add(q quad.Quad) error {
	if q.Subject == nil || q.Predicate == nil || q.Object == nil {
		return fmt.Errorf("%w: %v", errNotWhole, q)
	}
	had, quads := len(b.data), len(b.spans)
	for at := range places {
		start := len(b.data)
		if v := q.Get(direction(at)); v != nil {
			data, err := AppendTerm(b.data, v)
			if err != nil {
				b.data, b.spans = b.data[:had], b.spans[:quads]
				return err
			}
			b.data = data
		}
		b.close(start)
	}
	return nil
}

// close makes a span of what was appended from start. A term that the quad
// before has in the same place need not be hashed again.
func (b *Batch) close(start int) {
	term := b.data[start:]
	s := span{start: uint32(start), end: uint32(len(b.data))}
	if n := len(b.spans); n >= places {
		if before := b.spans[n-places]; string(b.data[before.start:before.end]) == string(term) {
			b.data = b.data[:start]
			b.spans = append(b.spans, before)
			return
		}
	}
	if len(term) > 0 {
		s.hash = [2]uint64{maphash.Bytes(seeds[0], term), maphash.Bytes(seeds[1], term)}
	}
	b.spans = append(b.spans, s)
}

// Subjects gives the subject's term of each quad, which is valid until the batch
// is reset.
func (b *Batch) Subjects() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := 0; i < len(b.spans); i += places {
			if s := b.spans[i]; !yield(b.data[s.start:s.end]) {
				return
			}
		}
	}
}
