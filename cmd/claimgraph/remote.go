package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"claimgraph/graph"
)

// A verb that works on a store which a server holds is run by that server, on
// this machine, and its input and output go over HTTP: a POST to runPath with the
// verb's arguments in a header and standard input as the body. The answer is a
// line of JSON for each piece of output, and last one with the exit code.
const (
	runPath    = "/run"
	argsHeader = "Claimgraph-Args" // base64 of a JSON list
)

type frame struct {
	Out  []byte `json:"out,omitempty"`
	Err  []byte `json:"err,omitempty"`
	Exit *int   `json:"exit,omitempty"`
}

// done is returned by what a server has run instead: the program ends with its
// exit code and says no more.
type done struct{ code int }

func (d *done) Error() string { return fmt.Sprintf("exit code %d", d.code) }

// onStore tells the verbs that work on a store, and so through its server.
var onStore = map[string]bool{
	"ask": true, "show": true, "claims": true, "conflicts": true, "why": true, "query": true,
	"export": true, "ingest": true, "import": true, "resolve": true, "judge": true,
	"retract": true, "journal": true, "backup": true, "check": true,
}

// forward has the server that holds the verb's store run it, if there is one: it
// then returns a done. The server's settings of the store count, all others are
// those of this process.
func (a *app) forward(cmd *cobra.Command, args []string) error {
	if a.config.Store.Backend == "postgres" { // whose server serves all processes
		return nil
	}
	if a.held != nil || !onStore[verbOf(cmd)] || cmd.Flags().Changed("help") {
		return nil
	}
	address, key, ok := graph.ServerOf(a.config.Store.Path)
	if !ok || !answers(address) {
		return nil
	}
	r := &remote{ctx: cmd.Context(), address: address, key: key, out: cmd.OutOrStdout(), err: cmd.ErrOrStderr()}
	code, err := a.forwardVerb(r, cmd, args)
	if err != nil {
		return err
	}
	return &done{code}
}

