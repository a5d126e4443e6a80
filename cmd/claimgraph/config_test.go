package main

import (
	"os"
	"testing"

	"github.com/spf13/pflag"
	"gopkg.in/yaml.v3"
)

func TestConfigFileOfTheRepositoryShowsTheDefaults(t *testing.T) {
	const file = "../../config.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkKeys(file, data); err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	got, err := loadConfig(file, pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	want, err := loadConfig("", pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		t.Fatal(err)
	}
	if *got != *want {
		t.Errorf("config.yaml gives %+v\nthe program's defaults are %+v", *got, *want)
	}
	for _, s := range settings {
		if !hasKey(doc, s.key) {
			t.Errorf("config.yaml does not show %s", s.key)
		}
	}
}

func hasKey(doc map[string]any, key string) bool {
	if _, ok := doc[key]; ok {
		return true
	}
	for name, value := range doc {
		if section, ok := value.(map[string]any); ok && len(key) > len(name)+1 && key[:len(name)+1] == name+"." && hasKey(section, key[len(name)+1:]) {
			return true
		}
	}
	return false
}

func TestFlagsOverEnvironmentOverFileOverDefaults(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write := func(text string) {
		if err := os.WriteFile("config.yaml", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	addSettingFlags(flags, "store.path")
	path := func() string {
		c, err := loadConfig("", flags)
		if err != nil {
			t.Fatal(err)
		}
		return c.Store.Path
	}
	if got := path(); got != "claims.store" {
		t.Errorf("nothing set: got %q, want the default", got)
	}
	write("store: {path: from-file}\n")
	if got := path(); got != "from-file" {
		t.Errorf("file: got %q", got)
	}
	t.Setenv("CLAIMGRAPH_STORE_PATH", "from-env")
	if got := path(); got != "from-env" {
		t.Errorf("environment: got %q", got)
	}
	if err := flags.Set("store", "from-flag"); err != nil {
		t.Fatal(err)
	}
	if got := path(); got != "from-flag" {
		t.Errorf("flag: got %q", got)
	}
}

func FuzzConfigFile(f *testing.F) {
	f.Add("store: {path: x}\nquery:\n  limit: 5\n")
	f.Add("store: &a {path: *a}\n")
	f.Add("? [a]\n: b\n")
	f.Fuzz(func(t *testing.T, text string) {
		_ = checkKeys("config.yaml", []byte(text)) // whatever it says, it returns
	})
}
