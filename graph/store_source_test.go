package graph

import (
	"reflect"
	"testing"

	"claimgraph/schema"
)

// TestTheStoreKeepsAllThatIsKnownOfAnArticle fills every field, also those that
// will be added, since what the store forgets is missing after a reindex.
func TestTheStoreKeepsAllThatIsKnownOfAnArticle(t *testing.T) {
	var want schema.Source
	v := reflect.ValueOf(&want).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Interface().(type) {
		case schema.Date:
			f.Set(reflect.ValueOf(schema.Date{Year: 2026, Month: 5, Day: 1 + i}))
		default:
			f.SetString(v.Type().Field(i).Name)
		}
	}
	want.ID = schema.NewSourceID(want.URL, want.GivenID, want.TextHash)
	data, err := marshalSource(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unmarshalSource(data)
	if err != nil || got != want {
		t.Errorf("source written as %s\n got %+v, error %v\nwant %+v", data, got, err, want)
	}
}
