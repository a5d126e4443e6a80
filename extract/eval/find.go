package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// notGold are the files of a gold folder that are none themselves.
var notGold = []string{"names.json", "graph.json"}

// Files returns the gold files of the paths: files as they are, of a folder the
// .json files in it but names.json and graph.json, in order of their names.
// Folders inside a folder are not entered, so that gold which nobody has looked
// at yet is read only when it is named.
func Files(paths ...string) ([]string, error) {
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		files, err := filepath.Glob(filepath.Join(escapeGlob(p), "*.json"))
		if err != nil {
			return nil, err
		}
		files = slices.DeleteFunc(files, func(f string) bool { return slices.Contains(notGold, filepath.Base(f)) })
		if len(files) == 0 {
			return nil, fmt.Errorf("%s: no gold files in it; folders inside it are not entered, name them", p)
		}
		slices.Sort(files)
		out = append(out, files...)
	}
	return out, nil
}

func escapeGlob(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

// parents is how many folders above a gold file are searched for its names and
// its article.
const parents = 4

// above returns the folder of a file and the ones above it, the nearest first.
func above(file string) ([]string, error) {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	out := []string{dir}
	for len(out) <= parents && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
		out = append(out, dir)
	}
	return out, nil
}

// NamesFiles returns the names.json files that belong to a gold file: beside it
// and in the folders above it, the farthest first.
func NamesFiles(gold string) ([]string, error) {
	dirs, err := above(gold)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, dir := range slices.Backward(dirs) {
		if f := filepath.Join(dir, "names.json"); isFile(f) {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no names.json beside it or above it", gold)
	}
	return out, nil
}

// ArticleFile returns where the article of g lies: in the folder given, if one
// is, else beside the gold, else at its path below one of the folders above the
// gold: dev/talks.txt of gold/dev/talks.json is dev/talks.txt beside gold.
func ArticleFile(g *Gold, folder string) (string, error) {
	path := filepath.FromSlash(g.Article)
	var tried []string
	if folder != "" {
		tried = []string{filepath.Join(folder, path), filepath.Join(folder, filepath.Base(path))}
	} else {
		dirs, err := above(g.File)
		if err != nil {
			return "", err
		}
		tried = []string{filepath.Join(dirs[0], filepath.Base(path))}
		for _, dir := range dirs {
			tried = append(tried, filepath.Join(dir, path))
		}
	}
	for _, f := range tried {
		if isFile(f) {
			return f, nil
		}
	}
	return "", fmt.Errorf("%s: article %s is at none of %s", g.File, g.Article, strings.Join(tried, ", "))
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
