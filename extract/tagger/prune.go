package tagger

import (
	"cmp"
	"math"
	"slices"
)

// heaviest returns the indexes of the n rows with the greatest spread between
// their weights, in order of index.
func heaviest(rows [][]float64, n int) []int {
	spread := make([]float64, len(rows))
	order := make([]int, len(rows))
	for i, r := range rows {
		order[i] = i
		spread[i] = slices.Max(r) - slices.Min(r)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(spread[b], spread[a]) })
	order = order[:min(n, len(order))]
	slices.Sort(order)
	return order
}

// clipped is the share of the rows whose greatest weight is cut to what a byte
// holds: a few very heavy ones would cost the others their precision.
const clipped = 0.0005

// largest returns the weight that is stored as the largest number.
func largest(rows [][]float64, kept []int) float64 {
	tops := make([]float64, 0, len(kept))
	for _, k := range kept {
		top := 0.0
		for _, v := range rows[k] {
			top = max(top, math.Abs(v))
		}
		tops = append(tops, top)
	}
	if len(tops) == 0 {
		return 1
	}
	slices.Sort(tops)
	return max(tops[int(float64(len(tops)-1)*(1-clipped))], 1e-6)
}
