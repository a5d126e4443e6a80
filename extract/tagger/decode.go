package tagger

import (
	"encoding/binary"
	"slices"
)

// A row's bytes are added four at a time, in 16 bits each of a word of 64: even
// and odd bytes apart.
const (
	wordsPerRow = maxStride / 8
	evenBytes   = 0x00FF00FF00FF00FF
)

// emit fills scores with the sums of the rows of the features, by label.
func (m *model) emit(scores *[maxStride]int32, features []uint64) {
	var even, odd [wordsPerRow]uint64
	n := int32(0)
	words := int(m.stride / 8)
	for _, f := range features {
		r := m.row(f)
		if r == nil {
			continue
		}
		if n++; n > maxSum {
			break
		}
		for k := range words {
			v := binary.LittleEndian.Uint64(r[8*k:])
			even[k] += v & evenBytes
			odd[k] += v >> 8 & evenBytes
		}
	}
	for k := range words {
		for j := range 4 {
			scores[8*k+2*j] = int32(even[k]>>(16*j)&0xFFFF) - 128*n
			scores[8*k+2*j+1] = int32(odd[k]>>(16*j)&0xFFFF) - 128*n
		}
	}
}

// maxSum is how many bytes 16 bits can add up.
const maxSum = 256

// A step is the best way to each label of one token.
type step struct {
	score [maxStride]int32
	from  [maxStride]uint8
}

// decode returns the best labels of the first n words of x, margins left out.
// The slice is valid until the next call.
func (x *reader) decode(m *model, n int) []uint8 {
	x.steps = slices.Grow(x.steps[:0], n)[:n]
	x.labels = slices.Grow(x.labels[:0], n)[:n]
	for i := range n {
		x.found = x.features(x.found[:0], i+margin)
		s := &x.steps[i]
		m.emit(&s.score, x.found)
		if i == 0 {
			start := m.trans[m.labels]
			for b := range m.labels {
				s.score[b] += start[b]
				if !follows(-1, b) {
					s.score[b] = impossible
				}
			}
			continue
		}
		m.advance(&x.steps[i-1], s)
	}
	if n == 0 {
		return nil
	}
	best := uint8(0)
	for b := range m.labels {
		if closed(b) && x.steps[n-1].score[b] > x.steps[n-1].score[best] {
			best = uint8(b)
		}
	}
	for i := n - 1; i >= 0; i-- {
		x.labels[i] = best
		best = x.steps[i].from[best]
	}
	return x.labels
}

const impossible = -1 << 30

// closed reports whether a sentence may end with the label.
func closed(b int) bool { return b == 0 || (b-1)%perClass >= last }

// advance adds to the scores of s the best of what stands before.
func (m *model) advance(before, s *step) {
	for b := range m.labels {
		best, from := int32(impossible), 0
		if b > 0 && ((b-1)%perClass == inside || (b-1)%perClass == last) {
			first := b - (b-1)%perClass // the class's begin
			for a := first; a <= first+inside; a++ {
				if v := before.score[a] + m.trans[a][b]; v > best {
					best, from = v, a
				}
			}
		} else {
			best = before.score[0] + m.trans[0][b]
			for c := 1; c < m.labels; c += perClass {
				for a := c + last; a <= c+only; a++ {
					if v := before.score[a] + m.trans[a][b]; v > best {
						best, from = v, a
					}
				}
			}
		}
		s.score[b] += best
		s.from[b] = uint8(from)
	}
}
