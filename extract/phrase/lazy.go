package phrase

import (
	"sync"

	"claimgraph/extract"
)

// A lazy recognizer reads its language's lexicon with the first document in it.
type lazy struct {
	extract.Recognizer // without a lexicon: for its name
	language           string
	loaded             func() extract.Recognizer
}

func (l lazy) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != l.language {
		return nil
	}
	return l.loaded().Recognize(d)
}

// Recognizers returns the recognizers of a language, in the order in which they
// must run. Its lexicon, the given file, is read with the first document in the
// language; it comes with the program and is tested with it: one that is broken
// panics.
func Recognizers(analyzer extract.Analyzer, file string, data []byte) []extract.Recognizer {
	load := sync.OnceValue(func() []extract.Recognizer {
		lexicon, err := Load(file, data)
		if err != nil {
			panic(err)
		}
		return (&Language{analyzer, lexicon}).Recognizers()
	})
	out := (&Language{Analyzer: analyzer}).Recognizers()
	for i, r := range out {
		out[i] = lazy{r, analyzer.Language(), func() extract.Recognizer { return load()[i] }}
	}
	return out
}
