package graph

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// ErrNoBackup is returned by [Restore] for a file that is no backup, or not a
// whole one.
var ErrNoBackup = errors.New("no whole backup")

// A backup is a tar file: meta.json, the backend's files, and last the hash of
// all names and contents before it, by which a file that was cut short or changed
// is known.
const backupEnd = "claimgraph-backup.sha256"

// backupName matches what a backup may hold besides its end.
var backupName = regexp.MustCompile(`^(meta\.json|quads/[0-9]+/[A-Za-z0-9._-]+)$`)

// Backup writes all that the store holds now. The store may be read and written
// meanwhile: what is committed later is not in it. A store in memory or on a
// server of a database's own is not backed up this way.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	if s.path == "" || s.meta.Backend != "pebble" {
		return fmt.Errorf("the backend %s has no files to back up", s.meta.Backend)
	}
	dir, remove, err := s.frozen()
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer remove()
	b := &backupWriter{ctx: ctx, tar: tar.NewWriter(w), sum: sha256.New()}
	data, err := json.MarshalIndent(s.meta, "", "  ")
	if err != nil {
		return err
	}
	b.bytes("meta.json", append(data, '\n'))
	b.folder(dir, "quads/"+strconv.Itoa(s.meta.Quads))
	b.bytes(backupEnd, []byte(hex.EncodeToString(b.sum.Sum(nil))+"\n"))
	if b.err == nil {
		b.err = b.tar.Close()
	}
	if b.err != nil {
		return fmt.Errorf("backup: %w", b.err)
	}
	return nil
}

// frozen returns a folder with the backend's files as they are now: a checkpoint
// of what can be written, or the files themselves if no process can write them.
func (s *Store) frozen() (dir string, remove func(), err error) {
	if s.config.ReadOnly {
		return s.quadsPath(), func() {}, nil
	}
	parent, err := os.MkdirTemp(filepath.Join(s.path, "quads"), "backup-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(parent) }
	dir = filepath.Join(parent, "1")
	if err := s.backend.checkpoint(dir); err != nil {
		remove()
		return "", nil, err
	}
	return dir, remove, nil
}

// A backupWriter writes entries until the first error.
type backupWriter struct {
	ctx context.Context
	tar *tar.Writer
	sum hash.Hash
	err error
}

func (b *backupWriter) bytes(name string, data []byte) {
	if b.head(name, int64(len(data))); b.err == nil {
		_, b.err = io.MultiWriter(b.tar, b.sum).Write(data)
	}
}

func (b *backupWriter) head(name string, size int64) {
	if b.err = errors.Join(b.err, b.ctx.Err()); b.err != nil {
		return
	}
	fmt.Fprintf(b.sum, "%s %d\n", name, size)
	b.err = b.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: 0o644, Size: size})
}

// folder writes the files of a folder, in order of their names.
func (b *backupWriter) folder(dir, as string) {
	entries, err := os.ReadDir(dir)
	b.err = errors.Join(b.err, err)
	for _, e := range entries {
		if b.err != nil {
			return
		}
		if name := as + "/" + e.Name(); e.Type().IsRegular() && e.Name() != "LOCK" && backupName.MatchString(name) {
			b.file(filepath.Join(dir, e.Name()), name)
		}
	}
}

func (b *backupWriter) file(path, name string) {
	f, err := os.Open(path)
	if err != nil {
		b.err = err
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.err = err
		return
	}
	if b.head(name, info.Size()); b.err == nil {
		_, b.err = io.Copy(io.MultiWriter(b.tar, b.sum), io.LimitReader(f, info.Size()))
	}
}

// Restore makes a store in the folder from what [Store.Backup] wrote. The folder
// must hold no store. A backup that is not whole makes none.
func Restore(ctx context.Context, r io.Reader, path string) (err error) {
	if _, err := os.Stat(filepath.Join(path, "meta.json")); err == nil {
		return fmt.Errorf("%s: there is a store already", path)
	}
	if err := checkFolder(path); err != nil {
		return err
	}
	l, err := acquireLock(path, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.release()) }()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(filepath.Join(path, "quads")), os.Remove(filepath.Join(path, "lock")))
			os.Remove(path) // unless somebody keeps something there
		}
	}()
	u := &backupReader{ctx: ctx, tar: tar.NewReader(r), path: path, sum: sha256.New()}
	if err := u.read(); err != nil {
		return err
	}
	var m meta
	if err := json.Unmarshal(u.meta, &m); err != nil || m.Format < 1 || !slices.Contains(Backends(), m.Backend) {
		return fmt.Errorf("%w: it holds no store that this version reads", ErrNoBackup)
	}
	if m.Format > FormatVersion {
		return fmt.Errorf("the backup is of format %d, written by a newer version; this one reads up to %d", m.Format, FormatVersion)
	}
	return writeFile(filepath.Join(path, "meta.json"), u.meta)
}

type backupReader struct {
	ctx  context.Context
	tar  *tar.Reader
	path string
	sum  hash.Hash
	meta []byte
}

// read unpacks all entries and checks that none is missing.
func (u *backupReader) read() error {
	for {
		h, err := u.tar.Next()
		switch {
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: its end is missing", ErrNoBackup)
		case err != nil:
			return fmt.Errorf("%w: %w", ErrNoBackup, err)
		case u.ctx.Err() != nil:
			return u.ctx.Err()
		case h.Name == backupEnd:
			return u.end()
		case h.Typeflag != tar.TypeReg || !backupName.MatchString(h.Name):
			return fmt.Errorf("%w: it holds %q", ErrNoBackup, h.Name)
		}
		fmt.Fprintf(u.sum, "%s %d\n", h.Name, h.Size)
		if err := u.entry(h); errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("%w: it ends inside %s", ErrNoBackup, h.Name)
		} else if err != nil {
			return err
		}
	}
}

func (u *backupReader) entry(h *tar.Header) error {
	in := io.TeeReader(u.tar, u.sum)
	if h.Name == "meta.json" {
		var err error
		u.meta, err = io.ReadAll(io.LimitReader(in, 1<<20))
		return err
	}
	path := filepath.Join(u.path, filepath.FromSlash(h.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, in)
	return errors.Join(err, f.Sync(), f.Close(), syncDir(filepath.Dir(path)))
}

// end compares the hash of what was read with the one that was written.
func (u *backupReader) end() error {
	want, err := io.ReadAll(io.LimitReader(u.tar, 1<<10))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	if string(want) != hex.EncodeToString(u.sum.Sum(nil))+"\n" {
		return fmt.Errorf("%w: its contents do not have the hash at its end", ErrNoBackup)
	}
	return nil
}
