package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write puts a file into a new folder and returns its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadGoldRefusesWhatIsNotInTheForm(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"an unknown key", `{"article": "a.txt",` + "\n" + `"claim": []}`, `gold.json:2: unknown key "claim"`},
		{"a claim type that is not scored", "{\"article\": \"a.txt\", \"claims\": [\n{\"type\": \"marriage\", \"args\": {}}]}", `gold.json:2: claim type "marriage"`},
		{"an argument that the type does not have", "{\"article\": \"a.txt\", \"claims\": [\n\n{\"type\": \"role\", \"args\": {\"place\": []}}]}", `gold.json:3: role has no slot "place"`},
		{"a slot given twice", `{"article": "a.txt", "claims": [{"type": "visit", "args": {"time": ["2025"], "time?": ["2026"]}}]}`, `slot "time" stands twice`},
		{"an unknown key of a claim", "{\"claims\": [\n {\"type\": \"visit\", \"arg\": {}}]}", `gold.json:2: json: unknown field "arg"`},
		{"a value that is a list", `{"article": "a.txt", "claims": [{"type": "visit", "args": {"time": [["2025"]]}}]}`, "neither a string nor a number"},
		{"no article", `{"claims": []}`, "it names no article"},
		{"no claims", `{"article": "a.txt"}`, "it has no list of claims"},
		{"a key given twice", "{\"article\": \"a.txt\",\n\"article\": \"b.txt\", \"claims\": []}", `gold.json:2: key "article" stands twice`},
		{"something behind it", "{\"article\": \"a.txt\", \"claims\": []}\n{}", "gold.json:2: something follows"},
		{"a list", `[]`, "gold.json:1: want one JSON object"},
		{"nothing", ``, "gold.json:1: want one JSON object"},
		{"an object that does not end", `{"article": "a.txt", "claims": []`, "gold.json:1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadGold(write(t, "gold.json", test.content), Names{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s\ngot  %v\nwant %s", test.content, err, test.want)
			}
		})
	}
}

func TestReadNamesRefusesWhatIsNotInTheForm(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"a name that is no list", "{\n\"kz\": \"Kazakhstan\"}", `names.json:2: names of "kz"`},
		{"an empty list", `{"kz": []}`, `names.json:1: names of "kz": the list is empty`},
		{"a key given twice", "{\"kz\": [\"Kazakhstan\"],\n\"kz\": [\"Казахстан\"]}", `names.json:2: key "kz" stands twice`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadNames(write(t, "names.json", test.content))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s\ngot  %v\nwant %s", test.content, err, test.want)
			}
		})
	}
}

func TestReadGold(t *testing.T) {
	file := write(t, "gold.json", `{"article": "news/a.txt", "lang": "en", "claims": [
 {"type": "role", "args": {"person": ["lee"], "organization?": ["un|Bank"]}},
 {"type": "visit", "args": {"time": ["2025-12"]}, "optional": true}]}`)
	g, err := ReadGold(file, Names{"lee": {"Ann Lee", "Lee"}, "un": {"UN"}})
	if err != nil {
		t.Fatal(err)
	}
	if g.Base() != "a.txt" || g.Language != "en" || len(g.Claims) != 2 || !g.Required() {
		t.Fatalf("got %+v", g)
	}
	person, body := g.Claims[0].Slots["person"], g.Claims[0].Slots["organization"]
	if person.Soft || len(person.Values) != 1 || !person.Values[0].forms["ann lee"] || person.Values[0].Literal {
		t.Errorf("person: got %+v, want the two names of the key lee", person)
	}
	if !body.Soft || !body.Values[0].forms["un"] || !body.Values[0].forms["bank"] || !body.Values[0].Literal {
		t.Errorf("organization: got %+v, want a key or a text, soft", body)
	}
	if g.Claims[0].Line != 2 || g.Claims[1].Line != 3 || !g.Claims[1].Optional {
		t.Errorf("got claims %+v, want lines 2 and 3, the second optional", g.Claims)
	}
}

func TestFilesAndWhatBelongsToThem(t *testing.T) {
	root := t.TempDir()
	put := func(name string) string {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("{}"), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	near, far := put("gold/dev/names.json"), put("gold/names.json")
	gold := put("gold/dev/01.json")
	put("gold/dev/graph.json")
	put("gold/dev/later/02.json")
	article := put("dev/01.txt")

	files, err := Files(filepath.Dir(gold))
	if err != nil || len(files) != 1 || files[0] != gold {
		t.Errorf("files of the folder: got %v, %v, want %s alone", files, err, gold)
	}
	if _, err := Files(filepath.Join(root, "gold")); err == nil {
		t.Error("a folder of folders: got no error, want one")
	}
	names, err := NamesFiles(gold)
	if err != nil || len(names) != 2 || names[0] != far || names[1] != near {
		t.Errorf("names: got %v, %v, want %s and %s", names, err, far, near)
	}
	g := &Gold{File: gold, Article: "dev/01.txt"}
	if got, err := ArticleFile(g, ""); err != nil || got != article {
		t.Errorf("article: got %s, %v, want %s", got, err, article)
	}
	beside := put("gold/dev/01.txt")
	if got, err := ArticleFile(g, ""); err != nil || got != beside {
		t.Errorf("article beside the gold: got %s, %v, want %s", got, err, beside)
	}
	if got, err := ArticleFile(g, filepath.Join(root, "dev")); err != nil || got != article {
		t.Errorf("article in a folder given: got %s, %v, want %s", got, err, article)
	}
	if _, err := ArticleFile(g, filepath.Join(root, "none")); err == nil {
		t.Error("article in a folder that is not there: got no error, want one")
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add(`{"article": "a.txt", "claims": [{"type": "role", "args": {"person": ["x|y"]}}]}`)
	f.Add(`{"article": 1}`)
	f.Fuzz(func(t *testing.T, content string) {
		g, err := ReadGold(write(t, "gold.json", content), Names{"x": {"X"}})
		if err == nil && g.Article == "" {
			t.Errorf("%q: got gold of no article", content)
		}
	})
}
