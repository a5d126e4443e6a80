package pebble

import (
	"encoding/binary"
	"errors"

	"github.com/cayleygraph/quad"
)

// The first bytes of keys.
const (
	metaTable   = 'm'
	nameTable   = 'n'
	termTable   = 't'
	recordTable = 'r'
)

// The places of a quad.
const (
	subject = iota
	predicate
	object
	label
	places
)

// ids are the numbers of a quad's nodes by place. The label 0 is none.
type ids [places]uint64

// unbound stands in a pattern for any number.
const unbound = ^uint64(0)

// A pattern is ids some of which may be unbound.
type pattern = ids

var anyQuad = pattern{unbound, unbound, unbound, unbound}

func (p pattern) matches(q ids) bool {
	for i, id := range p {
		if id != unbound && id != q[i] {
			return false
		}
	}
	return true
}

// place returns the place of one of Cayley's directions, -1 for quad.Any.
func place(d quad.Direction) int { return int(d) - int(quad.Subject) }

func direction(place int) quad.Direction { return quad.Subject + quad.Direction(place) }

// An order is one of the sorts in which quads are kept.
type order struct {
	table  byte
	places [places]int
}

// The orders. Four serve all: whatever is bound, one of them has a bound place
// first, and the rest is filtered within the least of what the bound nodes are
// in. Each further order would add a fifth to the time of a load and to the size.
var (
	spol   = order{'s', [places]int{subject, predicate, object, label}}
	posl   = order{'p', [places]int{predicate, object, subject, label}}
	ospl   = order{'o', [places]int{object, subject, predicate, label}}
	lspo   = order{'l', [places]int{label, subject, predicate, object}}
	orders = [...]order{spol, posl, ospl, lspo}
)

// appendKey appends the key of q.
func (o order) appendKey(b []byte, q ids) []byte {
	b = append(b, o.table)
	for _, p := range o.places {
		b = appendID(b, q[p])
	}
	return b
}

// appendPrefix appends what the keys of quads that match p begin with, as far
// as the first place that is not bound, and returns how many places are in it.
func (o order) appendPrefix(b []byte, p pattern) ([]byte, int) {
	b = append(b, o.table)
	for i, place := range o.places {
		if p[place] == unbound {
			return b, i
		}
		b = appendID(b, p[place])
	}
	return b, places
}

var errBadKey = errors.New("not the key of a quad")

// parse is the inverse of appendKey.
func (o order) parse(key []byte) (q ids, err error) {
	if len(key) == 0 || key[0] != o.table {
		return q, errBadKey
	}
	key = key[1:]
	for _, place := range o.places {
		id, n := parseID(key)
		if n == 0 {
			return q, errBadKey
		}
		q[place], key = id, key[n:]
	}
	if len(key) > 0 {
		return q, errBadKey
	}
	return q, nil
}

// appendID appends a number so that the bytes of numbers sort as they do: the
// leading ones of the first byte tell how many bytes follow.
func appendID(b []byte, id uint64) []byte {
	switch {
	case id < 1<<7:
		return append(b, byte(id))
	case id < 1<<14:
		return append(b, 0x80|byte(id>>8), byte(id))
	case id < 1<<21:
		return append(b, 0xC0|byte(id>>16), byte(id>>8), byte(id))
	case id < 1<<28:
		return append(b, 0xE0|byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
	case id < 1<<35:
		return append(b, 0xF0|byte(id>>32), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
	}
	return binary.BigEndian.AppendUint64(append(b, 0xFF), id)
}

// parseID reads a number and returns how many bytes it takes, 0 if it is broken.
func parseID(b []byte) (id uint64, n int) {
	if len(b) == 0 {
		return 0, 0
	}
	switch c := b[0]; {
	case c < 0x80:
		return uint64(c), 1
	case c < 0xC0 && len(b) >= 2:
		return uint64(c&0x3F)<<8 | uint64(b[1]), 2
	case c >= 0xC0 && c < 0xE0 && len(b) >= 3:
		return uint64(c&0x1F)<<16 | uint64(b[1])<<8 | uint64(b[2]), 3
	case c >= 0xE0 && c < 0xF0 && len(b) >= 4:
		return uint64(c&0x0F)<<24 | uint64(b[1])<<16 | uint64(b[2])<<8 | uint64(b[3]), 4
	case c >= 0xF0 && c < 0xF8 && len(b) >= 5:
		return uint64(c&0x07)<<32 | uint64(binary.BigEndian.Uint32(b[1:])), 5
	case c == 0xFF && len(b) >= 9:
		return binary.BigEndian.Uint64(b[1:]), 9
	}
	return 0, 0
}

func nameKey(id uint64) []byte { return appendID([]byte{nameTable}, id) }

// after returns the least key behind all that begin with prefix, nil for none.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xFF {
			end := append([]byte(nil), prefix[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

// A node is what is kept under a term.
type node struct {
	id    uint64
	count [places]uint64 // in how many quads it stands in each place
}

func (n *node) refs() (sum uint64) {
	for _, c := range n.count {
		sum += c
	}
	return sum
}

func (n *node) append(b []byte) []byte {
	b = binary.AppendUvarint(b, n.id)
	for _, c := range n.count {
		b = binary.AppendUvarint(b, c)
	}
	return b
}

var errBadNode = errors.New("not the record of a node")

func parseNode(b []byte) (n node, err error) {
	var fields [1 + places]uint64
	for i := range fields {
		v, size := binary.Uvarint(b)
		if size <= 0 {
			return n, errBadNode
		}
		fields[i], b = v, b[size:]
	}
	if len(b) > 0 || fields[0] == 0 {
		return n, errBadNode
	}
	return node{fields[0], [places]uint64(fields[1:])}, nil
}
