// Package schema says what the graph can hold: claims with their evidence,
// the entities and dates that fill them, the articles they come from, and the
// model, read from YAML, that declares every entity type and claim type.
//
// It imports nothing else of claimgraph. Values go in from extraction and come
// out of the store unchanged.
package schema

// A Span is a half-open range [Start, End) of byte offsets into the UTF-8 text
// of one article, as it was given.
type Span struct{ Start, End int }

// IsZero reports whether s is the empty span at the start, used for "nowhere".
func (s Span) IsZero() bool { return s == Span{} }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Compare orders spans by their start, then by their end.
func (s Span) Compare(t Span) int {
	if s.Start != t.Start {
		return s.Start - t.Start
	}
	return s.End - t.End
}

type (
	// SourceID names an article: see [Source].
	SourceID string
	// ClaimID names a claim inside the graph: "<SourceID>/<hash>", see [Model.ClaimID].
	ClaimID string
	// ClaimType is a key of [Model.Claims], such as "negotiation_round".
	ClaimType string
	// ArgName is an argument of a claim type, such as "chair".
	ArgName string
	// EntityType is a key of [Model.Entities], such as "Person".
	EntityType string
)

// A Source is what is known of an article besides its text.
type Source struct {
	ID        SourceID // from URL, else from GivenID, else from the text; see [NewSourceID]
	GivenID   string   // the id that came with it, if any
	URL       string
	Title     string
	Publisher string // the outlet's name as written
	Author    string // who wrote it, as its metadata says; several with commas between them
	Language  string // BCP 47: "ru", "kk", "en"
	Published Date   // as given in the file or its metadata; zero if unknown
	Modified  Date
	// Inferred is the date that relative dates of an undated article were
	// resolved against, taken from its own text; zero if none or Published is known.
	Inferred Date
	TextHash string // lower-case hex SHA-256 of the text as given
}

// Reference returns the day that relative dates in the article count from, and
// whether it was inferred from the text; zero if there is none.
func (s Source) Reference() (day Date, inferred bool) {
	if !s.Published.IsZero() {
		return s.Published, false
	}
	return s.Inferred, !s.Inferred.IsZero()
}

// Modality is whether a claim is put forward as true.
type Modality string

const (
	Asserted Modality = "asserted"
	Denied   Modality = "denied"
	Possible Modality = "possible"
)

// Via says how an argument was found when its mention lies outside the evidence.
type Via string

const (
	ViaCoreference Via = "coreference"
	ViaDateline    Via = "dateline"
	ViaMetadata    Via = "metadata"
)

// An Entity is a thing that an article names, under its canonical name.
type Entity struct {
	// ID is the path of the entity's IRI below the base, such as
	// "person/alibek-bakayev". It is empty until entities are resolved.
	ID       string
	Type     EntityType
	Name     string // canonical: nominative, singular where the name is
	Language string // of Name; "" where the name belongs to no language
	// Aliases are other canonical names under which the article, or the
	// gazetteer for it, knows the entity; sorted, without Name.
	Aliases []string
	// Known is the gazetteer's or schema's key, such as "country/kazakhstan";
	// empty for what they do not list.
	Known string
}

// A Mention is text that names something: the words at a span.
type Mention struct {
	Span Span
	Text string // the article's text at Span
}

// A Value fills an argument of a claim. Exactly one of Entity, Time, Number
// and Text is set, as the argument's type says.
type Value struct {
	Entity *Entity
	Time   Interval // for the type Date
	Number string   // for Number: a decimal in canonical form, "22" or "0.5"
	Text   string   // for Text and for enumerations such as status

	// Mention is where the value stands; zero if it stands nowhere.
	Mention Mention
	// Called is the name, nominative, that the entity has there where that is not
	// its canonical one: РФ. It is written with an article's claims and not kept in
	// the graph.
	Called string
	// Via is set when the mention lies outside the claim's evidence: by
	// coreference Mention is then the antecedent.
	Via Via
	// Inferred marks a date counted from a day that was itself inferred.
	Inferred bool
}

// Lexical returns the value's normal form: a name, an ISO 8601 date or
// interval, a decimal or a text.
func (v Value) Lexical() string {
	switch {
	case v.Entity != nil:
		return v.Entity.Name
	case !v.Time.IsZero():
		return v.Time.String()
	case v.Number != "":
		return v.Number
	}
	return v.Text
}

// Evidence is a passage that a claim rests on and the rule that read it.
type Evidence struct {
	Span  Span
	Quote string // the text at Span
	Rule  string // "ru/chairing#cochair-of-event"
	Pack  string // content hash of the pack that holds the rule: 16 hex digits
}

// A Claim is what one article says: something of its type, of its arguments.
type Claim struct {
	ID       ClaimID
	Source   SourceID
	Type     ClaimType
	Args     map[ArgName][]Value // in order of mention
	Evidence []Evidence          // never empty, in order of span
	Modality Modality
	// Speaker is who says it, if not the article itself.
	Speaker *Value
	// Outlet is who publishes the article and Cites whom the outlet cites for it.
	Outlet *Entity
	Cites  []*Entity
	// Confidence is the measured precision of the rule, in (0, 1]; 0 if not measured.
	Confidence float64
	// Judgement is what people decided of it, Accepted, Rejected or Corrected; ""
	// if they decided nothing.
	Judgement Judgement
}

// Holds reports whether the claim counts for what it says: it is asserted, and
// people have not rejected it.
func (c *Claim) Holds() bool { return c.Modality == Asserted && c.Judgement != Rejected }

// A Judgement is what people decided of a claim.
type Judgement string

const (
	Accepted  Judgement = "accepted"
	Rejected  Judgement = "rejected"
	Corrected Judgement = "corrected"
)

// An Extraction is one article's metadata with the claims read from it, in
// order of their least evidence span, then type, then ID.
type Extraction struct {
	Source Source
	Claims []Claim
}
