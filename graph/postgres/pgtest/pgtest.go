// Package pgtest starts a PostgreSQL server for tests: the programs of the system's
// packages, with data of its own in a temporary folder, behind a socket in it.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver
)

// A Server is one that runs.
type Server struct {
	dir  string
	hold io.Closer // whose end stops the server
	cmd  *exec.Cmd
	last atomic.Int64
}

// ErrNone is returned where PostgreSQL is not installed.
var ErrNone = errors.New("no PostgreSQL below /usr/lib/postgresql")

// Start starts a server. It must be stopped.
func Start() (*Server, error) {
	bins, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(bins) == 0 {
		return nil, ErrNone
	}
	bin := slices.Max(bins)
	dir, err := os.MkdirTemp("/tmp", "cgpg") // a socket's path must be short
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir}
	if err := s.start(bin); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

func (s *Server) start(bin string) error {
	as, err := s.asOwner()
	if err != nil {
		return err
	}
	data := filepath.Join(s.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "claimgraph", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
	initdb.SysProcAttr, initdb.Dir = as, s.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	// The shell stops the server when its input ends, which it also does if the
	// test is killed.
	s.cmd = exec.Command("sh", "-c", `"$0" "$@" >log 2>&1 & cat >/dev/null; kill -INT $!; wait $!`, filepath.Join(bin, "postgres"),
		"-D", data, "-k", s.dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB")
	s.cmd.SysProcAttr, s.cmd.Dir = as, s.dir
	if s.hold, err = s.cmd.StdinPipe(); err != nil {
		return err
	}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	return s.wait()
}

// startTime is how long a server may take to start.
const startTime = 30 * time.Second

func (s *Server) wait() error {
	deadline := time.Now().Add(startTime)
	for {
		err := s.exec("SELECT 1")
		if err == nil || time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			if err != nil {
				err = fmt.Errorf("the server did not start: %w: %s", err, log)
			}
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// DSN returns how to connect to one of the server's databases.
func (s *Server) DSN(database string) string {
	return "host=" + s.dir + " user=claimgraph sslmode=disable dbname=" + database
}

func (s *Server) exec(statement string) error {
	db, err := sql.Open("postgres", s.DSN("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(context.Background(), statement)
	return err
}

// New makes an empty database and returns how to connect to it.
func (s *Server) New() (dsn string, err error) {
	name := "test" + strconv.FormatInt(s.last.Add(1), 10)
	return s.DSN(name), s.exec("CREATE DATABASE " + name)
}

// Stop stops the server and removes its data. Connections end at once.
func (s *Server) Stop() error {
	var err error
	if s.hold != nil {
		s.hold.Close()
		err = s.cmd.Wait()
		s.hold = nil
		var exit *exec.ExitError
		if errors.As(err, &exit) { // the shell hands on how the server ended
			err = nil
		}
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}

// shared is the server of the tests of a package.
var shared struct {
	sync.Mutex
	s   *Server
	err error
}

// Run runs a package's tests and stops the server that [DSN] started for them.
func Run(m *testing.M) int {
	code := m.Run()
	shared.Lock()
	defer shared.Unlock()
	if shared.s != nil {
		if err := shared.s.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stop PostgreSQL:", err)
		}
	}
	return code
}

// DSN returns an empty database on the package's server, which is started when it
// is first needed, or skips the test where PostgreSQL is not installed. The
// package's TestMain must call [Run].
func DSN(t testing.TB) string {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.s == nil && shared.err == nil {
		shared.s, shared.err = Start()
	}
	if errors.Is(shared.err, ErrNone) {
		t.Skip("SKIP ", shared.err)
	}
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	dsn, err := shared.s.New()
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}
