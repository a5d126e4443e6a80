package standard

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"

	"claimgraph/extract/date"
	"claimgraph/extract/gazetteer"
	"claimgraph/extract/layout"
	"claimgraph/extract/number"
	"claimgraph/extract/outlet"
	"claimgraph/extract/rule"
	"claimgraph/extract/tagger"
)

// Hash returns the [Reader.Hash] of the pipeline that [Pipeline] would return,
// without loading any of it: a few milliseconds. The options' model must be set.
func Hash(o Options) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, Version, o.Model.Hash(), tagger.Hash())
	outlets := outlet.Content()
	fmt.Fprintln(sum, len(outlets))
	sum.Write(outlets)
	files := []fs.FS{rule.Packs(), gazetteer.Data(), layout.Data(), date.Data(), number.Data()}
	for _, l := range languages() {
		sum.Write(l.heads)
		files = append(files, l.words)
	}
	for _, f := range append(append(files, o.Packs...), o.Gazetteers...) {
		if err := hashFiles(sum, f); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// read are the extensions of the files that are read as rules, names or words.
// What else lies in a user's folder, such as the corpora, does not count.
var read = map[string]bool{".yaml": true, ".names": true, ".endings": true, ".txt": true}

// hashFiles adds the names and contents of the files that are read, in order of
// their names.
func hashFiles(h hash.Hash, files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !read[path.Ext(name)] {
			return err
		}
		return hashFile(h, files, name)
	})
}

func hashFile(h hash.Hash, files fs.FS, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "%s %d\n", name, info.Size())
	_, err = io.Copy(h, f)
	return err
}
