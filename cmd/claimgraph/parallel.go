package main

import (
	"context"
	"iter"
	"sync"
)

// inOrder gives every value of in to work, several at a time, and what work
// returns to use, one at a time and in the order of in. It stops at the first
// error of use, or when ctx ends, and returns it. It reads no more than about
// twice workers values ahead of use, so memory does not grow with the input.
func inOrder[T, R any](ctx context.Context, workers int, in iter.Seq[T], work func(context.Context, T) R, use func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type job struct {
		value  T
		result chan R
	}
	jobs := make(chan job)
	ordered := make(chan chan R, workers)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	for range workers {
		running.Go(func() {
			for j := range jobs {
				j.result <- work(ctx, j.value)
			}
		})
	}
	running.Go(func() {
		defer close(ordered)
		defer close(jobs)
		for v := range in {
			j := job{v, make(chan R, 1)}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
			select {
			case ordered <- j.result:
			case <-ctx.Done():
				return
			}
		}
	})
	for result := range ordered {
		if err := use(<-result); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}
