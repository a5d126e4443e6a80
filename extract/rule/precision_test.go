package rule

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestPrecisionRoundTrip(t *testing.T) {
	p := Precision{
		{Gold: "gold/dev", Articles: 30, Rules: "0123456789abcdef", Counts: map[string]Count{"ru/role#post": {4, 12, 11}, "en/visit#travel": {1, 2, 0}}},
		{Gold: "testdata/gold/round1", Articles: 12, Rules: "fedcba9876543210", Counts: map[string]Count{"ru/role#post": {1, 3, 3}}},
	}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := ReadPrecision(bytes.NewReader(b.Bytes()), "x")
	if err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("%s\ngot  %+v, %v\nwant %+v", b.String(), got, err, p)
	}
}

func TestReadPrecisionNamesTheLine(t *testing.T) {
	const head = "# comment\ngold a articles 1 rules 00\n"
	tests := []struct{ name, text, want string }{
		{"a rule without gold", "ru/role#post 1 2 2", "p.txt:1: rule ru/role#post stands before any gold"},
		{"a gold without its articles", "gold a", "p.txt:1: want: gold NAME"},
		{"articles that are no number", "gold a articles x rules 00", `p.txt:1: articles: "x"`},
		{"a gold twice", head + "gold a articles 1 rules 00", "p.txt:3: gold a stands twice"},
		{"a rule twice", head + "r 1 2 2\nr 1 2 2", "p.txt:4: rule r stands twice"},
		{"a missing number", head + "r 1 2", "p.txt:3: rule r: want three numbers"},
		{"a negative number", head + "r 1 -2 2", `p.txt:3: rule r: "-2" is no count`},
		{"more right than said", head + "r 1 2 3", "p.txt:3: rule r: 3 right of 2 said"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadPrecision(strings.NewReader(test.text), "p.txt")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s\ngot  %v\nwant %s", test.text, err, test.want)
			}
		})
	}
}

func TestPrecisionByRule(t *testing.T) {
	p := Precision{
		{Gold: "a", Counts: map[string]Count{"often": {10, 20, 19}, "seldom": {2, 9, 9}, "summed": {2, 4, 4}, "wrong": {3, 3, 0}}},
		{Gold: "b", Counts: map[string]Count{"summed": {1, 2, 1}}},
	}
	want := map[string]float64{"often": 0.909, "summed": 0.75, "wrong": 0.2}
	if got := p.ByRule(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v: smoothed, three claims or more over all golds", got, want)
	}
	again := p.With(Measurement{Gold: "a", Counts: map[string]Count{"often": {3, 8, 8}}})
	if got := again.ByRule(); !reflect.DeepEqual(got, map[string]float64{"often": 0.9}) {
		t.Errorf("measured anew: got %v, want the later figures alone", got)
	}
}

func TestPrecisionThatComesWithTheProgram(t *testing.T) {
	if _, err := Measured(); err != nil {
		t.Error(err)
	}
}
