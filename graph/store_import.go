package graph

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"claimgraph/graph/pebble"
)

// filePiece is how many bytes of a file are kept as one record.
const filePiece = 4 << 20

// An ImportResult tells what [Store.Import] did.
type ImportResult struct {
	Hash  string // lower-case hex SHA-256 of the file
	Quads int    // quads in the file, repeated ones counted
	Known bool   // the file had been imported before, and nothing was done
}

// An importRecord tells how far an import is: its file is kept whole, then its
// quads are added.
type importRecord struct {
	Quads int  `json:"quads"`
	Kept  bool `json:"kept"`
	Done  bool `json:"done"`
}

func importKey(hash string) recordKey { return recordKey{importTable, hash} }

func pieceKey(hash string, n int) recordKey {
	return recordKey{fileTable, hash, fmt.Sprintf("%08d", n)}
}

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
	unlock, err := s.lockWriter(ctx)
	if err != nil {
		return ImportResult{}, err
	}
	defer unlock()
	temp, hash, err := s.spool(r)
	if err != nil {
		return ImportResult{}, fmt.Errorf("%s: %w", name, err)
	}
	defer os.Remove(temp.Name())
	defer temp.Close()
	result := ImportResult{Hash: hash}
	if result.Quads, err = countQuads(ctx, temp, name); err != nil {
		return result, err
	}
	known, err := s.importRecord(ctx, hash)
	if err != nil || known.Done {
		result.Known = known.Done
		return result, err
	}
	if !known.Kept {
		if _, err := temp.Seek(0, io.SeekStart); err != nil {
			return result, err
		}
		if err := s.keepFile(ctx, hash, result.Quads, temp); err != nil {
			return result, err
		}
	}
	return result, s.applyImport(ctx, hash, result.Quads)
}

// spool writes r to a temporary file and returns it with its hash: a file that
// breaks the grammar at its end must not have been imported until there.
func (s *Store) spool(r io.Reader) (f *os.File, hash string, err error) {
	if f, err = os.CreateTemp("", "claimgraph-import-*"); err != nil {
		return nil, "", err
	}
	h := sha256.New()
	w := bufio.NewWriterSize(f, 1<<20)
	_, err = io.Copy(io.MultiWriter(w, h), r)
	if err = errors.Join(err, w.Flush()); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, "", errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return f, hex.EncodeToString(h.Sum(nil)), nil
}

