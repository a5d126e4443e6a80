package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"gopkg.in/yaml.v3"

	"claimgraph/graph"
	"claimgraph/schema"
)

// Config is every setting of the program. It is read once, before a verb
// runs: the defaults below, then the configuration file, then environment
// variables, then flags, the later over the earlier.
type Config struct {
	// BaseIRI is what every IRI that we make begins with; it ends in / or #.
	BaseIRI string `mapstructure:"base_iri"`
	Store   struct {
		// Backend is "pebble" (a folder on disk), "memory" or "postgres".
		Backend string
		// Path is the store's folder.
		Path string
		// DSN is how the backend postgres connects to its database.
		DSN secret
	}
	Server struct {
		// Address is host:port that serve listens on.
		Address string
	}
	Schema struct {
		// Dir holds *.yaml that add to the schema; "" for none.
		Dir string
	}
	Rules struct {
		// Dir holds rule packs, dir/<language>/*.yaml, read besides ours; "" for none.
		Dir string
	}
	Query struct {
		// Timeout is the longest that one query runs.
		Timeout time.Duration
		// Limit is the most rows that one query gives; 0 is no limit.
		Limit int
		// MaxHeap is the size of the process's heap, such as 1GiB, past which
		// scripts are stopped.
		MaxHeap string `mapstructure:"max_heap"`
	}
	Extract struct {
		// Workers is how many articles are read at a time; 0 is one per processor.
		Workers int
	}
}

// A secret is text that no message shows.
type secret string

// String implements fmt.Stringer.
func (secret) String() string { return "(not shown)" }

// A setting is a key of the configuration with its default and its flag.
type setting struct {
	key, def string
	flag     string // "" if it has none
	help     string
}

// settings lists every key. config.yaml in the root shows the same keys and
// defaults to people; a test keeps the two alike.
var settings = []setting{
	{"base_iri", schema.DefaultBase, "base-iri", "what every IRI begins with"},
	{"store.backend", "pebble", "backend", "where the store is kept: pebble, memory or postgres"},
	{"store.path", "claims.store", "store", "the store's folder"},
	{"store.dsn", "", "", "the database of the backend postgres"}, // no flag: others see a command's words
	{"server.address", "127.0.0.1:8090", "address", "host:port to listen on"},
	{"schema.dir", "", "schema-dir", "folder of *.yaml that add to the schema"},
	{"rules.dir", "", "rules-dir", "folder of rule packs, DIR/<language>/*.yaml, and names, DIR/*.names, read besides the built-in ones"},
	{"query.timeout", "10s", "timeout", "longest time that one query may take"},
	{"query.limit", "1000", "limit", "most rows that one query gives, 0 for all"},
	{"query.max_heap", "1GiB", "max-heap", "size of the process's heap past which queries are stopped"},
	{"extract.workers", "0", "workers", "articles read at a time, 0 for one per processor"},
}

// envPrefix begins the name of every environment variable that we read:
// store.path is CLAIMGRAPH_STORE_PATH.
const envPrefix = "CLAIMGRAPH"

// configEnv names the configuration file, as --config does.
const configEnv = envPrefix + "_CONFIG"

// defaultConfigFile is read when it is there and no other is named.
const defaultConfigFile = "config.yaml"

// addSettingFlags gives flags a flag for each of the keys.
func addSettingFlags(flags *pflag.FlagSet, keys ...string) {
	for _, s := range settings {
		if slices.Contains(keys, s.key) {
			flags.String(s.flag, s.def, s.help)
		}
	}
}

// loadConfig returns the configuration as file, environment and flags say.
// An empty file means config.yaml in the working directory, if there is one.
// Every error names the file and line, the variable or the flag that is wrong.
func loadConfig(file string, flags *pflag.FlagSet) (*Config, error) {
	v := viper.New()
	for _, s := range settings {
		v.SetDefault(s.key, s.def)
	}
	if err := readConfigFile(v, file); err != nil {
		return nil, err
	}
	v.SetEnvPrefix(envPrefix)
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	for _, s := range settings {
		if f := flags.Lookup(s.flag); f != nil {
			if err := checkValue(s.key, f.Value.String()); err != nil {
				return nil, fmt.Errorf("--%s: %w", s.flag, err)
			}
			if err := v.BindPFlag(s.key, f); err != nil {
				return nil, err
			}
		}
	}
	if err := checkEnvironment(os.Environ()); err != nil {
		return nil, err
	}
	c := new(Config)
	if err := v.Unmarshal(c); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	return c, c.complete()
}

