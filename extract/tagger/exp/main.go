package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"time"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/standard"
	"claimgraph/extract/tagger"
	"claimgraph/extract/tagger/internal/corpus"
	"claimgraph/extract/tagger/internal/crf"
)

var types = strings.Fields("PERSON GPE ORGANISATION POSITION DATE")
var other = map[string]int{}

func class(t string) int {
	for i, x := range types {
		if x == t {
			return i
		}
	}
	switch *labels {
	case 5:
		return -1
	case 7:
		switch t {
		case "CARDINAL", "PERCENTAGE", "MONEY", "QUANTITY", "ORDINAL", "TIME":
			return 5
		}
		return 6
	}
	k, ok := other[t]
	if !ok {
		k = 5 + len(other)
		other[t] = k
	}
	return k
}

var labels = flag.Int("labels", 7, "")
var c = flag.Float64("c", 1, "")
var epochs = flag.Int("epochs", 15, "")
var minc = flag.Int("min", 2, "")
var folds = flag.Int("folds", 1, "")
var dump = flag.Bool("dump", false, "")

type sent struct {
	crf.Sentence
	doc  *extract.Doc
	s    extract.Sentence
	gold map[string]bool
}

func load(p *standard.Reader, ss []corpus.Sentence) (out []sent, lost, total int) {
	for _, t := range corpus.Texts(ss) {
		for a, err := range read.Articles(context.Background(), []string{"-"}, strings.NewReader(t.Text)) {
			if err != nil {
				panic(err)
			}
			a.Source.Language = "kk"
			d := p.Analyze(a)
			lab := make([]uint8, len(d.Tokens))
			k := 0
			for _, m := range t.Mentions {
				c := class(m.Type)
				if c < 0 {
					continue
				}
				total++
				for k < len(d.Tokens) && d.Tokens[k].Span.End <= m.Start {
					k++
				}
				ok := k < len(d.Tokens) && d.Tokens[k].Span.Start == m.Start
				first := k
				for k < len(d.Tokens) && d.Tokens[k].Span.Start < m.End {
					if k == first {
						lab[k] = uint8(1 + 2*c)
					} else {
						lab[k] = uint8(2 + 2*c)
					}
					k++
				}
				if k > first && (!ok || d.Tokens[k-1].Span.End != m.End || d.Tokens[first].Sentence != d.Tokens[k-1].Sentence) {
					lost++
					if *dump {
						fmt.Println("LOST", m.Type, t.Text[m.Start:m.End], "|", d.TokenText(first, k), d.Tokens[first].Sentence != d.Tokens[k-1].Sentence)
					}
				}
			}
			for _, s := range d.Sentences {
				l := lab[s.First:s.End]
				for i := range l {
					if l[i] > 0 && l[i]%2 == 0 && (i == 0 || l[i-1] != l[i] && l[i-1] != l[i]-1) {
						l[i]--
					}
				}
				out = append(out, sent{crf.Sentence{Features: tagger.Features(d, s), Labels: l}, d, s, nil})
			}
		}
	}
	return
}

func allowed(a, b int) bool {
	if b > 0 && b%2 == 0 {
		return a == b || a == b-1
	}
	return true
}

func decode(w *crf.Weights, idx map[uint64]int, s crf.Sentence) []uint8 {
	n, l := len(s.Labels), w.Labels
	sc := make([][]float64, n)
	bp := make([][]int, n)
	for i := range n {
		e := make([]float64, l)
		for _, f := range s.Features[i] {
			if k, ok := idx[f]; ok {
				for y, v := range w.Rows[k] {
					e[y] += v
				}
			}
		}
		sc[i] = make([]float64, l)
		bp[i] = make([]int, l)
		for b := range l {
			best, arg := -1e18, 0
			if i == 0 {
				if allowed(-1, b) {
					best = w.Start[b]
				}
			} else {
				for a := range l {
					if v := sc[i-1][a] + w.Transition[a][b]; v > best && allowed(a, b) {
						best, arg = v, a
					}
				}
			}
			sc[i][b] = best + e[b]
			bp[i][b] = arg
		}
	}
	out := make([]uint8, n)
	best := 0
	for b := range l {
		if sc[n-1][b] > sc[n-1][best] {
			best = b
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(best)
		best = bp[i][best]
	}
	return out
}

func ents(l []uint8) map[[3]int]bool {
	out := map[[3]int]bool{}
	for i := 0; i < len(l); i++ {
		if l[i]%2 == 1 {
			j := i + 1
			for j < len(l) && l[j] == l[i]+1 {
				j++
			}
			if t := int(l[i]-1) / 2; t < 5 {
				out[[3]int{i, j, t}] = true
			}
		}
	}
	return out
}

func main() {
	flag.Parse()
	p, err := standard.Pipeline(standard.Options{})
	if err != nil {
		panic(err)
	}
	ss, err := corpus.ReadIOB2("/work/shared/bench/kaznerd/valid.iob2")
	if err != nil {
		panic(err)
	}
	var tp, g, pr [5]int
	for f, b := range corpus.Blocks(ss, 5) {
		if f >= *folds {
			break
		}
		st := time.Now()
		test, _, _ := load(p, b.Read)
		train, lost, total := load(p, b.Learn)
		fmt.Fprintln(os.Stderr, "loaded", time.Since(st), len(train), "lost", lost, total)
		var cs []crf.Sentence
		for _, s := range train {
			cs = append(cs, s.Sentence)
		}
		L := 1 + 2*(*labels)
		if *labels > 7 {
			L = 1 + 2*(5+len(other))
		}
		var tmp *crf.Weights
		_ = tmp
		w := crf.Train(cs, crf.Options{Labels: L, Allowed: allowed, Epochs: *epochs, C: *c, MinCount: *minc, Seed: 1, Progress: func(e int, l float64) {
			if e%5 == 4 {
				fmt.Fprintf(os.Stderr, "%d %.0f %v\n", e, l, time.Since(st))
			}
		}})
		idx := map[uint64]int{}
		for i, f := range w.Features {
			idx[f] = i
		}
		fmt.Fprintln(os.Stderr, "features", len(w.Features))
		for _, s := range test {
			y := decode(w, idx, s.Sentence)
			G, P := ents(s.Labels), ents(y)
			for e := range G {
				g[e[2]]++
			}
			for e := range P {
				pr[e[2]]++
				if G[e] {
					tp[e[2]]++
				}
			}
			if *dump {
				var lines []string
				for e := range G {
					if !P[e] {
						lines = append(lines, "- "+types[e[2]]+" "+s.doc.TokenText(s.s.First+e[0], s.s.First+e[1]))
					}
				}
				for e := range P {
					if !G[e] {
						lines = append(lines, "+ "+types[e[2]]+" "+s.doc.TokenText(s.s.First+e[0], s.s.First+e[1]))
					}
				}
				sort.Strings(lines)
				if len(lines) > 0 {
					fmt.Println(s.doc.Text(s.s.Span) + "\n   " + strings.Join(lines, "\n   "))
				}
			}
		}
	}
	T, G, P := 0, 0, 0
	for i := range types {
		fmt.Printf("%-14s P %.3f R %.3f F %.3f (%d)\n", types[i], float64(tp[i])/float64(pr[i]), float64(tp[i])/float64(g[i]), 2*float64(tp[i])/float64(pr[i]+g[i]), g[i])
		T += tp[i]
		G += g[i]
		P += pr[i]
	}
	fmt.Printf("ALL P %.4f R %.4f F %.4f\n", float64(T)/float64(P), float64(T)/float64(G), 2*float64(T)/float64(P+G))
}
