package graph

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// We read and write N-Quads ourselves: Cayley's typed reader rewrites numbers,
// truth values and times, its raw reader joins what escapes kept apart, and its
// writer abbreviates datatypes and prints characters that an IRI must not hold.

const (
	xsd        = "http://www.w3.org/2001/XMLSchema#"
	xsdString  = quad.IRI(xsd + "string")
	xsdInteger = quad.IRI(xsd + "integer")
)

// MaxLine is the longest line of N-Quads that is read, in bytes.
const MaxLine = 64 << 20

// A SyntaxError says where a file of N-Quads breaks the grammar.
type SyntaxError struct {
	File string // as named to the reader
	Line int    // from 1
	Col  int    // in bytes, from 1; 0 for the line as a whole
	Msg  string
}

func (e *SyntaxError) Error() string {
	if e.Col == 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Msg)
}

// A QuadReader reads N-Quads 1.1, and with them N-Triples. Lexical forms are
// kept: a literal is a [quad.TypedString] with its full datatype, but an
// xsd:integer in canonical form, which is a [quad.Int] so that queries can
// compare it, and an xsd:string, which is a plain [quad.String].
type QuadReader struct {
	r    *bufio.Reader
	file string
	line int
	buf  []byte
	rest []byte // of buf: what follows a carriage return in it
}

// NewQuadReader returns a reader of r that calls it name in errors.
func NewQuadReader(r io.Reader, name string) *QuadReader {
	return &QuadReader{r: bufio.NewReaderSize(r, 64<<10), file: name}
}

// Read returns the next quad, [io.EOF] at the end, or a [*SyntaxError]. After a
// SyntaxError it may be called again and goes on after the next line feed.
func (r *QuadReader) Read() (quad.Quad, error) {
	for {
		line, err := r.next()
		if err != nil {
			return quad.Quad{}, err
		}
		p := lineParser{s: line}
		q, ok, msg := p.statement()
		if msg != "" {
			r.rest = nil
			return quad.Quad{}, &SyntaxError{r.file, r.line, p.i + 1, msg}
		}
		if ok {
			return q, nil
		}
	}
}

// ReadAll returns all quads that are left, or the first error but io.EOF.
func (r *QuadReader) ReadAll() ([]quad.Quad, error) {
	var quads []quad.Quad
	for {
		q, err := r.Read()
		if errors.Is(err, io.EOF) {
			return quads, nil
		}
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
}

// next returns the next line without its end. A carriage return ends a line as
// a line feed does; both together are one end for the count.
func (r *QuadReader) next() ([]byte, error) {
	line := r.rest
	if line == nil {
		var err error
		if line, err = r.nextFed(); err != nil {
			return nil, err
		}
	}
	r.rest = nil
	if i := bytes.IndexByte(line, '\r'); i >= 0 {
		line, r.rest = line[:i], line[i+1:]
	}
	r.line++
	if !utf8.Valid(line) {
		r.rest = nil
		return nil, &SyntaxError{r.file, r.line, 0, "not UTF-8"}
	}
	return line, nil
}

// nextFed returns what stands before the next line feed, or CR and line feed.
func (r *QuadReader) nextFed() ([]byte, error) {
	r.buf = r.buf[:0]
	for {
		part, err := r.r.ReadSlice('\n')
		if len(r.buf)+len(part) > MaxLine {
			return nil, &SyntaxError{r.file, r.line + 1, 0, fmt.Sprintf("line is longer than %d bytes", MaxLine)}
		}
		r.buf = append(r.buf, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s:%d: %w", r.file, r.line+1, err)
		}
		if err != nil && len(r.buf) == 0 {
			return nil, io.EOF
		}
		break
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(r.buf, []byte("\n")), []byte("\r")), nil
}

// A lineParser reads one line. Its methods return a message, empty if all is
// well; i then is after what they read, else at what they could not.
type lineParser struct {
	s []byte
	i int
}

// statement reads a quad; ok is false for a line without one.
func (p *lineParser) statement() (q quad.Quad, ok bool, msg string) {
	p.blanks()
	if p.done() {
		return q, false, ""
	}
	if q.Subject, msg = p.node("subject"); msg != "" {
		return q, false, msg
	}
	p.blanks()
	if q.Predicate, msg = p.iri("predicate"); msg != "" {
		return q, false, msg
	}
	p.blanks()
	if q.Object, msg = p.object(); msg != "" {
		return q, false, msg
	}
	p.blanks()
	if p.peek() != '.' {
		if q.Label, msg = p.node("label or full stop"); msg != "" {
			return q, false, msg
		}
		p.blanks()
	}
	if p.peek() != '.' {
		return q, false, "expected a full stop"
	}
	p.i++
	p.blanks()
	if !p.done() {
		return q, false, "unexpected text after the full stop"
	}
	return q, true, ""
}

// done reports whether nothing but a comment is left.
func (p *lineParser) done() bool { return p.i >= len(p.s) || p.s[p.i] == '#' }

func (p *lineParser) blanks() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t') {
		p.i++
	}
}

// peek returns the byte at i, 0 at the end.
func (p *lineParser) peek() byte {
	if p.i >= len(p.s) {
		return 0
	}
	return p.s[p.i]
}

func (p *lineParser) node(what string) (quad.Value, string) {
	if p.peek() == '_' {
		return p.blankNode()
	}
	return p.iri(what)
}

func (p *lineParser) object() (quad.Value, string) {
	if p.peek() == '"' {
		return p.literal()
	}
	return p.node("object")
}

