package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// lines reads the articles of a file of JSON Lines. A line that cannot be read
// is an error of its own and does not lose the others. Blank lines are passed.
func (r *reader) lines(path string, br *bufio.Reader) bool {
	articles, failed := 0, 0
	for number := 1; ; number++ {
		line, err := readLine(br)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return r.fail(fmt.Errorf("%s:%d: %w", path, number, err))
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		switch {
		case errors.Is(err, errLong):
			failed++
			if !r.fail(fmt.Errorf("%s:%d: a line longer than the %s that a record may have", path, number, size(MaxRecord))) {
				return false
			}
		case len(bytes.TrimSpace(line)) > 0:
			a, bad := parseRecord(path, number, line)
			if bad != nil {
				failed++
				if !r.fail(fmt.Errorf("%s:%d: %w", path, number, bad)) {
					return false
				}
				break
			}
			articles++
			if !r.article(a) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
	}
	if articles+failed == 0 {
		return r.fail(fmt.Errorf("%s: empty: there is no record to read", path))
	}
	return true
}

var errLong = errors.New("line too long")

// readLine returns the next line without its end, io.EOF with the last one. Of
// a line longer than MaxRecord it returns nothing but errLong, having read past it.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if !long && len(line)+len(part) > MaxRecord {
			long, line = true, nil
		}
		if !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long && err == nil:
			return nil, errLong
		case long:
			// The file ends with this line; the next call says so.
			return nil, errLong
		}
		return bytes.TrimSuffix(line, []byte("\n")), err
	}
}

// A record is a line of JSON Lines. Fields that it does not list are ignored:
// exports of other programs carry many.
type record struct {
	ID        any    `json:"id"` // a string or a number
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Modified  string `json:"modified"`
	Publisher string `json:"publisher"`
	Author    string `json:"author"`
	Lang      string `json:"lang"`
	Text      string `json:"text"`
}

// parseRecord reads one article from a line. The error names the field.
func parseRecord(path string, number int, line []byte) (*extract.Article, error) {
	if !utf8.Valid(line) {
		i := invalidAt(string(line))
		return nil, fmt.Errorf("not UTF-8: byte 0x%02x at byte %d of the line", line[i], i)
	}
	var rec record
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&rec); err != nil {
		return nil, jsonError(err, len(line))
	}
	if rest := bytes.TrimSpace(line[d.InputOffset():]); len(rest) > 0 {
		return nil, fmt.Errorf("malformed JSON: %q follows the object, byte %d of the line", head(string(rest)), d.InputOffset())
	}
	m, err := rec.metadata()
	if err != nil {
		return nil, err
	}
	if err := check(rec.Text); err != nil {
		return nil, fmt.Errorf("field \"text\"%w", err)
	}
	return newArticle(fmt.Sprintf("%s:%d", path, number), rec.Text, m), nil
}

// jsonError says what is wrong with a line, and in which field or at which byte.
func jsonError(err error, length int) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("a JSON %s where an object belongs", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("field %q: a JSON %s where a string belongs", kind.Field, kind.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("malformed JSON at byte %d of the line: %w", syntax.Offset, err)
	}
	return fmt.Errorf("malformed JSON: the line ends inside the object, after %d bytes", length)
}

func head(s string) string {
	const most = 20
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// A metadata is what came with a text.
type metadata struct {
	id, url, title, publisher, author, language string
	published, modified                         schema.Date
}

func (rec *record) metadata() (metadata, error) {
	m := metadata{
		url: strings.TrimSpace(rec.URL), title: strings.TrimSpace(rec.Title),
		publisher: strings.TrimSpace(rec.Publisher), author: strings.TrimSpace(rec.Author), language: languageTag(rec.Lang),
	}
	switch id := rec.ID.(type) {
	case nil:
	case string:
		m.id = strings.TrimSpace(id)
	case json.Number:
		m.id = id.String()
	default:
		return m, fmt.Errorf("field \"id\": neither a string nor a number")
	}
	for _, f := range []struct {
		name, value string
		date        *schema.Date
	}{{"published", rec.Published, &m.published}, {"modified", rec.Modified, &m.modified}} {
		value := strings.TrimSpace(f.value)
		if value == "" {
			continue
		}
		d, err := schema.ParseDate(value)
		if err != nil {
			return m, fmt.Errorf("field %q: %w", f.name, err)
		}
		*f.date = d
	}
	return m, nil
}

// languageTags are the other names that feeds give our languages.
var languageTags = map[string]string{"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en"}

// languageTag returns the language of a BCP 47 tag, without script and region.
func languageTag(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "-_"); i >= 0 {
		s = s[:i]
	}
	if t := languageTags[s]; t != "" {
		return t
	}
	return s
}
