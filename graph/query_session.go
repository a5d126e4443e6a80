package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"github.com/cayleygraph/cayley/clog"
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Prefixes maps the prefixes that queries may use in <prefix:rest> to what they
// stand for: cg is the store's base, cgs its vocabulary (<base>schema/), arg and
// via the arguments of claims, and rdf, rdfs, owl, xsd, skos, prov, org, sem,
// dct and schema the standard vocabularies.
func (s *Store) Prefixes() map[string]string { return prefixes(s.meta.Base) }

func prefixes(base string) map[string]string {
	return map[string]string{
		"cg":     base,
		"cgs":    base + "schema/",
		"arg":    base + "arg/",
		"via":    base + "via/",
		"rdf":    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
		"rdfs":   "http://www.w3.org/2000/01/rdf-schema#",
		"owl":    "http://www.w3.org/2002/07/owl#",
		"xsd":    xsd,
		"skos":   "http://www.w3.org/2004/02/skos/core#",
		"prov":   "http://www.w3.org/ns/prov#",
		"org":    "http://www.w3.org/ns/org#",
		"sem":    "http://semanticweb.cs.vu.nl/2009/11/sem/",
		"dct":    "http://purl.org/dc/terms/",
		"schema": "https://schema.org/",
	}
}

var shortIRI = regexp.MustCompile(`<([a-z]+):([^<>"\s]*)>`)

// expand writes out the short IRIs in a query's text.
func expand(text string, prefixes map[string]string) string {
	return shortIRI.ReplaceAllStringFunc(text, func(iri string) string {
		prefix, rest, _ := strings.Cut(iri[1:], ":")
		if full, ok := prefixes[prefix]; ok {
			return "<" + full + rest
		}
		return iri
	})
}

// maxCallDepth is how deep the functions of a script may call each other.
const maxCallDepth = 2000

// A gizmoSession runs scripts with the prefixes known. Cayley's own brings the
// process down on a script such as g.V().out({}), which makes it panic in a
// goroutine of its own, and goes on reading the store after it was closed.
type gizmoSession struct {
	inner    *gizmo.Session
	prefixes map[string]string
}

func newGizmo(qs cayley.QuadStore, prefixes map[string]string) *gizmoSession {
	return &gizmoSession{gizmo.NewSession(qs), prefixes}
}

// Execute implements [query.Session]: what Cayley runs is a call of guard, which
// runs the script.
func (s *gizmoSession) Execute(ctx context.Context, text string, opt query.Options) (query.Iterator, error) {
	script, guarded, err := compileScript(expand(text, s.prefixes))
	if err != nil {
		return nil, err
	}
	vm, err := runtimeOf(s.inner)
	if err != nil {
		return nil, err
	}
	vm.SetMaxCallStackSize(maxCallDepth)
	if err := addNamespaces(vm, s.prefixes); err != nil {
		return nil, err
	}
	if guarded {
		if err := guardScript(vm); err != nil {
			return nil, err
		}
	}
	err = vm.Set("__guard", func(goja.FunctionCall) goja.Value { return guard(vm, script) })
	if err != nil {
		return nil, err
	}
	it, err := s.inner.Execute(ctx, "__guard()", opt)
	if err != nil {
		return nil, err
	}
	return &drained{Iterator: it}, nil
}

func addNamespaces(vm *goja.Runtime, prefixes map[string]string) error {
	g := vm.Get("g").ToObject(vm)
	add, ok := goja.AssertFunction(g.Get("addNamespace"))
	if !ok {
		return errors.New("this version of Cayley adds namespaces in another way")
	}
	for _, prefix := range slices.Sorted(maps.Keys(prefixes)) {
		if _, err := add(g, vm.ToValue(prefix), vm.ToValue(prefixes[prefix])); err != nil {
			return err
		}
	}
	return nil
}

// ShapeOf implements [query.HTTP]; no handler of Cayley's API v2 calls it.
func (s *gizmoSession) ShapeOf(string) (any, error) {
	return nil, errors.New("shapes of queries are not to be had")
}

