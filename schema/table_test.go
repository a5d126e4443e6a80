package schema

import (
	"maps"
	"reflect"
	"testing"
)

func TestATableHoldsAllThatTheFilesDeclare(t *testing.T) {
	l, err := load(folder(tournament))
	if err != nil {
		t.Fatal(err)
	}
	m, err := openModel(string(l.table()))
	if err != nil {
		t.Fatal(err)
	}
	posts := map[string]*RoleDef{}
	for _, r := range m.Roles() {
		posts[r.Slug] = r
	}
	if !reflect.DeepEqual(posts, l.roles) {
		t.Error("the posts are others")
	}
	for name, want := range l.roleOf {
		if got, ok := m.roles.named(name); !ok || got != want {
			t.Errorf("%q names the post %q, %v; want %q", name, got, ok, want)
		}
	}
	if got := maps.Collect(m.roles.portfolios.All()); len(got) != len(l.portfolios) {
		t.Errorf("%d portfolios, want %d", len(got), len(l.portfolios))
	}
	m.roles = roles{}
	if !reflect.DeepEqual(m, l.m) {
		t.Errorf("the model is\n%+v\nwant\n%+v", m, l.m)
	}
}

func TestABrokenTableIsRefused(t *testing.T) {
	for _, data := range []string{"", magic, builtinTable[:len(builtinTable)/2]} {
		if _, err := openModel(data); err == nil {
			t.Errorf("a table of %d bytes is taken", len(data))
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
