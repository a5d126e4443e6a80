package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestTextsHaveTheCorpusLayout(t *testing.T) {
	dir := write(t, map[string]string{"a.iob2": "« O\nАқ B-ART\nбота I-ART\n» O\n, O\nАлматы B-GPE\nОмбы B-GPE\n. O\n\nБүгін B-DATE\n"})
	ss, err := ReadIOB2(filepath.Join(dir, "a.iob2"))
	if err != nil {
		t.Fatal(err)
	}
	texts := Texts(ss)
	if len(texts) != 1 || texts[0].Text != "«Ақ бота», Алматы Омбы.\nБүгін\n" {
		t.Fatalf("got %v", texts)
	}
	var got []string
	for _, m := range texts[0].Mentions {
		got = append(got, m.Type+" "+texts[0].Text[m.Start:m.End])
	}
	if want := []string{"ART Ақ бота", "GPE Алматы", "GPE Омбы", "DATE Бүгін"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBlocksDoNotLearnWhatTheyRead(t *testing.T) {
	s := func(words ...string) Sentence { return Sentence{Tokens: words, Tags: make([]string, len(words))} }
	ss := []Sentence{s("Бір", "."), s("екі"), s("Үш"), s("бір", "!"), s("төрт"), s("екi")}
	blocks := Blocks(ss, 3)
	want := [][]string{{"Үш", "төрт"}, {"екі", "төрт", "екi"}, {"Бір", "Үш", "бір"}}
	for k, b := range blocks {
		var got []string
		for _, s := range b.Learn {
			got = append(got, s.Tokens[0])
		}
		if len(b.Read) != 2 || !slices.Equal(got, want[k]) {
			t.Errorf("block %d: learns %q, want %q", k+1, got, want[k])
		}
	}
}

func TestFactRuEvalKeepsTheLongestObjects(t *testing.T) {
	dir := write(t, map[string]string{
		"book_1.txt":     "Мэр Ялты Иван Петров",
		"book_1.spans":   "1 job 0 3 9 1 # 9 Мэр\n2 loc_name 4 4 10 1\n3 name 9 4 11 1\n4 surname 14 6 12 1\n",
		"book_1.objects": "5 LocOrg 2 # Ялты\n6 Person 3 4 # Иван Петров\n7 Person 4\n",
	})
	texts, err := FactRuEval(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range texts[0].Mentions {
		got = append(got, m.Type+" "+texts[0].Text[m.Start:m.End])
	}
	if want := []string{"LocOrg Ялты", "Person Иван Петров"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
