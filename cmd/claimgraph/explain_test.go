package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestRulesStopBeforeTheirLastStep(t *testing.T) {
	out := inProcess(t, "explain", "../../examples/news")
	stops := regexp.MustCompile(`(?m)^  rule - (\S+): stopped after step (\d+) of (\d+), before \w+/\w+\.yaml:\d+$`).FindAllStringSubmatch(out, -1)
	if len(stops) == 0 {
		t.Fatal("no rule stopped: explain prints something else now")
	}
	for _, m := range stops {
		reached, _ := strconv.Atoi(m[2])
		steps, _ := strconv.Atoi(m[3])
		if reached >= steps {
			t.Errorf("%s stopped after step %d of %d", m[1], reached, steps)
		}
	}
}

func TestExplainTellsOfTheRulesAskedFor(t *testing.T) {
	out := inProcess(t, "explain", "--rule", "ru/meeting", "../../examples/news")
	rules := regexp.MustCompile(`(?m)^  rule [-+] (\S+)`).FindAllStringSubmatch(out, -1)
	if len(rules) == 0 {
		t.Fatal("no rule is told of")
	}
	for _, m := range rules {
		if !strings.HasPrefix(m[1], "ru/meeting#") {
			t.Errorf("%s was not asked for", m[1])
		}
	}
}

func TestExplainPrintsNounPhrases(t *testing.T) {
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("Встречу с заместителем министра энергетики Казахстана перенесли на осень."), 0o666); err != nil {
		t.Fatal(err)
	}
	out := inProcess(t, "explain", text)
	if want := `chunk "заместителем министра энергетики Казахстана" = "заместитель министра энергетики Казахстана", head заместителем`; !strings.Contains(out, want) {
		t.Errorf("got\n%s\nwant in it %s", out, want)
	}
}
