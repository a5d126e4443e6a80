// Package crf trains linear-chain conditional random fields. Sentences of
// hashed features with labels go in, weights come out; the same input gives
// the same bits on every machine, for no step depends on the order of a map, on
// the clock, or on fused arithmetic.
package crf

import (
	"slices"
)

// A Sentence is what is learnt from.
type Sentence struct {
	Features [][]uint64 // of each token
	Labels   []uint8    // of each token, below Options.Labels
}

// Options say how to train.
type Options struct {
	Labels int
	// Allowed tells whether label b may follow label a; from -1 starts a sentence.
	Allowed func(a, b int) bool
	Epochs  int
	// C is the weight of the regularizer: the larger, the smaller the weights.
	C float64
	// MinCount is how often a feature must occur to be learnt.
	MinCount int
	Seed     uint64
	Progress func(epoch int, loss float64)
}

// Weights are what was learnt.
type Weights struct {
	Labels     int
	Features   []uint64    // sorted
	Rows       [][]float64 // by feature, by label
	Transition [][]float64 // from, to
	Start      []float64
}

// Train learns weights.
func Train(sentences []Sentence, o Options) *Weights {
	t := newTrainer(sentences, o)
	for epoch := range o.Epochs {
		loss := t.epoch(epoch)
		if o.Progress != nil {
			o.Progress(epoch, loss)
		}
	}
	return t.weights()
}

type example struct {
	features [][]int32
	labels   []uint8
}

type trainer struct {
	o        Options
	l        int
	features []uint64
	examples []example
	w        []float64 // feature rows, then the transitions, then the start row; all divided by scale
	trans    int       // where transitions begin in w
	scale    float64
	lambda   float64
	t, t0    float64
	order    []int
	random   uint64
	lattice
}

// lattice is scratch space for one sentence.
type lattice struct {
	psi, alpha, beta, marg []float64
	norm                   []float64
	et                     []float64
	score                  []float64
}

func newTrainer(sentences []Sentence, o Options) *trainer {
	t := &trainer{o: o, l: o.Labels, random: o.Seed, scale: 1}
	t.features = vocabulary(sentences, o.MinCount)
	for _, s := range sentences {
		e := example{labels: s.Labels, features: make([][]int32, len(s.Features))}
		for i, fs := range s.Features {
			ids := make([]int32, 0, len(fs))
			for _, f := range fs {
				if k, ok := slices.BinarySearch(t.features, f); ok {
					ids = append(ids, int32(k))
				}
			}
			e.features[i] = ids
		}
		t.examples = append(t.examples, e)
	}
	t.trans = len(t.features) * t.l
	t.w = make([]float64, t.trans+(t.l+1)*t.l)
	t.lambda = 2 * o.C / float64(len(sentences))
	t.t0 = 1 / (t.lambda * firstRate)
	t.order = make([]int, len(sentences))
	for i := range t.order {
		t.order[i] = i
	}
	return t
}

// firstRate is the learning rate of the first step.
const firstRate = 0.1

// vocabulary lists the features that occur often enough, sorted.
func vocabulary(sentences []Sentence, minCount int) []uint64 {
	var all []uint64
	for _, s := range sentences {
		for _, fs := range s.Features {
			all = append(all, fs...)
		}
	}
	slices.Sort(all)
	out := all[:0]
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		if f := all[i]; j-i >= minCount {
			out = append(out, f)
		}
		i = j
	}
	return slices.Clone(out)
}

func (t *trainer) shuffle() {
	for i := len(t.order) - 1; i > 0; i-- {
		t.random += 0x9E3779B97F4A7C15
		z := t.random
		z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
		z = (z ^ z>>27) * 0x94D049BB133111EB
		z ^= z >> 31
		j := int(z % uint64(i+1))
		t.order[i], t.order[j] = t.order[j], t.order[i]
	}
}

func (t *trainer) epoch(int) float64 {
	t.shuffle()
	loss := 0.0
	for _, k := range t.order {
		loss += t.step(&t.examples[k])
	}
	// The scale must not run out of range.
	for i := range t.w {
		t.w[i] = float64(t.w[i] * t.scale)
	}
	t.scale = 1
	return loss
}

