package rule_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

var update = flag.Bool("update", false, "rewrite the claims in the corpora; read the diff before you keep it")

// TestCorpora reads every corpus and compares the claims of its pack with
// those beside each sentence. A section is named after a rule: "<rule>.txt" or
// "<rule>-2.txt" must make it fire, "<rule>-not.txt" must not.
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
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatalf("a pack has a corpus beside it: %v", err)
			}
			c := corpus{t: t, pipeline: pipeline, pack: pack.Name, fired: map[string]bool{}, missed: map[string]bool{}}
			changed := c.run(archive)
			if changed && *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, r := range pack.Rules {
				name := r.Name[strings.IndexByte(r.Name, '#')+1:]
				if !c.fired[name] {
					t.Errorf("%s:%d: rule %s: no sentence of the corpus makes it fire", pack.File, r.Line, name)
				}
				if !c.missed[name] {
					t.Errorf("%s:%d: rule %s: the corpus has no near miss %s-not.txt", pack.File, r.Line, name, name)
				}
			}
		})
	}
}

type corpus struct {
	t        *testing.T
	pipeline *standard.Reader
	pack     string
	fired    map[string]bool
	missed   map[string]bool
}

// run checks every section and reports whether it rewrote one.
func (c *corpus) run(archive *txtar.Archive) (changed bool) {
	published := schema.Date{}
	for line := range strings.Lines(string(archive.Comment)) {
		if day, ok := strings.CutPrefix(strings.TrimSpace(line), "published: "); ok {
			d, err := schema.ParseDate(day)
			if err != nil {
				c.t.Fatal(err)
			}
			published = d
		}
	}
	for i, f := range archive.Files {
		name, isText := strings.CutSuffix(f.Name, ".txt")
		if !isText {
			continue
		}
		if i+1 >= len(archive.Files) || archive.Files[i+1].Name != name+".claims" {
			c.t.Errorf("%s: no %s.claims after it", f.Name, name)
			continue
		}
		want := archive.Files[i+1].Data
		got := c.claims(name, string(f.Data), published)
		if !bytes.Equal(got, want) {
			if *update {
				archive.Files[i+1].Data, changed = got, true
				continue
			}
			c.t.Errorf("%s\n%sgot\n%swant\n%s", name, f.Data, got, want)
		}
	}
	return changed
}

func (c *corpus) claims(name, text string, published schema.Date) []byte {
	var a *extract.Article
	for article, err := range read.Articles(c.t.Context(), []string{read.Stdin}, strings.NewReader(text)) {
		if err != nil {
			c.t.Fatal(err)
		}
		a = article
	}
	a.Source.Published = published
	a.Source.Language = c.pack[:2]
	c.note(name, a)
	x, err := c.pipeline.Run(context.Background(), a)
	if err != nil {
		c.t.Fatal(err)
	}
	var b bytes.Buffer
	for i := range x.Claims {
		if slices.ContainsFunc(x.Claims[i].Evidence, func(e schema.Evidence) bool { return strings.HasPrefix(e.Rule, c.pack+"#") }) {
			fmt.Fprintln(&b, line(&x.Claims[i]))
		}
	}
	return b.Bytes()
}

// note records which rules of the pack fired, for the section's own rule.
func (c *corpus) note(name string, a *extract.Article) {
	traces, err := c.pipeline.Explain(context.Background(), c.pipeline.Analyze(a)[0])
	if err != nil {
		c.t.Fatal(err)
	}
	rule, miss := strings.CutSuffix(name, "-not")
	if !miss {
		rule = strings.TrimRight(rule, "-0123456789")
	}
	fired := false
	for _, t := range traces {
		fired = fired || t.Fired && t.Rule == c.pack+"#"+rule
	}
	switch {
	case miss && fired:
		c.t.Errorf("%s: the rule fires on its near miss", name)
	case miss:
		c.missed[rule] = true
	case fired:
		c.fired[rule] = true
	default:
		c.t.Errorf("%s: rule %s does not fire", name, rule)
	}
}

// line writes a claim as a corpus has it: its type and arguments, without the
// event itself, then what is not asserted.
func line(c *schema.Claim) string {
	var b strings.Builder
	b.WriteString(string(c.Type))
	for _, arg := range slices.Sorted(maps.Keys(c.Args)) {
		if arg == "self" {
			continue
		}
		for _, v := range c.Args[arg] {
			value := v.Lexical()
			if strings.ContainsAny(value, " \"") {
				value = fmt.Sprintf("%q", value)
			}
			fmt.Fprintf(&b, " %s=%s", arg, value)
		}
	}
	if c.Modality != schema.Asserted {
		fmt.Fprintf(&b, " modality=%s", c.Modality)
	}
	if c.Speaker != nil {
		fmt.Fprintf(&b, " speaker=%q", c.Speaker.Lexical())
	}
	return b.String()
}
