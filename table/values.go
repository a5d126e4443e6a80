package table

import "sync/atomic"

// Values are records of which a value is made when it is first asked for, and
// kept: a text names few of the things that a list has. They are safe for use by
// several goroutines.
type Values[T any] struct {
	rows Records
	read func(Reader) *T
	made []atomic.Pointer[T]
}

// OpenValues returns the values of a section that [MakeRecords] returned; read
// makes a value of its record.
func OpenValues[T any](section string, read func(Reader) *T) *Values[T] {
	rows := OpenRecords(section)
	return &Values[T]{rows, read, make([]atomic.Pointer[T], rows.Len())}
}

// Len returns how many there are.
func (v *Values[T]) Len() int { return v.rows.Len() }

// At returns the i-th value, the same each time. The caller must not change it.
func (v *Values[T]) At(i uint32) *T {
	if x := v.made[i].Load(); x != nil {
		return x
	}
	v.made[i].CompareAndSwap(nil, v.read(v.rows.At(int(i))))
	return v.made[i].Load()
}
