package pebble

import (
	"math"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
)

func typed(text, name string) quad.Value {
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(xsd + name)}
}

// TestLiteralsCompareByValue gives the sign of a less b, 9 for no order.
func TestLiteralsCompareByValue(t *testing.T) {
	zone := time.FixedZone("", 5*3600)
	for _, test := range []struct {
		a, b quad.Value
		want int
	}{
		{quad.Int(7), quad.Int(8), -1},
		{typed("007", "integer"), quad.Int(7), 0},
		{typed("+7.0", "decimal"), quad.Int(7), 0},
		{typed("7.5", "decimal"), quad.Float(7.5), 0},
		{typed("0.1", "decimal"), quad.Float(0.1), -1}, // the double is a little more
		{typed("1E2", "double"), typed("99", "int"), 1},
		{typed("9223372036854775808", "integer"), quad.Int(math.MaxInt64), 1},
		{typed("-9223372036854775809", "integer"), quad.Int(math.MinInt64), -1},
		{typed("INF", "double"), typed("9999999999999999999999", "integer"), 1},
		{typed("-INF", "float"), typed("INF", "double"), -1},
		{typed("NaN", "double"), quad.Int(1), 9},
		{typed("x", "integer"), quad.Int(1), 9},
		{typed("1e400000000", "decimal"), quad.Int(1), 9},
		{typed("1e400000000", "double"), quad.Int(1), 1},
		{typed("1/2", "decimal"), quad.Int(1), 9},
		{typed("true", "boolean"), typed("0", "boolean"), 1},
		{quad.Bool(true), typed("1", "boolean"), 0},
		{typed("2025-12-01T10:00:00+05:00", "dateTime"), typed("2025-12-01T05:00:00Z", "dateTime"), 0},
		{quad.Time(time.Date(2025, 12, 1, 10, 0, 0, 0, zone)), typed("2025-12-01T05:00:01Z", "dateTime"), -1},
		{typed("2025", "gYear"), typed("2025-01-01", "date"), 0},
		{typed("2025-12", "gYearMonth"), typed("2025-11-30", "date"), 1},
		{typed("2025-13", "gYearMonth"), typed("2025", "gYear"), 9},
		{quad.String("a"), quad.String("b"), -1},
		{quad.String("a"), quad.LangString{Value: "b", Lang: "en"}, 9},
		{quad.LangString{Value: "a", Lang: "EN"}, quad.LangString{Value: "b", Lang: "en"}, -1},
		{quad.String("1"), quad.Int(1), 9},
		{quad.IRI("a:1"), quad.IRI("a:2"), -1},
		{quad.IRI("a:1"), quad.BNode("a:1"), 9},
		{quad.TypedString{Value: "a", Type: "a:t"}, quad.TypedString{Value: "b", Type: "a:t"}, -1},
		{quad.TypedString{Value: "a", Type: "a:t"}, quad.TypedString{Value: "b", Type: "a:u"}, 9},
		{nil, quad.Int(1), 9},
	} {
		sign, ok := meaningOf(test.a).compare(meaningOf(test.b))
		if !ok {
			sign = 9
		}
		if sign != test.want {
			t.Errorf("%v against %v: got %d, want %d", test.a, test.b, sign, test.want)
		}
		less := comparison(iterator.CompareLT, test.b)(test.a)
		most := comparison(iterator.CompareLTE, test.b)(test.a)
		if less != (test.want == -1) || most != (test.want == -1 || test.want == 0) {
			t.Errorf("%v < %v: %v, <=: %v, the sign is %d", test.a, test.b, less, most, test.want)
		}
	}
}
