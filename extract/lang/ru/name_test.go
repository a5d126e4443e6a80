package ru

import (
	"os"
	"strings"
	"testing"
)

// namePairs reads a table of names and their nominatives.
func namePairs(t testing.TB, file string) [][2]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var pairs [][2]string
	for line := range strings.Lines(string(data)) {
		text, nominative, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if ok && !strings.HasPrefix(line, "#") {
			pairs = append(pairs, [2]string{text, nominative})
		}
	}
	return pairs
}

// wrongNames are names of the table that PersonName is known to get wrong.
var wrongNames = map[string]string{
	"Евгения Медведева": "Евгений Медведев", // alone it may be either
}

func TestPersonName(t *testing.T) {
	a := New()
	right := 0
	pairs := namePairs(t, "testdata/names.txt")
	for _, p := range pairs {
		d := doc(t, p[0])
		got := a.PersonName(d, 0, len(d.Tokens))
		if got == p[1] {
			right++
			continue
		}
		if wrongNames[p[0]] != got {
			t.Errorf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	t.Logf("%d of %d names right", right, len(pairs))
}

func TestPersonNameOfNamesNotLookedAt(t *testing.T) {
	const least = 95
	a := New()
	right := 0
	pairs := namePairs(t, "testdata/names-heldout.txt")
	for _, p := range pairs {
		d := doc(t, p[0])
		if got := a.PersonName(d, 0, len(d.Tokens)); got == p[1] {
			right++
		} else {
			t.Logf("PersonName(%q) = %q, want %q", p[0], got, p[1])
		}
	}
	if right < least {
		t.Errorf("%d of %d names are right, want %d at least", right, len(pairs), least)
	}
	t.Logf("%d of %d names right", right, len(pairs))
}

// Beside a given name that does not change the sentence tells the case of the surname.
func TestPersonNameOfASubject(t *testing.T) {
	a := New()
	tests := []struct{ text, name, want string }{
		{"Об этом заявил Антониу Лота .", "Антониу Лота", "Антониу Лота"},
		{"Антониу Лота заявил об этом .", "Антониу Лота", "Антониу Лота"},
		{"Договор подписал Антониу Лота .", "Антониу Лота", "Антониу Лота"},
		{"Президент принял Антониу Лоту .", "Антониу Лоту", "Антониу Лота"},
		{"Встреча с Антониу Лотой прошла .", "Антониу Лотой", "Антониу Лота"},
		{"Министр встретил Асель Нурланову .", "Асель Нурланову", "Асель Нурланова"},
		{"Супруга Ерлана Лотова открыла школу .", "Ерлана Лотова", "Ерлан Лотов"},
		{"Поэтесса Асель Лотова открыла школу .", "Асель Лотова", "Асель Лотова"},
		{"Об этом заявил Иван Петров .", "Иван Петров", "Иван Петров"},
		{"Министр принял Ивана Петрова .", "Ивана Петрова", "Иван Петров"},
	}
	for _, tt := range tests {
		d := doc(t, tt.text)
		first := find(t, d, strings.Fields(tt.name)[0])
		if got := a.PersonName(d, first, first+len(strings.Fields(tt.name))); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
