package eval

import "math"

// A pair is a claim and the gold it is aligned with.
type pair struct {
	gold *Claim
	said *system
}

// align returns the one-to-one pairs of claims of one type with the most
// agreeing values in all.
func align(golds []*Claim, said []*system) []pair {
	if len(golds) == 0 || len(said) == 0 {
		return nil
	}
	flip := len(golds) > len(said) // assign wants no more rows than columns
	at := func(row, col int) pair {
		if flip {
			row, col = col, row
		}
		return pair{golds[row], said[col]}
	}
	rows, cols := len(golds), len(said)
	if flip {
		rows, cols = cols, rows
	}
	gain := make([][]float64, rows)
	for r := range gain {
		gain[r] = make([]float64, cols)
		for c := range gain[r] {
			gain[r][c] = at(r, c).gain()
		}
	}
	var out []pair
	for col, row := range assign(gain) {
		if row < 0 {
			continue
		}
		p := at(row, col)
		if hits, _, _ := compare(p.gold, p.said); hits > 0 && aboutTheSame(p.gold, p.said) {
			out = append(out, p)
		}
	}
	return out
}

// gain is the number of values that agree. Among equals a claim that is right
// in all, and a gold that is required, are preferred.
func (p pair) gain() float64 {
	if !aboutTheSame(p.gold, p.said) {
		return 0
	}
	hits, need, said := compare(p.gold, p.said)
	g := float64(hits)
	if hits > 0 && hits == need && need == said {
		g += 0.001
	}
	if p.gold.Optional {
		g -= 0.0005
	}
	return g
}

// assign gives each row a column of its own so that the sum of the gains is
// greatest (the Hungarian method). There are no more rows than columns. It
// returns the row of each column, -1 for none.
func assign(gain [][]float64) []int {
	n, m := len(gain), len(gain[0])
	u, v := make([]float64, n+1), make([]float64, m+1)
	p, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		p[0] = i
		j0 := 0
		least, used := make([]float64, m+1), make([]bool, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		for {
			used[j0] = true
			i0, delta, j1 := p[j0], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if cost := -gain[i0-1][j-1] - u[i0] - v[j]; cost < least[j] {
					least[j], way[j] = cost, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := 0; j <= m; j++ {
				if used[j] {
					u[p[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			if j0 = j1; p[j0] == 0 {
				break
			}
		}
		for j0 != 0 {
			p[j0] = p[way[j0]]
			j0 = way[j0]
		}
	}
	rows := make([]int, m)
	for j := range rows {
		rows[j] = p[j+1] - 1
	}
	return rows
}