// countQuads counts the quads of a file and checks its grammar.
func countQuads(ctx context.Context, r io.Reader, name string) (int, error) {
	var n atomic.Int64
	count := func(*pebble.Batch, *pebble.Terms) error {
		n.Add(1)
		return nil
	}
	_, err := readTerms(ctx, r, name, count, func(*pebble.Batch) error { return nil })
	return int(n.Load()), err
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

func (r importRecord) record(hash string) (record, error) {
	data, err := json.Marshal(r)
	return record{importKey(hash), data}, err
}

// keepFile keeps a file's bytes, piece by piece.
func (s *Store) keepFile(ctx context.Context, hash string, quads int, r io.Reader) error {
	begun, err := importRecord{Quads: quads}.record(hash)
	if err != nil {
		return err
	}
	if err := s.backend.commit(change{records: []record{begun}}); err != nil {
		return err
	}
	piece := make([]byte, filePiece)
	for n := 0; ; n++ {
		size, err := io.ReadFull(r, piece)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		last := err != nil
		packed, err := pack(piece[:size])
		if err != nil {
			return err
		}
		c := change{records: []record{{pieceKey(hash, n), packed}}}
		if last {
			kept, err := importRecord{Quads: quads, Kept: true}.record(hash)
			if err != nil {
				return err
			}
			c.records = append(c.records, kept)
		}
		if err := errors.Join(ctx.Err(), s.backend.commit(c)); err != nil || last {
			return err
		}
	}
}

func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// keptFile reads a kept file.
type keptFile struct {
	s    *Store
	ctx  context.Context
	hash string
	n    int
	rest io.Reader // of the piece
}

func (f *keptFile) Read(p []byte) (int, error) {
	for {
		if f.rest != nil {
			if n, err := f.rest.Read(p); n > 0 || !errors.Is(err, io.EOF) {
				return n, err
			}
		}
		packed, err := f.piece()
		if err != nil {
			return 0, err
		}
		if packed == nil {
			return 0, io.EOF
		}
		if f.rest, err = gzip.NewReader(bytes.NewReader(packed)); err != nil {
			return 0, err
		}
		f.n++
	}
}

func (f *keptFile) piece() ([]byte, error) {
	v, err := f.s.backend.view(f.ctx)
	if err != nil {
		return nil, err
	}
	defer v.close()
	return v.get(pieceKey(f.hash, f.n))
}

// applyImport adds the quads of a kept file in as few transactions as memory
// lets it. That it is done is recorded with the last.
func (s *Store) applyImport(ctx context.Context, hash string, quads int) error {
	done, err := importRecord{Quads: quads, Kept: true, Done: true}.record(hash)
	if err != nil {
		return err
	}
	im := importer{base: s.meta.Base, hash: hash}
	file := &keptFile{s: s, ctx: ctx, hash: hash}
	return s.backend.load(ctx, file, hash, im.add, func(last bool) []record {
		records := im.take()
		if last {
			records = append(records, done)
		}
		return records
	})
}

// An importer makes of a file's quads what the store is to hold.
type importer struct {
	base, hash string
	mu         sync.Mutex
	held       []record
}

// add is a termFunc.
func (im *importer) add(b *pebble.Batch, t *pebble.Terms) error {
	for i, term := range t {
		if bytes.HasPrefix(term, []byte("_:")) {
			iri := Skolemize(quad.Quad{Subject: quad.BNode(term[2:])}, im.base, im.hash).Subject
			var err error
			if t[i], err = pebble.AppendTerm(nil, iri); err != nil {
				return err
			}
		}
	}
	if label, ok := bytes.CutPrefix(t[3], []byte("<")); ok && bytes.HasPrefix(label, []byte(im.base)) {
		if err := im.hold(t); err != nil {
			return err
		}
	}
	b.AddTerms(t)
	return nil
}

// hold notes that an import holds a quad that a Put might take away.
func (im *importer) hold(t *pebble.Terms) error {
	q, err := t.Quad()
	if err != nil {
		return err
	}
	im.mu.Lock()
	im.held = append(im.held, record{heldKey(q), []byte{1}})
	im.mu.Unlock()
	return nil
}

// take returns the records that were noted since the last time. Some may be of
// quads that come with the next transaction.
func (im *importer) take() []record {
	im.mu.Lock()
	defer im.mu.Unlock()
	held := im.held
	im.held = nil
	return held
}

// finishImports completes the imports that a process which was stopped had
// begun; a file that was not yet kept whole is dropped.
func (s *Store) finishImports(ctx context.Context) error {
	v, err := s.backend.view(ctx)
	if err != nil {
		return err
	}
	defer v.close()
	begun := make(map[string]importRecord)
	err = v.scan(recordKey{importTable, ""}, func(key recordKey, value []byte) error {
		var r importRecord
		if err := json.Unmarshal(value, &r); err != nil {
			return fmt.Errorf("import %q: %w", key, err)
		}
		if !r.Done {
			begun[key[1]] = r
		}
		return nil
	})
	v.close()
	if err != nil {
		return err
	}
	for hash, r := range begun {
		if r.Kept {
			err = s.applyImport(ctx, hash, r.Quads)
		} else {
			err = s.dropFile(ctx, hash)
		}
		if err != nil {
			return fmt.Errorf("complete the import of %s: %w", hash, err)
		}
	}
	return nil
}

func (s *Store) dropFile(ctx context.Context, hash string) error {
	b, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	err = b.scan(recordKey{fileTable, hash, ""}, func(key recordKey, _ []byte) error {
		b.put(key, nil)
		return nil
	})
	if err != nil {
		return err
	}
	b.put(importKey(hash), nil)
	_, err = b.commit()
	return err
}
