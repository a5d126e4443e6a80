# make demo   builds, reads the sample articles, answers three questions
# make test   every check; what a change must pass
# make soak   the long ones: races everywhere, fuzzing, a writer killed 300 times
# make build  bin/claimgraph
# make fast   the same, tuned to its work: slower to build
# make tables the tables of the word lists and the schema, when one has changed

GO ?= go
SHARED ?= ../shared
DEMO := .demo
BIN := bin/claimgraph
# Packages whose race build is worth its minutes in every test run; soak does all.
RACE ?= ./cmd/... ./graph/... ./schema/... ./web/... ./extract
FUZZTIME ?= 60s

.PHONY: build demo test vet fmt unit race rapper soak clean

build: $(BIN)

.PHONY: $(BIN)
$(BIN):
	@$(GO) build -buildvcs=false -o $(BIN) ./cmd/claimgraph

demo: build
	@sh examples/demo.sh $(BIN) examples/news $(DEMO)

test: fmt vet rapper unit race

fmt:
	@out=$$(gofmt -l $$($(GO) list -f '{{.Dir}}' ./...)); \
	if [ -n "$$out" ]; then echo "gofmt these files:"; echo "$$out"; exit 1; fi

vet:
	$(GO) vet ./...

# Programs of others read our exports back: rapper, rdflib, networkx. They are
# installed only where that is expected of a test run: by root in CI. Elsewhere
# their tests skip and say so.
READERS := raptor2-utils python3-rdflib python3-networkx
rapper:
	@if command -v rapper >/dev/null && /usr/bin/python3 -c 'import rdflib, networkx' 2>/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] || [ -n "$$CI" ]; then \
		echo "installing $(READERS)"; \
		{ apt-get update -qq && apt-get install -y -qq $(READERS); } >/dev/null 2>&1 \
		|| echo "SKIP $(READERS) could not be installed: exports are not read back with them"; \
	else echo "SKIP $(READERS) are not installed: exports are not read back with them"; fi
	@if ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] || [ -n "$$CI" ]; then \
		echo "installing postgresql"; \
		{ apt-get update -qq && apt-get install -y -qq postgresql; } >/dev/null 2>&1 \
		|| echo "SKIP postgresql could not be installed: stores in PostgreSQL are not tested"; \
	else echo "SKIP postgresql is not installed: stores in PostgreSQL are not tested"; fi
	@if [ ! -d $(SHARED) ]; then echo "SKIP $(SHARED) is not there: the seed articles are not checked"; fi

unit:
	$(GO) test ./...

race:
	$(GO) test -race -short $(RACE)

soak:
	CLAIMGRAPH_SOAK=1 $(GO) test -race -count=1 -timeout 60m ./...
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "fuzz $$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
		done; \
	done

clean:
	rm -rf bin $(DEMO) $(FAST_PROFILE)

# The articles that speed is measured on: the samples, and others where they are.
BENCH_ARTICLES ?= examples/news $(wildcard $(SHARED)/train/business $(SHARED)/train/politics)

# bin/claimgraph built with a profile of itself at work on our own articles: some 5
# per cent faster, and minutes slower to build, since every package is built anew.
FAST_PROFILE := .fast.pgo

.PHONY: fast
fast:
	@$(GO) run -buildvcs=false ./extract/standard/bench -cpuprofile $(FAST_PROFILE) examples/news $(wildcard testdata/gold/round[1-6]) >/dev/null
	@$(GO) build -buildvcs=false -pgo=$(FAST_PROFILE) -o $(BIN) ./cmd/claimgraph

# The tables that word lists and the schema are read from, made of their files; a
# test tells when they are not what the files give.
.PHONY: tables
tables:
	$(GO) run -buildvcs=false ./extract/standard/tables

.PHONY: bench-extract
bench-extract: build
	@$(GO) run -buildvcs=false ./extract/standard/bench -bin $(BIN) $(BENCH_ARTICLES)

# The public corpora in five folds: trains the tagger on four blocks, reads the
# fifth, scores names and facts of all blocks with the corpus's own scripts.
# Minutes; needs python3.
.PHONY: bench-corpora
bench-corpora:
	$(GO) run -buildvcs=false ./extract/tagger/bench -kaznerd $(SHARED)/bench/kaznerd -factrueval $(SHARED)/bench/factrueval

# The store of quads beside Oxigraph, on the same file and the same lookups:
# three minutes; needs node and npm for Oxigraph. BENCH_QUADS=10000000 takes an hour.
BENCH_QUADS ?= 1000000

.PHONY: bench-store
bench-store:
	$(GO) run -buildvcs=false ./graph/bench -shared $(SHARED)/bench/store -n $(BENCH_QUADS)

# Names: precision and recall of matches over labelled pairs; ARGS=-v lists the misses.
.PHONY: bench-names
bench-names:
	@$(GO) run -buildvcs=false ./graph/resolve/name/bench $(ARGS) graph/resolve/testdata/names/pairs.tsv

# 20,000 generated articles into a store: articles a second, and whether the last
# thousand was slower than the first. Fails where the project's bounds do not hold.
.PHONY: bench-graph
bench-graph:
	$(GO) run -buildvcs=false ./cmd/claimgraph/graphbench -check
