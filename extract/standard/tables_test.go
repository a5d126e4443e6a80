package standard_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"claimgraph/extract/standard"
)

func TestTablesAreWhatTheirListsGive(t *testing.T) {
	for _, table := range standard.Tables() {
		got, err := os.ReadFile(filepath.Join("../..", table.File))
		if err != nil {
			t.Fatal(err)
		}
		want, err := table.Make()
		if err != nil {
			t.Errorf("%s: %v", table.File, err)
			continue
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what its lists give: run `make tables` and commit it with them", table.File)
		}
	}
}
