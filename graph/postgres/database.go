package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/lib/pq"
)

// A Database is a connection to the server, for one making of the store. It is
// safe for use by several goroutines.
type Database struct {
	db    *sql.DB
	place string // the server and database, without the password
	n     int    // the making whose tables are read and written
	opt   Options
	names *names
}

// Options says how a database is opened.
type Options struct {
	// DSN is a URL, postgres://user:password@host/name, or words, host=… dbname=….
	// What it leaves out comes from the environment, PGHOST and the like.
	DSN string
	// Native keeps values of Cayley's native types as such, as Cayley's own stores
	// do: a time then loses its zone and what is less than a microsecond. Without
	// it every literal keeps its form.
	Native bool
}

// idle is how many connections are kept for the next reader.
const idle = 8

// dialTime is how long the server may take to answer a new connection, unless
// the DSN says otherwise.
const dialTime = 10 * time.Second

// Place returns what a DSN connects to without its password, for messages.
func Place(dsn string) string {
	c, err := pq.NewConfig(dsn)
	if err != nil {
		return "postgres"
	}
	return placeOf(c)
}

func placeOf(c pq.Config) string {
	host := c.Host
	if !strings.HasPrefix(host, "/") && c.Port != 0 {
		host = net.JoinHostPort(host, fmt.Sprint(c.Port))
	}
	name := c.Database
	if name == "" {
		name = c.User
	}
	return fmt.Sprintf("postgres://%s@%s/%s", c.User, host, name)
}

// Open connects to the database for the nth making of its store. The database
// must be closed.
func Open(ctx context.Context, opt Options, n int) (*Database, error) {
	config, err := pq.NewConfig(opt.DSN)
	if err != nil {
		// The error of a parser would show the password.
		return nil, errors.New("store.dsn is not the address of a PostgreSQL database, such as postgres://user@host/name?sslmode=disable")
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = dialTime
	}
	if config.Runtime == nil {
		config.Runtime = make(map[string]string)
	}
	config.Runtime["search_path"] = schemaOf(n)
	// Without this a statement takes two round trips.
	config.BinaryParameters = true
	if config.ApplicationName == "" {
		config.ApplicationName = "claimgraph"
	}
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", placeOf(config), err)
	}
	d := &Database{db: sql.OpenDB(connector), place: placeOf(config), n: n, opt: opt, names: new(names)}
	d.db.SetMaxIdleConns(idle)
	if err := d.check(ctx); err != nil {
		return nil, errors.Join(err, d.db.Close())
	}
	return d, nil
}

// check refuses a database whose texts are not Unicode.
func (d *Database) check(ctx context.Context) error {
	var encoding string
	if err := d.db.QueryRowContext(ctx, "SELECT current_setting('server_encoding')").Scan(&encoding); err != nil {
		return d.explain(err)
	}
	if encoding != "UTF8" {
		return fmt.Errorf("%s: the database is in %s, not UTF8", d.place, encoding)
	}
	return nil
}

// conn returns a connection on which a first statement went well. Those that were
// kept from before may have been ended by the server meanwhile, which shows only
// when they are used; after them new ones are made.
func (d *Database) conn(ctx context.Context, first func(*sql.Conn) error) (*sql.Conn, error) {
	for n := 0; ; n++ {
		c, err := d.db.Conn(ctx)
		if err != nil {
			return nil, err
		}
		if err = first(c); err == nil {
			return c, nil
		}
		dropConn(c)
		if n > idle || ctx.Err() != nil || !errors.Is(d.explain(err), ErrAway) {
			return nil, err
		}
	}
}

// dropConn ends a connection in an unknown state, which is not for the next.
func dropConn(c *sql.Conn) {
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
	c.Close()
}

// Place returns the server and database, without the password.
func (d *Database) Place() string { return d.place }

// Close ends all connections.
func (d *Database) Close() error { return d.db.Close() }

// ErrAway is what errors are of a server that cannot be reached or went away.
var ErrAway = errors.New("the database server does not answer")

// explain adds to an error which server it is about.
func (d *Database) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var network net.Error
	var server *pq.Error
	var delta *graph.DeltaError
	switch {
	case errors.As(err, &delta): // which Cayley looks for without unwrapping
		return err
	case errors.As(err, &network), errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone),
		errors.As(err, &server) && (server.Code.Class() == "57" || server.Code.Class() == "08"):
		return fmt.Errorf("%s: %w: %w", d.place, ErrAway, err)
	}
	return fmt.Errorf("%s: %w", d.place, err)
}
