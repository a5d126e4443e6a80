package graph

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls do with each number below n, as many at a time as there are
// processors, and returns the error of the least number for which there is one.
// It calls do with all of them; a panic of do is one of the caller's.
func inParallel(n int, do func(int) error) error {
	errs, panics := make([]error, n), make([]any, n)
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			func() {
				defer func() { panics[i] = recover() }()
				errs[i] = do(i)
			}()
		}
	}
	var others sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	for i, err := range errs {
		if panics[i] != nil {
			panic(panics[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
