package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// memory are records in memory.
type memory map[string][]byte

func (m memory) Get(key ...string) ([]byte, error) { return m[strings.Join(key, "\x00")], nil }

func (m memory) Put(value []byte, key ...string) {
	if value == nil {
		delete(m, strings.Join(key, "\x00"))
	} else {
		m[strings.Join(key, "\x00")] = value
	}
}

func (m memory) Scan(table, part string, each func([]string, []byte) error) error {
	prefix := table + "\x00" + part + "\x00"
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if value, ok := m[k]; ok && strings.HasPrefix(k, prefix) {
			if err := each(strings.Split(k, "\x00"), value); err != nil {
				return err
			}
		}
	}
	return nil
}

// token is a signature of a kind whose decisions are drawn at random, but the
// same for the same pair: "name key".
type token struct{ name, key string }

func (t token) keys() []string             { return []string{"all"} }
func (t token) cell() string               { return t.name[:1] }
func (t token) labels() []label            { return []label{{"en", t.name, t.path(t.name, "")}} }
func (t token) names() []string            { return []string{t.name} }
func (t token) about() []string            { return nil }
func (t token) path(name, _ string) string { return "thing/" + name[:1] }

func (t token) fixed() string {
	if t.key == "known" {
		return "thing/" + t.name
	}
	return ""
}

func (t token) implies() []implied {
	return []implied{{"thing/" + t.name[:1], 0, t.key != "part"}, {"thing/" + t.name, 1, t.key == "whole"}}
}

func tokens(seed uint64, mostCut int) kind {
	return kind{
		name:    "token",
		mostCut: mostCut,
		parse: func(s Signature) (parsed, error) {
			n, key, _ := strings.Cut(string(s), " ")
			return token{n, key}, nil
		},
		compare: func(a, b parsed) name.Decision {
			pair := ordered(a.(token).name+a.(token).key, b.(token).name+b.(token).key)
			h := shortHash(fmt.Sprint(seed, pair))
			switch {
			case h[0] < '1':
				return name.Decision{Verdict: name.Match, Score: judgedScore}
			case h[0] < '4':
				return name.Decision{Verdict: name.Match, Score: 0.9 + float64(h[1])/10000}
			case h[0] < '6':
				return name.Decision{Verdict: name.Different}
			case h[0] < '8':
				return name.Decision{Verdict: name.Doubtful, Score: 0.6}
			}
			return name.Decision{Verdict: name.Unrelated}
		},
	}
}

// TestAnIndexIsAFunctionOfItsNodes moves nodes between signatures at random, and
// compares all that the index holds with what one holds that got the last state
// at once. It also checks that Update names every node whose assignment changed.
func TestAnIndexIsAFunctionOfItsNodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := tokens(rapid.Uint64Range(0, 50).Draw(t, "seed"), rapid.IntRange(1, 5).Draw(t, "most that is cut"))
		index := func() *Index { return &Index{kind: k, records: memory{}, cache: NewCache()} }
		ix := index()
		state := map[Node]Signature{}
		assigned := map[Node]Assigned{}
		for range rapid.IntRange(1, 8).Draw(t, "updates") {
			var changes []NodeChange
			for range rapid.IntRange(1, 6).Draw(t, "changes") {
				n := Node{schema.SourceID(rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "article")), rapid.SampledFrom([]string{"x", "y"}).Draw(t, "local")}
				if slices.ContainsFunc(changes, func(c NodeChange) bool { return c.Node == n }) {
					continue
				}
				var now Signature
				if rapid.IntRange(0, 3).Draw(t, "leave") > 0 {
					now = Signature(rapid.SampledFrom([]string{"ab", "ac", "b", "bc", "c", "ca"}).Draw(t, "name") + " " + rapid.SampledFrom([]string{"whole", "whole", "part", "known"}).Draw(t, "kind"))
				}
				changes = append(changes, NodeChange{n, state[n].ID(), now})
			}
			for _, c := range changes {
				if c.New == "" {
					delete(state, c.Node)
				} else {
					state[c.Node] = c.New
				}
			}
			change, err := ix.Update(changes)
			if err != nil {
				t.Fatal(err)
			}
			told := map[Node]bool{}
			for _, n := range change.Nodes {
				told[n] = true
			}
			for n, s := range state {
				a, err := ix.Assigned(s.ID())
				if err != nil {
					t.Fatal(err)
				}
				if a != assigned[n] && !told[n] {
					t.Fatalf("%v is %+v, was %+v, and the update does not tell", n, a, assigned[n])
				}
				assigned[n] = a
			}
		}
		fresh := index()
		var all []NodeChange
		for n, s := range state {
			all = append(all, NodeChange{n, "", s})
		}
		if _, err := fresh.Update(all); err != nil {
			t.Fatal(err)
		}
		got, want := ix.records.(memory), fresh.records.(memory)
		for _, key := range slices.Sorted(maps.Keys(got)) {
			if string(got[key]) != string(want[key]) {
				t.Fatalf("record %q is\n%s\nin a fresh index\n%s", key, got[key], want[key])
			}
		}
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if got[key] == nil {
				t.Fatalf("record %q is not there, in a fresh index it is\n%s", key, want[key])
			}
		}
		owner := map[string]string{}
		for _, s := range state {
			r, _ := fresh.sig(s.ID())
			e, _ := fresh.entity(r.Entity)
			if o, taken := owner[e.ID]; taken && o != r.Entity && !slices.ContainsFunc(slices.Collect(maps.Values(state)), func(s Signature) bool { return strings.HasSuffix(string(s), "known") }) {
				t.Fatalf("two entities have the IRI %s", e.ID)
			}
			owner[e.ID] = r.Entity
		}
	})
}
