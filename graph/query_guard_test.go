package graph_test

import (
	"encoding/json"
	"errors"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dlclark/regexp2/v2"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
)

// peakHeap watches the heap until stop, which returns its peak and the longest
// time for which nothing could watch, because the processors were busy.
func peakHeap() (stop func() (peak uint64, blind time.Duration)) {
	var peak atomic.Uint64
	var blind time.Duration
	quit, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for last := time.Now(); ; {
			blind = max(blind, time.Since(last))
			last = time.Now()
			metrics.Read(sample)
			peak.Store(max(peak.Load(), sample[0].Value.Uint64()))
			select {
			case <-quit:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return func() (uint64, time.Duration) { close(quit); <-ended; return peak.Load(), blind }
}

// Scripts that grow or loop without end. Each must end with an error that tells
// why, and the heap stay near its limit.
func TestScriptsThatGrowOrLoopAreStopped(t *testing.T) {
	const limit = 100 << 20
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	graph.SetMaxHeap(limit)
	matches := regexp2.DefaultMatchTimeout
	regexp2.DefaultMatchTimeout = 3 * time.Second
	t.Cleanup(func() { graph.SetMaxHeap(0); regexp2.DefaultMatchTimeout = matches })
	s := openWith(t, "memory", graphtest.NewArticle(1, 3, 1))
	const tooMuch, memory, slow = "more than a query may make", "too much memory", "took too long"
	for _, test := range []struct{ name, text, want string }{
		{"a text doubled", `var s = 'x'; while (true) s += s`, memory},
		{"a text doubled by a template", "var s = 'ж'; while (true) s = `${s}${s}`", memory},
		{"an array that grows", `var a = []; while (true) a.push({x: [1, 2, 3]})`, memory},
		{"an array doubled", `var a = [1]; while (true) a = a.concat(a)`, ""},
		{"an array spread twice", `var a = [1]; while (true) a = [...a, ...a]`, ""},
		{"an object that grows", `var o = {}; for (var i = 0; ; i++) o['k' + i] = i`, memory},
		{"a map that grows", `var m = new Map(); for (var i = 0; ; i++) m.set(i, 'v' + i)`, memory},
		{"closures in closures", `var f = () => 1; while (true) { const g = f; f = () => g }`, memory},
		{"arrays in arrays", `var a = []; while (true) a = [a]`, memory},
		{"arrays of results", `var all = []; while (true) all.push(g.V().toArray())`, memory},
		{"repeat", `'x'.repeat(1e10)`, tooMuch},
		{"repeat, a number that changes", `var n = 1; 'x'.repeat({valueOf() { n *= 1e6; return n }}).repeat(1e9)`, tooMuch},
		{"repeat, called otherwise", `String.prototype.repeat.call({toString() { return 'abc' }}, 1e9)`, tooMuch},
		{"padStart", `'x'.padStart(1e10)`, tooMuch},
		{"padEnd", `'x'.padEnd(1e10, 'abc')`, tooMuch},
		{"concat of texts", `var s = 'x'.repeat(1e6), a = []; for (var i = 0; i < 1e4; i++) a.push(s); ''.concat.apply('', a)`, tooMuch},
		{"join", `var s = 'x'.repeat(1e6), a = []; for (var i = 0; i < 1e5; i++) a.push(s); a.join('')`, tooMuch},
		{"join with a long separator", `Array(1e5).join('x'.repeat(1e6))`, tooMuch},
		{"join of nothing", `Array(4e9).join('x')`, tooMuch},
		{"an array as a text", `var s = 'x'.repeat(1e6), a = []; for (var i = 0; i < 1e5; i++) a.push(s); '' + a`, tooMuch},
		{"arrays in arrays as a text", `var a = ['xxxxxxxxxx']; for (var i = 0; i < 60; i++) a = [a, a]; String(a)`, ""},
		{"toLocaleString", `var a = ['xxxxxxxxxx']; for (var i = 0; i < 60; i++) a = [a, a]; a.toLocaleString()`, ""},
		{"replace", `var s = 'x'.repeat(1e5); s.replace(/x/g, s)`, tooMuch},
		{"replace by what surrounds", "var s = 'x'.repeat(1e5); s.replace(/x/g, \"$`\")", tooMuch},
		{"replace by what is ahead", `var s = 'x'.repeat(1e5); s.replace(/x(?=(.*))/g, '$1')`, tooMuch},
		{"replaceAll", `var s = 'x'.repeat(1e5); s.replaceAll('x', s)`, tooMuch},
		{"replace through its symbol", `var s = 'x'.repeat(1e5); RegExp.prototype[Symbol.replace].call(/x/g, s, s)`, tooMuch},
		{"replace by a function", `var s = 'x'.repeat(1e6); s.replace(/x/g, () => s)`, memory},
		{"split", `'x'.repeat(1e7).split('')`, tooMuch},
		{"match", `'x'.repeat(1e7).match(/x/g)`, tooMuch},
		{"flat", `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; a.flat(Infinity)`, tooMuch},
		{"flatMap", `var a = Array(4e5).fill(1); a.flatMap(() => a)`, tooMuch},
		{"fill", `Array(4e9).fill(1)`, tooMuch},
		{"indexOf nowhere", `Array(4e9).indexOf(1)`, tooMuch},
		{"indexOf in what is like an array", `Array.prototype.indexOf.call({length: 9e15}, 1)`, tooMuch},
		{"a length that changes", `var n = 1; Array.prototype.indexOf.call({get length() { return n++ > 1 ? 9e15 : 1 }}, 1)`, "not an array"},
		{"forEach over nothing", `Array(4e9).forEach(() => 1)`, tooMuch},
		{"sort", `var a = Array(4e9); a.sort()`, tooMuch},
		{"slice", `Array.prototype.slice.call({length: 4e9})`, tooMuch},
		{"Array.from", `Array.from({length: 1e10})`, tooMuch},
		{"Array.from of an iterator without end", `Array.from((function* () { while (true) yield [1, 2] })())`, memory},
		{"a spread array of nothing", `[...Array(4e9)]`, tooMuch},
		{"an iterator that is made longer", `var a = [], it = a.values(); a.length = 4e9; [...it]`, ""},
		{"apply", `Math.max.apply(null, {length: 1e9})`, tooMuch},
		{"a spread text", `var s = 'x'; while (s.length < 8e6) s += s; [...s]`, memory},
		{"JSON.stringify", `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; JSON.stringify(a)`, tooMuch},
		{"JSON.stringify, deep", `var a = []; for (var i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)`, tooMuch},
		{"JSON.stringify of itself", `var a = []; a.push(a); JSON.stringify(a)`, tooMuch},
		{"JSON.parse, deep", `JSON.parse('['.repeat(5e5))`, tooMuch},
		{"emit", `var a = [1]; for (var i = 0; i < 60; i++) a = [a, a]; g.emit(a)`, tooMuch},
		{"emit of itself", `var a = []; a.push(a); graph.Emit(a)`, tooMuch},
		{"a path joined with itself", `var p = g.V(); for (var i = 0; i < 60; i++) p = p.or(p); p.all()`, tooMuch},
		{"a path joined with itself line by line", `var p = g.M().Out(); ` + strings.Repeat(`var p = p.follow(p); `, 40) + `g.V().follow(p).all()`, tooMuch},
		{"a path joined with itself by a function", `var f = function (p) { f(p.and(p)) }; f(g.V())`, tooMuch},
		{"a path that grows", `var p = g.V(); while (true) p = p.out()`, tooMuch},
		{"a binary buffer", `new Uint8Array(1e12)`, "not defined"},
		{"a BigInt", `10n ** (10n ** 12n)`, "BigInt"},
		{"a BigInt in a function", `(() => { var o = {x: [1, -5n]}; })()`, "BigInt"},
		{"a BigInt by eval", `eval('10n ** (10n ** 12n)')`, "not defined"},
		{"a BigInt by a function's maker", `(function () {}).constructor('return 10n ** (10n ** 12n)')()`, "undefined"},
		{"a loop", `while (true) {}`, slow},
		{"a loop that catches", `while (true) { try { while (true) {} } catch (e) {} }`, slow},
		{"growth that catches", `var s = 'x'; while (true) { try { while (true) s += s } catch (e) {} }`, memory},
		{"a match without end", `/^(?=(a|a|aa)+$)\1b/.test('a'.repeat(60) + 'c')`, slow},
		{"functions in functions", `function f() { f() } f()`, "deep"},
		{"a long script", strings.Repeat("1;", 40_000), "longer"},
		{"brackets in brackets", strings.Repeat("(", 60_000), "SyntaxError"},
	} {
		runtime.GC()
		stop := peakHeap()
		start := time.Now()
		timeout := time.Minute
		if test.want == slow || test.want == "" {
			timeout = time.Second
		}
		r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: test.text, Timeout: timeout})
		took := time.Since(start)
		peak, blind := stop()
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), ".js") || len(r.Rows) > 0 {
			t.Errorf("%s: got %d rows, %v, want an error with %q", test.name, len(r.Rows), err, test.want)
		}
		if test.want == memory && !errors.Is(err, graph.ErrHeap) {
			t.Errorf("%s: got %v, want ErrHeap", test.name, err)
		}
		if timeout == time.Second && took > 10*time.Second {
			t.Errorf("%s: took %s", test.name, took)
		}
		// One step of a script can make twice what there was before it is stopped.
		// The watchdog sees no more than this test does: where neither could look,
		// the peak tells of the machine.
		switch {
		case peak > 10*limit && blind < 100*time.Millisecond:
			t.Errorf("%s: the heap grew to %d MiB", test.name, peak>>20)
		case peak > 10*limit:
			t.Logf("SKIP %s: the heap grew to %d MiB while nothing could watch it for %s", test.name, peak>>20, blind)
		}
		if testing.Verbose() {
			t.Logf("%-40s %6d ms %5d MiB  %.90v", test.name, took.Milliseconds(), peak>>20, err)
		}
	}
	if _, err := s.Put(t.Context(), graphtest.NewArticle(2, 1, 1)); err != nil {
		t.Errorf("the store afterwards: %v", err)
	}
}

