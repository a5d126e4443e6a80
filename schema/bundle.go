package schema

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A bundle carries what was extracted on one machine to the store of another: a
// line with the hash of the rules, then for each article a line with its
// metadata and text and a line for each of its claims, as [WriteJSONL] writes them.
//
//	{"claimgraph":"bundle 1","rules":"9f…"}
//	{"article":{"id":"…"},"text":"…"}
//	{"id":"…","type":"role",…}
//
// bundleForm names the form; another one is refused.
const bundleForm = "bundle 1"

type (
	bundleHead struct {
		Form  string `json:"claimgraph"`
		Rules string `json:"rules"`
	}
	bundleArticle struct {
		Article json.RawMessage `json:"article"`
		Text    *string         `json:"text"`
	}
)

// A BundleWriter writes a bundle.
type BundleWriter struct{ w io.Writer }

// NewBundleWriter writes the head of a bundle of what was read with the rules.
func NewBundleWriter(w io.Writer, rules string) (*BundleWriter, error) {
	b := &BundleWriter{w}
	return b, b.line(bundleHead{bundleForm, rules})
}

// Write writes an article, also one without claims. The path is where it was
// read, "" to leave it out.
func (b *BundleWriter) Write(x *Extraction, text, path string) error {
	article, err := MarshalSource(&x.Source, path)
	if err != nil {
		return err
	}
	if err := b.line(bundleArticle{article, &text}); err != nil {
		return err
	}
	return WriteJSONL(b.w, x, path)
}

func (b *BundleWriter) line(v any) error {
	enc := json.NewEncoder(b.w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// A BundleReader reads a bundle. Errors name the input and the line.
type BundleReader struct {
	// Rules is the hash of the rules that the claims were read with.
	Rules string

	lines *bufio.Reader
	name  string
	n     int
	next  []byte // the line of the next article, nil at the end
}

// NewBundleReader reads the head of a bundle; the name stands for the input in errors.
func NewBundleReader(r io.Reader, name string) (*BundleReader, error) {
	b := &BundleReader{lines: bufio.NewReaderSize(r, 64<<10), name: name}
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	var head bundleHead
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&head); err != nil || head.Form != bundleForm || head.Rules == "" {
		return nil, b.errorf("want the head of a file that extract --with-texts wrote, %q", bundleForm)
	}
	b.Rules = head.Rules
	b.next, err = b.line()
	return b, err
}

// Read returns the next article with its claims and its text, and [io.EOF] after
// the last one.
func (b *BundleReader) Read() (x *Extraction, text string, err error) {
	if b.next == nil {
		return nil, "", io.EOF
	}
	var article bundleArticle
	dec := json.NewDecoder(bytes.NewReader(b.next))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&article); err != nil || article.Text == nil {
		return nil, "", b.errorf("want an article with its text")
	}
	source, err := UnmarshalSource(article.Article)
	if err != nil {
		return nil, "", b.errorf("%v", err)
	}
	x = &Extraction{Source: source}
	entities := map[string]*Entity{}
	for {
		if b.next, err = b.line(); err != nil || b.next == nil || isArticle(b.next) {
			return x, *article.Text, err
		}
		src, c, err := UnmarshalClaim(b.next)
		if err != nil {
			return nil, "", b.errorf("%v", err)
		}
		if src != source {
			return nil, "", b.errorf("claim %s is not of the article above it", c.ID)
		}
		shareEntities(&c, entities)
		x.Claims = append(x.Claims, c)
	}
}

// isArticle tells an article's line from a claim's: its first key is "article".
func isArticle(line []byte) bool { return bytes.HasPrefix(line, []byte(`{"article":`)) }

// line returns the next line that is not empty, nil at the end.
func (b *BundleReader) line() ([]byte, error) {
	for {
		line, err := b.lines.ReadBytes('\n')
		b.n++
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, b.errorf("%v", err)
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			if err != nil {
				return nil, b.errorf("the file ends inside a line")
			}
			return trimmed, nil
		}
		if err != nil {
			return nil, nil
		}
	}
}

func (b *BundleReader) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", b.name, max(b.n, 1), fmt.Sprintf(format, args...))
}