func (p *lineParser) iri(what string) (quad.Value, string) {
	if p.peek() != '<' {
		return nil, "expected " + what
	}
	start := p.i
	p.i++
	var b []byte
	for {
		r, size := utf8.DecodeRune(p.s[min(p.i, len(p.s)):])
		switch {
		case size == 0:
			return nil, "IRI is not closed"
		case r == '>':
			p.i++
			if !hasScheme(string(b)) {
				p.i = start
				return nil, fmt.Sprintf("IRI <%s> is not absolute", b)
			}
			return quad.IRI(b), ""
		case r == '\\':
			at := p.i
			c, msg := p.codePoint()
			if msg != "" {
				return nil, msg
			}
			if !allowedInIRI(c) {
				p.i = at
				return nil, fmt.Sprintf("character %U is not allowed in an IRI", c)
			}
			b = utf8.AppendRune(b, c)
		case !allowedInIRI(r):
			return nil, fmt.Sprintf("character %q is not allowed in an IRI", r)
		default:
			b = append(b, p.s[p.i:p.i+size]...)
			p.i += size
		}
	}
}

// codePoint reads \uXXXX or \UXXXXXXXX.
func (p *lineParser) codePoint() (rune, string) {
	digits := 0
	if p.i+1 < len(p.s) {
		switch p.s[p.i+1] {
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		}
	}
	if digits == 0 || p.i+2+digits > len(p.s) {
		return 0, "unknown escape"
	}
	n, err := strconv.ParseUint(string(p.s[p.i+2:p.i+2+digits]), 16, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, "escape is not a Unicode character"
	}
	p.i += 2 + digits
	return rune(n), ""
}

func (p *lineParser) blankNode() (quad.Value, string) {
	if !bytes.HasPrefix(p.s[p.i:], []byte("_:")) {
		return nil, `expected "_:"`
	}
	start := p.i + 2
	end := start
	for i := start; i < len(p.s); {
		r, size := utf8.DecodeRune(p.s[i:])
		first := i == start
		if first && !startsLabel(r) || !first && !continuesLabel(r) && r != '.' {
			break
		}
		i += size
		// A label may hold full stops but not end in one.
		if r != '.' {
			end = i
		}
	}
	if end == start {
		return nil, "blank node without a label"
	}
	p.i = end
	return quad.BNode(p.s[start:end]), ""
}

func (p *lineParser) literal() (quad.Value, string) {
	text, msg := p.quoted()
	if msg != "" {
		return nil, msg
	}
	// White space may stand between any two terminals.
	p.blanks()
	switch p.peek() {
	case '@':
		p.i++
		lang, msg := p.languageTag()
		return quad.LangString{Value: quad.String(text), Lang: lang}, msg
	case '^':
		if !bytes.HasPrefix(p.s[p.i:], []byte("^^")) {
			return nil, `expected "^^"`
		}
		p.i += 2
		p.blanks()
		v, msg := p.iri("datatype")
		if msg != "" {
			return nil, msg
		}
		return typedLiteral(text, v.(quad.IRI)), ""
	}
	return quad.String(text), ""
}

func (p *lineParser) quoted() (string, string) {
	p.i++
	var b []byte
	for p.i < len(p.s) {
		switch c := p.s[p.i]; c {
		case '"':
			p.i++
			return string(b), ""
		case '\\':
			if p.i+1 < len(p.s) {
				if k := strings.IndexByte(`tbnrf"'\`, p.s[p.i+1]); k >= 0 {
					b = append(b, "\t\b\n\r\f\"'\\"[k])
					p.i += 2
					continue
				}
			}
			r, msg := p.codePoint()
			if msg != "" {
				return "", msg
			}
			b = utf8.AppendRune(b, r)
		default:
			b = append(b, c)
			p.i++
		}
	}
	return "", "literal is not closed"
}

func (p *lineParser) languageTag() (string, string) {
	start, part := p.i, p.i
	for ; p.i <= len(p.s); p.i++ {
		c := p.peek()
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if letter || '0' <= c && c <= '9' && part > start {
			continue
		}
		if p.i == part {
			return "", "expected a language tag"
		}
		if c != '-' {
			break
		}
		part = p.i + 1
	}
	return string(p.s[start:p.i]), ""
}

// typedLiteral returns the value for a literal with a datatype: see [QuadReader].
// Cayley writes datatypes as <xsd:integer>; they are read as what they stand
// for, since to Cayley both would be one value and to us two.
func typedLiteral(text string, datatype quad.IRI) quad.Value {
	if name, short := strings.CutPrefix(string(datatype), "xsd:"); short {
		datatype = quad.IRI(xsd + name)
	}
	switch datatype {
	case xsdString:
		return quad.String(text)
	case xsdInteger:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text {
			return quad.Int(n)
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: datatype}
}

// allowedInIRI reports whether r may stand in an IRI of N-Quads.
func allowedInIRI(r rune) bool {
	return r > 0x20 && !strings.ContainsRune("<>\"{}|^`\\", r)
}

// hasScheme reports whether an IRI begins with a scheme, so is not relative.
func hasScheme(iri string) bool {
	for i := range len(iri) {
		c := iri[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && c == ':':
			return true
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// labelLetters are the ranges of PN_CHARS_BASE outside ASCII in the grammar of N-Quads.
var labelLetters = [...][2]rune{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF},
	{0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
	{0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

func startsLabel(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '_' || r == ':'
	}
	for _, span := range labelLetters {
		if span[0] <= r && r <= span[1] {
			return true
		}
	}
	return false
}

func continuesLabel(r rune) bool {
	return startsLabel(r) || r == '-' || r == 0xB7 || 0x300 <= r && r <= 0x36F || r == 0x203F || r == 0x2040
}
