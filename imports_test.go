// Package claimgraph_test holds what is true of the module as a whole.
package claimgraph_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// allowed says which of our own packages the packages below a folder may
// import, besides those below the folder itself. Imports point one way.
var allowed = map[string][]string{
	"table":          {},
	"schema":         {"table"},
	"extract":        {"schema", "table"},
	"graph":          {"schema"},
	"web":            {"graph", "schema"},
	"cmd/claimgraph": {"schema", "extract", "graph", "web"},
}

// confined says where alone a module from elsewhere may be imported.
var confined = map[string][]string{
	"codeberg.org/readeck/":   {"extract/read"},
	"github.com/cayleygraph/": {"graph", "web"},
	"github.com/spf13/viper":  {"cmd/claimgraph"},
	"github.com/spf13/cobra":  {"cmd/claimgraph"},
	"github.com/cockroachdb/": {"graph/pebble"},
	"github.com/lib/pq":       {"graph/postgres"},
}

const module = "claimgraph/"

func TestImportsPointOneWay(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || len(name) > 1 && strings.HasPrefix(entry.Name(), ".")) {
			return filepath.SkipDir
		}
		if entry.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		files++
		checkImports(t, filepath.ToSlash(name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 10 {
		t.Errorf("read %d files, that cannot be all", files)
	}
}

func checkImports(t *testing.T, name string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Errorf("%s: import %s: %v", name, spec.Path.Value, err)
			continue
		}
		if ours, ok := strings.CutPrefix(imported, module); ok {
			home := owner(name)
			if home != "" && !below(ours, append(allowed[home], home)) {
				t.Errorf("%s imports %s: what lies below %s may import %v of ours", name, imported, home, allowed[home])
			}
		}
		for prefix, homes := range confined {
			if strings.HasPrefix(imported, prefix) && !below(name, homes) {
				t.Errorf("%s imports %s: only %v may", name, imported, homes)
			}
		}
	}
}

// owner returns the folder of allowed that a file lies below, "" for none.
func owner(name string) string {
	for home := range allowed {
		if strings.HasPrefix(name, home+"/") {
			return home
		}
	}
	return ""
}

// below reports whether a path is one of the folders or lies below one.
func below(name string, folders []string) bool {
	for _, f := range folders {
		if name == f || strings.HasPrefix(name, f+"/") {
			return true
		}
	}
	return false
}
