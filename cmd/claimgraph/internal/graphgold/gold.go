// Package graphgold holds a graph against what must be true across articles: who
// is one and who is not, what several origins say, where articles contradict each
// other, and the answers to plain questions. A gold file and a store of its
// articles go in; a line per check comes out.
package graphgold

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimgraph/extract/eval"
	"claimgraph/schema"
)

// A Gold is a file of expectations.
type Gold struct {
	File         string
	Articles     []string // paths below the folder that holds the articles' folders
	Expectations []Expectation
}

// An Expectation is one thing that must hold.
type Expectation struct {
	ID       string
	Kind     string      // same, different, corroborated, conflicts or questions
	What     string      // "entity" or "event"
	Mentions [][2]string // article and words
	Claim    eval.Claim
	AtLeast  int      // articles that must support the claim
	Articles []string // that may
	Slot     schema.ArgName
	Genuine  bool
	Values   []Answer // of the conflict, or to the question
	Question string
}

// An Answer is a value with the articles that give it.
type Answer struct {
	Value    eval.Alternatives
	Articles []string
}

// Read reads a file of expectations. Values are looked up in names. Errors name
// the file and the expectation.
func Read(file string, names eval.Names) (*Gold, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	type answerJSON struct {
		Value    string
		Articles []string
	}
	var j struct {
		About        map[string]string
		Articles     []string
		Expectations []struct {
			ID, Kind, What, Key, Note, Lang, Question string
			Mentions                                  [][2]string
			Claim                                     json.RawMessage
			AtLeast                                   int `json:"at_least"`
			Articles                                  []string
			Slot                                      schema.ArgName
			Genuine                                   bool
			Values, Answers                           []answerJSON
		}
	}
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	g := &Gold{File: file, Articles: j.Articles}
	for _, x := range j.Expectations {
		e := Expectation{
			ID: x.ID, Kind: x.Kind, What: x.What, Mentions: x.Mentions, AtLeast: x.AtLeast,
			Articles: x.Articles, Slot: x.Slot, Genuine: x.Genuine, Question: x.Question,
		}
		if len(x.Claim) > 0 {
			if e.Claim, err = eval.ParseClaim(x.Claim, names); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file, x.ID, err)
			}
		}
		for _, a := range append(x.Values, x.Answers...) {
			e.Values = append(e.Values, Answer{eval.Value(a.Value, names), a.Articles})
		}
		g.Expectations = append(g.Expectations, e)
	}
	return g, nil
}

// ArticleFiles returns the files of the articles, which lie below the folder of
// the gold or one above it.
func (g *Gold) ArticleFiles() ([]string, error) {
	var files []string
	for _, a := range g.Articles {
		file, err := find(filepath.Dir(g.File), a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.File, err)
		}
		files = append(files, file)
	}
	return files, nil
}

// Published returns the days of publication that the golds of the articles state,
// by the articles' paths: each is at the article's path, ".json" in the place of
// what it ends with, where [Gold.ArticleFiles] looks too. An article may have none.
func (g *Gold) Published(names eval.Names) (map[string]schema.Date, error) {
	days := map[string]schema.Date{}
	for _, a := range g.Articles {
		file, err := find(filepath.Dir(g.File), strings.TrimSuffix(a, filepath.Ext(a))+".json")
		if err != nil {
			continue
		}
		of, err := eval.ReadGold(file, names)
		if err != nil {
			return nil, err
		}
		days[a] = of.Published
	}
	return days, nil
}

func find(dir, article string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		file := filepath.Join(dir, filepath.FromSlash(article))
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no article %s below the gold's folder or one above it", article)
		}
		dir = up
	}
}
