//go:build !unix

package graph

import "os"

// Without flock the key-value store's own lock is what keeps writers apart.
func lockFile(*os.File, bool) error { return nil }

func alive(int) bool { return true }

var errNotDir = os.ErrInvalid
