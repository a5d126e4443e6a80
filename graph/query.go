package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/quad"
)

// Languages names the query languages, Cayley's dialects of Gremlin and GraphQL.
func Languages() []string { return []string{"gizmo", "graphql"} }

// A Query is a question in one of Cayley's languages. In both, <cg:person/a> and
// the like are short for full IRIs: see [Store.Prefixes].
type Query struct {
	Language string // one of [Languages]
	Text     string
	Limit    int           // the most rows; 0 for no limit
	Timeout  time.Duration // 0 for no limit but that of the context
}

// ErrTimeout is returned by [Store.Query] with the rows that were found in time.
var ErrTimeout = errors.New("the query took too long")

// A QueryError says what is wrong with a query's text or its run.
type QueryError struct {
	Language string
	Err      error
}

func (e *QueryError) Error() string {
	return e.Language + ": " + guardFrame.ReplaceAllString(e.Err.Error(), "")
}

// guardFrame is where a script was refused in our own code, of which the reader
// of an error knows nothing.
var guardFrame = regexp.MustCompile(` at \S+ \(query_guard\.js:\S+\)`)

func (e *QueryError) Unwrap() error { return e.Err }

// A Row is one answer: for Gizmo the tags of a path with "id", its end, or what
// the script emitted, under "value" if that is no object; for GraphQL an object
// of the query's one top-level field, or of one of several under its name.
// Values are [quad.Value] for nodes of the graph, []any and Row for what holds
// others, and else what encoding/json makes of JSON.
type Row map[string]any

// MarshalJSON gives IRIs as "<iri>", literals as their text, integers and truth
// values as such, with keys in order.
func (r Row) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(jsonValue(map[string]any(r)))
	return []byte(b.String()), err
}

func jsonValue(v any) any {
	switch v := v.(type) {
	case Row:
		return jsonValue(map[string]any(v))
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = jsonValue(e)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = jsonValue(e)
		}
		return l
	case quad.Int:
		return int64(v)
	case quad.TypedString:
		if v.Type == xsd+"boolean" {
			return v.Value == "true" || v.Value == "1"
		}
		return string(v.Value)
	case quad.Value:
		return ValueText(v)
	}
	return v
}

// ValueText returns a value for people and tables: an IRI as <iri>, a literal
// as its text without language or datatype.
func ValueText(v quad.Value) string {
	switch v := v.(type) {
	case nil:
		return ""
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.Int:
		return fmt.Sprint(int64(v))
	}
	return string(AppendTerm(nil, v))
}

// A Result is what a query found.
type Result struct {
	Rows []Row
	More bool // there are more rows than the query's limit
}

// Query runs q and returns its rows. A query that is wrong gives a
// [*QueryError]; one that takes too long gives [ErrTimeout], one that takes too
// much memory [ErrHeap], both with the rows found until then, of which each is
// whole; if ctx ends, its error.
func (s *Store) Query(ctx context.Context, q Query) (Result, error) {
	var result Result
	if !slices.Contains(Languages(), q.Language) {
		return result, fmt.Errorf("unknown query language %q: there is %s", q.Language, strings.Join(Languages(), ", "))
	}
	inner := ctx
	if q.Timeout > 0 {
		var cancel context.CancelFunc
		inner, cancel = context.WithTimeoutCause(ctx, q.Timeout, ErrTimeout)
		defer cancel()
	}
	v, err := s.backend.view(inner)
	if err != nil && !expired(inner) {
		return result, err
	}
	if err == nil {
		err = s.run(inner, v, q, result.add(q.Limit))
	}
	switch {
	case ctx.Err() != nil:
		return result, ctx.Err()
	// Cayley counts as done what it had to break off.
	case (inner.Err() != nil || q.Timeout > 0 && expired(inner)) && !result.More:
		return result, fmt.Errorf("%w: more than %s", ErrTimeout, q.Timeout)
	case errors.Is(err, ErrHeap):
		return result, heapError()
	case err != nil && !result.More:
		return result, &QueryError{q.Language, err}
	}
	return result, nil
}

// expired reports whether a context has ended, or its deadline has passed: what
// waits on the network may see that before the context says so.
func expired(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() != nil || ok && !time.Now().Before(deadline)
}

// add returns a function that adds rows until there are as many as the limit.
func (result *Result) add(limit int) func(Row) bool {
	return func(row Row) bool {
		if limit > 0 && len(result.Rows) == limit {
			result.More = true
			return false
		}
		result.Rows = append(result.Rows, row)
		return true
	}
}

// run gives yield the rows of q until it returns false, and closes v when
// nothing reads it any more, which may be after run has returned.
func (s *Store) run(ctx context.Context, v *view, q Query, yield func(Row) bool) error {
	var session query.Session = newGizmo(v.qs, s.Prefixes())
	if q.Language == graphql.Name {
		session = newGraphQL(v.qs, s.Prefixes())
	}
	limit := q.Limit
	if limit > 0 {
		limit++ // one more tells whether there are more
	}
	it, err := session.Execute(ctx, q.Text, query.Options{Limit: limit, Collation: query.Raw})
	if err != nil {
		v.close()
		return err
	}
	defer func() {
		go func() {
			it.Close()
			v.close()
		}()
	}()
	for it.Next(ctx) {
		for _, row := range rowsOf(v.qs, it.Result()) {
			if !yield(row) {
				return nil
			}
		}
	}
	if err := it.Err(); err != nil {
		return err
	}
	return readError(v.qs)
}

// rowsOf makes rows of one of Cayley's results.
func rowsOf(qs cayley.QuadStore, result any) []Row {
	switch r := result.(type) {
	case *gizmo.Result:
		switch {
		case r.Tags != nil:
			row := make(Row, len(r.Tags))
			for tag, ref := range r.Tags {
				if name := qs.NameOf(ref); name != nil {
					row[tag] = name
				}
			}
			return []Row{row}
		case r.Val != nil && !r.Meta:
			return []Row{rowOf("value", r.Val)}
		}
	case map[string]any:
		return graphQLRows(r)
	}
	return nil
}

// rowOf returns an object as a row, and anything else as a row with one key.
func rowOf(key string, v any) Row {
	if m, ok := plain(v).(Row); ok {
		return m
	}
	return Row{key: plain(v)}
}

// graphQLRows makes a row of each object of the top-level fields.
func graphQLRows(fields map[string]any) []Row {
	var rows []Row
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, object := range listOf(plain(fields[name])) {
			if row, ok := object.(Row); ok && len(fields) == 1 {
				rows = append(rows, row)
			} else {
				rows = append(rows, Row{name: object})
			}
		}
	}
	return rows
}

func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// plain turns what Cayley's results hold into what a Row may hold.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		row := make(Row, len(v))
		for k, e := range v {
			row[k] = plain(e)
		}
		return row
	case []map[string]any:
		return plainList(v)
	case []quad.Value:
		return plainList(v)
	case []any:
		return plainList(v)
	case nil, bool, string, int, int64:
		return v
	case quad.Value:
		return plainValue(v)
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
	}
	return fmt.Sprint(v)
}

func plainList[T any](list []T) []any {
	l := make([]any, len(list))
	for i, e := range list {
		l[i] = plain(e)
	}
	return l
}