// What scripts are for goes on working, in the same way as before.
func TestGuardedFunctionsDoWhatTheyDid(t *testing.T) {
	s := openWith(t, "memory", graphtest.NewArticle(1, 3, 1))
	for text, want := range map[string]string{
		`'ab'.repeat(3)`:                                                            `"ababab"`,
		`'ж'.padStart(3, 'xy') + 'a'.padEnd(3)`:                                     `"xyжa  "`,
		`'a'.concat(1, null, [2, 3])`:                                               `"a1null2,3"`,
		`'a.b.c'.replace('.', '-')`:                                                 `"a-b.c"`,
		`'a.b.c'.replaceAll('.', '$&$&')`:                                           `"a..b..c"`,
		`'John Smith'.replace(/(\w+) (\w+)/, '$2 $1')`:                              `"Smith John"`,
		`'abc'.replace(/b/g, (m, i) => m.toUpperCase()+i)`:                          `"aB1c"`,
		`'a,b;c'.split(/[,;]/)`:                                                     `["a","b","c"]`,
		`'a,b,c'.split(',', 2)`:                                                     `["a","b"]`,
		`'a1b22'.match(/\d+/g)`:                                                     `["1","22"]`,
		`[...'a1b22'.matchAll(/\d+/g)].map(m => m.index)`:                           `[1,3]`,
		`[1, [2, [3, null]], undefined].join()`:                                     `"1,2,3,,"`,
		`[1, 2].join('')`:                                                           `"12"`,
		`'' + [1, [2, 3]]`:                                                          `"1,2,3"`,
		`var a = [1]; a.push(a); a.join()`:                                          `"1,"`,
		`[1, [2, [3, [4]]]].flat()`:                                                 `[1,2,[3,[4]]]`,
		`[1, [2, [3, [4]]]].flat(Infinity)`:                                         `[1,2,3,4]`,
		`[1, 2].flatMap(x => [x, [x]])`:                                             `[1,[1],2,[2]]`,
		`[3, 1, 2].sort()`:                                                          `[1,2,3]`,
		`[3, 1, 2].sort((a, b) => b - a)`:                                           `[3,2,1]`,
		`[1, 2, 3].map(x => x * 2).filter(x => x > 2)`:                              `[4,6]`,
		`[1, 2, 3].reduce((a, b) => a + b)`:                                         `6`,
		`[1, 2].concat(3, [4, [5]])`:                                                `[1,2,3,4,[5]]`,
		`Array.prototype.slice.call('abc', 1)`:                                      `["b","c"]`,
		`(function () { return [].slice.call(arguments) })(1, 2)`:                   `[1,2]`,
		`Array.from({length: 3}, (_, i) => i * i)`:                                  `[0,1,4]`,
		`Array.from(new Set([1, 1, 2]))`:                                            `[1,2]`,
		`Array.from('жж')`:                                                          `["ж","ж"]`,
		`[...[1, 2], ...new Map([[3, 4]])]`:                                         `[1,2,[3,4]]`,
		`var n = 0; for (var x of [1, 2, 3]) n += x; n`:                             `6`,
		`var [a, , b] = [1, 2, 3]; a + b`:                                           `4`,
		`[..."ab"].entries().next().value`:                                          `[0,"a"]`,
		`Math.max.apply(null, [1, 5, 3])`:                                           `5`,
		`Math.max(...[1, 5, 3])`:                                                    `5`,
		`JSON.stringify({b: [1, {c: "x"}], a: undefined, d: null, t: new Date(0)})`: `"{\"b\":[1,{\"c\":\"x\"}],\"d\":null,\"t\":\"1970-01-01T00:00:00.000Z\"}"`,
		`JSON.stringify([1, {a: 2}], null, 1)`:                                      `"[\n 1,\n {\n  \"a\": 2\n }\n]"`,
		`JSON.stringify({a: 1, b: 2}, ['b'])`:                                       `"{\"b\":2}"`,
		`JSON.stringify({a: 1, b: 2}, (k, v) => k === 'a' ? undefined : v)`:         `"{\"b\":2}"`,
		`JSON.stringify(undefined) === undefined`:                                   `true`,
		`JSON.parse('{"a":[1,{"b":null}]}').a[1]`:                                   `{"b":null}`,
		`g.V("<cg:event/e>").toArray().length`:                                      `1`,
		`g.V("<cg:event/e>").out("<cgs:chairedBy>").toArray().join(' ').includes('person/p1')`:                                   `true`,
		`g.V("<cg:event/e>").And(graph.V("<cg:event/e>").Tag("x")).out(g.IRI("cgs:chairedBy")).count()`:                          `3`,
		`g.V("<cg:event/e>").follow(g.M().out("<cgs:chairedBy>")).in(g.V("<cgs:chairedBy>")).unique().toArray().length`:          `1`,
		`var n = 0; g.V("<cg:event/e>").out("<cgs:chairedBy>").forEach(2, function (row) { n += row.id.length > 0 ? 1 : 0 }); n`: `2`,
		`graph === g && typeof graph.Vertex`:                            `"function"`,
		`Object.keys([1]).length + Object.keys(Array.prototype).length`: `1`,
	} {
		r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: "g.emit([(function () { " + lastReturned(text) + " })()])", Timeout: 10 * time.Second})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := json.Marshal(r.Rows[0]["value"].([]any)[0])
		if row, ok := r.Rows[0]["value"].([]any)[0].(graph.Row); ok {
			got, err = row.MarshalJSON()
			got = []byte(strings.TrimSpace(string(got)))
		}
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
		}
	}
}

