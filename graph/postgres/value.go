package postgres

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/lib/pq"

	"claimgraph/graph/pebble"
)

func canonical(v quad.Value) (quad.Value, error) { return pebble.Canonical(v) }

// nodeColumns are those that hold a node's value; of most values all but one or
// two are null.
const nodeColumns = "value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time"

// nodeRows are nodes on their way into the table, column by column.
type nodeRows struct {
	hash  pq.ByteaArray
	refs  pq.Int64Array
	bytes pq.ByteaArray
	text, datatype,
	language []sql.NullString
	iri, bnode,
	truth []sql.NullBool
	int   []sql.NullInt64
	float []sql.NullFloat64
	time  []sql.NullTime
}

// add adds a node as Cayley keeps it. Text with a NUL, which PostgreSQL cannot
// hold, and text with the four characters that Cayley writes for one, which would
// come back as a NUL, are kept as bytes.
func (n *nodeRows) add(hash csql.NodeHash, refs int64, v quad.Value) error {
	var (
		data                     []byte
		text, datatype, language sql.NullString
		iri, bnode, truth        sql.NullBool
		integer                  sql.NullInt64
		float                    sql.NullFloat64
		at                       sql.NullTime
	)
	some := func(s string) sql.NullString { return sql.NullString{String: s, Valid: true} }
	yes := sql.NullBool{Bool: true, Valid: true}
	switch w := v.(type) {
	case quad.IRI:
		text, iri = some(string(w)), yes
	case quad.BNode:
		text, bnode = some(string(w)), yes
	case quad.String:
		text = some(string(w))
	case quad.TypedString:
		text, datatype = some(string(w.Value)), some(string(w.Type))
	case quad.LangString:
		text, language = some(string(w.Value)), some(w.Lang)
	case quad.Int:
		integer = sql.NullInt64{Int64: int64(w), Valid: true}
	case quad.Bool:
		truth = sql.NullBool{Bool: bool(w), Valid: true}
	case quad.Float:
		float = sql.NullFloat64{Float64: float64(w), Valid: true}
	case quad.Time:
		at = sql.NullTime{Time: time.Time(w), Valid: true}
	}
	none := !text.Valid && !integer.Valid && !truth.Valid && !float.Valid && !at.Valid
	if none || strings.Contains(text.String, "\x00") || strings.Contains(text.String, `\x00`) {
		var err error
		if data, err = pquads.MarshalValue(v); err != nil {
			return err
		}
		text, datatype, language = sql.NullString{}, sql.NullString{}, sql.NullString{}
		iri, bnode = sql.NullBool{}, sql.NullBool{}
	}
	n.hash, n.refs, n.bytes = append(n.hash, hash.ValueHash[:]), append(n.refs, refs), append(n.bytes, data)
	n.text, n.datatype, n.language = append(n.text, text), append(n.datatype, datatype), append(n.language, language)
	n.iri, n.bnode, n.truth = append(n.iri, iri), append(n.bnode, bnode), append(n.truth, truth)
	n.int, n.float, n.time = append(n.int, integer), append(n.float, float), append(n.time, at)
	return nil
}

// insertNodes adds nodes, or to the references of those that are there.
const insertNodes = `INSERT INTO nodes AS n (hash, refs, ` + nodeColumns + `)
	SELECT h, r, nullif(v, ''), s, d, l, i, b, vi, vb, vf, vt FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::text[], $5::text[], $6::text[],
		$7::boolean[], $8::boolean[], $9::bigint[], $10::boolean[], $11::double precision[], $12::timestamptz[]) AS t (h, r, v, s, d, l, i, b, vi, vb, vf, vt)
	ON CONFLICT (hash) DO UPDATE SET refs = n.refs + excluded.refs`

func (n *nodeRows) args() []any {
	return []any{n.hash, n.refs, n.bytes, pq.Array(n.text), pq.Array(n.datatype), pq.Array(n.language),
		pq.Array(n.iri), pq.Array(n.bnode), pq.Array(n.int), pq.Array(n.truth), pq.Array(n.float), pq.Array(n.time)}
}

// parseNode reads the columns of a node.
func parseNode(row []any) (quad.Value, error) {
	data, _ := row[0].([]byte)
	text, isText := asText(row[1])
	datatype, typed := asText(row[2])
	language, inLanguage := asText(row[3])
	iri, _ := row[4].(bool)
	bnode, _ := row[5].(bool)
	switch {
	case isText && iri:
		return quad.IRI(text), nil
	case isText && bnode:
		return quad.BNode(text), nil
	case isText && inLanguage:
		return quad.LangString{Value: quad.String(unescape(text)), Lang: language}, nil
	case isText && typed:
		return quad.TypedString{Value: quad.String(unescape(text)), Type: quad.IRI(datatype)}, nil
	case isText:
		return quad.String(unescape(text)), nil
	}
	switch {
	case row[6] != nil:
		n, ok := row[6].(int64)
		return quad.Int(n), wrongUnless(ok, row[6])
	case row[7] != nil:
		b, ok := row[7].(bool)
		return quad.Bool(b), wrongUnless(ok, row[7])
	case row[8] != nil:
		f, ok := row[8].(float64)
		return quad.Float(f), wrongUnless(ok, row[8])
	case row[9] != nil:
		t, ok := row[9].(time.Time)
		return quad.Time(t.UTC()), wrongUnless(ok, row[9])
	case data == nil:
		return nil, errors.New("a node without a value")
	}
	return pquads.UnmarshalValue(data)
}

// unescape reads text that Cayley itself wrote.
func unescape(s string) string { return strings.ReplaceAll(s, `\x00`, "\x00") }

func wrongUnless(ok bool, v any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("the server gave a value of the type %T", v)
}

func asText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case []byte:
		return string(v), true
	}
	return "", false
}