// runtimeOf reaches the script engine inside Cayley's session, which has no
// other way to catch a panic or to limit the depth of calls.
func runtimeOf(s *gizmo.Session) (*goja.Runtime, error) {
	field := reflect.ValueOf(s).Elem().FieldByName("vm")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*goja.Runtime]() {
		return nil, errors.New("this version of Cayley keeps its script engine elsewhere")
	}
	return *(**goja.Runtime)(unsafe.Pointer(field.UnsafeAddr())), nil
}

// guard runs the script and makes of a panic of Go's an error of the script's.
func guard(vm *goja.Runtime, script *goja.Program) goja.Value {
	defer dog.watch(func(err error) { vm.Interrupt(err) })()
	v, err := runSafely(vm, script)
	if err == nil {
		return v
	}
	if e, ok := errors.AsType[*goja.InterruptedError](err); ok {
		if heap, ok := e.Value().(error); ok && errors.Is(heap, ErrHeap) {
			vm.ClearInterrupt()
			panic(vm.NewGoError(heap))
		}
		panic(e)
	}
	if e, ok := errors.AsType[*goja.StackOverflowError](err); ok {
		err = fmt.Errorf("functions call each other more than %d deep: %v", maxCallDepth, e)
	}
	if e, ok := errors.AsType[*goja.Exception](err); ok {
		panic(e)
	}
	panic(vm.NewGoError(err))
}

func runSafely(vm *goja.Runtime, script *goja.Program) (v goja.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return vm.RunProgram(script)
}

// drained is an iterator whose Close returns when its script has ended. It gives
// nothing once the context is done: a count that was broken off would look whole.
type drained struct {
	query.Iterator
	begun bool
	err   error
}

// Next implements [query.Iterator].
func (it *drained) Next(ctx context.Context) bool {
	it.begun = true
	if it.err == nil && it.Iterator.Next(ctx) && ctx.Err() == nil {
		return true
	}
	if it.err == nil {
		it.err = ctx.Err()
	}
	return false
}

// Err implements [query.Iterator].
func (it *drained) Err() error {
	if it.err != nil {
		return it.err
	}
	return it.Iterator.Err()
}

// Close implements [query.Iterator].
func (it *drained) Close() error {
	err := it.Iterator.Close()
	for it.begun && it.Iterator.Next(context.Background()) {
	}
	return err
}

// A graphQLSession runs queries with the prefixes known and the spaces that
// Cayley's lexer needs: it takes "id:<b>" and "id,<p>" for one name each.
type graphQLSession struct {
	inner    *graphql.Session
	prefixes map[string]string
}

func newGraphQL(qs cayley.QuadStore, prefixes map[string]string) *graphQLSession {
	return &graphQLSession{graphql.NewSession(qs), prefixes}
}

// Execute implements [query.Session].
func (s *graphQLSession) Execute(ctx context.Context, text string, opt query.Options) (query.Iterator, error) {
	if len(text) > maxQuery {
		return nil, fmt.Errorf("the query is longer than %d bytes", maxQuery)
	}
	it, err := s.inner.Execute(ctx, spaceGraphQL(expand(text, s.prefixes)), opt)
	if err != nil {
		return nil, err
	}
	return &caught{Iterator: it}, nil
}

// caught is an iterator that gives a panic as an error, and nothing once the
// context is done.
type caught struct {
	query.Iterator
	err error
}

// Next implements [query.Iterator].
func (it *caught) Next(ctx context.Context) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			ok, it.err = false, fmt.Errorf("%v", r)
		}
	}()
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer dog.watch(cancel)()
	// What was broken off because the context ended would look whole.
	ok = it.Iterator.Next(inner)
	if inner.Err() != nil {
		ok, it.err = false, context.Cause(inner)
	}
	if ctx.Err() != nil {
		it.err = ctx.Err()
	}
	return ok
}

// Err implements [query.Iterator].
func (it *caught) Err() error {
	if it.err != nil {
		return it.err
	}
	return it.Iterator.Err()
}

