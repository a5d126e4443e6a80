package wordlist_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"claimgraph/extract/wordlist"
)

type words struct{ Months []string }

func load(data []byte) (*words, error) {
	w := new(words)
	return w, wordlist.Decode(data, w)
}

func ExampleSet() {
	set := wordlist.New(fstest.MapFS{"lang/en.yaml": {Data: []byte("months: [January, February]")}}, load)
	fmt.Println(set.Of("en-GB").Months, set.Of("fr"))
	// Output: [January February] <nil>
}

func TestABrokenFilePanicsWithItsName(t *testing.T) {
	set := wordlist.New(fstest.MapFS{"lang/en.yaml": {Data: []byte("moths: [January]")}}, load)
	defer func() {
		if message := fmt.Sprint(recover()); !strings.Contains(message, "lang/en.yaml") || !strings.Contains(message, "moths") {
			t.Errorf("panic %q, want one that names the file and the key", message)
		}
	}()
	set.Of("en")
}
