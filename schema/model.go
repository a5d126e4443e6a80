package schema

import (
	"maps"
	"slices"
	"strings"
)

// A Model declares what the graph can say: the types of entities, of claims
// and of their arguments, the words that quads are written in, and the posts
// known by name. It is declared in YAML, returned by [Load] and not changed afterwards.
type Model struct {
	Prefixes   map[string]string // of standard vocabularies: "org" to its IRI
	Entities   map[EntityType]*EntityDef
	Claims     map[ClaimType]*ClaimDef
	Arguments  map[ArgName]Labels
	Values     map[string]*ValueDef // of enumerated arguments
	Classes    map[string]*Term     // without the entity types
	Properties map[string]*Term

	hash   string
	byPath map[string]EntityType
	roles  roles
}

// Hash returns a content hash of the files that the model was read from: 64
// hex digits.
func (m *Model) Hash() string { return m.hash }

// Labels are a thing's names by language: en, ru, kk.
type Labels map[string]string

// In returns the label in a language, else the English one, else "".
func (l Labels) In(language string) string {
	if s, ok := l[language]; ok {
		return s
	}
	return l["en"]
}

// An EntityDef declares a type of entity.
type EntityDef struct {
	Type   EntityType
	Path   string   // first part of the IRI below the base: "person"
	Is     []string // what it narrows: "schema:Person"
	Labels Labels
}

// The types of values that are no entities.
const (
	DateType   EntityType = "Date"
	NumberType EntityType = "Number"
	TextType   EntityType = "Text"
	// AnyEntity stands for every type of entity in an argument's types.
	AnyEntity EntityType = "Entity"
)

// Self is the argument that holds the event or agreement a claim is about.
const Self ArgName = "self"

// Status is the argument that tells whether what is claimed took place.
const Status ArgName = "status"

// A ClaimDef declares a claim type.
type ClaimDef struct {
	Type   ClaimType
	Doc    string
	Labels Labels
	// SelfType and SelfClass are the type of the event or agreement that the
	// claim is about and the class it gets; empty if it is about none. An
	// agreement gets no class.
	SelfType  EntityType
	SelfClass string
	// Key are the arguments that make it one claim and not another.
	Key []ArgName
	// Subject tells, with the ordinal, an event from others of its class.
	Subject []ArgName
	// Same lists the arguments whose values, all of them equal, make events of one
	// time one: each list for itself.
	Same    [][]ArgName
	Args    []*ArgDef // in order of declaration, self first
	Quads   []Template
	Planned []Template
}

// Arg returns the argument of that name, or nil.
func (d *ClaimDef) Arg(name ArgName) *ArgDef {
	for _, a := range d.Args {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// An ArgDef declares an argument of a claim type.
type ArgDef struct {
	Name     ArgName
	Types    []EntityType // empty for an enumeration
	Values   []string     // of an enumeration, else empty
	Many     bool         // one claim may give several values
	Required bool
	Single   bool // there is but one truth, so that different values contradict each other
	// Lasts is how many days apart dates may be that are all true of one event,
	// of which each tells another day.
	Lasts  int
	From   ArgName
	Labels Labels
}

// Allows reports whether a value of type t may fill the argument: an entity
// type, Date, Number or Text. Enumerations take Text.
func (a *ArgDef) Allows(t EntityType) bool {
	if len(a.Values) > 0 {
		return t == TextType
	}
	if slices.Contains(a.Types, t) {
		return true
	}
	return slices.Contains(a.Types, AnyEntity) && t != DateType && t != NumberType && t != TextType
}

// Writes tells which quads a claim of some status yields.
type Writes string

const (
	WritesQuads   Writes = "quads"   // it has taken place: direct quads
	WritesPlanned Writes = "planned" // quads of plans only
	WritesNothing Writes = "nothing" // none but the claim itself
)

// A ValueDef declares a value of enumerated arguments. Writes is set for the
// states of a claim alone: "occurred", "planned".
type ValueDef struct {
	Writes Writes
	Labels Labels
}

// A Term is a class or property of ours.
type Term struct {
	Is      []string // "schema:Person", or a term of ours
	Planned bool     // for plans alone
	Node    bool     // for claims, passages and names, never a direct quad
	Labels  Labels
}

// Entity returns the definition of a type, or nil.
func (m *Model) Entity(t EntityType) *EntityDef { return m.Entities[t] }

// TypeOfPath returns the entity type whose IRIs begin with path, "person".
func (m *Model) TypeOfPath(path string) (EntityType, bool) {
	t, ok := m.byPath[path]
	return t, ok
}

// StandardIRI returns the IRI of a word of a standard vocabulary, "org:memberOf".
// It reports false for a word of ours.
func (m *Model) StandardIRI(word string) (string, bool) {
	prefix, local, standard := strings.Cut(word, ":")
	return m.Prefixes[prefix] + local, standard
}

// Claim returns the definition of a claim type, or nil.
func (m *Model) Claim(t ClaimType) *ClaimDef { return m.Claims[t] }

// ClaimTypes returns all claim types in order of name.
func (m *Model) ClaimTypes() []ClaimType { return slices.Sorted(maps.Keys(m.Claims)) }

// State returns the value of c's status argument if it is a state of claims,
// such as "planned"; "" if c has none. That a post is held by a "former" holder
// is no state of the claim.
func (m *Model) State(c *Claim) string {
	for _, v := range c.Args[Status] {
		if d := m.Values[v.Text]; d != nil && d.Writes != "" {
			return v.Text
		}
	}
	return ""
}

// Writes tells which quads c yields besides itself. Modality decides before
// status: what is denied or only possible writes nothing; nor does what people
// rejected.
func (m *Model) Writes(c *Claim) Writes {
	if !c.Holds() {
		return WritesNothing
	}
	if s := m.State(c); s != "" {
		return m.Values[s].Writes
	}
	return WritesQuads
}

// Complete gives c the arguments that repeat others where it lacks them, such
// as an agreement's name from self.
func (m *Model) Complete(c *Claim) {
	def := m.Claim(c.Type)
	if def == nil {
		return
	}
	for _, a := range def.Args {
		if a.From != "" && len(c.Args[a.Name]) == 0 && len(c.Args[a.From]) > 0 {
			c.Args[a.Name] = slices.Clone(c.Args[a.From])
		}
	}
}
