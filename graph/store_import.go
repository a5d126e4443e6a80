package graph

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// importBatch is how many quads of a file go into one transaction.
const importBatch = 20_000

// An ImportResult tells what [Store.Import] did.
type ImportResult struct {
	Hash  string // lower-case hex SHA-256 of the file
	Quads int    // quads in the file, repeated ones counted
	Known bool   // the file had been imported before, and nothing was done
}

type importRecord struct {
	Quads int  `json:"quads"`
	Done  bool `json:"done"`
}

func importKey(hash string) recordKey { return recordKey{importTable, hash} }

// Import adds the quads of a file of N-Quads and keeps the file, so that
// [Reindex] finds it. The file is called name in errors, which are
// [*SyntaxError] if it breaks the grammar; then nothing is imported. Quads
// without a label keep none; blank nodes become IRIs: see [Skolemize]. When
// Import returns, the quads are on the disk; if the process is stopped before,
// the next one to open the store completes the import.
func (s *Store) Import(ctx context.Context, name string, r io.Reader) (ImportResult, error) {
	if err := s.writable(); err != nil {
		return ImportResult{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	temp, hash, err := s.copyImport(r)
	if err != nil {
		return ImportResult{}, fmt.Errorf("%s: %w", name, err)
	}
	defer os.Remove(temp)
	result := ImportResult{Hash: hash}
	if result.Quads, err = countQuads(ctx, temp, name); err != nil {
		return result, err
	}
	known, err := s.importRecord(ctx, hash)
	if err != nil || known.Done {
		result.Known = known.Done
		return result, err
	}
	if err := os.Rename(temp, s.importPath(hash)); err != nil {
		return result, err
	}
	if err := syncDir(filepath.Dir(temp)); err != nil {
		return result, err
	}
	return result, s.applyImport(ctx, hash, result.Quads)
}

func (s *Store) importPath(hash string) string {
	return filepath.Join(s.path, "imports", hash+".nq")
}

// copyImport writes r to a file in imports/ and returns its path and hash.
func (s *Store) copyImport(r io.Reader) (path, hash string, err error) {
	f, err := os.CreateTemp(filepath.Join(s.path, "imports"), ".new-*")
	if err != nil {
		return "", "", err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	h := sha256.New()
	w := bufio.NewWriterSize(f, 1<<20)
	if _, err := io.Copy(io.MultiWriter(w, h), r); err != nil {
		return "", "", err
	}
	if err := errors.Join(w.Flush(), f.Chmod(0o644), f.Sync()); err != nil {
		return "", "", err
	}
	return f.Name(), hex.EncodeToString(h.Sum(nil)), f.Close()
}

func countQuads(ctx context.Context, path, name string) (n int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for r := NewQuadReader(f, name); ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return n, ctx.Err()
		}
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
	}
}

func (s *Store) importRecord(ctx context.Context, hash string) (r importRecord, err error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return r, err
	}
	defer v.close()
	data, err := v.get(importKey(hash))
	if err != nil || data == nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}

// applyImport adds the quads of a kept file, batch by batch. The record that
// the import has begun goes with the first batch, that it is done with the last.
func (s *Store) applyImport(ctx context.Context, hash string, quads int) error {
	path := s.importPath(hash)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := NewQuadReader(f, path)
	for done := false; !done; {
		if done, err = s.importSome(ctx, r, hash, quads); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) importSome(ctx context.Context, r *QuadReader, hash string, quads int) (done bool, err error) {
	b, err := s.begin(ctx)
	if err != nil {
		return false, err
	}
	defer b.close()
	for range importBatch {
		q, err := r.Read()
		if done = errors.Is(err, io.EOF); done {
			break
		}
		if err != nil {
			return false, err
		}
		h, err := b.held(Skolemize(q, s.meta.Base, hash))
		if err != nil {
			return false, err
		}
		h.now |= heldByImport
	}
	data, err := json.Marshal(importRecord{Quads: quads, Done: done})
	if err != nil {
		return false, err
	}
	b.records = append(b.records, record{importKey(hash), data})
	return done, b.commit()
}

// finishImports completes the imports that a process which was stopped had begun.
func (s *Store) finishImports(ctx context.Context) error {
	v, err := s.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	begun := make(map[string]int)
	err = v.scan(recordKey{importTable, ""}, func(key recordKey, value []byte) error {
		var r importRecord
		if err := json.Unmarshal(value, &r); err != nil {
			return fmt.Errorf("import %q: %w", key, err)
		}
		if !r.Done {
			begun[key[1]] = r.Quads
		}
		return nil
	})
	v.close()
	if err != nil {
		return err
	}
	for hash, quads := range begun {
		if err := s.applyImport(ctx, hash, quads); err != nil {
			return fmt.Errorf("complete the import of %s: %w", hash, err)
		}
	}
	return nil
}
