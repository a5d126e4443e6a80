package crf

import "math"

// The functions of package math may use a machine's own instructions and give
// other last bits there; these do not.

// exp returns e to the power x; 0 below -700.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	x = min(x, 700)
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := x - float64(k*0.693147180369123816490)
	r -= float64(k * 1.90821492927058770002e-10)
	// Taylor's series is exact to the last bits for |r| <= 0.35.
	sum, term := 1.0, 1.0
	for n := 1; n <= 13; n++ {
		term = float64(term*r) * reciprocal[n]
		sum += term
	}
	return math.Ldexp(sum, int(k))
}

var reciprocal = [...]float64{0, 1, 1. / 2, 1. / 3, 1. / 4, 1. / 5, 1. / 6, 1. / 7, 1. / 8, 1. / 9, 1. / 10, 1. / 11, 1. / 12, 1. / 13}

// log returns the natural logarithm of a positive x.
func log(x float64) float64 {
	f, e := math.Frexp(x)
	z := (f - 1) / (f + 1)
	z2 := float64(z * z)
	sum, power := 0.0, z
	for n := 1; n <= 41; n += 2 {
		sum += power / float64(n)
		power = float64(power * z2)
	}
	return float64(2*sum) + float64(float64(e)*math.Ln2)
}
