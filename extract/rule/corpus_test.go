package rule_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"claimgraph/extract/rule/corpus"
	"claimgraph/extract/standard"
)

var update = flag.Bool("update", false, "rewrite the claims in the corpora; read the diff before you keep it")

// TestCorpora holds every pack against the corpus beside it.
func TestCorpora(t *testing.T) {
	pipeline, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	packs, err := pipeline.Rules.Packs()
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range packs {
		t.Run(pack.Name, func(t *testing.T) {
			if len(pack.Rules) == 0 {
				return
			}
			file := filepath.Join("packs", filepath.FromSlash(pack.Name)+".txtar")
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("a pack has a corpus beside it: %v", err)
			}
			c, err := corpus.Parse(file, data)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				rewrite(t, c, pipeline, pack.Name, file)
			}
			faults, err := c.Check(t.Context(), pipeline, pack)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				t.Error(f)
			}
		})
	}
}

// rewrite writes what each text is read as into the corpus.
func rewrite(t *testing.T, c *corpus.Corpus, r corpus.Reader, pack, file string) {
	for i := range c.Sections {
		claims, _, err := c.Read(t.Context(), r, pack, &c.Sections[i])
		if err != nil {
			t.Fatal(err)
		}
		c.Sections[i].Claims = claims
	}
	if err := os.WriteFile(file, c.Format(), 0o644); err != nil {
		t.Fatal(err)
	}
}
