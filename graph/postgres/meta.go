package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
)

// metaSchema holds what is known of the store as a whole.
const metaSchema = "claimgraph"

func schemaOf(n int) string { return metaSchema + "_" + strconv.Itoa(n) }

// Meta returns the metadata of the store and the number of the making that
// counts, or false if the database holds none.
func (d *Database) Meta(ctx context.Context) (data []byte, n int, ok bool, err error) {
	var table sql.NullString
	if err := d.db.QueryRowContext(ctx, "SELECT to_regclass('"+metaSchema+".meta')::text").Scan(&table); err != nil {
		return nil, 0, false, d.explain(err)
	}
	if !table.Valid {
		return nil, 0, false, nil
	}
	err = d.db.QueryRowContext(ctx, "SELECT data, making FROM "+metaSchema+".meta").Scan(&data, &n)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, false, nil
	}
	return data, n, err == nil, d.explain(err)
}

// Create makes an empty store, its first making, with its metadata. If the database
// holds one already, as another process was faster, that stays.
func (d *Database) Create(ctx context.Context, data []byte) error {
	return d.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1, 0)", lockSpace); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `CREATE SCHEMA IF NOT EXISTS `+metaSchema+`;
			CREATE TABLE IF NOT EXISTS `+metaSchema+`.meta (one boolean PRIMARY KEY DEFAULT true CHECK (one), data bytea NOT NULL, making integer NOT NULL)`)
		if err != nil {
			return err
		}
		var there bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+metaSchema+".meta)").Scan(&there); err != nil || there {
			return err
		}
		if err := createTables(ctx, tx, 1); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO "+metaSchema+".meta (data, making) VALUES ($1, 1)", data)
		return err
	})
}

// CreateMaking makes the empty tables of a making, in place of those that one
// which was stopped left.
func (d *Database) CreateMaking(ctx context.Context, n int) error {
	return d.inTx(ctx, func(tx *sql.Tx) error { return createTables(ctx, tx, n) })
}

// DropMaking drops the tables of a making.
func (d *Database) DropMaking(ctx context.Context, n int) error {
	_, err := d.db.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+schemaOf(n)+" CASCADE")
	return d.explain(err)
}

// SetMeta lets the metadata and the making that counts be these.
func (d *Database) SetMeta(ctx context.Context, data []byte, n int) error {
	return d.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE "+metaSchema+".meta SET data = $1, making = $2", data, n)
		return err
	})
}

// DropOthers drops the makings that do not count. Those that somebody still reads
// are left for the next time.
func (d *Database) DropOthers(ctx context.Context, keep int) error {
	rows, err := d.db.QueryContext(ctx, "SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^"+metaSchema+"_[0-9]+$' AND nspname <> $1", schemaOf(keep))
	if err != nil {
		return d.explain(err)
	}
	var others []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return d.explain(err)
		}
		others = append(others, name)
	}
	if err := rows.Err(); err != nil {
		return d.explain(err)
	}
	for _, name := range others {
		err := d.inTx(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "SET LOCAL lock_timeout = '1s'; DROP SCHEMA IF EXISTS "+name+" CASCADE")
			return err
		})
		if err != nil && !hasCode(err, "55P03") { // lock_not_available
			return err
		}
	}
	return nil
}

// createTables makes Cayley's tables and ours. Foreign keys are left out: each
// would be looked up for each quad, and we count the references.
func createTables(ctx context.Context, tx *sql.Tx, n int) error {
	schema := schemaOf(n)
	_, err := tx.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+schema+" CASCADE; CREATE SCHEMA "+schema+"; SET LOCAL search_path = "+schema)
	if err != nil {
		return err
	}
	name, release := register(&execOnly{ctx: ctx, tx: tx})
	defer release()
	if err := csql.Init(flavor, name, cayley.Options{"db_fill_factor": fillFactor}); err != nil {
		return fmt.Errorf("make Cayley's tables: %w", err)
	}
	_, err = tx.ExecContext(ctx, strings.Join(ourTables, ";"))
	return err
}

// fillFactor of Cayley's indexes, in percent: its own default of 50 doubles them.
const fillFactor = 90

var ourTables = []string{
	// Cayley's count ends at 2^31, which the type of every entity reaches.
	"ALTER TABLE nodes ALTER COLUMN refs TYPE bigint",
	// A claim's quads are those of its label, for which Cayley has no index.
	"CREATE INDEX lspo_index ON quads (label_hash, subject_hash, predicate_hash, object_hash) WHERE label_hash IS NOT NULL",
	// A key that is too long for an index stands there cut, with its hash, and is
	// whole in "rest".
	"CREATE TABLE records (key bytea PRIMARY KEY, rest bytea, value bytea NOT NULL)",
}

// inTx runs f in a transaction.
func (d *Database) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return d.explain(err)
	}
	defer tx.Rollback()
	if err := durable(ctx, tx); err != nil {
		return d.explain(err)
	}
	if err := f(tx); err != nil {
		return d.explain(err)
	}
	return d.explain(tx.Commit())
}

// durable lets the transaction's commit return when it is on the server's disk,
// also where the server is set up not to wait.
func durable(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'")
	return err
}