// lastReturned makes a script return the value of its last statement.
func lastReturned(text string) string {
	i := strings.LastIndex(text, "; ")
	if i < 0 || strings.HasPrefix(text[i+2:], "c'") {
		return "return " + text
	}
	return text[:i+2] + "return " + text[i+2:]
}

func TestTwoScriptsAtOnceAreBothStopped(t *testing.T) {
	graph.SetMaxHeap(150 << 20)
	t.Cleanup(func() { graph.SetMaxHeap(0) })
	s := openWith(t, "memory", graphtest.NewArticle(1, 3, 1))
	errs := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: `var a = []; while (true) a.push([1, 2, 3])`, Timeout: 20 * time.Second})
			errs <- err
		}()
	}
	for range 2 {
		if err := <-errs; !errors.Is(err, graph.ErrHeap) {
			t.Errorf("got %v, want ErrHeap", err)
		}
	}
	if r, err := s.Query(t.Context(), graph.Query{Language: "gizmo", Text: `g.emit(1)`}); err != nil || len(r.Rows) != 1 {
		t.Errorf("a small script afterwards: got %v, %v", r, err)
	}
}

func TestAGraphQLAnswerThatGrowsIsStopped(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	graph.SetMaxHeap(100 << 20)
	t.Cleanup(func() { graph.SetMaxHeap(0) })
	s := dense(t, "memory", 30)
	text := `{ nodes(id: <a:n0>) ` + strings.Repeat(`{ <a:p> `, 6) + `{ id }` + strings.Repeat(`}`, 6) + `}`
	r, err := s.Query(t.Context(), graph.Query{Language: "graphql", Text: text, Timeout: time.Minute})
	if !errors.Is(err, graph.ErrHeap) || len(r.Rows) > 0 {
		t.Errorf("got %d rows, %v, want ErrHeap", len(r.Rows), err)
	}
}

