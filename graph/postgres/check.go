package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	csql "github.com/cayleygraph/cayley/graph/sql"
)

// Check reads all tables in one snapshot and returns what contradicts: a quad with
// a node that is not there, a quad that is there twice, a node whose count of
// references is not in how many places of quads it stands, a value under a hash of
// another one, a long record under another key.
func (d *Database) Check(ctx context.Context) error {
	v, err := d.View(ctx)
	if err != nil {
		return err
	}
	defer v.Close()
	var errs []error
	for _, check := range []struct{ what, statement string }{
		{"node %x: its references are %v, and it stands in %v places", `SELECT coalesce(n.hash, u.hash), n.refs, u.refs FROM nodes n FULL JOIN
			(SELECT hash, count(*) AS refs FROM quads, LATERAL (VALUES (subject_hash), (predicate_hash), (object_hash), (label_hash)) AS p (hash)
				WHERE hash IS NOT NULL GROUP BY hash) u ON u.hash = n.hash
			WHERE n.refs IS DISTINCT FROM u.refs LIMIT 10`},
		{"quad of %x %x %x: it is there %v times", `SELECT subject_hash, predicate_hash, object_hash, count(*) FROM quads
			GROUP BY subject_hash, predicate_hash, object_hash, label_hash HAVING count(*) > 1 LIMIT 10`},
	} {
		errs = append(errs, v.each(check.statement, func(row []any) error {
			errs = append(errs, fmt.Errorf(check.what, row...))
			return nil
		}))
	}
	errs = append(errs, v.checkValues(), v.checkRecords())
	return d.explain(errors.Join(errs...))
}

// checkValues compares values with the hashes that they are kept under.
func (v *View) checkValues() error {
	return v.each("SELECT "+nodeColumns+", hash FROM nodes", func(row []any) error {
		hash, err := hashOf(row[len(row)-1])
		if err != nil {
			return err
		}
		value, err := parseNode(row)
		if err != nil {
			return fmt.Errorf("node %x: %w", hash[:], err)
		}
		kept, err := v.d.value(value)
		if err != nil {
			return fmt.Errorf("node %x: %w", hash[:], err)
		}
		if is := csql.HashOf(kept); is.ValueHash != hash {
			return fmt.Errorf("node %x: its value, %v, has the hash %x", hash[:], value, is.ValueHash[:])
		}
		return nil
	})
}

func (v *View) checkRecords() error {
	return v.each("SELECT key, rest FROM records WHERE rest IS NOT NULL OR length(key) > $1", func(row []any) error {
		key, _ := row[0].([]byte)
		rest, _ := row[1].([]byte)
		if short, _ := shortKey(rest); !bytes.Equal(short, key) {
			return fmt.Errorf("record %q: its key is that of another, %q", key, rest)
		}
		return nil
	}, longKey)
}
