package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"claimgraph/extract/gazetteer"
	"claimgraph/extract/standard"
	"claimgraph/graph"
	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// app holds what verbs share: the configuration, once it is read.
type app struct {
	configFile string // --config
	config     *Config
	stderr     io.Writer
	warning    sync.Mutex
	// held is the store that this process serves, in which it runs the verbs of
	// others; nil for verbs that open a store of their own.
	held *graph.Store
}

// configure reads the configuration before a verb runs.
func (a *app) configure(cmd *cobra.Command) error {
	file := a.configFile
	if file == "" {
		file = os.Getenv(configEnv)
	}
	config, err := loadConfig(file, cmd.Flags())
	if err != nil {
		return usageError(err)
	}
	heap, err := parseSize(config.Query.MaxHeap)
	if err != nil {
		return usageError(fmt.Errorf("query.max_heap: %w", err))
	}
	graph.SetMaxHeap(heap)
	a.config, a.stderr = config, cmd.ErrOrStderr()
	return nil
}

// model returns the schema with what schema.dir adds to it.
func (a *app) model() (*schema.Model, error) {
	var dirs []fs.FS
	if dir := a.config.Schema.Dir; dir != "" {
		if err := isFolder("schema.dir", dir); err != nil {
			return nil, err
		}
		dirs = append(dirs, os.DirFS(dir))
	}
	model, err := schema.Load(dirs...)
	if err != nil {
		return nil, usageError(fmt.Errorf("schema: %w", err))
	}
	return model, nil
}

// isFolder tells if a setting that names a folder names none.
func isFolder(key, dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", dir)
	}
	if err != nil {
		return usageError(fmt.Errorf("%s: %w", key, err))
	}
	return nil
}

// options returns what reads articles besides what comes with the program: the
// schema and rules of the user's folders.
func (a *app) options() (standard.Options, error) {
	model, err := a.model()
	if err != nil {
		return standard.Options{}, err
	}
	o := standard.Options{Model: model}
	if dir := a.config.Rules.Dir; dir != "" {
		if err := isFolder("rules.dir", dir); err != nil {
			return standard.Options{}, err
		}
		o.Packs = append(o.Packs, os.DirFS(dir))
		o.Gazetteers = append(o.Gazetteers, os.DirFS(dir))
	}
	return o, nil
}

// pipeline returns what reads articles: all languages with the rules that come
// with the program and those of rules.dir.
func (a *app) pipeline() (*standard.Reader, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	pipeline, err := standard.Pipeline(o)
	if err != nil {
		return nil, usageError(fmt.Errorf("rules: %w", err))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(standard.GCPercent)
	}
	pipeline.Warn = func(err error) { a.warn(err) }
	return pipeline, nil
}

// rulesHash returns the schema and the hash of the rules, for verbs that read no
// article and so load no rules.
func (a *app) rulesHash() (*schema.Model, string, error) {
	if a.held != nil {
		return a.held.Model(), a.held.Rules(), nil
	}
	o, err := a.options()
	if err != nil {
		return nil, "", err
	}
	hash, err := standard.Hash(o)
	if err != nil {
		return nil, "", usageError(fmt.Errorf("rules: %w", err))
	}
	return o.Model, hash, nil
}

// names returns what compares names: with the gazetteer that comes with the
// program and those of rules.dir.
func (a *app) names() (*name.Matcher, error) {
	o, err := a.options()
	if err != nil {
		return nil, err
	}
	var entries []name.Entry
	for _, dir := range append([]fs.FS{gazetteer.Data()}, o.Gazetteers...) {
		some, err := name.ReadEntries(dir)
		if err != nil {
			return nil, usageError(err)
		}
		entries = append(entries, some...)
	}
	return name.New(o.Model, entries)
}

// warn tells of what is no reason to stop. Articles are read by several
// goroutines, messages are written one at a time.
func (a *app) warn(err error) {
	a.warning.Lock()
	defer a.warning.Unlock()
	fmt.Fprintf(a.stderr, "claimgraph: warning: %v\n", err)
}
