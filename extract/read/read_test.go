package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

// write makes files below a new folder and returns its path.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// all reads everything and writes an article as its path and title, an error as
// itself, with dir left out of both.
func all(dir string, stdin io.Reader, paths ...string) string {
	var out []string
	for a, err := range Articles(context.Background(), paths, stdin) {
		line := ""
		if err != nil {
			line = "error: " + err.Error()
		} else {
			line = a.Path + " " + a.Source.Title
		}
		out = append(out, strings.ReplaceAll(line, dir+string(filepath.Separator), ""))
	}
	return strings.Join(out, "\n")
}

const prose = "Мост открыт\nМэр перерезал ленту.\n"

func TestArticlesOfFiles(t *testing.T) {
	tests := []struct {
		name, file, data, want string
	}{
		{"text", "a.txt", prose, "a.txt Мост открыт"},
		{"text under any name", "a.article", prose, "a.article Мост открыт"},
		{"text in braces is text", "a.txt", "{\"text\": 1}\n", "a.txt {\"text\": 1}"},
		{"JSON Lines", "a.jsonl", `{"text": "Мост открыт\nДа."}` + "\n\n" + `{"text": "Да.", "title": "Мост"}`, "a.jsonl:1 Мост открыт\na.jsonl:3 Мост"},
		{"JSON Lines under any name", "a.data", "\ufeff {\"text\": \"Да.\", \"title\": \"Мост\"}\r\n", "a.data:1 Мост"},
		{"a brace does not make JSON", "a.data", "{x} и так далее", "a.data {x} и так далее"},
		{"empty", "a.txt", "", "error: a.txt: empty: there is no text to read"},
		{"blank", "a.txt", "\ufeff \r\n\t", "error: a.txt: empty: there is no text to read"},
		{"empty JSON Lines", "a.jsonl", "\n\n", "error: a.jsonl: empty: there is no record to read"},
		{"a prefix alone", "a.txt", " date 2026-05-12 \n", "error: a.txt: empty: there is nothing after its date"},
		{"not UTF-8", "a.txt", "ab\nc\xffd", "error: a.txt:2: not UTF-8: byte 0xff at byte offset 4"},
		{"UTF-16", "a.txt", "\xff\xfeM\x00", "error: a.txt: not UTF-8 but UTF-16, as its first two bytes tell"},
		{"binary", "a.txt", "ab\x00c", "error: a.txt: binary, not text: a NUL byte at byte offset 2"},
		{"a huge line", "a.txt", "да\n" + strings.Repeat("x", MaxLine+1<<20), "error: a.txt:2: a line of 5 MiB: an article has none longer than 4 MiB"},
		{"malformed JSON on line 7", "a.jsonl", strings.Repeat("{\"text\": \"Да.\"}\n", 6) + "{\"text\": \"Да.\"\n" + "{\"text\": \"Да.\"}\n",
			"a.jsonl:1 \na.jsonl:2 \na.jsonl:3 \na.jsonl:4 \na.jsonl:5 \na.jsonl:6 \nerror: a.jsonl:7: malformed JSON: the line ends inside the object, after 16 bytes\na.jsonl:8 "},
		{"a comma too many", "a.jsonl", `{"text": "Да.",}`, "error: a.jsonl:1: malformed JSON at byte 18 of the line: invalid character '}' looking for beginning of object key string"},
		{"two objects on a line", "a.jsonl", `{"text": "Да."} {"text": "Нет."}`, "error: a.jsonl:1: malformed JSON: \"{\\\"text\\\": \\\"Нет.\\\"}\" follows the object, byte 17 of the line"},
		{"a line that is no object", "a.jsonl", `["text"]`, "error: a.jsonl:1: a JSON array where an object belongs"},
		{"a field of another type", "a.jsonl", `{"text": 5}`, "error: a.jsonl:1: field \"text\": a JSON number where a string belongs"},
		{"a record without text", "a.jsonl", `{"title": "Мост"}`, "error: a.jsonl:1: field \"text\": empty: there is no text to read"},
		{"a date that does not exist", "a.jsonl", `{"text": "Да.", "published": "2026-02-30"}`, "error: a.jsonl:1: field \"published\": date \"2026-02-30\" does not exist"},
		{"an id of another type", "a.jsonl", `{"text": "Да.", "id": []}`, "error: a.jsonl:1: field \"id\": neither a string nor a number"},
		{"invalid bytes in JSON", "a.jsonl", "{\"text\": \"\xff\"}", "error: a.jsonl:1: not UTF-8: byte 0xff at byte 10 of the line"},
		{"NUL in JSON", "a.jsonl", `{"text": "a\u0000"}`, "error: a.jsonl:1: field \"text\": binary, not text: a NUL byte at byte offset 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.file: tt.data})
			if got := all(dir, nil, filepath.Join(dir, tt.file)); got != tt.want {
				t.Errorf("%s of %.60q\n got %s\nwant %s", tt.file, tt.data, got, tt.want)
			}
		})
	}
}

