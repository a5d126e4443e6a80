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

// largest returns the greatest weight, without sign. It is what the largest
// byte stands for: the few heaviest features decide much, and cutting them
// costs more than the others' last digits.
func largest(rows [][]float64, kept []int) float64 {
	top := 1e-6
	for _, k := range kept {
		for _, v := range rows[k] {
			top = max(top, math.Abs(v))
		}
	}
	return top
}