// init puts our sessions in the place of Cayley's, so that the handlers of its
// HTTP API use them too. Cayley has one list of languages for the process.
func init() {
	// Cayley logs what it also returns.
	clog.SetLogger(nil)
	query.RegisterLanguage(query.Language{
		Name:    gizmo.Name,
		Session: func(qs cayley.QuadStore) query.Session { return newGizmo(qs, prefixesOf(qs)) },
		HTTP:    func(qs cayley.QuadStore) query.HTTP { return newGizmo(qs, prefixesOf(qs)) },
	})
	own := *query.GetLanguage(graphql.Name)
	inner := own.HTTPQuery
	own.Session = func(qs cayley.QuadStore) query.Session { return newGraphQL(qs, prefixesOf(qs)) }
	own.REPL = nil
	own.HTTPQuery = func(ctx context.Context, qs cayley.QuadStore, w query.ResponseWriter, r io.Reader) {
		defer func() {
			if r := recover(); r != nil {
				own.HTTPError(w, fmt.Errorf("%v", r))
			}
		}()
		text, err := io.ReadAll(io.LimitReader(r, maxQuery+1))
		if err == nil && len(text) > maxQuery {
			err = fmt.Errorf("the query is longer than %d bytes", maxQuery)
		}
		if err != nil {
			own.HTTPError(w, err)
			return
		}
		inner(ctx, qs, w, strings.NewReader(spaceGraphQL(expand(string(text), prefixesOf(qs)))))
	}
	query.RegisterLanguage(own)
}

// maxQuery is the longest text of a query in GraphQL, in bytes.
const maxQuery = 1 << 20

// served holds the prefixes of quad stores that [Store.Handle] gave out: a
// session of Cayley's is told the quad store and nothing else.
var served sync.Map

func prefixesOf(qs cayley.QuadStore) map[string]string {
	p, _ := served.Load(qs)
	m, _ := p.(map[string]string)
	return m
}

// Handle returns the quads as they are now for Cayley's own handlers, to read
// alone, until release is called. Reading fails once ctx is done.
func (s *Store) Handle(ctx context.Context) (h *cayley.Handle, release func(), err error) {
	v, err := s.backend.view(ctx)
	if err != nil {
		return nil, nil, err
	}
	served.Store(v.qs, s.Prefixes())
	release = func() {
		served.Delete(v.qs)
		v.close()
	}
	return &cayley.Handle{QuadStore: v.qs, QuadWriter: noWriter{}}, release, nil
}

// noWriter refuses all that a handler could ask of a writer.
type noWriter struct{}

func (noWriter) AddQuad(quad.Quad) error                    { return ErrReadOnly }
func (noWriter) AddQuadSet([]quad.Quad) error               { return ErrReadOnly }
func (noWriter) RemoveQuad(quad.Quad) error                 { return ErrReadOnly }
func (noWriter) ApplyTransaction(*cayley.Transaction) error { return ErrReadOnly }
func (noWriter) RemoveNode(quad.Value) error                { return ErrReadOnly }
func (noWriter) Close() error                               { return nil }

// spaceGraphQL puts spaces around IRIs, for commas and after colons, outside of
// strings and comments.
func spaceGraphQL(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		n := 1
		switch c := text[i]; {
		case c == '"':
			n = stringLength(text[i:])
			b.WriteString(text[i : i+n])
		case c == '#':
			if n = strings.IndexByte(text[i:], '\n'); n < 0 {
				n = len(text) - i
			}
		case c == '<':
			if n = 1 + strings.IndexAny(text[i:], ">\"{} \t\r\n"); n == 0 || text[i+n-1] != '>' {
				n = 1
			}
			b.WriteString(text[i : i+n])
			if n > 1 {
				b.WriteByte(' ')
			}
		case c == ',':
			b.WriteByte(' ')
		case c == ':' && i+1 < len(text) && strings.IndexByte("<[{\"-0123456789", text[i+1]) >= 0:
			b.WriteString(": ")
		default:
			b.WriteByte(c)
		}
		i += n
	}
	return b.String()
}

// stringLength returns the length of the quoted string that text begins with.
func stringLength(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"', '\n':
			return i + 1
		}
	}
	return len(text)
}
