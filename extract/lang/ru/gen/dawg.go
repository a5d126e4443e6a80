package main

import (
	"encoding/binary"
	"fmt"
	"os"
)

// A dawg is a directed acyclic word graph in a double array, as the tools of
// the OpenCorpora dictionary write it: a state is an index of units, and the
// child of state s by label c is s xor offset(unit s) xor c, if that unit bears
// the label c.
type dawg []uint32

func readDawg(path string) (dawg, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data))*4+4 > uint64(len(data)) {
		return nil, fmt.Errorf("%s: shorter than its own length says", path)
	}
	d := make(dawg, binary.LittleEndian.Uint32(data))
	for i := range d {
		d[i] = binary.LittleEndian.Uint32(data[4+4*i:])
	}
	return d, nil
}

const leafBit = 1 << 31

func (d dawg) base(s uint32) uint32 {
	u := d[s]
	if u>>9&1 == 1 {
		return u >> 10 << 8
	}
	return u >> 10
}

// walk calls visit with every key and its value, in order of bytes. The key is
// only valid during the call.
func (d dawg) walk(visit func(key []byte, value uint32)) {
	d.walkFrom(0, nil, visit)
}

func (d dawg) walkFrom(s uint32, key []byte, visit func([]byte, uint32)) {
	if d[s]>>8&1 == 1 {
		visit(key, d[s^d.base(s)]&^leafBit)
	}
	for c := uint32(1); c < 256; c++ {
		t := s ^ d.base(s) ^ c
		if int(t) < len(d) && d[t]&(leafBit|255) == c {
			d.walkFrom(t, append(key, byte(c)), visit)
		}
	}
}

// numbers decodes a payload of pairs of bytes, each of 7 bits above a set bit.
func numbers(payload []byte) []int {
	var ns []int
	for ; len(payload) >= 2; payload = payload[2:] {
		ns = append(ns, int(payload[0]>>1)<<7|int(payload[1]>>1))
	}
	return ns
}

// letters decodes Windows-1251, with ё as е; ok is false for a byte that is no
// letter, digit, hyphen or apostrophe.
func letters(key []byte) (s string, ok bool) {
	rs := make([]rune, len(key))
	for i, b := range key {
		switch {
		case b >= 224:
			rs[i] = 'а' + rune(b-224)
		case b == 184:
			rs[i] = 'е'
		case b == '-' || b == '\'' || '0' <= b && b <= '9':
			rs[i] = rune(b)
		default:
			return "", false
		}
	}
	return string(rs), true
}
