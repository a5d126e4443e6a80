// Package wordcache keeps what an analyzer found out about words by themselves:
// most words of an article are those of the articles before it.
package wordcache

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// longest bounds the bytes of a word that is kept, and so what a cache can hold.
const longest = 64

// A Cache maps words, each under several numbers, to values that depend on
// nothing else. It has a fixed number of places, and a word takes the place of
// another; what is not there must be found out again, so a program's output does
// not depend on it. A Cache is safe for use by several goroutines, which must not
// change its values.
type Cache[V any] struct {
	seed   maphash.Seed
	places []atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	word   string
	number uint32
	value  V
}

// New returns a cache of 1<<bits places, 8 bytes each while they are empty.
func New[V any](bits int) *Cache[V] {
	return &Cache[V]{seed: maphash.MakeSeed(), places: make([]atomic.Pointer[entry[V]], 1<<bits)}
}

func (c *Cache[V]) place(word string, number uint32) *atomic.Pointer[entry[V]] {
	h := maphash.String(c.seed, word) + uint64(number)*0x9E3779B97F4A7C15
	return &c.places[(h^h>>32)&uint64(len(c.places)-1)]
}

// Get returns what is kept of the word under the number.
func (c *Cache[V]) Get(word string, number uint32) (V, bool) {
	if e := c.place(word, number).Load(); e != nil && e.number == number && e.word == word {
		return e.value, true
	}
	var none V
	return none, false
}

// Find returns what is kept of the word under the number or else what read makes
// of the word, which it keeps. The word that read is given has memory of its own,
// and values may share it, unless it is too long to be kept.
func (c *Cache[V]) Find(word string, number uint32, read func(word string) V) V {
	if v, ok := c.Get(word, number); ok {
		return v
	}
	if len(word) > longest {
		return read(word)
	}
	word = strings.Clone(word)
	v := read(word)
	c.place(word, number).Store(&entry[V]{word, number, v})
	return v
}
