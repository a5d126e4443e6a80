// Package graph keeps claims as quads. [Encode] turns an article's claims into
// quads and [Decode] turns them back; a [Store] keeps them, beside the articles'
// texts and claims, imported files and the journal of what people decided, and
// answers queries in Cayley's languages. No quad goes in or out but in the
// form that N-Quads can hold: full IRIs and lexical forms as they were given.
package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"claimgraph/graph/postgres"
	"claimgraph/graph/resolve"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// Sentinels that callers branch on.
var (
	// ErrNoStore is returned by [Open] if there is no store at the path.
	ErrNoStore = errors.New("no store here")
	// ErrStale is returned by [Open] if the store was built with other rules or
	// another base than the configuration names: [Reindex] builds it anew.
	ErrStale = errors.New("it must be built anew")
	// ErrReadOnly is returned by what would change a store that was opened to read.
	ErrReadOnly = errors.New("the store was opened read-only")
	// ErrNoSource is returned if the store has no article of that id.
	ErrNoSource = errors.New("no such article in the store")
)

// FormatVersion is the version of the layout that we write. A store of another
// one is refused: a newer one as we do not know it, and the first, which kept
// articles in files of their own, as they can be ingested anew.
const FormatVersion = 2

// A Config says which store to open and how.
type Config struct {
	// Path is the store's folder. The backends "memory" and "postgres" have none.
	Path string
	// DSN is how the backend "postgres" connects to its database: see
	// [postgres.Options].
	DSN string
	// Backend is one of [Backends]; "" stands for the first. A store that exists
	// must be of it.
	Backend string
	// Base is what our IRIs begin with; "" stands for [schema.DefaultBase].
	Base string
	// Rules is the hash of the schema and rules that quads are made with. If it
	// is "", any store will do, and one that is made has no rules.
	Rules string
	// Create makes the store if there is none.
	Create bool
	// ReadOnly opens the store beside other readers.
	ReadOnly bool
	// Stale opens a store in spite of [ErrStale], to read what it holds.
	Stale bool
	// Model is what claims are encoded by; nil stands for [schema.Default].
	Model *schema.Model
	// Names compares names; nil stands for a matcher that knows no gazetteer. Rules
	// must tell one from another.
	Names *name.Matcher
}

// A Store is a claim graph in a folder: the quads and, beside them as records of
// the same transactions, each article's text, metadata and claims as they were
// extracted, imported files, and a journal of what people decided.
//
//	meta.json   format version, backend, base, rules, which quads count
//	quads/1/    the backend's files
//	lock
//
// The quads are a function of the articles, the imported files, the journal and
// the rules. A Store is safe for use by several goroutines: one writes, many read.
type Store struct {
	path    string // "" if it has no folder
	name    string // what messages call it
	config  Config
	meta    meta
	lock    *lock
	backend backend
	// resolver is used by whoever writes.
	resolver *resolve.Resolver

	mu sync.Mutex // held by whoever writes
}

type meta struct {
	Format  int    `json:"format"`
	Backend string `json:"backend"`
	Base    string `json:"base"`
	Rules   string `json:"rules"`
	Quads   int    `json:"quads"` // the folder below quads/ that counts
	// Resolver is the version of package resolve that made the quads.
	Resolver int `json:"resolver"`
}

