package crf

import (
	"math"
	"testing"
)

func TestExpAndLogAreAsPreciseAsNeeded(t *testing.T) {
	for _, x := range []float64{-600, -30.5, -1, -1e-9, 0, 0.3, 1, 17.25, 500} {
		if got, want := exp(x), math.Exp(x); math.Abs(got-want) > 1e-13*want {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
	for _, x := range []float64{1e-300, 0.1, 0.9999, 1, 2, 12345.678} {
		if got, want := log(x), math.Log(x); math.Abs(got-want) > 1e-13*(1+math.Abs(want)) {
			t.Errorf("log(%v) = %v, want %v", x, got, want)
		}
	}
}

// train learns that label 1 stands for feature 11 and follows only 1 or 0.
func train(t *testing.T) (*Weights, []float64) {
	t.Helper()
	var losses []float64
	sentence := Sentence{Features: [][]uint64{{10}, {11, 12}, {10, 12}, {11}}, Labels: []uint8{0, 1, 0, 1}}
	w := Train([]Sentence{sentence, sentence, sentence}, Options{
		Labels: 2, Allowed: func(a, b int) bool { return true }, Epochs: 30, C: 0.01, MinCount: 1, Seed: 1,
		Progress: func(_ int, loss float64) { losses = append(losses, loss) },
	})
	return w, losses
}

func TestTrainingLearns(t *testing.T) {
	w, losses := train(t)
	if len(w.Features) != 3 || w.Rows[0][0] <= w.Rows[0][1] || w.Rows[1][1] <= w.Rows[1][0] {
		t.Errorf("features %v have weights %v", w.Features, w.Rows)
	}
	if first, last := losses[0], losses[len(losses)-1]; last >= first/4 {
		t.Errorf("loss fell from %v to %v only", first, last)
	}
}

func TestTrainingRepeatsBitForBit(t *testing.T) {
	a, _ := train(t)
	b, _ := train(t)
	for i := range a.Rows {
		for y := range a.Rows[i] {
			if math.Float64bits(a.Rows[i][y]) != math.Float64bits(b.Rows[i][y]) {
				t.Fatalf("feature %d, label %d: %v, then %v", i, y, a.Rows[i][y], b.Rows[i][y])
			}
		}
	}
}
