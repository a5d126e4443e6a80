// Package wordlist holds what a recognizer knows of each language: the YAML files
// of a package go in, one for each language, and what they say comes out, read
// when the first text in the language is.
package wordlist

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

// A Set is the words of a recognizer by language. It is safe for use by
// several goroutines.
type Set[T any] map[string]func() *T

// New returns the words of the files lang/<language>.yaml, which load reads.
// They are embedded in the program and tested with it: one that is broken panics
// when it is read.
func New[T any](files fs.FS, load func(data []byte) (*T, error)) Set[T] {
	names, err := fs.Glob(files, "lang/*.yaml")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	set := Set[T]{}
	for _, name := range names {
		set[strings.TrimSuffix(path.Base(name), ".yaml")] = sync.OnceValue(func() *T {
			data, err := fs.ReadFile(files, name)
			if err == nil {
				var x *T
				if x, err = load(data); err == nil {
					return x
				}
			}
			panic(fmt.Sprintf("%s: %v", name, err))
		})
	}
	return set
}

// Of returns what is known of a language, a BCP 47 tag, or nil if there is none.
func (s Set[T]) Of(language string) *T {
	base, _, _ := strings.Cut(language, "-")
	if load := s[base]; load != nil {
		return load()
	}
	return nil
}

// Decode reads YAML into a value, strictly: a key that the value does not have is
// an error.
func Decode(data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	return d.Decode(into)
}
