// Package table holds word lists and declarations in a form that is read in place:
// the bytes that a program embeds are looked things up in as they are, nothing is
// decoded at its start, and a list that nobody asks is not even read from the disk.
// What makes the bytes of readable lists is here too, so that a list of a user's
// own is looked up by the same code.
//
// # Format
//
// Numbers are little-endian, of 32 bits where nothing else is said. A file opens
// with a magic string of its kind, whose last character is its version, and the
// offset and length in bytes of each of its sections, each at a multiple of four.
// A section is a [Map], [Numbers], [Records] or of the package's own making.
package table

import (
	"encoding/binary"
	"math/bits"
)

// A Writer gathers the sections of a file, the first first.
type Writer struct {
	Magic    string
	Sections [][]byte
}

// Bytes returns the file.
func (w *Writer) Bytes() []byte {
	b := []byte(w.Magic)
	at := headerLen(w.Magic, len(w.Sections))
	for _, s := range w.Sections {
		at = (at + 3) &^ 3
		b = binary.LittleEndian.AppendUint32(b, uint32(at))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s)))
		at += len(s)
	}
	for _, s := range w.Sections {
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
		b = append(b, s...)
	}
	return b
}

func headerLen(magic string, sections int) int { return len(magic) + 8*sections }

// Sections are the parts of a file, in the order in which they were written.
type Sections []string

// Map opens the i-th section as a map.
func (s Sections) Map(i int) Map { return OpenMap(s[i]) }

// Open returns the sections of a file, or false if data is no such file. It looks
// at the header alone.
func Open(data, magic string, sections int) (Sections, bool) {
	if len(data) < headerLen(magic, sections) || data[:len(magic)] != magic {
		return nil, false
	}
	header := Numbers(data[len(magic):headerLen(magic, sections)])
	out := make(Sections, sections)
	for i := range out {
		at, size := uint64(header.At(2*i)), uint64(header.At(2*i+1))
		if at+size > uint64(len(data)) {
			return nil, false
		}
		out[i] = data[at : at+size]
	}
	return out, true
}

// Numbers are numbers of 32 bits in a row.
type Numbers string

// At returns the i-th number.
func (n Numbers) At(i int) uint32 {
	s := n[4*i : 4*i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Len returns how many there are.
func (n Numbers) Len() int { return len(n) / 4 }

// AppendNumbers appends numbers to a section.
func AppendNumbers[T ~int | ~int32 | ~uint32 | ~uint16 | ~uint8](b []byte, ns ...T) []byte {
	for _, n := range ns {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	return b
}

// Records are rows of numbers and texts, each read from its front.
type Records struct {
	starts Numbers // of each, and the end, in bytes
	rows   string
}

// MakeRecords returns the section of the rows.
func MakeRecords(rows []Row) []byte {
	var starts, all []byte
	for _, r := range rows {
		starts = AppendNumbers(starts, len(all))
		all = append(all, r...)
	}
	b := AppendNumbers(nil, len(rows)+1)
	return append(append(b, AppendNumbers(starts, len(all))...), all...)
}

// OpenRecords returns the records of a section.
func OpenRecords(section string) Records {
	n := int(Numbers(section).At(0))
	return Records{Numbers(section[4 : 4+4*n]), section[4+4*n:]}
}

// Len returns how many there are.
func (r Records) Len() int { return r.starts.Len() - 1 }

// At returns the i-th row.
func (r Records) At(i int) Reader {
	return Reader(r.rows[r.starts.At(i):r.starts.At(i+1)])
}

// A Row is a record that is being written.
type Row []byte

// Number appends a number, which must not be negative.
func (r *Row) Number(n int) { *r = binary.AppendUvarint(*r, uint64(n)) }

// Text appends a text.
func (r *Row) Text(s string) {
	r.Number(len(s))
	*r = append(*r, s...)
}

// Texts appends several texts.
func (r *Row) Texts(list []string) {
	r.Number(len(list))
	for _, s := range list {
		r.Text(s)
	}
}

// Flag appends a truth value.
func (r *Row) Flag(b bool) {
	n := 0
	if b {
		n = 1
	}
	r.Number(n)
}

// A Reader is what is left of a record that is being read.
type Reader string

// Number reads what [Row.Number] wrote.
func (r *Reader) Number() int {
	n, shift := 0, 0
	for i := range len(*r) {
		c := (*r)[i]
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			*r = (*r)[i+1:]
			return n
		}
		shift += 7
	}
	panic("table: a record is cut short")
}

// Text reads a text; it shares the file's memory.
func (r *Reader) Text() string {
	n := r.Number()
	s := string((*r)[:n])
	*r = (*r)[n:]
	return s
}

// Texts reads several texts, nil if there are none.
func (r *Reader) Texts() []string {
	n := r.Number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.Text()
	}
	return list
}

// Flag reads a truth value.
func (r *Reader) Flag() bool { return r.Number() != 0 }

// hash is the same in every program and on every machine. It mixes eight bytes
// at a time as wyhash does.
func hash(s string) uint64 {
	const a, b = 0xA0761D6478BD642F, 0xE7037ED1A0B428DB
	h := uint64(len(s)) ^ a
	for len(s) > 8 {
		h = mix(h^eight(s), b)
		s = s[8:]
	}
	var last uint64
	for i := range len(s) {
		last |= uint64(s[i]) << (8 * i)
	}
	return mix(h^last, a)
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
