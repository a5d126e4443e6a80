package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"claimgraph/schema"
)

// The kinds of entries of the journal.
const (
	KindMerge   = "merge"   // the mentions name one thing
	KindSplit   = "split"   // the two mentions name two
	KindAccept  = "accept"  // the claim is right as it was extracted
	KindReject  = "reject"  // the claim is wrong
	KindCorrect = "correct" // an argument of the claim has another value
	KindRetract = "retract" // an article, or a text, is taken out
	KindUndo    = "undo"    // an entry is to have no effect
)

// An Entry is one thing that a person decided. The quads are a function of these
// among other things, so an entry is never changed: a later one takes an earlier
// back, and of those that contradict each other the latest counts, by time,
// author and ID. An entry outlives the rules that its article was read by: it
// holds what it takes to find the mention or claim again.
type Entry struct {
	Time   time.Time `json:"time"`
	Author string    `json:"author"`
	Kind   string    `json:"kind"`
	// Mentions are those that are merged, or the two that are split.
	Mentions []Anchor `json:"mentions,omitempty"`
	// Claim is the one that is judged, and Arg=Value what it is corrected to.
	Claim *Anchor        `json:"claim,omitempty"`
	Arg   schema.ArgName `json:"arg,omitempty"`
	Value string         `json:"value,omitempty"`
	// ValueType is the type of the entity that Value names, "" if it names none.
	ValueType schema.EntityType `json:"value_type,omitempty"`
	// Article is what is retracted, with all its versions; or Text is, by its
	// hash, wherever it stands. URL tells readers which article that is.
	Article schema.SourceID `json:"article,omitempty"`
	Text    string          `json:"text,omitempty"`
	URL     string          `json:"url,omitempty"`
	// Undoes is the ID of the entry that is to have no effect.
	Undoes string `json:"undoes,omitempty"`
}

// An Anchor says where a mention or a claim stands, by its words as well, so that
// it is found again in a text that has changed a little or was read anew.
type Anchor struct {
	Article schema.SourceID `json:"article"`
	Text    string          `json:"text_hash"`
	Start   int             `json:"start"` // of the mention, or of the claim's first evidence
	End     int             `json:"end"`
	Quote   string          `json:"quote"` // the words there
	Type    string          `json:"type"`  // of the entity, or of the claim
	// Values are, of a claim, the words of the arguments that identify it.
	Values map[schema.ArgName]string `json:"values,omitempty"`
}

// ID names an entry by what it holds.
func (e Entry) ID() string {
	line, err := json.Marshal(e)
	if err != nil {
		return ""
	}
	return schema.HashText(string(line))[:12]
}

// check returns the entry as it is kept, or why it is none.
func (e Entry) check() (Entry, error) {
	wrong := func(format string, args ...any) (Entry, error) {
		return e, fmt.Errorf("journal: "+format, args...)
	}
	e.Time = e.Time.UTC()
	switch {
	case e.Time.IsZero() || e.Author == "":
		return wrong("an entry needs time and author")
	case e.Time.Year() < 1 || e.Time.Year() > 9999:
		return wrong("not a time: %s", e.Time)
	case strings.ContainsFunc(e.Author, unicode.IsControl):
		return wrong("not an author's name: %q", e.Author)
	}
	mentions, claim, retracts, undoes := len(e.Mentions), e.Claim != nil, e.Article != "" || e.Text != "", e.Undoes != ""
	ok := false
	switch e.Kind {
	case KindMerge:
		ok = mentions >= 2 && !claim && !retracts && !undoes
	case KindSplit:
		ok = mentions == 2 && !claim && !retracts && !undoes
	case KindAccept, KindReject:
		ok = mentions == 0 && claim && !retracts && !undoes && e.Arg == ""
	case KindCorrect:
		ok = mentions == 0 && claim && !retracts && !undoes && e.Arg != "" && e.Value != ""
	case KindRetract:
		ok = mentions == 0 && !claim && (e.Article == "") != (e.Text == "") && !undoes
	case KindUndo:
		ok = mentions == 0 && !claim && !retracts && undoes
	default:
		return wrong("unknown kind of entry %q", e.Kind)
	}
	if !ok {
		return wrong("an entry of the kind %s lacks what it is about, or has too much", e.Kind)
	}
	for _, a := range e.anchors() {
		if err := a.check(); err != nil {
			return wrong("%w", err)
		}
		if a.Type != e.anchors()[0].Type {
			return wrong("a %s and a %s cannot be one thing", a.Type, e.anchors()[0].Type)
		}
	}
	return e, nil
}

func (a Anchor) check() error {
	if err := checkSourceID(a.Article); err != nil {
		return err
	}
	if a.Type == "" || a.Quote == "" || a.Start < 0 || a.End-a.Start != len(a.Quote) {
		return fmt.Errorf("a mention or claim without its type or words, or of another length: %+v", a)
	}
	return nil
}

// anchors returns what the entry is about.
func (e *Entry) anchors() []Anchor {
	if e.Claim != nil {
		return []Anchor{*e.Claim}
	}
	return e.Mentions
}

func (e Entry) record() (record, error) {
	line, err := json.Marshal(e)
	if err != nil {
		return record{}, fmt.Errorf("journal: %w", err)
	}
	return record{recordKey{journalTable, "entries", e.Time.Format("2006-01-02T15:04:05.000000000Z"), e.Author, e.ID()}, line}, nil
}

// parseEntry reads a line of JSON.
func parseEntry(line []byte) (Entry, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	var e Entry
	if err := d.Decode(&e); err != nil {
		return e, fmt.Errorf("journal: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return e, errors.New("journal: text after the entry")
	}
	return e.check()
}

// ReadJournal reads entries, one a line as JSON. Empty lines are passed over; the
// error names the line, and the input by name.
func ReadJournal(r io.Reader, name string) ([]Entry, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var entries []Entry
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// WriteJournal writes entries in the form that [ReadJournal] reads.
func WriteJournal(w io.Writer, entries []Entry) error {
	for _, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// Decide enters what people decided, and returns once that and what follows for
// the quads is on the disk. An entry that is there already changes nothing. An
// entry may be about an article that is not there, or undo one that is not: it
// then has an effect when that comes.
func (s *Store) Decide(ctx context.Context, entries ...Entry) error {
	if err := s.writable(); err != nil {
		return err
	}
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	b, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	for _, e := range entries {
		if e, err = e.check(); err != nil {
			return err
		}
		r, err := e.record()
		if err != nil {
			return err
		}
		b.put(r.key, r.value)
	}
	if err := b.followJournal(entries); err != nil {
		return err
	}
	_, err = b.commit()
	return err
}

// Journal returns all that people decided, by time, author and ID.
func (s *Store) Journal(ctx context.Context) ([]Entry, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	return readJournal(v.scan)
}

// readJournal returns the entries in order, with a view's or a batch's scan.
func readJournal(scan func(prefix recordKey, each func(recordKey, []byte) error) error) (entries []Entry, err error) {
	type keyed struct {
		key recordKey
		e   Entry
	}
	var all []keyed
	err = scan(recordKey{journalTable, "entries", ""}, func(key recordKey, value []byte) error {
		e, err := parseEntry(value)
		all = append(all, keyed{key, e})
		return err
	})
	slices.SortFunc(all, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	for _, k := range all {
		entries = append(entries, k.e)
	}
	return entries, err
}
