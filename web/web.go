// Package web serves a claim graph over HTTP: in go requests, out come the
// answers of Cayley's HTTP API v2 (its query, read and formats; what writes is
// refused). Each request sees the store as it was when the request came, so a
// writer beside it does no harm.
package web

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cayleyhttp "github.com/cayleygraph/cayley/server/http"
)

// A Store is what the handlers read; [claimgraph/graph.Store] is one.
type Store interface {
	// Handle returns the quads as they are until release is called.
	Handle(ctx context.Context) (h *graph.Handle, release func(), err error)
}

// Limits bound what one request may cost. A zero field has the default.
type Limits struct {
	Timeout time.Duration // of a request; 10 s
	Rows    int           // of a Gizmo query's answer; 1000, and none if negative
	Body    int64         // bytes of a request's body; 256 KiB
}

func (l Limits) withDefaults() Limits {
	if l.Timeout <= 0 {
		l.Timeout = 10 * time.Second
	}
	if l.Rows == 0 {
		l.Rows = 1000
	}
	if l.Body <= 0 {
		l.Body = 256 << 10
	}
	return l
}

// Handler returns the handler of all paths. Queries may abbreviate IRIs as
// graph.Store.Query lets them, in Gizmo <cg:person/a> and g.IRI("cg:person/a").
func Handler(s Store, l Limits) http.Handler {
	l = l.withDefaults()
	mux := http.NewServeMux()
	mux.Handle("/api/v2/", apiV2(s, l))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, "nothing here; the API is below /api/v2/")
	})
	return mux
}

// apiV2 gives each request an API of Cayley's on a view of its own.
func apiV2(s Store, l Limits) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), l.Timeout)
		defer cancel()
		h, release, err := s.Handle(ctx)
		if err != nil {
			refuse(w, http.StatusServiceUnavailable, err.Error())
			return
		}
		defer release()
		api := cayleyhttp.NewAPIv2(h)
		api.SetReadOnly(true)
		api.SetQueryTimeout(l.Timeout)
		api.SetQueryLimit(l.Rows)
		r.Body = http.MaxBytesReader(w, r.Body, l.Body)
		api.ServeHTTP(w, r.WithContext(ctx))
	})
}

// refuse answers with an error in the form of Cayley's API.
func refuse(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"error": message})
}

// Server returns a server that drops clients which are slow to ask or to
// listen. It is closed by its own methods.
func Server(h http.Handler, l Limits) *http.Server {
	l = l.withDefaults()
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      l.Timeout + 15*time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// Loopback reports whether an address to listen on can be reached from this
// machine alone. An address without a host cannot promise that.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
