package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A LockedError says that another process holds the store.
type LockedError struct {
	Path    string // the store's folder
	PID     int    // 0 if it could not be told
	Command string // how that process was started
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s: another process holds the store", e.Path)
	}
	return fmt.Sprintf("%s: process %d holds the store: %s", e.Path, e.PID, e.Command)
}

// errHeld is what lockFile returns if another holds the file.
var errHeld = errors.New("locked")

// A lock is one holder's claim to a store's folder: alone to write, or beside
// others to read. The system drops it when the process ends, however it ends,
// so a lock file that is left behind locks nobody out. The file holds one line
// of JSON for each process that took the lock since the last writer, so that
// others can be told who it is.
type lock struct {
	f         *os.File
	onRelease func() error // nil if there is nothing to do
}

type holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command"`
	Address string `json:"address,omitempty"` // where it serves the store
}

func command() string { return strings.Join(os.Args, " ") }

// write adds a line to the lock's file.
func (l *lock) write(h holder) error {
	line, err := json.Marshal(h)
	if err != nil {
		return err
	}
	_, err = l.f.Write(append(line, '\n'))
	return err
}

// acquireLock locks the folder dir, for reading only if shared is set. It
// returns a [*LockedError] if a process that holds it stands in the way.
func acquireLock(dir string, shared bool) (*lock, error) {
	path := filepath.Join(dir, "lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	nameless := false
	if err != nil && shared {
		// Whoever may only read the folder reads it all the same, without being
		// able to leave its name.
		f, err = os.Open(path)
		nameless = true
	}
	if err != nil {
		return nil, err
	}
	if err := lockFile(f, shared); err != nil {
		defer f.Close()
		if !errors.Is(err, errHeld) {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		h := readHolder(path)
		return nil, &LockedError{Path: dir, PID: h.PID, Command: h.Command}
	}
	if !shared {
		// What stands there was written by processes that have gone.
		if err := f.Truncate(0); err != nil {
			f.Close()
			return nil, err
		}
	}
	l := &lock{f: f}
	if nameless {
		return l, nil
	}
	if err := l.write(holder{PID: os.Getpid(), Command: command()}); err != nil {
		f.Close()
		return nil, err
	}
	return l, nil
}

// release gives the lock up.
func (l *lock) release() error {
	var err error
	if l.onRelease != nil {
		err = l.onRelease()
	}
	return errors.Join(err, l.f.Close())
}

// readHolder returns the last process named in the file that still runs.
func readHolder(path string) holder {
	data, err := os.ReadFile(path)
	if err != nil {
		return holder{}
	}
	var last holder
	for line := range bytes.Lines(data) {
		var h holder
		if json.Unmarshal(line, &h) == nil && h.PID > 0 && alive(h.PID) {
			last = h
		}
	}
	return last
}