func TestArticlesOfFolders(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": prose, "a/z.jsonl": `{"text": "Да.", "title": "Первый"}`, "a/y.ndjson": `{"text": "Да.", "title": "Второй"}`,
		"a/bad.txt": "\xff", "README.md": "not read", ".hidden/c.txt": prose, ".c.txt": prose, "D.TXT": prose, "empty/notes.md": "x",
	})
	want := strings.Join([]string{
		"D.TXT Мост открыт", "error: a/bad.txt:1: not UTF-8: byte 0xff at byte offset 0",
		"a/y.ndjson:1 Второй", "a/z.jsonl:1 Первый", "b.txt Мост открыт",
	}, "\n")
	if got := all(dir, nil, dir); got != want {
		t.Errorf("articles of a folder\n got %s\nwant %s", got, want)
	}
	want = "error: empty: no articles: the folder has no file whose name ends in .txt, .jsonl, .ndjson, .html, .htm"
	if got := all(dir, nil, filepath.Join(dir, "empty")); got != want {
		t.Errorf("articles of a folder without any\n got %s\nwant %s", got, want)
	}
	want = "error: none.txt: no such file or directory\nb.txt Мост открыт"
	if got := all(dir, nil, filepath.Join(dir, "none.txt"), filepath.Join(dir, "b.txt")); got != want {
		t.Errorf("a missing file\n got %s\nwant %s", got, want)
	}
}

func TestArticlesOfStandardInput(t *testing.T) {
	for in, want := range map[string]string{
		prose:                              "- Мост открыт",
		`{"text": "Да.", "title": "Мост"}`: "-:1 Мост",
		"":                                 "error: -: empty: there is no text to read",
	} {
		if got := all("", strings.NewReader(in), Stdin); got != want {
			t.Errorf("standard input %q: got %s, want %s", in, got, want)
		}
	}
}

func TestSource(t *testing.T) {
	const dated = " date 2026-05-12 Мост открыт\nТАРАЗ. Вести — Мэр перерезал ленту.\n"
	tests := []struct {
		name, file, data string
		want             schema.Source
	}{
		{"a text tells all", "a.txt", dated, schema.Source{
			Title: "Мост открыт", Publisher: "Вести", Language: "ru", Published: schema.Date{Year: 2026, Month: 5, Day: 12},
		}},
		{"metadata goes before the text", "a.jsonl",
			`{"id": 7, "url": "https://example.org/7", "title": "Мост", "published": "2026-05-11T10:00:00+05:00", "modified": "2026-05-13", "publisher": "Talas.kz", "author": "Ж. Сәрсен", "lang": "ru-RU", "text": " date 2026-05-12 Мост открыт\nТАРАЗ. Вести — Да.", "views": 5}`,
			schema.Source{
				GivenID: "7", URL: "https://example.org/7", Title: "Мост", Publisher: "Talas.kz", Author: "Ж. Сәрсен", Language: "ru",
				Published: schema.Date{Year: 2026, Month: 5, Day: 11}, Modified: schema.Date{Year: 2026, Month: 5, Day: 13},
			}},
		{"a month is a date", "a.jsonl", `{"id": "x", "text": "Жиын өтті.", "lang": "KZ", "published": "2026-05"}`, schema.Source{
			GivenID: "x", Language: "kk", Published: schema.Date{Year: 2026, Month: 5},
		}},
		{"null is nothing", "a.jsonl", `{"id": null, "url": null, "text": "The bridge is open.", "published": ""}`, schema.Source{Language: "en"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.file: tt.data})
			a := only(t, filepath.Join(dir, tt.file))
			tt.want.TextHash = schema.HashText(a.Text)
			tt.want.ID = schema.NewSourceID(tt.want.URL, tt.want.GivenID, tt.want.TextHash)
			if a.Source != tt.want {
				t.Errorf("source of %s\n got %+v\nwant %+v", tt.data, a.Source, tt.want)
			}
			if strings.Contains(fmt.Sprint(a.Source), dir) {
				t.Errorf("source %+v holds a path", a.Source)
			}
		})
	}
}

