package graph

import (
	"context"
	"fmt"
	"io"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
)

// Backends names what a store can keep its quads in; the first is the default.
func Backends() []string { return []string{"pebble", "memory", "postgres"} }

// openBackend opens the quads in dir, or makes them if create is set. A store in
// a database opens its backend itself.
func openBackend(name, dir string, create, readOnly bool) (backend, error) {
	switch name {
	case "pebble":
		return openPebble(dir, create, readOnly)
	case "memory":
		return openMemory()
	}
	return nil, fmt.Errorf("unknown store backend %q: there is %s", name, strings.Join(Backends(), ", "))
}

// A backend keeps quads where Cayley can query them and, beside them, records
// of our own. Several goroutines may read; one at a time may commit.
type backend interface {
	// view returns what the backend holds now. What is committed later does not
	// show in it, and it holds up no writer. Reading fails once ctx is done.
	view(ctx context.Context) (*view, error)
	// commit applies c wholly or not at all. What it returns from is on the disk.
	commit(c change) error
	// load adds the quads of a file of N-Quads that is called name in errors, as
	// each gives them to the batches, in as few transactions as memory lets it.
	// Before each, records returns what is to be written with it, and is told
	// whether it is the last.
	load(ctx context.Context, r io.Reader, name string, each termFunc, records func(last bool) []record) error
	// checkpoint copies what the backend holds now to a folder that does not
	// exist yet. It may be called at any time.
	checkpoint(dir string) error
	close() error
}

// A view is a reader's state of the backend. It must be closed.
type view struct {
	qs    cayley.QuadStore
	get   func(key recordKey) ([]byte, error) // nil if there is none
	scan  func(prefix recordKey, each func(key recordKey, value []byte) error) error
	close func()
}

// A change is one transaction. Quads that are added and there already, or
// deleted and not there, are passed over.
type change struct {
	deltas  []cayley.Delta
	records []record
}

// A recordKey is a path: the table, then what names the record in it. As a
// prefix its last part may be cut short; an empty last part ends the one before.
type recordKey []string

// A record without a value is deleted.
type record struct {
	key   recordKey
	value []byte
}

// recordSeparator stands in no part of a key: they are canonical N-Quads,
// where it is escaped, hashes and names of tables.
const recordSeparator = "\x00"

func (k recordKey) bytes() []byte { return []byte(strings.Join(k, recordSeparator)) }

func parseRecordKey(key []byte) recordKey { return strings.Split(string(key), recordSeparator) }

// ignore makes a change pass over quads that are there already or not there.
var ignore = cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}
