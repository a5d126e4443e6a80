package pebble

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// A dictionary numbers terms from 1 in the order in which they come.
type dictionary struct {
	hashes [][2]uint64 // a table with open addressing
	slots  []uint32    // the number there, 0 for none
	chunks [][]byte    // the terms one after another
	starts []uint64    // of number n at n-1: its chunk and where in that it begins
	ends   []uint32
}

// termChunk is how many bytes of terms are allocated at once; a longer term has
// a chunk of its own.
const termChunk = 1 << 20

// number returns the number of the term with a hash, a new one if it is new.
func (d *dictionary) number(hash [2]uint64, term []byte) uint32 {
	if 4*(len(d.starts)+1) > 3*len(d.slots) {
		d.grow()
	}
	mask := uint64(len(d.slots) - 1)
	i := hash[0] & mask
	for ; d.slots[i] != 0; i = (i + 1) & mask {
		if d.hashes[i] == hash {
			return d.slots[i]
		}
	}
	n := d.keep(term)
	d.slots[i], d.hashes[i] = n, hash
	return n
}

func (d *dictionary) keep(term []byte) uint32 {
	last := len(d.chunks) - 1
	if last < 0 || len(d.chunks[last])+len(term) > cap(d.chunks[last]) {
		d.chunks = append(d.chunks, make([]byte, 0, max(termChunk, len(term))))
		last++
	}
	start := len(d.chunks[last])
	d.chunks[last] = append(d.chunks[last], term...)
	d.starts = append(d.starts, uint64(last)<<32|uint64(start))
	d.ends = append(d.ends, uint32(len(d.chunks[last])))
	return uint32(len(d.starts))
}

func (d *dictionary) grow() {
	hashes, slots := d.hashes, d.slots
	size := max(1<<12, 2*len(slots))
	d.hashes, d.slots = make([][2]uint64, size), make([]uint32, size)
	for j, n := range slots {
		if n == 0 {
			continue
		}
		i := hashes[j][0] & uint64(size-1)
		for d.slots[i] != 0 {
			i = (i + 1) & uint64(size-1)
		}
		d.slots[i], d.hashes[i] = n, hashes[j]
	}
}

// forget gives the table back; numbers are no longer given, terms still are.
func (d *dictionary) forget() { d.hashes, d.slots = nil, nil }

func (d *dictionary) len() int { return len(d.starts) }

// term returns the term of a number.
func (d *dictionary) term(n uint32) []byte {
	at := d.starts[n-1]
	return d.chunks[at>>32][uint32(at):d.ends[n-1]]
}

// A keyedTerm is a number with the key of its term.
type keyedTerm struct {
	high   uint64 // of the hash, as it sorts
	low    uint64
	number uint32
}

func (k keyedTerm) key() (key termKey) {
	key[0] = termTable
	binary.BigEndian.PutUint64(key[1:], k.high)
	binary.BigEndian.PutUint64(key[9:], k.low)
	return key
}

// keyed returns all numbers in the order of the keys of their terms.
func (d *dictionary) keyed() []keyedTerm {
	list := make([]keyedTerm, d.len())
	for i := range list {
		key := keyOfTerm(d.term(uint32(i + 1)))
		list[i] = keyedTerm{binary.BigEndian.Uint64(key[1:]), binary.BigEndian.Uint64(key[9:]), uint32(i + 1)}
	}
	return sortKeyed(list)
}

// sortKeyed deals hashes out by their first bytes, which spread evenly, and
// sorts the few that share them.
func sortKeyed(list []keyedTerm) []keyedTerm {
	const bits = 16
	starts := make([]int, 1<<bits+1)
	for _, k := range list {
		starts[k.high>>(64-bits)+1]++
	}
	for i := range 1 << bits {
		starts[i+1] += starts[i]
	}
	sorted, next := make([]keyedTerm, len(list)), slices.Clone(starts)
	for _, k := range list {
		bucket := k.high >> (64 - bits)
		sorted[next[bucket]] = k
		next[bucket]++
	}
	for i := range 1 << bits {
		slices.SortFunc(sorted[starts[i]:starts[i+1]], func(a, b keyedTerm) int {
			return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.low, b.low))
		})
	}
	return sorted
}
