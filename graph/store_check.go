package graph

import (
	"context"
	"fmt"
)

// A checker is a backend that can tell whether what it keeps is consistent.
type checker interface {
	check(ctx context.Context) error
}

// Check reads all that the backend keeps and returns an error that tells what
// contradicts each other: indexes, dictionary, counts. A store on a database
// server leaves that to the server.
func (s *Store) Check(ctx context.Context) error {
	c, ok := s.backend.(checker)
	if !ok {
		return nil
	}
	if err := c.check(ctx); err != nil {
		return fmt.Errorf("%s: %w", s.quadsPath(), err)
	}
	return nil
}
