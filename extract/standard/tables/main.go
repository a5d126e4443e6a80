// Command tables writes the tables that word lists are embedded as, from the
// lists. It is to be run at the root of the module when a list has changed; a test
// tells when that was forgotten.
//
//	go run ./extract/standard/tables
package main

import (
	"fmt"
	"log"
	"os"

	"claimgraph/extract/standard"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("tables: ")
	for _, t := range standard.Tables() {
		if err := write(t); err != nil {
			log.Fatal(err)
		}
	}
}

func write(t standard.Table) error {
	data, err := t.Make()
	if err != nil {
		return fmt.Errorf("%s: %w", t.File, err)
	}
	return os.WriteFile(t.File, data, 0o644)
}
