package name

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/schema"
)

func TestDebugReal(t *testing.T) {
	f, err := os.Open("/tmp/cg/namer/x/m.jsonl")
	if err != nil {
		t.Skip()
	}
	seen := map[string]bool{}
	var ps []*Parsed
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		var m struct{ Type, Name, Lang, Known string }
		json.Unmarshal(sc.Bytes(), &m)
		if m.Type != "Person" && m.Type != "Organization" && m.Type != "City" && m.Type != "Region" && m.Type != "Agreement" {
			continue
		}
		k := m.Type + m.Name + m.Lang
		if seen[k] || m.Known != "" {
			continue
		}
		seen[k] = true
		ps = append(ps, standard().Parse(Mention{Type: schema.EntityType(m.Type), Names: []Label{{m.Name, m.Lang}}}))
	}
	fmt.Println(len(ps), "names")
	n := 0
	for i, a := range ps {
		for _, b := range ps[:i] {
			d := Compare(a, b)
			if d.Verdict == Match && strings.ToLower(a.Mention.Names[0].Text) != strings.ToLower(b.Mention.Names[0].Text) {
				fmt.Println("MATCH", a.Mention.Type, a.Mention.Names[0], b.Mention.Names[0], d.Score)
			}
			if d.Verdict == Doubtful {
				n++
			}
		}
	}
	fmt.Println(n, "doubtful")
}

func TestDebugGold(t *testing.T) {
	for _, dir := range []string{"train/business", "train/politics", "train/multilateral", "."} {
		path := filepath.Join("/work/shared/gold", dir, "names.json")
		text, _ := os.ReadFile(path)
		var groups map[string][]string
		if err := json.Unmarshal(text, &groups); err != nil {
			fmt.Println(path, err)
			continue
		}
		var ps []*Parsed
		var ids []string
		for id, ns := range groups {
			for _, n := range ns {
				if strings.ContainsAny(n, "0123456789%") || strings.ToUpper(n[:2]) != n[:2] {
					continue
				}
				lang := guessLanguage(n, "")
				typ := schema.EntityType("Person")
				if b := standard().bodyName(Label{n, lang}); len(b.elements) == 0 || b.has(kindOf) || b.has(locality) || b.has(body) || b.has(level) {
					typ = "Organization"
				}
				ps = append(ps, standard().Parse(Mention{Type: typ, Names: []Label{{n, lang}}}))
				ids = append(ids, id)
			}
		}
		in, inAll := 0, 0
		for i, a := range ps {
			for j, b := range ps[:i] {
				d := Compare(a, b)
				if ids[i] != ids[j] && d.Verdict == Match {
					fmt.Println("WRONG?", ids[i], ids[j], a.Mention.Names, b.Mention.Names, d.Reasons)
				}
				if ids[i] == ids[j] && a.Mention.Type == b.Mention.Type {
					inAll++
					if d.Verdict == Match {
						in++
					} else if d.Verdict == Different {
						fmt.Println("DIFF", ids[i], a.Mention.Type, a.Mention.Names, b.Mention.Names, d.Reasons)
					}
				}
			}
		}
		fmt.Println(dir, in, "of", inAll)
	}
}
