package tagger

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// A model is read in place: its bytes are those of the embedded file and only
// the few hundred at the front are decoded.
//
//	"claimgraph tagger 1\n"
//	the language and the classes, blanks between, and a line feed
//	uint32 slots
//	int32  transitions, (labels+1) × labels, the last row those from the start
//	uint16 keys, one a slot, 0 for an empty one
//	uint8  rows, a slot's labels up to a multiple of eight: weights + 128
//
// Numbers are little-endian. A feature's slot is the first from its home on, the
// next behind the last being the first, that has its key.
type model struct {
	language string
	classes  []string
	labels   int
	slots    uint64
	stride   uint64    // bytes of a row
	trans    [][]int32 // from, to; the last row is the start
	keys     []byte
	rows     []byte
}

const magic = "claimgraph tagger 1\n"

// maxStride is how many bytes a row has at most: seven classes fit.
const maxStride = 32

const maxClasses = (maxStride - 1) / perClass

// strideOf is the least multiple of eight that holds a byte for each label.
func strideOf(labels int) uint64 { return uint64(labels+7) / 8 * 8 }

// Each class has four labels: the mention's first token, one inside, its last,
// and its only one. Label 0 is outside.
const (
	begin = iota
	inside
	last
	only
	perClass
)

// label returns the label of a class's token.
func label(class, position int) int { return 1 + class*perClass + position }

// follows reports whether label b may stand behind label a; -1 is the start.
func follows(a, b int) bool {
	open := a > 0 && (a-1)%perClass <= inside
	goesOn := b > 0 && ((b-1)%perClass == inside || (b-1)%perClass == last)
	if open || goesOn {
		return open && goesOn && (a-1)/perClass == (b-1)/perClass
	}
	return true
}

// readModel finds the parts of a model file.
func readModel(data []byte) (*model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	head, rest, ok2 := bytes.Cut(rest, []byte("\n"))
	if !ok || !ok2 {
		return nil, errors.New("tagger: not a model of this version")
	}
	fields := strings.Fields(string(head))
	if len(fields) < 2 || len(fields) > 1+maxClasses {
		return nil, fmt.Errorf("tagger: %d classes, want 1 to %d", len(fields)-1, maxClasses)
	}
	m := &model{language: fields[0], classes: fields[1:]}
	m.labels = 1 + perClass*len(m.classes)
	m.stride = strideOf(m.labels)
	if len(rest) < 4 {
		return nil, errors.New("tagger: model cut short")
	}
	m.slots = uint64(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	cells := (m.labels + 1) * m.labels
	if m.slots == 0 || uint64(len(rest)) != uint64(4*cells)+m.slots*(2+m.stride) {
		return nil, fmt.Errorf("tagger: model of %s has %d bytes behind its head, want %d", m.language, len(rest), uint64(4*cells)+m.slots*(2+m.stride))
	}
	for range m.labels + 1 {
		row := make([]int32, m.labels)
		for b := range row {
			row[b] = int32(binary.LittleEndian.Uint32(rest))
			rest = rest[4:]
		}
		m.trans = append(m.trans, row)
	}
	m.keys, m.rows = rest[:2*m.slots:2*m.slots], rest[2*m.slots:]
	return m, nil
}

// home returns the slot where a feature's search begins, and its key.
func home(feature, slots uint64) (slot uint64, key uint16) {
	return feature >> 32 * slots >> 32, uint16(feature) | 1
}

// everyLane has a one in each of the four numbers of 16 bits of a word of 64.
const everyLane = 0x0001_0001_0001_0001

// zeros has the highest bit set of the lowest lane of v that is zero, and perhaps
// of some above it; it is 0 if none is.
func zeros(v uint64) uint64 { return (v - everyLane) &^ v & (everyLane << 15) }

// row returns the weights of a feature, or nil.
func (m *model) row(feature uint64) []byte {
	slot, key := home(feature, m.slots)
	for {
		if slot+4 <= m.slots { // nearly always: four slots at a time
			keys := binary.LittleEndian.Uint64(m.keys[2*slot:])
			ends := zeros(keys^uint64(key)*everyLane) | zeros(keys)
			if ends == 0 {
				if slot += 4; slot == m.slots {
					slot = 0
				}
				continue
			}
			slot += uint64(bits.TrailingZeros64(ends)) / 16
		}
		k := binary.LittleEndian.Uint16(m.keys[2*slot:])
		if k == key {
			return m.rows[slot*m.stride : (slot+1)*m.stride]
		}
		if k == 0 {
			return nil
		}
		if slot++; slot == m.slots {
			slot = 0
		}
	}
}

// load is how full the table is.
const load = 0.7

// Weights are what a model is built from.
type Weights struct {
	Features   []uint64    // sorted
	Rows       [][]float64 // by feature, by label
	Transition [][]float64 // from, to; the last row is the start
}

// Build writes a model of the language and classes: the heaviest features, at
// most so many, each weight in a byte.
func Build(language string, classes []string, w Weights, features int) ([]byte, error) {
	m := &model{language: language, classes: classes, labels: 1 + perClass*len(classes)}
	m.stride = strideOf(m.labels)
	if len(classes) == 0 || len(classes) > maxClasses {
		return nil, fmt.Errorf("tagger: %d classes, want 1 to %d", len(classes), maxClasses)
	}
	kept := heaviest(w.Rows, features)
	unit := largest(w.Rows, kept) / 127
	m.slots = uint64(float64(len(kept))/load) + 1
	m.keys = make([]byte, 2*m.slots)
	m.rows = bytes.Repeat([]byte{128}, int(m.slots*m.stride))
	for _, k := range kept {
		m.put(w.Features[k], w.Rows[k], unit)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s %s\n", magic, language, strings.Join(classes, " "))
	write := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer takes it all
	write(uint32(m.slots))
	for _, row := range w.Transition {
		for _, v := range row[:m.labels] {
			write(int32(math.Round(v / unit)))
		}
	}
	b.Write(m.keys)
	b.Write(m.rows)
	return b.Bytes(), nil
}

func (m *model) put(feature uint64, row []float64, unit float64) {
	slot, key := home(feature, m.slots)
	for binary.LittleEndian.Uint16(m.keys[2*slot:]) != 0 {
		if slot++; slot == m.slots {
			slot = 0
		}
	}
	binary.LittleEndian.PutUint16(m.keys[2*slot:], key)
	for y, v := range row {
		m.rows[slot*m.stride+uint64(y)] = byte(128 + max(-127, min(127, math.Round(v/unit))))
	}
}
