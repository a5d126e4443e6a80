package graph

// NeedsNoGuard reports whether a script only walks the graph.
func NeedsNoGuard(text string) (bool, error) {
	_, guarded, err := compileScript(text)
	return !guarded, err
}
