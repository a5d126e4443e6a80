package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestInOrderKeepsTheOrderOfTheInput(t *testing.T) {
	in := make([]int, 100)
	for i := range in {
		in[i] = i
	}
	var got []int
	err := inOrder(context.Background(), 4, slices.Values(in),
		func(_ context.Context, n int) int {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			return n
		},
		func(n int) error { got = append(got, n); return nil })
	if err != nil || !slices.Equal(got, in) {
		t.Errorf("got %v, %v\nwant %v", got, err, in)
	}
}

func TestInOrderStopsAtTheFirstError(t *testing.T) {
	endless := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	stop := errors.New("stop")
	err := inOrder(context.Background(), 2, endless,
		func(_ context.Context, n int) int { return n },
		func(n int) error {
			if n == 7 {
				return stop
			}
			return nil
		})
	if err != stop {
		t.Errorf("got %v, want %v", err, stop)
	}
}
