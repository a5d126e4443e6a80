package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// Records is where an index keeps what it knows: values by keys of several parts.
// A nil value deletes. Scan gives the records of a table whose keys go on with
// the part, in order of their keys; only those who read alone scan all of a table,
// with the part "".
type Records interface {
	Get(key ...string) ([]byte, error)
	Put(value []byte, key ...string)
	Scan(table, part string, each func(key []string, value []byte) error) error
}

// A Node is a thing as one article has it: an entity, or an event, by its ID
// inside the article.
type Node struct {
	Article schema.SourceID
	Local   string
}

// A NodeChange takes a node from the signature of an ID to another; "" is none.
type NodeChange struct {
	Node Node
	Old  string
	New  Signature
}

// A Signature is all that decisions on a node look at, in canonical bytes. Nodes
// of one signature are one thing wherever it is decided to belong, so that what
// is frequent costs no more than what is rare.
type Signature string

// ID names a signature in records; that of none is "".
func (s Signature) ID() string {
	if s == "" {
		return ""
	}
	return shortHash(string(s))
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:10])
}

// An implied IRI is one that a signature's names or keys give, as a path below
// the base. The candidates alone may become the entity's IRI; among them the one
// of the least rank, then of the least bytes.
type implied struct {
	path      string
	rank      int
	candidate bool
}

// A kind is what an index is of: how signatures are read and compared.
type kind struct {
	name    string // of its tables
	parse   func(Signature) (parsed, error)
	compare func(a, b parsed) name.Decision
	mostCut int // signatures of a component that is cut pair by pair
}

// A label is a whole name with its language and the IRI that it implies.
type label struct{ language, text, path string }

// A parsed signature does not change.
type parsed interface {
	// keys are shared by signatures that match or are doubtful.
	keys() []string
	// fixed is the IRI that the gazetteer gives, or "".
	fixed() string
	// implies are the IRIs that the signature implies.
	implies() []implied
	// labels are the names that the entity may be called by.
	labels() []label
	// cell tells signatures apart whose match is less sure: those of one cell are
	// alike. See [alike].
	cell() string
	// path is the IRI that a name implies.
	path(name, language string) string
	// names and about tell people what is compared.
	names() []string
	about() []string
}

// An Index keeps which signatures are one entity. All that it holds is a
// function of the signatures that have members, and of what people decided.
//
// Signatures that match are in one component. A component in which no pair is
// different is an entity; another is cut into several: see [matching] for those
// that are large. Its tables are, each after the kind's name:
//
//	sig      signature -> sigRecord
//	member   signature, article, local -> a node that has it
//	key      hash of a key, signature -> the signature has the key
//	part     component -> componentRecord
//	entity   entity -> entityRecord
//	is       path, entity -> the entity has been assigned the IRI
//	iri      path, entity -> the entity implies the IRI; "1" if it may be its own
//
// A component and an entity go by the ID of their least signature.
type Index struct {
	kind    kind
	records Records
	cache   *Cache
}

type sigRecord struct {
	Signature Signature `json:"sig"`
	Component string    `json:"part"`
	Level     int       `json:"level,omitempty"` // of the component
	Entity    string    `json:"entity"`
	Assigned  Assigned  `json:"is"` // as in the entity's record, which may be long
}

type componentRecord struct {
	Level    int   `json:"level,omitempty"`
	Sigs     idSet `json:"sigs"`
	Entities idSet `json:"entities"` // of two or more, some pair must not be one
}

// An idSet is many IDs in order, in JSON one string, which is sooner read.
type idSet []string

// MarshalText implements encoding.TextMarshaler.
func (s idSet) MarshalText() ([]byte, error) { return []byte(strings.Join(s, " ")), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *idSet) UnmarshalText(b []byte) error {
	*s = strings.Fields(string(b))
	return nil
}

type entityRecord struct {
	Sigs idSet `json:"sigs"`
	Assigned
	Labels  map[string]string `json:"labels,omitempty"`
	Implied []claimedIRI      `json:"implied,omitempty"`
}

// claimedIRI is an implied IRI of an entity.
type claimedIRI struct {
	Path      string `json:"path"`
	Rank      int    `json:"rank,omitempty"`
	Candidate bool   `json:"own,omitempty"`
}

