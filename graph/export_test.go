package graph

// SetFault makes the backend of s fail where f returns an error: f is asked
// before each "put" inside a transaction and before each "commit".
func SetFault(s *Store, f func(op string) error) {
	switch b := s.backend.(type) {
	case *pebbleBackend:
		b.fault = f
	case *postgresBackend:
		b.fault = f
	}
}

// Expand and SpaceGraphQL are what queries go through before Cayley sees them.
var (
	Expand       = expand
	SpaceGraphQL = spaceGraphQL
)
