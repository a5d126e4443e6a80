// Package pebble is a quad store for Cayley on the key-value store Pebble. In
// go quads, by a [Tx], Cayley's ApplyDeltas or a [Loader]; out come, from
// a [View] of one moment, quads and nodes in the iterators of Cayley, which the
// query languages run on. Literals keep their lexical form byte for byte.
//
// # Layout
//
// A node has a number that is never given twice. The first byte of a key says
// what it holds:
//
//	m  name of a record about the store itself -> see meta.go
//	n  number -> term
//	t  hash of a term -> number and in how many quads it is subject, predicate, object, label
//	s p o l  four numbers in the order SPOL, POSL, OSPL, LSPO
//	r  records of the user of the store
//
// Numbers in keys are written so that their bytes sort as they do. The label 0
// is that of quads without a label. The values under the orders are empty.
package pebble