// Assigned is what the index decided of a node's entity.
type Assigned struct {
	// ID is the path of the entity's IRI below the base.
	ID string `json:"id"`
	// Shared is set if others imply the IRI too, so that it ends in a hash of the
	// entity's least mention; Shared is what stands before.
	Shared string `json:"shared,omitempty"`
}

// A Cache remembers parsed signatures, and what comparing them gave, between
// updates. It holds nothing that could not be computed again.
type Cache struct {
	parsed    map[string]parsed
	numbers   map[string]uint32 // of signatures, so that decisions hold no pointers
	decisions map[[2]uint32]decision
}

// A decision is what the reasons were for.
type decision struct {
	verdict name.Verdict
	score   float64
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{parsed: map[string]parsed{}, numbers: map[string]uint32{}, decisions: map[[2]uint32]decision{}}
}

// number returns the number of a signature, by its ID.
func (c *Cache) number(id string) uint32 {
	n, ok := c.numbers[id]
	if !ok {
		n = uint32(len(c.numbers))
		c.numbers[id] = n
	}
	return n
}

// Bounds of a cache: what it holds is dropped when it is full.
const (
	maxParsed    = 200_000
	maxDecisions = 1_000_000
)

func (ix *Index) table(t string) string { return ix.kind.name + "-" + t }

func (ix *Index) getJSON(to any, key ...string) (found bool, err error) {
	data, err := ix.records.Get(key...)
	if err != nil || data == nil {
		return false, err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return false, fmt.Errorf("record %q: %w", key, err)
	}
	return true, nil
}

func (ix *Index) putJSON(v any, key ...string) error {
	data, err := json.Marshal(v)
	if err == nil {
		ix.records.Put(data, key...)
	}
	return err
}

func (ix *Index) sig(id string) (r sigRecord, err error) {
	found, err := ix.getJSON(&r, ix.table("sig"), id)
	if err == nil && !found {
		err = fmt.Errorf("the index has no signature %s", id)
	}
	return r, err
}

// parsed returns a signature by its ID.
func (ix *Index) parsed(id string) (parsed, error) {
	if p := ix.cache.parsed[id]; p != nil {
		return p, nil
	}
	r, err := ix.sig(id)
	if err != nil {
		return nil, err
	}
	return ix.parse(id, r.Signature)
}

func (ix *Index) parse(id string, s Signature) (parsed, error) {
	if p := ix.cache.parsed[id]; p != nil {
		return p, nil
	}
	p, err := ix.kind.parse(s)
	if err != nil {
		return nil, err
	}
	if len(ix.cache.parsed) >= maxParsed {
		clear(ix.cache.parsed)
	}
	ix.cache.parsed[id] = p
	return p, nil
}

// decide compares two signatures by their IDs.
func (ix *Index) decide(a, b string) (decision, error) {
	pair := [2]uint32{ix.cache.number(a), ix.cache.number(b)}
	if pair[1] < pair[0] {
		pair[0], pair[1] = pair[1], pair[0]
	}
	if d, ok := ix.cache.decisions[pair]; ok {
		return d, nil
	}
	full, err := ix.reasons(a, b)
	if err != nil {
		return decision{}, err
	}
	if len(ix.cache.decisions) >= maxDecisions {
		clear(ix.cache.decisions)
		clear(ix.cache.numbers)
		pair = [2]uint32{ix.cache.number(a), ix.cache.number(b)}
	}
	d := decision{full.Verdict, full.Score}
	ix.cache.decisions[pair] = d
	return d, nil
}

// reasons compares two signatures by their IDs and tells why.
func (ix *Index) reasons(a, b string) (name.Decision, error) {
	pair := ordered(a, b)
	pa, err := ix.parsed(pair[0])
	if err != nil {
		return name.Decision{}, err
	}
	pb, err := ix.parsed(pair[1])
	if err != nil {
		return name.Decision{}, err
	}
	return ix.kind.compare(pa, pb), nil
}

func ordered(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}

// nodeOf reads a node from the key of a member.
func nodeOf(key []string) Node { return Node{schema.SourceID(key[2]), key[3]} }