// step moves the weights along the gradient of one sentence.
func (t *trainer) step(e *example) float64 {
	if len(e.labels) == 0 {
		return 0
	}
	rate := 1 / float64(t.lambda*(t.t0+t.t))
	t.t++
	loss := t.forwardBackward(e)
	t.scale = float64(t.scale * (1 - float64(rate*t.lambda)))
	gain := rate / t.scale
	l := t.l
	for i, ids := range e.features {
		g := t.marg[i*l : (i+1)*l]
		for y := range g {
			g[y] = float64(-g[y] * gain)
		}
		g[e.labels[i]] += gain
		for _, id := range ids {
			row := t.w[int(id)*l : int(id)*l+l : int(id)*l+l]
			for y, v := range g {
				row[y] += v
			}
		}
	}
	// score holds the expected transitions.
	trans := t.w[t.trans:]
	for i, v := range t.score {
		trans[i] -= float64(v * gain)
	}
	trans[l*l+int(e.labels[0])] += gain
	for i := 1; i < len(e.labels); i++ {
		trans[int(e.labels[i-1])*l+int(e.labels[i])] += gain
	}
	return loss
}

func grow(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, 2*n)
	}
	return s[:n]
}

// forwardBackward fills marg with the labels' probabilities and score with the
// expected transitions; it returns the negative logarithm of the likelihood.
func (t *trainer) forwardBackward(e *example) float64 {
	l, n := t.l, len(e.labels)
	t.psi, t.alpha, t.beta, t.marg = grow(t.psi, n*l), grow(t.alpha, n*l), grow(t.beta, n*l), grow(t.marg, n*l)
	t.norm, t.score = grow(t.norm, n), grow(t.score, (l+1)*l)
	t.et = grow(t.et, (l+1)*l)
	clear(t.score)
	for a := range l + 1 {
		for b := range l {
			from := a
			if a == l {
				from = -1
			}
			t.et[a*l+b] = 0
			if t.o.Allowed(from, b) {
				t.et[a*l+b] = exp(float64(t.w[t.trans+a*l+b] * t.scale))
			}
		}
	}
	logLikelihood := 0.0
	for i, ids := range e.features {
		psi := t.psi[i*l : (i+1)*l : (i+1)*l]
		clear(psi)
		for _, id := range ids {
			row := t.w[int(id)*l : int(id)*l+l : int(id)*l+l]
			for y, v := range row {
				psi[y] += v
			}
		}
		for y := range psi {
			psi[y] = float64(psi[y] * t.scale)
		}
		logLikelihood += psi[e.labels[i]]
		top := slices.Max(psi)
		logLikelihood -= top
		for y := range psi {
			psi[y] = exp(psi[y] - top)
		}
	}
	// forward, each column normalised
	start := t.et[l*l:]
	for i := range n {
		col := t.alpha[i*l : (i+1)*l : (i+1)*l]
		clear(col)
		if i == 0 {
			copy(col, start)
		} else {
			prev := t.alpha[(i-1)*l : i*l]
			for a, p := range prev {
				row := t.et[a*l : a*l+l : a*l+l]
				for b, v := range row {
					col[b] += float64(p * v)
				}
			}
		}
		sum := 0.0
		for y := range col {
			col[y] = float64(col[y] * t.psi[i*l+y])
			sum += col[y]
		}
		for y := range col {
			col[y] /= sum
		}
		t.norm[i] = sum
		logLikelihood -= log(sum)
	}
	// The likelihood of the gold path's transitions.
	logLikelihood += float64(t.w[t.trans+l*l+int(e.labels[0])] * t.scale)
	for i := 1; i < n; i++ {
		logLikelihood += float64(t.w[t.trans+int(e.labels[i-1])*l+int(e.labels[i])] * t.scale)
	}
	// backward
	last := t.beta[(n-1)*l : n*l]
	for y := range last {
		last[y] = 1
	}
	tmp := make([]float64, l)
	for i := n - 2; i >= 0; i-- {
		next, col := t.beta[(i+1)*l:(i+2)*l], t.beta[i*l:(i+1)*l]
		for y := range tmp {
			tmp[y] = float64(next[y]*t.psi[(i+1)*l+y]) / t.norm[i+1]
		}
		prev := t.alpha[i*l : (i+1)*l]
		for a := range col {
			row := t.et[a*l : a*l+l : a*l+l]
			acc := t.score[a*l : a*l+l : a*l+l]
			sum := 0.0
			for b, v := range row {
				x := float64(v * tmp[b])
				sum += x
				acc[b] += float64(prev[a] * x)
			}
			col[a] = sum
		}
	}
	for k := range t.marg[:n*l] {
		t.marg[k] = float64(t.alpha[k] * t.beta[k])
	}
	copy(t.score[l*l:], t.marg[:l])
	return -logLikelihood
}

func (t *trainer) weights() *Weights {
	l := t.l
	w := &Weights{Labels: l, Features: t.features, Start: t.w[t.trans+l*l:]}
	for i := range t.features {
		w.Rows = append(w.Rows, t.w[i*l:(i+1)*l])
	}
	for a := range l {
		w.Transition = append(w.Transition, t.w[t.trans+a*l:t.trans+(a+1)*l])
	}
	return w
}
