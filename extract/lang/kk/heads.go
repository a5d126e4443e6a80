package kk

import _ "embed"

// Heads is the language's lexicon of head nouns, for package phrase.
//
//go:embed heads.yaml
var Heads []byte
