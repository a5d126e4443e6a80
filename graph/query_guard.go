package graph

import (
	_ "embed"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
)

// Queries run in our process. What they may cost is bounded in three ways: a
// watchdog stops them while the heap is larger than it may be, a script engine's
// functions refuse what is out of proportion (query_guard.js), and the text of a
// script is checked before it is compiled.

// DefaultMaxHeap is the limit of the heap, in bytes, before [SetMaxHeap].
const DefaultMaxHeap = 1 << 30

// maxScript is the longest text of a script, in bytes. To compile one takes time
// that grows with its square where expressions nest, and nothing can stop it.
const maxScript = 64 << 10

// ErrHeap is returned by [Store.Query], with the rows that were found until then,
// if the query was stopped because the process used too much memory.
var ErrHeap = errors.New("the query took too much memory")

var maxHeap atomic.Int64

func init() {
	maxHeap.Store(DefaultMaxHeap)
	// A regular expression that goes back and forth without end: the engine has
	// no limit of its own and cannot stop a match, and takes one that was given
	// up for one that failed. So this is more than a query may take: its answer
	// is ErrTimeout then, and what goes on without it comes to an end.
	regexp2.DefaultMatchTimeout = 2 * time.Minute
}

// SetMaxHeap says how large the heap of the process may be, in bytes, while a
// query runs: when it is larger, all queries then running end with [ErrHeap].
// It holds for every store of the process, for there is one heap; what the
// stores and models hold themselves counts. 0 stands for [DefaultMaxHeap].
func SetMaxHeap(bytes int64) {
	if bytes <= 0 {
		bytes = DefaultMaxHeap
	}
	maxHeap.Store(bytes)
}

// watchEvery is how often the watchdog looks.
const watchEvery = 2 * time.Millisecond

// A watchdog looks at the heap while queries run.
type watchdog struct {
	mu      sync.Mutex
	queries map[int]func(error) // what stops each
	next    int
	running bool
}

var dog = watchdog{queries: make(map[int]func(error))}

// watch lets the watchdog call stop, once, until done is called.
func (d *watchdog) watch(stop func(error)) (done func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	id := d.next
	d.queries[id] = stop
	if !d.running {
		d.running = true
		go d.run()
	}
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.queries, id)
	}
}

// run looks until no query is left.
func (d *watchdog) run() {
	// What queries before have left behind is not yet collected.
	over := true
	for {
		time.Sleep(watchEvery)
		over = tooLarge(over)
		d.mu.Lock()
		if len(d.queries) == 0 {
			d.running = false
			d.mu.Unlock()
			return
		}
		if over {
			for _, stop := range d.queries {
				stop(heapError())
			}
			clear(d.queries)
		}
		d.mu.Unlock()
	}
}

func heapError() error {
	return fmt.Errorf("%w: the heap passed %d MiB (query.max_heap)", ErrHeap, maxHeap.Load()>>20)
}

// tooLarge reports whether what is alive on the heap passes the limit. What is
// dead but not yet collected counts at first; if that alone passes the limit,
// collecting tells. If the heap was small a moment ago and is now far beyond the
// limit, there is no time for that.
func tooLarge(before bool) bool {
	limit := uint64(maxHeap.Load())
	size := heapSize()
	if size > limit && (before || size < limit+limit/2) {
		runtime.GC()
		size = heapSize()
	}
	return size > limit
}

func heapSize() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

//go:embed query_guard.js
var guardText string

var guardProgram = sync.OnceValues(func() (*goja.Program, error) { return goja.Compile("query_guard.js", guardText, true) })

// guardScript gives vm the functions that refuse.
func guardScript(vm *goja.Runtime) error {
	program, err := guardProgram()
	if err != nil {
		return err
	}
	v, err := vm.RunProgram(program)
	if err != nil {
		return err
	}
	guard, ok := goja.AssertFunction(v)
	if !ok {
		return errors.New("query_guard.js: not a function")
	}
	heap := maxHeap.Load()
	g, err := guard(goja.Undefined(), vm.Get("g"), vm.ToValue(heap/16), vm.ToValue(heap/256))
	if err != nil {
		return err
	}
	return errors.Join(vm.Set("g", g), vm.Set("graph", g))
}

