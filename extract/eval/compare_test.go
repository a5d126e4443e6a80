package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"claimgraph/extract/eval"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/schema"
)

const shared = "../../../shared"

// reference is what the script that defines the score prints with --json.
type reference struct {
	Scores map[string]struct {
		Hits, Gold, System int
		P, R, F1           float64
	}
	MacroF1      float64 `json:"macro_f1"`
	FalseInEmpty int     `json:"false_in_empty"`
	Claims       int
	BadEvidence  int `json:"bad_evidence"`
}

// TestFiguresAreThoseOfTheReferenceScorer runs the script that defines the score
// over the same claims. Both the script and the articles lie outside the
// project.
func TestFiguresAreThoseOfTheReferenceScorer(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("SKIP python3 is not there: the score is not compared")
	}
	script := filepath.Join(shared, "gold", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skipf("SKIP %s is not there: the score is not compared", script)
	}
	pipeline, err := standard.Pipeline(standard.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"seeds", "dev"} {
		t.Run(part, func(t *testing.T) {
			files, err := eval.Files(filepath.Join(shared, "gold", part))
			if err != nil {
				t.Fatal(err)
			}
			nameFiles, err := eval.NamesFiles(files[0])
			if err != nil {
				t.Fatal(err)
			}
			names, err := eval.ReadNames(nameFiles...)
			if err != nil {
				t.Fatal(err)
			}
			score, lines := eval.NewScore(), &bytes.Buffer{}
			for n, file := range files {
				gold, err := eval.ReadGold(file, names)
				if err != nil {
					t.Fatal(err)
				}
				x, text := extraction(t, pipeline, gold)
				disturb(x, n)
				score.Add(gold, text, x.Claims)
				if err := schema.WriteJSONL(lines, x, gold.Article); err != nil {
					t.Fatal(err)
				}
			}
			claims := filepath.Join(t.TempDir(), "claims.jsonl")
			if err := os.WriteFile(claims, lines.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
			args := append([]string{script, claims, "--json", "--texts", filepath.Join(shared, part)}, files...)
			for _, f := range nameFiles {
				args = append(args, "--names", f)
			}
			out, err := exec.Command(python, args...).Output()
			if err != nil {
				t.Fatal(err)
			}
			var want reference
			if err := json.Unmarshal(out, &want); err != nil {
				t.Fatal(err)
			}
			compareScores(t, score, &want)
		})
	}
}

func extraction(t *testing.T, p *standard.Reader, gold *eval.Gold) (*schema.Extraction, string) {
	t.Helper()
	file, err := eval.ArticleFile(gold, "")
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range read.Articles(context.Background(), []string{file}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		x, err := p.Run(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		return x, a.Text
	}
	t.Fatalf("%s: no article", file)
	return nil, ""
}

// disturb makes some claims possible or denied, doubles some and takes values
// from others, so that every branch of the score has something to do.
func disturb(x *schema.Extraction, n int) {
	for i := range x.Claims {
		c := &x.Claims[i]
		switch (n + i) % 7 {
		case 1:
			c.Modality = schema.Possible
		case 3:
			c.Modality = schema.Denied
		case 4:
			c.Evidence[0].Quote += "x"
		case 5:
			for arg, values := range c.Args {
				if arg > "p" {
					c.Args[arg] = values[:len(values)-1]
				}
			}
		}
	}
	if len(x.Claims) > 2 {
		x.Claims = append(x.Claims, x.Claims[:len(x.Claims)/3]...)
	}
}

func compareScores(t *testing.T, got *eval.Score, want *reference) {
	t.Helper()
	var b bytes.Buffer
	if err := got.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var have reference
	if err := json.Unmarshal(b.Bytes(), &have); err != nil {
		t.Fatal(err)
	}
	if len(have.Scores) != len(want.Scores) {
		t.Errorf("got figures of %d types, want %d", len(have.Scores), len(want.Scores))
	}
	for typ, w := range want.Scores {
		g := have.Scores[typ]
		if g.Hits != w.Hits || g.Gold != w.Gold || g.System != w.System || !near(g.P, w.P) || !near(g.R, w.R) || !near(g.F1, w.F1) {
			t.Errorf("%s: got %+v, want %+v", typ, g, w)
		}
	}
	if !near(have.MacroF1, want.MacroF1) || have.FalseInEmpty != want.FalseInEmpty || have.Claims != want.Claims || have.BadEvidence != want.BadEvidence {
		t.Errorf("got %s, want %s", summary(&have), summary(want))
	}
}

func summary(r *reference) string {
	return fmt.Sprintf("mean F1 %v, %d false in empty articles, %d claims, %d of them without proof", r.MacroF1, r.FalseInEmpty, r.Claims, r.BadEvidence)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