// complete checks the values and puts in what 0 stands for.
func (c *Config) complete() error {
	if err := graph.CheckBase(c.BaseIRI); err != nil {
		return fmt.Errorf("base_iri: %w", err)
	}
	if !slices.Contains(graph.Backends(), c.Store.Backend) {
		return fmt.Errorf("store.backend: %q is none of %s", c.Store.Backend, strings.Join(graph.Backends(), ", "))
	}
	switch {
	case c.Store.Backend == "postgres" && c.Store.DSN == "":
		return errors.New("store.dsn: no database is named, such as postgres://user@host/name")
	case c.Store.Backend == "pebble" && c.Store.Path == "":
		return errors.New("store.path: no folder is named")
	}
	if c.Query.Timeout <= 0 {
		return fmt.Errorf("query.timeout: %v is not a positive time such as 10s", c.Query.Timeout)
	}
	if c.Query.Limit < 0 {
		return fmt.Errorf("query.limit: %d is negative", c.Query.Limit)
	}
	if c.Extract.Workers < 0 {
		return fmt.Errorf("extract.workers: %d is negative", c.Extract.Workers)
	}
	if c.Extract.Workers == 0 {
		c.Extract.Workers = runtime.GOMAXPROCS(0)
	}
	return nil
}

// readConfigFile reads the named file, or the default one if it exists.
func readConfigFile(v *viper.Viper, file string) error {
	named := file != ""
	if !named {
		file = defaultConfigFile
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	if err := checkKeys(file, data); err != nil {
		return err
	}
	v.SetConfigType("yaml")
	return v.ReadConfig(bytes.NewReader(data))
}

// checkKeys refuses a file with a key that is no setting or has no plain
// value, and says on which line: a misspelt key would be ignored otherwise.
func checkKeys(file string, data []byte) error {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 { // empty, or comments alone
		return nil
	}
	return checkMapping(filepath.ToSlash(file), "", doc.Content[0])
}

func checkMapping(file, prefix string, n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: %q is not a mapping of keys to values", file, n.Line, strings.TrimSuffix(prefix, "."))
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		key := prefix + name.Value
		switch {
		case isSection(key):
			if err := checkMapping(file, key+".", value); err != nil {
				return err
			}
		case !slices.ContainsFunc(settings, func(s setting) bool { return s.key == key }):
			return fmt.Errorf("%s:%d: unknown key %q (keys are %s)", file, name.Line, key, strings.Join(keys(), ", "))
		case value.Kind != yaml.ScalarNode:
			return fmt.Errorf("%s:%d: %s: not a plain value", file, value.Line, key)
		default:
			if err := checkValue(key, value.Value); err != nil {
				return fmt.Errorf("%s:%d: %w", file, value.Line, err)
			}
		}
	}
	return nil
}

// checkValue refuses text where a number or a duration belongs.
func checkValue(key, text string) error {
	switch key {
	case "query.timeout":
		if _, err := time.ParseDuration(text); err != nil {
			return fmt.Errorf("%s: %q is not a time such as 10s or 2m", key, text)
		}
	case "query.max_heap":
		if _, err := parseSize(text); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	case "query.limit", "extract.workers":
		if _, err := strconv.Atoi(text); err != nil {
			return fmt.Errorf("%s: %q is not a whole number", key, text)
		}
	}
	return nil
}

// sizeUnits are what a size may end in, and how many bytes that is.
var sizeUnits = []struct {
	name  string
	bytes int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}}

// parseSize reads a positive number of bytes with its unit.
func parseSize(text string) (int64, error) {
	for _, unit := range sizeUnits {
		digits, ok := strings.CutSuffix(text, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err == nil && n > 0 && n <= math.MaxInt64/unit.bytes {
			return n * unit.bytes, nil
		}
	}
	return 0, fmt.Errorf("%q is not a size such as 512MiB or 2GiB", text)
}

// checkEnvironment refuses a variable of ours that is no setting.
func checkEnvironment(environ []string) error {
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		rest, ours := strings.CutPrefix(name, envPrefix+"_")
		if !ours || name == configEnv {
			continue
		}
		i := slices.IndexFunc(settings, func(s setting) bool { return envName(s.key) == name })
		if i < 0 {
			return fmt.Errorf("environment: %s_%s is no setting (keys are %s)", envPrefix, rest, strings.Join(keys(), ", "))
		}
		if value == "" { // viper reads an empty variable as absent
			continue
		}
		if err := checkValue(settings[i].key, value); err != nil {
			return fmt.Errorf("environment: %s: %w", name, err)
		}
	}
	return nil
}

func envName(key string) string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func isSection(key string) bool {
	return slices.ContainsFunc(settings, func(s setting) bool { return strings.HasPrefix(s.key, key+".") })
}

func keys() []string {
	out := make([]string, len(settings))
	for i, s := range settings {
		out[i] = s.key
	}
	return out
}
