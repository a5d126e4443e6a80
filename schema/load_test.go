package schema

import "testing"

func TestTheBuiltInModelLoads(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(m.roles); n < 300 {
		t.Errorf("%d known posts, want several hundred", n)
	}
}
