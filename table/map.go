package table

import (
	"encoding/binary"
	"iter"
	"maps"
	"math/bits"
	"slices"
)

// A Map finds the number of a word. Its section is the bits of the number of
// slots, the slots, and the words.
//
// A slot has the high half of its word's hash, where the word begins, counted from
// 1 (0 if the slot is empty), and the word's number. A word's slot is the first
// from its home on, the next behind the last being the first, that has it. A word
// is its length in a varint, and its bytes.
type Map struct {
	slots Numbers
	words string
	mask  uint64
}

// slotNumbers is how many numbers a slot has.
const slotNumbers = 3

// MakeMap returns the section of the words, which is the same for the same words.
func MakeMap[N ~int | ~int32 | ~uint32 | ~uint16 | ~uint8 | ~int8](numbers map[string]N) []byte {
	size := bits.Len(uint(len(numbers) + len(numbers)/3)) // at most three quarters of the slots are taken
	slots := make([]uint32, slotNumbers<<size)
	var words []byte
	for _, w := range slices.Sorted(maps.Keys(numbers)) {
		h := hash(w)
		slot := h & (1<<size - 1)
		for slots[slotNumbers*slot+1] != 0 {
			slot = (slot + 1) & (1<<size - 1)
		}
		copy(slots[slotNumbers*slot:], []uint32{uint32(h >> 32), uint32(len(words)) + 1, uint32(numbers[w])})
		words = append(binary.AppendUvarint(words, uint64(len(w))), w...)
	}
	return append(AppendNumbers(AppendNumbers(nil, size), slots...), words...)
}

// MakeSet returns the section of a map that has the words which set has.
func MakeSet(set map[string]bool) []byte {
	numbers := map[string]int{}
	for w, in := range set {
		if in {
			numbers[w] = 0
		}
	}
	return MakeMap(numbers)
}

// OpenMap returns the map of a section.
func OpenMap(section string) Map {
	size := Numbers(section).At(0)
	end := 4 + 4*slotNumbers<<size
	return Map{Numbers(section[4:end]), section[end:], 1<<size - 1}
}

// Get returns the number of a word, or false if the map does not have it.
func (m Map) Get(word string) (uint32, bool) {
	if len(m.slots) == 0 {
		return 0, false
	}
	h := hash(word)
	for slot := h & m.mask; ; slot = (slot + 1) & m.mask {
		i := slotNumbers * int(slot)
		at := m.slots.At(i + 1)
		if at == 0 {
			return 0, false
		}
		if m.slots.At(i) == uint32(h>>32) && m.word(at) == word {
			return m.slots.At(i + 2), true
		}
	}
}

// Has reports whether the map has the word.
func (m Map) Has(word string) bool {
	_, ok := m.Get(word)
	return ok
}

// All yields the words with their numbers, in no order.
func (m Map) All() iter.Seq2[string, uint32] {
	return func(yield func(string, uint32) bool) {
		for i := 0; i < m.slots.Len(); i += slotNumbers {
			if at := m.slots.At(i + 1); at != 0 && !yield(m.word(at), m.slots.At(i+2)) {
				return
			}
		}
	}
}

func (m Map) word(at uint32) string {
	r := Reader(m.words[at-1:])
	return r.Text()
}
