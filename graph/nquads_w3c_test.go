package graph_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/graph"
)

// The W3C's RDF 1.1 tests of N-Quads and N-Triples come with Cayley's quad module.
func TestW3CSuites(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/quad").Output()
	if err != nil {
		t.Skip("the folder of the quad module is not known:", err)
	}
	for _, suite := range []string{"nquad_tests.tar.gz", "ntriple_tests.tar.gz"} {
		good, bad := 0, 0
		eachFile(t, filepath.Join(strings.TrimSpace(string(dir)), suite), func(name string, data []byte) {
			quads, err := graph.NewQuadReader(bytes.NewReader(data), name).ReadAll()
			if strings.Contains(name, "-bad-") {
				if bad++; err == nil {
					t.Errorf("%s: read without an error:\n%s", name, data)
				}
				return
			}
			if good++; err != nil {
				t.Errorf("%v:\n%s", err, data)
				return
			}
			var first, second bytes.Buffer
			if err := graph.WriteNQuads(&first, quads); err != nil {
				t.Fatal(err)
			}
			if err := graph.WriteNQuads(&second, read(t, first.String())); err != nil || first.String() != second.String() {
				t.Errorf("%s: written and read again:\n%s\n%s%v", name, first.String(), second.String(), err)
			}
		})
		t.Logf("%s: %d good files, %d bad", suite, good, bad)
		if good == 0 || bad == 0 {
			t.Errorf("%s: no tests in it", suite)
		}
	}
}

func eachFile(t *testing.T, archive string, each func(name string, data []byte)) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if ext := path.Ext(h.Name); ext != ".nq" && ext != ".nt" {
			continue
		}
		data, err := io.ReadAll(files)
		if err != nil {
			t.Fatal(err)
		}
		each(path.Base(h.Name), data)
	}
}