// Open opens a store. It returns an error that is [ErrNoStore], [ErrStale] or a
// [*LockedError], or tells what else is wrong. The store must be closed.
func Open(ctx context.Context, c Config) (*Store, error) {
	s, err := enter(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := s.openQuads(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// enter locks the folder and reads, or makes, its meta.json.
func enter(ctx context.Context, c Config) (*Store, error) {
	if c.Backend == "" {
		c.Backend = Backends()[0]
	}
	if !slices.Contains(Backends(), c.Backend) {
		return nil, fmt.Errorf("unknown store backend %q: there is %s", c.Backend, strings.Join(Backends(), ", "))
	}
	if c.Base == "" {
		c.Base = schema.DefaultBase
	}
	if err := CheckBase(c.Base); err != nil {
		return nil, err
	}
	if c.Model == nil {
		c.Model = schema.Default()
	}
	if c.Names == nil {
		var err error
		if c.Names, err = name.New(c.Model, nil); err != nil {
			return nil, err
		}
	}
	s := &Store{path: c.Path, name: c.Path, config: c, resolver: resolve.New(c.Model, c.Names)}
	if c.Backend == "memory" {
		s.path, s.name = "", c.Backend
		s.meta = meta{FormatVersion, c.Backend, c.Base, c.Rules, 1, resolve.Version}
		return s, nil
	}
	if c.Backend == "postgres" {
		if err := s.enterDatabase(ctx); err != nil {
			return nil, errors.Join(err, s.Close())
		}
		return s, nil
	}
	if err := s.enterFolder(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) enterFolder() error {
	create := s.config.Create && !s.config.ReadOnly
	_, err := os.Stat(filepath.Join(s.path, "meta.json"))
	exists := err == nil
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDir):
		return err
	case !exists && !create:
		return fmt.Errorf("%s: %w", s.path, ErrNoStore)
	case !exists:
		if err := checkFolder(s.path); err != nil {
			return err
		}
	}
	if s.lock, err = acquireLock(s.path, s.config.ReadOnly); err != nil {
		return err
	}
	if !exists {
		return s.make()
	}
	return s.readMeta()
}

// checkFolder makes the folder of a new store, or checks that one that is
// there holds nothing else, so that no other folder is taken for a store.
func checkFolder(path string) error {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Name() {
		case "lock", "quads":
		default:
			return fmt.Errorf("%s: %w, and it is not empty: it holds %s", path, ErrNoStore, e.Name())
		}
	}
	return nil
}

func (s *Store) make() error {
	if err := os.MkdirAll(filepath.Join(s.path, "quads"), 0o755); err != nil {
		return err
	}
	s.meta = meta{FormatVersion, s.config.Backend, s.config.Base, s.config.Rules, 1, resolve.Version}
	if err := s.removeOtherQuads(0); err != nil {
		return err
	}
	b, err := openBackend(s.meta.Backend, s.quadsPath(), true, false)
	if err != nil {
		return err
	}
	if err := b.close(); err != nil {
		return err
	}
	return s.writeMeta(s.meta)
}

func (s *Store) quadsPath() string {
	return filepath.Join(s.path, "quads", strconv.Itoa(s.meta.Quads))
}

func (s *Store) readMeta() error {
	path := filepath.Join(s.path, "meta.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return s.parseMeta(data, path)
}

// parseMeta reads what a file, or a table, holds, and refuses what is not ours.
func (s *Store) parseMeta(data []byte, path string) error {
	if err := json.Unmarshal(data, &s.meta); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	switch m := s.meta; {
	case m.Format > FormatVersion:
		return fmt.Errorf("%s: the store is of format %d, written by a newer version; this one reads up to %d",
			s.name, m.Format, FormatVersion)
	case m.Format == 1:
		return fmt.Errorf("%s: the store is of format 1, which this version does not read: "+
			"ingest its articles into a new store (those without a copy elsewhere are in %s) and import the files in %s",
			s.path, filepath.Join(s.path, "texts"), filepath.Join(s.path, "imports"))
	case m.Format < 1 || m.Quads < 1 || !slices.Contains(Backends(), m.Backend):
		return fmt.Errorf("%s: not a store's: %s", path, data)
	case m.Backend != s.config.Backend:
		return fmt.Errorf("%s: the store keeps its quads in %s, not %s", s.name, m.Backend, s.config.Backend)
	}
	return nil
}

// stale returns an ErrStale that tells what differs, or nil.
func (s *Store) stale() error {
	switch m, c := s.meta, s.config; {
	case m.Base != c.Base:
		return fmt.Errorf("%s: built with the base %s, not %s: %w", s.name, m.Base, c.Base, ErrStale)
	case c.Rules != "" && m.Rules != c.Rules:
		return fmt.Errorf("%s: built with other rules: %w", s.name, ErrStale)
	case m.Resolver != resolve.Version:
		return fmt.Errorf("%s: its entities were resolved by another version: %w", s.name, ErrStale)
	}
	return nil
}

func (s *Store) writeMeta(m meta) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(s.path, "meta.json"), append(data, '\n'))
}

// openQuads opens the backend and ends what a process that was stopped left undone.
func (s *Store) openQuads(ctx context.Context) error {
	if err := s.stale(); err != nil && !s.config.Stale {
		return err
	}
	if s.config.Backend == "postgres" {
		return s.openDatabase(ctx)
	}
	readOnly := s.config.ReadOnly && s.path != ""
	if !readOnly && s.path != "" {
		if err := s.removeOtherQuads(s.meta.Quads); err != nil {
			return err
		}
	}
	b, err := openBackend(s.meta.Backend, s.quadsPath(), false, readOnly)
	if err != nil {
		return fmt.Errorf("%s: %w", s.quadsPath(), err)
	}
	s.backend = b
	if readOnly {
		return nil
	}
	return s.finishImports(ctx)
}

// removeOtherQuads removes what an interrupted Create or Reindex left below quads/.
func (s *Store) removeOtherQuads(keep int) error {
	dir := filepath.Join(s.path, "quads")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == strconv.Itoa(keep) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// lockWriter makes the caller the one who writes, of all processes where several
// may, until unlock.
func (s *Store) lockWriter(ctx context.Context) (unlock func(), err error) {
	s.mu.Lock()
	shared, ok := s.backend.(interface {
		lock(context.Context) (unlock func(), err error)
	})
	if !ok {
		return s.mu.Unlock, nil
	}
	release, err := shared.lock(ctx)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	return func() {
		release()
		s.mu.Unlock()
	}, nil
}

// Close writes what is left to write and gives the store up.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.backend != nil {
		errs = append(errs, s.backend.close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
		s.lock = nil
	}
	return errors.Join(errs...)
}

// Path returns the store's folder, "" if it has none.
func (s *Store) Path() string { return s.path }

// Name returns what messages call the store: its folder, or the server and
// database without the password.
func (s *Store) Name() string { return s.name }

// Name returns what messages call the store that c names.
func (c Config) Name() string {
	if c.Backend == "postgres" {
		return postgres.Place(c.DSN)
	}
	return c.Path
}

// Base returns what the store's IRIs begin with.
func (s *Store) Base() string { return s.meta.Base }

// Rules returns the hash of the rules that its quads were made with.
func (s *Store) Rules() string { return s.meta.Rules }

// Stale returns nil, or an [ErrStale] that tells what differs from the
// configuration. It is never nil only for a store opened with Config.Stale.
func (s *Store) Stale() error { return s.stale() }

// Model returns what the store's claims are encoded by.
func (s *Store) Model() *schema.Model { return s.config.Model }

// writable returns why the store must not be changed, or nil.
func (s *Store) writable() error {
	if s.config.ReadOnly {
		return ErrReadOnly
	}
	return s.stale()
}

// writeFile writes a file wholly or not at all, and returns once it is on the disk.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
