# make demo   builds, reads the sample articles, answers three questions
# make test   every check; what a change must pass
# make soak   the long ones: races everywhere, fuzzing
# make build  bin/claimgraph

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

# raptor2-utils checks our N-Quads. It is installed only where that is expected
# of a test run: by root in CI. Elsewhere its test skips and says so.
rapper:
	@if command -v rapper >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] || [ -n "$$CI" ]; then \
		echo "installing raptor2-utils"; \
		{ apt-get update -qq && apt-get install -y -qq raptor2-utils; } >/dev/null 2>&1 \
		|| echo "SKIP raptor2-utils could not be installed: N-Quads are not checked with rapper"; \
	else echo "SKIP raptor2-utils is not installed: N-Quads are not checked with rapper"; fi
	@if [ ! -d $(SHARED) ]; then echo "SKIP $(SHARED) is not there: the seed articles are not checked"; fi

unit:
	$(GO) test ./...

race:
	$(GO) test -race -short $(RACE)

soak:
	$(GO) test -race -count=1 -timeout 60m ./...
	@for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "fuzz $$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
		done; \
	done

clean:
	rm -rf bin $(DEMO)

# The articles that speed is measured on: the samples, and others where they are.
BENCH_ARTICLES ?= examples/news $(wildcard $(SHARED)/train/business $(SHARED)/train/politics)

.PHONY: bench-extract
bench-extract: build
	@$(GO) run -buildvcs=false ./extract/standard/bench -bin $(BIN) $(BENCH_ARTICLES)

# The public corpora in five folds: trains the tagger on four blocks, reads the
# fifth, scores the union with the corpus's own script. Minutes; needs python3.
.PHONY: bench-corpora
bench-corpora:
	$(GO) run -buildvcs=false ./extract/tagger/bench -kaznerd $(SHARED)/bench/kaznerd -factrueval $(SHARED)/bench/factrueval/devset