// compileScript compiles a script that is not too long and has no BigInts: to
// raise one to a power can take all memory in one step. It reports whether the
// script needs guardScript.
func compileScript(text string) (program *goja.Program, guarded bool, err error) {
	if len(text) > maxScript {
		return nil, false, fmt.Errorf("the script is longer than %d bytes", maxScript)
	}
	parsed, err := goja.Parse("", text)
	if err != nil {
		return nil, false, err
	}
	look := newScriptLook()
	look.at(reflect.ValueOf(parsed.Body))
	if look.bigInt {
		return nil, false, errors.New("SyntaxError: BigInts such as 1n are not to be had")
	}
	program, err = goja.CompileAST(parsed, false)
	return program, !look.walks(), err
}

// A scriptLook goes through the syntax tree of a script. A script that only
// walks the graph can reach nothing that needs a guard, and most are of that
// kind; a guard takes longer than such a script.
type scriptLook struct {
	bigInt      bool
	other       bool            // there is something else than a walk is made of
	joins       int             // how often a path is joined with another
	used, bound map[string]bool // identifiers
}

func newScriptLook() *scriptLook {
	return &scriptLook{used: make(map[string]bool), bound: make(map[string]bool)}
}

// walkNames are what a walk may use of the engine's names: Cayley's.
var walkNames = nameSet("g graph lt lte gt gte regex like iri bnode raw str lang typed")

// walkMethods are those of Cayley's graph and path objects. Some are of arrays
// too, of which a walk has only those that it was given.
var walkMethods = nameSet(`V Vertex M Morphism IRI emit Emit all and as back both count difference except filter follow
	followR followRecursive forEach getLimit has hasR in inPredicates intersect is labelContext labels limit map or out
	outPredicates save saveInPredicates saveOpt saveOptR saveOutPredicates saveR skip tag tagArray tagValue toArray toValue
	union unique All And As Back Both Count Difference Except Filter Follow FollowR FollowRecursive ForEach GetLimit Has HasR
	In InPredicates Intersect Is LabelContext Labels Limit Map Or Out OutPredicates Save SaveInPredicates SaveOpt SaveOptR
	SaveOutPredicates SaveR Skip Tag TagArray TagValue ToArray ToValue Union Unique`)

// joinMethods make one path of two. A path that is joined with itself again and
// again doubles each time.
var joinMethods = nameSet(`and or union intersect except difference follow followR followRecursive
	And Or Union Intersect Except Difference Follow FollowR FollowRecursive`)

// maxJoins is how many joins a script may have that needs no guard: each stands
// in the text and is made once, so paths grow to no more than this power of 2.
const maxJoins = 10

func nameSet(names string) map[string]bool {
	set := make(map[string]bool)
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}

// walks reports whether the script does nothing but walk.
func (l *scriptLook) walks() bool {
	for name := range l.used {
		if !l.bound[name] && !walkNames[name] {
			return false
		}
	}
	return !l.other && l.joins <= maxJoins
}

// at looks at a part of the tree and what is below, whatever the nodes are called.
func (l *scriptLook) at(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		l.at(v.Elem())
	case reflect.Pointer:
		if node, ok := v.Interface().(ast.Node); ok && !v.IsNil() && l.node(node) {
			l.at(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "DeclarationList" {
				l.at(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			l.at(v.Index(i))
		}
	}
}

// node notes what a node is and reports whether to look below it.
func (l *scriptLook) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.NumberLiteral:
		_, big := n.Value.(*big.Int)
		l.bigInt = l.bigInt || big
	case *ast.Identifier:
		l.used[n.Name.String()] = true
	case *ast.Binding:
		if id, ok := n.Target.(*ast.Identifier); ok {
			l.bound[id.Name.String()] = true
		} else {
			l.other = true // taking a value apart
		}
	case *ast.DotExpression:
		name := n.Identifier.Name.String()
		if !walkMethods[name] {
			l.other = true
		}
		if joinMethods[name] {
			l.joins++
		}
		l.at(reflect.ValueOf(n.Left))
		return false
	case *ast.CallExpression:
		// A function of the script's own could call itself.
		id, ok := n.Callee.(*ast.Identifier)
		if _, dot := n.Callee.(*ast.DotExpression); !dot && (!ok || !walkNames[id.Name.String()]) {
			l.other = true
		}
	case *ast.ArrayLiteral:
		for _, e := range n.Value {
			if _, ok := e.(*ast.StringLiteral); !ok {
				l.other = true
			}
		}
	case *ast.ExpressionStatement, *ast.VariableStatement, *ast.LexicalDeclaration, *ast.StringLiteral,
		*ast.BooleanLiteral, *ast.NullLiteral, *ast.FunctionLiteral, *ast.ParameterList, *ast.BlockStatement, *ast.ReturnStatement, *ast.EmptyStatement:
	default:
		l.other = true
	}
	return true
}
