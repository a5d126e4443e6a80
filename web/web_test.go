package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/graphtest"
	"claimgraph/graph/postgres/pgtest"
	"claimgraph/web"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Run(m)) }

func serve(t *testing.T, backend string, l web.Limits) (*graph.Store, *httptest.Server) {
	t.Helper()
	c := graph.Config{Path: t.TempDir(), Backend: backend, Create: true}
	if backend == "postgres" {
		c.DSN = pgtest.DSN(t)
	}
	s, err := graph.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), graphtest.NewArticle(1, 3, 1)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.Handler(s, l))
	t.Cleanup(func() { server.Close(); s.Close() })
	return s, server
}

func post(t *testing.T, server *httptest.Server, path, body string) (int, string) {
	t.Helper()
	r, err := http.Post(server.URL+path, "text/plain", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, strings.TrimSpace(string(data))
}

func TestAPIv2(t *testing.T) {
	for _, backend := range graph.Backends() {
		t.Run(backend, func(t *testing.T) {
			_, server := serve(t, backend, web.Limits{Timeout: time.Second})
			for _, test := range []struct {
				name, path, body string
				code             int
				want             string // in the answer
			}{
				{"gizmo", "/api/v2/query?lang=gizmo", `g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`, 200,
					`{"id":"<https://claimgraph.example/person/p1>"}`},
				{"gizmo, IRI made at run time", "/api/v2/query?lang=gizmo", `g.V(g.IRI("cg:event/" + "e")).out(g.IRI("cgs:chairedBy")).all()`, 200,
					`person/p1`},
				{"graphql", "/api/v2/query?lang=graphql", `{nodes(id:<cg:event/e>){id,<cgs:chairedBy>}}`, 200, `person/p1`},
				{"script that makes Cayley panic", "/api/v2/query?lang=gizmo", `g.V().out({}).all()`, 400, "unsupported type"},
				{"syntax error", "/api/v2/query?lang=gizmo", `g.V(`, 400, "SyntaxError"},
				{"endless script", "/api/v2/query?lang=gizmo", `while(true){}`, 400, "deadline"},
				{"endless recursion", "/api/v2/query?lang=gizmo", `function f(){f()} f()`, 400, "deep"},
				{"body too large", "/api/v2/query?lang=gizmo", strings.Repeat(" ", 2<<20), 400, "too large"},
				{"read", "/api/v2/read?format=nquads", "", 200, "20250102"},
				{"formats", "/api/v2/formats", "", 405, ""},
				{"write", "/api/v2/write", "<https://a/a> <https://a/b> <https://a/c> .\n", 403, "read-only"},
				{"delete", "/api/v2/delete", "<https://a/a> <https://a/b> <https://a/c> .\n", 403, "read-only"},
				{"delete a node", "/api/v2/node/delete", "<https://a/a>", 403, "read-only"},
				{"elsewhere", "/", "", 404, "/api/v2/"},
			} {
				code, got := post(t, server, test.path, test.body)
				if code != test.code || !strings.Contains(got, test.want) {
					t.Errorf("%s: got %d %q, want %d and %q", test.name, code, got, test.code, test.want)
				}
			}
			r, err := http.Get(server.URL + "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(`g.V("<cg:event/e>").all()`))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			var answer struct{ Result []map[string]string }
			if err := json.NewDecoder(r.Body).Decode(&answer); err != nil || len(answer.Result) != 1 {
				t.Errorf("GET: got %v, %v, want one row", answer, err)
			}
		})
	}
}

func TestServingBesideWriter(t *testing.T) {
	for _, backend := range graph.Backends() {
		t.Run(backend, func(t *testing.T) {
			s, server := serve(t, backend, web.Limits{Timeout: 5 * time.Second})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			var clients sync.WaitGroup
			for range 3 {
				clients.Go(func() {
					for ctx.Err() == nil {
						code, got := post(t, server, "/api/v2/query?lang=gizmo", `g.V("<cg:event/e>").out("<cgs:chairedBy>").all()`)
						if code != 200 || strings.Count(got, "person/") < 3 {
							t.Errorf("got %d %s", code, got)
							return
						}
					}
				})
			}
			for version := 2; ctx.Err() == nil; version++ {
				if _, err := s.Put(context.Background(), graphtest.NewArticle(1, 3, version)); err != nil {
					t.Fatal(err)
				}
			}
			clients.Wait()
		})
	}
}

func TestLoopback(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": true, "localhost:0": true, "[::1]:8090": true, "127.5.5.5:1": true,
		":8090": false, "0.0.0.0:80": false, "192.0.2.1:80": false, "example.org:80": false, "127.0.0.1": false,
	} {
		if got := web.Loopback(address); got != want {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
}

func ExampleHandler() {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Config{Backend: "memory"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	server := httptest.NewServer(web.Handler(s, web.Limits{}))
	defer server.Close()
	r, err := http.Post(server.URL+"/api/v2/query?lang=gizmo", "", strings.NewReader(`g.emit("hello")`))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer r.Body.Close()
	io.Copy(&output{}, r.Body)
	// Output: {"result":["hello"]}
}

type output struct{}

func (output) Write(p []byte) (int, error) { return fmt.Print(string(p)) }
