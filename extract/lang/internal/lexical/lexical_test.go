package lexical

import (
	"reflect"
	"testing"

	"claimgraph/extract"
	"claimgraph/table"
)

// Every field of an analysis comes back, those that are yet to be thought of too.
func TestAnAnalysisComesBackWhole(t *testing.T) {
	for i := range reflect.TypeFor[extract.Analysis]().NumField() {
		var a extract.Analysis
		switch f := reflect.ValueOf(&a).Elem().Field(i); f.Kind() {
		case reflect.String:
			f.SetString("слово")
		case reflect.Bool:
			f.SetBool(true)
		default:
			f.SetUint(3)
		}
		var row table.Row
		AppendAnalysis(&row, a)
		r := table.Reader(row)
		if got := ReadAnalysis(&r); got != a || r != "" {
			t.Errorf("got %+v, want %+v", got, a)
		}
	}
}
