package postgres

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
)

// A View is the database as it was at one moment, as Cayley reads it. It uses as
// many connections as it has results that are still being read, all in
// transactions that share one snapshot. The view must be closed.
//
// An error while reading makes all later reads fail with it: Cayley's interfaces
// have places where none can be returned, and [View.Err] tells of it.
type View struct {
	d        *Database
	ctx      context.Context
	snapshot string // "" reads whatever is committed when it reads

	mu     sync.Mutex // guards what follows
	free   []*sql.Conn
	closed bool
	err    error
	cayley *csql.QuadStore // Cayley's own, once it is asked for
	forget func()          // of the name that Cayley knows the view by

	known known
	names viewNames
	plan  sync.Mutex
	stats sync.Once
	size  graph.Stats
}

// ErrOtherMaking is returned where the tables that were opened do not count any
// more, because another process built the store anew.
var ErrOtherMaking = errors.New("another process built the store anew: open it again")

const begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "

// View returns what is committed now. Reading fails once ctx is done.
func (d *Database) View(ctx context.Context) (*View, error) {
	v := &View{d: d, ctx: ctx}
	var making int
	c, err := d.conn(ctx, func(c *sql.Conn) error {
		return c.QueryRowContext(ctx, begin+"SELECT pg_export_snapshot(), (SELECT making FROM "+metaSchema+".meta)").Scan(&v.snapshot, &making)
	})
	if err != nil {
		return nil, d.explain(err)
	}
	v.free = append(v.free, c)
	if making > d.n {
		return nil, errors.Join(d.explain(ErrOtherMaking), v.Close())
	}
	return v, nil
}

// live returns a view of whatever is committed when it reads.
func (d *Database) live() *View { return &View{d: d, ctx: context.Background()} }

// take returns a connection that nothing is read from.
func (v *View) take() (*sql.Conn, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.failed(); err != nil {
		return nil, err
	}
	if n := len(v.free); n > 0 {
		c := v.free[n-1]
		v.free = v.free[:n-1]
		return c, nil
	}
	if v.snapshot == "" {
		return v.d.db.Conn(v.ctx)
	}
	return v.d.conn(v.ctx, func(c *sql.Conn) error {
		// It is the server's text, of digits, letters and hyphens.
		_, err := c.ExecContext(v.ctx, begin+"SET TRANSACTION SNAPSHOT '"+v.snapshot+"'")
		return err
	})
}

func (v *View) failed() error {
	if v.err == nil && v.closed {
		return errClosed
	}
	return v.err
}

var errClosed = errors.New("the view of the database is closed")

func (v *View) give(c *sql.Conn) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		endConn(c, v.snapshot != "")
		return
	}
	v.free = append(v.free, c)
}

// endConn gives a connection back to the database.
func endConn(c *sql.Conn, inTransaction bool) {
	if inTransaction {
		if _, err := c.ExecContext(context.Background(), "ROLLBACK"); err != nil {
			dropConn(c)
			return
		}
	}
	c.Close()
}

// Close ends the view's transactions. Results that are still being read end when
// they are closed.
func (v *View) Close() error {
	v.mu.Lock()
	if v.closed {
		v.mu.Unlock()
		return nil
	}
	v.closed = true
	free, cayley, forget := v.free, v.cayley, v.forget
	v.free = nil
	v.mu.Unlock()
	for _, c := range free {
		endConn(c, v.snapshot != "")
	}
	if cayley == nil {
		return nil
	}
	forget()
	return cayley.Close()
}

// Err returns what went wrong first, if anything did.
func (v *View) Err() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.err
}

// fail notes an error and returns it.
func (v *View) fail(err error) error {
	if err == nil {
		return nil
	}
	if v.ctx.Err() != nil { // a connection that was broken off says less
		err = v.ctx.Err()
	}
	err = v.d.explain(err)
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err == nil {
		v.err = err
	}
	return err
}

// readAhead is how many rows are read at once. Results of fewer rows hold no
// connection.
const readAhead = 512

// rows are the result of a statement.
type rows struct {
	v       *View
	columns []string
	conn    *sql.Conn // nil once all rows were read ahead
	r       *sql.Rows
	ahead   [][]any
}

// query implements runner.
func (v *View) query(ctx context.Context, statement string, args []any) (*rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c, err := v.take()
	if err != nil {
		return nil, v.fail(err)
	}
	// The context of a result may end before the view does; the connection goes on.
	r, err := c.QueryContext(v.ctx, statement, args...)
	if err != nil {
		v.give(c)
		return nil, v.fail(err)
	}
	out := &rows{v: v, conn: c, r: r}
	if out.columns, err = r.Columns(); err == nil {
		err = out.fill()
	}
	if err != nil {
		out.close()
		return nil, v.fail(err)
	}
	return out, nil
}

// exec implements runner.
func (v *View) exec(context.Context, string, []any) error { return ErrReadOnly }

// fill reads rows ahead.
func (r *rows) fill() error {
	r.ahead = nil
	for len(r.ahead) < readAhead {
		if !r.r.Next() {
			err := r.r.Err()
			r.close()
			return err
		}
		row, pointers := make([]any, len(r.columns)), make([]any, len(r.columns))
		for i := range row {
			pointers[i] = &row[i]
		}
		if err := r.r.Scan(pointers...); err != nil {
			return err
		}
		r.ahead = append(r.ahead, row)
	}
	return nil
}

// next returns the next row, or io.EOF.
func (r *rows) next() ([]any, error) {
	if len(r.ahead) == 0 && r.conn != nil {
		if err := r.fill(); err != nil {
			return nil, r.v.fail(err)
		}
	}
	if len(r.ahead) == 0 {
		return nil, io.EOF
	}
	row := r.ahead[0]
	r.ahead = r.ahead[1:]
	return row, nil
}

// close gives the connection back. It may be called again.
func (r *rows) close() {
	if r.conn == nil {
		return
	}
	r.r.Close()
	r.v.give(r.conn)
	r.conn, r.r = nil, nil
}

// each gives the rows of a statement.
func (v *View) each(statement string, f func(row []any) error, args ...any) error {
	r, err := v.query(v.ctx, statement, args)
	if err != nil {
		return err
	}
	defer r.close()
	for {
		row, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(row); err != nil {
			return err
		}
	}
}

// one returns the only number of a statement's only row, 0 if there is none.
func (v *View) one(statement string, args ...any) (n int64, err error) {
	err = v.each(statement, func(row []any) error { n, _ = row[0].(int64); return nil }, args...)
	return n, err
}

// Cayley's QuadStore for the view, made when it is first needed.
func (v *View) cayleyStore() (*csql.QuadStore, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.cayley != nil {
		return v.cayley, nil
	}
	name, forget := register(v)
	qs, err := csql.New(flavor, name, nil)
	if err != nil {
		forget()
		return nil, err
	}
	v.cayley, v.forget = qs.(*csql.QuadStore), forget
	return v.cayley, nil
}

// value returns v in the form that the database keeps.
func (d *Database) value(v quad.Value) (quad.Value, error) {
	if d.opt.Native {
		return v, nil
	}
	return canonical(v)
}