func BenchmarkSmallScript(b *testing.B) {
	s := openWith(b, "memory", graphtest.NewArticle(1, 3, 1))
	for b.Loop() {
		r, err := s.Query(b.Context(), graph.Query{Language: "gizmo", Text: `g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`, Timeout: 10 * time.Second})
		if err != nil || len(r.Rows) == 0 {
			b.Fatal(r, err)
		}
	}
}

func TestScriptsThatOnlyWalkNeedNoGuard(t *testing.T) {
	for text, want := range map[string]bool{
		`g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`:                                       true,
		`var m = g.M().in(["<a:p>", "<a:q>"]); g.V().has("<a:n>", gt(5), lt(7)).follow(m).All()`: true,
		`g.V().ForEach(function (row) { g.V(row, "<a:b>").all(); })`:                             true,
		`g.emit(g.V().count())`:                    true,
		`g.V().forEach(d => g.emit(d))`:            false, // an arrow: seldom, and made otherwise
		`while (true) {}`:                          false,
		`g.emit('x' + 'y')`:                        false,
		`'x'.repeat(5)`:                            false,
		`g.V()["all"]()`:                           false,
		`eval("1")`:                                false,
		`Array(5)`:                                 false,
		`var a = [1]; a = [a, a]; g.emit(a)`:       false,
		`g.emit({a: 1})`:                           false,
		`var {a} = g; a`:                           false,
		`g.V().toArray().join()`:                   false,
		`g.V().all.constructor("x")`:               false,
		"g.V(`x`)":                                 false,
		`new g.V()`:                                false,
		`(function () { return this })()`:          false,
		`function f(x) { return f(x) } f("<a:b>")`: false,
		`g.V(...["<a:b>"])`:                        false,
		`var x = "a", y = g.V(x).all()`:            true,
	} {
		got, err := graph.NeedsNoGuard(text)
		if err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %v", text, got, err, want)
		}
	}
}
