package kk

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

// docOf lays out text as one sentence and has it analysed.
func docOf(a *Analyzer, text string) *extract.Doc {
	d := &extract.Doc{
		Article:  &extract.Article{Text: text, Body: schema.Span{End: len(text)}},
		Language: "kk",
		Tokens:   layout.Tokens(text),
	}
	d.Sentences = []extract.Sentence{{Span: schema.Span{End: len(text)}, End: len(d.Tokens)}}
	a.Analyze(d.Tokens)
	return d
}

// pairs reads "left = right" lines of a file in testdata.
func pairs(t *testing.T, file string) [][2]string {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][2]string
	for scan := bufio.NewScanner(f); scan.Scan(); {
		line := strings.TrimSpace(scan.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("%s: %q has no \" = \"", file, line)
		}
		out = append(out, [2]string{strings.TrimSpace(left), strings.TrimSpace(right)})
	}
	return out
}

func TestPersonNameIsNominative(t *testing.T) {
	a := New()
	wrong := 0
	table := pairs(t, "names.txt")
	for _, p := range table {
		d := docOf(a, p[0])
		if got := a.PersonName(d, 0, len(d.Tokens)); got != p[1] {
			wrong++
			t.Errorf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	t.Logf("%d of %d names right", len(table)-wrong, len(table))
}

func TestPhraseTakesWhatBelongsToItsHead(t *testing.T) {
	a := New()
	for _, line := range lines(t, "phrases.txt") {
		f := strings.Split(line, "|")
		if len(f) != 4 {
			t.Fatalf("phrases.txt: %q has %d columns, want 4", line, len(f))
		}
		text, mark := strings.TrimSpace(f[0]), 0
		mark = strings.Index(text, "[")
		text = strings.NewReplacer("[", "", "]", "").Replace(text)
		var posts []string
		for p := range strings.SplitSeq(f[1], ",") {
			if p = strings.TrimSpace(p); p != "" {
				posts = append(posts, p)
			}
		}
		d := docOf(a, text)
		head := -1
		for i := range d.Tokens {
			if d.Tokens[i].Span.Start == mark {
				head = i
			}
		}
		p := a.Phrase(d, head, posts)
		complement := "-"
		if p.Complement > p.First {
			complement = d.TokenText(p.First, p.Complement)
		}
		got := a.Nominative(d, p.First, p.End, p.Head)
		if want := strings.TrimSpace(f[3]); got != want || complement != strings.TrimSpace(f[2]) {
			t.Errorf("phrase of %q\n got %s | %s\nwant %s | %s", f[0], complement, got, strings.TrimSpace(f[2]), want)
		}
	}
}

// lines returns the lines of a file in testdata that are no comments.
func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

func TestWordIsReadFromItsEndings(t *testing.T) {
	a := New()
	wrong := 0
	table := pairs(t, "words.txt")
	for _, p := range table {
		f := strings.Fields(p[1])
		if len(f) != 3 {
			t.Fatalf("words.txt: %q is not lemma, POS, features", p[1])
		}
		want := extract.Analysis{Lemma: f[0], POS: posNames[f[1]]}
		if f[2] != "-" {
			for name := range strings.SplitSeq(f[2], ",") {
				if !setFeature(&want, name) {
					t.Fatalf("words.txt: unknown feature %q of %s", name, p[0])
				}
			}
		}
		got := docOf(a, p[0]).Tokens[0].Best()
		same := got
		same.Name, same.Animate, same.Guessed, same.Voice = 0, false, false, 0
		if want.Number == 0 && got.Number == extract.Sing {
			same.Number = 0
		}
		if want.Form == 0 && got.Form == extract.Fin || want.Form == extract.Part && got.Form == extract.Fin {
			same.Form = want.Form // a sentence of one word ends with its predicate
		}
		if same != want {
			wrong++
			t.Errorf("reading of %s\n got %+v\nwant %+v", p[0], got, want)
		}
	}
	t.Logf("%d of %d words right", len(table)-wrong, len(table))
}

func TestPassiveIsMarked(t *testing.T) {
	a := New()
	for form, want := range map[string]extract.Voice{
		"қабылданды": extract.Pass, "қойылған": extract.Pass, "бекітілді": extract.Pass,
		"қабылдады": extract.Act, "көшті": extract.Act, "келді": extract.Act, "болды": extract.Act,
	} {
		if got := docOf(a, form).Tokens[0].Best().Voice; got != want {
			t.Errorf("voice of %s = %d, want %d", form, got, want)
		}
	}
}

func TestReadingFitsItsSentence(t *testing.T) {
	tests := []struct {
		name, text, word string
		lemma            string
		pos              extract.POS
		cas              extract.Case
	}{
		{"мен between nouns joins them", "Аружан мен Бекзат келді.", "мен", "мен", extract.CCONJ, 0},
		{"мен at the start is I", "Мен бүгін келдім.", "Мен", "мен", extract.PRON, extract.Nom},
		{"a participle's complement keeps its case", "Астанада өткен жиынды әкім ашты.", "жиынды", "жиын", extract.NOUN, extract.Acc},
		{"-ды at the end is a past", "Әкім жаңа өтініш жазды.", "жазды", "жазу", extract.VERB, 0},
		{"a capital inside is no verb", "Кездесуге Түсіпті шақырды.", "Түсіпті", "түсіп", extract.PROPN, extract.Acc},
		{"қатысты after a dative before a noun is a postposition", "Ол бюджетке қатысты мәселені көтерді.", "қатысты", "қатысты", extract.ADP, 0},
		{"қатысты at the end is a verb", "Жиынға екі министр қатысты.", "қатысты", "қатысу", extract.VERB, 0},
		{"a suffix after quotation marks is read alone", "Біз «Жас Отан»-ның кеңсесінде болдық.", "-ның", "ның", extract.PART, extract.Gen},
	}
	a := New()
	for _, tt := range tests {
		d := docOf(a, tt.text)
		for i := range d.Tokens {
			if d.Tokens[i].Text != tt.word {
				continue
			}
			if got := d.Tokens[i].Best(); got.Lemma != tt.lemma || got.POS != tt.pos || got.Case != tt.cas {
				t.Errorf("%s: %s in %q\n got %+v", tt.name, tt.word, tt.text, got)
			}
		}
	}
}

func TestNumeral(t *testing.T) {
	tests := []struct {
		text    string
		value   int
		ordinal bool
		n       int
	}{
		{"22-ші отырыс", 22, true, 1},
		{"22-отырысы", 22, true, 1},
		{"3-інде басталды", 3, true, 1},
		{"2023-ші", 2023, true, 1},
		{"600-ден астам", 600, false, 1},
		{"XII саммит", 12, true, 1},
		{"XIX сессия", 19, true, 1},
		{"ХІІ саммит", 12, true, 1}, // Cyrillic look-alikes
		{"I отырыс", 1, true, 1},
		{"І. Омаров", 0, false, 0},
		{"IIX", 0, false, 0},
		{"жиырма екінші раунд", 22, true, 2},
		{"бесінші отырыс", 5, true, 1},
		{"бесіншісінде", 5, true, 1},
		{"алғашқы кездесу", 1, true, 1},
		{"бірінші", 1, true, 1},
		{"екі ел", 2, false, 1},
		{"он жыл", 10, false, 1},
		{"он бес", 15, false, 2},
		{"екі жүз елу үш", 253, false, 4},
		{"екі мың жиырма бесінші", 2025, true, 4},
		{"жүз мың адам", 100000, false, 2},
		{"4 мың", 4000, false, 2},
		{"15 млрд доллар", 15000000000, false, 2},
		{"7 миллион 300 мың", 7000000, false, 2},
		{"елуінші", 50, true, 1},
		{"бес алты", 5, false, 1},
		{"4,2 млрд", 0, false, 0},
		{"отырыс", 0, false, 0},
		{"жиынға он", 0, false, 0},
	}
	a := New()
	for _, tt := range tests {
		value, ordinal, n := a.Numeral(docOf(a, tt.text), 0)
		if value != tt.value || ordinal != tt.ordinal || n != tt.n {
			t.Errorf("Numeral(%q) = %d, %v, %d, want %d, %v, %d", tt.text, value, ordinal, n, tt.value, tt.ordinal, tt.n)
		}
	}
	if _, _, n := a.Numeral(docOf(a, "он"), 7); n != 0 {
		t.Errorf("Numeral beyond the last token reads %d tokens, want 0", n)
	}
}

func TestMentionIsNotCutAndPersonEndsPhrase(t *testing.T) {
	a := New()
	d := docOf(a, "Каллас Жасыл шахматшылар лигасының төрағасын құттықтады.")
	d.SetMentions([]extract.Mention{
		{First: 0, End: 1, Type: "Person", Span: d.TokenSpan(0, 1)},
		{First: 1, End: 4, Type: "Organization", Span: d.TokenSpan(1, 4)},
	})
	p := a.Phrase(d, 4, nil)
	if got, want := d.TokenText(p.First, p.End), "Жасыл шахматшылар лигасының төрағасын"; got != want {
		t.Errorf("phrase = %q, want %q", got, want)
	}
	if p.Complement != 4 {
		t.Errorf("Complement = %d, want 4: the organization is a complement", p.Complement)
	}
}

func TestMisspeltListIsRefusedWithItsLine(t *testing.T) {
	for _, tt := range []struct{ file, text, want string }{
		{"nouns.txt", "# x\nсaуда", "nouns.txt:2: \"сaуда\" holds 'a', which is no Kazakh letter"},
		{"suffixes.txt", "noun 0 nomm 0 bare", "suffixes.txt:1: unknown feature \"nomm\""},
		{"numerals.txt", "бес бес", "numerals.txt:1: value \"бес\" is no number"},
		{"verbs.txt", "", "verbs.txt: missing or empty"},
	} {
		_, err := makeTable(func(name string) string {
			if name == tt.file {
				return tt.text
			}
			return embedded(name)
		})
		if err == nil || err.Error() != tt.want {
			t.Errorf("with %s = %q: got error %v, want %s", tt.file, tt.text, err, tt.want)
		}
	}
}

func TestAbbreviation(t *testing.T) {
	a := New()
	for word, want := range map[string]bool{"млрд": true, "т.б": true, "обл": true, "отырыс": false, "": false} {
		if got := a.Abbreviation(word); got != want {
			t.Errorf("Abbreviation(%q) = %v, want %v", word, got, want)
		}
	}
}

// Kazakh in Latin letters is read as if it stood in Cyrillic, i and u as the letters
// that make a word of it.
func TestLatinLetters(t *testing.T) {
	a := New()
	tests := []struct{ text, want string }{
		{"Syrtqy ister ministri Özbekstanğa keldi .", "сыртқы іс министр өзбекстан келу"},
		{"Prezident taraptarmen kelisimge qol qoidy .", "президент тарап келісім қол қою"},
		{"Syrtqy ister mınıstri kelisimge qol qoıdy .", "сыртқы іс министр келісім қол қою"},
		{"The minister will visit the plant .", "the minister will visit the plant"},
		{"Qatar and Iraq will talk .", "qatar and iraq will talk"},
	}
	for _, tt := range tests {
		d := docOf(a, tt.text)
		var got []string
		for i := range d.Tokens[:len(d.Tokens)-1] {
			got = append(got, d.Tokens[i].Lemma())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: lemmas %q, want %q", tt.text, got, tt.want)
		}
	}
}