// only reads the one article of a file.
func only(t *testing.T, path string) *extract.Article {
	t.Helper()
	var found []*extract.Article
	for a, err := range Articles(context.Background(), []string{path}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, a)
	}
	if len(found) != 1 {
		t.Fatalf("%s: got %d articles, want 1", path, len(found))
	}
	return found[0]
}

func TestTextIsKeptAsGiven(t *testing.T) {
	const text = "\ufeff date 2026-05-12 Мост открыт\r\n\r\nМэр\u00a0перерезал ленту. \r\n\t"
	dir := write(t, map[string]string{"a.txt": text})
	a := only(t, filepath.Join(dir, "a.txt"))
	if a.Text != text {
		t.Errorf("got text %q, want %q", a.Text, text)
	}
	if got, want := a.Text[a.Body.Start:a.Body.End], text[len("\ufeff date 2026-05-12 "):]; got != want {
		t.Errorf("got body %q, want %q", got, want)
	}
}

func TestSameTextIsOneArticle(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": prose, "sub/b.txt": prose, "c.txt": prose + " "})
	a, b, c := only(t, filepath.Join(dir, "a.txt")), only(t, filepath.Join(dir, "sub/b.txt")), only(t, filepath.Join(dir, "c.txt"))
	if a.Source.ID != b.Source.ID {
		t.Errorf("the same text in two files has ids %s and %s", a.Source.ID, b.Source.ID)
	}
	if a.Source.ID == c.Source.ID {
		t.Errorf("two texts have the id %s", a.Source.ID)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": prose, "b.txt": prose, "c.txt": prose})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for _, err := range Articles(ctx, []string{dir}, nil) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got error %v, want that of the context", err)
			}
			break
		}
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("got %d articles after the context ended with the first, want 1", n)
	}
}

func TestCallerMayStop(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": prose, "b.txt": prose, "c.jsonl": `{"text": "Да."}`})
	for range Articles(context.Background(), []string{dir, dir}, nil) {
		break
	}
}

// endless is a file without end.
type endless struct{ byte }

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.byte
	}
	return len(p), nil
}

func TestTooMuchIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MiB")
	}
	want := "error: -: longer than the 64 MiB that one article may have"
	if got := all("", endless{'x'}, Stdin); got != want {
		t.Errorf("endless input: got %s, want %s", got, want)
	}
	want = "error: -:1: a line of 50 MiB: an article has none longer than 4 MiB"
	if got := all("", io.LimitReader(endless{'x'}, 50<<20), Stdin); got != want {
		t.Errorf("50 MB of one line: got %s, want %s", got, want)
	}
}

func FuzzParseRecord(f *testing.F) {
	f.Add([]byte(`{"text": "Да.", "id": 5, "published": "2026-05-12", "lang": "kz"}`))
	f.Add([]byte(`{"text": " date 2026-05-12 x"}`))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, line []byte) {
		a, err := parseRecord("x.jsonl", 1, line)
		if (a == nil) == (err == nil) {
			t.Fatalf("parseRecord(%q) = %v, %v, want one of both", line, a, err)
		}
		if a != nil && (a.Body.Start < 0 || a.Body.End != len(a.Text) || a.Body.Start >= a.Body.End) {
			t.Fatalf("parseRecord(%q): body %v of %d bytes", line, a.Body, len(a.Text))
		}
	})
}

func ExampleArticles() {
	in := strings.NewReader(`{"id": "7", "published": "2026-05-12", "text": "Мост открыт\nМэр перерезал ленту."}`)
	for a, err := range Articles(context.Background(), []string{Stdin}, in) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.Source.Language, a.Source.Published, a.Source.Title)
	}
	// Output: ru 2026-05-12 Мост открыт
}
