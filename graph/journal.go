package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
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

// A Journal is the append-only file of entries in a store's folder, one JSON
// object a line. It is safe for use by several goroutines.
type Journal struct {
	path     string
	readOnly bool
	mu       sync.Mutex
}

// Append writes e at the end and returns once it is on the disk. Time, Author
// and Kind must be set.
func (j *Journal) Append(e Entry) error {
	switch {
	case j.readOnly:
		return ErrReadOnly
	case e.Time.IsZero() || e.Author == "" || e.Kind == "":
		return errors.New("journal: an entry needs time, author and kind")
	}
	e.Time = e.Time.UTC()
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	f, err := os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := seekPastLastLine(f); err != nil {
		return err
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// seekPastLastLine moves f to its end. A last line without a line feed is
// ended if it is JSON, as an editor may leave it; else it is the rest of a
// write that was cut short, of which nobody was told that it succeeded, and it
// is cut off.
func seekPastLastLine(f *os.File) error {
	data, err := io.ReadAll(f)
	if err != nil || len(data) == 0 || data[len(data)-1] == '\n' {
		return err
	}
	start := bytes.LastIndexByte(data, '\n') + 1
	if json.Valid(data[start:]) {
		_, err = f.Write([]byte{'\n'})
		return err
	}
	if err := f.Truncate(int64(start)); err != nil {
		return err
	}
	_, err = f.Seek(int64(start), io.SeekStart)
	return err
}

// Read returns all entries in the order they were written. The error joins one
// for each line that is not an entry, with file and line; the entries of the
// other lines are returned all the same.
func (j *Journal) Read() ([]Entry, error) {
	j.mu.Lock()
	data, err := os.ReadFile(j.path)
	j.mu.Unlock()
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var entries []Entry
	var errs []error
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", j.path, n, err))
			continue
		}
		entries = append(entries, e)
	}
	return entries, errors.Join(errs...)
}

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
	if e.Time.IsZero() || e.Author == "" || e.Kind == "" {
		return e, errors.New("entry lacks time, author or kind")
	}
	return e, nil
}
