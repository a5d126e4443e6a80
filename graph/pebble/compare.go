package pebble

import (
	"cmp"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// byValue is a comparison that reads what literals mean: "007" is less than "8"
// whatever their datatypes of numbers, and times are instants whatever their
// zones. Cayley's own compares its native types alone.
type byValue struct{ shape.Comparison }

// BuildIterator implements shape.ValueFilter.
func (f byValue) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	holds := comparison(f.Op, f.Val)
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) { return holds(v), nil })
}

func planFilter(s shape.Filter) (shape.Shape, bool) {
	filters, changed := make([]shape.ValueFilter, len(s.Filters)), false
	for i, f := range s.Filters {
		if c, ok := f.(shape.Comparison); ok {
			f, changed = byValue{c}, true
		}
		filters[i] = f
	}
	if !changed {
		return s, false
	}
	return shape.Filter{From: s.From, Filters: filters}, true
}

// comparison returns whether a value stands in an order to another one. Values
// of different kinds stand in none.
func comparison(op iterator.Operator, val quad.Value) func(quad.Value) bool {
	right := meaningOf(val)
	return func(v quad.Value) bool {
		c, ok := meaningOf(v).compare(right)
		if !ok {
			return false
		}
		switch op {
		case iterator.CompareLT:
			return c < 0
		case iterator.CompareLTE:
			return c <= 0
		case iterator.CompareGT:
			return c > 0
		case iterator.CompareGTE:
			return c >= 0
		}
		return false
	}
}

// A meaning is what a value stands for: of the fields that are set by its kind
// the others are zero.
type meaning struct {
	kind string // "" for nothing that has an order
	text string
	int  int64
	rat  *big.Rat // a number that is no int64
	inf  int      // the sign of an infinite number
	time time.Time
}

const (
	kindNumber = "number"
	kindTime   = "time"
)

func meaningOf(v quad.Value) meaning {
	switch v := v.(type) {
	case quad.Int:
		return meaning{kind: kindNumber, int: int64(v)}
	case quad.Float:
		return floatMeaning(float64(v))
	case quad.Bool:
		if v {
			return meaning{kind: string(xsdBoolean), int: 1}
		}
		return meaning{kind: string(xsdBoolean)}
	case quad.Time:
		return meaning{kind: kindTime, time: time.Time(v)}
	case quad.String:
		return meaning{kind: "string", text: string(v)}
	case quad.LangString:
		return meaning{kind: "@" + strings.ToLower(v.Lang), text: string(v.Value)}
	case quad.IRI:
		return meaning{kind: "iri", text: string(v)}
	case quad.BNode:
		return meaning{kind: "blank", text: string(v)}
	case quad.TypedString:
		return typedMeaning(strings.TrimSpace(string(v.Value)), v.Type)
	}
	return meaning{}
}

// timeLayouts are the forms of datatypes of times; without a zone it is UTC.
// A day, month or year counts as its first instant.
var timeLayouts = map[string][]string{
	"dateTime":      {time.RFC3339Nano, "2006-01-02T15:04:05.999999999"},
	"dateTimeStamp": {time.RFC3339Nano},
	"date":          {"2006-01-02", "2006-01-02Z07:00"},
	"gYearMonth":    {"2006-01", "2006-01Z07:00"},
	"gYear":         {"2006", "2006Z07:00"},
}

var numberTypes = map[string]bool{
	"integer": true, "decimal": true, "int": true, "long": true, "short": true, "byte": true,
	"nonNegativeInteger": true, "positiveInteger": true, "nonPositiveInteger": true, "negativeInteger": true,
	"unsignedLong": true, "unsignedInt": true, "unsignedShort": true, "unsignedByte": true,
}

func typedMeaning(text string, datatype quad.IRI) meaning {
	name, ok := strings.CutPrefix(string(datatype), xsd)
	if !ok {
		name, ok = strings.CutPrefix(string(datatype), "xsd:")
	}
	switch {
	case !ok:
	case numberTypes[name]:
		return exactMeaning(text)
	case name == "double" || name == "float":
		return doubleMeaning(text)
	case name == "boolean":
		switch text {
		case "true", "1":
			return meaning{kind: string(xsdBoolean), int: 1}
		case "false", "0":
			return meaning{kind: string(xsdBoolean)}
		}
		return meaning{}
	case timeLayouts[name] != nil:
		for _, layout := range timeLayouts[name] {
			if t, err := time.Parse(layout, text); err == nil {
				return meaning{kind: kindTime, time: t}
			}
		}
		return meaning{}
	}
	return meaning{kind: "^^" + string(datatype), text: text}
}

// maxNumber bounds the texts of numbers that are read: to compare them exactly
// takes the square of their length.
const maxNumber = 1000

// exactMeaning reads an integer or decimal.
func exactMeaning(text string) meaning {
	if len(text) > maxNumber || strings.ContainsAny(text, "eE_/xXpP") {
		return meaning{}
	}
	r, ok := new(big.Rat).SetString(strings.TrimPrefix(text, "+"))
	if !ok {
		return meaning{}
	}
	return ratMeaning(r)
}

func ratMeaning(r *big.Rat) meaning {
	if r.IsInt() && r.Num().IsInt64() {
		return meaning{kind: kindNumber, int: r.Num().Int64()}
	}
	return meaning{kind: kindNumber, rat: r}
}

func doubleMeaning(text string) meaning {
	switch text {
	case "INF", "+INF":
		return meaning{kind: kindNumber, inf: 1}
	case "-INF":
		return meaning{kind: kindNumber, inf: -1}
	}
	if len(text) > maxNumber {
		return meaning{}
	}
	f, _, err := big.ParseFloat(text, 10, 53, big.ToNearestEven)
	if err != nil {
		return meaning{}
	}
	double, _ := f.Float64()
	return floatMeaning(double)
}

// floatMeaning gives nothing for what is not a number, as that has no order.
func floatMeaning(f float64) meaning {
	switch {
	case math.IsNaN(f):
		return meaning{}
	case math.IsInf(f, 0):
		return meaning{kind: kindNumber, inf: int(math.Copysign(1, f))}
	}
	return ratMeaning(new(big.Rat).SetFloat64(f))
}

// compare returns the sign of a less b; ok is false if they have no order.
func (a meaning) compare(b meaning) (sign int, ok bool) {
	switch {
	case a.kind == "" || a.kind != b.kind:
		return 0, false
	case a.kind == kindTime:
		return a.time.Compare(b.time), true
	case a.kind != kindNumber:
		return cmp.Or(cmp.Compare(a.int, b.int), strings.Compare(a.text, b.text)), true
	case a.inf != 0 || b.inf != 0:
		return cmp.Compare(a.inf, b.inf), true
	case a.rat == nil && b.rat == nil:
		return cmp.Compare(a.int, b.int), true
	}
	return a.number().Cmp(b.number()), true
}

func (a meaning) number() *big.Rat {
	if a.rat != nil {
		return a.rat
	}
	return new(big.Rat).SetInt64(a.int)
}
