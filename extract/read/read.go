// Package read turns files into articles: plain text, JSON Lines, saved pages of
// HTML, folders of them and standard input go in, one [extract.Article] after
// another comes out, each with what is known of its source. The text is kept as
// given, byte by byte, so that offsets hold; that of a page is made from its
// markup and kept so. No path enters the source.
package read

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"claimgraph/extract"
)

const (
	// MaxArticle is the most bytes of one article's text.
	MaxArticle = 64 << 20
	// MaxLine is the most bytes of one line of an article: no prose has longer
	// ones, and a file of one huge line is data of another kind.
	MaxLine = 4 << 20
	// MaxRecord is the most bytes of a line of JSON Lines, where escapes make a
	// text longer.
	MaxRecord = 2 * MaxArticle
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// Articles yields the articles of the paths, in their order: of a file of plain
// text the one article that it is, of a file of JSON Lines one a line, of a page
// of HTML the one that readers see in it, of a folder those of the files in it
// and below it whose names end in .txt, .jsonl, .ndjson, .html or .htm, in order
// of their paths, left out the hidden ones and the folders NAME_files that
// browsers save beside NAME.html. "-" is standard input, read from stdin. A path
// given by itself may have any name: what begins with a line that is a JSON
// object is JSON Lines, what begins as a page does is HTML.
//
// Reading goes on after an error: one is yielded for each article that cannot
// be read, with its file and, as far as it has them, line, field and byte
// offset. Only the end of ctx ends the sequence, with its error.
func Articles(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		r := reader{ctx: ctx, yield: yield}
		for _, p := range paths {
			if !r.path(p, stdin) {
				return
			}
		}
	}
}

// A reader feeds one sequence. Its methods return false when the sequence is
// over.
type reader struct {
	ctx   context.Context
	yield func(*extract.Article, error) bool
}

func (r *reader) article(a *extract.Article) bool { return r.live() && r.yield(a, nil) }

func (r *reader) fail(err error) bool { return r.live() && r.yield(nil, err) }

// live reports whether ctx has not ended; if it has, it yields ctx's error.
func (r *reader) live() bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(nil, err)
		return false
	}
	return true
}

func (r *reader) path(path string, stdin io.Reader) bool {
	if path == Stdin {
		return r.stream(Stdin, stdin, sniffed)
	}
	info, err := os.Stat(path)
	if err != nil {
		return r.fail(named(path, err))
	}
	if info.IsDir() {
		return r.folder(path)
	}
	return r.file(path, formatOf(path))
}

// named gives the error of a file operation the path once, in front.
func named(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

func (r *reader) file(path string, f format) bool {
	file, err := os.Open(path)
	if err != nil {
		return r.fail(named(path, err))
	}
	defer file.Close()
	return r.stream(path, file, f)
}

// folder reads the articles of a folder. It is an error if there are none.
func (r *reader) folder(root string) bool {
	files, live := 0, true
	filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			live = r.fail(named(path, err))
			if e != nil && e.IsDir() && live {
				return fs.SkipDir
			}
		case path != root && (strings.HasPrefix(e.Name(), ".") || e.IsDir() && isSavedWith(path)):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && formatOf(path) != sniffed && !isFolder(path):
			files++
			live = r.file(path, formatOf(path))
		}
		if !live {
			return fs.SkipAll
		}
		return nil
	})
	if live && files == 0 {
		return r.fail(fmt.Errorf("%s: no articles: the folder has no file whose name ends in %s", root, "."+strings.Join(extensions[:], ", .")))
	}
	return live
}

// isFolder tells a folder behind a symbolic link, which is not walked.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// A format is what a file holds.
type format int

const (
	sniffed format = iota // its first line tells
	text
	jsonLines
	webPage
)

var extensions = [...]string{"txt", "jsonl", "ndjson", "html", "htm"}

func formatOf(path string) format {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".txt":
		return text
	case ".jsonl", ".ndjson":
		return jsonLines
	case ".html", ".htm":
		return webPage
	}
	return sniffed
}

// stream reads one open file.
func (r *reader) stream(path string, in io.Reader, f format) bool {
	br := bufio.NewReaderSize(in, 1<<16)
	if f == sniffed {
		f = sniff(br)
	}
	if f == jsonLines {
		return r.lines(path, br)
	}
	one := readText
	if f == webPage {
		one = readPage
	}
	a, err := one(path, br)
	if err != nil {
		return r.fail(err)
	}
	return r.article(a)
}

// sniff tells HTML and JSON Lines, whose first character is a brace, from text.
func sniff(br *bufio.Reader) format {
	if sniffPage(br) {
		return webPage
	}
	for n := 1; ; n++ {
		b, err := br.Peek(n)
		if len(b) < n || err != nil && n == 1 {
			return text
		}
		switch c := b[n-1]; {
		case c == '{':
			if next, _ := br.Peek(n + 64); holdsKey(next[n:]) {
				return jsonLines
			}
			return text
		case c == ' ', c == '\t', c == '\r', c == '\n', n <= 3 && c == "\ufeff"[n-1]:
		default:
			return text
		}
	}
}

// holdsKey tells whether the key of an object, or its end, comes next.
func holdsKey(b []byte) bool {
	s := strings.TrimLeft(string(b), " \t")
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "}")
}

// readText reads one article from a file that is nothing else.
func readText(path string, in io.Reader) (*extract.Article, error) {
	var b strings.Builder
	n, err := io.Copy(&b, io.LimitReader(in, MaxArticle+1))
	if err != nil {
		return nil, named(path, err)
	}
	if n > MaxArticle {
		return nil, fmt.Errorf("%s: longer than the %s that one article may have", path, size(MaxArticle))
	}
	s := b.String()
	if err := check(s); err != nil {
		return nil, fmt.Errorf("%s%w", path, err)
	}
	return newArticle(path, s, metadata{}), nil
}
