package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"claimgraph/extract/standard"
	"claimgraph/schema"
)

// app holds what verbs share: the configuration, once it is read.
type app struct {
	configFile string // --config
	config     *Config
	stderr     io.Writer
	warning    sync.Mutex
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

// pipeline returns what reads articles: all languages with the rules that come
// with the program and those of rules.dir.
func (a *app) pipeline() (*standard.Reader, error) {
	model, err := a.model()
	if err != nil {
		return nil, err
	}
	options := standard.Options{Model: model}
	if dir := a.config.Rules.Dir; dir != "" {
		if err := isFolder("rules.dir", dir); err != nil {
			return nil, err
		}
		options.Packs = append(options.Packs, os.DirFS(dir))
	}
	pipeline, err := standard.Pipeline(options)
	if err != nil {
		return nil, usageError(fmt.Errorf("rules: %w", err))
	}
	pipeline.Warn = func(err error) { a.warn(err) }
	return pipeline, nil
}

// warn tells of what is no reason to stop. Articles are read by several
// goroutines, messages are written one at a time.
func (a *app) warn(err error) {
	a.warning.Lock()
	defer a.warning.Unlock()
	fmt.Fprintf(a.stderr, "claimgraph: warning: %v\n", err)
}