// answers reports whether something listens at an address. A server that was
// killed leaves its address behind, and its process's number to others.
func answers(address string) bool {
	conn, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// verbOf returns the name of the verb that a command is, or is a part of.
func verbOf(cmd *cobra.Command) string {
	for cmd.HasParent() && cmd.Parent().HasParent() {
		cmd = cmd.Parent()
	}
	return cmd.Name()
}

// forwardVerb reads articles here, names files so that the server finds them too,
// and writes what the verb prints into a file. The server runs as who may read
// the key of the store's folder, so it may read the files.
func (a *app) forwardVerb(r *remote, cmd *cobra.Command, args []string) (int, error) {
	words := append(strings.Fields(cmd.CommandPath())[1:], a.flagWords(cmd.Flags())...)
	claims, _ := cmd.Flags().GetBool("claims")
	switch verb := verbOf(cmd); {
	case verb == "ingest" && !claims:
		return a.forwardIngest(r, cmd, args)
	case verb == "export" || verb == "backup":
		return r.toFile(words, cmd, args)
	case verb == "ingest" || verb == "import" || cmd.CommandPath() == "claimgraph journal import":
		args = absolutePaths(args, func(string) bool { return true })
	case verb == "retract": // a file, or an address or id
		args = absolutePaths(args, func(arg string) bool { _, err := os.Stat(arg); return err == nil })
	}
	var stdin io.Reader
	if slices.Contains(args, "-") {
		stdin = cmd.InOrStdin()
	}
	return r.run(append(append(words, "--"), args...), stdin)
}

// absolutePaths makes the names of files independent of the folder that a process
// works in; - stays standard input.
func absolutePaths(args []string, isFile func(string) bool) []string {
	out := slices.Clone(args)
	for i, arg := range out {
		if path, err := filepath.Abs(arg); err == nil && arg != "-" && isFile(arg) {
			out[i] = path
		}
	}
	return out
}

// elsewhere are the flags that name the store and how it was built, which the
// server has settled, and the file that the output goes to.
var elsewhere = map[string]bool{"config": true, "store": true, "backend": true, "base-iri": true, "schema-dir": true, "rules-dir": true, "output": true}

// flagWords returns the flags that were given, and the settings that the verb
// takes wherever they were made, as words.
func (a *app) flagWords(flags *pflag.FlagSet) []string {
	settled := map[string]string{
		"timeout": a.config.Query.Timeout.String(), "limit": strconv.Itoa(a.config.Query.Limit),
		"max-heap": a.config.Query.MaxHeap, "workers": strconv.Itoa(a.config.Extract.Workers),
		"author": loggedIn(),
	}
	var words []string
	flags.VisitAll(func(f *pflag.Flag) {
		value, setting := settled[f.Name]
		switch {
		case setting && !f.Changed && value != "":
			words = append(words, "--"+f.Name+"="+value)
		case f.Changed && !elsewhere[f.Name]:
			words = append(words, "--"+f.Name+"="+f.Value.String())
		}
	})
	return words
}

// forwardIngest reads the articles here and has the server take in their claims.
func (a *app) forwardIngest(r *remote, cmd *cobra.Command, paths []string) (int, error) {
	read, write := io.Pipe()
	var failed error
	var running sync.WaitGroup
	running.Go(func() {
		extract := extractCommand(a)
		extract.SetContext(r.ctx)
		extract.SetOut(write)
		extract.SetErr(r.err)
		extract.SetIn(cmd.InOrStdin())
		failed = runExtract(extract, a, "jsonl", true, paths)
		if errors.Is(failed, io.ErrClosedPipe) {
			failed = nil // the server has said why it takes no more
		}
		write.Close()
	})
	code, err := r.run([]string{"ingest", "--claims", "-"}, read)
	read.Close()
	running.Wait()
	if err == nil && failed != nil {
		return code, failed
	}
	return code, err
}

// A remote is a server that runs verbs.
type remote struct {
	ctx          context.Context
	address, key string
	out, err     io.Writer
}

// toFile runs a verb whose output the user wants in a file.
func (r *remote) toFile(words []string, cmd *cobra.Command, args []string) (int, error) {
	file := strings.Join(args, "")
	if f := cmd.Flags().Lookup("output"); f != nil && f.Changed {
		file = f.Value.String()
	}
	if file == "" || file == "-" {
		return r.run(append(words, "--", "-"), nil)
	}
	code := exitFailure
	err := replaceFile(file, func(w io.Writer) error {
		var err error
		out := bufio.NewWriter(w)
		to := *r
		to.out = out
		if code, err = to.run(append(words, "--", "-"), nil); err == nil && code != exitOK {
			err = &done{code}
		}
		return errors.Join(err, out.Flush())
	})
	var told *done
	if errors.As(err, &told) {
		return told.code, nil
	}
	return code, err
}

// run runs a verb on the server and returns its exit code.
func (r *remote) run(words []string, stdin io.Reader) (int, error) {
	encoded, err := json.Marshal(words)
	if err != nil {
		return exitFailure, err
	}
	req, err := http.NewRequestWithContext(r.ctx, http.MethodPost, "http://"+r.address+runPath, stdin)
	if err != nil {
		return exitFailure, err
	}
	req.Header.Set(argsHeader, base64.StdEncoding.EncodeToString(encoded))
	req.Header.Set("Authorization", "Bearer "+r.key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return exitFailure, fmt.Errorf("the server of the store: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		message, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
		return exitFailure, fmt.Errorf("the server of the store at %s: %s: %s", r.address, resp.Status, bytes.TrimSpace(message))
	}
	return r.frames(resp.Body)
}

func (r *remote) frames(body io.Reader) (int, error) {
	dec := json.NewDecoder(body)
	for {
		var f frame
		if err := dec.Decode(&f); err != nil {
			return exitFailure, fmt.Errorf("the server of the store broke off: %w", err)
		}
		if f.Exit != nil {
			return *f.Exit, nil
		}
		if _, err := r.out.Write(f.Out); err != nil {
			return exitFailure, err
		}
		if _, err := r.err.Write(f.Err); err != nil {
			return exitFailure, err
		}
	}
}

// A runner is the server's side: it runs verbs of others on the store it holds.
type runner struct {
	store *graph.Store
	key   string
}

// ServeHTTP runs one verb.
func (s *runner) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if subtle.ConstantTimeCompare([]byte(given), []byte(s.key)) != 1 {
		http.Error(w, "the key of the store's folder is wanted", http.StatusForbidden)
		return
	}
	data, err := base64.StdEncoding.DecodeString(r.Header.Get(argsHeader))
	var words []string
	if err == nil {
		err = json.Unmarshal(data, &words)
	}
	if r.Method != http.MethodPost || err != nil || len(words) == 0 || !onStore[words[0]] {
		http.Error(w, "want a verb that works on a store", http.StatusBadRequest)
		return
	}
	w.Header().Set("Connection", "close")
	control := http.NewResponseController(w)
	_ = control.EnableFullDuplex() // where it cannot be had, output waits for the input
	// Who has the key may take as long as the verb does.
	_ = control.SetReadDeadline(time.Time{})
	_ = control.SetWriteDeadline(time.Time{})
	out := &framer{enc: json.NewEncoder(w), control: control}
	root, app := newRoot()
	app.held = s.store
	code := execute(r.Context(), root, words, r.Body, out.stream(false), out.stream(true))
	// What the verb had no use for must not stand in the way of the next request.
	_, _ = io.Copy(io.Discard, r.Body)
	_ = out.send(frame{Exit: &code})
}

// A framer sends output as frames.
type framer struct {
	mu      sync.Mutex
	enc     *json.Encoder
	control *http.ResponseController
}

func (f *framer) send(x frame) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.enc.Encode(x); err != nil {
		return err
	}
	return f.control.Flush()
}

func (f *framer) stream(stderr bool) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		x := frame{Out: p}
		if stderr {
			x = frame{Err: p}
		}
		return len(p), f.send(x)
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// withRunner adds to the API what runs verbs on the store.
func withRunner(api http.Handler, run *runner) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(runPath, run)
	mux.Handle("/", api)
	return mux
}
