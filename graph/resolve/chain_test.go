package resolve

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// buckets are records in memory by the first two parts of their keys, so that
// many are soon scanned.
type buckets map[string]memory

func bucketOf(key []string) string { return strings.Join(key[:2], "\x00") }

func (b buckets) Get(key ...string) ([]byte, error) { return b[bucketOf(key)].Get(key...) }

func (b buckets) Put(value []byte, key ...string) {
	if b[bucketOf(key)] == nil {
		b[bucketOf(key)] = memory{}
	}
	b[bucketOf(key)].Put(value, key...)
}

func (b buckets) Scan(table, part string, each func([]string, []byte) error) error {
	return b[bucketOf([]string{table, part})].Scan(table, part, each)
}

// everyDay is the event of a meeting of the same two on a day, told in a place.
func everyDay(day, place int) eventForm {
	date := schema.Date{Year: 2020, Month: 1, Day: 1}.AddDays(day).String()
	return eventForm{
		Path: "event", Dated: []datedForm{{"meeting asel-sarmanov timur-berg", date}},
		Single: map[string][]string{"meeting.time": {date}, "meeting.place": {fmt.Sprintf("city/c%d", place)}},
	}
}

func (f *eventForm) signature(t *testing.T) Signature {
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return Signature(data)
}

// TestAChainCostsNoMoreThanItsLinks has the same two meet every day for years: an
// article more is compared with those of its days alone, takes as long at the end
// as in the middle, and leaves what a fresh index of all has.
func TestAChainCostsNoMoreThanItsLinks(t *testing.T) {
	compared, longest := 0, 0
	matcher, err := name.New(schema.Default(), nil)
	if err != nil {
		t.Fatal(err)
	}
	k := eventKind(matcher)
	compare := k.compare
	k.compare = func(a, b parsed) name.Decision { compared++; return compare(a, b) }
	records := buckets{}
	ix := &Index{kind: k, records: records, cache: NewCache()}
	var all []NodeChange
	put := func(day, place int) (comparisons, written int) {
		form := everyDay(day, place)
		c := NodeChange{Node: Node{schema.SourceID(fmt.Sprintf("a%d-%d", day, place)), "event"}, New: form.signature(t)}
		all = append(all, c)
		compared = 0
		change, err := ix.Update([]NodeChange{c})
		if err != nil {
			t.Fatal(err)
		}
		return compared, len(change.Nodes)
	}
	const days = 1500
	for day := range days {
		for place := range 2 {
			n, written := put(day, place)
			if day > days/2 {
				longest = max(longest, n)
				if written > 8 {
					t.Fatalf("day %d: the nodes of %d articles are assigned anew", day, written)
				}
			}
		}
	}
	if longest > 100 {
		t.Errorf("an article more takes %d comparisons", longest)
	}
	t.Run("taking one out of its middle", func(t *testing.T) {
		compared = 0
		gone := all[days]
		if _, err := ix.Update([]NodeChange{{Node: gone.Node, Old: gone.New.ID()}}); err != nil {
			t.Fatal(err)
		}
		all = slices.Delete(all, days, days+1)
		if compared > 2*mostCut*mostCut {
			t.Errorf("it takes %d comparisons", compared)
		}
	})
	fresh := &Index{kind: k, records: buckets{}, cache: NewCache()}
	if _, err := fresh.Update(all); err != nil {
		t.Fatal(err)
	}
	for bucket, want := range fresh.records.(buckets) {
		if got := records[bucket]; !maps.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%q is\n%s\nin a fresh index\n%s", bucket, got, want)
		}
	}
	entities := map[string]bool{}
	for _, c := range all {
		a, err := ix.Assigned(c.New.ID())
		if err != nil {
			t.Fatal(err)
		}
		entities[a.ID] = true
	}
	if len(entities) < days/4 { // what is more than three days apart is not one
		t.Errorf("%d days of meetings are %d events", days, len(entities))
	}
}
