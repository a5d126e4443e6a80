package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"claimgraph/schema"
)

// An Entry is one thing that a person decided: that two entities are one, that
// a claim is wrong. The quads are a function of these among other things, so an
// entry is never changed: a later one takes an earlier back.
type Entry struct {
	Time   time.Time       `json:"time"`
	Author string          `json:"author"`
	Kind   string          `json:"kind"`           // says what Data holds
	Data   json.RawMessage `json:"data,omitempty"` // a JSON value
}

// check returns the entry as it is kept, or why it is none.
func (e Entry) check() (Entry, error) {
	switch {
	case e.Time.IsZero() || e.Author == "" || e.Kind == "":
		return e, errors.New("journal: an entry needs time, author and kind")
	case strings.ContainsFunc(e.Author, unicode.IsControl):
		return e, fmt.Errorf("journal: not an author's name: %q", e.Author)
	}
	e.Time = e.Time.UTC()
	if len(e.Data) > 0 {
		var compact bytes.Buffer
		if err := json.Compact(&compact, e.Data); err != nil {
			return e, fmt.Errorf("journal: %w", err)
		}
		e.Data = compact.Bytes()
	}
	return e, nil
}

// ID names an entry by what it holds.
func (e Entry) ID() string {
	line, err := json.Marshal(e)
	if err != nil {
		return ""
	}
	return schema.HashText(string(line))[:16]
}

func (e Entry) record() (record, error) {
	line, err := json.Marshal(e)
	if err != nil {
		return record{}, fmt.Errorf("journal: %w", err)
	}
	return record{recordKey{journalTable, e.Time.Format("2006-01-02T15:04:05.000000000Z"), e.Author, e.ID()}, line}, nil
}

// parseEntry reads a line of JSON.
func parseEntry(line []byte) (Entry, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	var e Entry
	if err := d.Decode(&e); err != nil {
		return e, err
	}
	if d.More() {
		return e, errors.New("text after the entry")
	}
	return e.check()
}

// Decide enters what a person decided and returns once it is on the disk. Time,
// Author and Kind must be set.
func (s *Store) Decide(ctx context.Context, entries ...Entry) error {
	if err := s.writable(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
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
	_, err = b.commit()
	return err
}

// Journal returns all that people decided, by time, author and id.
func (s *Store) Journal(ctx context.Context) ([]Entry, error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	var entries []Entry
	err = v.scan(recordKey{journalTable, ""}, func(_ recordKey, value []byte) error {
		e, err := parseEntry(value)
		entries = append(entries, e)
		return err
	})
	return entries, err
}
