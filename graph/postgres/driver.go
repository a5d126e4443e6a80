package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// flavor is the name under which Cayley's SQL backend knows ours: PostgreSQL as it
// is, through a driver that hands its statements to a view or a transaction of
// ours. Cayley opens databases by the name of a driver and an address alone.
const flavor = "claimgraph-postgres"

func init() {
	sql.Register(flavor, handles)
	csql.Register(flavor, csql.Registration{
		Driver:             flavor,
		HashType:           "BYTEA",
		BytesType:          "BYTEA",
		HorizonType:        "BIGSERIAL",
		TimeType:           "timestamp with time zone",
		QueryDialect:       postgres.QueryDialect,
		ConditionalIndexes: true,
		NoForeignKeys:      true,
		FillFactor:         true,
		Error:              postgres.ConvError,
		Estimated: func(table string) string {
			return "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = '" + table + "'::regclass"
		},
	})
}

// A runner runs statements for Cayley.
type runner interface {
	query(ctx context.Context, statement string, args []any) (*rows, error)
	exec(ctx context.Context, statement string, args []any) error
}

// handles are the runners by the address that Cayley opens.
var handles = &handleTable{open: make(map[string]runner)}

type handleTable struct {
	last atomic.Int64
	mu   sync.Mutex
	open map[string]runner
}

func register(r runner) (name string, release func()) {
	name = strconv.FormatInt(handles.last.Add(1), 10)
	handles.mu.Lock()
	defer handles.mu.Unlock()
	handles.open[name] = r
	return name, func() {
		handles.mu.Lock()
		defer handles.mu.Unlock()
		delete(handles.open, name)
	}
}

// Open implements driver.Driver.
func (t *handleTable) Open(name string) (driver.Conn, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.open[name]
	if r == nil {
		return nil, fmt.Errorf("no view is open under the name %q", name)
	}
	return handedOn{r}, nil
}

// handedOn is a connection that hands statements on to a runner.
type handedOn struct{ r runner }

var (
	_ driver.QueryerContext = handedOn{}
	_ driver.ExecerContext  = handedOn{}
	_ driver.Pinger         = handedOn{}
)

var errNoPrepare = errors.New("statements are not prepared here")

func (handedOn) Prepare(string) (driver.Stmt, error) { return nil, errNoPrepare }
func (handedOn) Close() error                        { return nil }
func (handedOn) Ping(context.Context) error          { return nil }

// Begin gives a transaction within the runner's own, which is what decides.
func (handedOn) Begin() (driver.Tx, error) { return innerTx{}, nil }

type innerTx struct{}

func (innerTx) Commit() error   { return nil }
func (innerTx) Rollback() error { return nil }

func anyArgs(named []driver.NamedValue) []any {
	args := make([]any, len(named))
	for i, n := range named {
		args[i] = n.Value
	}
	return args
}

// QueryContext implements driver.QueryerContext.
func (c handedOn) QueryContext(ctx context.Context, statement string, args []driver.NamedValue) (driver.Rows, error) {
	r, err := c.r.query(ctx, statement, anyArgs(args))
	if err != nil {
		return nil, err
	}
	return handedRows{r}, nil
}

// ExecContext implements driver.ExecerContext.
func (c handedOn) ExecContext(ctx context.Context, statement string, args []driver.NamedValue) (driver.Result, error) {
	return driver.ResultNoRows, c.r.exec(ctx, statement, anyArgs(args))
}

type handedRows struct{ *rows }

func (r handedRows) Columns() []string { return r.columns }

func (r handedRows) Close() error {
	r.close()
	return nil
}

// Next implements driver.Rows.
func (r handedRows) Next(dest []driver.Value) error {
	row, err := r.next()
	if err != nil {
		return err
	}
	for i := range dest {
		dest[i] = row[i]
	}
	return nil
}

// execOnly is a runner for the statements that make tables.
type execOnly struct {
	ctx context.Context
	tx  *sql.Tx
}

func (execOnly) query(context.Context, string, []any) (*rows, error) {
	return nil, errors.New("tables are made here, not read")
}

func (e *execOnly) exec(_ context.Context, statement string, args []any) error {
	_, err := e.tx.ExecContext(e.ctx, statement, args...)
	return err
}

// hasCode reports whether the server gave an error of this code.
func hasCode(err error, code pqerror.Code) bool {
	var e *pq.Error
	return errors.As(err, &e) && e.Code == code
}
